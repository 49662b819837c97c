//! Searches over a small index, checked against reading every unit from beginning to end.
//!
//! The index is made of invented paragraphs from a fixed list of words, so that queries of the same
//! words meet inflections, compounds, phrases and exclusions. What a query word stands for is taken
//! from lowering; which units hold it is found here by scanning their texts, not their postings.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use analyzers::{Language, TypeCache};
use corpus::extract::{Extracted, Extractor, Format, extract_in_process};
use corpus::walk::{Limits as WalkLimits, SkipReason};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::generation::Generation;
use crate::intent::Intents;
use crate::leaf::{Leaf, Pattern};
use crate::limits::Limits;
use crate::lower::{Clause, Tree};
use crate::marking::Marker;
use crate::request::{Dimension, Filters, SearchRequest, Sort};
use crate::search::Context;
use crate::snapshot::Snapshot;
use crate::{IngestOptions, ingest};

const WORDS: &[&str] = &[
    "skolan",
    "skolor",
    "grundskolan",
    "skolfrånvaro",
    "frånvaron",
    "bygglov",
    "bygglovet",
    "bygglovsavgift",
    "avgiften",
    "avgifter",
    "lokalen",
    "lokaler",
    "förening",
    "föreningarnas",
    "bibliotek",
    "biblioteket",
    "beslut",
    "nämnden",
    "motionen",
    "vattnet",
    "stadsdel",
    "och",
    "om",
];

/// Plain text needs no child process.
struct InProcess;

impl Extractor for InProcess {
    fn extract(&self, format: Format, bytes: &[u8]) -> Result<Extracted, SkipReason> {
        extract_in_process(format, bytes, &WalkLimits::default())
    }
}

/// Minutes of several meetings whose paragraphs are made of [`WORDS`] by a fixed rule.
fn write_minutes(dir: &Path) {
    let mut state = 7_u64;
    let mut next = move |bound: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % bound
    };
    for (year, organ) in
        [(2019, "Socialnämnden"), (2020, "Byggnadsnämnden"), (2022, "Socialnämnden")]
    {
        let mut text =
            format!("Ekby kommun\n{organ}\nProtokoll\nSammanträdesdatum: {year}-03-12\n\n");
        for number in 1..=20 {
            let sentence: Vec<&str> = (0..4 + next(20)).map(|_| WORDS[next(WORDS.len())]).collect();
            let outcome = ["Motionen avslås", "Motionen bifalls", "Ärendet bordläggs"][next(3)];
            let title = WORDS[next(16)];
            let _ = write!(
                text,
                "§ {number}\nÄrende om {title} {number}\nDnr EK {year}/{number}\n\nBeslut\n{outcome}.\n\nSammanfattning\n{}.\n\n",
                sentence.join(" ")
            );
        }
        std::fs::write(dir.join(format!("{organ}-{year}.txt")), text).unwrap();
    }
}

struct Fixture {
    _dir: tempfile::TempDir,
    snapshot: Snapshot,
    intents: Intents,
    limits: Limits,
}

