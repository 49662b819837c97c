//! Answers that are still good need not be made again.
//!
//! An answer depends on the index, the address, the day (date presets) and this program, and on
//! nothing else, so its tag is known before it is made: a client that has it gets 304 without a
//! search.

use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::assets::ASSETS;

/// Marks an answer that is not to be kept: a deadline cut it short.
#[derive(Clone)]
pub(crate) struct Partial;

/// Tags answers, and answers 304 to a client that still has them.
pub(crate) async fn revalidate(State(app): State<App>, request: Request, next: Next) -> Response {
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return next.run(request).await;
    }
    let Ok(status) = app.pool.status().await else { return next.run(request).await };
    let tag = tag(&status.fingerprint, &request.uri().to_string());
    let sent = request.headers().get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    if sent.is_some_and(|sent| sent.split(',').any(|one| one.trim() == tag)) {
        return with_tag(StatusCode::NOT_MODIFIED.into_response(), &tag);
    }
    let response = next.run(request).await;
    let whole = response.extensions().get::<Partial>().is_none();
    if response.status() == StatusCode::OK && whole { with_tag(response, &tag) } else { response }
}

fn tag(fingerprint: &str, address: &str) -> String {
    let today = crate::page::dates::today().to_string();
    let mut hasher = blake3::Hasher::new();
    for part in [
        fingerprint,
        address,
        &today,
        env!("CARGO_PKG_VERSION"),
        &ASSETS.style.path,
        &ASSETS.script.path,
    ] {
        hasher.update(part.as_bytes()).update(&[0]);
    }
    format!("W/\"{}\"", &hasher.finalize().to_hex()[..24])
}

fn with_tag(mut response: Response, tag: &str) -> Response {
    if let Ok(value) = HeaderValue::from_str(tag) {
        response.headers_mut().entry(header::ETAG).or_insert(value);
    }
    response
}
