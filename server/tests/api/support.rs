//! Starting the server, and speaking to it.

use contract::{CaseId, CaseRecord, PutCase, RecordDraft, Secret, TrackingCode};
use reqwest::{Client, Method, RequestBuilder, StatusCode};
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Row};
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use xa_toi_server::Server;
use xa_toi_server::config::{Config, DatabaseOptions, LogFormat, LogLevel};

/// Makes a test of each function, once with SQLite and once with PostgreSQL.
macro_rules! on_both_databases {
    ($($test:ident),* $(,)?) => {
        mod sqlite {
            $(#[tokio::test] async fn $test() {
                super::$test($crate::support::Engine::Sqlite).await;
            })*
        }
        mod postgres {
            $(#[tokio::test] async fn $test() {
                super::$test($crate::support::Engine::Postgres).await;
            })*
        }
    };
}

/// Which database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// An empty database of one test's own.
pub struct Database {
    pub engine: Engine,
    pub url: String,
    folder: TempDir,
}

impl Database {
    pub async fn new(engine: Engine) -> Self {
        sqlx::any::install_default_drivers();
        let folder = tempfile::tempdir().unwrap();
        let url = match engine {
            Engine::Sqlite => format!("sqlite://{}", folder.path().join("test.db").display()),
            Engine::Postgres => {
                static NEXT: AtomicU32 = AtomicU32::new(0);
                let number = NEXT.fetch_add(1, Ordering::Relaxed);
                let name = format!("test_{}_{number}", std::process::id());
                admin(&format!("CREATE DATABASE {name}")).await;
                let (server, _) = postgres_url().rsplit_once('/').map(own).unwrap();
                format!("{server}/{name}")
            }
        };
        Self { engine, url, folder }
    }

    fn name(&self) -> &str {
        self.url.rsplit('/').next().unwrap()
    }

    pub async fn connect(&self) -> AnyConnection {
        AnyConnection::connect(&self.url).await.unwrap()
    }

    /// The rows of a query that selects texts only; NULL is shown as `NULL`.
    pub async fn rows(&self, query: &str) -> Vec<Vec<String>> {
        let mut connection = self.connect().await;
        let rows =
            sqlx::query(AssertSqlSafe(query.to_owned())).fetch_all(&mut connection).await.unwrap();
        connection.close().await.unwrap();
        let cell = |row: &sqlx::any::AnyRow, column| {
            row.get::<Option<String>, _>(column).unwrap_or_else(|| "NULL".to_owned())
        };
        rows.iter().map(|row| (0..row.len()).map(|column| cell(row, column)).collect()).collect()
    }

    /// How many rows a table has.
    pub async fn count(&self, table: &str) -> String {
        let query = format!("SELECT CAST(COUNT(*) AS TEXT) FROM {table}");
        self.rows(&query).await.concat().concat()
    }

    /// Breaks all connections to a PostgreSQL database, and waits until they are broken.
    pub async fn disconnect(&self) {
        admin(&format!(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname = '{}'",
            self.name()
        ))
        .await;
    }

    /// Takes the database away from under the server.
    pub async fn destroy(&self) {
        match self.engine {
            Engine::Sqlite => std::fs::remove_file(self.folder.path().join("test.db")).unwrap(),
            Engine::Postgres => admin(&format!("DROP DATABASE {} WITH (FORCE)", self.name())).await,
        }
    }
}

fn own((a, b): (&str, &str)) -> (String, String) {
    (a.to_owned(), b.to_owned())
}

fn postgres_url() -> String {
    std::env::var("TEST_POSTGRES_URL")
        .unwrap_or_else(|_| panic!("run `make test`, which starts a throw-away PostgreSQL"))
}

async fn admin(statement: &str) {
    let mut connection = AnyConnection::connect(&postgres_url()).await.unwrap();
    sqlx::query(AssertSqlSafe(statement.to_owned())).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

/// A folder like the one the app is built into.
pub fn built_app() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, content: &[u8]| {
        let file = folder.path().join(name);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, content).unwrap();
    };
    let page = |body: &str| {
        format!(
            "<!DOCTYPE html>\n<html lang=\"vi\"><head><base href=\"/\"></head><body>{body}</body></html>\n"
        )
    };
    write("index.html", page("<h1>Trang chủ</h1>").as_bytes());
    write("shell.html", page("<main>Khung</main>").as_bytes());
    write("xa-toi-0123456789abcdef.js", b"export default 1;");
    write("xa-toi-0123456789abcdef.js.br", b"brotli of the script");
    write("xa-toi-0123456789abcdef.js.gz", b"gzip of the script");
    write("xa-toi-0123456789abcdef_bg.wasm", b"\0asm\x01\0\0\0");
    write("packs/places-01234567.bin", b"\x01\x02\x03");
    write("manifest.webmanifest", b"{}");
    write("sw.js", b"// service worker");
    write("tên có dấu.txt", b"x");
    write(".env", b"SECRET=1");
    write("packs/.hidden", b"SECRET=1");
    folder
}

