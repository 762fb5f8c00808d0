//! Taking a published text apart that names several places.
//!
//! The sources are lists that people typed, each in its own way. With all of them read, the shapes are
//! these; `…` is an address:
//!
//! - labels: `Trụ sở chính: … (Tiếp nhận …). , Điểm Phục vụ hành chính công 01 phường Ba Đình: …. , 4. Điểm …`,
//!   `Cơ sở 1: … , Cơ sở 2: …`, `Địa chỉ 1: … / Địa chỉ 2: …`, `Điểm chính: …. Điểm 2: …`
//! - bodies as labels: `Trụ sở HĐND: …. Trụ sở UBND: …`, `Trụ sở cũ của …. Trung tâm hành chính công: …`
//! - who works where: `UBND xã A cũ (khối chính quyền); trụ sở xã B cũ (khối Đảng, đoàn thể)`, also with
//!   a comma, `và`, a dash or only a space between
//! - offices in a row: `Trụ sở UBND xã A, Trụ sở UBND xã B`, `Trụ sở UBND xã A và trụ sở UBND xã B`
//! - addresses in a row: `92 Nguyễn Trãi, … và 238 - 240 Đề Thám, …`, `Thôn A, xã C, …; Thôn B, xã C, …`
//!
//! What has another shape, or leaves out what is needed to find the second place (`xã A và B`), stays whole.

use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// One place of a text: verbatim pieces of it, in its order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Part<'t> {
    /// What the text calls it.
    pub(super) label: Option<&'t str>,
    /// Where it is.
    pub(super) text: &'t str,
    /// What it handles, or who works there.
    pub(super) handles: Option<&'t str>,
    /// Where in the text it begins, in bytes.
    pub(super) at: usize,
}

/// Where a part begins, in bytes of the whole text.
#[derive(Debug, Clone)]
struct Start {
    /// Where the part before it ends.
    at: usize,
    label: Option<Range<usize>>,
    /// Behind the label.
    text: usize,
}

