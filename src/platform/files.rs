//! Files that a person gives to the page, and gets from it. They never leave the device.

use js_sys::{Array, Uint8Array};
use leptos::prelude::event_target;
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, DragEvent, Event, File, HtmlInputElement, Url};

/// A file may have so many bytes: three of its copies fit into a cheap phone's memory.
pub const MOST_BYTES: usize = 48 << 20;

/// Why a file cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// It has more than [`MOST_BYTES`].
    #[error("the file is larger than {MOST_BYTES} bytes")]
    TooLarge,
    /// It is gone, or the browser may not open it.
    #[error("the file cannot be read")]
    Unreadable,
}

/// The file chosen in an input of type `file`, if one was. The same one can be chosen again after this.
pub fn chosen(event: &Event) -> Option<File> {
    let input: HtmlInputElement = event_target(event);
    let file = input.files()?.get(0);
    input.set_value("");
    file
}

/// The first of the files dropped on an element, if any were.
pub fn dropped(event: &DragEvent) -> Option<File> {
    event.data_transfer()?.files()?.get(0)
}

/// The bytes of a file.
///
/// # Errors
/// See [`FileError`].
pub async fn read(file: &File) -> Result<Vec<u8>, FileError> {
    if file.size() > MOST_BYTES as f64 {
        return Err(FileError::TooLarge);
    }
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|_| FileError::Unreadable)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// A file made on the page, at an address of its own for as long as a copy of this lives.
#[derive(Debug, Clone)]
pub struct Download(Rc<ObjectUrl>);

#[derive(Debug)]
struct ObjectUrl {
    url: String,
    name: String,
}

impl Download {
    /// Makes a file of these bytes.
    pub fn new(bytes: &[u8], media_type: &str, name: &str) -> Self {
        let options = BlobPropertyBag::new();
        options.set_type(media_type);
        let parts = Array::of1(&JsValue::from(Uint8Array::from(bytes)));
        let url = Blob::new_with_u8_array_sequence_and_options(&parts, &options)
            .and_then(|blob| Url::create_object_url_with_blob(&blob))
            .unwrap_or_default();
        Self(Rc::new(ObjectUrl { url, name: name.to_owned() }))
    }

    /// Its address, for a link with the attribute `download`.
    pub fn url(&self) -> &str {
        &self.0.url
    }

    /// The name under which it is to be saved.
    pub fn name(&self) -> &str {
        &self.0.name
    }
}

impl Drop for ObjectUrl {
    fn drop(&mut self) {
        let _ = Url::revoke_object_url(&self.url);
    }
}
