//! Where the people of a place belong.

use super::{Answer, Apart, Outcome, Place};
use crate::Share;

impl Answer {
    /// The commune where the people of the place belong, when there is no doubt: the only one there is, or the
    /// one of a divided unit beside which the others got nothing but land where nobody lives.
    pub fn home(&self) -> Option<&Place> {
        match &self.outcome {
            Outcome::One(place) => Some(place),
            Outcome::Several { places, apart: Apart::Position } => {
                let mut peopled = places
                    .iter()
                    .filter(|place| place.from.iter().any(|(_, got)| *got != Share::PartAreaOnly));
                match (peopled.next(), peopled.next()) {
                    (Some(home), None) => Some(home),
                    _ => None,
                }
            }
            Outcome::Several { .. } | Outcome::None { .. } => None,
        }
    }
}
