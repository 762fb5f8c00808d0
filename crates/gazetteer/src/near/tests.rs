use super::*;
use crate::CommuneCode;
use proptest::prelude::*;

fn at(lat: f64, lon: f64) -> GridPoint {
    GridPoint::nearest(lat, lon).unwrap()
}

fn code(text: &str) -> CommuneCode {
    text.parse().unwrap()
}

fn position(lat: f64, lon: f64, accuracy_m: f64) -> Position {
    Position::new(lat, lon, accuracy_m).unwrap()
}

/// A line through corners given in hundredths of a degree (about 1.1 km) north and east of 10° N, 106° E.
fn line(corners: &[(i32, i32)]) -> Vec<GridPoint> {
    let degrees = |(north, east): (i32, i32)| {
        at(10.0 + f64::from(north) / 100.0, 106.0 + f64::from(east) / 100.0)
    };
    corners.iter().map(|&corner| degrees(corner)).collect()
}

/// The place in the same hundredths.
fn place(north: f64, east: f64, accuracy_m: f64) -> Position {
    position(10.0 + north / 100.0, 106.0 + east / 100.0, accuracy_m)
}

/// Drawn for the tests: two squares side by side, ten by ten; in the left one a hole that belongs to neither, and an
/// island of the right one far to the east. Beyond the top of both lies a commune of another province.
fn squares() -> Boundaries {
    let [left, right, beyond] = ["00004", "00008", "00025"].map(code);
    let border = |sides, corners: &[(i32, i32)]| Border { sides, line: line(corners) };
    let borders = vec![
        border([Some(left), Some(right)], &[(0, 10), (10, 10)]),
        border([None, Some(left)], &[(0, 10), (0, 0), (10, 0)]),
        border([Some(left), Some(beyond)], &[(10, 0), (10, 10)]),
        border([Some(beyond), Some(right)], &[(10, 10), (10, 20)]),
        border([Some(right), None], &[(10, 20), (0, 20), (0, 10)]),
        border([Some(left), None], &[(4, 4), (6, 4), (6, 6), (4, 6), (4, 4)]),
        border([Some(right), None], &[(0, 40), (0, 42), (2, 42), (2, 40), (0, 40)]),
    ];
    Boundaries::new(&[right, left], borders, 50).unwrap()
}

fn found(north: f64, east: f64, accuracy_m: f64) -> Located {
    locate(&[squares()], place(north, east, accuracy_m))
}

#[test]
fn a_position_well_within_a_commune_is_in_it() {
    assert_eq!(found(2.0, 2.0, 10.0), Located::In(code("00004")));
    assert_eq!(found(5.0, 15.0, 10.0), Located::In(code("00008")));
}

#[test]
fn an_island_belongs_to_its_commune_and_a_hole_to_none() {
    assert_eq!(found(1.0, 41.0, 10.0), Located::In(code("00008")));
    assert_eq!(found(5.0, 5.0, 10.0), Located::Nowhere);
    assert_eq!(found(5.0, 30.0, 10.0), Located::Nowhere);
}

#[test]
fn near_a_border_both_sides_are_named_and_the_one_it_seems_to_lie_in_is_first() {
    let Located::Between(hits) = found(5.0, 10.04, 0.0) else { panic!("a border 44 m away") };
    let seen: Vec<_> = hits.iter().map(|hit| (hit.commune, hit.inside)).collect();
    assert_eq!(seen, [(code("00008"), true), (code("00004"), false)]);
    assert!((40..48).contains(&hits[0].border_m), "{hits:?}");
    assert_eq!(found(5.0, 10.06, 0.0), Located::In(code("00008")));
}

#[test]
fn the_vaguer_the_position_the_further_away_a_border_counts() {
    assert_eq!(found(5.0, 10.5, 400.0), Located::In(code("00008")));
    assert!(matches!(found(5.0, 10.5, 500.0), Located::Between(hits) if hits.len() == 2));
}

#[test]
fn a_commune_across_the_provinces_border_is_named_too() {
    let Located::Between(hits) = found(9.97, 2.0, 0.0) else { panic!("a border 33 m away") };
    let seen: Vec<_> = hits.iter().map(|hit| (hit.commune, hit.inside)).collect();
    assert_eq!(seen, [(code("00004"), true), (code("00025"), false)]);
    // Of that one there is no more than this border: it holds nothing.
    assert_eq!(found(12.0, 2.0, 0.0), Located::Nowhere);
}

