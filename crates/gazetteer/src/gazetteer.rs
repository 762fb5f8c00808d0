//! The table of units, and the questions one can ask it.

use crate::kind::Kind;
use crate::spelling::collation_key;
use crate::{
    Commune, CommuneCode, CommuneKind, DistrictCode, LegacyId, LegacyUnit, Province, ProvinceCode,
    Renaming, Share,
};
use std::ops::Range;

/// All units of today and of 30 June 2025, and how the old became the new.
///
/// It is decoded from a pack, or built from the tables of facts (feature `data`), and does not change.
/// Every answer borrows from it.
#[derive(Debug, Clone, Default)]
pub struct Gazetteer {
    /// Every name and number that the rows point into.
    pub(crate) text: String,
    /// By code, as are the others.
    pub(crate) provinces: Vec<ProvinceRow>,
    pub(crate) communes: Vec<CommuneRow>,
    /// The 63 provinces of June 2025.
    pub(crate) former_provinces: Vec<Text>,
    pub(crate) districts: Vec<DistrictRow>,
    pub(crate) legacy: Vec<LegacyRow>,
    /// By old unit; within it by share, then by commune.
    pub(crate) moves: Vec<Move>,
    /// By old unit.
    pub(crate) former_wards: Vec<FormerWardRow>,
    /// By district.
    pub(crate) former_districts: Vec<FormerDistrictRow>,
    /// Where in `moves` those of each old unit begin, and where the last end.
    starts: Vec<u16>,
    /// Places in `moves`: by commune, then by old unit.
    formed: Vec<u16>,
    /// Where in `formed` those of each commune begin, and where the last end.
    formed_starts: Vec<u16>,
}

