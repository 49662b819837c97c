//! Ties the papers of a folder to the §§ of another and prints how many were tied rightly. The
//! file names (`…-p008.txt` for § 8 of that day) hold the truth and serve for the count alone.
//!
//! `cargo run -p corpus --example links -- MINUTES_FOLDER PAPERS_FOLDER`

#![allow(clippy::print_stdout)]

use std::path::{Path, PathBuf};

use corpus::diary;
use corpus::document::{Document, Text};
use corpus::link::{LinkKind, LinkRecord, links};
use corpus::parse::{Hints, parse};
use corpus::repair::repair;

fn main() -> std::io::Result<()> {
    let folders: Vec<PathBuf> = std::env::args().skip(1).map(PathBuf::from).collect();
    let mut records = Vec::new();
    let mut papers = Vec::new();
    for (place, folder) in folders.iter().enumerate() {
        for file in files(folder)? {
            let name = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let (document, text) = read(&file)?;
            if place == 1 {
                papers.push(name.clone());
            }
            records.extend(of_document(&document, &text, &name, place == 1));
        }
    }
    let ties = links(&records);
    let (mut right, mut wrong, mut none) = (0, 0, 0);
    for name in &papers {
        let to: Vec<&str> = ties
            .iter()
            .filter(|link| link.kind == LinkKind::PaperOf && link.from == *name)
            .map(|link| link.to.as_str())
            .collect();
        if to.contains(&truth(name).as_str()) {
            right += 1;
        } else if to.is_empty() {
            none += 1;
            println!("untied  {name}");
        } else {
            wrong += 1;
            println!("wrong   {name} -> {to:?}");
        }
    }
    let share = 100.0 * f64::from(right) / papers.len().max(1) as f64;
    println!(
        "{} papers: {right} tied to their § ({share:.1} %), {wrong} to another, {none} untied; {} ties",
        papers.len(),
        ties.len()
    );
    Ok(())
}

/// "goteborg-kf-2023-10-12-p008" belongs to "goteborg-kf-2023-10-12 § 8".
fn truth(name: &str) -> String {
    let (meeting, number) = name.rsplit_once("-p").unwrap_or((name, "0"));
    format!("{meeting} § {}", number.trim_start_matches('0'))
}

fn files(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.sort();
    Ok(files)
}

fn read(file: &Path) -> std::io::Result<(Document, Text)> {
    let bytes = std::fs::read(file)?;
    let text = repair(&String::from_utf8_lossy(&bytes), &[], &|_| false);
    // The name is withheld from the parser.
    let hints = Hints { source: "", municipality: None, organ: None, date: None, kind: None };
    Ok((parse(&text, &hints), text))
}

fn of_document(document: &Document, text: &Text, name: &str, paper: bool) -> Vec<LinkRecord> {
    let of_unit = |unit: &corpus::document::Unit| LinkRecord {
        id: match &unit.number {
            Some(number) if !paper => format!("{name} § {number}"),
            _ => name.to_owned(),
        },
        kind: unit.kind,
        organ: document.organ.clone(),
        municipality: document.municipality.clone(),
        date: unit.date.or(document.date),
        title: unit.title.clone(),
        diary_keys: unit.diary_numbers.iter().map(|number| diary::key(number)).collect(),
        papers: unit.papers.clone(),
        head: text.string[unit.span.clone()].chars().take(300).collect(),
    };
    document.units.iter().map(of_unit).collect()
}
