//! Options that are more than a text or a number: whatever has one of these types is valid.

use contract::Route;
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

/// Where the database is. `Display` leaves out user and password.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// A file, created when missing.
    Sqlite(PathBuf),
    /// The whole URL of a PostgreSQL database.
    Postgres(String),
}

impl DatabaseUrl {
    /// What to look at when it cannot be used.
    pub(super) fn advice(&self) -> &'static str {
        match self {
            Self::Sqlite(_) => "that its folder is there and can be written to",
            Self::Postgres(_) => "that the database is running and lets this user in",
        }
    }
}

impl FromStr for DatabaseUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Ok(Self::Postgres(text.to_owned()));
        }
        let path = text.strip_prefix("sqlite://").or_else(|| text.strip_prefix("sqlite:"));
        match path {
            Some(path) if path.contains(":memory:") => {
                Err("a database in memory would be lost at the next stop; name a file".to_owned())
            }
            Some(path) if !path.is_empty() && !path.contains('?') => {
                Ok(Self::Sqlite(PathBuf::from(path)))
            }
            _ => Err("write sqlite://FILE or postgres://USER:PASSWORD@HOST/DATABASE".to_owned()),
        }
    }
}

impl fmt::Display for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite://{}", path.display()),
            Self::Postgres(url) => {
                let rest = url.split_once("://").map_or("", |(_, rest)| rest);
                let rest = rest.split(['?', '#']).next().unwrap_or_default();
                let host = rest.rsplit_once('@').map_or(rest, |(_, host)| host);
                write!(f, "postgres://{host}")
            }
        }
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A path that begins and ends with a slash.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BasePath(String);

impl BasePath {
    /// The path, with a slash at both ends.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What of a request's path lies below the base, with a slash in front. A path that is not
    /// below it is taken as one that a proxy has shortened already.
    pub(crate) fn below<'a>(&self, path: &'a str) -> &'a str {
        let base = self.0.trim_end_matches('/');
        match path.strip_prefix(base) {
            Some("") => "/",
            Some(rest) if rest.starts_with('/') => rest,
            _ => path,
        }
    }
}

impl FromStr for BasePath {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let segment = |segment: &str| {
            !segment.is_empty()
                && !segment.starts_with('.')
                && segment.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~".contains(&b))
        };
        if text == "/" {
            return Ok(Self("/".to_owned()));
        }
        let inner = text.strip_prefix('/').map(|rest| rest.strip_suffix('/').unwrap_or(rest));
        let Some(inner) = inner.filter(|inner| inner.split('/').all(segment)) else {
            return Err(
                "write a path of letters, digits and hyphens, like /dich-vu/xa-toi/".to_owned()
            );
        };
        let first = inner.split('/').next().unwrap_or_default();
        if is_own_path(first) {
            // With the proxy taking the path away, /xa/26740 could mean two things.
            return Err(format!("the app has a page /{first} of its own; choose another path"));
        }
        Ok(Self(format!("/{inner}/")))
    }
}

/// Whether the app or the API has paths that begin so.
fn is_own_path(first: &str) -> bool {
    let pages = Route::EXAMPLES.iter().filter_map(|path| path.split('/').next());
    ["api", "healthz", "readyz", "metrics"].into_iter().chain(pages).any(|own| own == first)
}

impl fmt::Display for BasePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The sites that may show the app in a frame, as the Content-Security-Policy writes them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameAncestors(String);

impl FrameAncestors {
    /// The value of the directive.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for FrameAncestors {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let sites: Vec<&str> = text.split_ascii_whitespace().collect();
        let valid = match sites.as_slice() {
            [] => false,
            ["'none'"] => true,
            sites => sites.iter().all(|site| *site == "'self'" || is_site(site)),
        };
        if valid {
            Ok(Self(sites.join(" ")))
        } else {
            Err("write 'self', 'none' (with their quotes), or addresses like \
                 https://portal.example.gov.vn with spaces between them"
                .to_owned())
        }
    }
}

/// `https://*.example.vn:8443`. Any scheme, because the shells of super apps have their own.
fn is_site(site: &str) -> bool {
    let Some((scheme, host)) = site.split_once("://") else { return false };
    let (host, port) = host.split_once(':').unwrap_or((host, "*"));
    let name = host.strip_prefix("*.").unwrap_or(host);
    scheme.starts_with(|c: char| c.is_ascii_lowercase())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
        && !name.is_empty()
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-.".contains(&b))
        && (port == "*" || (!port.is_empty() && port.bytes().all(|b| b.is_ascii_digit())))
}

impl fmt::Display for FrameAncestors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_below_the_base_is_found_with_and_without_the_base() {
        let base: BasePath = "/dich-vu/xa-toi".parse().unwrap();
        assert_eq!(base.as_str(), "/dich-vu/xa-toi/");
        for (path, below) in [
            ("/dich-vu/xa-toi/xa/26740", "/xa/26740"),
            ("/dich-vu/xa-toi/", "/"),
            ("/dich-vu/xa-toi", "/"),
            ("/xa/26740", "/xa/26740"),
            ("/dich-vu/xa-toi-khac", "/dich-vu/xa-toi-khac"),
        ] {
            assert_eq!(base.below(path), below);
        }
    }

    #[test]
    fn the_root_as_base_takes_nothing_away() {
        let base: BasePath = "/".parse().unwrap();
        assert_eq!(base.below("/"), "/");
        assert_eq!(base.below("/xa/26740"), "/xa/26740");
    }

    #[test]
    fn a_base_path_must_be_plain_and_not_one_of_our_own() {
        for text in ["", "x", "//", "/a//b/", "/../x/", "/.x/", "/a b/", "/a\"b/", "/đ/", "/a?b/"]
        {
            assert!(text.parse::<BasePath>().is_err(), "{text}");
        }
        for text in ["/xa/", "/api/v2/", "/metrics", "/ho-so/"] {
            assert!(text.parse::<BasePath>().is_err(), "{text}");
        }
    }

    #[test]
    fn frame_ancestors_take_the_keywords_and_sites() {
        for text in [
            "'none'",
            "'self'",
            "'self' https://portal.example.gov.vn",
            "https://*.example.vn:8443 zbrowser://h5.zdn.vn http://localhost:*",
        ] {
            assert!(text.parse::<FrameAncestors>().is_ok(), "{text}");
        }
    }

    #[test]
    fn frame_ancestors_cannot_carry_another_directive() {
        for text in [
            "",
            "self",
            "'none' 'self'",
            "'self'; script-src *",
            "https://a,b",
            "*",
            "https://",
            "https://a/b",
            "https://a:",
            "https://a\u{7f}b",
        ] {
            assert!(text.parse::<FrameAncestors>().is_err(), "{text:?}");
        }
    }

    #[test]
    fn the_password_is_not_shown() {
        let url: DatabaseUrl = "postgres://u:p%40ss@db.example/x?password=p".parse().unwrap();
        assert_eq!(url.to_string(), "postgres://db.example/x");
        assert_eq!(format!("{url:?}"), "postgres://db.example/x");
    }

    #[test]
    fn only_databases_that_last_are_taken() {
        for text in ["", "xa-toi.db", "mysql://x", "sqlite://", "sqlite::memory:", "sqlite://x?a=b"]
        {
            assert!(text.parse::<DatabaseUrl>().is_err(), "{text}");
        }
        assert_eq!("sqlite:x.db".parse(), Ok(DatabaseUrl::Sqlite("x.db".into())));
    }
}
