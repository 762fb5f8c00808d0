//! Reading opening hours.

use super::fields::{Faults, Fields, text};
use crate::Opening;

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
/// The most characters of a note.
const NOTE_MAX: usize = 500;

/// When an office is open, by day, and what else there is to say of it.
pub(super) fn hours(
    fields: &Fields<'_, '_>,
    faults: &mut Faults<'_>,
) -> (Vec<Opening>, Option<String>) {
    let Some(value) = fields.get("hours") else { return (Vec::new(), None) };
    let at = value.span().start;
    let Some(table) = value.get_ref().as_table() else {
        faults.note(at, "write the hours as { mon-fri = [\"07:30-11:30\", \"13:30-17:00\"] }");
        return (Vec::new(), None);
    };
    let mut openings: Vec<Opening> = Vec::new();
    let mut note = None;
    for (key, value) in table {
        if key.get_ref() == "note" {
            note = text("note", value, NOTE_MAX, faults).map(|found| found.value);
            continue;
        }
        let Some((from, to)) = days(key.get_ref()) else {
            let reason = format!(
                "{:?} is no day like mon, no days like mon-fri, and not note",
                key.get_ref()
            );
            faults.note(key.span().start, reason);
            continue;
        };
        if openings.iter().any(|known| known.from <= to && from <= known.to) {
            faults.note(key.span().start, format!("{}: a day stands twice", key.get_ref()));
            continue;
        }
        let Some(times) = value.get_ref().as_array() else {
            faults
                .note(value.span().start, "write the times as [\"07:30-11:30\", \"13:30-17:00\"]");
            continue;
        };
        let mut last = None;
        for time in times {
            match time.get_ref().as_str().and_then(stretch) {
                Some((opens, closes)) if last.is_none_or(|last| last < opens) => {
                    last = Some(closes);
                    openings.push(Opening { from, to, opens, closes });
                }
                Some(_) => faults.note(time.span().start, "times must follow one another"),
                None => faults.note(time.span().start, "write times as \"07:30-11:30\""),
            }
        }
    }
    openings.sort_by_key(|opening| (opening.from, opening.opens));
    (openings, note)
}

/// The numbers of `mon` or of `mon-fri`.
fn days(key: &str) -> Option<(u8, u8)> {
    let day = |name: &str| DAYS.iter().position(|known| *known == name).map(|day| day as u8 + 1);
    let (from, to) = key.split_once('-').unwrap_or((key, key));
    let (from, to) = (day(from)?, day(to)?);
    (from <= to).then_some((from, to))
}

/// The minutes from midnight of `07:30-11:30`.
fn stretch(text: &str) -> Option<(u16, u16)> {
    let minutes = |time: &str| {
        let (hour, minute) = time.split_once(':')?;
        let digits = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
        let (hour, minute): (u16, u16) = match digits(hour) && digits(minute) {
            true => (hour.parse().ok()?, minute.parse().ok()?),
            false => return None,
        };
        let minutes = hour * 60 + minute;
        (minute < 60 && minutes <= 24 * 60).then_some(minutes)
    };
    let (opens, closes) = text.split_once('-')?;
    let (opens, closes) = (minutes(opens.trim())?, minutes(closes.trim())?);
    (opens < closes).then_some((opens, closes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_one_or_a_stretch_of_the_week() {
        assert_eq!(days("mon"), Some((1, 1)));
        assert_eq!(days("mon-fri"), Some((1, 5)));
        assert_eq!(days("sat-sun"), Some((6, 7)));
        for key in ["", "monday", "fri-mon", "mon-", "mon-tue-wed", "Mon"] {
            assert_eq!(days(key), None, "{key}");
        }
    }

    #[test]
    fn a_stretch_of_time_ends_after_it_begins_and_within_the_day() {
        assert_eq!(stretch("07:30-11:30"), Some((450, 690)));
        assert_eq!(stretch("00:00 - 24:00"), Some((0, 1440)));
        for text in
            ["", "07:30", "7:30-11:30", "11:30-07:30", "07:30-07:30", "07:60-08:00", "23:00-24:01"]
        {
            assert_eq!(stretch(text), None, "{text}");
        }
    }
}
