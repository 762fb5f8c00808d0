//! The search box: names that complete what is typed, as WAI-ARIA's combobox has it, and what a whole
//! address means.

use crate::app::App;
use crate::office::answer::{announced, answer_view, is_worth_showing};
use crate::platform::packs::{Loadable, Places};
use crate::platform::{page, settings};
use crate::ui::{Icon, IconName};
use contract::Route;
use gazetteer::{
    Answer, By, CommuneCode, Gazetteer, LegacyId, Outcome, Place, Step, Suggestion, Unit,
};
use leptos::ev::{KeyboardEvent, MouseEvent};
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

/// What was found for the text in the box. Each changes only when it is another: most keys in a street change neither.
#[derive(Clone, Copy)]
struct Found {
    suggestions: RwSignal<Vec<Suggestion>>,
    /// What the whole text means; nothing when it is to be passed over in favour of the names.
    answer: RwSignal<Option<Answer>>,
}

impl Found {
    fn nothing() -> Self {
        Self { suggestions: RwSignal::new(Vec::new()), answer: RwSignal::new(None) }
    }

    fn look_up(self, places: &Places, query: &str) {
        let Places { gazetteer, reader, .. } = places;
        let (mut suggestions, answer) =
            reader.complete(gazetteer, query, settings::province(), MOST_SUGGESTIONS + 1);
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
        self.set(suggestions, shown.then_some(answer));
    }

    fn set(self, suggestions: Vec<Suggestion>, answer: Option<Answer>) {
        set_other(self.suggestions, suggestions);
        set_other(self.answer, answer);
    }
}

