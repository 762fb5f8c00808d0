//! The search box and what it finds.

use crate::app::App;
use crate::platform::packs::{Loadable, Places};
use contract::Route;
use gazetteer::{Commune, CommuneCode, LegacyId, LegacyUnit, Quality, Unit};
use leptos::prelude::*;
use std::sync::Arc;
use texts::{Lang, format, office};

/// More than a screen or two of results nobody reads: better to say what would narrow them down.
const MOST_RESULTS: usize = 12;

/// The page with the search box and the provinces.
#[component]
pub fn FindPage(lang: Lang) -> impl IntoView {
    view! {
        <h1 tabindex="-1">{office::FIND_TITLE.get(lang)}</h1>
        <Finder lang link=|code| Route::Commune(code)/>
        <Provinces lang/>
    }
}

/// The search box with its results; choosing a commune leads to `link` of it.
#[component]
pub fn Finder(lang: Lang, link: fn(CommuneCode) -> Route) -> impl IntoView {
    let app = App::of_page();
    let query = app.query;
    view! {
        <form
            role="search"
            on:submit=move |event| {
                event.prevent_default();
                if let Some(route) = only_answer(app, link) {
                    app.go(route);
                }
            }
        >
            <label for="search">{office::SEARCH_LABEL.get(lang)}</label>
            <p class="hint" id="search-hint">{office::SEARCH_HINT.get(lang)}</p>
            <input
                id="search"
                type="search"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                enterkeyhint="search"
                aria-describedby="search-hint"
                prop:value=move || query.get()
                on:input=move |event| query.set(event_target_value(&event))
            />
        </form>
        <section aria-label=office::RESULTS.get(lang) class="found">
            <Show when=move || query.with(|query| !query.trim().is_empty())>
                {app.with_places(lang, move |places| move || results(&places, &query.get(), lang, link))}
            </Show>
        </section>
    }
}

/// Where Enter leads: to the commune, when there is no doubt which one is meant.
fn only_answer(app: App, link: fn(CommuneCode) -> Route) -> Option<Route> {
    let Loadable::Ready(places) = app.places.get_untracked() else {
        return None;
    };
    let hits =
        app.query.with_untracked(|query| places.reader.suggest(&places.gazetteer, query, None, 2));
    let [hit] = hits.as_slice() else { return None };
    if hit.quality != Quality::Full {
        return None;
    }
    match hit.unit {
        Unit::Commune(code) => Some(link(code)),
        Unit::Province(code) => Some(Route::Province(code)),
        Unit::FormerProvince(number) => places.gazetteer.successor(number).map(Route::Province),
        Unit::Legacy(id) => match places.gazetteer.went_to(id)[..] {
            [(commune, _)] => Some(link(commune.code)),
            _ => None,
        },
    }
}

fn results(
    places: &Arc<Places>,
    query: &str,
    lang: Lang,
    link: fn(CommuneCode) -> Route,
) -> AnyView {
    let mut hits = places.reader.suggest(&places.gazetteer, query, None, MOST_RESULTS + 1);
    let more = hits.len() > MOST_RESULTS;
    hits.truncate(MOST_RESULTS);
    if hits.is_empty() {
        return view! {
            <div role="status">
                <p><strong>{office::NO_RESULT.get(lang)}</strong></p>
                <p>
                    {office::NO_RESULT_HELP.get(lang)} " "
                    <a href=Route::Find.to_string()>{office::BROWSE.get(lang)}</a>
                </p>
            </div>
        }
        .into_any();
    }
    let count = format::number(lang, hits.len());
    let summary = if more { office::RESULT_COUNT_MORE } else { office::RESULT_COUNT };
    let certain = hits.iter().any(|hit| hit.quality == Quality::Full);
    let list = hits.iter().filter_map(|hit| result(places, hit.unit, lang, link)).collect_view();
    view! {
        <p class="quiet" role="status">
            {(!certain).then(|| office::GUESSES.get(lang))}
            " "
            {summary.fill(lang, &[("count", &count)])}
        </p>
        <ul class="results">{list}</ul>
    }
    .into_any()
}

fn result(
    places: &Places,
    unit: Unit,
    lang: Lang,
    link: fn(CommuneCode) -> Route,
) -> Option<AnyView> {
    let gazetteer = &places.gazetteer;
    Some(match unit {
        Unit::Province(code) => {
            let province = gazetteer.province(code)?;
            let former = province.former.map(|former| former_name(former, lang));
            view! {
                <li>
                    <a href=Route::Province(code).to_string()>{province.name.to_owned()}</a>
                    {former}
                </li>
            }
            .into_any()
        }
        Unit::FormerProvince(number) => {
            let name = gazetteer.former_province(number)?;
            let province = gazetteer.province(gazetteer.successor(number)?)?;
            view! {
                <li>
                    <span class="former">
                        {office::FORMER_UNIT.fill(lang, &[("name", name)])} " " {office::NOW.get(lang)}
                    </span>
                    <span class="target">
                        <a href=Route::Province(province.code).to_string()>{province.name.to_owned()}</a>
                    </span>
                </li>
            }
            .into_any()
        }
        Unit::Commune(code) => {
            let commune = gazetteer.commune(code)?;
            let former = commune.former.map(|former| former_name(former, lang));
            view! { <li>{commune_link(places, commune, lang, link)} {former}</li> }.into_any()
        }
        Unit::Legacy(id) => {
            let targets = gazetteer.went_to(id);
            let name = legacy_name(&gazetteer.legacy(id)?);
            let lead = match targets.len() {
                1 => office::NOW.get(lang).to_owned(),
                count => office::NOW_SPLIT.fill(lang, &[("count", &count.to_string())]),
            };
            let links = targets
                .into_iter()
                .map(|(commune, _)| view! { <span class="target">{commune_link(places, commune, lang, link)}</span> })
                .collect_view();
            view! {
                <li>
                    <span class="former">{office::FORMER_UNIT.fill(lang, &[("name", &name)])} " " {lead}</span>
                    {links}
                </li>
            }
            .into_any()
        }
    })
}

fn commune_link(
    places: &Places,
    commune: Commune<'_>,
    lang: Lang,
    link: fn(CommuneCode) -> Route,
) -> impl IntoView {
    let province = places.gazetteer.province(commune.province).map(|province| province.name);
    let name = office::IN_PROVINCE
        .fill(lang, &[("commune", commune.name), ("province", province.unwrap_or_default())]);
    view! { <a href=link(commune.code).to_string()>{name}</a> }
}

/// "Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh".
pub(super) fn legacy_name(unit: &LegacyUnit<'_>) -> String {
    let mut name = unit.name.to_owned();
    // A district without wards stands for itself.
    if let (LegacyId::Ward(_), Some(district)) = (unit.id, unit.district) {
        name = format!("{name}, {district}");
    }
    format!("{name}, {}", unit.province)
}

/// "Trước là Xã Bố Hạ, đổi tên từ 20/9/2026 …".
pub(super) fn former_name(former: gazetteer::Renaming<'_>, lang: Lang) -> impl IntoView + use<> {
    let date = format::date(lang, former.on);
    let text = office::FORMER_NAME
        .fill(lang, &[("name", former.former_name), ("date", &date), ("by", former.by)]);
    view! { <span class="former">{text}</span> }
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
