//! The form for writing to a commune.

use super::kind_texts;
use crate::app::App;
use crate::office::Finder;
use crate::platform::outbox::{SubmitError, Writing};
use crate::platform::packs::Places;
use crate::platform::{page, settings};
use crate::ui::{Notice, NoticeKind};
use casework::Kind;
use contract::{Fault, Field, FieldFault, Route, WORDS_MAX_CHARS};
use gazetteer::CommuneCode;
use leptos::prelude::*;
use leptos::task::spawn_local;
use texts::{Lang, feedback, format, office, shell};

/// Writes to a commune; asks which, when it is not known yet. `kind` is what is ticked at first.
#[component]
pub fn FeedbackPage(lang: Lang, commune: Option<CommuneCode>, kind: Kind) -> impl IntoView {
    let app = App::of_page();
    let title = match kind {
        Kind::Proposal => feedback::PROPOSAL_TITLE,
        _ => feedback::TITLE,
    };
    let body = match commune {
        Some(code) => {
            app.with_places(lang, move |places| form_for(app, &places, code, kind, lang)).into_any()
        }
        None => {
            let link = match kind {
                Kind::Proposal => |code| Route::Proposal(Some(code)),
                _ => |code| Route::Feedback(Some(code)),
            };
            view! {
                <h2>{feedback::CHOOSE_COMMUNE.get(lang)}</h2>
                <p>{feedback::CHOOSE_COMMUNE_HINT.get(lang)}</p>
                <Finder lang link/>
            }
            .into_any()
        }
    };
    view! {
        <h1 tabindex="-1">{title.get(lang)}</h1>
        {body}
    }
}

fn form_for(app: App, places: &Places, code: CommuneCode, kind: Kind, lang: Lang) -> AnyView {
    let Some(commune) = places.gazetteer.commune(code) else {
        return view! {
            <p>{office::UNKNOWN_COMMUNE.fill(lang, &[("code", &code.to_string())])}</p>
            <p class="actions">
                <a class="button" href=Route::Feedback(None).to_string()>
                    {feedback::OTHER_COMMUNE.get(lang)}
                </a>
            </p>
        }
        .into_any();
    };
    let province = places.gazetteer.province(commune.province).map(|p| p.name);
    let name = office::IN_PROVINCE
        .fill(lang, &[("commune", commune.name), ("province", province.unwrap_or_default())]);
    let other = match kind {
        Kind::Proposal => Route::Proposal(None),
        _ => Route::Feedback(None),
    };
    view! {
        <p class="goes-to">
            <span class="quiet">{feedback::SEND_TO.get(lang)}</span>
            <strong>{feedback::OFFICE_OF.fill(lang, &[("commune", &name)])}</strong>
            <a href=other.to_string()>{feedback::OTHER_COMMUNE.get(lang)}</a>
        </p>
        {form(app, code, kind, lang)}
    }
    .into_any()
}

/// What can go wrong with the form as a whole.
#[derive(Clone)]
enum Outcome {
    Writing,
    Saving,
    Faults(Vec<FieldFault>),
    StorageRefused,
}

