//! The record of a submission: what a resident wrote, checked, in one canonical form.

use crate::code::TrackingCode;
use crate::hex::hex_newtype;
use crate::secret::{Salt, SecretHash};
use casework::Kind;
use gazetteer::CommuneCode;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;
use uuid::Uuid;

/// The version that this release writes. Every version ever released is accepted for ever.
pub const RECORD_VERSION: u8 = 1;
/// The most characters (Unicode scalar values) the words can have.
pub const WORDS_MAX_CHARS: usize = 5_000;
/// The most characters a sender's name can have.
pub const NAME_MAX_CHARS: usize = 100;
const TELEPHONE_DIGITS: std::ops::RangeInclusive<usize> = 8..=15;

/// A UUIDv7 made on the sender's phone; never shown to the public.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CaseId(Uuid);

impl CaseId {
    /// Makes an id from the time in milliseconds since 1970 UTC and ten random bytes.
    pub fn new(unix_ms: u64, random: &[u8; 10]) -> Self {
        Self(uuid::Builder::from_unix_timestamp_millis(unix_ms, random).into_uuid())
    }
}

impl fmt::Display for CaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.hyphenated().fmt(f)
    }
}

impl std::str::FromStr for CaseId {
    type Err = Fault;

    /// Accepts a version 7 UUID in its one lower-case, hyphenated spelling.
    fn from_str(text: &str) -> Result<Self, Fault> {
        Uuid::try_parse(text)
            .ok()
            .filter(|id| id.get_version_num() == 7)
            .map(Self)
            .filter(|id| id.to_string() == text)
            .ok_or(Fault::Malformed)
    }
}

/// SHA-256 over a record's [canonical bytes](CaseRecord::canonical).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment([u8; 32]);

hex_newtype!(Commitment);

/// A submission as it comes over the wire or out of a form: nothing is checked yet.
///
/// The fields stand in the order of their names, which is what makes
/// [the canonical form](CaseRecord::canonical) canonical.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RecordDraft {
    /// A [`TrackingCode`].
    pub code: String,
    /// The five digits of the commune the case begins at.
    pub commune: String,
    /// A [`CaseId`].
    pub id: String,
    /// The wire name of a [`Kind`].
    pub kind: String,
    /// How the sender wants to be called; absent when anonymous.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// A [`Salt`].
    pub salt: String,
    /// A [`SecretHash`].
    pub secret_hash: String,
    /// Where the sender can be reached; absent when not wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub telephone: Option<String>,
    /// [`RECORD_VERSION`] for records written by this release.
    pub v: u8,
    /// What the resident wrote, verbatim.
    pub words: String,
    /// When it was written by the phone's clock: RFC 3339, UTC, to the second.
    pub written_at: String,
}

/// A checked submission. The only ways in are [`CaseRecord::parse`] and [`CaseRecord::from_draft`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRecord {
    draft: RecordDraft,
    id: CaseId,
    code: TrackingCode,
    secret_hash: SecretHash,
    commune: CommuneCode,
    kind: Kind,
}

/// A field of a submission, or of a question, that somebody can be led to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The record's version.
    V,
    /// The case's id.
    Id,
    /// The tracking code.
    Code,
    /// The hash of the secret.
    SecretHash,
    /// The salt of the commitment.
    Salt,
    /// The commune.
    Commune,
    /// The kind of feedback.
    Kind,
    /// The words.
    Words,
    /// The sender's name.
    Name,
    /// The sender's telephone number.
    Telephone,
    /// The time of writing.
    WrittenAt,
    /// The province asked for.
    Province,
    /// How far the sender has asked before.
    Since,
}

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// Nothing but white space.
    #[error("is empty")]
    Empty,
    /// More than so many characters.
    #[error("is longer than {max} characters")]
    TooLong {
        /// The most characters allowed.
        max: usize,
    },
    /// A NUL or another control character that no keyboard types; databases and screen readers
    /// choke on them.
    #[error("holds a control character")]
    ControlCharacter,
    /// Not of the form the field has.
    #[error("is malformed")]
    Malformed,
    /// Well-formed, but there is no such thing.
    #[error("is unknown")]
    Unknown,
}

