//! `GET /api/v1/tracking/{code}`: how a case stands, for whoever has its code.

use crate::backend::Handle;
use crate::error::Error;
use crate::time;
use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use contract::{CaseStatus, Fault, Field, Problem, TrackingCode};
use sqlx::Row;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes of this resource.
pub(crate) fn router() -> OpenApiRouter<Handle> {
    OpenApiRouter::new().routes(routes!(get_status))
}

/// How a case stands.
///
/// The public part only: nothing of the words, nothing of the sender. The code may be written as
/// people write it, in any case, with or without hyphens.
#[utoipa::path(
    get,
    path = "/api/v1/tracking/{code}",
    params(("code" = String, Path, description = "The tracking code.")),
    responses(
        (status = 200, description = "How it stands.", body = CaseStatus),
        (status = 404, description = "No case has this code.", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "This is no tracking code: a symbol was mistyped.", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The database does not answer; ask again after the time in Retry-After.", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn get_status(
    State(backend): State<Handle>,
    code: Result<Path<String>, PathRejection>,
) -> Result<Json<CaseStatus>, Error> {
    let code = code
        .ok()
        .and_then(|Path(code)| code.parse::<TrackingCode>().ok())
        .ok_or_else(|| Error::field(Field::Code, Fault::Malformed))?;
    let row = backend.db.in_time(async {
        let found = sqlx::query(
            "SELECT kind, state, received_at, responsible_commune FROM cases WHERE code = $1",
        )
        .bind(code.to_string())
        .fetch_optional(backend.db.reader()?)
        .await?;
        found.ok_or(Error::NoSuchCase)
    });
    let row = row.await?;
    let (kind, state): (String, String) = (row.try_get(0)?, row.try_get(1)?);
    let received_at: String = row.try_get(2)?;
    Ok(Json(CaseStatus {
        code,
        kind: kind.parse().map_err(|_| Error::Row("kind"))?,
        state: state.parse().map_err(|_| Error::Row("state"))?,
        received_at: time::in_vietnam(&received_at)?,
        responsible_commune: row.try_get(3)?,
    }))
}