fn form(app: App, code: CommuneCode, first_kind: Kind, lang: Lang) -> impl IntoView {
    let kind = RwSignal::new(first_kind);
    let words = RwSignal::new(settings::draft().unwrap_or_default());
    let name = RwSignal::new(String::new());
    let telephone = RwSignal::new(String::new());
    let outcome = RwSignal::new(Outcome::Writing);
    let kept = RwSignal::new(words.with_untracked(|words| !words.is_empty()));

    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        // A second tap on the button must not write a second case.
        if matches!(outcome.get_untracked(), Outcome::Saving) {
            return;
        }
        outcome.set(Outcome::Saving);
        let writing = Writing {
            commune: code.to_string(),
            kind: kind.get_untracked().as_str().to_owned(),
            words: words.get_untracked(),
            name: name.get_untracked(),
            telephone: telephone.get_untracked(),
        };
        spawn_local(async move {
            match app.outbox.submit(writing).await {
                Ok(code) => {
                    settings::discard_draft();
                    app.go(Route::Case(code));
                }
                Err(SubmitError::Fields(faults)) => outcome.set(Outcome::Faults(faults)),
                Err(SubmitError::Storage(_)) => outcome.set(Outcome::StorageRefused),
            }
        });
    };
    let write = move |text: String| {
        kept.set(settings::keep_draft(&text) && !text.is_empty());
        words.set(text);
    };
    let discard = move |_| {
        settings::discard_draft();
        words.set(String::new());
        kept.set(false);
        page::focus("words");
    };
    let fault = move |field: Field| {
        outcome.with(|outcome| match outcome {
            Outcome::Faults(faults) => faults.iter().find(|f| f.field == field).copied(),
            _ => None,
        })
    };
    // The summary takes the focus, so that it is read out and cannot be overlooked.
    Effect::new(move || {
        if matches!(outcome.get(), Outcome::Faults(_) | Outcome::StorageRefused) {
            page::focus("summary");
        }
    });

    let error = move |field: Field, id: &'static str| {
        move || {
            fault(field).map(|fault| view! { <p class="fault" id=id>{fault_text(fault, lang)}</p> })
        }
    };
    let kinds = Kind::ALL.map(|choice| {
        let (title, hint) = kind_texts(choice);
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name="kind"
                    prop:checked=move || kind.get() == choice
                    on:change=move |_| kind.set(choice)
                />
                <span><strong>{title.get(lang)}</strong>" "<span class="quiet">{hint.get(lang)}</span></span>
            </label>
        }
    });
    let left = move || {
        let used = words.with(|words| words.chars().count());
        let left = format::number(lang, WORDS_MAX_CHARS.saturating_sub(used));
        // A count from the first letter on would only distract.
        (used * 5 > WORDS_MAX_CHARS * 4)
            .then(|| feedback::WORDS_LEFT.fill(lang, &[("count", &left)]))
    };

    view! {
        {move || summary(&outcome.get(), lang)}
        <form on:submit=submit novalidate>
            <fieldset>
                <legend>{feedback::KIND_LEGEND.get(lang)}</legend>
                {kinds.collect_view()}
            </fieldset>

            <label for="words">{feedback::WORDS_LABEL.get(lang)}</label>
            <p class="hint" id="words-hint">{feedback::WORDS_HINT.get(lang)}</p>
            {error(Field::Words, "words-fault")}
            <textarea
                id="words"
                rows="6"
                aria-describedby="words-hint words-fault"
                aria-invalid=move || fault(Field::Words).is_some().to_string()
                prop:value=move || words.get()
                on:input=move |event| write(event_target_value(&event))
            ></textarea>
            <p class="quiet small" aria-live="polite">{left}</p>
            {move || kept.get().then(|| view! {
                <p class="quiet small">
                    {feedback::DRAFT_KEPT.get(lang)} " "
                    <button type="button" class="link" on:click=discard>{feedback::DISCARD_DRAFT.get(lang)}</button>
                </p>
            })}

            <label for="name">{feedback::NAME_LABEL.get(lang)}</label>
            {error(Field::Name, "name-fault")}
            <input
                id="name"
                type="text"
                autocomplete="name"
                aria-describedby="name-fault"
                aria-invalid=move || fault(Field::Name).is_some().to_string()
                prop:value=move || name.get()
                on:input=move |event| name.set(event_target_value(&event))
            />

            <label for="telephone">{feedback::TELEPHONE_LABEL.get(lang)}</label>
            <p class="hint" id="telephone-hint">{feedback::TELEPHONE_HINT.get(lang)}</p>
            {error(Field::Telephone, "telephone-fault")}
            <input
                id="telephone"
                type="tel"
                autocomplete="tel"
                aria-describedby="telephone-hint telephone-fault"
                aria-invalid=move || fault(Field::Telephone).is_some().to_string()
                prop:value=move || telephone.get()
                on:input=move |event| telephone.set(event_target_value(&event))
            />

            <p class="quiet small">{feedback::PRIVACY.get(lang)}</p>
            <button type="submit" class="button primary wide">
                {move || match outcome.get() {
                    Outcome::Saving => feedback::SAVING.get(lang),
                    _ => feedback::SEND.get(lang),
                }}
            </button>
        </form>
    }
}

fn summary(outcome: &Outcome, lang: Lang) -> Option<AnyView> {
    match outcome {
        Outcome::Writing | Outcome::Saving => None,
        Outcome::Faults(faults) => {
            let items = faults
                .iter()
                .map(|&fault| {
                    let field = match fault.field {
                        Field::Name => "name",
                        Field::Telephone => "telephone",
                        _ => "words",
                    };
                    view! {
                        <li>
                            <button type="button" class="link" on:click=move |_| page::focus(field)>
                                {fault_text(fault, lang)}
                            </button>
                        </li>
                    }
                })
                .collect_view();
            Some(
                view! {
                    <div class="summary" id="summary" tabindex="-1" role="alert">
                        <h2>{shell::ERROR_SUMMARY.get(lang)}</h2>
                        <ul>{items}</ul>
                    </div>
                }
                .into_any(),
            )
        }
        Outcome::StorageRefused => Some(
            view! {
                <div id="summary" tabindex="-1" role="alert">
                    <Notice kind=NoticeKind::Warning><p>{feedback::STORAGE_FAILED.get(lang)}</p></Notice>
                </div>
            }
            .into_any(),
        ),
    }
}

fn fault_text(fault: FieldFault, lang: Lang) -> String {
    let FieldFault { field, fault } = fault;
    match (field, fault) {
        (Field::Words, Fault::Empty) => feedback::FAULT_WORDS_EMPTY.get(lang).to_owned(),
        (Field::Words, Fault::TooLong { max }) => {
            feedback::FAULT_WORDS_TOO_LONG.fill(lang, &[("max", &format::number(lang, max))])
        }
        (Field::Name, Fault::TooLong { max }) => {
            feedback::FAULT_NAME_TOO_LONG.fill(lang, &[("max", &format::number(lang, max))])
        }
        (Field::Words | Field::Name, Fault::ControlCharacter) => {
            feedback::FAULT_CONTROL.get(lang).to_owned()
        }
        (Field::Telephone, _) => feedback::FAULT_TELEPHONE.get(lang).to_owned(),
        _ => feedback::FAULT_OTHER.get(lang).to_owned(),
    }
}
