//! Reading the tables of offices (feature `data`, on by default).

use crate::{Body, CommuneFacts, Point, Seat, SeatKind, merge};
use gazetteer::data::{
    COMMUNE_COLUMNS, LEGACY_WARD_COLUMNS, MAPPING_COLUMNS, Row, RowError, read_table,
};
use gazetteer::{CommuneCode, ProvinceCode, WardCode};
use std::collections::BTreeMap;

/// The columns of `offices.csv`, in order.
pub const OFFICE_COLUMNS: [&str; 7] =
    ["commune_code", "kind", "text", "former_ward_code", "note", "source", "as_of"];
/// The columns of `office_seats.csv`, in order.
pub const OFFICE_SEAT_COLUMNS: [&str; 8] =
    ["commune_code", "body", "kind", "text", "former_ward_code", "note", "source", "as_of"];

const SEVERAL_SEATS: &str = "several seats in one text";
/// In the names of sources that put another source right.
const CORRECTED: &str = "corrected";
const NO_BODY: &str = "body not named in the source";

/// The contents of the tables.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    /// `communes.csv`
    pub communes: &'a str,
    /// `legacy_wards.csv`
    pub legacy_wards: &'a str,
    /// `mapping.csv`
    pub mapping: &'a str,
    /// `offices.csv`
    pub offices: &'a str,
    /// `office_seats.csv`
    pub office_seats: &'a str,
}

/// What is known of every commune, by province.
pub type Communes = BTreeMap<ProvinceCode, BTreeMap<CommuneCode, CommuneFacts>>;

/// Reads and merges the tables.
///
/// # Errors
/// Every faulty row. Rows of `communes.csv` and `legacy_wards.csv` are checked only as far as they are used here;
/// the gazetteer checks the rest.
pub fn read(sources: &Sources<'_>) -> Result<Communes, Vec<RowError>> {
    let mut errors = Vec::new();
    let communes = read_communes(sources.communes, &mut errors);
    let wards = read_ward_points(sources.legacy_wards, &mut errors);
    let mut formed = read_mapping_sources(sources.mapping, &mut errors);
    let mut seats: BTreeMap<CommuneCode, Vec<Seat>> =
        communes.iter().map(|(_, code, _)| (*code, Vec::new())).collect();

    let mut add = |row: &mut Row<'_>, body: Option<Body>| {
        let code = row.parse("commune_code");
        let seat = read_seat(row, body, &wards);
        match code.map(|code| seats.get_mut(&code)) {
            Some(Some(known)) => known.extend(seat),
            Some(None) => row.fault(format!("there is no commune {}", row.cell("commune_code"))),
            None => {}
        }
        Some(())
    };
    read_table("offices.csv", sources.offices, &OFFICE_COLUMNS, &mut errors, |row| {
        add(row, Some(Body::PeoplesCommittee))
    });
    read_table(
        "office_seats.csv",
        sources.office_seats,
        &OFFICE_SEAT_COLUMNS,
        &mut errors,
        |row| {
            let body = row.one_of("body", &BODIES);
            if (body == Some(Body::Unnamed)) != (row.cell("note") == NO_BODY) {
                row.fault(format!(
                    "body {:?} and note {:?} disagree",
                    row.cell("body"),
                    row.cell("note")
                ));
            }
            add(row, body)
        },
    );
    if !errors.is_empty() {
        return Err(errors);
    }

    let mut provinces = Communes::new();
    for (province, code, mut facts) in communes {
        facts.seats = merge(seats.remove(&code).unwrap_or_default());
        facts.formed_from_source = formed.remove(&code).unwrap_or_default();
        provinces.entry(province).or_default().insert(code, facts);
    }
    Ok(provinces)
}

const BODIES: [(&str, Body); 4] = [
    ("service_centre", Body::ServiceCentre),
    ("peoples_committee", Body::PeoplesCommittee),
    ("police", Body::Police),
    ("unnamed", Body::Unnamed),
];

const KINDS: [(&str, SeatKind); 3] = [
    ("address", SeatKind::Address),
    ("former_office", SeatKind::FormerOffice),
    ("names_service_centre", SeatKind::NamesServiceCentre),
];

