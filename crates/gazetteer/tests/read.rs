//! Addresses as people write them, and what they are today.
#![cfg(feature = "data")]

mod country;

use country::{GAZETTEER, READER};
use gazetteer::{Apart, LegacyId, Outcome, Reader, Step};

fn read(typed: &str) -> gazetteer::Answer {
    READER.read(&GAZETTEER, typed)
}

/// The codes of the communes, sorted.
fn communes(typed: &str) -> Vec<String> {
    let mut codes: Vec<_> = read(typed).communes().map(|code| code.to_string()).collect();
    codes.sort();
    codes
}

/// The old units that were read.
fn old(typed: &str) -> Vec<String> {
    let names = read(typed).legacy().into_iter().filter_map(|id| GAZETTEER.legacy(id));
    names.map(|unit| format!("{}, {}", unit.name, unit.district.unwrap_or_default())).collect()
}

fn rewritten(typed: &str) -> String {
    let answer = read(typed);
    let address = answer.communes().next().and_then(|code| answer.address_in(&GAZETTEER, code));
    address.unwrap_or_default()
}

#[test]
fn one_ward_is_read_in_every_style() {
    for typed in [
        "Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh",
        "phuong ben nghe quan 1 thanh pho ho chi minh",
        "P. Bến Nghé, Q.1, TP.HCM",
        "p ben nghe q1 sg",
        "TP HCM, Quận 1, Phường Bến Nghé",
        "Bến Nghé, Quận 1, Hồ Chí Minh",
        "Bến Nghé Q.I Sài Gòn",
        "benghe quan1",
        "phuongbennghe quan1",
        "phuowngf beesn nghes quaanj 1",
        "phu7o7ng2 be6n1 nghe1",
        "Phường Bến Ngé, Quận 1",
        "Phuogn Bne Nghé, Quận 1, TP. HCM",
        "Be\u{302}\u{301}n Nghe\u{301}, Qua\u{323}\u{302}n 1",
    ] {
        assert_eq!(old(typed), ["Phường Bến Nghé, Quận 1"], "{typed}");
    }
}

#[test]
fn numbers_are_read_with_zeros_in_roman_and_grown_together_with_their_words() {
    for typed in ["P.8 Q10", "P08, Q.10, TPHCM", "F8 Q10", "phường VIII quận X", "phuong8quan10"]
    {
        assert_eq!(old(typed), ["Phường 8, Quận 10"], "{typed}");
    }
}

#[test]
fn spellings_that_people_mix_are_one() {
    for typed in ["Xã Đắk Ơ", "xã Đak Ơ", "xã Đăk Ơ", "xa dac o"] {
        assert_eq!(communes(typed), communes("Xã Đắk Ơ"), "{typed}");
    }
    assert_eq!(old("Thị trấn D'Ran, Lâm Đồng"), old("tt d ran, lam dong"));
    assert_eq!(old("Phường B'Lao, Bảo Lộc"), old("phuong b lao bao loc"));
    assert_eq!(communes("Hoà Khánh Bắc, Liên Chiểu"), communes("Hòa Khánh Bắc, Liên Chiểu"));
}

#[test]
fn house_street_and_hamlet_are_kept_in_the_new_address() {
    assert_eq!(
        rewritten("12/3 đường số 7, Phường Bến Nghé, Quận 1, TP.HCM"),
        "12/3 đường số 7, Phường Sài Gòn, Thành phố Hồ Chí Minh"
    );
    assert_eq!(
        rewritten("Tổ 5, ấp 3, xã Tân Lập, huyện Vũ Thư, tỉnh Thái Bình"),
        "Tổ 5, ấp 3, Xã Tân Thuận, Tỉnh Hưng Yên"
    );
    assert_eq!(
        rewritten("TP HCM, Quận 1, Phường Bến Nghé, 5 Lê Lợi"),
        "5 Lê Lợi, Phường Sài Gòn, Thành phố Hồ Chí Minh"
    );
    assert_eq!(
        rewritten("Thôn 2, Phường Bến Nghé, Quận 1 (cũ), TP.HCM, Việt Nam"),
        "Thôn 2, Phường Sài Gòn, Thành phố Hồ Chí Minh"
    );
}

#[test]
fn a_street_named_like_a_ward_is_a_street() {
    for typed in [
        "45 Cầu Ông Lãnh, Phường Bến Thành, Quận 1",
        "đường Nguyễn Thái Bình, phường Bến Thành, quận 1",
        "12 đường 3/2, Phường Bến Thành, Quận 1, TP HCM",
        "Quốc lộ 1, P. Bến Thành, Q1",
    ] {
        assert_eq!(old(typed), ["Phường Bến Thành, Quận 1"], "{typed}");
    }
}

#[test]
fn a_divided_ward_gives_all_communes_that_got_a_part() {
    let answer = read("Phường Đa Kao, Quận 1, TP. Hồ Chí Minh");
    let Outcome::Several { places, apart } = &answer.outcome else { panic!("{answer:?}") };
    assert_eq!((places.len(), *apart), (2, Apart::Position));
    assert!(answer.steps.iter().any(|step| matches!(step, Step::Divided { among: 2, .. })));
}

