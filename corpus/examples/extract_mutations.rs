//! Damages good PDFs at random and reads them: `cargo run --release -p corpus --example
//! extract_mutations [COUNT [FOLDER]]`. Prints how many ended in which way; the program itself must
//! live to print it. Needs the example `extract_child` to be built.
#![expect(clippy::print_stdout, reason = "the table is the point")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use corpus::extract::{ChildExtractor, Extractor, Format};
use corpus::walk::{Limits, SkipReason, walk};

/// SplitMix64: the same damage on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % limit.max(1) as u64).unwrap_or(0)
    }
}

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let count: usize = args.next().and_then(|count| count.parse().ok()).unwrap_or(2_000);
    let folder = args.next().map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/documents/goteborg/revision"),
        PathBuf::from,
    );
    let limits = Limits::default();
    let Ok((found, _)) = walk(&folder, &limits) else {
        println!("no folder {}", folder.display());
        return ExitCode::FAILURE;
    };
    let good: Vec<Vec<u8>> = found.iter().filter_map(|found| found.read(&limits).ok()).collect();
    let program = std::env::current_exe().map(|own| own.with_file_name("extract_child"));
    let extractor = ChildExtractor::new(program.unwrap_or_default(), Vec::new(), limits);
    let mut dice = Dice(7);
    let mut endings: BTreeMap<String, usize> = BTreeMap::new();
    let mut slowest = 0.0_f64;
    for _ in 0..count {
        let mut bytes = good[dice.below(good.len())].clone();
        damage(&mut bytes, &mut dice);
        let start = Instant::now();
        let ending = ending(extractor.extract(Format::Pdf, &bytes).map(|text| text.notes));
        slowest = slowest.max(start.elapsed().as_secs_f64());
        *endings.entry(ending).or_default() += 1;
    }
    for (ending, count) in &endings {
        println!("{count:>6}  {ending}");
    }
    println!("{count:>6}  damaged files; the parent lives; slowest {slowest:.1} s");
    ExitCode::SUCCESS
}

/// Flips bits, cuts, blanks, repeats or mixes up.
fn damage(bytes: &mut Vec<u8>, dice: &mut Dice) {
    let length = bytes.len();
    match dice.below(6) {
        0 => bytes.truncate(dice.below(length)),
        1 => {
            let from = dice.below(length);
            let to = length.min(from + dice.below(4_000));
            bytes[from..to].fill(0);
        }
        2 => {
            let (from, to) = (dice.below(length), dice.below(length));
            let piece: Vec<u8> = bytes[from..length.min(from + 500)].to_vec();
            bytes.splice(to..to, piece);
        }
        _ => {
            for _ in 0..1 + dice.below(200) {
                let at = dice.below(length);
                bytes[at] ^= 1 << dice.below(8);
            }
        }
    }
}

fn ending(read: Result<Vec<String>, SkipReason>) -> String {
    match read {
        Ok(notes) if notes.iter().any(|note| note.contains("pdftotext")) => {
            "read by pdftotext".into()
        }
        Ok(notes) if notes.is_empty() => "read".into(),
        Ok(_) => "read in part".into(),
        Err(SkipReason::Damaged(_)) => "rejected: damaged".into(),
        Err(reason) => format!("rejected: {reason}"),
    }
}
