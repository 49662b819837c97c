//! Reads a folder of hostile files and prints what became of each kind:
//! `make_hostile_files.py OUT && cargo run --release -p corpus --example extract_hostile OUT`.
//!
//! The manifest beside the files says what a sound reader does with each: `find` must be in the
//! text of that file after repair, `never` in no text at all, and what is rejected has a reason.
//! Ends with status 1 where a promise is broken. Needs the example `extract_child` to be built.
#![expect(clippy::print_stdout, reason = "the table is the point")]

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use corpus::extract::{ChildExtractor, Extractor};
use corpus::walk::{Limits, SkipReason, walk};
use corpus::{privacy, repair};
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

#[derive(Deserialize)]
struct Row {
    path: String,
    kind: String,
    expect: String,
    find: Vec<String>,
    never: Vec<String>,
}

/// The text of a source, or why there is none.
type Outcomes = HashMap<String, Result<String, SkipReason>>;

#[derive(Default)]
struct Tally {
    rows: usize,
    read: usize,
    rejected: usize,
    ignored: usize,
    broken: usize,
}

fn main() -> ExitCode {
    let Some(folder) = std::env::args().nth(1).map(PathBuf::from) else {
        println!("usage: extract_hostile FOLDER");
        return ExitCode::FAILURE;
    };
    let start = Instant::now();
    let outcomes = read_all(&folder.join("files"));
    let manifest = std::fs::read_to_string(folder.join("manifest.jsonl")).unwrap_or_default();
    let rows: Vec<Row> =
        manifest.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let mut kinds: BTreeMap<&str, Tally> = BTreeMap::new();
    for row in &rows {
        judge(row, &outcomes, kinds.entry(&row.kind).or_default());
    }
    let broken = print(&kinds) + leaks(&rows, &outcomes);
    println!(
        "{} sources in {:.1} s; memory of the parent at most {} MB",
        outcomes.len(),
        start.elapsed().as_secs_f64(),
        peak_memory()
    );
    if broken == 0 && !rows.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn read_all(files: &Path) -> Outcomes {
    let program = std::env::current_exe().map(|own| own.with_file_name("extract_child"));
    let limits = Limits::default();
    let extractor = ChildExtractor::new(program.unwrap_or_default(), Vec::new(), limits.clone());
    let Ok((found, skipped)) = walk(files, &limits) else { return Outcomes::new() };
    let mut outcomes: Outcomes =
        skipped.into_iter().map(|skip| (skip.source, Err(skip.reason))).collect();
    for found in found {
        let text = found
            .read(&limits)
            .and_then(|bytes| extractor.extract(found.format, &bytes))
            .map(|text| repair::repair(&text.string, &text.pages, &|_| true))
            .map(|text| privacy::mask(&text.string).0);
        outcomes.insert(found.source, text);
    }
    outcomes
}

/// The outcomes of a row: of the file itself, or of what is in it.
fn of_row<'a>(row: &Row, outcomes: &'a Outcomes) -> Vec<(&'a str, &'a Result<String, SkipReason>)> {
    let composed: String = row.path.nfc().collect();
    let twice = format!("{composed} (2)");
    let within = format!("{composed}/");
    let own = |source: &str| {
        source == composed
            || source.starts_with(&within)
            || (source == twice && composed != row.path)
    };
    outcomes.iter().filter(|(source, _)| own(source)).map(|(s, o)| (s.as_str(), o)).collect()
}

fn judge(row: &Row, outcomes: &Outcomes, tally: &mut Tally) {
    tally.rows += 1;
    let outcomes = of_row(row, outcomes);
    let texts: Vec<&String> = outcomes.iter().filter_map(|(_, o)| o.as_ref().ok()).collect();
    let mut faults = Vec::new();
    for word in &row.find {
        let found = texts.iter().any(|text| text.contains(word.as_str()));
        if !found && (row.expect == "indexed" || !texts.is_empty()) {
            faults.push(format!("{word} not found"));
        }
    }
    match (row.expect.as_str(), texts.is_empty()) {
        ("indexed", true) => faults.push("not read".into()),
        ("rejected" | "ignored", false) => faults.push("read".into()),
        _ => {}
    }
    for (source, outcome) in &outcomes {
        match outcome {
            Err(reason) if std::env::var_os("SHOW").is_some() => println!("  {source:?}: {reason}"),
            Err(reason) if reason.to_string().is_empty() => faults.push("no reason".into()),
            _ => {}
        }
    }
    if outcomes.is_empty() {
        tally.ignored += 1;
        if row.expect == "rejected" {
            faults.push("neither read nor listed".into());
        }
    } else if texts.is_empty() {
        tally.rejected += 1;
    } else {
        tally.read += 1;
    }
    for fault in &faults {
        let why = outcomes.iter().find_map(|(_, o)| o.as_ref().err()).map(ToString::to_string);
        println!("  {:?} ({}): {fault}; {}", row.path, row.expect, why.unwrap_or_default());
    }
    tally.broken += usize::from(!faults.is_empty());
}

fn print(kinds: &BTreeMap<&str, Tally>) -> usize {
    println!(
        "{:<10} {:>5} {:>5} {:>9} {:>8} {:>7}",
        "kind", "files", "read", "rejected", "ignored", "broken"
    );
    let mut broken = 0;
    for (kind, tally) in kinds {
        println!(
            "{kind:<10} {:>5} {:>5} {:>9} {:>8} {:>7}",
            tally.rows, tally.read, tally.rejected, tally.ignored, tally.broken
        );
        broken += tally.broken;
    }
    broken
}

/// Words that must stand nowhere, and stand somewhere.
fn leaks(rows: &[Row], outcomes: &Outcomes) -> usize {
    let mut leaks = 0;
    for word in rows.iter().flat_map(|row| &row.never) {
        for (source, _) in outcomes
            .iter()
            .filter(|(_, text)| text.as_ref().is_ok_and(|t| t.contains(word.as_str())))
        {
            println!("  {word:?} stands in {source:?}");
            leaks += 1;
        }
    }
    leaks
}

/// Peak resident memory of this process in MB (Linux).
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok())
        .map_or(0, |kb| kb / 1024)
}
