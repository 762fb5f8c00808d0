//! The places that there are, built into the program.

use contract::Fault;
use gazetteer::data::{RowError, Sources, build};
use gazetteer::{CommuneCode, Gazetteer, ProvinceCode};
use std::sync::LazyLock;

/// Read once, however many servers run in one process, as they do in the tests.
static GAZETTEER: LazyLock<Result<Gazetteer, Vec<RowError>>> = LazyLock::new(|| {
    build(&Sources {
        provinces: include_str!("../../data/provinces.csv"),
        communes: include_str!("../../data/communes.csv"),
        legacy_wards: include_str!("../../data/legacy_wards.csv"),
        mapping: include_str!("../../data/mapping.csv"),
        former_wards: include_str!("../../data/former_wards.csv"),
        former_districts: include_str!("../../data/former_districts.csv"),
    })
});

/// The places of today.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Places(&'static Gazetteer);

impl Places {
    /// Reads the tables in the program.
    ///
    /// # Errors
    /// Says which row is faulty. There is none: the build of the app refuses it too.
    pub(crate) fn load() -> Result<Self, String> {
        let faulty = |rows: &Vec<RowError>| rows.iter().map(ToString::to_string).next();
        GAZETTEER.as_ref().map(Self).map_err(|rows| faulty(rows).unwrap_or_default())
    }

    /// Whether there is such a province.
    pub(crate) fn has_province(&self, province: ProvinceCode) -> bool {
        self.0.province(province).is_some()
    }

    /// Which province a commune belongs to, if there is such a commune.
    pub(crate) fn province_of(&self, commune: CommuneCode) -> Option<ProvinceCode> {
        self.0.commune(commune).map(|commune| commune.province)
    }

    /// # Errors
    /// [`Fault::Unknown`] when there is no such commune.
    pub(crate) fn check(&self, commune: CommuneCode) -> Result<(), Fault> {
        self.0.commune(commune).map(drop).ok_or(Fault::Unknown)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_communes_are_known_and_no_other() {
        let places = Places::load().unwrap();
        assert_eq!(places.0.communes().count(), 3321);
        assert_eq!(places.check("26740".parse().unwrap()), Ok(()));
        assert_eq!(places.check("99999".parse().unwrap()), Err(Fault::Unknown));
    }
}
