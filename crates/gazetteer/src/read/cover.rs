//! What a reading leaves unexplained.

use super::mentions::Mention;
use super::reading::Reading;
use super::text::Text;

/// What a reading leaves unexplained, in words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Cover {
    /// Between what it explains.
    pub(super) gap: u8,
    /// On the side where the larger units stand.
    pub(super) tail: u8,
    /// On the side where house and street stand.
    pub(super) rest: u8,
    /// Of these, type words of units.
    pub(super) kinds: u8,
    /// Of these, how many are without an error.
    pub(super) sure_kinds: u8,
    /// The name of the ward stands within a longer run of words: perhaps it is the half of a name.
    pub(super) torn: bool,
    /// So it does in a text whose parts are marked off: it is the half of a name.
    pub(super) half: bool,
}

impl Cover {
    pub(super) fn of(text: &Text, reading: &Reading) -> Self {
        let mut cover = Self::default();
        let mut between = 0;
        let mut lead = (0, 0, 0);
        let mut tail = (0, 0, 0);
        let mut seen = false;
        for (place, word) in text.words.iter().enumerate().skip(text.lead) {
            if reading.explains(place) {
                cover.gap += between;
                between = 0;
                tail = (0, 0, 0);
                seen = true;
                continue;
            }
            // A long number is that of a telephone.
            if seen && ((word.number && word.to - word.from > 4) || text.is_noise(place)) {
                continue;
            }
            let kind = u8::from(!word.kind.is_none() && word.to - word.from > 1);
            let sure = if word.kind.loose { 0 } else { kind };
            if seen {
                between += 1;
                tail = (tail.0 + 1, tail.1 + kind, tail.2 + sure);
            } else {
                lead = (lead.0 + 1, lead.1 + kind, lead.2 + sure);
            }
        }
        let own = reading.own.map(|own| own.mention);
        let (rest, tail) = if reading.is_reversed() { (tail, lead) } else { (lead, tail) };
        cover.rest = rest.0;
        (cover.kinds, cover.sure_kinds) = (rest.1, rest.2);
        cover.tail = tail.0;
        cover.torn = own.is_some_and(|own| is_torn(text, &own, reading));
        cover.half = cover.torn && text.is_parted();
        cover
    }

    /// Whether every word is explained.
    pub(super) fn is_full(&self) -> bool {
        self.gap == 0 && self.tail == 0 && self.rest == 0
    }

    /// What it counts against a reading.
    pub(super) fn cost(&self) -> i32 {
        i32::from(self.gap).min(6) * 3
            + i32::from(self.tail).min(4) * 2
            + if self.torn { 3 } else { 0 }
    }
}

/// Whether a word that nothing explains stands behind a name, or before one that no type word begins.
fn is_torn(text: &Text, own: &Mention, reading: &Reading) -> bool {
    let torn_off = |place: usize| !reading.explains(place) && !text.words[place].number;
    let next = usize::from(text.word_at[usize::from(own.end) - 1]) + 1;
    let behind = text.words.get(next).is_some_and(|word| !word.after_dash)
        && torn_off(next)
        && text.words[next].kind.is_none()
        && !text.is_noise(next);
    let first = usize::from(text.word_at[usize::from(own.start)]);
    let before =
        own.kinds.is_empty() && first > 0 && !text.words[first].after_dash && torn_off(first - 1);
    behind || before
}
