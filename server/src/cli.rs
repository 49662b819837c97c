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

/// Runs the command. A reader who has seen enough and closed the pipe (`| head`) ends it quietly.
///
/// # Errors
/// What kept it from being done, with its causes.
pub fn run(cli: Cli) -> anyhow::Result<ExitCode> {
    match obey(cli.command) {
        Err(error) if is_closed_pipe(&error) => Ok(ExitCode::SUCCESS),
        done => done,
    }
}

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
        let json = || cause.downcast_ref::<serde_json::Error>()?.io_error_kind();
        io.or_else(json) == Some(std::io::ErrorKind::BrokenPipe)
    })
}

fn obey(command: Command) -> anyhow::Result<ExitCode> {
    match command {
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

    #[test]
    fn every_option_has_an_environment_twin() {
        let mut program = super::Cli::command();
        program.build();
        let mut options = 0;
        for command in program.get_subcommands().filter(|command| !command.is_hide_set()) {
            let own = ["help", "version"];
            let given = command
                .get_arguments()
                .filter(|arg| !arg.is_positional() && !own.contains(&arg.get_id().as_str()));
            for arg in given {
                let twin = arg.get_env().and_then(|name| name.to_str());
                let name = format!("{} --{}", command.get_name(), arg.get_id());
                let twin = twin.unwrap_or_else(|| panic!("{name} has no environment twin"));
                assert!(twin.starts_with("PARAGRAF_"), "{name}: {twin}");
                options += 1;
            }
        }
        assert!(options > 50, "{options} options seen");
    }

    #[test]
    fn a_closed_pipe_is_known_however_it_is_wrapped() {
        use std::io::{Error, ErrorKind};
        let pipe = || Error::from(ErrorKind::BrokenPipe);
        struct Closed;
        impl std::io::Write for Closed {
            fn write(&mut self, _: &[u8]) -> std::io::Result<usize> {
                Err(ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> std::io::Result<()> {
                Ok(())
            }
        }
        let json = serde_json::to_writer(Closed, "x").unwrap_err();
        for error in [anyhow::Error::from(pipe()).context("written"), anyhow::Error::from(json)] {
            assert!(super::is_closed_pipe(&error), "{error:#}");
        }
        assert!(!super::is_closed_pipe(&Error::from(ErrorKind::NotFound).into()));
    }
}
