//! Reading a table as spreadsheets write it.

use crate::Conversion;
use csv::{ReaderBuilder, StringRecord};
use gazetteer::{Gazetteer, Outcome, Reader};
use serde::{Deserialize, Serialize};
use texts::Lang;

/// A table may have so many rows.
pub const MOST_ROWS: usize = 100_000;
/// So many rows tell which column holds addresses.
const SAMPLE: usize = 40;
/// What separates cells in what spreadsheets and databases export.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// Why a file is no table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TableError {
    /// There is nothing in it.
    #[error("the table is empty")]
    Empty,
    /// It has more than [`MOST_ROWS`] rows.
    #[error("the table has more than {MOST_ROWS} rows")]
    TooManyRows,
    /// It is a spreadsheet's own file, and no text.
    #[error("this is a spreadsheet's own file, not comma-separated text")]
    Spreadsheet,
    /// Its bytes are neither UTF-8 nor UTF-16.
    #[error("the bytes are neither UTF-8 nor UTF-16")]
    NotText,
}

/// The text of a file: UTF-8, or UTF-16 with its mark in front, as Excel's "Unicode text" is.
///
/// # Errors
/// [`TableError::Spreadsheet`] or [`TableError::NotText`].
pub fn decode(bytes: &[u8]) -> Result<String, TableError> {
    // A zip archive (xlsx, ods), and the compound files of older Excels.
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(TableError::Spreadsheet);
    }
    let utf16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let (units, rest) = bytes.as_chunks::<2>();
        let units = units.iter().map(|&bytes| unit(bytes));
        let text = char::decode_utf16(units).collect::<Result<String, _>>();
        text.ok().filter(|_| rest.is_empty()).ok_or(TableError::NotText)
    };
    match bytes {
        [0xff, 0xfe, bytes @ ..] => utf16(bytes, u16::from_le_bytes),
        [0xfe, 0xff, bytes @ ..] => utf16(bytes, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, bytes @ ..] | bytes => {
            String::from_utf8(bytes.to_vec()).map_err(|_| TableError::NotText)
        }
    }
}

/// What stands where in a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layout {
    /// The columns that make up an address, from 0, in the order of the table: one, or several where street, ward
    /// and province have each their own.
    pub columns: Vec<usize>,
    /// Whether the first row holds the names of the columns.
    pub header: bool,
}

/// A table in memory.
#[derive(Debug, Clone)]
pub struct Table {
    pub(crate) rows: Vec<StringRecord>,
    pub(crate) delimiter: u8,
    pub(crate) width: usize,
}

impl Table {
    /// Reads a file of comma-separated values, or with any other usual delimiter, which is found in the text.
    ///
    /// # Errors
    /// [`TableError::Empty`] or [`TableError::TooManyRows`].
    pub fn parse(text: &str) -> Result<Self, TableError> {
        Self::separated(text, delimiter_of(text))
    }

    /// Reads what was pasted: cells out of a spreadsheet, which tabs separate, or else an address a line, whose commas
    /// are its own.
    ///
    /// # Errors
    /// [`TableError::Empty`] or [`TableError::TooManyRows`].
    pub fn pasted(text: &str) -> Result<Self, TableError> {
        Self::separated(text, text.contains('\t').then_some(b'\t'))
    }

    fn separated(text: &str, delimiter: Option<u8>) -> Result<Self, TableError> {
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .quoting(delimiter.is_some())
            .delimiter(delimiter.unwrap_or(b'\x1f'))
            .from_reader(text.as_bytes());
        let mut rows = Vec::new();
        let mut blank = blank_rows(text, delimiter).into_iter().peekable();
        // Text in memory can neither fail to be read nor be other than UTF-8.
        for row in reader.records().flatten() {
            while blank.next_if_eq(&rows.len()).is_some() {
                rows.push(StringRecord::new());
            }
            rows.push(row);
            // One more, which may be the header.
            if rows.len() > MOST_ROWS + 1 {
                return Err(TableError::TooManyRows);
            }
        }
        let width = rows.iter().map(StringRecord::len).max().unwrap_or(0);
        if width == 0 {
            return Err(TableError::Empty);
        }
        Ok(Self { rows, delimiter: delimiter.unwrap_or(b','), width })
    }

    /// What separates its cells, also in what [`convert`](Self::convert) writes.
    pub fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// How many columns the widest row has.
    pub fn width(&self) -> usize {
        self.width
    }

