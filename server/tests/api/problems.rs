//! Every way a request can be refused, and how the sender is told.

use crate::support::{
    Answer, App, Database, Engine, case, draft, sealed, send, spawn_app, spawn_app_with,
};
use contract::{Field, FieldProblem, Problem, ProblemKind, PutCase};
use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use std::time::Duration;
use texts::{Lang, Text, server as t};

on_both_databases!(
    what_is_not_the_expected_json_is_malformed,
    invalid_utf8_is_malformed,
    a_body_that_is_too_large_is_refused_after_it_was_sent,
    a_chunked_body_that_is_too_large_is_refused_too,
    another_content_type_is_refused,
    faults_are_listed_by_field,
    a_nul_in_the_words_is_a_fault,
    a_commune_that_does_not_exist_is_a_fault,
    an_id_that_is_not_the_one_in_the_path_is_a_fault,
    a_commitment_to_other_words_is_refused,
    a_conflict_says_so,
    an_unknown_path_of_the_api_is_not_a_page,
    a_wrong_method_names_the_right_ones,
    problems_speak_the_senders_language,
    a_database_that_is_gone_is_temporary,
    nothing_that_was_refused_is_stored,
);

/// Checks status, kind and words of a problem, and returns its fields.
#[track_caller]
fn assert_problem(
    answer: &Answer,
    status: StatusCode,
    kind: ProblemKind,
    title: Text,
    detail: Text,
) -> Vec<FieldProblem> {
    assert_eq!(answer.status, status, "{answer:?}");
    assert_eq!(answer.header("content-type"), "application/problem+json");
    assert_eq!(answer.header("content-language"), "vi");
    assert_eq!(answer.header("cache-control"), "no-store");
    let problem: Problem = answer.json();
    let max = contract::WORDS_MAX_CHARS.to_string();
    assert_eq!(
        (problem.kind, problem.status, problem.title.as_str(), problem.detail),
        (kind, status.as_u16(), title.vi, detail.fill(Lang::Vi, &[("max", &max)]))
    );
    problem.errors
}

#[track_caller]
fn assert_malformed(answer: &Answer) {
    let (status, kind) = (StatusCode::BAD_REQUEST, ProblemKind::Malformed);
    assert_problem(answer, status, kind, t::MALFORMED_TITLE, t::MALFORMED_DETAIL);
}

#[track_caller]
fn assert_too_large(answer: &Answer) {
    let (status, kind) = (StatusCode::PAYLOAD_TOO_LARGE, ProblemKind::TooLarge);
    assert_problem(answer, status, kind, t::TOO_LARGE_TITLE, t::TOO_LARGE_DETAIL);
}

#[track_caller]
fn assert_faults(answer: &Answer, expected: &[(Field, Text)]) {
    let (status, kind) = (StatusCode::UNPROCESSABLE_ENTITY, ProblemKind::Fields);
    let faults = assert_problem(answer, status, kind, t::FIELDS_TITLE, t::FIELDS_DETAIL);
    let found: Vec<_> = faults.iter().map(|fault| (fault.field, fault.detail.as_str())).collect();
    let expected: Vec<_> = expected.iter().map(|(field, text)| (*field, text.vi)).collect();
    assert_eq!(found, expected);
}

/// A case as JSON, to be damaged.
fn json_of(case: &PutCase) -> Value {
    serde_json::to_value(case).unwrap()
}

async fn put_json(app: &App, body: &Value) -> Answer {
    app.put_bytes(&case(1).record.id, body.to_string()).await
}

async fn what_is_not_the_expected_json_is_malformed(engine: Engine) {
    let app = spawn_app(engine).await;
    let id = case(1).record.id;
    let deep = "[".repeat(60_000);
    for body in ["", "{", "null", "[]", "{}", "{\"record\":{}}", deep.as_str()] {
        assert_malformed(&app.put_bytes(&id, body.to_owned()).await);
    }
    let mut body = json_of(&case(1));
    body["surprise"] = json!(1);
    assert_malformed(&put_json(&app, &body).await);
    let mut body = json_of(&case(1));
    body["commitment"] = json!("AB".repeat(32));
    assert_malformed(&put_json(&app, &body).await);
    let twice = json_of(&case(1)).to_string().replacen("\"v\":1", "\"v\":1,\"v\":1", 1);
    assert_malformed(&app.put_bytes(&id, twice).await);
}

