//! The data the build packed: which files there are, and fetching them.

use crate::platform::http::{self, HttpError};
use catalogue::Catalogue;
use gazetteer::{Gazetteer, ProvinceCode, Reader};
use leptos::prelude::document;
use offices::ProvinceOffices;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// What `pack` wrote into the page: the packs by their hashed names. Read by the browser's own
/// parser, so that the first look-up does without one of ours.
#[derive(Debug, Clone)]
pub struct Manifest {
    json: String,
}

/// Why a pack cannot be used.
#[derive(Debug, Clone, thiserror::Error)]
pub enum PackError {
    /// It did not arrive.
    #[error(transparent)]
    Http(#[from] HttpError),
    /// It arrived damaged, or the page names no such pack.
    #[error("a pack is damaged")]
    Damaged,
}

/// Something that is on its way, came, or did not come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Loadable<T> {
    /// On its way.
    Loading,
    /// Here.
    Ready(T),
    /// Did not come; trying again may help.
    Failed,
}

/// The places and the reader of them.
#[derive(Debug)]
pub struct Places {
    /// The units and what became of them.
    pub gazetteer: Gazetteer,
    /// Finds a unit by what people type.
    pub reader: Reader,
}

impl Places {
    fn decode(bytes: &[u8]) -> Result<Self, PackError> {
        let gazetteer = Gazetteer::decode(bytes).map_err(|_| PackError::Damaged)?;
        let reader = Reader::new(&gazetteer);
        Ok(Self { gazetteer, reader })
    }
}

impl Manifest {
    /// Reads the manifest out of the page.
    ///
    /// # Errors
    /// The page was not built by `pack`.
    pub fn of_page() -> Result<Self, PackError> {
        let json = document().get_element_by_id("manifest").and_then(|e| e.text_content());
        Ok(Self { json: json.ok_or(PackError::Damaged)? })
    }

    /// The newest date in the data: ISO 8601.
    pub fn data_as_of(&self) -> Option<String> {
        self.text(&["data_as_of"])
    }

    fn text(&self, path: &[&str]) -> Option<String> {
        let mut value = js_sys::JSON::parse(&self.json).ok()?;
        for &key in path {
            value = js_sys::Reflect::get(&value, &JsValue::from_str(key)).ok()?;
        }
        value.as_string()
    }

    /// Fetches the places.
    ///
    /// # Errors
    /// See [`PackError`].
    pub async fn places(&self) -> Result<Places, PackError> {
        let path = self.text(&["places", "path"]).ok_or(PackError::Damaged)?;
        Places::decode(&http::get_bytes(&path).await?)
    }

    /// Fetches what is known of a province's offices.
    ///
    /// # Errors
    /// See [`PackError`].
    pub async fn offices(&self, province: ProvinceCode) -> Result<ProvinceOffices, PackError> {
        let path = self.text(&["offices", &province.to_string()]).ok_or(PackError::Damaged)?;
        Ok(http::get_json(&path).await?)
    }

    /// Fetches the procedures.
    ///
    /// # Errors
    /// See [`PackError`].
    pub async fn procedures(&self) -> Result<Catalogue, PackError> {
        let path = self.text(&["procedures"]).ok_or(PackError::Damaged)?;
        Ok(http::get_json(&path).await?)
    }
}

/// The places that the loader has been fetching while the program itself arrived.
///
/// # Errors
/// See [`PackError`].
pub async fn places_of_loader(bytes: js_sys::Promise) -> Result<Places, PackError> {
    let bytes = JsFuture::from(bytes).await.map_err(|_| HttpError::Unreachable)?;
    let bytes = bytes.dyn_into::<js_sys::Uint8Array>().map_err(|_| PackError::Damaged)?;
    Places::decode(&bytes.to_vec())
}