#[test]
fn on_the_coast_a_commune_is_likely_but_not_certain() {
    for (north, inside) in [(-0.03, false), (0.03, true)] {
        let Located::Between(hits) = found(north, 5.0, 0.0) else { panic!("a coast 33 m away") };
        assert_eq!((hits.len(), hits[0].commune, hits[0].inside), (1, code("00004"), inside));
    }
}

#[test]
fn what_several_provinces_know_is_put_together() {
    let beyond = code("00025");
    let ring = line(&[(10, 0), (20, 0), (20, 20), (10, 20), (10, 10), (10, 0)]);
    let border = Border { sides: [Some(beyond), None], line: ring };
    let north = Boundaries::new(&[beyond], vec![border], 50).unwrap();
    let Located::Between(hits) = locate(&[squares(), north], place(10.02, 5.0, 0.0)) else {
        panic!("a border 22 m away")
    };
    let seen: Vec<_> = hits.iter().map(|hit| (hit.commune, hit.inside)).collect();
    assert_eq!(seen, [(beyond, true), (code("00004"), false)]);
}

#[test]
fn a_place_on_the_corner_of_all_is_in_one_at_most() {
    let Located::Between(hits) = found(10.0, 10.0, 0.0) else { panic!("on the corner") };
    assert_eq!(hits.len(), 3);
    assert!(hits.iter().filter(|hit| hit.inside).count() <= 1);
}

#[test]
fn boundaries_survive_their_pack() {
    let bytes = squares().encode();
    let again = Boundaries::decode(&bytes).unwrap();
    assert_eq!(again, squares());
    assert_eq!(again.encode(), bytes);
    assert_eq!(again.communes(), [code("00004"), code("00008")]);
    assert_eq!(again.tolerance_m(), 50);
    assert_eq!(again.lines_of(code("00008")).count(), 4);
}

#[test]
fn a_border_of_less_than_two_points_is_refused() {
    let border = Border { sides: [None, None], line: line(&[(0, 0)]) };
    assert_eq!(Boundaries::new(&[], vec![border], 0), None);
}

#[test]
fn what_is_no_pack_or_not_whole_is_told_apart() {
    let bytes = squares().encode();
    assert_eq!(Boundaries::decode(b"<!doctype html>"), Err(NearError::Foreign));
    assert_eq!(Boundaries::decode(&bytes[..bytes.len() - 1]), Err(NearError::Damaged));
    assert_eq!(Boundaries::decode(&bytes[..3]), Err(NearError::Foreign));
}

#[test]
fn no_place_on_earth_is_no_position() {
    for (lat, lon, accuracy) in [
        (91.0, 0.0, 0.0),
        (0.0, -180.1, 0.0),
        (f64::NAN, 0.0, 0.0),
        (0.0, f64::INFINITY, 0.0),
        (0.0, 0.0, -1.0),
        (0.0, 0.0, f64::NAN),
        (0.0, 0.0, f64::INFINITY),
    ] {
        assert_eq!(Position::new(lat, lon, accuracy), None, "{lat} {lon} {accuracy}");
    }
}

#[cfg(feature = "data")]
mod points {
    use super::*;
    use crate::fixture::{COMMUNES, LEGACY_WARDS, gazetteer};
    use crate::{DistrictCode, LegacyId, Share, WardCode};

    fn points() -> Points {
        read_points(&gazetteer(), COMMUNES, LEGACY_WARDS).unwrap()
    }

    fn ward(code: &str) -> LegacyId {
        LegacyId::Ward(code.parse::<WardCode>().unwrap())
    }

    fn ranked(position: Position) -> Ranking {
        match points().rank(position) {
            Nearby::Ranked(ranking) => ranking,
            Nearby::NoneNear { nearest } => panic!("none near, but {nearest:?}"),
        }
    }

    #[test]
    fn points_survive_their_pack() {
        let (g, points) = (gazetteer(), points());
        let again = Points::decode(&points.encode(), &g);
        assert_eq!(again.as_ref(), Ok(&points));
    }

    #[test]
    fn points_of_another_gazetteer_are_refused() {
        let bytes = points().encode();
        let other = Points::decode(&bytes, &crate::Gazetteer::default());
        assert_eq!(other, Err(NearError::OtherPlaces));
        assert_eq!(Points::decode(b"XTPL", &gazetteer()), Err(NearError::Foreign));
        assert_eq!(Points::decode(&bytes[..20], &gazetteer()), Err(NearError::Damaged));
    }

    #[test]
    fn the_nearer_commune_is_the_likelier() {
        let ranking = ranked(position(10.771, 106.692, 10.0));
        assert_eq!(ranking.candidates[0].commune, code("26743"));
        assert!(ranking.candidates[0].likelihood > 0.5);
        let sum: f64 = ranking.candidates.iter().map(|candidate| candidate.likelihood).sum();
        assert!((0.99..1.001).contains(&sum), "{sum}");
    }

