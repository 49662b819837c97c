//! The program, run to its end.

use std::ffi::OsStr;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

/// Seconds that a command gets before it is killed (and its test fails).
const PATIENCE: u32 = 300;

/// What a command left.
#[derive(Debug)]
pub(crate) struct Output {
    /// Exit code; 124 where it was killed for taking too long.
    pub(crate) code: i32,
    /// Data.
    pub(crate) out: String,
    /// Talk.
    pub(crate) err: String,
}

impl Output {
    /// Checks the exit code and shows what was said where it is another one.
    #[track_caller]
    pub(crate) fn exits(self, code: i32) -> Self {
        assert_eq!(
            self.code, code,
            "standard output:\n{}\nstandard error:\n{}",
            self.out, self.err
        );
        self
    }

    /// Standard output as one JSON value.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap()
    }
}

/// Runs `paragraf` with `args` and waits for it.
pub(crate) fn paragraf<S: AsRef<OsStr>>(args: &[S]) -> Output {
    paragraf_within(PATIENCE, args)
}

/// Runs `paragraf` with `args` and waits so many seconds for it.
pub(crate) fn paragraf_within<S: AsRef<OsStr>>(seconds: u32, args: &[S]) -> Output {
    let mut command = Command::new("timeout");
    command.arg(seconds.to_string()).arg(env!("CARGO_BIN_EXE_paragraf")).args(args);
    let output = without_settings(&mut command).stdin(Stdio::null()).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Output {
        code: output.status.code().unwrap_or(-1),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

/// Starts `paragraf` with `args` in `folder`, which also takes its temporary files, and leaves it
/// running; its standard error is piped.
pub(crate) fn started<S: AsRef<OsStr>>(folder: &std::path::Path, args: &[S]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_paragraf"));
    command.args(args).current_dir(folder).env("TMPDIR", folder);
    let command = without_settings(&mut command);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Keeps settings of whoever runs the tests out of the program.
fn without_settings(command: &mut Command) -> &mut Command {
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("PARAGRAF_") {
            command.env_remove(name);
        }
    }
    command
}
