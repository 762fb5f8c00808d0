//! Addresses of all old units and communes, in every style in which people write them, with what is right for each.
//!
//! Every address is made of the units themselves, so that it is known what is right: all communes of all units that
//! the same text names. Numbers come from a seed: the same seed, the same addresses.
#![allow(dead_code, reason = "tests and benches each use a part")]

mod dice;
mod errors;
mod former;
mod keys;
mod street;
mod write;

use dice::Dice;
use errors::Error;
use gazetteer::{CommuneCode, Gazetteer, LegacyUnit, fold};
use std::collections::{BTreeMap, BTreeSet};
use unicode_normalization::UnicodeNormalization;

/// What is right.
pub type Communes = BTreeSet<CommuneCode>;

/// A text, and the communes of all units that it names.
#[derive(Debug, Clone)]
pub struct Address {
    pub text: String,
    pub communes: Communes,
}

/// The addresses of one style.
#[derive(Debug)]
pub struct Style {
    pub name: String,
    pub addresses: Vec<Address>,
}

/// Makes the styles one after the other.
struct Writer<'g> {
    g: &'g Gazetteer,
    dice: Dice,
    styles: Vec<Style>,
}

/// All styles.
pub fn all(g: &Gazetteer, seed: u64) -> Vec<Style> {
    let mut writer = Writer { g, dice: Dice::new(seed), styles: Vec::new() };
    writer.well_written();
    writer.with_streets();
    writer.as_typed();
    writer.with_errors();
    writer.in_part();
    writer.of_today();
    writer.of_before();
    writer.styles
}

fn canonical(unit: &LegacyUnit<'_>) -> String {
    write::parts(unit).join(", ")
}

