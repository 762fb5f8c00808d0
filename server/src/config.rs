//! The command line and its environment variables.

mod values;

pub use values::{BasePath, DatabaseUrl, FrameAncestors};

use clap::builder::{BoolishValueParser, NonEmptyStringValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use gazetteer::data::RowError;
use offices::Body;
use std::fmt::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
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
    /// Write what officers say of their offices.
    #[command(subcommand)]
    Offices(OfficesCommand),
}

/// What can be done with the officers' rows. A server that runs serves them from the next request on.
#[derive(Debug, Subcommand)]
pub enum OfficesCommand {
    /// Take up a file of the form of `data/offices.d`, in the name of an officer.
    ///
    /// Each office of the file takes the place of what was said of it before; offices that are not in the
    /// file stay as they are.
    Import(ImportOffices),
    /// Withdraw what was said of one office.
    Remove(RemoveOffice),
}

/// What to import.
#[derive(Debug, Args)]
pub struct ImportOffices {
    /// The file.
    pub file: PathBuf,
    /// Who says so: kept beside the rows, never shown to residents.
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    pub officer: String,
    /// The database.
    #[command(flatten)]
    pub database: DatabaseOptions,
}

/// What to withdraw.
#[derive(Debug, Args)]
pub struct RemoveOffice {
    /// The five digits of the commune.
    #[arg(long, value_name = "CODE")]
    pub commune: String,
    /// Whose office: service_centre, peoples_committee or police.
    #[arg(long, value_name = "BODY", value_parser = parse_body)]
    pub body: Body,
    /// Which branch, by its name; left out for the main seat.
    #[arg(long, value_name = "NAME")]
    pub branch: Option<String>,
    /// Who says so.
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    pub officer: String,
    /// The database.
    #[command(flatten)]
    pub database: DatabaseOptions,
}

/// Where everything is stored.
#[derive(Debug, Clone, Args)]
pub struct DatabaseOptions {
    /// Where submissions are stored: sqlite://FILE, which is created when missing, or
    /// postgres://USER:PASSWORD@HOST/DATABASE.
    // Its value can hold a password, which `--help` must not print.
    #[arg(
        long = "database-url",
        env = "XA_TOI_DATABASE_URL",
        hide_env_values = true,
        value_name = "URL",
        default_value = "sqlite://xa-toi.db"
    )]
    pub url: DatabaseUrl,
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

    /// The database.
    #[command(flatten)]
    pub database: DatabaseOptions,

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

    /// A folder with files of the form of `data/offices.d`: what the operator knows of offices. It is read
    /// at start; what is no longer in it is withdrawn.
    #[arg(long, env = "XA_TOI_OFFICES", value_name = "FOLDER")]
    pub offices: Option<PathBuf>,

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

fn parse_body(text: &str) -> Result<Body, String> {
    let bodies = [Body::ServiceCentre, Body::PeoplesCommittee, Body::Police];
    let found = bodies.into_iter().find(|body| body.as_str() == text);
    found.ok_or_else(|| format!("write {}", bodies.map(Body::as_str).join(", ")))
}

fn parse_seconds(text: &str) -> Result<Duration, String> {
    match text.parse() {
        Ok(seconds @ 1..=3600) => Ok(Duration::from_secs(seconds)),
        _ => Err("write whole seconds, from 1 to 3600".to_owned()),
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
    /// The operator's folder or an officer's file cannot be read.
    #[error("cannot read {}: {error}", path.display())]
    UnreadableOffices {
        /// Which.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// What the folder or the file says cannot be true.
    #[error("the offices of {} are not sound: {}", path.display(), some(.faults))]
    Offices {
        /// Which.
        path: PathBuf,
        /// Every fault.
        faults: Vec<RowError>,
    },
    /// There is no database into which an officer's word could go.
    #[error("there is no database {0}: name the server's with --database-url")]
    NoDatabase(DatabaseUrl),
    /// There is nothing to withdraw.
    #[error("no officer says anything of this office: nothing was changed")]
    NoSuchOffice,
    /// The tables of places in the program are damaged.
    #[error("the program's own tables of places are damaged: {0}. Build it again")]
    Places(String),
    /// A defect that no configuration changes.
    #[error("the program cannot set itself up: {0}")]
    Defect(String),
}

/// How many faults a message names.
const FAULTS_SHOWN: usize = 5;

/// The first faults, and how many more there are.
fn some(faults: &[RowError]) -> String {
    let shown: Vec<_> = faults.iter().take(FAULTS_SHOWN).map(ToString::to_string).collect();
    let mut text = shown.join("; ");
    if faults.len() > FAULTS_SHOWN {
        // Writing to a String cannot fail.
        let _ = write!(text, "; and {} more", faults.len() - FAULTS_SHOWN);
    }
    text
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
