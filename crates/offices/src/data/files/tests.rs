use super::*;

const HEAD: &str =
    "source = \"Thông báo\"\nurl = \"https://example.vn\"\nchecked_on = 2026-11-20\n";
const OFFICE: &str = "[[office]]\ncommune = \"26740\"\nbody = \"police\"\n";

fn read(text: &str) -> Result<Vec<OfficeEntry>, Vec<String>> {
    read_all(&[("a.toml", text)])
}

fn read_all(files: &[(&str, &str)]) -> Result<Vec<OfficeEntry>, Vec<String>> {
    let files: Vec<_> = files
        .iter()
        .map(|(name, text)| OfficeFile { name: (*name).into(), text: (*text).into() })
        .collect();
    let known = |code: CommuneCode| code.to_string() == "26740";
    read_files(&files, Authority::Operator, "2026-11-21", known)
        .map_err(|errors| errors.iter().map(ToString::to_string).collect())
}

#[track_caller]
fn one(text: &str) -> Seat {
    read(text).unwrap().remove(0).seat
}

#[track_caller]
fn faults(office: &str) -> Vec<String> {
    read(&format!("{HEAD}{OFFICE}{office}")).unwrap_err()
}

#[test]
fn the_example_of_the_readme_is_sound() {
    let readme = include_str!("../../../../../data/offices.d/README.md");
    let (_, example) = readme.split_once("```toml\n").unwrap();
    let text = example.split_once("```").unwrap().0.to_owned();
    let file = OfficeFile { name: "README.md".into(), text };
    let entries = read_files(&[file], Authority::Operator, "2026-11-21", |_| true).unwrap();
    let seats: Vec<Seat> = entries.into_iter().map(|entry| entry.seat).collect();
    let by = |body, source: &str, day: &str| {
        Seat::new(body, Authority::Operator, source.to_owned(), day.to_owned())
    };
    let notice = "Thông báo số 01/TB-UBND của UBND xã Ví Dụ";
    let url = Some("https://example.vn/thong-bao-01".to_owned());
    let expected = [
        Seat {
            text: "Số 1 đường Ví Dụ, xã Ví Dụ, tỉnh Ví Dụ".into(),
            point: Some(Point::from_degrees(10.78, 106.7)),
            handles: Some("Tiếp nhận hồ sơ tất cả các lĩnh vực".into()),
            hours: [(1, 5, 450, 690), (1, 5, 810, 1020), (6, 6, 450, 690)]
                .map(|(from, to, opens, closes)| crate::Opening { from, to, opens, closes })
                .into(),
            hours_note: Some("Sáng thứ Bảy chỉ trả kết quả".into()),
            appointment: Some(
                "Lấy số tại chỗ, hoặc đặt lịch hẹn qua Cổng Dịch vụ công quốc gia".into(),
            ),
            telephones: vec!["028 3822 1234".into(), "1022".into()],
            email: Some("xa-vi-du@example.vn".into()),
            url: url.clone(),
            ..by(Body::ServiceCentre, notice, "2026-11-20")
        },
        Seat {
            branch: Some("Điểm tiếp nhận số 2".into()),
            text: "Thôn Hai, xã Ví Dụ, tỉnh Ví Dụ".into(),
            handles: Some("Tiếp nhận hồ sơ chứng thực".into()),
            url,
            ..by(Body::ServiceCentre, notice, "2026-11-20")
        },
        Seat {
            telephones: vec!["113".into()],
            ..by(Body::Police, "Công an xã Ví Dụ, hỏi qua điện thoại", "2026-11-21")
        },
    ];
    assert_eq!(seats, expected);
}

#[test]
fn texts_are_brought_into_one_form() {
    let seat = one(&format!("{HEAD}{OFFICE}address = \" Hue\u{302}\u{301} \""));
    assert_eq!(seat.text, "Huế");
}

#[test]
fn a_day_may_stand_in_quotes() {
    let text = format!("{HEAD}{OFFICE}address = \"Số 1\"\nchecked_on = \"2026-11-01\"");
    assert_eq!(one(&text).as_of, "2026-11-01");
}

