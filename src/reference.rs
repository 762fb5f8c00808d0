//! The pages to read: of a province, of a commune, the procedures, and about this app.

use crate::office::{CommunePage, ProvincePage};
use crate::procedures::ProceduresPage;
use contract::Route;
use leptos::prelude::*;
use texts::{Lang, Text, about};

/// The page of a route; nothing when it is not one of these.
pub fn page(route: Route, lang: Lang) -> Option<AnyView> {
    Some(match route {
        Route::Province(code) => view! { <ProvincePage lang code/> }.into_any(),
        Route::Commune(code) => view! { <CommunePage lang code/> }.into_any(),
        Route::Procedures => view! { <ProceduresPage lang/> }.into_any(),
        Route::About => about_page(lang).into_any(),
        _ => return None,
    })
}

fn about_page(lang: Lang) -> impl IntoView {
    let section = |title: Text, paragraphs: &'static [Text]| {
        view! {
            <section>
                <h2>{title.get(lang)}</h2>
                {paragraphs.iter().map(|text| view! { <p>{text.get(lang)}</p> }).collect_view()}
            </section>
        }
    };
    view! {
        <h1 tabindex="-1">{about::TITLE.get(lang)}</h1>
        <p>{about::LEAD.get(lang)}</p>
        <p><strong>{about::NOT_OFFICIAL.get(lang)}</strong></p>
        {section(about::DATA, &[about::DATA_UNITS, about::DATA_LAW, about::DATA_OFFICES])}
        {section(about::SOURCES, &[
            about::SOURCE_UNITS,
            about::SOURCE_MAPPING,
            about::SOURCE_OFFICES,
            about::SOURCE_PROCEDURES,
            about::SOURCE_ICONS,
        ])}
        {section(about::PRIVACY, &[about::PRIVACY_SEARCH, about::PRIVACY_FEEDBACK, about::PRIVACY_NO_TRACKING])}
    }
}
