//! The search record (*sökprotokoll*): what was asked, of which index, when, and what was found,
//! so that a lawyer can put the search in the file and later see what has come and gone.

use std::collections::BTreeSet;

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{OriginalUri, State};
use serde::{Deserialize, Serialize};

use super::{HITS, all_hits};
use crate::app::App;
use crate::error::Failure;
use crate::params::{Ask, Surface};

/// The largest search record that is read back.
pub(crate) const RECORD_BYTES: usize = 256 * 1024;
/// The same in a form, where most signs take three bytes.
pub(crate) const FORM_BYTES: usize = 3 * RECORD_BYTES;

/// A search and its outcome.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Record {
    /// The query as typed.
    pub(crate) query: String,
    /// The query in its canonical form.
    canonical: String,
    /// Name and value of each filter.
    filters: Vec<(String, String)>,
    sort: String,
    collapse: bool,
    /// Which state of the index was asked.
    fingerprint: String,
    /// When it was asked (RFC 3339, UTC).
    pub(crate) searched_at: String,
    pub(crate) total: usize,
    total_matters: usize,
    relaxed_total: usize,
    /// Ids in the order shown; the first of each matter where collapsed.
    ids: Vec<String>,
    /// True where there were more hits than a record holds.
    truncated: bool,
    /// The address that asks the same again.
    pub(crate) address: String,
    /// What has changed since an earlier record.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub(crate) changes: Option<Changes>,
}

/// What has come and gone since an earlier record.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Changes {
    /// The state of the index then.
    earlier_fingerprint: String,
    /// When it was asked then.
    earlier_searched_at: String,
    pub(crate) added: Vec<String>,
    pub(crate) removed: Vec<String>,
}

/// `GET /protokoll.json?q=`
pub(crate) async fn record(
    State(app): State<App>,
    OriginalUri(uri): OriginalUri,
) -> Result<Json<Record>, Failure> {
    let ask = Ask::read(uri.query().unwrap_or(""), Surface::Page)?;
    search(&app, ask).await.map(Json)
}

/// `POST /protokoll.json` with an earlier record: asks the same again and tells what has changed.
pub(crate) async fn rerun(
    State(app): State<App>,
    body: Result<Json<Record>, JsonRejection>,
) -> Result<Json<Record>, Failure> {
    let Ok(Json(earlier)) = body else {
        return Err(Failure::Body(
            "Skicka ett sökprotokoll härifrån, som application/json.".into(),
        ));
    };
    asked_again(&app, &earlier).await.map(Json)
}

/// The search of an earlier record, asked again, with what has changed.
///
/// # Errors
/// [`Failure::Parameter`] where the record's address is none of ours.
pub(crate) async fn asked_again(app: &App, earlier: &Record) -> Result<Record, Failure> {
    let query = earlier.address.split_once('?').map_or("", |(_, query)| query);
    let mut record = search(app, Ask::read(query, Surface::Page)?).await?;
    record.changes = Some(changes(earlier, &record));
    Ok(record)
}

async fn search(app: &App, ask: Ask) -> Result<Record, Failure> {
    let asked = ask.clone();
    let (answer, hits, fingerprint) = app
        .pool
        .run(move |searcher| {
            let (answer, hits) = all_hits(searcher, &asked);
            (answer, hits, searcher.status().fingerprint)
        })
        .await?;
    let filters = ask.filter_pairs().into_iter().map(|(name, value)| (name.to_owned(), value));
    let countable = if ask.collapse { answer.total_matters } else { answer.total };
    Ok(Record {
        query: ask.q.clone(),
        canonical: answer.query.canonical,
        filters: filters.collect(),
        sort: crate::params::sort_name(ask.sort).to_owned(),
        collapse: ask.collapse,
        fingerprint,
        searched_at: jiff::Timestamp::now().to_string(),
        total: answer.total,
        total_matters: answer.total_matters,
        relaxed_total: answer.relaxed_total,
        truncated: countable > hits.len() && hits.len() >= HITS,
        ids: hits.into_iter().map(|hit| hit.id).collect(),
        address: app.config.absolute(&ask.program_link("/protokoll.json")),
        changes: None,
    })
}

fn changes(earlier: &Record, now: &Record) -> Changes {
    let ids = |record: &Record| record.ids.iter().cloned().collect::<BTreeSet<_>>();
    let (then, today) = (ids(earlier), ids(now));
    Changes {
        earlier_fingerprint: earlier.fingerprint.clone(),
        earlier_searched_at: earlier.searched_at.clone(),
        added: now.ids.iter().filter(|id| !then.contains(*id)).cloned().collect(),
        removed: earlier.ids.iter().filter(|id| !today.contains(*id)).cloned().collect(),
    }
}
