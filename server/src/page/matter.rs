//! The page of a matter (*ärende*): its life through organs and years.

use askama::Template;
use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use indexer::answer::MatterView;

use super::{Frame, show};
use crate::app::App;
use crate::error::Failure;
use crate::params::{Ask, Surface};

#[derive(Template)]
#[template(path = "matter.html")]
struct MatterPage {
    frame: Frame,
    view: MatterView,
    marks: String,
    letter: Option<String>,
}

/// `GET /arende/{municipality}/{dnr}`
pub(crate) async fn show_matter(
    State(app): State<App>,
    Path(id): Path<String>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Failure> {
    let ask = Ask::read(uri.query().unwrap_or(""), Surface::Page)?;
    let status = app.pool.status().await?;
    let view = app.pool.run(move |searcher| searcher.matter(&id)).await?;
    let view = view.ok_or(Failure::NotFound)?;
    let mut frame = Frame::new(&app, &status, &view.title, &ask, uri.path());
    frame.indexable = app.config.index_persons;
    let letter = frame.missing_letter(&view.title);
    let marks = Ask { q: ask.q.clone(), language: ask.language, ..Ask::default() }.link("");
    show(&MatterPage { frame, view, marks, letter })
}
