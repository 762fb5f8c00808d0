//! How well and how fast addresses are read, in every style in which people write them:
//! `cargo bench -p gazetteer --bench read`. Another seed, other errors: `-- --seed 7`; what went wrong: `-- --show 5`.
//!
//! Every address is made of the old units themselves, so that it is known what is right: all communes of all
//! units that the same text names. The errors are those of people who type Vietnamese on a phone: the key beside, a
//! letter left out, doubled or changed with its neighbour, a wrong accent. Digits are left alone: "Phường 13"
//! with a wrong digit is another address, which no reader can know.

#[path = "addresses/mod.rs"]
mod addresses;
#[path = "../tests/country/mod.rs"]
mod country;

use addresses::{Address, Communes};
use country::GAZETTEER;
use gazetteer::{Gazetteer, Outcome, Reader};
use std::collections::BTreeSet;
use std::hint::black_box;
use std::time::Instant;

fn main() {
    let mut seed = 1;
    let mut show = 0;
    let mut only = None;
    let mut args = std::env::args();
    while let Some(arg) = args.next() {
        let mut number = || args.next().and_then(|number| number.parse().ok());
        match arg.as_str() {
            "--seed" => seed = number().unwrap_or(seed),
            "--show" => show = number().unwrap_or(show),
            "--only" => only = args.next(),
            _ => {}
        }
    }
    let g = &*GAZETTEER;
    let built = median(20, || Reader::new(black_box(g)));
    println!("building the reader takes {built:.2} ms\n");
    let reader = Reader::new(g);
    println!(
        "{:34} {:>6} {:>7} {:>7} {:>7} {:>6} {:>6} {:>7} {:>6}",
        "style", "texts", "exact %", "in it %", "first %", "wrong", "none", "µs each", "sure"
    );
    for (style, addresses) in addresses::all(g, seed) {
        if only.as_ref().is_some_and(|only| !style.contains(only.as_str())) {
            continue;
        }
        row(g, &reader, style, &addresses, show as usize);
    }
}

/// One line of the table. `exact`: the set is right; `in it`: all that is right is offered; `first`: what is offered
/// first is right; `wrong`: something is offered and some of what is right is not.
fn row(g: &Gazetteer, reader: &Reader, style: &str, addresses: &[Address], mut show: usize) {
    let (mut exact, mut offered, mut first, mut wrong, mut none) = (0, 0, 0, 0, 0);
    let mut sure = 0.0;
    for Address { text, communes } in addresses {
        let answer = reader.read(g, text);
        sure += f64::from(answer.confidence) / 100.0;
        let found: Communes = answer.communes().collect();
        let missing = !communes.iter().all(|commune| found.contains(commune));
        exact += usize::from(found == *communes);
        offered += usize::from(!missing);
        first += usize::from(answer.communes().next().is_some_and(|one| communes.contains(&one)));
        match answer.outcome {
            Outcome::None { .. } => none += 1,
            _ => wrong += usize::from(missing),
        }
        if found != *communes && show > 0 {
            show -= 1;
            println!("    {text}\n      right {}", names(g, communes));
            println!("      found {} ({}) {:?}", names(g, &found), answer.confidence, answer.steps);
        }
    }
    let len = addresses.len().max(1);
    let start = Instant::now();
    for Address { text, .. } in addresses {
        black_box(reader.read(g, black_box(text)));
    }
    let each = start.elapsed().as_secs_f64() * 1e6 / len as f64;
    let percent = |count: usize| 100.0 * count as f64 / len as f64;
    println!(
        "{style:34} {len:>6} {:>7.2} {:>7.2} {:>7.2} {wrong:>6} {none:>6} {each:>7.2} {:>6.2}",
        percent(exact),
        percent(offered),
        percent(first),
        sure / len as f64
    );
}

fn names(g: &Gazetteer, communes: &BTreeSet<gazetteer::CommuneCode>) -> String {
    let names = communes.iter().take(6).filter_map(|&code| Some(g.commune(code)?.name));
    format!("{} {}", communes.len(), names.collect::<Vec<_>>().join(", "))
}

fn median<T>(times: usize, mut run: impl FnMut() -> T) -> f64 {
    let mut taken: Vec<f64> = (0..times)
        .map(|_| {
            let start = Instant::now();
            black_box(run());
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    taken.sort_by(f64::total_cmp);
    taken[times / 2]
}
