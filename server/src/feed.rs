//! A search as an Atom feed, and the files by which browsers and robots find the service.

use std::collections::BTreeSet;

use askama::Template;
use axum::extract::{OriginalUri, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use indexer::answer::Hit;
use indexer::request::{SearchRequest, Sort};

use crate::app::App;
use crate::error::Failure;
use crate::export::excerpt;
use crate::page::labels;
use crate::params::{Ask, Surface};

/// Entries of a feed.
const ENTRIES: usize = 50;
/// Addresses of a site map: the searches of an organ's year, not every unit.
const ADDRESSES: usize = 5_000;

#[derive(Template)]
#[template(path = "feed.xml")]
struct Feed {
    id: String,
    title: String,
    updated: String,
    own: String,
    page: String,
    author: String,
    entries: Vec<Entry>,
}

struct Entry {
    id: String,
    title: String,
    updated: String,
    href: String,
    summary: String,
}

/// `GET /feed.atom?q=`: the newest hits of a search. An entry's id is its unit's address, which
/// survives re-indexing, so a reader shows each decision once.
pub(crate) async fn atom(
    State(app): State<App>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Failure> {
    let ask = Ask::read(uri.query().unwrap_or(""), Surface::Page)?;
    let status = app.pool.status().await?;
    let request = SearchRequest {
        sort: Sort::Newest,
        collapse: false,
        page: 1,
        size: ENTRIES,
        facets: false,
        ..ask.request()
    };
    let mut answer = app.pool.run(move |searcher| searcher.search(&request)).await?;
    answer.hits.truncate(answer.relaxed_from);
    let own = app.config.absolute(&ask.program_link("/feed.atom"));
    let entries: Vec<_> = answer.hits.iter().map(|hit| entry(&app, hit)).collect();
    let feed = Feed {
        id: format!("tag:paragraf,2026:{}", ask.program_link("/feed.atom")),
        title: clean(&format!(
            "Paragraf: {}",
            if ask.q.is_empty() { "alla beslut" } else { &ask.q }
        )),
        updated: if status.committed_at.is_empty() {
            jiff::Timestamp::now().to_string()
        } else {
            status.committed_at.clone()
        },
        page: app.config.absolute(&ask.program_link("/sok")),
        author: clean(app.config.contact.name.as_deref().unwrap_or("Paragraf")),
        own,
        entries,
    };
    xml(&feed, "application/atom+xml; charset=utf-8")
}

fn entry(app: &App, hit: &Hit) -> Entry {
    let day = hit.date.map_or_else(|| "1970-01-01".to_owned(), |date| date.to_string());
    let number = hit.paragraf.as_deref().map(|number| format!("§ {number} "));
    let facts = [
        hit.organ.clone(),
        hit.date.map(|date| date.to_string()),
        Some(labels::kind(hit.kind, crate::language::Language::Swedish).to_owned()),
        hit.outcome.map(|outcome| outcome.shown().to_owned()),
    ];
    let facts: Vec<_> = facts.into_iter().flatten().collect();
    Entry {
        id: format!("tag:paragraf,2026:{}", hit.url),
        title: clean(&format!("{}{}", number.unwrap_or_default(), hit.title)),
        updated: format!("{day}T00:00:00Z"),
        href: app.config.absolute(&hit.url),
        summary: clean(&format!("{}. {}", facts.join(" · "), excerpt(hit))),
    }
}

/// Text without what XML 1.0 cannot hold.
fn clean(text: &str) -> String {
    let is_allowed = |c: &char| {
        matches!(c, '\t' | '\n' | '\r') || (*c >= ' ' && !matches!(*c, '\u{fffe}' | '\u{ffff}'))
    };
    text.chars().filter(is_allowed).collect()
}

fn xml(template: &impl Template, kind: &'static str) -> Result<Response, Failure> {
    let body = template.render().map_err(|_| Failure::Internal)?;
    Ok(([(header::CONTENT_TYPE, kind)], body).into_response())
}

#[derive(Template)]
#[template(path = "opensearch.xml")]
struct OpenSearch {
    base: String,
    description: String,
}

/// `GET /opensearch.xml`: lets a browser search here from its address field.
pub(crate) async fn opensearch(State(app): State<App>) -> Result<Response, Failure> {
    let description = app.config.contact.name.as_deref().map_or_else(
        || "Sök i vad kommunen beslutar".to_owned(),
        |name| format!("Sök i vad {} beslutar", clean(name)),
    );
    let base = app.config.absolute("");
    xml(&OpenSearch { base, description }, "application/opensearchdescription+xml; charset=utf-8")
}

#[derive(Template)]
#[template(path = "sitemap.xml")]
struct Sitemap {
    addresses: Vec<String>,
}

/// `GET /sitemap.xml`, where the operator wants one: the way in by organ and year.
pub(crate) async fn sitemap(State(app): State<App>) -> Result<Response, Failure> {
    if !app.config.sitemap {
        return Err(Failure::NotFound);
    }
    let status = app.pool.status().await?;
    let mut paths = BTreeSet::from(["/".to_owned(), "/tackning".to_owned(), "/hjalp".to_owned()]);
    if app.config.index_persons {
        let units = app.pool.run(|searcher| {
            crate::export::all_hits(searcher, &Ask { sort: Sort::Newest, ..Ask::default() }).1
        });
        paths.extend(units.await?.into_iter().map(|hit| hit.url));
    }
    let _ = status;
    let addresses = paths.iter().take(ADDRESSES).map(|path| app.config.absolute(path)).collect();
    xml(&Sitemap { addresses }, "application/xml; charset=utf-8")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feed_of_hostile_titles_is_well_formed() {
        let title = clean("]]><script>&\u{0}\u{1b}[2J\u{ffff}\"'");
        let entry = Entry {
            id: "tag:x".into(),
            title: title.clone(),
            updated: "2021-01-01T00:00:00Z".into(),
            href: "/dokument/x?a=1&b=2".into(),
            summary: title.clone(),
        };
        let feed = Feed {
            id: "tag:x".into(),
            title: title.clone(),
            updated: "2021-01-01T00:00:00Z".into(),
            own: "/".into(),
            page: "/".into(),
            author: title.clone(),
            entries: vec![entry],
        };
        let written = feed.render().unwrap();
        let mut reader = quick_xml::Reader::from_str(&written);
        loop {
            match reader.read_event().unwrap() {
                quick_xml::events::Event::Eof => break,
                quick_xml::events::Event::Start(tag) => {
                    assert_ne!(tag.name().0, "script")
                }
                _ => {}
            }
        }
    }
}
