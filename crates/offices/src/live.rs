//! What operators and officers said since the packs were built: the wire, and what a phone keeps of it.

use crate::Seat;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `GET {OFFICES_PATH}` answers with [`OfficeChanges`].
///
/// `?since=` takes [`OfficeChanges::next`] of the answer before; without it all rows come.
/// `?province=79` or `?commune=26740` leaves out the others; a `next` belongs to the filter it came with. Who
/// asks for a commune tells which one it is about; a province, like the packs, tells little.
pub const OFFICES_PATH: &str = "/api/v1/offices";

/// Some of the rows that changed, in the order of their changes.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfficeChanges {
    /// The rows as they are now.
    pub rows: Vec<OfficeRow>,
    /// What to ask for next time.
    pub next: String,
    /// Whether there is more to ask for at once.
    #[serde(default)]
    pub more: bool,
    /// Whether these rows begin anew, because the server does not go on from what was asked for: forget the
    /// others.
    #[serde(default)]
    pub reset: bool,
}

/// What one authority says of one office.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfficeRow {
    /// Which row it is; a later one with the same id takes its place.
    pub id: String,
    /// The five digits of the commune.
    pub commune: String,
    /// What is said; absent when it was withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seat: Option<Seat>,
}

/// The rows that a phone knows, and how far it has asked.
///
/// ```
/// use offices::{LiveOffices, OfficeChanges};
///
/// let mut live = LiveOffices::default();
/// assert_eq!(live.since(), None);
/// let answer = r#"{"next": "5-1", "rows": [{"id": "operator/26740/police/", "commune": "26740",
///     "seat": {"body": "police", "authority": "operator", "kind": "address", "text": "Số 1",
///       "telephones": ["113"], "source": "Thông báo", "as_of": "2026-11-01"}}]}"#;
/// let more = live.apply(serde_json::from_str::<OfficeChanges>(answer)?);
/// assert!(!more);
/// assert_eq!(live.since(), Some("5-1"));
/// assert_eq!(live.of("26740").count(), 1);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct LiveOffices {
    next: Option<String>,
    rows: BTreeMap<String, OfficeRow>,
}

impl LiveOffices {
    /// What to ask the server for with `since`.
    pub fn since(&self) -> Option<&str> {
        self.next.as_deref()
    }

    /// Takes up an answer; says whether there is more to ask for at once.
    pub fn apply(&mut self, changes: OfficeChanges) -> bool {
        if changes.reset {
            self.rows.clear();
        }
        for row in changes.rows {
            match row.seat {
                Some(_) => drop(self.rows.insert(row.id.clone(), row)),
                None => drop(self.rows.remove(&row.id)),
            }
        }
        self.next = Some(changes.next);
        changes.more
    }

    /// What is said of a commune, by its five digits: to be [merged](crate::merge) with its packed seats.
    pub fn of(&self, commune: &str) -> impl Iterator<Item = &Seat> {
        let rows = self.rows.values().filter(move |row| row.commune == commune);
        rows.filter_map(|row| row.seat.as_ref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Authority, Body};

    fn row(id: &str, text: Option<&str>) -> OfficeRow {
        let seat = text.map(|text| Seat {
            text: text.to_owned(),
            ..Seat::new(Body::Police, Authority::Officer, "s".into(), "2026".into())
        });
        OfficeRow { id: id.to_owned(), commune: "26740".to_owned(), seat }
    }

    fn answer(rows: Vec<OfficeRow>, reset: bool) -> OfficeChanges {
        OfficeChanges { rows, next: "1-1".into(), more: false, reset }
    }

    fn texts(live: &LiveOffices) -> Vec<&str> {
        live.of("26740").map(|seat| seat.text.as_str()).collect()
    }

    #[test]
    fn a_later_row_takes_the_place_of_an_earlier_one_and_a_withdrawn_one_is_forgotten() {
        let mut live = LiveOffices::default();
        live.apply(answer(vec![row("a", Some("Số 1")), row("b", Some("Số 2"))], false));
        live.apply(answer(vec![row("a", Some("Số 3")), row("b", None), row("c", None)], false));
        assert_eq!(texts(&live), ["Số 3"]);
        assert_eq!(live.of("26743").count(), 0);
    }

    #[test]
    fn rows_that_begin_anew_leave_no_other() {
        let mut live = LiveOffices::default();
        live.apply(answer(vec![row("a", Some("Số 1"))], false));
        live.apply(answer(vec![row("b", Some("Số 2"))], true));
        assert_eq!(texts(&live), ["Số 2"]);
    }
}
