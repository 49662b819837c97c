//! The documents, read and analysed once, as every index will hold them.

use std::collections::HashMap;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use analyzers::{Analyzer, LexiconBuilder, TypeCache};
use corpus::document::{Text, Unit};
use corpus::extract::{Extracted, extract_in_process};
use corpus::privacy::Masking;
use corpus::walk::{self, Found};
use indexer::limits::Limits;
use indexer::understand;

use crate::Fallible;
use crate::passage::{self, Stretch};

/// A term of one place in a unit's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub(crate) position: u32,
    /// Number of the term.
    pub(crate) term: u32,
}

/// A passage: where its text lies, and its first position.
pub(crate) struct Passage {
    pub(crate) span: Range<usize>,
    pub(crate) position: u32,
}

/// One § or one handling. Titles are left out: they are short and the same in every layout.
pub(crate) struct Prepared {
    pub(crate) text: String,
    /// In order of position.
    pub(crate) places: Vec<Place>,
    /// The terms, each once, ascending.
    pub(crate) terms: Vec<u32>,
    pub(crate) passages: Vec<Passage>,
}

impl Prepared {
    /// The places of a passage.
    pub(crate) fn places_of(&self, passage: usize) -> &[Place] {
        let at = |passage: usize| {
            let first = self.passages.get(passage).map_or(u32::MAX, |passage| passage.position);
            self.places.partition_point(|place| place.position < first)
        };
        &self.places[at(passage)..at(passage + 1)]
    }

    pub(crate) fn has(&self, term: u32) -> bool {
        self.terms.binary_search(&term).is_ok()
    }
}

/// Everything that is indexed.
#[derive(Default)]
pub(crate) struct Collection {
    pub(crate) units: Vec<Prepared>,
    /// Terms by number.
    pub(crate) terms: Vec<String>,
    /// In how many units each occurs.
    pub(crate) frequency: Vec<u32>,
    numbers: HashMap<String, u32>,
    sources: usize,
}

impl Collection {
    /// Reads every source under the roots as the product does: words are learned from all text
    /// first, then each source is understood and analysed. Without the dictionary, so that the
    /// terms are the same on every machine.
    pub(crate) fn read(roots: &[PathBuf]) -> Fallible<Self> {
        let mut builder = LexiconBuilder::new(None);
        let extracted = extract(roots)?;
        extracted.iter().for_each(|(_, extracted)| builder.learn_text(&extracted.string));
        let analyzer = Analyzer::new(Arc::new(builder.build()));
        let mut cache = TypeCache::default();
        let mut collection = Self { sources: extracted.len(), ..Self::default() };
        for (found, extracted) in extracted {
            let attested = |word: &str| analyzer.attests(word);
            let understood = understand(&found, extracted, &attested, &Masking::default());
            for unit in &understood.document.units {
                collection.add(&understood.text, unit, &analyzer, &mut cache);
            }
        }
        collection.count();
        if collection.units.is_empty() {
            return Err("nothing to index was found".into());
        }
        Ok(collection)
    }

    fn add(&mut self, text: &Text, unit: &Unit, analyzer: &Analyzer, cache: &mut TypeCache) {
        let (own, cuts) = cut(text, unit);
        let language = analyzers::detect(&own);
        let mut places = Vec::new();
        let mut firsts: Vec<u32> = Vec::new();
        analyzer.scan(&own, language, cache, &mut |token| {
            while firsts.len() < cuts.len() && token.from >= cuts[firsts.len()].start {
                firsts.push(token.position);
            }
            if !analyzers::is_function_word(token.exact) {
                let position = token.position;
                places
                    .extend(token.lemmas.iter().map(|t| Place { position, term: self.number(t) }));
            }
        });
        firsts.resize(cuts.len(), u32::MAX);
        if places.is_empty() {
            return;
        }
        places.sort_unstable();
        places.dedup();
        let mut terms: Vec<u32> = places.iter().map(|place| place.term).collect();
        terms.sort_unstable();
        terms.dedup();
        let passages = cuts.into_iter().zip(firsts);
        let passages = passages.map(|(span, position)| Passage { span, position }).collect();
        self.units.push(Prepared { text: own, places, terms, passages });
    }

    fn number(&mut self, term: &str) -> u32 {
        if let Some(number) = self.numbers.get(term) {
            return *number;
        }
        let number = self.terms.len() as u32;
        self.terms.push(term.to_owned());
        self.numbers.insert(term.to_owned(), number);
        number
    }

    fn count(&mut self) {
        self.frequency = vec![0; self.terms.len()];
        for term in self.units.iter().flat_map(|unit| &unit.terms) {
            self.frequency[*term as usize] += 1;
        }
    }

    /// One line: how much there is.
    pub(crate) fn described(&self) -> String {
        let sum = |of: &dyn Fn(&Prepared) -> usize| self.units.iter().map(of).sum::<usize>();
        let longest = self.units.iter().map(|unit| unit.text.len()).max().unwrap_or(0);
        format!(
            "{} sources: {} units, {} passages, {} term places, {} terms, {:.1} MB of text, \
             the longest unit {:.2} MB",
            self.sources,
            self.units.len(),
            sum(&|unit| unit.passages.len()),
            sum(&|unit| unit.places.len()),
            self.terms.len(),
            sum(&|unit| unit.text.len()) as f64 / 1e6,
            longest as f64 / 1e6,
        )
    }
}

/// Every source that can be read, and its text.
fn extract(roots: &[PathBuf]) -> Fallible<Vec<(Found, Extracted)>> {
    let limits = walk::Limits::default();
    let mut sources = Vec::new();
    for root in roots {
        for found in walk::walk(root, &limits)?.0 {
            let bytes = found.read(&limits);
            let extracted = bytes.and_then(|b| extract_in_process(found.format, &b, &limits));
            sources.extend(extracted.ok().map(|extracted| (found, extracted)));
        }
    }
    Ok(sources)
}

/// A unit's own text, and its passages: cut by the product's rule, within sections and pages.
fn cut(text: &Text, unit: &Unit) -> (String, Vec<Range<usize>>) {
    let mut own = String::new();
    let mut cuts: Vec<Range<usize>> = Vec::new();
    for section in &unit.sections {
        let start = own.len();
        own.push_str(&text.string[section.span.clone()]);
        let inner = text.pages.iter().map(|page| page.at);
        let inner = inner.filter(|at| section.span.start < *at && *at < section.span.end);
        let mut ends: Vec<usize> = inner.map(|at| start + at - section.span.start).collect();
        ends.push(own.len());
        let mut from = start;
        for to in ends {
            let stretch = Stretch { span: from..to, zone: section.zone, page: 0 };
            let left = Limits::default().passages.saturating_sub(cuts.len()).max(1);
            cuts.extend(passage::cut(&own, &[stretch], left).into_iter().map(|cut| cut.span));
            from = to;
        }
    }
    (own, cuts)
}
