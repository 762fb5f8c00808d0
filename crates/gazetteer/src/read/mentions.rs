//! The places in a text where names stand.

use super::Reader;
use super::letters::{accent_key, hash};
use super::names::Sort;
use super::nearly::{self, Field, Spelled};
use super::text::Text;
use super::words;
use crate::kind::{Kind, Kinds};

/// Letters that are a name, with the type word in front.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mention {
    /// Where the type word begins; the same as `from` if there is none.
    pub(super) start: u8,
    pub(super) from: u8,
    pub(super) to: u8,
    /// Where the type word behind it ends; the same as `to` if there is none.
    pub(super) end: u8,
    /// The bits of its words, those of the type word included.
    pub(super) words: u64,
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
    /// The name begins with other accents.
    pub(super) otherwise: bool,
    /// It is typed without accents, others with.
    pub(super) bare: bool,
    /// It stands between commas.
    pub(super) alone: bool,
    pub(super) kinds: Kinds,
    pub(super) name: u16,
    /// The spelling with accents; 0 if none was typed.
    pub(super) accents: u32,
}

/// Where names may begin and end, in the order of the letters.
pub(super) struct Bounds {
    pub(super) starts: Vec<u8>,
    pub(super) ends: Vec<u8>,
}

impl Bounds {
    /// Between words; where words run together also within them.
    pub(super) fn new(text: &Text, runs: bool) -> Self {
        let mut bounds = Self { starts: Vec::with_capacity(32), ends: Vec::with_capacity(32) };
        for place in text.lead..text.words.len() {
            let word = &text.words[place];
            bounds.starts.push(word.from);
            if runs && !word.number {
                let run = text.is_run(place);
                for letter in word.from + 1..word.to {
                    if run || text.goes_on_behind_kind(word.from.into(), letter.into()) {
                        bounds.starts.push(letter);
                    }
                    if run {
                        bounds.ends.push(letter);
                    }
                }
            }
            bounds.ends.push(word.to);
        }
        bounds
    }

    /// Where names with errors may stand: in a text with commas not behind a word that is no name, where they would be a
    /// half of something else.
    pub(super) fn field(&self, text: &Text, known: &[Mention]) -> Field {
        let parted = text.words.iter().skip(text.lead + 1).any(|word| word.after_dash);
        let may_start = |&start: &u8| {
            let letter = usize::from(start);
            let place = usize::from(text.word_at[letter]);
            !parted
                || text.words[place].from != start
                || text.words[place].after_dash
                || place == text.lead
                || text.words[place - 1].number
                || !text.kinds_before(letter).0.is_empty()
                || known.iter().any(|known| known.end == start)
        };
        let starts = self.starts.iter().copied().filter(may_start);
        Field::new(text, starts, self.ends.iter().copied())
    }
}

/// A name that can be read in a text with errors.
#[derive(Debug, Clone, Copy)]
pub(super) struct Near {
    pub(super) name: u16,
    pub(super) errors: u8,
    /// The bits of the letters where it then ends.
    pub(super) ends: u128,
}

impl Reader {
    /// Every run of letters that is a name as it stands.
    pub(super) fn exact(&self, text: &Text, bounds: &Bounds) -> Vec<Mention> {
        let mut mentions = Vec::with_capacity(24);
        let mut first_end = 0;
        for &start in &bounds.starts {
            let from = usize::from(start);
            // A comma ends every name.
            let next_break = text.words[usize::from(text.word_at[from]) + 1..]
                .iter()
                .find(|word| word.after_break)
                .map_or(text.len(), |word| word.from.into());
            let last = next_break.min(from + self.names.longest);
            while bounds.ends[first_end] <= start {
                first_end += 1;
            }
            for &end in &bounds.ends[first_end..] {
                let to = usize::from(end);
                if to > last {
                    break;
                }
                let found = self.names.find(text.hash_of(from, to), text.bases(from, to));
                if let Some(name) = found {
                    let found = mention(text, from, to, name);
                    mentions.extend(found);
                    mentions.extend(found.and_then(|found| behind_stray_letter(text, &found)));
                }
            }
            mentions.extend(self.number(text, from));
        }
        let found = mentions.len();
        for place in 0..found {
            let claimed = mentions[place];
            if claimed.start == claimed.from || claimed.number {
                continue;
            }
            let ends = mentions[..found]
                .iter()
                .filter(|other| {
                    other.from < claimed.start
                        && other.to > claimed.start
                        && other.to <= claimed.from
                })
                .map(|other| other.to)
                .max();
            mentions.extend(ends.map(|end| without_kinds(text, &claimed, end)));
        }
        mentions
    }

    /// "Phường XII", "Quận ba".
    fn number(&self, text: &Text, from: usize) -> Option<Mention> {
        let place = usize::from(text.word_at[from]);
        let word = &text.words[place];
        if usize::from(word.from) != from || word.number || text.kinds_before(from).0.is_empty() {
            return None;
        }
        let (number, len) = words::number(text, place)?;
        // "Phường Nam Từ Liêm" is no Phường năm.
        let typed = text.is_accented(from, text.words[place + len - 1].to.into());
        let plain = matches!(text.word(place), b"hai" | b"ba") || words::is_roman(text, place);
        if text.accented && !typed && !plain {
            return None;
        }
        let digits = [b'0' + (number / 10) as u8, b'0' + (number % 10) as u8];
        let digits = if number < 10 { &digits[1..] } else { &digits[..] };
        let name = self.names.find(hash(digits), digits)?;
        let to = text.words[place + len - 1].to.into();
        let found = mention(text, from, to, name)?;
        Some(Mention { number: true, accents: 0, bare: false, ..found })
    }

