//! `GET /metrics`: figures for Prometheus. No label holds anything of a person or of a case.

use crate::backend::Handle;
use axum::extract::State;
use axum::http::{Method, StatusCode, header};
use axum::response::IntoResponse;
use casework::Kind;
use metrics::{counter, describe_counter, describe_histogram, histogram, with_local_recorder};
use metrics_exporter_prometheus::{BuildError, PrometheusBuilder, PrometheusRecorder};
use std::time::Duration;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

const REQUESTS: &str = "xa_toi_http_requests_total";
const SECONDS: &str = "xa_toi_http_request_seconds";
const STORED: &str = "xa_toi_cases_stored_total";

/// Upper bounds of the latency histogram, in seconds.
const BOUNDS: [f64; 10] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

/// How often the samples of the histogram are summed up; between two times they take memory.
const UPKEEP: Duration = Duration::from_secs(5);

/// The routes of this resource.
pub(crate) fn router() -> OpenApiRouter<Handle> {
    OpenApiRouter::new().routes(routes!(get_metrics))
}

/// Figures in the text format of Prometheus.
#[utoipa::path(get, path = "/metrics", responses((status = 200, description = "The figures.", body = String)))]
async fn get_metrics(State(backend): State<Handle>) -> impl IntoResponse {
    let text = backend.metrics.0.handle().render();
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text)
}

/// The figures of one running server. Not the process-wide recorder that the `metrics` crate
/// offers: the tests run many servers in one process.
pub(crate) struct Metrics(PrometheusRecorder);

impl Metrics {
    pub(crate) fn new() -> Result<Self, BuildError> {
        let recorder = PrometheusBuilder::new().set_buckets(&BOUNDS)?.build_recorder();
        with_local_recorder(&recorder, || {
            describe_counter!(REQUESTS, "Requests answered, by route, method and status.");
            describe_histogram!(SECONDS, "Seconds from a request's headers to its answer's.");
            describe_counter!(STORED, "Cases stored by this copy of the server, by kind.");
        });
        Ok(Self(recorder))
    }

    /// Counts a request.
    pub(crate) fn request(&self, route: &str, method: &Method, status: StatusCode, took: Duration) {
        let route = route.to_owned();
        let method = method_label(method);
        let status = status.as_u16().to_string();
        with_local_recorder(&self.0, || {
            histogram!(SECONDS, "route" => route.clone(), "method" => method).record(took);
            counter!(REQUESTS, "route" => route, "method" => method, "status" => status)
                .increment(1);
        });
    }

    /// Counts a case that was stored for the first time.
    pub(crate) fn case_stored(&self, kind: Kind) {
        let stored = || counter!(STORED, "kind" => kind.as_str()).increment(1);
        with_local_recorder(&self.0, stored);
    }

    /// Sums up samples from time to time, for ever.
    pub(crate) async fn keep_up(&self) {
        let mut interval = tokio::time::interval(UPKEEP);
        loop {
            interval.tick().await;
            self.0.handle().run_upkeep();
        }
    }
}

/// Methods can be any word; a label that anybody can choose would grow without end.
pub(crate) fn method_label(method: &Method) -> &'static str {
    let known = [Method::GET, Method::HEAD, Method::PUT, Method::POST, Method::OPTIONS];
    let labels = ["GET", "HEAD", "PUT", "POST", "OPTIONS"];
    let place = known.iter().position(|known| known == method);
    place.and_then(|place| labels.get(place)).copied().unwrap_or("other")
}
