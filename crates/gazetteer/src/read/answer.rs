//! What a reading of an address says.

use crate::{CommuneCode, DistrictCode, Gazetteer, LegacyId, ProvinceCode, Share, Unit};

/// What was read in a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answer {
    /// Which commune it is, or which ones it can be.
    pub outcome: Outcome,
    /// How likely it is that the outcome is right, in per cent: an estimate, not a count.
    pub confidence: u8,
    /// What names no unit: house, street, hamlet. It belongs in front of the new address.
    pub rest: String,
    /// How the text led to the outcome, in order.
    pub steps: Vec<Step>,
}

/// Which commune an address lies in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// This one.
    One(Place),
    /// One of these: all that are possible, the likeliest first.
    Several {
        /// The communes, each once.
        places: Vec<Place>,
        /// What tells them apart.
        apart: Apart,
    },
    /// The text names no unit that there is or was.
    None {
        /// The nearest there are, the likeliest first; often none at all.
        guesses: Vec<Place>,
    },
}

/// A commune, and why it is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The commune of today.
    pub commune: CommuneCode,
    /// The units of the text that make it one; the likeliest first.
    pub from: Vec<(Unit, Share)>,
}

/// What tells several communes apart. Of several such things the one to ask for first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Apart {
    /// The units lay in several provinces.
    Province,
    /// They lay in several districts.
    District,
    /// The ward is not named.
    Ward,
    /// Units of one district whose names are alike, or an old unit and a new one of the same name.
    Name,
    /// One old unit was divided: only the street, the hamlet or the position tells.
    Position,
}

/// One step from a text to a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The text was typed in Telex or VNI that no keyboard turned into letters.
    Decoded,
    /// Words of the text were read as the name of something.
    Read {
        /// The words as typed.
        typed: String,
        /// What they name.
        named: Named,
        /// How many typing errors were put right.
        errors: u8,
        /// The accents typed are not those of the name.
        other_accents: bool,
    },
    /// The words named a ward that was merged into another before the reform.
    MergedBefore {
        /// The ward it was merged into.
        into: LegacyId,
        /// When, where it is known.
        year: Option<u16>,
    },
    /// The words named a district by what it was called before it was renamed or merged.
    DistrictBefore {
        /// The district that it was in June 2025.
        now: DistrictCode,
    },
    /// The commune has had this name only since a renaming after the reform.
    Renamed(CommuneCode),
    /// All of an old unit went to one commune.
    Became {
        /// The old unit.
        unit: LegacyId,
        /// The commune.
        commune: CommuneCode,
    },
    /// An old unit was divided among several communes.
    Divided {
        /// The old unit.
        unit: LegacyId,
        /// How many communes got a part of it.
        among: usize,
    },
    /// Words name a district or a province, and another than the place lies in.
    LeftOut {
        /// The words as typed.
        typed: String,
    },
    /// Several units have the name that was typed.
    Alike {
        /// How many.
        units: usize,
    },
}

/// What words of an address name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Named {
    /// An old unit or a commune.
    Unit(Unit),
    /// A district of June 2025.
    District(DistrictCode),
    /// A province of today, by one of its own names.
    Province(ProvinceCode),
    /// One of the 63 provinces of June 2025: its number in [`Gazetteer::former_province`].
    FormerProvince(u16),
}

impl Answer {
    /// The communes of the outcome, the likeliest first; none where there are only guesses.
    pub fn communes(&self) -> impl Iterator<Item = CommuneCode> {
        self.outcome.places().iter().map(|place| place.commune)
    }

    /// The old units that were read, each once, the likeliest first.
    pub fn legacy(&self) -> Vec<LegacyId> {
        let mut units = Vec::new();
        for place in self.outcome.places() {
            for (unit, _) in &place.from {
                if let Unit::Legacy(id) = unit
                    && !units.contains(id)
                {
                    units.push(*id);
                }
            }
        }
        units
    }

    /// The whole address with a commune of today: house and street as they were, new commune, new province.
    /// `None` if there is no such commune.
    pub fn address_in(&self, g: &Gazetteer, commune: CommuneCode) -> Option<String> {
        let commune = g.commune(commune)?;
        let province = g.province(commune.province)?;
        let mut address = self.rest.clone();
        for part in [commune.name, province.name] {
            if !address.is_empty() {
                address.push_str(", ");
            }
            address.push_str(part);
        }
        Some(address)
    }
}

impl Default for Outcome {
    fn default() -> Self {
        Self::None { guesses: Vec::new() }
    }
}

impl Outcome {
    /// The communes that are possible; none where there are only guesses.
    pub fn places(&self) -> &[Place] {
        match self {
            Self::One(place) => std::slice::from_ref(place),
            Self::Several { places, .. } => places,
            Self::None { .. } => &[],
        }
    }
}
