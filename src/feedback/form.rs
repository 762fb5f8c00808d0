//! The form for writing to a commune.

use super::kind_texts;
use crate::app::App;
use crate::office::{Finder, Goal};
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
            let page: fn(CommuneCode) -> Route = match kind {
                Kind::Proposal => |code| Route::Proposal(Some(code)),
                _ => |code| Route::Feedback(Some(code)),
            };
            view! {
                <h2>{feedback::CHOOSE_COMMUNE.get(lang)}</h2>
                <p>{feedback::CHOOSE_COMMUNE_HINT.get(lang)}</p>
                <Finder lang goal=Goal::Choose(page)/>
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
            <strong>{feedback::OFFICE_OF.fill(lang, &[("commune", &format::mid_sentence(lang, &name))])}</strong>
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

/// Whether what is being written survives that the page is closed.
#[derive(Clone, Copy)]
enum Keeping {
    Nothing,
    Kept,
    Refused,
}

fn form(app: App, code: CommuneCode, first_kind: Kind, lang: Lang) -> impl IntoView {
    let commune = code.to_string();
    let writing = app.writing;
    if writing.with_untracked(|writing| writing.commune != commune) {
        let empty = Writing { commune: commune.clone(), ..Writing::default() };
        writing.set(settings::draft(&commune).unwrap_or(empty));
    }
    // Which of the tasks led here counts until something is written.
    if writing.with_untracked(|writing| writing.words.is_empty()) {
        writing.update(|writing| writing.kind = first_kind.as_str().to_owned());
    }
    let has_text = writing.with_untracked(|writing| !writing.words.is_empty());
    let keeping = RwSignal::new(if has_text { Keeping::Kept } else { Keeping::Nothing });
    let outcome = RwSignal::new(Outcome::Writing);

    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        // A second tap on the button must not write a second case.
        if matches!(outcome.get_untracked(), Outcome::Saving) {
            return;
        }
        outcome.set(Outcome::Saving);
        spawn_local(async move {
            let written = writing.get_untracked();
            match app.outbox.submit(written.clone()).await {
                Ok(code) => {
                    settings::discard_draft(&written);
                    writing.set(Writing::default());
                    app.go(Route::Case(code));
                }
                Err(SubmitError::Fields(faults)) => outcome.set(Outcome::Faults(faults)),
                Err(SubmitError::Storage(_)) => outcome.set(Outcome::StorageRefused),
            }
        });
    };
    let write = move |change: &dyn Fn(&mut Writing)| {
        writing.update(change);
        let kept = writing.with_untracked(settings::keep_draft);
        keeping.set(if kept { Keeping::Kept } else { Keeping::Refused });
    };
    let discard = move |_| {
        writing.with_untracked(settings::discard_draft);
        writing.update(|writing| {
            writing.words.clear();
            writing.name.clear();
            writing.telephone.clear();
        });
        keeping.set(Keeping::Nothing);
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
                    prop:checked=move || writing.with(|writing| writing.kind == choice.as_str())
                    on:change=move |_| write(&|writing| writing.kind = choice.as_str().to_owned())
                />
                <span><strong>{title.get(lang)}</strong>" "<span class="quiet">{hint.get(lang)}</span></span>
            </label>
        }
    });
    let left = move || {
        let used = writing.with(|writing| writing.words.chars().count());
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
                prop:value=move || writing.with(|writing| writing.words.clone())
                on:input=move |event| write(&|writing| writing.words = event_target_value(&event))
            ></textarea>
            <p class="quiet small" aria-live="polite">{left}</p>
            {move || match keeping.get() {
                Keeping::Nothing => None,
                Keeping::Kept => Some(view! {
                    <p class="quiet small">
                        {feedback::DRAFT_KEPT.get(lang)} " "
                        <button type="button" class="link" on:click=discard>
                            {feedback::DISCARD_DRAFT.get(lang)}
                        </button>
                    </p>
                }.into_any()),
                Keeping::Refused => Some(view! {
                    <p class="quiet small">{feedback::DRAFT_NOT_KEPT.get(lang)}</p>
                }.into_any()),
            }}

            <label for="name">{feedback::NAME_LABEL.get(lang)}</label>
            {error(Field::Name, "name-fault")}
            <input
                id="name"
                type="text"
                autocomplete="name"
                aria-describedby="name-fault"
                aria-invalid=move || fault(Field::Name).is_some().to_string()
                prop:value=move || writing.with(|writing| writing.name.clone())
                on:input=move |event| write(&|writing| writing.name = event_target_value(&event))
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
                prop:value=move || writing.with(|writing| writing.telephone.clone())
                on:input=move |event| write(&|writing| writing.telephone = event_target_value(&event))
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