/// A piece of the gazetteer's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Text {
    start: u32,
    len: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RenamingRow {
    pub(crate) former_name: Text,
    pub(crate) on: Text,
    pub(crate) by: Text,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ProvinceRow {
    pub(crate) code: ProvinceCode,
    pub(crate) kind: Kind,
    pub(crate) name: Text,
    pub(crate) former: Option<RenamingRow>,
    pub(crate) resolution: Text,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CommuneRow {
    pub(crate) code: CommuneCode,
    pub(crate) kind: CommuneKind,
    pub(crate) name: Text,
    pub(crate) former: Option<RenamingRow>,
    /// Place in `provinces`.
    pub(crate) province: u16,
    /// `None`: the same as its province's.
    pub(crate) resolution: Option<Text>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DistrictRow {
    pub(crate) code: DistrictCode,
    pub(crate) kind: Kind,
    pub(crate) name: Text,
    /// Place in `former_provinces`.
    pub(crate) province: u16,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LegacyRow {
    pub(crate) id: LegacyId,
    pub(crate) kind: Kind,
    pub(crate) name: Text,
    /// Place in `districts`.
    pub(crate) district: u16,
}

/// The name of a ward that was merged into another before the reform.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FormerWardRow {
    /// Place in `legacy`.
    pub(crate) legacy: u16,
    pub(crate) kind: Option<Kind>,
    /// 0 where it is not known.
    pub(crate) year: u16,
    /// Folded, without spaces and type word.
    pub(crate) name: Text,
}

/// How a district was written before it was renamed, raised or merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FormerDistrictRow {
    /// Place in `districts`.
    pub(crate) district: u16,
    pub(crate) kind: Option<Kind>,
    /// Folded, without spaces and type word.
    pub(crate) name: Text,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Move {
    /// Place in `legacy`.
    pub(crate) legacy: u16,
    pub(crate) share: Share,
    /// Place in `communes`.
    pub(crate) commune: u16,
}

impl Gazetteer {
    /// The province with this code.
    pub fn province(&self, code: ProvinceCode) -> Option<Province<'_>> {
        let place = self.provinces.binary_search_by_key(&code, |row| row.code).ok()?;
        Some(self.view_province(&self.provinces[place]))
    }

    /// All provinces, in Vietnamese alphabetical order of the names without their type words.
    pub fn provinces(&self) -> impl Iterator<Item = Province<'_>> {
        let all = self.provinces.iter().map(|row| self.view_province(row));
        in_alphabetical_order(all, |province| province.name)
    }

    /// The commune with this code.
    pub fn commune(&self, code: CommuneCode) -> Option<Commune<'_>> {
        let place = self.communes.binary_search_by_key(&code, |row| row.code).ok()?;
        Some(self.view_commune(&self.communes[place]))
    }

    /// All communes, by code.
    pub fn communes(&self) -> impl Iterator<Item = Commune<'_>> {
        self.communes.iter().map(|row| self.view_commune(row))
    }

    /// The communes of a province, in Vietnamese alphabetical order of the names without their type
    /// words; none if there is no such province.
    pub fn communes_of(&self, province: ProvinceCode) -> impl Iterator<Item = Commune<'_>> {
        let all = self.communes().filter(move |commune| commune.province == province);
        in_alphabetical_order(all, |commune| commune.name)
    }

    /// The old unit with this identity.
    pub fn legacy(&self, id: LegacyId) -> Option<LegacyUnit<'_>> {
        Some(self.view_legacy(&self.legacy[self.legacy_place(id)?]))
    }

    /// The name and the province of a district of June 2025.
    pub fn district(&self, code: DistrictCode) -> Option<(&str, &str)> {
        let place = self.districts.binary_search_by_key(&code, |row| row.code).ok()?;
        let row = &self.districts[place];
        let province = self.former_provinces[usize::from(row.province)];
        Some((self.read(row.name), self.read(province)))
    }

    /// The name of one of the 63 provinces of June 2025, which are numbered from 0 by their codes.
    pub fn former_province(&self, number: u16) -> Option<&str> {
        self.former_provinces.get(usize::from(number)).map(|&name| self.read(name))
    }

    /// The province of today that one of the 63 went into; each went into one as a whole.
    pub fn successor(&self, number: u16) -> Option<ProvinceCode> {
        let from = |moved: &&Move| {
            let district = self.legacy[usize::from(moved.legacy)].district;
            self.districts[usize::from(district)].province == number
        };
        let moved = self.moves.iter().find(from)?;
        let province = self.communes[usize::from(moved.commune)].province;
        Some(self.provinces[usize::from(province)].code)
    }

    /// All old units: wards by code, then the island districts by code.
    pub fn legacy_units(&self) -> impl Iterator<Item = LegacyUnit<'_>> {
        self.legacy.iter().map(|row| self.view_legacy(row))
    }

    /// What a commune was formed from, by code; empty if there is no such commune.
    pub fn formed_from(&self, code: CommuneCode) -> Vec<(LegacyUnit<'_>, Share)> {
        let Ok(place) = self.communes.binary_search_by_key(&code, |row| row.code) else {
            return Vec::new();
        };
        self.moves_into(place)
            .map(|moved| (self.view_legacy(&self.legacy[usize::from(moved.legacy)]), moved.share))
            .collect()
    }

    /// Where an old unit went: most people first, as far as the shares tell; empty if there is no
    /// such unit. More than one answer means that the unit was divided.
    pub fn went_to(&self, id: LegacyId) -> Vec<(Commune<'_>, Share)> {
        self.legacy_place(id).map_or_else(Vec::new, |place| {
            self.moves_of(place)
                .iter()
                .map(|moved| {
                    (self.view_commune(&self.communes[usize::from(moved.commune)]), moved.share)
                })
                .collect()
        })
    }

    /// The wards that were merged into an old unit before the reform: their names in small letters without
    /// accents and spaces, and the year where it is known.
    pub fn merged_into(&self, id: LegacyId) -> impl Iterator<Item = (&str, Option<u16>)> {
        let place = self.legacy_place(id).unwrap_or(usize::MAX);
        let start = self.former_wards.partition_point(|row| usize::from(row.legacy) < place);
        let rows = self.former_wards[start..].iter();
        rows.take_while(move |row| usize::from(row.legacy) == place)
            .map(|row| (self.read(row.name), (row.year != 0).then_some(row.year)))
    }

    /// Makes the moves easy to find, once all are there and in order.
    pub(crate) fn finish(mut self) -> Self {
        self.starts = starts(self.legacy.len(), self.moves.iter().map(|moved| moved.legacy));
        let communes = self.moves.iter().map(|moved| moved.commune);
        self.formed_starts = starts(self.communes.len(), communes);
        let mut next = self.formed_starts.clone();
        self.formed = vec![0; self.moves.len()];
        for (place, moved) in self.moves.iter().enumerate() {
            let slot = &mut next[usize::from(moved.commune)];
            self.formed[usize::from(*slot)] = place as u16;
            *slot += 1;
        }
        self
    }

    /// Where the old unit with the place `legacy` went.
    pub(crate) fn moves_of(&self, legacy: usize) -> &[Move] {
        &self.moves[within(&self.starts, legacy)]
    }

    /// What the commune with the place `commune` was formed from.
    pub(crate) fn moves_into(&self, commune: usize) -> impl Iterator<Item = Move> {
        let formed = &self.formed[within(&self.formed_starts, commune)];
        formed.iter().map(|&place| self.moves[usize::from(place)])
    }

    fn legacy_place(&self, id: LegacyId) -> Option<usize> {
        self.legacy.binary_search_by_key(&id, |row| row.id).ok()
    }

    /// Keeps a text.
    pub(crate) fn keep(&mut self, parts: &[&str]) -> Text {
        let start = self.text.len() as u32;
        for part in parts {
            self.text.push_str(part);
        }
        Text { start, len: self.text.len() as u32 - start }
    }

    /// Keeps a name: type word, space, rest.
    pub(crate) fn keep_name(&mut self, kind: Kind, bare: &str) -> Text {
        self.keep(&[kind.word(), " ", bare])
    }

    pub(crate) fn read(&self, text: Text) -> &str {
        // Only `keep` makes a Text, so that it always lies within.
        self.text.get(text.start as usize..(text.start + text.len) as usize).unwrap_or_default()
    }

    fn view_renaming(&self, row: Option<RenamingRow>) -> Option<Renaming<'_>> {
        row.map(|row| Renaming {
            former_name: self.read(row.former_name),
            on: self.read(row.on),
            by: self.read(row.by),
        })
    }

    fn view_province(&self, row: &ProvinceRow) -> Province<'_> {
        Province {
            code: row.code,
            name: self.read(row.name),
            former: self.view_renaming(row.former),
            resolution: self.read(row.resolution),
        }
    }

    fn view_commune(&self, row: &CommuneRow) -> Commune<'_> {
        let province = &self.provinces[usize::from(row.province)];
        Commune {
            code: row.code,
            kind: row.kind,
            name: self.read(row.name),
            former: self.view_renaming(row.former),
            province: province.code,
            resolution: self.read(row.resolution.unwrap_or(province.resolution)),
        }
    }

    fn view_legacy(&self, row: &LegacyRow) -> LegacyUnit<'_> {
        let district = &self.districts[usize::from(row.district)];
        LegacyUnit {
            id: row.id,
            name: self.read(row.name),
            district: match row.id {
                LegacyId::Ward(_) => Some(self.read(district.name)),
                LegacyId::District(_) => None,
            },
            province: self.read(self.former_provinces[usize::from(district.province)]),
        }
    }
}

