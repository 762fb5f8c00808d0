//! What the server says of itself: its OpenAPI document and its figures.

use crate::support::{Database, Engine, case, spawn_app, spawn_app_with};
use serde_json::Value;

on_both_databases!(figures_count_requests_by_route_and_cases_by_kind, figures_name_nobody);

async fn figures_count_requests_by_route_and_cases_by_kind(engine: Engine) {
    let app = spawn_app(engine).await;
    app.put(&case(1)).await;
    app.put(&case(1)).await;
    app.put(&case(2)).await;
    app.track("x").await;
    app.get("/xa/26740").await;
    app.get("/khac").await;
    app.get("/api/khac").await;
    let figures = app.get("/metrics").await;
    assert_eq!(figures.header("content-type"), "text/plain; version=0.0.4; charset=utf-8");
    let put = "route=\"/api/v1/cases/{id}\",method=\"PUT\"";
    for line in [
        format!("xa_toi_http_requests_total{{{put},status=\"201\"}} 2"),
        format!("xa_toi_http_requests_total{{{put},status=\"200\"}} 1"),
        format!("xa_toi_http_request_seconds_count{{{put}}} 3"),
        format!("xa_toi_http_request_seconds_bucket{{{put},le=\"+Inf\"}} 3"),
        "xa_toi_http_requests_total{route=\"/api/v1/tracking/{code}\",method=\"GET\",status=\"422\"} 1".into(),
        "xa_toi_http_requests_total{route=\"app\",method=\"GET\",status=\"200\"} 1".into(),
        "xa_toi_http_requests_total{route=\"app\",method=\"GET\",status=\"404\"} 1".into(),
        "xa_toi_http_requests_total{route=\"unknown API path\",method=\"GET\",status=\"404\"} 1".into(),
        "xa_toi_cases_stored_total{kind=\"problem\"} 2".into(),
    ] {
        assert!(figures.text().lines().any(|found| found == line), "{line}\n{}", figures.text());
    }
}

async fn figures_name_nobody(engine: Engine) {
    let app = spawn_app(engine).await;
    let case = case(1);
    app.put(&case).await;
    app.track(&case.record.code).await;
    app.get(&format!("/ho-so/{}", case.record.code)).await;
    app.get("/xa/26740").await;
    let method = reqwest::Method::from_bytes(case.record.code.as_bytes()).unwrap();
    crate::support::send(app.request(method, "/")).await;
    let figures = app.get("/metrics").await;
    for secret in [&case.record.id, &case.record.code, "26740", "Lan", "0912", "127.0.0.1"] {
        assert!(!figures.text().contains(secret), "{secret}\n{}", figures.text());
    }
}

#[tokio::test]
async fn the_openapi_document_lists_exactly_the_routes() {
    let app = spawn_app(Engine::Sqlite).await;
    let answer = app.get("/api/v1/openapi.json").await;
    assert_eq!(answer.header("content-type"), "application/json");
    let document: Value = answer.json();
    assert!(document["openapi"].as_str().unwrap().starts_with("3.1"));
    let mut routes = Vec::new();
    for (path, operations) in document["paths"].as_object().unwrap() {
        for method in operations.as_object().unwrap().keys() {
            routes.push(format!("{method} {path}"));
        }
    }
    routes.sort();
    assert_eq!(
        routes,
        [
            "get /api/v1/offices",
            "get /api/v1/openapi.json",
            "get /api/v1/tracking/{code}",
            "get /healthz",
            "get /metrics",
            "get /readyz",
            "put /api/v1/cases/{id}",
        ]
    );
    assert!(document["paths"].get(offices::OFFICES_PATH).is_some());
    assert!(document["paths"].get(format!("{}/{{id}}", contract::CASES_PATH)).is_some());
    assert!(document["paths"].get(format!("{}/{{code}}", contract::TRACKING_PATH)).is_some());
}

#[tokio::test]
async fn the_openapi_document_has_the_fields_that_go_over_the_wire() {
    let database = Database::new(Engine::Sqlite).await;
    let folder = tempfile::tempdir().unwrap();
    let file = "source = \"x\"\nchecked_on = 2026-01-02\n[[office]]\ncommune = \"26740\"\n\
        body = \"police\"\naddress = \"Số 1\"\nhours = { mon = [\"07:30-11:30\"] }\n";
    std::fs::write(folder.path().join("79.toml"), file).unwrap();
    let app =
        spawn_app_with(database, |config| config.offices = Some(folder.path().to_owned())).await;
    let document: Value = app.get("/api/v1/openapi.json").await.json();
    let schemas = &document["components"]["schemas"];
    let offices: Value = app.get(offices::OFFICES_PATH).await.json();
    let row = &offices["rows"][0];
    let case = case(1);
    let receipt: Value = app.put(&case).await.json();
    let status: Value = app.track(&case.record.code).await.json();
    let problem: Value = app.track("x").await.json();
    let sent = serde_json::to_value(&case).unwrap();
    for (name, value) in [
        ("PutCase", &sent),
        ("RecordDraft", &sent["record"]),
        ("Receipt", &receipt),
        ("CaseStatus", &status),
        ("Problem", &problem),
        ("OfficeChanges", &offices),
        ("OfficeRow", row),
        ("Opening", &row["seat"]["hours"][0]),
        ("FieldProblem", &problem["errors"][0]),
    ] {
        let described: Vec<_> = schemas[name]["properties"].as_object().unwrap().keys().collect();
        let real: Vec<_> = value.as_object().unwrap().keys().collect();
        assert_eq!(described, real, "{name}");
    }
    let described = schemas["Seat"]["properties"].as_object().unwrap();
    assert!(row["seat"].as_object().unwrap().keys().all(|field| described.contains_key(field)));
    let kinds = schemas["ProblemKind"]["enum"].as_array().unwrap();
    assert!(kinds.contains(&problem["type"]), "{kinds:?}");
}

#[tokio::test]
async fn every_reference_of_the_openapi_document_leads_somewhere() {
    let app = spawn_app(Engine::Sqlite).await;
    let document: Value = app.get("/api/v1/openapi.json").await.json();
    let text = document.to_string();
    for reference in text.split("\"$ref\":\"#").skip(1) {
        let pointer = reference.split('"').next().unwrap();
        assert!(document.pointer(pointer).is_some(), "{pointer}");
    }
    assert!(text.contains("\"$ref\""));
}
