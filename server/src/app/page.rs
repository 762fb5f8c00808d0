//! A page of HTML in memory, compressed once, and again when its file has changed.

use crate::config::{BasePath, StartError};
use crate::content::{accepts, has};
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::SystemTime;

/// What the build writes, and what a base path takes the place of.
const BASE: &str = r#"<base href="/">"#;

/// Compression of a page at start: nearly the smallest, in a fraction of the time.
const BROTLI_QUALITY: u32 = 9;

/// A page's file, and the page as it was read last.
pub(super) struct PageFile {
    file: PathBuf,
    base: BasePath,
    held: RwLock<Option<(Version, Arc<Page>)>>,
}

/// What changes when a file is written anew: its time and its length.
type Version = (Option<SystemTime>, u64);

impl PageFile {
    pub(super) fn new(file: PathBuf, base: BasePath) -> Self {
        Self { file, base, held: RwLock::default() }
    }

    /// Whether there is a page: in the folder, or in memory since it was there.
    pub(super) fn exists(&self) -> bool {
        self.file.is_file() || self.held().is_some()
    }

    /// The page as it is in the folder now: the app is replaced, and rebuilt while it is being
    /// developed, without a restart. While a build has the folder in pieces, the page it had.
    ///
    /// # Errors
    /// When the page cannot be read, and never could.
    pub(super) fn current(&self) -> Result<Arc<Page>, StartError> {
        let held = self.held();
        let version = std::fs::metadata(&self.file).ok().map(|m| (m.modified().ok(), m.len()));
        if let Some((known, page)) = &held
            && version.is_none_or(|version| version == *known)
        {
            return Ok(Arc::clone(page));
        }
        match (Page::load(&self.file, &self.base), held) {
            (Ok(page), _) => {
                let page = Arc::new(page);
                let held = version.map(|version| (version, Arc::clone(&page)));
                *self.held.write().unwrap_or_else(PoisonError::into_inner) = held;
                Ok(page)
            }
            (Err(_), Some((_, page))) => Ok(page),
            (Err(error), None) => Err(error),
        }
    }

    fn held(&self) -> Option<(Version, Arc<Page>)> {
        // Whoever panicked with the lock had not yet changed what it guards.
        self.held.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// One page in every coding that browsers ask for.
pub(super) struct Page {
    plain: Bytes,
    brotli: Bytes,
    gzip: Bytes,
    /// The beginning of the entity tag; each coding adds its own end.
    tag: String,
}

impl Page {
    fn load(file: &Path, base: &BasePath) -> Result<Self, StartError> {
        let html = std::fs::read_to_string(file).map_err(|error| StartError::page(file, error))?;
        if base.as_str() != "/" && !html.contains(BASE) {
            return Err(StartError::NoBase(file.to_owned()));
        }
        let html = html.replacen(BASE, &format!(r#"<base href="{base}">"#), 1);
        Self::new(html).map_err(|error| StartError::page(file, error))
    }

    fn new(html: String) -> std::io::Result<Self> {
        let mut brotli = brotli::CompressorWriter::new(Vec::new(), 4096, BROTLI_QUALITY, 22);
        brotli.write_all(html.as_bytes())?;
        brotli.flush()?;
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(html.as_bytes())?;
        let hash = Sha256::digest(html.as_bytes());
        Ok(Self {
            tag: hash.iter().take(8).map(|byte| format!("{byte:02x}")).collect(),
            brotli: brotli.into_inner().into(),
            gzip: gzip.finish()?.into(),
            plain: html.into(),
        })
    }

    /// The page in the best coding that the browser takes, or 304 when it has it already.
    pub(super) fn answer(&self, status: StatusCode, asked: &HeaderMap) -> Response {
        let (coding, bytes) = if accepts(asked, "br") {
            ("br", &self.brotli)
        } else if accepts(asked, "gzip") {
            ("gzip", &self.gzip)
        } else {
            ("identity", &self.plain)
        };
        let tag = format!("\"{}-{coding}\"", self.tag);
        let common = [
            (header::CACHE_CONTROL, "no-cache"),
            (header::VARY, "accept-encoding"),
            (header::ETAG, tag.as_str()),
        ];
        if status == StatusCode::OK && has(asked, &tag) {
            return (StatusCode::NOT_MODIFIED, common).into_response();
        }
        let html = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
        let mut response = (status, common, html, bytes.clone()).into_response();
        if coding != "identity" {
            let coding = header::HeaderValue::from_static(coding);
            response.headers_mut().insert(header::CONTENT_ENCODING, coding);
        }
        response
    }
}