#[test]
fn a_ward_alone_gives_all_its_namesakes() {
    let answer = read("Phường 1");
    let Outcome::Several { apart, .. } = answer.outcome else { panic!("{answer:?}") };
    assert_eq!(apart, Apart::Province);
    let namesakes = GAZETTEER.legacy_units().filter(|unit| unit.name == "Phường 1").count();
    assert!(answer.legacy().len() >= namesakes, "{}", answer.legacy().len());
}

#[test]
fn a_district_of_many_provinces_is_told_by_the_province() {
    let one = communes("Xã Phú Hiệp, Huyện Phú Tân, Tỉnh An Giang");
    assert_eq!(one.len(), 1);
    let both = read("Thị trấn Châu Thành, Huyện Châu Thành");
    assert!(both.legacy().len() > 1, "{both:?}");
    assert_eq!(old("Thị trấn Châu Thành, Huyện Châu Thành, Tây Ninh").len(), 1);
}

#[test]
fn a_name_that_another_unit_has_now_is_read_with_its_type_word() {
    let names = |typed: &str| -> Vec<_> {
        let answer = read(typed);
        answer.communes().filter_map(|code| Some(GAZETTEER.commune(code)?.name)).collect()
    };
    assert_eq!(names("Phường Thống Nhất, Biên Hòa, Đồng Nai"), ["Phường Trấn Biên"]);
    assert!(names("Xã Thống Nhất, Đồng Nai").contains(&"Xã Thống Nhất"));
}

#[test]
fn accents_decide_where_they_were_typed_and_both_are_offered_where_not() {
    let giang = communes("Xã Cẩm Giang, Hải Phòng");
    let giang_grave = communes("Xã Cẩm Giàng, Hải Phòng");
    assert_ne!(giang, giang_grave);
    let both = communes("xa cam giang hai phong");
    assert!(giang.iter().chain(&giang_grave).all(|code| both.contains(code)), "{both:?}");
}

#[test]
fn names_from_before_earlier_mergers_are_known() {
    let answer = read("Phường 10 Quận 3");
    assert!(answer.steps.iter().any(|step| matches!(step, Step::MergedBefore { .. })));
    assert_eq!(answer.communes().count(), 1);
    let answer = read("Phường Long Thạnh Mỹ, Quận 9, TP HCM");
    assert!(answer.steps.iter().any(|step| matches!(step, Step::DistrictBefore { .. })));
    assert_eq!(old("Phường Long Thạnh Mỹ, Quận 9"), ["Phường Long Thạnh Mỹ, Thành phố Thủ Đức"]);
    assert_eq!(old("xã Hải Thanh, huyện Tĩnh Gia, Thanh Hóa").len(), 1);
}

#[test]
fn an_island_without_wards_stands_for_itself() {
    let answer = read("Huyện Côn Đảo, Bà Rịa - Vũng Tàu");
    assert!(matches!(answer.legacy()[..], [LegacyId::District(_)]), "{answer:?}");
    assert_eq!(communes("12 Nguyễn Huệ, Côn Đảo, BR-VT"), communes("Đặc khu Côn Đảo"));
}

#[test]
fn names_of_2025_and_of_2026_both_find_the_commune() {
    assert_eq!(communes("Xã Bố Hạ, Tỉnh Bắc Ninh"), communes("Phường Bố Hạ, Thành phố Bắc Ninh"));
}

#[test]
fn an_address_of_which_only_half_was_changed_is_understood() {
    let bien_hoa = communes("Phường Thống Nhất, Biên Hòa, Thành phố Đồng Nai");
    assert_eq!(bien_hoa.len(), 1);
    assert_eq!(communes("Phường Sài Gòn, Quận 1, TP HCM"), ["26740"]);
    assert_eq!(
        old("Xã Tân Lập, huyện Hàm Thuận Nam, Lâm Đồng"),
        ["Xã Tân Lập, Huyện Hàm Thuận Nam"]
    );
}

#[test]
fn a_district_alone_gives_all_its_communes() {
    let answer = read("12 Lê Lợi, Quận 1, TP HCM");
    let Outcome::Several { apart, .. } = answer.outcome else { panic!("{answer:?}") };
    assert_eq!(apart, Apart::Ward);
    assert_eq!(answer.rest, "12 Lê Lợi");
    // With a ward that is none of its own it is anybody's guess.
    assert!(read("Phường Không Có, Quận 1, TP HCM").confidence < 50);
}

#[test]
fn what_names_no_unit_gets_no_answer() {
    for typed in [
        "12 Nguyễn Văn Linh",
        "đường Lê Lợi",
        "",
        " ",
        "?",
        "🏠🏠",
        "123",
        "\0",
        "'\"><",
        "xin chào",
    ] {
        let answer = read(typed);
        assert!(matches!(answer.outcome, Outcome::None { .. }), "{typed}: {answer:?}");
    }
}

#[test]
fn of_the_longest_texts_only_the_beginning_is_read() {
    for typed in ["q1 ".repeat(1 << 20), "a".repeat(1 << 22), "Phường Bến Nghé ".repeat(1 << 18)]
    {
        let beginning: String = typed.chars().take(300).collect();
        assert_eq!(communes(&typed), communes(&beginning));
    }
}

#[test]
fn a_reader_of_nothing_reads_nothing() {
    let empty = gazetteer::Gazetteer::default();
    let answer = Reader::new(&empty).read(&empty, "Phường Bến Nghé, Quận 1");
    assert_eq!(answer.outcome, Outcome::None { guesses: Vec::new() });
}