    #[test]
    fn a_commune_is_spoken_for_by_its_old_wards_the_nearest_first() {
        let ranking = ranked(position(10.771, 106.692, 10.0));
        let wards: Vec<_> = ranking.candidates[0].legacy.iter().map(|w| (w.id, w.share)).collect();
        let expected = [(ward("26743"), Share::Whole), (ward("26740"), Share::PartAreaAllPeople)];
        assert_eq!(wards, expected);
        // All that Phường Sài Gòn got of it is land where nobody lived.
        let saigon = points().witnesses(code("26740"), position(10.78, 106.7, 10.0));
        assert_eq!((saigon.len(), saigon[0].share), (1, Share::PartAreaOnly));
    }

    #[test]
    fn one_is_offered_where_there_is_no_doubt_and_more_where_the_position_is_vague() {
        let island = ranked(position(8.7, 106.6, 10.0));
        assert_eq!((island.offered, island.candidates[0].commune), (1, code("26732")));
        let between = |accuracy| ranked(position(10.775, 106.695, accuracy)).offered;
        assert!(between(10.0) >= 2);
        assert!(between(3000.0) >= between(10.0));
    }

    #[test]
    fn a_doubtful_point_neither_ranks_nor_shows_a_distance() {
        let doubtful = LEGACY_WARDS.replace(",8.7,106.6,yes", ",10.77,106.69,no");
        let points = read_points(&gazetteer(), COMMUNES, &doubtful).unwrap();
        let here = position(10.77, 106.69, 10.0);
        let Nearby::Ranked(ranking) = points.rank(here) else { panic!("none near") };
        assert!(ranking.candidates.iter().all(|candidate| candidate.commune != code("26732")));
        let island = LegacyId::District("755".parse::<DistrictCode>().unwrap());
        let witnesses = points.witnesses(code("26732"), here);
        assert_eq!((witnesses[0].id, witnesses[0].distance_m), (island, None));
        assert_eq!(Points::decode(&points.encode(), &gazetteer()), Ok(points));
    }

    #[test]
    fn far_from_every_point_nothing_is_ranked() {
        let Nearby::NoneNear { nearest } = points().rank(position(9.9, 106.7, 10.0)) else {
            panic!("95 km away")
        };
        let nearest = nearest.unwrap();
        assert_eq!(nearest.commune, code("26743"));
        assert!((90_000..100_000).contains(&nearest.distance_m), "{nearest:?}");
        let nothing = read_points(&crate::Gazetteer::default(), COMMUNES, LEGACY_WARDS).unwrap();
        let none = Nearby::NoneNear { nearest: None };
        assert_eq!(nothing.rank(position(10.78, 106.7, 10.0)), none);
    }

    #[test]
    fn neighbours_are_the_nearest_communes_with_their_distances() {
        let near = points().neighbours(code("26740"), 2);
        let codes: Vec<_> = near.iter().map(|near| near.commune).collect();
        assert_eq!(codes, [code("26743"), code("26116")]);
        assert!((1_400..1_700).contains(&near[0].distance_m), "{near:?}");
        assert_eq!(points().neighbours(code("26740"), 9).len(), 3);
        assert!(points().neighbours(code("00001"), 9).is_empty());
        // An island's are where they are.
        let island = points().neighbours(code("26732"), 1);
        assert!(island[0].distance_m > 200_000, "{island:?}");
    }

    #[test]
    fn a_commune_without_a_point_is_refused_and_one_without_an_area_is_not() {
        assert!(COMMUNES.contains(",,,11.3,107.4,"));
        let without = COMMUNES.replace(",10.77,106.69,", ",,,");
        let errors = read_points(&gazetteer(), &without, LEGACY_WARDS).unwrap_err();
        let errors: Vec<_> = errors.iter().map(ToString::to_string).collect();
        let expected =
            "communes.csv:5: lat and lon are empty; nobody would find the commune by position";
        assert_eq!(errors, [expected]);
    }

    #[test]
    fn a_point_far_from_where_its_ward_went_is_refused() {
        let wrong = LEGACY_WARDS.replace(",10.77,106.69,", ",20.77,106.69,");
        let errors = read_points(&gazetteer(), COMMUNES, &wrong).unwrap_err();
        let errors: Vec<_> = errors.iter().map(ToString::to_string).collect();
        let expected =
            "legacy_wards.csv:4: the point is 1112 km from every commune that ward 26743 went to";
        assert_eq!(errors, [expected]);
    }

