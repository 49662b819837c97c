//! What stands before every handler: bounds on the request, headers that keep the answer safe.

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::app::App;
use crate::config::Config;
use crate::error::Failure;

const PERMISSIONS: &str = "accelerometer=(), camera=(), geolocation=(), gyroscope=(), \
                           magnetometer=(), microphone=(), payment=(), usb=()";

/// Refuses a request that is larger than allowed before anything of its body is read.
pub(crate) async fn bounds(State(app): State<App>, request: Request, next: Next) -> Response {
    match too_large(&request, &app.config) {
        Some(status) => {
            let mut response = Failure::TooLarge(status).into_response();
            response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
            response
        }
        None => next.run(request).await,
    }
}

fn too_large(request: &Request, config: &Config) -> Option<StatusCode> {
    let limits = &config.limits;
    let url = request.uri().path_and_query().map_or(0, |path| path.as_str().len());
    let line = |(name, value): (&HeaderName, &HeaderValue)| name.as_str().len() + value.len() + 4;
    let headers: usize = request.headers().iter().map(line).sum();
    let body = request
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse::<u64>().ok())
        .unwrap_or(0);
    if url > limits.url_bytes {
        Some(StatusCode::URI_TOO_LONG)
    } else if headers > limits.header_bytes {
        Some(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE)
    } else if body > body_limit(request, config) as u64 {
        Some(StatusCode::PAYLOAD_TOO_LARGE)
    } else {
        None
    }
}

/// A search record holds up to a thousand ids; everything else is small.
fn body_limit(request: &Request, config: &Config) -> usize {
    match request.uri().path() {
        "/protokoll.json" if request.method() == Method::POST => crate::export::RECORD_BYTES,
        "/protokoll" if request.method() == Method::POST => crate::export::FORM_BYTES,
        _ => config.limits.body_bytes,
    }
}

/// Puts the security headers on every answer.
pub(crate) async fn headers(State(app): State<App>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    harden(response.headers_mut(), &app.config);
    response
}

/// Sets what is missing; a handler that needs a stricter policy has set its own.
pub(crate) fn harden(headers: &mut HeaderMap, config: &Config) {
    let set = |headers: &mut HeaderMap, name: &'static str, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.entry(HeaderName::from_static(name)).or_insert(value);
        }
    };
    set(headers, "content-security-policy", &policy(config));
    set(headers, "x-content-type-options", "nosniff");
    set(headers, "referrer-policy", "no-referrer");
    set(headers, "permissions-policy", PERMISSIONS);
    set(headers, "cross-origin-resource-policy", "same-origin");
    set(headers, "cross-origin-opener-policy", "same-origin");
    set(headers, "cache-control", "private, no-cache");
    if config.frame_ancestors.is_empty() {
        set(headers, "x-frame-options", "DENY");
    }
}

fn policy(config: &Config) -> String {
    let ancestors = match config.frame_ancestors.as_slice() {
        [] => "'none'".to_owned(),
        origins => format!("'self' {}", origins.join(" ")),
    };
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors {ancestors}"
    )
}
