//! Reads addresses, or positions, one a line, from standard input, and writes which communes of today they lie in, one
//! JSON object a line.
//!
//! ```text
//! $ echo 'p ben thanh q1 tphcm' | resolve
//! {"query":"p ben thanh q1 tphcm","status":"several","communes":["26743","26740"],"legacy":["26743"],
//!  "address":"Phường Bến Thành, Thành phố Hồ Chí Minh","confidence":0.99}
//! ```
//!
//! `communes` is the complete set, the likeliest first, and `address` is the whole address in the first of them; it is
//! null where there is none.
//!
//! With `--near` a line is a position: `latitude,longitude`, or `latitude,longitude,accuracy in metres`.
//!
//! ```text
//! $ echo '10.7766,106.7031' | resolve --near
//! {"query":"10.7766,106.7031","status":"ranked","offered":2,"communes":[
//!   {"code":"26740","distance_m":444,"likelihood":0.987,"legacy":["26740","26746","26737"]}, …]}
//! ```
//!
//! `communes` are ranked by how likely it is that the position lies in them; the first `offered` of them hold the right
//! one in 99 of 100 cases. `legacy` are the old units that each was formed from, the nearest first. Where nothing is
//! near, `status` is `none`, `communes` is empty, and `nearest` says which commune is the nearest and how far it is.
//!
//! A line that cannot be read gets `{"error": …}` in its place, so that the n-th line written always belongs to the
//! n-th line read.

use gazetteer::data::{RowError, Sources, build};
use gazetteer::near::{Candidate, Nearby, Neighbour, Points, Position, read_points};
use gazetteer::{Answer, Gazetteer, LegacyId, Outcome, Reader};
use serde::Serialize;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::process::ExitCode;

/// A longer line is no address.
const MAX_LINE: usize = 64 * 1024;

const HELP: &str = "\
Reads addresses of Vietnam, one a line, from standard input, and writes which communes of today they are, one JSON object a line.

Usage: resolve [--near]

Options:
  --near  A line is a position, `latitude,longitude` in degrees or `latitude,longitude,accuracy` in degrees and metres;
          the communes it may lie in are ranked, with the old wards that speak for them
  --help  Print this
";

const COMMUNES: &str = include_str!("../../../../data/communes.csv");
const LEGACY_WARDS: &str = include_str!("../../../../data/legacy_wards.csv");

fn main() -> ExitCode {
    let args: Vec<_> = std::env::args().skip(1).collect();
    let near = match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => false,
        ["--near"] => true,
        ["--help" | "-h"] => {
            print!("{HELP}");
            return ExitCode::SUCCESS;
        }
        _ => {
            eprint!("resolve: these options are unknown: {}\n\n{HELP}", args.join(" "));
            return ExitCode::from(2);
        }
    };
    let result = tables().and_then(|g| {
        if near {
            let points = read_points(&g, COMMUNES, LEGACY_WARDS)?;
            Ok(run(|line| placed(&points, line)))
        } else {
            let reader = Reader::new(&g);
            Ok(run(|line| written(&g, line, &reader.read(&g, line))))
        }
    });
    match result {
        Ok(Ok(())) => ExitCode::SUCCESS,
        // Whoever reads has had enough: `resolve | head`.
        Ok(Err(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Ok(Err(error)) => {
            eprintln!("resolve: {error}");
            ExitCode::FAILURE
        }
        Err(rows) => {
            rows.iter().for_each(|row| eprintln!("resolve: {row}"));
            ExitCode::FAILURE
        }
    }
}

/// The tables are in the program, so that it works from anywhere.
fn tables() -> Result<Gazetteer, Vec<RowError>> {
    build(&Sources {
        provinces: include_str!("../../../../data/provinces.csv"),
        communes: COMMUNES,
        legacy_wards: LEGACY_WARDS,
        mapping: include_str!("../../../../data/mapping.csv"),
        former_wards: include_str!("../../../../data/former_wards.csv"),
        former_districts: include_str!("../../../../data/former_districts.csv"),
    })
}

/// Writes an answer for every line.
fn run(answer: impl for<'a> Fn(&'a str) -> Written<'a>) -> io::Result<()> {
    let mut input = BufReader::with_capacity(1 << 16, io::stdin().lock());
    let mut output = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let mut line = Vec::new();
    while let Some(read) = read_line(&mut input, &mut line)? {
        let answer = match read {
            Line::Whole => match std::str::from_utf8(&line) {
                Ok(text) if !text.contains('\0') => answer(text),
                Ok(_) => Written::error("the line has a NUL in it"),
                Err(error) => Written::error(format!("the line is not UTF-8: {error}")),
            },
            Line::TooLong => Written::error(format!("the line is longer than {MAX_LINE} bytes")),
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
    Ranked {
        query: &'a str,
        status: &'static str,
        offered: usize,
        communes: Vec<WrittenCandidate>,
    },
    NoneNear {
        query: &'a str,
        status: &'static str,
        communes: [WrittenCandidate; 0],
        nearest: Option<WrittenNeighbour>,
    },
    Error {
        error: String,
    },
}

impl Written<'_> {
    fn error(error: impl Into<String>) -> Self {
        Self::Error { error: error.into() }
    }
}

#[derive(Serialize)]
struct WrittenCandidate {
    code: String,
    distance_m: u32,
    likelihood: f64,
    legacy: Vec<String>,
}

#[derive(Serialize)]
struct WrittenNeighbour {
    code: String,
    distance_m: u32,
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
        legacy: answer.legacy().into_iter().map(legacy_code).collect(),
        address: answer.communes().next().and_then(|code| answer.address_in(g, code)),
        confidence: f64::from(answer.confidence) / 100.0,
    }
}

fn legacy_code(id: LegacyId) -> String {
    match id {
        LegacyId::Ward(code) => code.to_string(),
        LegacyId::District(code) => code.to_string(),
    }
}

fn placed<'a>(points: &Points, query: &'a str) -> Written<'a> {
    let Some(position) = position(query) else {
        return Written::error(format!(
            "{query:?} is not latitude,longitude in degrees, with or without an accuracy in metres"
        ));
    };
    match points.rank(position) {
        Nearby::Ranked(ranking) => Written::Ranked {
            query,
            status: "ranked",
            offered: ranking.offered,
            communes: ranking.candidates.into_iter().map(written_candidate).collect(),
        },
        Nearby::NoneNear { nearest } => Written::NoneNear {
            query,
            status: "none",
            communes: [],
            nearest: nearest.map(|Neighbour { commune, distance_m }| WrittenNeighbour {
                code: commune.to_string(),
                distance_m,
            }),
        },
    }
}

fn written_candidate(candidate: Candidate) -> WrittenCandidate {
    WrittenCandidate {
        code: candidate.commune.to_string(),
        distance_m: candidate.distance_m,
        // Three digits say as much as is known.
        likelihood: (candidate.likelihood * 1000.0).round() / 1000.0,
        legacy: candidate.legacy.into_iter().map(|witness| legacy_code(witness.id)).collect(),
    }
}

/// Two or three numbers with commas between.
fn position(text: &str) -> Option<Position> {
    let numbers = text.split(',').map(|number| number.trim().parse());
    let numbers: Vec<f64> = numbers.collect::<Result<_, _>>().ok()?;
    match *numbers.as_slice() {
        [latitude, longitude] => Position::new(latitude, longitude, 0.0),
        [latitude, longitude, accuracy_m] => Position::new(latitude, longitude, accuracy_m),
        _ => None,
    }
}
