//! The data the build packed: which files there are, and fetching them.

use crate::platform::http::{self, HttpError};
use crate::platform::page;
use catalogue::Catalogue;
use gazetteer::near::{Boundaries, Points};
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

/// Where the operator of the site has the borders from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoundarySource {
    /// What they are called there.
    pub title: String,
    /// What may be done with them.
    pub licence: String,
    /// The day or year they are true for: ISO 8601.
    pub as_of: String,
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

/// The places and what reads their names.
#[derive(Debug)]
pub struct Places {
    /// The units and what became of them.
    pub gazetteer: Gazetteer,
    /// Understands what people type.
    pub reader: Reader,
}

impl Places {
    fn decode(bytes: &[u8]) -> Result<Self, PackError> {
        // For `make bench`; how long this takes is felt at every start.
        page::mark("places-arrived");
        let gazetteer = Gazetteer::decode(bytes).map_err(|_| PackError::Damaged)?;
        let reader = Reader::new(&gazetteer);
        page::mark("places-ready");
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
        self.value(path)?.as_string()
    }

    fn value(&self, path: &[&str]) -> Option<JsValue> {
        let mut value = js_sys::JSON::parse(&self.json).ok()?;
        for &key in path {
            value = js_sys::Reflect::get(&value, &JsValue::from_str(key)).ok()?;
        }
        Some(value)
    }

    /// The path of the pack of places, below the app's base.
    ///
    /// # Errors
    /// The page names no such pack.
    pub fn places_path(&self) -> Result<String, PackError> {
        self.text(&["places", "path"]).ok_or(PackError::Damaged)
    }

    /// Fetches the places.
    ///
    /// # Errors
    /// See [`PackError`].
    pub async fn places(&self) -> Result<Places, PackError> {
        Places::decode(&http::get_bytes(&self.places_path()?).await?)
    }

    /// Fetches what is known of a province's offices.
    ///
    /// # Errors
    /// See [`PackError`].
    pub async fn offices(&self, province: ProvinceCode) -> Result<ProvinceOffices, PackError> {
        let path = self.text(&["offices", &province.to_string()]).ok_or(PackError::Damaged)?;
        Ok(http::get_json(&path).await?)
    }

    /// Fetches the points of communes and old wards, for the gazetteer that came with them.
    ///
    /// # Errors
    /// See [`PackError`].
    pub async fn points(&self, g: &Gazetteer) -> Result<Points, PackError> {
        let path = self.text(&["points"]).ok_or(PackError::Damaged)?;
        Points::decode(&http::get_bytes(&path).await?, g).map_err(|_| PackError::Damaged)
    }

    /// Fetches the borders of the communes of some provinces: those that the site's operator has, as far as they
    /// come. Points do where there are none.
    pub async fn boundaries(&self, provinces: &[ProvinceCode]) -> Vec<Boundaries> {
        let mut found = Vec::new();
        for province in provinces {
            let Some(path) = self.text(&["boundaries", "packs", &province.to_string()]) else {
                continue;
            };
            if let Ok(bytes) = http::get_bytes(&path).await
                && let Ok(boundaries) = Boundaries::decode(&bytes)
            {
                found.push(boundaries);
            }
        }
        found
    }

    /// What the operator says of where the borders are from.
    pub fn boundary_sources(&self) -> Vec<BoundarySource> {
        let sources = self.value(&["boundaries", "sources"]).unwrap_or_default();
        let text = |source: &JsValue, key: &str| {
            js_sys::Reflect::get(source, &JsValue::from_str(key))
                .ok()
                .and_then(|text| text.as_string())
                .unwrap_or_default()
        };
        let source = |source: JsValue| BoundarySource {
            title: text(&source, "title"),
            licence: text(&source, "licence"),
            as_of: text(&source, "as_of"),
        };
        js_sys::Array::from(&sources).iter().map(source).collect()
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
