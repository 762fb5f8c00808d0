//! What people type, and what they mean.
#![cfg(feature = "data")]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests: what fails here fails the test"
)]

mod country;

use country::{GAZETTEER, READER};
use gazetteer::{By, Quality, Unit};

/// The hits in words: an old unit with its district, a commune with its province, a province.
fn found(typed: &str) -> Vec<String> {
    let g = &*GAZETTEER;
    let in_words = |unit| match unit {
        Unit::Legacy(id) => g.legacy(id).map(|unit| {
            let larger = unit.district.unwrap_or(unit.province);
            format!("old {}, {larger}", unit.name)
        }),
        Unit::Commune(code) => g.commune(code).map(|unit| {
            let province = g.province(unit.province).map_or("", |province| province.name);
            format!("{}, {province}", unit.name)
        }),
        Unit::Province(code) => g.province(code).map(|unit| unit.name.to_owned()),
        Unit::FormerProvince(number) => g.former_province(number).map(|name| format!("old {name}")),
    };
    READER
        .suggest(g, typed, None, 8)
        .into_iter()
        .map(|hit| {
            let partial = if hit.quality == Quality::Partial { "~ " } else { "" };
            format!("{partial}{}", in_words(hit.unit).unwrap_or_default())
        })
        .collect()
}

fn first(typed: &str) -> String {
    found(typed).into_iter().next().unwrap_or_default()
}

#[test]
fn an_old_address_is_read_in_every_way_it_is_written() {
    for typed in [
        "Phường 8, Quận 10, Thành phố Hồ Chí Minh",
        "phuong 8 quan 10 tp ho chi minh",
        "P.8, Q.10, TP.HCM",
        "p8 q10 tphcm",
        "F8 Q10",
        "Phường 08 Quận 10",
        "PHƯỜNG 8 QUẬN 10",
        "quận 10 phường 8",
        "Phu\u{31b}o\u{31b}\u{300}ng 8, Qua\u{323}\u{302}n 10",
        "\u{200f}phường\u{a0}8 quận 10, Việt Nam",
    ] {
        assert_eq!(found(typed), ["old Phường 8, Quận 10"], "{typed}");
    }
}

#[test]
fn a_house_and_a_street_in_front_are_passed_over() {
    let typed = "123/4 Nguyễn Trãi, Phường 7, Quận 5, TP.HCM";
    assert_eq!(found(typed), ["~ old Phường 7, Quận 5"]);
    let typed = "số 12 ngõ 5 Láng Hạ, Đống Đa, Hà Nội";
    assert_eq!(found(typed), ["~ old Phường Láng Hạ, Quận Đống Đa"]);
}

#[test]
fn a_new_name_is_read_with_its_province_or_without() {
    assert_eq!(found("phuong sai gon, tp hcm"), ["Phường Sài Gòn, Thành phố Hồ Chí Minh"]);
    assert_eq!(found("đặc khu côn đảo"), ["Đặc khu Côn Đảo, Thành phố Hồ Chí Minh"]);
    assert_eq!(first("Sa Pa"), "Phường Sa Pa, Tỉnh Lào Cai");
    assert_eq!(found("3 Bảo Lộc"), ["Phường 3 Bảo Lộc, Tỉnh Lâm Đồng"]);
}

#[test]
fn a_name_before_a_renaming_finds_the_unit_too() {
    // The township took in the commune of its name before the reform.
    assert_eq!(
        found("xã Bố Hạ, tỉnh Bắc Ninh"),
        ["Phường Bố Hạ, Thành phố Bắc Ninh", "old Thị trấn Bố Hạ, Huyện Yên Thế"]
    );
    assert_eq!(found("phường Bố Hạ, thành phố Bắc Ninh"), ["Phường Bố Hạ, Thành phố Bắc Ninh"]);
}

#[test]
fn an_address_of_which_only_half_was_changed_is_understood() {
    let sai_gon = ["Phường Sài Gòn, Thành phố Hồ Chí Minh"];
    assert_eq!(found("Phường Sài Gòn, Quận 1, TP HCM"), sai_gon);
    assert_eq!(first("Phường Dĩ An, Bình Dương"), "Phường Dĩ An, Thành phố Hồ Chí Minh");
    let old = "old Xã Tân Lập, Huyện Hàm Thuận Nam";
    assert_eq!(found("Xã Tân Lập, huyện Hàm Thuận Nam, Lâm Đồng"), [old]);
}

#[test]
fn a_district_that_was_one_unit_is_told_from_the_zone_it_became() {
    assert_eq!(found("Huyện Côn Đảo"), ["old Huyện Côn Đảo, Tỉnh Bà Rịa - Vũng Tàu"]);
    assert_eq!(
        found("côn đảo")[..2],
        ["Đặc khu Côn Đảo, Thành phố Hồ Chí Minh", "old Huyện Côn Đảo, Tỉnh Bà Rịa - Vũng Tàu"]
    );
    // Without accents Kon Đào is meant as likely.
    assert_eq!(found("con dao").len(), 4);
}

