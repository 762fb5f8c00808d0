//! What a gazetteer answers with.

use crate::{CommuneCode, DistrictCode, ProvinceCode, WardCode};
use std::fmt;

/// What kind of unit a commune is, of the three there are since July 2025.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CommuneKind {
    /// Xã.
    Commune,
    /// Phường.
    Ward,
    /// Đặc khu: an island or a group of islands.
    SpecialZone,
}

/// A change of name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Renaming<'a> {
    /// The name before, with its type word.
    pub former_name: &'a str,
    /// The first day of the new name: ISO 8601, `2026-04-30`.
    pub on: &'a str,
    /// The number of the resolution: `30/2026/QH16`.
    pub by: &'a str,
}

/// One of the 34 provinces and centrally run cities.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Province<'a> {
    /// The official code.
    pub code: ProvinceCode,
    /// Today's name with its type word: `Thành phố Huế`.
    pub name: &'a str,
    /// The name before, where it changed since July 2025.
    pub former: Option<Renaming<'a>>,
    /// The number of the resolution that formed its communes.
    pub resolution: &'a str,
}

/// A unit of the lower of today's two levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Commune<'a> {
    /// The official code.
    pub code: CommuneCode,
    /// Commune, ward or special zone.
    pub kind: CommuneKind,
    /// Today's name with its type word: `Phường Sài Gòn`.
    pub name: &'a str,
    /// The name before, where it changed since July 2025.
    pub former: Option<Renaming<'a>>,
    /// The province it belongs to.
    pub province: ProvinceCode,
    /// The number of the resolution that formed it.
    pub resolution: &'a str,
}

/// The identity of a unit as of 30 June 2025.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LegacyId {
    /// A ward, commune or township.
    Ward(WardCode),
    /// One of the five island districts that had no wards.
    District(DistrictCode),
}

impl fmt::Display for LegacyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Ward(code) => write!(f, "ward {code}"),
            Self::District(code) => write!(f, "district {code}"),
        }
    }
}

/// Any unit that an address or a person can name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Unit {
    /// A commune, ward or special zone of today.
    Commune(CommuneCode),
    /// A unit as of 30 June 2025.
    Legacy(LegacyId),
    /// A province of today.
    Province(ProvinceCode),
    /// One of the 63 provinces of June 2025: its number, from 0 in the order of their codes.
    FormerProvince(u16),
}

/// A unit as of 30 June 2025.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LegacyUnit<'a> {
    /// Its identity.
    pub id: LegacyId,
    /// Its name with its type word; the district's where the district had no wards.
    pub name: &'a str,
    /// The district it belonged to; `None` where the unit is the district.
    pub district: Option<&'a str>,
    /// The province it belonged to, one of the 63.
    pub province: &'a str,
}

/// How much of an old unit went to a commune, as the statistics office puts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Share {
    /// All of it.
    Whole,
    /// A part of the area, and all the people.
    PartAreaAllPeople,
    /// A part of the area and of the people.
    Part,
    /// A part of the people.
    PartPeople,
    /// A part of the area where nobody lived.
    PartAreaOnly,
}
