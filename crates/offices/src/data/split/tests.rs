use super::*;
use proptest::prelude::*;

/// The parts as `label | text | handles`.
fn shown(text: &str) -> Vec<String> {
    let parts = split(text);
    let show = |part: &Part<'_>| match (part.label, part.handles) {
        (None, None) => part.text.to_owned(),
        (label, None) => format!("{} | {}", label.unwrap_or_default(), part.text),
        (label, Some(handles)) => {
            format!("{} | {} | {handles}", label.unwrap_or_default(), part.text)
        }
    };
    parts.iter().map(show).collect()
}

#[test]
fn labels_part_the_places_and_brackets_say_what_each_handles() {
    let text = "Trụ sở chính: Số 25 Liễu Giai, phường Ngọc Hà, thành phố Hà Nội. (Tiếp nhận hồ sơ tất cả \
        các lĩnh vực). , Điểm Phục vụ hành chính công 01 phường Ngọc Hà: Số 1 ngõ 465 Đội Cấn. (Tiếp nhận hồ sơ \
        lĩnh vực Tư pháp). , 4. Điểm Phục vụ hành chính công số 3 (Dự kiến): Số 248 phố Kim Mã";
    assert_eq!(
        shown(text),
        [
            "Trụ sở chính | Số 25 Liễu Giai, phường Ngọc Hà, thành phố Hà Nội | Tiếp nhận hồ sơ tất cả các \
             lĩnh vực",
            "Điểm Phục vụ hành chính công 01 phường Ngọc Hà | Số 1 ngõ 465 Đội Cấn | Tiếp nhận hồ sơ lĩnh \
             vực Tư pháp",
            "Điểm Phục vụ hành chính công số 3 (Dự kiến) | Số 248 phố Kim Mã",
        ]
    );
}

#[test]
fn a_label_needs_no_more_than_a_space_before_its_capital() {
    assert_eq!(
        shown(
            "Trụ sở cơ sở 1: UBND xã A (cũ), tỉnh Nghệ An Trụ sở cơ sở 2: UBND xã B (cũ), tỉnh Nghệ An"
        ),
        [
            "Trụ sở cơ sở 1 | UBND xã A (cũ), tỉnh Nghệ An",
            "Trụ sở cơ sở 2 | UBND xã B (cũ), tỉnh Nghệ An"
        ]
    );
    assert_eq!(
        shown("Cơ sở 1: Thôn A / Cơ sở 2: Thôn B - Cơ sở 3: Thôn C"),
        ["Cơ sở 1 | Thôn A", "Cơ sở 2 | Thôn B", "Cơ sở 3 | Thôn C"]
    );
}

#[test]
fn bodies_can_be_labels() {
    assert_eq!(
        shown("Đảng ủy và MTTQ: Số 198 đường X (Trụ sở Thị ủy cũ) HĐND và UBND: Số 200 đường X"),
        ["Đảng ủy và MTTQ | Số 198 đường X (Trụ sở Thị ủy cũ)", "HĐND và UBND | Số 200 đường X"]
    );
    let text =
        "Trụ sở cũ của UBND Kiến Quốc, thôn 4. Trung tâm hành chính công: Thôn 4, xã Nghi Dương";
    assert_eq!(
        shown(text),
        [
            "Trụ sở cũ của UBND Kiến Quốc, thôn 4",
            "Trung tâm hành chính công | Thôn 4, xã Nghi Dương"
        ]
    );
    assert!(is_centre(&split(text)[1]));
}

#[test]
fn who_works_where_parts_the_places() {
    assert_eq!(
        shown(
            "Trụ sở làm việc: UBND xã A cũ (khối chính quyền); tạm sử dụng trụ sở xã B cũ (khối Đảng)"
        ),
        [
            "Trụ sở làm việc | UBND xã A cũ | khối chính quyền",
            " | tạm sử dụng trụ sở xã B cũ | khối Đảng",
        ]
    );
    assert_eq!(
        shown("Trụ sở xã A (đảng, đoàn thể) và Trụ sở xã B (chính quyền)"),
        [" | Trụ sở xã A | đảng, đoàn thể", " | Trụ sở xã B | chính quyền"]
    );
    assert_eq!(
        shown("226 Lê Lai (trụ sở cơ quan Đảng) 46 Lê Lai (UBND)"),
        ["226 Lê Lai (trụ sở cơ quan Đảng)", "46 Lê Lai (UBND)"]
    );
}

#[test]
fn offices_and_addresses_in_a_row_are_places() {
    for (text, parts) in [
        (
            "Trụ sở UBND xã Cư Bao, Trụ sở UBND phường Bình Tân, Trụ sở UBND xã Bình Thuận",
            &["Trụ sở UBND xã Cư Bao", "Trụ sở UBND phường Bình Tân", "Trụ sở UBND xã Bình Thuận"]
                [..],
        ),
        (
            "92 Nguyễn Trãi, phường Bến Thành và 238 - 240 Đề Thám, quận 1 cũ",
            &["92 Nguyễn Trãi, phường Bến Thành", "238 - 240 Đề Thám, quận 1 cũ"],
        ),
        (
            "Số 87 Phạm Thị Liên, phường Kim Long; Số 69 Nguyễn Hoàng, phường Kim Long",
            &["Số 87 Phạm Thị Liên, phường Kim Long", "Số 69 Nguyễn Hoàng, phường Kim Long"],
        ),
        (
            "Trụ sở Huyện ủy và trụ sở HĐND và UBND huyện Hà Trung",
            &["Trụ sở Huyện ủy", "trụ sở HĐND và UBND huyện Hà Trung"],
        ),
        (
            "-Số 1 Đinh Tiên Hoàng (trụ sở Sở Tài chính) -Bộ phận một cửa ở số 203",
            &["Số 1 Đinh Tiên Hoàng (trụ sở Sở Tài chính)", "Bộ phận một cửa ở số 203"],
        ),
    ] {
        assert_eq!(shown(text), parts, "{text}");
    }
}

