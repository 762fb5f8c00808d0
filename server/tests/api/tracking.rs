//! Looking up how a case stands.

use crate::support::{Engine, case, spawn_app};
use contract::{CaseStatus, Receipt};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

on_both_databases!(
    a_stored_case_is_shown_by_its_code,
    only_the_public_part_is_shown,
    a_code_is_read_as_people_write_it,
    an_unknown_code_is_not_found,
    a_mistyped_code_is_told_from_an_unknown_one,
    head_answers_without_a_body,
);

async fn a_stored_case_is_shown_by_its_code(engine: Engine) {
    let app = spawn_app(engine).await;
    let receipt: Receipt = app.put(&case(1)).await.json();
    let answer = app.track(&case(1).record.code).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(
        answer.json::<CaseStatus>(),
        CaseStatus {
            code: receipt.code,
            kind: casework::Kind::Problem,
            state: casework::State::Received,
            received_at: receipt.received_at,
            responsible_commune: "26740".into(),
        }
    );
}

async fn only_the_public_part_is_shown(engine: Engine) {
    let app = spawn_app(engine).await;
    app.put(&case(1)).await;
    let shown: Value = app.track(&case(1).record.code).await.json();
    let keys: Vec<&str> = shown.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, ["code", "kind", "received_at", "responsible_commune", "state"]);
}

async fn a_code_is_read_as_people_write_it(engine: Engine) {
    let app = spawn_app(engine).await;
    app.put(&case(1)).await;
    let code = case(1).record.code;
    for written in [
        code.to_lowercase(),
        code.replace('-', ""),
        code.replace('-', "%20"),
        code.trim_start_matches("XT-").to_owned(),
    ] {
        let shown: Value = app.track(&written).await.json();
        assert_eq!(shown["code"], json!(code), "{written}");
    }
}

async fn an_unknown_code_is_not_found(engine: Engine) {
    let app = spawn_app(engine).await;
    app.put(&case(1)).await;
    let answer = app.track(&case(2).record.code).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    let problem: contract::Problem = answer.json();
    assert_eq!(problem.title, texts::server::NO_CASE_TITLE.vi);
}

async fn a_mistyped_code_is_told_from_an_unknown_one(engine: Engine) {
    let app = spawn_app(engine).await;
    for code in ["XT-0000-0000-0000-1", "x", "%FF", "%00", "XT-000U-0000-0000-0", &"0".repeat(5000)]
    {
        let answer = app.track(code).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{code}");
        let problem: contract::Problem = answer.json();
        assert_eq!(problem.errors[0].field, contract::Field::Code);
        assert_eq!(problem.errors[0].detail, texts::server::FAULT_CODE.vi);
    }
}

async fn head_answers_without_a_body(engine: Engine) {
    let app = spawn_app(engine).await;
    app.put(&case(1)).await;
    let path = format!("{}/{}", contract::TRACKING_PATH, case(1).record.code);
    let full = app.get(&path).await;
    let head = crate::support::send(app.request(Method::HEAD, &path)).await;
    assert_eq!(head.status, StatusCode::OK);
    assert_eq!(head.header("content-length"), full.bytes.len().to_string());
    assert!(head.bytes.is_empty());
}
