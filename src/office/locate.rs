//! Find a commune by where the phone is, and by the old names that people know the place by.

use crate::app::App;
use crate::platform::geolocation::{self, LocateError};
use crate::platform::packs::{BoundarySource, Manifest, PackError, Places};
use crate::platform::page;
use crate::ui::{Icon, IconName, Notice, NoticeKind};
use contract::Route;
use gazetteer::near::{self, Located, Nearby, Position, Ranking};
use gazetteer::{CommuneCode, Gazetteer, LegacyId, ProvinceCode};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;
use texts::place::commune_name;
use texts::{Lang, Text, format, locate};

/// The element that shows how far the person has come.
const STAGE: &str = "stage";
/// What is known no better lies in any of too many communes: what a phone knows by the network alone.
const ROUGH_M: u32 = 5_000;
/// More places nobody chooses between.
const MOST_SPOTS: usize = 5;
/// As many old names tell a place.
const MOST_NAMES: usize = 3;

/// How far the person has come.
#[derive(Clone)]
enum Stage {
    /// Nothing was asked yet.
    Start,
    /// The phone is measuring, or what it takes is on its way.
    Locating,
    /// There is no answer; why, and what to do.
    Failed(Text),
    /// Where the phone may be.
    Found(Found),
}

#[derive(Clone)]
struct Found {
    spots: Vec<Spot>,
    accuracy_m: u32,
    /// Whose borders say so; nothing where points do.
    borders: Option<Vec<BoundarySource>>,
}

