//! The frame: what every page shares, which page is shown, and how the app takes over from the
//! shell that stands in `index.html`.

use crate::office::{FindPage, Finder, Goal};
use crate::parts::Parts;
use crate::platform::outbox::{Outbox, Writing};
use crate::platform::packs::{self, Loadable, Manifest, Places};
use crate::platform::{page, settings};
use crate::ui::{Icon, IconName, Meanwhile, loadable};
use contract::Route;
use gazetteer::CommuneCode;
use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;
use texts::{Lang, Text, about, convert, feedback, format, locate, office, procedures, shell};
use wasm_bindgen::prelude::wasm_bindgen;

/// What is global: the language, the page, the places, the outbox, and what is being searched.
#[derive(Clone, Copy)]
pub struct App {
    lang: RwSignal<Lang>,
    route: RwSignal<Option<Route>>,
    /// The search of the home page and the finder.
    pub query: RwSignal<String>,
    /// The places, once they are here.
    pub places: RwSignal<Loadable<Arc<Places>>>,
    parts: Parts,
    manifest: StoredValue<Option<Manifest>>,
    /// The commune that the visitor saved as "my commune".
    pub mine: RwSignal<Option<CommuneCode>>,
    /// What was written on this phone.
    pub outbox: Outbox,
    /// What is being written. Outlives the page, which is made anew when the language changes.
    pub writing: RwSignal<Writing>,
}

impl App {
    /// The app that the calling component belongs to.
    pub fn of_page() -> Self {
        // `mount` provides it above every component.
        expect_context()
    }

    /// The language. A page is made anew when it changes, so that it needs no signal.
    pub fn lang(&self) -> Lang {
        self.lang.get_untracked()
    }

    /// Which packs there are; `None` when the page was not built by `pack`.
    pub fn manifest(&self) -> Option<Manifest> {
        self.manifest.get_value()
    }

    /// Shows another page and puts it into the history.
    pub fn go(&self, route: Route) {
        if self.route.get_untracked().is_some_and(has_finder) {
            page::keep_query_in_fragment(&self.query.get_untracked());
        }
        page::push(route);
        if !matches!(route, Route::Home | Route::Find) {
            self.query.set(String::new());
        }
        self.route.set(Some(route));
    }

    /// Fetches the places again after they did not come.
    pub fn fetch_places(&self) {
        let places = self.places;
        let manifest = self.manifest();
        places.set(Loadable::Loading);
        spawn_local(async move {
            let fetched = match manifest {
                Some(manifest) => manifest.places().await.ok(),
                None => None,
            };
            places.set(
                fetched.map_or(Loadable::Failed, |fetched| Loadable::Ready(Arc::new(fetched))),
            );
        });
    }

    /// What `ready` makes of the places, once they are here.
    pub fn with_places<V: IntoView + 'static>(
        self,
        lang: Lang,
        ready: impl Fn(Arc<Places>) -> V + Send + 'static,
    ) -> impl IntoView {
        let meanwhile =
            Meanwhile { loading: office::PLACES_LOADING, failed: office::PLACES_FAILED };
        loadable(lang, self.places, meanwhile, move || self.fetch_places(), ready)
    }

    fn follow_history(&self) {
        let app = *self;
        window_event_listener(leptos::ev::popstate, move |_| {
            app.query.set(page::query_in_fragment().unwrap_or_default());
            app.route.set(page::current_route());
        });
        window_event_listener(leptos::ev::click, move |event| {
            if let Some(route) = page::route_of_click(&event) {
                event.prevent_default();
                app.go(route);
            }
        });
    }

    fn switch_language(&self) {
        let other = match self.lang.get_untracked() {
            Lang::Vi => Lang::En,
            Lang::En => Lang::Vi,
        };
        settings::set_language(other);
        page::set_language(other.tag());
        self.lang.set(other);
    }
}

