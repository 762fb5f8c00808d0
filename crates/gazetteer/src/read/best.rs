//! The best readings so far.

use super::cover::Cover;
use super::reading::{Part, Reading};
use super::text::Text;

/// Readings further below the best are of no interest, not even as guesses.
const KEPT: i32 = 12;
/// Of suggestions fewer: the next key typed brings others.
const KEPT_SUGGESTIONS: i32 = 8;

/// What readings are wanted for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    /// Somebody is still typing: provinces alone count too, and each unit is wanted once.
    pub(super) suggestions: bool,
    /// At most so many.
    pub(super) limit: usize,
    /// The place of the province whose units come before others.
    pub(super) near: Option<u16>,
}

impl Wanted {
    /// All that a whole address can mean.
    pub(super) const ANSWER: Self = Self { suggestions: false, limit: usize::MAX, near: None };

    fn kept(&self) -> i32 {
        if self.suggestions { KEPT_SUGGESTIONS } else { KEPT }
    }
}

/// Readings, the best first.
pub(super) struct Best<'a> {
    text: &'a Text,
    wanted: &'a Wanted,
    readings: Vec<Reading>,
    /// Namesakes leave the same unexplained.
    last: Option<(u64, Option<u8>, Cover)>,
}

impl<'a> Best<'a> {
    pub(super) fn new(text: &'a Text, wanted: &'a Wanted) -> Self {
        Self { text, wanted, readings: Vec::with_capacity(16), last: None }
    }

    /// Takes up a reading with a score to which what it leaves unexplained was not yet put; `order` decides between
    /// equals, the greater first.
    pub(super) fn add(&mut self, mut reading: Reading, order: u32) {
        // Leaving something unexplained only ever lowers a score.
        if self.is_too_low(reading.score, order) {
            return;
        }
        let own = reading.own.map(|own| own.mention.start);
        reading.cover = match self.last {
            Some((words, start, cover)) if words == reading.words && start == own => cover,
            _ => Cover::of(self.text, &reading),
        };
        self.last = Some((reading.words, own, reading.cover));
        if self.is_imagined(&reading) {
            return;
        }
        reading.score -= reading.cover.cost();
        // "Phường Bến Nghé, Quận 3" names a ward, and another than there are in the district.
        if reading.own.is_none() && reading.cover.sure_kinds > 0 {
            reading.score -= 9;
        }
        if self.wanted.suggestions {
            reading.score -= i32::from(reading.cover.rest).min(6) * 3;
        }
        if self.is_too_low(reading.score, order) {
            return;
        }
        reading.rank = rank(reading.score, order);
        if self.wanted.suggestions {
            let known = self.readings.iter().position(|known| known.meant.is_same(reading.meant));
            if let Some(place) = known {
                if self.readings[place].rank >= reading.rank {
                    return;
                }
                self.readings.remove(place);
            }
            self.readings.truncate(self.wanted.limit - 1);
        }
        insert(&mut self.readings, reading);
    }

    /// Whether a ward was found, with errors and without its type word, in a part of the text that is longer, or the
    /// name of a street.
    fn is_imagined(&self, reading: &Reading) -> bool {
        reading.own.is_some_and(|Part { mention: own, .. }| {
            own.errors > 0 && own.kinds.is_empty() && (own.street || reading.cover.half)
        })
    }

    /// Whether no reading with at most this score would be taken up.
    pub(super) fn is_out_of_reach(&self, score: i32) -> bool {
        self.is_too_low(score, u32::MAX)
    }

    fn is_too_low(&self, score: i32, order: u32) -> bool {
        let full = self.readings.get(self.wanted.limit.wrapping_sub(1));
        self.wanted.limit == 0
            || self.readings.first().is_some_and(|best| score < best.score - self.wanted.kept())
            || full.is_some_and(|last| rank(score, order) <= last.rank)
    }

    pub(super) fn finish(mut self) -> Vec<Reading> {
        let least = self.readings.first().map_or(0, |best| best.score) - self.wanted.kept();
        let kept = self.readings.iter().take_while(|reading| reading.score >= least).count();
        self.readings.truncate(kept);
        // Where something fits altogether, nothing else is of interest to somebody who types on.
        let fits = |reading: &Reading| reading.cover.is_full();
        if self.wanted.suggestions && self.readings.iter().any(fits) {
            self.readings.retain(fits);
        }
        self.readings
    }
}

fn rank(score: i32, order: u32) -> u64 {
    // No score is as low as that.
    u64::from(score.saturating_add(1 << 16).unsigned_abs()) << 32 | u64::from(order)
}

/// Puts a reading in its place, behind its equals.
pub(super) fn insert(readings: &mut Vec<Reading>, reading: Reading) {
    let mut place = readings.len();
    while place > 0 && readings[place - 1].rank < reading.rank {
        place -= 1;
    }
    readings.insert(place, reading);
}

/// The best first again, where the scores have changed.
pub(super) fn sort(readings: &mut [Reading]) {
    for end in 0..readings.len() {
        let order = readings[end].rank as u32;
        readings[end].rank = rank(readings[end].score, order);
        let mut place = end;
        while place > 0 && readings[place - 1].rank < readings[place].rank {
            readings.swap(place - 1, place);
            place -= 1;
        }
    }
}
