//! What is indexed, how fresh it is, and what was skipped.

use std::sync::Arc;

use askama::Template;
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use indexer::answer::Status;

use super::{Frame, show};
use crate::app::App;
use crate::error::Failure;
use crate::params::{Ask, Surface};

#[derive(Template)]
#[template(path = "coverage.html")]
struct Coverage {
    frame: Frame,
    status: Arc<Status>,
}

/// `GET /tackning`
pub(crate) async fn show_coverage(
    State(app): State<App>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Failure> {
    let ask = Ask::read(uri.query().unwrap_or(""), Surface::Page)?;
    let status = app.pool.status().await?;
    let title = ask.language.messages().coverage;
    let mut frame = Frame::new(&app, &status, title, &ask, "/tackning");
    frame.indexable = true;
    show(&Coverage { frame, status })
}
