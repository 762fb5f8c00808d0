//! The headers that every answer carries, so that the browser guards what we serve.
//!
//! Strict-Transport-Security is not among them: only the proxy in front, which ends TLS, knows
//! whether the whole host is meant to be reached by HTTPS only.

use crate::backend::Handle;
use crate::config::FrameAncestors;
use axum::extract::{Request, State};
use axum::http::header::InvalidHeaderValue;
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

/// What the app uses is allowed to itself; a portal that shows it in a frame must pass it on.
const PERMISSIONS: &str = "geolocation=(self), camera=(self), accelerometer=(), \
    display-capture=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), \
    payment=(), serial=(), usb=(), xr-spatial-tracking=()";

/// The headers of every answer.
pub(crate) fn security(ancestors: &FrameAncestors) -> Result<HeaderMap, InvalidHeaderValue> {
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data: blob:; connect-src 'self'; manifest-src 'self'; \
         worker-src 'self'; font-src 'self'; form-action 'self'; base-uri 'self'; \
         frame-ancestors {}",
        ancestors.as_str()
    );
    let mut headers = HeaderMap::new();
    let mut set = |name: HeaderName, value| headers.insert(name, HeaderValue::from_static(value));
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    // Addresses of pages hold tracking codes, so other sites learn nothing at all. Not
    // `no-referrer`: with it browsers send `Origin: null` to ourselves, and a form could not be
    // told from a forged one.
    set(header::REFERRER_POLICY, "same-origin");
    set(HeaderName::from_static("permissions-policy"), PERMISSIONS);
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    // For browsers that do not know `frame-ancestors`. They cannot be told of other sites.
    match ancestors.as_str() {
        "'none'" => drop(set(header::X_FRAME_OPTIONS, "DENY")),
        "'self'" => drop(set(header::X_FRAME_OPTIONS, "SAMEORIGIN")),
        _ => {}
    }
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_str(&policy)?);
    Ok(headers)
}

/// Adds them. What says nothing of caching is not cached: answers of the API above all.
pub(crate) async fn add(State(backend): State<Handle>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.extend(backend.security.clone());
    let uncached = HeaderValue::from_static("no-store");
    headers.entry(header::CACHE_CONTROL).or_insert(uncached);
    response
}
