//! Makes `data/compounding.tsv`: which parts the compounds of a folder of texts are made of.
//! `count_parts DICTIONARY.dic LEAST WITHOUT FILE…` reads UTF-8 texts and prints the parts that at
//! least LEAST different words contain, and those of five letters and more that one contains: they
//! are not there by chance. Words in the first column of the table WITHOUT (`-`: none)
//! are left out, in every inflection: with the words of a test set there, the test stays a test.
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use analyzers::{Analyzer, Dictionary, LexiconBuilder, Pipeline, pipeline_terms};

/// Letters of a part that one word is enough for.
const LONG: usize = 5;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [dictionary, least, without, files @ ..] = arguments.as_slice() else {
        panic!("DICTIONARY.dic LEAST WITHOUT FILE…")
    };
    let dic = std::fs::read(dictionary).unwrap();
    let aff = std::fs::read(dictionary.replace(".dic", ".aff")).unwrap();
    let mut builder = LexiconBuilder::new(Some(Dictionary { dic: &dic, aff: &aff }));
    let mut words = BTreeSet::new();
    for file in files {
        let text = String::from_utf8_lossy(&std::fs::read(file).unwrap()).into_owned();
        builder.learn_text(&text);
        let lower = text
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| word.starts_with(char::is_lowercase));
        words.extend(lower.map(str::to_owned));
    }
    let analyzer = Analyzer::new(Arc::new(builder.build()));
    let left_out = left_out(&analyzer, without);
    words.retain(|word| !lemmas(&analyzer, word).iter().any(|lemma| left_out.contains(lemma)));
    let mut counts: BTreeMap<(char, String, String), usize> = BTreeMap::new();
    for word in &words {
        let parts = analyzer.compound_parts(word);
        for (index, (surface, lemma)) in parts.iter().enumerate() {
            let head = index + 1 == parts.len();
            let key = if head {
                ('h', lemma.clone(), lemma.clone())
            } else {
                ('b', surface.clone(), lemma.clone())
            };
            *counts.entry(key).or_default() += 1;
        }
    }
    let least: usize = least.parse().unwrap();
    let kept = |surface: &str, count: usize| count >= least || surface.chars().count() >= LONG;
    for ((kind, surface, lemma), count) in &counts {
        if kept(surface, *count) {
            println!("{kind}\t{surface}\t{lemma}\t{count}");
        }
    }
}

/// Terms of the words in the first column of a table.
fn left_out(analyzer: &Analyzer, table: &str) -> BTreeSet<String> {
    if table == "-" {
        return BTreeSet::new();
    }
    let table = std::fs::read_to_string(table).unwrap();
    let words = table.lines().filter_map(|row| row.split('\t').next());
    words.flat_map(|word| lemmas(analyzer, word)).collect()
}

fn lemmas(analyzer: &Analyzer, word: &str) -> Vec<String> {
    pipeline_terms(analyzer, Pipeline::Lemma, word)
}
