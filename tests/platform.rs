//! The door to the browser, in a real browser.

#![cfg(target_arch = "wasm32")]
// Clippy knows a test by `#[test]` only.
#![allow(clippy::unwrap_used)]

use contract::{CaseId, CaseRecord, RecordDraft, Salt, Secret, TrackingCode};
use gloo_timers::future::TimeoutFuture;
use offices::Point;
use texts::Lang;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use xa_toi::platform::database::Database;
use xa_toi::platform::http::{self, HttpError};
use xa_toi::platform::maps::{self, Platform, Target};
use xa_toi::platform::outbox::Writing;
use xa_toi::platform::{page, random, settings};

wasm_bindgen_test_configure!(run_in_browser);

/// A database of its own for every test.
async fn database() -> (String, Database) {
    let [a, b, c, d]: [u8; 4] = random::bytes();
    let name = format!("test-{a}-{b}-{c}-{d}");
    let database = Database::open(&name).await.unwrap();
    (name, database)
}

#[wasm_bindgen_test]
async fn what_was_put_is_there_after_opening_again() {
    let (name, database) = database().await;
    database.put("1", "một").await.unwrap();
    drop(database);
    let again = Database::open(&name).await.unwrap();
    assert_eq!(again.all().await.unwrap(), ["một"]);
}

#[wasm_bindgen_test]
async fn a_key_holds_what_was_put_last() {
    let (_, database) = database().await;
    database.put("1", "cũ").await.unwrap();
    database.put("1", "mới").await.unwrap();
    assert_eq!(database.all().await.unwrap(), ["mới"]);
}

#[wasm_bindgen_test]
async fn everything_comes_in_the_order_of_the_keys() {
    let (_, database) = database().await;
    for key in ["b", "c", "a"] {
        database.put(key, key).await.unwrap();
    }
    assert_eq!(database.all().await.unwrap(), ["a", "b", "c"]);
}

#[wasm_bindgen_test]
async fn a_text_of_ten_megabytes_is_kept_whole() {
    let (_, database) = database().await;
    let text = "đ".repeat(5 * 1024 * 1024);
    database.put("1", &text).await.unwrap();
    assert!(database.all().await.unwrap() == [text]);
}

#[wasm_bindgen_test]
async fn what_was_deleted_is_gone_and_the_rest_stays() {
    let (_, database) = database().await;
    database.put("1", "một").await.unwrap();
    database.put("2", "hai").await.unwrap();
    database.delete("1").await.unwrap();
    database.delete("3").await.unwrap();
    assert_eq!(database.all().await.unwrap(), ["hai"]);
}

#[wasm_bindgen_test]
async fn two_tabs_can_write_at_once() {
    let (name, here) = database().await;
    let there = Database::open(&name).await.unwrap();
    here.put("1", "here").await.unwrap();
    there.put("2", "there").await.unwrap();
    assert_eq!(here.all().await.unwrap(), ["here", "there"]);
}

#[wasm_bindgen_test]
async fn an_error_of_the_browser_is_an_error_not_a_panic() {
    // The empty name is allowed, a key of the wrong kind is not: names are texts, so take storage away.
    let removed = js_sys::Function::new_no_args(
        "const f = self.indexedDB; Object.defineProperty(self, 'indexedDB', { value: undefined, configurable: true }); return f;",
    );
    let factory = removed.call0(&js_sys::global()).unwrap();
    let opened = Database::open("never").await;
    js_sys::Function::new_with_args(
        "f",
        "Object.defineProperty(self, 'indexedDB', { value: f, configurable: true });",
    )
    .call1(&js_sys::global(), &factory)
    .unwrap();
    assert!(opened.is_err());
}

#[wasm_bindgen_test]
fn random_bytes_differ() {
    assert_ne!(random::bytes::<16>(), random::bytes::<16>());
}

#[wasm_bindgen_test]
fn a_record_made_with_the_browsers_clock_and_randomness_is_accepted() {
    let secret = Secret::from_random(random::bytes());
    let draft = RecordDraft {
        v: 1,
        id: CaseId::new(page::now_ms(), &random::bytes()).to_string(),
        code: TrackingCode::from_random(u64::from_le_bytes(random::bytes())).to_string(),
        secret_hash: secret.hash().to_string(),
        salt: Salt::from_random(random::bytes()).to_string(),
        commune: "26740".into(),
        kind: "problem".into(),
        words: "Chữ".into(),
        name: None,
        telephone: None,
        written_at: page::now_utc(),
    };
    assert_eq!(CaseRecord::from_draft(draft).err(), None);
}

