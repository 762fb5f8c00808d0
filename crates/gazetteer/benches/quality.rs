//! How well addresses are read, in every style in which people write them: `cargo bench -p gazetteer --bench quality`.
//!
//! Other addresses: `-- --seed 7`. Some styles: `-- --only "two levels"`. What went wrong: `-- --show 5`. The addresses
//! themselves, as lines of style, text and codes: `-- --write addresses.tsv`.

#[path = "../tests/addresses/mod.rs"]
mod addresses;
#[path = "../tests/country/mod.rs"]
mod country;

use addresses::{Address, Communes, Style};
use country::{GAZETTEER, READER};
use gazetteer::{Answer, Gazetteer, Outcome};
use std::io::Write;
use std::time::Instant;

#[derive(Default)]
struct Options {
    seed: u64,
    show: usize,
    only: Option<String>,
    write: Option<String>,
}

impl Options {
    fn of_arguments() -> Self {
        let mut options = Self { seed: 1, ..Self::default() };
        let mut args = std::env::args();
        while let Some(arg) = args.next() {
            match arg.as_str() {
                "--seed" => options.seed = args.next().and_then(|n| n.parse().ok()).unwrap_or(1),
                "--show" => options.show = args.next().and_then(|n| n.parse().ok()).unwrap_or(5),
                "--only" => options.only = args.next(),
                "--write" => options.write = args.next(),
                _ => {}
            }
        }
        options
    }
}

fn main() -> std::io::Result<()> {
    let options = Options::of_arguments();
    let g = &*GAZETTEER;
    let mut styles = addresses::all(g, options.seed);
    if let Some(only) = &options.only {
        styles.retain(|style| style.name.contains(only.as_str()));
    }
    if let Some(path) = &options.write {
        return write(path, &styles);
    }
    println!(
        "{:36} {:>6} {:>7} {:>7} {:>7} {:>7} {:>6} {:>5} {:>7} {:>5}",
        "style", "texts", "exact", "offered", "alone", "first", "wrong", "none", "µs each", "sure"
    );
    let mut calibration = Calibration::default();
    let confusions: Vec<Confusion> =
        styles.iter().map(|style| row(g, style, options.show, &mut calibration)).collect();
    calibration.print();
    Confusion::print(&styles, &confusions);
    Ok(())
}

/// One line of the table, in per cent of the texts. `exact`: the set is right; `offered`: all that is right is in it;
/// `alone`: it is right and nothing else is, or for a divided ward its parts; `first`: what comes first is right;
/// `wrong`, `none`: how many get an answer that misses something, or no answer.
fn row(g: &Gazetteer, style: &Style, mut show: usize, calibration: &mut Calibration) -> Confusion {
    let mut confusion = Confusion::default();
    let (mut exact, mut offered, mut alone, mut first, mut wrong, mut none) = (0, 0, 0, 0, 0, 0);
    let mut sure = 0.0;
    for Address { text, communes } in &style.addresses {
        let answer = READER.read(g, text);
        sure += f64::from(answer.confidence);
        let found: Communes = answer.communes().collect();
        let missing = !communes.iter().all(|commune| found.contains(commune));
        let right = found == *communes;
        confusion.add(communes, &found);
        exact += usize::from(right);
        offered += usize::from(!missing);
        alone += usize::from(right && answer.legacy().len() <= 1);
        first += usize::from(answer.communes().next().is_some_and(|one| communes.contains(&one)));
        match answer.outcome {
            Outcome::None { .. } => none += 1,
            _ => {
                wrong += usize::from(missing);
                calibration.add(answer.confidence, right);
            }
        }
        if !right && show > 0 {
            show -= 1;
            println!("    {text}\n      right {}", names(g, communes));
            println!(
                "      found {} ({} %) {:?}",
                names(g, &found),
                answer.confidence,
                answer.steps
            );
        }
    }
    let len = style.addresses.len().max(1);
    let percent = |count: usize| 100.0 * count as f64 / len as f64;
    println!(
        "{:36} {len:>6} {:>7.2} {:>7.2} {:>7.2} {:>7.2} {wrong:>6} {none:>5} {:>7.2} {:>5.1}",
        style.name,
        percent(exact),
        percent(offered),
        percent(alone),
        percent(first),
        micros_each(g, &style.addresses),
        sure / len as f64
    );
    confusion
}

