//! The ranking of the bundled samples as a file that is read in review: a change of the ranking shows
//! as lines that moved, not as one figure that fell.
//!
//! `corpus/samples/queries.tsv` says by hand what each query should find; `golden/ranking.txt` holds
//! what the program puts first. No scores stand in it, so noise of the last digit moves nothing. The
//! dictionary is left out, so that the order is the same on every machine.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write;
use std::fs;

use serde_json::Value;

use crate::samples::units;
use crate::support::{Service, encoded};

/// The mean below which the ranking must not fall: what it was when this was last raised, less 0.02.
const FLOOR: f64 = 0.917;
/// Queries that must be judged.
const JUDGED: usize = 60;
/// Hits shown of a query, and hits that count.
const SHOWN: usize = 5;
const DEPTH: usize = 10;
/// Characters of a title that are shown.
const TITLE: usize = 56;
const ACCEPT: &str = "UPDATE_GOLDEN=1 cargo test -p server --test integration golden";
const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/golden/ranking.txt");
const QUERIES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../corpus/samples/queries.tsv");

/// A query and what a reader says it should find.
struct Judged {
    query: String,
    /// Source, number within it (`*`: any unit) and grade.
    wanted: Vec<Wanted>,
}

type Wanted = (String, String, u32);

fn is_meant((source, number, _): &Wanted, hit: &Value) -> bool {
    hit["source"] == **source && (number == "*" || hit["paragraf"] == **number)
}

/// The judged queries, in the order in which each first occurs.
fn judged() -> Vec<Judged> {
    let mut all: Vec<Judged> = Vec::new();
    for line in fs::read_to_string(QUERIES).unwrap().lines() {
        let fields: Vec<&str> = line.split('\t').collect();
        let &[query, item, grade] = fields.as_slice() else { panic!("not three fields: {line}") };
        let (source, number) = item.rsplit_once('#').expect("an item is source#number");
        let wanted = (source.to_owned(), number.to_owned(), grade.parse().expect("a grade"));
        match all.iter_mut().find(|judged| judged.query == query) {
            Some(judged) => judged.wanted.push(wanted),
            None => all.push(Judged { query: query.to_owned(), wanted: vec![wanted] }),
        }
    }
    all
}

impl Judged {
    /// The grade of each hit; `None` where no judgement speaks of it. A judgement about any unit of a
    /// source counts for the first one.
    fn grades(&self, hits: &[Value]) -> Vec<Option<u32>> {
        let mut met = HashSet::new();
        let grade = |hit: &Value| {
            let wanted = self.wanted.iter().find(|wanted| is_meant(wanted, hit))?;
            Some(if met.insert((&wanted.0, &wanted.1)) { wanted.2 } else { 0 })
        };
        hits.iter().map(grade).collect()
    }

    /// Normalised discounted gain of the first ten (Järvelin and Kekäläinen, 2002).
    fn ndcg(&self, grades: &[Option<u32>]) -> f64 {
        let mut ideal: Vec<u32> = self.wanted.iter().map(|(_, _, grade)| *grade).collect();
        ideal.sort_unstable_by(|a, b| b.cmp(a));
        gain(grades.iter().map(|grade| grade.unwrap_or(0))) / gain(ideal.into_iter())
    }
}

fn gain(grades: impl Iterator<Item = u32>) -> f64 {
    let at = |(rank, grade): (usize, u32)| {
        (f64::from(1_u32 << grade) - 1.0) / (rank as f64 + 2.0).log2()
    };
    grades.take(DEPTH).enumerate().map(at).sum()
}

/// "1. 3 Title (minutes Kommunstyrelsen 2021-11-09 § 161)"; "–" where nobody has judged the hit.
fn line(rank: usize, grade: Option<u32>, hit: &Value) -> String {
    let text = |name: &str| hit[name].as_str().unwrap_or("–").to_owned();
    let grade = grade.map_or("–".to_owned(), |grade| grade.to_string());
    let number = hit["paragraf"].as_str().map_or(String::new(), |number| format!(" § {number}"));
    let mut title: String = text("title").chars().take(TITLE).collect();
    if title.len() < text("title").len() {
        title.push('…');
    }
    let (kind, organ, date) = (text("kind"), text("organ"), text("date"));
    format!("{rank}. {grade} {title} ({kind} {organ} {date}{number})")
}