/// Takes over from the shell. `places` is the loader's promise of the places' bytes, which may
/// still be on their way.
#[wasm_bindgen]
pub fn mount(places: js_sys::Promise) {
    let shell = page::mount_point();
    let search_box = page::SearchBox::read();
    let lang = settings::language();
    page::set_language(lang.tag());

    let container = page::detached_mount_point();
    let typed = search_box.as_ref().map(|search_box| search_box.text.clone());
    mount_to(container.clone(), move || {
        let outbox = Outbox::unopened();
        let parts = Parts::new(outbox);
        let app = App {
            lang: RwSignal::new(lang),
            route: RwSignal::new(page::current_route()),
            query: RwSignal::new(
                typed
                    .filter(|t| !t.is_empty())
                    .or_else(page::query_in_fragment)
                    .unwrap_or_default(),
            ),
            places: RwSignal::new(Loadable::Loading),
            parts,
            manifest: StoredValue::new(Manifest::of_page().ok()),
            mine: RwSignal::new(settings::commune()),
            outbox,
            writing: RwSignal::new(Writing::default()),
        };
        provide_context(app);
        app.follow_history();
        spawn_local(async move {
            let arrived = packs::places_of_loader(places).await.ok();
            app.places
                .set(arrived.map_or(Loadable::Failed, |places| Loadable::Ready(Arc::new(places))));
            app.parts.fetch_ahead();
        });
        view! { <Frame/> }
    })
    .forget();
    // One step, so that nothing in between is ever painted.
    let _ = shell.replace_with_with_node_1(&container);
    if let Some(search_box) = search_box {
        search_box.restore();
    }
}

/// Whether there is a search box for places on the page.
fn has_finder(route: Route) -> bool {
    matches!(route, Route::Home | Route::Find | Route::Feedback(None) | Route::Proposal(None))
}

#[component]
fn Frame() -> impl IntoView {
    let app = App::of_page();
    Effect::new(move || page::set_title(&title(app, app.route.get(), app.lang.get())));
    // The heading of a page whose part is still on its way gets the focus when it is there.
    Effect::new(move |previous: Option<(Option<Route>, bool)>| {
        let route = app.route.get();
        let here = route.is_none_or(|route| app.parts.has(route));
        let turned = match previous {
            None => false,
            Some((before, pending)) => before != route || pending,
        };
        if turned && here {
            page::focus_heading();
        }
        (route, turned && !here)
    });
    view! {
        {move || header(app, app.lang.get())}
        <main id="main">
            {move || page_view(app, app.route.get(), app.lang.get())}
        </main>
        {move || footer(app, app.lang.get())}
    }
}

fn header(app: App, lang: Lang) -> impl IntoView {
    let other = match lang {
        Lang::Vi => Lang::En,
        Lang::En => Lang::Vi,
    };
    view! {
        <button type="button" class="skip" on:click=move |_| page::focus_heading()>
            {shell::SKIP_TO_CONTENT.get(lang)}
        </button>
        <header class="top">
            <a class="brand" href=Route::Home.to_string()>
                <img src="icon.svg" alt="" width="32" height="32"/>
                <span>{shell::BRAND.get(lang)}</span>
            </a>
            <button type="button" class="language" lang=other.tag() on:click=move |_| app.switch_language()>
                {shell::OTHER_LANGUAGE.get(lang)}
            </button>
        </header>
    }
}

fn footer(app: App, lang: Lang) -> impl IntoView {
    let as_of = app
        .manifest()
        .and_then(|manifest| manifest.data_as_of())
        .map(|date| shell::DATA_AS_OF.fill(lang, &[("date", &format::date(lang, &date))]));
    let waiting = move || {
        let count = app.outbox.waiting();
        (count > 0).then(|| {
            let count = format::number(lang, count);
            view! {
                <a class="waiting" href=Route::Cases.to_string()>
                    <Icon name=IconName::Clock/>
                    {feedback::WAITING_COUNT.fill(lang, &[("count", &count)])}
                </a>
            }
        })
    };
    view! {
        <footer>
            <div role="status">{waiting}</div>
            <nav aria-label=shell::FOOTER_NAVIGATION.get(lang)>
                <a href=Route::About.to_string()>{about::TITLE.get(lang)}</a>
            </nav>
            <p>{as_of}</p>
        </footer>
    }
}

fn page_view(app: App, route: Option<Route>, lang: Lang) -> AnyView {
    match route {
        Some(Route::Home) => home(app, lang).into_any(),
        Some(Route::Find) => view! { <FindPage lang/> }.into_any(),
        Some(route) => app.parts.page(route, lang).into_any(),
        None => not_found(lang).into_any(),
    }
}

