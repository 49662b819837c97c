//! `GET /api/v1/units/{id}`

use axum::Json;
use axum::extract::{OriginalUri, Path, State};

use super::shapes::UnitBody;
use crate::app::App;
use crate::error::Failure;
use crate::params;

/// Returns one § or one handling, whole; matches of `q` are marked.
pub(crate) async fn unit(
    State(app): State<App>,
    Path(id): Path<String>,
    OriginalUri(uri): OriginalUri,
) -> Result<Json<UnitBody>, Failure> {
    let [query] = params::only(uri.query(), ["q"])?;
    let query = query.unwrap_or_default();
    let view = app.pool.run(move |searcher| searcher.unit(&id, &query)).await?;
    view.map(|view| Json(view.into())).ok_or(Failure::NotFound)
}
