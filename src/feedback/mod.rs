//! Write to the commune, and find again what was sent.

mod case;
mod cases;
mod form;

use case::CasePage;
use cases::CasesPage;
use casework::Kind;
use contract::Route;
use form::FeedbackPage;
use leptos::prelude::*;
use texts::{Lang, Text, feedback};

/// The page of a route; nothing when it is not one of these.
pub fn page(route: Route, lang: Lang) -> Option<AnyView> {
    Some(match route {
        Route::Feedback(commune) => {
            view! { <FeedbackPage lang commune kind=Kind::Problem/> }.into_any()
        }
        Route::Proposal(commune) => {
            view! { <FeedbackPage lang commune kind=Kind::Proposal/> }.into_any()
        }
        Route::Cases => view! { <CasesPage lang/> }.into_any(),
        Route::Case(code) => view! { <CasePage lang code/> }.into_any(),
        _ => return None,
    })
}

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