#[test]
fn every_fault_of_a_file_is_told_by_its_line() {
    let text = "checked_on = 2026-11-22\n\
        titel = \"x\"\n\
        [[office]]\n\
        commune = \"26741\"\n\
        body = \"mayor\"\n\
        adress = \"Số 1\"\n\
        telephones = [\"12\", \"1022\"]\n\
        url = \"javascript:x\"\n\
        [[office]]\n\
        commune = \"2674\"\n\
        source = \"\"\n\
        checked_on = \"2026-11\"\n\
        hours = {}\n";
    assert_eq!(
        read(text).unwrap_err(),
        [
            "a.toml:1: checked_on is in the future",
            "a.toml:2: \"titel\" is none of source, url, checked_on, office",
            "a.toml:3: source is missing: who says so, or which document",
            "a.toml:3: checked_on is missing: the day on which this was checked",
            "a.toml:4: there is no commune 26741",
            "a.toml:5: body \"mayor\" is none of service_centre, peoples_committee, police",
            "a.toml:6: \"adress\" is none of commune, body, branch, address, point, handles, hours, \
             appointment, telephones, email, source, url, checked_on",
            "a.toml:7: telephone \"12\" is no number like 028 3822 1234, +84 28 3822 1234, 1900 1234 or 1022",
            "a.toml:8: url \"javascript:x\" is no address like https://…",
            "a.toml:9: body is missing: one of service_centre, peoples_committee, police",
            "a.toml:10: commune \"2674\": expected exactly 5 digits",
            "a.toml:11: source is empty; leave out what is not known",
            "a.toml:12: checked_on is not a day, as in 2026-11-20",
        ]
    );
}

#[test]
fn what_is_not_toml_is_told_by_its_line() {
    let errors = read("source = \"x\"\n\naddress = Số 1\n").unwrap_err();
    assert_eq!(errors.len(), 1);
    assert!(errors[0].starts_with("a.toml:3: "), "{errors:?}");
}

#[test]
fn values_of_another_kind_are_refused() {
    for (office, fault) in [
        ("address = 1", "a.toml:7: address is not a text in quotes"),
        ("address = \" \"", "a.toml:7: address is empty; leave out what is not known"),
        ("address = \"a\\nb\"", "a.toml:7: address has line breaks or control characters in it"),
        ("email = \"a@b\"", "a.toml:7: email \"a@b\" is no e-mail address"),
        ("telephones = \"1022\"", "a.toml:7: telephones is not a list, as in [\"…\", \"…\"]"),
        ("branch = \"-\"\nemail = \"a@b.vn\"", "a.toml:4: branch has no letters in it"),
        (
            "point = { lat = 10.7, lon = 106.7 }\nemail = \"a@b.vn\"",
            "a.toml:4: a point needs the address that it is the point of",
        ),
        (
            "address = \"Số 1\"\npoint = { lat = 106.7, lon = 10.7 }",
            "a.toml:8: the point 106.7, 10.7 is not in Vietnam",
        ),
        (
            "address = \"Số 1\"\npoint = [10.7, 106.7]",
            "a.toml:8: write the point as { lat = 10.78, lon = 106.70 }",
        ),
        ("", "a.toml:4: nothing is said of this office"),
        ("hours = {}", "a.toml:4: nothing is said of this office"),
    ] {
        assert_eq!(faults(office), [fault], "{office}");
    }
    let long = format!("address = \"{}\"", "a".repeat(501));
    assert_eq!(faults(&long), ["a.toml:7: address is longer than 500 characters"]);
}

#[test]
fn hours_that_cannot_be_are_refused() {
    for (hours, fault) in [
        ("\"07:30\"", "write the hours as { mon-fri = [\"07:30-11:30\", \"13:30-17:00\"] }"),
        ("{ monday = [] }", "\"monday\" is no day like mon, no days like mon-fri, and not note"),
        ("{ mon = \"07:30-11:30\" }", "write the times as [\"07:30-11:30\", \"13:30-17:00\"]"),
        ("{ mon = [\"7:30-11:30\"] }", "write times as \"07:30-11:30\""),
        ("{ mon = [\"07:30-11:30\", \"11:00-12:00\"] }", "times must follow one another"),
        ("{ mon-fri = [\"07:30-11:30\"], wed = [\"07:30-11:30\"] }", "wed: a day stands twice"),
    ] {
        let office = format!("address = \"Số 1\"\nhours = {hours}");
        assert_eq!(faults(&office), [format!("a.toml:8: {fault}")], "{hours}");
    }
}

#[test]
fn two_entries_for_one_office_are_refused() {
    let text = format!("{HEAD}{OFFICE}branch = \"Điểm 2\"\naddress = \"Số 1\"\n");
    let again = format!("{HEAD}{OFFICE}branch = \"ĐIỂM 2\"\naddress = \"Số 2\"\n");
    let other = format!("{HEAD}{OFFICE}address = \"Số 3\"\n");
    assert_eq!(
        read_all(&[("a.toml", &text), ("b.toml", &again), ("c.toml", &other)]).unwrap_err(),
        ["b.toml:4: this office has another entry already, in a.toml"]
    );
    assert_eq!(read_all(&[("a.toml", &text), ("c.toml", &other)]).unwrap().len(), 2);
}
