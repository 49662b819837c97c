//! Layouts of many municipalities, in invented words: what each § must be understood as.
//!
//! Beside `NAME.txt` stands `NAME.expected`, a line per §: number, title, diary numbers, sections,
//! outcome, divided by `|`; lists by commas.

use std::path::Path;

use corpus::document::{Document, Unit, UnitKind};
use corpus::parse::{Hints, parse};
use corpus::repair::repair;

fn read(source: &str) -> Document {
    let text = repair(source, &[], &|_| false);
    let hints = Hints { source: "x", municipality: None, organ: None, date: None, kind: None };
    parse(&text, &hints)
}

fn line(unit: &Unit) -> String {
    let mut zones: Vec<&str> = unit
        .sections
        .iter()
        .filter(|section| section.heading.is_some())
        .map(|section| section.zone.slug())
        .collect();
    zones.dedup();
    [
        unit.number.clone().unwrap_or_default(),
        unit.title.clone().unwrap_or_default(),
        unit.diary_numbers.join(","),
        zones.join(","),
        unit.outcome.map_or("", |outcome| outcome.slug()).to_owned(),
    ]
    .join("|")
}

#[test]
fn every_layout_is_understood() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/layouts");
    let mut wrong = Vec::new();
    let mut count = 0;
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|kind| kind != "txt") {
            continue;
        }
        count += 1;
        let document = read(&std::fs::read_to_string(&path).unwrap());
        let got: Vec<String> = document
            .units
            .iter()
            .filter(|unit| matches!(unit.kind, UnitKind::Minutes | UnitKind::AgendaItem))
            .map(line)
            .collect();
        let expected = std::fs::read_to_string(path.with_extension("expected")).unwrap();
        let expected: Vec<&str> = expected.lines().collect();
        if got != expected {
            wrong.push(format!("{}\n  expected {expected:#?}\n  got {got:#?}", path.display()));
        }
    }
    assert!(count >= 12, "only {count} layouts found in {}", folder.display());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
