//! What the packs hold.

use crate::{Point, Seat};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is known of a commune.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CommuneFacts {
    /// Area in hectares, as published in 2025.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub area_ha: Option<u32>,
    /// Persons, as published in 2025.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub population_2025: Option<u32>,
    /// A point inside its borders; not its office.
    pub point: Point,
    /// Who published area and population: a name in [`ProvinceOffices::sources`].
    pub source: String,
    /// Who published what it was formed from.
    pub formed_from_source: String,
    /// The communes around it, the nearest first: their five digits, and how many tenths of a kilometre lie
    /// between a point inside the one and a point inside the other.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nearby: Vec<(String, u32)>,
    /// Its offices, [merged](crate::merge); empty where nobody published any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seats: Vec<Seat>,
}

/// Who published something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The title, in Vietnamese.
    pub title: String,
    /// As of when: ISO 8601, in the precision known.
    pub as_of: String,
    /// Under which licence.
    pub licence: String,
}

/// The offices of a province: one pack.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ProvinceOffices {
    /// The sources that the published seats name.
    pub sources: BTreeMap<String, Source>,
    /// By the five digits of the commune.
    pub communes: BTreeMap<String, CommuneFacts>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_known_is_not_written() {
        let facts = CommuneFacts {
            area_ha: None,
            population_2025: None,
            point: Point::from_degrees(10.5, 106.5),
            source: "list".into(),
            formed_from_source: "table".into(),
            nearby: Vec::new(),
            seats: Vec::new(),
        };
        let json = serde_json::to_string(&facts).unwrap();
        assert_eq!(
            json,
            r#"{"point":{"lat":10500000,"lon":106500000},"source":"list","formed_from_source":"table"}"#
        );
        assert_eq!(serde_json::from_str::<CommuneFacts>(&json).unwrap(), facts);
    }
}
