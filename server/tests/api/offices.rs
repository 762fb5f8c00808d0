//! What operators and officers say of offices, and how a phone keeps up with it.

use crate::support::{
    Answer, App, Database, Engine, built_app, config, send, spawn_app, spawn_app_with,
};
use clap::Parser;
use contract::{Field, Problem};
use offices::{Authority, Body, LiveOffices, OFFICES_PATH, OfficeChanges, Opening, Point, Seat};
use reqwest::{Method, StatusCode};
use std::path::Path;
use tempfile::TempDir;
use xa_toi_server::config::{Cli, Command, StartError};
use xa_toi_server::{Server, run_offices};

on_both_databases!(
    where_nobody_said_anything_there_is_nothing_but_a_cursor,
    all_that_the_operator_says_goes_over_the_wire,
    a_restart_with_the_same_folder_changes_nothing,
    a_restart_with_another_folder_tells_of_what_changed_and_of_what_is_gone,
    without_a_folder_what_was_said_before_stays,
    officers_and_operator_share_one_order_of_changes,
    what_an_officer_says_again_changes_nothing,
    what_an_officer_withdraws_is_gone_for_those_who_knew_it,
    a_faulty_file_changes_nothing,
    rows_come_in_pages,
    only_one_province_or_one_commune_can_be_asked_for,
    a_cursor_of_another_database_begins_anew,
    a_cursor_that_was_never_given_out_is_refused_in_the_senders_language,
    a_place_that_does_not_exist_is_refused,
    an_unchanged_answer_costs_no_bytes,
    who_takes_it_gets_it_compressed,
    copies_that_start_at_once_store_each_row_once,
    a_reader_misses_nothing_however_many_write,
    a_database_that_is_gone_is_temporary,
);

const HEAD: &str = "source = \"Thông báo\"\nchecked_on = 2026-01-02\n";

fn office(commune: &str, branch: Option<&str>, address: &str) -> String {
    let branch = branch.map(|name| format!("branch = \"{name}\"\n")).unwrap_or_default();
    format!(
        "[[office]]\ncommune = \"{commune}\"\nbody = \"service_centre\"\n{branch}address = \"{address}\"\n"
    )
}

fn folder(offices: &[String]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), offices);
    folder
}

fn write(folder: &Path, offices: &[String]) {
    std::fs::write(folder.join("79.toml"), format!("{HEAD}{}", offices.concat())).unwrap();
}

async fn spawn_with(database: Database, folder: &Path) -> App {
    spawn_app_with(database, |config| config.offices = Some(folder.to_owned())).await
}

/// Runs `xa-toi-server offices` as its command line says.
async fn run(database: &Database, arguments: &[&str]) -> Result<String, StartError> {
    let line = ["xa-toi-server", "offices"].iter().chain(arguments);
    let line = line.copied().chain(["--database-url", &database.url]);
    let Command::Offices(command) = Cli::parse_from(line).command else { panic!() };
    run_offices(&command).await
}

async fn import(database: &Database, offices: &[String]) -> Result<String, StartError> {
    let folder = folder(offices);
    let file = folder.path().join("79.toml");
    run(database, &["import", file.to_str().unwrap(), "--officer", "Nguyễn Thị Lan"]).await
}