/// A [`Fault`] and the [`Field`] it is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{field:?} {fault}")]
pub struct FieldFault {
    /// Where.
    pub field: Field,
    /// What.
    pub fault: Fault,
}

impl CaseRecord {
    /// Checks every field of a draft.
    ///
    /// # Errors
    /// All faults found, in the order of the fields, so that a form can show them at once.
    pub fn from_draft(draft: RecordDraft) -> Result<Self, Vec<FieldFault>> {
        let mut faults = Vec::new();
        let mut note = |field, fault| faults.push(FieldFault { field, fault });

        if draft.v != RECORD_VERSION {
            note(Field::V, Fault::Unknown);
        }
        let id = draft.id.parse().map_err(|fault| note(Field::Id, fault));
        let code =
            draft.code.parse::<TrackingCode>().ok().filter(|code| code.to_string() == draft.code);
        if code.is_none() {
            note(Field::Code, Fault::Malformed);
        }
        let secret_hash =
            draft.secret_hash.parse().map_err(|_| note(Field::SecretHash, Fault::Malformed));
        if draft.salt.parse::<Salt>().is_err() {
            note(Field::Salt, Fault::Malformed);
        }
        let commune = draft.commune.parse().map_err(|_| note(Field::Commune, Fault::Malformed));
        let kind = draft.kind.parse().map_err(|_| note(Field::Kind, Fault::Unknown));
        if let Err(fault) = check_text(&draft.words, WORDS_MAX_CHARS, true) {
            note(Field::Words, fault);
        }
        if let Some(name) = &draft.name
            && let Err(fault) = check_text(name, NAME_MAX_CHARS, false)
        {
            note(Field::Name, fault);
        }
        if let Some(telephone) = &draft.telephone
            && let Err(fault) = check_telephone(telephone)
        {
            note(Field::Telephone, fault);
        }
        if !is_utc_second(&draft.written_at) {
            note(Field::WrittenAt, Fault::Malformed);
        }

        match (id, code, secret_hash, commune, kind) {
            (Ok(id), Some(code), Ok(secret_hash), Ok(commune), Ok(kind)) if faults.is_empty() => {
                Ok(Self { draft, id, code, secret_hash, commune, kind })
            }
            _ => Err(faults),
        }
    }

    /// The case's id.
    pub fn id(&self) -> CaseId {
        self.id
    }

    /// The tracking code.
    pub fn code(&self) -> TrackingCode {
        self.code
    }

    /// What the server keeps of the secret.
    pub fn secret_hash(&self) -> &SecretHash {
        &self.secret_hash
    }

    /// The commune the case begins at.
    pub fn commune(&self) -> CommuneCode {
        self.commune
    }

    /// What kind of feedback it is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// All fields as they go over the wire.
    pub fn draft(&self) -> &RecordDraft {
        &self.draft
    }

    /// The record as canonical JSON (RFC 8785): keys sorted, no white space, shortest escapes.
    ///
    /// The same record gives the same bytes in the browser and on the server.
    pub fn canonical(&self) -> Vec<u8> {
        // serde_json writes strings as RFC 8785 asks, the only number is a small integer, and the
        // fields are declared in the order of their names. Writing texts to memory cannot
        // fail.
        serde_json::to_vec(&self.draft).unwrap_or_default()
    }

    /// SHA-256 over the [canonical bytes](Self::canonical).
    pub fn commitment(&self) -> Commitment {
        Commitment(Sha256::digest(self.canonical()).into())
    }
}

/// Line breaks and tabs are all that a person can type of the control characters.
fn check_text(text: &str, max: usize, multi_line: bool) -> Result<(), Fault> {
    let allowed = |c: char| multi_line && matches!(c, '\n' | '\t');
    if text.trim().is_empty() {
        Err(Fault::Empty)
    } else if text.chars().nth(max).is_some() {
        Err(Fault::TooLong { max })
    } else if text.chars().any(|c| c.is_control() && !allowed(c)) {
        Err(Fault::ControlCharacter)
    } else {
        Ok(())
    }
}

