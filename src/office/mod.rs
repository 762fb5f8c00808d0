//! Find my commune's office: by typing, or by province.

mod commune;
mod finder;
mod province;

pub use commune::CommunePage;
pub use finder::{FindPage, Finder};
pub use province::ProvincePage;
