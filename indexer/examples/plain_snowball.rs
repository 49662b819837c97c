//! What the Swedish analysis is worth: the same documents are indexed and the same judged topics
//! asked twice, once with the whole analysis, once with words that are lower-cased and stemmed by
//! rust-stemmers and nothing more (no dictionary, compounds, coordination, abbreviations, spelling).
//! Text repair, references, facts and ranking are the same in both. Prints the measures of each and
//! the paired differences: a bootstrap interval and the p of a randomisation test over topics.
//!
//! `cargo run --release -p indexer --example plain_snowball -- DIR… [--gold FOLDER] [--by-topic]`;
//! the folder holds `topics-dev.jsonl`, `qrels-dev.txt`, `anchors.tsv` and `items-meta.tsv`
//! (default: `gold/ir` beside the first DIR). Exit status 1 where the whole analysis is not better.
#![allow(clippy::print_stdout, reason = "the figures are the point")]

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use corpus::extract::{Extracted, Extractor, Format, extract_in_process};
use corpus::walk::{Limits as WalkLimits, SkipReason};
use indexer::evaluate::{DEPTH, Judgments, Measures, Topic};
use indexer::limits::Limits;
use indexer::request::SearchRequest;
use indexer::searcher::Searcher;
use indexer::{IngestOptions, ingest};

type Fallible<T> = Result<T, Box<dyn Error>>;

/// Parts of the query's expansion that plain words do without.
const OFF: &[&str] = &["compounds", "abbreviations", "spelling"];
/// Samples of the bootstrap and of the randomisation test.
const SAMPLES: usize = 10_000;

struct InProcess;

impl Extractor for InProcess {
    fn extract(&self, format: Format, bytes: &[u8]) -> Result<Extracted, SkipReason> {
        extract_in_process(format, bytes, &WalkLimits::default())
    }
}

/// The judged topics.
struct Gold {
    topics: Vec<Topic>,
    judgments: Judgments,
}

