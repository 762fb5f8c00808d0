//! The program as it is run, with boundaries. The squares here are drawn by hand around the points of real communes;
//! no real border is in them.
#![allow(clippy::unwrap_used, reason = "helpers of tests: what fails here fails the test")]

mod program;

use gazetteer::near::{Boundaries, Located, Position, locate};
use program::{copy_of_data, dist, files, manifest, pack, stderr};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// Two squares with a side in common, around the points of Phường Ngọc Hà and Phường Ba Đình.
fn squares(codes: [&str; 2]) -> Value {
    let feature = |code: &str, arcs: Value| json!({ "type": "Polygon", "arcs": [arcs], "properties": { "ma": code } });
    json!({
        "type": "Topology",
        "arcs": [
            [[105.827, 21.03], [105.827, 21.05]],
            [[105.827, 21.05], [105.80, 21.05], [105.80, 21.03], [105.827, 21.03]],
            [[105.827, 21.05], [105.85, 21.05], [105.85, 21.03], [105.827, 21.03]],
        ],
        "objects": { "xa": { "type": "GeometryCollection", "geometries": [
            feature(codes[0], json!([0, 1])),
            feature(codes[1], json!([2, 0])),
        ] } },
    })
}

fn with_boundaries(topology: &Value) -> tempfile::TempDir {
    let data = copy_of_data();
    fs::create_dir(data.path().join("boundaries")).unwrap();
    fs::write(data.path().join("boundaries/drawn.topojson"), topology.to_string()).unwrap();
    data
}

fn build(data: &Path, dist: &Path) -> Value {
    let output = pack(&["build"], &[("--data", data), ("--dist", dist)]);
    assert!(output.status.success(), "{}", stderr(&output));
    manifest(&fs::read_to_string(dist.join("index.html")).unwrap())
}

#[test]
fn a_build_writes_one_pack_a_province_and_names_it() {
    let (data, dist) = (with_boundaries(&squares(["00008", "00004"])), dist());
    let toml = "[source]\ntitle = \"Vẽ tay\"\nlicence = \"CC0\"\nas_of = \"2026\"\n";
    fs::write(data.path().join("boundaries/drawn.toml"), toml).unwrap();
    let boundaries = build(data.path(), dist.path())["boundaries"].take();
    let source = json!({ "title": "Vẽ tay", "licence": "CC0", "as_of": "2026" });
    assert_eq!(boundaries["sources"], json!([source]));
    let packs = boundaries["packs"].as_object().unwrap();
    assert_eq!(packs.keys().collect::<Vec<_>>(), ["01"]);
    let path = packs["01"].as_str().unwrap();
    assert!(path.starts_with("packs/boundaries-01-"), "{path}");
    let pack = Boundaries::decode(&fs::read(dist.path().join(path)).unwrap()).unwrap();
    assert_eq!(pack.tolerance_m(), 83);
    let position = Position::new(21.04, 105.81, 10.0).unwrap();
    assert_eq!(locate(&[pack], position), Located::In("00008".parse().unwrap()));
}

#[test]
fn boundaries_that_are_taken_away_leave_nothing_behind() {
    let (with, dist) = (with_boundaries(&squares(["00008", "00004"])), dist());
    build(with.path(), dist.path());
    assert!(files(dist.path()).keys().any(|path| path.contains("boundaries-")));
    assert!(build(copy_of_data().path(), dist.path()).get("boundaries").is_none());
    assert!(!files(dist.path()).keys().any(|path| path.contains("boundaries-")));
}

#[test]
fn a_check_tells_what_is_wrong_and_what_is_missing() {
    let data = with_boundaries(&squares(["00008", "99999"]));
    let output = pack(&["check"], &[("--data", data.path())]);
    assert_eq!(output.status.code(), Some(1));
    let expected = "drawn.topojson: feature 1 (code \"99999\"): it is no commune's; 00004 Phường Ba Đình has no \
                    polygon, and its point lies in this one: if that is meant, write \"99999\" = \"00004\" under \
                    [codes] in drawn.toml\n1 faults; nothing was written\n";
    assert_eq!(stderr(&output), expected);

    let toml = "[codes]\n99999 = \"00004\"\n";
    fs::write(data.path().join("boundaries/drawn.toml"), toml).unwrap();
    let output = pack(&["check"], &[("--data", data.path())]);
    assert!(output.status.success(), "{}", stderr(&output));
    let report = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(report.contains("     2  communes with boundaries\n"), "{report}");
    assert!(report.contains("note: boundaries: Thành phố Hà Nội: no polygon for "), "{report}");
}

#[test]
fn a_file_of_another_kind_is_refused() {
    let data = with_boundaries(&squares(["00008", "00004"]));
    fs::write(data.path().join("boundaries/ranh.geojson"), "{}").unwrap();
    let output = pack(&["check"], &[("--data", data.path())]);
    let expected = "ranh.geojson: this is neither *.topojson nor the *.toml of one\n1 faults; nothing was written\n";
    assert_eq!(stderr(&output), expected);
}

#[test]
fn the_points_of_the_whole_country_take_less_than_30_kb() {
    let dist = dist();
    let points = build(copy_of_data().path(), dist.path())["points"].take();
    let (path, alone) = (dist.path().join(points.as_str().unwrap()), tempfile::tempdir().unwrap());
    fs::copy(path, alone.path().join("points.bin")).unwrap();
    let compressed = pack(&["compress"], &[("--dist", alone.path())]);
    assert!(compressed.status.success(), "{}", stderr(&compressed));
    let bytes = fs::metadata(alone.path().join("points.bin.br")).unwrap().len();
    assert!(bytes < 30_000, "{bytes}");
}
