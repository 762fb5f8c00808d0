//! The communes of a province.

use crate::app::App;
use crate::office::finder::former_name;
use crate::platform::packs::Places;
use crate::platform::settings;
use crate::ui::FilterBox;
use contract::Route;
use gazetteer::{ProvinceCode, fold};
use leptos::prelude::*;
use std::sync::Arc;
use texts::{Lang, format, office, shell};

/// All communes of a province by name, with a box to narrow them down.
#[component]
pub fn ProvincePage(lang: Lang, code: ProvinceCode) -> impl IntoView {
    let app = App::of_page();
    let filter = RwSignal::new(String::new());
    app.with_places(lang, move |places| province(&places, code, filter, lang))
}

fn province(
    places: &Arc<Places>,
    code: ProvinceCode,
    filter: RwSignal<String>,
    lang: Lang,
) -> AnyView {
    let Some(province) = places.gazetteer.province(code) else {
        return view! {
            <h1 tabindex="-1">{shell::NOT_FOUND_TITLE.get(lang)}</h1>
            <p>{shell::NOT_FOUND.get(lang)}</p>
            <p class="actions">
                <a class="button" href=Route::Find.to_string()>{shell::TASK_FIND.get(lang)}</a>
            </p>
        }
        .into_any();
    };
    settings::set_province(code);
    let title = office::PROVINCE_TITLE
        .fill(lang, &[("province", &format::mid_sentence(lang, province.name))]);
    let former = province.former.map(|former| view! { <p>{former_name(former, lang)}</p> });
    let places = Arc::clone(places);
    let list = move || {
        let wanted = filter.with(|filter| fold(filter));
        let matching: Vec<_> = places
            .gazetteer
            .communes_of(code)
            .filter(|commune| fold(commune.name).contains(wanted.trim()))
            .map(|commune| {
                view! {
                    <li><a href=Route::Commune(commune.code).to_string()><span>{commune.name.to_owned()}</span></a></li>
                }
            })
            .collect();
        let summary = match matching.len() {
            0 => office::FILTER_NONE.get(lang).to_owned(),
            count => office::PROVINCE_COUNT.fill(lang, &[("count", &format::number(lang, count))]),
        };
        view! {
            <p class="quiet" role="status">{summary}</p>
            <ul class="list">{matching}</ul>
        }
    };
    view! {
        <h1 tabindex="-1">{title}</h1>
        {former}
        <FilterBox label=office::FILTER_LABEL.get(lang) filter/>
        {list}
    }
    .into_any()
}