fn main() -> Fallible<ExitCode> {
    let (mut roots, mut folder, mut by_topic) = (Vec::new(), None, false);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--gold" => folder = arguments.next().map(PathBuf::from),
            "--by-topic" => by_topic = true,
            root => roots.push(PathBuf::from(root)),
        }
    }
    let first = roots.first().ok_or("name the folders to index")?;
    let gold = Gold::read(&folder.unwrap_or_else(|| first.join("../gold/ir")))?;
    let whole = gold.measured(&roots, false)?;
    let plain = gold.measured(&roots, true)?;
    for (name, collapse) in [("one hit per matter", 0), ("every hit", 1)] {
        println!("{name}, {} topics", gold.topics.len());
        compare(&whole[collapse], &plain[collapse]);
        if by_topic {
            gold.by_topic(&whole[collapse], &plain[collapse]);
        }
    }
    let better = mean(&whole[0], 0) > mean(&plain[0], 0);
    Ok(if better { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

impl Gold {
    fn read(folder: &Path) -> Fallible<Self> {
        let read = |name: &str| {
            let path = folder.join(name);
            std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
        };
        let topics = read("topics-dev.jsonl")?;
        let lines = topics.lines().filter(|line| !line.trim().is_empty());
        Ok(Self {
            topics: lines.map(serde_json::from_str).collect::<Result<_, _>>()?,
            judgments: Judgments::read(
                &read("qrels-dev.txt")?,
                Some(&read("anchors.tsv")?),
                Some(&read("items-meta.tsv")?),
            )?,
        })
    }

    /// Indexes the documents in a folder of its own and asks every topic: the measures with one hit
    /// per matter, and with every hit.
    fn measured(&self, roots: &[PathBuf], plain_words: bool) -> Fallible<[Vec<Measures>; 2]> {
        let folder = tempfile::tempdir()?;
        let options =
            IngestOptions { dictionary: dictionary(), plain_words, ..IngestOptions::default() };
        let summary = ingest(folder.path(), roots, &InProcess, &options, &mut |_| {})?;
        let words = if plain_words { "plain stemming" } else { "whole analysis" };
        let dictionary = if summary.without_dictionary { "without" } else { "with" };
        println!("{words}: {} sources, {dictionary} the dictionary", summary.sources);
        let searcher = Searcher::open(folder.path(), Limits::default())?;
        let off = if plain_words { OFF } else { &[] };
        let ask = |collapse: bool| {
            let measure = |topic: &Topic| {
                let request = SearchRequest {
                    query: topic.query.clone(),
                    collapse,
                    size: DEPTH,
                    facets: false,
                    without: off.iter().map(|part| (*part).to_owned()).collect(),
                    ..SearchRequest::default()
                };
                let items = self.judgments.items(&searcher.search(&request).hits);
                self.judgments.score(&topic.id, &items)
            };
            self.topics.iter().map(measure).collect()
        };
        Ok([ask(true), ask(false)])
    }

    fn by_topic(&self, whole: &[Measures], plain: &[Measures]) {
        for ((topic, whole), plain) in self.topics.iter().zip(whole).zip(plain) {
            println!("  {:<8}{:<14}{:>8.3}{:>8.3}", topic.id, topic.kind, whole.mndcg, plain.mndcg);
        }
    }
}

/// Hunspell's Swedish dictionary, where the system has it.
fn dictionary() -> Option<(Vec<u8>, Vec<u8>)> {
    let path = Path::new("/usr/share/hunspell/sv_SE.dic");
    Some((std::fs::read(path).ok()?, std::fs::read(path.with_extension("aff")).ok()?))
}

fn mean(of: &[Measures], measure: usize) -> f64 {
    of.iter().map(|one| one.values()[measure]).sum::<f64>() / of.len().max(1) as f64
}

fn compare(whole: &[Measures], plain: &[Measures]) {
    println!(
        "{:<10}{:>8}{:>8}{:>8}   95 % interval     p       better/worse",
        "", "whole", "plain", "diff"
    );
    // Whether a topic's first ten are judged is no quality.
    for (at, name) in Measures::NAMES.iter().enumerate().take(Measures::NAMES.len() - 1) {
        let pairs = whole.iter().zip(plain);
        let differences: Vec<f64> =
            pairs.map(|(whole, plain)| whole.values()[at] - plain.values()[at]).collect();
        let (low, high) = interval(&differences);
        let count = |sign: f64| differences.iter().filter(|one| **one * sign > 0.0).count();
        println!(
            "{name:<10}{:>8.3}{:>8.3}{:>+8.3}   [{low:+.3}, {high:+.3}]   {:.4}   +{}/-{}",
            mean(whole, at),
            mean(plain, at),
            differences.iter().sum::<f64>() / differences.len().max(1) as f64,
            probability(&differences),
            count(1.0),
            count(-1.0),
        );
    }
}

/// Numbers that are the same in every run (Marsaglia's xorshift).
struct Dice(u64);

impl Dice {
    fn throw(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 >> 11
    }
}

const SEED: u64 = 0x9E37_79B9_7F4A_7C15;

/// The middle 95 % of means of topics drawn with replacement.
fn interval(differences: &[f64]) -> (f64, f64) {
    let mut dice = Dice(SEED);
    let count = differences.len().max(1);
    let mut draw = || differences[dice.throw() as usize % count];
    let mut means: Vec<f64> =
        (0..SAMPLES).map(|_| (0..count).map(|_| draw()).sum::<f64>() / count as f64).collect();
    means.sort_by(f64::total_cmp);
    (means[SAMPLES / 40], means[SAMPLES - 1 - SAMPLES / 40])
}

/// How often so large a difference comes out when it is chance which run is which (Fisher 1935).
fn probability(differences: &[f64]) -> f64 {
    let mut dice = Dice(SEED);
    let observed = differences.iter().sum::<f64>().abs() - 1e-12;
    let mut sign = |difference: &f64| if dice.throw() & 1 == 0 { *difference } else { -difference };
    let as_large = (0..SAMPLES)
        .filter(|_| differences.iter().map(&mut sign).sum::<f64>().abs() >= observed)
        .count();
    (as_large + 1) as f64 / (SAMPLES + 1) as f64
}
