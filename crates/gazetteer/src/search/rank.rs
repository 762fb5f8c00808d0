//! Weighing the units that could be meant.

use super::accents::Accents;
use super::index::{Index, NameId, Named};
use super::query::Query;
use super::span::{Span, spans};
use super::{Hit, Quality, Unit};
use crate::Gazetteer;
use crate::kind::{Kind, Kinds};
use std::cmp::Reverse;

/// What sort of answer it is; of equals the first is the best.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Shape {
    Province,
    Commune,
    Legacy,
    /// A commune with an old district it lies in, as those write who changed only half of their address.
    Mixed,
    /// An old unit of which only the district was typed.
    OfDistrict,
}

/// A unit with the spans that name it and what it belongs to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate {
    pub(super) named: Named,
    shape: Shape,
    /// The words accounted for.
    words: u64,
    pub(super) own: Option<Span>,
    pub(super) district: Option<Span>,
    pub(super) province: Option<Span>,
    /// How much of the name is still to be typed, in bytes.
    rest: u32,
    accents: Accents,
}

pub(super) fn search(index: &Index, g: &Gazetteer, query: &Query, limit: usize) -> Vec<Hit> {
    let search = Search::new(index, g, query);
    let mut candidates = search.candidates();
    let covered = |candidate: &Candidate| search.covered(candidate);
    let Some(best) = candidates.iter().map(covered).max().filter(|_| limit > 0) else {
        return Vec::new();
    };
    // Where something fits altogether, nothing else is of interest; otherwise also what is nearly as good.
    let enough = if best == query.all_words().count_ones() { best } else { best.max(2) - 1 };
    candidates.retain(|candidate| covered(candidate) >= enough);
    // An old address that fits is not a half-changed one.
    if candidates.iter().any(|c| c.shape == Shape::Legacy && covered(c) == best && !c.prefix()) {
        candidates.retain(|candidate| candidate.shape != Shape::Mixed);
    }
    if query.accented {
        for candidate in &mut candidates {
            candidate.accents = search.accents(candidate);
        }
    }
    let key = |candidate: &Candidate| {
        let fit = (u32::MAX - covered(candidate), candidate.prefix(), candidate.accents);
        (
            fit,
            candidate.shape,
            candidate.disorder(),
            candidate.rest,
            search.ordinal(candidate.named),
        )
    };
    if candidates.len() > limit {
        candidates.select_nth_unstable_by_key(limit - 1, key);
        candidates.truncate(limit);
    }
    candidates.sort_unstable_by_key(key);
    candidates.iter().map(|candidate| search.hit(candidate)).collect()
}

impl Candidate {
    fn prefix(&self) -> bool {
        [self.own, self.district, self.province].iter().flatten().any(|span| span.prefix)
    }

    /// How often a larger unit stands in front of a smaller one.
    fn disorder(&self) -> usize {
        let places = [self.own, self.district, self.province];
        let mut last = 0;
        let mut disorder = 0;
        for span in places.iter().flatten() {
            disorder += usize::from(span.from < last);
            last = span.from;
        }
        disorder
    }
}

pub(super) struct Search<'a> {
    pub(super) index: &'a Index,
    pub(super) g: &'a Gazetteer,
    pub(super) query: &'a Query,
    spans: Vec<Span>,
    /// The words of old districts that were typed with their type word.
    districts: Vec<u64>,
}

impl<'a> Search<'a> {
    fn new(index: &'a Index, g: &'a Gazetteer, query: &'a Query) -> Self {
        let mut search =
            Self { index, g, query, spans: spans(index, query), districts: Vec::new() };
        let is_district = |span: &&Span| {
            let mut named = span.names().take(1).flat_map(|name| index.named(name));
            !span.prefix
                && named.any(|&named| {
                    matches!(named, Named::District(_)) && span.kinds.meets(search.kinds(named))
                })
        };
        let words = |span: &Span| span.words | span.kind_words;
        search.districts = search.spans.iter().filter(is_district).map(words).collect();
        search
    }

    /// How many words a candidate accounts for, less those of a district that it does not lie in.
    fn covered(&self, candidate: &Candidate) -> u32 {
        let against = self.districts.iter().filter(|&&words| words & candidate.words == 0);
        let against = against.fold(0, |all, words| all | words).count_ones();
        (candidate.words & self.query.all_words()).count_ones().saturating_sub(against)
    }

