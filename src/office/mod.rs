//! Find my commune's office: by typing, by where the phone is, or by province.

mod answer;
mod commune;
mod finder;
mod live;
mod locate;
mod province;
mod seats;

pub use commune::CommunePage;
pub use finder::{FindPage, Finder, Goal};
pub use locate::LocatePage;
pub use province::ProvincePage;
