//! Names with errors in them.

use super::text::Text;
use crate::spelling::Accent;

/// Where names could lie in a text: bits of the places between its letters.
pub(super) struct Field {
    /// For each letter, where it stands.
    masks: [u128; 37],
    starts: u128,
    ends: u128,
}

fn slot(base: u8) -> usize {
    match base {
        b'a'..=b'z' => usize::from(base - b'a'),
        b'0'..=b'9' => usize::from(base - b'0') + 26,
        _ => 36,
    }
}

impl Field {
    /// Names may begin and end at these letters.
    pub(super) fn new(
        text: &Text,
        starts: impl Iterator<Item = u8>,
        ends: impl Iterator<Item = u8>,
    ) -> Self {
        let mut masks = [0; 37];
        for (place, &base) in text.letters.bases.iter().enumerate() {
            masks[slot(base)] |= 1 << place;
        }
        let bits = |places: &mut dyn Iterator<Item = u8>| places.fold(0, |all, bit| all | 1 << bit);
        Self { masks, starts: bits(&mut { starts }), ends: bits(&mut { ends }) }
    }

    /// The fewest errors, up to `most`, with which a name can be read in the text, and where it then ends.
    ///
    /// All places of the text are tried at once: bit `j` of `s[d]` says that what was seen of the name so far
    /// fits letters that end at `j` with `d` errors. An error is a letter too many, too few or wrong, or two
    /// that changed places.
    pub(super) fn find(&self, name: &[u8], most: usize) -> Option<(usize, u128)> {
        let most = most.min(2);
        let mut s = [self.starts, 0, 0];
        // A step before, and the letter that led on from there.
        let mut before = [0u128; 3];
        let mut last = 0u128;
        for &base in name {
            let mask = self.masks[slot(base)];
            let mut next = [0u128; 3];
            for d in 0..=most {
                next[d] = (s[d] & mask) << 1;
                if d > 0 {
                    // Wrong; missing from the text; too much in the text; changed places.
                    next[d] |= s[d - 1] << 1 | s[d - 1] | next[d - 1] << 1;
                    next[d] |= ((before[d - 1] & mask) << 1 & last) << 1;
                }
            }
            before = s;
            last = mask;
            s = next;
            if s[most] == 0 {
                return None;
            }
        }
        (0..=most).map(|d| (d, s[d] & self.ends)).find(|&(_, ends)| ends != 0)
    }

    /// The same without the letters of a name of this length that ends at these bits.
    pub(super) fn without(&self, len: usize, ends: u128) -> Self {
        let taken = (1..=len).fold(0, |taken, back| taken | ends >> back);
        Self { masks: self.masks, starts: self.starts & !taken, ends: self.ends & !(taken << 1) }
    }

    pub(super) fn starts_at(&self, place: usize) -> bool {
        self.starts >> place & 1 == 1
    }
}

/// Letters, and their accents where they are to be compared too.
#[derive(Clone, Copy)]
pub(super) struct Spelled<'a> {
    pub(super) bases: &'a [u8],
    pub(super) accents: &'a [Accent],
}

impl<'a> Spelled<'a> {
    pub(super) fn plain(bases: &'a [u8]) -> Self {
        Self { bases, accents: &[] }
    }
}

/// How far a text is from a name, a wrong letter being 4: less for keys that lie side by side and for a letter with
/// the wrong accent.
pub(super) fn distance(text: Spelled<'_>, name: Spelled<'_>) -> u8 {
    const WIDTH: usize = 40;
    let Spelled { bases: text, accents: text_accents } = text;
    let Spelled { bases: right, accents } = name;
    if right.len() >= WIDTH || text.len() >= WIDTH {
        return u8::MAX;
    }
    let mut rows = [[0u8; WIDTH]; 3];
    for (place, cell) in rows[0].iter_mut().enumerate() {
        *cell = place as u8 * 4;
    }
    for (i, &typed) in text.iter().enumerate() {
        let (before, last) = (rows[(i + 2) % 3], rows[i % 3]);
        let row = &mut rows[(i + 1) % 3];
        row[0] = (i as u8 + 1) * 4;
        for (j, &letter) in right.iter().enumerate() {
            let wrong = match typed {
                _ if typed == letter => u8::from(text_accents.get(i) != accents.get(j)),
                _ if beside(typed, letter) => 3,
                _ => 4,
            };
            let mut best = (last[j] + wrong).min(last[j + 1] + 4).min(row[j] + 4);
            if i > 0 && j > 0 && typed == right[j - 1] && text[i - 1] == letter {
                best = best.min(before[j - 1] + 3);
            }
            row[j + 1] = best;
        }
    }
    rows[text.len() % 3][right.len()]
}

/// Whether two keys lie side by side.
fn beside(a: u8, b: u8) -> bool {
    const ROWS: [&[u8]; 4] = [b"1234567890", b"qwertyuiop", b"asdfghjkl", b"zxcvbnm"];
    let place = |key: u8| {
        ROWS.iter()
            .enumerate()
            .find_map(|(row, keys)| Some((row, keys.iter().position(|&other| other == key)?)))
    };
    match (place(a), place(b)) {
        (Some((row, key)), Some((other_row, other_key))) => {
            row.abs_diff(other_row) <= 1 && key.abs_diff(other_key) <= 1
        }
        _ => false,
    }
}

/// The start of the reading that ends at `end`, and how long it is: the one with the fewest errors.
pub(super) fn start_of(
    field: &Field,
    text: &Text,
    name: &[u8],
    end: usize,
    errors: usize,
) -> Option<usize> {
    let shortest = name.len().saturating_sub(errors).max(1);
    (shortest..=name.len() + errors)
        .filter_map(|len| end.checked_sub(len))
        .filter(|&start| field.starts_at(start))
        .min_by_key(|&start| {
            let typed = Spelled::plain(text.bases(start, end));
            let far = distance(typed, Spelled::plain(name));
            // "Huưng Khánh" is Hưng Khánh rather than an "H. Uưng Khánh".
            let word = text.words[usize::from(text.word_at[start])].from;
            let cut = if start == usize::from(word) + 1 { 2 } else { 0 };
            (far.saturating_add(cut), (end - start).abs_diff(name.len()))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errors(typed: &str, name: &str) -> Option<usize> {
        let text = Text::new(typed);
        let field = Field::new(&text, 0..=127, 0..=127);
        field.find(name.as_bytes(), 2).map(|(errors, _)| errors)
    }

    #[test]
    fn errors_of_every_sort_are_counted() {
        assert_eq!(errors("12 ben nghe q1", "bennghe"), Some(0));
        assert_eq!(errors("12 ben nge q1", "bennghe"), Some(1));
        assert_eq!(errors("12 ben nghhe q1", "bennghe"), Some(1));
        assert_eq!(errors("12 bem nghe q1", "bennghe"), Some(1));
        assert_eq!(errors("12 bne nghe q1", "bennghe"), Some(1));
        assert_eq!(errors("12 bne nghw q1", "bennghe"), Some(2));
        assert_eq!(errors("12 le loi q1", "bennghe"), None);
    }

    #[test]
    fn a_neighbouring_key_weighs_less_than_another_letter() {
        let far =
            |typed: &str| distance(Spelled::plain(typed.as_bytes()), Spelled::plain(b"bennghe"));
        assert_eq!(far("bennghe"), 0);
        assert_eq!(far("bennghw"), 3);
        assert_eq!(far("bennghu"), 4);
        assert_eq!(far("bennge"), 4);
        assert_eq!(far("ebnnghe"), 3);
    }
}
