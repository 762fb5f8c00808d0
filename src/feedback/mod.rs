//! Write to the commune, and find again what was sent.

mod case;
mod cases;
mod form;

pub use case::CasePage;
pub use cases::CasesPage;
pub use form::FeedbackPage;

use casework::Kind;
use texts::{Text, feedback};

/// A kind's name and what it covers.
fn kind_texts(kind: Kind) -> (Text, Text) {
    match kind {
        Kind::Problem => (feedback::KIND_PROBLEM, feedback::KIND_PROBLEM_HINT),
        Kind::Proposal => (feedback::KIND_PROPOSAL, feedback::KIND_PROPOSAL_HINT),
        Kind::Obstacle => (feedback::KIND_OBSTACLE, feedback::KIND_OBSTACLE_HINT),
        Kind::Question => (feedback::KIND_QUESTION, feedback::KIND_QUESTION_HINT),
        Kind::Praise => (feedback::KIND_PRAISE, feedback::KIND_PRAISE_HINT),
    }
}
