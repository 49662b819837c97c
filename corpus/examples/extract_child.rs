//! The hidden command `extract` in small, so that tests have a child to start:
//! `extract_child --format pdf < file > framed answer`.

use std::io::{stdin, stdout};
use std::process::ExitCode;

use corpus::extract::{Format, run_child};

fn main() -> ExitCode {
    let format = match std::env::args().skip_while(|arg| arg != "--format").nth(1) {
        Some(name) => Format::from_name(&name),
        None => None,
    };
    match format.map(|format| run_child(format, stdin().lock(), stdout().lock())) {
        Some(Ok(())) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}
