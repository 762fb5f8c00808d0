//! Reading a table of facts without stopping at the first faulty row.

use unicode_normalization::is_nfc;

/// A row that cannot be true, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {reason}")]
pub struct RowError {
    /// The name of the file.
    pub file: String,
    /// The line of the file, from 1; 1 is the heading.
    pub line: u64,
    /// What is wrong.
    pub reason: String,
}

/// One row of a table: its cells by column, and what was found wrong with it.
#[derive(Debug)]
pub struct Row<'t> {
    columns: &'t [&'t str],
    cells: &'t csv::StringRecord,
    line: u64,
    faults: Vec<String>,
}

impl Row<'_> {
    /// The line of the file, from 1.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// The text of a cell; empty where nothing is known.
    pub fn cell(&self, column: &str) -> &str {
        self.columns
            .iter()
            .position(|known| *known == column)
            .and_then(|place| self.cells.get(place))
            .unwrap_or_default()
    }

    /// Notes that something is wrong with the row.
    pub fn fault(&mut self, reason: impl Into<String>) {
        self.faults.push(reason.into());
    }

    /// Reads a cell; notes a fault if it cannot be read.
    pub fn parse<T: std::str::FromStr<Err: std::fmt::Display>>(
        &mut self,
        column: &str,
    ) -> Option<T> {
        match self.cell(column).parse() {
            Ok(value) => Some(value),
            Err(error) => {
                self.fault(format!("{column} {:?}: {error}", self.cell(column)));
                None
            }
        }
    }

    /// Reads a cell that may be empty.
    pub fn parse_if_any<T: std::str::FromStr<Err: std::fmt::Display>>(
        &mut self,
        column: &str,
    ) -> Option<T> {
        if self.cell(column).is_empty() { None } else { self.parse(column) }
    }

    /// Reads a cell that holds one of the given words; notes a fault if it does not.
    pub fn one_of<T: Copy>(&mut self, column: &str, words: &[(&str, T)]) -> Option<T> {
        let cell = self.cell(column);
        let found = words.iter().find(|(word, _)| *word == cell).map(|&(_, value)| value);
        if found.is_none() {
            let words: Vec<_> = words.iter().map(|&(word, _)| word).collect();
            self.fault(format!("{column} {cell:?} is none of {}", words.join(", ")));
        }
        found
    }

    /// Notes a fault if a cell is empty.
    pub fn required(&mut self, column: &str) {
        if self.cell(column).is_empty() {
            self.fault(format!("{column} is empty"));
        }
    }

    /// Notes a fault if a cell that is not empty is no ISO 8601 day.
    pub fn day_if_any(&mut self, column: &str) {
        let cell = self.cell(column);
        let is_day = cell.len() == 10 && is_date(cell);
        if !is_day && !cell.is_empty() {
            self.fault(format!("{column} {cell:?} is not a day, as in 2025-06-30"));
        }
    }

    /// Reads the columns `lat` and `lon`: both or neither, degrees, within [`LATITUDES`] and
    /// [`LONGITUDES`].
    pub fn point_if_any(&mut self) -> Option<(f64, f64)> {
        if self.cell("lat").is_empty() && self.cell("lon").is_empty() {
            return None;
        }
        let (lat, lon) = (self.parse("lat")?, self.parse("lon")?);
        if LATITUDES.contains(&lat) && LONGITUDES.contains(&lon) {
            Some((lat, lon))
        } else {
            self.fault(format!("the point {lat}, {lon} is not in Vietnam"));
            None
        }
    }
}

/// Degrees north between which Vietnam lies, islands included.
pub const LATITUDES: std::ops::RangeInclusive<f64> = 6.5..=23.5;
/// Degrees east between which Vietnam lies, islands included.
pub const LONGITUDES: std::ops::RangeInclusive<f64> = 102.0..=118.0;

