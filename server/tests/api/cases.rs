//! Storing a case.

use crate::support::{App, Engine, case, draft, sealed, spawn_app};
use contract::{CaseStatus, Receipt};
use reqwest::StatusCode;

on_both_databases!(
    a_new_case_gets_a_receipt,
    resending_gives_the_same_receipt,
    resending_in_another_spelling_gives_the_same_receipt,
    the_same_id_with_other_words_is_a_conflict,
    the_same_code_under_another_id_is_a_conflict,
    twins_sent_at_once_become_one_case,
    two_cases_with_one_code_sent_at_once_become_one_case,
    fifty_cases_sent_at_once_are_all_stored,
    markup_and_direction_marks_are_stored_as_written,
    a_case_without_name_and_telephone_has_none_in_the_database,
    words_name_telephone_and_salt_lie_in_the_erasable_table_alone,
    the_longest_words_fit,
    a_stored_case_of_a_commune_that_is_no_more_keeps_its_receipt,
);

async fn a_new_case_gets_a_receipt(engine: Engine) {
    let app = spawn_app(engine).await;
    let case = case(1);
    let answer = app.put(&case).await;
    assert_eq!(answer.status, StatusCode::CREATED);
    assert_eq!(answer.header("content-type"), "application/json");
    let receipt: Receipt = answer.json();
    assert_eq!(receipt.code.to_string(), case.record.code);
    assert_eq!(receipt.commitment, case.commitment);
    assert_eq!(receipt.responsible_commune, "26740");
    let received: jiff::Timestamp = receipt.received_at.parse().unwrap();
    assert_eq!(receipt.received_at.len(), "2026-11-21T15:00:00+07:00".len());
    assert!(receipt.received_at.ends_with("+07:00"));
    let stored = app.database.rows("SELECT received_at FROM cases").await.concat().concat();
    assert_eq!(stored, received.to_string(), "the same moment, in UTC");
}

async fn resending_gives_the_same_receipt(engine: Engine) {
    let app = spawn_app(engine).await;
    let first = app.put(&case(1)).await;
    // Another moment of receiving would show.
    change_time_of_receipt(&app).await;
    let second = app.put(&case(1)).await;
    let third = app.put(&case(1)).await;
    assert_eq!(first.status, StatusCode::CREATED);
    assert_eq!([second.status, third.status], [StatusCode::OK; 2]);
    assert_eq!(second.json::<Receipt>().received_at, "2026-01-02T10:04:05+07:00");
    assert_eq!(second.bytes, third.bytes);
    assert_eq!(first.bytes.len(), second.bytes.len());
    assert_eq!(app.database.count("cases").await, "1");
    assert_eq!(app.database.count("case_contents").await, "1");
}

async fn change_time_of_receipt(app: &App) {
    let mut connection = app.database.connect().await;
    sqlx::query("UPDATE cases SET received_at = '2026-01-02T03:04:05Z'")
        .execute(&mut connection)
        .await
        .unwrap();
}

async fn resending_in_another_spelling_gives_the_same_receipt(engine: Engine) {
    let app = spawn_app(engine).await;
    let first = app.put(&case(1)).await;
    let pretty = serde_json::to_vec_pretty(&case(1)).unwrap();
    let again = app.put_bytes(&case(1).record.id, pretty).await;
    assert_eq!(again.status, StatusCode::OK);
    assert_eq!(first.bytes, again.bytes);
}

async fn the_same_id_with_other_words_is_a_conflict(engine: Engine) {
    let app = spawn_app(engine).await;
    app.put(&case(1)).await;
    let mut other = draft(1);
    other.words = "Lời khác.".into();
    assert_eq!(app.put(&sealed(other)).await.status, StatusCode::CONFLICT);
    let words = app.database.rows("SELECT words FROM case_contents").await;
    assert_eq!(words, [[draft(1).words]]);
}

async fn the_same_code_under_another_id_is_a_conflict(engine: Engine) {
    let app = spawn_app(engine).await;
    app.put(&case(1)).await;
    let mut other = draft(2);
    other.code = draft(1).code;
    assert_eq!(app.put(&sealed(other)).await.status, StatusCode::CONFLICT);
    assert_eq!(app.database.count("cases").await, "1");
}

async fn twins_sent_at_once_become_one_case(engine: Engine) {
    let app = spawn_app(engine).await;
    let case = case(1);
    let twin = || app.put(&case);
    let (a, b, c, d, e, f, g, h) =
        tokio::join!(twin(), twin(), twin(), twin(), twin(), twin(), twin(), twin());
    let answers = [a, b, c, d, e, f, g, h];
    let created = answers.iter().filter(|answer| answer.status == StatusCode::CREATED).count();
    let known = answers.iter().filter(|answer| answer.status == StatusCode::OK).count();
    assert_eq!((created, known), (1, 7));
    assert!(answers.iter().all(|answer| answer.bytes == answers[0].bytes));
    assert_eq!(app.database.count("cases").await, "1");
    assert_eq!(app.database.count("case_contents").await, "1");
}

