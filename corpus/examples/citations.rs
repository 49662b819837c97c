//! Prints the references found in windows of files: rows `file start end`, tab separated, on
//! standard input; out come the same rows with the keys found.
//!
//! `cargo run -p corpus --example citations -- FOLDER < windows.tsv`

#![allow(clippy::print_stdout)]

use std::io::BufRead;

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| ".".into());
    for row in std::io::stdin().lock().lines() {
        let row = row?;
        let cells: Vec<&str> = row.split('\t').collect();
        let [file, start, end, ..] = cells[..] else { continue };
        let text =
            String::from_utf8_lossy(&std::fs::read(format!("{folder}/{file}"))?).into_owned();
        let window = start
            .parse()
            .ok()
            .zip(end.parse().ok())
            .and_then(|(a, b): (usize, usize)| text.get(a..b));
        let found = corpus::citation::citations(window.unwrap_or_default());
        let keys: Vec<String> =
            found.into_iter().map(|citation| citation.key.replace(' ', "_")).collect();
        println!("{file}\t{start}\t{end}\t{}", keys.join(" "));
    }
    Ok(())
}