macro_rules! patterns {
    ($($(#[$doc:meta])* $name:ident = $($pattern:literal)+;)*) => {
        $(
            $(#[$doc])*
            static $name: LazyLock<Regex> = LazyLock::new(|| {
                // A constant, which every test compiles.
                Regex::new(concat!($($pattern),+)).unwrap()
            });
        )*
    };
}

patterns! {
    /// A place that is only planned is no place yet, and buildings that are counted may stand side by side.
    UNSURE = r"(?i)dự kiến xây dựng|sử dụng \d+ (?:cơ sở|trụ sở)";

    /// A label with what stands in front of it. A number with a point is the list's own only behind a comma:
    /// `thôn 4.` is an address.
    LABEL = r"(?i)(?:^|,\s*\d{1,2}\.\s+|[\s,;./–-]+)(?:(?P<dashed>Trụ sở chính)\s+-\s|(?P<label>(?:"
        r"Trụ sở (?:cơ sở )?(?:số )?\d+"
        r"|Trụ sở chính(?: tại)?|Trụ sở làm việc"
        r"|Trụ sở UBND và Trung tâm hành chính công|Trụ sở (?:Đảng ủy|HĐND|UBND)"
        r"|Cơ sở (?:chính|(?:số )?\d+)"
        r"|Địa (?:điểm|chỉ) (?:tiếp nhận )?(?:số )?\d+"
        r"|Điểm (?:chính|(?:số |hỗ trợ |tiếp nhận )?\d+|tiếp nhận (?:&|và) trả kết quả số \d+)"
        r"|Điểm phục vụ hành chính công (?:số )?\d+[^:,;.()]*|Điểm tiếp nhận tại [^:,;]*"
        r"|(?:Đảng ủy|HĐND|UBND|MTTQ)(?:(?:\s?[-–]\s?|\s+và\s+)(?:Đảng ủy|HĐND|UBND|MTTQ))*"
        r"|Trung tâm (?:phục vụ )?hành chính công"
        r")(?:\s*\([^()]*\))?)\s*:)";
    /// The label of the Public Administration Service Centre alone.
    CENTRE = r"(?i)^Trung tâm (?:phục vụ )?hành chính công$";

    /// What may stand between two places.
    JOINT = r"\s*(?P<semicolon>;)\s*|\s*(?P<comma>,)\s*(?:\d{1,2}\.\s+)?|\s+(?P<and>và)\s+"
        r"|\s*(?P<stop>\.)\s+|\s+(?P<dash>[-–])\s*|\s+";
    /// At the end of a place: who works there.
    WHO = r"(?i)\((?:khối|đảng|chính quyền|trụ sở (?:hđnd|cơ quan)|bố trí cho|tiếp nhận hồ sơ)[^()]*\)$";
    /// At the beginning of a place: an office.
    OFFICE = r"(?i)^(?:tạm (?:thời )?)?(?P<using>sử dụng (?:thêm )?)?(?:(?P<seat>trụ sở)|ubnd (?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tp))\s";
    /// The beginning of a list of offices.
    OFFICES = r"(?i)^(?:sử dụng )?(?:trụ sở|ubnd)\s";
    /// Other offices in such a list.
    OTHER_OFFICE = r"^(?:Trung tâm hành chính công|Bộ phận một cửa|Khối liên cơ quan|Khối đoàn thể|Nhà văn hóa|Trạm phát)";
    HALL = r"(?i)^(?:nhà văn hóa|trung tâm)\s";
    /// The name of a unit; the word behind it tells `huyện Hà Trung` from `Huyện ủy`.
    UNIT = r"(?i)\b(?:xã|phường|thị trấn|huyện|quận|thị xã|thành phố|tp)\s+([\p{L}\d’']+)";
    COMMITTEE = r"(?i)\b(?:huyện|thị|thành|quận) (?:ủy|uỷ)\b";
    COMMUNE = r"(?i)\b(?:xã|phường|thị trấn)\s";
    NUMBER = r"(?i)^(?:số )?\d";
    /// A house number alone: `Số 17 và 19 Nguyễn Văn Trỗi` is one house.
    HOUSE = r"(?i)^(?:số )?[\d/-]+[a-z]?$";
    /// Houses of one street in a row: `85/16 A, 85/8 A và 5 A`.
    HOUSES = r"^\d.*, \d";

    /// What a place handles, behind its address.
    HANDLES = r"(?is)^(?P<text>.*?)\s*(?:\((?P<bracket>(?:tiếp nhận|giải quyết|khối|đảng ủy|đảng,|chính quyền|đoàn thể|bố trí cho)[^()]*)\)|(?P<closing>\))\s*:\s*(?P<colon>tiếp nhận.*))[\s.,]*$";

    /// Several places of which only the first has all of its name: `UBND xã A và B`, `xã A cũ, xã B cũ`.
    ELLIPSIS = r"(?i)\svà (?:xã|phường|thị trấn|trường|trạm|chi cục)\s"
        r"|^ubnd (?:xã )?(?:[\p{L}’']+ ){1,3}và [\p{L}’' ]+$"
        r"|\scũ\)?, (?:xã|phường|thị trấn) .*\scũ|ubnd xã [\p{L} ]+, [\p{L} ]+ \(cũ\)$";
    /// Several places for other reasons.
    SEVERAL = r"(?i)ubnd.*ubnd|\) trụ sở\s|\svà (?:số \d|\d|trụ sở|nhà |trung tâm)";
}

/// The places that a text names, in its order; one, or none, where it names but one or they cannot be
/// told apart.
pub(super) fn split(text: &str) -> Vec<Part<'_>> {
    if UNSURE.is_match(text) {
        return Vec::new();
    }
    let outside = outside_brackets(text);
    let mut labelled = labels(text, &outside);
    if labelled.first().is_none_or(|first| first.at > 0) {
        labelled.insert(0, Start { at: 0, label: None, text: 0 });
    }
    let ends = labelled.iter().skip(1).map(|next| next.at).chain([text.len()]);
    let ends: Vec<usize> = ends.collect();
    let starts: Vec<Start> = labelled
        .into_iter()
        .zip(ends)
        .flat_map(|(start, end)| {
            let more = joints(text, &outside, &start, end);
            std::iter::once(start).chain(more)
        })
        .collect();
    let ends = starts.iter().skip(1).map(|next| next.at).chain([text.len()]);
    let parts: Vec<_> =
        starts.iter().zip(ends).map(|(start, end)| part(text, start, end)).collect();
    let sound = parts.iter().all(|part| part.text.contains(char::is_alphanumeric));
    if sound { parts } else { Vec::new() }
}

/// Whether a text that could not be split, or a part of one, still seems to name more than one place, of
/// which one point could show only one. Where in doubt it does: no point is better than a wrong one.
pub(super) fn names_several(text: &str) -> bool {
    let in_one = |mark: &regex::Match<'_>| HOUSE.is_match(text[..mark.start()].trim());
    UNSURE.is_match(text)
        || ELLIPSIS.is_match(text)
        || SEVERAL.find_iter(text).any(|mark| !in_one(&mark))
}

/// Whether a part is about the Public Administration Service Centre, and nothing else.
pub(super) fn is_centre(part: &Part<'_>) -> bool {
    part.label.is_some_and(|label| CENTRE.is_match(label))
}

/// For every byte whether it is outside of brackets.
fn outside_brackets(text: &str) -> Vec<bool> {
    let mut depth = 0_usize;
    let mut outside = Vec::with_capacity(text.len());
    for byte in text.bytes() {
        if byte == b')' {
            depth = depth.saturating_sub(1);
        }
        outside.push(depth == 0 && byte != b')');
        if byte == b'(' {
            depth += 1;
        }
    }
    outside
}

fn labels(text: &str, outside: &[bool]) -> Vec<Start> {
    let mut starts = Vec::new();
    for found in LABEL.captures_iter(text) {
        let (Some(all), Some(label)) = (found.get(0), found.name("dashed").or(found.name("label")))
        else {
            continue;
        };
        let gap = &text[all.start()..label.start()];
        // Behind nothing but a space a label shows by its capital.
        let shown = all.start() == 0
            || gap.contains(|c: char| !c.is_whitespace())
            || label.as_str().starts_with(char::is_uppercase);
        if shown && outside.get(label.start()) == Some(&true) {
            starts.push(Start { at: all.start(), label: Some(label.range()), text: all.end() });
        }
    }
    starts
}

/// Where, behind a start, further places begin without a label.
fn joints(text: &str, outside: &[bool], start: &Start, end: usize) -> Vec<Start> {
    let stretch = &text[..end];
    let bulleted = stretch[start.text..].trim_start().starts_with(['-', '–']);
    let mut from = start.text;
    let mut starts: Vec<Start> = Vec::new();
    let mut at = from;
    while let Some(joint) = JOINT.captures_at(stretch, at) {
        let Some(all) = joint.get(0) else { break };
        at = all.end();
        if all.start() <= from || !outside[all.start()] {
            continue;
        }
        let (left, right) = (stretch[from..all.start()].trim(), &stretch[all.end()..]);
        let listed = start.label.is_some() || !starts.is_empty();
        let parted = if joint.name("semicolon").is_some() {
            WHO.is_match(left) || by_semicolon(left, right)
        } else if joint.name("and").is_some() {
            who_and_who(left, right) || by_and(left, right)
        } else if joint.name("comma").is_some() {
            who_and_who(left, right) || by_comma(left, right, listed)
        } else if joint.name("dash").is_some() {
            bulleted && right.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        } else if joint.name("stop").is_some() {
            right.starts_with("Điểm giao dịch ")
        } else {
            let office = right.starts_with("Trụ sở ");
            WHO.is_match(left) && (office || NUMBER.is_match(right))
                || right.starts_with("Trụ sở UBND ") && names_unit(left) && !left.ends_with(" tại")
        };
        if parted {
            starts.push(Start { at: all.start(), label: None, text: all.end() });
            from = all.end();
        }
    }
    starts
}

fn who_and_who(left: &str, right: &str) -> bool {
    let next = right.split_inclusive(')').next().unwrap_or_default();
    WHO.is_match(left) && (OFFICE.is_match(right) || WHO.is_match(next))
}

fn by_semicolon(left: &str, right: &str) -> bool {
    let class = |text: &str| gazetteer::fold(text.split(' ').next().unwrap_or_default());
    let same = matches!(
        class(right).as_str(),
        "so" | "thon" | "xom" | "ban" | "ap" | "to" | "khu" | "duong"
    ) && class(left) == class(right);
    OFFICE.is_match(right) || HALL.is_match(right) || (same && COMMUNE.is_match(left))
}

fn by_and(left: &str, right: &str) -> bool {
    if let Some(office) = OFFICE.captures(right) {
        // `Thị ủy và UBND thị xã Quế Võ` is one office, `UBND phường A và UBND phường B` are two.
        return office.name("seat").is_some() || names_unit(left);
    }
    let complete = names_unit(left) || OFFICES.is_match(left);
    HALL.is_match(right) && complete
        || NUMBER.is_match(right) && left.contains(',') && !HOUSES.is_match(left)
}

fn by_comma(left: &str, right: &str, listed: bool) -> bool {
    if !(listed || OFFICES.is_match(left)) {
        return false;
    }
    let complete = names_unit(left) || COMMITTEE.is_match(left) || OTHER_OFFICE.is_match(left);
    match OFFICE.captures(right) {
        // `Trụ sở chính đặt tại xã A, sử dụng trụ sở xã B`: where, and in which house.
        Some(office) if office.name("using").is_some() => false,
        Some(office) if office.name("seat").is_some() => complete,
        Some(_) => names_unit(left),
        None => OTHER_OFFICE.is_match(right) && OFFICES.is_match(left) && (complete || listed),
    }
}

fn names_unit(text: &str) -> bool {
    UNIT.captures_iter(text)
        .filter_map(|found| found.get(1))
        .any(|word| !matches!(word.as_str().to_lowercase().as_str(), "ủy" | "uỷ" | "cũ"))
}

fn part<'t>(text: &'t str, start: &Start, end: usize) -> Part<'t> {
    let label = start.label.clone().and_then(|range| text.get(range));
    let place = trim(&text[start.text..end]);
    let at = start.label.as_ref().map_or(start.text, |label| label.start);
    let found = HANDLES.captures(place);
    let handles = found.as_ref().and_then(|found| {
        let found = found.name("bracket").or(found.name("colon"))?;
        Some(trim(&place[found.range()]))
    });
    let place_end = found.and_then(|found| found.name("closing").or(found.name("text")));
    let place = place_end.map_or(place, |end| trim(&place[..end.end()]));
    Part { label, text: place, handles, at }
}

/// Without the marks between places; the brackets of a place belong to it.
pub(super) fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || ",.;/–-".contains(c))
}

#[cfg(test)]
mod tests;
