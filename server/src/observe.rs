//! One log line and one sample for every request: what kind, how it ended, how long it took.
//!
//! Never a path as it was sent, a body, or an address: they hold codes, words and people.

use crate::backend::Handle;
use crate::metrics::method_label;
use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use std::time::Instant;
use tracing::Instrument;
use uuid::Uuid;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Measures a request and writes of it.
///
/// Its id is made here, and goes into the log and into the answer. One that comes with the
/// request is not taken: anybody could write anything into our log with it.
pub(crate) async fn request(
    State(backend): State<Handle>,
    request: Request,
    next: Next,
) -> Response {
    let started = Instant::now();
    let id = Uuid::new_v4().to_string();
    let method = request.method().clone();
    let route = match request.extensions().get::<MatchedPath>() {
        Some(route) => route.as_str().to_owned(),
        None if crate::is_api(request.uri().path()) => "unknown API path".to_owned(),
        None => "app".to_owned(),
    };
    let span = tracing::info_span!("request", id);
    let mut response = next.run(request).instrument(span.clone()).await;
    let status = response.status();
    let took = started.elapsed();
    backend.metrics.request(&route, &method, status, took);
    span.in_scope(|| {
        tracing::info!(
            method = method_label(&method),
            route,
            status = status.as_u16(),
            milliseconds = took.as_millis() as u64,
            "answered"
        );
    });
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}
