//! Points on the map.

use serde::{Deserialize, Serialize};

/// An angle in millionths of a degree: some eleven centimetres on the ground.
///
/// A whole number, because reading and writing fractions would cost the app more bytes than all its
/// links to maps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(transparent)]
pub struct MicroDegrees(i32);

impl MicroDegrees {
    /// The nearest to an angle in degrees; angles beyond half a turn end there.
    pub fn from_degrees(degrees: f64) -> Self {
        Self((degrees.clamp(-180.0, 180.0) * 1e6).round() as i32)
    }
}

/// In degrees, with six decimals.
impl std::fmt::Display for MicroDegrees {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let size = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:06}", size / 1_000_000, size % 1_000_000)
    }
}

/// A point on the map, WGS 84.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Point {
    /// North of the equator.
    pub lat: MicroDegrees,
    /// East of Greenwich.
    pub lon: MicroDegrees,
}

impl Point {
    /// The point at so many degrees north and east.
    pub fn from_degrees(lat: f64, lon: f64) -> Self {
        Self { lat: MicroDegrees::from_degrees(lat), lon: MicroDegrees::from_degrees(lon) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn angles_are_written_in_degrees() {
        for (degrees, written) in
            [(10.78, "10.780000"), (106.000_001, "106.000001"), (-0.5, "-0.500000")]
        {
            assert_eq!(MicroDegrees::from_degrees(degrees).to_string(), written);
        }
    }
}
