//! Matters whose papers are withheld: what is left is a title and a note.

use std::ops::Range;

use crate::document::{Section, Text, Unit, UnitKind, Zone};

const NOTES: [&str; 7] = [
    "publiceras ej med hänvisning till sekretess",
    "publiceras inte med hänvisning till sekretess",
    "redovisas inte med hänvisning till sekretess",
    "redovisas ej med hänvisning till sekretess",
    "omfattas av sekretess och publiceras",
    "publiceras inte på grund av sekretess",
    "sekretessärende publiceras",
];

/// The line of `text` that says a matter's papers are withheld, as a byte range of `text`.
pub(super) fn note(text: &str) -> Option<Range<usize>> {
    if !text.contains("sekretess") {
        return None;
    }
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let lower = line.to_lowercase();
        if NOTES.iter().any(|note| lower.contains(note)) {
            return Some(start..start + line.trim_end().len());
        }
        start += line.len();
    }
    None
}

/// Turns `unit` into a withheld one where its text, from byte `body`, opens with a secrecy note:
/// title and note stay, the rest is in no section.
pub(super) fn mark(unit: &mut Unit, text: &Text, body: usize) {
    let content = &text.string[body..unit.span.end];
    let whole = content.trim();
    let alone = whole.len() < 20
        && matches!(
            whole.trim_end_matches('.').to_lowercase().as_str(),
            "sekretess" | "sekretessbelagt"
        );
    let opening = super::cut(content, 600);
    let Some(found) = note(opening).or_else(|| alone.then(|| 0..content.trim_end().len())) else {
        return;
    };
    let note = body + found.start..body + found.end;
    unit.kind = UnitKind::Withheld;
    unit.secrecy = Some(text.string[note.clone()].trim().to_owned());
    unit.sections = vec![
        Section { zone: Zone::Other, heading: None, span: unit.span.start..note.start },
        Section { zone: Zone::Secrecy, heading: None, span: note },
    ];
    unit.sections.retain(|section| !section.span.is_empty());
    (unit.outcome, unit.proposed_outcome) = (None, None);
    unit.papers.clear();
    unit.motions_by.clear();
}
