//! The page of one § or one handling.

use askama::Template;
use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use indexer::answer::UnitView;

use super::{Frame, show};
use crate::app::App;
use crate::error::Failure;
use crate::params::{Ask, Surface};

#[derive(Template)]
#[template(path = "unit.html")]
struct UnitPage {
    frame: Frame,
    view: UnitView,
}

/// `GET /dokument/{id}`
pub(crate) async fn show_unit(
    State(app): State<App>,
    Path(id): Path<String>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Failure> {
    let ask = Ask::read(uri.query().unwrap_or(""), Surface::Page)?;
    let status = app.pool.status().await?;
    let query = ask.q.clone();
    let view = app.pool.run(move |searcher| searcher.unit(&id, &query)).await?;
    let view = view.ok_or(Failure::NotFound)?;
    let mut frame = Frame::new(&app, &status, &view.hit.title, &ask, uri.path());
    frame.indexable = app.config.index_persons;
    show(&UnitPage { frame, view })
}
