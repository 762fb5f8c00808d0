//! Addresses of all old units and communes, in every style, with what is right for each.

use gazetteer::{CommuneCode, Gazetteer, LegacyUnit, fold};
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// What is right.
pub type Communes = BTreeSet<CommuneCode>;

/// A text, and the communes of all units that it names.
pub struct Address {
    pub text: String,
    pub communes: Communes,
}

/// Numbers that are the same on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % sides.max(1)
    }

    fn pick<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.roll(all.len())]
    }
}

/// All styles.
pub fn all(g: &Gazetteer, seed: u64) -> Vec<(&'static str, Vec<Address>)> {
    let mut dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    for _ in 0..8 {
        dice.roll(2);
    }
    let canonical = |unit: &LegacyUnit<'_>| parts(unit).join(", ");
    let mut styles = Vec::new();
    let mut plain = |style, write: &mut dyn FnMut(&LegacyUnit<'_>) -> String| {
        styles.push((style, united(g, write, false)));
    };
    plain("canonical", &mut |unit| canonical(unit));
    plain("without accents", &mut |unit| fold(&canonical(unit)));
    plain("NFD", &mut |unit| canonical(unit).nfd().collect());
    plain("capitals", &mut |unit| canonical(unit).to_uppercase());
    plain("abbreviated", &mut |unit| abbreviated(unit, ", ", ". "));
    plain("abbreviated, no space", &mut |unit| abbreviated(unit, ", ", "."));
    plain("abbreviated, plain, no commas", &mut |unit| {
        fold(&abbreviated(unit, " ", "")).replace("tp ho chi minh", "tphcm")
    });
    plain("no commas", &mut |unit| canonical(unit).replace(", ", " "));
    plain("no types", &mut |unit| without_types(unit).join(", "));
    plain("no types, plain, no commas", &mut |unit| fold(&without_types(unit).join(" ")));
    plain("reversed", &mut |unit| parts(unit).into_iter().rev().collect::<Vec<_>>().join(", "));
    plain("reversed, plain, no commas", &mut |unit| {
        fold(&parts(unit).into_iter().rev().collect::<Vec<_>>().join(" "))
    });
    plain("without province", &mut |unit| {
        let parts = parts(unit);
        parts[..parts.len().min(2)].join(", ")
    });
    plain("spaces left out in a part", &mut |unit| {
        let mut parts = parts(unit);
        let part = dice.roll(parts.len());
        parts[part] = fold(&parts[part]).replace(' ', "");
        fold(&parts.join(" "))
    });
    plain("today's province", &mut |unit| {
        let mut parts = parts(unit);
        if let Some(last) = parts.last_mut() {
            *last = province_of(g, unit);
        }
        parts.join(", ")
    });
    plain("Telex", &mut |unit| typed_out(&canonical(unit), telex_of));
    plain("VNI", &mut |unit| typed_out(&canonical(unit), vni_of));
    plain("one accent wrong", &mut |unit| wrong_accent(&canonical(unit), &mut dice));

    // What stands in front changes nothing of what is right.
    let mut addresses = united(g, &mut |unit| canonical(unit), false);
    for address in &mut addresses {
        address.text = format!("{}, {}", street(&mut dice), address.text);
    }
    styles.push(("street in front", addresses));
    let mut addresses = united(g, &mut |unit| fold(&canonical(unit).replace(", ", " ")), false);
    for address in &mut addresses {
        address.text = format!("{} {}", fold(&street(&mut dice)), address.text);
    }
    styles.push(("street, plain, no commas", addresses));

    for (style, errors) in [
        ("a letter wrong", &[Error::Wrong] as &[Error]),
        ("a letter missing", &[Error::Missing]),
        ("a letter too many", &[Error::Extra]),
        ("two letters changed", &[Error::Changed]),
        ("two errors", &[Error::Any, Error::Any]),
    ] {
        for accents in [true, false] {
            let clean = |unit: &LegacyUnit<'_>| {
                let text = canonical(unit);
                if accents { text } else { fold(&text) }
            };
            let mut addresses = united(g, &mut |unit| clean(unit), false);
            for address in &mut addresses {
                for &error in errors {
                    address.text = with_error(&address.text, error, &mut dice);
                }
            }
            let name = if accents { style.to_owned() } else { format!("{style}, plain") };
            styles.push((name.leak(), addresses));
        }
    }
    styles.push(("ward only", united(g, &mut |unit| unit.name.to_owned(), true)));
    styles.push((
        "ward and province",
        united(g, &mut |unit| format!("{}, {}", unit.name, unit.province), true),
    ));
    styles.push(("former wards", former_wards(g)));
    styles.push(("today's two levels", two_levels(g)));
    styles
}

