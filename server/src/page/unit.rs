//! The page of one § or one handling.

use askama::Template;
use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use indexer::answer::{Hit, UnitView};

use super::card::Card;
use super::{Frame, Link, matter_path, program_data, show};
use crate::app::App;
use crate::error::Failure;
use crate::params::{Ask, Surface};

/// Similar decisions that are shown.
const SIMILAR: usize = 5;

#[derive(Template)]
#[template(path = "unit.html")]
struct UnitPage {
    frame: Frame,
    card: Card,
    contents: Vec<Link>,
    citations: Vec<Cited>,
    similar: Vec<Hit>,
    opposite: Vec<Hit>,
    /// Where the source can be had, if anywhere.
    original: Option<String>,
    matter: Option<String>,
    letter: Option<String>,
    address: String,
    today: String,
    data: Option<String>,
    /// The query's part of an address, so that the next unit is marked too.
    marks: String,
    view: UnitView,
}

/// A reference that the unit makes.
struct Cited {
    shown: String,
    /// The search for all that refer to it.
    href: String,
    cited_in: usize,
}

/// What the page needs of the index.
struct Found {
    view: UnitView,
    similar: Vec<Hit>,
    opposite: Vec<Hit>,
    original: Option<String>,
}

/// `GET /dokument/{id}`
pub(crate) async fn show_unit(
    State(app): State<App>,
    Path(id): Path<String>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Failure> {
    let ask = Ask::read(uri.query().unwrap_or(""), Surface::Page)?;
    let status = app.pool.status().await?;
    let query = ask.q.clone();
    let serves_originals = app.config.serve_originals;
    let found = app.pool.run(move |searcher| {
        let view = searcher.unit(&id, &query)?;
        let original = searcher.original(&id);
        Some(Found {
            similar: searcher.similar(&id, 2 * SIMILAR, false).unwrap_or_default(),
            opposite: searcher.similar(&id, SIMILAR, true).unwrap_or_default(),
            original: original
                .and_then(|found| crate::original::link(&id, &found, serves_originals)),
            view,
        })
    });
    let mut found = found.await?.ok_or(Failure::NotFound)?;
    super::flow::set(&mut found.view);
    let mut frame = Frame::new(&app, &status, &found.view.hit.title, &ask, uri.path());
    frame.kept.clear();
    frame.indexable = app.config.index_persons;
    show(&UnitPage::new(&app, frame, &ask, found))
}

impl UnitPage {
    fn new(app: &App, frame: Frame, ask: &Ask, found: Found) -> Self {
        let Found { view, mut similar, opposite, original } = found;
        // Each decision stands in one of the two lists.
        similar.retain(|hit| opposite.iter().all(|other| other.id != hit.id));
        similar.truncate(SIMILAR);
        Self {
            card: Card::new(&view, frame.language),
            contents: contents(&view),
            citations: citations(&view, ask),
            similar,
            opposite,
            original,
            matter: view.hit.matter.as_deref().map(|id| frame.href(&matter_path(id))),
            letter: frame.missing_letter(&view.citation),
            address: app.config.absolute(&view.hit.url),
            today: super::dates::today().to_string(),
            data: program_data(&app.config, &view),
            marks: Ask { q: ask.q.clone(), language: ask.language, ..Ask::default() }.link(""),
            frame,
            view,
        }
    }
}

fn contents(view: &UnitView) -> Vec<Link> {
    let links = view.sections.iter().enumerate().map(|(index, section)| Link {
        label: section.heading.clone().unwrap_or_else(|| section.zone.shown().to_owned()),
        href: format!("#avsnitt-{}", index + 1),
    });
    links.collect()
}

/// What the unit refers to beside itself.
fn citations(view: &UnitView, ask: &Ask) -> Vec<Cited> {
    let others = view.citations.iter().filter(|one| !view.hit.diary_numbers.contains(&one.shown));
    let cited = others.map(|one| Cited {
        shown: one.shown.replace("§ ", "§\u{a0}"),
        href: ask.asking(&one.shown).link("/sok"),
        cited_in: one.cited_in,
    });
    cited.collect()
}
