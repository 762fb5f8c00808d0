//! What a client takes, and what it holds already.

use axum::http::{HeaderMap, header};

/// Whether the client holds what has this entity tag.
pub(crate) fn has(asked: &HeaderMap, tag: &str) -> bool {
    list(asked, header::IF_NONE_MATCH).any(|known| known.trim_start_matches("W/") == tag)
}

/// Whether a coding is named in `Accept-Encoding`, and not with a weight of zero.
pub(crate) fn accepts(asked: &HeaderMap, coding: &str) -> bool {
    list(asked, header::ACCEPT_ENCODING).any(|item| {
        let (name, weight) = item.split_once(';').unwrap_or((item, ""));
        let weight = weight.trim().trim_start_matches("q=").parse::<f32>();
        name.trim().eq_ignore_ascii_case(coding) && weight != Ok(0.0)
    })
}

/// The items of a header that is a list.
fn list(headers: &HeaderMap, name: header::HeaderName) -> impl Iterator<Item = &str> {
    let values = headers.get_all(name).into_iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asking(encodings: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(header::ACCEPT_ENCODING, encodings.parse().unwrap())])
    }

    #[test]
    fn a_coding_is_taken_only_when_asked_for() {
        assert!(accepts(&asking("gzip, deflate, br"), "br"));
        assert!(accepts(&asking("gzip;q=0.5, BR; q=0.1"), "br"));
        assert!(!accepts(&asking("gzip, br;q=0"), "br"));
        assert!(!accepts(&asking("gzip, br; q=0.000"), "br"));
        assert!(!accepts(&asking("brotli"), "br"));
        assert!(!accepts(&HeaderMap::new(), "br"));
    }
}