/// Where those of each thing begin in a list that is sorted by them, and where the last end.
fn starts(things: usize, of: impl Iterator<Item = u16>) -> Vec<u16> {
    let mut starts = vec![0; things + 1];
    for thing in of {
        starts[usize::from(thing) + 1] += 1;
    }
    for place in 1..starts.len() {
        starts[place] += starts[place - 1];
    }
    starts
}

fn within(starts: &[u16], thing: usize) -> Range<usize> {
    starts[thing].into()..starts[thing + 1].into()
}

fn in_alphabetical_order<'a, T>(
    units: impl Iterator<Item = T>,
    name: impl Fn(&T) -> &'a str,
) -> impl Iterator<Item = T> {
    let mut units: Vec<Option<T>> = units.map(Some).collect();
    let names = units.iter().flatten().map(name);
    alphabetical(names.map(|name| collation_key(Kind::strip(name))).collect())
        .into_iter()
        .filter_map(move |place| units[place].take())
}

/// The places of keys in order. There are few, and whatever sorts anything is larger than the lists it would sort.
fn alphabetical(keys: Vec<Vec<u8>>) -> Vec<usize> {
    let mut order: Vec<usize> = (0..keys.len()).collect();
    for end in 1..order.len() {
        let mut place = end;
        while place > 0 && keys[order[place - 1]] > keys[order[place]] {
            order.swap(place - 1, place);
            place -= 1;
        }
    }
    order
}

