//! A paper of its own (*handling*): an official's report, a referral's answer, a motion. One unit
//! over the whole file, whatever is quoted or appended inside.
//!
//! | module | what it reads |
//! |---|---|
//! | `opening` | what the first lines of a source announce |
//! | `kind` | which kind of paper it is |
//! | `parts` | which stretches are the paper's own: cover letter and report |
//! | `letterhead` | labels of the head: day, number, who prepares the matter |
//! | `title`, `run_on` | where the title stands, and where it ends |
//! | `numbers` | diary numbers |
//! | `day` | the day it bears |
//! | `origin` | municipality and organ |
//! | `names`, `authors` | who signed it |
//! | `proposal` | what it proposes to decide |
//! | `attachments` | the annexes it lists |

use std::ops::Range;

use regex::Regex;

use super::lines::Line;
use super::{cut, head, secrecy, sections, unit};
use crate::document::{Document, DocumentKind, Text, Unit, UnitKind};

mod attachments;
mod authors;
mod day;
mod kind;
mod letterhead;
mod names;
mod numbers;
mod opening;
mod origin;
mod parts;
mod proposal;
mod run_on;
mod title;

pub(super) use attachments::of_unit as attachments;
pub(super) use opening::{Opening, opening};
pub(super) use proposal::of_unit as proposed_decision;

use parts::Parts;

fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("patterns are constants that the tests compile")
}

/// The paper as one unit; no unit where the text is blank.
pub(super) fn read(text: &Text, lines: &[Line], opening: &Opening) -> (DocumentKind, Option<Unit>) {
    if text.string.trim().is_empty() {
        return (DocumentKind::Other, None);
    }
    let kind = kind::read(text, opening);
    let unit = statement(text, lines, 0..lines.len(), kind);
    let document = match kind {
        UnitKind::Statement => DocumentKind::Statement,
        UnitKind::Response => DocumentKind::Response,
        _ => DocumentKind::Other,
    };
    (document, Some(unit))
}

/// Whether a document of this kind is one paper.
pub(super) fn is_paper(kind: DocumentKind) -> bool {
    matches!(kind, DocumentKind::Statement | DocumentKind::Response | DocumentKind::Other)
}

/// Municipality and organ of a document that is one paper: what its head, its addressee and its
/// signature say beats what the prose names.
pub(super) fn set_origin(
    document: &mut Document,
    text: &Text,
    lines: &[Line],
    known: (bool, bool),
) {
    let parts = parts::read(lines, 0..lines.len());
    let heading = title::first_heading(lines, 0..lines.len());
    let (begins, _) = title::place(lines, 0..lines.len(), heading);
    let origin = origin::read(text, lines, &parts, 0..begins);
    if !known.0 {
        let guessed = document.municipality.take();
        document.municipality =
            origin.municipality.or_else(|| guessed.map(|name| origin::official(&name)));
    }
    if !known.1 {
        document.organ = origin.organ.or_else(|| document.organ.take());
    }
}

/// A unit of `kind` over the lines `range`, with title, numbers, date, authors and sections.
pub(super) fn statement(text: &Text, lines: &[Line], range: Range<usize>, kind: UnitKind) -> Unit {
    let start = if range.start == 0 { 0 } else { lines[range.start].start };
    let end = lines.get(range.end).map_or(text.string.len(), |line| line.start);
    let mut unit = unit::empty(text, kind, start..end);
    let parts = parts::read(lines, range.clone());
    let first_heading = title::first_heading(lines, range.clone());
    let (title, body) = title::place(lines, range.clone(), first_heading);
    read_head(&mut unit, text, lines, &parts, range.start..body.max(range.start), title);
    let flattened = end - start > 100 * (range.len() + 1);
    unit.sections = sections::cut(lines, body..range.end, start..end, flattened);
    read_own_sections(&mut unit, text, lines, &parts);
    propose(&mut unit, text, lines, &parts);
    if let Some(number) = parts.number {
        unit.papers.retain(|known| *known != number);
        unit.papers.insert(0, number);
    }
    if unit.title.is_none() {
        unit.label = unit::first_sentence(&text.string[start..end]);
    }
    let behind = lines.get(body).map_or(end, |line| line.start);
    secrecy::mark(&mut unit, text, lines, start, behind);
    unit
}

/// What the sections of the own parts say: who moved or reserved themselves in the papers behind
/// them did so in another organ.
fn read_own_sections(unit: &mut Unit, text: &Text, lines: &[Line], parts: &Parts) {
    let all = unit.sections.clone();
    let bytes = |own: Range<usize>| {
        let at = |line: usize| lines.get(line).map_or(text.string.len(), |line| line.start);
        at(own.start)..at(own.end)
    };
    let own: Vec<Range<usize>> = parts.own().map(bytes).collect();
    unit.sections.retain_mut(|section| {
        let start = section.heading.as_ref().map_or(section.span.start, |heading| heading.start);
        let part = own.iter().find(|part| part.contains(&start));
        section.span.end = part.map_or(start, |part| part.end.min(section.span.end));
        let heading_end = section.heading.as_ref().map_or(start, |heading| heading.end);
        part.is_some() && section.span.end >= heading_end
    });
    unit::read_sections(unit, text, None);
    unit.sections = all;
}

/// Title, numbers, day and authors. `above` are the lines before the body.
fn read_head(
    unit: &mut Unit,
    text: &Text,
    lines: &[Line],
    parts: &Parts,
    above: Range<usize>,
    title: usize,
) {
    let manner = title::manner(lines, title..above.end.max(title));
    let first = lines.get(title).map_or("", |line| cut(line.text, 600));
    let head = head::read(lines, title, first, above.end, manner);
    // What an audit or a question has for annexes are other matters.
    let later = parts.later.as_ref().filter(|_| unit.kind == UnitKind::Statement);
    unit.diary_numbers = numbers::read(text, lines, parts, title, above.end, &head, later);
    let behind = head.body.clamp(title, above.end.max(title));
    unit.date = day::read(lines, parts, above.clone(), title..behind);
    let clerks = if parts.head.clerks.is_empty() {
        letterhead::read(lines, above).clerks
    } else {
        parts.head.clerks.clone()
    };
    unit.authors = authors::read(lines, parts, &clerks);
    let own = &text.string[unit.span.clone()];
    unit.title = head
        .title
        .map(|title| run_on::without_text(run_on::without_addressee(&title), own).to_owned());
    unit.subtitle = head.subtitle;
    unit.referred_by = head.referred_by;
}

/// What the paper proposes. A decision it quotes is another's.
fn propose(unit: &mut Unit, text: &Text, lines: &[Line], parts: &Parts) {
    if unit.kind == UnitKind::Minutes {
        return;
    }
    let own = proposal::text(text, lines, parts, unit).and_then(|own| proposal::class(&own));
    let quoted = unit.outcome.take();
    unit.proposed_outcome = own.or(unit.proposed_outcome).or(quoted);
}
