//! The addresses of the app's pages: what is linked, shared and printed must stay valid for ever.

use crate::TrackingCode;
use gazetteer::{CommuneCode, ProvinceCode};
use std::fmt;

/// A page of the app.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Route {
    /// The five tasks.
    Home,
    /// Find a commune by typing, or choose a province.
    Find,
    /// Find a commune by where the phone is.
    Locate,
    /// Rewrite many addresses at once.
    Convert,
    /// The communes of a province.
    Province(ProvinceCode),
    /// A commune and its office.
    Commune(CommuneCode),
    /// The list of procedures.
    Procedures,
    /// Write feedback; to a commune when it is known already.
    Feedback(Option<CommuneCode>),
    /// Write a proposal; to a commune when it is known already.
    Proposal(Option<CommuneCode>),
    /// What was sent from this phone, and any case by its code.
    Cases,
    /// One case.
    Case(TrackingCode),
    /// Where the data is from, and what happens to what one writes.
    About,
}

impl Route {
    /// The path of one example of every page, for tests that visit them all.
    pub const EXAMPLES: [&str; 14] = [
        "./",
        "tim",
        "tim/vi-tri",
        "doi-dia-chi",
        "tinh/79",
        "xa/26740",
        "thu-tuc",
        "phan-anh",
        "phan-anh/26740",
        "gop-y",
        "gop-y/26740",
        "ho-so",
        "ho-so/XT-0000-0000-0000-0",
        "gioi-thieu",
    ];

    /// Reads a path below the app's base, with or without slashes at its ends.
    pub fn parse(path: &str) -> Option<Self> {
        let mut parts = path.trim_matches('/').split('/');
        let first = parts.next()?;
        let second = parts.next();
        if parts.next().is_some() {
            return None;
        }
        let commune = |code: Option<&str>| code.map(str::parse).transpose().ok();
        Some(match (first, second) {
            ("", None) => Self::Home,
            ("tim" | "tinh", None) => Self::Find,
            ("tim", Some("vi-tri")) => Self::Locate,
            ("doi-dia-chi", None) => Self::Convert,
            ("tinh", Some(code)) => Self::Province(code.parse().ok()?),
            ("xa", Some(code)) => Self::Commune(code.parse().ok()?),
            ("thu-tuc", None) => Self::Procedures,
            ("phan-anh", code) => Self::Feedback(commune(code)?),
            ("gop-y", code) => Self::Proposal(commune(code)?),
            ("ho-so", None) => Self::Cases,
            ("ho-so", Some(code)) => Self::Case(code.parse().ok()?),
            ("gioi-thieu", None) => Self::About,
            _ => return None,
        })
    }
}

/// The path below the app's base, without a slash in front: it is relative to `<base href>`.
impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Home => f.write_str("./"),
            Self::Find => f.write_str("tim"),
            Self::Locate => f.write_str("tim/vi-tri"),
            Self::Convert => f.write_str("doi-dia-chi"),
            Self::Province(code) => write!(f, "tinh/{code}"),
            Self::Commune(code) => write!(f, "xa/{code}"),
            Self::Procedures => f.write_str("thu-tuc"),
            Self::Feedback(None) => f.write_str("phan-anh"),
            Self::Feedback(Some(code)) => write!(f, "phan-anh/{code}"),
            Self::Proposal(None) => f.write_str("gop-y"),
            Self::Proposal(Some(code)) => write!(f, "gop-y/{code}"),
            Self::Cases => f.write_str("ho-so"),
            Self::Case(code) => write!(f, "ho-so/{code}"),
            Self::About => f.write_str("gioi-thieu"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_read_from_its_own_path() {
        for path in Route::EXAMPLES {
            let route = Route::parse(path.trim_start_matches("./"));
            assert_eq!(route.map(|r| r.to_string()).as_deref(), Some(path));
        }
    }

    #[test]
    fn slashes_at_the_ends_do_not_matter() {
        assert_eq!(Route::parse("/"), Some(Route::Home));
        assert_eq!(Route::parse("/thu-tuc/"), Some(Route::Procedures));
    }

    #[test]
    fn a_shortened_address_of_a_province_leads_to_the_choice_of_provinces() {
        assert_eq!(Route::parse("/tinh"), Some(Route::Find));
    }

    #[test]
    fn what_is_no_page_is_none() {
        for path in
            ["/xa", "/xa/1", "/xa/26740/x", "/phan-anh/", "/khac", "/ho-so/XT-1", "//", "/tinh/ab"]
        {
            let expected = match path {
                "/phan-anh/" => Some(Route::Feedback(None)),
                "//" => Some(Route::Home),
                _ => None,
            };
            assert_eq!(Route::parse(path), expected, "{path}");
        }
    }
}
