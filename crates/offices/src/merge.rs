//! Putting together what several sources say of one commune's offices.

use crate::seat::key;
use crate::{Authority, Body, Seat, SeatKind};

/// Puts together what all sources say of the offices of one commune: published lists, the operator's
/// files, the officers' rows, in any order. What was merged before can be merged again with more.
///
/// **Published seats.** Texts that differ are both kept. Where two say the same but for accents, case
/// and punctuation, of one body or of one that a source leaves unnamed, and of no two branches, the
/// newer is kept, and the first of two equally new ones; what only the other knows is added to it.
///
/// **Weightier seats.** An office is a body's main seat or one of its branches, by name. Of each of its
/// fields (address with its point, what it handles, hours, appointment, telephones, e-mail) the
/// [weightiest](Authority) word is kept, of two equally weighty ones the newer, and of two equally new
/// ones the later in the list: put what came over the wire behind what was packed. A seat keeps only
/// what nobody above it says, and is dropped when nothing is left: what is left of the operator's seat
/// stands below the officer's, each under its own source.
///
/// **Published before.** Once an operator or an officer gives the address of a body's main seat, what
/// was published of that body is marked [`superseded`](Seat::superseded); the address of a branch does
/// so to the published branch of its name.
///
/// **Order.** The Public Administration Service Centre, the People's Committee, the police, the
/// unnamed; of one body the main seat, what is published, the branches as they came, what is
/// superseded; of one office the address first, then the weightier.
pub fn merge(seats: Vec<Seat>) -> Vec<Seat> {
    let (published, others): (Vec<_>, Vec<_>) =
        seats.into_iter().partition(|seat| seat.authority == Authority::Published);
    let branches = branches(&others);
    let others = settle(others);
    let mut merged = unite(published);
    for seat in &mut merged {
        let key = seat.branch_key();
        seat.superseded = others.iter().any(|other| {
            let same = other.branch.is_none() || other.branch_key() == key;
            other.body == seat.body && same && !other.text.is_empty()
        });
    }
    merged.extend(others);
    // Stable: what came in an order stays in it.
    merged.sort_by_cached_key(|seat| {
        let body = match seat.kind {
            SeatKind::NamesServiceCentre => (Body::ServiceCentre, true),
            _ => (seat.body, false),
        };
        let published = seat.authority == Authority::Published;
        // The places of a published text stay together, whether it names all of them or not.
        let key = if published { String::new() } else { seat.branch_key() };
        let branch = branches.iter().position(|known| *known == key);
        (body, seat.superseded, branch, seat.text.is_empty(), published)
    });
    merged
}

/// The branches of all bodies in the order in which they come, the main seats in front.
fn branches(seats: &[Seat]) -> Vec<String> {
    let mut branches = vec![String::new()];
    for key in seats.iter().map(Seat::branch_key) {
        if !branches.contains(&key) {
            branches.push(key);
        }
    }
    branches
}

/// Keeps each published text once.
fn unite(seats: Vec<Seat>) -> Vec<Seat> {
    let mut united: Vec<(String, Seat)> = Vec::with_capacity(seats.len());
    for seat in seats {
        let key = key(&seat.text);
        let same = united.iter_mut().find(|(known_key, known)| {
            let unnamed = known.body == Body::Unnamed || seat.body == Body::Unnamed;
            let places = known.branch.is_some() && seat.branch.is_some();
            let apart = places && known.branch_key() != seat.branch_key();
            *known_key == key && (known.body == seat.body || unnamed) && !apart
        });
        match same {
            None => united.push((key, seat)),
            Some((_, known)) => {
                // A year alone sorts before every day in it: the day is the better known.
                let older =
                    if seat.as_of > known.as_of { std::mem::replace(known, seat) } else { seat };
                add_what_is_missing(known, older);
            }
        }
    }
    united.into_iter().map(|(_, seat)| seat).collect()
}

/// Adds to a seat what an older one with the same text knows besides.
fn add_what_is_missing(known: &mut Seat, older: Seat) {
    known.body = known.body.min(older.body);
    known.several |= older.several;
    if known.kind == SeatKind::Address {
        known.kind = older.kind;
    }
    if known.former_ward.is_none() {
        known.former_ward = older.former_ward;
        known.point = older.point;
    }
    if known.several {
        known.point = None;
    }
    known.branch = known.branch.take().or(older.branch);
    known.handles = known.handles.take().or(older.handles);
}

