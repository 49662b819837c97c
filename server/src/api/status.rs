//! `GET /api/v1/status`

use axum::Json;
use axum::extract::{OriginalUri, State};

use super::shapes::StatusBody;
use crate::app::App;
use crate::error::{Failure, Problem};
use crate::params;

/// Tells what is indexed, and how fresh it is.
#[utoipa::path(
    get,
    path = "/api/v1/status",
    responses(
        (status = 200, description = "Coverage and freshness", body = StatusBody),
        (status = 400, description = "A parameter was given; there are none", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn status(
    State(app): State<App>,
    OriginalUri(uri): OriginalUri,
) -> Result<Json<StatusBody>, Failure> {
    params::none(uri.query())?;
    let status = app.pool.status().await?;
    Ok(Json(StatusBody::new(&status, app.config.samples)))
}