/// A commune, and the old units by which people know this part of it.
#[derive(Clone)]
struct Spot {
    commune: CommuneCode,
    legacy: Vec<LegacyId>,
}

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
enum SpotError {
    #[error(transparent)]
    Position(#[from] LocateError),
    #[error("the points of the communes did not come")]
    Points,
    #[error("no commune is near")]
    Abroad,
    #[error("the position is known too roughly")]
    Rough,
}

impl From<PackError> for SpotError {
    fn from(_: PackError) -> Self {
        Self::Points
    }
}

impl SpotError {
    fn text(self) -> Text {
        match self {
            Self::Position(LocateError::Refused) => locate::REFUSED,
            Self::Position(LocateError::Unknown) => locate::UNKNOWN,
            Self::Position(LocateError::TimedOut) => locate::TIMED_OUT,
            Self::Position(LocateError::Unsupported) => locate::UNSUPPORTED,
            Self::Points => locate::POINTS_FAILED,
            Self::Abroad => locate::ABROAD,
            Self::Rough => locate::ROUGH,
        }
    }
}

/// The page that asks the phone where it is.
#[component]
pub fn LocatePage(lang: Lang) -> impl IntoView {
    let app = App::of_page();
    let stage = RwSignal::new(Stage::Start);
    let view = move |places: Arc<Places>| {
        move || {
            let places = Arc::clone(&places);
            match stage.get() {
                Stage::Start => start(app, places, stage, locate::START, lang).into_any(),
                Stage::Locating => locating(stage, lang).into_any(),
                Stage::Failed(why) => failed(app, places, stage, why, lang).into_any(),
                Stage::Found(found) => spots_view(app, places, stage, &found, lang).into_any(),
            }
        }
    };
    // What was pressed is gone with its stage: reading goes on at the next one.
    Effect::new(move |begun: Option<()>| {
        stage.track();
        if begun.is_some() {
            page::focus(STAGE);
        }
    });
    view! {
        <h1 tabindex="-1">{locate::TITLE.get(lang)}</h1>
        <p>{locate::LEAD.get(lang)}</p>
        <p class="quiet">{locate::AT_HOME.get(lang)}</p>
        <div id=STAGE tabindex="-1">{app.with_places(lang, view)}</div>
    }
}

fn start(
    app: App,
    places: Arc<Places>,
    stage: RwSignal<Stage>,
    label: Text,
    lang: Lang,
) -> impl IntoView {
    let ask = move |_| {
        stage.set(Stage::Locating);
        let places = Arc::clone(&places);
        spawn_local(async move {
            let found = find(app.manifest(), &places.gazetteer).await;
            // Not when the person has pressed "Cancel", or left.
            let waiting = |stage: &Stage| matches!(stage, Stage::Locating);
            if stage.try_with_untracked(waiting).unwrap_or(false) {
                stage.set(match found {
                    Ok(found) => Stage::Found(found),
                    Err(error) => Stage::Failed(error.text()),
                });
            }
        });
    };
    view! {
        <p class="actions">
            <button type="button" class="button primary" on:click=ask>
                <Icon name=IconName::MapPin/>
                {label.get(lang)}
            </button>
            <a class="button" href=Route::Find.to_string()>{locate::TYPE_INSTEAD.get(lang)}</a>
        </p>
    }
}

fn locating(stage: RwSignal<Stage>, lang: Lang) -> impl IntoView {
    view! {
        <p role="status">{locate::LOCATING.get(lang)}</p>
        <progress aria-label=locate::LOCATING.get(lang)></progress>
        <button type="button" class="button" on:click=move |_| stage.set(Stage::Start)>
            {locate::CANCEL.get(lang)}
        </button>
    }
}

fn failed(
    app: App,
    places: Arc<Places>,
    stage: RwSignal<Stage>,
    why: Text,
    lang: Lang,
) -> impl IntoView {
    view! {
        <div role="alert">
            <Notice kind=NoticeKind::Warning><p>{why.get(lang)}</p></Notice>
        </div>
        {start(app, places, stage, locate::AGAIN, lang)}
    }
}

fn spots_view(
    app: App,
    places: Arc<Places>,
    stage: RwSignal<Stage>,
    found: &Found,
    lang: Lang,
) -> impl IntoView + use<> {
    let g = &places.gazetteer;
    let list = found
        .spots
        .iter()
        .filter_map(|spot| {
            let now = commune_name(g, &g.commune(spot.commune)?, lang);
            let names = old_names(g, &spot.legacy);
            let (name, now) = match names.is_empty() {
                true => (now, None),
                false => (names, Some(locate::NOW_IN.fill(lang, &[("commune", &now)]))),
            };
            let now = now.map(|now| view! { <span class="quiet">{now}</span> });
            Some(view! {
                <li>
                    <a href=Route::Commune(spot.commune).to_string()>
                        <span lang="vi">{name}</span>
                        {now}
                    </a>
                </li>
            })
        })
        .collect_view();
    let accuracy = format::number(lang, found.accuracy_m as usize);
    let hint = match (&found.borders, found.spots.len()) {
        (Some(_), 1) => locate::EXACT,
        (Some(_), _) => locate::NEAR_BORDER,
        (None, _) => locate::WHICH_HINT,
    };
    let sources = found
        .borders
        .iter()
        .flatten()
        .map(|BoundarySource { title, licence, as_of }| {
            let as_of = format::date(lang, as_of);
            let parts = [("title", title.as_str()), ("licence", licence), ("as_of", &as_of)];
            view! { <p class="quiet small">{locate::BORDERS_FROM.fill(lang, &parts)}</p> }
        })
        .collect_view();
    view! {
        <h2>{locate::WHICH.get(lang)}</h2>
        <p>{hint.get(lang)}</p>
        <ul class="list">{list}</ul>
        {sources}
        <p class="quiet small">{locate::ACCURACY.fill(lang, &[("metres", &accuracy)])}</p>
        <p>{locate::NONE_OF_THESE.get(lang)}</p>
        {start(app, places, stage, locate::AGAIN, lang)}
    }
}

/// "Phường Bến Nghé, Phường Đa Kao, Quận 1": the district once, where it is the same.
fn old_names(g: &Gazetteer, legacy: &[LegacyId]) -> String {
    let units: Vec<_> = legacy.iter().filter_map(|id| g.legacy(*id)).collect();
    let mut names: Vec<&str> = units.iter().map(|unit| unit.name).collect();
    let mut districts: Vec<&str> = units.iter().filter_map(|unit| unit.district).collect();
    districts.dedup();
    names.append(&mut districts);
    names.join(", ")
}

/// Asks the phone, and works out where that is.
async fn find(manifest: Option<Manifest>, g: &Gazetteer) -> Result<Found, SpotError> {
    let measured = geolocation::locate().await?;
    if measured.accuracy_m > ROUGH_M {
        return Err(SpotError::Rough);
    }
    let accuracy_m = f64::from(measured.accuracy_m);
    let position = Position::new(measured.latitude, measured.longitude, accuracy_m)
        .ok_or(LocateError::Unknown)?;
    let manifest = manifest.ok_or(SpotError::Points)?;
    let points = manifest.points(g).await?;
    let Nearby::Ranked(Ranking { candidates, offered }) = points.rank(position) else {
        return Err(SpotError::Abroad);
    };

    let mut provinces: Vec<ProvinceCode> =
        candidates.iter().filter_map(|spot| Some(g.commune(spot.commune)?.province)).collect();
    provinces.dedup();
    let borders = manifest.boundaries(&provinces).await;
    let (communes, exact): (Vec<CommuneCode>, bool) = match near::locate(&borders, position) {
        Located::In(commune) => (vec![commune], true),
        Located::Between(hits) => (hits.iter().map(|hit| hit.commune).collect(), true),
        Located::Nowhere => (
            candidates.iter().take(offered.min(MOST_SPOTS)).map(|spot| spot.commune).collect(),
            false,
        ),
    };
    let spots = communes
        .into_iter()
        .map(|commune| {
            let witnesses = points.witnesses(commune, position);
            let legacy = witnesses.iter().take(MOST_NAMES).map(|witness| witness.id).collect();
            Spot { commune, legacy }
        })
        .collect();
    let borders = exact.then(|| manifest.boundary_sources());
    Ok(Found { spots, accuracy_m: measured.accuracy_m, borders })
}
