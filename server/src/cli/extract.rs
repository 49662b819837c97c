//! The hidden command `paragraf extract`, and how other commands start it.

use std::io::{stdin, stdout};
use std::process::ExitCode;

use anyhow::Context;
use corpus::extract::{ChildExtractor, Format, run_child};
use corpus::walk::Limits;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Format of the document on standard input
    #[arg(long, value_name = "NAME")]
    format: String,
}

/// How documents are read.
#[derive(Debug, Clone, Default, clap::Args)]
#[group(skip)]
pub(crate) struct Options {
    /// Recognise scanned PDFs with Tesseract (Swedish), where it is installed
    #[arg(long, env = "PARAGRAF_OCR")]
    ocr: bool,
}

impl Options {
    /// An extractor whose children are this very program.
    pub(crate) fn extractor(&self, limits: &Limits) -> anyhow::Result<ChildExtractor> {
        let program = std::env::current_exe().context("cannot find this program's own file")?;
        let mut extractor = ChildExtractor::new(program, vec!["extract".into()], limits.clone());
        extractor.ocr = self.ocr;
        Ok(extractor)
    }
}

pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let format = Format::from_name(&args.format);
    let format = format.with_context(|| format!("unknown format '{}'", args.format))?;
    run_child(format, stdin().lock(), stdout().lock()).context("cannot write the answer")?;
    Ok(ExitCode::SUCCESS)
}
