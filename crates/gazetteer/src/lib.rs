//! Vietnam's communes since the reform of 2025, the wards before it, and how one became the other.
//!
//! On 1 July 2025 the district level was abolished, and 10,035 wards became 3,321 communes, wards and special zones
//! in 34 provinces and cities. This crate answers what that asks: which commune an old address lies in now, what a
//! commune was formed from, and which unit somebody means by what they type. It is pure Rust and does no input or
//! output but for [`data::from_folder`]: bytes come in, answers go out, in a browser, on a server, in a program.
//!
//! ```
//! # let data = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data"));
//! # let bytes = gazetteer::data::from_folder(data).unwrap().encode();
//! use gazetteer::{Gazetteer, Quality, Reader, Share, Unit};
//!
//! // `bytes` is a pack: some 265 KB, 64 KB compressed.
//! let gazetteer = Gazetteer::decode(&bytes)?;
//! let reader = Reader::new(&gazetteer);
//!
//! // Whatever people type …
//! let suggestions = reader.suggest(&gazetteer, "p. da kao q1 tphcm", None, 5);
//! assert_eq!(suggestions.len(), 1);
//! assert_eq!(suggestions[0].quality, Quality::Full);
//! let Unit::Legacy(ward) = suggestions[0].unit else { unreachable!() };
//!
//! // … names a unit of June 2025 …
//! let unit = gazetteer.legacy(ward).ok_or("unknown")?;
//! assert_eq!((unit.name, unit.district), ("Phường Đa Kao", Some("Quận 1")));
//!
//! // … that went to one or several communes of today.
//! let went = gazetteer.went_to(ward);
//! assert_eq!(went.len(), 2);
//! assert_eq!((went[0].0.name, went[0].1), ("Phường Tân Định", Share::Part));
//! assert_eq!((went[1].0.name, went[1].1), ("Phường Sài Gòn", Share::Part));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Whole addresses
//!
//! [`Reader::suggest`] finds units while somebody types. [`Reader::read`] reads whole addresses: it says which communes
//! it can be, what street and house to keep in front of the new name, how sure it is, and by which steps it got there.
//! The program `resolve` does so line by line.
//!
//! # Positions
//!
//! The module [`near`] ranks the communes that a position may lie in, by the points of communes and old wards, and says
//! exactly which one it is where there are boundaries. `resolve --near` does so line by line, without boundaries.
//!
//! # Codes
//!
//! A unit is known by its official code, never by its name. Codes were kept in the reform and used again with new names, so that
//! a [`WardCode`] of then and a [`CommuneCode`] of today are different types, even where the digits are the same:
//!
//! ```
//! use gazetteer::{CommuneCode, WardCode};
//!
//! let code: CommuneCode = "26740".parse()?; // Phường Sài Gòn
//! let then: WardCode = "26740".parse()?; // Phường Bến Nghé
//! assert_eq!(code.to_string(), then.to_string());
//! assert!("2674".parse::<CommuneCode>().is_err());
//! # Ok::<(), gazetteer::CodeError>(())
//! ```
//!
//! # Divided wards
//!
//! 441 old wards went to more than one commune, one of them to five. [`Gazetteer::went_to`] therefore gives a
//! set, with the [`Share`] each commune got. Where it holds more than one, no name tells which is right: ask for the
//! street or the hamlet, or show all.
//!
//! # Packs and tables
//!
//! A program that ships reads a pack ([`Gazetteer::decode`]). A pack is made ([`Gazetteer::encode`]) of tables of facts, which
//! the module `data` reads and checks row by row; it belongs to the feature `data`, which is on by default, and
//! which the browser does without.

mod code;
#[cfg(feature = "data")]
pub mod data;
#[cfg(test)]
#[cfg(feature = "data")]
mod fixture;
mod gazetteer;
mod kind;
pub mod near;
mod pack;
mod read;
mod spelling;
mod unit;
mod wire;

pub use code::{CodeError, CommuneCode, DistrictCode, ProvinceCode, WardCode};
pub use gazetteer::Gazetteer;
pub use pack::PackError;
pub use read::{Answer, Apart, By, Named, Outcome, Place, Quality, Reader, Step, Suggestion};
pub use spelling::fold;
pub use unit::{Commune, CommuneKind, LegacyId, LegacyUnit, Province, Renaming, Share, Unit};
