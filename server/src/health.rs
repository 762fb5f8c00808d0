//! `GET /healthz` and `GET /readyz`: for whatever starts, stops and balances copies of the server.

use crate::backend::Handle;
use crate::error::Error;
use axum::extract::State;
use contract::Problem;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// The routes of this resource.
pub(crate) fn router() -> OpenApiRouter<Handle> {
    OpenApiRouter::new().routes(routes!(get_healthz)).routes(routes!(get_readyz))
}

/// Whether the program runs.
#[utoipa::path(get, path = "/healthz", responses((status = 200, description = "It runs.", body = String)))]
async fn get_healthz() -> &'static str {
    "ok"
}

/// Whether the program can do its work: whether the database answers.
#[utoipa::path(
    get,
    path = "/readyz",
    responses(
        (status = 200, description = "It can.", body = String),
        (status = 503, description = "The database does not answer.", body = Problem, content_type = "application/problem+json"),
    )
)]
async fn get_readyz(State(backend): State<Handle>) -> Result<&'static str, Error> {
    backend.db.check().await.map(|()| "ready")
}
