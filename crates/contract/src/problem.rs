//! Errors over the wire, as RFC 9457 problem details.

use crate::Field;
use serde::{Deserialize, Serialize};

/// The media type of a [`Problem`].
pub const PROBLEM_MEDIA_TYPE: &str = "application/problem+json";

/// An error answer. `title` and `detail` are for people, in the language they asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// What kind of problem it is; stable, for programs.
    #[serde(rename = "type")]
    pub kind: ProblemKind,
    /// The HTTP status.
    pub status: u16,
    /// A short sentence naming the problem.
    pub title: String,
    /// What to do about it.
    pub detail: String,
    /// The fields at fault, when it is about fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<FieldProblem>,
}

/// One field at fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldProblem {
    /// Which.
    pub field: Field,
    /// What is wrong with it, for people.
    pub detail: String,
}

/// The kinds of problem; on the wire a URI reference as RFC 9457 asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ProblemKind {
    /// The body is not the JSON that is expected.
    #[serde(rename = "/problems/malformed")]
    Malformed,
    /// The body is larger than the limit.
    #[serde(rename = "/problems/too-large")]
    TooLarge,
    /// The body is not `application/json`.
    #[serde(rename = "/problems/media-type")]
    MediaType,
    /// Fields are at fault.
    #[serde(rename = "/problems/fields")]
    Fields,
    /// The commitment is not that of the record.
    #[serde(rename = "/problems/commitment")]
    Commitment,
    /// The id or the code is taken by another case.
    #[serde(rename = "/problems/conflict")]
    Conflict,
    /// There is no such case, or no such path.
    #[serde(rename = "/problems/not-found")]
    NotFound,
    /// The path does not know this method.
    #[serde(rename = "/problems/method")]
    Method,
    /// The request took too long to arrive.
    #[serde(rename = "/problems/timeout")]
    Timeout,
    /// The server cannot store anything just now; the same request may succeed later.
    #[serde(rename = "/problems/unavailable")]
    Unavailable,
    /// A defect of the server.
    #[serde(rename = "/problems/internal")]
    Internal,
    /// A kind that a newer server knows; its status says what to make of it.
    #[serde(other, rename = "about:blank")]
    Other,
}
