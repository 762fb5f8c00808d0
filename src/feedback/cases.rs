//! What was sent from this phone, and any case by its code.

use super::case::state_text;
use super::kind_texts;
use crate::app::App;
use crate::platform::outbox::Submission;
use crate::platform::packs::Loadable;
use crate::platform::page;
use crate::ui::{Notice, NoticeKind};
use casework::Kind;
use contract::{CodeError, Route, TrackingCode};
use leptos::prelude::*;
use texts::{Lang, feedback, format};

/// The box for a code, and the list of what was written on this phone.
#[component]
pub fn CasesPage(lang: Lang) -> impl IntoView {
    let app = App::of_page();
    let list = move || {
        if !app.outbox.is_readable() {
            return view! {
                <Notice kind=NoticeKind::Warning><p>{feedback::CASES_UNREADABLE.get(lang)}</p></Notice>
            }
            .into_any();
        }
        let submissions = app.outbox.submissions();
        if submissions.is_empty() {
            return view! {
                <p>{feedback::NOTHING_SENT.get(lang)}</p>
                <p>{feedback::NOTHING_SENT_HELP.get(lang)}</p>
            }
            .into_any();
        }
        let items = submissions.iter().map(|submission| item(app, submission, lang)).collect_view();
        view! { <ul class="list">{items}</ul> }.into_any()
    };
    view! {
        <h1 tabindex="-1">{feedback::CASES_TITLE.get(lang)}</h1>
        <CodeBox lang/>
        <section aria-labelledby="mine">
            <h2 id="mine">{feedback::ON_THIS_PHONE.get(lang)}</h2>
            {list}
        </section>
    }
}

fn item(app: App, submission: &Submission, lang: Lang) -> Option<impl IntoView + use<>> {
    let code: TrackingCode = submission.record.code.parse().ok()?;
    let kind: Kind = submission.record.kind.parse().ok()?;
    let commune = match app.places.get() {
        Loadable::Ready(places) => {
            let commune = submission.record.commune.parse().ok();
            commune.and_then(|code| Some(places.gazetteer.commune(code)?.name.to_owned()))
        }
        _ => None,
    };
    let beginning: String = submission.record.words.chars().take(80).collect();
    Some(view! {
        <li>
            <a href=Route::Case(code).to_string()>
                <span>
                    <strong>{kind_texts(kind).0.get(lang)}</strong>
                    {commune.map(|commune| format!(" · {commune}"))}
                </span>
                <bdi class="quiet">{beginning}</bdi>
                <span class="small">
                    {state_text(app, submission).get(lang)} " · " {code.to_string()} " · "
                    {format::moment(lang, &page::local_time(&submission.record.written_at))}
                </span>
            </a>
        </li>
    })
}

#[component]
fn CodeBox(lang: Lang) -> impl IntoView {
    let app = App::of_page();
    let typed = RwSignal::new(String::new());
    let fault = RwSignal::new(None);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        match typed.with_untracked(|typed| typed.parse::<TrackingCode>()) {
            Ok(code) => app.go(Route::Case(code)),
            Err(error) => {
                fault.set(Some(match error {
                    CodeError::Length(0) => feedback::CODE_EMPTY.get(lang).to_owned(),
                    CodeError::Length(_) => feedback::CODE_LENGTH.get(lang).to_owned(),
                    CodeError::Symbol(symbol) => {
                        feedback::CODE_SYMBOL.fill(lang, &[("symbol", &symbol.to_string())])
                    }
                    CodeError::Check => feedback::CODE_CHECK.get(lang).to_owned(),
                }));
                page::focus("code");
            }
        }
    };
    view! {
        <form on:submit=submit novalidate>
            <label for="code">{feedback::CODE_LABEL.get(lang)}</label>
            <p class="hint" id="code-hint">{feedback::CODE_HINT.get(lang)}</p>
            <div role="alert" id="code-fault">
                {move || fault.get().map(|fault| view! { <p class="fault">{fault}</p> })}
            </div>
            <input
                id="code"
                type="text"
                autocomplete="off"
                autocapitalize="characters"
                spellcheck="false"
                aria-describedby="code-hint code-fault"
                aria-invalid=move || fault.get().is_some().to_string()
                prop:value=move || typed.get()
                on:input=move |event| typed.set(event_target_value(&event))
            />
            <button type="submit" class="button primary">{feedback::CODE_SHOW.get(lang)}</button>
        </form>
    }
}
