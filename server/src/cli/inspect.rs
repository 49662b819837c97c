//! `paragraf inspect`: the structure understood in files, for whoever wants to check it.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use corpus::extract::Extractor;
use corpus::parse::outline;
use corpus::privacy::Masking;
use corpus::walk::{self, Limits};
use indexer::analysis::{Analyzer, Dictionary, LexiconBuilder};
use indexer::understand;

use super::{dictionary, extract};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Files to read
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    dictionary: dictionary::Args,
    #[command(flatten)]
    extraction: extract::Options,
}

pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let limits = Limits::default();
    let extractor = args.extraction.extractor(&limits)?;
    let dictionary = args.dictionary.read()?;
    let lexicon =
        LexiconBuilder::new(dictionary.as_ref().map(|(dic, aff)| Dictionary { dic, aff })).build();
    let analyzer = Analyzer::new(std::sync::Arc::new(lexicon));
    let mut out = std::io::stdout().lock();
    let mut failed = false;
    for file in &args.files {
        match inspect(file, &limits, &extractor, &|word| analyzer.attests(word)) {
            Ok(outlines) => outlines.iter().try_for_each(|outline| writeln!(out, "{outline}"))?,
            Err(error) => {
                failed = true;
                complain(file, &error);
            }
        }
    }
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

#[allow(clippy::print_stderr)]
fn complain(file: &Path, error: &anyhow::Error) {
    eprintln!("skipped '{}': {error:#}", file.display());
}

fn inspect(
    file: &Path,
    limits: &Limits,
    extractor: &dyn Extractor,
    attested: &dyn Fn(&str) -> bool,
) -> anyhow::Result<Vec<serde_json::Value>> {
    let (found, skipped) = walk::walk(file, limits)?;
    if let Some(skipped) = skipped.into_iter().next() {
        anyhow::bail!("{}", skipped.reason);
    }
    let mut outlines = Vec::new();
    for found in &found {
        let bytes = found.read(limits).map_err(|reason| anyhow::anyhow!("{reason}"))?;
        let extracted = extractor
            .extract(found.format, &bytes)
            .map_err(|reason| anyhow::anyhow!("{reason}"))?;
        let understood = understand(found, extracted, attested, &Masking::default());
        outlines.push(outline(&understood.document, &understood.text));
    }
    if let ([outline], true) = (outlines.as_mut_slice(), found.len() == 1) {
        outline["file"] = file.to_string_lossy().into();
    }
    Ok(outlines)
}
