//! A list of names, counted year by year.

use askama::Template;
use axum::extract::{OriginalUri, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use indexer::answer::BatchRow;
use indexer::request::Filters;

use super::{Frame, show};
use crate::app::App;
use crate::error::Failure;
use crate::export;
use crate::params::{self, Ask};

/// Names that are counted at once.
pub(crate) const NAMES: usize = 100;

#[derive(Template)]
#[template(path = "batch.html")]
struct BatchPage {
    frame: Frame,
    text: String,
    years: Vec<String>,
    rows: Vec<RowView>,
    missing: Vec<String>,
    csv: String,
}

struct RowView {
    name: String,
    href: String,
    total: usize,
    years: Vec<usize>,
}

/// `GET /lista?names=`
pub(crate) async fn list(
    State(app): State<App>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Failure> {
    let (text, ask) = read(uri.query())?;
    let status = app.pool.status().await?;
    let found = count(&app, names(&text)).await?;
    let years = years(&found);
    let mut out = form_urlencoded::Serializer::new(String::new());
    let own = out.append_pair("names", &text).finish();
    let frame =
        Frame::new(&app, &status, ask.language.messages().lists, &ask, &format!("/lista?{own}"));
    let row = |row: &BatchRow| RowView {
        href: ask.asking(&row.query).link("/sok"),
        name: row.query.clone(),
        total: row.total,
        years: years.iter().map(|year| in_year(row, *year)).collect(),
    };
    show(&BatchPage {
        frame,
        rows: found.iter().filter(|row| row.total > 0).map(row).collect(),
        missing: found.iter().filter(|row| row.total == 0).map(|row| row.query.clone()).collect(),
        years: years.iter().map(|year| shown(*year, &ask)).collect(),
        csv: format!("/lista.csv?{own}"),
        text,
    })
}

/// `GET /lista.csv?names=`
pub(crate) async fn csv(
    State(app): State<App>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Failure> {
    let (text, ask) = read(uri.query())?;
    let found = count(&app, names(&text)).await?;
    let years = years(&found);
    let mut heads = vec![
        ask.language.messages().list_name.to_owned(),
        ask.language.messages().list_total.to_owned(),
    ];
    heads.extend(years.iter().map(|year| shown(*year, &ask)));
    let rows = found.iter().map(|row| {
        let counts = years.iter().map(|year| in_year(row, *year).to_string());
        [row.query.clone(), row.total.to_string()].into_iter().chain(counts).collect()
    });
    let body = export::table(heads, rows)?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"lista.csv\""),
    ];
    Ok((headers, body).into_response())
}

fn read(query: Option<&str>) -> Result<(String, Ask), Failure> {
    let [text, lang] = params::only(query, ["names", "lang"])?;
    let ask = Ask { language: params::language(lang.as_deref())?, ..Ask::default() };
    Ok((text.unwrap_or_default(), ask))
}

/// The lines that hold something, each once, in order.
fn names(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if !names.iter().any(|name| name == line) && names.len() < NAMES {
            names.push(line.to_owned());
        }
    }
    names
}

async fn count(app: &App, names: Vec<String>) -> Result<Vec<BatchRow>, Failure> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    app.pool.run(move |searcher| searcher.batch(&names, &Filters::default())).await
}

/// Every year that any row has, latest first, those without date last.
fn years(rows: &[BatchRow]) -> Vec<Option<i16>> {
    let mut years: Vec<_> =
        rows.iter().flat_map(|row| row.years.iter().map(|(year, _)| *year)).collect();
    years.sort_by(|a, b| b.cmp(a));
    years.dedup();
    years
}

fn in_year(row: &BatchRow, year: Option<i16>) -> usize {
    row.years.iter().find(|(own, _)| *own == year).map_or(0, |(_, units)| *units)
}

fn shown(year: Option<i16>, ask: &Ask) -> String {
    year.map_or_else(|| ask.language.messages().without_date.to_owned(), |year| year.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_trimmed_and_counted_once() {
        assert_eq!(names(" a \r\n\n b\na\n"), ["a", "b"]);
        let many: String = (0..200).map(|n| format!("{n}\n")).collect();
        assert_eq!(names(&many).len(), NAMES);
    }
}
