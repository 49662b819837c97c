//! A search from the typed text to one page of hits.

use std::collections::{HashMap, HashSet};
use std::time::Instant;

use analyzers::TypeCache;

use crate::answer::{Also, Answer, Hit, Understood, Why};
use crate::bits::Bits;
use crate::evidence::{self, Evidence, Weights};
use crate::facets;
use crate::intent::Intents;
use crate::leaf::{How, Leaf};
use crate::limits::Limits;
use crate::lower::{self, Lowered};
use crate::marking::Marker;
use crate::matching::{Matched, Sieve, matched};
use crate::occurrences::{Clock, Occurrences};
use crate::query::{self, Condition, Node, Parsed};
use crate::rank::{Ranked, Ranking, Score};
use crate::record::Record;
use crate::request::{SearchRequest, Sort};
use crate::snapshot::Snapshot;
use crate::snippet::{self, Source};
use crate::units::NO_DATE;

/// Other units of a matter listed in a hit at most.
const ALSO: usize = 20;

/// What searches share beside the snapshot.
pub(crate) struct Context<'a> {
    pub(crate) snapshot: &'a Snapshot,
    pub(crate) intents: &'a Intents,
    pub(crate) limits: &'a Limits,
}

/// A query looked up: which units, and where.
pub(crate) struct Found {
    pub(crate) parsed: Parsed,
    pub(crate) lowered: Lowered,
    pub(crate) occurrences: Vec<Occurrences>,
    pub(crate) matched: Matched,
    pub(crate) partial: bool,
}