fn title(app: App, route: Option<Route>, lang: Lang) -> String {
    let page = match route {
        Some(Route::Home) => shell::HOME_TITLE.get(lang).to_owned(),
        Some(Route::Find) => office::FIND_TITLE.get(lang).to_owned(),
        Some(Route::Locate) => locate::TITLE.get(lang).to_owned(),
        Some(Route::Convert) => convert::TITLE.get(lang).to_owned(),
        Some(Route::Province(code)) => match app.places.get() {
            Loadable::Ready(places) => places.gazetteer.province(code).map(|p| p.name.to_owned()),
            _ => None,
        }
        .unwrap_or_else(|| office::FIND_TITLE.get(lang).to_owned()),
        Some(Route::Commune(code)) => match app.places.get() {
            Loadable::Ready(places) => places.gazetteer.commune(code).map(|c| c.name.to_owned()),
            _ => None,
        }
        .unwrap_or_else(|| office::FIND_TITLE.get(lang).to_owned()),
        Some(Route::Procedures) => procedures::TITLE.get(lang).to_owned(),
        Some(Route::Feedback(_)) => feedback::TITLE.get(lang).to_owned(),
        Some(Route::Proposal(_)) => feedback::PROPOSAL_TITLE.get(lang).to_owned(),
        Some(Route::Cases) => feedback::CASES_TITLE.get(lang).to_owned(),
        Some(Route::Case(code)) => feedback::CASE_TITLE.fill(lang, &[("code", &code.to_string())]),
        Some(Route::About) => about::TITLE.get(lang).to_owned(),
        None => shell::NOT_FOUND_TITLE.get(lang).to_owned(),
    };
    shell::DOCUMENT_TITLE.fill(lang, &[("page", &page)])
}

/// The home page. `index.html` holds the same elements, so that taking over moves nothing; a test
/// compares the two.
fn home(app: App, lang: Lang) -> impl IntoView {
    const TASKS: [(Route, IconName, Text, Text); 5] = [
        (Route::Find, IconName::MapPin, shell::TASK_FIND, shell::TASK_FIND_HINT),
        (
            Route::Procedures,
            IconName::FileText,
            shell::TASK_PROCEDURES,
            shell::TASK_PROCEDURES_HINT,
        ),
        (Route::Feedback(None), IconName::Message, shell::TASK_FEEDBACK, shell::TASK_FEEDBACK_HINT),
        (
            Route::Proposal(None),
            IconName::Lightbulb,
            shell::TASK_PROPOSAL,
            shell::TASK_PROPOSAL_HINT,
        ),
        (Route::Cases, IconName::FolderSearch, shell::TASK_CASES, shell::TASK_CASES_HINT),
    ];
    let tasks = TASKS.map(|(route, icon, name, hint)| {
        view! {
            <li>
                <a class="task" href=route.to_string()>
                    <Icon name=icon/>
                    <span><strong>{name.get(lang)}</strong><span>{hint.get(lang)}</span></span>
                </a>
            </li>
        }
    });
    view! {
        <h1 tabindex="-1">{shell::HOME_TITLE.get(lang)}</h1>
        <Finder lang goal=Goal::Look/>
        {my_commune(app, lang)}
        <nav aria-labelledby="tasks">
            <h2 id="tasks">{shell::HOME_TASKS.get(lang)}</h2>
            <ul class="tasks">{tasks.collect_view()}</ul>
        </nav>
    }
}

/// The way to the commune that the visitor saved, where one is saved.
fn my_commune(app: App, lang: Lang) -> impl IntoView {
    let mine = app.mine;
    let link = move || mine.get().map_or(Route::Home, Route::Commune).to_string();
    let name = move || {
        let places = app.places.get();
        let name = match (&places, mine.get()) {
            (Loadable::Ready(places), Some(code)) => places.gazetteer.commune(code).map(|c| c.name),
            _ => None,
        };
        match name {
            Some(name) => shell::MY_COMMUNE_NAMED.fill(lang, &[("name", name)]),
            None => shell::MY_COMMUNE.get(lang).to_owned(),
        }
    };
    view! {
        <p class="mine" hidden=move || mine.get().is_none()>
            <a class="button wide" href=link>
                <Icon name=IconName::Star/>
                <span>{name}</span>
            </a>
        </p>
    }
}

fn not_found(lang: Lang) -> impl IntoView {
    view! {
        <h1 tabindex="-1">{shell::NOT_FOUND_TITLE.get(lang)}</h1>
        <p>{shell::NOT_FOUND.get(lang)}</p>
        <p class="actions">
            <a class="button" href=Route::Home.to_string()>{shell::BACK_HOME.get(lang)}</a>
            <a class="button" href=Route::Find.to_string()>{shell::TASK_FIND.get(lang)}</a>
        </p>
    }
}
