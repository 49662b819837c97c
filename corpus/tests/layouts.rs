//! Layouts of many municipalities, in invented words: what each document must be understood as.
//!
//! Beside `NAME.txt` stands `NAME.expected`, a line per § or handling: number, title, diary
//! numbers, sections, outcome, divided by `|`; lists by commas. Where its first line is
//! `# kind | municipality | organ | date`, that is checked too, and each line has a sixth field of
//! what else the § says, divided by `;`: `imm` (adjusted at once), `sub:` subtitle, `p:` proposed
//! outcome, `m:` mover and party, `r:` party with a reservation, `s:` with a statement, `v:` votes.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::path::Path;

use corpus::parse::{Hints, outline, parse};
use corpus::repair::repair;
use serde_json::Value;

fn read(source: &str) -> Value {
    let text = repair(source, &[], &|_| false);
    let hints = Hints { source: "x", municipality: None, organ: None, date: None, kind: None };
    outline(&parse(&text, &hints), &text)
}

fn word(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn list(value: &Value) -> Vec<&str> {
    value.as_array().unwrap().iter().map(word).collect()
}

fn head(document: &Value) -> String {
    let fields = ["kind", "municipality", "body", "date"];
    let shown = fields.map(|field| document[field].as_str().unwrap_or("-"));
    format!("# {}", shown.join(" | "))
}

fn line(unit: &Value) -> String {
    let (numbers, zones) = (list(&unit["dnr"]).join(","), list(&unit["sections"]).join(","));
    [word(&unit["number"]), word(&unit["title"]), &numbers, &zones, word(&unit["outcome"])]
        .join("|")
}

fn particulars(unit: &Value) -> String {
    let mut found: Vec<String> = Vec::new();
    if unit["immediate_adjustment"] == true {
        found.push("imm".into());
    }
    found.extend(unit["subtitle"].as_str().map(|text| format!("sub:{text}")));
    found.extend(unit["proposed_outcome"].as_str().map(|class| format!("p:{class}")));
    for mover in unit["motions_by"].as_array().unwrap() {
        found.push(format!("m:{} {}", word(&mover["person"]), word(&mover["party"])));
    }
    found.extend(list(&unit["reservations_by"]).iter().map(|party| format!("r:{party}")));
    found.extend(list(&unit["special_statements_by"]).iter().map(|party| format!("s:{party}")));
    for vote in unit["votes"].as_array().unwrap() {
        found.push(format!("v:{}-{}-{}", vote["yes"], vote["no"], vote["abstained"]));
    }
    found.join(";")
}

/// The document in the form of its `.expected`; `full` where that opens with a head.
fn shown(document: &Value, full: bool) -> Vec<String> {
    let units = document["paragraphs"].as_array().unwrap();
    if !full {
        return units.iter().map(line).collect();
    }
    let lines = units.iter().map(|unit| format!("{}|{}", line(unit), particulars(unit)));
    std::iter::once(head(document)).chain(lines).collect()
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
        let expected = std::fs::read_to_string(path.with_extension("expected")).unwrap();
        let expected: Vec<&str> = expected.lines().collect();
        let full = expected.first().is_some_and(|line| line.starts_with('#'));
        let got = shown(&read(&std::fs::read_to_string(&path).unwrap()), full);
        if got != expected {
            wrong.push(format!("{}\n  expected {expected:#?}\n  got {got:#?}", path.display()));
        }
    }
    assert!(count >= 205, "only {count} layouts found in {}", folder.display());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