async fn invalid_utf8_is_malformed(engine: Engine) {
    let app = spawn_app(engine).await;
    let mut body = json_of(&case(1)).to_string().into_bytes();
    let words = body.windows(4).position(|bytes| bytes == "Đè".as_bytes().split_at(4).0).unwrap();
    body[words] = 0xff;
    assert_malformed(&app.put_bytes(&case(1).record.id, body).await);
    // A NUL byte itself, not its escape, and half of a pair of surrogates.
    let raw = json_of(&case(1)).to_string().replace("Đèn", "\0");
    assert_malformed(&app.put_bytes(&case(1).record.id, raw).await);
    let half = json_of(&case(1)).to_string().replace("Đèn", "\\ud83c");
    assert_malformed(&app.put_bytes(&case(1).record.id, half).await);
}

async fn a_body_that_is_too_large_is_refused_after_it_was_sent(engine: Engine) {
    let app = spawn_app(engine).await;
    let id = case(1).record.id;
    assert_too_large(&app.put_bytes(&id, vec![b' '; 10_000_000]).await);
    assert_too_large(&app.put_bytes(&id, vec![b' '; contract::PUT_CASE_MAX_BYTES + 1]).await);
    // One byte less is read, and is no JSON.
    assert_malformed(&app.put_bytes(&id, vec![b' '; contract::PUT_CASE_MAX_BYTES]).await);
}

async fn a_chunked_body_that_is_too_large_is_refused_too(engine: Engine) {
    let app = spawn_app(engine).await;
    let mut request = format!(
        "PUT /api/v1/cases/{} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\
         content-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n",
        case(1).record.id
    )
    .into_bytes();
    for _ in 0..10 {
        request.extend_from_slice(b"100000\r\n");
        request.extend_from_slice(&[b' '; 0x100000]);
        request.extend_from_slice(b"\r\n");
    }
    request.extend_from_slice(b"0\r\n\r\n");
    let answer = app.raw(&request).await;
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
    assert!(answer.contains(t::TOO_LARGE_TITLE.vi));
}

async fn another_content_type_is_refused(engine: Engine) {
    let app = spawn_app(engine).await;
    let body = json_of(&case(1)).to_string();
    let path = format!("/api/v1/cases/{}", case(1).record.id);
    for content_type in [None, Some("text/plain"), Some("application/jsonx"), Some("text/json")] {
        let mut request = app.request(Method::PUT, &path).body(body.clone());
        if let Some(content_type) = content_type {
            request = request.header("content-type", content_type);
        }
        let (status, kind) = (StatusCode::UNSUPPORTED_MEDIA_TYPE, ProblemKind::MediaType);
        assert_problem(
            &send(request).await,
            status,
            kind,
            t::MEDIA_TYPE_TITLE,
            t::MEDIA_TYPE_DETAIL,
        );
    }
    let request = app.request(Method::PUT, &path).body(body);
    let request = request.header("content-type", "Application/JSON; charset=utf-8");
    assert_eq!(send(request).await.status, StatusCode::CREATED);
}

async fn faults_are_listed_by_field(engine: Engine) {
    let app = spawn_app(engine).await;
    let mut body = json_of(&case(1));
    body["record"]["v"] = json!(200);
    body["record"]["code"] = json!("XT-0000-0000-0000-1");
    body["record"]["salt"] = json!("x");
    body["record"]["kind"] = json!("poem");
    body["record"]["words"] = json!("  ");
    body["record"]["telephone"] = json!("12");
    let expected = [
        (Field::V, t::FAULT_VERSION),
        (Field::Code, t::FAULT_CODE),
        (Field::Salt, t::FAULT_MALFORMED),
        (Field::Kind, t::FAULT_UNKNOWN),
        (Field::Words, t::FAULT_EMPTY),
        (Field::Telephone, t::FAULT_TELEPHONE),
    ];
    assert_faults(&put_json(&app, &body).await, &expected);

    let mut body = json_of(&case(1));
    body["record"]["words"] = json!("đ".repeat(contract::WORDS_MAX_CHARS + 1));
    let problem: Problem = put_json(&app, &body).await.json();
    assert_eq!(problem.errors[0].detail, "Mục này dài quá 5000 ký tự. Hãy rút ngắn.");
}