/// Reads a table whose heading is exactly `columns`, the last two of them being `source` and `as_of`.
///
/// Every row goes through `read`, which takes what it needs and notes faults; a row gives a value only
/// when it has no fault. Beside what `read` looks at, every cell is checked to be NFC without white space
/// around it and control characters in it, `source` to be there and `as_of` to be an ISO 8601 date.
/// Faults of all rows are added to `errors`.
pub fn read_table<T>(
    file: &str,
    text: &str,
    columns: &[&str],
    errors: &mut Vec<RowError>,
    mut read: impl FnMut(&mut Row<'_>) -> Option<T>,
) -> Vec<T> {
    let mut refuse = |line, reason: String| {
        errors.push(RowError { file: file.to_owned(), line, reason });
    };
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    match reader.headers() {
        Ok(heading) if heading.iter().eq(columns.iter().copied()) => {}
        Ok(heading) => {
            let found: Vec<_> = heading.iter().collect();
            let (found, columns) = (found.join(","), columns.join(","));
            refuse(1, format!("the columns are {found} and should be {columns}"));
            return Vec::new();
        }
        Err(error) => {
            refuse(1, error.to_string());
            return Vec::new();
        }
    }
    let mut values = Vec::new();
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                refuse(error.position().map_or(0, csv::Position::line), error.to_string());
                continue;
            }
        };
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() != columns.len() {
            refuse(line, format!("{} cells instead of {}", record.len(), columns.len()));
            continue;
        }
        let mut row = Row { columns, cells: &record, line, faults: Vec::new() };
        check_cells(&mut row);
        let value = read(&mut row);
        match value {
            Some(value) if row.faults.is_empty() => values.push(value),
            _ => row.faults.into_iter().for_each(|fault| refuse(line, fault)),
        }
    }
    values
}

fn check_cells(row: &mut Row<'_>) {
    for (column, cell) in row.columns.iter().zip(row.cells) {
        if !is_nfc(cell) {
            row.faults.push(format!("{column} is not in NFC"));
        }
        if cell.trim() != cell || cell.chars().any(char::is_control) {
            row.faults
                .push(format!("{column} has white space around it or control characters in it"));
        }
    }
    row.required("source");
    if !is_date(row.cell("as_of")) {
        row.fault(format!(
            "as_of {:?} is not a date, as in 2025, 2025-06, 2025-06-30",
            row.cell("as_of")
        ));
    }
}

/// An ISO 8601 calendar date in the precision known: `2025`, `2025-06` or `2025-06-30`.
pub fn is_date(text: &str) -> bool {
    let number = |from: usize, to: usize| {
        text.get(from..to)
            .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
            .and_then(|digits| digits.parse::<u32>().ok())
    };
    let year = number(0, 4).is_some();
    let month = || text[4..].starts_with('-') && matches!(number(5, 7), Some(1..=12));
    let day = || {
        let longest = match (number(0, 4), number(5, 7)) {
            (_, Some(4 | 6 | 9 | 11)) => 30,
            (Some(year), Some(2)) if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
            (_, Some(2)) => 28,
            _ => 31,
        };
        text[7..].starts_with('-') && number(8, 10).is_some_and(|day| (1..=longest).contains(&day))
    };
    match text.len() {
        4 => year,
        7 => year && month(),
        10 => year && month() && day(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: [&str; 3] = ["name", "source", "as_of"];

    fn errors(text: &str) -> Vec<String> {
        let mut errors = Vec::new();
        read_table("t.csv", text, &COLUMNS, &mut errors, |row| {
            row.required("name");
            Some(())
        });
        errors.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_faulty_row_is_named_by_file_line_and_reason() {
        let text =
            "name,source,as_of\nHue\u{301},s,2025\na,,2025\nb,s\n,s,2025-02-29\nc,s,2024-02-29\n";
        assert_eq!(
            errors(text),
            [
                "t.csv:2: name is not in NFC",
                "t.csv:3: source is empty",
                "t.csv:4: 2 cells instead of 3",
                "t.csv:5: as_of \"2025-02-29\" is not a date, as in 2025, 2025-06, 2025-06-30",
                "t.csv:5: name is empty",
            ]
        );
    }

    #[test]
    fn other_columns_are_refused_as_a_whole() {
        let expected = "t.csv:1: the columns are name,as_of,source and should be name,source,as_of";
        assert_eq!(errors("name,as_of,source\n"), [expected]);
    }

    #[test]
    fn dates_are_told_from_what_looks_like_them() {
        for date in ["2025", "2025-06", "2025-06-30", "2000-02-29"] {
            assert!(is_date(date), "{date}");
        }
        for text in [
            "",
            "25",
            "2025-13",
            "2025-6",
            "2025-06-31",
            "1900-02-29",
            "2025/06/30",
            "２０２５",
            "+025",
        ] {
            assert!(!is_date(text), "{text}");
        }
    }
}
