//! `GET /api/v1/search`

use axum::Json;
use axum::extract::{OriginalUri, State};
use axum::response::{IntoResponse, Response};

use super::parameters::SearchParameters;
use super::shapes::SearchBody;
use crate::app::App;
use crate::cache::Partial;
use crate::error::{Failure, Problem};
use crate::params::{Ask, Surface};

/// Searches in everything that is indexed.
#[utoipa::path(
    get,
    path = "/api/v1/search",
    params(SearchParameters),
    responses(
        (status = 200, description = "Hits, counts and what was understood", body = SearchBody),
        (status = 400, description = "A parameter or value that does not exist", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Too many searches wait", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn search(
    State(app): State<App>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Failure> {
    let ask = Ask::read(uri.query().unwrap_or(""), Surface::Program)?;
    let request = ask.request();
    let answer = app.pool.run(move |searcher| searcher.search(&request)).await?;
    let partial = answer.partial;
    let mut response = Json(SearchBody::from(answer)).into_response();
    if partial {
        response.extensions_mut().insert(Partial);
    }
    Ok(response)
}
