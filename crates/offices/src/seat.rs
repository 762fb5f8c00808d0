//! An office, as one source describes it.

use crate::Point;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Whose office it is, in the order in which people need them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// Trung tâm Phục vụ hành chính công: where residents file and fetch.
    ServiceCentre,
    /// Ủy ban nhân dân.
    PeoplesCommittee,
    /// Công an: residence and identity cards.
    Police,
    /// The source does not say whose; or it is a body that a newer release knows.
    #[serde(other)]
    Unnamed,
}

impl Body {
    /// Its name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ServiceCentre => "service_centre",
            Self::PeoplesCommittee => "peoples_committee",
            Self::Police => "police",
            Self::Unnamed => "unnamed",
        }
    }
}

/// Who speaks, the weightier the later: what an officer says goes before what an operator says, and
/// that before what was published.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize,
)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Authority {
    /// A list that somebody published; nobody checked it for this app.
    #[default]
    Published,
    /// Whoever runs this server, in a file.
    Operator,
    /// An officer of the commune.
    Officer,
}

impl Authority {
    /// Its name on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Operator => "operator",
            Self::Officer => "officer",
        }
    }

    fn is_published(&self) -> bool {
        *self == Self::Published
    }
}

/// What the text of a seat is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SeatKind {
    /// The former office of an abolished ward, commune or district.
    FormerOffice,
    /// A text on the headquarters that also names the Public Administration Service Centre.
    NamesServiceCentre,
    /// An address.
    #[serde(other)]
    Address,
}

/// Where an office is and how it works, as one source says.
///
/// A published seat is an address, at best with what is handled there; of a text that names several places each
/// is a seat of its own, next to each other and in the text's order. What an operator or an officer says may be of any
/// of the fields; after [`merge`](crate::merge) it is only what nobody weightier says, so that every
/// line stands beside the source it is from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Seat {
    /// Whose office.
    pub body: Body,
    /// Who says so.
    #[serde(default, skip_serializing_if = "Authority::is_published")]
    pub authority: Authority,
    /// Which branch of the body, as the source calls it: "Điểm số 2". Absent for the main seat, but for published
    /// lists, which call it "Trụ sở chính" or leave their places without names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branch: Option<String>,
    /// What the text is.
    pub kind: SeatKind,
    /// The address in the source's words; empty where it gives none.
    pub text: String,
    /// Whether the text seems to name several places, of which a map could show only one.
    #[serde(default, skip_serializing_if = "is_false")]
    pub several: bool,
    /// The five digits of the abolished ward whose office it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub former_ward: Option<String>,
    /// Published: a point of that ward, always approximate, absent where the text names `several`
    /// places. Otherwise the office itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub point: Option<Point>,
    /// What it handles, or who works there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handles: Option<String>,
    /// When it is open. Where any hours are known, a day without hours is a day on which it is closed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hours: Vec<Opening>,
    /// What else there is to say of the hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours_note: Option<String>,
    /// How to get a turn: by a number drawn there, by an appointment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appointment: Option<String>,
    /// Telephone numbers as people write them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub telephones: Vec<String>,
    /// An e-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Whether somebody weightier gives another address of the body's main seat: to be shown, if at all,
    /// as what was published before. [`merge`](crate::merge) finds it out.
    #[serde(default, skip_serializing_if = "is_false")]
    pub superseded: bool,
    /// Published: a name in [`ProvinceOffices::sources`](crate::ProvinceOffices::sources). Otherwise the
    /// title of the source itself.
    pub source: String,
    /// Where the source is to be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// When it was published or checked: ISO 8601, in the precision known.
    pub as_of: String,
}

/// A stretch of opening hours, the same on each of some consecutive days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Opening {
    /// The first day: 1 is Monday, 7 is Sunday, as in ISO 8601.
    pub from: u8,
    /// The last day, the first or a later one.
    pub to: u8,
    /// Minutes from midnight.
    pub opens: u16,
    /// Minutes from midnight, later than it opens.
    pub closes: u16,
}

/// The times without the days: `07:30–11:30`.
impl fmt::Display for Opening {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { opens, closes, .. } = self;
        let (from, to) = ((opens / 60, opens % 60), (closes / 60, closes % 60));
        write!(f, "{:02}:{:02}–{:02}:{:02}", from.0, from.1, to.0, to.1)
    }
}

impl Seat {
    /// A seat of which nothing is known but whose word it is.
    pub fn new(body: Body, authority: Authority, source: String, as_of: String) -> Self {
        Self {
            body,
            authority,
            branch: None,
            kind: SeatKind::Address,
            text: String::new(),
            several: false,
            former_ward: None,
            point: None,
            handles: None,
            hours: Vec::new(),
            hours_note: None,
            appointment: None,
            telephones: Vec::new(),
            email: None,
            superseded: false,
            source,
            url: None,
            as_of,
        }
    }

    /// The branch in the one spelling in which branches are compared; empty for the main seat.
    pub fn branch_key(&self) -> String {
        self.branch.as_deref().map(key).unwrap_or_default()
    }
}

/// A telephone number as links want it: `tel:` goes in front.
pub fn dialled(telephone: &str) -> String {
    telephone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

/// The letters and digits of a text without accents and case: what texts are compared by.
pub(crate) fn key(text: &str) -> String {
    gazetteer::fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn is_false(value: &bool) -> bool {
    !value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_by_the_day_of_24_hours() {
        let opening = Opening { from: 1, to: 5, opens: 450, closes: 17 * 60 };
        assert_eq!(opening.to_string(), "07:30–17:00");
    }

    #[test]
    fn a_number_is_dialled_without_what_makes_it_readable() {
        assert_eq!(dialled("+84 (28) 3822.1234"), "+842838221234");
        assert_eq!(dialled("1022"), "1022");
    }

    #[test]
    fn names_on_the_wire_are_those_of_the_code() {
        for body in [Body::ServiceCentre, Body::PeoplesCommittee, Body::Police, Body::Unnamed] {
            assert_eq!(serde_json::to_value(body).unwrap(), body.as_str());
        }
        for authority in [Authority::Published, Authority::Operator, Authority::Officer] {
            assert_eq!(serde_json::to_value(authority).unwrap(), authority.as_str());
        }
    }

    #[test]
    fn a_pack_of_the_first_release_is_still_read() {
        let seat: Seat = serde_json::from_str(
            r#"{"body":"police","kind":"address","text":"Số 1","source":"list","as_of":"2025"}"#,
        )
        .unwrap();
        let expected = Seat {
            text: "Số 1".into(),
            ..Seat::new(Body::Police, Authority::Published, "list".into(), "2025".into())
        };
        assert_eq!(seat, expected);
    }

    #[test]
    fn a_body_or_a_kind_that_a_newer_release_knows_does_not_spoil_the_rest() {
        let seat: Seat = serde_json::from_str(
            r#"{"body":"militia","kind":"boat","text":"Số 1","source":"list","as_of":"2025"}"#,
        )
        .unwrap();
        assert_eq!((seat.body, seat.kind), (Body::Unnamed, SeatKind::Address));
    }
}