#[test]
fn an_old_district_alone_gives_its_wards() {
    let hits = found("Quận 1");
    assert_eq!(hits.len(), 8);
    assert!(
        hits.iter().all(|hit| hit.starts_with("old ") && hit.ends_with(", Quận 1")),
        "{hits:?}"
    );
}

#[test]
fn a_ward_that_its_district_no_longer_had_gives_the_one_that_took_it_in() {
    let hits = READER.suggest(&GAZETTEER, "Phường 10 Quận 3", None, 8);
    assert!(matches!(hits[0].by, By::MergedWard(_)), "{hits:?}");
    assert_eq!(first("Phường 10 Quận 3"), "old Phường 9, Quận 3");
}

#[test]
fn a_province_is_found_by_its_own_name() {
    assert_eq!(first("Hà Nội"), "Thành phố Hà Nội");
    assert_eq!(first("thai nguyen"), "Tỉnh Thái Nguyên");
    for short in ["hcm", "tphcm", "sg", "saigon"] {
        assert_eq!(first(short), "Thành phố Hồ Chí Minh", "{short}");
    }
}

#[test]
fn a_province_that_was_merged_into_another_is_never_silently_that() {
    assert_eq!(found("tỉnh Bình Dương"), ["old Tỉnh Bình Dương"]);
    assert_eq!(first("hậu giang"), "old Tỉnh Hậu Giang");
    let Unit::FormerProvince(number) = READER.suggest(&GAZETTEER, "hậu giang", None, 1)[0].unit
    else {
        panic!("no former province")
    };
    let today = GAZETTEER.successor(number).and_then(|code| GAZETTEER.province(code));
    assert_eq!(today.map(|province| province.name), Some("Thành phố Cần Thơ"));
    // One that kept its name is one.
    assert!(!found("thai nguyen").contains(&"old Tỉnh Thái Nguyên".to_owned()));
}

#[test]
fn accents_decide_where_there_are_any() {
    assert_eq!(first("Cẩm Giàng, Thái Nguyên"), "Xã Cẩm Giàng, Tỉnh Thái Nguyên");
    assert_eq!(first("Xã Cẩm Giang, Hải Phòng"), "Xã Cẩm Giang, Thành phố Hải Phòng");
    assert_eq!(first("Xã Cẩm Giàng, Hải Phòng"), "Xã Cẩm Giàng, Thành phố Hải Phòng");
    assert_eq!(found("xa cam giang hai phong").len(), 2);
    // The tone stands on either vowel.
    assert_eq!(first("Hoà Khánh Bắc"), "old Phường Hòa Khánh Bắc, Quận Liên Chiểu");
}

#[test]
fn accents_decide_before_the_word_is_at_its_end() {
    assert!(first("xã cẩm giàn").starts_with("~ Xã Cẩm Giàng"), "{:?}", found("xã cẩm giàn"));
    assert!(first("phường hoà h").starts_with("~ Phường Hòa H"), "{:?}", found("phường hoà h"));
}

#[test]
fn what_was_typed_is_marked_in_the_names() {
    let marked = |typed: &str| -> Vec<String> {
        let hit = READER.suggest(&GAZETTEER, typed, None, 1).remove(0);
        let (name, district, province) = match hit.unit {
            Unit::Commune(code) => {
                let unit = GAZETTEER.commune(code).unwrap();
                (unit.name, "", GAZETTEER.province(unit.province).unwrap().name)
            }
            Unit::Legacy(id) => {
                let unit = GAZETTEER.legacy(id).unwrap();
                (unit.name, unit.district.unwrap_or_default(), unit.province)
            }
            Unit::Province(code) => (GAZETTEER.province(code).unwrap().name, "", ""),
            Unit::FormerProvince(number) => (GAZETTEER.former_province(number).unwrap(), "", ""),
        };
        [(name, &hit.marks), (district, &hit.district_marks), (province, &hit.province_marks)]
            .into_iter()
            .flat_map(|(name, marks)| marks.iter().map(|range| name[range.clone()].to_owned()))
            .collect()
    };
    assert_eq!(marked("p ben th"), ["Phường Bến Th"]);
    assert_eq!(marked("sai gon ward"), ["Phường Sài Gòn"]);
    assert_eq!(marked("da kao q1"), ["Đa Kao", "Quận 1"]);
    assert_eq!(marked("Phu\u{31b}o\u{31b}\u{300}ng Đa Kao, Hồ Chí"), ["Phường Đa Kao", "Hồ Chí"]);
    assert_eq!(marked("hậu gi"), ["Hậu Gi"]);
    // A name that is gone is nowhere in today's.
    assert_eq!(marked("phường 10 quận 3"), ["Quận 3"]);
    // With an error in it the whole name was meant.
    assert_eq!(marked("phuong ben ngeh quan 1"), ["Phường Bến Nghé", "Quận 1"]);
}

