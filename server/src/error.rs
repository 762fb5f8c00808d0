//! Everything that can go wrong with a request, and how the sender is told.

use crate::config::StartError;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use contract::{
    Fault, Field, FieldFault, FieldProblem, PROBLEM_MEDIA_TYPE, Problem, ProblemKind,
    WORDS_MAX_CHARS,
};
use std::any::Any;
use std::sync::Arc;
use texts::{Lang, Text, server as t};

/// For how many seconds a sender should wait when the database is not there.
const RETRY_AFTER: HeaderValue = HeaderValue::from_static("30");

/// Why a request is not answered as the sender hoped.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Error {
    /// The body is not the JSON that is expected, or broke off.
    #[error("the body is malformed")]
    Malformed,
    /// The body is larger than the limit.
    #[error("the body is too large")]
    TooLarge,
    /// The body is not `application/json`.
    #[error("the body is of another type")]
    MediaType,
    /// Fields are at fault.
    #[error("fields are at fault")]
    Fields(Vec<FieldFault>),
    /// The commitment is not that of the record.
    #[error("the commitment is not that of the record")]
    Commitment,
    /// The id or the code belongs to another case.
    #[error("the id or the code is taken")]
    Conflict,
    /// No case has this code.
    #[error("no such case")]
    NoSuchCase,
    /// No such path.
    #[error("no such path")]
    NoSuchPath,
    /// The path does not know this method.
    #[error("no such method")]
    Method,
    /// The request took too long to arrive.
    #[error("the request took too long to arrive")]
    Timeout,
    /// The database took too long.
    #[error("the database took too long")]
    Overdue,
    // Its messages hold no values: all columns are text or whole numbers, so that PostgreSQL
    // never has to quote one that it cannot convert.
    /// The database failed.
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
    /// A stored row holds what this program never writes.
    #[error("a stored row has a bad {0}")]
    Row(&'static str),
    /// A page of the app cannot be read any more.
    #[error("{0}")]
    App(StartError),
    /// A handler panicked.
    #[error("a handler panicked")]
    Panic,
}

impl Error {
    /// One fault in one field.
    pub(crate) fn field(field: Field, fault: Fault) -> Self {
        Self::Fields(vec![FieldFault { field, fault }])
    }

