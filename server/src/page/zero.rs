//! The page of a search that found nothing: what was searched, which filter or word is in the way,
//! and what there is to search in.

use std::collections::{BTreeMap, BTreeSet};

use indexer::answer::Status;
use indexer::query::{Node, Query, parse};
use indexer::request::{Dimension, SearchRequest};
use indexer::searcher::Searcher;

use super::{Frame, labels};
use crate::params::Ask;

/// Filters and words that are tried without, each a search.
const TRIED: usize = 12;

/// What helps on.
#[derive(Default)]
pub(crate) struct Zero {
    /// The query in plain words.
    pub(crate) asked: String,
    pub(crate) ways: Vec<Way>,
    /// Whether there was anything to take away.
    pub(crate) tried: bool,
    pub(crate) organs: Vec<Covered>,
}

/// The same search with something less.
pub(crate) struct Way {
    pub(crate) label: String,
    /// Whether a word is left out, not a filter.
    pub(crate) word: bool,
    pub(crate) href: String,
    pub(crate) count: usize,
}

/// An organ and the years that are indexed of it.
pub(crate) struct Covered {
    pub(crate) name: String,
    pub(crate) href: String,
    pub(crate) units: usize,
    pub(crate) years: String,
}

/// A search that asks for less than another, and what it leaves out.
struct Less {
    label: String,
    word: bool,
    ask: Ask,
}

/// A search that asks for less, and how much it finds.
pub(crate) struct Tried {
    less: Less,
    count: usize,
}

/// Asks again without each filter and without each word; most hits first.
pub(crate) fn tried(searcher: &Searcher, ask: &Ask) -> Vec<Tried> {
    let count = |less: Less| {
        let request = SearchRequest { size: 1, facets: false, page: 1, ..less.ask.request() };
        Tried { count: searcher.search(&request).total, less }
    };
    let query = parse(&ask.q, searcher.limits()).query;
    let all = filters(ask).into_iter().chain(words(ask, &query));
    let mut tried: Vec<Tried> = all.take(TRIED).map(count).collect();
    tried.sort_by_key(|tried| std::cmp::Reverse(tried.count));
    tried
}

impl Zero {
    /// What the page shows of it.
    pub(crate) fn new(frame: &Frame, status: &Status, asked: String, tried: Vec<Tried>) -> Self {
        Self {
            asked,
            tried: !tried.is_empty(),
            ways: tried
                .into_iter()
                .filter(|tried| tried.count > 0)
                .map(|Tried { less, count }| Way {
                    href: less.ask.link("/sok"),
                    label: less.label,
                    word: less.word,
                    count,
                })
                .collect(),
            organs: covered(frame, status),
        }
    }
}

fn filters(ask: &Ask) -> Vec<Less> {
    let t = ask.language.messages();
    let less = |label: String, ask: Ask| Less { label, word: false, ask };
    let name = |dimension, value: &str| {
        let dimension_name = labels::dimension(dimension, ask.language);
        format!("{dimension_name}: {}", labels::value(dimension, value, ask.language))
    };
    let values = ask.filters.values.iter();
    let mut all: Vec<Less> = values
        .map(|(dimension, value)| less(name(*dimension, value), ask.toggled(*dimension, value)))
        .collect();
    if let Some(from) = ask.filters.from {
        let ask = ask.changed(|ask| ask.filters.from = None);
        all.push(less(format!("{}: {from}", t.from), ask));
    }
    if let Some(to) = ask.filters.to {
        let ask = ask.changed(|ask| ask.filters.to = None);
        all.push(less(format!("{}: {to}", t.to), ask));
    }
    if all.len() > 1 {
        let ask = ask.changed(|ask| ask.filters = Default::default());
        all.insert(0, less(t.zero_all_filters.to_owned(), ask));
    }
    all
}