/// Leaves in each seat only what nobody above it says, and drops those that say nothing any more.
fn settle(mut seats: Vec<Seat>) -> Vec<Seat> {
    // The later in the list first, and then by a sort that is stable.
    seats.reverse();
    seats.sort_by(|a, b| (b.authority, &b.as_of).cmp(&(a.authority, &a.as_of)));
    for place in 1..seats.len() {
        let (above, rest) = seats.split_at_mut(place);
        for known in above.iter() {
            if known.body == rest[0].body && known.branch_key() == rest[0].branch_key() {
                rest[0].yield_to(known);
            }
        }
    }
    seats.retain(Seat::says_something);
    seats
}

impl Seat {
    /// Drops what a weightier seat of the same office says too.
    fn yield_to(&mut self, known: &Self) {
        if !known.text.is_empty() {
            self.text.clear();
            self.point = None;
        }
        if known.handles.is_some() {
            self.handles = None;
        }
        // A note explains the hours it came with; alone it replaces but a note.
        if !known.hours.is_empty() {
            self.hours.clear();
            self.hours_note = None;
        } else if known.hours_note.is_some() {
            self.hours_note = None;
        }
        if known.appointment.is_some() {
            self.appointment = None;
        }
        if !known.telephones.is_empty() {
            self.telephones.clear();
        }
        if known.email.is_some() {
            self.email = None;
        }
    }

    /// Whether it says anything of its office.
    pub(crate) fn says_something(&self) -> bool {
        !self.text.is_empty()
            || self.handles.is_some()
            || !self.hours.is_empty()
            || self.hours_note.is_some()
            || self.appointment.is_some()
            || !self.telephones.is_empty()
            || self.email.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Opening, Point};

    fn seat(body: Body, text: &str, source: &str, as_of: &str) -> Seat {
        let published = Authority::Published;
        Seat {
            text: text.to_owned(),
            ..Seat::new(body, published, source.to_owned(), as_of.to_owned())
        }
    }

    fn by(authority: Authority, as_of: &str) -> Seat {
        let source = authority.as_str().to_owned();
        Seat::new(Body::ServiceCentre, authority, source, as_of.to_owned())
    }

    fn operator() -> Seat {
        by(Authority::Operator, "2026-11-01")
    }

    fn officer() -> Seat {
        by(Authority::Officer, "2026-10-01")
    }

    fn sources(seats: &[Seat]) -> Vec<&str> {
        seats.iter().map(|seat| seat.source.as_str()).collect()
    }

    #[test]
    fn the_service_centre_comes_first_and_the_unnamed_last() {
        let mut names_centre = seat(Body::PeoplesCommittee, "e", "e", "2025");
        names_centre.kind = SeatKind::NamesServiceCentre;
        let merged = merge(vec![
            seat(Body::Unnamed, "a", "a", "2025"),
            seat(Body::Police, "b", "b", "2025"),
            seat(Body::PeoplesCommittee, "c", "c", "2025"),
            names_centre,
            seat(Body::ServiceCentre, "d", "d", "2025"),
        ]);
        assert_eq!(sources(&merged), ["d", "e", "c", "b", "a"]);
    }

    #[test]
    fn the_same_text_is_kept_once_from_the_newer_source() {
        let body = Body::PeoplesCommittee;
        let merged = merge(vec![
            seat(body, "Số 2, phố Trúc Bạch", "old", "2025"),
            seat(body, "Số 2 phố Truc Bach.", "new", "2025-07-17"),
            seat(body, "số 2 phố trúc bạch", "also new", "2025-07-17"),
        ]);
        assert_eq!(sources(&merged), ["new"]);
    }