fn micros_each(g: &Gazetteer, addresses: &[Address]) -> f64 {
    let read = |answers: &mut usize| {
        let start = Instant::now();
        for Address { text, .. } in addresses {
            *answers += usize::from(READER.read(g, text) != Answer::default());
        }
        start.elapsed().as_secs_f64() * 1e6 / addresses.len().max(1) as f64
    };
    let mut answers = 0;
    (0..3).map(|_| read(&mut answers)).fold(f64::INFINITY, f64::min)
}

fn names(g: &Gazetteer, communes: &Communes) -> String {
    let names = communes.iter().take(6).filter_map(|&code| Some(g.commune(code)?.name));
    format!("{} {}", communes.len(), names.collect::<Vec<_>>().join(", "))
}

/// How often answers are exact, by how sure the reader says it is.
#[derive(Default)]
struct Calibration {
    /// Of each per cent how many answers, and how many of them exact.
    of: [(usize, usize); 21],
    sum: [usize; 21],
}

impl Calibration {
    fn add(&mut self, confidence: u8, right: bool) {
        let bin = usize::from(confidence) / 5;
        self.of[bin].0 += 1;
        self.of[bin].1 += usize::from(right);
        self.sum[bin] += usize::from(confidence);
    }

    fn print(&self) {
        println!("\n{:>10} {:>8} {:>10} {:>8}", "confidence", "answers", "on average", "exact");
        for (bin, (&(answers, right), &sum)) in self.of.iter().zip(&self.sum).enumerate() {
            if answers > 0 {
                println!(
                    "{:>6}–{:<3} {answers:>8} {:>10.1} {:>8.1}",
                    bin * 5,
                    bin * 5 + 4,
                    sum as f64 / answers as f64,
                    100.0 * right as f64 / answers as f64
                );
            }
        }
    }
}

/// What was answered of a style, where one commune is right and where several are.
#[derive(Default)]
struct Confusion([[usize; 6]; 2]);

impl Confusion {
    const COLUMNS: [&str; 6] = ["exact", "one of", "wrong", "more", "less", "none"];

    fn add(&mut self, right: &Communes, found: &Communes) {
        let answered = match found.len() {
            0 => 5,
            _ if found == right => 0,
            1 if found.is_subset(right) => 1,
            1 => 2,
            _ if found.is_superset(right) => 3,
            _ => 4,
        };
        self.0[usize::from(right.len() > 1)][answered] += 1;
    }

    /// `exact`: the right set; `one of`: one commune, of several that are right; `wrong`: one commune, another;
    /// `more`: several, with all that is right among them; `less`: several, without.
    fn print(styles: &[Style], confusions: &[Self]) {
        println!(
            "\n{:36} {:>41}   {:>41}",
            "answered, of how many texts", "one is right", "several"
        );
        let columns = Self::COLUMNS.map(|column| format!("{column:>7}")).concat();
        println!("{:35} {columns}  {columns}", "style");
        for (style, Self(counts)) in styles.iter().zip(confusions) {
            let [one, several] = counts.map(|counts| {
                counts
                    .map(|n| if n == 0 { format!("{:>7}", "·") } else { format!("{n:>7}") })
                    .concat()
            });
            println!("{:35} {one}  {several}", style.name);
        }
    }
}

fn write(path: &str, styles: &[Style]) -> std::io::Result<()> {
    let mut file = std::io::BufWriter::new(std::fs::File::create(path)?);
    for style in styles {
        for Address { text, communes } in &style.addresses {
            let codes: Vec<String> = communes.iter().map(ToString::to_string).collect();
            writeln!(file, "{}\t{text}\t{}", style.name, codes.join(" "))?;
        }
    }
    file.flush()
}
