//! `paragraf analyze`: the index terms of each line of standard input.

use std::io::{BufRead, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use indexer::analysis::{
    Analyzer, Dictionary, Lexicon, LexiconBuilder, Pipeline, lexicon_of, pipeline_terms,
};

use super::dictionary;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Which terms: exact, lemma, parts, all, query
    #[arg(long, value_name = "NAME", env = "PARAGRAF_PIPELINE", default_value = "all")]
    pipeline: String,
    /// Analyse as this index does
    #[arg(long = "index", value_name = "DIR", env = "PARAGRAF_INDEX")]
    dir: Option<PathBuf>,
    /// Analyse with this lexicon file, which beats an index
    #[arg(long, value_name = "FILE", env = "PARAGRAF_LEXICON")]
    lexicon: Option<PathBuf>,
    /// Show each step of the words of a line
    #[arg(long, env = "PARAGRAF_EXPLAIN")]
    explain: bool,
    #[command(flatten)]
    dictionary: dictionary::Args,
}

pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let pipeline: Pipeline = args.pipeline.parse().map_err(|error| anyhow::anyhow!("{error}"))?;
    let analyzer = Analyzer::new(Arc::new(lexicon(&args)?));
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        // Lines come from outside; a line that is no text has no terms.
        let line = line.unwrap_or_default().replace("\\n", "\n");
        if args.explain {
            for step in analyzer.explain(&line) {
                writeln!(out, "{line}\t{}\t{}", step.filter, step.result)?;
            }
        } else {
            writeln!(out, "{}", pipeline_terms(&analyzer, pipeline, &line).join("\t"))?;
        }
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn lexicon(args: &Args) -> anyhow::Result<Lexicon> {
    if let Some(file) = &args.lexicon {
        let bytes =
            std::fs::read(file).with_context(|| format!("cannot read '{}'", file.display()))?;
        return Lexicon::from_bytes(bytes).with_context(|| format!("'{}'", file.display()));
    }
    if let Some(dir) = &args.dir {
        return Ok(lexicon_of(dir)?);
    }
    let dictionary = args.dictionary.read()?;
    Ok(LexiconBuilder::new(dictionary.as_ref().map(|(dic, aff)| Dictionary { dic, aff })).build())
}