    fn status(&self) -> StatusCode {
        match self.kind() {
            ProblemKind::Malformed => StatusCode::BAD_REQUEST,
            ProblemKind::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            ProblemKind::MediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            ProblemKind::Fields | ProblemKind::Commitment => StatusCode::UNPROCESSABLE_ENTITY,
            ProblemKind::Conflict => StatusCode::CONFLICT,
            ProblemKind::NotFound => StatusCode::NOT_FOUND,
            ProblemKind::Method => StatusCode::METHOD_NOT_ALLOWED,
            ProblemKind::Timeout => StatusCode::REQUEST_TIMEOUT,
            ProblemKind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            ProblemKind::Internal | ProblemKind::Other => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn kind(&self) -> ProblemKind {
        match self {
            Self::Malformed => ProblemKind::Malformed,
            Self::TooLarge => ProblemKind::TooLarge,
            Self::MediaType => ProblemKind::MediaType,
            Self::Fields(_) => ProblemKind::Fields,
            Self::Commitment => ProblemKind::Commitment,
            Self::Conflict => ProblemKind::Conflict,
            Self::NoSuchCase | Self::NoSuchPath => ProblemKind::NotFound,
            Self::Method => ProblemKind::Method,
            Self::Timeout => ProblemKind::Timeout,
            // Rows that cannot be read stay so; everything else may be better in a moment.
            Self::Database(
                sqlx::Error::ColumnDecode { .. }
                | sqlx::Error::ColumnNotFound(_)
                | sqlx::Error::Decode(_)
                | sqlx::Error::Encode(_),
            ) => ProblemKind::Internal,
            Self::Database(_) | Self::Overdue => ProblemKind::Unavailable,
            Self::Row(_) | Self::App(_) | Self::Panic => ProblemKind::Internal,
        }
    }

    fn title_and_detail(&self) -> (Text, Text) {
        match self.kind() {
            ProblemKind::Malformed => (t::MALFORMED_TITLE, t::MALFORMED_DETAIL),
            ProblemKind::TooLarge => (t::TOO_LARGE_TITLE, t::TOO_LARGE_DETAIL),
            ProblemKind::MediaType => (t::MEDIA_TYPE_TITLE, t::MEDIA_TYPE_DETAIL),
            ProblemKind::Fields => (t::FIELDS_TITLE, t::FIELDS_DETAIL),
            ProblemKind::Commitment => (t::COMMITMENT_TITLE, t::COMMITMENT_DETAIL),
            ProblemKind::Conflict => (t::CONFLICT_TITLE, t::CONFLICT_DETAIL),
            ProblemKind::NotFound if matches!(self, Self::NoSuchCase) => {
                (t::NO_CASE_TITLE, t::NO_CASE_DETAIL)
            }
            ProblemKind::NotFound => (t::NOT_FOUND_TITLE, t::NOT_FOUND_DETAIL),
            ProblemKind::Method => (t::METHOD_TITLE, t::METHOD_DETAIL),
            ProblemKind::Timeout => (t::TIMEOUT_TITLE, t::TIMEOUT_DETAIL),
            ProblemKind::Unavailable => (t::UNAVAILABLE_TITLE, t::UNAVAILABLE_DETAIL),
            ProblemKind::Internal | ProblemKind::Other => (t::INTERNAL_TITLE, t::INTERNAL_DETAIL),
        }
    }

    fn problem(&self, lang: Lang) -> Problem {
        let (title, detail) = self.title_and_detail();
        let faults = if let Self::Fields(faults) = self { faults.as_slice() } else { &[] };
        Problem {
            kind: self.kind(),
            status: self.status().as_u16(),
            title: title.get(lang).to_owned(),
            detail: detail.fill(lang, &[("max", &WORDS_MAX_CHARS.to_string())]),
            errors: faults.iter().map(|fault| field_problem(fault, lang)).collect(),
        }
    }
}

fn field_problem(&FieldFault { field, fault }: &FieldFault, lang: Lang) -> FieldProblem {
    let detail = match (field, fault) {
        (_, Fault::TooLong { max }) => t::FAULT_TOO_LONG.fill(lang, &[("max", &max.to_string())]),
        (_, Fault::Empty) => t::FAULT_EMPTY.get(lang).to_owned(),
        (_, Fault::ControlCharacter) => t::FAULT_CONTROL_CHARACTER.get(lang).to_owned(),
        (Field::V, _) => t::FAULT_VERSION.get(lang).to_owned(),
        (Field::Code, _) => t::FAULT_CODE.get(lang).to_owned(),
        (Field::Commune, _) => t::FAULT_COMMUNE.get(lang).to_owned(),
        (Field::Province, _) => t::FAULT_PROVINCE.get(lang).to_owned(),
        (Field::Since, _) => t::FAULT_SINCE.get(lang).to_owned(),
        (Field::Telephone, _) => t::FAULT_TELEPHONE.get(lang).to_owned(),
        (_, Fault::Malformed) => t::FAULT_MALFORMED.get(lang).to_owned(),
        (_, Fault::Unknown) => t::FAULT_UNKNOWN.get(lang).to_owned(),
    };
    FieldProblem { field, detail }
}

impl IntoResponse for Error {
    /// Leaves the words to [`render`], which knows the sender's language.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}

/// Turns the errors of all handlers into problem JSON in the sender's language.
pub(crate) async fn render(request: Request, next: Next) -> Response {
    let lang = request
        .headers()
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .map(Lang::from_accept_language)
        .unwrap_or_default();
    let mut response = next.run(request).await;
    let Some(error) = response.extensions_mut().remove::<Arc<Error>>() else { return response };
    let problem = error.problem(lang);
    if problem.status >= 500 {
        tracing::error!(error = %error, "a request failed");
    }
    // What stands in the headers already stays: `Allow` beside "method not allowed".
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM_MEDIA_TYPE));
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(lang.tag()));
    headers.append(header::VARY, HeaderValue::from_static("accept-language"));
    if problem.kind == ProblemKind::Unavailable {
        headers.insert(header::RETRY_AFTER, RETRY_AFTER);
    }
    // Texts and numbers always have a JSON form.
    *response.body_mut() = Body::from(serde_json::to_vec(&problem).unwrap_or_default());
    response
}

/// Answers a panic as a defect of ours; the connection lives on.
pub(crate) fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response {
    // Where it happened only the panic hook knows, which has run by now.
    drop(panic);
    Error::Panic.into_response()
}

/// For a known path with a method it does not know.
pub(crate) async fn method() -> Error {
    Error::Method
}