impl Fixture {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let documents = dir.path().join("documents");
        std::fs::create_dir(&documents).unwrap();
        write_minutes(&documents);
        let index = dir.path().join("index");
        let options = IngestOptions::default();
        let summary = ingest(&index, &[documents], &InProcess, &options, &mut |_| {}).unwrap();
        assert_eq!(summary.paragraphs, 60, "every § is a unit: {summary:?}");
        let snapshot = Snapshot::open(Generation::current(&index).unwrap()).unwrap();
        let intents = Intents::new(&snapshot.analyzer);
        let limits = Limits { deadline: std::time::Duration::from_secs(60), ..Limits::default() };
        Self { _dir: dir, snapshot, intents, limits }
    }

    fn context(&self) -> Context<'_> {
        Context { snapshot: &self.snapshot, intents: &self.intents, limits: &self.limits }
    }

    /// The units in which a leaf occurs, by scanning.
    fn scan(&self, leaf: &Leaf) -> BTreeSet<u32> {
        let holds = |unit: &u32| {
            let record = self.snapshot.record(*unit).unwrap();
            let text = self.snapshot.text(*unit, &record).beginning(usize::MAX);
            leaf.alternatives.iter().any(|alternative| {
                [record.title.as_str(), text.as_str()]
                    .into_iter()
                    .any(|text| self.occurs(&alternative.what, text))
                    || self.is_fact(&alternative.what, &record)
            })
        };
        self.snapshot.units.alive.iter().filter(holds).collect()
    }

    fn is_fact(&self, what: &Pattern, record: &crate::record::Record) -> bool {
        let outcome = record.outcome.map(|outcome| format!("utfall:{}", outcome.slug()));
        let is_own = |term: &String| {
            let key = |shown: &String| format!("dnr:{}", corpus::diary::key(shown));
            record.diary_numbers.iter().any(|shown| key(shown) == *term)
        };
        match what {
            Pattern::Term(field, term) if *field == self.snapshot.fields.facts => {
                Some(term) == outcome.as_ref()
            }
            Pattern::Term(field, term) => *field == self.snapshot.fields.keys && is_own(term),
            _ => false,
        }
    }

    fn occurs(&self, what: &Pattern, text: &str) -> bool {
        let fields = &self.snapshot.fields;
        let mut tokens: Vec<(String, Vec<String>, Vec<String>)> = Vec::new();
        let mut cache = TypeCache::default();
        self.snapshot.analyzer.scan(text, Language::Swedish, &mut cache, &mut |token| {
            let lemmas = crate::entry::lemmas(token).to_strings();
            tokens.push((token.exact.to_owned(), lemmas, token.parts.to_strings()));
        });
        let holds = |at: usize, field, term: &String| {
            let (exact, lemmas, parts) = &tokens[at];
            (field == fields.exact && exact == term)
                || (field == fields.lemma && lemmas.contains(term))
                || (field == fields.parts && parts.contains(term))
        };
        match what {
            Pattern::Term(field, term) => (0..tokens.len()).any(|at| holds(at, *field, term)),
            Pattern::Phrase { field, terms, slop: 0 } => (0..tokens.len()).any(|from| {
                terms.iter().enumerate().all(|(step, term)| {
                    from + step < tokens.len() && holds(from + step, *field, term)
                })
            }),
            Pattern::Close { groups, distance } => {
                let near = |at: usize, group: &Vec<(tantivy::schema::Field, String)>| {
                    let from = at.saturating_sub(*distance as usize);
                    let to = (at + *distance as usize).min(tokens.len() - 1);
                    let held = |at| group.iter().any(|(field, term)| holds(at, *field, term));
                    (from..=to).any(held)
                };
                let lead = |at| groups[0].iter().any(|(field, term)| holds(at, *field, term));
                let all = |at: usize| groups.iter().all(|group| near(at, group));
                (0..tokens.len()).any(|at| lead(at) && all(at))
            }
            _ => false,
        }
    }

    fn evaluate(&self, tree: &Tree, leaves: &[BTreeSet<u32>]) -> BTreeSet<u32> {
        let all: BTreeSet<u32> = self.snapshot.units.alive.iter().collect();
        let eval = |tree: &Tree| self.evaluate(tree, leaves);
        match tree {
            Tree::All => all,
            Tree::Leaf(at) => leaves[*at].clone(),
            Tree::Set(bits) => bits.iter().collect(),
            Tree::And(trees) => trees.iter().fold(all, |left, tree| &left & &eval(tree)),
            Tree::Or(trees) => trees.iter().flat_map(eval).collect(),
            Tree::Not(tree) => &all - &eval(tree),
        }
    }

    /// Units without those of kind `other`, after filters: what a search must count.
    fn kept(
        &self,
        units: &BTreeSet<u32>,
        filters: &Filters,
        but: Option<Dimension>,
    ) -> BTreeSet<u32> {
        let passes = |unit: &&u32| {
            Dimension::ALL.into_iter().filter(|dimension| Some(*dimension) != but).all(
                |dimension| {
                    let chosen: Vec<&str> = filters.of(dimension).collect();
                    let values = self.values(dimension, **unit);
                    let free = dimension == Dimension::Kind && !values.contains("other");
                    if chosen.is_empty() {
                        dimension != Dimension::Kind || free
                    } else {
                        chosen.iter().any(|value| values.contains(*value))
                    }
                },
            )
        };
        units.iter().filter(passes).copied().collect()
    }

    fn values(&self, dimension: Dimension, unit: u32) -> BTreeSet<String> {
        let values = self.snapshot.units.dimension(dimension);
        values.of.of(unit).iter().map(|number| values.names[*number as usize].clone()).collect()
    }
}

fn query() -> impl Strategy<Value = String> {
    let word = || prop::sample::select(WORDS.to_vec());
    let part = prop_oneof![
        6 => word().prop_map(str::to_owned),
        1 => word().prop_map(|word| format!("-{word}")),
        1 => (word(), word()).prop_map(|(a, b)| format!("\"{a} {b}\"")),
        1 => (word(), word()).prop_map(|(a, b)| format!("({a} OR {b})")),
        1 => Just("år:2020".to_owned()),
        1 => Just("utfall:avslag".to_owned()),
    ];
    prop::collection::vec(part, 1..5).prop_map(|parts| parts.join(" "))
}