/// Digits with an optional plus in front, and the spaces, dots, hyphens and brackets people put
/// between them.
fn check_telephone(text: &str) -> Result<(), Fault> {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let shaped = text.strip_prefix('+').unwrap_or(text);
    let allowed = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '.' | '-' | '(' | ')');
    if text.trim().is_empty() {
        Err(Fault::Empty)
    } else if text.len() <= 30 && shaped.chars().all(allowed) && TELEPHONE_DIGITS.contains(&digits)
    {
        Ok(())
    } else {
        Err(Fault::Malformed)
    }
}

/// `2026-11-21T08:00:00Z`, with every number in its range.
fn is_utc_second(text: &str) -> bool {
    let pattern = b"dddd-dd-ddTdd:dd:ddZ";
    let shaped = text.len() == pattern.len()
        && text.bytes().zip(pattern).all(|(byte, &expected)| match expected {
            b'd' => byte.is_ascii_digit(),
            _ => byte == expected,
        });
    let number = |from: usize, to: usize| text[from..to].parse::<u32>().unwrap_or(u32::MAX);
    shaped
        && (1..=12).contains(&number(5, 7))
        && (1..=31).contains(&number(8, 10))
        && number(11, 13) < 24
        && number(14, 16) < 60
        && number(17, 19) < 60
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn draft() -> RecordDraft {
        RecordDraft {
            v: 1,
            id: CaseId::new(1_763_712_000_000, &[7; 10]).to_string(),
            code: TrackingCode::from_random(42).to_string(),
            secret_hash: "ab".repeat(32),
            salt: "cd".repeat(16),
            commune: "26740".into(),
            kind: "problem".into(),
            words: "Đèn đường trước nhà số 5 không sáng.".into(),
            name: None,
            telephone: None,
            written_at: "2026-11-21T08:00:00Z".into(),
        }
    }

    fn fault_of(change: impl FnOnce(&mut RecordDraft)) -> Vec<FieldFault> {
        let mut changed = draft();
        change(&mut changed);
        CaseRecord::from_draft(changed).err().unwrap_or_default()
    }

    #[track_caller]
    fn assert_fault(field: Field, fault: Fault, change: impl FnOnce(&mut RecordDraft)) {
        assert_eq!(fault_of(change), [FieldFault { field, fault }]);
    }

    #[test]
    fn the_canonical_form_has_sorted_keys_and_no_white_space() {
        let record = CaseRecord::from_draft(draft()).map_err(|_| "faults");
        let text = String::from_utf8(record.map(|r| r.canonical()).unwrap_or_default());
        let expected = format!(
            "{{\"code\":\"{}\",\"commune\":\"26740\",\"id\":\"{}\",\"kind\":\"problem\",\
             \"salt\":\"{}\",\"secret_hash\":\"{}\",\"v\":1,\
             \"words\":\"Đèn đường trước nhà số 5 không sáng.\",\
             \"written_at\":\"2026-11-21T08:00:00Z\"}}",
            draft().code,
            draft().id,
            draft().salt,
            draft().secret_hash
        );
        assert_eq!(text.as_deref(), Ok(expected.as_str()));
    }

    #[test]
    fn the_keys_are_sorted_also_when_every_field_is_there() {
        let mut full = draft();
        full.name = Some("Lan".into());
        full.telephone = Some("0912345678".into());
        let record = CaseRecord::from_draft(full).unwrap();
        let sorted: serde_json::Value = serde_json::from_slice(&record.canonical()).unwrap();
        assert_eq!(record.canonical(), sorted.to_string().into_bytes());
    }

    #[test]
    fn empty_words_are_refused() {
        assert_fault(Field::Words, Fault::Empty, |d| d.words = " \n\t ".into());
    }

    #[test]
    fn words_may_be_exactly_as_long_as_the_limit() {
        assert_eq!(fault_of(|d| d.words = "đ".repeat(WORDS_MAX_CHARS)), []);
        let max = WORDS_MAX_CHARS;
        assert_fault(Field::Words, Fault::TooLong { max }, |d| d.words = "đ".repeat(max + 1));
    }

    #[test]
    fn a_nul_byte_is_refused_in_words_and_name() {
        assert_fault(Field::Words, Fault::ControlCharacter, |d| d.words = "a\0b".into());
        assert_fault(Field::Name, Fault::ControlCharacter, |d| d.name = Some("a\nb".into()));
    }

    #[test]
    fn line_breaks_markup_and_right_to_left_marks_are_words_like_others() {
        assert_eq!(fault_of(|d| d.words = "<script>\n\u{202e}alert(1)\t</script>".into()), []);
    }

    #[test]
    fn telephone_numbers_are_taken_as_people_write_them() {
        for number in ["0912345678", "+84 912 345 678", "(028) 3829-1234", "0912.345.678"] {
            assert_eq!(fault_of(|d| d.telephone = Some(number.into())), [], "{number}");
        }
        for number in ["123", "0912345678x", "12345678901234567890", "++84912345678"] {
            assert_fault(Field::Telephone, Fault::Malformed, |d| d.telephone = Some(number.into()));
        }
    }

    #[test]
    fn only_a_version_7_uuid_in_its_canonical_spelling_is_an_id() {
        for id in ["", "019aa5e4-0000-4000-8000-000000000000", &draft().id.to_uppercase()] {
            assert_fault(Field::Id, Fault::Malformed, |d| d.id = id.to_owned());
        }
    }

    #[test]
    fn a_code_must_stand_in_its_canonical_spelling() {
        assert_fault(Field::Code, Fault::Malformed, |d| d.code = d.code.to_lowercase());
    }

    #[test]
    fn times_out_of_range_are_refused() {
        for time in ["2026-13-01T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01 00:00:00", "đ"] {
            assert_fault(Field::WrittenAt, Fault::Malformed, |d| d.written_at = time.into());
        }
    }

    #[test]
    fn all_faults_are_reported_at_once() {
        let faults = fault_of(|d| {
            d.v = 2;
            d.kind = "poem".into();
            d.words = String::new();
        });
        let fields: Vec<Field> = faults.iter().map(|f| f.field).collect();
        assert_eq!(fields, [Field::V, Field::Kind, Field::Words]);
    }

    #[test]
    fn an_unknown_field_is_refused() {
        let json = r#"{"v":1,"surprise":true}"#;
        assert!(serde_json::from_str::<RecordDraft>(json).is_err());
    }

    proptest! {
        #[test]
        fn a_record_sent_over_the_wire_keeps_its_commitment(words in "\\PC{1,80}", name in proptest::option::of("[a-zđ ]{1,20}")) {
            let mut sent = draft();
            sent.words = words;
            sent.name = name;
            if let Ok(record) = CaseRecord::from_draft(sent) {
                let wire = serde_json::to_string_pretty(record.draft()).map_err(|e| TestCaseError::fail(e.to_string()))?;
                let read = serde_json::from_str(&wire).map_err(|e| TestCaseError::fail(e.to_string()))?;
                let again = CaseRecord::from_draft(read).map_err(|_| TestCaseError::fail("faults"))?;
                prop_assert_eq!(again.commitment(), record.commitment());
            }
        }

        #[test]
        fn changing_one_character_changes_the_commitment(words in "[a-z]{1,80}", place: prop::sample::Index) {
            let with = |words: String| CaseRecord::from_draft(RecordDraft { words, ..draft() }).map(|r| r.commitment());
            let mut other: Vec<char> = words.chars().collect();
            let place = place.index(other.len());
            other[place] = 'đ';
            prop_assert_ne!(with(words), with(other.into_iter().collect()));
        }
    }
}
