//! Prints the terms of each line of standard input, tab separated: what the scorer of the gold
//! sets reads. `analyze [--pipeline NAME] [--no-dictionary] [--dictionary PATH.dic] [--explain]`.
#![allow(clippy::print_stdout, clippy::print_stderr, clippy::unwrap_used, missing_docs)]

use std::io::{BufRead, Write};
use std::sync::Arc;

use analyzers::{Analyzer, Dictionary, Lexicon, LexiconBuilder, Pipeline, pipeline_terms};

fn main() {
    let mut pipeline = Pipeline::All;
    let mut dictionary = Some("/usr/share/hunspell/sv_SE.dic".to_owned());
    let mut explain = false;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--pipeline" => pipeline = arguments.next().unwrap().parse().unwrap(),
            "--no-dictionary" => dictionary = None,
            "--dictionary" => dictionary = arguments.next(),
            "--explain" => explain = true,
            other => panic!("unknown argument \"{other}\""),
        }
    }
    let analyzer = Analyzer::new(Arc::new(lexicon(dictionary.as_deref())));
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap().replace("\\n", "\n");
        if explain {
            for step in analyzer.explain(&line) {
                writeln!(out, "{:<12}{}", step.filter, step.result).unwrap();
            }
            continue;
        }
        writeln!(out, "{}", pipeline_terms(&analyzer, pipeline, &line).join("\t")).unwrap();
    }
}

fn lexicon(dictionary: Option<&str>) -> Lexicon {
    let Some(path) = dictionary else { return Lexicon::rules_only() };
    let dic = std::fs::read(path).unwrap();
    let aff = std::fs::read(path.replace(".dic", ".aff")).unwrap();
    LexiconBuilder::new(Some(Dictionary { dic: &dic, aff: &aff })).build()
}
