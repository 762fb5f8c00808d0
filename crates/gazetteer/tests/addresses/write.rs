//! Ways to write an old unit.

use gazetteer::{Gazetteer, LegacyUnit};

/// Ward, district and province, with their type words.
pub fn parts(unit: &LegacyUnit<'_>) -> Vec<String> {
    [Some(unit.name), unit.district, Some(unit.province)]
        .into_iter()
        .flatten()
        .map(str::to_owned)
        .collect()
}

pub fn reversed(unit: &LegacyUnit<'_>, between: &str) -> String {
    parts(unit).into_iter().rev().collect::<Vec<_>>().join(between)
}

pub fn without_province(unit: &LegacyUnit<'_>) -> String {
    let parts = parts(unit);
    parts[..parts.len().min(2)].join(", ")
}

pub fn province_today(g: &Gazetteer, unit: &LegacyUnit<'_>) -> String {
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

pub fn without_type(name: &str) -> &str {
    TYPES.iter().find_map(|(word, _)| name.strip_prefix(word)).unwrap_or(name)
}

fn is_number(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_digit())
}

/// Without type words, but for numbers, which mean nothing without.
pub fn without_types(unit: &LegacyUnit<'_>) -> Vec<String> {
    let bare = |part: String| {
        let bare = without_type(&part);
        if is_number(bare) { part } else { bare.to_owned() }
    };
    parts(unit).into_iter().map(bare).collect()
}

/// Without any type word.
pub fn bare(unit: &LegacyUnit<'_>) -> Vec<String> {
    parts(unit).into_iter().map(|part| without_type(&part).to_owned()).collect()
}

pub fn abbreviated(unit: &LegacyUnit<'_>, between: &str, dot: &str) -> String {
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

/// Each number of one digit with a zero in front.
pub fn zero_padded(text: &str) -> String {
    let mut out = String::new();
    let chars: Vec<char> = text.chars().collect();
    for (place, &c) in chars.iter().enumerate() {
        let digit = |place: usize| chars.get(place).is_some_and(char::is_ascii_digit);
        if digit(place) && !digit(place + 1) && (place == 0 || !digit(place - 1)) {
            out.push('0');
        }
        out.push(c);
    }
    out
}

const WORDS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

/// "Phường mười hai", "Quận ba".
pub fn number_words(text: &str) -> String {
    let in_words = |word: &str| -> Option<String> {
        let (digits, comma) = match word.strip_suffix(',') {
            Some(digits) => (digits, ","),
            None => (word, ""),
        };
        let number: usize = digits.parse().ok()?;
        let ones = match number % 10 {
            0 => "",
            5 if number > 10 => "lăm",
            ones => WORDS[ones],
        };
        let tens = match number / 10 {
            0 => String::new(),
            1 => "mười".to_owned(),
            tens => format!("{} mươi", WORDS[tens]),
        };
        Some(format!("{}{comma}", [tens.as_str(), ones].join(" ").trim()))
    };
    let words = text.split(' ').map(|word| in_words(word).unwrap_or_else(|| word.to_owned()));
    words.collect::<Vec<_>>().join(" ")
}

/// Every y that people also write as i, as i: Mĩ Tho, Qui Nhơn.
pub fn i_for_y(text: &str) -> String {
    let pairs = [('y', 'i'), ('ý', 'í'), ('ỳ', 'ì'), ('ỷ', 'ỉ'), ('ỹ', 'ĩ'), ('ỵ', 'ị')];
    let chars: Vec<char> = text.chars().collect();
    let last = |place: usize| chars.get(place + 1).is_none_or(|c| !c.is_alphabetic());
    let before =
        |place: usize| place.checked_sub(1).map(|place| gazetteer::fold(&chars[place].to_string()));
    let exchanged = chars.iter().enumerate().map(|(place, &c)| {
        let Some((_, i)) = pairs.iter().find(|&&(y, _)| y == c) else { return c };
        let fits = before(place).is_some_and(|before| "hklmstv".contains(&before))
            || (before(place).as_deref() == Some("u") && before(place - 1).as_deref() == Some("q"));
        if last(place) && fits { *i } else { c }
    });
    exchanged.collect()
}
