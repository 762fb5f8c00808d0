//! What a page shows while something is on its way, and when it did not come.

use crate::platform::packs::Loadable;
use crate::ui::{Notice, NoticeKind};
use leptos::prelude::*;
use texts::{Lang, Text, shell};

/// What is said while something is not here.
#[derive(Clone, Copy)]
pub struct Meanwhile {
    /// While it is on its way.
    pub loading: Text,
    /// When it did not come: what that means, above a button that tries again.
    pub failed: Text,
}

/// What `ready` makes of the value; until then, what is said `meanwhile`. The button under a
/// failure calls `retry`.
pub fn loadable<T, V>(
    lang: Lang,
    value: RwSignal<Loadable<T>>,
    meanwhile: Meanwhile,
    retry: impl Fn() + Copy + Send + 'static,
    ready: impl Fn(T) -> V + Send + 'static,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    V: IntoView + 'static,
{
    move || match value.get() {
        Loadable::Loading => {
            view! { <p class="quiet" role="status">{meanwhile.loading.get(lang)}</p> }.into_any()
        }
        Loadable::Failed => view! {
            <div role="alert">
                <Notice kind=NoticeKind::Warning>
                    <p>{meanwhile.failed.get(lang)}</p>
                    <button type="button" class="button" on:click=move |_| retry()>
                        {shell::TRY_AGAIN.get(lang)}
                    </button>
                </Notice>
            </div>
        }
        .into_any(),
        Loadable::Ready(value) => ready(value).into_any(),
    }
}
