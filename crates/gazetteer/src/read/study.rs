//! What was typed, taken apart as far as a question about it needs, and no further.

use super::Reader;
use super::mentions::{Bounds, Mention, Near};
use super::nearly::Field;
use super::reading::Reading;
use super::text::Text;
use super::typing;
use std::cell::OnceCell;

/// A text as it was typed, and with its Telex or VNI turned into letters.
pub(super) struct Typed<'t> {
    pub(super) typed: &'t str,
    pub(super) plain: Study,
    decoded: OnceCell<Option<Study>>,
}

impl<'t> Typed<'t> {
    pub(super) fn new(reader: &Reader, typed: &'t str) -> Self {
        let plain = Study::new(reader, Text::new(typed));
        Self { typed, plain, decoded: OnceCell::new() }
    }

    /// `None` if there is no Telex or VNI in it.
    pub(super) fn decoded(&self, reader: &Reader) -> Option<&Study> {
        let decode = || Some(Study::new(reader, typing::decode(self.typed)?));
        self.decoded.get_or_init(decode).as_ref()
    }
}

/// A text with the names that stand in it.
pub(super) struct Study {
    pub(super) text: Text,
    /// The names that stand there without errors.
    pub(super) mentions: Vec<Mention>,
    /// What it means if there are none.
    pub(super) as_it_stands: OnceCell<Vec<Reading>>,
    loose: OnceCell<Box<Loose>>,
    /// What it means if there are some.
    pub(super) understood: OnceCell<Understood>,
}

/// What was found in a text that has errors in it.
pub(super) struct Understood {
    pub(super) mentions: Vec<Mention>,
    pub(super) readings: Vec<Reading>,
}

impl Study {
    fn new(reader: &Reader, text: Text) -> Self {
        let mentions = reader.exact(&text, &Bounds::new(&text, false));
        Self {
            text,
            mentions,
            as_it_stands: OnceCell::new(),
            loose: OnceCell::new(),
            understood: OnceCell::new(),
        }
    }

    /// The same text read as one that has errors.
    pub(super) fn loose(&self, reader: &Reader) -> &Loose {
        self.loose.get_or_init(|| Box::new(Loose::new(reader, self)))
    }
}

/// A text that may have errors in it.
pub(super) struct Loose {
    /// With type words that have errors.
    pub(super) text: Text,
    pub(super) field: Field,
    /// The names that stand there without errors, perhaps behind a type word that has one.
    pub(super) mentions: Vec<Mention>,
    /// Districts and provinces that stand with their type words as they should: these letters are no other name.
    fixed: Vec<Mention>,
    /// This is other than the text as it stands.
    pub(super) differs: bool,
    near: OnceCell<Vec<Candidate>>,
}

/// A name that can be read with errors.
pub(super) struct Candidate {
    pub(super) near: Near,
    /// Where it stands; looked for when it is first asked for.
    mention: OnceCell<Option<Mention>>,
}

impl Loose {
    fn new(reader: &Reader, study: &Study) -> Self {
        let mut text = study.text.clone();
        let loosened = text.loosen_kinds();
        let bounds = Bounds::new(&text, true);
        let mentions = reader.exact(&text, &bounds);
        let is_fixed = |mention: &&Mention| reader.is_fixed(mention);
        Self {
            field: bounds.field(&text, &mentions),
            differs: loosened || mentions != study.mentions,
            fixed: mentions.iter().filter(is_fixed).copied().collect(),
            mentions,
            text,
            near: OnceCell::new(),
        }
    }

    /// All names that can be read with errors, in their order.
    pub(super) fn near(&self, reader: &Reader) -> &[Candidate] {
        self.near.get_or_init(|| {
            let mut near = Vec::new();
            self.field.sweep(&reader.names, &mut |name, errors, ends| {
                let near_name = Near { name, errors: errors as u8, ends };
                near.push(Candidate { near: near_name, mention: OnceCell::new() });
            });
            near
        })
    }

    /// Where a candidate stands, unless these letters are another name.
    pub(super) fn mention(&self, reader: &Reader, candidate: &Candidate) -> Option<Mention> {
        *candidate.mention.get_or_init(|| {
            let found = reader.nearly(&self.text, &self.field, candidate.near)?;
            let taken = |fixed: &Mention| fixed.meets(&found) && !fixed.lies_within(&found);
            (!self.fixed.iter().any(taken)).then_some(found)
        })
    }
}
