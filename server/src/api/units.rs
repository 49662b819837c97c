//! `GET /api/v1/units/{id}`

use axum::Json;
use axum::extract::{OriginalUri, Path, State};

use super::parameters::MarkParameters;
use super::shapes::UnitBody;
use crate::app::App;
use crate::error::{Failure, Problem};
use crate::params;

/// Returns one § or one handling, whole; matches of `q` are marked.
#[utoipa::path(
    get,
    path = "/api/v1/units/{id}",
    params(("id" = String, Path, description = "Id of a unit, as in a hit", min_length = 1), MarkParameters),
    responses(
        (status = 200, description = "The unit", body = UnitBody),
        (status = 400, description = "A parameter that does not exist", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No unit has this id", body = Problem, content_type = "application/problem+json"),
    )
)]
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
