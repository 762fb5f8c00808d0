//! Everything here is drawn by hand: the codes and names are real, the squares are not.

use super::file::Notes;
use super::*;
use gazetteer::data::{Sources, build};
use gazetteer::near::{Located, Position, locate, read_points};
use proptest::prelude::*;
use serde_json::{Value, json};

const PROVINCES: &str = "\
code,name,former_name,renamed_on,renamed_by,commune_resolution,source,as_of
01,Thành phố Hà Nội,,,,1656/NQ-UBTVQH15,t,2026
22,Tỉnh Quảng Ninh,,,,1679/NQ-UBTVQH15,t,2026
";
const COMMUNES: &str = "\
code,kind,name,former_name,renamed_on,renamed_by,province_code,resolution,area_km2,population_2025,lat,lon,source,as_of
00004,ward,Phường Ba Đình,,,,01,1656/NQ-UBTVQH15,100,,21.05,105.05,t,2026
00008,ward,Phường Ngọc Hà,,,,01,1656/NQ-UBTVQH15,100,,21.05,105.15,t,2026
06970,commune,Xã Ba Chẽ,,,,22,1679/NQ-UBTVQH15,100,,21.05,105.25,t,2026
";
const LEGACY_WARDS: &str = "\
code,name,district_code,district,province_code,province,lat,lon,point_ok,aliases,source,as_of
00004,Phường Trúc Bạch,001,Quận Ba Đình,01,Thành phố Hà Nội,21.05,105.05,yes,,t,2025-06-30
";
const MAPPING: &str = "\
legacy_ward_code,legacy_district_code,commune_code,share,source,as_of
00004,001,00004,partial,t,2026
00004,001,00008,partial,t,2026
00004,001,06970,partial,t,2026
";

fn country() -> (Gazetteer, Points) {
    let gazetteer = build(&Sources {
        provinces: PROVINCES,
        communes: COMMUNES,
        legacy_wards: LEGACY_WARDS,
        mapping: MAPPING,
        former_wards: "written_as,legacy_ward_code,merged_in_year,source,as_of",
        former_districts: "written_as,province_code,province,district_code,district,why,source,as_of",
    })
    .unwrap();
    let points = read_points(&gazetteer, COMMUNES, LEGACY_WARDS).unwrap();
    (gazetteer, points)
}

/// Positions in tenths of a degree east of 105° and north of 21°.
fn arc(corners: &[(f64, f64)]) -> Value {
    let place = |&(east, north): &(f64, f64)| json!([105.0 + east / 10.0, 21.0 + north / 10.0]);
    Value::Array(corners.iter().map(place).collect())
}

/// Three squares in a row, the first with a hole, the second with an island, the third in another province. Arc 0 is
/// between the first and the second, arc 1 between the second and the third.
fn squares() -> Value {
    json!({
        "type": "Topology",
        "arcs": [
            arc(&[(1.0, 0.0), (1.0, 1.0)]),
            arc(&[(2.0, 1.0), (2.0, 0.0)]),
            arc(&[(1.0, 1.0), (0.0, 1.0), (0.0, 0.0), (1.0, 0.0)]),
            arc(&[(1.0, 1.0), (2.0, 1.0)]),
            arc(&[(2.0, 0.0), (1.0, 0.0)]),
            arc(&[(2.0, 0.0), (3.0, 0.0), (3.0, 1.0), (2.0, 1.0)]),
            arc(&[(0.1, 0.1), (0.1, 0.3), (0.3, 0.3), (0.3, 0.1), (0.1, 0.1)]),
            arc(&[(5.0, 0.0), (5.0, 0.2), (5.2, 0.2), (5.2, 0.0), (5.0, 0.0)]),
        ],
        "objects": { "communes": { "type": "GeometryCollection", "geometries": [
            { "type": "Polygon", "arcs": [[0, 2], [6]], "properties": { "c": "00004" } },
            { "type": "MultiPolygon", "arcs": [[[-1, -5, -2, -4]], [[7]]], "properties": { "c": "00008" } },
            { "type": "GeometryCollection", "properties": { "c": "06970" }, "geometries": [
                { "type": "Polygon", "arcs": [[1, 5]] },
            ] },
        ] } },
    })
}

fn check(topology: &Value, toml: &str) -> Result<BoundaryFiles, Vec<String>> {
    let (gazetteer, points) = country();
    let notes: Notes = toml::from_str(toml).unwrap();
    let drawn = Drawn::of_text("drawn.topojson", &topology.to_string(), notes, &gazetteer);
    BoundaryFiles::check(vec![drawn], &gazetteer, &points).map_err(|failure| match failure {
        Failure::Boundaries(faults) => faults,
        other => vec![other.to_string()],
    })
}

