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

use super::lines::Line;
use super::{closing, cut, head, people, quotes, secrecy, sections, unit};
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
pub(super) use kind::is_officials;
pub(super) use opening::{Opening, opening};
pub(super) use proposal::of_unit as proposed_decision;

use parts::Parts;

/// What stands where in a paper.
pub(super) struct Layout {
    parts: Parts,
    /// The line its title begins on.
    title: usize,
    /// The line its body begins on.
    body: usize,
}

impl Layout {
    fn of(lines: &[Line], range: Range<usize>) -> Self {
        let parts = parts::read(lines, range.clone());
        let heading = title::first_heading(lines, range.clone());
        let (title, body) = title::place(lines, range, heading);
        Self { parts, title, body }
    }
}

/// The paper as one unit, and its layout; no unit where the text is blank.
pub(super) fn read(
    text: &Text,
    lines: &[Line],
    opening: &Opening,
) -> (DocumentKind, Option<Unit>, Layout) {
    let lines = &quotes::without(lines, 0..lines.len());
    let layout = Layout::of(lines, 0..lines.len());
    if text.string.trim().is_empty() {
        return (DocumentKind::Other, None, layout);
    }
    let kind = kind::read(text, opening);
    let unit = laid_out(text, lines, 0..lines.len(), kind, &layout);
    let document = match kind {
        UnitKind::Statement => DocumentKind::Statement,
        UnitKind::Response => DocumentKind::Response,
        _ => DocumentKind::Other,
    };
    (document, Some(unit), layout)
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
    layout: &Layout,
    known: (bool, bool),
) {
    let origin = origin::read(text, lines, &layout.parts, 0..layout.title);
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
    let lines = &quotes::without(lines, range.clone());
    let layout = Layout::of(lines, range.clone());
    laid_out(text, lines, range, kind, &layout)
}

fn laid_out(
    text: &Text,
    lines: &[Line],
    range: Range<usize>,
    kind: UnitKind,
    layout: &Layout,
) -> Unit {
    let start = if range.start == 0 { 0 } else { lines[range.start].start };
    let end = lines.get(range.end).map_or(text.string.len(), |line| line.start);
    let mut unit = unit::empty(text, kind, start..end);
    let Layout { parts, title, body } = layout;
    let (title, body) = (*title, *body);
    read_head(&mut unit, text, lines, parts, range.start..body.max(range.start), title);
    // A paper is found by its title: the letterhead above has a line for each who gets it.
    if unit.title.is_some() {
        unit.lines.0 = text.line_at(lines[title].span().start).min(unit.lines.1);
    }
    if let Some(foot) = closing::foot(lines, title, range.end)
        && let Some(last) = super::lines::previous_filled(lines, foot)
    {
        unit.lines.1 = text.line_at(lines[last].start).max(unit.lines.0);
    }
    let flattened = end - start > 100 * (range.len() + 1);
    unit.sections = sections::cut(lines, body..range.end, start..end, flattened);
    read_own_sections(&mut unit, text, lines, parts);
    propose(&mut unit, text, lines, parts);
    if let Some(number) = &parts.number {
        unit.papers.retain(|known| known != number);
        unit.papers.insert(0, number.clone());
    }
    if unit.title.is_none() {
        unit.label = unit::first_sentence(&text.string[start..end]);
    }
    let behind = lines.get(body).map_or(end, |line| line.start);
    secrecy::mark(&mut unit, text, lines, start, behind);
    unit
}

/// What the sections of the own parts say: who moved or reserved themselves in the papers behind
/// them, or in minutes that they quote, did so in another organ.
fn read_own_sections(unit: &mut Unit, text: &Text, lines: &[Line], parts: &Parts) {
    let all = unit.sections.clone();
    let bytes = |own: Range<usize>| {
        let at = |line: usize| lines.get(line).map_or(text.string.len(), |line| line.start);
        at(own.start)..at(own.end)
    };
    let own: Vec<Range<usize>> = parts.own().map(bytes).collect();
    let quotes: Vec<usize> = quotes::places(lines).collect();
    unit.sections.retain_mut(|section| {
        let quote = quotes.iter().find(|quote| section.span.contains(quote));
        section.span.end = quote.copied().unwrap_or(section.span.end);
        let start = section.heading.as_ref().map_or(section.span.start, |heading| heading.start);
        let part = own.iter().find(|part| part.contains(&start));
        section.span.end = part.map_or(start, |part| part.end.min(section.span.end));
        let heading_end = section.heading.as_ref().map_or(start, |heading| heading.end);
        part.is_some() && section.span.end >= heading_end
    });
    unit::read_sections(unit, text, None);
    if unit.kind == UnitKind::Response {
        read_dissent(unit, text);
    }
    unit.sections = all;
}