    #[test]
    fn what_only_the_older_of_two_equal_texts_knows_is_kept() {
        let body = Body::PeoplesCommittee;
        let mut older = seat(body, "Trụ sở phường Bến Nghé", "old", "2025");
        older.kind = SeatKind::FormerOffice;
        older.former_ward = Some("26740".into());
        older.point = Some(Point::from_degrees(10.78, 106.7));
        let newer = seat(body, "trụ sở phường Bến Nghé", "new", "2025-07-17");
        let both_ways = [vec![older.clone(), newer.clone()], vec![newer, older.clone()]];
        for seats in both_ways {
            let merged = merge(seats);
            assert_eq!(sources(&merged), ["new"]);
            assert_eq!(merged[0].kind, SeatKind::FormerOffice);
            assert_eq!(merged[0].former_ward, older.former_ward);
            assert_eq!(merged[0].point, older.point);
        }
    }

    #[test]
    fn no_point_stays_where_one_source_knows_that_the_text_names_several_places() {
        let mut older = seat(Body::Police, "Trụ sở A", "old", "2025");
        older.former_ward = Some("26740".into());
        older.point = Some(Point::from_degrees(10.78, 106.7));
        let newer = Seat { several: true, ..seat(Body::Police, "Trụ sở A", "new", "2026") };
        let merged = merge(vec![older, newer]);
        assert_eq!((merged[0].several, merged[0].point), (true, None));
    }

    #[test]
    fn texts_that_differ_and_bodies_that_differ_are_both_kept() {
        let merged = merge(vec![
            seat(Body::PeoplesCommittee, "Số 2", "a", "2025"),
            seat(Body::PeoplesCommittee, "Số 3", "b", "2025"),
            seat(Body::ServiceCentre, "Số 2", "c", "2025"),
        ]);
        assert_eq!(sources(&merged), ["c", "a", "b"]);
    }

    #[test]
    fn an_unnamed_body_takes_the_name_another_source_gives() {
        let merged = merge(vec![
            seat(Body::PeoplesCommittee, "Bản Bo", "a", "2025"),
            seat(Body::Unnamed, "bản Bo", "b", "2025-08"),
        ]);
        assert_eq!(sources(&merged), ["b"]);
        assert_eq!(merged[0].body, Body::PeoplesCommittee);
    }

    #[test]
    fn of_each_field_the_weightier_word_is_kept_though_it_be_older() {
        let mut below = operator();
        below.text = "Số 1".into();
        below.telephones = vec!["1022".into()];
        below.email = Some("a@example.vn".into());
        let mut above = officer();
        above.text = "Số 2".into();
        above.email = Some("b@example.vn".into());
        let merged = merge(vec![below, above.clone()]);
        let mut left = operator();
        left.telephones = vec!["1022".into()];
        assert_eq!(merged, [above, left]);
    }

    #[test]
    fn of_two_operators_words_the_newer_is_kept_and_of_two_of_one_day_the_later_in_the_list() {
        let call = |number: &str, as_of| Seat {
            telephones: vec![number.to_owned()],
            ..by(Authority::Operator, as_of)
        };
        let (older, newer) = (call("1022", "2026-01"), call("1023", "2026-02"));
        let kept = merge(vec![newer, older]);
        assert_eq!(kept[0].telephones, ["1023"]);
        let corrected = call("1024", "2026-02");
        let kept = merge([kept, vec![corrected]].concat());
        assert_eq!(kept[0].telephones, ["1024"]);
        assert_eq!(kept.len(), 1);
    }

    #[test]
    fn an_address_takes_its_point_along() {
        let mut below = operator();
        below.text = "Số 1".into();
        below.point = Some(Point::from_degrees(10.78, 106.7));
        let above = Seat { text: "Số 2".into(), ..officer() };
        assert_eq!(merge(vec![below, above.clone()]), [above]);
    }

    #[test]
    fn hours_take_the_note_on_older_hours_along_but_a_note_leaves_hours_alone() {
        let mut below = operator();
        below.hours = vec![Opening { from: 1, to: 5, opens: 450, closes: 1020 }];
        below.hours_note = Some("Nghỉ trưa".into());
        let noted = Seat { hours_note: Some("Nghỉ ngày 2/9".into()), ..officer() };
        let merged = merge(vec![below.clone(), noted.clone()]);
        let left = Seat { hours_note: None, ..below.clone() };
        assert_eq!(merged, [noted, left]);
        let opened =
            Seat { hours: vec![Opening { from: 1, to: 6, opens: 480, closes: 960 }], ..officer() };
        assert_eq!(merge(vec![below, opened.clone()]), [opened]);
    }