/// Sets a signal, unless it has that value.
fn set_other<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|known| *known != value) {
        signal.set(value);
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
    let found = Found::nothing();
    let active = RwSignal::new(None::<usize>);
    let closed = RwSignal::new(false);
    Effect::new(move |_| {
        let places = app.places.get();
        query.with(|query| match places {
            Loadable::Ready(places) if !query.trim().is_empty() => found.look_up(&places, query),
            _ => found.set(Vec::new(), None),
        });
        set_other(active, None);
    });
    Effect::new(move |before: Option<Option<usize>>| {
        let now = active.get();
        for (place, selected) in [(before.flatten(), "false"), (now, "true")] {
            if let Some(place) = place {
                page::set_attribute(&option_id(place), "aria-selected", selected);
            }
        }
        now
    });
    let count = move || found.suggestions.with(|list| list.len().min(MOST_SUGGESTIONS));
    let expanded = move || count() > 0 && !closed.get();
    let pick = move |place: usize| {
        if let Loadable::Ready(places) = app.places.get_untracked()
            && let Some(unit) = found.suggestions.with_untracked(|list| Some(list.get(place)?.unit))
        {
            picked(app, &places.gazetteer, unit, goal);
        }
    };
    let click = move |event: MouseEvent| {
        let option = page::closest(&event, "[role=option]").map(|option| option.id());
        if let Some(place) = (0..count()).find(|&place| Some(option_id(place)) == option) {
            pick(place);
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
                on:blur=move |_| {
                    // The box loses the focus also when its page goes away.
                    if closed.try_set(true).is_none() {
                        set_other(active, None);
                    }
                }
            />
            <ul
                id="suggestions"
                role="listbox"
                aria-labelledby="search-label"
                class="results"
                hidden=move || !expanded()
                inner_html=move || match app.places.get() {
                    Loadable::Ready(places) => {
                        found.suggestions.with(|list| options(&places.gazetteer, list, lang))
                    }
                    _ => String::new(),
                }
                // The box keeps the focus.
                on:mousedown=|event| event.prevent_default()
                on:click=click
            ></ul>
        </form>
        <section aria-label=answer::ANSWER.get(lang) class="found">
            <Show when=move || query.with(|query| !query.trim().is_empty())>
                {app.with_places(lang, move |places| {
                    view! {
                        {status(Arc::clone(&places), found, lang)}
                        {move || whole(&places, found, goal, lang)}
                    }
                })}
            </Show>
        </section>
    }
}

fn option_id(place: usize) -> String {
    format!("option-{place}")
}

/// Where Enter leads when no name of the list is chosen: to the commune, when there is no doubt which
/// one is meant and nothing to copy; to the answer otherwise.
fn answer_whole(app: App, found: Found, goal: Goal) {
    let no_names = found.suggestions.with_untracked(Vec::is_empty);
    let certain = found.answer.with_untracked(|answer| {
        let answer = answer.as_ref()?;
        let place = answer.home()?;
        let nothing_to_copy = answer.rest.is_empty() || matches!(goal, Goal::Choose(_));
        (no_names && nothing_to_copy).then_some(place.commune)
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

/// The list as the page has it: made anew with nearly every key, and as one text in a fraction of the time that its
/// elements would take one by one.
fn options(g: &Gazetteer, suggestions: &[Suggestion], lang: Lang) -> String {
    let mut list = String::new();
    for (place, suggestion) in suggestions.iter().take(MOST_SUGGESTIONS).enumerate() {
        let (name, below) = option(g, suggestion, lang).unwrap_or_default();
        list.push_str("<li id=\"");
        list.push_str(&option_id(place));
        list.push_str(
            "\" role=\"option\" aria-selected=\"false\"><span class=\"name\" lang=\"vi\">",
        );
        list.push_str(&name);
        list.push_str("</span>");
        for text in below {
            list.push_str("<span class=\"former\">");
            push_text(&mut list, &text);
            list.push_str("</span>");
        }
        list.push_str("</li>");
    }
    list
}

/// The name of what is suggested, as the page has it, and the lines of text below.
fn option(g: &Gazetteer, suggestion: &Suggestion, lang: Lang) -> Option<(String, Vec<String>)> {
    let mut name = String::new();
    let mut below = Vec::new();
    // What was typed is none of the names shown.
    match suggestion.by {
        By::MergedWard(Some(year)) => {
            below.push(office::MERGED_IN.fill(lang, &[("year", &year.to_string())]));
        }
        By::MergedWard(None) => below.push(office::MERGED.get(lang).to_owned()),
        By::Name | By::NameBefore | By::District => {}
    }
    let former = || office::FORMER_UNIT.fill(lang, &[("name", "")]);
    match suggestion.unit {
        Unit::Province(code) => {
            let province = g.province(code)?;
            push_marked(&mut name, province.name, &suggestion.marks);
            below.extend(province.former.map(|former| renaming(former, lang)));
        }
        Unit::FormerProvince(number) => {
            let now = g.province(g.successor(number)?)?.name;
            push_marked(&mut name, g.former_province(number)?, &suggestion.marks);
            push_text(&mut name, &former());
            below.push(office::NOW_IN.fill(lang, &[("name", now)]));
        }
        Unit::Commune(code) => {
            let commune = g.commune(code)?;
            push_marked(&mut name, commune.name, &suggestion.marks);
            name.push_str(", ");
            push_marked(&mut name, g.province(commune.province)?.name, &suggestion.province_marks);
            below.extend(commune.former.map(|former| renaming(former, lang)));
        }
        Unit::Legacy(id) => {
            let unit = g.legacy(id)?;
            push_marked(&mut name, unit.name, &suggestion.marks);
            if let (LegacyId::Ward(_), Some(district)) = (id, unit.district) {
                name.push_str(", ");
                push_marked(&mut name, district, &suggestion.district_marks);
            }
            name.push_str(", ");
            push_marked(&mut name, unit.province, &suggestion.province_marks);
            push_text(&mut name, &former());
            below.push(match g.went_to(id)[..] {
                [(commune, _)] => {
                    office::NOW_IS.fill(lang, &[("name", &commune_name(g, &commune, lang))])
                }
                ref targets => {
                    let count = format::number(lang, targets.len());
                    office::NOW_SPLIT.fill(lang, &[("count", &count)])
                }
            });
        }
    }
    Some((name, below))
}

/// Adds a name with what was typed of it set off.
fn push_marked(html: &mut String, name: &str, marks: &[Range<usize>]) {
    let mut at = 0;
    for mark in marks {
        let (Some(plain), Some(set_off)) = (name.get(at..mark.start), name.get(mark.clone()))
        else {
            break;
        };
        push_text(html, plain);
        html.push_str("<mark>");
        push_text(html, set_off);
        html.push_str("</mark>");
        at = mark.end;
    }
    push_text(html, name.get(at..).unwrap_or_default());
}

/// Adds a text that is no markup, whatever is in it.
fn push_text(html: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            c => html.push(c),
        }
    }
}

/// How much was found, or for those who cannot see it what.
fn status(places: Arc<Places>, found: Found, lang: Lang) -> impl IntoView {
    let announced = move || {
        let answer = |answer: &Option<Answer>| {
            answer.as_ref().map(|answer| announced(&places.gazetteer, answer, lang))
        };
        match found.suggestions.with(Vec::is_empty) {
            true => found.answer.with(answer),
            false => None,
        }
    };
    view! {
        <p class="quiet" role="status">
            {move || summary(found, lang)} <span class="visually-hidden">{announced}</span>
        </p>
    }
}

/// How much was found.
fn summary(found: Found, lang: Lang) -> Option<String> {
    let count = found.suggestions.with(Vec::len);
    let text = match count {
        0 => return None,
        1..=MOST_SUGGESTIONS => office::RESULT_COUNT,
        _ => office::RESULT_COUNT_MORE,
    };
    let count = format::number(lang, count.min(MOST_SUGGESTIONS));
    Some(text.fill(lang, &[("count", &count)]))
}

/// What the whole text means.
fn whole(places: &Places, found: Found, goal: Goal, lang: Lang) -> AnyView {
    found.answer.with(|answer| match answer {
        Some(Answer { outcome: Outcome::None { guesses }, .. }) => {
            nothing(places, guesses, goal, lang)
        }
        Some(answer) => answer_view(places, answer, goal, lang),
        None => ().into_any(),
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
        <p><strong>{office::NO_RESULT.get(lang)}</strong></p>
        <p>{help.get(lang)}</p>
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
