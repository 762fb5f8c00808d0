//! Names of which no more than the beginning is typed.

use super::Reader;
use super::letters::Letters;
use super::mentions::{Mention, mention};
use super::names::{Meaning, Sort};
use super::text::{LONGEST_SYLLABLE, Text};
use crate::Gazetteer;
use crate::kind::Kind;
use crate::spelling::Accent;

/// Names that begin with the last letters of a text.
pub(super) struct Beginning {
    /// Stands for each of them.
    pub(super) mention: Mention,
    names: Vec<Begun>,
}

struct Begun {
    name: u16,
    otherwise: bool,
    meaning: Meaning,
}

impl Beginning {
    /// Every meaning of every name that is begun.
    pub(super) fn meanings(&self) -> impl Iterator<Item = (Mention, Meaning)> {
        self.names.iter().map(|&Begun { name, otherwise, meaning }| {
            (Mention { name, otherwise, ..self.mention }, meaning)
        })
    }
}

impl Reader {
    /// The names of which the end of the text may be the beginning.
    pub(super) fn beginnings(&self, g: &Gazetteer, text: &Text) -> Vec<Beginning> {
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
            if let Some(mention) = mention(text, from, text.len(), 0) {
                let mention = Mention { prefix: true, ..mention };
                let names = self.begun(g, text, &mention);
                if !names.is_empty() {
                    found.push(Beginning { mention, names });
                }
            }
            if word.after_break {
                break;
            }
        }
        found
    }

    fn begun(&self, g: &Gazetteer, text: &Text, mention: &Mention) -> Vec<Begun> {
        let (from, to) = (usize::from(mention.from), usize::from(mention.to));
        // A single letter says too little to call up all old units that begin with it.
        let current_only = to - from == 1 && !mention.number;
        let wanted = |sort: Sort| !current_only || matches!(sort, Sort::Province | Sort::Commune);
        let mut begun = Vec::new();
        for name in self.names.longer_than(text.bases(from, to)) {
            for &meaning in self.names.meanings(name).iter().filter(|meaning| wanted(meaning.sort))
            {
                let otherwise =
                    mention.accents != 0 && goes_on_otherwise(g, text, mention, meaning);
                begun.push(Begun { name, otherwise, meaning });
            }
        }
        begun
    }
}

/// Whether a unit's name begins with other accents than were typed.
fn goes_on_otherwise(g: &Gazetteer, text: &Text, mention: &Mention, meaning: Meaning) -> bool {
    let place = usize::from(meaning.place);
    let name = match meaning.sort {
        Sort::Legacy => g.legacy[place].name,
        Sort::Commune if !meaning.renamed => g.communes[place].name,
        _ => return false,
    };
    let name = Letters::of(Kind::strip(g.read(name))).accents;
    let (from, to) = (usize::from(mention.from), usize::from(mention.to));
    let word = usize::from(text.words[usize::from(text.word_at[to - 1])].from);
    let last = word.saturating_sub(from);
    let differs = |(place, (typed, named)): (usize, (&Accent, &Accent))| {
        // What stands on the word that is still being typed may yet come.
        if place < last { typed != named } else { typed.mark() > 0 && typed.mark() != named.mark() }
    };
    let tone = text.accents(word, to).iter().map(|accent| accent.tone()).max().unwrap_or(0);
    let syllable = name.iter().skip(last).take(LONGEST_SYLLABLE);
    text.accents(from, to).iter().zip(&name).enumerate().any(differs)
        || (tone > 0 && !syllable.into_iter().any(|accent| accent.tone() == tone))
}