/// What the program answers to every judged query, and the mean of their measures.
fn ranking(service: &Service) -> (String, f64) {
    let (judged, mut blocks, mut sum) = (judged(), String::new(), 0.0);
    assert!(judged.len() >= JUDGED, "only {} judged queries", judged.len());
    for of in &judged {
        let path = format!("/api/v1/search?collapse=false&size={DEPTH}&q={}", encoded(&of.query));
        let answer: Value = serde_json::from_str(&service.get(&path)).unwrap();
        let hits = answer["hits"].as_array().unwrap();
        let grades = of.grades(hits);
        let ndcg = of.ndcg(&grades);
        sum += ndcg;
        writeln!(blocks, "\n{ndcg:.3} {}", of.query).unwrap();
        for (at, (grade, hit)) in grades.iter().zip(hits).enumerate().take(SHOWN) {
            writeln!(blocks, "  {}", line(at + 1, *grade, hit)).unwrap();
        }
    }
    let mean = sum / judged.len() as f64;
    let head = format!(
        "mean nDCG@{DEPTH} {mean:.3} over {} queries of corpus/samples/queries.tsv\n\
         Each query: its nDCG@{DEPTH}, then the first {SHOWN} hits: rank, judged grade (– none), what it is.\n",
        judged.len()
    );
    (head + &blocks, mean)
}

/// The blocks of a ranking: what a query is → its lines, the head under no query.
fn blocks(text: &str) -> BTreeMap<&str, Vec<&str>> {
    let mut blocks = BTreeMap::new();
    for (at, block) in text.split("\n\n").enumerate() {
        let first = block.lines().next().unwrap_or_default();
        let query = first.split_once(' ').map_or(first, |(_, query)| query);
        blocks.insert(if at == 0 { "" } else { query }, block.lines().collect());
    }
    blocks
}

/// The lines in which two rankings differ, query by query.
fn difference(before: &str, after: &str) -> String {
    let (before, after) = (blocks(before), blocks(after));
    let mut shown = String::new();
    let none = Vec::new();
    for name in before.keys().chain(after.keys().filter(|name| !before.contains_key(*name))) {
        let old = before.get(name).unwrap_or(&none);
        let new = after.get(name).unwrap_or(&none);
        if old == new {
            continue;
        }
        writeln!(shown, "@@ {name}").unwrap();
        for line in old.iter().filter(|line| !new.contains(line)) {
            writeln!(shown, "-{line}").unwrap();
        }
        for line in new.iter() {
            let sign = if old.contains(line) { ' ' } else { '+' };
            writeln!(shown, "{sign}{line}").unwrap();
        }
    }
    shown
}

#[test]
fn the_samples_are_ranked_as_the_golden_file_says() {
    let folder = tempfile::tempdir().unwrap();
    let service = Service::start(folder.path(), &["--no-dictionary"]);
    let (now, mean) = ranking(&service);
    println!("{}", now.lines().next().unwrap_or_default());
    assert!(mean >= FLOOR, "mean nDCG@{DEPTH} is {mean:.3}, below the floor of {FLOOR:.3}");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(FILE, &now).unwrap();
        return;
    }
    let golden = fs::read_to_string(FILE).unwrap_or_default();
    assert!(
        now == golden,
        "the ranking differs from tests/golden/ranking.txt:\n{}\nTo accept it, run\n  {ACCEPT}\n\
         and look at the difference before you commit it.",
        difference(&golden, &now)
    );
}

/// A judgement of something that the samples do not hold would be met by no ranking.
#[test]
fn every_judgement_is_of_something_in_the_samples() {
    let folder = tempfile::tempdir().unwrap();
    let service = Service::start(folder.path(), &["--no-dictionary"]);
    let units = units(&service);
    let mut missing = Vec::new();
    for of in judged() {
        for wanted in &of.wanted {
            if !units.iter().any(|(_, hit)| is_meant(wanted, hit)) {
                missing.push(format!("{}: {}#{}", of.query, wanted.0, wanted.1));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn a_difference_names_its_query_and_what_moved() {
    let before = "head\n\n1.000 bro\n  1. 3 A\n  2. 1 B\n\n0.500 väg\n  1. 0 C\n";
    let after = "head\n\n0.900 bro\n  1. 1 B\n  2. 3 A\n\n0.500 väg\n  1. 0 C\n";
    let shown = "@@ bro\n-1.000 bro\n-  1. 3 A\n-  2. 1 B\n+0.900 bro\n+  1. 1 B\n+  2. 3 A\n";
    assert_eq!(difference(before, after), shown);
    assert_eq!(difference(before, before), "");
}
