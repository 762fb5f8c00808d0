//! The backend of Xã Tôi: stores what residents send, says how it stands, and serves the app.
//!
//! Each resource is a module with its routes and its queries, and ends in a `router()`; `router`
//! merges them. A handler returns `error::Error`, which becomes problem JSON in the sender's
//! language. The wire itself is in the crate `contract`.

mod app;
mod backend;
mod body;
mod cases;
pub mod config;
mod content;
mod db;
mod error;
mod headers;
mod health;
mod metrics;
mod observe;
mod offices;
mod openapi;
mod places;
mod serve;
mod time;
mod tracking;

pub use offices::command as run_offices;
pub use serve::Server;

use axum::Router;
use axum::extract::Extension;
use axum::middleware::{from_fn, from_fn_with_state};
use backend::Handle;
use config::StartError;
use std::sync::Arc;
use tower_http::catch_panic::CatchPanicLayer;

/// Everything the server answers.
fn router(backend: Handle) -> Result<Router, StartError> {
    let (routes, document) = openapi::preamble()
        .merge(cases::router())
        .merge(tracking::router())
        .merge(offices::router())
        .merge(openapi::router())
        .merge(health::router())
        .merge(metrics::router())
        .split_for_parts();
    let document = openapi::Document::new(&document).map_err(StartError::defect)?;
    let routes = routes.layer(Extension(document)).fallback(app::serve);
    Ok(dress(routes, backend))
}

/// What surrounds every route, from the inside out.
fn dress(routes: Router<Handle>, backend: Handle) -> Router {
    routes
        .method_not_allowed_fallback(error::method)
        .layer(CatchPanicLayer::custom(error::panicked))
        .layer(from_fn(error::render))
        .layer(from_fn_with_state(Arc::clone(&backend), headers::add))
        .layer(from_fn_with_state(Arc::clone(&backend), observe::request))
        .with_state(backend)
}

/// Whether a path belongs to the API, so that its errors are problem JSON and never a page.
fn is_api(path: &str) -> bool {
    path == "/api" || path.starts_with("/api/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use axum::extract::Request;
    use axum::routing::get;
    use clap::Parser;
    use config::{Cli, Command};
    use contract::{Problem, ProblemKind};
    use http_body_util::BodyExt;
    use tower::ServiceExt;

    #[tokio::test]
    async fn a_panic_is_answered_as_a_defect_of_ours() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("index.html"), "").unwrap();
        let app = folder.path().to_str().unwrap();
        let database = format!("sqlite://{app}/test.db");
        let line = ["", "serve", "--app", app, "--database-url", &database];
        let Command::Serve(config) = Cli::parse_from(line).command else { unreachable!() };
        let backend = Arc::new(backend::Backend::open(&config).await.unwrap());
        let defective = Router::new().route("/defect", get(async || -> () { panic!("a name") }));
        let request = Request::get("/defect").body(Body::empty()).unwrap();
        let answer = dress(defective, backend).oneshot(request).await.unwrap();
        assert_eq!(answer.status(), 500);
        assert_eq!(answer.headers()["content-type"], "application/problem+json");
        assert_eq!(answer.headers()["cache-control"], "no-store");
        let body = answer.into_body().collect().await.unwrap().to_bytes();
        let problem: Problem = serde_json::from_slice(&body).unwrap();
        assert_eq!(problem.kind, ProblemKind::Internal);
        assert_eq!(problem.detail, texts::server::INTERNAL_DETAIL.vi);
        assert!(!String::from_utf8_lossy(&body).contains("a name"));
    }
}
