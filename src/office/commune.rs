//! A commune's page: its names, its offices as far as known, what it was formed from, what is near.

use crate::app::App;
use crate::office::finder::former_name;
use crate::office::live::live_offices;
use crate::office::seats::{Context, seats_view};
use crate::platform::packs::{Loadable, Places};
use crate::platform::share::{self, Shared};
use crate::platform::{maps, page, settings};
use crate::ui::{Icon, IconName, Meanwhile, loadable, qr};
use contract::Route;
use gazetteer::{Commune, CommuneCode, Gazetteer};
use leptos::prelude::*;
use leptos::task::spawn_local;
use offices::{CommuneFacts, ProvinceOffices, merge};
use std::sync::Arc;
use texts::place::{commune_name, legacy_name};
use texts::{Lang, Text, format, office, place, shell};

/// Everything known of a commune.
#[component]
pub fn CommunePage(lang: Lang, code: CommuneCode) -> impl IntoView {
    let app = App::of_page();
    app.with_places(lang, move |places| match places.gazetteer.commune(code) {
        Some(commune) => known(app, &places, commune, lang).into_any(),
        None => unknown(code, lang).into_any(),
    })
}

fn unknown(code: CommuneCode, lang: Lang) -> impl IntoView {
    view! {
        <h1 tabindex="-1">{office::UNKNOWN_COMMUNE_TITLE.get(lang)}</h1>
        <p>{office::UNKNOWN_COMMUNE.fill(lang, &[("code", &code.to_string())])}</p>
        <p class="actions">
            <a class="button" href=Route::Find.to_string()>{shell::TASK_FIND.get(lang)}</a>
        </p>
    }
}

fn known(
    app: App,
    places: &Arc<Places>,
    commune: Commune<'_>,
    lang: Lang,
) -> impl IntoView + use<> {
    let g = &places.gazetteer;
    let code = commune.code;
    let province_code = commune.province;
    settings::set_province(province_code);
    let province = g.province(province_code).map(|p| p.name.to_owned()).unwrap_or_default();
    let full_name = commune_name(g, &commune, lang);

    let facts = RwSignal::new(Loadable::Loading);
    let fetch = move || {
        facts.set(Loadable::Loading);
        spawn_local(async move {
            let fetched = match app.manifest() {
                Some(manifest) => manifest.offices(province_code).await.ok(),
                None => None,
            };
            facts.set(fetched.map_or(Loadable::Failed, Loadable::Ready));
        });
    };
    fetch();
    let meanwhile = Meanwhile { loading: office::OFFICES_LOADING, failed: office::OFFICES_FAILED };
    let live = live_offices(province_code);
    let offices = {
        let province = province.clone();
        move |packed: ProvinceOffices| {
            let key = code.to_string();
            let facts = packed.communes.get(&key);
            let published = facts.map(|facts| facts.seats.as_slice()).unwrap_or_default();
            let seats =
                live.with(|live| merge(published.iter().chain(live.of(&key)).cloned().collect()));
            let platform = maps::platform();
            let context = Context { sources: &packed.sources, province: &province, platform, lang };
            seats_view(context, &seats, facts, &Route::Feedback(Some(code)).to_string())
        }
    };

    let formed_from = g
        .formed_from(code)
        .into_iter()
        .map(|(unit, share)| {
            view! {
                <li>{legacy_name(&unit)} " " <span class="quiet">"("{place::share(share, lang)}")"</span></li>
            }
        })
        .collect_view();
    let nearby = {
        let places = Arc::clone(places);
        move || nearby(&places.gazetteer, &facts.get(), code, lang)
    };
    view! {
        <p class="quiet">
            <a href=Route::Province(province_code).to_string()>{province}</a>
        </p>
        <h1 tabindex="-1">{commune.name.to_owned()}</h1>
        {commune.former.map(|former| view! { <p>{former_name(former, lang)}</p> })}
        <p class="actions">
            <a class="button primary" href=Route::Feedback(Some(code)).to_string()>
                <Icon name=IconName::Message/>
                {office::WRITE_TO.get(lang)}
            </a>
            {mine_button(app, code, lang)}
            <ShareButton lang title=full_name route=Route::Commune(code)/>
            <button type="button" class="button" on:click=|_| page::print()>
                <Icon name=IconName::Printer/>
                {office::PRINT.get(lang)}
            </button>
        </p>
        <section aria-labelledby="offices">
            <h2 id="offices">{office::OFFICES.get(lang)}</h2>
            {loadable(lang, facts, meanwhile, fetch, offices)}
        </section>
        <section aria-labelledby="formed">
            <h2 id="formed">{office::FORMED_FROM.get(lang)}</h2>
            <p class="quiet">{office::FORMED_FROM_LEAD.get(lang)}</p>
            <ul class="plain">{formed_from}</ul>
            {move || source_line(&facts.get(), code, lang, office::FACT_SOURCE, |facts| &facts.formed_from_source)}
        </section>
        <section aria-labelledby="names">
            <h2 id="names">{office::NAMES_OVER_TIME.get(lang)}</h2>
            {names_over_time(&commune, lang)}
        </section>
        {nearby}
        <dl class="facts">
            <dt>{office::CODE.get(lang)}</dt>
            <dd>{code.to_string()}</dd>
            {move || match facts.get() {
                Loadable::Ready(province) => {
                    province.communes.get(&code.to_string()).map(|facts| figures(facts, lang))
                }
                _ => None,
            }}
        </dl>
        {move || source_line(&facts.get(), code, lang, office::FIGURES_SOURCE, |facts| &facts.source)}
        {qr_code(code, lang)}
    }
}

