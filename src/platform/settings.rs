//! Small things kept on the phone between visits. Where storage is refused (private windows,
//! third-party frames) they are simply not kept.

use crate::platform::outbox::Writing;
use gazetteer::{CommuneCode, ProvinceCode};
use leptos::prelude::window;
use offices::LiveOffices;
use texts::Lang;

const LANGUAGE: &str = "xa-toi.language";
const DRAFT: &str = "xa-toi.draft";
const COMMUNE: &str = "xa-toi.commune";
const PROVINCE: &str = "xa-toi.province";
const OFFICES: &str = "xa-toi.offices";

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

fn get(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

/// Returns whether it was kept.
fn set(key: &str, value: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(key, value).is_ok())
}

/// The language the visitor chose; Vietnamese otherwise.
pub fn language() -> Lang {
    let chosen = get(LANGUAGE);
    Lang::ALL.into_iter().find(|lang| Some(lang.tag()) == chosen.as_deref()).unwrap_or_default()
}

/// Keeps the visitor's language.
pub fn set_language(lang: Lang) {
    set(LANGUAGE, lang.tag());
}

/// The commune that the visitor saved as "my commune".
pub fn commune() -> Option<CommuneCode> {
    get(COMMUNE)?.parse().ok()
}

/// Saves the visitor's commune, or forgets it; returns whether that worked.
pub fn set_commune(code: Option<CommuneCode>) -> bool {
    match code {
        Some(code) => set(COMMUNE, &code.to_string()),
        None => storage().is_some_and(|storage| storage.remove_item(COMMUNE).is_ok()),
    }
}

/// The province in which the visitor last looked something up: names there come first.
pub fn province() -> Option<ProvinceCode> {
    get(PROVINCE)?.parse().ok()
}

/// Keeps the province in which the visitor looks something up.
pub fn set_province(code: ProvinceCode) {
    set(PROVINCE, &code.to_string());
}

/// What operators and officers had said of a province's offices when the phone last asked.
pub fn live_offices(province: ProvinceCode) -> Option<LiveOffices> {
    serde_json::from_str(&get(&format!("{OFFICES}.{province}"))?).ok()
}

/// Keeps what operators and officers say of a province's offices.
pub fn keep_live_offices(province: ProvinceCode, live: &LiveOffices) {
    let text = serde_json::to_string(live).unwrap_or_default();
    set(&format!("{OFFICES}.{province}"), &text);
}

/// What was being written to a commune, five digits, when the page was left.
pub fn draft(commune: &str) -> Option<Writing> {
    serde_json::from_str(&get(&draft_key(commune))?).ok()
}

/// Keeps what is being written to its commune; returns whether it was kept.
pub fn keep_draft(writing: &Writing) -> bool {
    let text = serde_json::to_string(writing).unwrap_or_default();
    set(&draft_key(&writing.commune), &text)
}

/// Forgets what was being written to its commune: it was stored for sending, or discarded. What
/// another tab has written there since stays.
pub fn discard_draft(writing: &Writing) {
    if draft(&writing.commune).is_some_and(|kept| kept == *writing)
        && let Some(storage) = storage()
    {
        let _ = storage.remove_item(&draft_key(&writing.commune));
    }
}

fn draft_key(commune: &str) -> String {
    format!("{DRAFT}.{commune}")
}
