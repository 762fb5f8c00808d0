//! The wire between the app and its backend, shared by both ends.
//!
//! A resident's phone makes a [`CaseRecord`] and three values of its own: the [`CaseId`] (never
//! shown to the public), the [`TrackingCode`] (shows the public part of the case) and the
//! [`Secret`] (opens the private part). It stores them, then sends [`PutCase`] until the server
//! answers with a [`Receipt`]. Both ends compute the same [`Commitment`] over the same canonical
//! bytes, so that neither can later claim that other words were sent.
//!
//! Nothing in this crate reads a clock or makes a random number: the caller hands both in.

mod case;
mod code;
mod hex;
mod problem;
mod record;
mod route;
mod secret;

pub use case::{CASES_PATH, CaseStatus, PutCase, Receipt, TRACKING_PATH};
pub use code::{CodeError, TrackingCode};
pub use hex::HexError;
pub use problem::{FieldProblem, PROBLEM_MEDIA_TYPE, Problem, ProblemKind};
pub use record::{
    CaseId, CaseRecord, Commitment, Fault, Field, FieldFault, NAME_MAX_CHARS, RECORD_VERSION,
    RecordDraft, WORDS_MAX_CHARS,
};
pub use route::Route;
pub use secret::{Salt, Secret, SecretHash};

/// The most bytes a [`PutCase`] body can have: [`WORDS_MAX_CHARS`] characters escaped at their
/// longest (`\u0000` for each of two UTF-16 halves) and the other fields beside them.
pub const PUT_CASE_MAX_BYTES: usize = 64 * 1024;
