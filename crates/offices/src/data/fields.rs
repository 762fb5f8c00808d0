//! Reading a TOML table without stopping at the first fault.

use gazetteer::data::RowError;
use toml::Spanned;
use toml::de::{DeTable, DeValue};
use unicode_normalization::UnicodeNormalization;

/// A file that is being read, and what was found wrong with it.
pub(super) struct Faults<'t> {
    file: &'t str,
    text: &'t str,
    found: Vec<RowError>,
}

impl<'t> Faults<'t> {
    pub(super) fn new(file: &'t str, text: &'t str) -> Self {
        Self { file, text, found: Vec::new() }
    }

    /// Notes what is wrong at so many bytes from the beginning.
    pub(super) fn note(&mut self, at: usize, reason: impl Into<String>) {
        let before = self.text.get(..at).unwrap_or(self.text);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() as u64 + 1;
        self.found.push(RowError { file: self.file.to_owned(), line, reason: reason.into() });
    }

    /// How much was found so far.
    pub(super) fn count(&self) -> usize {
        self.found.len()
    }

    /// What is wrong, in the order of the lines.
    pub(super) fn into_errors(mut self) -> Vec<RowError> {
        self.found.sort_by_key(|error| error.line);
        self.found
    }
}

/// A value and where it stands.
pub(super) struct Found<T> {
    pub(super) value: T,
    pub(super) at: usize,
}

/// A table of the file.
pub(super) struct Fields<'t, 'i> {
    table: &'t DeTable<'i>,
    /// Where the table begins.
    pub(super) at: usize,
}

impl<'t, 'i> Fields<'t, 'i> {
    /// A table with no other keys than these; notes every other.
    pub(super) fn new(
        table: &'t DeTable<'i>,
        at: usize,
        keys: &[&str],
        faults: &mut Faults<'_>,
    ) -> Self {
        for key in table.keys().filter(|key| !keys.contains(&key.get_ref().as_ref())) {
            let reason = format!("{:?} is none of {}", key.get_ref(), keys.join(", "));
            faults.note(key.span().start, reason);
        }
        Self { table, at }
    }

    /// The value of a key, if there is one.
    pub(super) fn get(&self, key: &str) -> Option<&'t Spanned<DeValue<'i>>> {
        self.table.iter().find(|(known, _)| known.get_ref() == key).map(|(_, value)| value)
    }

    /// A text in NFC of at most `max` characters.
    pub(super) fn text(
        &self,
        key: &str,
        max: usize,
        faults: &mut Faults<'_>,
    ) -> Option<Found<String>> {
        let value = self.get(key)?;
        text(key, value, max, faults)
    }

    /// The texts of a list.
    pub(super) fn texts(
        &self,
        key: &str,
        max: usize,
        faults: &mut Faults<'_>,
    ) -> Vec<Found<String>> {
        let Some(value) = self.get(key) else { return Vec::new() };
        match value.get_ref().as_array() {
            Some(items) => items.iter().filter_map(|item| text(key, item, max, faults)).collect(),
            None => {
                faults
                    .note(value.span().start, format!("{key} is not a list, as in [\"…\", \"…\"]"));
                Vec::new()
            }
        }
    }
}

/// A text in NFC, without white space around it and control characters in it.
pub(super) fn text(
    key: &str,
    value: &Spanned<DeValue<'_>>,
    max: usize,
    faults: &mut Faults<'_>,
) -> Option<Found<String>> {
    let at = value.span().start;
    let Some(text) = value.get_ref().as_str() else {
        faults.note(at, format!("{key} is not a text in quotes"));
        return None;
    };
    let text: String = text.trim().nfc().collect();
    let reason = if text.is_empty() {
        "is empty; leave out what is not known".to_owned()
    } else if text.chars().any(char::is_control) {
        "has line breaks or control characters in it".to_owned()
    } else if text.chars().count() > max {
        format!("is longer than {max} characters")
    } else {
        return Some(Found { value: text, at });
    };
    faults.note(at, format!("{key} {reason}"));
    None
}
