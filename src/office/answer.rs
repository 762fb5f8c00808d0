//! What a typed address means today: the new address to copy, or the places it can be; and why.

use crate::office::finder::{Goal, former_name};
use crate::platform::packs::Places;
use crate::platform::share::{self, Shared};
use crate::ui::{Icon, IconName};
use contract::Route;
use gazetteer::{Answer, Apart, Gazetteer, LegacyId, Outcome, Place, Share, Unit};
use leptos::prelude::*;
use leptos::task::spawn_local;
use texts::place::{commune_name, legacy_name};
use texts::{Lang, Text, answer as texts_answer, format, office, place};

/// Where there are more places than this, the list of names serves better, if it has any.
const MOST_PLACES: usize = 5;
/// As many of the other parts of a commune say where it is.
const MOST_NEIGHBOURS: usize = 3;

/// Whether an answer is worth showing beside the list of names.
pub(super) fn is_worth_showing(answer: &Answer) -> bool {
    (1..=MOST_PLACES).contains(&answer.outcome.places().len())
}

/// An answer in full.
pub(super) fn answer_view(places: &Places, answer: &Answer, goal: Goal, lang: Lang) -> AnyView {
    let g = &places.gazetteer;
    let why = why(g, answer, lang);
    let cards = match (&answer.outcome, answer.home()) {
        (_, Some(place)) => one(g, answer, place, goal, lang),
        (Outcome::Several { places, apart }, None) => {
            several(g, answer, places, *apart, goal, lang)
        }
        _ => ().into_any(),
    };
    view! {
        <section class="answer" aria-labelledby="answer">
            {cards}
            {why}
        </section>
    }
    .into_any()
}

fn one(g: &Gazetteer, answer: &Answer, place: &Place, goal: Goal, lang: Lang) -> AnyView {
    let Some(commune) = g.commune(place.commune) else {
        return ().into_any();
    };
    let address = answer.address_in(g, commune.code).unwrap_or_default();
    let open = match goal {
        Goal::Look => texts_answer::OPEN,
        Goal::Choose(_) => texts_answer::CHOOSE,
    };
    let former = former_lines(g, place, lang);
    let elsewhere: Vec<&str> = answer
        .outcome
        .places()
        .iter()
        .filter(|other| other.commune != place.commune)
        .filter_map(|other| Some(g.commune(other.commune)?.name))
        .collect();
    let elsewhere = (!elsewhere.is_empty()).then(|| {
        let text = texts_answer::LAND_ELSEWHERE.fill(lang, &[("communes", &elsewhere.join(", "))]);
        view! { <span class="former">{text}</span> }
    });
    view! {
        <h2 id="answer" tabindex="-1">{texts_answer::NEW_ADDRESS.get(lang)}</h2>
        <p class="address" lang="vi" translate="no">{address.clone()}</p>
        {former}
        {elsewhere}
        {sure(answer, lang)}
        <p class="actions">
            <a class="button primary" href=goal.route(place.commune).to_string()>{open.get(lang)}</a>
            {copy_button(address.clone(), goal, lang)}
        </p>
    }
    .into_any()
}

/// The question that tells several places apart.
fn question(count: usize, apart: Apart, lang: Lang) -> String {
    let question = match apart {
        Apart::Province => texts_answer::WHICH_PROVINCE,
        Apart::District => texts_answer::WHICH_DISTRICT,
        Apart::Ward => texts_answer::WHICH_WARD,
        Apart::Name => texts_answer::WHICH_NAME,
        Apart::Position => texts_answer::WHICH_PART,
    };
    question.fill(lang, &[("count", &format::number(lang, count))])
}

/// What is read out once an answer stands there, whose elements a screen reader does not announce by themselves.
pub(super) fn announced(g: &Gazetteer, answer: &Answer, lang: Lang) -> String {
    match (&answer.outcome, answer.home()) {
        (_, Some(place)) => {
            let address = answer.address_in(g, place.commune).unwrap_or_default();
            format!("{}: {address}", texts_answer::NEW_ADDRESS.get(lang))
        }
        (Outcome::Several { places, apart }, None) => question(places.len(), *apart, lang),
        _ => office::NO_RESULT.get(lang).to_owned(),
    }
}

