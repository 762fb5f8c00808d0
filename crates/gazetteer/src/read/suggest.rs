//! What somebody who is still typing may mean.

use super::best::Wanted;
use super::names::Sort;
use super::reading::{Meant, Part, Reading};
use super::study::{Study, Typed};
use super::text::Text;
use super::{Reader, SURELY_DECODED, best_score, code};
use crate::kind::{Kind, Kinds};
use crate::spelling::Piece;
use crate::{Gazetteer, LegacyId, ProvinceCode, Unit};
use std::ops::Range;

/// No list is longer.
const MOST: usize = 200;

/// A unit that may be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What is suggested.
    pub unit: Unit,
    /// How well it fits what was typed.
    pub quality: Quality,
    /// By which of its names.
    pub by: By,
    /// What of the unit's own name was typed: ranges of bytes of the name as the gazetteer gives it, in order.
    pub marks: Vec<Range<usize>>,
    /// The same of the district's name, where the unit is an old one.
    pub district_marks: Vec<Range<usize>>,
    /// The same of the province's name: for an old unit of the former one, for a commune of today's.
    pub province_marks: Vec<Range<usize>>,
}

/// How well the typed text was understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Quality {
    /// Every word is accounted for, and every accent that was typed fits.
    Full,
    /// Some words were not understood, an error was put right, or the last word was taken for the beginning of a longer
    /// one.
    Partial,
}

/// By which name a unit is suggested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum By {
    /// Its own.
    Name,
    /// The one it had before a renaming after the reform.
    NameBefore,
    /// That of a ward that was merged into it before the reform, in this year where it is known.
    MergedWard(Option<u16>),
    /// That of the district alone in which it lay.
    District,
}

impl Reader {
    /// What somebody means who has typed so much: at most `limit` units, and never more than 200, the best first.
    ///
    /// It takes what [`Reader::read`] takes, and the last word may be unfinished. What has been typed in full comes
    /// before what only begins so; then the units of the province `near`; today's before the old ones, and wards
    /// before communes of the same name. An old district alone gives the units it had, a former province alone
    /// that province. `g` must be the gazetteer of which the reader was built.
    ///
    /// ```
    /// # let data = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data"));
    /// # let gazetteer = gazetteer::data::from_folder(data).unwrap();
    /// use gazetteer::{Reader, Unit};
    ///
    /// let reader = Reader::new(&gazetteer);
    /// let suggestions = reader.suggest(&gazetteer, "phường bến th", None, 5);
    /// let Unit::Commune(code) = suggestions[0].unit else { unreachable!() };
    /// let name = gazetteer.commune(code).ok_or("unknown")?.name;
    /// assert_eq!(name, "Phường Bến Thành");
    /// assert_eq!(&name[suggestions[0].marks[0].clone()], "Phường Bến Th");
    /// # Ok::<(), &str>(())
    /// ```
    pub fn suggest(
        &self,
        g: &Gazetteer,
        typed: &str,
        near: Option<ProvinceCode>,
        limit: usize,
    ) -> Vec<Suggestion> {
        self.suggestions(g, &Typed::new(self, typed), near, limit)
    }

    pub(super) fn suggestions(
        &self,
        g: &Gazetteer,
        typed: &Typed<'_>,
        near: Option<ProvinceCode>,
        limit: usize,
    ) -> Vec<Suggestion> {
        let near = near.and_then(|near| {
            let place = g.provinces.binary_search_by_key(&near, |row| row.code).ok()?;
            Some(place as u16)
        });
        let wanted = Wanted { suggestions: true, limit: limit.min(MOST), near };
        let (text, readings) = self.readings_for(g, typed, &wanted);
        let mut suggestions: Vec<Suggestion> = Vec::new();
        let mut add = |reading: &Reading, unit: Unit| {
            let known = suggestions.iter().any(|suggestion| suggestion.unit == unit);
            if !known && suggestions.len() < wanted.limit {
                suggestions.push(self.suggestion(g, text, reading, unit));
            }
        };
        for reading in &readings {
            match reading.meant {
                Meant::Commune(place) => {
                    add(reading, Unit::Commune(g.communes[usize::from(place)].code));
                }
                Meant::Legacy(place, _) => {
                    add(reading, Unit::Legacy(g.legacy[usize::from(place)].id));
                }
                Meant::Province(place) => {
                    add(reading, Unit::Province(g.provinces[usize::from(place)].code));
                }
                Meant::FormerProvince(place) => add(reading, Unit::FormerProvince(place)),
                Meant::District(district) => {
                    let units = g.legacy.iter().filter(|row| row.district == district);
                    units.for_each(|row| add(reading, Unit::Legacy(row.id)));
                }
            }
        }
        suggestions
    }

