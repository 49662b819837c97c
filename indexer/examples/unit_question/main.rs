//! What should an entry of the index be: a passage, a unit, or both?
//!
//! Counts, facets and AND must be exact for units (one § or one handling), while the evidence that is
//! shown, and part of the ranking, is a passage. This example writes the same collection in each way
//! over the same analysed words, asks each index the same queries, and prints what that costs:
//!
//! - **P**, passages alone, each with the number of its unit. Asked in two ways: *narrow*, all words
//!   in one passage, which is all that an index of passages knows of AND; *grouped*, word by word,
//!   the passages of each grouped by unit before the words are joined.
//! - **Y**, an entry for the unit followed by one for each of its passages. One query ranks units, a
//!   second one, bounded to the units of the page, finds their best passages.
//! - **Z**, an entry for the unit alone, with a column of where its passages begin. Best passages are
//!   found from the positions of the words in the units of the page. The text is stored either
//!   *whole* with the unit, or *in pieces*, an entry without terms for each passage.
//!
//! The terms are those of the lemma field. Every answer is the number of units, the ten best, and
//! the text of the best passage of each.
//! Read the table from the right: where *counts equal* is below 100 %, an index answers another
//! question than was asked, and its times do not matter. *300* means that the 300 best units, not
//! only the ten of the page, are scored once more with their best passage, as paragraf does.
//! Times are CPU times of one thread and depend on the machine; the ratios below the table do not.
//!
//! `cargo run --release -p indexer --example unit_question -- DIR…`; exit status 1 where an index
//! fails a promise that its layout makes.

mod collection;
mod evidence;
mod questions;
mod report;
mod search;
mod shelf;

#[allow(dead_code, reason = "the product's own rules, of which this takes what it needs")]
#[path = "../../src/passage.rs"]
mod passage;
#[allow(dead_code, reason = "the product's own rules, of which this takes what it needs")]
#[path = "../../src/stream.rs"]
mod stream;

use std::io::{Write, stderr, stdout};
use std::path::PathBuf;
use std::process::ExitCode;

use collection::Collection;
use report::Row;
use search::Way;
use shelf::{Layout, Shelf};

type Fallible<T> = Result<T, Box<dyn std::error::Error>>;

/// Each way to ask, and which layout it asks.
const ASKED: [(Layout, Way, &str); 5] = [
    (Layout::Passages, Way::Narrow, "P passages, narrow"),
    (Layout::Passages, Way::Grouped, "P passages, grouped"),
    (Layout::Both, Way::Bounded, "Y units and passages"),
    (Layout::Pieces, Way::Positions, "Z units, text in pieces"),
    (Layout::Units, Way::Positions, "Z units, text whole"),
];

fn main() -> ExitCode {
    let roots: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    if roots.is_empty() {
        let _ = writeln!(stderr(), "usage: unit_question DIR…");
        return ExitCode::from(2);
    }
    match measure(&roots) {
        Ok(faults) if faults.is_empty() => ExitCode::SUCCESS,
        Ok(faults) => {
            let _ = writeln!(stderr(), "{}", faults.join("\n"));
            ExitCode::from(1)
        }
        Err(cause) => {
            let _ = writeln!(stderr(), "error: {cause}");
            ExitCode::from(1)
        }
    }
}

/// Reads, writes, asks and prints; returns which promises were broken.
fn measure(roots: &[PathBuf]) -> Fallible<Vec<String>> {
    let collection = Collection::read(roots)?;
    writeln!(stdout(), "{}\n", collection.described())?;
    let queries = questions::generate(&collection);
    let truth: Vec<usize> =
        queries.iter().map(|query| questions::count(&collection, query)).collect();
    let layouts = [Layout::Passages, Layout::Both, Layout::Pieces, Layout::Units];
    let shelves = layouts.map(|layout| Shelf::write(layout, &collection));
    let shelves = shelves.into_iter().collect::<Fallible<Vec<Shelf>>>()?;
    let mut rows = Vec::new();
    for (layout, way, name) in ASKED {
        let shelf = shelves.iter().find(|shelf| shelf.layout == layout).expect("all are written");
        rows.push(Row::measure(name, shelf, way, &queries, &truth)?);
    }
    write!(stdout(), "{}", report::table(&rows, &queries))?;
    Ok(report::faults(&rows, &queries))
}
