//! `paragraf remove`: takes a source or a unit out and keeps it out.

use std::process::ExitCode;

use indexer::{Target, remove};

use super::IndexDir;

#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("target").required(true))]
pub(crate) struct Args {
    #[command(flatten)]
    index: IndexDir,
    /// Source to remove, as its path stands in hits
    #[arg(long, value_name = "S", env = "PARAGRAF_SOURCE", group = "target")]
    source: Option<String>,
    /// Unit to remove, by id
    #[arg(long, value_name = "ID", env = "PARAGRAF_ID", group = "target")]
    id: Option<String>,
    /// Why; kept in the list of removals
    #[arg(long, value_name = "TEXT", env = "PARAGRAF_REASON")]
    reason: String,
}

#[allow(clippy::print_stderr)]
pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let source = args.source.map(Target::Source);
    let target = source.or(args.id.map(Target::Id)).expect("the group requires one");
    let held = remove(&args.index.dir, target, &args.reason)?;
    let what = if held { "removed" } else { "not in the index; it will stay out" };
    eprintln!("{what}; noted in '{}'", args.index.dir.join("removed.jsonl").display());
    Ok(ExitCode::SUCCESS)
}