    /// How many rows there are, the header among them.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no row; never so in a table that was parsed.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// A cell; empty where the row is shorter.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        self.rows.get(row).and_then(|row| row.get(column)).unwrap_or_default()
    }

    /// The address of a row: its cells in some columns, empty ones left out.
    pub fn address(&self, row: usize, columns: &[usize]) -> String {
        let cells = columns.iter().map(|&column| self.cell(row, column).trim());
        cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(", ")
    }

    /// Which columns hold the addresses, and whether a header stands above them, as far as the first rows tell.
    pub fn guess(&self, g: &Gazetteer, reader: &Reader) -> Layout {
        // Twice as good as several communes is one.
        let understood = |row: usize, columns: &[usize]| {
            let address = self.address(row, columns);
            // A number is a code, but hardly the address of the row.
            match address.chars().any(char::is_alphabetic) {
                false => 0,
                true => match reader.read(g, &address).outcome {
                    Outcome::One(_) => 2,
                    Outcome::Several { .. } => 1,
                    Outcome::None { .. } => 0,
                },
            }
        };
        let rows = (self.len() > 1).into()..self.len().min(SAMPLE + 1);
        let worth =
            |columns: &[usize]| -> usize { rows.clone().map(|row| understood(row, columns)).sum() };
        let length =
            |column: usize| -> usize { rows.clone().map(|row| self.cell(row, column).len()).sum() };
        // Of equals the longest: beside whole addresses there are often columns for their parts.
        let single = |column: usize| (worth(&[column]), length(column), self.width - column);
        let first = (0..self.width).max_by_key(|&column| single(column)).unwrap_or(0);
        let mut columns = vec![first];
        let mut best = worth(&columns);
        for column in (0..self.width).filter(|&column| column != first) {
            let mut with = columns.clone();
            with.push(column);
            with.sort_unstable();
            let better = worth(&with);
            // By chance a column of anything helps a row or two.
            if better > best + rows.len() / 10 {
                (columns, best) = (with, better);
            }
        }
        let header = self.len() > 1 && understood(0, &columns) == 0;
        Layout { columns, header }
    }

    /// Begins to rewrite the addresses of a column. Texts are in `lang`, as are the names of new columns.
    pub fn convert<'t>(
        &'t self,
        g: &'t Gazetteer,
        reader: &'t Reader,
        layout: &Layout,
        lang: Lang,
    ) -> Conversion<'t> {
        Conversion::new(self, g, reader, layout, lang)
    }
}

/// What separates the cells: what cuts the most rows, and at least half of them, into the same number of cells, more
/// than one. Commas within addresses may be taken for it; that does no harm, since an address can be put together of
/// several columns.
fn delimiter_of(text: &str) -> Option<u8> {
    let cells = |delimiter: u8| -> Vec<usize> {
        ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(text.as_bytes())
            .records()
            .take(SAMPLE)
            .filter_map(|row| Some(row.ok()?.len()))
            .collect()
    };
    let mut best = None;
    for delimiter in DELIMITERS {
        let widths = cells(delimiter);
        let Some(&width) = widths.first() else { continue };
        let alike = widths.iter().filter(|&&other| other == width).count();
        // One line alone with commas is an address.
        let is_table = width > 1 && 2 * alike >= widths.len() && widths.len() > 1;
        if is_table && best.is_none_or(|(most, _)| alike > most) {
            best = Some((alike, delimiter));
        }
    }
    best.map(|(_, delimiter)| delimiter)
}

/// Which rows are blank lines, from 0. The reader of tables passes over them, and whoever lays the result beside what it
/// was made of would find every row below in another place. Those at the end belong to no row.
fn blank_rows(text: &str, delimiter: Option<u8>) -> Vec<usize> {
    let mut blank = Vec::new();
    let mut row = 0;
    let (mut empty, mut quoted, mut cell_begins) = (true, false, true);
    let mut bytes = text.bytes().peekable();
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' if quoted && bytes.peek() == Some(&b'"') => {
                bytes.next();
            }
            b'"' if quoted => quoted = false,
            b'"' if cell_begins && delimiter.is_some() => (quoted, empty) = (true, false),
            b'\n' if !quoted => {
                if empty {
                    blank.push(row);
                }
                row += 1;
                (empty, cell_begins) = (true, true);
                continue;
            }
            b'\r' => continue,
            _ => empty = false,
        }
        cell_begins = !quoted && delimiter == Some(byte);
    }
    blank
}
