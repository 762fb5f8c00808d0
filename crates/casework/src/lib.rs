//! What a case is: its kinds and its states, the same rules in browser and server.

use serde::{Deserialize, Serialize};

/// What a resident's feedback is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Something is broken, dirty, dangerous, unfair.
    Problem,
    /// An idea for doing something better.
    Proposal,
    /// A procedure that does not move.
    Obstacle,
    /// Something the commune should explain.
    Question,
    /// Something that was done well.
    Praise,
}

/// A text that names no [`Kind`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a kind of feedback")]
pub struct UnknownKind;

impl Kind {
    /// Every kind, in the order a form offers them.
    pub const ALL: [Self; 5] =
        [Self::Problem, Self::Proposal, Self::Obstacle, Self::Question, Self::Praise];

    /// The name on the wire and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Problem => "problem",
            Self::Proposal => "proposal",
            Self::Obstacle => "obstacle",
            Self::Question => "question",
            Self::Praise => "praise",
        }
    }
}

impl std::str::FromStr for Kind {
    type Err = UnknownKind;

    fn from_str(text: &str) -> Result<Self, UnknownKind> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or(UnknownKind)
    }
}

/// Where a case stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Stored durably; the responsible office has not acted yet.
    Received,
}

/// A text that names no [`State`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a state of a case")]
pub struct UnknownState;

impl State {
    /// The name on the wire and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Received => "received",
        }
    }
}

impl std::str::FromStr for State {
    type Err = UnknownState;

    fn from_str(text: &str) -> Result<Self, UnknownState> {
        match text {
            "received" => Ok(Self::Received),
            _ => Err(UnknownState),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_read_from_its_own_name() {
        for kind in Kind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
        }
        assert_eq!("poem".parse::<Kind>(), Err(UnknownKind));
    }

    #[test]
    fn every_state_is_read_from_its_own_name() {
        assert_eq!(State::Received.as_str().parse(), Ok(State::Received));
        assert_eq!("closed".parse::<State>(), Err(UnknownState));
    }
}
