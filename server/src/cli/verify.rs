//! `paragraf verify`: the proof that an index is whole and the removed are gone.

use std::process::ExitCode;

use indexer::verify;

use super::IndexDir;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    index: IndexDir,
}

#[allow(clippy::print_stdout)]
pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let found = verify(&args.index.dir)?;
    for fault in &found.faults {
        println!("fault: {fault}");
    }
    println!("{} units, {} removals, {} faults", found.units, found.removals, found.faults.len());
    Ok(if found.faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