fn filters() -> impl Strategy<Value = Filters> {
    let value = prop_oneof![
        Just((Dimension::Year, "2019".to_owned())),
        Just((Dimension::Year, "2022".to_owned())),
        Just((Dimension::Organ, "Socialnämnden".to_owned())),
        Just((Dimension::Outcome, "avslag".to_owned())),
        Just((Dimension::Kind, "minutes".to_owned())),
    ];
    prop::collection::vec(value, 0..3).prop_map(|values| Filters { values, ..Filters::default() })
}

/// Whether the words are plain enough for the second block to be recomputed here.
fn second_block(
    clauses: &[Clause],
    full: &BTreeSet<u32>,
    eval: &dyn Fn(&Tree) -> BTreeSet<u32>,
) -> BTreeSet<u32> {
    let wanted: Vec<&Clause> = clauses.iter().filter(|c| c.wanted && c.word).collect();
    if wanted.len() < 2 && clauses.iter().all(|clause| clause.wanted) {
        return BTreeSet::new();
    }
    let any: BTreeSet<u32> = wanted.iter().flat_map(|clause| eval(&clause.tree)).collect();
    let hard = clauses.iter().filter(|clause| !clause.word);
    let any = hard.fold(any, |left, clause| &left & &eval(&clause.tree));
    &any - full
}

/// Totals, facets and paging are those of reading everything, for a thousand generated queries.
#[test]
fn counts_are_those_of_a_scan() {
    let fixture = Fixture::new();
    let mut runner =
        TestRunner::new(Config { cases: 1_000, failure_persistence: None, ..Config::default() });
    runner
        .run(&(query(), filters()), |(query, filters)| {
            let context = fixture.context();
            let found = context.find(&query, &[]);
            let leaves: Vec<BTreeSet<u32>> =
                found.lowered.leaves.iter().map(|leaf| fixture.scan(leaf)).collect();
            let eval = |tree: &Tree| fixture.evaluate(tree, &leaves);
            let all: BTreeSet<u32> = fixture.snapshot.units.alive.iter().collect();
            let wanted = found.lowered.clauses.iter().filter(|clause| clause.wanted);
            let full = wanted.fold(all, |left, clause| &left & &eval(&clause.tree));
            let relaxed = second_block(&found.lowered.clauses, &full, &eval);
            let request = SearchRequest {
                query: query.clone(),
                filters: filters.clone(),
                size: 7,
                collapse: false,
                ..SearchRequest::default()
            };
            let answer = context.search(&request);
            let expected = fixture.kept(&full, &filters, None);
            prop_assert_eq!(answer.total, expected.len(), "{}", query);
            prop_assert_eq!(
                answer.relaxed_total,
                fixture.kept(&relaxed, &filters, None).len(),
                "{}",
                query
            );
            for facet in &answer.facets {
                let base = fixture.kept(&full, &filters, Some(facet.dimension));
                let mut counts: BTreeMap<String, usize> = BTreeMap::new();
                for unit in base {
                    for value in fixture.values(facet.dimension, unit) {
                        *counts.entry(value).or_default() += 1;
                    }
                }
                let shown: BTreeMap<String, usize> = facet
                    .values
                    .iter()
                    .filter(|value| value.count > 0)
                    .map(|value| (value.value.clone(), value.count))
                    .collect();
                prop_assert_eq!(shown, counts, "{} of {}", facet.dimension.name(), query);
            }
            let mut seen = BTreeSet::new();
            for page in 1..=answer.pages {
                for hit in
                    context.search(&SearchRequest { page, facets: false, ..request.clone() }).hits
                {
                    prop_assert!(seen.insert(hit.id), "a hit came twice: {}", query);
                }
            }
            prop_assert_eq!(seen.len(), answer.total + answer.relaxed_total);
            Ok(())
        })
        .unwrap();
}

/// The same question gives the same answer, also sorted, and the matters of a collapsed answer are
/// those of the whole.
#[test]
fn order_is_stable_and_matters_are_counted_once() {
    let fixture = Fixture::new();
    let context = fixture.context();
    for sort in [Sort::Relevance, Sort::Newest, Sort::Oldest] {
        let request = SearchRequest {
            query: "skolan avgift".to_owned(),
            sort,
            size: 100,
            ..SearchRequest::default()
        };
        let ids = |answer: crate::answer::Answer| -> Vec<String> {
            answer.hits.into_iter().map(|hit| hit.id).collect()
        };
        assert_eq!(ids(context.search(&request)), ids(context.search(&request)));
        let whole = context.search(&SearchRequest { collapse: false, ..request.clone() });
        let matters: BTreeSet<Option<String>> =
            whole.hits.iter().take(whole.relaxed_from).map(|hit| hit.matter.clone()).collect();
        assert_eq!(context.search(&request).total_matters, matters.len());
    }
}

