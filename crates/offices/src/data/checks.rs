//! What a telephone number, an e-mail address and a link look like.

use crate::dialled;

/// Whether it is a number that can be dialled in Vietnam: with the 0 in front or with +84, or a short one.
pub(super) fn is_telephone(text: &str) -> bool {
    let written = text.chars().all(|c| c.is_ascii_digit() || " .-()+".contains(c));
    let number = dialled(text);
    let (first, digits) = match number.strip_prefix("+84") {
        Some(rest) => ('0', rest.len() + 1),
        None => (number.chars().next().unwrap_or_default(), number.len()),
    };
    written
        && !number.trim_start_matches('+').contains('+')
        && (number.starts_with("+84") || !number.starts_with('+'))
        && match first {
            '0' => (10..=11).contains(&digits),
            // 113, 1022, 19001234, 1800 599 920
            '1' => (3..=4).contains(&digits) || ((8..=10).contains(&digits) && is_hotline(&number)),
            _ => false,
        }
}

fn is_hotline(number: &str) -> bool {
    number.starts_with("1800") || number.starts_with("1900")
}

/// Whether it looks like an e-mail address.
pub(super) fn is_email(text: &str) -> bool {
    let plain =
        |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_graphic() && b != b'@');
    text.split_once('@').is_some_and(|(name, host)| {
        plain(name) && plain(host) && host.split('.').count() > 1 && host.split('.').all(plain)
    })
}

/// Whether it looks like the address of a page.
pub(super) fn is_url(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or(text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'))
        && !text.contains(|c: char| c.is_whitespace() || "\"<>".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_telephone_number_is_one_that_can_be_dialled_in_vietnam() {
        for number in [
            "028 3822 1234",
            "(024) 3825.4321",
            "0912 345 678",
            "+84 28 3822 1234",
            "1900 1234",
            "1800 599 920",
            "1022",
            "113",
        ] {
            assert!(is_telephone(number), "{number}");
        }
        for number in [
            "",
            "3822 1234",
            "028 3822",
            "028 3822 1234 5678",
            "+1 202 555 0100",
            "+84+28 3822 1234",
            "84 28 3822 1234",
            "028 3822 1234 (gặp Lan)",
            "1234567890",
            "12",
        ] {
            assert!(!is_telephone(number), "{number}");
        }
    }

    #[test]
    fn an_email_address_has_a_name_and_a_host() {
        assert!(is_email("ubnd.saigon@tphcm.gov.vn"));
        for text in ["", "a", "a@b", "@b.vn", "a@b..vn", "a b@c.vn", "a@b@c.vn", "a@ủy.vn"] {
            assert!(!is_email(text), "{text}");
        }
    }

    #[test]
    fn a_link_leads_to_a_page() {
        assert!(is_url("https://saigon.hochiminhcity.gov.vn/lien-he?x=1"));
        for text in
            ["", "saigon.vn", "https://", "https:///x", "javascript:alert(1)", "https://a b"]
        {
            assert!(!is_url(text), "{text}");
        }
    }
}
