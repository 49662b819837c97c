//! How well broken words are healed: precision and recall on breaks that were judged by reading.
//!
//! `cargo run --release -p indexer --example repair_breaks [-- --show]`; exit status 1 below the bar.
//!
//! The judgements are rows of file, byte offset of the hyphen, the word's part before it, what
//! completes or follows it, and a verdict: `join` (one broken word), `keep` (the hyphen or the
//! blank belongs there), `apart` (the word goes on elsewhere, as between columns: joining it with
//! what follows would be wrong). The offset is in the text as extracted. Whether a word is
//! attested is asked of the lexicon that indexing the same documents would freeze.
#![expect(clippy::print_stdout, reason = "the figures are the point")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use corpus::document::Text;
use corpus::extract::{Extracted, extract_in_process};
use corpus::repair::repair;
use corpus::walk::{Found, Limits, walk};
use indexer::analysis::{Analyzer, Dictionary, LexiconBuilder};

/// One judged break.
struct Break {
    offset: usize,
    left: String,
    right: String,
    verdict: String,
}

#[derive(Default)]
struct Tally {
    right: usize,
    wrong: usize,
    missed: usize,
    left_alone: usize,
}

fn main() -> ExitCode {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let documents = root.join("../../shared/documents");
    let limits = Limits::default();
    let Ok((found, _)) = walk(&documents, &limits) else {
        println!("no documents at {}", documents.display());
        return ExitCode::FAILURE;
    };
    let texts: BTreeMap<String, Extracted> =
        found.iter().filter_map(|file| Some((file.source.clone(), read(file, &limits)?))).collect();
    let analyzer = lexicon(texts.values().map(|text| text.string.as_str()));
    let show = std::env::args().any(|arg| arg == "--show");
    let mut tally = Tally::default();
    for (file, breaks) in judged(&root.join("../corpus/tests/judged/breaks.tsv")) {
        let Some(extracted) = texts.get(&file) else {
            println!("missing: {file}");
            return ExitCode::FAILURE;
        };
        let text = repair(&extracted.string, &extracted.pages, &|word| analyzer.attests(word));
        let places = places(&text);
        for known in &breaks {
            let said = tally.count(known, healed(&text, &places, known).as_deref());
            if show && !said.is_empty() {
                let Break { offset, left, right, verdict } = known;
                println!("{said}\t{file}\t{offset}\t{left}\t{right}\t{verdict}");
            }
        }
    }
    tally.report()
}

fn read(file: &Found, limits: &Limits) -> Option<Extracted> {
    let bytes = file.read(limits).ok()?;
    extract_in_process(file.format, &bytes, limits).ok()
}

fn lexicon<'t>(texts: impl Iterator<Item = &'t str>) -> Analyzer {
    let installed = Path::new("/usr/share/hunspell/sv_SE");
    let file = |ending: &str| std::fs::read(installed.with_extension(ending)).ok();
    let dictionary = file("dic").zip(file("aff"));
    if dictionary.is_none() {
        println!("no Swedish dictionary is installed: the figures are of the rules alone");
    }
    let mut builder =
        LexiconBuilder::new(dictionary.as_ref().map(|(dic, aff)| Dictionary { dic, aff }));
    texts.for_each(|text| builder.learn_text(text));
    Analyzer::new(std::sync::Arc::new(builder.build()))
}

fn judged(file: &PathBuf) -> BTreeMap<String, Vec<Break>> {
    let rows = std::fs::read_to_string(file).expect("the judgements are in the repository");
    let mut breaks: BTreeMap<String, Vec<Break>> = BTreeMap::new();
    for row in rows.lines().filter(|row| !row.starts_with('#')) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [file, offset, left, right, verdict] = cells[..] else { continue };
        breaks.entry(file.to_owned()).or_default().push(Break {
            offset: offset.parse().expect("the second cell is a byte offset"),
            left: left.to_owned(),
            right: right.to_owned(),
            verdict: verdict.to_owned(),
        });
    }
    breaks
}

/// For each letter of the repaired text: where it was copied from, and where it stands.
fn places(text: &Text) -> BTreeMap<usize, usize> {
    let letters = text.string.char_indices().filter(|(_, c)| !c.is_whitespace());
    letters.map(|(at, _)| (text.source_offset(at), at)).collect()
}

/// What was joined to the part before the hyphen; `None` where nothing was.
fn healed(text: &Text, places: &BTreeMap<usize, usize>, known: &Break) -> Option<String> {
    let (_, &last) = places.range(..known.offset).next_back()?;
    let end = last + text.string[last..].chars().next()?.len_utf8();
    let rest = &text.string[end..];
    let word: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
    (!word.is_empty()).then_some(word)
}

impl Tally {
    /// Counts one break; what to show of it where it went wrong.
    fn count(&mut self, known: &Break, healed: Option<&str>) -> &'static str {
        match (known.verdict.as_str(), healed) {
            ("join", Some(word)) if word == known.right => self.right += 1,
            ("join", Some(_)) => {
                self.wrong += 1;
                self.missed += 1;
                return "other";
            }
            ("join", None) => {
                self.missed += 1;
                return "missed";
            }
            (_, Some(_)) => {
                self.wrong += 1;
                return "wrong";
            }
            _ => self.left_alone += 1,
        }
        ""
    }

    fn report(&self) -> ExitCode {
        let Self { right, wrong, missed, left_alone } = self;
        let precision = *right as f64 / (right + wrong).max(1) as f64;
        let recall = *right as f64 / (right + missed).max(1) as f64;
        println!(
            "{} judged breaks: {right} healed, {wrong} healed wrongly, {missed} missed, \
             {left_alone} rightly left; precision {precision:.4}, recall {recall:.4}",
            right + wrong + missed + left_alone,
        );
        if precision >= 0.99 && recall >= 0.95 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}
