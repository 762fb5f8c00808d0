//! The search box: names that complete what is typed, as WAI-ARIA's combobox has it, and what a whole
//! address means.

use crate::app::App;
use crate::office::answer::{answer_view, is_worth_showing};
use crate::platform::packs::{Loadable, Places};
use crate::platform::{page, settings};
use crate::ui::{Icon, IconName};
use contract::Route;
use gazetteer::{
    Answer, By, CommuneCode, Gazetteer, LegacyId, Outcome, Place, Step, Suggestion, Unit,
};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use std::ops::Range;
use std::sync::Arc;
use texts::place::{commune_name, legacy_name, renaming};
use texts::{Lang, answer, format, locate, office};

/// More than a screen or two of names nobody reads: better to say what would narrow them down.
const MOST_SUGGESTIONS: usize = 12;
/// The element that says what the whole address means.
const ANSWER: &str = "answer";

/// What a commune is looked for.
#[derive(Clone, Copy)]
pub enum Goal {
    /// To see its office, or to have the address rewritten.
    Look,
    /// To do something there: the page that does it.
    Choose(fn(CommuneCode) -> Route),
}

impl Goal {
    /// Where a commune leads.
    pub fn route(self, code: CommuneCode) -> Route {
        match self {
            Self::Look => Route::Commune(code),
            Self::Choose(route) => route(code),
        }
    }
}

/// The page with the search box and the provinces.
#[component]
pub fn FindPage(lang: Lang) -> impl IntoView {
    view! {
        <h1 tabindex="-1">{office::FIND_TITLE.get(lang)}</h1>
        <Finder lang goal=Goal::Look/>
        <p class="actions">
            <a class="button" href=Route::Locate.to_string()>
                <Icon name=IconName::MapPin/>
                {locate::START.get(lang)}
            </a>
            <a class="button" href=Route::Convert.to_string()>
                <Icon name=IconName::FileText/>
                {office::CONVERT_MANY.get(lang)}
            </a>
        </p>
        <Provinces lang/>
    }
}

/// What was found for the text in the box.
#[derive(Clone, Default)]
struct Found {
    suggestions: Vec<Suggestion>,
    /// What the whole text means; nothing when it is to be passed over in favour of the names.
    answer: Option<Answer>,
}

impl Found {
    fn of(places: &Places, query: &str) -> Self {
        let g = &places.gazetteer;
        let reader = &places.reader;
        let (mut suggestions, answer) =
            reader.complete(g, query, settings::province(), MOST_SUGGESTIONS + 1);
        // A name half typed is not a name with errors.
        let mended = answer.steps.iter().any(|step| match step {
            Step::Read { errors, .. } => *errors > 0,
            step => *step == Step::Decoded,
        });
        let covers = suggestions.iter().all(|suggestion| speaks_of(&answer, suggestion.unit));
        let worthy = is_worth_showing(&answer) && (!mended || covers);
        let shown = suggestions.is_empty() || worthy;
        // The names that the answer speaks of need not stand twice.
        if shown && covers {
            suggestions.clear();
        }
        Self { suggestions, answer: shown.then_some(answer) }
    }
}

fn speaks_of(answer: &Answer, unit: Unit) -> bool {
    answer.outcome.places().iter().any(|place| {
        unit == Unit::Commune(place.commune) || place.from.iter().any(|(from, _)| *from == unit)
    })
}

