//! The places in a text where names stand.

use super::Reader;
use super::letters::{MAX_LETTERS, accent_key, hash};
use super::names::Sort;
use super::nearly::{self, Field, Spelled};
use super::text::Text;
use super::words;
use crate::kind::{Kind, Kinds};
use std::ops::Range;

/// Letters that are a name, with the type word in front.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mention {
    /// Where the type word begins; the same as `from` if there is none.
    pub(super) start: u8,
    pub(super) from: u8,
    pub(super) to: u8,
    pub(super) errors: u8,
    /// How far the letters are from the name, a wrong letter being 4.
    pub(super) far: u8,
    /// The type word has an error.
    pub(super) loose: bool,
    /// It stands where a street or a hamlet is named.
    pub(super) street: bool,
    pub(super) number: bool,
    /// The letters are the beginning of the name only.
    pub(super) prefix: bool,
    /// It is typed without accents, others with.
    pub(super) bare: bool,
    pub(super) kinds: Kinds,
    pub(super) name: u16,
    /// The spelling with accents; 0 if none was typed.
    pub(super) accents: u32,
}

/// The bits from `from` up to `to`.
pub(super) fn mask(from: usize, to: usize) -> u128 {
    let below = |end: usize| if end >= 128 { u128::MAX } else { (1 << end) - 1 };
    below(to) & !below(from)
}

/// Where names may begin and end, and where none reaches across.
pub(super) struct Bounds {
    starts: u128,
    ends: u128,
    /// The starts of words behind a comma.
    breaks: u128,
}

impl Bounds {
    /// Between words; where words run together also within them.
    pub(super) fn new(text: &Text, runs: bool) -> Self {
        let mut bounds = Self { starts: 0, ends: 0, breaks: 0 };
        for (place, word) in text.words.iter().enumerate() {
            bounds.starts |= 1 << word.from;
            bounds.ends |= 1 << word.to;
            if word.after_break {
                bounds.breaks |= 1 << word.from;
            }
            if runs && !word.number {
                let (from, to) = (usize::from(word.from), usize::from(word.to));
                if text.is_run(place) {
                    bounds.starts |= mask(from, to);
                    bounds.ends |= mask(from + 1, to + 1);
                } else {
                    for letter in from + 1..to {
                        if !text.kinds_before(letter).0.is_empty() {
                            bounds.starts |= 1 << letter;
                        }
                    }
                }
            }
        }
        bounds
    }

    /// The same without what lies in some letters.
    pub(super) fn without(&self, letters: u128) -> Self {
        Self {
            starts: self.starts & !letters,
            ends: self.ends & !(letters << 1),
            breaks: self.breaks,
        }
    }

    pub(super) fn field(&self, text: &Text) -> Field {
        Field::new(text, self.starts, self.ends)
    }

    /// How far a name can reach that begins at `from`: a comma ends it.
    fn reach(&self, from: usize) -> usize {
        let next_break = (self.breaks & !mask(0, from + 1)).trailing_zeros() as usize;
        next_break.min(MAX_LETTERS)
    }
}

/// Names that begin with the last letters of a text.
pub(super) struct Beginning {
    /// Stands for each of them.
    pub(super) mention: Mention,
    pub(super) names: Range<u16>,
}

impl Reader {
    /// Every run of letters that is a name as it stands.
    pub(super) fn exact(&self, text: &Text, bounds: &Bounds) -> Vec<Mention> {
        let mut mentions = Vec::with_capacity(24);
        for from in bits(bounds.starts) {
            if from >= text.len() {
                break;
            }
            let last = bounds.reach(from).min(from + self.names.longest);
            for to in bits(bounds.ends & mask(from + 1, last + 1)) {
                let found = self.names.find(text.hash_of(from, to), text.bases(from, to));
                if let Some(name) = found {
                    mentions.extend(mention(text, from, to, name));
                }
            }
            mentions.extend(self.roman(text, from));
        }
        let found = mentions.len();
        for place in 0..found {
            let claimed = mentions[place];
            if claimed.kinds.is_empty() || claimed.number {
                continue;
            }
            let ends = mentions[..found]
                .iter()
                .filter(|other| {
                    (other.from..other.to).contains(&claimed.start)
                        && other.from < claimed.start
                        && other.to <= claimed.from
                })
                .map(|other| other.to)
                .max();
            mentions.extend(ends.map(|end| without_kinds(text, &claimed, end)));
        }
        mentions
    }

    /// The names of which the end of the text may be the beginning.
    pub(super) fn beginnings(&self, text: &Text) -> Vec<Beginning> {
        let mut found = Vec::new();
        if !text.open {
            return found;
        }
        for place in (0..text.words.len()).rev() {
            let word = text.words[place];
            let from = usize::from(word.from);
            let letters = text.bases(from, text.len());
            if letters.len() > self.names.longest {
                break;
            }
            let names = self.names.longer_than(letters);
            if !names.is_empty()
                && let Some(mention) = mention(text, from, text.len(), 0)
            {
                found.push(Beginning { mention: Mention { prefix: true, ..mention }, names });
            }
            if word.after_break {
                break;
            }
        }
        found
    }

