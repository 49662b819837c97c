//! `paragraf index`: builds or updates an index.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

use corpus::privacy::Masking;
use indexer::{IngestOptions, Progress, Summary, ingest};
use indicatif::{ProgressBar, ProgressStyle};

use super::{IndexDir, dictionary, extract};

/// Exit code with `--strict` when something was skipped or is not found as expected.
const SKIPPED: u8 = 3;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    index: IndexDir,
    /// Folders and files to index
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Build a new index aside and swap it in, instead of updating
    #[arg(long, env = "PARAGRAF_REBUILD")]
    rebuild: bool,
    /// Exit with 3 when a source was skipped or an expectation of the editors is not met
    #[arg(long, env = "PARAGRAF_STRICT")]
    strict: bool,
    /// Folder with the editors' synonyms.txt, best-answers.txt and expected.txt
    /// [default: what the index was last given]
    #[arg(long, value_name = "DIR", env = "PARAGRAF_EDITOR")]
    editor: Option<PathBuf>,
    /// Mask private e-mail addresses and mobile numbers as well; takes hold of what is read anew
    #[arg(long, env = "PARAGRAF_MASK_CONTACTS")]
    mask_contacts: bool,
    #[command(flatten)]
    dictionary: dictionary::Args,
    #[command(flatten)]
    extraction: extract::Options,
}

pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let options = IngestOptions {
        rebuild: args.rebuild,
        editor: args.editor,
        masking: Masking { emails: args.mask_contacts, phones: args.mask_contacts },
        dictionary: args.dictionary.read()?,
        ..IngestOptions::default()
    };
    let began = Instant::now();
    let extractor = args.extraction.extractor(&options.walk)?;
    let bar = Bar::new();
    let summary = ingest(&args.index.dir, &args.paths, &extractor, &options, &mut |p| bar.show(p))?;
    bar.clear();
    report(&summary, began.elapsed().as_secs_f64());
    let lacking = !summary.skipped.is_empty() || !summary.unmet.is_empty();
    Ok(if args.strict && lacking { ExitCode::from(SKIPPED) } else { ExitCode::SUCCESS })
}

/// A progress bar on a terminal; nothing elsewhere.
pub(crate) struct Bar {
    bar: ProgressBar,
}

impl Bar {
    pub(crate) fn new() -> Self {
        let style = ProgressStyle::with_template(
            "{msg:10} {bar:32} {bytes}/{total_bytes} {binary_bytes_per_sec} {eta}",
        );
        let bar = ProgressBar::new(0);
        bar.set_style(style.expect("the template is constant and tested"));
        Self { bar }
    }

    pub(crate) fn show(&self, progress: Progress) {
        match progress {
            Progress::Listed { bytes, .. } => {
                self.bar.set_length(bytes);
                self.bar.set_message("reading");
            }
            Progress::Read(bytes) => self.bar.inc(bytes),
            Progress::Writing => self.bar.set_message("writing"),
        }
    }

    pub(crate) fn clear(&self) {
        self.bar.finish_and_clear();
    }
}

#[allow(clippy::print_stderr)]
fn report(summary: &Summary, seconds: f64) {
    for (source, reason) in &summary.skipped {
        eprintln!("skipped '{source}': {reason}");
    }
    for (source, remark) in &summary.remarks {
        eprintln!("note '{source}': {remark}");
    }
    for unmet in &summary.unmet {
        eprintln!("expected: {unmet}");
    }
    if summary.rebuilt && summary.without_dictionary {
        eprintln!("{}", dictionary::MISSING);
    }
    eprintln!("{}", line(summary, seconds));
}

/// The summary in one line.
fn line(summary: &Summary, seconds: f64) -> String {
    let megabytes = summary.bytes as f64 / 1e6;
    format!(
        "{} documents read, {} unchanged, {} skipped, {} removed; the index holds {} documents: {} §§, {} handlings; {:.1} MB in {:.1} s ({:.1} MB/s)",
        summary.read,
        summary.unchanged,
        summary.skipped.len(),
        summary.removed,
        summary.sources,
        summary.paragraphs,
        summary.handlings,
        megabytes,
        seconds,
        megabytes / seconds.max(0.001),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_is_one_line_with_every_count() {
        let summary = Summary { read: 2, paragraphs: 31, bytes: 3_000_000, ..Summary::default() };
        let line = line(&summary, 1.5);
        assert!(line.starts_with("2 documents read, 0 unchanged, 0 skipped"), "{line}");
        assert!(line.contains("31 §§") && line.ends_with("3.0 MB in 1.5 s (2.0 MB/s)"), "{line}");
    }

    #[test]
    fn the_template_of_the_bar_is_valid() {
        Bar::new().show(Progress::Listed { sources: 1, bytes: 2 });
    }
}