/// The configuration that the tests start from.
pub fn config(database: &Database, app: &Path) -> Config {
    Config {
        listen: "127.0.0.1:0".parse().unwrap(),
        port_fallback: false,
        database: DatabaseOptions { url: database.url.parse().unwrap() },
        database_connections: 10,
        app: app.to_owned(),
        offices: None,
        base_path: "/".parse().unwrap(),
        frame_ancestors: "'self'".parse().unwrap(),
        request_timeout: Duration::from_secs(30),
        shutdown_grace: Duration::from_secs(30),
        log_format: LogFormat::Text,
        log_level: LogLevel::Error,
    }
}

/// A running server.
pub struct App {
    pub database: Database,
    pub port: u16,
    client: Client,
    stop: Option<oneshot::Sender<()>>,
    task: JoinHandle<()>,
    _folder: TempDir,
}

pub async fn spawn_app(engine: Engine) -> App {
    spawn_app_with(Database::new(engine).await, |_| {}).await
}

pub async fn spawn_app_with(database: Database, change: impl FnOnce(&mut Config)) -> App {
    let folder = built_app();
    let mut config = config(&database, folder.path());
    change(&mut config);
    let server = Server::start(&config).await.unwrap();
    let port = server.port();
    let (stop, stopped) = oneshot::channel();
    let task = tokio::spawn(server.run(async {
        let _ = stopped.await;
    }));
    let client = Client::builder().no_proxy().build().unwrap();
    App { database, port, client, stop: Some(stop), task, _folder: folder }
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: reqwest::header::HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    #[track_caller]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    #[track_caller]
    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap()
    }

    #[track_caller]
    pub fn json<T: serde::de::DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

impl App {
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, self.url(path))
    }

    pub async fn get(&self, path: &str) -> Answer {
        send(self.request(Method::GET, path)).await
    }

    /// A `PUT` of any bytes as JSON to the address of a case.
    pub async fn put_bytes(&self, id: &str, body: impl Into<reqwest::Body>) -> Answer {
        let path = format!("{}/{id}", contract::CASES_PATH);
        let request = self.request(Method::PUT, &path).header("content-type", "application/json");
        send(request.body(body)).await
    }

    pub async fn put(&self, case: &PutCase) -> Answer {
        self.put_bytes(&case.record.id, serde_json::to_vec(case).unwrap()).await
    }

    pub async fn track(&self, code: &str) -> Answer {
        self.get(&format!("{}/{code}", contract::TRACKING_PATH)).await
    }

    /// Sends bytes as they are on a connection of their own, and reads until the server closes it.
    pub async fn raw(&self, bytes: &[u8]) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).await.unwrap();
        stream.write_all(bytes).await.unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Stops it and waits until it has stopped.
    pub async fn stop(mut self) -> Database {
        drop(self.stop.take());
        // A connection that the client keeps for later is not one under way.
        drop(self.client);
        self.task.await.unwrap();
        self.database
    }
}

pub async fn send(request: RequestBuilder) -> Answer {
    let response = request.send().await.unwrap();
    let (status, headers) = (response.status(), response.headers().clone());
    Answer { status, headers, bytes: response.bytes().await.unwrap().to_vec() }
}

/// A submission; another number is another case.
pub fn draft(number: u64) -> RecordDraft {
    RecordDraft {
        v: 1,
        id: CaseId::new(1_763_712_000_000 + number, &[7; 10]).to_string(),
        code: TrackingCode::from_random(number.wrapping_mul(0x9e37_79b9_7f4a_7c15)).to_string(),
        secret_hash: Secret::from_random([9; 16]).hash().to_string(),
        salt: "cd".repeat(16),
        commune: "26740".into(),
        kind: "problem".into(),
        words: "Đèn đường trước nhà số 5 không sáng.".into(),
        name: Some("Nguyễn Thị Lan".into()),
        telephone: Some("0912 345 678".into()),
        written_at: "2026-11-21T08:00:00Z".into(),
    }
}

/// A draft with the commitment that belongs to it.
pub fn sealed(record: RecordDraft) -> PutCase {
    let commitment = CaseRecord::from_draft(record.clone()).unwrap().commitment();
    PutCase { record, commitment }
}

pub fn case(number: u64) -> PutCase {
    sealed(draft(number))
}