/// Marks lie on whole characters, in order, and on text that holds the query, whatever surrounds it.
#[test]
fn marks_lie_on_the_original_characters() {
    let fixture = Fixture::new();
    let found = fixture.context().find("avgift skola bibliotek \"om skolan\"", &[]);
    let marker = Marker {
        analyzer: &fixture.snapshot.analyzer,
        fields: &fixture.snapshot.fields,
        leaves: &found.lowered.leaves,
        language: Language::Swedish,
    };
    let noise = prop_oneof![
        Just("🏫".to_owned()),
        Just("\u{ad}".to_owned()),
        Just("a\u{30a}".to_owned()),
        Just("byg\u{ad}glovsavgiften".to_owned()),
        Just("sko\u{ad}lan".to_owned()),
        Just("bibliotek".to_owned()),
        Just("om skolan".to_owned()),
        "\\PC{0,6}",
    ];
    let text = prop::collection::vec(noise, 0..30).prop_map(|parts| parts.join(" "));
    let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::default() });
    runner
        .run(&text, |text| {
            let marks = marker.marks(&text, &mut TypeCache::default());
            let mut end = 0;
            for mark in &marks {
                prop_assert!(mark.span.start >= end && mark.span.end <= text.len());
                prop_assert!(
                    text.is_char_boundary(mark.span.start) && text.is_char_boundary(mark.span.end)
                );
                let plain: String =
                    text[mark.span.clone()].chars().filter(|c| *c != '\u{ad}').collect();
                let lower = plain.to_lowercase();
                prop_assert!(
                    ["avgift", "skol", "bibliotek", "om"].iter().any(|w| lower.contains(w)),
                    "{}",
                    plain
                );
                end = mark.span.end;
            }
            for word in ["bibliotek", "byg\u{ad}glovsavgiften"] {
                let wanted = text.match_indices(word).filter(|(at, _)| {
                    let before = text[..*at].chars().next_back();
                    let after = text[at + word.len()..].chars().next();
                    before.is_none_or(|c| c == ' ') && after.is_none_or(|c| c == ' ')
                });
                for (at, _) in wanted {
                    prop_assert!(
                        marks.iter().any(|mark| mark.span.start == at),
                        "{word} in {text:?}"
                    );
                }
            }
            let pieces = crate::snippet::marked(&text, &marks);
            prop_assert!(
                pieces.iter().all(|piece| !piece.text.chars().any(|c| c.is_control() && c != '\n'))
            );
            Ok(())
        })
        .unwrap();
}

/// An update by pieces answers as one build of the whole does, with the same lexicon.
#[test]
fn an_updated_index_equals_a_built_one() {
    let dir = tempfile::tempdir().unwrap();
    let documents = dir.path().join("documents");
    std::fs::create_dir(&documents).unwrap();
    write_minutes(&documents);
    let build = |index: &Path| {
        ingest(
            index,
            std::slice::from_ref(&documents),
            &InProcess,
            &IngestOptions::default(),
            &mut |_| {},
        )
        .unwrap()
    };
    let (whole, pieces) = (dir.path().join("whole"), dir.path().join("pieces"));
    build(&whole);
    build(&pieces);
    let file = documents.join("Socialnämnden-2022.txt");
    let original = std::fs::read_to_string(&file).unwrap();
    std::fs::remove_file(&file).unwrap();
    assert_eq!(build(&pieces).removed, 1);
    std::fs::write(&file, original.replace("bygglov", "badhus")).unwrap();
    assert_eq!(build(&pieces).read, 1);
    std::fs::write(&file, &original).unwrap();
    let summary = build(&pieces);
    assert_eq!((summary.read, summary.unchanged), (1, 2));
    let answers = |index: &Path| -> Vec<String> {
        let searcher = crate::searcher::Searcher::open(index, Limits::default()).unwrap();
        let queries =
            ["skolan", "bygglov avgift", "\"beslut nämnden\"", "badhus", "föreningar -skolan", ""];
        queries
            .iter()
            .map(|query| {
                let request = SearchRequest {
                    query: (*query).to_owned(),
                    size: 100,
                    ..SearchRequest::default()
                };
                let answer = searcher.search(&request);
                let rows: Vec<(String, f32)> =
                    answer.hits.into_iter().map(|hit| (hit.id, hit.score)).collect();
                format!("{query}: {} {} {rows:?}", answer.total, answer.relaxed_total)
            })
            .collect()
    };
    assert_eq!(answers(&whole), answers(&pieces));
}
