//! The places in a text where names stand.

use super::Reader;
use super::names::Sort;
use super::nearly::{Field, start_of};
use super::text::{MAX_LETTERS, Text, accent_key, hash};
use crate::kind::{Kind, Kinds};

/// Letters that are a name, with the type word in front.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mention {
    /// Where the type word begins; the same as `from` if there is none.
    pub(super) start: usize,
    pub(super) from: usize,
    pub(super) to: usize,
    /// The bits of the letters, those of the type word included.
    pub(super) letters: u128,
    pub(super) name: u16,
    pub(super) kinds: Kinds,
    /// The type word has an error.
    pub(super) loose: bool,
    pub(super) errors: usize,
    /// How far the letters are from the name, a wrong letter being 4.
    pub(super) far: u32,
    /// The spelling with accents; 0 if none was typed.
    pub(super) accents: u32,
    /// It stands where a street or a hamlet is named.
    pub(super) street: bool,
    pub(super) number: bool,
}

/// Words in front of what is no unit.
const STREETS: [&str; 22] = [
    "duong", "pho", "ngo", "hem", "ngach", "so", "ap", "thon", "xom", "to", "cho", "cau", "khu",
    "lo", "ql", "doi", "buon", "ban", "tang", "kp", "dt", "dai",
];

/// The numbers of wards and districts that some write in Roman.
const ROMAN: [&str; 13] =
    ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];

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
}

impl Reader {
    /// Every run of letters that is a name as it stands.
    pub(super) fn exact(&self, text: &Text, bounds: &Bounds) -> Vec<Mention> {
        let mut mentions = Vec::with_capacity(24);
        let mut starts = bounds.starts;
        while starts != 0 {
            let from = starts.trailing_zeros() as usize;
            starts &= starts - 1;
            if from >= text.letters.len() {
                break;
            }
            // A comma ends every name.
            let next_break = (bounds.breaks & !mask(0, from + 1)).trailing_zeros() as usize;
            let last = next_break.min(from + self.names.longest).min(MAX_LETTERS);
            let mut ends = bounds.ends & mask(from + 1, last + 1);
            while ends != 0 {
                let to = ends.trailing_zeros() as usize;
                ends &= ends - 1;
                let found = self.names.find(text.hash_of(from, to), text.bases(from, to));
                if let Some(name) = found {
                    mentions.extend(mention(text, from, to, name));
                }
            }
            self.roman(text, from, &mut mentions);
        }
        let found = mentions.len();
        for place in 0..found {
            let claimed = mentions[place];
            if claimed.kinds.is_empty() || claimed.number {
                continue;
            }
            let taken = |other: &Mention| other.from < claimed.start && other.to > claimed.start;
            let ends = mentions[..found]
                .iter()
                .filter(|other| taken(other) && other.to <= claimed.from)
                .map(|other| other.to)
                .max();
            mentions.extend(ends.map(|end| without_kinds(text, &claimed, end)));
        }
        mentions
    }

    /// "Phường XII", "Quận III".
    fn roman(&self, text: &Text, from: usize, mentions: &mut Vec<Mention>) {
        if !matches!(text.letters[from].base, b'i' | b'v' | b'x') {
            return;
        }
        let word = text.words[usize::from(text.word_at[from])];
        let to = usize::from(word.to);
        if usize::from(word.from) != from || text.kinds_before(from).0.is_empty() {
            return;
        }
        let number = ROMAN.iter().position(|roman| text.bases(from, to).eq(roman.bytes()));
        let Some(number) = number.map(|number| number as u8).filter(|&number| number > 0) else {
            return;
        };
        let digits = [b'0' + number / 10, b'0' + number % 10];
        let digits = if number < 10 { &digits[1..] } else { &digits[..] };
        if let Some(name) = self.names.find(hash(digits), digits.iter().copied()) {
            let found = mention(text, from, to, name);
            mentions.extend(found.map(|found| Mention { number: true, ..found }));
        }
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
        let Some((errors, mut ends)) = field.find(letters, most).filter(|&(errors, _)| errors > 0)
        else {
            return;
        };
        // Errors at the end of a name make several ends of one place: the best is looked for.
        let mut best: Option<Mention> = None;
        while ends != 0 {
            let to = ends.trailing_zeros() as usize;
            ends &= ends - 1;
            let Some(from) = start_of(field, text, letters, to, errors) else { continue };
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
            let found = Mention { errors, far: self.far(text, &found), accents: 0, ..found };
            let worth = |mention: &Mention| (mention.kinds.is_empty(), mention.far);
            if best.is_none_or(|best| worth(&found) < worth(&best)) {
                best = Some(found);
            }
        }
        mentions.extend(best);
    }

    fn far(&self, text: &Text, mention: &Mention) -> u32 {
        let name: Vec<_> = self
            .names
            .letters(mention.name)
            .iter()
            .map(|&base| super::text::Letter { base, mark: 0, tone: 0 })
            .collect();
        super::nearly::distance(&text.letters[mention.from..mention.to], &name, false)
    }
}

fn mention(text: &Text, from: usize, to: usize, name: u16) -> Option<Mention> {
    let number = text.letters[from..to].iter().all(|letter| letter.base.is_ascii_digit());
    let (kinds, start, loose) = text.kinds_before(from);
    let place = usize::from(text.word_at[from]);
    if number && kinds.is_empty() {
        // "8, 10, Hồ Chí Minh" names a ward; "8 Lê Lợi" does not.
        let next = text.words.get(place + 1);
        let alone = (place == 0 || text.words[place].after_break)
            && next.is_none_or(|next| next.after_break);
        let before_kind = (place + 1..text.words.len().min(place + 3))
            .any(|next| !text.words[next].kinds.is_empty());
        if !alone && !before_kind {
            return None;
        }
    }
    let street = kinds.is_empty()
        && usize::from(text.words[place].from) == from
        && place > 0
        && !text.words[place].after_break
        && (text.word_is(place - 1, &STREETS) || is_house(text, place - 1));
    let accented = text.is_accented(from, to);
    Some(Mention {
        start,
        from,
        to,
        letters: mask(start, to),
        name,
        kinds,
        loose,
        errors: 0,
        far: 0,
        accents: if accented { accent_key(&text.letters[from..to]) } else { 0 },
        street,
        number,
    })
}

/// Whether a word is the number of a house, and not that of a ward.
fn is_house(text: &Text, place: usize) -> bool {
    text.words[place].number && (place == 0 || text.words[place - 1].kinds.is_empty())
}

/// The same mention where its type word is the end of another name: "Thụy Phương, Bắc Từ Liêm", "An Thi, xã Phù Ủng".
fn without_kinds(text: &Text, mention: &Mention, end: usize) -> Mention {
    let last = usize::from(text.word_at[mention.from]).saturating_sub(1);
    let from = usize::from(text.words[last].from);
    let left = from >= end && text.word_is(last, &["xa"]);
    let (kinds, start) =
        if left { (Kinds::of(Kind::Commune), from) } else { (Kinds::NONE, mention.from) };
    Mention { kinds, start, letters: mask(start, mention.to), ..*mention }
}

impl Mention {
    /// Whether it names a thing of this sort in a way that counts against all others.
    pub(super) fn is_sure(&self, sort: Sort, kinds: Kinds) -> bool {
        let official = matches!(
            sort,
            Sort::District | Sort::FormerDistrict | Sort::Province | Sort::FormerProvince
        );
        official
            && self.errors == 0
            && !self.street
            && (kinds.is_empty() || self.kinds.meets(kinds))
    }
}
