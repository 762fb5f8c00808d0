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
#[serde(deny_unknown_fields)]
pub struct PutCase {
    /// The record.
    pub record: RecordDraft,
    /// What the sender computed over it; the server computes it again and refuses a difference.
    pub commitment: Commitment,
}

/// What only the server gives: the case is stored durably.
///
/// The same case is answered with the same receipt however often it is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The sender's tracking code.
    pub code: TrackingCode,
    /// What was stored.
    pub commitment: Commitment,
    /// When the server stored it first: RFC 3339 with Vietnam's offset, +07:00.
    pub received_at: String,
    /// The five digits of the commune whose People's Committee answers for it.
    pub responsible_commune: String,
}

/// The public part of a case: nothing of the words, nothing of the sender.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseStatus {
    /// The tracking code.
    pub code: TrackingCode,
    /// What kind of feedback it is.
    pub kind: Kind,
    /// Where it stands.
    pub state: State,
    /// When the server stored it first: RFC 3339, +07:00.
    pub received_at: String,
    /// The five digits of the commune whose People's Committee answers for it.
    pub responsible_commune: String,
}
