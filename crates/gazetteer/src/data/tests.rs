use super::*;
use crate::fixture::{COMMUNES, LEGACY_WARDS, MAPPING, PROVINCES, SOURCES};

fn errors(sources: &Sources<'_>) -> Vec<String> {
    build(sources).err().unwrap_or_default().iter().map(ToString::to_string).collect()
}

fn with_commune(row: &str) -> Vec<String> {
    errors(&Sources { communes: &format!("{COMMUNES}{row}\n"), ..SOURCES })
}

fn with_move(row: &str) -> Vec<String> {
    errors(&Sources { mapping: &format!("{MAPPING}{row}\n"), ..SOURCES })
}

#[test]
fn a_name_that_does_not_agree_with_its_kind_is_refused() {
    assert_eq!(
        with_commune("26744,commune,Phường Ba,,,,79,1685/NQ-UBTVQH15,,,,,t,2026"),
        ["communes.csv:6: name \"Phường Ba\" is not a commune"]
    );
    assert_eq!(
        with_commune("26744,ward,Ba,,,,79,1685/NQ-UBTVQH15,,,,,t,2026"),
        ["communes.csv:6: name \"Ba\" does not begin with a fitting type word"]
    );
}

#[test]
fn faults_of_all_rows_and_all_files_are_told_at_once() {
    let communes =
        format!("{COMMUNES}267,ward,Phường Ba,,2026-1-1,x,79,1685,-1,0,48.8,2.3,t,2026\n");
    let provinces = format!("{PROVINCES}1,Tỉnh Một,,,,1685/NQ-UBTVQH15,t,2026\n");
    let found = errors(&Sources { communes: &communes, provinces: &provinces, ..SOURCES });
    assert_eq!(
        found,
        [
            "provinces.csv:4: code \"1\": expected exactly 2 digits",
            "communes.csv:6: code \"267\": expected exactly 5 digits",
            "communes.csv:6: former_name \"\" does not begin with a fitting type word",
            "communes.csv:6: renamed_on \"2026-1-1\" is not a day, as in 2025-06-30",
            "communes.csv:6: renamed_by \"x\" is not the number of a resolution",
            "communes.csv:6: resolution \"1685\" is not the number of a resolution",
            "communes.csv:6: area_km2 is not greater than 0",
            "communes.csv:6: population_2025 is 0; leave it empty if it is not known",
            "communes.csv:6: the point 48.8, 2.3 is not in Vietnam",
        ]
    );
}

#[test]
fn a_commune_needs_a_province_and_an_origin() {
    assert_eq!(
        with_commune("26744,ward,Phường Ba,,,,78,1685/NQ-UBTVQH15,,,,,t,2026"),
        [
            "communes.csv:6: there is no province 78",
            "communes.csv:6: 26744 was formed from nothing in mapping.csv"
        ]
    );
}

#[test]
fn an_old_unit_must_go_somewhere_and_agree_with_its_neighbours() {
    let rows =
        format!("{LEGACY_WARDS}26746,Phường Ba,760,Quận 2,79,Tỉnh Hai,,,yes,,t,2025-06-30\n");
    assert_eq!(
        errors(&Sources { legacy_wards: &rows, ..SOURCES }),
        [
            "legacy_wards.csv:6: district 760 has another name or province elsewhere",
            "legacy_wards.csv:6: province 79 has another name elsewhere",
            "legacy_wards.csv:6: ward 26746 goes nowhere in mapping.csv"
        ]
    );
}

#[test]
fn a_move_needs_both_ends_and_a_share_that_adds_up() {
    assert_eq!(
        with_move("99999,760,99998,full,t,2026"),
        [
            "mapping.csv:7: there is no old unit: ward 99999",
            "mapping.csv:7: there is no commune 99998"
        ]
    );
    assert_eq!(
        with_move("26743,760,26740,partial,t,2026"),
        ["mapping.csv:5: all of ward 26743 went here, and yet some of it elsewhere"]
    );
    assert_eq!(with_move("26743,761,26743,full,t,2026").len(), 3);
    assert_eq!(
        with_move("26740,760,26740,most,t,2026"),
        ["mapping.csv:7: share \"most\" is none of full, partial, partial_area_only, \
          partial_area_all_population, partial_population"]
    );
}

#[test]
fn a_former_name_needs_a_unit_that_it_went_into() {
    let wards = "written_as,legacy_ward_code,merged_in_year,source,as_of\n\
                 Ban Co,26740,1999,t,2025\n";
    assert_eq!(
        errors(&Sources { former_wards: wards, ..SOURCES }),
        [
            "former_wards.csv:2: written_as is not small letters and digits",
            "former_wards.csv:2: merged_in_year is not between 2001 and 2025"
        ]
    );
    let wards = "written_as,legacy_ward_code,merged_in_year,source,as_of\nbanco,26741,,t,2025\n";
    let districts = "written_as,province_code,province,district_code,district,why,source,as_of\n\
                     quan2,79,Thành phố Hồ Chí Minh,769,Thành phố Thủ Đức,renamed_or_merged,t,2025\n";
    assert_eq!(
        errors(&Sources { former_wards: wards, former_districts: districts, ..SOURCES }),
        [
            "former_wards.csv:2: there is no ward 26741 in legacy_wards.csv",
            "former_districts.csv:2: legacy_wards.csv knows no district 769 named \
             Thành phố Thủ Đức, Thành phố Hồ Chí Minh"
        ]
    );
}

#[test]
fn codes_are_unique() {
    let twice = COMMUNES.lines().nth(1).unwrap_or_default();
    assert_eq!(with_commune(twice), ["communes.csv:6: code 26116 is there twice"]);
}

#[test]
fn a_table_that_is_missing_is_named() {
    let folder = std::env::temp_dir().join(format!("no-tables-{}", std::process::id()));
    let error = from_folder(&folder).unwrap_err().to_string();
    assert!(error.contains("provinces.csv"), "{error}");
}
