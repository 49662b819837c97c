//! Exit codes, and what is refused with one clear line.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::support::{minutes, paragraf, started};

fn write_minutes(folder: &Path, name: &str) {
    fs::create_dir_all(folder).unwrap();
    let text = minutes("2020-05-05", &[("Ny brandstation", "att bifalla förslaget")]);
    fs::write(folder.join(name), text).unwrap();
}

#[test]
fn wrong_usage_is_2() {
    for args in [&["index"][..], &["serch", "x"], &["search"], &["remove", "--reason", "x"]] {
        let output = paragraf(args).exits(2);
        assert!(output.out.is_empty() && output.err.contains("Usage"), "{args:?}: {}", output.err);
    }
}

#[test]
fn what_cannot_be_done_is_1_and_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("nowhere");
    let dir = dir.to_str().unwrap();
    for args in [
        &["search", "--index", dir, "x"][..],
        &["serve", "--index", dir, "--listen", "127.0.0.1:0"],
        &["verify", "--index", dir],
        &["index", "--index", dir, "/nonexistent/protokoll"],
    ] {
        let output = paragraf(args).exits(1);
        let lines: Vec<&str> = output.err.lines().collect();
        assert_eq!(lines.len(), 1, "{args:?}: {lines:?}");
        assert!(lines[0].starts_with("error: "), "{lines:?}");
        assert!(lines[0].contains(dir) || lines[0].contains("/nonexistent"), "{lines:?}");
    }
}

#[test]
fn a_skipped_source_is_3_only_when_strict() {
    let folder = tempfile::tempdir().unwrap();
    let sources = folder.path().join("in");
    write_minutes(&sources, "a.txt");
    fs::write(sources.join("trasig.pdf"), b"%PDF-1.7 cut off").unwrap();
    let index = folder.path().join("index");
    let (dir, from) = (index.to_str().unwrap(), sources.to_str().unwrap());
    let lenient = paragraf(&["index", "--index", dir, from]).exits(0);
    assert!(lenient.err.contains("skipped 'trasig.pdf'"), "{}", lenient.err);
    assert!(lenient.err.contains("1 documents read, 0 unchanged, 1 skipped"), "{}", lenient.err);
    paragraf(&["index", "--strict", "--index", dir, from]).exits(3);
    let found = paragraf(&["search", "--index", dir, "--json", "brandstationen"]).exits(0).json();
    assert_eq!(found["total"], 1, "one bad document never stops a run");
}

#[test]
fn two_roots_with_the_same_source_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (north, south) = (folder.path().join("nord"), folder.path().join("syd"));
    write_minutes(&north, "protokoll.txt");
    write_minutes(&south, "protokoll.txt");
    let dir = folder.path().join("index");
    let roots = [&north, &south].map(|root| root.to_str().unwrap());
    let args = ["index", "--index", dir.to_str().unwrap(), roots[0], roots[1]];
    let output = paragraf(&args).exits(1);
    assert!(roots.iter().all(|root| output.err.contains(root)), "{}", output.err);
    assert!(output.err.contains("'protokoll.txt'"), "{}", output.err);
}

#[test]
fn a_second_indexer_is_refused_and_told_who_writes() {
    let folder = tempfile::tempdir().unwrap();
    let sources = folder.path().join("in");
    for number in 0..400 {
        write_minutes(&sources, &format!("{number}.txt"));
    }
    let dir = folder.path().join("index");
    let args = ["index", "--index", dir.to_str().unwrap(), sources.to_str().unwrap()];
    let mut first = started(folder.path(), &args);
    let began = Instant::now();
    let holder = format!("{}\n", first.id());
    while fs::read_to_string(dir.join("lock")).ok().as_ref() != Some(&holder) {
        assert!(began.elapsed() < Duration::from_secs(30), "the first never took the lock");
        std::thread::sleep(Duration::from_millis(2));
    }
    let second = paragraf(&args);
    let finished = first.try_wait().unwrap().is_some();
    let _ = first.kill();
    let _ = first.wait();
    assert!(!finished, "the first was done before the second asked: give it more to read");
    assert_eq!(second.code, 1, "{}", second.err);
    assert!(second.err.contains(&format!("process {}", holder.trim())), "{}", second.err);
}
