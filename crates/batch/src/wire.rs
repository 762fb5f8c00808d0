//! What a page and the worker that converts say to each other: JSON, and the table's bytes beside it.

use crate::{Counts, Layout, TableError};
use serde::{Deserialize, Serialize};

/// What a page asks of the worker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Request {
    /// Read the table whose bytes come along.
    Open {
        /// The absolute address of the pack of places.
        places: String,
        /// Whether it was pasted, and is no file.
        pasted: bool,
    },
    /// Rewrite the addresses of the table read before.
    Convert {
        /// Where they stand.
        layout: Layout,
        /// Whether texts are wanted in English; in Vietnamese otherwise.
        english: bool,
    },
}

/// What the worker answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Response {
    /// It runs and listens.
    Ready,
    /// The table was read.
    Opened {
        /// How many rows it has, a header among them.
        rows: usize,
        /// Of every column its first cell and the first one below that is not empty.
        columns: Vec<[String; 2]>,
        /// Where the addresses seem to stand.
        guess: Layout,
    },
    /// The table cannot be read.
    Refused {
        /// Why.
        error: TableError,
    },
    /// The places did not come.
    Unreachable,
    /// So many rows are done.
    Progress {
        /// Rows.
        done: usize,
    },
    /// All rows are done; the table comes along.
    Done {
        /// How many rows ended how.
        counts: Counts,
    },
}
