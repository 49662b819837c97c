//! Makes `data/compounding.tsv`: which parts the compounds of a folder of texts are made of.
//! `count_parts DICTIONARY.dic LEAST FILE…` reads UTF-8 texts and prints the parts that at least
//! LEAST different words contain.
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use analyzers::{Analyzer, Dictionary, LexiconBuilder};

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [dictionary, least, files @ ..] = arguments.as_slice() else {
        panic!("DICTIONARY.dic LEAST FILE…")
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
    for ((kind, surface, lemma), count) in counts.into_iter().filter(|(_, count)| *count >= least) {
        println!("{kind}\t{surface}\t{lemma}\t{count}");
    }
}
