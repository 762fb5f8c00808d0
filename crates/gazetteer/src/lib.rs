//! Vietnam's communes since the reform of 2025, the wards before it, and how one became the other.

mod code;

pub use code::{CodeError, CommuneCode, DistrictCode, ProvinceCode, WardCode};
