//! Units and what was read of an address, in words.

use crate::{Lang, answer, format, office};
use gazetteer::{
    Answer, Commune, Gazetteer, LegacyId, LegacyUnit, Named, Renaming, Share, Step, Unit,
};

/// "Phường Sài Gòn, Thành phố Hồ Chí Minh".
pub fn commune_name(g: &Gazetteer, commune: &Commune<'_>, lang: Lang) -> String {
    let province = g.province(commune.province).map(|province| province.name);
    office::IN_PROVINCE
        .fill(lang, &[("commune", commune.name), ("province", province.unwrap_or_default())])
}

/// "Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh".
pub fn legacy_name(unit: &LegacyUnit<'_>) -> String {
    let mut name = unit.name.to_owned();
    // A district without wards stands for itself.
    if let (LegacyId::Ward(_), Some(district)) = (unit.id, unit.district) {
        name = format!("{name}, {district}");
    }
    format!("{name}, {}", unit.province)
}

/// "Trước là Xã Bố Hạ, đổi tên từ 20/9/2026 …".
pub fn renaming(former: Renaming<'_>, lang: Lang) -> String {
    let date = format::date(lang, former.on);
    office::FORMER_NAME
        .fill(lang, &[("name", former.former_name), ("date", &date), ("by", former.by)])
}

/// How much of an old unit a commune got.
pub fn share(share: Share, lang: Lang) -> &'static str {
    let text = match share {
        Share::Whole => office::SHARE_WHOLE,
        Share::Part => office::SHARE_PART,
        Share::PartAreaOnly => office::SHARE_PART_AREA_ONLY,
        Share::PartAreaAllPeople => office::SHARE_PART_ALL_PEOPLE,
        Share::PartPeople => office::SHARE_PART_PEOPLE,
    };
    text.get(lang)
}

/// The steps that led from a text to its answer, a sentence each.
pub fn steps(g: &Gazetteer, answer: &Answer, lang: Lang) -> Vec<String> {
    let rest =
        (!answer.rest.is_empty()).then(|| answer::WHY_REST.fill(lang, &[("rest", &answer.rest)]));
    answer.steps.iter().filter_map(|step| sentence(g, step, lang)).chain(rest).collect()
}

fn sentence(g: &Gazetteer, step: &Step, lang: Lang) -> Option<String> {
    let legacy = |id: LegacyId| g.legacy(id).map(|unit| legacy_name(&unit));
    Some(match step {
        Step::Decoded => answer::WHY_DECODED.get(lang).to_owned(),
        Step::Read { typed, named, errors, other_accents } => {
            let text = match (errors, other_accents) {
                (0, false) => answer::WHY_READ,
                (0, true) => answer::WHY_READ_ACCENTS,
                _ => answer::WHY_READ_ERRORS,
            };
            let name = name_of(g, *named, lang)?;
            let count = format::number(lang, usize::from(*errors));
            text.fill(lang, &[("typed", typed), ("name", &name), ("count", &count)])
        }
        Step::MergedBefore { into, year } => {
            let name = legacy(*into)?;
            match year {
                // A year is no quantity: no thousands are marked in it.
                Some(year) => answer::WHY_MERGED_IN
                    .fill(lang, &[("name", &name), ("year", &year.to_string())]),
                None => answer::WHY_MERGED.fill(lang, &[("name", &name)]),
            }
        }
        Step::DistrictBefore { now } => {
            let (name, province) = g.district(*now)?;
            answer::WHY_DISTRICT.fill(lang, &[("name", &format!("{name}, {province}"))])
        }
        Step::Renamed(code) => {
            let commune = g.commune(*code)?;
            let former = commune.former?;
            let date = format::date(lang, former.on);
            answer::WHY_RENAMED.fill(
                lang,
                &[("former", former.former_name), ("name", commune.name), ("date", &date)],
            )
        }
        Step::Became { unit, commune } => {
            let commune = g.commune(*commune)?;
            let to = commune_name(g, &commune, lang);
            answer::WHY_BECAME.fill(
                lang,
                &[("name", &legacy(*unit)?), ("commune", &to), ("number", commune.resolution)],
            )
        }
        Step::Divided { unit, among } => {
            let count = format::number(lang, *among);
            let mut numbers: Vec<&str> =
                g.went_to(*unit).iter().map(|(commune, _)| commune.resolution).collect();
            numbers.dedup();
            let number = numbers.join(", ");
            let parts = [("name", &*legacy(*unit)?), ("count", &count), ("number", &number)];
            answer::WHY_DIVIDED.fill(lang, &parts)
        }
        Step::LeftOut { typed } => answer::WHY_LEFT_OUT.fill(lang, &[("typed", typed)]),
        Step::Alike { units } => {
            answer::WHY_ALIKE.fill(lang, &[("count", &format::number(lang, *units))])
        }
    })
}

fn name_of(g: &Gazetteer, named: Named, lang: Lang) -> Option<String> {
    let former = |name: &str| office::FORMER_UNIT.fill(lang, &[("name", name)]);
    Some(match named {
        Named::Unit(Unit::Legacy(id)) => former(&legacy_name(&g.legacy(id)?)),
        Named::Unit(Unit::Commune(code)) => commune_name(g, &g.commune(code)?, lang),
        Named::Unit(Unit::Province(code)) | Named::Province(code) => {
            g.province(code)?.name.to_owned()
        }
        Named::District(code) => {
            let (name, province) = g.district(code)?;
            former(&format!("{name}, {province}"))
        }
        Named::Unit(Unit::FormerProvince(number)) | Named::FormerProvince(number) => {
            former(g.former_province(number)?)
        }
    })
}