    /// Where a name stands with errors, of the places where the fewest were seen.
    pub(super) fn nearly(
        &self,
        text: &Text,
        field: &Field,
        Near { name, mut errors, mut ends }: Near,
    ) -> Option<Mention> {
        let letters = self.names.letters(name);
        if errors == 0 {
            // It stands there as it should: perhaps it does once more, with errors.
            let most = nearly::most_errors(letters)?;
            let other = field.without(letters.len(), ends).find(letters, most)?;
            (errors, ends) = (other.0 as u8, other.1);
        }
        let errors = usize::from(errors);
        // Errors at the end of a name make several ends of one place: the best is looked for.
        let mut best: Option<Mention> = None;
        while ends != 0 {
            let to = ends.trailing_zeros() as usize;
            ends &= ends - 1;
            let Some(from) = nearly::start_of(field, text, letters, to, errors) else { continue };
            if text
                .words
                .iter()
                .any(|word| word.after_break && (from + 1..to).contains(&usize::from(word.from)))
            {
                continue;
            }
            let Some(found) = mention(text, from, to, name) else { continue };
            // A short name with an error is anything, unless a type word announces it, and so is one in a street.
            if found.kinds.is_empty() && (letters.len() < 4 || found.street) {
                continue;
            }
            let typed = Spelled::plain(text.bases(from, to));
            let far = nearly::distance(typed, Spelled::plain(letters));
            let found = Mention { errors: errors as u8, far, accents: 0, ..found };
            let worth = |mention: &Mention| (mention.kinds.is_empty(), mention.far);
            if best.is_none_or(|best| worth(&found) < worth(&best)) {
                best = Some(found);
            }
        }
        best
    }
}

/// A name in letters of a text, with what stands around it; `None` where it is the number of a house.
pub(super) fn mention(text: &Text, from: usize, to: usize, name: u16) -> Option<Mention> {
    let number = text.bases(from, to).iter().all(u8::is_ascii_digit);
    let (mut kinds, start, loose) = text.kinds_before(from);
    let mut end = to;
    if kinds.is_empty()
        && let Some((behind, behind_end)) = text.kind_behind(to)
    {
        (kinds, end) = (behind, behind_end);
    }
    let place = usize::from(text.word_at[from]);
    let whole = usize::from(text.words[place].from) == from;
    let parted = place == text.lead || text.words[place].after_dash;
    let last = usize::from(text.word_at[to - 1]);
    let alone = whole
        && (parted || text.words[place - 1].number)
        && to == text.words[last].to.into()
        && text.words.get(last + 1).is_none_or(|next| next.after_dash);
    if number && kinds.is_empty() {
        // "8, 10, Hồ Chí Minh" names a ward, and "8 Q10" too; "8 Lê Lợi" does not, nor "12 Quang Trung".
        let next = text.words.get(place + 1).map(|next| next.kind);
        let before_kind = next.is_some_and(|kind| !kind.is_none() && !kind.loose);
        if !parted || !(alone || before_kind) {
            return None;
        }
    }
    let street = kinds.is_empty() && whole && !parted && words::is_street(text, place - 1);
    let accents = if text.is_accented(from, to) {
        accent_key(text.bases(from, to), text.accents(from, to))
    } else {
        0
    };
    Some(Mention {
        start: start as u8,
        from: from as u8,
        to: to as u8,
        end: end as u8,
        words: text.words_of(start, end),
        errors: 0,
        far: 0,
        loose,
        street,
        number,
        prefix: false,
        otherwise: false,
        bare: accents == 0 && text.accented,
        alone,
        kinds,
        name,
        accents,
    })
}

/// The same mention where a letter too many stands between it and its type word: "Huyện xBắc Quang".
fn behind_stray_letter(text: &Text, mention: &Mention) -> Option<Mention> {
    let letter = mention.from.checked_sub(1)?;
    let word = text.words[usize::from(text.word_at[usize::from(letter)])];
    let (kinds, start, loose) = text.kinds_before(letter.into());
    let stray = letter == word.from && !word.number && !kinds.is_empty();
    let words = text.words_of(start, mention.end.into());
    let start = start as u8;
    stray.then_some(Mention { kinds, start, words, loose, errors: 1, far: 4, ..*mention })
}

/// The same mention where its type word is the end of another name: "Thụy Phương, Bắc Từ Liêm", "An Thi, xã Phù Ủng".
fn without_kinds(text: &Text, mention: &Mention, end: u8) -> Mention {
    let last = usize::from(text.word_at[usize::from(mention.from)]).saturating_sub(1);
    let from = text.words[last].from;
    let left = from >= end && text.word(last) == b"xa";
    let (kinds, start) =
        if left { (Kinds::of(Kind::Commune), from) } else { (Kinds::NONE, mention.from) };
    let words = text.words_of(start.into(), mention.end.into());
    Mention { kinds, start, words, ..*mention }
}

impl Mention {
    /// Whether it has letters in common with another.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether its name is a part of another name.
    pub(super) fn lies_within(&self, other: &Self) -> bool {
        (other.from <= self.from && self.to <= other.to)
            && self.to - self.from < other.to - other.from
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