/// The search box with what it finds.
#[component]
pub fn Finder(lang: Lang, goal: Goal) -> impl IntoView {
    let app = App::of_page();
    let query = app.query;
    let found = RwSignal::new(Found::default());
    let active = RwSignal::new(None::<usize>);
    let closed = RwSignal::new(false);
    Effect::new(move |_| {
        let places = app.places.get();
        let now = query.with(|query| match places {
            Loadable::Ready(places) if !query.trim().is_empty() => Found::of(&places, query),
            _ => Found::default(),
        });
        active.set(None);
        found.set(now);
    });
    let count = move || found.with(|found| found.suggestions.len().min(MOST_SUGGESTIONS));
    let expanded = move || count() > 0 && !closed.get();
    let pick = move |place: usize| {
        if let Loadable::Ready(places) = app.places.get_untracked()
            && let Some(unit) =
                found.with_untracked(|found| Some(found.suggestions.get(place)?.unit))
        {
            picked(app, &places.gazetteer, unit, goal);
        }
    };
    let press = move |event: KeyboardEvent| {
        // What composes a letter is not for the list.
        if event.is_composing() {
            return;
        }
        let last = count().checked_sub(1);
        let step = |from: Option<usize>, down: bool| match (last, from, down) {
            (None, ..) => None,
            (Some(_), None, true) => Some(0),
            (last, None, false) => last,
            (Some(last), Some(place), true) => (place < last).then_some(place + 1),
            (Some(_), Some(place), false) => place.checked_sub(1),
        };
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" if last.is_some() => {
                event.prevent_default();
                closed.set(false);
                active.update(|active| *active = step(*active, event.key() == "ArrowDown"));
                if let Some(place) = active.get_untracked() {
                    page::scroll_to(&option_id(place));
                }
            }
            "Escape" if expanded() => {
                event.prevent_default();
                closed.set(true);
                active.set(None);
            }
            "Escape" => query.set(String::new()),
            _ => {}
        }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match active.get_untracked() {
            Some(place) => pick(place),
            None => answer_whole(app, found, goal),
        }
    };
    view! {
        <form role="search" on:submit=submit>
            <label for="search" id="search-label">{office::SEARCH_LABEL.get(lang)}</label>
            <p class="hint" id="search-hint">{office::SEARCH_HINT.get(lang)}</p>
            <input
                id="search"
                type="text"
                role="combobox"
                aria-autocomplete="list"
                aria-controls="suggestions"
                aria-expanded=move || expanded().to_string()
                aria-activedescendant=move || active.get().map(option_id)
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                enterkeyhint="search"
                aria-describedby="search-hint"
                prop:value=move || query.get()
                on:input=move |event| {
                    closed.set(false);
                    query.set(event_target_value(&event));
                }
                on:keydown=press
            />
            <ul
                id="suggestions"
                role="listbox"
                aria-labelledby="search-label"
                class="results"
                hidden=move || !expanded()
            >
                {move || match app.places.get() {
                    Loadable::Ready(places) => {
                        found.with(|found| options(&places, &found.suggestions, active, pick, lang))
                    }
                    _ => ().into_any(),
                }}
            </ul>
        </form>
        <section aria-label=answer::ANSWER.get(lang) class="found">
            <Show when=move || query.with(|query| !query.trim().is_empty())>
                {app.with_places(lang, move |places| move || whole(&places, found, goal, lang))}
            </Show>
        </section>
    }
}

fn option_id(place: usize) -> String {
    format!("option-{place}")
}

/// Where Enter leads when no name of the list is chosen: to the commune, when there is no doubt which
/// one is meant and nothing to copy; to the answer otherwise.
fn answer_whole(app: App, found: RwSignal<Found>, goal: Goal) {
    let certain = found.with_untracked(|found| {
        let answer = found.answer.as_ref()?;
        let place = answer.home()?;
        let nothing_to_copy = answer.rest.is_empty() || matches!(goal, Goal::Choose(_));
        (found.suggestions.is_empty() && nothing_to_copy).then_some(place.commune)
    });
    match certain {
        Some(code) => app.go(goal.route(code)),
        None => page::focus(ANSWER),
    }
}