async fn a_nul_in_the_words_is_a_fault(engine: Engine) {
    let app = spawn_app(engine).await;
    let mut body = json_of(&case(1));
    body["record"]["words"] = json!("a\0b");
    body["record"]["name"] = json!("\0");
    let text = t::FAULT_CONTROL_CHARACTER;
    let answer = put_json(&app, &body).await;
    assert_faults(&answer, &[(Field::Words, text), (Field::Name, text)]);
}

async fn a_commune_that_does_not_exist_is_a_fault(engine: Engine) {
    let app = spawn_app(engine).await;
    let mut record = draft(1);
    record.commune = "99999".into();
    assert_faults(&app.put(&sealed(record)).await, &[(Field::Commune, t::FAULT_COMMUNE)]);
    // The same words for what is no code at all.
    let mut body = json_of(&case(1));
    body["record"]["commune"] = json!("2674");
    assert_faults(&put_json(&app, &body).await, &[(Field::Commune, t::FAULT_COMMUNE)]);
}

async fn an_id_that_is_not_the_one_in_the_path_is_a_fault(engine: Engine) {
    let app = spawn_app(engine).await;
    let body = json_of(&case(1)).to_string();
    let upper = case(1).record.id.to_uppercase();
    for path in [case(2).record.id.as_str(), "x", "%FF", &upper] {
        let answer = app.put_bytes(path, body.clone()).await;
        assert_faults(&answer, &[(Field::Id, t::FAULT_MALFORMED)]);
    }
}

async fn a_commitment_to_other_words_is_refused(engine: Engine) {
    let app = spawn_app(engine).await;
    let mut altered = case(1);
    altered.record.words.push('!');
    let answer = app.put(&altered).await;
    let (status, kind) = (StatusCode::UNPROCESSABLE_ENTITY, ProblemKind::Commitment);
    assert_problem(&answer, status, kind, t::COMMITMENT_TITLE, t::COMMITMENT_DETAIL);
}

async fn a_conflict_says_so(engine: Engine) {
    let app = spawn_app(engine).await;
    app.put(&case(1)).await;
    let mut other = draft(1);
    other.words.push('!');
    let answer = app.put(&sealed(other)).await;
    let (status, kind) = (StatusCode::CONFLICT, ProblemKind::Conflict);
    assert_problem(&answer, status, kind, t::CONFLICT_TITLE, t::CONFLICT_DETAIL);
}

async fn an_unknown_path_of_the_api_is_not_a_page(engine: Engine) {
    let app = spawn_app(engine).await;
    for path in ["/api", "/api/", "/api/v1", "/api/v2/cases", "/api/v1/cases/", "/api/v1/cases/a/b"]
    {
        for method in [Method::GET, Method::PUT, Method::DELETE] {
            let answer = send(app.request(method, path)).await;
            let (status, kind) = (StatusCode::NOT_FOUND, ProblemKind::NotFound);
            assert_problem(&answer, status, kind, t::NOT_FOUND_TITLE, t::NOT_FOUND_DETAIL);
        }
    }
}

