//! Reads addresses, one a line, from standard input, and writes what they are today, one JSON object a line.
//!
//! ```text
//! $ echo 'p ben thanh q1 tphcm' | resolve
//! {"query":"p ben thanh q1 tphcm","status":"several","communes":["26743","26740"],"legacy":["26743"],
//!  "address":"Phường Bến Thành, Thành phố Hồ Chí Minh","confidence":0.99}
//! ```
//!
//! `communes` is the complete set, the likeliest first, and `address` is the whole address in the first of them; it is
//! null where there is none. A line that cannot be read gets `{"error": …}` in its place, so that the n-th line
//! written always belongs to the n-th line read.

use gazetteer::data::{RowError, Sources, build};
use gazetteer::{Answer, Gazetteer, LegacyId, Outcome, Reader};
use serde::Serialize;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::process::ExitCode;

/// A longer line is no address.
const MAX_LINE: usize = 64 * 1024;

fn main() -> ExitCode {
    let gazetteer = match tables() {
        Ok(gazetteer) => gazetteer,
        Err(rows) => {
            rows.iter().for_each(|row| eprintln!("resolve: {row}"));
            return ExitCode::FAILURE;
        }
    };
    let reader = Reader::new(&gazetteer);
    match run(&gazetteer, &reader) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever reads has had enough: `resolve | head`.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("resolve: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The tables are in the program, so that it works from anywhere.
fn tables() -> Result<Gazetteer, Vec<RowError>> {
    build(&Sources {
        provinces: include_str!("../../../../data/provinces.csv"),
        communes: include_str!("../../../../data/communes.csv"),
        legacy_wards: include_str!("../../../../data/legacy_wards.csv"),
        mapping: include_str!("../../../../data/mapping.csv"),
        former_wards: include_str!("../../../../data/former_wards.csv"),
        former_districts: include_str!("../../../../data/former_districts.csv"),
    })
}

fn run(g: &Gazetteer, reader: &Reader) -> io::Result<()> {
    let mut input = BufReader::with_capacity(1 << 16, io::stdin().lock());
    let mut output = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let mut line = Vec::new();
    while let Some(read) = read_line(&mut input, &mut line)? {
        let answer = match read {
            Line::Whole => match std::str::from_utf8(&line) {
                Ok(text) if !text.contains('\0') => written(g, text, &reader.read(g, text)),
                Ok(_) => Written::Error { error: "the line has a NUL in it".to_owned() },
                Err(error) => Written::Error { error: format!("the line is not UTF-8: {error}") },
            },
            Line::TooLong => {
                Written::Error { error: format!("the line is longer than {MAX_LINE} bytes") }
            }
        };
        serde_json::to_writer(&mut output, &answer)?;
        output.write_all(b"\n")?;
        // Somebody who types, or a program that asks line by line, waits for the answer.
        if input.buffer().is_empty() {
            output.flush()?;
        }
    }
    output.flush()
}

enum Line {
    Whole,
    TooLong,
}

/// Reads up to the end of a line, keeping no more of it than an address can have.
fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> io::Result<Option<Line>> {
    line.clear();
    let mut seen = false;
    let mut too_long = false;
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            break;
        }
        seen = true;
        let end = buffer.iter().position(|&byte| byte == b'\n');
        let part = &buffer[..end.unwrap_or(buffer.len())];
        too_long |= line.len() + part.len() > MAX_LINE;
        if !too_long {
            line.extend_from_slice(part);
        }
        let used = part.len() + usize::from(end.is_some());
        input.consume(used);
        if end.is_some() {
            break;
        }
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    Ok(seen.then_some(if too_long { Line::TooLong } else { Line::Whole }))
}

/// What is written for a line.
#[derive(Serialize)]
#[serde(untagged)]
enum Written<'a> {
    Answer {
        query: &'a str,
        status: &'static str,
        communes: Vec<String>,
        legacy: Vec<String>,
        address: Option<String>,
        confidence: f64,
    },
    Error {
        error: String,
    },
}

fn written<'a>(g: &Gazetteer, query: &'a str, answer: &Answer) -> Written<'a> {
    Written::Answer {
        query,
        status: match answer.outcome {
            Outcome::One(_) => "one",
            Outcome::Several { .. } => "several",
            Outcome::None { .. } => "none",
        },
        communes: answer.communes().map(|code| code.to_string()).collect(),
        legacy: answer
            .legacy()
            .into_iter()
            .map(|id| match id {
                LegacyId::Ward(code) => code.to_string(),
                LegacyId::District(code) => code.to_string(),
            })
            .collect(),
        address: answer.communes().next().and_then(|code| answer.address_in(g, code)),
        confidence: f64::from(answer.confidence) / 100.0,
    }
}
