//! Which failure is for what, and how it reaches a person or a program.
//!
//! Handlers return a [`Failure`]; it travels as a bare status with the failure in the response's
//! extensions. One middleware ([`render`]) gives it a body: `application/problem+json` for
//! programs, a Swedish page for people. So also answers that libraries make (405, 413, a panic)
//! end up speaking Swedish.

use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::app::App;
use crate::language::Language;
use crate::page;

/// Why a request was not answered as asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Failure {
    /// A parameter that does not exist, or a value that it cannot have.
    #[error("{0}")]
    Parameter(String),
    /// No page at this address, or no unit with this id.
    #[error("Det finns inget på den här adressen. Det kan ha flyttats eller gallrats.")]
    NotFound,
    /// The method is not for this address.
    #[error("Adressen kan inte användas på det sättet.")]
    Method,
    /// Address, header or body over the limit.
    #[error("Frågan är för stor för att tas emot.")]
    TooLarge(StatusCode),
    /// The body is not what the address takes.
    #[error("{0}")]
    Body(String),
    /// The client asked more often than the operator allows.
    #[error("För många frågor på kort tid. Försök igen om {0} sekunder.")]
    TooMany(u64),
    /// Too many searches wait.
    #[error("Många söker just nu. Försök igen om en liten stund.")]
    Busy,
    /// The service is stopping, or its index cannot be read.
    #[error("Tjänsten är inte redo.")]
    Unready,
    /// A fault of ours.
    #[error("Något gick fel hos oss. Försök igen; hjälper det inte, hör av dig till oss.")]
    Internal,
}

impl Failure {
    /// The HTTP status that says it.
    pub(crate) const fn status(&self) -> StatusCode {
        match self {
            Self::Parameter(_) | Self::Body(_) => StatusCode::BAD_REQUEST,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooLarge(status) => *status,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy | Self::Unready => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// A heading for it.
    pub(crate) const fn title(&self) -> &'static str {
        match self {
            Self::Parameter(_) | Self::Body(_) => "Frågan går inte att förstå",
            Self::NotFound => "Sidan finns inte",
            Self::Method => "Fel sätt att fråga",
            Self::TooLarge(_) => "För stor fråga",
            Self::TooMany(_) => "För många frågor",
            Self::Busy | Self::Unready => "Tjänsten är upptagen",
            Self::Internal => "Något gick fel",
        }
    }

    fn of_status(status: StatusCode) -> Self {
        match status {
            StatusCode::NOT_FOUND => Self::NotFound,
            StatusCode::METHOD_NOT_ALLOWED => Self::Method,
            StatusCode::PAYLOAD_TOO_LARGE
            | StatusCode::URI_TOO_LONG
            | StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE => Self::TooLarge(status),
            StatusCode::SERVICE_UNAVAILABLE => Self::Busy,
            status if status.is_client_error() => {
                Self::Body("Frågan har inte den form som väntades.".into())
            }
            _ => Self::Internal,
        }
    }

    const fn retry_after(&self) -> Option<u64> {
        match self {
            Self::TooMany(seconds) => Some(*seconds),
            Self::Busy | Self::Unready => Some(2),
            _ => None,
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        if let Some(seconds) = self.retry_after() {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response.extensions_mut().insert(self);
        response
    }
}

/// A problem as RFC 9457 describes it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct Problem {
    /// Always `about:blank`: the status says which kind.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// A Swedish heading.
    pub title: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// One Swedish sentence: what was wrong and what helps.
    pub detail: String,
}

impl Problem {
    pub(crate) fn of(failure: &Failure) -> Self {
        Self {
            kind: "about:blank",
            title: failure.title(),
            status: failure.status().as_u16(),
            detail: failure.to_string(),
        }
    }
}

/// Gives every failed answer its body.
pub(crate) async fn render(State(app): State<App>, request: Request, next: Next) -> Response {
    let for_program = is_for_programs(request.uri().path());
    let language = Language::of_query(request.uri().query().unwrap_or(""));
    let response = next.run(request).await;
    let status = response.status();
    if !status.is_client_error() && !status.is_server_error() {
        return response;
    }
    let failure =
        response.extensions().get().cloned().unwrap_or_else(|| Failure::of_status(status));
    let (mut parts, _) = response.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.remove(header::CONTENT_ENCODING);
    let (kind, body) = if for_program {
        ("application/problem+json", problem_body(&failure))
    } else {
        ("text/html; charset=utf-8", page::failure(&app, &failure, language).await)
    };
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    parts.headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Response::from_parts(parts, body.into())
}

fn problem_body(failure: &Failure) -> String {
    serde_json::to_string(&Problem::of(failure)).expect("a problem has only strings and a number")
}

/// True for addresses that programs ask, false for pages.
pub(crate) fn is_for_programs(path: &str) -> bool {
    path.starts_with("/api/")
        || ["/openapi.json", "/feed.atom", "/protokoll.json", "/opensearch.xml", "/sitemap.xml"]
            .contains(&path)
        || path.starts_with("/export.")
        || ["/healthz", "/readyz", "/metrics"].contains(&path)
}
