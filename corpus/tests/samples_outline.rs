//! What the program understands of every sample against what a careful reader says of it: the
//! `.outline` beside each source (its form is told in `samples/README.md`).

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use corpus::document::{Document, Unit, UnitKind};
use corpus::extract::{Extracted, extract_in_process};
use corpus::parse::{Hints, parse};
use corpus::repair::repair;
use corpus::walk::{Found, Limits, walk};

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples")
}

fn read(found: &Found) -> Document {
    let limits = Limits::default();
    let bytes = found.read(&limits).unwrap();
    let extracted: Extracted = extract_in_process(found.format, &bytes, &limits).unwrap();
    let text = repair(&extracted.string, &extracted.pages, &|_| false);
    let hints = Hints {
        source: &found.source,
        municipality: found.sidecar.municipality.as_deref(),
        organ: found.sidecar.organ.as_deref(),
        date: found.sidecar.date,
        kind: found.sidecar.kind,
    };
    parse(&text, &hints)
}

fn slug<T: serde::Serialize>(value: T) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap_or("-").to_owned()
}

fn shown(document: &Document) -> Vec<String> {
    let or_dash = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
    let date = or_dash(document.date.map(|date| date.to_string()));
    let organ = or_dash(document.organ.clone());
    let units = document.units.iter().filter(|unit| unit.kind != UnitKind::Other);
    let lines = units.map(|unit: &Unit| {
        let numbers = unit.diary_numbers.join(", ");
        let fields = [
            slug(unit.kind),
            or_dash(unit.number.clone()),
            or_dash(unit.title.clone()),
            if numbers.is_empty() { "-".into() } else { numbers },
            slug(unit.outcome),
        ];
        fields.join(" | ")
    });
    let head = format!("document: {} | {organ} | {date}", slug(document.kind));
    std::iter::once(head).chain(lines).collect()
}

/// What is expected of each source: of a zip file's members too.
fn expected(path: &Path, source: &str) -> BTreeMap<String, Vec<String>> {
    let mut name = source.to_owned();
    let mut expected: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in std::fs::read_to_string(path).unwrap().lines() {
        match line.strip_prefix("source: ") {
            Some(member) => name = format!("{source}/{member}"),
            None => expected.entry(name.clone()).or_default().push(line.to_owned()),
        }
    }
    expected
}

/// The outlines of all samples, by source.
fn outlines(folder: &Path, into: &mut BTreeMap<String, Vec<String>>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            outlines(&path, into);
        } else if path.extension().is_some_and(|kind| kind == "outline") {
            let relative = path.strip_prefix(samples()).unwrap().with_extension("");
            into.extend(expected(&path, &relative.to_string_lossy()));
        }
    }
}

#[test]
fn every_sample_is_understood_as_a_reader_understands_it() {
    let mut expected = BTreeMap::new();
    outlines(&samples(), &mut expected);
    let (found, _) = walk(&samples(), &Limits::default()).unwrap();
    let mut wrong = String::new();
    let mut lines = 0;
    for found in &found {
        let Some(expected) = expected.remove(&found.source) else { continue };
        lines += expected.len();
        let got = shown(&read(found));
        if got != expected {
            wrong.push_str(&format!("\n{}", found.source));
            let missing = expected.iter().filter(|line| !got.contains(line));
            missing.for_each(|line| wrong.push_str(&format!("\n  - {line}")));
            let extra = got.iter().filter(|line| !expected.contains(line));
            extra.for_each(|line| wrong.push_str(&format!("\n  + {line}")));
        }
    }
    assert!(expected.is_empty(), "no source for {:?}", expected.keys());
    assert!(lines >= 290, "only {lines} lines in the outlines");
    assert!(wrong.is_empty(), "- expected, + understood:{wrong}");
}