/// Addresses of all old units; the same text names all units of which it is made. Of what has no district also the
/// communes of today that are called so.
fn united(
    g: &Gazetteer,
    write: &mut dyn FnMut(&LegacyUnit<'_>) -> String,
    and_today: bool,
) -> Vec<Address> {
    let mut meant: BTreeMap<String, Communes> = BTreeMap::new();
    let mut texts = Vec::new();
    for unit in g.legacy_units() {
        let text = write(&unit);
        let communes = g.went_to(unit.id).into_iter().map(|(commune, _)| commune.code);
        meant.entry(text.clone()).or_default().extend(communes);
        texts.push(text);
    }
    if and_today {
        for commune in g.communes() {
            let province = g.province(commune.province).map_or("", |province| province.name);
            for text in [commune.name.to_owned(), format!("{}, {province}", commune.name)] {
                if let Some(communes) = meant.get_mut(&text) {
                    communes.insert(commune.code);
                }
            }
        }
    }
    texts
        .into_iter()
        .map(|text| {
            let communes = meant.get(&text).cloned().unwrap_or_default();
            Address { text, communes }
        })
        .collect()
}

fn two_levels(g: &Gazetteer) -> Vec<Address> {
    let names = g.communes().map(|commune| {
        let province = g.province(commune.province).map_or("", |province| province.name);
        let communes = [commune.code].into_iter().collect();
        Address { text: format!("{}, {province}", commune.name), communes }
    });
    names.collect()
}

/// Names that are gone, folded as the table has them.
fn former_wards(g: &Gazetteer) -> Vec<Address> {
    let mut meant: BTreeMap<String, Communes> = BTreeMap::new();
    for unit in g.legacy_units() {
        for (name, _) in g.merged_into(unit.id) {
            let kind = if name.bytes().all(|byte| byte.is_ascii_digit()) { "phuong " } else { "" };
            let district = fold(unit.district.unwrap_or_default());
            let text = format!("{kind}{name}, {district}, {}", fold(unit.province));
            let went = g.went_to(unit.id);
            let communes = went.iter().map(|(commune, _)| commune.code);
            meant.entry(text).or_default().extend(communes);
        }
    }
    // A name that another unit of the district bears as well names that one too.
    for unit in g.legacy_units() {
        let district = fold(unit.district.unwrap_or_default());
        let bare: String =
            fold(without_type(unit.name)).chars().filter(|c| c.is_alphanumeric()).collect();
        let text = format!("{bare}, {district}, {}", fold(unit.province));
        meant.remove(&text);
    }
    meant.into_iter().map(|(text, communes)| Address { text, communes }).collect()
}

fn parts(unit: &LegacyUnit<'_>) -> Vec<String> {
    [Some(unit.name), unit.district, Some(unit.province)]
        .into_iter()
        .flatten()
        .map(str::to_owned)
        .collect()
}

fn province_of(g: &Gazetteer, unit: &LegacyUnit<'_>) -> String {
    let went = g.went_to(unit.id);
    let province = went.first().and_then(|(commune, _)| g.province(commune.province));
    province.map_or("", |province| province.name).to_owned()
}

const TYPES: [(&str, &str); 9] = [
    ("Thành phố ", "TP"),
    ("Thị trấn ", "TT"),
    ("Thị xã ", "TX"),
    ("Phường ", "P"),
    ("Huyện ", "H"),
    ("Đặc khu ", "ĐK"),
    ("Quận ", "Q"),
    ("Tỉnh ", "T"),
    ("Xã ", "X"),
];

fn without_type(name: &str) -> &str {
    TYPES.iter().find_map(|(word, _)| name.strip_prefix(word)).unwrap_or(name)
}

/// A number is nothing without its type word, so that it keeps it.
fn without_types(unit: &LegacyUnit<'_>) -> Vec<String> {
    let number = |name: &str| name.bytes().all(|byte| byte.is_ascii_digit());
    parts(unit)
        .into_iter()
        .map(|part| {
            let bare = without_type(&part);
            if number(bare) { part.clone() } else { bare.to_owned() }
        })
        .collect()
}

fn abbreviated(unit: &LegacyUnit<'_>, between: &str, dot: &str) -> String {
    let short = parts(unit).into_iter().map(|part| {
        match TYPES.iter().find(|(word, _)| part.starts_with(word)) {
            Some((word, "T")) => part[word.len()..].to_owned(),
            Some((word, short)) => {
                let bare = &part[word.len()..];
                // "phu ninh" is the district, "p hu ninh" is nobody's spelling.
                let digit = bare.starts_with(|c: char| c.is_ascii_digit());
                let dot = if dot.is_empty() && !digit { " " } else { dot };
                format!("{short}{dot}{bare}")
            }
            None => part,
        }
    });
    short.collect::<Vec<_>>().join(between)
}

fn street(dice: &mut Dice) -> String {
    let streets = [
        "Nguyễn Trãi",
        "Lê Lợi",
        "Trần Hưng Đạo",
        "Hai Bà Trưng",
        "Quang Trung",
        "Lý Thường Kiệt",
        "3 Tháng 2",
        "Điện Biên Phủ",
        "Nguyễn Thị Minh Khai",
        "Hùng Vương",
        "Phan Đình Phùng",
        "Tân Sơn Nhì",
        "Lạc Long Quân",
        "Bình Thới",
        "Thống Nhất",
    ];
    let name = dice.pick(&streets);
    let number = dice.roll(400) + 1;
    let other = dice.roll(60) + 1;
    match dice.roll(9) {
        0 => format!("{number} {name}"),
        1 => format!("{number}/{other} {name}"),
        2 => format!("Số {number} đường {name}"),
        3 => format!("Số {number}, ngõ {other}, phố {name}"),
        4 => format!("Hẻm {number} {name}"),
        5 => format!("Tổ {other}, ấp {}", dice.roll(9) + 1),
        6 => format!("Thôn {}", dice.pick(&["Đông", "Đoài", "Hạ", "Trung", "Phú Mỹ", "An Bình"])),
        7 => format!("{number}/{other} đường số {}", dice.roll(40) + 1),
        _ => format!("Km{other} Quốc lộ {}", dice.roll(60) + 1),
    }
}

#[derive(Clone, Copy)]
enum Error {
    Wrong,
    Missing,
    Extra,
    Changed,
    Any,
}

const KEYS: [&str; 3] = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];