    proptest! {
        #[test]
        fn whatever_follows_the_head_of_a_pack_is_read_or_refused(body: Vec<u8>) {
            let g = gazetteer();
            let _ = Points::decode(&seal(*b"XTN1", &body), &g);
            let mut bytes = points().encode()[8..].to_vec();
            for (place, byte) in body.iter().enumerate() {
                let place = place * 7 % bytes.len();
                bytes[place] ^= byte;
            }
            if let Ok(points) = Points::decode(&seal(*b"XTN1", &bytes), &g) {
                check(&points, 10.0, 106.0, 100.0);
            }
        }

        #[test]
        fn every_place_on_earth_has_an_answer(
            lat in -90.0..=90.0, lon in -180.0..=180.0, accuracy in 0.0..f64::MAX,
        ) {
            check(&points(), lat, lon, accuracy);
            check(&points(), 10.0 + lat / 90.0, 106.0 + lon / 180.0, accuracy);
        }
    }

    fn check(points: &Points, lat: f64, lon: f64, accuracy_m: f64) {
        let position = position(lat, lon, accuracy_m);
        if let Nearby::Ranked(ranking) = points.rank(position) {
            assert!((1..=8).contains(&ranking.offered));
            assert!(ranking.offered <= ranking.candidates.len());
            for candidate in &ranking.candidates {
                assert!((0.0..=1.000_001).contains(&candidate.likelihood), "{candidate:?}");
            }
            let likely = |candidate: &Candidate| candidate.likelihood;
            assert!(ranking.candidates.is_sorted_by(|a, b| likely(a) >= likely(b)));
        }
    }
}

proptest! {
    #[test]
    fn whatever_follows_the_head_of_boundaries_is_read_or_refused(
        body: Vec<u8>, lat in 6.0..24.0, lon in 102.0..118.0,
    ) {
        let _ = Boundaries::decode(&seal(*b"XTB1", &body));
        let mut bytes = squares().encode()[8..].to_vec();
        for (place, byte) in body.iter().enumerate() {
            let place = place * 7 % bytes.len();
            bytes[place] ^= byte;
        }
        if let Ok(boundaries) = Boundaries::decode(&seal(*b"XTB1", &bytes)) {
            let _ = locate(&[boundaries], position(lat, lon, 1000.0));
        }
    }

    #[test]
    fn inside_a_ring_is_what_a_second_way_of_counting_says(
        corners in proptest::collection::vec((0..50_i32, 0..50_i32), 3..20), north in 0..50_i32, east in 0..50_i32,
    ) {
        let mut ring = line(&corners);
        ring.push(ring[0]);
        // A line to the north instead of one to the east, between the columns and rows of corners.
        let (y, x) = (f64::from(north) + 0.5, f64::from(east) + 0.5);
        let closed = corners.iter().chain(&corners[..1]);
        let crossed = closed.clone().zip(closed.skip(1)).filter(|((ay, ax), (by, bx))| {
            let [ay, ax, by, bx] = [*ay, *ax, *by, *bx].map(f64::from);
            (ax > x) != (bx > x) && ay + (x - ax) * (by - ay) / (bx - ax) > y
        });
        let expected = crossed.count() % 2 == 1;
        let border = Border { sides: [Some(code("00004")), None], line: ring };
        let boundaries = Boundaries::new(&[code("00004")], vec![border], 0).unwrap();
        let found = locate(&[boundaries], place(y, x, 5_000.0));
        let inside = match found {
            Located::In(_) => true,
            Located::Between(hits) => hits[0].inside,
            Located::Nowhere => false,
        };
        // On a line itself either answer is right.
        let on_line = matches!(locate_exactly(&corners, y, x), Some(distance) if distance < 1e-9);
        prop_assert!(on_line || inside == expected);
    }
}

/// The distance of a place from the nearest side of a ring, in hundredths of a degree.
fn locate_exactly(corners: &[(i32, i32)], y: f64, x: f64) -> Option<f64> {
    let closed = corners.iter().chain(&corners[..1]);
    let sides = closed.clone().zip(closed.skip(1));
    let distances = sides.map(|(&(ay, ax), &(by, bx))| {
        let [ay, ax, by, bx] = [ay, ax, by, bx].map(f64::from);
        let (dy, dx) = (by - ay, bx - ax);
        let square = dy * dy + dx * dx;
        let along = if square > 0.0 { ((y - ay) * dy + (x - ax) * dx) / square } else { 0.0 };
        let along = along.clamp(0.0, 1.0);
        (ay + along * dy - y).hypot(ax + along * dx - x)
    });
    distances.min_by(f64::total_cmp)
}
