//! The administrative procedures that residents use most.
//!
//! So far their codes, titles and fields: what a list of them needs. What no source publishes is not here.
//!
//! ```
//! let pack = r#"{
//!   "sources": {"portal": {"title": "Cổng Dịch vụ công quốc gia", "licence": "official"}},
//!   "procedures": [{"code": "1.001193", "title": "Đăng ký khai sinh", "field": "Hộ tịch",
//!     "source": "portal", "as_of": "2026-07-18"}]}"#;
//! let catalogue: catalogue::Catalogue = serde_json::from_str(pack)?;
//! assert_eq!(catalogue.procedure("1.001193").map(|found| found.field.as_str()), Some("Hộ tịch"));
//! # Ok::<(), serde_json::Error>(())
//! ```

#[cfg(feature = "data")]
pub mod data;

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A procedure in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Procedure {
    /// The national code: `1.001193`.
    pub code: String,
    /// What it is called, in Vietnamese.
    pub title: String,
    /// The field it belongs to, in Vietnamese.
    pub field: String,
    /// Where this comes from: a name in [`Catalogue::sources`].
    pub source: String,
    /// Up to when it was so: ISO 8601, in the precision known.
    pub as_of: String,
}

/// Who published something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The title, in Vietnamese.
    pub title: String,
    /// Under which licence.
    pub licence: String,
}

/// The procedures: one pack.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalogue {
    /// In the order in which residents need them most.
    pub procedures: Vec<Procedure>,
    /// The sources that the procedures name.
    pub sources: BTreeMap<String, Source>,
}

impl Catalogue {
    /// The procedure with this national code.
    pub fn procedure(&self, code: &str) -> Option<&Procedure> {
        self.procedures.iter().find(|procedure| procedure.code == code)
    }
}
