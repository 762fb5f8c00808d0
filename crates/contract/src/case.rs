//! What goes over the wire about a case.

use crate::{Commitment, RecordDraft, TrackingCode};
use casework::{Kind, State};
use serde::{Deserialize, Serialize};

/// `PUT {CASES_PATH}/{id}` with [`PutCase`] stores a case and answers with a [`Receipt`].
pub const CASES_PATH: &str = "/api/v1/cases";
/// `GET {TRACKING_PATH}/{code}` answers with [`CaseStatus`].
pub const TRACKING_PATH: &str = "/api/v1/tracking";

/// The body of the idempotent `PUT`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PutCase {
    /// The record.
    pub record: RecordDraft,
    /// What the sender computed over it; the server computes it again and refuses a difference.
    #[cfg_attr(feature = "openapi", schema(value_type = String, pattern = "^[0-9a-f]{64}$"))]
    pub commitment: Commitment,
}

/// What only the server gives: the case is stored durably.
///
/// The same case is answered with the same receipt however often it is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Receipt {
    /// The sender's tracking code.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "XT-7K4M-9Q2F-3DRA-5"))]
    pub code: TrackingCode,
    /// What was stored.
    #[cfg_attr(feature = "openapi", schema(value_type = String, pattern = "^[0-9a-f]{64}$"))]
    pub commitment: Commitment,
    /// When the server stored it first: RFC 3339 with Vietnam's offset, +07:00.
    pub received_at: String,
    /// The five digits of the commune whose People's Committee answers for it.
    pub responsible_commune: String,
}

/// The public part of a case: nothing of the words, nothing of the sender.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseStatus {
    /// The tracking code.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "XT-7K4M-9Q2F-3DRA-5"))]
    pub code: TrackingCode,
    /// What kind of feedback it is.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "problem"))]
    pub kind: Kind,
    /// Where it stands.
    #[cfg_attr(feature = "openapi", schema(value_type = String, example = "received"))]
    pub state: State,
    /// When the server stored it first: RFC 3339, +07:00.
    pub received_at: String,
    /// The five digits of the commune whose People's Committee answers for it.
    pub responsible_commune: String,
}