/// Who reserved themselves against an answer, or made a statement to it: its last lines tell, as
/// the minutes would.
fn read_dissent(unit: &mut Unit, text: &Text) {
    let (mut against, mut beside) = (Vec::new(), Vec::new());
    for section in &unit.sections {
        let flowing = people::flowing(unit::content(text, section));
        against.extend(people::reserving_in_passing(&flowing));
        beside.extend(people::stating_in_passing(&flowing));
    }
    if unit.reservations_by.is_empty() {
        unit.reservations_by = against;
    }
    if unit.statements_by.is_empty() {
        unit.statements_by = beside;
    }
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

#[cfg(test)]
mod tests {
    use crate::document::{Document, DocumentKind, Outcome, Text};
    use crate::parse::{Hints, outline, parse};

    fn read(source: &str) -> (Document, Text) {
        let text = Text { string: source.to_owned(), ..Text::default() };
        let hints = Hints {
            source: "paper-2023-06-01.txt",
            municipality: None,
            organ: None,
            date: None,
            kind: None,
        };
        (parse(&text, &hints), text)
    }

    /// A cover letter with a party's motion, the office's report, and two annexes that have
    /// letterheads of their own.
    const LETTER: &str = "Kommunfullmäktige\n\nHandling 2023 nr 7\n\nAvtal om kajen vid Ekviks kommun\n\n\
        Till Tärnvalla kommunfullmäktige\n\nKommunstyrelsens förslag Kommunstyrelsen tillstyrker kansliets förslag och föreslår att kommunfullmäktige beslutar:\n\n\
        Avtalet om kajen godkänns.\n\nTärnvalla den 10 maj 2023 Tärnvalla kommunstyrelse\n\nEva Berg\n\n\
        Kommunstyrelsen\n\nYrkande 2023-05-09\n\nÄrende nr: KS-2023-0099\n\nAvtalet avslås.\n\nKansliet\n\n\
        Tjänsteutlåtande      Handläggare Utfärdat 2023-04-02     Li Ask Diarienummer 0412/23    Telefon: 012\n\n\
        Avtal om kajen\n\nKajen är gammal. Svar lämnas senast den 1 december 2023.\n\nBo Ek            Per Hed\n\nKanslichef       Stadsdirektör\n\n\
        Bilagor: 1.    Avtalet 2.    Hamnnämndens handlingar\n\nHamnnämnden\n\nUtdrag ur protokoll Sammanträdesdatum: 2023-03-01\n\n\
        Yrkanden\n\nUlf Al (M) yrkar avslag.\n\nHamnkontoret\n\n\
        Tjänsteutlåtande\n\nUtfärdat 2023-02-01\n\nDiarienummer 0007/23\n\nAvtal om kajen\n\nFörslag till beslut\n\nAvtalet avslås.\n\nRut Ahl\n\nHamnchef\n";

    #[test]
    fn a_letter_and_its_report_speak_for_the_whole_file() {
        let (document, text) = read(LETTER);
        assert_eq!(document.municipality.as_deref(), Some("Tärnvalla kommun"));
        assert_eq!(document.organ.as_deref(), Some("Kommunfullmäktige"));
        assert_eq!(document.units.len(), 1);
        let unit = &document.units[0];
        assert_eq!(unit.title.as_deref(), Some("Avtal om kajen vid Ekviks kommun"));
        assert_eq!(unit.date.unwrap().to_string(), "2023-04-02");
        assert_eq!(unit.diary_numbers, ["0412/23"]);
        assert_eq!(unit.proposed_outcome, Some(Outcome::Accepted));
        let names: Vec<&str> = unit.authors.iter().map(|author| author.name.as_str()).collect();
        assert_eq!(names, ["Bo Ek", "Per Hed", "Li Ask"]);
        assert!(unit.motions_by.is_empty(), "{:?}", unit.motions_by);
        let shown = &outline(&document, &text)["paragraphs"][0];
        assert_eq!(shown["proposed_decision"], "Avtalet om kajen godkänns.");
        assert_eq!(shown["attachments"], serde_json::json!(["Avtalet", "Hamnnämndens handlingar"]));
    }

    #[test]
    fn a_date_in_prose_is_not_the_papers() {
        let (document, _) = read(
            "Kommunfullmäktige\n\nHandling 2023 nr 8\n\nInterpellation av Bo Ek (M) till kommunstyrelsens ordförande om kajen\n\n\
             Den 20 april 2023 fattade kommunstyrelsen ett beslut om kajen.\n\nVad tänker du göra?\n\nBo Ek (M)\n",
        );
        let name = document.date.map(|date| date.to_string());
        assert_eq!((name.as_deref(), document.date_certain), (Some("2023-06-01"), false));
        assert_eq!(document.units[0].date, None);
        assert_eq!(document.units[0].authors[0].name, "Bo Ek");
    }

    #[test]
    fn an_audit_is_the_auditors_and_bears_the_day_it_was_signed() {
        let (document, _) = read(
            "Rapportsammandrag\nKommunrevisionen\n\nMissiv till hamnnämnden\nRevisorerna har avslutat granskningen av kajen.\n\n\
             Hamnnämnden beslutar om kajen. Vi vill ha svar senast den 20 juni 2025.\n\nTärnvalla den 12 juni 2024\n\nEva Berg       Bo Ek\nordförande     vice ordförande\n\n\
             Kommunrevisionen, Rapportsammandrag 1 (4)\nrevisionen@tarnvalla.example\n\nSammanfattning\nTärnvalla kommun har en kaj, och dnr 0887/21 handlar om den.\n",
        );
        assert_eq!(document.kind, DocumentKind::Other);
        assert_eq!(document.organ.as_deref(), Some("Kommunrevisionen"));
        assert_eq!(document.date.unwrap().to_string(), "2024-06-12");
        let unit = &document.units[0];
        assert_eq!(unit.title.as_deref(), Some("Missiv till hamnnämnden"));
        assert!(unit.diary_numbers.is_empty(), "{:?}", unit.diary_numbers);
        assert_eq!(unit.authors.len(), 2);
    }
}
