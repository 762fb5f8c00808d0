//! Vietnam's communes since the reform of 2025, the wards before it, and how one became the other.
mod code;
#[cfg(feature = "data")]
pub mod data;
#[cfg(all(test, feature = "data"))]
mod fixture;
mod gazetteer;
mod kind;
mod pack;
mod search;
mod spelling;
mod unit;
mod wire;

pub use code::{CodeError, CommuneCode, DistrictCode, ProvinceCode, WardCode};
pub use gazetteer::Gazetteer;
pub use pack::PackError;
pub use search::{Hit, Index, Quality, Unit};
pub use spelling::fold;
pub use unit::{Commune, CommuneKind, LegacyId, LegacyUnit, Province, Renaming, Share};