/// A key beside that of a letter.
fn beside(c: char, dice: &mut Dice) -> char {
    let plain = fold(&c.to_string()).chars().next().unwrap_or(c);
    let place = KEYS.iter().enumerate().find_map(|(row, keys)| Some((row, keys.find(plain)?)));
    let Some((row, place)) = place else { return 'x' };
    let mut near: Vec<char> = Vec::new();
    for (other, keys) in KEYS.iter().enumerate() {
        for (at, key) in keys.chars().enumerate() {
            if row.abs_diff(other) <= 1 && place.abs_diff(at) <= 1 && key != plain {
                near.push(key);
            }
        }
    }
    near[dice.roll(near.len())]
}

fn with_error(text: &str, error: Error, dice: &mut Dice) -> String {
    let error = match error {
        Error::Any => [Error::Wrong, Error::Missing, Error::Extra, Error::Changed][dice.roll(4)],
        other => other,
    };
    let mut chars: Vec<char> = text.chars().collect();
    // Only letters; changed with a letter.
    let fits = |chars: &[char], place: usize| {
        chars[place].is_alphabetic()
            && (!matches!(error, Error::Changed)
                || chars.get(place + 1).is_some_and(|next| {
                    next.is_alphabetic()
                        && fold(&next.to_string()) != fold(&chars[place].to_string())
                }))
    };
    let places: Vec<usize> = (0..chars.len()).filter(|&place| fits(&chars, place)).collect();
    if places.is_empty() {
        return text.to_owned();
    }
    let place = places[dice.roll(places.len())];
    match error {
        Error::Wrong => chars[place] = beside(chars[place], dice),
        Error::Missing => {
            chars.remove(place);
        }
        Error::Extra => {
            let extra = if dice.roll(2) == 0 { chars[place] } else { beside(chars[place], dice) };
            chars.insert(place + 1, extra);
        }
        Error::Changed | Error::Any => chars.swap(place, place + 1),
    }
    chars.into_iter().collect()
}