#[wasm_bindgen_test]
fn the_canonical_form_is_the_browsers_own_json_with_sorted_keys() {
    let draft = RecordDraft {
        v: 1,
        id: "019aa5e4-3800-7000-8000-000000000000".into(),
        code: TrackingCode::from_random(0).to_string(),
        secret_hash: "0".repeat(64),
        salt: "0".repeat(32),
        commune: "26740".into(),
        kind: "problem".into(),
        words: "Đèn đường \"số 5\"\n\u{2028}không sáng".into(),
        name: None,
        telephone: None,
        written_at: "2026-11-21T08:00:00Z".into(),
    };
    let record = CaseRecord::from_draft(draft).unwrap();
    let canonical = String::from_utf8(record.canonical()).unwrap();
    // The browser's own JSON, written with sorted keys, is what RFC 8785 is defined by.
    let sorted = js_sys::Function::new_with_args(
        "text",
        "const record = JSON.parse(text); return JSON.stringify(record, Object.keys(record).sort());",
    );
    let expected = sorted.call1(&wasm_bindgen::JsValue::NULL, &canonical.as_str().into()).unwrap();
    assert_eq!(Some(canonical), expected.as_string());
}

#[wasm_bindgen_test]
fn a_time_is_shown_as_it_is_in_vietnam() {
    assert_eq!(page::local_time("2026-11-21T20:30:00Z"), "2026-11-22T03:30:00.000Z");
    assert_eq!(page::local_time("no time"), "no time");
}

#[wasm_bindgen_test]
fn the_language_is_kept_between_visits() {
    settings::set_language(Lang::En);
    assert_eq!(settings::language(), Lang::En);
    settings::set_language(Lang::Vi);
    assert_eq!(settings::language(), Lang::Vi);
}

fn writing(commune: &str, words: &str) -> Writing {
    Writing { commune: commune.into(), words: words.into(), ..Writing::default() }
}

#[wasm_bindgen_test]
fn every_commune_has_a_draft_of_its_own() {
    let (here, there) = (writing("00001", "đây"), writing("00002", "kia"));
    assert!(settings::keep_draft(&here) && settings::keep_draft(&there));
    assert_eq!(settings::draft("00001"), Some(here.clone()));
    settings::discard_draft(&here);
    assert_eq!(settings::draft("00001"), None);
    assert_eq!(settings::draft("00002"), Some(there));
}

#[wasm_bindgen_test]
fn sending_does_not_discard_what_another_tab_has_written_since() {
    let (sent, newer) = (writing("00003", "đã gửi"), writing("00003", "đang viết tiếp"));
    assert!(settings::keep_draft(&newer));
    settings::discard_draft(&sent);
    assert_eq!(settings::draft("00003"), Some(newer));
}

#[wasm_bindgen_test]
fn a_draft_too_large_for_the_browser_is_reported() {
    assert!(!settings::keep_draft(&writing("00004", &"đ".repeat(20 * 1024 * 1024))));
}

#[wasm_bindgen_test]
fn every_kind_of_phone_gets_the_link_its_map_opens() {
    let point = Target::Point(Point::from_degrees(10.5, 106.25));
    let text = Target::Text("Số 2, phố A&B");
    assert_eq!(
        maps::link(Platform::Android, point),
        "geo:10.500000,106.250000?q=10.500000,106.250000"
    );
    assert_eq!(
        maps::link(Platform::Apple, point),
        "https://maps.apple.com/?q=10.500000,106.250000"
    );
    assert_eq!(
        maps::link(Platform::Android, text),
        "geo:0,0?q=S%E1%BB%91%202%2C%20ph%E1%BB%91%20A%26B"
    );
    assert!(
        maps::link(Platform::Other, text)
            .ends_with("query=S%E1%BB%91%202%2C%20ph%E1%BB%91%20A%26B")
    );
}

#[wasm_bindgen_test]
async fn json_of_our_server_is_read() {
    assert_eq!(http::get_json::<Vec<u8>>("data:application/json,[1,2]").await, Ok(vec![1, 2]));
}

#[wasm_bindgen_test]
async fn a_page_in_place_of_json_is_not_our_servers() {
    let answer = http::get_json::<Vec<u8>>("data:text/html,<h1>Wi-Fi</h1>").await;
    assert_eq!(answer, Err(HttpError::NotOurServer));
    let answer = http::get_bytes("data:text/html,<h1>Wi-Fi</h1>").await;
    assert_eq!(answer, Err(HttpError::NotOurServer));
}

#[wasm_bindgen_test]
async fn json_of_another_shape_is_not_our_servers() {
    let answer = http::get_json::<Vec<u8>>("data:application/json,{}").await;
    assert_eq!(answer, Err(HttpError::NotOurServer));
}

#[wasm_bindgen_test]
async fn an_address_nobody_answers_is_unreachable() {
    // Port 9 is among those a browser never connects to.
    let answer = http::get_json::<Vec<u8>>("http://127.0.0.1:9/").await;
    assert_eq!(answer, Err(HttpError::Unreachable));
    TimeoutFuture::new(0).await;
}
