//! One case: where it stands, as this phone and the server know it.

use super::kind_texts;
use crate::app::App;
use crate::platform::http::{self, HttpError};
use crate::platform::outbox::{Delivery, Hindrance, Submission, Writing};
use crate::platform::packs::Loadable;
use crate::platform::page;
use crate::platform::share::{self, Shared};
use crate::ui::{Icon, IconName, Meanwhile, Notice, NoticeKind, loadable};
use casework::{Kind, State};
use contract::{CaseStatus, Field, FieldProblem, Route, TRACKING_PATH, TrackingCode};
use leptos::prelude::*;
use leptos::task::spawn_local;
use texts::{Lang, Text, feedback, format, office};

/// Where a case stands.
#[component]
pub fn CasePage(lang: Lang, code: TrackingCode) -> impl IntoView {
    let app = App::of_page();
    let here = Memo::new(move |_| app.outbox.find(code));
    view! {
        <h1 tabindex="-1">{feedback::CASES_TITLE.get(lang)}</h1>
        <p class="code">{code.to_string()}</p>
        <CopyCode lang code/>
        {move || match here.get() {
            Some(submission) => written_here(app, submission, lang).into_any(),
            None => view! { <KnownToServer lang code/> }.into_any(),
        }}
    }
}

/// The state of what was written on this phone.
pub(super) fn state_text(app: App, submission: &Submission) -> Text {
    match &submission.delivery {
        Delivery::Waiting if app.outbox.is_sending(submission) => feedback::STATE_SENDING,
        Delivery::Waiting => feedback::STATE_WAITING,
        Delivery::Received(_) => feedback::STATE_RECEIVED,
        Delivery::Refused { .. } => feedback::STATE_REFUSED,
    }
}

fn written_here(app: App, submission: Submission, lang: Lang) -> impl IntoView {
    let record = submission.record.clone();
    let written_at = format::moment(lang, &page::local_time(&record.written_at));
    let received_at = match &submission.delivery {
        Delivery::Received(receipt) => Some(receipt.received_at.clone()),
        _ => None,
    };
    let kind = record.kind.parse().unwrap_or(Kind::Problem);
    view! {
        <div role="status">{move || delivery_notice(app, &submission, lang)}</div>
        {details(app, kind, record.commune, received_at, lang)}
        <h2>{feedback::YOUR_WORDS.get(lang)} " " <span class="quiet small">"("{feedback::ONLY_HERE.get(lang)}")"</span></h2>
        <p class="quiet small">{feedback::WRITTEN_AT.get(lang)} " " {written_at}</p>
        <blockquote class="words"><bdi>{record.words}</bdi></blockquote>
    }
}

fn delivery_notice(app: App, submission: &Submission, lang: Lang) -> AnyView {
    let state = state_text(app, submission).get(lang);
    match &submission.delivery {
        Delivery::Received(_) => view! {
            <Notice kind=NoticeKind::Success>
                <p><strong>{state}</strong></p>
                <p>{feedback::KEEP_CODE.get(lang)}</p>
            </Notice>
        }
        .into_any(),
        Delivery::Waiting => {
            let sending = app.outbox.is_sending(submission);
            let why = app.outbox.hindrance(submission).map(|hindrance| match hindrance {
                Hindrance::Unreachable => feedback::WHY_NO_NETWORK,
                Hindrance::NotOurServer => feedback::WHY_NOT_OUR_SERVER,
                Hindrance::Busy => feedback::WHY_SERVER_BUSY,
            });
            let help = (!sending).then(|| view! {
                <p>{why.map(|why| why.get(lang))} " " {feedback::STATE_WAITING_HELP.get(lang)}</p>
                <button type="button" class="button" on:click=move |_| spawn_local(app.outbox.send_waiting())>
                    <Icon name=IconName::Send/>
                    {feedback::SEND_NOW.get(lang)}
                </button>
            });
            view! {
                <Notice kind=NoticeKind::Info>
                    <p><strong>{state}</strong></p>
                    {help}
                </Notice>
            }
            .into_any()
        }
        Delivery::Refused { reason, fields } => {
            let help = refusal_text(reason, fields, lang);
            let record = submission.record.clone();
            let edit = move |_| {
                let commune = record.commune.parse().ok();
                let route = match record.kind.parse() {
                    Ok(Kind::Proposal) => Route::Proposal(commune),
                    _ => Route::Feedback(commune),
                };
                app.writing.set(Writing {
                    commune: record.commune.clone(),
                    kind: record.kind.clone(),
                    words: record.words.clone(),
                    name: record.name.clone().unwrap_or_default(),
                    telephone: record.telephone.clone().unwrap_or_default(),
                    corrects: Some(record.id.clone()),
                });
                app.go(route);
            };
            view! {
                <Notice kind=NoticeKind::Warning>
                    <p><strong>{state}</strong></p>
                    <p>{help}</p>
                    <button type="button" class="button" on:click=edit>
                        {feedback::EDIT_AND_SEND.get(lang)}
                    </button>
                </Notice>
            }
            .into_any()
        }
    }
}

