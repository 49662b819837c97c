//! Repaired text in, a [`Document`] out: never fails, never panics.
//!
//! What a source is decides how it is cut: minutes and agendas along the run of their numbers,
//! packs along the letterheads inside them, portal pages along their closing lines; any other
//! paper is one unit. What is not understood stays as [`Zone::Other`](crate::document::Zone).

use jiff::civil::Date;

use crate::document::{Document, DocumentKind, Text, Unit, UnitKind, Warning};

mod absentees;
mod annexes;
mod candidate;
mod chain;
mod dates;
mod flattened;
mod handling;
mod head;
mod learned;
mod lines;
mod meeting;
mod minutes;
mod open_words;
mod outline;
mod pack;
mod people;
mod portal;
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
    let (kind, units, front_end, mut warnings) = match hints.kind {
        Some(kind) => by_kind(kind, text, &lines, hints),
        None => by_text(text, &lines, hints),
    };
    let mut meeting = meeting::read(text, cut(&text.string, front_end), hints, kind);
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
    if handling::is_paper(kind) {
        let known = (hints.municipality.is_some(), hints.organ.is_some());
        handling::set_origin(&mut document, text, &lines, known);
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

type Read = (DocumentKind, Vec<Unit>, usize, Vec<Warning>);

fn by_text(text: &Text, lines: &[lines::Line], hints: &Hints) -> Read {
    let opening = handling::opening(lines);
    if let Some(units) = portal::read(text, lines) {
        return (DocumentKind::Agenda, units, 0, Vec::new());
    }
    if !opening.minutes && !opening.numbered && pack::letterheads(lines).len() >= 2 {
        let units = pack::read(text, lines);
        return (DocumentKind::Pack, units, text.string.len().min(4000), Vec::new());
    }
    let mut opening = opening;
    if minutes::has_front(lines) {
        opening.minutes = true;
        opening.paper = false;
    }
    if !opening.paper
        && let Some(read) = numbered(text, lines, &opening, hints)
    {
        return read;
    }
    one_paper(text, lines, &opening, hints)
}

fn by_kind(kind: DocumentKind, text: &Text, lines: &[lines::Line], hints: &Hints) -> Read {
    let mut opening = handling::opening(lines);
    let read = match kind {
        DocumentKind::Pack => {
            Some((kind, pack::read(text, lines), text.string.len().min(4000), Vec::new()))
        }
        DocumentKind::Minutes | DocumentKind::Agenda => {
            opening.minutes = kind == DocumentKind::Minutes;
            opening.agenda = kind == DocumentKind::Agenda;
            let portal = portal::read(text, lines).map(|units| (kind, units, 0, Vec::new()));
            portal.or_else(|| numbered(text, lines, &opening, hints))
        }
        _ => None,
    };
    let (_, units, front, warnings) =
        read.unwrap_or_else(|| one_paper(text, lines, &opening, hints));
    (kind, units, front, warnings)
}

/// Minutes or an agenda, where a run of numbers convinces.
fn numbered(
    text: &Text,
    lines: &[lines::Line],
    opening: &handling::Opening,
    hints: &Hints,
) -> Option<Read> {
    let mut candidates = candidate::find(lines);
    if opening.agenda && !opening.minutes {
        // Here the list of matters is the document itself.
        for candidate in &mut candidates {
            candidate.forgive_listing();
            candidate.join_numberings(&lines[candidate.line]);
        }
        if !candidates.iter().any(|found| matches!(found.style, candidate::Style::Bare)) {
            candidates.extend(candidate::find_in_agenda(lines));
        }
    }
    let announced = opening.minutes || opening.agenda || opening.meeting;
    let chain =
        chain::best(&candidates).into_iter().find(|chain| minutes::convinces(chain, announced))?;
    let chain = chain.with_first_of_repeated(&candidates, lines);
    let start = lines[chain.headings[0].line].start;
    let end = minutes::back_matter(lines, &chain).unwrap_or(text.string.len());
    let agenda = opening.agenda && !opening.minutes;
    let front = &text.string[..start];
    let organ = meeting::read(text, front, hints, DocumentKind::Minutes).organ;
    let mut units = minutes::units(text, lines, &chain, end, agenda, organ.as_deref());
    let fronts = part_meetings(&mut units, text, lines, &chain, hints);
    annexes::name_voters(
        &mut units,
        text,
        &lines[lines.partition_point(|line| line.start < end)..],
    );
    add_other(&mut units, text, start, end, fronts);
    let kind = if agenda { DocumentKind::Agenda } else { DocumentKind::Minutes };
    Some((kind, units, start, gaps(&chain)))
}

/// Where the numbers begin anew another meeting begins: its front is taken off the § before, and
/// its §§ carry its organ and day. Gives the fronts.
fn part_meetings(
    units: &mut [Unit],
    text: &Text,
    lines: &[lines::Line],
    chain: &chain::Chain,
    hints: &Hints,
) -> Vec<std::ops::Range<usize>> {
    let mut fronts = Vec::new();
    let mut own: Option<meeting::Meeting> = None;
    for at in 1..units.len() {
        let (before, heading) = (&chain.headings[at - 1], &chain.headings[at]);
        if heading.number < before.number
            && let Some(line) = minutes::front_between(lines, before.line, heading.line)
        {
            let front = lines[line].start..lines[heading.line].start;
            unit::end_at(&mut units[at - 1], text, front.start);
            let hints = Hints { date: None, organ: None, ..*hints };
            let page = Text { string: text.string[front.clone()].to_owned(), ..Text::default() };
            own = Some(meeting::read(&page, &page.string, &hints, DocumentKind::Minutes));
            fronts.push(front);
        }
        if let Some(own) = &own {
            units[at].organ.clone_from(&own.organ);
            units[at].date = own.date.filter(|_| !own.date_from_name);
        }
    }
    fronts
}

/// Numbers that are missing in the run, each with the line where the run goes on.
fn gaps(chain: &chain::Chain) -> Vec<Warning> {
    let pairs = chain.headings.windows(2);
    let missing = pairs.filter(|pair| pair[1].number > pair[0].to.unwrap_or(pair[0].number) + 1);
    missing
        .map(|pair| Warning {
            line: u32::try_from(pair[1].line + 1).unwrap_or(u32::MAX),
            message: format!("numbers missing between {} and {}", pair[0].shown(), pair[1].shown()),
        })
        .collect()
}

/// What stands before the first and behind the last unit makes one unit of kind
/// [`UnitKind::Other`]: its span is the first stretch, and where there are two, its last section
/// is the second stretch.
fn add_other(
    units: &mut Vec<Unit>,
    text: &Text,
    start: usize,
    end: usize,
    between: Vec<std::ops::Range<usize>>,
) {
    let before = std::iter::once(0..start).chain(between);
    let filled: Vec<_> = before
        .chain(std::iter::once(end..text.string.len()))
        .filter(|stretch| !text.string[stretch.clone()].trim().is_empty())
        .collect();
    let Some(first) = filled.first() else { return };
    let mut other = unit::empty(text, UnitKind::Other, first.clone());
    for stretch in &filled[1..] {
        other.sections.push(crate::document::Section {
            zone: crate::document::Zone::Other,
            heading: None,
            span: stretch.clone(),
        });
    }
    units.push(other);
}

fn one_paper(
    text: &Text,
    lines: &[lines::Line],
    opening: &handling::Opening,
    hints: &Hints,
) -> Read {
    let (kind, unit) = handling::read(text, lines, opening);
    let warnings = if text.string.trim().is_empty() {
        vec![Warning { line: 0, message: format!("no text in {:?}", hints.source) }]
    } else {
        Vec::new()
    };
    (kind, unit.into_iter().collect(), text.string.len().min(2500), warnings)
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
