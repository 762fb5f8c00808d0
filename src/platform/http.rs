//! Requests to our own server, and answers that may come from somebody else: a captive portal
//! answers everything with its log-in page, a proxy with a page of its own.

use crate::platform::settings;
use contract::{PROBLEM_MEDIA_TYPE, Problem};
use gloo_timers::callback::Timeout;
use reqwasm::http::{Request, RequestBuilder, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// On a phone at the edge of coverage an answer takes its time; after this it is not coming.
const TIMEOUT_MS: u32 = 30_000;

/// Why there is no answer to use.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HttpError {
    /// No connection, or it broke, or it took too long.
    #[error("the server cannot be reached")]
    Unreachable,
    /// An answer came that our server does not give.
    #[error("something other than the server answered")]
    NotOurServer,
    /// The server is there but cannot help just now (429, 5xx).
    #[error("the server is busy ({0})")]
    Busy(u16),
    /// The server refused, and says why.
    #[error("{}", .0.title)]
    Refused(Box<Problem>),
}

/// Gets JSON from a path below the app's base.
///
/// # Errors
/// See [`HttpError`].
pub async fn get_json<T: DeserializeOwned>(path: &str) -> Result<T, HttpError> {
    let limit = TimeLimit::new();
    json(send(&limit, Request::get(&relative(path)), None).await?).await
}

/// Gets bytes from a path below the app's base.
///
/// # Errors
/// See [`HttpError`].
pub async fn get_bytes(path: &str) -> Result<Vec<u8>, HttpError> {
    let limit = TimeLimit::new();
    let response = send(&limit, Request::get(&relative(path)), None).await?;
    if !response.ok() || media_type(&response) == "text/html" {
        return Err(HttpError::NotOurServer);
    }
    response.binary().await.map_err(|_| HttpError::Unreachable)
}

/// Puts JSON to a path below the app's base and reads the JSON answer.
///
/// # Errors
/// See [`HttpError`].
pub async fn put_json<T: DeserializeOwned>(
    path: &str,
    body: &impl Serialize,
) -> Result<T, HttpError> {
    let limit = TimeLimit::new();
    let body = serde_json::to_string(body).map_err(|_| HttpError::NotOurServer)?;
    let request = Request::put(&relative(path)).header("content-type", "application/json");
    json(send(&limit, request, Some(body)).await?).await
}

/// Breaks off a request, headers and body alike, unless it is dropped before the time is up.
struct TimeLimit {
    abort: Option<web_sys::AbortController>,
    _timeout: Timeout,
}

impl TimeLimit {
    fn new() -> Self {
        let abort = web_sys::AbortController::new().ok();
        let timeout = Timeout::new(TIMEOUT_MS, {
            let abort = abort.clone();
            move || abort.iter().for_each(web_sys::AbortController::abort)
        });
        Self { abort, _timeout: timeout }
    }
}

/// The contract's paths begin at the app's base, wherever a portal has put it.
fn relative(path: &str) -> String {
    path.trim_start_matches('/').to_owned()
}

async fn send(
    limit: &TimeLimit,
    request: RequestBuilder,
    body: Option<String>,
) -> Result<Response, HttpError> {
    let request = request
        .abort_signal(limit.abort.as_ref().map(web_sys::AbortController::signal).as_ref())
        // The language chosen in the app, not the browser's.
        .header("accept-language", settings::language().tag());
    let request = match body {
        Some(body) => request.body(body),
        None => request.build(),
    }
    .map_err(|_| HttpError::Unreachable)?;
    let response = request.send().await.map_err(|_| HttpError::Unreachable)?;
    match response.status() {
        status @ (429 | 500..) => Err(HttpError::Busy(status)),
        _ => Ok(response),
    }
}

async fn json<T: DeserializeOwned>(response: Response) -> Result<T, HttpError> {
    if !response.ok() {
        return Err(refusal(response).await);
    }
    if media_type(&response) != "application/json" {
        return Err(HttpError::NotOurServer);
    }
    let text = response.text().await.map_err(|_| HttpError::Unreachable)?;
    serde_json::from_str(&text).map_err(|_| HttpError::NotOurServer)
}

async fn refusal(response: Response) -> HttpError {
    if media_type(&response) != PROBLEM_MEDIA_TYPE {
        return HttpError::NotOurServer;
    }
    match response.json().await {
        Ok(problem) => HttpError::Refused(Box::new(problem)),
        Err(_) => HttpError::NotOurServer,
    }
}

fn media_type(response: &Response) -> String {
    let value = response.headers().get("content-type").unwrap_or_default();
    value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}