impl Context<'_> {
    /// Looks a query up.
    pub(crate) fn find(&self, query: &str, without: &[String]) -> Found {
        let parsed = query::parse(query, self.limits);
        let off: HashSet<&str> = without.iter().map(String::as_str).collect();
        let lowered = lower::lower(&parsed.query, self.snapshot, self.intents, self.limits, &off);
        let mut clock = Clock::until(Instant::now() + self.limits.deadline);
        let find = |leaf: &Leaf| Occurrences::of(leaf, self.snapshot, &mut clock);
        let occurrences: Vec<Occurrences> = lowered.leaves.iter().map(find).collect();
        let matched = matched(&lowered, &occurrences, self.snapshot);
        Found { parsed, lowered, occurrences, matched, partial: clock.up }
    }

    /// Answers a search.
    pub(crate) fn search(&self, request: &SearchRequest) -> Answer {
        let began = Instant::now();
        let found = self.find(&request.query, &request.without);
        let sieve =
            Sieve::new(&request.filters, asks_for_kind(&found.parsed.query.root), self.snapshot);
        let full = sieve.all(&found.matched.full);
        let relaxed = sieve.all(&found.matched.relaxed);
        let weights = Weights::new(&found.lowered.leaves, &found.occurrences, self.snapshot);
        let blocks = [&full, &relaxed].map(|units| self.ordered(units, request, &found, &weights));
        let matters = self.matters(&full);
        let page = Page::cut(&blocks, request, self);
        let mut answer = Answer {
            query: understood(&found.parsed),
            notices: found.parsed.notices.iter().chain(&found.lowered.notices).cloned().collect(),
            best: self.snapshot.editor.best.of(&found.parsed.query.root, &self.snapshot.analyzer),
            total: full.count(),
            total_matters: matters,
            relaxed_total: relaxed.count(),
            relaxed_from: page.relaxed_from,
            hits: Vec::new(),
            pages: page.pages,
            facets: Vec::new(),
            timeline: Vec::new(),
            partial: found.partial,
            took_ms: 0,
        };
        answer.hits = self.hits(&page, &found, &weights, &blocks, request.explain);
        answer.notices.extend(self.advice(&found, &sieve, answer.total));
        if request.facets {
            let limit = self.limits.facet_values;
            let all = &found.matched.full;
            answer.facets = facets::facets(all, &sieve, &request.filters, self.snapshot, limit);
            answer.timeline = facets::timeline(all, &sieve, self.snapshot);
        }
        answer.took_ms = began.elapsed().as_millis() as u64;
        answer
    }

    fn ordered(
        &self,
        units: &Bits,
        request: &SearchRequest,
        found: &Found,
        weights: &Weights,
    ) -> Ranked {
        let list: Vec<u32> = units.iter().collect();
        let sort = if found.lowered.leaves.is_empty() && request.sort == Sort::Relevance {
            Sort::Newest
        } else {
            request.sort
        };
        if sort == Sort::Relevance {
            let ranking = Ranking {
                snapshot: self.snapshot,
                leaves: &found.lowered.leaves,
                occurrences: &found.occurrences,
                weights,
                asks_for_decision: found.lowered.asks_for_decision,
                asks_for_tabled: found.lowered.asks_for_tabled,
                off: &request.without,
            };
            return ranking.order(&list);
        }
        Ranked { units: self.by_date(list, sort), scores: HashMap::new() }
    }

    fn by_date(&self, mut list: Vec<u32>, sort: Sort) -> Vec<u32> {
        let units = &self.snapshot.units;
        list.sort_by_key(|unit| {
            let unit = *unit as usize;
            let date = i64::from(units.date[unit]);
            let undated = units.date[unit] == NO_DATE;
            let date = if sort == Sort::Newest { -date } else { date };
            (undated, date, units.source[unit], units.ordinal[unit], units.rank[unit])
        });
        list
    }

    fn matters(&self, units: &Bits) -> usize {
        let of = |unit: u32| self.snapshot.units.matter[unit as usize];
        units.iter().map(of).collect::<HashSet<u32>>().len()
    }

    /// The hits of a page, with fragments.
    fn hits(
        &self,
        page: &Page,
        found: &Found,
        weights: &Weights,
        blocks: &[Ranked; 2],
        explain: bool,
    ) -> Vec<Hit> {
        let mut ascending: Vec<u32> = page.rows.iter().map(|row| row.unit).collect();
        ascending.sort_unstable();
        let leaves = &found.lowered.leaves;
        let evidence =
            evidence::gather(&ascending, leaves, &found.occurrences, weights, self.snapshot);
        let none = Evidence::default();
        let mut cache = self.snapshot.caches.lease();
        let hit = |row: &Row| {
            let evidence = evidence.get(&row.unit).unwrap_or(&none);
            let score = blocks.iter().find_map(|block| block.scores.get(&row.unit));
            let mut hit = self.hit(row.unit, found, weights, evidence, &mut cache)?;
            hit.also = row.also.iter().filter_map(|unit| self.also(*unit)).collect();
            hit.score = score.map_or(0.0, |score| score.total);
            hit.why = why(row.unit, found);
            if let Some(score) = score.filter(|_| explain) {
                hit.why.extend(parts(score));
            }
            Some(hit)
        };
        page.rows.iter().filter_map(hit).collect()
    }

    fn hit(
        &self,
        unit: u32,
        found: &Found,
        weights: &Weights,
        evidence: &Evidence,
        cache: &mut TypeCache,
    ) -> Option<Hit> {
        let record = self.snapshot.record(unit)?;
        let text = self.snapshot.text(unit, &record);
        let marker = Marker {
            analyzer: &self.snapshot.analyzer,
            fields: &self.snapshot.fields,
            leaves: &found.lowered.leaves,
            language: snippet::language(&record),
        };
        let passages: Vec<u32> = evidence.passages.iter().map(|(number, _)| *number).collect();
        let source = Source {
            record: &record,
            text: &text,
            passages: &passages,
            weights: &weights.of,
            chars: self.limits.fragment_chars,
            bytes: self.limits.snippet_source,
        };
        let title = marker.marks(&record.title, cache);
        let title_pieces = snippet::marked(&record.title, &title);
        let fragments = snippet::fragments(&source, &title, &marker, cache);
        let zone = fragments.first().and_then(|fragment| fragment.zone);
        Some(Hit { title_pieces, fragments, zone, ..self.bare_hit(unit, record) })
    }

    /// A hit without fragments.
    pub(crate) fn bare_hit(&self, unit: u32, record: Record) -> Hit {
        let matter = self.snapshot.units.matter[unit as usize];
        Hit {
            url: format!("/dokument/{}", record.id),
            id: record.id,
            source: record.source,
            kind: record.kind,
            municipality: record.municipality,
            organ: record.organ,
            date: record.date,
            date_uncertain: record.date_uncertain,
            paragraf: record.number,
            ordinal: record.ordinal,
            title: record.title,
            title_pieces: Vec::new(),
            diary_numbers: record.diary_numbers,
            matter: self.snapshot.units.matter_ids.get(&matter).cloned(),
            also: Vec::new(),
            zone: None,
            outcome: record.outcome,
            parties: record.parties,
            score: 0.0,
            original: record.url,
            fragments: Vec::new(),
            why: Vec::new(),
        }
    }

    /// A unit in a list of others.
    pub(crate) fn also(&self, unit: u32) -> Option<Also> {
        let record = self.snapshot.record(unit)?;
        Some(Also {
            url: format!("/dokument/{}", record.id),
            id: record.id,
            kind: record.kind,
            organ: record.organ,
            date: record.date,
            paragraf: record.number,
            title: record.title,
            outcome: record.outcome,
        })
    }
}

