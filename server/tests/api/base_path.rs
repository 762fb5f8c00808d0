//! The app below a path of a portal.

use crate::support::{App, Database, Engine, case, spawn_app_with};
use reqwest::StatusCode;

async fn below_a_path(engine: Engine) -> App {
    let database = Database::new(engine).await;
    let path = "/dich-vu/xa-toi/";
    spawn_app_with(database, |config| config.base_path = path.parse().unwrap()).await
}

on_both_databases!(cases_are_stored_with_and_without_the_path);

async fn cases_are_stored_with_and_without_the_path(engine: Engine) {
    let app = below_a_path(engine).await;
    let kept = format!("/dich-vu/xa-toi/api/v1/cases/{}", case(1).record.id);
    let request = app.request(reqwest::Method::PUT, &kept);
    let body = serde_json::to_vec(&case(1)).unwrap();
    let request = request.header("content-type", "application/json").body(body);
    assert_eq!(crate::support::send(request).await.status, StatusCode::CREATED);
    assert_eq!(app.put(&case(1)).await.status, StatusCode::OK);
    let code = case(1).record.code;
    let with = app.get(&format!("/dich-vu/xa-toi/api/v1/tracking/{code}")).await;
    assert_eq!(with.bytes, app.track(&code).await.bytes);
}

#[tokio::test]
async fn pages_and_files_are_served_with_and_without_the_path() {
    let app = below_a_path(Engine::Sqlite).await;
    for path in ["/", "/tim?q=1", "/xa/26740", "/xa-toi-0123456789abcdef.js", "/khac"] {
        let without = app.get(path).await;
        let with = app.get(&format!("/dich-vu/xa-toi{path}")).await;
        assert_eq!(with.status, without.status, "{path}");
        assert_eq!(with.bytes, without.bytes, "{path}");
    }
    let bare = app.get("/dich-vu/xa-toi").await;
    assert_eq!(bare.bytes, app.get("/").await.bytes);
}

#[tokio::test]
async fn pages_name_the_path_as_their_base() {
    let app = below_a_path(Engine::Sqlite).await;
    for path in ["/", "/tim", "/khac", "/dich-vu/xa-toi/tim"] {
        let page = app.get(path).await;
        assert!(page.text().contains("<base href=\"/dich-vu/xa-toi/\">"), "{path}");
        assert!(!page.text().contains("<base href=\"/\">"), "{path}");
    }
}

#[tokio::test]
async fn health_and_figures_are_at_the_root_too() {
    let app = below_a_path(Engine::Sqlite).await;
    for path in ["/healthz", "/readyz", "/metrics"] {
        assert_eq!(app.get(path).await.status, StatusCode::OK);
        assert_eq!(app.get(&format!("/dich-vu/xa-toi{path}")).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn an_unknown_path_of_the_api_is_a_problem_below_the_path_too() {
    let app = below_a_path(Engine::Sqlite).await;
    let answer = app.get("/dich-vu/xa-toi/api/khac").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert_eq!(answer.header("content-type"), "application/problem+json");
}
