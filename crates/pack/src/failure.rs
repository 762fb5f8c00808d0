//! What can go wrong.

use gazetteer::data::RowError;
use std::fmt::Display;
use std::path::{Path, PathBuf};

/// Why nothing, or not everything, was written.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error("{}: {source}", path.display())]
    File { path: PathBuf, source: std::io::Error },
    #[error("{}: {source}", path.display())]
    Toml { path: PathBuf, source: toml::de::Error },
    #[error("{}", lines(.0))]
    Rows(Vec<RowError>),
    #[error("{}", lines(.0))]
    Boundaries(Vec<String>),
    #[error("{}: {reason}", path.display())]
    Page { path: PathBuf, reason: String },
    #[error("{}: one *_bg*.wasm was expected, {found} were found", dist.display())]
    Wasm { dist: PathBuf, found: usize },
    #[error("{} cannot be split: {reason}", path.display())]
    Split { path: PathBuf, reason: String },
    #[error("{command} failed: {said}")]
    Tool { command: String, said: String },
    #[error("a pack could not be written: {0}")]
    Json(#[from] serde_json::Error),
}

impl Failure {
    /// Says which file it was.
    pub(crate) fn at(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |source| Self::File { path, source }
    }
}

fn lines<T: Display>(faults: &[T]) -> String {
    let mut text: String = faults.iter().map(|fault| format!("{fault}\n")).collect();
    text.push_str(&format!("{} faults; nothing was written", faults.len()));
    text
}
