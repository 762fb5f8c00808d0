//! Random numbers fit for secrets.

use leptos::prelude::window;
use wasm_bindgen::UnwrapThrowExt;

/// Random bytes from the browser's cryptographic source.
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    window()
        .crypto()
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes))
        // Every browser that runs WebAssembly has it, also without TLS; no fallback may exist.
        .expect_throw("crypto.getRandomValues exists and takes arrays of this size");
    bytes
}
