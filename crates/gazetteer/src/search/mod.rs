//! Reading what people type: an old address or a new name.
//!
//! Every run of words that is a name is looked up. Each unit of that name is a candidate, and is asked which
//! of the other runs could be its district and its province. The candidate that accounts for most of what was
//! typed is the best; accents, where there are any, and the order of the parts decide between equals.

mod accents;
mod index;
mod query;
mod rank;
mod span;

pub use index::Index;

use crate::{CommuneCode, Gazetteer, LegacyId, ProvinceCode};

/// A unit that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// A commune, ward or special zone of today.
    Commune(CommuneCode),
    /// A unit as of 30 June 2025.
    Legacy(LegacyId),
    /// A province of today, by its own name or by that of one merged into it.
    Province(ProvinceCode),
}

/// How well the typed text was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Quality {
    /// Every word is accounted for, and every accent that was typed fits.
    Full,
    /// Some words were not understood, or the last one was taken for the beginning of a longer one.
    Partial,
}

/// A unit that was found, and how well it fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Hit {
    /// What was found.
    pub unit: Unit,
    /// How well it fits what was typed.
    pub quality: Quality,
}

impl Index {
    /// Finds what was typed: at most `limit` units, the best first.
    ///
    /// Reads names with or without accents, type words (also `P.`, `Q`, `TX`, `TP` and the like) and commas, in
    /// either Unicode form and any case, alone or as an address, whose street and number are passed over. The last
    /// word may be unfinished. An old district alone gives the units it had. Of very long texts only the first
    /// 300 characters are read. `g` must be the gazetteer of which the index was built.
    pub fn search(&self, g: &Gazetteer, typed: &str, limit: usize) -> Vec<Hit> {
        rank::search(self, g, &query::Query::new(typed), limit)
    }
}
