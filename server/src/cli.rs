//! The command line: one command a file, flags here. Standard output is data, standard error is
//! talk.

mod analyze;
mod dictionary;
mod evaluate;
mod extract;
mod filters;
mod index;
mod inspect;
mod remove;
mod samples;
mod search;
mod serve;
mod verify;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Where an index is looked for when none is named.
pub const DEFAULT_INDEX: &str = "paragraf-index";

/// Search in what Swedish municipalities decide.
#[derive(Debug, Parser)]
#[command(name = "paragraf", version, propagate_version = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build or update an index from folders and files
    Index(index::Args),
    /// Serve the search page and the API
    Serve(serve::Args),
    /// Search an index from the terminal
    Search(search::Args),
    /// Print the structure understood in each file, one JSON object a line
    Inspect(inspect::Args),
    /// Print the index terms of each line of standard input
    Analyze(analyze::Args),
    /// Measure the ranking by judged topics
    Evaluate(evaluate::Args),
    /// Remove a source or a unit and keep it from coming back
    Remove(remove::Args),
    /// Prove that an index is whole and the removed are gone
    Verify(verify::Args),
    /// Read one document of an untrusted format (run by `index` as a child)
    #[command(hide = true)]
    Extract(extract::Args),
}

/// Which index a command works on.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct IndexDir {
    /// Folder of the index
    #[arg(long = "index", value_name = "DIR", env = "PARAGRAF_INDEX", default_value = DEFAULT_INDEX)]
    dir: PathBuf,
}

/// Runs the command.
///
/// # Errors
/// What kept it from being done, with its causes.
pub fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    match cli.command {
        Command::Index(args) => index::run(args),
        Command::Serve(args) => serve::run(args),
        Command::Search(args) => search::run(args),
        Command::Inspect(args) => inspect::run(args),
        Command::Analyze(args) => analyze::run(args),
        Command::Evaluate(args) => evaluate::run(args),
        Command::Remove(args) => remove::run(args),
        Command::Verify(args) => verify::run(args),
        Command::Extract(args) => extract::run(args),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn verify_cli() {
        super::Cli::command().debug_assert();
    }
}
