//! How much of what poppler's `pdftotext` finds in a folder of PDFs our own reader finds, file by
//! file: `cargo run --release -p corpus --example extract_pdf_agreement [FOLDER]`.
//!
//! Words are runs of letters and digits, compared as counted sets, page by page, so that a word on
//! the wrong page counts as lost. A pair is two words that follow each other. Both texts get the
//! same repair of line-end hyphens first. Poppler is hidden from the reader: it reads in process.
#![expect(clippy::print_stdout, reason = "the table is the point")]

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;

use corpus::extract::{Extracted, Format, extract_in_process};
use corpus::walk::{Limits, walk};
use regex::Regex;

#[derive(Default)]
struct Tally {
    pages: (usize, usize),
    words: (usize, usize),
    pairs: (usize, usize),
    letters: (usize, usize),
    seconds: f64,
}

fn main() -> ExitCode {
    let folder = std::env::args().nth(1).map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/documents/goteborg/revision"),
        PathBuf::from,
    );
    let limits = Limits::default();
    let Ok((found, skipped)) = walk(&folder, &limits) else {
        println!("no folder {}", folder.display());
        return ExitCode::FAILURE;
    };
    println!(
        "{:>6} {:>7} {:>8} {:>7} {:>7} {:>7} {:>6}  file",
        "pages", "words", "% words", "% pairs", "å ä ö", "theirs", "s"
    );
    let mut all = Tally::default();
    for file in found.iter().filter(|file| file.format == Format::Pdf) {
        let start = Instant::now();
        let ours =
            file.read(&limits).and_then(|bytes| extract_in_process(Format::Pdf, &bytes, &limits));
        let seconds = start.elapsed().as_secs_f64();
        match ours {
            Ok(ours) => {
                let tally = compare(&pages(&ours), &poppler(&file.path), seconds);
                print(&tally, &file.source);
                all.add(&tally);
            }
            Err(reason) => println!("{:>53}  {}: {reason}", "", file.source),
        }
    }
    for skip in &skipped {
        println!("{:>53}  {}: {}", "", skip.source, skip.reason);
    }
    print(&all, "all");
    let good = all.words.0 * 1000 >= all.words.1 * 995 && all.pairs.0 * 1000 >= all.pairs.1 * 990;
    if good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

impl Tally {
    fn add(&mut self, other: &Self) {
        let plus = |a: &mut (usize, usize), b: (usize, usize)| *a = (a.0 + b.0, a.1 + b.1);
        plus(&mut self.pages, other.pages);
        plus(&mut self.words, other.words);
        plus(&mut self.pairs, other.pairs);
        plus(&mut self.letters, other.letters);
        self.seconds += other.seconds;
    }
}

fn print(tally: &Tally, name: &str) {
    let percent = |(found, all): (usize, usize)| 100.0 * found as f64 / all.max(1) as f64;
    println!(
        "{:>6} {:>7} {:>8.2} {:>7.2} {:>7} {:>7} {:>6.2}  {name}",
        format!("{}/{}", tally.pages.0, tally.pages.1),
        tally.words.1,
        percent(tally.words),
        percent(tally.pairs),
        tally.letters.0,
        tally.letters.1,
        tally.seconds,
    );
}

fn pages(ours: &Extracted) -> Vec<String> {
    let starts = ours.pages.iter().map(|page| page.at);
    let ends = starts.clone().skip(1).chain([ours.string.len()]);
    let mut pages: Vec<String> =
        starts.zip(ends).map(|(from, to)| ours.string[from..to].to_owned()).collect();
    if pages.is_empty() {
        pages.push(ours.string.clone());
    }
    pages
}

fn poppler(path: &Path) -> Vec<String> {
    let run = Command::new("pdftotext").args(["-enc", "UTF-8", "-q"]).arg(path).arg("-").output();
    let text = run.map(|run| String::from_utf8_lossy(&run.stdout).into_owned()).unwrap_or_default();
    let mut pages: Vec<String> = text.split('\u{c}').map(str::to_owned).collect();
    pages.pop();
    pages
}

fn compare(ours: &[String], theirs: &[String], seconds: f64) -> Tally {
    let mut tally = Tally { seconds, pages: (ours.len(), theirs.len()), ..Tally::default() };
    let empty = String::new();
    let verbose = std::env::var_os("SHOW").is_some();
    for (index, theirs) in theirs.iter().enumerate() {
        let ours = ours.get(index).unwrap_or(&empty);
        let swedish = |text: &str| text.chars().filter(|c| "åäöÅÄÖ".contains(*c)).count();
        tally.letters.0 += swedish(ours);
        tally.letters.1 += swedish(theirs);
        let (ours, theirs) = (words(ours), words(theirs));
        let pair = |words: &[String]| words.windows(2).map(|two| two.join(" ")).collect::<Vec<_>>();
        let (our_pairs, their_pairs) = (pair(&ours), pair(&theirs));
        for (sum, ours, theirs) in
            [(&mut tally.words, ours, theirs), (&mut tally.pairs, our_pairs, their_pairs)]
        {
            let lost = lost(&ours, &theirs);
            if verbose {
                println!("page {}: lost {lost:?}", index + 1);
            }
            sum.0 += theirs.len() - lost.len();
            sum.1 += theirs.len();
        }
    }
    tally
}

/// Those of theirs that ours do not hold, counted.
fn lost<'a>(ours: &[String], theirs: &'a [String]) -> Vec<&'a str> {
    let mut left: HashMap<&str, usize> = HashMap::new();
    for ours in ours {
        *left.entry(ours).or_default() += 1;
    }
    let mut lost = Vec::new();
    for theirs in theirs {
        match left.get_mut(theirs.as_str()) {
            Some(count) if *count > 0 => *count -= 1,
            _ => lost.push(theirs.as_str()),
        }
    }
    lost
}

/// Words, after the repair of hyphens at line ends.
fn words(text: &str) -> Vec<String> {
    let hyphen = Regex::new(r"(\p{Ll})[-\u{ad}][ \t]*\n\s*(\p{Ll}+)").expect("a fixed pattern");
    let kept = ["och", "eller", "samt", "respektive", "till", "som"];
    let text = hyphen.replace_all(text, |found: &regex::Captures<'_>| {
        let (before, after) = (&found[1], &found[2]);
        if kept.contains(&after) { found[0].to_owned() } else { format!("{before}{after}") }
    });
    let word = Regex::new(r"[\p{L}\p{N}]+").expect("a fixed pattern");
    word.find_iter(&text).map(|word| word.as_str().to_lowercase()).collect()
}
