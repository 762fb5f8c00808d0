//! `GET /api/v1/offices`: what operators and officers say of offices, as far as it changed.

mod command;
mod store;

pub use command::command;
pub(crate) use store::{begin, operators_rows};

use crate::backend::Handle;
use crate::content::{accepts, has};
use crate::error::Error;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::{Fault, Field, Problem};
use flate2::Compression;
use flate2::write::GzEncoder;
use gazetteer::{CommuneCode, ProvinceCode};
use offices::OfficeChanges;
use sha2::{Digest, Sha256};
use std::fmt;
use std::io::Write;
use std::str::FromStr;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// How many rows one answer holds at most: with all fields filled some 40 KB compressed.
const ROWS_MAX: usize = 250;

/// The routes of this resource.
pub(crate) fn router() -> OpenApiRouter<Handle> {
    OpenApiRouter::new().routes(routes!(get_offices))
}

/// How far a client has read: which database, and which change in it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Cursor {
    epoch: String,
    change: i64,
}

/// `0123456789abcdef-42`
impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.epoch, self.change)
    }
}

impl FromStr for Cursor {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        let (epoch, change) = text.split_once('-').ok_or(Fault::Malformed)?;
        let is_epoch = epoch.len() == store::EPOCH_DIGITS
            && epoch.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        let is_number = !change.is_empty() && change.bytes().all(|b| b.is_ascii_digit());
        match change.parse() {
            Ok(change) if is_epoch && is_number => Ok(Self { epoch: epoch.to_owned(), change }),
            _ => Err(Fault::Malformed),
        }
    }
}

/// What is asked for.
#[derive(Debug, Default)]
struct Question {
    since: Option<Cursor>,
    province: Option<ProvinceCode>,
    commune: Option<CommuneCode>,
}

/// What operators and officers say of offices.
///
/// Without `since` everything they say now, in pages; from then on what changed, with the rows that were
/// withdrawn. Ask again with `next` at once while `more` is true, and from time to time afterwards. What was
/// said wins over what was packed with the app, an officer over the operator.
#[utoipa::path(
    get,
    path = "/api/v1/offices",
    params(
        ("since" = Option<String>, Query, description = "The `next` of the answer before, of a question with the same filter."),
        ("province" = Option<String>, Query, description = "Only this province's: its two digits."),
        ("commune" = Option<String>, Query, description = "Only this commune's: its five digits."),
    ),
    responses(
        (status = 200, description = "The rows, in the order of their changes.", body = OfficeChanges),
        (status = 304, description = "The same as what has the entity tag in If-None-Match."),
        (status = 422, description = "A value is at fault; `since` was never given out by this API.", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The database does not answer; ask again after the time in Retry-After.", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn get_offices(
    State(backend): State<Handle>,
    Query(query): Query<Vec<(String, String)>>,
    asked: HeaderMap,
) -> Result<Response, Error> {
    let question = read(&query, &backend.places)?;
    let changes = backend.db.in_time(store::changes(&backend.db, &question, ROWS_MAX)).await?;
    Ok(answer(&changes, &asked))
}

fn read(query: &[(String, String)], places: &crate::places::Places) -> Result<Question, Error> {
    let value = |name| query.iter().find(|(known, _)| known == name).map(|(_, value)| value);
    let malformed = |field| Error::field(field, Fault::Malformed);
    let mut question = Question::default();
    if let Some(since) = value("since") {
        question.since = Some(since.parse().map_err(|fault| Error::field(Field::Since, fault))?);
    }
    if let Some(code) = value("province") {
        let code = code.parse().map_err(|_| malformed(Field::Province))?;
        if !places.has_province(code) {
            return Err(Error::field(Field::Province, Fault::Unknown));
        }
        question.province = Some(code);
    }
    if let Some(code) = value("commune") {
        let code = code.parse().map_err(|_| malformed(Field::Commune))?;
        places.check(code).map_err(|fault| Error::field(Field::Commune, fault))?;
        question.commune = Some(code);
    }
    Ok(question)
}

/// The answer, compressed if the client takes that, or 304 when it holds it already.
fn answer(changes: &OfficeChanges, asked: &HeaderMap) -> Response {
    // Texts and numbers always have a JSON form.
    let json = serde_json::to_vec(changes).unwrap_or_default();
    let zipped = accepts(asked, "gzip").then(|| gzip(&json)).and_then(Result::ok);
    let hash: String =
        Sha256::digest(&json).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let tag = format!("\"{hash}{}\"", if zipped.is_some() { "-gzip" } else { "" });
    let common = [
        // To be asked for every time; an unchanged answer costs its headers.
        (header::CACHE_CONTROL, "no-cache"),
        (header::VARY, "accept-encoding"),
        (header::ETAG, tag.as_str()),
    ];
    if has(asked, &tag) {
        return (StatusCode::NOT_MODIFIED, common).into_response();
    }
    let media_type = [(header::CONTENT_TYPE, "application/json")];
    match zipped {
        Some(bytes) => {
            (common, media_type, [(header::CONTENT_ENCODING, "gzip")], bytes).into_response()
        }
        None => (common, media_type, json).into_response(),
    }
}

fn gzip(plain: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(plain)?;
    encoder.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_is_read_as_it_was_written_and_nothing_else_is() {
        let cursor = Cursor { epoch: "0123456789abcdef".into(), change: 42 };
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        for text in [
            "",
            "42",
            "0123456789abcdef",
            "0123456789abcdef-",
            "0123456789abcdef--1",
            "0123456789abcdef-+1",
            "0123456789ABCDEF-1",
            "0123456789abcde-1",
            "0123456789abcdef-99999999999999999999",
            "0123456789abcdef-1-1",
        ] {
            assert_eq!(text.parse::<Cursor>(), Err(Fault::Malformed), "{text}");
        }
    }
}
