//! The first page and the page of results.

use askama::Template;
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use indexer::answer::{Answer, Hit, Status};
use indexer::request::{Dimension, Sort};

use super::chart::Chart;
use super::notices::Notices;
use super::zero::{self, Tried, Zero};
use super::{Frame, Link, dates, labels, show};
use crate::app::App;
use crate::cache::Partial;
use crate::error::Failure;
use crate::params::{Ask, Surface};

/// Values of a facet that are shown before "visa fler".
const FACET_HEAD: usize = 6;

/// Bytes of a query that its links repeat as typed.
const LONG: usize = 300;

/// Matters that the first page shows.
const LATEST: usize = 5;

/// `GET /`
pub(crate) async fn home(
    State(app): State<App>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Failure> {
    let ask = Ask::read(uri.query().unwrap_or(""), Surface::Page)?;
    if !ask.is_blank() {
        return results(State(app), OriginalUri(uri)).await;
    }
    let status = app.pool.status().await?;
    let newest = Ask { sort: Sort::Newest, size: 4 * LATEST, ..ask.clone() };
    let answer = app.pool.run(move |searcher| searcher.search(&newest.request())).await?;
    let mut frame = Frame::new(&app, &status, ask.language.messages().tagline, &ask, "/");
    frame.indexable = true;
    show(&Home {
        organs: facet_links(&answer, Dimension::Organ, &ask),
        years: facet_links(&answer, Dimension::Year, &ask),
        examples: examples(&ask),
        latest: latest(answer.hits),
        units: status.units,
        frame,
    })
}

/// The newest matters; what every meeting opens with is no news.
fn latest(hits: Vec<Hit>) -> Vec<Hit> {
    let matters = hits.into_iter().filter(|hit| !corpus::routine::is_routine(&hit.title));
    matters.take(LATEST).collect()
}

#[derive(Template)]
#[template(path = "home.html")]
struct Home {
    frame: Frame,
    units: usize,
    organs: Vec<Counted>,
    years: Vec<Counted>,
    examples: Vec<Link>,
    latest: Vec<Hit>,
}

/// A value of a facet with its link.
pub(crate) struct Counted {
    pub(crate) label: String,
    pub(crate) count: usize,
    pub(crate) href: String,
    pub(crate) chosen: bool,
}

fn facet_links(answer: &Answer, dimension: Dimension, ask: &Ask) -> Vec<Counted> {
    let facet = answer.facets.iter().find(|facet| facet.dimension == dimension);
    let values = facet.map(|facet| facet.values.as_slice()).unwrap_or_default();
    let counted = values.iter().map(|value| Counted {
        // These are called here as they are beside every hit.
        label: match dimension {
            Dimension::Kind | Dimension::Outcome | Dimension::Zone => {
                labels::value(dimension, &value.value, ask.language)
            }
            _ => value.label.clone(),
        },
        count: value.count,
        href: ask.toggled(dimension, &value.value).link("/sok"),
        chosen: value.chosen,
    });
    counted.collect()
}

/// Queries that show what the search understands.
fn examples(ask: &Ask) -> Vec<Link> {
    let queries =
        ["barnahus", "”särskilt boende”", "i:reservation skola", "utfall:återremiss", "lag:SoL"];
    queries
        .into_iter()
        .map(|q| Link { label: q.to_owned(), href: ask.asking(q).link("/sok") })
        .collect()
}

/// `GET /sok`
pub(crate) async fn results(
    State(app): State<App>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Failure> {
    let ask = Ask::read(uri.query().unwrap_or(""), Surface::Page)?;
    let status = app.pool.status().await?;
    let request = indexer::request::SearchRequest { explain: true, ..ask.request() };
    let asked = ask.clone();
    let found = app.pool.run(move |searcher| {
        let answer = searcher.search(&request);
        let tried = if answer.total == 0 { zero::tried(searcher, &asked) } else { Vec::new() };
        (answer, tried)
    });
    let (answer, tried) = found.await?;
    let partial = answer.partial;
    let mut response = show(&Results::new(&app, &status, &ask, answer, tried))?;
    if partial {
        response.extensions_mut().insert(Partial);
    }
    Ok(response)
}

#[derive(Template)]
#[template(path = "results.html")]
struct Results {
    frame: Frame,
    summary: String,
    answer: Answer,
    chips: Vec<Link>,
    clear: String,
    facets: Vec<FacetView>,
    chart: Chart,
    sorts: Vec<Counted>,
    collapse: Link,
    presets: Vec<Counted>,
    from: String,
    to: String,
    date_form: Vec<(&'static str, String)>,
    pager: Pager,
    notices: Notices,
    zero: Zero,
    marks: String,
    exports: Vec<Link>,
    letter: Option<String>,
    address: String,
    today: String,
}

struct FacetView {
    name: &'static str,
    slug: &'static str,
    head: Vec<Counted>,
    rest: Vec<Counted>,
}

/// Where one is among the pages.
pub(crate) struct Pager {
    pub(crate) page: usize,
    pub(crate) pages: usize,
    pub(crate) previous: Option<String>,
    pub(crate) next: Option<String>,
    pub(crate) near: Vec<Counted>,
}

impl Results {
    fn new(app: &App, status: &Status, typed: &Ask, answer: Answer, tried: Vec<Tried>) -> Self {
        let ask = &for_links(typed, &answer.query.canonical);
        let t = ask.language.messages();
        let summary = summary(ask, &answer);
        let subject = if ask.q.is_empty() { t.all_documents } else { ask.q.as_str() };
        let mut frame = Frame::new(app, status, &format!("{subject} – {summary}"), ask, "/sok");
        frame.query.clone_from(&typed.q);
        frame.feed = Some(ask.program_link("/feed.atom"));
        let without_dates = ask.changed(|ask| (ask.filters.from, ask.filters.to) = (None, None));
        Self {
            summary,
            chips: chips(ask),
            clear: ask.changed(|ask| ask.filters = Default::default()).link("/sok"),
            facets: facets(&answer, ask),
            chart: Chart::new(&answer.timeline, ask),
            sorts: sorts(ask),
            collapse: Link {
                label: if ask.collapse { t.collapse_off } else { t.collapse_on }.to_owned(),
                href: ask.changed(|ask| ask.collapse = !ask.collapse).link("/sok"),
            },
            presets: presets(ask),
            from: ask.filters.from.map(|date| date.to_string()).unwrap_or_default(),
            to: ask.filters.to.map(|date| date.to_string()).unwrap_or_default(),
            date_form: without_dates.pairs(),
            pager: Pager::new(ask, answer.pages),
            notices: Notices::new(ask, &answer),
            zero: match answer.total {
                0 => Zero::new(&frame, status, answer.query.words.clone(), tried),
                _ => Zero::default(),
            },
            marks: marks(ask),
            exports: exports(ask),
            letter: frame.missing_letter(&ask.q),
            address: app.config.absolute(&ask.link("/sok")),
            today: dates::today().to_string(),
            frame,
            answer,
        }
    }
}

/// What the links of a page ask for: a long query as it was understood, where that is shorter. There
/// are some two hundred links, and each repeats the query.
fn for_links(typed: &Ask, canonical: &str) -> Ask {
    let shorter = typed.q.len() > LONG && canonical.len() < typed.q.len();
    let q = if shorter { canonical } else { typed.q.as_str() };
    Ask { q: q.to_owned(), ..typed.clone() }
}

/// "37 träffar i 12 ärenden".
fn summary(ask: &Ask, answer: &Answer) -> String {
    let (t, language) = (ask.language.messages(), ask.language);
    let hits = language.counted(answer.total, t.hit_one, t.hit_many);
    if answer.total == 0 {
        return t.zero_heading.to_owned();
    }
    if answer.total == answer.total_matters || !ask.collapse {
        return hits;
    }
    let matters = language.counted(answer.total_matters, t.matter_one, t.matter_many);
    format!("{hits} {} {matters}", t.in_matters)
}

fn chips(ask: &Ask) -> Vec<Link> {
    let mut chips: Vec<_> = ask
        .filters
        .values
        .iter()
        .map(|(dimension, value)| Link {
            label: format!(
                "{}: {}",
                labels::dimension(*dimension, ask.language),
                labels::value(*dimension, value, ask.language)
            ),
            href: ask.toggled(*dimension, value).link("/sok"),
        })
        .collect();
    let t = ask.language.messages();
    if let Some(from) = ask.filters.from {
        let href = ask.changed(|ask| ask.filters.from = None).link("/sok");
        chips.push(Link { label: format!("{}: {from}", t.from), href });
    }
    if let Some(to) = ask.filters.to {
        let href = ask.changed(|ask| ask.filters.to = None).link("/sok");
        chips.push(Link { label: format!("{}: {to}", t.to), href });
    }
    chips
}

fn facets(answer: &Answer, ask: &Ask) -> Vec<FacetView> {
    let shown = answer.facets.iter().filter(|facet| {
        // A choice of one is no choice, unless it is the one that was made.
        facet.values.len() > 1 || facet.values.iter().any(|value| value.chosen)
    });
    let views = shown.map(|facet| {
        let mut head = facet_links(answer, facet.dimension, ask);
        // Chosen values must be there to be taken off, wherever they rank.
        head.sort_by_key(|value| !value.chosen);
        let rest = head.split_off(head.len().min(FACET_HEAD));
        FacetView {
            name: labels::dimension(facet.dimension, ask.language),
            slug: facet.dimension.name(),
            head,
            rest,
        }
    });
    views.collect()
}

fn sorts(ask: &Ask) -> Vec<Counted> {
    let t = ask.language.messages();
    let orders = [
        (Sort::Relevance, t.sort_relevance),
        (Sort::Newest, t.sort_newest),
        (Sort::Oldest, t.sort_oldest),
    ];
    let links = orders.map(|(sort, label)| Counted {
        label: label.to_owned(),
        count: 0,
        href: ask.changed(|ask| ask.sort = sort).link("/sok"),
        chosen: ask.sort == sort,
    });
    links.into()
}

fn presets(ask: &Ask) -> Vec<Counted> {
    let (t, today) = (ask.language.messages(), dates::today());
    let years = |(from, to): (jiff::civil::Date, jiff::civil::Date)| {
        (format!(" {}–{}", from.year(), to.year()), (Some(from), Some(to)))
    };
    let (term, term_dates) = years(dates::term(today));
    let (before, before_dates) = years(dates::term_before(today));
    let (from, to) = dates::last_year(today);
    let all = [
        (t.last_year.to_owned(), (Some(from), to)),
        (format!("{}{term}", t.this_term), term_dates),
        (format!("{}{before}", t.last_term), before_dates),
    ];
    let links = all.map(|(label, dates)| Counted {
        label,
        count: 0,
        href: ask.changed(|ask| (ask.filters.from, ask.filters.to) = dates).link("/sok"),
        chosen: (ask.filters.from, ask.filters.to) == dates,
    });
    links.into()
}

/// What is added to a unit's address so that its page marks the matches.
fn marks(ask: &Ask) -> String {
    let only = Ask { q: ask.q.clone(), language: ask.language, ..Ask::default() };
    only.link("")
}

fn exports(ask: &Ask) -> Vec<Link> {
    let t = ask.language.messages();
    let all = [
        (t.feed, "/feed.atom"),
        (t.csv, "/export.csv"),
        (t.jsonl, "/export.jsonl"),
        (t.record, "/protokoll.json"),
    ];
    let links =
        all.map(|(label, path)| Link { label: label.to_owned(), href: ask.program_link(path) });
    links.into()
}

impl Pager {
    pub(crate) fn new(ask: &Ask, pages: usize) -> Self {
        let to = |page: usize| Ask { page, ..ask.clone() }.link("/sok");
        let (first, last) = (ask.page.saturating_sub(2).max(1), (ask.page + 2).min(pages));
        let near = (first..=last).map(|page| Counted {
            label: page.to_string(),
            count: 0,
            href: to(page),
            chosen: page == ask.page,
        });
        Self {
            page: ask.page,
            pages,
            previous: (ask.page > 1 && pages > 0).then(|| to((ask.page - 1).min(pages))),
            next: (ask.page < pages).then(|| to(ask.page + 1)),
            near: near.collect(),
        }
    }
}
