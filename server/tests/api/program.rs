//! The program itself: its command line, its log, and how it stops.

use crate::support::{Database, Engine, built_app, case};
use clap::CommandFactory;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use xa_toi_server::config::Cli;

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xa-toi-server"));
    // What the developer's own shell has set must not matter.
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("XA_TOI_")) {
        command.env_remove(name);
    }
    command
}

/// The program serving, and killed when the test is over.
struct Running {
    child: Child,
    url: String,
    port: u16,
}

impl Running {
    fn start(database: &Database, app: &Path, more: &[&str]) -> Self {
        let mut child = program()
            .args(["serve", "--listen", "127.0.0.1:0", "--database-url", &database.url, "--app"])
            .arg(app)
            .args(more)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let url = line.strip_prefix("Xã Tôi is at ").unwrap_or_default().trim().to_owned();
        let port = url.split(':').nth(2).and_then(|rest| rest.split('/').next()).unwrap();
        Self { port: port.parse().unwrap(), url, child }
    }

    fn connect(&self) -> TcpStream {
        TcpStream::connect(("127.0.0.1", self.port)).unwrap()
    }

    fn terminate(&self) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &id]).status().unwrap().success());
    }

    /// Waits for its end: whether it was a success, and its log.
    fn end(mut self) -> (bool, String) {
        let mut log = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        (self.child.wait().unwrap().success(), log)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

on_both_databases!(
    a_killed_server_has_lost_nothing_it_gave_a_receipt_for,
    a_request_under_way_is_finished_when_the_server_is_stopped,
    the_log_tells_of_requests_and_names_nobody,
);

async fn put(server: &Running) -> (reqwest::StatusCode, String) {
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let request = client.put(format!("{}api/v1/cases/{}", server.url, case(1).record.id));
    let request = request.header("content-type", "application/json");
    let answer = request.body(serde_json::to_vec(&case(1)).unwrap()).send().await.unwrap();
    (answer.status(), answer.text().await.unwrap())
}

async fn a_killed_server_has_lost_nothing_it_gave_a_receipt_for(engine: Engine) {
    let (database, app) = (Database::new(engine).await, built_app());
    let server = Running::start(&database, app.path(), &[]);
    let (status, receipt) = put(&server).await;
    assert_eq!(status, 201);
    // Kills, without asking.
    drop(server);
    let server = Running::start(&database, app.path(), &[]);
    assert_eq!(put(&server).await, (reqwest::StatusCode::OK, receipt));
}

async fn a_request_under_way_is_finished_when_the_server_is_stopped(engine: Engine) {
    let database = Database::new(engine).await;
    let app = built_app();
    let server = Running::start(&database, app.path(), &[]);
    let body = serde_json::to_vec(&case(1)).unwrap();
    let mut slow = server.connect();
    // The server says "100 Continue" when it begins to read the body: from then on the request
    // is under way.
    write!(
        slow,
        "PUT /api/v1/cases/{} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n\
         content-length: {}\r\nexpect: 100-continue\r\n\r\n",
        case(1).record.id,
        body.len()
    )
    .unwrap();
    let mut answer = BufReader::new(slow.try_clone().unwrap());
    let mut line = String::new();
    answer.read_line(&mut line).unwrap();
    assert_eq!(line, "HTTP/1.1 100 Continue\r\n");
    slow.write_all(&body[..10]).unwrap();
    server.terminate();
    while TcpStream::connect(("127.0.0.1", server.port)).is_ok() {
        std::thread::yield_now();
    }
    slow.write_all(&body[10..]).unwrap();
    let mut rest = String::new();
    answer.read_to_string(&mut rest).unwrap();
    assert!(rest.trim_start().starts_with("HTTP/1.1 201 Created\r\n"), "{rest}");
    assert!(rest.contains(&case(1).record.code), "{rest}");
    let (success, log) = server.end();
    assert!(success, "{log}");
    assert_eq!(database.count("cases").await, "1");
}

async fn the_log_tells_of_requests_and_names_nobody(engine: Engine) {
    let database = Database::new(engine).await;
    let app = built_app();
    let server = Running::start(&database, app.path(), &["--log-format", "json"]);
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let case = case(1);
    let code = &case.record.code;
    let put = client.put(format!("{}api/v1/cases/{}", server.url, case.record.id));
    let put = put.header("content-type", "application/json");
    let answer = put.body(serde_json::to_vec(&case).unwrap()).send().await.unwrap();
    let request_id = answer.headers()["x-request-id"].to_str().unwrap().to_owned();
    for path in [format!("api/v1/tracking/{code}"), format!("ho-so/{code}?ten=Lan"), code.clone()] {
        client.get(format!("{}{path}", server.url)).send().await.unwrap();
    }
    drop(client);
    server.terminate();
    let (success, log) = server.end();
    assert!(success, "{log}");
    let lines: Vec<serde_json::Value> =
        log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let put = lines.iter().find(|line| line["fields"]["method"] == "PUT").unwrap();
    assert_eq!(put["fields"]["route"], "/api/v1/cases/{id}");
    assert_eq!(put["fields"]["status"], 201);
    assert!(put["fields"]["milliseconds"].is_u64());
    assert_eq!(put["span"]["id"], request_id);
    let record = &case.record;
    for secret in [code, &record.id, &record.salt, &record.words, "Lan", "0912", "127.0.0.1"] {
        assert!(!log.contains(secret), "{secret}\n{log}");
    }
}

#[test]
fn help_explains_every_option_and_names_its_variable() {
    let output = program().args(["serve", "--help"]).output().unwrap();
    assert!(output.status.success() && output.stderr.is_empty());
    let help = String::from_utf8(output.stdout).unwrap();
    let cli = Cli::command();
    let options = cli.find_subcommand("serve").unwrap().get_arguments();
    for option in options.filter(|option| option.get_id() != "help") {
        let long = option.get_long().unwrap();
        let variable = format!("XA_TOI_{}", long.to_uppercase().replace('-', "_"));
        assert_eq!(option.get_env().unwrap(), variable.as_str());
        assert!(help.contains(&format!("--{long}")), "{long}");
        assert!(help.contains(&format!("[env: {variable}")), "{variable}");
        assert!(option.get_help().is_some(), "{long}");
    }
}

#[test]
fn help_does_not_show_the_password_in_the_environment() {
    let mut command = program();
    command.args(["serve", "--help"]).env("XA_TOI_DATABASE_URL", "postgres://u:hunter2@h/d");
    let output = command.output().unwrap();
    assert!(!String::from_utf8_lossy(&output.stdout).contains("hunter2"));
}

#[track_caller]
fn assert_one_line(output: &Output, expected: &str) {
    let error = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{error}");
    assert!(output.stdout.is_empty());
    assert_eq!(error.lines().count(), 1, "{error}");
    assert!(error.starts_with("xa-toi-server: "), "{error}");
    assert!(error.contains(expected), "expected {expected:?}: {error}");
}

#[test]
fn a_bad_value_is_one_line_that_says_what_to_write() {
    for (arguments, expected) in [
        (["--listen", "nonsense"], "write an address and a port, like 127.0.0.1:8080"),
        (["--base-path", "x"], "write a path of letters"),
        (["--base-path", "/xa/"], "choose another path"),
        (["--frame-ancestors", "'self'; script-src *"], "write 'self', 'none'"),
        (["--database-url", "mysql://x"], "write sqlite://FILE or postgres://"),
        (["--request-timeout", "soon"], "write whole seconds"),
        (["--shutdown-grace", "0"], "write whole seconds"),
        (["--database-connections", "0"], "--database-connections"),
        (["--log-format", "xml"], "[possible values: text, json]"),
        (["--surprise", "x"], "--surprise"),
    ] {
        let output = program().arg("serve").args(arguments).output().unwrap();
        assert_one_line(&output, expected);
    }
    assert_one_line(&program().output().unwrap(), "say what to do: `xa-toi-server serve`");
    let mut command = program();
    let output = command.arg("serve").env("XA_TOI_LISTEN", "nonsense").output().unwrap();
    assert_one_line(&output, "like 127.0.0.1:8080");
}

/// Runs the program with what works, and then something more that does not.
fn fail_with(more: &[&str]) -> Output {
    let app = built_app();
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("test.db").display());
    let mut command = program();
    command.env("XA_TOI_LISTEN", "127.0.0.1:0").env("XA_TOI_DATABASE_URL", url);
    command.env("XA_TOI_APP", app.path()).arg("serve").args(more).output().unwrap()
}