#[test]
fn the_units_of_the_visitors_province_come_first() {
    let province = |typed: &str, near: &str| {
        let near = Some(near.parse().unwrap());
        let hits = READER.suggest(&GAZETTEER, typed, near, 3);
        hits.into_iter().map(|hit| hit.unit).collect::<Vec<_>>()
    };
    let lies_in = |unit: &Unit, code: &str| match unit {
        Unit::Commune(unit) => GAZETTEER.commune(*unit).unwrap().province.to_string() == code,
        Unit::Legacy(id) => GAZETTEER.went_to(*id)[0].0.province.to_string() == code,
        _ => false,
    };
    for code in ["19", "79", "92"] {
        let hits = province("tan phu", code);
        assert!(lies_in(&hits[0], code), "{code}: {hits:?}");
    }
    // What was typed in full comes before what only begins so.
    assert_eq!(province("sai gon", "01")[0], Unit::Province("79".parse().unwrap()));
}

#[test]
fn the_end_of_a_name_is_not_also_the_beginning_of_its_district() {
    // Not only those of a province that had a Thành phố Hòa Bình, or a Phú Mỹ.
    for typed in ["tân hòa", "tan hoa", "tân phú"] {
        let provinces: std::collections::HashSet<String> =
            found(typed).iter().filter_map(|unit| Some(unit.rsplit_once(", ")?.1.into())).collect();
        assert!(provinces.len() > 4, "{typed}: {provinces:?}");
    }
}

#[test]
fn a_ward_comes_before_a_commune_of_its_name() {
    let g = &*GAZETTEER;
    let hits = READER.suggest(g, "tân phú", None, 12);
    let kinds: Vec<bool> = hits
        .iter()
        .filter_map(|hit| match hit.unit {
            Unit::Commune(code) => Some(g.commune(code)?.kind == gazetteer::CommuneKind::Ward),
            _ => None,
        })
        .collect();
    assert!(kinds.len() > 2 && kinds.is_sorted_by(|a, b| a >= b), "{kinds:?}");
}

#[test]
fn a_code_finds_the_commune_and_the_ward_that_had_it() {
    assert_eq!(
        found("26740"),
        ["Phường Sài Gòn, Thành phố Hồ Chí Minh", "old Phường Bến Nghé, Quận 1"]
    );
    assert_eq!(found("99999"), Vec::<String>::new());
}

#[test]
fn typing_errors_are_put_right() {
    assert_eq!(first("phuong ben ngeh quan 1"), "~ old Phường Bến Nghé, Quận 1");
    assert_eq!(first("benghe"), "~ old Phường Bến Nghé, Quận 1");
    assert_eq!(first("phuowngf beesn nghes"), "old Phường Bến Nghé, Quận 1");
    for typed in ["hanoi", "saigon", "mĩ tho", "qui nhon", "binhthanh", "lí sơn"] {
        assert!(
            !found(typed).is_empty() && !first(typed).starts_with('~'),
            "{typed}: {:?}",
            found(typed)
        );
    }
}

#[test]
fn a_number_without_its_type_word_is_the_number_of_a_house() {
    assert_eq!(found("1"), Vec::<String>::new());
    assert_eq!(found("12 phường 7 quận 5"), ["~ old Phường 7, Quận 5"]);
}

#[test]
fn a_ward_of_many_districts_comes_in_a_stable_order() {
    let hits = found("Phường 1");
    assert_eq!(hits.len(), 8);
    assert!(hits.iter().all(|hit| hit.starts_with("old Phường 1, ")), "{hits:?}");
    assert_eq!(hits, found("phuong 1"));
    let fewer = READER.suggest(&GAZETTEER, "Phường 1", None, 3);
    assert_eq!(fewer, READER.suggest(&GAZETTEER, "Phường 1", None, 8)[..3]);
}

#[test]
fn an_unfinished_word_is_completed() {
    assert_eq!(
        found("bến thà"),
        ["~ Phường Bến Thành, Thành phố Hồ Chí Minh", "~ old Phường Bến Thành, Quận 1"]
    );
    assert!(
        found("phường bến thành, quận 1, thành phố h")[0].ends_with("old Phường Bến Thành, Quận 1")
    );
    assert_eq!(found("ben tha "), Vec::<String>::new());
}

#[test]
fn what_is_no_address_finds_nothing_or_little() {
    let ten_megabytes = "Phường Bến Nghé ".repeat(500_000);
    for typed in ["", " \n\t", "\0\0", "\u{202e}\u{200f}", ",,,;;;", "'\"><", "🏠🏠", "?"] {
        assert_eq!(found(typed), Vec::<String>::new(), "{typed:?}");
    }
    assert!(found("<script>alert(1)</script>").iter().all(|hit| hit.starts_with('~')));
    assert!(found(&ten_megabytes).iter().all(|hit| hit.starts_with('~')));
}

#[test]
fn the_limit_holds() {
    for limit in [0, 1, 5] {
        assert_eq!(READER.suggest(&GAZETTEER, "tân", None, limit).len(), limit);
    }
    assert!(READER.suggest(&GAZETTEER, "tân", None, usize::MAX).len() > 100);
}

#[test]
fn a_reader_of_nothing_suggests_nothing() {
    let empty = gazetteer::Gazetteer::default();
    assert_eq!(gazetteer::Reader::new(&empty).suggest(&empty, "Hà Nội", None, 5), []);
}
