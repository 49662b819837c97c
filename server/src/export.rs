//! Results as files: a spreadsheet, lines of JSON, and the search record.

mod record;

use axum::extract::{OriginalUri, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use indexer::answer::{Answer, Hit};
use indexer::request::SearchRequest;
use indexer::searcher::Searcher;

pub(crate) use record::{FORM_BYTES, RECORD_BYTES, Record, asked_again, record, rerun};

use crate::api::shapes;
use crate::app::App;
use crate::error::Failure;
use crate::language::Language;
use crate::page::labels;
use crate::params::{Ask, Surface};

/// Hits in a file; the index pages through no more.
pub(crate) const HITS: usize = 1_000;
/// Hits fetched at a time.
const PAGE: usize = 100;

/// A search's first thousand hits that hold every word, and the answer they came with.
pub(crate) fn all_hits(searcher: &Searcher, ask: &Ask) -> (Answer, Vec<Hit>) {
    let request = |page| SearchRequest { page, size: PAGE, facets: false, ..ask.request() };
    let mut first = searcher.search(&request(1));
    let mut hits = std::mem::take(&mut first.hits);
    hits.truncate(first.relaxed_from);
    let mut whole = hits.len() == PAGE;
    for page in 2..=first.pages.min(HITS / PAGE) {
        if !whole {
            break;
        }
        let answer = searcher.search(&request(page));
        // The second block lacks words that were asked for: it is no part of an export.
        let wanted = answer.relaxed_from.min(answer.hits.len());
        whole = wanted == PAGE;
        hits.extend(answer.hits.into_iter().take(wanted));
    }
    (first, hits)
}

async fn found(app: &App, uri: &axum::http::Uri) -> Result<(Ask, Answer, Vec<Hit>), Failure> {
    let ask = Ask::read(uri.query().unwrap_or(""), Surface::Page)?;
    let asked = ask.clone();
    let (answer, hits) = app.pool.run(move |searcher| all_hits(searcher, &asked)).await?;
    Ok((ask, answer, hits))
}

/// `GET /export.csv?q=`
pub(crate) async fn csv(
    State(app): State<App>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Failure> {
    let (ask, answer, hits) = found(&app, &uri).await?;
    // How many there are, where the file does not hold them all.
    let units = if answer.total > hits.len() && answer.total > HITS {
        format!("Rubrik (de första {} av {} träffar)", hits.len(), answer.total)
    } else {
        "Rubrik".to_owned()
    };
    let heads = [
        "Kommun",
        "Organ",
        "Datum",
        "§",
        "Typ",
        &units,
        "Diarienummer",
        "Utfall",
        "Partier",
        "Textutdrag",
        "Adress",
        "Original",
        "Id",
    ];
    let rows = hits.iter().map(|hit| row(&app, hit));
    let body = table(heads.map(str::to_owned).into(), rows)?;
    let _ = ask;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"traffar.csv\""),
    ];
    Ok((headers, body).into_response())
}

fn row(app: &App, hit: &Hit) -> Vec<String> {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    vec![
        text(&hit.municipality),
        text(&hit.organ),
        hit.date.map(|date| date.to_string()).unwrap_or_default(),
        text(&hit.paragraf),
        labels::kind(hit.kind, Language::Swedish).to_owned(),
        hit.title.clone(),
        hit.diary_numbers.join(", "),
        hit.outcome.map(|outcome| outcome.shown().to_owned()).unwrap_or_default(),
        hit.parties.join(", "),
        excerpt(hit),
        app.config.absolute(&hit.url),
        text(&hit.original),
        hit.id.clone(),
    ]
}

/// The text of a hit's first fragment.
pub(crate) fn excerpt(hit: &Hit) -> String {
    let pieces = hit.fragments.first().map(|fragment| fragment.pieces.as_slice());
    pieces.unwrap_or_default().iter().map(|piece| piece.text.as_str()).collect()
}

/// A table that Swedish spreadsheets open as it is: byte order mark, semicolons, no formulas.
///
/// # Errors
/// [`Failure::Internal`] where it cannot be written to memory.
pub(crate) fn table(
    heads: Vec<String>,
    rows: impl Iterator<Item = Vec<String>>,
) -> Result<Vec<u8>, Failure> {
    let mut out = "\u{feff}".as_bytes().to_vec();
    {
        let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(&mut out);
        for row in std::iter::once(heads).chain(rows) {
            let cells = row.iter().map(|cell| inert(cell));
            writer.write_record(cells).map_err(|_| Failure::Internal)?;
        }
        writer.flush().map_err(|_| Failure::Internal)?;
    }
    Ok(out)
}

/// A cell that no spreadsheet takes for a formula, and that no terminal obeys.
fn inert(cell: &str) -> String {
    let clean: String =
        cell.chars().map(|c| if c.is_control() && c != '\t' { ' ' } else { c }).collect();
    match clean.trim_start_matches(' ').chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r') => format!("'{clean}"),
        _ => clean,
    }
}

/// `GET /export.jsonl?q=`
pub(crate) async fn jsonl(
    State(app): State<App>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Failure> {
    let (_, _, hits) = found(&app, &uri).await?;
    let mut body = String::new();
    for hit in hits {
        let line = serde_json::to_string(&shapes::Hit::from(hit)).map_err(|_| Failure::Internal)?;
        body.push_str(&line);
        body.push('\n');
    }
    let headers = [
        (header::CONTENT_TYPE, "application/jsonl; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"traffar.jsonl\""),
    ];
    Ok((headers, body).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for cell in ["=1+1", "+1+1", "-2+3", "@SUM(1)", "\t=1", " =1", "=cmd|'/C calc'!A0"] {
            assert!(inert(cell).starts_with('\''), "{cell:?}");
        }
        assert_eq!(inert("KS 2023/4"), "KS 2023/4");
        assert_eq!(inert("a\u{1b}[2J\nb"), "a [2J b");
    }

    #[test]
    fn a_table_opens_in_a_swedish_spreadsheet() {
        let rows = [vec!["a;b".to_owned(), "\"c\"".to_owned()]];
        let bytes = table(vec!["Ä".into(), "B".into()], rows.into_iter()).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(text, "\u{feff}Ä;B\n\"a;b\";\"\"\"c\"\"\"\n");
    }
}
