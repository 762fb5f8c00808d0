//! Reading TopoJSON, as far as polygons need it: <https://github.com/topojson/topojson-specification>.

use serde::Deserialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// A file as it is, before anything in it is believed.
#[derive(Debug, Deserialize)]
pub(super) struct Topology {
    #[serde(rename = "type")]
    kind: String,
    transform: Option<Transform>,
    arcs: Vec<Vec<Vec<f64>>>,
    pub(super) objects: BTreeMap<String, Geometry>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
struct Transform {
    scale: [f64; 2],
    translate: [f64; 2],
}

/// A geometry object, or a collection of them.
#[derive(Debug, Deserialize)]
pub(super) struct Geometry {
    #[serde(rename = "type")]
    kind: Option<String>,
    #[serde(default)]
    arcs: Value,
    #[serde(default)]
    geometries: Vec<Geometry>,
    #[serde(default)]
    properties: Option<Map<String, Value>>,
    #[serde(default)]
    id: Value,
}

/// A geometry that stands for itself.
#[derive(Debug)]
pub(super) struct Feature<'a> {
    /// Its number within its object, from 0.
    pub(super) number: usize,
    /// Its properties and its `id`, and those of the collections it is in, the innermost first.
    pub(super) properties: Vec<(&'a str, &'a Value)>,
    geometry: &'a Geometry,
}

/// An arc's positions: longitude, latitude.
pub(super) type Arc = Vec<[f64; 2]>;
/// The arcs of a ring by number; `!n` is arc n backwards.
pub(super) type Ring = Vec<i64>;

impl Topology {
    /// Reads a file's text.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let topology: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if topology.kind == "Topology" {
            Ok(topology)
        } else {
            Err(format!("this is a {:?} and not a \"Topology\"", topology.kind))
        }
    }

    /// The arcs in degrees, put together from their differences where the file is quantised.
    ///
    /// # Errors
    /// Says what is wrong with the first arc that makes no sense.
    pub(super) fn arcs(&self) -> Result<Vec<Arc>, String> {
        let arc = |(number, positions): (usize, &Vec<Vec<f64>>)| {
            if positions.len() < 2 {
                return Err(format!("arc {number} has {} positions", positions.len()));
            }
            let mut sum = [0.0; 2];
            let position = |position: &Vec<f64>| {
                let &[x, y, ..] = position.as_slice() else {
                    return Err(format!("arc {number} has a position without two coordinates"));
                };
                let Some(Transform { scale, translate }) = self.transform else {
                    return Ok([x, y]);
                };
                sum = [sum[0] + x, sum[1] + y];
                Ok([0, 1].map(|axis| sum[axis] * scale[axis] + translate[axis]))
            };
            positions.iter().map(position).collect()
        };
        self.arcs.iter().enumerate().map(arc).collect()
    }
}

impl Geometry {
    /// What the object consists of, out of all collections.
    pub(super) fn features(&self) -> Vec<Feature<'_>> {
        let mut features = Vec::new();
        self.collect(&[], &mut features);
        features
    }

    fn collect<'a>(&'a self, outer: &[(&'a str, &'a Value)], features: &mut Vec<Feature<'a>>) {
        let own = self.properties.iter().flatten().map(|(key, value)| (key.as_str(), value));
        let id = (!self.id.is_null()).then_some(("id", &self.id));
        let properties: Vec<_> = own.chain(id).chain(outer.iter().copied()).collect();
        if self.kind.as_deref() == Some("GeometryCollection") {
            self.geometries.iter().for_each(|inner| inner.collect(&properties, features));
        } else {
            features.push(Feature { number: features.len(), properties, geometry: self });
        }
    }
}

impl Feature<'_> {
    /// The five digits of a code under some property.
    pub(super) fn code(&self, property: &str) -> Option<String> {
        let (_, value) = self.properties.iter().find(|(key, _)| *key == property)?;
        match value {
            Value::String(text) => Some(text.trim().to_owned()),
            // A table program has taken the zeros away.
            Value::Number(number) => number.as_u64().map(|number| format!("{number:05}")),
            _ => None,
        }
    }

    /// The rings of all its polygons; which is a hole makes no difference.
    ///
    /// # Errors
    /// It is no polygon.
    pub(super) fn rings(&self) -> Result<Vec<Ring>, String> {
        let arcs = || self.geometry.arcs.clone();
        let rings: Result<Vec<Ring>, _> = match self.geometry.kind.as_deref() {
            Some("Polygon") => serde_json::from_value(arcs()),
            Some("MultiPolygon") => {
                serde_json::from_value::<Vec<Vec<Ring>>>(arcs()).map(|all| all.concat())
            }
            Some(kind) => return Err(format!("it is a {kind} and not a polygon")),
            None => return Err("it has no geometry".to_owned()),
        };
        match rings {
            Ok(rings) if rings.is_empty() => Err("it has no rings".to_owned()),
            Ok(rings) => Ok(rings),
            Err(error) => Err(format!("its arcs cannot be read: {error}")),
        }
    }
}