#[test]
fn a_taken_port_is_one_line_that_says_what_to_do() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let output = fail_with(&["--listen", &taken.local_addr().unwrap().to_string()]);
    assert_one_line(&output, "choose another port with --listen, or add --port-fallback");
}

#[test]
fn a_switch_can_be_set_in_the_environment() {
    let app = tempfile::tempdir().unwrap();
    for (value, expected) in
        [("1", "no index.html"), ("false", "no index.html"), ("x", "--port-fallback")]
    {
        let mut command = program();
        command.env("XA_TOI_PORT_FALLBACK", value).arg("serve").arg("--app").arg(app.path());
        assert_one_line(&command.output().unwrap(), expected);
    }
}

#[test]
fn an_address_of_another_machine_is_one_line() {
    // An address that is set aside for documentation.
    let output = fail_with(&["--listen", "192.0.2.1:8080"]);
    assert_one_line(&output, "Choose an address of this machine with --listen");
}

#[test]
fn a_database_that_cannot_be_used_is_one_line_without_its_password() {
    let folder = tempfile::tempdir().unwrap();
    let garbage = folder.path().join("garbage.db");
    std::fs::write(&garbage, "this is no database, but long enough to look like one".repeat(99))
        .unwrap();
    let unused = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    for url in [
        format!("postgres://user:hunter2@{unused}/xa_toi"),
        format!("sqlite://{}/missing/x.db", folder.path().display()),
        format!("sqlite://{}", garbage.display()),
    ] {
        let output = fail_with(&["--database-url", &url]);
        assert_one_line(&output, "Check --database-url");
        assert!(!String::from_utf8_lossy(&output.stderr).contains("hunter2"));
    }
}