    fn readings_for<'t>(
        &self,
        g: &Gazetteer,
        typed: &'t Typed<'_>,
        wanted: &Wanted,
    ) -> (&'t Text, Vec<Reading>) {
        let Study { text, mentions, .. } = &typed.plain;
        if text.words.is_empty() || g.communes.is_empty() || wanted.limit == 0 {
            return (text, Vec::new());
        }
        if let Some(code) = code(text) {
            let mut readings = self.coded(g, text, code);
            readings.truncate(wanted.limit);
            return (text, readings);
        }
        let beginnings = self.beginnings(g, text);
        let readings = self.weigh(g, text, mentions, &beginnings, wanted);
        let fits = |text: &Text, readings: &[Reading]| {
            readings.first().is_some_and(|best| best.is_clear(text) || best.cover.is_full())
        };
        if fits(text, &readings) {
            return (text, readings);
        }
        if let Some(decoded) = typed.decoded(self) {
            let found = self.weigh(g, &decoded.text, &decoded.mentions, &[], wanted);
            if fits(&decoded.text, &found) {
                return (&decoded.text, found);
            }
            if best_score(&found) > best_score(&readings) + SURELY_DECODED {
                let text = &decoded.loose(self).text;
                let mentions = &self.with_errors(g, decoded).mentions;
                return (text, self.weigh(g, text, mentions, &[], wanted));
            }
        }
        let text = &typed.plain.loose(self).text;
        let mentions = &self.with_errors(g, &typed.plain).mentions;
        let mut readings = self.weigh(g, text, mentions, &beginnings, wanted);
        // A bare name with more than one error is anything.
        readings.retain(|reading| {
            !reading.is_guess() || reading.own.is_none_or(|own| own.mention.errors < 2)
        });
        (text, readings)
    }

    fn suggestion(&self, g: &Gazetteer, text: &Text, reading: &Reading, unit: Unit) -> Suggestion {
        let by = match (reading.meant, reading.own) {
            (Meant::Legacy(_, Some(former)), _) => {
                let year = g.former_wards[usize::from(former)].year;
                By::MergedWard((year != 0).then_some(year))
            }
            (Meant::District(_), _) => By::District,
            (_, Some(own)) if own.meaning.renamed => By::NameBefore,
            (Meant::Province(_), _) if reading.province.is_some_and(|p| p.meaning.renamed) => {
                By::NameBefore
            }
            _ => By::Name,
        };
        let own = reading.own.or(match reading.meant {
            Meant::Province(_) | Meant::FormerProvince(_) => reading.province,
            _ => None,
        });
        let (name, district, province) = names(g, unit);
        let marks = |part: Option<Part>, name: &str, sorts: &[Sort]| {
            part.filter(|part| sorts.contains(&part.meaning.sort))
                .map_or_else(Vec::new, |part| marks(&part, name))
        };
        let own_sorts = [Sort::Legacy, Sort::Commune, Sort::Province, Sort::FormerProvince];
        let province_sort = match unit {
            Unit::Legacy(_) => Sort::FormerProvince,
            _ => Sort::Province,
        };
        Suggestion {
            unit,
            quality: quality(text, reading),
            by,
            marks: marks(own, name, &own_sorts),
            district_marks: marks(reading.district, district, &[Sort::District]),
            province_marks: marks(reading.province, province, &[province_sort]),
        }
    }
}

/// The names of a unit, of its district and of its province; empty where there is none.
fn names(g: &Gazetteer, unit: Unit) -> (&str, &str, &str) {
    let found = match unit {
        Unit::Province(code) => g.province(code).map(|unit| (unit.name, "", "")),
        Unit::FormerProvince(number) => g.former_province(number).map(|name| (name, "", "")),
        Unit::Commune(code) => g.commune(code).map(|unit| {
            let province = g.province(unit.province).map_or("", |province| province.name);
            (unit.name, "", province)
        }),
        Unit::Legacy(id) => g.legacy(id).map(|unit| {
            let district = match id {
                LegacyId::Ward(_) => unit.district.unwrap_or_default(),
                LegacyId::District(_) => "",
            };
            (unit.name, district, unit.province)
        }),
    };
    found.unwrap_or_default()
}

fn quality(text: &Text, reading: &Reading) -> Quality {
    let unfit = |part: Part| {
        part.mention.errors > 0
            || part.mention.prefix
            || part.mention.has_other_accents(part.meaning)
    };
    let all = (0..text.words.len())
        .all(|place| reading.explains(place) || place < text.lead || text.is_noise(place));
    if all && !text.cut && !reading.parts().any(unfit) { Quality::Full } else { Quality::Partial }
}

/// The ranges of a name that a mention has typed.
fn marks(part: &Part, name: &str) -> Vec<Range<usize>> {
    let Part { mention, meaning, .. } = part;
    let Some((kind, bare)) = Kind::split(name) else { return Vec::new() };
    let start = name.len() - bare.len();
    let mut ranges = Vec::new();
    let with_kind = mention.kinds.meets(Kinds::of(kind));
    if meaning.renamed {
        return ranges;
    }
    // With an error in it, the whole name is what was meant.
    let mut left = match mention.errors {
        0 => usize::from(mention.to - mention.from),
        _ => usize::MAX,
    };
    let mut end = start;
    for (place, c) in bare.char_indices() {
        if left == 0 {
            break;
        }
        if let Piece::Letter(..) = Piece::of(c) {
            left -= 1;
            end = start + place + c.len_utf8();
        }
    }
    ranges.push(if with_kind { 0 } else { start }..end);
    ranges
}