#[test]
fn what_is_one_place_stays_whole() {
    for text in [
        "Thôn Đình Cại; phường Cầu Thia, tỉnh Lào Cai",
        "ĐT 826B; ấp Cầu Ngang, xã Long Hựu, tỉnh Tây Ninh. ( Trụ sở UBND xã Long Hựu Đông cũ)",
        "Số 17 và 19 Nguyễn Văn Trỗi, xã An Lão",
        "Trụ sở Đảng ủy, HĐND, UBND xã Ngọc Vân (cũ)",
        "Trụ sở Thị ủy và UBND thị xã Quế Võ (cũ)",
        "Trụ sở chính đặt tại xã Mường Chiềng, sử dụng trụ sở xã Nánh Nghê",
        "Thôn Đồng Điểm, xã Hoàng Vân, tỉnh Bắc Ninh",
        "UBND phường Vĩnh Phước - số 422 đường 2 Tháng 4",
        "Trụ sở Trụ sở Khối cơ quan huyện uỷ Diễn Châu (cũ), khối 3, xã Diễn Châu",
    ] {
        assert_eq!(shown(text), [trim(text)], "{text}");
        assert!(!names_several(text), "{text}");
    }
}

#[test]
fn what_cannot_be_parted_safely_is_known_to_name_several() {
    for text in [
        "Trụ sở xã Hoằng Xuyên và xã Hoằng Cát",
        "UBND xã Quỳnh Châu và Quỳnh Tam",
        "sử dụng trụ sở xã Thuần Thiện cũ, xã Tùng Lộc cũ",
        "Trụ sở UBND xã Mai Tùng cũ (tạm thời đặt tại UBND xã Yên Luật)",
        "85/16 Phạm Viết Chánh, 85/8 Phạm Viết Chánh và 5 Phạm Viết Chánh, quận Bình Thạnh cũ",
        "Tạm thời sử dụng trụ sở UBND phường 7 và trụ sở UBND phường 2 cũ. Dự kiến xây dựng trụ sở mới",
        "sử dụng 3 cơ sở liền kề bao gồm: trụ sở UBND thành phố; Trung tâm VH-TT cũ",
    ] {
        assert!(split(text).len() < 2, "{text}: {:?}", split(text));
        assert!(names_several(text), "{text}");
    }
}

/// What stands between the parts of a text, if they are parts of it in its order.
fn between<'t>(text: &'t str, parts: &[Part<'t>]) -> Option<Vec<&'t str>> {
    let mut gaps = Vec::new();
    let mut rest = text;
    for piece in parts.iter().flat_map(|p| [p.label, Some(p.text), p.handles]).flatten() {
        let (gap, after) = rest.split_once(piece)?;
        gaps.push(gap);
        rest = after;
    }
    gaps.push(rest);
    Some(gaps)
}

/// Whether nothing but marks, a joining "và" and the numbers of a list stand between the parts.
fn keeps_all_words(text: &str) -> bool {
    let parts = split(text);
    let idle = |gap: &&str| {
        let words: Vec<&str> =
            gap.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        match words.as_slice() {
            [] => true,
            [word] => *word == "và" || gap.contains(&format!("{word}.")) && gap.contains(','),
            _ => false,
        }
    };
    parts.is_empty() || between(text, &parts).is_some_and(|gaps| gaps.iter().all(idle))
}

#[test]
fn no_row_of_the_tables_loses_a_word_or_changes_their_order() {
    for table in ["offices.csv", "office_seats.csv"] {
        let path = format!("{}/../../data/{table}", env!("CARGO_MANIFEST_DIR"));
        let rows = std::fs::read_to_string(path).unwrap();
        let columns: &[&str] = match table {
            "offices.csv" => &crate::data::OFFICE_COLUMNS,
            _ => &crate::data::OFFICE_SEAT_COLUMNS,
        };
        let mut errors = Vec::new();
        let read = gazetteer::data::read_table(table, &rows, columns, &mut errors, |row| {
            assert!(
                keeps_all_words(row.cell("text")),
                "{}: {:?}",
                row.line(),
                split(row.cell("text"))
            );
            Some(())
        });
        assert!(errors.is_empty() && read.len() > 2_000);
    }
}

fn piece() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(vec![
        "Trụ sở chính: ",
        "Trụ sở UBND xã A",
        "trụ sở xã B cũ",
        "Điểm số 2: ",
        "Cơ sở 3",
        ":",
        "; ",
        ", ",
        " , 4. ",
        ". ",
        " và ",
        " - ",
        "–",
        " / ",
        "(",
        ")",
        "(khối Đảng)",
        "(Tiếp nhận hồ sơ)",
        "): Tiếp nhận ",
        "Số 12",
        "85/16 Lê Lai",
        "phường Bến Nghé",
        "Huyện ủy",
        "HĐND",
        "Trung tâm hành chính công",
        "thôn 4.",
        " ",
        "\u{a0}",
        "xã",
        "cũ",
        "1",
        "đ",
        "Ủy",
        "’",
    ])
}

proptest! {
    #[test]
    fn no_text_loses_a_word(pieces in proptest::collection::vec(piece(), 0..14)) {
        let text = pieces.concat();
        prop_assert!(keeps_all_words(&text), "{text:?}: {:?}", split(&text));
    }

    #[test]
    fn any_text_can_be_read(text in "\\PC{0,60}") {
        names_several(&text);
        prop_assert!(keeps_all_words(&text), "{text:?}");
    }
}
