//! The pages. Each is one handler that asks the index, one view that holds what is shown, and one
//! template that escapes it. All of them work without a script.

pub(crate) mod batch;
mod card;
pub(crate) mod chart;
pub(crate) mod compare;
pub(crate) mod coverage;
pub(crate) mod dates;
mod flow;
mod frame;
mod jsonld;
pub(crate) mod labels;
pub(crate) mod matter;
mod notices;
pub(crate) mod record;
pub(crate) mod search;
pub(crate) mod texts;
pub(crate) mod unit;
mod zero;

use askama::Template;
use axum::http::header;
use axum::response::{IntoResponse, Response};

pub(crate) use frame::Frame;
use jsonld::program_data;

use crate::app::App;
use crate::error::Failure;
use crate::language::Language;
use crate::params::Ask;

/// A link with its text.
pub(crate) struct Link {
    pub(crate) label: String,
    pub(crate) href: String,
}

/// The path of a matter's page.
pub(crate) fn matter_path(id: &str) -> String {
    format!("/arende/{id}")
}

/// Writes a page.
///
/// # Errors
/// [`Failure::Internal`] where the template cannot be written, which only a fault of ours can cause.
pub(crate) fn show(template: &impl Template) -> Result<Response, Failure> {
    let html = template.render().map_err(|_| Failure::Internal)?;
    Ok(([(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response())
}

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage<'a> {
    frame: Frame,
    failure: &'a Failure,
}

/// The page that says what went wrong.
pub(crate) async fn failure(app: &App, failure: &Failure, language: Language) -> String {
    let ask = Ask { language, ..Ask::default() };
    let status = app.pool.status().await.unwrap_or_default();
    let frame = Frame::new(app, &status, failure.title(), &ask, "/");
    let page = ErrorPage { frame, failure };
    page.render().unwrap_or_else(|_| failure.to_string())
}