    #[test]
    fn what_was_published_is_superseded_by_an_address_and_by_nothing_else() {
        let published = || {
            vec![
                seat(Body::ServiceCentre, "Số 9", "list", "2025"),
                seat(Body::Police, "Số 8", "list", "2025"),
            ]
        };
        let superseded = |more: Seat| -> Vec<bool> {
            let merged = merge(published().into_iter().chain([more]).collect());
            merged.iter().filter(|s| s.source == "list").map(|s| s.superseded).collect()
        };
        let address = Seat { text: "Số 1".into(), ..operator() };
        assert_eq!(superseded(address.clone()), [true, false]);
        let branch = Seat { branch: Some("Điểm số 2".into()), ..address };
        assert_eq!(superseded(branch), [false, false]);
        let telephone = Seat { telephones: vec!["1022".into()], ..operator() };
        assert_eq!(superseded(telephone), [false, false]);
    }

    #[test]
    fn the_address_of_a_branch_supersedes_the_published_branch_of_its_name() {
        let published = |branch: &str| Seat {
            branch: Some(branch.to_owned()),
            ..seat(Body::ServiceCentre, branch, "list", "2025")
        };
        let said =
            Seat { branch: Some("ĐIỂM SỐ 2".into()), text: "Số 1".into(), ..operator() };
        let merged = merge(vec![published("Trụ sở chính"), published("Điểm số 2"), said]);
        let shown: Vec<_> = merged.iter().map(|s| (s.text.as_str(), s.superseded)).collect();
        assert_eq!(shown, [("Trụ sở chính", false), ("Số 1", false), ("Điểm số 2", true)]);
    }

    #[test]
    fn the_places_of_a_published_text_stay_in_its_order_and_are_not_taken_for_one_another() {
        let place = |branch: Option<&str>, text: &str| Seat {
            branch: branch.map(str::to_owned),
            ..seat(Body::ServiceCentre, text, "list", "2025")
        };
        let places = vec![
            place(Some("Cơ sở 1"), "Thôn A"),
            place(None, "Thôn B"),
            place(Some("Cơ sở 3"), "Thôn A"),
        ];
        assert_eq!(merge(places.clone()), places);
        // Another source that leaves the place without a name means the first of it.
        let again = Seat { as_of: "2026".into(), source: "new".into(), ..place(None, "thôn A") };
        let merged = merge(places.into_iter().chain([again]).collect());
        assert_eq!(sources(&merged), ["new", "list", "list"]);
        assert_eq!(merged[0].branch.as_deref(), Some("Cơ sở 1"));
    }

    #[test]
    fn branches_are_offices_of_their_own_whatever_the_case_of_their_names() {
        let branch = |name: &str, seat: Seat| Seat { branch: Some(name.into()), ..seat };
        let main = Seat { text: "Số 1".into(), ..operator() };
        let first = branch("Điểm số 1", Seat { text: "Số 2".into(), ..operator() });
        let second = branch("Điểm số 2", Seat { text: "Số 3".into(), ..operator() });
        let call = branch("ĐIỂM SỐ 2", Seat { telephones: vec!["1022".into()], ..officer() });
        let published = seat(Body::ServiceCentre, "Số 9", "list", "2025");
        let merged = merge(vec![published, main, first, call, second]);
        let names: Vec<_> = merged.iter().map(|s| (s.branch_key(), s.source.as_str())).collect();
        let expected = [
            ("", "operator"),
            ("diemso1", "operator"),
            ("diemso2", "operator"),
            ("diemso2", "officer"),
            ("", "list"),
        ];
        assert_eq!(names, expected.map(|(branch, source)| (branch.to_owned(), source)));
    }

    #[test]
    fn what_was_merged_can_be_merged_again_with_more() {
        let published = seat(Body::ServiceCentre, "Số 9", "list", "2025");
        let mut packed = Seat { text: "Số 1".into(), ..operator() };
        packed.telephones = vec!["1022".into()];
        let live = Seat { text: "Số 2".into(), ..officer() };
        let at_once = merge(vec![published.clone(), packed.clone(), live.clone()]);
        let mut in_two = merge(vec![published, packed]);
        in_two.push(live);
        assert_eq!(merge(in_two), at_once);
    }
}
