//! Two words, names or phrases, year by year.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use indexer::answer::Answer;
use indexer::request::Dimension;

use super::{Frame, chart, show};
use crate::app::App;
use crate::error::Failure;
use crate::params::{self, Ask};

#[derive(Template)]
#[template(path = "compare.html")]
struct Compare {
    frame: Frame,
    a: Side,
    b: Side,
    pairs: Vec<Pair>,
}

/// One of the two.
#[derive(Default)]
struct Side {
    q: String,
    total: usize,
    href: String,
}

/// A year with both counts and the measures of their bars.
struct Pair {
    name: String,
    bars: [PairBar; 2],
    middle: String,
    labelled: bool,
}

struct PairBar {
    hits: usize,
    href: String,
    left: String,
    width: String,
    top: usize,
    height: usize,
}

/// `GET /jamfor?a=&b=`
pub(crate) async fn compare(
    State(app): State<App>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Failure> {
    let [a, b, lang] = params::only(uri.query(), ["a", "b", "lang"])?;
    let ask = Ask { language: params::language(lang.as_deref())?, ..Ask::default() };
    let status = app.pool.status().await?;
    let asks = [a, b].map(|q| ask.asking(q.unwrap_or_default().trim()));
    let requests =
        asks.clone().map(|ask| indexer::request::SearchRequest { size: 1, ..ask.request() });
    let answers = app.pool.run(move |searcher| {
        requests.map(|request| match request.query.as_str() {
            "" => Answer::default(),
            _ => searcher.search(&request),
        })
    });
    let answers = answers.await?;
    let path = own_address(&asks);
    let frame = Frame::new(&app, &status, ask.language.messages().compare, &ask, &path);
    let pairs = pairs(&asks, &answers);
    let [a, b] = [0, 1].map(|side| Side {
        q: asks[side].q.clone(),
        total: answers[side].total,
        href: asks[side].link("/sok"),
    });
    show(&Compare { frame, a, b, pairs })
}

fn own_address(asks: &[Ask; 2]) -> String {
    let mut out = form_urlencoded::Serializer::new(String::new());
    out.append_pair("a", &asks[0].q).append_pair("b", &asks[1].q);
    format!("/jamfor?{}", out.finish())
}

fn pairs(asks: &[Ask; 2], answers: &[Answer; 2]) -> Vec<Pair> {
    // Units without a date have no place on a line of years.
    let mut years: BTreeMap<i16, [usize; 2]> = BTreeMap::new();
    for (side, answer) in answers.iter().enumerate() {
        for year in &answer.timeline {
            if let Some(number) = year.year {
                years.entry(number).or_default()[side] = year.hits;
            }
        }
    }
    let most = years.values().flatten().copied().max().unwrap_or(0).max(1);
    let slot = 100.0 / years.len().max(1) as f64;
    let every = years.len().div_ceil(8).max(1);
    let last = years.len().saturating_sub(1);
    let pair = |(index, (year, hits)): (usize, (i16, [usize; 2]))| {
        let left = slot * index as f64;
        let name = format!("{year:04}");
        let bar = |side: usize| {
            let height = chart::scaled(hits[side], most);
            PairBar {
                hits: hits[side],
                href: asks[side].toggled(Dimension::Year, &name).link("/sok"),
                left: chart::percent(left + slot * (0.12 + 0.39 * side as f64)),
                width: chart::percent(slot * 0.37),
                top: chart::TALLEST - height,
                height,
            }
        };
        Pair {
            bars: [bar(0), bar(1)],
            name: name.clone(),
            middle: chart::percent(left + slot / 2.0),
            labelled: (last - index).is_multiple_of(every),
        }
    };
    years.into_iter().enumerate().map(pair).collect()
}
