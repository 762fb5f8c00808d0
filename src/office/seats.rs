//! A commune's offices as cards: what is known of each, from whom, as of when, and what is not known.

use crate::platform::maps;
use crate::ui::{Icon, IconName};
use gazetteer::fold;
use leptos::prelude::*;
use offices::{Authority, Body, CommuneFacts, Opening, Seat, SeatKind, Source, dialled};
use std::collections::BTreeMap;
use texts::{Lang, Text, format, office};

/// What the cards of a commune need besides its seats.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    /// The sources that published seats name.
    pub sources: &'a BTreeMap<String, Source>,
    /// The commune's province, for searches on the map.
    pub province: &'a str,
    /// The visitor's kind of phone.
    pub platform: maps::Platform,
    /// The visitor's language.
    pub lang: Lang,
}

/// The cards of all seats, the one that people need first in front. `missing` is where one can tell what is
/// missing.
pub(super) fn seats_view(
    context: Context<'_>,
    seats: &[Seat],
    facts: Option<&CommuneFacts>,
    missing: &str,
) -> AnyView {
    let lang = context.lang;
    let tell = view! {
        <p class="screen-only"><a href=missing.to_owned()>{office::TELL_US.get(lang)}</a></p>
    };
    if seats.is_empty() {
        let area = facts.map(|facts| {
            let target = maps::Target::Point(facts.point);
            view! { <p>{map_link(context.platform, target, office::COMMUNE_AREA_ON_MAP, lang)}</p> }
        });
        return view! {
            <p><strong>{office::OFFICES_UNKNOWN.get(lang)}</strong></p>
            <p>{office::OFFICES_UNKNOWN_HELP.get(lang)}</p>
            {area}
            {tell}
        }
        .into_any();
    }
    let cards = |superseded: bool| {
        let mut body = None;
        seats
            .iter()
            .filter(|seat| seat.superseded == superseded)
            .map(|seat| {
                let goes_on = body.replace(heading(seat)) == Some(heading(seat));
                view! { <li>{card(context, seat, goes_on)}</li> }
            })
            .collect::<Vec<_>>()
    };
    // Said once and not per card: nobody has published any of it nationwide.
    let unknown = seats.iter().all(|seat| seat.hours.is_empty() && seat.telephones.is_empty());
    let unknown = unknown.then(|| view! { <p class="quiet">{office::HOURS_UNKNOWN.get(lang)}</p> });
    let without = bodies_without_seat(seats)
        .map(|body| {
            let text = office::BODY_UNKNOWN.fill(lang, &[("body", body.get(lang))]);
            view! { <p class="quiet">{text}</p> }
        })
        .collect_view();
    let before = cards(true);
    let before = (!before.is_empty()).then(|| {
        view! {
            <details>
                <summary>{office::PUBLISHED_BEFORE.get(lang)}</summary>
                <ul class="seats">{before}</ul>
            </details>
        }
    });
    view! {
        <ul class="seats">{cards(false)}</ul>
        {without}
        {unknown}
        {before}
        {tell}
    }
    .into_any()
}

/// `goes_on` where the card above is of the same body.
fn card(context: Context<'_>, seat: &Seat, goes_on: bool) -> AnyView {
    let lang = context.lang;
    let body = heading(seat).get(lang);
    let heading = match &seat.branch {
        Some(branch) if goes_on => branch.clone(),
        Some(branch) => format!("{body}: {branch}"),
        None => body.to_owned(),
    };
    let telephones = seat
        .telephones
        .iter()
        .map(|number| {
            view! {
                <a href=format!("tel:{}", dialled(number))>
                    <Icon name=IconName::Phone/>
                    {number.clone()}
                </a>
            }
        })
        .collect_view();
    let email = seat.email.clone().map(|email| {
        view! { <p><a href=format!("mailto:{email}")>{email.clone()}</a></p> }
    });
    let line = |text: &Option<String>| text.clone().map(|text| view! { <p lang="vi">{text}</p> });
    view! {
        <h3>{heading}</h3>
        {place_view(context, seat)}
        {handles(seat.handles.as_deref(), lang)}
        {hours(&seat.hours, lang)}
        {line(&seat.hours_note)}
        {line(&seat.appointment)}
        <p>{telephones}</p>
        {email}
        {source(context, seat)}
    }
    .into_any()
}

