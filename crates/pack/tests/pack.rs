//! The program as it is run.
#![allow(clippy::unwrap_used, reason = "helpers of tests: what fails here fails the test")]

mod program;

use program::{copy_of_data, data, dist, files, manifest, pack, stderr};
use std::fs;

/// What an operator says of an office in Phường Sài Gòn.
const OFFICE_FILE: &str = r#"
source = "Thông báo của UBND phường"
checked_on = 2026-01-02

[[office]]
commune = "26740"
body = "service_centre"
telephones = ["1022"]
"#;

#[test]
fn the_data_of_the_project_is_sound() {
    let output = pack(&["check"], &[("--data", &data())]);
    assert!(output.status.success(), "{}", stderr(&output));
    let report = String::from_utf8_lossy(&output.stdout).into_owned();
    for row in [
        " 3321  communes.csv",
        "10040  legacy_wards.csv",
        "10571  mapping.csv",
        "every row is sound",
    ] {
        assert!(report.contains(row), "{report}");
    }
}

#[test]
fn every_faulty_row_is_refused_with_file_line_and_reason() {
    let data = copy_of_data();
    let change = |file: &str, from: &str, to: &str| {
        let path = data.path().join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{file}: {from}");
        fs::write(&path, text.replacen(from, to, 1)).unwrap();
    };
    change("communes.csv", "00004,ward,", "00004,commune,");
    change("mapping.csv", "00001,001,00097,full", "00001,001,00097,whole");
    change("procedures.csv", "1.001193,", "1001193,");
    change("offices.csv", "merger-map-2025", "hearsay");
    let output = pack(&["check"], &[("--data", data.path())]);
    assert_eq!(output.status.code(), Some(1));
    let expected = [
        "communes.csv:2: name \"Phường Ba Đình\" is not a commune",
        "mapping.csv:2: share \"whole\" is none of full, partial, partial_area_only, \
         partial_area_all_population, partial_population",
        "offices.csv:2: source \"hearsay\" is not in sources.toml",
        "procedures.csv:2: code \"1001193\" is not one like 1.001193",
        "4 faults; nothing was written",
    ];
    assert_eq!(stderr(&output).lines().collect::<Vec<_>>(), expected);
}

#[test]
fn a_fault_in_an_operators_file_is_told_by_file_line_and_reason() {
    let data = copy_of_data();
    let file = data.path().join("offices.d/79.toml");
    fs::write(file, OFFICE_FILE.replace("26740", "99999")).unwrap();
    let output = pack(&["check"], &[("--data", data.path())]);
    assert_eq!(output.status.code(), Some(1));
    let expected = ["79.toml:6: there is no commune 99999", "1 faults; nothing was written"];
    assert_eq!(stderr(&output).lines().collect::<Vec<_>>(), expected);
}

#[test]
fn an_operators_file_goes_into_the_pack_of_its_province() {
    let (data, dist) = (copy_of_data(), dist());
    fs::write(data.path().join("offices.d/79.toml"), OFFICE_FILE).unwrap();
    let output = pack(&["build"], &[("--data", data.path()), ("--dist", dist.path())]);
    assert!(output.status.success(), "{}", stderr(&output));
    let page = fs::read_to_string(dist.path().join("index.html")).unwrap();
    let path = manifest(&page)["offices"]["79"].as_str().unwrap().to_owned();
    let bytes = fs::read(dist.path().join(path)).unwrap();
    let pack: offices::ProvinceOffices = serde_json::from_slice(&bytes).unwrap();
    let mut seats = pack.communes["26740"].seats.iter();
    let said = seats.find(|seat| seat.authority == offices::Authority::Operator).unwrap();
    assert_eq!(said.telephones, ["1022"]);
    assert_eq!(
        (said.source.as_str(), said.as_of.as_str()),
        ("Thông báo của UBND phường", "2026-01-02")
    );
}

#[test]
fn a_lost_row_is_noticed() {
    let data = copy_of_data();
    let path = data.path().join("office_seats.csv");
    let text = fs::read_to_string(&path).unwrap();
    let shorter: Vec<_> = text.lines().take(3_959).collect();
    fs::write(&path, format!("{}\n", shorter.join("\n"))).unwrap();
    let output = pack(&["check"], &[("--data", data.path())]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).starts_with("office_seats.csv:1: 3958 rows instead of 3959\n"));
}

#[test]
fn a_faulty_row_stops_the_build_before_anything_is_written() {
    let (data, dist) = (copy_of_data(), dist());
    fs::write(data.path().join("provinces.csv"), "code\n").unwrap();
    let before = files(dist.path());
    let output = pack(&["build"], &[("--data", data.path()), ("--dist", dist.path())]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("provinces.csv:1: the columns are code and should be "));
    assert_eq!(files(dist.path()), before);
}