/// Another tone on one of the letters, or a mark left out.
fn wrong_accent(text: &str, dice: &mut Dice) -> String {
    let mut chars: Vec<char> = text.nfd().collect();
    let accents: Vec<usize> =
        (0..chars.len()).filter(|&place| ('\u{300}'..'\u{370}').contains(&chars[place])).collect();
    if accents.is_empty() {
        return text.to_owned();
    }
    let place = accents[dice.roll(accents.len())];
    match chars[place] {
        '\u{302}' | '\u{306}' | '\u{31b}' => {
            chars.remove(place);
        }
        tone => {
            let tones = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
            let others: Vec<_> = tones.into_iter().filter(|&other| other != tone).collect();
            chars[place] = others[dice.roll(others.len())];
        }
    }
    chars.into_iter().nfc().collect()
}

/// Writes every word as its keys, the tone at the end of the word.
fn typed_out(text: &str, keys: impl Fn(char) -> Option<(&'static str, bool)>) -> String {
    let mut out = String::new();
    let mut tone = "";
    let mut bases: Vec<char> = Vec::new();
    for c in text.chars().chain([' ']) {
        if c.is_alphanumeric() {
            let c = if c == 'Đ' || c == 'đ' { ['d', '\u{335}'].to_vec() } else { [c].to_vec() };
            for part in c.into_iter().flat_map(|c| c.to_string().nfd().collect::<Vec<_>>()) {
                match keys(part) {
                    Some((key, true)) => tone = key,
                    Some((key, false)) => {
                        let key = if key == "double" {
                            bases.last().map(|c| c.to_lowercase().to_string()).unwrap_or_default()
                        } else {
                            key.to_owned()
                        };
                        out.push_str(&key);
                    }
                    None => {
                        out.push(part);
                        bases.push(part);
                    }
                }
            }
        } else {
            out.push_str(tone);
            tone = "";
            bases.clear();
            out.push(c);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

fn telex_of(c: char) -> Option<(&'static str, bool)> {
    Some(match c {
        '\u{300}' => ("f", true),
        '\u{301}' => ("s", true),
        '\u{309}' => ("r", true),
        '\u{303}' => ("x", true),
        '\u{323}' => ("j", true),
        '\u{302}' | '\u{335}' => ("double", false),
        '\u{306}' | '\u{31b}' => ("w", false),
        _ => return None,
    })
}

fn vni_of(c: char) -> Option<(&'static str, bool)> {
    Some(match c {
        '\u{301}' => ("1", true),
        '\u{300}' => ("2", true),
        '\u{309}' => ("3", true),
        '\u{303}' => ("4", true),
        '\u{323}' => ("5", true),
        '\u{302}' => ("6", false),
        '\u{31b}' => ("7", false),
        '\u{306}' => ("8", false),
        '\u{335}' => ("9", false),
        _ => return None,
    })
}
