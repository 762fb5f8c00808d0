//! Positions placed by this project's own points, and by the program `resolve --near`.
#![cfg(feature = "cli")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests: what fails here fails the test"
)]

mod country;
mod points;

use country::GAZETTEER;
use gazetteer::data::{LEGACY_WARD_COLUMNS, read_table};
use gazetteer::near::{Nearby, Points, Position, Ranking};
use gazetteer::{LegacyId, Share};
use points::{POINTS, table};
use serde_json::{Value, json};
use std::io::Write;
use std::process::{Command, Output, Stdio};

fn ranked(lat: f64, lon: f64) -> Ranking {
    match POINTS.rank(Position::new(lat, lon, 10.0).unwrap()) {
        Nearby::Ranked(ranking) => ranking,
        Nearby::NoneNear { nearest } => panic!("none near {lat}, {lon}, but {nearest:?}"),
    }
}

/// The old wards with a point that may be used, and that point.
fn wards() -> Vec<(LegacyId, f64, f64)> {
    let mut errors = Vec::new();
    let text = table("legacy_wards.csv");
    read_table("legacy_wards.csv", &text, &LEGACY_WARD_COLUMNS, &mut errors, |row| {
        let (lat, lon) = row.point_if_any().filter(|_| row.cell("point_ok") == "yes")?;
        Some((LegacyId::Ward(row.parse_if_any("code")?), lat, lon))
    })
}

#[test]
fn the_pack_gives_the_same_answers_as_the_tables() {
    let bytes = POINTS.encode();
    assert_eq!(Points::decode(&bytes, &GAZETTEER).as_ref(), Ok(&*POINTS));
    let packed = gazetteer::Gazetteer::decode(&GAZETTEER.encode()).unwrap();
    assert!(Points::decode(&bytes, &packed).is_ok());
}

#[test]
fn a_commune_s_own_point_lies_in_it() {
    for commune in GAZETTEER.communes().step_by(7) {
        let (lat, lon) = POINTS.point(commune.code).unwrap();
        assert_eq!(ranked(lat, lon).candidates[0].commune, commune.code);
    }
}

#[test]
fn at_an_old_ward_s_point_a_commune_that_it_went_to_is_offered() {
    let wards = wards();
    // Without the doubtful ones, and without the islands that had no wards.
    assert_eq!(wards.len(), 10_040 - 246 - 4);
    let tenth = || wards.iter().step_by(10);
    let offered = tenth().filter(|&&(id, lat, lon)| {
        let ranking = ranked(lat, lon);
        let offered = &ranking.candidates[..ranking.offered];
        let went = GAZETTEER.went_to(id);
        went.iter().any(|(to, _)| offered.iter().any(|candidate| candidate.commune == to.code))
    });
    let (offered, all) = (offered.count(), tenth().count());
    assert!(offered * 1000 >= all * 998, "{offered} of {all}");
}

#[test]
fn an_old_ward_s_point_is_kept_to_half_a_kilometre_or_better() {
    for (id, lat, lon) in wards() {
        let (home, _) = GAZETTEER.went_to(id)[0];
        let here = Position::new(lat, lon, 0.0).unwrap();
        let witness = POINTS.witnesses(home.code, here).into_iter().find(|w| w.id == id).unwrap();
        assert!(witness.distance_m.unwrap() < 500, "{id}: {witness:?}");
    }
}

#[test]
fn the_old_wards_that_people_know_speak_for_a_commune() {
    // Beside the lake of Hoàn Kiếm.
    let ranking = ranked(21.0287, 105.8523);
    let first = &ranking.candidates[0];
    assert_eq!(GAZETTEER.commune(first.commune).unwrap().name, "Phường Hoàn Kiếm");
    let names: Vec<_> =
        first.legacy.iter().map(|witness| GAZETTEER.legacy(witness.id).unwrap().name).collect();
    assert!(names[..4].contains(&"Phường Hàng Trống"), "{names:?}");
    let land_only = first.legacy.iter().position(|w| w.share == Share::PartAreaOnly);
    assert!(land_only.is_none_or(|place| place + 1 == first.legacy.len()));
}

#[test]
fn abroad_and_far_out_at_sea_nothing_is_near() {
    for (lat, lon) in [(48.85, 2.35), (11.55, 104.92), (17.97, 102.61), (13.0, 113.0), (-90.0, 0.0)]
    {
        let found = POINTS.rank(Position::new(lat, lon, 10.0).unwrap());
        assert!(matches!(found, Nearby::NoneNear { nearest: Some(_) }), "{lat}, {lon}: {found:?}");
    }
}

#[test]
fn every_commune_has_neighbours_and_islands_have_distant_ones() {
    let mut farthest = ("", 0);
    for commune in GAZETTEER.communes() {
        let near = POINTS.neighbours(commune.code, 6);
        assert_eq!(near.len(), 6);
        assert!(near.is_sorted_by_key(|near| near.distance_m));
        assert!(near.iter().all(|near| near.commune != commune.code));
        if near[0].distance_m > farthest.1 {
            farthest = (commune.name, near[0].distance_m);
        }
    }
    assert_eq!(farthest.0, "Đặc khu Hoàng Sa");
}

fn resolve(args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_resolve"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that ends at once does not read.
    let _ = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

fn lines(output: &Output) -> Vec<Value> {
    assert!(output.status.success(), "{output:?}");
    output
        .stdout
        .split_inclusive(|&b| b == b'\n')
        .map(|l| serde_json::from_slice(l).unwrap())
        .collect()
}

#[test]
fn every_position_gets_the_ranked_communes_with_their_old_wards() {
    let found = lines(&resolve(&["--near"], b"21.0287,105.8523\r\n10.7766, 106.7031, 2000"));
    assert_eq!(found.len(), 2);
    assert_eq!(found[0]["query"], "21.0287,105.8523");
    assert_eq!(found[0]["status"], "ranked");
    let first = &found[0]["communes"][0];
    assert_eq!(first["code"], "00070");
    assert!(first["distance_m"].as_u64().unwrap() < 1000);
    assert!(first["likelihood"].as_f64().unwrap() > 0.5);
    assert!(first["legacy"].as_array().unwrap().contains(&json!("00073")));
    assert_eq!(found[1]["communes"][0]["code"], "26740");
    assert!(found[1]["offered"].as_u64() > found[0]["offered"].as_u64());
}

#[test]
fn a_position_that_nothing_is_near_to_has_no_communes() {
    let found = lines(&resolve(&["--near"], b"48.85,2.35\n"));
    assert_eq!(found[0]["status"], "none");
    assert_eq!(found[0]["communes"], json!([]));
    assert!(found[0]["nearest"]["distance_m"].as_u64().unwrap() > 5_000_000);
}

#[test]
fn a_line_that_is_no_position_gets_an_error_in_its_place() {
    let input = b"foo\n21\n21,105,10,1\n91,0\nNaN,1\n21,105,-1\n\n\xff\n21.03,105.85\n";
    let found = lines(&resolve(&["--near"], input));
    assert_eq!(found.len(), 9);
    assert!(found[..8].iter().all(|line| line["error"].is_string()), "{found:?}");
    assert_eq!(found[8]["status"], "ranked");
}

#[test]
fn help_names_the_options_and_unknown_ones_are_refused() {
    let help = resolve(&["--help"], b"");
    assert!(help.status.success());
    assert!(String::from_utf8_lossy(&help.stdout).contains("--near"));
    let unknown = resolve(&["--far"], b"");
    assert_eq!(unknown.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&unknown.stderr).contains("--far"));
}