async fn ask(app: &App, query: &str) -> OfficeChanges {
    let answer = app.get(&format!("{OFFICES_PATH}?{query}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    answer.json()
}

/// Asks as a phone does, until there is no more.
async fn keep_up(app: &App, live: &mut LiveOffices) {
    loop {
        let since = live.since().map(|since| format!("since={since}")).unwrap_or_default();
        if !live.apply(ask(app, &since).await) {
            break;
        }
    }
}

fn said(changes: &OfficeChanges) -> Vec<(&str, Option<&str>)> {
    changes
        .rows
        .iter()
        .map(|row| (row.id.as_str(), row.seat.as_ref().map(|seat| seat.text.as_str())))
        .collect()
}

async fn where_nobody_said_anything_there_is_nothing_but_a_cursor(engine: Engine) {
    let app = spawn_app(engine).await;
    let first = ask(&app, "").await;
    assert_eq!((first.rows.len(), first.more, first.reset), (0, false, false));
    let again = ask(&app, &format!("since={}", first.next)).await;
    assert_eq!(again, first);
}

async fn all_that_the_operator_says_goes_over_the_wire(engine: Engine) {
    let text = "url = \"https://example.vn\"\n\
        [[office]]\ncommune = \"26740\"\nbody = \"service_centre\"\nbranch = \"Điểm số 2\"\n\
        address = \"Số 1 Lê Duẩn\"\npoint = { lat = 10.78, lon = 106.7 }\nhandles = \"Chứng thực\"\n\
        hours = { mon-fri = [\"07:30-11:30\"], note = \"Nghỉ lễ\" }\nappointment = \"Lấy số\"\n\
        telephones = [\"028 3822 1234\"]\nemail = \"a@example.vn\"\n";
    let folder = folder(&[text.to_owned()]);
    let app = spawn_with(Database::new(engine).await, folder.path()).await;
    let changes = ask(&app, "").await;
    let row = &changes.rows[0];
    assert_eq!(
        (row.id.as_str(), row.commune.as_str()),
        ("operator/26740/service_centre/diemso2", "26740")
    );
    let expected = Seat {
        branch: Some("Điểm số 2".into()),
        text: "Số 1 Lê Duẩn".into(),
        point: Some(Point::from_degrees(10.78, 106.7)),
        handles: Some("Chứng thực".into()),
        hours: vec![Opening { from: 1, to: 5, opens: 450, closes: 690 }],
        hours_note: Some("Nghỉ lễ".into()),
        appointment: Some("Lấy số".into()),
        telephones: vec!["028 3822 1234".into()],
        email: Some("a@example.vn".into()),
        url: Some("https://example.vn".into()),
        ..Seat::new(
            Body::ServiceCentre,
            Authority::Operator,
            "Thông báo".into(),
            "2026-01-02".into(),
        )
    };
    assert_eq!(row.seat.as_ref(), Some(&expected));
}

async fn a_restart_with_the_same_folder_changes_nothing(engine: Engine) {
    let folder = folder(&[office("26740", None, "Số 1"), office("26743", None, "Số 2")]);
    let app = spawn_with(Database::new(engine).await, folder.path()).await;
    let before = ask(&app, "").await;
    assert_eq!(before.rows.len(), 2);
    let app = spawn_with(app.stop().await, folder.path()).await;
    assert_eq!(ask(&app, "").await, before);
    assert_eq!(ask(&app, &format!("since={}", before.next)).await.rows, []);
}

async fn a_restart_with_another_folder_tells_of_what_changed_and_of_what_is_gone(engine: Engine) {
    let folder = folder(&[
        office("26740", None, "Số 1"),
        office("26743", None, "Số 2"),
        office("26743", Some("Điểm 2"), "Số 3"),
    ]);
    let app = spawn_with(Database::new(engine).await, folder.path()).await;
    let before = ask(&app, "").await;
    write(folder.path(), &[office("26740", None, "Số 1"), office("26743", Some("Điểm 2"), "Số 4")]);
    let app = spawn_with(app.stop().await, folder.path()).await;
    let after = ask(&app, &format!("since={}", before.next)).await;
    let expected = [
        ("operator/26743/service_centre/diem2", Some("Số 4")),
        ("operator/26743/service_centre/", None),
    ];
    assert_eq!(said(&after), expected);
    // Who begins now need not hear of what is gone.
    assert_eq!(ask(&app, "").await.rows.len(), 2);
}

async fn without_a_folder_what_was_said_before_stays(engine: Engine) {
    let folder = folder(&[office("26740", None, "Số 1")]);
    let app = spawn_with(Database::new(engine).await, folder.path()).await;
    let app = spawn_app_with(app.stop().await, |_| {}).await;
    let before = ask(&app, "").await;
    assert_eq!(before.rows.len(), 1);
    std::fs::remove_file(folder.path().join("79.toml")).unwrap();
    let app = spawn_with(app.stop().await, folder.path()).await;
    let after = ask(&app, &format!("since={}", before.next)).await;
    assert_eq!(said(&after), [("operator/26740/service_centre/", None)]);
}

async fn officers_and_operator_share_one_order_of_changes(engine: Engine) {
    let folder = folder(&[office("26740", None, "Số 1")]);
    let app = spawn_with(Database::new(engine).await, folder.path()).await;
    import(&app.database, &[office("26740", None, "Số 2")]).await.unwrap();
    write(folder.path(), &[office("26740", None, "Số 3")]);
    let app = spawn_with(app.stop().await, folder.path()).await;
    let expected = [
        ("officer/26740/service_centre/", Some("Số 2")),
        ("operator/26740/service_centre/", Some("Số 3")),
    ];
    let changes = ask(&app, "").await;
    assert_eq!(said(&changes), expected);
    let seat = changes.rows[0].seat.as_ref().unwrap();
    assert_eq!((seat.authority, seat.source.as_str()), (Authority::Officer, "Thông báo"));
    assert!(
        !app.get(OFFICES_PATH).await.text().contains("Lan"),
        "who typed it is nobody's business"
    );
    let kept = "SELECT changed_by FROM office_rows ORDER BY changed_by";
    assert_eq!(app.database.rows(kept).await, [[""], ["Nguyễn Thị Lan"]]);
}

async fn what_an_officer_says_again_changes_nothing(engine: Engine) {
    let app = spawn_app(engine).await;
    let offices = [office("26740", None, "Số 1"), office("26743", None, "Số 2")];
    let done = import(&app.database, &offices).await.unwrap();
    assert_eq!(done, "2 offices read, 2 of them new or changed");
    let before = ask(&app, "").await;
    let changed = [office("26740", None, "Số 1"), office("26743", None, "Số 3")];
    let done = import(&app.database, &changed).await.unwrap();
    assert_eq!(done, "2 offices read, 1 of them new or changed");
    let after = ask(&app, &format!("since={}", before.next)).await;
    assert_eq!(said(&after), [("officer/26743/service_centre/", Some("Số 3"))]);
}

async fn what_an_officer_withdraws_is_gone_for_those_who_knew_it(engine: Engine) {
    let app = spawn_app(engine).await;
    let offices = [office("26740", None, "Số 1"), office("26740", Some("Điểm số 2"), "Số 2")];
    import(&app.database, &offices).await.unwrap();
    let before = ask(&app, "").await;
    let remove = |branch| {
        let office =
            ["remove", "--commune", "26740", "--body", "service_centre", "--branch", branch];
        let database = &app.database;
        async move { run(database, &[&office[..], &["--officer", "Lan"]].concat()).await }
    };
    assert_eq!(remove("điểm SỐ 2").await.unwrap(), "withdrawn");
    let after = ask(&app, &format!("since={}", before.next)).await;
    assert_eq!(said(&after), [("officer/26740/service_centre/diemso2", None)]);
    let again = remove("Điểm số 2").await.unwrap_err().to_string();
    assert_eq!(again, "no officer says anything of this office: nothing was changed");
    // Said again, it is there again.
    import(&app.database, &offices).await.unwrap();
    assert_eq!(ask(&app, "").await.rows.len(), 2);
}

async fn a_faulty_file_changes_nothing(engine: Engine) {
    let app = spawn_app(engine).await;
    let offices = [office("26740", None, "Số 1"), office("99999", None, "Số 2")];
    let refused = import(&app.database, &offices).await.unwrap_err().to_string();
    assert!(
        refused.ends_with("79.toml are not sound: 79.toml:8: there is no commune 99999"),
        "{refused}"
    );
    assert_eq!(app.database.count("office_rows").await, "0");
}

async fn rows_come_in_pages(engine: Engine) {
    let branch = |number: usize| office("26740", Some(&format!("Điểm {number}")), "Số 1");
    let folder = folder(&(0..251).map(branch).collect::<Vec<_>>());
    let app = spawn_with(Database::new(engine).await, folder.path()).await;
    let first = ask(&app, "").await;
    assert_eq!((first.rows.len(), first.more), (250, true));
    let last = ask(&app, &format!("since={}", first.next)).await;
    assert_eq!((last.rows.len(), last.more), (1, false));
    let mut live = LiveOffices::default();
    keep_up(&app, &mut live).await;
    assert_eq!(live.of("26740").count(), 251);
}

async fn only_one_province_or_one_commune_can_be_asked_for(engine: Engine) {
    let folder = folder(&[
        office("26740", None, "Số 1"),
        office("26743", None, "Số 2"),
        office("00004", None, "Số 3"),
    ]);
    let app = spawn_with(Database::new(engine).await, folder.path()).await;
    for (query, rows) in [("", 3), ("province=79", 2), ("province=01", 1), ("commune=26743", 1)] {
        let changes = ask(&app, query).await;
        assert_eq!(changes.rows.len(), rows, "{query}");
        // What others say meanwhile need not be looked through again.
        let again = ask(&app, &format!("{query}&since={}", changes.next)).await;
        assert_eq!((again.rows.len(), again.next), (0, changes.next), "{query}");
    }
}

async fn a_cursor_of_another_database_begins_anew(engine: Engine) {
    let folder = folder(&[office("26740", None, "Số 1")]);
    let other = spawn_with(Database::new(engine).await, folder.path()).await;
    let foreign = ask(&other, "").await.next;
    let app = spawn_with(Database::new(engine).await, folder.path()).await;
    let changes = ask(&app, &format!("since={foreign}")).await;
    assert_eq!((changes.rows.len(), changes.reset), (1, true));
    // A backup that was put back does not know all numbers that were given out.
    let (epoch, _) = changes.next.split_once('-').unwrap();
    let changes = ask(&app, &format!("since={epoch}-99")).await;
    assert_eq!((changes.rows.len(), changes.reset), (1, true));
}

#[track_caller]
fn assert_fault(answer: &Answer, field: Field, detail: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{answer:?}");
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let problem: Problem = answer.json();
    let found: Vec<_> = problem.errors.iter().map(|e| (e.field, e.detail.as_str())).collect();
    assert_eq!(found, [(field, detail)]);
}

async fn a_cursor_that_was_never_given_out_is_refused_in_the_senders_language(engine: Engine) {
    let app = spawn_app(engine).await;
    for since in ["", "1", "x-1", "0123456789abcdef--1", "%00", "0123456789abcdef-1%20OR%201"] {
        let path = format!("{OFFICES_PATH}?since={since}");
        assert_fault(&app.get(&path).await, Field::Since, texts::server::FAULT_SINCE.vi);
        let english = app.request(Method::GET, &path).header("accept-language", "en");
        assert_fault(&send(english).await, Field::Since, texts::server::FAULT_SINCE.en);
    }
}

async fn a_place_that_does_not_exist_is_refused(engine: Engine) {
    let app = spawn_app(engine).await;
    for (query, field, text) in [
        ("province=99", Field::Province, texts::server::FAULT_PROVINCE),
        ("province=x", Field::Province, texts::server::FAULT_PROVINCE),
        ("commune=99999", Field::Commune, texts::server::FAULT_COMMUNE),
        ("commune=2674", Field::Commune, texts::server::FAULT_COMMUNE),
    ] {
        assert_fault(&app.get(&format!("{OFFICES_PATH}?{query}")).await, field, text.vi);
    }
}

async fn an_unchanged_answer_costs_no_bytes(engine: Engine) {
    let folder = folder(&[office("26740", None, "Số 1")]);
    let app = spawn_with(Database::new(engine).await, folder.path()).await;
    let first = app.get(OFFICES_PATH).await;
    assert_eq!(first.header("cache-control"), "no-cache");
    let again =
        || app.request(Method::GET, OFFICES_PATH).header("if-none-match", first.header("etag"));
    let answer = send(again()).await;
    assert_eq!((answer.status, answer.bytes.len()), (StatusCode::NOT_MODIFIED, 0));
    assert_eq!(answer.header("etag"), first.header("etag"));
    import(&app.database, &[office("26740", None, "Số 2")]).await.unwrap();
    assert_eq!(send(again()).await.status, StatusCode::OK);
}

async fn who_takes_it_gets_it_compressed(engine: Engine) {
    let folder = folder(&[office("26740", None, "Số 1")]);
    let app = spawn_with(Database::new(engine).await, folder.path()).await;
    let plain = app.get(OFFICES_PATH).await;
    assert_eq!(plain.header("content-encoding"), "");
    let zipped =
        send(app.request(Method::GET, OFFICES_PATH).header("accept-encoding", "gzip")).await;
    assert_eq!(zipped.header("content-encoding"), "gzip");
    assert_eq!(zipped.header("vary"), "accept-encoding");
    assert_ne!(zipped.header("etag"), plain.header("etag"));
    let mut unzipped = flate2::write::GzDecoder::new(Vec::new());
    std::io::Write::write_all(&mut unzipped, &zipped.bytes).unwrap();
    assert_eq!(unzipped.finish().unwrap(), plain.bytes);
}

async fn copies_that_start_at_once_store_each_row_once(engine: Engine) {
    let database = Database::new(engine).await;
    // SQLite lets only one make the tables.
    let database = spawn_app_with(database, |_| {}).await.stop().await;
    let (offices, app) =
        (folder(&[office("26740", None, "Số 1"), office("26743", None, "Số 2")]), built_app());
    let mut config = config(&database, app.path());
    config.offices = Some(offices.path().to_owned());
    let start = || Server::start(&config);
    let (a, b, c, d) = tokio::join!(start(), start(), start(), start());
    for copy in [a, b, c, d] {
        assert!(copy.is_ok(), "{:?}", copy.err());
    }
    let numbers = "SELECT CAST(change_number AS TEXT) FROM office_rows ORDER BY change_number";
    assert_eq!(database.rows(numbers).await, [["1"], ["2"]]);
    let last = "SELECT CAST(last_change AS TEXT) FROM office_sequence";
    assert_eq!(database.rows(last).await, [["2"]]);
}

async fn a_reader_misses_nothing_however_many_write(engine: Engine) {
    const WRITERS: usize = 4;
    const TIMES: usize = 8;
    let app = spawn_app(engine).await;
    let writer = |writer: usize| {
        let database = &app.database;
        async move {
            for time in 0..TIMES {
                let branch = format!("Điểm {writer} {time}");
                import(database, &[office("26740", Some(&branch), "Số 1")]).await.unwrap();
            }
        }
    };
    let mut live = LiveOffices::default();
    {
        let all = async { tokio::join!(writer(0), writer(1), writer(2), writer(3)) };
        let mut all = std::pin::pin!(all);
        // Reads all the time while they write.
        loop {
            tokio::select! {
                _ = &mut all => break,
                () = keep_up(&app, &mut live) => {}
            }
        }
    }
    keep_up(&app, &mut live).await;
    assert_eq!(live.of("26740").count(), WRITERS * TIMES);
}

async fn a_database_that_is_gone_is_temporary(engine: Engine) {
    let app = spawn_app(engine).await;
    app.database.destroy().await;
    let answer = app.get(OFFICES_PATH).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.header("retry-after"), "30");
}

#[tokio::test]
async fn a_faulty_folder_lets_the_server_not_start() {
    let database = Database::new(Engine::Sqlite).await;
    let (offices, app) = (folder(&[office("99999", None, "Số 1")]), built_app());
    let mut config = config(&database, app.path());
    config.offices = Some(offices.path().to_owned());
    let error = Server::start(&config).await.err().unwrap().to_string();
    assert!(error.ends_with(" are not sound: 79.toml:4: there is no commune 99999"), "{error}");
    write(offices.path(), &vec!["[[office]]\n".to_owned(); 3]);
    let error = Server::start(&config).await.err().unwrap().to_string();
    assert!(error.ends_with("; and 1 more"), "{error}");
    config.offices = Some(offices.path().join("missing"));
    let error = Server::start(&config).await.err().unwrap().to_string();
    assert!(error.starts_with("cannot read ") && error.contains("missing"), "{error}");
}