fn faults(topology: &Value) -> Vec<String> {
    check(topology, "").err().unwrap_or_default()
}

fn packs(topology: &Value) -> Vec<Boundaries> {
    let files = check(topology, "").unwrap();
    files.packs(&country().0, 50).into_values().collect()
}

/// The commune, where there is no doubt, at some tenths of a degree.
fn found(packs: &[Boundaries], east: f64, north: f64) -> Option<String> {
    let position = Position::new(21.0 + north / 10.0, 105.0 + east / 10.0, 0.0).unwrap();
    match locate(packs, position) {
        Located::In(code) => Some(code.to_string()),
        _ => None,
    }
}

#[test]
fn every_polygon_holds_what_was_drawn_without_its_holes_and_with_its_islands() {
    let packs = packs(&squares());
    assert_eq!(packs.len(), 2);
    assert_eq!(found(&packs, 0.5, 0.5).as_deref(), Some("00004"));
    assert_eq!(found(&packs, 0.2, 0.2), None);
    assert_eq!(found(&packs, 1.5, 0.5).as_deref(), Some("00008"));
    assert_eq!(found(&packs, 5.1, 0.1).as_deref(), Some("00008"));
    assert_eq!(found(&packs, 2.5, 0.5).as_deref(), Some("06970"));
    assert_eq!(found(&packs, 4.0, 0.5), None);
}

#[test]
fn a_border_between_provinces_is_in_the_packs_of_both() {
    let packs = packs(&squares());
    let position = Position::new(21.05, 105.1999, 0.0).unwrap();
    let seen = |pack: &Boundaries| match locate(std::slice::from_ref(pack), position) {
        Located::Between(hits) => {
            hits.iter().map(|hit| (hit.commune.to_string(), hit.inside)).collect()
        }
        _ => Vec::new(),
    };
    let named = |code: &str, inside| (code.to_owned(), inside);
    assert_eq!(seen(&packs[0]), [named("00008", true), named("06970", false)]);
    assert_eq!(seen(&packs[1]), [named("00008", false), named("06970", false)]);
}

#[test]
fn a_quantised_file_says_the_same_as_one_in_degrees() {
    let mut topology = squares();
    let whole = |degrees: &Value, origin: f64| {
        ((degrees.as_f64().unwrap_or_default() - origin) * 1000.0).round() as i64
    };
    for arc in topology["arcs"].as_array_mut().unwrap() {
        let mut before = (0, 0);
        for position in arc.as_array_mut().unwrap() {
            let now = (whole(&position[0], 105.0), whole(&position[1], 21.0));
            *position = json!([now.0 - before.0, now.1 - before.1]);
            before = now;
        }
    }
    topology["transform"] = json!({ "scale": [0.001, 0.001], "translate": [105.0, 21.0] });
    assert_eq!(packs(&topology), packs(&squares()));
}

#[test]
fn codes_may_be_numbers_or_ids_and_other_objects_are_left_out() {
    let mut topology = squares();
    let features = topology["objects"]["communes"]["geometries"].as_array_mut().unwrap();
    features[0]["properties"] = json!({ "code": 4, "name": "00008" });
    features[1]["properties"] = json!({ "code": 8, "name": "x" });
    features[2]["properties"] = json!({ "code": 6970 });
    let province = json!({ "type": "Polygon", "arcs": [[2, 0]], "properties": { "p": "01" } });
    topology["objects"]["provinces"] = province;
    let files = check(&topology, "").unwrap();
    assert_eq!(files.communes(), 3);
    let note = "drawn.topojson: object \"provinces\" has no property \"code\" and was left out";
    assert_eq!(files.notes, [note]);

    let features = topology["objects"]["communes"]["geometries"].as_array_mut().unwrap();
    for feature in features {
        feature["id"] = feature["properties"]["code"].take();
    }
    assert_eq!(check(&topology, "").unwrap().communes(), 3);
}

#[test]
fn an_unknown_code_is_reported_with_the_one_commune_it_can_be() {
    let mut topology = squares();
    topology["objects"]["communes"]["geometries"][2]["properties"]["c"] = json!("06978");
    let expected = "drawn.topojson: feature 2 (code \"06978\"): it is no commune's; 06970 Xã Ba Chẽ has no \
                    polygon, and its point lies in this one: if that is meant, write \"06978\" = \"06970\" \
                    under [codes] in drawn.toml";
    assert_eq!(faults(&topology), [expected]);
    let files = check(&topology, "[codes]\n06978 = \"06970\"").unwrap();
    assert_eq!((files.communes(), files.notes), (3, Vec::new()));

    topology["objects"]["communes"]["geometries"][2]["properties"]["c"] = json!("x");
    topology["objects"]["communes"]["geometries"][2]["geometries"][0]["arcs"] = json!([[7]]);
    assert_eq!(faults(&topology), ["drawn.topojson: feature 2 (code \"x\"): it is no commune's"]);
}

