//! `GET /api/v1/matters/{municipality}/{dnr}`

use axum::Json;
use axum::extract::{OriginalUri, Path, State};

use super::shapes::MatterBody;
use crate::app::App;
use crate::error::{Failure, Problem};
use crate::params;

/// Returns a matter: its units through organs and years, in order of time.
#[utoipa::path(
    get,
    path = "/api/v1/matters/{municipality}/{dnr}",
    params(
        ("municipality" = String, Path, description = "First part of a matter's id", min_length = 1),
        ("dnr" = String, Path, description = "Second part of a matter's id", min_length = 1),
    ),
    responses(
        (status = 200, description = "The matter", body = MatterBody),
        (status = 400, description = "A parameter was given; there are none", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "No matter has this id", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn matter(
    State(app): State<App>,
    Path(id): Path<String>,
    OriginalUri(uri): OriginalUri,
) -> Result<Json<MatterBody>, Failure> {
    params::none(uri.query())?;
    let view = app.pool.run(move |searcher| searcher.matter(&id)).await?;
    view.map(|view| Json(view.into())).ok_or(Failure::NotFound)
}