/// What the server said when it refused, with the name of every field it is about.
fn refusal_text(reason: &str, fields: &[FieldProblem], lang: Lang) -> String {
    let named = fields.iter().map(|problem| {
        let name = match problem.field {
            Field::Words => feedback::WORDS_LABEL,
            Field::Name => feedback::NAME_LABEL,
            Field::Telephone => feedback::TELEPHONE_LABEL,
            Field::Kind => feedback::KIND,
            Field::Commune => feedback::SEND_TO,
            _ => return problem.detail.clone(),
        };
        format!("{}: {}", name.get(lang), problem.detail)
    });
    let mut sentences = vec![feedback::STATE_REFUSED_HELP.get(lang).to_owned()];
    sentences.extend(named);
    if fields.is_empty() {
        sentences.push(reason.to_owned());
    }
    sentences.join(" ")
}

/// What the server says of a case that was not written on this phone.
#[derive(Clone)]
enum Answer {
    Status(CaseStatus),
    NoSuchCase,
}

#[component]
fn KnownToServer(lang: Lang, code: TrackingCode) -> impl IntoView {
    let app = App::of_page();
    let answer = RwSignal::new(Loadable::Loading);
    let ask = move || {
        answer.set(Loadable::Loading);
        spawn_local(async move {
            let status = http::get_json(&format!("{TRACKING_PATH}/{code}")).await;
            answer.set(match status {
                Ok(status) => Loadable::Ready(Answer::Status(status)),
                Err(HttpError::Refused(problem)) if problem.status == 404 => {
                    Loadable::Ready(Answer::NoSuchCase)
                }
                Err(_) => Loadable::Failed,
            });
        });
    };
    ask();
    let ready = move |answer| match answer {
        Answer::Status(status) => {
            let state = match status.state {
                State::Received => feedback::STATE_RECEIVED,
            };
            view! {
                <div role="status">
                    <Notice kind=NoticeKind::Success><p><strong>{state.get(lang)}</strong></p></Notice>
                </div>
                {details(app, status.kind, status.responsible_commune, Some(status.received_at), lang)}
            }
            .into_any()
        }
        Answer::NoSuchCase => view! {
            <div role="status">
                <Notice kind=NoticeKind::Warning>
                    <p><strong>{feedback::NOT_FOUND.get(lang)}</strong></p>
                    <p>{feedback::NOT_FOUND_HELP.get(lang)}</p>
                </Notice>
            </div>
        }
        .into_any(),
    };
    let meanwhile = Meanwhile { loading: feedback::LOOKING_UP, failed: feedback::LOOK_UP_FAILED };
    loadable(lang, answer, meanwhile, ask, ready)
}

fn details(
    app: App,
    kind: Kind,
    commune: String,
    received_at: Option<String>,
    lang: Lang,
) -> impl IntoView {
    let responsible = move || {
        let Loadable::Ready(places) = app.places.get() else {
            return commune.clone();
        };
        let known = commune.parse().ok().and_then(|code| places.gazetteer.commune(code));
        let Some(known) = known else {
            return commune.clone();
        };
        let province =
            places.gazetteer.province(known.province).map(|p| p.name).unwrap_or_default();
        let name =
            office::IN_PROVINCE.fill(lang, &[("commune", known.name), ("province", province)]);
        feedback::OFFICE_OF.fill(lang, &[("commune", &format::mid_sentence(lang, &name))])
    };
    view! {
        <dl class="facts">
            <dt>{feedback::RESPONSIBLE.get(lang)}</dt>
            <dd>{responsible}</dd>
            <dt>{feedback::KIND.get(lang)}</dt>
            <dd>{kind_texts(kind).0.get(lang)}</dd>
            {received_at.map(|at| view! {
                <dt>{feedback::RECEIVED_AT.get(lang)}</dt>
                <dd>{format::moment(lang, &at)}</dd>
            })}
            <dt>{feedback::DUE.get(lang)}</dt>
            <dd>{feedback::DUE_UNKNOWN.get(lang)}</dd>
        </dl>
    }
}

#[component]
fn CopyCode(lang: Lang, code: TrackingCode) -> impl IntoView {
    let told = RwSignal::new(None);
    let copy = move |_| {
        spawn_local(async move {
            told.set(match share::copy(&code.to_string()).await {
                Shared::Refused => Some(feedback::KEEP_CODE.get(lang)),
                _ => Some(feedback::CODE_COPIED.get(lang)),
            });
        });
    };
    view! {
        <p class="actions">
            <button type="button" class="button" on:click=copy>
                <Icon name=IconName::Copy/>
                {feedback::COPY_CODE.get(lang)}
            </button>
            <span role="status">{move || told.get()}</span>
        </p>
    }
}