    /// Every unit that a span could name, each once, in its best reading.
    fn candidates(&self) -> Vec<Candidate> {
        let units = self.g.provinces.len() + self.g.communes.len() + self.g.legacy.len();
        let mut best = Best { places: vec![0; units], candidates: Vec::new() };
        for span in &self.spans {
            let text = self.query.text(span.from, span.to);
            // A single letter says too little to call up all old units that begin with it.
            let current_only = span.prefix && text.len() == 1 && !span.number;
            for name in span.names() {
                let rest = self.index.name(name).len().saturating_sub(text.len()) as u32;
                for &named in self.index.named(name) {
                    let current = matches!(named, Named::Province(_) | Named::Commune(_));
                    if current || !current_only {
                        self.consider(named, span, rest, &mut best);
                    }
                }
            }
        }
        best.candidates
    }

    fn consider(&self, named: Named, span: &Span, rest: u32, best: &mut Best) {
        let kinds = self.kinds(named);
        if span.number && !span.kinds.is_empty() && !span.kinds.meets(kinds) {
            // "Quận 1" is no "Phường 1".
            return;
        }
        let candidate = Candidate {
            named,
            shape: Shape::Province,
            words: if span.is_bare_number() { 0 } else { span.words_for(kinds, 0) },
            own: Some(*span),
            district: None,
            province: None,
            rest,
            accents: Accents::default(),
        };
        match named {
            Named::Province(_) => self.add(candidate, best),
            Named::FormerProvince(place) => {
                if let Some(successor) = self.index.successor[usize::from(place)] {
                    let named = Named::Province(successor);
                    let candidate =
                        Candidate { province: candidate.own, own: None, named, ..candidate };
                    self.add(candidate, best);
                }
            }
            Named::Commune(place) => {
                let mut candidate = Candidate { shape: Shape::Commune, ..candidate };
                let province = self.g.communes[usize::from(place)].province;
                let former = self.index.former_province_of[usize::from(place)];
                self.find_province(&mut candidate, Some(province), former);
                self.find_old_district(&mut candidate, place, span.to);
                self.add(candidate, best);
            }
            Named::Legacy(place) => {
                let mut candidate = Candidate { shape: Shape::Legacy, ..candidate };
                let row = self.g.legacy[usize::from(place)];
                if matches!(row.id, crate::LegacyId::Ward(_)) {
                    let name = self.index.district_names[usize::from(row.district)];
                    let kinds = self.kinds(Named::District(row.district));
                    candidate.district =
                        self.part(&mut candidate.words, [Some((name, kinds)), None], span.to);
                }
                self.find_former_province(&mut candidate, place);
                self.add(candidate, best);
            }
            Named::District(district) => {
                for &place in self.index.units_of_district(district) {
                    let mut candidate = Candidate {
                        named: Named::Legacy(place),
                        shape: Shape::OfDistrict,
                        own: None,
                        district: candidate.own,
                        ..candidate
                    };
                    self.find_former_province(&mut candidate, place);
                    self.add(candidate, best);
                }
            }
        }
    }

    fn add(&self, candidate: Candidate, best: &mut Best) {
        let place = &mut best.places[self.ordinal(candidate.named)];
        let worth = |candidate: &Candidate| {
            (
                u32::MAX - self.covered(candidate),
                candidate.prefix(),
                candidate.shape,
                candidate.disorder(),
            )
        };
        match best.candidates.get_mut((*place as usize).wrapping_sub(1)) {
            Some(known) if worth(&candidate) < worth(known) => *known = candidate,
            Some(_) => {}
            None => {
                best.candidates.push(candidate);
                *place = best.candidates.len() as u32;
            }
        }
    }

    /// Finds the words that name an old district the commune lies in, if there are any with its type word:
    /// without, they are as likely the name of a street or of the province.
    fn find_old_district(&self, candidate: &mut Candidate, commune: u16, after: usize) {
        if self.districts.iter().all(|words| words & candidate.words != 0) {
            return;
        }
        for moved in self.g.moves_into(usize::from(commune)) {
            let district = self.g.legacy[usize::from(moved.legacy)].district;
            let name = self.index.district_names[usize::from(district)];
            let kinds = self.kinds(Named::District(district));
            let mut words = candidate.words;
            let found = self.part(&mut words, [Some((name, kinds)), None], after);
            if let Some(span) = found
                && span.kinds.meets(kinds)
                && !span.prefix
            {
                candidate.words = words;
                candidate.district = found;
                candidate.shape = Shape::Mixed;
                return;
            }
        }
    }

