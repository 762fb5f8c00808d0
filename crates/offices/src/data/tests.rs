use super::split::names_several;
use super::*;
use crate::SeatKind;

const COMMUNES: &str = "\
code,kind,name,former_name,renamed_on,renamed_by,province_code,resolution,area_km2,population_2025,lat,lon,source,as_of
26740,ward,Phường Sài Gòn,,,,79,1685/NQ-UBTVQH15,3.04,,10.78,106.7,t,2026
26743,ward,Phường Bến Thành,,,,79,1685/NQ-UBTVQH15,1.85,71785,10.77,106.69,t,2026
";
const WARDS: &str = "\
code,name,district_code,district,province_code,province,lat,lon,point_ok,aliases,source,as_of
26740,Phường Bến Nghé,760,Quận 1,79,Thành phố Hồ Chí Minh,10.78,106.71,yes,,t,2025-06-30
26743,Phường Bến Thành,760,Quận 1,79,Thành phố Hồ Chí Minh,10.77,106.69,no,,t,2025-06-30
";
const MAPPING: &str = "legacy_ward_code,legacy_district_code,commune_code,share,source,as_of\n\
        26740,760,26740,full,table,2026\n26743,760,26743,full,table,2026\n26740,760,26743,partial,table-corrected,2026\n";
const OFFICES: &str = "commune_code,kind,text,former_ward_code,note,source,as_of\n";
const SEATS: &str = "commune_code,body,kind,text,former_ward_code,note,source,as_of\n";

fn read_with(offices: &str, seats: &str) -> Result<Communes, Vec<RowError>> {
    let (offices, office_seats) = (format!("{OFFICES}{offices}"), format!("{SEATS}{seats}"));
    read(&Sources {
        communes: COMMUNES,
        legacy_wards: WARDS,
        mapping: MAPPING,
        offices: &offices,
        office_seats: &office_seats,
        files: &[],
        today: "2026-11-20",
    })
}

fn seats_of(communes: &Communes, code: &str) -> Vec<Seat> {
    let code = code.parse().unwrap();
    communes.values().find_map(|communes| communes.get(&code)).unwrap().seats.clone()
}

#[test]
fn both_tables_are_merged_with_their_sources() {
    let communes = read_with(
        "26740,address,Số 45 Lê Duẩn,,,map,2025-07-17\n",
        "26740,service_centre,address,Số 1 Tôn Đức Thắng,,,list,2025\n",
    )
    .unwrap();
    let found: Vec<_> = seats_of(&communes, "26740")
        .into_iter()
        .map(|seat| (seat.body, seat.source, seat.as_of))
        .collect();
    let expected = [
        (Body::ServiceCentre, "list".to_owned(), "2025".to_owned()),
        (Body::PeoplesCommittee, "map".to_owned(), "2025-07-17".to_owned()),
    ];
    assert_eq!(found, expected);
    assert!(seats_of(&communes, "26743").is_empty());
}

#[test]
fn a_former_office_has_its_wards_point_only_where_that_is_sound_and_the_only_one() {
    let communes = read_with(
            "26740,former_office,Trụ sở phường Bến Nghé,26740,,map,2025\n\
             26740,former_office,Trụ sở phường Bến Nghé và nơi khác,26740,several seats in one text,map,2025\n\
             26740,former_office,UBND phường Bến Nghé và phường Bến Thành,26740,,map,2025\n\
             26743,former_office,Trụ sở phường Bến Thành,26743,,map,2025\n",
            "",
        )
        .unwrap();
    let points = |code| seats_of(&communes, code).iter().map(|seat| seat.point).collect::<Vec<_>>();
    assert_eq!(points("26740"), [Some(Point::from_degrees(10.78, 106.71)), None, None]);
    let several: Vec<_> = seats_of(&communes, "26740").iter().map(|s| s.several).collect();
    assert_eq!(several, [false, true, true]);
    assert_eq!(points("26743"), [None]);
    assert_eq!(seats_of(&communes, "26743")[0].former_ward.as_deref(), Some("26743"));
}

#[test]
fn what_begins_with_a_house_number_is_an_address_whatever_the_source_calls_it() {
    let communes = read_with(
        "26740,former_office,\"45 - 47 Lê Duẩn, phường Bến Nghé, quận 1 cũ\",26740,,map,2025\n",
        "",
    )
    .unwrap();
    let seat = &seats_of(&communes, "26740")[0];
    assert_eq!((seat.kind, seat.point), (SeatKind::Address, None));
}

#[test]
fn two_addresses_joined_by_a_word_are_several_places() {
    for (text, several) in [
        ("92 Nguyễn Trãi và 238 - 240 Đề Thám", true),
        ("Trụ sở phường A và trụ sở phường B", true),
        ("Thôn Sơn và Hải", false),
    ] {
        assert_eq!(names_several(text), several, "{text}");
    }
}

#[test]
fn what_a_commune_was_formed_from_names_the_source_that_put_others_right() {
    let communes = read_with("", "").unwrap();
    let sources: Vec<_> =
        communes.values().flatten().map(|(_, f)| f.formed_from_source.as_str()).collect();
    assert_eq!(sources, ["table", "table-corrected"]);
}

