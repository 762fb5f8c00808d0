//! The runs of words that are names.

use super::index::{Index, NameId};
use super::query::{Query, bits};
use crate::kind::Kinds;
use std::ops::Range;

/// A run of words that is a name, or the beginning of names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Span {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) words: u64,
    first_name: NameId,
    end_name: NameId,
    /// The words are the beginning of these names only.
    pub(super) prefix: bool,
    /// The name is a number, which means nothing without its type word.
    pub(super) number: bool,
    pub(super) kinds: Kinds,
    pub(super) kind_words: u64,
}

/// All runs of words that are names, and those at the end that are beginnings of names.
pub(super) fn spans(index: &Index, query: &Query) -> Vec<Span> {
    let mut spans = Vec::new();
    for from in 0..query.len() {
        let (kinds, kind_len) = query.kinds_before(from);
        let mut names = index.names();
        for to in from + 1..=query.len().min(from + index.longest) {
            if to > from + 1 && query.words()[to - 1].after_break {
                break;
            }
            let text = query.text(from, to);
            names = index.beginning_with(text, names);
            if names.is_empty() {
                break;
            }
            let span = Span {
                from,
                to,
                words: bits(from, to),
                first_name: names.start,
                end_name: names.start + 1,
                prefix: false,
                number: text.bytes().all(|byte| byte.is_ascii_digit()),
                kinds,
                kind_words: bits(from - kind_len, from),
            };
            let exact = index.name(names.start) == text;
            if exact {
                spans.push(span);
            }
            let first_name = names.start + NameId::from(exact);
            if to == query.len() && query.open && first_name < names.end {
                spans.push(Span { first_name, end_name: names.end, prefix: true, ..span });
            }
        }
    }
    spans
}

impl Span {
    /// No type word tells it from the number of a house.
    pub(super) fn is_bare_number(&self) -> bool {
        self.number && self.kinds.is_empty()
    }

    pub(super) fn names(&self) -> Range<NameId> {
        self.first_name..self.end_name
    }

    /// The words it accounts for if it names something of these kinds, next to `taken` ones.
    pub(super) fn words_for(&self, kinds: Kinds, taken: u64) -> u64 {
        if self.kinds.meets(kinds) && self.kind_words & taken == 0 {
            self.words | self.kind_words
        } else {
            self.words
        }
    }
}