    fn find_former_province(&self, candidate: &mut Candidate, legacy: u16) {
        let district = self.g.legacy[usize::from(legacy)].district;
        let former = self.g.districts[usize::from(district)].province;
        self.find_province(candidate, self.index.province_of[usize::from(legacy)], Some(former));
    }

    /// Finds the words that name the province, today's or the former one.
    fn find_province(&self, candidate: &mut Candidate, today: Option<u16>, former: Option<u16>) {
        let index = self.index;
        let today = today.map(|place| {
            (index.province_names[usize::from(place)], self.kinds(Named::Province(place)))
        });
        let former = former.map(|place| {
            (
                index.former_province_names[usize::from(place)],
                self.kinds(Named::FormerProvince(place)),
            )
        });
        candidate.province = self.part(&mut candidate.words, [today, former], self.query.len());
    }

    /// Finds the words not yet taken that name a larger unit by one of its names, best those with its
    /// type word, then the first after `after`, and takes them.
    fn part(
        &self,
        taken: &mut u64,
        names: [Option<(NameId, Kinds)>; 2],
        after: usize,
    ) -> Option<Span> {
        let words_for = |span: &Span| {
            names
                .iter()
                .flatten()
                .filter(|(name, kinds)| {
                    span.names().contains(name) && (!span.number || span.kinds.meets(*kinds))
                })
                .map(|&(_, kinds)| span.words_for(kinds, *taken))
                .max_by_key(|words| words.count_ones())
        };
        let (span, words) = self
            .spans
            .iter()
            .filter(|span| span.words & *taken == 0)
            .filter_map(|span| Some((span, words_for(span)?)))
            .max_by_key(|(span, words)| {
                (words.count_ones(), !span.prefix, span.from >= after, Reverse(span.from))
            })?;
        *taken |= words;
        Some(*span)
    }

    /// The type words that fit.
    fn kinds(&self, named: Named) -> Kinds {
        let of_name = |name| Kind::split(name).map_or(Kinds::NONE, |(kind, _)| Kinds::of(kind));
        match named {
            Named::Province(place) => {
                let row = &self.g.provinces[usize::from(place)];
                let kinds = Kinds::of(row.kind);
                let former = row.former.and_then(|row| Kind::split(self.g.read(row.former_name)));
                former.map_or(kinds, |(former, _)| kinds.and(former))
            }
            Named::Commune(place) => {
                let row = &self.g.communes[usize::from(place)];
                let kinds = Kinds::of(row.kind.type_word());
                let former = row.former.and_then(|row| Kind::split(self.g.read(row.former_name)));
                former.map_or(kinds, |(former, _)| kinds.and(former))
            }
            Named::Legacy(place) => Kinds::of(self.g.legacy[usize::from(place)].kind),
            Named::District(place) => Kinds::of(self.g.districts[usize::from(place)].kind),
            Named::FormerProvince(place) => {
                of_name(self.g.read(self.g.former_provinces[usize::from(place)]))
            }
        }
    }

    /// The place of a unit among all that can be found.
    fn ordinal(&self, named: Named) -> usize {
        let communes = self.g.provinces.len();
        let legacy = communes + self.g.communes.len();
        match named {
            Named::Province(place) => usize::from(place),
            Named::Commune(place) => communes + usize::from(place),
            Named::Legacy(place) => legacy + usize::from(place),
            // Never candidates themselves.
            Named::District(_) | Named::FormerProvince(_) => 0,
        }
    }

    fn hit(&self, candidate: &Candidate) -> Hit {
        let unit = match candidate.named {
            Named::Commune(place) => Unit::Commune(self.g.communes[usize::from(place)].code),
            Named::Legacy(place) => Unit::Legacy(self.g.legacy[usize::from(place)].id),
            Named::Province(place) | Named::District(place) | Named::FormerProvince(place) => {
                Unit::Province(self.g.provinces[usize::from(place)].code)
            }
        };
        let all = self.query.all_words();
        let full = candidate.words & all == all
            && !self.query.cut
            && !candidate.prefix()
            && candidate.accents.wrong == 0;
        Hit { unit, quality: if full { Quality::Full } else { Quality::Partial } }
    }
}

/// The candidates so far.
struct Best {
    /// For each unit one more than its place in `candidates`; 0 for none.
    places: Vec<u32>,
    candidates: Vec<Candidate>,
}