/// The page's address as a QR code: on the screen when asked for, on paper always.
fn qr_code(code: CommuneCode, lang: Lang) -> impl IntoView {
    let shown = RwSignal::new(false);
    view! {
        <p class="screen-only">
            <button
                type="button"
                class="button"
                aria-expanded=move || shown.get().to_string()
                on:click=move |_| shown.update(|shown| *shown = !*shown)
            >
                <Icon name=IconName::QrCode/>
                {office::QR.get(lang)}
            </button>
        </p>
        <div class="on-paper" class:shown=shown>
            {qr(&page::absolute_url(Route::Commune(code)), office::QR.get(lang))}
        </div>
    }
}

/// Saves the commune as the visitor's, or forgets it.
fn mine_button(app: App, code: CommuneCode, lang: Lang) -> impl IntoView {
    let mine = app.mine;
    let refused = RwSignal::new(false);
    let is_mine = move || mine.get() == Some(code);
    let toggle = move |_| {
        let now = if is_mine() { None } else { Some(code) };
        refused.set(!settings::set_commune(now));
        mine.set(now);
    };
    view! {
        <button type="button" class="button" aria-pressed=move || is_mine().to_string() on:click=toggle>
            <Icon name=IconName::Star/>
            {move || if is_mine() { office::IS_MINE } else { office::SAVE_MINE }.get(lang)}
        </button>
        <span role="status">{move || refused.get().then(|| office::NOT_SAVED.get(lang))}</span>
    }
}

/// The commune's name and, where it was renamed, the one before, each from its first day on.
fn names_over_time(commune: &Commune<'_>, lang: Lang) -> impl IntoView + use<> {
    let since = |date: &str, name: &str, number: &str| {
        let date = format::date(lang, date);
        office::NAME_SINCE.fill(lang, &[("date", &date), ("name", name), ("number", number)])
    };
    let first = commune.former.map_or(commune.name, |former| former.former_name);
    let names = [
        Some(office::NAME_BEFORE.get(lang).to_owned()),
        Some(since(REFORM, first, commune.resolution)),
        commune.former.map(|former| since(former.on, commune.name, former.by)),
    ];
    let names = names.into_iter().flatten().map(|name| view! { <li>{name}</li> });
    view! { <ul class="plain">{names.collect_view()}</ul> }
}

/// The day on which the communes of today took up their work.
const REFORM: &str = "2025-07-01";

fn nearby(
    g: &Gazetteer,
    facts: &Loadable<ProvinceOffices>,
    code: CommuneCode,
    lang: Lang,
) -> Option<impl IntoView + use<>> {
    let Loadable::Ready(province) = facts else {
        return None;
    };
    let links = province
        .communes
        .get(&code.to_string())?
        .nearby
        .iter()
        .filter_map(|(code, hectometres)| {
            let commune = g.commune(code.parse().ok()?)?;
            let km = format::tenths(lang, *hectometres);
            Some(view! {
                <li>
                    <a href=Route::Commune(commune.code).to_string()>
                        <span>{commune_name(g, &commune, lang)}</span>
                        <span class="quiet">{office::KILOMETRES.fill(lang, &[("km", &km)])}</span>
                    </a>
                </li>
            })
        })
        .collect::<Vec<_>>();
    (!links.is_empty()).then(|| {
        view! {
            <section aria-labelledby="nearby" class="screen-only">
                <h2 id="nearby">{office::NEARBY.get(lang)}</h2>
                <p class="quiet">{office::NEARBY_LEAD.get(lang)}</p>
                <ul class="list">{links}</ul>
            </section>
        }
    })
}

/// Who published something about the commune, once its facts are here.
fn source_line(
    facts: &Loadable<ProvinceOffices>,
    code: CommuneCode,
    lang: Lang,
    text: Text,
    of: fn(&CommuneFacts) -> &str,
) -> Option<impl IntoView + use<>> {
    let Loadable::Ready(province) = facts else {
        return None;
    };
    let source = province.sources.get(of(province.communes.get(&code.to_string())?))?;
    let date = format::date(lang, &source.as_of);
    let text = text.fill(lang, &[("source", &source.title), ("date", &date)]);
    Some(view! { <p class="quiet small">{text}</p> })
}

fn figures(facts: &CommuneFacts, lang: Lang) -> impl IntoView + use<> {
    let unknown = || office::NO_INFORMATION.get(lang).to_owned();
    let population = facts.population_2025.map(|count| {
        office::PEOPLE_VALUE.fill(lang, &[("count", &format::number(lang, count as usize))])
    });
    let area = facts
        .area_ha
        .map(|ha| office::AREA_VALUE.fill(lang, &[("km2", &format::hundredths(lang, ha))]));
    view! {
        <dt>{office::POPULATION.get(lang)}</dt>
        <dd>{population.unwrap_or_else(unknown)}</dd>
        <dt>{office::AREA.get(lang)}</dt>
        <dd>{area.unwrap_or_else(unknown)}</dd>
    }
}

/// Hands on the address of a page.
#[component]
fn ShareButton(lang: Lang, title: String, route: Route) -> impl IntoView {
    let told = RwSignal::new(None);
    let share = move |_| {
        let title = title.clone();
        spawn_local(async move {
            let link = page::absolute_url(route);
            told.set(match share::share(&title, &link).await {
                Shared::BySheet => None,
                Shared::Copied => Some(office::COPIED.get(lang).to_owned()),
                Shared::Refused => Some(office::COPY_FAILED.fill(lang, &[("link", &link)])),
            });
        });
    };
    view! {
        <button type="button" class="button" on:click=share>
            <Icon name=IconName::Share/>
            {office::SHARE.get(lang)}
        </button>
        <span role="status">{move || told.get()}</span>
    }
}
