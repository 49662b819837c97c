//! Standard output that is closed before all is written, as `| head` does.

use std::fs;
use std::io::Read;
use std::process::{Command, Stdio};

use crate::support::{minutes, paragraf};

/// Runs the program, reads a little of its output, closes the pipe; exit code and standard error.
fn read_a_little(args: &[&str], input: &str) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_paragraf"));
    command.args(args).stdout(Stdio::piped()).stderr(Stdio::piped());
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(file.path(), input).unwrap();
    let mut child = command.stdin(fs::File::open(file.path()).unwrap()).spawn().unwrap();
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut [0; 16]).unwrap();
    drop(out);
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    (child.wait().unwrap().code(), said)
}

#[test]
fn a_reader_who_has_seen_enough_is_no_error() {
    let folder = tempfile::tempdir().unwrap();
    // More than a pipe holds, so that the program is still writing when it is closed.
    let titles: Vec<String> = (0..900).map(|n| format!("Ny lekpark nummer {n}")).collect();
    let matters: Vec<(&str, &str)> =
        titles.iter().map(|title| (title.as_str(), "att bygga en lekpark med gungor")).collect();
    let (source, dir) = (folder.path().join("p.txt"), folder.path().join("index"));
    fs::write(&source, minutes("2020-05-05", &matters)).unwrap();
    let (source, dir) = (source.to_str().unwrap(), dir.to_str().unwrap());
    paragraf(&["index", "--no-dictionary", "--index", dir, source]).exits(0);
    let search = ["search", "--index", dir, "--json", "--no-collapse", "--limit", "100", "lekpark"];
    let lines = "lekparken vid skolan\n".repeat(20_000);
    for (args, input) in [
        (&["inspect", "--no-dictionary", source][..], ""),
        (&search[..], ""),
        (&["analyze", "--no-dictionary"][..], lines.as_str()),
    ] {
        assert_eq!(read_a_little(args, input), (Some(0), String::new()), "{args:?}");
    }
}
