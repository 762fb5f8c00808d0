//! Starting again, and several copies on one database.

use crate::support::{Database, Engine, built_app, case, config, spawn_app, spawn_app_with};
use reqwest::StatusCode;
use xa_toi_server::Server;

on_both_databases!(a_restart_keeps_what_was_stored, a_stopped_server_answers_nobody);

async fn a_restart_keeps_what_was_stored(engine: Engine) {
    let app = spawn_app(engine).await;
    let before = app.put(&case(1)).await;
    let database = app.stop().await;
    // The migrations run a second time, and change nothing.
    let app = spawn_app_with(database, |_| {}).await;
    let after = app.put(&case(1)).await;
    assert_eq!(after.status, StatusCode::OK);
    assert_eq!(after.bytes, before.bytes);
    assert_eq!(app.track(&case(1).record.code).await.status, StatusCode::OK);
}

async fn a_stopped_server_answers_nobody(engine: Engine) {
    let app = spawn_app(engine).await;
    let port = app.port;
    app.stop().await;
    assert!(tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err());
}

#[tokio::test]
async fn several_copies_can_start_at_once_on_one_postgresql() {
    let database = Database::new(Engine::Postgres).await;
    let folder = built_app();
    let config = config(&database, folder.path());
    let start = || Server::start(&config);
    let (a, b, c, d) = tokio::join!(start(), start(), start(), start());
    for copy in [a, b, c, d] {
        assert!(copy.is_ok(), "{:?}", copy.err());
    }
    let applied =
        database.rows("SELECT CAST(version AS TEXT) FROM _sqlx_migrations ORDER BY version").await;
    assert_eq!(applied, [["1"], ["2"]]);
}

#[tokio::test]
async fn broken_connections_to_postgresql_are_made_anew() {
    let app = spawn_app(Engine::Postgres).await;
    app.put(&case(1)).await;
    app.database.disconnect().await;
    assert_eq!(app.put(&case(2)).await.status, StatusCode::CREATED);
    assert_eq!(app.get("/readyz").await.status, StatusCode::OK);
}

#[tokio::test]
async fn copies_on_one_postgresql_give_the_same_receipt() {
    let app = spawn_app(Engine::Postgres).await;
    let folder = built_app();
    let config = config(&app.database, folder.path());
    let other = Server::start(&config).await.unwrap();
    let port = other.port();
    let task = tokio::spawn(other.run(std::future::pending()));
    let first = app.put(&case(1)).await;
    let url = format!("http://127.0.0.1:{port}/api/v1/cases/{}", case(1).record.id);
    let request = reqwest::Client::builder().no_proxy().build().unwrap().put(url);
    let body = serde_json::to_vec(&case(1)).unwrap();
    let second =
        crate::support::send(request.header("content-type", "application/json").body(body)).await;
    assert_eq!(second.status, StatusCode::OK);
    assert_eq!(first.bytes, second.bytes);
    task.abort();
}