#[test]
fn every_faulty_row_is_named() {
    let errors = read_with(
        "26741,address,Số 1,,,map,2025\n26740,hut,,99999,whatever,map,2025\n",
        "26740,mayor,address,Số 1,,,list,2025\n26740,unnamed,address,Số 1,,,list,2025\n",
    );
    let errors: Vec<_> = errors.err().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(
        errors,
        [
            "offices.csv:2: there is no commune 26741",
            "offices.csv:3: kind \"hut\" is none of address, former_office, names_service_centre",
            "offices.csv:3: text is empty",
            "offices.csv:3: note \"whatever\" is none of , several seats in one text, body not \
                 named in the source",
            "offices.csv:3: there was no ward 99999",
            "office_seats.csv:2: body \"mayor\" is none of service_centre, peoples_committee, \
                 police, unnamed",
            "office_seats.csv:3: body \"unnamed\" and note \"\" disagree",
        ]
    );
}

fn place(seat: &Seat) -> (Option<&str>, &str, Option<&str>, bool) {
    let ward = seat.former_ward.as_deref();
    (seat.branch.as_deref(), &seat.text, ward, seat.point.is_some())
}

#[test]
fn each_place_of_a_text_is_a_seat_and_a_point_belongs_to_the_one_that_names_its_ward() {
    let communes = read_with(
        "",
        "26740,service_centre,address,\"Trụ sở chính: Số 45 Lê Duẩn (Tiếp nhận hồ sơ) , Điểm số 2: Khu phố 1 (UBND \
         phường Bến Nghé cũ)\",,,list,2025\n",
    )
    .unwrap();
    let seats = seats_of(&communes, "26740");
    let text = "Khu phố 1 (UBND phường Bến Nghé cũ)";
    let expected = [
        (Some("Trụ sở chính"), "Số 45 Lê Duẩn", None, false),
        (Some("Điểm số 2"), text, Some("26740"), true),
    ];
    assert_eq!(seats.iter().map(place).collect::<Vec<_>>(), expected);
    assert_eq!(seats[0].handles.as_deref(), Some("Tiếp nhận hồ sơ"));
    assert!(seats.iter().all(|seat| seat.source == "list" && !seat.several));
}

#[test]
fn a_former_office_among_the_places_is_shown_as_such() {
    let communes = read_with(
        "26743,former_office,\"Trụ sở UBND phường Bến Thành, Trụ sở UBND phường Bến Nghé\",,several seats in one \
         text,map,2025\n",
        "",
    )
    .unwrap();
    let seats = seats_of(&communes, "26743");
    assert!(seats.iter().all(|seat| seat.kind == SeatKind::FormerOffice && !seat.several));
    let expected = [
        // The point of Bến Thành is not sound.
        (None, "Trụ sở UBND phường Bến Thành", Some("26743"), false),
        (None, "Trụ sở UBND phường Bến Nghé", Some("26740"), true),
    ];
    assert_eq!(seats.iter().map(place).collect::<Vec<_>>(), expected);
}

#[test]
fn of_several_places_the_one_that_names_the_service_centre_stays_with_it() {
    let communes = read_with(
        "26740,names_service_centre,226 Lê Lai (trụ sở cơ quan Đảng) 46 Lê Lai (Trung tâm phục vụ hành chính \
         công),,several seats in one text,map,2025\n",
        "",
    )
    .unwrap();
    let seats = seats_of(&communes, "26740");
    let kinds: Vec<_> = seats.iter().map(|seat| (seat.kind, &seat.text[..2])).collect();
    assert_eq!(kinds, [(SeatKind::NamesServiceCentre, "46"), (SeatKind::Address, "22")]);
}

#[test]
fn a_text_on_the_committee_that_goes_on_with_the_service_centre_is_two_seats() {
    let communes = read_with(
        "",
        "26740,peoples_committee,address,\"Trụ sở cũ của UBND Bến Nghé. Trung tâm hành chính công: Số 1 Lê \
         Duẩn\",,,list,2025\n26740,service_centre,address,Số 1 Lê Duẩn.,,,list,2025\n",
    )
    .unwrap();
    let seats = seats_of(&communes, "26740");
    let found: Vec<_> = seats.iter().map(|seat| (seat.body, seat.text.as_str())).collect();
    let expected = [
        (Body::ServiceCentre, "Số 1 Lê Duẩn"),
        (Body::PeoplesCommittee, "Trụ sở cũ của UBND Bến Nghé"),
    ];
    assert_eq!(found, expected);
    assert!(seats.iter().all(|seat| !seat.several));
}

#[test]
fn the_operators_files_go_before_what_was_published() {
    let text = "source = \"Thông báo\"\nchecked_on = 2026-11-20\n[[office]]\ncommune = \"26740\"\n\
        body = \"service_centre\"\naddress = \"Số 2 Lê Duẩn\"\n";
    let files = [OfficeFile { name: "79.toml".into(), text: text.into() }];
    let seats = format!("{SEATS}26740,service_centre,address,Số 1 Lê Duẩn,,,list,2025\n");
    let sources = Sources {
        communes: COMMUNES,
        legacy_wards: WARDS,
        mapping: MAPPING,
        offices: OFFICES,
        office_seats: &seats,
        files: &files,
        today: "2026-11-20",
    };
    let found: Vec<_> = seats_of(&read(&sources).unwrap(), "26740")
        .into_iter()
        .map(|seat| (seat.authority, seat.text, seat.superseded))
        .collect();
    let expected = [
        (Authority::Operator, "Số 2 Lê Duẩn".to_owned(), false),
        (Authority::Published, "Số 1 Lê Duẩn".to_owned(), true),
    ];
    assert_eq!(found, expected);
    let errors = read(&Sources { today: "2026-11-19", ..sources }).unwrap_err();
    assert_eq!(errors[0].to_string(), "79.toml:2: checked_on is in the future");
}