#[test]
fn every_fault_is_named_by_file_feature_and_code() {
    let mut topology = squares();
    let features = topology["objects"]["communes"]["geometries"].as_array_mut().unwrap();
    let mut add = |arcs: Value, properties: Value| {
        features.push(json!({ "type": "Polygon", "arcs": arcs, "properties": properties }));
    };
    add(json!([[0, 2]]), json!({ "c": "00004" }));
    add(json!([[0, 3]]), json!({ "c": "00025" }));
    add(json!([[99]]), json!({ "c": "00026" }));
    add(json!([[-99]]), json!({ "c": "00027" }));
    add(json!([[0, -1]]), json!({ "c": "00028" }));
    add(json!([[8]]), json!({ "c": "00029" }));
    add(json!([]), json!({ "c": "00030" }));
    add(json!([0]), json!({ "c": "00031" }));
    add(json!([[2, 0]]), json!({ "d": "00032" }));
    features.push(json!({ "type": "LineString", "arcs": [0], "properties": { "c": "00033" } }));
    features.push(json!({ "type": null, "properties": { "c": "00034" } }));
    let swapped = json!([[21.0, 105.0], [21.0, 105.1], [21.1, 105.1], [21.0, 105.0]]);
    topology["arcs"].as_array_mut().unwrap().push(swapped);
    let fault = |number: usize, code: &str, reason: &str| {
        format!("drawn.topojson: feature {number} (code {code:?}): {reason}")
    };
    let expected = [
        fault(3, "00004", "feature 0 is 00004 too"),
        fault(4, "00025", "the ring is not closed where arc 3 ends"),
        fault(5, "00026", "there is no arc 99"),
        fault(6, "00027", "there is no arc -99"),
        fault(7, "00028", "a ring has 3 positions; it takes four"),
        fault(8, "00029", "longitude 21, latitude 105 of arc 8 is not in Vietnam"),
        fault(9, "00030", "it has no rings"),
        fault(
            10,
            "00031",
            "its arcs cannot be read: invalid type: integer `0`, expected a sequence",
        ),
        fault(11, "", "it has no property \"c\""),
        fault(12, "00033", "it is a LineString and not a polygon"),
        fault(13, "00034", "it has no geometry"),
    ];
    assert_eq!(faults(&topology), expected);
}

