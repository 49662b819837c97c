//! What is indexed, how fresh it is, and what was skipped; also the way in for browsing.

use std::collections::{BTreeMap, BTreeSet};

use askama::Template;
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use indexer::answer::{SkippedView, Status};
use indexer::request::{Dimension, Sort};
use jiff::civil::Date;

use super::{Frame, show};
use crate::app::App;
use crate::error::Failure;
use crate::params::{Ask, Surface};

/// Skipped sources that are listed.
const SKIPPED: usize = 200;

#[derive(Template)]
#[template(path = "coverage.html")]
struct CoveragePage {
    frame: Frame,
    municipalities: Vec<Municipality>,
    sources: usize,
    units: usize,
    withheld: usize,
    committed: String,
    fingerprint: String,
    skipped: Vec<SkippedView>,
    skipped_total: usize,
    letter: Option<String>,
}

/// A municipality's table: organs down, years across.
struct Municipality {
    name: Option<String>,
    years: Vec<String>,
    organs: Vec<OrganRow>,
}

struct OrganRow {
    name: String,
    href: String,
    units: usize,
    latest: Option<Date>,
    cells: Vec<Cell>,
}

struct Cell {
    units: usize,
    href: String,
    /// "Socialnämnden 2021", for those who hear the link alone.
    name: String,
}

/// `GET /tackning`
pub(crate) async fn show_coverage(
    State(app): State<App>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Failure> {
    let ask = Ask::read(uri.query().unwrap_or(""), Surface::Page)?;
    let status = app.pool.status().await?;
    let title = ask.language.messages().coverage;
    let mut frame = Frame::new(&app, &status, title, &ask, "/tackning");
    frame.indexable = true;
    show(&CoveragePage {
        municipalities: municipalities(&status, &ask),
        sources: status.sources,
        units: status.units,
        withheld: status.withheld,
        committed: minute(&status.committed_at),
        fingerprint: status.fingerprint.clone(),
        skipped: status.skipped.iter().take(SKIPPED).cloned().collect(),
        skipped_total: status.skipped.len(),
        letter: frame.missing_letter(title),
        frame,
    })
}

/// "2026-11-21T22:10:31Z" as "2026-11-21 22:10 UTC".
fn minute(stamp: &str) -> String {
    match (stamp.get(..10), stamp.get(11..16)) {
        (Some(day), Some(minute)) => format!("{day} {minute} UTC"),
        _ => stamp.to_owned(),
    }
}

type Counts = BTreeMap<Option<i16>, usize>;

fn municipalities(status: &Status, ask: &Ask) -> Vec<Municipality> {
    let names: BTreeSet<_> = status.coverage.iter().map(|part| &part.municipality).collect();
    names.into_iter().map(|name| municipality(status, name.as_deref(), ask)).collect()
}

fn municipality(status: &Status, name: Option<&str>, ask: &Ask) -> Municipality {
    let mut organs: BTreeMap<Option<&str>, (Counts, Option<Date>)> = BTreeMap::new();
    let mut years: BTreeSet<Option<i16>> = BTreeSet::new();
    for part in status.coverage.iter().filter(|part| part.municipality.as_deref() == name) {
        let (counts, latest) = organs.entry(part.organ.as_deref()).or_default();
        *counts.entry(part.year).or_default() += part.units;
        *latest = (*latest).max(part.latest);
        years.insert(part.year);
    }
    // Latest first; what has no date (the least of all) last.
    let years: Vec<_> = years.into_iter().rev().collect();
    let rows = organs
        .into_iter()
        .map(|(organ, (counts, latest))| organ_row(organ, name, &counts, latest, &years, ask));
    Municipality {
        name: name.map(str::to_owned),
        organs: rows.collect(),
        years: years.iter().map(|year| year_name(*year, ask)).collect(),
    }
}

fn organ_row(
    organ: Option<&str>,
    municipality: Option<&str>,
    counts: &Counts,
    latest: Option<Date>,
    years: &[Option<i16>],
    ask: &Ask,
) -> OrganRow {
    let base = ask.changed(|ask| {
        ask.sort = Sort::Newest;
        let filters = [(Dimension::Municipality, municipality), (Dimension::Organ, organ)];
        ask.filters
            .values
            .extend(filters.into_iter().filter_map(|(of, value)| Some((of, value?.to_owned()))));
    });
    let name = organ.unwrap_or("–").to_owned();
    let cell = |year: &Option<i16>| Cell {
        units: counts.get(year).copied().unwrap_or(0),
        href: base.toggled(Dimension::Year, &year_value(*year)).link("/sok"),
        name: format!("{name} {}", year_name(*year, ask)),
    };
    OrganRow {
        href: base.link("/sok"),
        units: counts.values().sum(),
        cells: years.iter().map(cell).collect(),
        latest,
        name,
    }
}

fn year_value(year: Option<i16>) -> String {
    year.map_or_else(|| "utan-datum".to_owned(), |year| format!("{year:04}"))
}

fn year_name(year: Option<i16>, ask: &Ask) -> String {
    year.map_or_else(|| ask.language.messages().without_date.to_owned(), |year| year.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_is_shown_to_the_minute() {
        assert_eq!(minute("2026-11-21T22:10:31Z"), "2026-11-21 22:10 UTC");
        assert_eq!(minute(""), "");
    }
}
