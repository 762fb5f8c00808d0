//! Reading what a request carries, with a limit on its size and its time.

use crate::error::Error;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, header};
use http_body_util::BodyExt;
use serde::de::DeserializeOwned;
use std::time::Duration;

/// How much of a body that is too large is read and thrown away before the sender is told so.
///
/// A sender that is cut off while it is still sending never sees the answer, and tries again.
const DISCARD_MAX: usize = 16 * 1024 * 1024;

/// Reads a body of `application/json` with at most `max` bytes that arrives `within` a time.
///
/// # Errors
/// [`Error::Timeout`], [`Error::TooLarge`], [`Error::MediaType`] or [`Error::Malformed`].
pub(crate) async fn json<T: DeserializeOwned>(
    request: Request,
    max: usize,
    within: Duration,
) -> Result<T, Error> {
    let (parts, body) = request.into_parts();
    let bytes =
        tokio::time::timeout(within, read(body, max)).await.map_err(|_| Error::Timeout)??;
    if !is_json(&parts.headers) {
        return Err(Error::MediaType);
    }
    serde_json::from_slice(&bytes).map_err(|_| Error::Malformed)
}

async fn read(mut body: Body, max: usize) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let mut length = 0;
    while let Some(frame) = body.frame().await {
        // Trailers are no part of the body.
        let Ok(data) = frame.map_err(|_| Error::Malformed)?.into_data() else { continue };
        length += data.len();
        if length > DISCARD_MAX {
            break;
        } else if length <= max {
            bytes.extend_from_slice(&data);
        }
    }
    if length > max { Err(Error::TooLarge) } else { Ok(bytes) }
}

fn is_json(headers: &HeaderMap) -> bool {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let essence = value.and_then(|value| value.split(';').next()).unwrap_or_default();
    essence.trim().eq_ignore_ascii_case("application/json")
}
