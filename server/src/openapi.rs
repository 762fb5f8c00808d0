//! `GET /api/v1/openapi.json`: the API described by its own code.

use crate::backend::Handle;
use axum::Extension;
use axum::http::header;
use axum::response::IntoResponse;
use std::sync::Arc;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What the document says besides the routes.
#[derive(OpenApi)]
#[openapi(info(
    title = "Xã Tôi",
    description = "Feedback from residents to their commune. Any backend that keeps this API will do for the app. \
        Errors are RFC 9457 problem JSON, in the language of Accept-Language, Vietnamese by default."
))]
struct Preamble;

/// A router with nothing but the preamble, to merge the others into.
pub(crate) fn preamble() -> OpenApiRouter<Handle> {
    OpenApiRouter::with_openapi(Preamble::openapi())
}

/// The routes of this resource.
pub(crate) fn router() -> OpenApiRouter<Handle> {
    OpenApiRouter::new().routes(routes!(get_openapi))
}

/// The finished document.
#[derive(Clone)]
pub(crate) struct Document(Arc<str>);

impl Document {
    pub(crate) fn new(document: &utoipa::openapi::OpenApi) -> Result<Self, serde_json::Error> {
        Ok(Self(serde_json::to_string(document)?.into()))
    }
}

/// This document.
#[utoipa::path(get, path = "/api/v1/openapi.json", responses((status = 200, description = "The document.")))]
async fn get_openapi(Extension(document): Extension<Document>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "application/json")], document.0.to_string())
}