#[test]
fn a_folder_without_the_app_is_one_line() {
    let empty = tempfile::tempdir().unwrap();
    let output = fail_with(&["--app", &empty.path().display().to_string()]);
    assert_one_line(&output, "build the app first, or name its folder with --app");
}

#[test]
fn a_faulty_folder_of_offices_is_one_line() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("79.toml"), "[[office]]\ncommune = \"99999\"\n").unwrap();
    let output = fail_with(&["--offices", &folder.path().display().to_string()]);
    assert_one_line(&output, "79.toml:2: there is no commune 99999");
}

#[tokio::test]
async fn an_officers_word_is_taken_from_the_command_line() {
    let (database, app) = (Database::new(Engine::Sqlite).await, built_app());
    let server = Running::start(&database, app.path(), &[]);
    let file = app.path().join("office.toml");
    let text = "source = \"x\"\nchecked_on = 2026-01-02\n[[office]]\ncommune = \"26740\"\n\
        body = \"police\"\ntelephones = [\"113\"]\n";
    std::fs::write(&file, text).unwrap();
    let offices = |arguments: &[&str], url: &str| {
        let mut command = program();
        command.arg("offices").args(arguments).args(["--officer", "Lan", "--database-url", url]);
        command.output().unwrap()
    };
    let import = ["import", file.to_str().unwrap()];
    let output = offices(&import, &database.url);
    assert!(output.status.success(), "{output:?}");
    assert_eq!(output.stdout, b"1 offices read, 1 of them new or changed\n");
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let answer = client.get(format!("{}api/v1/offices", server.url)).send().await.unwrap();
    assert!(answer.text().await.unwrap().contains("\"113\""));
    let remove = ["remove", "--commune", "26740", "--body", "police"];
    assert_eq!(offices(&remove, &database.url).stdout, b"withdrawn\n");
    assert_one_line(&offices(&remove, &database.url), "nothing was changed");
    assert_one_line(
        &offices(&["import", "missing.toml"], &database.url),
        "cannot read missing.toml",
    );
    let body = ["remove", "--commune", "26740", "--body", "mayor"];
    assert_one_line(
        &offices(&body, &database.url),
        "write service_centre, peoples_committee, police",
    );
    let missing = format!("{}-missing", database.url);
    assert_one_line(&offices(&import, &missing), "name the server's with --database-url");
}

#[test]
fn a_page_without_a_base_cannot_have_a_base_path() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("index.html"), "<!DOCTYPE html>").unwrap();
    let app = folder.path().display().to_string();
    assert_one_line(&fail_with(&["--app", &app, "--base-path", "/x/"]), "build the app again");
}

#[tokio::test]
async fn with_fallback_the_next_free_port_is_taken_and_told() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap();
    let (database, app) = (Database::new(Engine::Sqlite).await, built_app());
    let more = ["--port-fallback", "--base-path", "/x/"];
    let mut child = program()
        .args(["serve", "--listen", &address.to_string(), "--database-url", &database.url])
        .args(more)
        .arg("--app")
        .arg(app.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    let port = line.strip_prefix("Xã Tôi is at http://127.0.0.1:").unwrap();
    let port: u16 = port.trim().strip_suffix("/x/").unwrap().parse().unwrap();
    assert!((1..=20).contains(&(port - address.port())), "{line}");
    let mut log = String::new();
    child.stderr.unwrap().read_to_string(&mut log).unwrap();
    assert!(log.contains(&format!("port {} is taken, using {port}", address.port())), "{log}");
}

#[tokio::test]
async fn a_database_file_that_is_missing_is_created() {
    let (database, app) = (Database::new(Engine::Sqlite).await, built_app());
    let server = Running::start(&database, app.path(), &[]);
    assert_eq!(database.count("cases").await, "0");
    server.terminate();
    let (success, log) = server.end();
    assert!(success, "{log}");
}