async fn two_cases_with_one_code_sent_at_once_become_one_case(engine: Engine) {
    let app = spawn_app(engine).await;
    let mut other = draft(2);
    other.code = draft(1).code;
    let (a, b) = (case(1), sealed(other));
    let (a, b) = tokio::join!(app.put(&a), app.put(&b));
    let mut statuses = [a.status, b.status];
    statuses.sort();
    assert_eq!(statuses, [StatusCode::CREATED, StatusCode::CONFLICT]);
    assert_eq!(app.database.count("cases").await, "1");
}

async fn fifty_cases_sent_at_once_are_all_stored(engine: Engine) {
    let app = std::sync::Arc::new(spawn_app(engine).await);
    let sent: Vec<_> = (0..50)
        .map(|number| {
            let app = std::sync::Arc::clone(&app);
            tokio::spawn(async move { app.put(&case(number)).await.status })
        })
        .collect();
    for status in sent {
        assert_eq!(status.await.unwrap(), StatusCode::CREATED);
    }
    assert_eq!(app.database.count("cases").await, "50");
}

async fn markup_and_direction_marks_are_stored_as_written(engine: Engine) {
    let app = spawn_app(engine).await;
    let mut record = draft(1);
    record.words = "<script>alert(1)</script>\n\u{202e}đảo\u{202c}\t'; DROP TABLE cases; -- \u{1f327} Hoà\u{301}".into();
    record.name = Some("Robert'); --\u{200f}".into());
    let (words, name) = (record.words.clone(), record.name.clone().unwrap());
    assert_eq!(app.put(&sealed(record)).await.status, StatusCode::CREATED);
    let stored = app.database.rows("SELECT words, name FROM case_contents").await;
    assert_eq!(stored, [[words, name]]);
}

async fn a_case_without_name_and_telephone_has_none_in_the_database(engine: Engine) {
    let app = spawn_app(engine).await;
    let mut record = draft(1);
    (record.name, record.telephone) = (None, None);
    assert_eq!(app.put(&sealed(record)).await.status, StatusCode::CREATED);
    let stored = app.database.rows("SELECT name, telephone FROM case_contents").await;
    assert_eq!(stored, [["NULL", "NULL"]]);
}

async fn words_name_telephone_and_salt_lie_in_the_erasable_table_alone(engine: Engine) {
    let app = spawn_app(engine).await;
    app.put(&case(1)).await;
    let record = draft(1);
    let stored = app
        .database
        .rows("SELECT case_id, words, name, telephone, salt, written_at FROM case_contents")
        .await;
    let expected = [
        record.id.clone(),
        record.words,
        record.name.unwrap(),
        record.telephone.unwrap(),
        record.salt,
        record.written_at,
    ];
    assert_eq!(stored, [expected]);
    let stays = app
        .database
        .rows(
            "SELECT id, code, secret_hash, commitment, CAST(record_version AS TEXT), commune,
                 responsible_commune, kind, state FROM cases",
        )
        .await;
    let commitment = case(1).commitment.to_string();
    let expected = [
        &record.id,
        &record.code,
        &record.secret_hash,
        &commitment,
        "1",
        "26740",
        "26740",
        "problem",
        "received",
    ];
    assert_eq!(stays, [expected]);
}

async fn the_longest_words_fit(engine: Engine) {
    let app = spawn_app(engine).await;
    let mut record = draft(1);
    // Four bytes each, and written as two escapes of six.
    record.words = "\u{1f327}".repeat(contract::WORDS_MAX_CHARS);
    let case = sealed(record);
    let escaped = serde_json::to_string(&case).unwrap().replace('\u{1f327}', "\\ud83c\\udf27");
    assert!(escaped.len() > 60_000);
    let answer = app.put_bytes(&case.record.id, escaped).await;
    assert_eq!(answer.status, StatusCode::CREATED);
}

async fn a_stored_case_of_a_commune_that_is_no_more_keeps_its_receipt(engine: Engine) {
    let app = spawn_app(engine).await;
    let mut gone = draft(1);
    gone.commune = "99999".into();
    let gone = sealed(gone);
    // As if it had been stored before the commune was merged away.
    let mut connection = app.database.connect().await;
    sqlx::query(
        "INSERT INTO cases (id, code, secret_hash, commitment, record_version, commune,
             responsible_commune, kind, state, received_at)
         VALUES ($1, $2, '', $3, 1, '99999', '26740', 'problem', 'received', '2026-01-02T03:04:05Z')",
    )
    .bind(&gone.record.id)
    .bind(&gone.record.code)
    .bind(gone.commitment.to_string())
    .execute(&mut connection)
    .await
    .unwrap();
    let answer = app.put(&gone).await;
    assert_eq!(answer.status, StatusCode::OK);
    // The receipt names where it began, the status who has it now.
    assert_eq!(answer.json::<Receipt>().responsible_commune, "99999");
    let status: CaseStatus = app.track(&gone.record.code).await.json();
    assert_eq!(status.responsible_commune, "26740");
}