async fn a_wrong_method_names_the_right_ones(engine: Engine) {
    let app = spawn_app(engine).await;
    for (method, path, allowed) in [
        (Method::GET, "/api/v1/cases/x", "PUT"),
        (Method::POST, "/api/v1/tracking/x", "GET,HEAD"),
        (Method::DELETE, "/healthz", "GET,HEAD"),
        (Method::POST, "/", "GET,HEAD"),
        (Method::PUT, "/xa/26740", "GET,HEAD"),
        (Method::from_bytes(b"BREW").unwrap(), "/metrics", "GET,HEAD"),
    ] {
        let answer = send(app.request(method, path)).await;
        let (status, kind) = (StatusCode::METHOD_NOT_ALLOWED, ProblemKind::Method);
        assert_problem(&answer, status, kind, t::METHOD_TITLE, t::METHOD_DETAIL);
        assert_eq!(answer.header("allow"), allowed, "{path}");
    }
}

async fn problems_speak_the_senders_language(engine: Engine) {
    let app = spawn_app(engine).await;
    for (asked, lang) in [
        (None, Lang::Vi),
        (Some("fr"), Lang::Vi),
        (Some("vi-VN,vi;q=0.9,en;q=0.8"), Lang::Vi),
        (Some("en-GB,en;q=0.9,vi;q=0.8"), Lang::En),
        (Some("\u{fffd}"), Lang::Vi),
    ] {
        let mut request = app.request(Method::GET, "/api/v1/tracking/x");
        if let Some(asked) = asked {
            request = request.header("accept-language", asked.as_bytes());
        }
        let answer = send(request).await;
        assert_eq!(answer.header("content-language"), lang.tag());
        assert_eq!(answer.header("vary"), "accept-language");
        let problem: Problem = answer.json();
        assert_eq!(problem.title, t::FIELDS_TITLE.get(lang));
        assert_eq!(problem.detail, t::FIELDS_DETAIL.get(lang));
        assert_eq!(problem.errors[0].detail, t::FAULT_CODE.get(lang));
    }
}

async fn a_database_that_is_gone_is_temporary(engine: Engine) {
    let app = spawn_app(engine).await;
    assert_eq!(app.get("/readyz").await.text(), "ready");
    app.database.destroy().await;
    for answer in
        [app.put(&case(1)).await, app.track(&case(1).record.code).await, app.get("/readyz").await]
    {
        let (status, kind) = (StatusCode::SERVICE_UNAVAILABLE, ProblemKind::Unavailable);
        assert_problem(&answer, status, kind, t::UNAVAILABLE_TITLE, t::UNAVAILABLE_DETAIL);
        assert_eq!(answer.header("retry-after"), "30");
    }
    // It lives, and the app with its look-ups is still served.
    assert_eq!(app.get("/healthz").await.text(), "ok");
    assert_eq!(app.get("/").await.status, StatusCode::OK);
}

async fn nothing_that_was_refused_is_stored(engine: Engine) {
    let app = spawn_app(engine).await;
    let mut altered = case(1);
    altered.record.words.push('!');
    app.put(&altered).await;
    app.put_bytes(&case(2).record.id, json_of(&case(1)).to_string()).await;
    let mut record = draft(1);
    record.commune = "99999".into();
    app.put(&sealed(record)).await;
    assert_eq!(app.database.count("cases").await, "0");
    assert_eq!(app.database.count("case_contents").await, "0");
}

async fn impatient() -> App {
    let database = Database::new(Engine::Sqlite).await;
    spawn_app_with(database, |config| config.request_timeout = Duration::from_millis(300)).await
}

#[tokio::test]
async fn a_body_that_does_not_arrive_is_given_up() {
    let app = impatient().await;
    let request = format!(
        "PUT /api/v1/cases/{} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\
         content-type: application/json\r\ncontent-length: 1000\r\n\r\n{{",
        case(1).record.id
    );
    // The connection stays open on our side: only the server can end this.
    let answer = app.raw(request.as_bytes()).await;
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
    assert!(answer.contains(t::TIMEOUT_TITLE.vi));
    assert!(answer.contains(t::TIMEOUT_DETAIL.vi));
}

#[tokio::test]
async fn a_header_that_does_not_arrive_is_given_up() {
    let app = impatient().await;
    assert_eq!(app.raw(b"GET / HTTP/1.1\r\nhost: x\r\nx-slow: ").await, "");
}