#[test]
fn a_build_writes_the_packs_and_the_page_that_names_them() {
    let (data, dist) = (copy_of_data(), dist());
    let output = pack(&["build"], &[("--data", data.path()), ("--dist", dist.path())]);
    assert!(output.status.success(), "{}", stderr(&output));
    let page = fs::read_to_string(dist.path().join("index.html")).unwrap();
    let manifest = manifest(&page);

    let places = manifest["places"]["path"].as_str().unwrap();
    let bytes = fs::read(dist.path().join(places)).unwrap();
    assert_eq!(manifest["places"]["bytes"], bytes.len());
    let gazetteer = gazetteer::Gazetteer::decode(&bytes).unwrap();
    assert_eq!(gazetteer.communes().count(), 3_321);
    assert!(page.contains(&format!(
        r#"<link rel="preload" href="{places}" as="fetch" crossorigin></head>"#
    )));

    let offices = manifest["offices"].as_object().unwrap();
    assert_eq!(offices.len(), 34);
    let mut communes = 0;
    for (province, path) in offices {
        let path = path.as_str().unwrap();
        assert!(path.starts_with(&format!("packs/offices-{province}-")), "{path}");
        let bytes = fs::read(dist.path().join(path)).unwrap();
        let pack: offices::ProvinceOffices = serde_json::from_slice(&bytes).unwrap();
        communes += pack.communes.len();
        let seats = pack.communes.values().flat_map(|facts| &facts.seats);
        assert!(seats.into_iter().all(|seat| pack.sources.contains_key(&seat.source)));
    }
    assert_eq!(communes, 3_321);

    let path = dist.path().join(manifest["points"].as_str().unwrap());
    let points = gazetteer::near::Points::decode(&fs::read(path).unwrap(), &gazetteer).unwrap();
    assert!(points.point("00004".parse().unwrap()).is_some());
    assert!(manifest.get("boundaries").is_none());

    let path = dist.path().join(manifest["procedures"].as_str().unwrap());
    let catalogue: catalogue::Catalogue = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    assert_eq!(catalogue.procedures.len(), 80);
    assert_eq!(manifest["wasm_bytes"], 1234);
    assert!(manifest["data_as_of"].as_str().unwrap().starts_with("2026-1"));

    let shell = fs::read_to_string(dist.path().join("shell.html")).unwrap();
    assert!(page.contains("Chào"));
    assert_eq!(shell, page.replace("<!-- home --><h1>Chào</h1><!-- /home -->", ""));
}

#[test]
fn running_everything_twice_gives_the_same_bytes() {
    let dist = dist();
    fs::create_dir(dist.path().join("packs")).unwrap();
    fs::write(dist.path().join("packs/places-00000000.bin.br"), "stale").unwrap();
    let run = || {
        let built = pack(&["build"], &[("--data", &data()), ("--dist", dist.path())]);
        assert!(built.status.success(), "{}", stderr(&built));
        let compressed = pack(&["compress"], &[("--dist", dist.path())]);
        assert!(compressed.status.success(), "{}", stderr(&compressed));
        files(dist.path())
    };
    let first = run();
    assert!(!first.keys().any(|path| path.contains("00000000")));
    assert!(first == run());
}

#[test]
fn compressing_leaves_out_what_is_small_or_does_not_shrink() {
    let dist = tempfile::tempdir().unwrap();
    let long = "Xã Tôi ".repeat(100);
    fs::create_dir(dist.path().join("sub")).unwrap();
    for (name, text) in
        [("a.js", long.as_str()), ("sub/b.css", &long), ("c.txt", "short"), ("d.png", &long)]
    {
        fs::write(dist.path().join(name), text).unwrap();
    }
    let output = pack(&["compress"], &[("--dist", dist.path())]);
    assert!(output.status.success(), "{}", stderr(&output));
    let mut names: Vec<_> = files(dist.path())
        .into_keys()
        .map(|path| path.rsplit('/').next().unwrap_or_default().to_owned())
        .collect();
    names.sort();
    let expected =
        ["a.js", "a.js.br", "a.js.gz", "b.css", "b.css.br", "b.css.gz", "c.txt", "d.png"];
    assert_eq!(names, expected);
}

#[test]
fn a_page_without_its_marks_or_a_folder_without_its_program_is_refused() {
    let dist = dist();
    fs::write(dist.path().join("index.html"), "<head></head>").unwrap();
    let build = || pack(&["build"], &[("--data", &data()), ("--dist", dist.path())]);
    let error = stderr(&build());
    assert!(
        error.ends_with(
            "index.html: there is no <script type=\"application/json\" id=\"manifest\">\n"
        )
    );
    fs::remove_file(dist.path().join("app-1_bg.wasm")).unwrap();
    assert!(stderr(&build()).ends_with(": one *_bg*.wasm was expected, 0 were found\n"));
    assert!(!dist.path().join("packs").exists());
}
