//! `POST /api/v1/batch`

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{OriginalUri, State};
use indexer::request::Filters;
use serde::Deserialize;
use utoipa::ToSchema;

use super::shapes::BatchRow;
use crate::app::App;
use crate::error::{Failure, Problem};
use crate::page::batch::NAMES;
use crate::params;

/// Names, words or phrases to count.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct BatchAsk {
    /// Each is searched for by itself; at most 1 000 characters.
    #[schema(min_items = 1, max_items = 100, value_type = Vec<BatchName>)]
    names: Vec<String>,
}

/// A name as the description states it.
#[derive(ToSchema)]
#[schema(max_length = 1000)]
#[expect(dead_code, reason = "only its description is used")]
pub(crate) struct BatchName(String);

/// Characters of a name.
const NAME_CHARS: usize = 1_000;

/// Counts hits per year for each name of a list.
#[utoipa::path(
    post,
    path = "/api/v1/batch",
    request_body = BatchAsk,
    responses(
        (status = 200, description = "A row per name, in the order given", body = Vec<BatchRow>),
        (status = 400, description = "Not such a list, or too long a one", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "The body is larger than allowed", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Too many searches wait", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn batch(
    State(app): State<App>,
    OriginalUri(uri): OriginalUri,
    body: Result<Json<BatchAsk>, JsonRejection>,
) -> Result<Json<Vec<BatchRow>>, Failure> {
    params::none(uri.query())?;
    let Json(BatchAsk { names }) = body.map_err(|rejection| refused(&rejection))?;
    if names.is_empty() || names.len() > NAMES {
        return Err(Failure::Body(format!(
            "En lista har 1–{NAMES} namn; den här har {}.",
            names.len()
        )));
    }
    if names.iter().any(|name| name.chars().count() > NAME_CHARS) {
        return Err(Failure::Body(format!("Ett namn har högst {NAME_CHARS} tecken.")));
    }
    let rows = app.pool.run(move |searcher| searcher.batch(&names, &Filters::default())).await?;
    Ok(Json(rows.into_iter().map(BatchRow::from).collect()))
}

fn refused(rejection: &JsonRejection) -> Failure {
    match rejection.status() {
        status @ axum::http::StatusCode::PAYLOAD_TOO_LARGE => Failure::TooLarge(status),
        _ => Failure::Body(
            "Skicka JSON av formen {\"names\": [\"…\"]}, som application/json.".into(),
        ),
    }
}