fn read_communes(
    text: &str,
    errors: &mut Vec<RowError>,
) -> Vec<(ProvinceCode, CommuneCode, CommuneFacts)> {
    read_table("communes.csv", text, &COMMUNE_COLUMNS, errors, |row| {
        let (province, code) = (row.parse("province_code"), row.parse("code"));
        let area_km2: Option<f64> = row.parse_if_any("area_km2");
        let area_ha = area_km2.map(|km2| (km2 * 100.0).round() as u32);
        let population_2025 = row.parse_if_any("population_2025");
        row.required("lat");
        let point = row.point_if_any();
        let (lat, lon) = point?;
        let point = Point::from_degrees(lat, lon);
        let facts = CommuneFacts {
            area_ha,
            population_2025,
            point,
            source: row.cell("source").to_owned(),
            formed_from_source: String::new(),
            seats: Vec::new(),
        };
        Some((province?, code?, facts))
    })
}

/// By commune, whose word it is what the commune was formed from. Where the rows name several sources,
/// the one that put the others right is named.
fn read_mapping_sources(text: &str, errors: &mut Vec<RowError>) -> BTreeMap<CommuneCode, String> {
    let rows = read_table("mapping.csv", text, &MAPPING_COLUMNS, errors, |row| {
        let code: CommuneCode = row.parse("commune_code")?;
        Some((code, row.cell("source").to_owned()))
    });
    let mut sources = BTreeMap::new();
    for (code, source) in rows {
        let known: &mut String = sources.entry(code).or_default();
        if known.is_empty() || source.contains(CORRECTED) {
            *known = source;
        }
    }
    sources
}

/// The wards there were, with a point where it is sound.
fn read_ward_points(text: &str, errors: &mut Vec<RowError>) -> BTreeMap<WardCode, Option<Point>> {
    let rows = read_table("legacy_wards.csv", text, &LEGACY_WARD_COLUMNS, errors, |row| {
        let code: Option<WardCode> = row.parse_if_any("code");
        let point = row.point_if_any().map(|(lat, lon)| Point::from_degrees(lat, lon));
        let sound = row.one_of("point_ok", &[("yes", true), ("no", false)])?;
        Some(code.map(|code| (code, point.filter(|_| sound))))
    });
    rows.into_iter().flatten().collect()
}

fn read_seat(
    row: &mut Row<'_>,
    body: Option<Body>,
    wards: &BTreeMap<WardCode, Option<Point>>,
) -> Option<Seat> {
    let kind = row.one_of("kind", &KINDS);
    row.required("text");
    row.one_of("note", &[("", ()), (SEVERAL_SEATS, ()), (NO_BODY, ())]);
    let former_ward: Option<WardCode> = row.parse_if_any("former_ward_code");
    let known = former_ward.map(|code| wards.get(&code).copied());
    if let (Some(code), Some(None)) = (former_ward, known) {
        row.fault(format!("there was no ward {code}"));
    }
    let several = row.cell("note") == SEVERAL_SEATS || names_several(row.cell("text"));
    // Sources call some addresses former offices because a former district stands in them. What
    // begins with a house number is found by the number.
    let is_address = begins_with_house_number(row.cell("text"));
    let kind = kind.map(|kind| match kind {
        SeatKind::FormerOffice if is_address => SeatKind::Address,
        kind => kind,
    });
    Some(Seat {
        body: body?,
        kind: kind?,
        text: row.cell("text").to_owned(),
        several,
        former_ward: former_ward.map(|code| code.to_string()),
        point: known.flatten().flatten().filter(|_| !several && !is_address),
        source: row.cell("source").to_owned(),
        as_of: row.cell("as_of").to_owned(),
    })
}

fn begins_with_house_number(text: &str) -> bool {
    let text = text.strip_prefix("Số ").or(text.strip_prefix("số ")).unwrap_or(text);
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a text seems to name more than one place, of which one point could show only one. Where in
/// doubt it does: no point is better than a wrong one.
fn names_several(text: &str) -> bool {
    let folded = gazetteer::fold(text);
    let marks =
        [";", ". ,", "co so 2", "tiep nhan 2", "diem so 2", "(2)", "dia diem 2", "diem phuc vu"];
    let also = ["so ", "tru so", "nha ", "trung tam"];
    let another = |rest: &str| {
        rest.starts_with(|c: char| c.is_ascii_digit()) || also.iter().any(|a| rest.starts_with(a))
    };
    marks.iter().any(|mark| folded.contains(mark))
        || folded.matches("ubnd").count() > 1
        || folded.split(" va ").skip(1).any(another)
}

#[cfg(test)]
mod tests {
    use super::*;

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
             26740,former_office,UBND phường Bến Nghé và UBND phường Bến Thành,26740,,map,2025\n\
             26743,former_office,Trụ sở phường Bến Thành,26743,,map,2025\n",
            "",
        )
        .unwrap();
        let points =
            |code| seats_of(&communes, code).iter().map(|seat| seat.point).collect::<Vec<_>>();
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
}
