//! `GET /api/v1/suggest`, and the same in the form that browsers' search fields ask for.

use axum::Json;
use axum::extract::{OriginalUri, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use indexer::answer;
use indexer::request::Dimension;

use super::parameters::SuggestParameters;
use super::shapes::Suggestion;
use crate::app::App;
use crate::error::{Failure, Problem};
use crate::params::{self, Ask, Surface};

/// Suggestions that are given where no number is asked for.
const SIZE: usize = 8;
/// Suggestions that are given at most.
const MOST: usize = 20;
/// Filters that suggestions keep to: those an embedded box is scoped by.
const SCOPES: [Dimension; 3] = [Dimension::Municipality, Dimension::Organ, Dimension::Kind];

/// Completes what has been typed.
#[utoipa::path(
    get,
    path = "/api/v1/suggest",
    params(SuggestParameters),
    responses(
        (status = 200, description = "Completions, best first", body = Vec<Suggestion>),
        (status = 400, description = "A parameter or value that does not exist", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "Too many searches wait", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(crate) async fn suggest(
    State(app): State<App>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Failure> {
    let found = complete(&app, uri.query().unwrap_or("")).await?;
    let body: Vec<Suggestion> = found.into_iter().map(Suggestion::from).collect();
    Ok(brief(Json(body)))
}

/// `GET /opensearch/forslag?q=`
pub(crate) async fn for_browsers(
    State(app): State<App>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Failure> {
    let [typed] = params::only(uri.query(), ["q"])?;
    let found = complete(&app, uri.query().unwrap_or("")).await?;
    let texts: Vec<String> = found.into_iter().map(|suggestion| suggestion.text).collect();
    let mut response = brief(Json((typed.unwrap_or_default(), texts)));
    let kind = HeaderValue::from_static("application/x-suggestions+json");
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    Ok(response)
}

/// A minute is long for someone who types and short for an index.
fn brief(body: impl IntoResponse) -> Response {
    let minute = [(header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=60"))];
    (minute, body).into_response()
}

async fn complete(app: &App, query: &str) -> Result<Vec<answer::Suggestion>, Failure> {
    for (name, _) in form_urlencoded::parse(query.as_bytes()) {
        let is_scope = Dimension::from_name(&name).is_some_and(|scope| SCOPES.contains(&scope));
        if !is_scope && name != "q" && name != "size" {
            return Err(params::unknown(&name));
        }
    }
    let sized = form_urlencoded::parse(query.as_bytes()).any(|(name, _)| name == "size");
    let Ask { q, filters, size, .. } = Ask::read(query, Surface::Program)?;
    let size = if sized { size } else { SIZE };
    if size > MOST {
        return Err(params::wrong("size", &size.to_string(), "det finns högst 20 förslag"));
    }
    if q.trim().is_empty() {
        return Ok(Vec::new());
    }
    app.pool.run(move |searcher| searcher.suggest(&q, &filters, size)).await
}