fn picked(app: App, g: &Gazetteer, unit: Unit, goal: Goal) {
    let typed_instead = match (unit, goal) {
        (Unit::Commune(code), _) => return app.go(goal.route(code)),
        (Unit::Province(code), Goal::Look) => return app.go(Route::Province(code)),
        (Unit::FormerProvince(number), Goal::Look) => {
            return g.successor(number).into_iter().for_each(|code| app.go(Route::Province(code)));
        }
        (Unit::Legacy(id), _) => match g.went_to(id)[..] {
            [(commune, _)] => return app.go(goal.route(commune.code)),
            _ => g.legacy(id).map(|unit| legacy_name(&unit)),
        },
        // A commune is wanted: the province narrows the names down, once a name is typed before it.
        (Unit::Province(code), Goal::Choose(_)) => {
            g.province(code).map(|province| province.name.to_owned())
        }
        (Unit::FormerProvince(number), Goal::Choose(_)) => {
            g.former_province(number).map(str::to_owned)
        }
    };
    if let Some(text) = typed_instead {
        app.query.set(text);
    }
}

fn options(
    places: &Places,
    suggestions: &[Suggestion],
    active: RwSignal<Option<usize>>,
    pick: impl Fn(usize) + Copy + 'static,
    lang: Lang,
) -> AnyView {
    let options: Vec<_> = suggestions
        .iter()
        .take(MOST_SUGGESTIONS)
        .enumerate()
        .map(|(place, suggestion)| {
            let selected = move || active.get() == Some(place);
            view! {
                <li
                    id=option_id(place)
                    role="option"
                    aria-selected=move || selected().to_string()
                    // The box keeps the focus.
                    on:mousedown=|event| event.prevent_default()
                    on:click=move |_| pick(place)
                >
                    {suggestion_view(&places.gazetteer, suggestion, lang)}
                </li>
            }
        })
        .collect();
    options.into_any()
}

fn suggestion_view(g: &Gazetteer, suggestion: &Suggestion, lang: Lang) -> Option<AnyView> {
    let own = |name: &str| marked(name, &suggestion.marks);
    let in_province = |name: &str| (", ", marked(name, &suggestion.province_marks));
    let former = office::FORMER_UNIT.fill(lang, &[("name", "")]);
    let (name, below) = match suggestion.unit {
        Unit::Province(code) => {
            let province = g.province(code)?;
            let below = province.former.map(|former| renaming(former, lang));
            (own(province.name).into_any(), below)
        }
        Unit::FormerProvince(number) => {
            let now = g.province(g.successor(number)?)?.name;
            let below = office::NOW_IN.fill(lang, &[("name", now)]);
            ((own(g.former_province(number)?), former).into_any(), Some(below))
        }
        Unit::Commune(code) => {
            let commune = g.commune(code)?;
            let province = g.province(commune.province)?.name;
            let below = commune.former.map(|former| renaming(former, lang));
            ((own(commune.name), in_province(province)).into_any(), below)
        }
        Unit::Legacy(id) => {
            let unit = g.legacy(id)?;
            let district = matches!(id, LegacyId::Ward(_)).then_some(unit.district).flatten();
            let district =
                district.map(|district| (", ", marked(district, &suggestion.district_marks)));
            let below = match g.went_to(id)[..] {
                [(commune, _)] => {
                    office::NOW_IS.fill(lang, &[("name", &commune_name(g, &commune, lang))])
                }
                ref targets => {
                    let count = format::number(lang, targets.len());
                    office::NOW_SPLIT.fill(lang, &[("count", &count)])
                }
            };
            let name = (own(unit.name), district, in_province(unit.province), former);
            (name.into_any(), Some(below))
        }
    };
    // What was typed is none of the names shown.
    let merged = match suggestion.by {
        By::MergedWard(Some(year)) => {
            Some(office::MERGED_IN.fill(lang, &[("year", &year.to_string())]))
        }
        By::MergedWard(None) => Some(office::MERGED.get(lang).to_owned()),
        By::Name | By::NameBefore | By::District => None,
    };
    let below =
        [merged, below].map(|text| text.map(|text| view! { <span class="former">{text}</span> }));
    Some(view! { <span class="name">{name}</span> {below.collect_view()} }.into_any())
}