    /// "Phường XII", "Quận III".
    fn roman(&self, text: &Text, from: usize) -> Option<Mention> {
        if !matches!(text.letters.bases[from], b'i' | b'v' | b'x') {
            return None;
        }
        let word = text.words[usize::from(text.word_at[from])];
        let to = usize::from(word.to);
        if usize::from(word.from) != from || text.kinds_before(from).0.is_empty() {
            return None;
        }
        let digits = words::roman(text.bases(from, to))?;
        let name = self.names.find(hash(&digits), &digits)?;
        let found = mention(text, from, to, name)?;
        Some(Mention { number: true, ..found })
    }

    /// Adds where a name stands with errors, if it does.
    pub(super) fn nearly(
        &self,
        text: &Text,
        field: &Field,
        name: u16,
        mentions: &mut Vec<Mention>,
    ) {
        let letters = self.names.letters(name);
        let most = match letters.len() {
            0..=2 => return,
            3..=5 => 1,
            _ => 2,
        };
        if letters.iter().all(u8::is_ascii_digit) {
            return;
        }
        let Some((errors, ends)) = field.find(letters, most).filter(|&(errors, _)| errors > 0)
        else {
            return;
        };
        // Errors at the end of a name make several ends of one place: the best is looked for.
        let mut best: Option<Mention> = None;
        for to in bits(ends) {
            let Some(from) = nearly::start_of(field, text, letters, to, errors) else { continue };
            if text
                .words
                .iter()
                .any(|word| word.after_break && (from + 1..to).contains(&usize::from(word.from)))
            {
                continue;
            }
            let Some(found) = mention(text, from, to, name) else { continue };
            // A short name with an error is anything, unless a type word announces it.
            if found.kinds.is_empty() && letters.len() < 4 {
                continue;
            }
            let typed = Spelled::plain(text.bases(from, to));
            let far = nearly::distance(typed, Spelled::plain(letters)).min(255) as u8;
            let found = Mention { errors: errors as u8, far, accents: 0, ..found };
            let worth = |mention: &Mention| (mention.kinds.is_empty(), mention.far);
            if best.is_none_or(|best| worth(&found) < worth(&best)) {
                best = Some(found);
            }
        }
        mentions.extend(best);
    }
}

/// The places of the bits, from the lowest.
fn bits(mut bits: u128) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = bits.trailing_zeros() as usize;
        bits &= bits.wrapping_sub(1);
        (place < 128).then_some(place)
    })
}

fn mention(text: &Text, from: usize, to: usize, name: u16) -> Option<Mention> {
    let number = text.bases(from, to).iter().all(u8::is_ascii_digit);
    let (kinds, start, loose) = text.kinds_before(from);
    let place = usize::from(text.word_at[from]);
    if number && kinds.is_empty() {
        // "8, 10, Hồ Chí Minh" names a ward; "8 Lê Lợi" does not.
        let next = text.words.get(place + 1);
        let alone = (place == 0 || text.words[place].after_break)
            && next.is_none_or(|next| next.after_break);
        let before_kind = (place + 1..text.words.len().min(place + 3))
            .any(|next| !text.words[next].kind.kinds.is_empty());
        if !alone && !before_kind {
            return None;
        }
    }
    let street = kinds.is_empty()
        && usize::from(text.words[place].from) == from
        && place > 0
        && !text.words[place].after_break
        && words::is_street(text, place - 1);
    let accents = if text.is_accented(from, to) {
        accent_key(text.bases(from, to), text.accents(from, to))
    } else {
        0
    };
    Some(Mention {
        start: start as u8,
        from: from as u8,
        to: to as u8,
        errors: 0,
        far: 0,
        loose,
        street,
        number,
        prefix: false,
        bare: accents == 0 && text.accented,
        kinds,
        name,
        accents,
    })
}

/// The same mention where its type word is the end of another name: "Thụy Phương, Bắc Từ Liêm", "An Thi, xã Phù Ủng".
fn without_kinds(text: &Text, mention: &Mention, end: u8) -> Mention {
    let last = usize::from(text.word_at[usize::from(mention.from)]).saturating_sub(1);
    let from = text.words[last].from;
    let left = from >= end && text.word(last) == b"xa";
    let (kinds, start) =
        if left { (Kinds::of(Kind::Commune), from) } else { (Kinds::NONE, mention.from) };
    Mention { kinds, start, ..*mention }
}

impl Mention {
    /// The bits of its letters, those of the type word included.
    pub(super) fn letters(&self) -> u128 {
        mask(self.start.into(), self.to.into())
    }

    /// Whether it names a thing of this sort in a way that counts against all others.
    pub(super) fn is_sure(&self, sort: Sort, kinds: Kinds) -> bool {
        let official = matches!(
            sort,
            Sort::District | Sort::FormerDistrict | Sort::Province | Sort::FormerProvince
        );
        official
            && self.errors == 0
            && !self.street
            && !self.prefix
            && (kinds.is_empty() || self.kinds.meets(kinds))
    }
}
