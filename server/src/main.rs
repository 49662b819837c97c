//! The program `paragraf`: parse flags, call a command, print the error chain, exit code.

use std::process::ExitCode;

use clap::Parser;
use server::cli::{Cli, run};

/// Something kept the command from being done; 2 is clap's, for wrong usage.
const FATAL: u8 = 1;

#[allow(clippy::print_stderr)]
fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(FATAL)
        }
    }
}
