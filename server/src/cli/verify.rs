//! `paragraf verify`: the proof that an index is whole and the removed are gone.

use std::io::Write;
use std::process::ExitCode;

use indexer::verify;

use super::IndexDir;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    index: IndexDir,
}

pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let found = verify(&args.index.dir)?;
    let mut out = std::io::stdout().lock();
    for fault in &found.faults {
        writeln!(out, "fault: {fault}")?;
    }
    let (units, removals, faults) = (found.units, found.removals, found.faults.len());
    writeln!(out, "{units} units, {removals} removals, {faults} faults")?;
    Ok(if found.faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
