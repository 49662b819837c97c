//! `GET /api/v1/similar/{id}`

use axum::Json;
use axum::extract::{OriginalUri, Path, State};

use super::parameters::SimilarParameters;
use super::shapes::Hit;
use crate::app::App;
use crate::error::{Failure, Problem};
use crate::params;

/// Hits that are given where no number is asked for.
const SIZE: usize = 10;
/// Hits that are given at most.
const MOST: usize = 50;

/// Returns decisions like one: same law and subject, other matters.
#[utoipa::path(
    get,
    path = "/api/v1/similar/{id}",
    params(("id" = String, Path, description = "Id of a unit, as in a hit", min_length = 1), SimilarParameters),
    responses(
        (status = 200, description = "Similar decisions, most similar first", body = Vec<Hit>),
        (status = 400, description = "A parameter or value that does not exist", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No unit has this id", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn similar(
    State(app): State<App>,
    Path(id): Path<String>,
    OriginalUri(uri): OriginalUri,
) -> Result<Json<Vec<Hit>>, Failure> {
    let [opposite, size] = params::only(uri.query(), ["opposite", "size"])?;
    let opposite = opposite.map_or(Ok(false), |value| params::boolean("opposite", &value))?;
    let size = size.map_or(Ok(SIZE), |value| params::number("size", &value, MOST))?;
    let hits = app.pool.run(move |searcher| searcher.similar(&id, size, opposite)).await?;
    hits.map(|hits| Json(hits.into_iter().map(Hit::from).collect())).ok_or(Failure::NotFound)
}
