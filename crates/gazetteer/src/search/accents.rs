//! Comparing the accents typed with those of the names.

use super::index::Named;
use super::rank::{Candidate, Search};
use super::span::Span;
use crate::kind::Kind;
use crate::spelling::{Spelling, for_each_word};

/// Words whose accents differ from the name's.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Accents {
    /// In parts that were typed with accents.
    pub(super) wrong: u32,
    /// In parts typed without, while other parts have them.
    pub(super) left_out: u32,
}

impl Search<'_> {
    /// Compares the accents typed with those of the names.
    pub(super) fn accents(&self, candidate: &Candidate) -> Accents {
        let g = self.g;
        let mut accents = Accents::default();
        let mut compare = |span: Option<Span>, names: &[&str]| {
            if let Some(span) = span
                && let Some(found) = names.iter().map(|name| self.accents_of(&span, name)).min()
            {
                accents.wrong += found.wrong;
                accents.left_out += found.left_out;
            }
        };
        match candidate.named {
            Named::Province(place) => {
                let row = &g.provinces[usize::from(place)];
                compare(candidate.own, &[g.read(row.name)]);
                // The span of a former province that was merged into this one.
                if let Some(span) = candidate.province {
                    for (former, &name) in self.index.former_province_names.iter().enumerate() {
                        if span.names().contains(&name)
                            && self.index.successor[former] == Some(place)
                        {
                            compare(candidate.province, &[g.read(g.former_provinces[former])]);
                        }
                    }
                }
            }
            Named::Commune(place) => {
                let row = &g.communes[usize::from(place)];
                let name = g.read(row.name);
                let former = row.former.map_or(name, |row| g.read(row.former_name));
                compare(candidate.own, &[name, former]);
                let districts = g.moves_into(usize::from(place)).map(|moved| {
                    let district = g.legacy[usize::from(moved.legacy)].district;
                    g.read(g.districts[usize::from(district)].name)
                });
                compare(candidate.district, &districts.collect::<Vec<_>>());
                let today = g.read(g.provinces[usize::from(row.province)].name);
                let former = self.index.former_province_of[usize::from(place)]
                    .map_or(today, |former| g.read(g.former_provinces[usize::from(former)]));
                compare(candidate.province, &[today, former]);
            }
            Named::Legacy(place) => {
                let row = &g.legacy[usize::from(place)];
                let district = &g.districts[usize::from(row.district)];
                compare(candidate.own, &[g.read(row.name)]);
                compare(candidate.district, &[g.read(district.name)]);
                let former = g.read(g.former_provinces[usize::from(district.province)]);
                let today = self.index.province_of[usize::from(place)]
                    .map_or(former, |today| g.read(g.provinces[usize::from(today)].name));
                compare(candidate.province, &[former, today]);
            }
            Named::District(_) | Named::FormerProvince(_) => {}
        }
        accents
    }

    fn accents_of(&self, span: &Span, name: &str) -> Accents {
        let typed = &self.query.words()[span.from..span.to];
        // Of an unfinished word nobody knows what accents are still to come.
        let typed = if span.prefix { &typed[..typed.len() - 1] } else { typed };
        let mut differing = 0;
        let mut seen = 0;
        for_each_word(Kind::strip(name), |place, spelling| {
            if let Some(word) = typed.get(place) {
                seen += 1;
                let same = word.spelling.as_ref().is_none_or(|typed| typed == spelling);
                differing += u32::from(!same);
            }
        });
        differing += (typed.len() as u32).saturating_sub(seen);
        let accented = |word: &Option<Spelling>| word.as_ref().is_some_and(Spelling::has_accents);
        if typed.iter().any(|word| accented(&word.spelling)) {
            Accents { wrong: differing, left_out: 0 }
        } else {
            Accents { wrong: 0, left_out: differing }
        }
    }
}