#[cfg(test)]
#[cfg(feature = "data")]
mod tests {
    use crate::fixture::gazetteer;
    use crate::{CommuneKind, LegacyId, Renaming, Share};

    fn ward(code: &str) -> LegacyId {
        LegacyId::Ward(code.parse().unwrap())
    }

    #[test]
    fn a_renamed_unit_tells_its_former_name_the_day_and_the_resolution() {
        let g = gazetteer();
        let commune = g.commune("26116".parse().unwrap()).unwrap();
        assert_eq!((commune.kind, commune.name), (CommuneKind::Ward, "Phường Tân Phú"));
        let former =
            Renaming { former_name: "Xã Tân Phú", on: "2026-04-30", by: "237/NQ-UBTVQH16" };
        assert_eq!(commune.former, Some(former));
        let province = g.province(commune.province).unwrap();
        assert_eq!(province.former.map(|former| former.by), Some("30/2026/QH16"));
    }

    #[test]
    fn a_commune_has_its_own_resolution_where_it_differs_from_the_others() {
        let g = gazetteer();
        let resolution = |code: &str| g.commune(code.parse().unwrap()).unwrap().resolution;
        assert_eq!(resolution("26740"), "1685/NQ-UBTVQH15");
        assert_eq!(resolution("26743"), "1600/NQ-UBTVQH15");
    }

    #[test]
    fn a_divided_ward_goes_first_to_where_its_people_went() {
        let g = gazetteer();
        let went: Vec<_> =
            g.went_to(ward("26740")).into_iter().map(|(to, share)| (to.name, share)).collect();
        let expected = [
            ("Phường Bến Thành", Share::PartAreaAllPeople),
            ("Phường Sài Gòn", Share::PartAreaOnly),
        ];
        assert_eq!(went, expected);
        let from: Vec<_> = g
            .formed_from("26743".parse().unwrap())
            .into_iter()
            .map(|(from, share)| (from.name, share))
            .collect();
        let expected =
            [("Phường Bến Nghé", Share::PartAreaAllPeople), ("Phường Bến Thành", Share::Whole)];
        assert_eq!(from, expected);
    }

    #[test]
    fn an_island_district_stands_for_the_wards_it_did_not_have() {
        let g = gazetteer();
        let unit = g.legacy(LegacyId::District("755".parse().unwrap())).unwrap();
        assert_eq!((unit.name, unit.district), ("Huyện Côn Đảo", None));
        assert_eq!(unit.province, "Tỉnh Bà Rịa - Vũng Tàu");
        assert_eq!(g.went_to(unit.id)[0].0.name, "Đặc khu Côn Đảo");
    }

    #[test]
    fn communes_come_in_alphabetical_order_of_their_bare_names() {
        let g = gazetteer();
        let names: Vec<_> = g.communes_of("79".parse().unwrap()).map(|c| c.name).collect();
        assert_eq!(names, ["Phường Bến Thành", "Đặc khu Côn Đảo", "Phường Sài Gòn"]);
        assert_eq!(g.communes_of("01".parse().unwrap()).count(), 0);
    }

    #[test]
    fn an_unknown_code_has_no_answer() {
        let g = gazetteer();
        assert_eq!(g.legacy(ward("00001")), None);
        assert!(g.went_to(ward("00001")).is_empty());
        assert!(g.formed_from("00001".parse().unwrap()).is_empty());
    }
}
