//! How often the speller finds the word that was meant: takes words of the documents beside the
//! repository, spoils each in every way that people do, and prints for each way how often the right
//! word comes first and how often it is among the candidates; and how many correct rare words are
//! offered another. `spelling [FOLDER]`. Which words and which letters: by a fixed sequence.
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use analyzers::{Candidate, Speller, SpellerBuilder};

/// Every so many-th word is taken.
const STEP: usize = 40;

/// A way to misspell: name, and what it does to the letters of a word at a place.
type Way = (&'static str, fn(&[char], usize) -> Option<String>);

const WAYS: &[Way] = &[
    ("letter left out", |word, at| Some(joined(&[&word[..at], &word[at + 1..]]))),
    ("letter doubled", |word, at| Some(joined(&[&word[..at], &[word[at]], &word[at..]]))),
    ("letters swapped", |word, at| {
        let differ = word[at] != word[at - 1];
        differ.then(|| joined(&[&word[..at - 1], &[word[at], word[at - 1]], &word[at + 1..]]))
    }),
    ("double letter single", |word, _| {
        let at = (1..word.len()).find(|&at| word[at] == word[at - 1])?;
        Some(joined(&[&word[..at], &word[at + 1..]]))
    }),
    ("dots missing", |word, _| dotless(word, ["a", "a", "o"])),
    ("dots spelt out", |word, _| dotless(word, ["aa", "ae", "oe"])),
];

fn joined(pieces: &[&[char]]) -> String {
    pieces.concat().into_iter().collect()
}

fn dotless(word: &[char], letters: [&str; 3]) -> Option<String> {
    let word: String = word.iter().collect();
    let [ring, dots, o] = letters;
    let plain = word.replace('å', ring).replace('ä', dots).replace('ö', o);
    (plain != word).then_some(plain)
}

fn main() {
    let default = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/documents");
    let folder = std::env::args().nth(1).map_or_else(default, PathBuf::from);
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    walk(&folder, &mut |text| {
        let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        for word in words.map(analyzers::normal::fold).collect::<BTreeSet<_>>() {
            *counts.entry(word).or_default() += 1;
        }
    });
    assert!(!counts.is_empty(), "no text in {}", folder.display());
    let mut builder = SpellerBuilder::new();
    counts.iter().for_each(|(word, files)| builder.add(word, *files));
    let speller = builder.build();
    let long = |word: &&String| word.chars().count() >= 5;
    let known: Vec<&String> = counts
        .iter()
        .filter(|(_, files)| **files >= 5)
        .map(|(word, _)| word)
        .filter(long)
        .collect();
    for (name, spoil) in WAYS {
        misspelt(&speller, name, *spoil, known.iter().step_by(STEP).copied());
    }
    let rare: Vec<&String> = counts
        .iter()
        .filter(|(_, files)| **files == 1)
        .map(|(word, _)| word)
        .filter(long)
        .collect();
    let rare: Vec<&String> = rare.into_iter().step_by(STEP).collect();
    let offered = rare.iter().filter(|word| !candidates(&speller, word).is_empty()).count();
    println!("rare words as they stand: {} of {} are offered another", offered, rare.len());
}

fn misspelt<'a>(
    speller: &Speller,
    name: &str,
    spoil: fn(&[char], usize) -> Option<String>,
    words: impl Iterator<Item = &'a String>,
) {
    let (mut tried, mut first, mut among) = (0, 0, 0);
    for (number, word) in words.enumerate() {
        let letters: Vec<char> = word.chars().collect();
        let at = 1 + number * 7 % (letters.len() - 2);
        let Some(wrong) = spoil(&letters, at).filter(|wrong| speller.doc_freq(wrong) == 0) else {
            continue;
        };
        let found = candidates(speller, &wrong);
        tried += 1;
        first += usize::from(found.first().is_some_and(|found| found.term == *word));
        among += usize::from(found.iter().any(|found| found.term == *word));
    }
    let share = |count: usize| 100.0 * count as f64 / tried as f64;
    println!(
        "{name:<22}{tried:>6} words: first {:>5.1} %, among {:>5.1} %",
        share(first),
        share(among)
    );
}

/// As a query asks: missing dots first.
fn candidates(speller: &Speller, word: &str) -> Vec<Candidate> {
    let mut found = speller.fold_candidates(word);
    found.extend(speller.edit_candidates(word));
    found
}

fn walk(folder: &Path, read: &mut dyn FnMut(&str)) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            walk(&path, read);
        } else if path.extension().is_some_and(|extension| extension == "txt") {
            read(&String::from_utf8_lossy(&std::fs::read(path).unwrap()));
        }
    }
}
