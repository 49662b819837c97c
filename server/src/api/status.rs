//! `GET /api/v1/status`

use axum::Json;
use axum::extract::{OriginalUri, State};

use super::shapes::StatusBody;
use crate::app::App;
use crate::error::Failure;
use crate::params;

/// Tells what is indexed, and how fresh it is.
pub(crate) async fn status(
    State(app): State<App>,
    OriginalUri(uri): OriginalUri,
) -> Result<Json<StatusBody>, Failure> {
    params::none(uri.query())?;
    let status = app.pool.status().await?;
    Ok(Json(StatusBody::new(&status, app.config.samples)))
}
