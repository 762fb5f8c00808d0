//! Small things kept on the phone between visits. Where storage is refused (private windows,
//! third-party frames) they are simply not kept.

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

/// The words of the feedback under way.
pub fn draft() -> Option<String> {
    get(DRAFT).filter(|words| !words.is_empty())
}

/// Keeps the words of the feedback under way; returns whether they were kept.
pub fn keep_draft(words: &str) -> bool {
    set(DRAFT, words)
}

/// Forgets the words: they were stored for sending, or the visitor discarded them.
pub fn discard_draft() {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(DRAFT);
    }
}
