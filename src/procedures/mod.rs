//! Look up a procedure.

use crate::app::App;
use crate::platform::packs::Loadable;
use crate::ui::{FilterBox, Meanwhile, Notice, NoticeKind, loadable};
use catalogue::Catalogue;
use gazetteer::fold;
use leptos::prelude::*;
use leptos::task::spawn_local;
use texts::{Lang, format, procedures};

/// The procedures that residents use most, by field.
#[component]
pub fn ProceduresPage(
    /// The language of its texts.
    lang: Lang,
) -> impl IntoView {
    let app = App::of_page();
    let filter = RwSignal::new(String::new());
    let catalogue = RwSignal::new(Loadable::Loading);
    let fetch = move || {
        catalogue.set(Loadable::Loading);
        spawn_local(async move {
            let fetched = match app.manifest() {
                Some(manifest) => manifest.procedures().await.ok(),
                None => None,
            };
            catalogue.set(fetched.map_or(Loadable::Failed, Loadable::Ready));
        });
    };
    fetch();
    let meanwhile = Meanwhile { loading: procedures::LOADING, failed: procedures::FAILED };
    view! {
        <h1 tabindex="-1">{procedures::TITLE.get(lang)}</h1>
        {loadable(lang, catalogue, meanwhile, fetch, move |catalogue| list(catalogue, filter, lang))}
    }
}

fn list(catalogue: Catalogue, filter: RwSignal<String>, lang: Lang) -> impl IntoView {
    let matching = move || {
        let wanted = filter.with(|filter| fold(filter));
        let wanted = wanted.trim();
        let mut fields: Vec<(&str, Vec<AnyView>)> = Vec::new();
        let mut count = 0;
        for procedure in &catalogue.procedures {
            if !fold(&procedure.title).contains(wanted) && !procedure.code.contains(wanted) {
                continue;
            }
            count += 1;
            let source = catalogue.sources.get(&procedure.source);
            let source = source.map_or(&procedure.source, |source| &source.title);
            let item = view! {
                <li>
                    <span lang="vi">{procedure.title.clone()}</span>
                    <span class="quiet small">
                        {procedures::CODE.fill(lang, &[("code", &procedure.code), ("source", source)])}
                    </span>
                </li>
            }
            .into_any();
            match fields.iter_mut().find(|(field, _)| *field == procedure.field) {
                Some((_, items)) => items.push(item),
                None => fields.push((&procedure.field, vec![item])),
            }
        }
        let summary = match count {
            0 => procedures::FILTER_NONE.get(lang).to_owned(),
            count => procedures::COUNT.fill(lang, &[("count", &format::number(lang, count))]),
        };
        let fields = fields
            .into_iter()
            .map(|(field, items)| {
                view! {
                    <section>
                        <h2 lang="vi">{field.to_owned()}</h2>
                        <ul class="plain procedures">{items}</ul>
                    </section>
                }
            })
            .collect_view();
        view! {
            <p class="quiet" role="status">{summary}</p>
            {fields}
        }
    };
    view! {
        <p>{procedures::LEAD.get(lang)}</p>
        <Notice kind=NoticeKind::Warning><p>{procedures::ONLY_NAMES.get(lang)}</p></Notice>
        <FilterBox label=procedures::FILTER_LABEL.get(lang) filter/>
        {matching}
    }
}