fn several(
    g: &Gazetteer,
    answer: &Answer,
    places: &[Place],
    apart: Apart,
    goal: Goal,
    lang: Lang,
) -> AnyView {
    let choices = places
        .iter()
        .take(MOST_PLACES)
        .filter_map(|place| {
            let commune = g.commune(place.commune)?;
            let address = answer.address_in(g, place.commune)?;
            let together = (apart == Apart::Position).then(|| neighbours(g, place, lang));
            Some(view! {
                <li>
                    <h3>
                        <a lang="vi" href=goal.route(place.commune).to_string()>
                            {commune_name(g, &commune, lang)}
                        </a>
                    </h3>
                    {former_lines(g, place, lang)}
                    {together}
                    {copy_button(address, goal, lang)}
                </li>
            })
        })
        .collect_view();
    let more = places.len().checked_sub(MOST_PLACES).filter(|&more| more > 0).map(|more| {
        let more = format::number(lang, more);
        view! { <p>{texts_answer::MORE_PLACES.fill(lang, &[("count", &more)])}</p> }
    });
    let help = (apart == Apart::Position).then(|| {
        view! {
            <p class="quiet">{texts_answer::ASK_HAMLET.get(lang)}</p>
            <p>
                <a class="button" href=Route::Locate.to_string()>
                    <Icon name=IconName::MapPin/>
                    {texts_answer::USE_POSITION.get(lang)}
                </a>
            </p>
        }
    });
    view! {
        <h2 id="answer" tabindex="-1">{question(places.len(), apart, lang)}</h2>
        {(apart != Apart::Ward).then(|| sure(answer, lang))}
        <ul class="choices">{choices}</ul>
        {more}
        {help}
    }
    .into_any()
}

/// That the answer may be wrong, where it may.
fn sure(answer: &Answer, lang: Lang) -> Option<impl IntoView + use<>> {
    let text = match answer.confidence {
        90.. => return None,
        70.. => texts_answer::LIKELY,
        _ => texts_answer::UNSURE,
    };
    Some(view! { <p class="sure">{text.get(lang)}</p> })
}

/// By which old units the place was meant; a name of today needs no such line.
fn former_lines(g: &Gazetteer, place: &Place, lang: Lang) -> impl IntoView + use<> {
    place
        .from
        .iter()
        .filter_map(|(unit, share)| match unit {
            Unit::Legacy(id) => {
                let name = legacy_name(&g.legacy(*id)?);
                let text = match share {
                    Share::Whole => texts_answer::IS_NOW.fill(lang, &[("name", &name)]),
                    Share::PartAreaAllPeople => {
                        texts_answer::ALL_PEOPLE_HERE.fill(lang, &[("name", &name)])
                    }
                    share => {
                        let share = place::share(*share, lang);
                        texts_answer::PART_OF.fill(lang, &[("name", &name), ("share", share)])
                    }
                };
                Some(view! { <span class="former">{text}</span> }.into_any())
            }
            Unit::Commune(code) => {
                let former = g.commune(*code)?.former?;
                Some(former_name(former, lang).into_any())
            }
            _ => None,
        })
        .collect_view()
}

/// What else the commune was formed from: how people tell its side of a divided ward.
fn neighbours(g: &Gazetteer, place: &Place, lang: Lang) -> Option<impl IntoView + use<>> {
    let own = |id: LegacyId| place.from.iter().any(|(unit, _)| *unit == Unit::Legacy(id));
    let others: Vec<&str> = g
        .formed_from(place.commune)
        .into_iter()
        .filter(|(unit, _)| !own(unit.id))
        .map(|(unit, _)| unit.name)
        .collect();
    let named = others.iter().take(MOST_NEIGHBOURS).copied().collect::<Vec<_>>().join(", ");
    let names = match others.len().checked_sub(MOST_NEIGHBOURS) {
        None | Some(0) => named,
        Some(more) => texts_answer::AND_MORE
            .fill(lang, &[("names", &named), ("count", &format::number(lang, more))]),
    };
    (!others.is_empty()).then(|| {
        let text = texts_answer::TOGETHER_WITH.fill(lang, &[("names", &names)]);
        view! { <span class="former">{text}</span> }
    })
}

/// Copies the new address; nothing where the commune is looked for to do something else there.
fn copy_button(address: String, goal: Goal, lang: Lang) -> Option<impl IntoView + use<>> {
    let told = RwSignal::new(None);
    let copy = move |_| {
        let address = address.clone();
        spawn_local(async move {
            told.set(Some(match share::copy(&address).await {
                Shared::Refused => texts_answer::COPY_FAILED,
                _ => texts_answer::COPIED,
            }));
        });
    };
    matches!(goal, Goal::Look).then(|| {
        view! {
            <button type="button" class="button" on:click=copy>
                <Icon name=IconName::Copy/>
                {texts_answer::COPY.get(lang)}
            </button>
            <span role="status">{move || told.get().map(|text: Text| text.get(lang))}</span>
        }
    })
}

/// The steps from the text to the units, in words.
fn why(g: &Gazetteer, answer: &Answer, lang: Lang) -> impl IntoView + use<> {
    let steps = place::steps(g, answer, lang)
        .into_iter()
        .map(|text| view! { <li>{text}</li> })
        .collect_view();
    view! {
        <details>
            <summary>{texts_answer::WHY.get(lang)}</summary>
            <ol>{steps}</ol>
        </details>
    }
}
