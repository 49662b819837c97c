//! Repaired text in, a [`Document`] out: never fails, never panics.
//!
//! What a source is decides how it is cut: minutes and agendas along the run of their numbers,
//! packs along the letterheads inside them, portal pages along their closing lines; any other
//! paper is one unit. What is not understood stays as [`Zone::Other`](crate::document::Zone).

use jiff::civil::Date;

use crate::document::{Document, DocumentKind, Text, Unit, UnitKind, Warning};

mod absentees;
mod annexes;
mod appended_minutes;
mod candidate;
mod chain;
mod closing;
pub(crate) mod dates;
mod flattened;
mod handling;
mod head;
mod learned;
mod lines;
mod margin_headings;
mod meeting;
mod minutes;
mod numbered;
mod open_words;
mod outline;
mod pack;
mod people;
mod portal;
mod quotes;
mod secrecy;
mod sections;
mod unit;
mod verbs;

pub use outline::outline;

/// What is known of a source beside its text, by its name or a sidecar. Except for `source`,
/// what is given beats what the text says.
#[derive(Debug, Clone, Copy)]
pub struct Hints<'a> {
    /// Path relative to the indexed root, `/` separated.
    pub source: &'a str,
    /// The municipality.
    pub municipality: Option<&'a str>,
    /// The organ.
    pub organ: Option<&'a str>,
    /// The day of the meeting or of the document.
    pub date: Option<Date>,
    /// What the source is.
    pub kind: Option<DocumentKind>,
}

/// Understands the structure of `text`. Any text gives a document: at worst one unit of unknown
/// kind and a warning.
pub fn parse(text: &Text, hints: &Hints) -> Document {
    let lines = lines::split(text);
    let Read { kind, units, front, mut warnings, layout } = match hints.kind {
        Some(kind) => by_kind(kind, text, &lines, hints),
        None => by_text(text, &lines, hints),
    };
    let mut meeting = meeting::read(text, cut(&text.string, front), hints, kind);
    if handling::is_paper(kind) && hints.date.is_none() {
        own_date(&mut meeting, &units, hints);
    }
    let mut document = Document {
        kind,
        municipality: meeting.municipality,
        organ: meeting.organ,
        date: meeting.date,
        date_certain: meeting.date.is_some() && !meeting.date_from_name,
        units,
        warnings: Vec::new(),
    };
    finish(&mut document, text);
    if let Some(layout) = layout.filter(|_| handling::is_paper(kind)) {
        let known = (hints.municipality.is_some(), hints.organ.is_some());
        handling::set_origin(&mut document, text, &lines, &layout, known);
    }
    if meeting.date_from_name {
        warnings
            .push(Warning { line: 0, message: "the date stands in the file's name alone".into() });
    }
    document.warnings.append(&mut warnings);
    document
}

/// A paper bears its own day: of the days that its text speaks of, none is taken for it.
fn own_date(meeting: &mut meeting::Meeting, units: &[Unit], hints: &Hints) {
    meeting.date = units.first().and_then(|unit| unit.date);
    meeting.date_from_name = meeting.date.is_none();
    if meeting.date_from_name {
        meeting.date = meeting::date_of_name(hints.source);
        meeting.date_from_name = meeting.date.is_some();
    }
}

/// What was read of a document's text.
struct Read {
    kind: DocumentKind,
    units: Vec<Unit>,
    /// Byte where the front ends: what stands there tells who met and when.
    front: usize,
    warnings: Vec<Warning>,
    /// Of a document that is one paper.
    layout: Option<handling::Layout>,
}

impl Read {
    fn new(kind: DocumentKind, units: Vec<Unit>, front: usize) -> Self {
        Self { kind, units, front, warnings: Vec::new(), layout: None }
    }
}

fn by_text(text: &Text, lines: &[lines::Line], hints: &Hints) -> Read {
    let mut opening = handling::opening(lines);
    opening.hear_margins(text);
    if portal::is_page(text)
        && let Some(read) = numbered::read_portal(text, lines, &opening, hints)
    {
        return read;
    }
    if let Some((units, front)) = portal::read(text, lines) {
        return Read::new(DocumentKind::Agenda, units, front.min(2000));
    }
    if !opening.minutes && !opening.numbered && pack::letterheads(lines).len() >= 2 {
        let units = pack::read(text, lines);
        return Read::new(DocumentKind::Pack, units, text.string.len().min(4000));
    }
    if minutes::has_front(lines) {
        opening.minutes = true;
        opening.paper = false;
    }
    if opening.numbered
        && let Some(read) = numbered::read_print(text, lines, &opening, hints)
    {
        return read;
    }
    if !opening.paper
        && let Some(read) = numbered::read(text, lines, &opening, hints)
    {
        return read;
    }
    one_paper(text, lines, &opening, hints)
}

fn by_kind(kind: DocumentKind, text: &Text, lines: &[lines::Line], hints: &Hints) -> Read {
    let mut opening = handling::opening(lines);
    let read = match kind {
        DocumentKind::Pack => {
            Some(Read::new(kind, pack::read(text, lines), text.string.len().min(4000)))
        }
        DocumentKind::Minutes | DocumentKind::Agenda => {
            opening.minutes = kind == DocumentKind::Minutes;
            opening.agenda = kind == DocumentKind::Agenda;
            let portal = portal::read(text, lines)
                .map(|(units, front)| Read::new(kind, units, front.min(2000)));
            portal.or_else(|| numbered::read(text, lines, &opening, hints))
        }
        _ => None,
    };
    let read = read.unwrap_or_else(|| one_paper(text, lines, &opening, hints));
    Read { kind, ..read }
}

fn one_paper(
    text: &Text,
    lines: &[lines::Line],
    opening: &handling::Opening,
    hints: &Hints,
) -> Read {
    let (kind, unit, layout) = handling::read(text, lines, opening);
    let warnings = if text.string.trim().is_empty() {
        vec![Warning { line: 0, message: format!("no text in {:?}", hints.source) }]
    } else {
        Vec::new()
    };
    let read = Read::new(kind, unit.into_iter().collect(), text.string.len().min(2500));
    Read { warnings, layout: Some(layout), ..read }
}

fn finish(document: &mut Document, text: &Text) {
    document.units.sort_by_key(|unit| unit.span.start);
    for (unit, ordinal) in document.units.iter_mut().zip(1..) {
        unit.ordinal = ordinal;
        if unit.organ == document.organ {
            unit.organ = None;
        }
    }
    if document.units.is_empty() && !text.string.trim().is_empty() {
        let whole = unit::empty(text, UnitKind::Other, 0..text.string.len());
        document.units.push(Unit { ordinal: 1, ..whole });
    }
    if matches!(
        document.kind,
        DocumentKind::Statement | DocumentKind::Response | DocumentKind::Other
    ) && let Some(unit) = document.units.first()
    {
        document.date = document.date.or(unit.date);
    }
}

/// The first date in `text`, in any of its spellings.
pub(crate) fn date(text: &str) -> Option<Date> {
    dates::first(text)
}

/// The first `most` bytes of `text`, cut at a character.
fn cut(text: &str, most: usize) -> &str {
    if text.len() <= most {
        return text;
    }
    let mut end = most;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
