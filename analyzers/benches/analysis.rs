//! Speed and size of the analysis: `cargo bench -p analyzers`. Prints tokens per CPU second with the
//! cache, distinct words per CPU second without, the cost of building a lexicon, its size and the
//! memory taken. Asserts its token counts, so that a faster wrong answer shows.
//!
//! Reads the texts of `ANALYZERS_BENCH_TEXTS` (a folder; default `../../shared/documents` from the
//! crate) and the dictionary of the system where they exist; invented text always.
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use analyzers::{Analyzer, Dictionary, Language, Lexicon, LexiconBuilder, TypeCache};

const INVENTED: &str = "Plasknämnden beslutar den 12 mars 2024 att tillstyrka förslaget till strandbadsplan. \
    Ärendet, dnr PN 2024/17, gäller 3 kap. 5 § badlagen och kostar 7,8 mnkr. Barn- och ungdomsbaden stängs.\n";
/// Tokens of [`INVENTED`], references and the completed half word included.
const INVENTED_TOKENS: usize = 36;

fn main() {
    let lexicon = build();
    let bytes = lexicon.to_bytes();
    println!("lexicon: {:.2} MB, dictionary {}", mega(bytes.len()), lexicon.has_dictionary());
    drop(lexicon);
    let before = memory("VmRSS");
    let analyzer = Analyzer::new(Arc::new(Lexicon::from_bytes(bytes).unwrap()));
    let mut cache = TypeCache::default();
    assert_eq!(count(&analyzer, INVENTED, &mut cache), INVENTED_TOKENS);
    let texts = texts();
    let tokens = cached(&analyzer, &texts, &mut cache);
    println!(
        "memory: {:.1} MB more with lexicon and a cache of {} types; peak of the process {:.1} MB",
        memory("VmRSS") - before,
        cache.len(),
        memory("VmHWM")
    );
    distinct(&analyzer, &texts);
    assert_eq!(
        tokens,
        texts.iter().map(|text| count(&analyzer, text, &mut TypeCache::default())).sum::<usize>(),
        "the cache changes nothing"
    );
}

fn build() -> Lexicon {
    let path = Path::new("/usr/share/hunspell/sv_SE.dic");
    let (Ok(dic), Ok(aff)) = (std::fs::read(path), std::fs::read(path.with_extension("aff")))
    else {
        return Lexicon::rules_only();
    };
    let start = cpu_seconds();
    let lexicon = LexiconBuilder::new(Some(Dictionary { dic: &dic, aff: &aff })).build();
    println!("lexicon build: {:.2} CPU s", cpu_seconds() - start);
    lexicon
}

/// The second pass over the texts: what an indexing run does once the words are known.
fn cached(analyzer: &Analyzer, texts: &[String], cache: &mut TypeCache) -> usize {
    let start = cpu_seconds();
    let first: usize = texts.iter().map(|text| count(analyzer, text, cache)).sum();
    let middle = cpu_seconds();
    let second: usize = texts.iter().map(|text| count(analyzer, text, cache)).sum();
    let end = cpu_seconds();
    assert_eq!(first, second);
    let million = first as f64 / 1e6;
    println!(
        "tokens: {first}; first pass {:.2} M/CPU s, with the cache full {:.2} M/CPU s",
        million / (middle - start),
        million / (end - middle)
    );
    first
}

fn distinct(analyzer: &Analyzer, texts: &[String]) {
    let words: BTreeSet<&str> = texts
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_alphabetic()))
        .filter(|word| !word.is_empty())
        .collect();
    let line = words.iter().copied().collect::<Vec<_>>().join("\n");
    let start = cpu_seconds();
    let tokens = count(analyzer, &line, &mut TypeCache::default());
    let spent = cpu_seconds() - start;
    assert!(tokens >= words.len());
    println!(
        "distinct words: {}; {:.2} M/CPU s without a cache",
        words.len(),
        words.len() as f64 / 1e6 / spent
    );
}

fn count(analyzer: &Analyzer, text: &str, cache: &mut TypeCache) -> usize {
    let mut tokens = 0;
    analyzer.scan(text, Language::Swedish, cache, &mut |_| tokens += 1);
    tokens
}

fn texts() -> Vec<String> {
    let default = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/documents");
    let folder = std::env::var_os("ANALYZERS_BENCH_TEXTS").map_or_else(default, PathBuf::from);
    let mut files = Vec::new();
    walk(&folder, &mut files);
    files.sort();
    let mut texts: Vec<String> = files
        .iter()
        .map(|file| String::from_utf8_lossy(&std::fs::read(file).unwrap()).into_owned())
        .collect();
    println!("texts: {} files, {:.1} MB", texts.len(), mega(texts.iter().map(String::len).sum()));
    texts.push(INVENTED.repeat(2000));
    texts
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            walk(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "txt") {
            files.push(path);
        }
    }
}

fn mega(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

/// CPU time of this process; the clock of the system ticks a hundred times a second.
fn cpu_seconds() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap().split_whitespace().collect();
    (fields[11].parse::<f64>().unwrap() + fields[12].parse::<f64>().unwrap()) / 100.0
}

/// A line of the process's status, in MB.
fn memory(name: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with(name)).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / 1024.0
}
