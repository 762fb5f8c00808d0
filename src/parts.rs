//! The parts of the program that the first look-up does without. `pack split` puts each into a file
//! of its own, which comes when one of its pages is opened, or when nothing else is left to do.

use crate::platform::outbox::Outbox;
use crate::platform::packs::Loadable;
use crate::platform::page;
use crate::ui::{Notice, NoticeKind};
use crate::{feedback, reference, tools};
use contract::Route;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::wasm_split::SplitLoaderError;
use texts::{Lang, shell};

/// After this the parts are fetched unasked, so that they are at hand where there is no signal.
const FIRST_DELAY_MS: u32 = 3_000;
const LONGEST_DELAY_MS: u32 = 60_000;

/// Makes the pages of a part. Other routes are none of its business: it makes nothing of them.
type Pages = fn(Route, Lang) -> Option<AnyView>;

/// Makes a function one of a part: its caller waits until the part is here, which it is from the
/// start where the program is not split (see `build.rs`).
macro_rules! in_part {
    ($part:ident: fn $name:ident($($argument:ident: $type:ty)?) => $pages:expr) => {
        #[cfg(split)]
        #[leptos::wasm_split::wasm_split($part, wasm_split_path = leptos::wasm_split, fallible)]
        fn $name($($argument: $type)?) -> Result<Pages, SplitLoaderError> {
            Ok($pages)
        }

        #[cfg(not(split))]
        async fn $name($($argument: $type)?) -> Result<Pages, SplitLoaderError> {
            Ok($pages)
        }
    };
}

in_part!(reference: fn reference_pages() => reference::page);
in_part!(tools: fn tools_pages() => tools::page);

// All that is known of the outbox's wire and storage comes with the pages for it.
in_part!(feedback: fn feedback_pages(outbox: Outbox) => {
    outbox.open();
    feedback::page
});

/// Which parts there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// What one reads.
    Reference,
    /// What finds communes otherwise than by their names.
    Tools,
    /// What one writes, and what became of it.
    Feedback,
}

impl Part {
    /// In the order in which they are likely to be wanted.
    const ALL: [Self; 3] = [Self::Reference, Self::Feedback, Self::Tools];

    /// The part with the page of a route; nothing when that page is there from the start.
    fn of(route: Route) -> Option<Self> {
        match route {
            Route::Home | Route::Find => None,
            Route::Locate | Route::Convert => Some(Self::Tools),
            Route::Province(_) | Route::Commune(_) | Route::Procedures | Route::About => {
                Some(Self::Reference)
            }
            Route::Feedback(_) | Route::Proposal(_) | Route::Cases | Route::Case(_) => {
                Some(Self::Feedback)
            }
        }
    }
}

/// The parts, as far as they are here.
#[derive(Debug, Clone, Copy)]
pub struct Parts {
    reference: RwSignal<Loadable<Pages>>,
    tools: RwSignal<Loadable<Pages>>,
    feedback: RwSignal<Loadable<Pages>>,
    outbox: Outbox,
}

impl Parts {
    /// None is here yet. The outbox is opened as soon as its part is.
    pub fn new(outbox: Outbox) -> Self {
        Self {
            reference: RwSignal::new(Loadable::Loading),
            tools: RwSignal::new(Loadable::Loading),
            feedback: RwSignal::new(Loadable::Loading),
            outbox,
        }
    }

    /// Whether the page of a route can be shown at once.
    pub fn has(self, route: Route) -> bool {
        Part::of(route).is_none_or(|part| matches!(self.pages(part).get(), Loadable::Ready(_)))
    }

    /// The page of a route, once its part is here; nothing for a page that is in no part.
    pub fn page(self, route: Route, lang: Lang) -> Option<AnyView> {
        let part = Part::of(route)?;
        let pages = self.pages(part);
        if !self.is_here(part) {
            pages.set(Loadable::Loading);
            spawn_local(self.fetch(part));
        }
        let view = move || match pages.get() {
            Loadable::Loading => {
                view! { <p class="quiet" role="status">{shell::PAGE_LOADING.get(lang)}</p> }
                    .into_any()
            }
            Loadable::Failed => self.failed(part, lang),
            Loadable::Ready(pages) => pages(route, lang).into_any(),
        };
        Some(view.into_any())
    }

    /// Fetches what is not here yet, once the more urgent has had its time, and tries until all is
    /// here: something may wait in the outbox.
    pub fn fetch_ahead(self) {
        spawn_local(async move {
            let mut delay = FIRST_DELAY_MS;
            loop {
                TimeoutFuture::new(delay).await;
                for part in Part::ALL {
                    self.fetch(part).await;
                }
                if Part::ALL.into_iter().all(|part| self.is_here(part)) {
                    return;
                }
                delay = (delay * 2).min(LONGEST_DELAY_MS);
            }
        });
    }

    fn is_here(self, part: Part) -> bool {
        matches!(self.pages(part).get_untracked(), Loadable::Ready(_))
    }

    fn pages(self, part: Part) -> RwSignal<Loadable<Pages>> {
        match part {
            Part::Reference => self.reference,
            Part::Tools => self.tools,
            Part::Feedback => self.feedback,
        }
    }

    /// Does nothing for a part that is here; joins in when it is on its way.
    async fn fetch(self, part: Part) {
        if self.is_here(part) {
            return;
        }
        let fetched = match part {
            Part::Reference => reference_pages().await,
            Part::Tools => tools_pages().await,
            Part::Feedback => feedback_pages(self.outbox).await,
        };
        // Setting it twice would make the page anew, and what is being written in it.
        if !self.is_here(part) {
            self.pages(part).set(fetched.map_or(Loadable::Failed, Loadable::Ready));
        }
    }

    /// Trying again helps against a bad connection. A page that is older than what the server has
    /// now asks for files that are gone: against that only a new page helps.
    fn failed(self, part: Part, lang: Lang) -> AnyView {
        let again = move |_| {
            self.pages(part).set(Loadable::Loading);
            spawn_local(self.fetch(part));
        };
        view! {
            <div role="alert">
                <Notice kind=NoticeKind::Warning>
                    <p>{shell::PAGE_FAILED.get(lang)}</p>
                    <p class="actions">
                        <button type="button" class="button" on:click=again>
                            {shell::TRY_AGAIN.get(lang)}
                        </button>
                        <button type="button" class="button" on:click=|_| page::reload()>
                            {shell::RELOAD.get(lang)}
                        </button>
                    </p>
                </Notice>
            </div>
        }
        .into_any()
    }
}
