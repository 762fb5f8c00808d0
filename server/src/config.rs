//! The command line and its environment variables.

use clap::builder::BoolishValueParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use contract::Route;
use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

/// The backend of Xã Tôi: stores what residents send, says how it stands, and serves the app.
#[derive(Debug, Parser)]
#[command(name = "xa-toi-server", version)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the app and its API until stopped.
    ///
    /// Stop it with Ctrl-C or SIGTERM: requests under way are finished first.
    Serve(Config),
}

/// How to serve.
// The doc comments here are what `--help` prints.
#[derive(Debug, Clone, Args)]
pub struct Config {
    /// Address and port to listen on. Use 0.0.0.0 as the address to be reached from other machines.
    #[arg(
        long,
        env = "XA_TOI_LISTEN",
        value_name = "ADDRESS:PORT",
        default_value = "127.0.0.1:8080",
        value_parser = parse_address
    )]
    pub listen: SocketAddr,

    /// When the port is taken, use the next free one of the 20 after it.
    #[arg(long, env = "XA_TOI_PORT_FALLBACK", value_parser = BoolishValueParser::new())]
    pub port_fallback: bool,

    /// Where submissions are stored: sqlite://FILE, which is created when missing, or
    /// postgres://USER:PASSWORD@HOST/DATABASE.
    // Its value can hold a password, which `--help` must not print.
    #[arg(
        long,
        env = "XA_TOI_DATABASE_URL",
        hide_env_values = true,
        value_name = "URL",
        default_value = "sqlite://xa-toi.db"
    )]
    pub database_url: DatabaseUrl,

    /// The most connections kept to the database.
    #[arg(
        long,
        env = "XA_TOI_DATABASE_CONNECTIONS",
        value_name = "NUMBER",
        default_value_t = 10,
        value_parser = clap::value_parser!(u32).range(1..=1000)
    )]
    pub database_connections: u32,

    /// The folder with the built app: the one that holds index.html.
    #[arg(long, env = "XA_TOI_APP", value_name = "FOLDER", default_value = "dist")]
    pub app: PathBuf,

    /// The path under which a portal shows the app, as in /dich-vu/xa-toi/. It works whether or
    /// not the proxy in front takes the path away.
    #[arg(long, env = "XA_TOI_BASE_PATH", value_name = "PATH", default_value = "/")]
    pub base_path: BasePath,

    /// Which sites may show the app in a frame: 'self', 'none', or addresses like
    /// `https://portal.example.gov.vn` with spaces between them.
    #[arg(long, env = "XA_TOI_FRAME_ANCESTORS", value_name = "SITES", default_value = "'self'")]
    pub frame_ancestors: FrameAncestors,

    /// How many seconds a request may take to arrive.
    #[arg(
        long,
        env = "XA_TOI_REQUEST_TIMEOUT",
        value_name = "SECONDS",
        default_value = "30",
        value_parser = parse_seconds
    )]
    pub request_timeout: Duration,

    /// How many seconds requests under way are given to finish when the server is stopped.
    #[arg(
        long,
        env = "XA_TOI_SHUTDOWN_GRACE",
        value_name = "SECONDS",
        default_value = "30",
        value_parser = parse_seconds
    )]
    pub shutdown_grace: Duration,

    /// How the log on standard error is written.
    #[arg(long, env = "XA_TOI_LOG_FORMAT", value_name = "FORMAT", default_value = "text")]
    pub log_format: LogFormat,

    /// How much the log holds.
    #[arg(long, env = "XA_TOI_LOG_LEVEL", value_name = "LEVEL", default_value = "info")]
    pub log_level: LogLevel,
}

/// How log lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// Lines for people.
    Text,
    /// One JSON object a line, for programs.
    Json,
}

/// How much the log holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogLevel {
    /// Only what failed.
    Error,
    /// Also what may fail soon.
    Warn,
    /// Also one line for every request.
    Info,
    /// Also what helps to find a defect.
    Debug,
}

fn parse_address(text: &str) -> Result<SocketAddr, String> {
    text.parse().map_err(|_| "write an address and a port, like 127.0.0.1:8080".to_owned())
}

fn parse_seconds(text: &str) -> Result<Duration, String> {
    match text.parse() {
        Ok(seconds @ 1..=3600) => Ok(Duration::from_secs(seconds)),
        _ => Err("write whole seconds, from 1 to 3600".to_owned()),
    }
}

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
    fn advice(&self) -> &'static str {
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

/// Why the server cannot start: one line, which says what to do.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// Something else listens there.
    #[error(
        "{0} is taken by another program: stop that one, choose another port with --listen, or \
         add --port-fallback"
    )]
    PortTaken(SocketAddr),
    /// Listening failed otherwise.
    #[error("cannot listen on {0}: {1}. Choose an address of this machine with --listen")]
    Listen(SocketAddr, std::io::Error),
    /// The database does not answer, or is not ours.
    #[error("cannot use the database {url}: {error}. Check --database-url, and {}", .url.advice())]
    Database {
        /// Which.
        url: DatabaseUrl,
        /// Why.
        error: String,
    },
    /// There is no app.
    #[error("there is no index.html in {}: build the app first, or name its folder with --app", .0.display())]
    NoApp(PathBuf),
    /// A page of the app cannot be read.
    #[error("cannot read {}: {error}", file.display())]
    UnreadableApp {
        /// Which.
        file: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// A page of the app does not say where its base is.
    #[error("{} lacks <base href=\"/\">, so that --base-path cannot work: build the app again", .0.display())]
    NoBase(PathBuf),
    /// The tables of places in the program are damaged.
    #[error("the program's own tables of places are damaged: {0}. Build it again")]
    Places(String),
    /// A defect that no configuration changes.
    #[error("the program cannot set itself up: {0}")]
    Defect(String),
}

impl StartError {
    pub(crate) fn defect(error: impl std::error::Error) -> Self {
        Self::Defect(error.to_string())
    }

    pub(crate) fn database(url: &DatabaseUrl, error: &dyn std::error::Error) -> Self {
        // Drivers write several lines at times.
        let error = error.to_string().split_whitespace().collect::<Vec<_>>().join(" ");
        Self::Database { url: url.clone(), error: error.trim_end_matches('.').to_owned() }
    }

    pub(crate) fn page(path: &Path, error: std::io::Error) -> Self {
        Self::UnreadableApp { file: path.to_owned(), error }
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