/// The query without each of its parts; runs of plain words lose one word at a time.
fn words(ask: &Ask, query: &Query) -> Vec<Less> {
    let nodes: Vec<(Vec<usize>, &Node)> = match &query.root {
        Node::And(nodes) => nodes.iter().enumerate().map(|(at, node)| (vec![at], node)).collect(),
        node => vec![(Vec::new(), node)],
    };
    let alone = nodes.len() == 1;
    let mut all = Vec::new();
    for (path, node) in nodes {
        let text = match node {
            Node::Words(run) => {
                let words: Vec<&str> = run.split(' ').collect();
                for at in (0..words.len()).filter(|_| words.len() > 1) {
                    let rest = [&words[..at], &words[at + 1..]].concat().join(" ");
                    all.push((words[at].to_owned(), query.replaced(&path, Node::Words(rest))));
                }
                run.clone()
            }
            _ => query
                .parts()
                .into_iter()
                .find(|part| part.path == path)
                .map(|part| part.text)
                .unwrap_or_default(),
        };
        let is_run = matches!(node, Node::Words(run) if run.contains(' '));
        if !alone && !is_run {
            all.push((text, query.without(&path)));
        }
    }
    let less = |(label, query): (String, Query)| Less {
        label,
        word: true,
        ask: ask.asking(&query.to_string()),
    };
    all.into_iter().map(less).collect()
}

fn covered(frame: &Frame, status: &Status) -> Vec<Covered> {
    let mut organs: BTreeMap<&str, (usize, BTreeSet<i16>)> = BTreeMap::new();
    for part in &status.coverage {
        let Some(name) = part.organ.as_deref() else { continue };
        let (units, years) = organs.entry(name).or_default();
        *units += part.units;
        years.extend(part.year);
    }
    let blank = Ask { language: frame.language, ..Ask::default() };
    let view = |(name, (units, years)): (&str, (usize, BTreeSet<i16>))| Covered {
        href: blank.toggled(Dimension::Organ, name).link("/sok"),
        name: name.to_owned(),
        units,
        years: span(&years),
    };
    organs.into_iter().map(view).collect()
}

/// "2019–2024"; with gaps it still says the ends, and the coverage page the rest.
fn span(years: &BTreeSet<i16>) -> String {
    match (years.first(), years.last()) {
        (Some(first), Some(last)) if first != last => format!("{first}–{last}"),
        (Some(year), _) => year.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use indexer::limits::Limits;

    fn without(q: &str) -> Vec<(String, String)> {
        let ask = Ask { q: q.to_owned(), ..Ask::default() };
        let query = parse(q, &Limits::default()).query;
        words(&ask, &query).into_iter().map(|less| (less.label, less.ask.q)).collect()
    }

    #[test]
    fn each_word_and_each_part_is_left_out_once() {
        let pair = |label: &str, q: &str| (label.to_owned(), q.to_owned());
        assert_eq!(without("a"), []);
        assert_eq!(without("ljus kabel"), [pair("ljus", "kabel"), pair("kabel", "ljus")]);
        let parts = without("ljus kabel år:2021 \"ett tak\"");
        let asked: Vec<&str> = parts.iter().map(|(_, q)| q.as_str()).collect();
        assert_eq!(
            asked,
            [
                "kabel år:2021 \"ett tak\"",
                "ljus år:2021 \"ett tak\"",
                "ljus kabel \"ett tak\"",
                "ljus kabel år:2021"
            ]
        );
    }

    #[test]
    fn filters_are_left_out_one_by_one_and_all_at_once() {
        let ask = Ask::read("q=a&organ=X&year=2020&from=2020-01-01", crate::params::Surface::Page)
            .unwrap();
        let links: Vec<String> = filters(&ask).iter().map(|less| less.ask.link("/sok")).collect();
        assert_eq!(links.len(), 4);
        assert_eq!(links[0], "/sok?q=a");
        assert!(links.contains(&"/sok?q=a&organ=X&year=2020".to_owned()), "{links:?}");
    }

    #[test]
    fn years_are_shown_by_their_ends() {
        let years = |years: &[i16]| span(&years.iter().copied().collect());
        assert_eq!([years(&[]), years(&[2020]), years(&[2019, 2024])], ["", "2020", "2019–2024"]);
    }
}
