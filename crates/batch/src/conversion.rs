//! Rewriting row by row, so that a worker can tell how far it is.

use crate::{Layout, Table};
use csv::{Writer, WriterBuilder};
use gazetteer::{Answer, Gazetteer, Outcome, Place, Reader};
use serde::{Deserialize, Serialize};
use texts::{Lang, convert, place};

/// How many rows ended how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// One commune.
    pub one: usize,
    /// Several communes to choose from.
    pub several: usize,
    /// Nothing was recognised.
    pub none: usize,
    /// The cell is empty.
    pub empty: usize,
}

/// A table on its way.
#[derive(Debug)]
pub struct Conversion<'t> {
    table: &'t Table,
    g: &'t Gazetteer,
    reader: &'t Reader,
    layout: Layout,
    lang: Lang,
    next: usize,
    written: Writer<Vec<u8>>,
    counts: Counts,
}

impl<'t> Conversion<'t> {
    pub(crate) fn new(
        table: &'t Table,
        g: &'t Gazetteer,
        reader: &'t Reader,
        layout: &Layout,
        lang: Lang,
    ) -> Self {
        // The mark in front makes Excel read UTF-8.
        let start = "\u{feff}".as_bytes().to_vec();
        let written = WriterBuilder::new()
            .delimiter(table.delimiter)
            .terminator(csv::Terminator::CRLF)
            .from_writer(start);
        let layout = layout.clone();
        Self { table, g, reader, layout, lang, next: 0, written, counts: Counts::default() }
    }

    /// Rewrites so many rows more; whether there are any left after that.
    pub fn advance(&mut self, rows: usize) -> bool {
        let end = (self.next + rows).min(self.table.len());
        for row in self.next..end {
            let found = match self.layout.header && row == 0 {
                true => self.header(),
                false => self.found(&self.table.address(row, &self.layout.columns)),
            };
            let cells = (0..self.table.width).map(|column| self.table.cell(row, column));
            let cells: Vec<String> =
                cells.chain(found.iter().map(String::as_str)).map(defused).collect();
            // Writing to memory does not fail, and every row has the same number of cells.
            let _ = self.written.write_record(cells);
        }
        self.next = end;
        end < self.table.len()
    }

    /// How many rows are done.
    pub fn done(&self) -> usize {
        self.next
    }

    /// The table with what was found behind each row, and how many rows ended how. Rows that
    /// [`advance`](Self::advance) has not come to are missing.
    pub fn finish(self) -> (String, Counts) {
        let bytes = self.written.into_inner().unwrap_or_default();
        (String::from_utf8(bytes).unwrap_or_default(), self.counts)
    }

    fn header(&self) -> [String; 6] {
        [
            convert::OUT_STATUS,
            convert::OUT_CODES,
            convert::OUT_NAMES,
            convert::OUT_ADDRESS,
            convert::OUT_CONFIDENCE,
            convert::OUT_REASON,
        ]
        .map(|text| text.get(self.lang).to_owned())
    }

    fn found(&mut self, address: &str) -> [String; 6] {
        let status = |text: texts::Text| text.get(self.lang).to_owned();
        if address.is_empty() {
            self.counts.empty += 1;
            let mut found: [String; 6] = Default::default();
            found[0] = status(convert::STATUS_EMPTY);
            return found;
        }
        let answer = self.reader.read(self.g, address);
        let (status, places) = match &answer.outcome {
            Outcome::One(place) => {
                self.counts.one += 1;
                (status(convert::STATUS_ONE), std::slice::from_ref(place))
            }
            Outcome::Several { places, .. } => {
                self.counts.several += 1;
                (status(convert::STATUS_SEVERAL), places.as_slice())
            }
            Outcome::None { guesses } => {
                self.counts.none += 1;
                let reason = self.not_recognised(guesses);
                let nothing = String::new;
                return [
                    status(convert::STATUS_NONE),
                    nothing(),
                    nothing(),
                    nothing(),
                    nothing(),
                    reason,
                ];
            }
        };
        let codes: Vec<String> = places.iter().map(|place| place.commune.to_string()).collect();
        [
            status,
            codes.join(" | "),
            self.names(places),
            self.addresses(&answer, places),
            answer.confidence.to_string(),
            place::steps(self.g, &answer, self.lang).join(" "),
        ]
    }

    fn names(&self, places: &[Place]) -> String {
        let names: Vec<String> = places
            .iter()
            .filter_map(|place| self.g.commune(place.commune))
            .map(|commune| place::commune_name(self.g, &commune, self.lang))
            .collect();
        names.join(" | ")
    }

    fn addresses(&self, answer: &Answer, places: &[Place]) -> String {
        let addresses: Vec<String> =
            places.iter().filter_map(|place| answer.address_in(self.g, place.commune)).collect();
        addresses.join(" | ")
    }

    fn not_recognised(&self, guesses: &[Place]) -> String {
        match guesses.is_empty() {
            true => convert::REASON_NONE.get(self.lang).to_owned(),
            false => convert::REASON_GUESS.fill(self.lang, &[("names", &self.names(guesses))]),
        }
    }
}

/// A cell that no spreadsheet takes for a formula. A plain number stays one.
fn defused(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']);
    let number = cell.get(1..).is_some_and(|rest| {
        !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit() || b"., ".contains(&b))
    });
    match formula && !number {
        true => format!("'{cell}"),
        false => cell.to_owned(),
    }
}