/// A hit of a page and the others of its matter.
struct Row {
    unit: u32,
    also: Vec<u32>,
}

/// One page of rows.
struct Page {
    rows: Vec<Row>,
    relaxed_from: usize,
    pages: usize,
}

impl Page {
    /// Cuts a page out of both blocks: the match set first, then what lacks a word. Collapsed, a
    /// matter stands where its best unit stands, once.
    fn cut(blocks: &[Ranked; 2], request: &SearchRequest, context: &Context<'_>) -> Self {
        let matter = &context.snapshot.units.matter;
        let mut rows: Vec<Row> = Vec::new();
        let mut place: HashMap<u32, usize> = HashMap::new();
        let mut full = 0;
        for (number, block) in blocks.iter().enumerate() {
            for unit in &block.units {
                let group = if request.collapse { matter[*unit as usize] } else { *unit };
                match place.get(&group) {
                    Some(at) => rows[*at].also.push(*unit),
                    None => {
                        place.insert(group, rows.len());
                        rows.push(Row { unit: *unit, also: Vec::new() });
                    }
                }
            }
            if number == 0 {
                full = rows.len();
            }
        }
        rows.truncate(context.limits.window);
        let size = request.size.clamp(1, context.limits.page_size);
        let pages = rows.len().div_ceil(size);
        let from = request.page.saturating_sub(1).saturating_mul(size).min(rows.len());
        let to = (from + size).min(rows.len());
        let mut rows: Vec<Row> = rows.drain(from..to).collect();
        for row in &mut rows {
            row.also.truncate(ALSO);
        }
        let relaxed_from = full.saturating_sub(from).min(rows.len());
        Self { rows, relaxed_from, pages }
    }
}

fn understood(parsed: &Parsed) -> Understood {
    Understood {
        text: parsed.text.clone(),
        canonical: parsed.query.to_string(),
        words: parsed.query.in_words(),
    }
}

/// Whether the query itself asks for a kind of unit.
fn asks_for_kind(node: &Node) -> bool {
    match node {
        Node::Field(Condition::Kind(_)) => true,
        Node::And(nodes) | Node::Or(nodes) => nodes.iter().any(asks_for_kind),
        Node::In { node, .. } => asks_for_kind(node),
        _ => false,
    }
}

/// Which word matched how.
fn why(unit: u32, found: &Found) -> Vec<Why> {
    let mut why = Vec::new();
    for (leaf, occurrences) in found.lowered.leaves.iter().zip(&found.occurrences) {
        let Some(at) = occurrences.index_of(unit).filter(|_| leaf.weight > 0.0) else { continue };
        for how in How::ALL.into_iter().filter(|how| occurrences.how[at] & how.bit() != 0) {
            // Every exact match is an inflection as well; once is enough.
            if how == How::Inflection && occurrences.how[at] & How::Exact.bit() != 0 {
                continue;
            }
            why.push(Why {
                word: leaf.word.clone(),
                how: how.name(),
                message: format!("”{}”: {}", leaf.word, how.shown()),
                score: None,
            });
        }
    }
    why
}

/// What the score is made of.
fn parts(score: &Score) -> Vec<Why> {
    [
        ("text", "orden i hela texten", score.text),
        ("passage", "orden tillsammans i ett stycke", score.passage),
        ("title", "orden i rubriken", score.title),
        ("recent", "hur nytt det är", score.recent),
        ("cited", "hur ofta andra hänvisar hit", score.cited),
    ]
    .into_iter()
    .filter(|(_, _, value)| *value != 0.0)
    .map(|(how, message, value)| Why {
        word: String::new(),
        how,
        message: message.to_owned(),
        score: Some(value),
    })
    .collect()
}
