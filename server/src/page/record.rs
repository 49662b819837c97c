//! A search record asked again: what has come and gone since it was saved.

use askama::Template;
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use indexer::answer::Hit;
use indexer::searcher::Searcher;

use super::{Frame, show};
use crate::app::App;
use crate::error::Failure;
use crate::export::{Record, asked_again};
use crate::params::{self, Ask};

/// Units that are listed on either side.
const LISTED: usize = 100;

#[derive(Template)]
#[template(path = "record.html")]
struct RecordPage {
    frame: Frame,
    outcome: Option<Outcome>,
    /// What was pasted and could not be read.
    unread: bool,
}

struct Outcome {
    query: String,
    /// The same search as a page of results.
    href: String,
    /// Day of the earlier search.
    then: String,
    total: usize,
    added: Side,
    removed: Side,
}

/// What has come, or what has gone.
struct Side {
    count: usize,
    known: Vec<Hit>,
    /// Ids of units that the index no longer holds.
    unknown: Vec<String>,
}

/// `GET /protokoll`
pub(crate) async fn form(
    State(app): State<App>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Failure> {
    let frame = frame(&app, uri.query()).await?;
    show(&RecordPage { frame, outcome: None, unread: false })
}

/// `POST /protokoll` with the record that the form holds.
pub(crate) async fn compare(
    State(app): State<App>,
    OriginalUri(uri): OriginalUri,
    body: String,
) -> Result<Response, Failure> {
    let frame = frame(&app, uri.query()).await?;
    let pasted = form_urlencoded::parse(body.as_bytes()).find(|(name, _)| name == "record");
    let text = pasted.map(|(_, text)| text.into_owned()).unwrap_or_default();
    let Ok(earlier) = serde_json::from_str::<Record>(text.trim_start_matches('\u{feff}')) else {
        return show(&RecordPage { frame, outcome: None, unread: true });
    };
    let record = asked_again(&app, &earlier).await?;
    let then = earlier.searched_at.chars().take(10).collect();
    let changes = record.changes.unwrap_or_default();
    let sides = app
        .pool
        .run(move |searcher| [changes.added, changes.removed].map(|ids| Side::new(ids, searcher)));
    let [added, removed] = sides.await?;
    let query = record.address.split_once('?').map_or("", |(_, query)| query);
    let ask = Ask { language: frame.language, ..Ask::read(query, params::Surface::Page)? };
    let outcome = Outcome {
        query: record.query,
        href: ask.link("/sok"),
        then,
        total: record.total,
        added,
        removed,
    };
    show(&RecordPage { frame, outcome: Some(outcome), unread: false })
}

impl Side {
    fn new(ids: Vec<String>, searcher: &Searcher) -> Self {
        let count = ids.len();
        let (mut known, mut unknown) = (Vec::new(), Vec::new());
        for id in ids.into_iter().take(LISTED) {
            match searcher.unit(&id, "") {
                Some(view) => known.push(view.hit),
                None => unknown.push(id),
            }
        }
        Self { count, known, unknown }
    }
}

async fn frame(app: &App, query: Option<&str>) -> Result<Frame, Failure> {
    let [lang] = params::only(query, ["lang"])?;
    let ask = Ask { language: params::language(lang.as_deref())?, ..Ask::default() };
    let status = app.pool.status().await?;
    Ok(Frame::new(app, &status, ask.language.messages().record_heading, &ask, "/protokoll"))
}
