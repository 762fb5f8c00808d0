//! Small things kept on the phone between visits. Where storage is refused (private windows,
//! third-party frames) they are simply not kept.

use crate::platform::outbox::Writing;
use leptos::prelude::window;
use texts::Lang;

const LANGUAGE: &str = "xa-toi.language";
const DRAFT: &str = "xa-toi.draft";

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
