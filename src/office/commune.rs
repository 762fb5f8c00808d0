//! A commune's page: its names, its offices as far as published, what it was formed from.

use crate::app::App;
use crate::office::finder::{former_name, legacy_name};
use crate::platform::packs::{Loadable, Places};
use crate::platform::share::{self, Shared};
use crate::platform::{maps, page};
use crate::ui::{Icon, IconName, Meanwhile, loadable};
use contract::Route;
use gazetteer::{Commune, CommuneCode, Share, fold};
use leptos::prelude::*;
use leptos::task::spawn_local;
use offices::{Body, CommuneFacts, ProvinceOffices, Seat, SeatKind};
use texts::{Lang, Text, format, office, shell};

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

fn known(app: App, places: &Places, commune: Commune<'_>, lang: Lang) -> impl IntoView + use<> {
    let code = commune.code;
    let province = places.gazetteer.province(commune.province);
    let province_name = province.map(|p| p.name.to_owned()).unwrap_or_default();
    let full_name =
        office::IN_PROVINCE.fill(lang, &[("commune", commune.name), ("province", &province_name)]);

    let facts = RwSignal::new(Loadable::Loading);
    let province_code = commune.province;
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

    let formed_from = places
        .gazetteer
        .formed_from(code)
        .into_iter()
        .map(|(unit, share)| {
            view! {
                <li>{legacy_name(&unit)} " " <span class="quiet">"("{share_text(share).get(lang)}")"</span></li>
            }
        })
        .collect_view();
    view! {
        <p class="quiet">
            <a href=Route::Province(commune.province).to_string()>{province_name.clone()}</a>
        </p>
        <h1 tabindex="-1">{commune.name.to_owned()}</h1>
        {commune.former.map(|former| view! { <p>{former_name(former, lang)}</p> })}
        <p class="actions">
            <a class="button primary" href=Route::Feedback(Some(code)).to_string()>
                <Icon name=IconName::Message/>
                {office::WRITE_TO.get(lang)}
            </a>
            <ShareButton lang title=full_name route=Route::Commune(code)/>
        </p>
        <section aria-labelledby="offices">
            <h2 id="offices">{office::OFFICES.get(lang)}</h2>
            {loadable(lang, facts, meanwhile, fetch, move |province| {
                offices_view(&province, code, &province_name, lang)
            })}
        </section>
        <section aria-labelledby="formed">
            <h2 id="formed">{office::FORMED_FROM.get(lang)}</h2>
            <p class="quiet">{office::FORMED_FROM_LEAD.get(lang)}</p>
            <ul class="plain">{formed_from}</ul>
            {move || source_line(&facts.get(), code, lang, office::FACT_SOURCE, |facts| &facts.formed_from_source)}
        </section>
        <section aria-labelledby="basis">
            <h2 id="basis">{office::LEGAL_BASIS.get(lang)}</h2>
            <p>{office::RESOLUTION.fill(lang, &[("number", commune.resolution)])}</p>
        </section>
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
    }
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

fn offices_view(
    province: &ProvinceOffices,
    code: CommuneCode,
    province_name: &str,
    lang: Lang,
) -> AnyView {
    let facts = province.communes.get(&code.to_string());
    let seats = facts.map(|facts| facts.seats.as_slice()).unwrap_or_default();
    let platform = maps::platform();
    if seats.is_empty() {
        let area = facts.map(|facts| {
            let target = maps::Target::Point(facts.point);
            view! {
                <p>
                    <a href=maps::link(platform, target) rel="noopener">
                        <Icon name=IconName::Map/>
                        {office::COMMUNE_AREA_ON_MAP.get(lang)}
                    </a>
                </p>
            }
        });
        return view! {
            <p><strong>{office::OFFICES_UNKNOWN.get(lang)}</strong></p>
            <p>{office::OFFICES_UNKNOWN_HELP.get(lang)}</p>
            {area}
        }
        .into_any();
    }
    let list = seats
        .iter()
        .map(|seat| view! { <li>{seat_view(province, seat, province_name, platform, lang)}</li> })
        .collect_view();
    view! { <ul class="seats">{list}</ul> }.into_any()
}

fn seat_view(
    province: &ProvinceOffices,
    seat: &Seat,
    province_name: &str,
    platform: maps::Platform,
    lang: Lang,
) -> impl IntoView + use<> {
    let former = (seat.kind == SeatKind::FormerOffice)
        .then(|| view! { <p class="quiet">{office::SEAT_FORMER_OFFICE.get(lang)}</p> });
    let source = province.sources.get(&seat.source).map_or(&seat.source, |source| &source.title);
    let date = format::date(lang, &seat.as_of);
    let source = office::SEAT_SOURCE.fill(lang, &[("date", &date), ("source", source)]);
    // Sources differ in whether they name the province, and in how they write it.
    let query = match fold(&seat.text).contains(&fold(province_name)) {
        true => seat.text.clone(),
        false => format!("{}, {province_name}", seat.text),
    };
    let map = match (seat.kind, seat.point) {
        (_, Some(point)) => Some((maps::Target::Point(point), office::OPEN_MAP_APPROXIMATE)),
        (SeatKind::Address, None) if !seat.several => {
            Some((maps::Target::Text(&query), office::OPEN_MAP_SEARCH))
        }
        _ => None,
    };
    let map = map.map(|(target, label)| {
        view! {
            <a href=maps::link(platform, target) rel="noopener">
                <Icon name=IconName::Map/>
                {label.get(lang)}
            </a>
        }
    });
    view! {
        <h3>{seat_heading(seat).get(lang)}</h3>
        <p lang="vi">{seat.text.clone()}</p>
        {former}
        <p>{map}</p>
        <p class="quiet small">{source}</p>
    }
}

fn seat_heading(seat: &Seat) -> Text {
    match seat.body {
        // The text itself says whose office it is.
        _ if seat.kind == SeatKind::NamesServiceCentre => office::BODY_HEADQUARTERS,
        Body::ServiceCentre => office::BODY_SERVICE_CENTRE,
        Body::PeoplesCommittee => office::BODY_PEOPLES_COMMITTEE,
        Body::Police => office::BODY_POLICE,
        Body::Unnamed => office::BODY_HEADQUARTERS,
    }
}

fn share_text(share: Share) -> Text {
    match share {
        Share::Whole => office::SHARE_WHOLE,
        Share::Part => office::SHARE_PART,
        Share::PartAreaOnly => office::SHARE_PART_AREA_ONLY,
        Share::PartAreaAllPeople => office::SHARE_PART_ALL_PEOPLE,
        Share::PartPeople => office::SHARE_PART_PEOPLE,
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
