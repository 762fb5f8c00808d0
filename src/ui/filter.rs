//! A box that narrows a list down.

use leptos::prelude::*;

/// The box; what is typed into it is in `filter`.
#[component]
pub fn FilterBox(label: &'static str, filter: RwSignal<String>) -> impl IntoView {
    view! {
        <label for="filter">{label}</label>
        <input
            id="filter"
            type="search"
            autocomplete="off"
            spellcheck="false"
            prop:value=move || filter.get()
            on:input=move |event| filter.set(event_target_value(&event))
        />
    }
}