/// The bodies that people look for and of which nothing is known.
fn bodies_without_seat(seats: &[Seat]) -> impl Iterator<Item = Text> {
    let current: Vec<&Seat> = seats.iter().filter(|seat| !seat.superseded).collect();
    let has = move |wanted: Body| {
        current.iter().any(|seat| match seat.body {
            // A text on the headquarters without a name is on the People's Committee.
            Body::Unnamed => wanted == Body::PeoplesCommittee,
            body => {
                body == wanted
                    || (wanted == Body::ServiceCentre && seat.kind == SeatKind::NamesServiceCentre)
            }
        })
    };
    [
        (Body::PeoplesCommittee, office::BODY_PEOPLES_COMMITTEE),
        (Body::ServiceCentre, office::BODY_SERVICE_CENTRE),
        (Body::Police, office::BODY_POLICE),
    ]
    .into_iter()
    .filter_map(move |(body, name)| (!has(body)).then_some(name))
}

fn heading(seat: &Seat) -> Text {
    match seat.body {
        // The text itself says whose office it is.
        _ if seat.kind == SeatKind::NamesServiceCentre => office::BODY_HEADQUARTERS,
        Body::ServiceCentre => office::BODY_SERVICE_CENTRE,
        Body::PeoplesCommittee => office::BODY_PEOPLES_COMMITTEE,
        Body::Police => office::BODY_POLICE,
        Body::Unnamed => office::BODY_HEADQUARTERS,
    }
}

fn place_view(context: Context<'_>, seat: &Seat) -> impl IntoView + use<> {
    let Context { province, platform, lang, .. } = context;
    let former = (seat.kind == SeatKind::FormerOffice)
        .then(|| view! { <p class="quiet">{office::SEAT_FORMER_OFFICE.get(lang)}</p> });
    // Sources differ in whether they name the province, and in how they write it.
    let query = match fold(&seat.text).contains(&fold(province)) {
        true => seat.text.clone(),
        false => format!("{}, {province}", seat.text),
    };
    let map = match (seat.kind, seat.point) {
        (_, Some(point)) => {
            // A published point is that of a former ward.
            let label = match seat.authority {
                Authority::Published => office::OPEN_MAP_APPROXIMATE,
                Authority::Operator | Authority::Officer => office::OPEN_MAP,
            };
            Some((maps::Target::Point(point), label))
        }
        (SeatKind::Address, None) if !seat.several && !seat.text.is_empty() => {
            Some((maps::Target::Text(&query), office::OPEN_MAP_SEARCH))
        }
        _ => None,
    };
    let map = map.map(|(target, label)| {
        view! { <p>{map_link(platform, target, label, lang)}</p> }
    });
    let text = (!seat.text.is_empty()).then(|| view! { <p lang="vi">{seat.text.clone()}</p> });
    view! { {text} {former} {map} }
}

fn map_link(
    platform: maps::Platform,
    target: maps::Target<'_>,
    label: Text,
    lang: Lang,
) -> impl IntoView + use<> {
    view! {
        <a href=maps::link(platform, target) rel="noopener">
            <Icon name=IconName::Map/>
            {label.get(lang)}
        </a>
    }
}

fn handles(handles: Option<&str>, lang: Lang) -> Option<impl IntoView + use<>> {
    let handles = handles?.to_owned();
    Some(
        view! { <p class="small">{office::HANDLES.get(lang)} " " <span lang="vi">{handles}</span></p> },
    )
}

fn hours(hours: &[Opening], lang: Lang) -> Option<impl IntoView + use<>> {
    let rows = hours
        .iter()
        .map(|opening| {
            let day = |day: u8| format::weekday(lang, day);
            let days = match opening.from == opening.to {
                true => day(opening.from).to_owned(),
                false => format!("{}–{}", day(opening.from), day(opening.to)),
            };
            view! { <dt>{days}</dt> <dd>{opening.to_string()}</dd> }
        })
        .collect::<Vec<_>>();
    (!rows.is_empty()).then(|| {
        view! { <p><strong>{office::HOURS.get(lang)}</strong></p> <dl class="facts">{rows}</dl> }
    })
}

fn source(context: Context<'_>, seat: &Seat) -> impl IntoView + use<> {
    let Context { sources, lang, .. } = context;
    let title = sources.get(&seat.source).map_or(&seat.source, |source| &source.title);
    let text = match seat.authority {
        Authority::Published => office::SEAT_SOURCE,
        Authority::Operator => office::SEAT_SOURCE_OPERATOR,
        Authority::Officer => office::SEAT_SOURCE_OFFICER,
    };
    let date = format::date(lang, &seat.as_of);
    let text = text.fill(lang, &[("date", &date), ("source", title)]);
    let text = match seat.url.clone() {
        Some(url) => view! { <a href=url rel="noopener">{text}</a> }.into_any(),
        None => text.into_any(),
    };
    view! { <p class="quiet small">{text}</p> }
}
