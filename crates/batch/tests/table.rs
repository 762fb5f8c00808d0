//! Rewriting whole tables, with the real places.
#![allow(clippy::unwrap_used, reason = "helpers of tests: what fails here fails the test")]

use batch::{Counts, Layout, MOST_ROWS, Table, TableError, decode};
use gazetteer::data::from_folder;
use gazetteer::{Gazetteer, Reader};
use proptest::prelude::*;
use std::sync::LazyLock;
use texts::Lang;

static PLACES: LazyLock<(Gazetteer, Reader)> = LazyLock::new(|| {
    let g = from_folder(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data").as_ref()).unwrap();
    let reader = Reader::new(&g);
    (g, reader)
});

fn guess(table: &Table) -> Layout {
    table.guess(&PLACES.0, &PLACES.1)
}

fn layout(columns: &[usize], header: bool) -> Layout {
    Layout { columns: columns.to_vec(), header }
}

/// The rewritten table as cells, and the counts.
fn convert(table: &Table, layout: &Layout) -> (Vec<Vec<String>>, Counts) {
    let mut conversion = table.convert(&PLACES.0, &PLACES.1, layout, Lang::En);
    while conversion.advance(7) {}
    let (text, counts) = conversion.finish();
    let text = text.strip_prefix('\u{feff}').expect("begins with the mark that Excel wants");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(table.delimiter())
        .from_reader(text.as_bytes());
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect());
    (rows.collect(), counts)
}

#[test]
fn a_row_gets_status_codes_names_address_confidence_and_reason() {
    let table = Table::parse("id,where\n7,\"12 Lê Lợi, Phường Bến Nghé, Quận 1\"\n").unwrap();
    let (rows, counts) = convert(&table, &layout(&[1], true));
    assert_eq!(
        rows[0],
        [
            "id",
            "where",
            "result",
            "new_commune_codes",
            "new_communes",
            "new_address",
            "confidence_percent",
            "reason"
        ]
    );
    assert_eq!(
        rows[1][..6],
        [
            "7",
            "12 Lê Lợi, Phường Bến Nghé, Quận 1",
            "one",
            "26740",
            "Phường Sài Gòn, Thành phố Hồ Chí Minh",
            "12 Lê Lợi, Phường Sài Gòn, Thành phố Hồ Chí Minh"
        ]
    );
    assert!(rows[1][7].contains("Resolution 1685/NQ-UBTVQH15"), "{}", rows[1][7]);
    assert_eq!(counts, Counts { one: 1, ..Counts::default() });
}

#[test]
fn a_divided_ward_gets_all_its_communes() {
    let table = Table::pasted("Phường Đa Kao, Quận 1").unwrap();
    let (rows, counts) = convert(&table, &layout(&[0], false));
    assert_eq!(rows[0][1], "several");
    assert_eq!(rows[0][2].split(" | ").count(), 2);
    assert_eq!(rows[0][4].split(" | ").count(), 2);
    assert_eq!(counts.several, 1);
}

#[test]
fn what_is_not_recognised_and_what_is_empty_keep_their_rows_and_say_so() {
    let table = Table::parse("a;b\nzzzz qqqq;1\n;2\n").unwrap();
    let (rows, counts) = convert(&table, &layout(&[0], true));
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[1][2], "none");
    assert!(!rows[1][7].is_empty());
    assert_eq!(rows[2][2], "empty");
    assert_eq!(counts, Counts { none: 1, empty: 1, ..Counts::default() });
}

#[test]
fn the_delimiter_is_found_and_kept() {
    for delimiter in [",", ";", "\t", "|"] {
        let text = format!("a{delimiter}b\nBến Nghé{delimiter}2\n");
        let table = Table::parse(&text).unwrap();
        assert_eq!(table.width(), 2, "{delimiter:?}");
        let mut conversion = table.convert(&PLACES.0, &PLACES.1, &layout(&[0], true), Lang::Vi);
        while conversion.advance(10) {}
        assert!(conversion.finish().0.contains(&format!("a{delimiter}b{delimiter}")));
    }
}

#[test]
fn a_pasted_list_is_not_cut_at_its_commas() {
    let table = Table::pasted("Bến Nghé, Quận 1, HCM\nĐa Kao, Quận 1, HCM").unwrap();
    assert_eq!((table.width(), table.len()), (1, 2));
    assert_eq!(guess(&table), layout(&[0], false));
}

#[test]
fn a_quotation_mark_in_a_pasted_list_is_a_letter_as_any_other() {
    let table = Table::pasted("\"Quán Lá\" 5 Lê Lợi, Bến Nghé\nĐa Kao").unwrap();
    assert_eq!(table.len(), 2);
    assert_eq!(table.cell(0, 0), "\"Quán Lá\" 5 Lê Lợi, Bến Nghé");
}

#[test]
fn cells_pasted_from_a_spreadsheet_are_columns() {
    let table = Table::pasted("Lan\tBến Nghé, Quận 1\nHoa\tĐa Kao, Quận 1").unwrap();
    assert_eq!(guess(&table), layout(&[1], false));
}

#[test]
fn the_column_with_the_addresses_is_found() {
    let text = "stt,họ tên,điện thoại,nơi ở\n\
        1,Nguyễn Văn Hải,0912345678,\"Phường Bến Nghé, Quận 1, TP HCM\"\n\
        2,Trần Thị Bình,0987654321,\"Xã Tân Nhựt, Bình Chánh, TP HCM\"\n";
    assert_eq!(guess(&Table::parse(text).unwrap()), layout(&[3], true));
}

