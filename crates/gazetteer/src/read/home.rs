//! Where the people of a place belong.

use super::{Answer, Outcome, Place};
use crate::Share;

impl Answer {
    /// The commune where the people of the place belong, when there is no doubt: the only one there is, or the
    /// one that got all the people of a divided ward while the others got only land.
    pub fn home(&self) -> Option<&Place> {
        let has = |place: &Place, share: Share| place.from.iter().all(|(_, got)| *got == share);
        match &self.outcome {
            Outcome::One(place) => Some(place),
            Outcome::Several { places, .. } => {
                let (land, people): (Vec<_>, Vec<_>) =
                    places.iter().partition(|place| has(place, Share::PartAreaOnly));
                match people[..] {
                    [home] if !land.is_empty() && has(home, Share::PartAreaAllPeople) => Some(home),
                    _ => None,
                }
            }
            Outcome::None { .. } => None,
        }
    }
}
