//! Dates and numbers as people read them.

use crate::Lang;

/// `2026-09-01` as 1/9/2026, `2026-09` as 9/2026; a bare year stays as it is. English keeps the
/// unambiguous ISO form.
pub fn date(lang: Lang, iso: &str) -> String {
    if lang == Lang::En {
        return iso.to_owned();
    }
    let parts: Vec<&str> = iso.rsplit('-').map(|part| part.trim_start_matches('0')).collect();
    parts.join("/")
}

/// `2026-11-21T15:04:05+07:00` as 15:04 ngày 21/11/2026.
pub fn moment(lang: Lang, rfc3339: &str) -> String {
    let Some((day, time)) = rfc3339.split_once('T') else {
        return rfc3339.to_owned();
    };
    let minutes = time.get(..5).unwrap_or(time);
    match lang {
        Lang::Vi => format!("{minutes} ngày {}", date(lang, day)),
        Lang::En => format!("{day} {minutes}"),
    }
}

/// A number of tenths with one decimal: 12,3, in English 12.3.
pub fn tenths(lang: Lang, tenths: u32) -> String {
    let point = if lang == Lang::Vi { ',' } else { '.' };
    format!("{}{point}{}", number(lang, (tenths / 10) as usize), tenths % 10)
}

/// A day of the week, 1 to 7 from Monday as in ISO 8601; empty for any other number.
pub fn weekday(lang: Lang, day: u8) -> &'static str {
    let names = match lang {
        Lang::Vi => ["thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật"],
        Lang::En => ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    };
    day.checked_sub(1).and_then(|day| names.get(usize::from(day))).copied().unwrap_or_default()
}

/// A unit's name inside a sentence: Vietnamese writes its type word small there.
pub fn mid_sentence(lang: Lang, name: &str) -> String {
    let (first, rest) = match name.chars().next() {
        Some(first) if lang == Lang::Vi => (first, &name[first.len_utf8()..]),
        _ => return name.to_owned(),
    };
    let small = match first {
        'Đ' => 'đ',
        other => other.to_ascii_lowercase(),
    };
    format!("{small}{rest}")
}

/// A whole number with its thousands set apart: 1.234.567, in English 1,234,567.
pub fn number(lang: Lang, value: usize) -> String {
    let separator = match lang {
        Lang::Vi => '.',
        Lang::En => ',',
    };
    let digits = value.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(separator);
        }
        grouped.push(digit);
    }
    grouped
}

/// A number of hundredths as a decimal number with the language's own marks: 297 is 2,97.
pub fn hundredths(lang: Lang, value: u32) -> String {
    let mark = match lang {
        Lang::Vi => ',',
        Lang::En => '.',
    };
    format!("{}{mark}{:02}", number(lang, (value / 100) as usize), value % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tenths_have_one_decimal() {
        assert_eq!(tenths(Lang::Vi, 123), "12,3");
        assert_eq!(tenths(Lang::En, 7), "0.7");
    }

    #[test]
    fn the_week_begins_on_monday() {
        assert_eq!(weekday(Lang::Vi, 1), "thứ Hai");
        assert_eq!(weekday(Lang::En, 7), "Sunday");
        assert_eq!(weekday(Lang::En, 0), "");
        assert_eq!(weekday(Lang::En, 8), "");
    }

    #[test]
    fn dates_are_read_day_first_in_vietnamese() {
        assert_eq!(date(Lang::Vi, "2026-09-01"), "1/9/2026");
        assert_eq!(date(Lang::En, "2026-09-01"), "2026-09-01");
        assert_eq!(date(Lang::Vi, "2026-09"), "9/2026");
        assert_eq!(date(Lang::Vi, "2025"), "2025");
    }

    #[test]
    fn a_moment_shows_the_minutes() {
        assert_eq!(moment(Lang::Vi, "2026-11-21T15:04:05+07:00"), "15:04 ngày 21/11/2026");
    }

    #[test]
    fn hundredths_have_two_decimals() {
        assert_eq!(hundredths(Lang::Vi, 297), "2,97");
        assert_eq!(hundredths(Lang::En, 123_405), "1,234.05");
    }

    #[test]
    fn a_type_word_is_small_inside_a_vietnamese_sentence() {
        assert_eq!(mid_sentence(Lang::Vi, "Phường Sài Gòn"), "phường Sài Gòn");
        assert_eq!(mid_sentence(Lang::Vi, "Đặc khu Lý Sơn"), "đặc khu Lý Sơn");
        assert_eq!(mid_sentence(Lang::En, "Phường Sài Gòn"), "Phường Sài Gòn");
        assert_eq!(mid_sentence(Lang::Vi, ""), "");
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(number(Lang::Vi, 1_234_567), "1.234.567");
        assert_eq!(number(Lang::En, 3321), "3,321");
        assert_eq!(number(Lang::Vi, 999), "999");
    }
}
