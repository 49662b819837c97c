//! Measures repair and parsing in megabytes of text per second of processor time, and asserts
//! what was understood: a benchmark that reads nothing must not look fast.
//!
//! `cargo bench -p corpus --bench parse [-- FILE…]`; without files it reads the samples of minutes.

#![allow(clippy::print_stdout)]

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Duration;

use corpus::parse::{Hints, parse};
use corpus::repair::repair;

fn main() {
    let given: Vec<PathBuf> =
        std::env::args().skip(1).filter(|arg| !arg.starts_with("--")).map(PathBuf::from).collect();
    let files = if given.is_empty() { shared() } else { given };
    let sources: Vec<(String, String)> = files.iter().filter_map(|file| read(file)).collect();
    if sources.is_empty() {
        println!("no documents to read: give files");
        return;
    }
    let bytes: usize = sources.iter().map(|(_, text)| text.len()).sum();
    let (mut repairing, mut parsing) = (Duration::ZERO, Duration::ZERO);
    let (mut units, mut rounds) = (0, 0);
    while repairing + parsing < Duration::from_secs(2) {
        units = 0;
        for (name, source) in &sources {
            let start = processor_time();
            let text = repair(black_box(source), &[], &|_| false);
            // Asked once for both: the kernel takes a moment to tell.
            let repaired = processor_time();
            let hints =
                Hints { source: name, municipality: None, organ: None, date: None, kind: None };
            units += parse(&text, &hints).units.len();
            repairing += repaired - start;
            parsing += processor_time() - repaired;
        }
        rounds += 1;
    }
    assert!(units >= sources.len(), "every source holds at least one unit");
    let rate = |time: Duration| (bytes * rounds) as f64 / 1e6 / time.as_secs_f64();
    println!(
        "{} files, {:.1} MB, {units} units: repair {:.0} MB/s, parse {:.0} MB/s, both {:.0} MB/s",
        sources.len(),
        bytes as f64 / 1e6,
        rate(repairing),
        rate(parsing),
        rate(repairing + parsing)
    );
}

/// The time this thread spent on a processor, so that other work on the machine does not count.
fn processor_time() -> Duration {
    let stat = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let spent = stat.split(' ').next().and_then(|nanos| nanos.parse().ok());
    Duration::from_nanos(spent.expect("the kernel counts each thread's time"))
}

fn read(file: &Path) -> Option<(String, String)> {
    let bytes = std::fs::read(file).ok()?;
    Some((file.display().to_string(), String::from_utf8_lossy(&bytes).into_owned()))
}

/// Text files of the shared documents, where they are at hand, else the samples.
fn shared() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    collect(&root.join("../../shared/documents"), &mut files);
    if files.is_empty() {
        collect(&root.join("samples"), &mut files);
    }
    files.sort();
    files
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|kind| kind == "txt") {
            files.push(path);
        }
    }
}