/// A name with what was typed of it set off.
fn marked(name: &str, marks: &[Range<usize>]) -> Vec<AnyView> {
    let mut parts = Vec::with_capacity(2 * marks.len() + 1);
    let mut at = 0;
    for mark in marks {
        let (Some(plain), Some(set_off)) = (name.get(at..mark.start), name.get(mark.clone()))
        else {
            break;
        };
        parts.push(plain.to_owned().into_any());
        parts.push(view! { <mark>{set_off.to_owned()}</mark> }.into_any());
        at = mark.end;
    }
    parts.push(name.get(at..).unwrap_or_default().to_owned().into_any());
    parts
}

/// How much was found, and what the whole text means.
fn whole(places: &Arc<Places>, found: RwSignal<Found>, goal: Goal, lang: Lang) -> AnyView {
    found.with(|found| {
        let summary = match found.suggestions.len() {
            0 => None,
            count => {
                let text = match count > MOST_SUGGESTIONS {
                    true => office::RESULT_COUNT_MORE,
                    false => office::RESULT_COUNT,
                };
                let count = format::number(lang, count.min(MOST_SUGGESTIONS));
                Some(text.fill(lang, &[("count", &count)]))
            }
        };
        let whole = match &found.answer {
            Some(Answer { outcome: Outcome::None { guesses }, .. }) => {
                nothing(places, guesses, goal, lang)
            }
            Some(answer) => answer_view(places, answer, goal, lang),
            None => ().into_any(),
        };
        view! {
            <p class="quiet" role="status">{summary}</p>
            {whole}
        }
        .into_any()
    })
}

/// Nothing fits: the nearest there are, or what to try.
fn nothing(places: &Places, guesses: &[Place], goal: Goal, lang: Lang) -> AnyView {
    let g = &places.gazetteer;
    let links = guesses
        .iter()
        .filter_map(|place| {
            let name = commune_name(g, &g.commune(place.commune)?, lang);
            let former = place.from.iter().find_map(|(unit, _)| match unit {
                Unit::Legacy(id) => Some(legacy_name(&g.legacy(*id)?)),
                _ => None,
            });
            let former = former.map(|name| {
                let text = office::FORMER_UNIT.fill(lang, &[("name", &name)]);
                view! { <span class="former">{text}</span> }
            });
            Some(view! {
                <li><a href=goal.route(place.commune).to_string()><span>{name}</span> {former}</a></li>
            })
        })
        .collect_view();
    let help = match guesses.is_empty() {
        true => office::NO_RESULT_HELP,
        false => office::GUESSES,
    };
    view! {
        <div role="status">
            <p><strong>{office::NO_RESULT.get(lang)}</strong></p>
            <p>{help.get(lang)}</p>
        </div>
        <ul class="list">{links}</ul>
        <p><a href=Route::Find.to_string()>{office::BROWSE.get(lang)}</a></p>
    }
    .into_any()
}

/// "Trước là Xã Bố Hạ, đổi tên từ 20/9/2026 …".
pub(super) fn former_name(former: gazetteer::Renaming<'_>, lang: Lang) -> impl IntoView + use<> {
    view! { <span class="former">{renaming(former, lang)}</span> }
}

#[component]
fn Provinces(lang: Lang) -> impl IntoView {
    let app = App::of_page();
    let list = move |places: Arc<Places>| {
        let gazetteer = &places.gazetteer;
        let provinces = gazetteer.provinces().map(|province| {
            let count = gazetteer.communes_of(province.code).count();
            view! {
                <li>
                    <a href=Route::Province(province.code).to_string()>
                        <span>{province.name.to_owned()}</span>
                        <span class="quiet">
                            {office::PROVINCE_COUNT.fill(lang, &[("count", &format::number(lang, count))])}
                        </span>
                    </a>
                </li>
            }
        });
        view! { <ul class="list">{provinces.collect_view()}</ul> }
    };
    view! {
        <section aria-labelledby="browse">
            <h2 id="browse">{office::BROWSE.get(lang)}</h2>
            {app.with_places(lang, list)}
        </section>
    }
}
