//! Handing a link on.

use leptos::prelude::window;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

/// What became of a link to be shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shared {
    /// The phone's own sheet took it, or the person closed the sheet.
    BySheet,
    /// It is in the clipboard.
    Copied,
    /// The browser allows neither.
    Refused,
}

/// Opens the phone's share sheet; where there is none, copies the link.
pub async fn share(title: &str, url: &str) -> Shared {
    let navigator = window().navigator();
    let has_sheet = js_sys::Reflect::has(&navigator, &JsValue::from_str("share")).unwrap_or(false);
    if has_sheet {
        let data = web_sys::ShareData::new();
        data.set_title(title);
        data.set_url(url);
        match JsFuture::from(navigator.share_with_data(&data)).await {
            Ok(_) => return Shared::BySheet,
            Err(error) if is_abort(&error) => return Shared::BySheet,
            // Forbidden, as in a frame without `allow="web-share"`: copying may still work.
            Err(_) => {}
        }
    }
    copy(url).await
}

/// Whether the person closed the sheet.
fn is_abort(error: &JsValue) -> bool {
    let name = js_sys::Reflect::get(error, &JsValue::from_str("name"));
    name.ok().and_then(|name| name.as_string()).as_deref() == Some("AbortError")
}

/// Copies a text to the clipboard.
pub async fn copy(text: &str) -> Shared {
    let navigator = window().navigator();
    // Absent without TLS, so the generated getter may give `undefined`.
    let clipboard = js_sys::Reflect::get(&navigator, &JsValue::from_str("clipboard"));
    if !clipboard.is_ok_and(|clipboard| clipboard.is_object()) {
        return Shared::Refused;
    }
    match JsFuture::from(navigator.clipboard().write_text(text)).await {
        Ok(_) => Shared::Copied,
        Err(_) => Shared::Refused,
    }
}