impl Writer<'_> {
    fn add(&mut self, name: &str, addresses: Vec<Address>) {
        self.styles.push(Style { name: name.to_owned(), addresses });
    }

    /// Addresses of all old units; the same text names all units of which it is made.
    fn old(&mut self, name: &str, mut write: impl FnMut(&LegacyUnit<'_>, &mut Dice) -> String) {
        let addresses = united(self.g, &mut |unit| write(unit, &mut self.dice));
        self.add(name, addresses);
    }

    /// The same, with something done to each text that changes nothing of what is right.
    fn old_then(
        &mut self,
        name: &str,
        mut write: impl FnMut(&LegacyUnit<'_>) -> String,
        mut then: impl FnMut(&str, &mut Dice) -> String,
    ) {
        let mut addresses = united(self.g, &mut |unit| write(unit));
        for address in &mut addresses {
            address.text = then(&address.text, &mut self.dice);
        }
        self.add(name, addresses);
    }

    fn well_written(&mut self) {
        self.old("canonical", |unit, _| canonical(unit));
        self.old("without accents", |unit, _| fold(&canonical(unit)));
        self.old("NFD", |unit, _| canonical(unit).nfd().collect());
        self.old("capitals", |unit, _| canonical(unit).to_uppercase());
        self.old("abbreviated", |unit, _| write::abbreviated(unit, ", ", ". "));
        self.old("abbreviated, no space", |unit, _| write::abbreviated(unit, ", ", "."));
        self.old("abbreviated, plain, no commas", |unit, _| {
            fold(&write::abbreviated(unit, " ", "")).replace("tp ho chi minh", "tphcm")
        });
        self.old("abbreviated, numbers of two digits", |unit, _| {
            write::zero_padded(&write::abbreviated(unit, ", ", "."))
        });
        self.old("no commas", |unit, _| canonical(unit).replace(", ", " "));
        self.old("no types", |unit, _| write::without_types(unit).join(", "));
        self.old("no types, plain, no commas", |unit, _| {
            fold(&write::without_types(unit).join(" "))
        });
        self.old("no types, bare numbers", |unit, _| write::bare(unit).join(", "));
        self.old("reversed", |unit, _| write::reversed(unit, ", "));
        self.old("reversed, plain, no commas", |unit, _| fold(&write::reversed(unit, " ")));
        self.old("dashes between", |unit, _| write::parts(unit).join(" - "));
        self.old("country and postcode behind", |unit, dice| {
            let code = 100_000 + dice.roll(800_000);
            format!("{}, {code}, Việt Nam", canonical(unit))
        });
        self.old("numbers in words", |unit, _| write::number_words(&canonical(unit)));
    }

    fn with_streets(&mut self) {
        let g = self.g;
        let name_of = |dice: &mut Dice| street::any_name(g, dice);
        self.old_then("street in front", canonical, |text, dice| {
            format!("{}, {text}", street::street(dice, &name_of))
        });
        self.old_then(
            "street, plain, no commas",
            |unit| fold(&canonical(unit).replace(", ", " ")),
            |text, dice| format!("{} {text}", fold(&street::street(dice, &name_of))),
        );
        self.old_then(
            "street, abbreviated",
            |unit| write::abbreviated(unit, ", ", "."),
            |text, dice| format!("{}, {text}", street::street(dice, &name_of)),
        );
        self.old_then(
            "street behind, reversed",
            |unit| write::reversed(unit, ", "),
            |text, dice| format!("{text}, {}", street::street(dice, &name_of)),
        );
        self.old_then(
            "street, no types",
            |unit| write::without_types(unit).join(", "),
            |text, dice| format!("{}, {text}", street::street(dice, &name_of)),
        );
    }

    fn as_typed(&mut self) {
        self.old("Telex", |unit, _| keys::telex(&canonical(unit)));
        self.old("VNI", |unit, _| keys::vni(&canonical(unit)));
        self.old("Telex, tone on its vowel", |unit, _| keys::telex_inside(&canonical(unit)));
        self.old("one accent wrong", |unit, dice| errors::wrong_accent(&canonical(unit), dice));
        self.old("i and y exchanged", |unit, _| write::i_for_y(&canonical(unit)));
        self.old("spaces left out in a part", |unit, dice| {
            let mut parts = write::parts(unit);
            let part = dice.roll(parts.len());
            parts[part] = fold(&parts[part]).replace(' ', "");
            fold(&parts.join(" "))
        });
        self.old("no space in any name", |unit, _| {
            let names = write::abbreviated(unit, ", ", ". ").replace(". ", ".\u{0}");
            fold(&names.replace(", ", "\u{1}").replace(' ', "").replace('\u{0}', " "))
                .replace('\u{1}', ", ")
        });
        self.old("a space left out", |unit, dice| {
            errors::without_a_space(&canonical(unit).replace(", ", " "), dice)
        });
    }

    fn with_errors(&mut self) {
        for (style, errors) in [
            ("a letter wrong", &[Error::Wrong] as &[Error]),
            ("a letter missing", &[Error::Missing]),
            ("a letter too many", &[Error::Extra]),
            ("two letters changed", &[Error::Changed]),
            ("two errors", &[Error::Any, Error::Any]),
        ] {
            let make = |text: &str, dice: &mut Dice| {
                errors.iter().fold(text.to_owned(), |text, &error| errors::with(&text, error, dice))
            };
            self.old_then(style, canonical, make);
            let plain = |unit: &LegacyUnit<'_>| fold(&canonical(unit));
            self.old_then(&format!("{style}, plain"), plain, make);
        }
        let any = |text: &str, dice: &mut Dice| errors::with(text, Error::Any, dice);
        self.old_then("an error, abbreviated", |unit| write::abbreviated(unit, ", ", "."), any);
        self.old_then("an error, no types", |unit| write::without_types(unit).join(", "), any);
        let g = self.g;
        self.old_then("an error, street in front", canonical, |text, dice| {
            let street = street::street(dice, &|dice: &mut Dice| street::any_name(g, dice));
            format!("{street}, {}", errors::with(text, Error::Any, dice))
        });
    }

    fn in_part(&mut self) {
        self.old("without province", |unit, _| write::without_province(unit));
        self.old("without province, plain, short", |unit, _| {
            let text = fold(&write::abbreviated(unit, " ", ""));
            let province = fold(write::without_type(unit.province));
            text.strip_suffix(&province).unwrap_or(&text).trim_end_matches(" tp").trim().to_owned()
        });
        let addresses = and_today(self.g, united(self.g, &mut |unit| unit.name.to_owned()));
        self.add("ward only", addresses);
        let districts = districts(self.g);
        let with_street = districts.iter().map(|address| {
            let g = self.g;
            let street =
                street::street(&mut self.dice, &|dice: &mut Dice| street::any_name(g, dice));
            Address { text: format!("{street}, {}", address.text), ..address.clone() }
        });
        let with_street = with_street.collect();
        self.add("district only", districts);
        self.add("street and district", with_street);
        let g = self.g;
        self.old("today's province", |unit, _| {
            let mut parts = write::parts(unit);
            if let Some(last) = parts.last_mut() {
                *last = write::province_today(g, unit);
            }
            parts.join(", ")
        });
        let with_province = |unit: &LegacyUnit<'_>| format!("{}, {}", unit.name, unit.province);
        let addresses = and_today(g, united(g, &mut |unit| with_province(unit)));
        self.add("ward and province", addresses);
        let with_today =
            |unit: &LegacyUnit<'_>| format!("{}, {}", unit.name, write::province_today(g, unit));
        let addresses = and_today(g, united(g, &mut |unit| with_today(unit)));
        self.add("ward and today's province", addresses);
    }

    fn of_today(&mut self) {
        let g = self.g;
        let province = |code| g.province(code).map_or("", |province| province.name);
        let of = |text: String, code| Address { text, communes: [code].into_iter().collect() };
        let two_levels = |write: &mut dyn FnMut(String) -> String| {
            g.communes()
                .map(|unit| {
                    of(write(format!("{}, {}", unit.name, province(unit.province))), unit.code)
                })
                .collect::<Vec<_>>()
        };
        let today = two_levels(&mut |text| text);
        self.add("today's two levels", today);
        let mut dice = Dice::new(7);
        let with_street = two_levels(&mut |text| {
            let street = street::street(&mut dice, &|dice: &mut Dice| street::any_name(g, dice));
            format!("{street}, {text}")
        });
        self.add("today's two levels, street", with_street);
        let plain = g.communes().map(|unit| {
            let text = fold(&format!("{} {}", unit.name, province(unit.province)));
            let communes = g
                .communes()
                .filter(|other| {
                    other.province == unit.province && fold(other.name) == fold(unit.name)
                })
                .map(|other| other.code);
            Address { text, communes: communes.collect() }
        });
        self.add("today's two levels, plain", plain.collect());
        let renamed = g.communes().filter_map(|unit| {
            let former = unit.former?;
            let text = format!("{}, {}", former.former_name, province(unit.province));
            Some(of(text, unit.code))
        });
        self.add("names of 2025", renamed.collect());
        let provinces = g.communes().filter_map(|unit| {
            let former = g.province(unit.province)?.former?;
            Some(of(format!("{}, {}", unit.name, former.former_name), unit.code))
        });
        self.add("provinces of 2025", provinces.collect());
        let mixed = g.communes().flat_map(|unit| {
            let mut seen = BTreeSet::new();
            let formed = g.formed_from(unit.code).into_iter();
            formed
                .filter_map(|(old, _)| old.district)
                .filter(|&district| seen.insert(district))
                .map(|district| {
                    let text = format!("{}, {district}, {}", unit.name, province(unit.province));
                    of(text, unit.code)
                })
                .collect::<Vec<_>>()
        });
        let old: BTreeSet<String> =
            g.legacy_units().map(|unit| today_canonical(g, &unit)).collect();
        // Where an old unit of the district has the name, that one is meant.
        let mixed: Vec<_> = mixed.filter(|address| !old.contains(&address.text)).collect();
        self.add("new name, old district", mixed);
    }

    fn of_before(&mut self) {
        let any = |text: &str, dice: &mut Dice| errors::with(text, Error::Any, dice);
        let wards = former::wards(self.g);
        let with_error = |addresses: &[Address], dice: &mut Dice| {
            let texts = addresses.iter();
            texts.map(|a| Address { text: any(&a.text, dice), ..a.clone() }).collect::<Vec<_>>()
        };
        let broken = with_error(&wards, &mut self.dice);
        self.add("former wards", wards);
        self.add("former wards, an error", broken);
        let districts = former::districts(self.g);
        let broken = with_error(&districts, &mut self.dice);
        self.add("former districts", districts);
        self.add("former districts, an error", broken);
    }
}

fn today_canonical(g: &Gazetteer, unit: &LegacyUnit<'_>) -> String {
    let mut parts = write::parts(unit);
    if let Some(last) = parts.last_mut() {
        *last = write::province_today(g, unit);
    }
    parts.join(", ")
}

/// Addresses of all old units; the same text names all units of which it is made.
fn united(g: &Gazetteer, write: &mut dyn FnMut(&LegacyUnit<'_>) -> String) -> Vec<Address> {
    let mut meant: BTreeMap<String, Communes> = BTreeMap::new();
    let mut texts = Vec::new();
    for unit in g.legacy_units() {
        let text = write(&unit);
        let communes = g.went_to(unit.id).into_iter().map(|(commune, _)| commune.code);
        meant.entry(text.clone()).or_default().extend(communes);
        texts.push(text);
    }
    texts
        .into_iter()
        .map(|text| {
            let communes = meant.get(&text).cloned().unwrap_or_default();
            Address { text, communes }
        })
        .collect()
}

/// Districts without any ward: all communes that got a part of them.
fn districts(g: &Gazetteer) -> Vec<Address> {
    let mut meant: BTreeMap<String, Communes> = BTreeMap::new();
    for unit in g.legacy_units() {
        let Some(district) = unit.district else { continue };
        let went = g.went_to(unit.id).into_iter().map(|(commune, _)| commune.code);
        meant.entry(format!("{district}, {}", unit.province)).or_default().extend(went);
    }
    meant.into_iter().map(|(text, communes)| Address { text, communes }).collect()
}

/// Of what has no district also the communes of today that are called so are right.
fn and_today(g: &Gazetteer, mut addresses: Vec<Address>) -> Vec<Address> {
    let mut today: BTreeMap<String, Communes> = BTreeMap::new();
    for commune in g.communes() {
        let province = g.province(commune.province).map_or("", |province| province.name);
        for text in [commune.name.to_owned(), format!("{}, {province}", commune.name)] {
            today.entry(text).or_default().insert(commune.code);
        }
    }
    for address in &mut addresses {
        if let Some(communes) = today.get(&address.text) {
            address.communes.extend(communes);
        }
    }
    addresses
}