#[test]
fn a_file_that_is_no_topology_is_refused() {
    let fault = |text: &str| {
        let drawn = Drawn::of_text("drawn.topojson", text, Notes::default(), &country().0);
        drawn.faults.first().cloned().unwrap_or_default()
    };
    assert!(fault("").contains("EOF"));
    assert!(fault(r#"{"type":"FeatureCollection","features":[]}"#).contains("missing field"));
    let other = r#"{"type":"Sphere","arcs":[],"objects":{}}"#;
    assert_eq!(fault(other), "drawn.topojson: this is a \"Sphere\" and not a \"Topology\"");
    let empty = r#"{"type":"Topology","arcs":[],"objects":{}}"#;
    let expected = "drawn.topojson: no property holds five-digit codes of communes; name it as `property` in drawn.toml";
    assert_eq!(fault(empty), expected);
    let short = r#"{"type":"Topology","arcs":[[[105,21]]],"objects":{}}"#;
    assert_eq!(fault(short), "drawn.topojson: arc 0 has 1 positions");
}

#[test]
fn a_commune_without_a_polygon_and_a_point_in_the_wrong_one_are_noted() {
    let mut topology = squares();
    let features = topology["objects"]["communes"]["geometries"].as_array_mut().unwrap();
    features.swap_remove(0);
    features[1]["properties"]["c"] = json!("00004");
    let mut notes = check(&topology, "").unwrap().notes;
    notes.sort();
    let expected = [
        "Thành phố Hà Nội: no polygon for 00008 Phường Ngọc Hà",
        "drawn.topojson: 00004 does not hold that commune's point",
        "drawn.topojson: 00004 holds the point of 00008",
    ];
    assert_eq!(notes, expected);
}

#[test]
fn what_a_supplier_says_of_a_file_is_kept() {
    let toml = "property = \"c\"\nobject = \"communes\"\ndrawn_to_m = 100\n[source]\ntitle = \"Vẽ tay\"\n\
                licence = \"CC0\"\nas_of = \"2026-01\"";
    let files = check(&squares(), toml).unwrap();
    let source = BoundarySource {
        title: "Vẽ tay".to_owned(),
        licence: "CC0".to_owned(),
        as_of: "2026-01".to_owned(),
    };
    assert_eq!(files.sources(), [source]);
    let tolerance: Vec<_> =
        files.packs(&country().0, 50).values().map(Boundaries::tolerance_m).collect();
    assert_eq!(tolerance, [158, 158]);
    let faults = check(&squares(), "[codes]\n1 = \"00004\"").err().unwrap();
    assert_eq!(faults, ["drawn.topojson: codes: no feature has the code \"1\""]);
    let dateless = toml.replace("2026-01", "lately");
    let faults = check(&squares(), &dateless).err().unwrap();
    assert_eq!(
        faults,
        ["drawn.topojson: source: as_of is not a date, as in 2025, 2025-06, 2025-06-30"]
    );
}

#[test]
fn a_commune_in_two_files_is_refused() {
    let (gazetteer, points) = country();
    let drawn = |name| Drawn::of_text(name, &squares().to_string(), Notes::default(), &gazetteer);
    let both = vec![drawn("a.topojson"), drawn("b.topojson")];
    let failure = BoundaryFiles::check(both, &gazetteer, &points).err().unwrap().to_string();
    assert!(failure.starts_with("b.topojson: 00004 is in a.topojson too\n"), "{failure}");
    assert!(failure.ends_with("3 faults; nothing was written"), "{failure}");
}

/// A coast that winds, as a border would.
fn winding(points: usize) -> Vec<(f64, f64)> {
    let wave = |place: usize| {
        let along = place as f64 / points as f64;
        (along, 1.0 + 0.02 * (along * 40.0).sin() + 0.004 * (along * 331.0).sin())
    };
    (0..=points).map(wave).collect()
}

#[test]
fn a_simplified_line_answers_as_the_file_does_beyond_its_tolerance() {
    let mut coast = winding(800);
    coast.extend([(1.0, 0.0), (0.0, 0.0), coast[0]]);
    let feature = json!({ "type": "Polygon", "arcs": [[0]], "properties": { "c": "00004" } });
    let topology =
        json!({ "type": "Topology", "arcs": [arc(&coast)], "objects": { "communes": feature } });
    let files = check(&topology, "").unwrap();
    let (exact, simple) = (files.packs(&country().0, 0), files.packs(&country().0, 80));
    let points = |packs: &BTreeMap<ProvinceCode, Boundaries>| {
        packs
            .values()
            .flat_map(|p| p.lines_of("00004".parse().unwrap()))
            .map(<[_]>::len)
            .sum::<usize>()
    };
    assert!(points(&simple) * 3 < points(&exact), "{} of {}", points(&simple), points(&exact));
    let [exact, simple] = [exact, simple].map(|packs| packs.into_values().collect::<Vec<_>>());
    for east in 0..100 {
        for north in 0..60 {
            let at = (f64::from(east) / 97.0, 0.94 + f64::from(north) / 500.0);
            let position = Position::new(21.0 + at.1 / 10.0, 105.0 + at.0 / 10.0, 0.0).unwrap();
            match (locate(&exact, position), locate(&simple, position)) {
                (_, Located::Between(_)) | (Located::Between(_), _) => {}
                (truth, found) => assert_eq!(truth, found, "{at:?}"),
            }
        }
    }
}

proptest! {
    #[test]
    fn no_text_makes_it_panic(text: String) {
        Drawn::of_text("drawn.topojson", &text, Notes::default(), &country().0);
    }

    #[test]
    fn no_topology_makes_it_panic(
        arcs in proptest::collection::vec(
            proptest::collection::vec((104.9..105.4, 20.9..21.2), 0..6), 0..6),
        rings in proptest::collection::vec(
            proptest::collection::vec(proptest::collection::vec(-7..7_i64, 0..5), 0..3), 0..5),
        scale in proptest::option::of(proptest::num::f64::ANY),
        tolerance in 0..1000_u32,
    ) {
        let codes = ["00004", "00008", "06970", "x", "00004"];
        let features = rings.iter().zip(codes).map(|(rings, code)| {
            json!({ "type": "Polygon", "arcs": rings, "properties": { "c": code } })
        });
        let features: Vec<_> = features.collect();
        let mut topology = json!({
            "type": "Topology",
            "arcs": arcs,
            "objects": { "communes": { "type": "GeometryCollection", "geometries": features } },
        });
        if let Some(scale) = scale {
            topology["transform"] = json!({ "scale": [scale, scale], "translate": [0, 0] });
        }
        if let Ok(files) = check(&topology, "property = \"c\"") {
            for pack in files.packs(&country().0, tolerance).values() {
                prop_assert_eq!(&Boundaries::decode(&pack.encode()).unwrap(), pack);
            }
        }
    }
}
