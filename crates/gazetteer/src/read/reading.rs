//! What a text is taken to mean.

use super::cover::Cover;
use super::mentions::Mention;
use super::names::{Meaning, Sort};
use super::text::Text;
use super::weigh::WARD;
use crate::kind::Kinds;

/// What a code counts: as much as a ward with its district.
const CODE: i32 = 76;

/// A unit, by its place in the gazetteer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meant {
    /// An old unit, and the former ward whose name was typed.
    Legacy(u16, Option<u16>),
    Commune(u16),
    /// A district of which no ward was read.
    District(u16),
    /// A province of today, and nothing in it: only as a suggestion.
    Province(u16),
    /// One of the 63 provinces before the reform, and nothing in it: only as a suggestion.
    FormerProvince(u16),
}

impl Meant {
    /// Whether it is the same unit, whatever it was called.
    pub(super) fn is_same(self, other: Self) -> bool {
        match (self, other) {
            (Self::Legacy(a, _), Self::Legacy(b, _)) => a == b,
            _ => self == other,
        }
    }
}

/// A mention, and what it is taken to name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    pub(super) mention: Mention,
    pub(super) meaning: Meaning,
    pub(super) score: i32,
}

impl Part {
    /// A code in place of a name.
    pub(super) fn of_code(mention: Mention, sort: Sort) -> Self {
        let meaning = Meaning {
            sort,
            renamed: false,
            contracted: false,
            accented: false,
            place: 0,
            kinds: Kinds::NONE,
            accents: 0,
        };
        Self { mention, meaning, score: CODE }
    }
}

/// A unit with the mentions that speak for it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading {
    pub(super) meant: Meant,
    pub(super) own: Option<Part>,
    pub(super) district: Option<Part>,
    pub(super) province: Option<Part>,
    /// The commune of today that is named beside the old unit that went to it.
    pub(super) today: Option<Part>,
    /// The bits of all words it explains.
    pub(super) words: u64,
    /// The bits of the words that surely name a district or a province, and another than it lies in.
    pub(super) contradicted: u64,
    pub(super) score: i32,
    /// The score, and what decides between equals.
    pub(super) rank: u64,
    pub(super) cover: Cover,
}

impl Reading {
    pub(super) fn new(
        meant: Meant,
        own: Option<Part>,
        district: Option<Part>,
        province: Option<Part>,
    ) -> Self {
        let mut reading = Self {
            meant,
            own,
            district,
            province,
            today: None,
            words: 0,
            contradicted: 0,
            score: 0,
            rank: 0,
            cover: Cover::default(),
        };
        for part in reading.parts() {
            reading.words |= part.mention.words;
            reading.score += part.score;
        }
        reading
    }

    pub(super) fn parts(&self) -> impl Iterator<Item = Part> + use<> {
        [self.own, self.district, self.province, self.today].into_iter().flatten()
    }

    pub(super) fn explains(&self, word: usize) -> bool {
        self.words >> word & 1 == 1
    }

    /// Whether none of its parts has letters of a mention.
    pub(super) fn leaves(&self, mention: &Mention) -> bool {
        !self.parts().any(|part| part.mention.meets(mention))
    }

    /// Whether the larger units stand in front.
    pub(super) fn is_reversed(&self) -> bool {
        let larger = [self.district, self.province].into_iter().flatten();
        let first = larger.map(|part| part.mention.from).min();
        self.own.zip(first).is_some_and(|(own, first)| first < own.mention.from)
    }

    /// Whether it rests on nothing but a name that does not stand there as it should.
    pub(super) fn is_guess(&self) -> bool {
        self.district.is_none()
            && self.own.is_some_and(|Part { mention: own, .. }| {
                let alone =
                    self.province.is_none() && (own.street || own.errors > 0 || self.cover.torn);
                own.kinds.is_empty() && (alone || self.cover.half)
            })
    }

    /// Whether nothing more can be hoped for from looking for errors.
    pub(super) fn is_clear(&self, text: &Text) -> bool {
        self.is_complete() && !self.follows_spoilt_kind(text)
    }

    /// Whether what stands in front of a name may be a type word with an error: "Phườg Bến Nghé".
    fn follows_spoilt_kind(&self, text: &Text) -> bool {
        self.parts().any(|Part { mention, .. }| {
            let first = usize::from(text.word_at[usize::from(mention.start)]);
            mention.kinds.is_empty()
                && !text.words[first].after_break
                && first.checked_sub(1).is_some_and(|before| {
                    !self.explains(before) && text.nearly_kind(before).is_some()
                })
        })
    }

    fn is_complete(&self) -> bool {
        let Some(Part { mention: own, .. }) = self.own else { return false };
        let cover = self.cover;
        let larger = [self.district, self.province].into_iter().flatten();
        let fits = self.score >= WARD + larger.map(|part| part.score).sum::<i32>() - 8;
        fits && !own.street
            && cover.gap == 0
            && cover.tail == 0
            && (self.district.is_some()
                || cover.rest == 0
                || (cover.kinds == 0 && !own.kinds.is_empty()))
    }
}