#[test]
fn an_address_in_several_columns_is_put_together() {
    let text = "tên;xã;huyện;tỉnh\nLan;Châu Thành;Châu Thành;Tây Ninh\n\
        Hoa;Tân Hòa;Lai Vung;Đồng Tháp\nMai;Tân Hòa;Tân Phú Đông;Tiền Giang\n";
    let table = Table::parse(text).unwrap();
    let guess = guess(&table);
    assert!(guess.columns.contains(&1) && guess.columns.len() > 1, "{guess:?}");
    assert!(guess.header);
}

#[test]
fn rows_of_uneven_length_are_all_kept_and_filled_up() {
    let table = Table::parse("a,b,c\nBến Nghé\nx,y,z\n").unwrap();
    let (rows, _) = convert(&table, &layout(&[0], true));
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[1][..3], ["Bến Nghé", "", ""]);
}

#[test]
fn a_formula_is_defused_and_a_number_stays_a_number() {
    let text = "a;b\n=HYPERLINK(\"x\");-5\n@SUM(1);+84912345678\n+1+cmd|' /C calc'!A0;-2,5\n-;x\n";
    let (rows, _) = convert(&Table::parse(text).unwrap(), &layout(&[0], true));
    for row in &rows[1..4] {
        assert!(row[0].starts_with('\''), "{row:?}");
    }
    assert_eq!([&rows[1][1], &rows[2][1], &rows[3][1]], ["-5", "+84912345678", "-2,5"]);
    assert_eq!(rows[4][0], "'-");
}

#[test]
fn a_formula_at_the_start_of_an_address_is_defused_in_the_new_one_as_well() {
    let table = Table::parse("a;b\n=1+1, Phường Bến Nghé, Quận 1;2\n").unwrap();
    let (rows, _) = convert(&table, &layout(&[0], true));
    assert!(rows[1][5].is_empty() || !rows[1][5].starts_with('='), "{:?}", rows[1][5]);
}

#[test]
fn an_empty_file_and_one_too_long_are_refused() {
    assert_eq!(Table::parse("").unwrap_err(), TableError::Empty);
    assert_eq!(Table::parse("\n\n").unwrap_err(), TableError::Empty);
    let most = "x\n".repeat(MOST_ROWS + 1);
    assert_eq!(Table::parse(&most).unwrap().len(), MOST_ROWS + 1);
    let text = "x\n".repeat(MOST_ROWS + 2);
    assert_eq!(Table::parse(&text).unwrap_err(), TableError::TooManyRows);
}

#[test]
fn utf8_with_and_without_its_mark_and_utf16_are_read() {
    let utf16: Vec<u8> = "\u{feff}Bến Nghé".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let utf16_be: Vec<u8> = "\u{feff}Bến Nghé".encode_utf16().flat_map(u16::to_be_bytes).collect();
    for bytes in ["Bến Nghé".as_bytes(), "\u{feff}Bến Nghé".as_bytes(), utf16.as_slice(), &utf16_be]
    {
        assert_eq!(decode(bytes).unwrap(), "Bến Nghé");
    }
}

#[test]
fn what_is_no_text_is_refused_and_a_spreadsheet_by_name() {
    assert_eq!(decode(b"PK\x03\x04rest").unwrap_err(), TableError::Spreadsheet);
    assert_eq!(decode(b"\xd0\xcf\x11\xe0rest").unwrap_err(), TableError::Spreadsheet);
    // Windows-1258.
    assert_eq!(decode(b"B\xea\xec n").unwrap_err(), TableError::NotText);
    assert_eq!(decode(b"\xff\xfea").unwrap_err(), TableError::NotText);
}

proptest! {
    #[test]
    fn no_table_loses_a_row_or_a_cell(
        rows in prop::collection::vec(prop::collection::vec("[^\r\n]{0,12}", 1..4), 1..12),
    ) {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
        if let Ok(table) = Table::parse(&text) {
            let guess = guess(&table);
            let (converted, counts) = convert(&table, &guess);
            prop_assert_eq!(converted.len(), table.len());
            let done = counts.one + counts.several + counts.none + counts.empty;
            prop_assert_eq!(done + usize::from(guess.header), table.len());
        }
    }
}

#[test]
fn a_blank_line_keeps_its_place() {
    let (g, reader) = &*PLACES;
    let rows = |table: Table| {
        let layout = layout(&[0], false);
        let mut conversion = table.convert(g, reader, &layout, Lang::Vi);
        while conversion.advance(100) {}
        let text = conversion.finish().0;
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        lines
    };
    let pasted =
        rows(Table::pasted("Phường Bến Nghé, Quận 1\n\nPhường Đa Kao, Quận 1\n\n\n").unwrap());
    assert_eq!(pasted.len(), 3, "{pasted:?}");
    assert!(pasted[1].starts_with(','), "{pasted:?}");
    assert!(pasted[2].contains("Đa Kao"), "{pasted:?}");
    let file = "\"Phường \"\"Bến Nghé\"\"\r\n\r\n, Quận 1\";a\r\n\r\nPhường Đa Kao, Quận 1;b\r\n";
    assert_eq!(Table::parse(file).unwrap().len(), 3);
}
