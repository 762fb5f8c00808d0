//! A link as a QR code, for handing it to somebody across a desk, and on paper.

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write;

/// Around the code nothing may be, for as many modules.
const QUIET_ZONE: i32 = 4;

/// The QR code of a text; nothing where the text is too long for one (almost 3 KB).
pub fn qr(text: &str, label: &'static str) -> Option<impl IntoView + use<>> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in 0..code.size() {
            if code.get_module(x, y) {
                // Writing to a String cannot fail.
                let _ = write!(path, "M{},{}h1v1h-1z", x + QUIET_ZONE, y + QUIET_ZONE);
            }
        }
    }
    let size = code.size() + 2 * QUIET_ZONE;
    Some(view! {
        <svg class="qr" viewBox=format!("0 0 {size} {size}") role="img" aria-label=label shape-rendering="crispEdges">
            <path d=path></path>
        </svg>
    })
}
