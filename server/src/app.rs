//! The app itself: its pages from memory, its files from the folder it was built into.

mod page;

use crate::backend::Handle;
use crate::config::{BasePath, StartError};
use crate::error::Error;
use crate::places::Places;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::Route;
use page::PageFile;
use percent_encoding::percent_decode_str;
use std::path::Path;
use tower::ServiceExt;
use tower_http::services::ServeDir;

const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const REVALIDATE: HeaderValue = HeaderValue::from_static("no-cache");

/// No file of the app has a longer path, in bytes. To file systems a name longer than this is an
/// error, not an absence.
const PATH_MAX: usize = 255;

/// What is served outside the API.
pub(crate) struct App {
    /// The page of `/`, with the content of the home page.
    index: PageFile,
    /// The page of every other address, without it. An app may be built without one.
    shell: PageFile,
    files: ServeDir,
}

impl App {
    /// Reads the pages in the folder and readies them for a base path.
    pub(crate) fn load(folder: &Path, base: &BasePath) -> Result<Self, StartError> {
        let page = |name| PageFile::new(folder.join(name), base.clone());
        let (index, shell) = (page("index.html"), page("shell.html"));
        if !index.exists() {
            return Err(StartError::NoApp(folder.to_owned()));
        }
        index.current()?;
        if shell.exists() {
            shell.current()?;
        }
        let files = ServeDir::new(folder)
            .append_index_html_on_directories(false)
            .precompressed_br()
            .precompressed_gzip();
        Ok(Self { index, shell, files })
    }

    fn home(&self, asked: &HeaderMap) -> Response {
        answer(&self.index, StatusCode::OK, asked)
    }

    fn shell(&self, status: StatusCode, asked: &HeaderMap) -> Response {
        let page = if self.shell.exists() { &self.shell } else { &self.index };
        answer(page, status, asked)
    }
}

fn answer(page: &PageFile, status: StatusCode, asked: &HeaderMap) -> Response {
    match page.current() {
        Ok(page) => page.answer(status, asked),
        Err(error) => Error::App(error).into_response(),
    }
}

/// Answers whatever no other route answers.
pub(crate) async fn serve(State(backend): State<Handle>, request: Request) -> Response {
    let path = request.uri().path();
    if crate::is_api(path) {
        return Error::NoSuchPath.into_response();
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return ([(header::ALLOW, "GET,HEAD")], Error::Method).into_response();
    }
    let app = &backend.app;
    match path {
        "/" | "/index.html" => return app.home(request.headers()),
        "/shell.html" => return app.shell(StatusCode::OK, request.headers()),
        _ => {}
    }
    if is_page(path, &backend.places) {
        return app.shell(StatusCode::OK, request.headers());
    }
    let headers = request.headers().clone();
    match file(app, request).await {
        Some(response) => response,
        None => app.shell(StatusCode::NOT_FOUND, &headers),
    }
}

/// Whether the app has a page at this address, and the place it is about exists.
fn is_page(path: &str, places: &Places) -> bool {
    let route = percent_decode_str(path).decode_utf8().ok().and_then(|path| Route::parse(&path));
    match route {
        Some(Route::Province(code)) => places.has_province(code),
        Some(Route::Commune(code) | Route::Feedback(Some(code)) | Route::Proposal(Some(code))) => {
            places.check(code).is_ok()
        }
        Some(_) => true,
        None => false,
    }
}

/// A file of the folder, or nothing when there is none.
async fn file(app: &App, request: Request) -> Option<Response> {
    let path = percent_decode_str(request.uri().path()).decode_utf8().ok()?.into_owned();
    let hidden = path.split(['/', '\\']).any(|name| name.starts_with('.'));
    if hidden || path.contains('\0') || path.len() > PATH_MAX {
        return None;
    }
    // Its error type has no values.
    let Ok(response) = app.files.clone().oneshot(request).await;
    if response.status() == StatusCode::NOT_FOUND {
        return None;
    }
    let mut response = response.map(Body::new);
    let caching = if is_named_by_hash(&path) { IMMUTABLE } else { REVALIDATE };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, caching);
    headers.insert(header::VARY, HeaderValue::from(header::ACCEPT_ENCODING));
    Some(response)
}

/// Whether a file's name changes with its content: `places-01234567.bin`,
/// `xa-toi-0123456789abcdef_bg.wasm`.
fn is_named_by_hash(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let Some((stem, _)) = name.rsplit_once('.') else { return false };
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    let Some((_, hash)) = stem.rsplit_once('-') else { return false };
    let digit = |byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    (8..=16).contains(&hash.len()) && hash.bytes().all(digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_name_with_a_hash_is_kept_for_ever() {
        for name in [
            "/xa-toi-0123456789abcdef.js",
            "/xa-toi-0123456789abcdef_bg.wasm",
            "/packs/places-01234567.bin",
        ] {
            assert!(is_named_by_hash(name), "{name}");
        }
        for name in [
            "/",
            "/sw.js",
            "/packs-01234567/places.bin",
            "/app-0123456.js",
            "/app-01234567890abcdef.js",
            "/app-ABCDEF01.js",
            "/thu-tuc-hanh-chinh.js",
            "/app-01234567",
        ] {
            assert!(!is_named_by_hash(name), "{name}");
        }
    }
}
