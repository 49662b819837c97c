//! Headings in the left margin with their text beside them, in a column of its own:
//!
//! ```text
//! Bakgrund       Bron över ån är från 1912 och
//!                behöver en ny bana.
//! Förslag till   Nämnden låter byta
//! beslut         banan.
//! ```
//!
//! Only where the column returns is a line cut: a table may have a word in its first cell, too.

use std::collections::HashMap;

use super::cut;
use super::lines::Line;
use crate::document::Zone;
use crate::glance::has_gap;
use crate::small_letters::SmallLetters;
use crate::zone;

/// A line with a cell in the margin and text beside it.
struct Cells {
    /// Byte of [`Line::raw`] where the cell in the margin ends.
    end: usize,
    /// Byte of [`Line::raw`] where the text begins.
    text: usize,
    /// Letters before the text.
    column: usize,
}

/// A heading in the margin.
struct Heading {
    line: usize,
    cells: Cells,
    zone: Zone,
    /// The heading goes on in the margin of the next line: where the text begins there.
    goes_on: Option<usize>,
    /// The heading begins on the line above, which holds nothing else.
    begins_above: bool,
}

/// How many such headings a column needs, and how many lines that go on below them.
const RETURNS: usize = 2;

/// Cuts the lines that hold a heading in the margin into heading and text.
pub(super) fn part(lines: &mut Vec<Line>) {
    let found = headings(lines);
    if found.len() < RETURNS {
        return;
    }
    let columns = columns(lines, &found);
    for heading in found.iter().rev().filter(|heading| columns.contains(&heading.cells.column)) {
        let line = lines[heading.line];
        if heading.begins_above {
            lines[heading.line - 1].heading = Some(heading.zone);
            lines[heading.line] = from(line, heading.cells.end);
            continue;
        }
        if let Some(text) = heading.goes_on {
            lines[heading.line + 1] = from(lines[heading.line + 1], text);
        }
        let mut name = Line::new(&line.raw[..heading.cells.end], line.start);
        name.heading = Some(heading.zone);
        lines.splice(heading.line..=heading.line, [name, from(line, heading.cells.end)]);
    }
}

/// The line from byte `at` of it on.
fn from(line: Line<'_>, at: usize) -> Line<'_> {
    Line::new(&line.raw[at..], line.start + at)
}

fn headings(lines: &[Line]) -> Vec<Heading> {
    let mut found: Vec<Heading> = Vec::new();
    for at in 0..lines.len() {
        let taken = |last: &Heading| last.goes_on.is_some() && last.line + 1 == at;
        if !found.last().is_some_and(taken) {
            found.extend(heading(lines, at));
        }
    }
    found
}

fn heading(lines: &[Line], at: usize) -> Option<Heading> {
    let line = &lines[at];
    // Told before the cells are looked for: most lines go on in a sentence.
    if line.heading.is_some() || !line.text.starts_with(char::is_uppercase) {
        return None;
    }
    let cells = cells(line)?;
    let name = line.raw[..cells.end].trim_start();
    if let Some(zone) = begun_above(lines, at, name) {
        return Some(Heading { line: at, cells, zone, goes_on: None, begins_above: true });
    }
    if let Some(zone) = zone::heading(name) {
        return Some(Heading { line: at, cells, zone, goes_on: None, begins_above: false });
    }
    let (zone, text) = goes_on(lines, at, &cells, name)?;
    Some(Heading { line: at, cells, zone, goes_on: Some(text), begins_above: false })
}

/// "FÖRSLAG TILL" above "BESLUT     Nämnden …".
fn begun_above(lines: &[Line], at: usize, name: &str) -> Option<Zone> {
    let above = lines.get(at.checked_sub(1)?)?;
    let opens = above.heading.is_none()
        && above.text.len() < 40
        && !has_gap(above.text)
        && above.text.small().ends_with(" till");
    let same_margin = opens && above.indent() == lines[at].indent();
    same_margin.then(|| zone::heading(&format!("{} {name}", above.text)))?
}

/// What a heading means that goes on in the margin of the next line, and where the text begins
/// there.
fn goes_on(lines: &[Line], at: usize, cells: &Cells, name: &str) -> Option<(Zone, usize)> {
    let line = &lines[at];
    let goes_on =
        |next: &&Line| next.text.starts_with(char::is_lowercase) || name.ends_with(" TILL");
    let next = lines.get(at + 1).filter(goes_on)?;
    // The text may have ended on the line above.
    let alone = || Cells { end: next.raw.len(), text: next.raw.len(), column: cells.column };
    let below = self::cells(next).unwrap_or_else(alone);
    let rest = next.raw[..below.end].trim();
    if below.column != cells.column || next.indent() != line.indent() {
        return None;
    }
    let whole = match name.strip_suffix('-') {
        Some(part) => format!("{part}{rest}"),
        None => format!("{name} {rest}"),
    };
    Some((zone::heading(&whole)?, below.text))
}

/// The column of texts that a tab keeps apart: how wide it is shows nowhere.
const TAB: usize = usize::MAX;

/// The cells of a line that has two: what stands in the margin is short.
fn cells(line: &Line) -> Option<Cells> {
    const LONGEST: usize = 40;
    let bytes = line.text.as_bytes();
    let near = cut(line.text, LONGEST + 2);
    // Most lines hold neither a gap nor a tab there, which is told at a glance.
    if !has_gap(near) && !near.contains('\t') {
        return None;
    }
    let tab = memchr::memchr(b'\t', bytes);
    let blanks = || memchr::memmem::find(bytes, b"  ");
    let gap = tab.or_else(blanks).filter(|gap| *gap <= LONGEST)?;
    let indent = line.indent();
    let end = indent + gap;
    let text = end + (line.raw[end..].len() - line.raw[end..].trim_start().len());
    let rest = &line.raw[text..];
    // A third cell makes it a row of a table.
    let flows =
        indent <= 4 && !rest.contains('\t') && !(has_gap(rest) && rest.trim_end().contains("   "));
    let column = if tab.is_some() { TAB } else { line.raw[..text].chars().count() };
    flows.then_some(Cells { end, text, column })
}

/// The columns in which text goes on below several headings.
fn columns(lines: &[Line], found: &[Heading]) -> Vec<usize> {
    let mut headings: HashMap<usize, usize> = HashMap::new();
    for heading in found {
        *headings.entry(heading.cells.column).or_default() += 1;
    }
    let returning = headings.into_iter().filter(|(_, count)| *count >= RETURNS);
    // Behind a tab each paragraph is one line: what tells text from a table is its full stop.
    let sentence =
        |heading: &&Heading| heading.cells.column == TAB && lines[heading.line].text.ends_with('.');
    let goes_on = |column: &usize| {
        if *column == TAB {
            return found.iter().filter(sentence).take(RETURNS).count() >= RETURNS;
        }
        let set = |line: &&Line| !line.is_blank() && line.indent() == *column;
        lines.iter().filter(set).take(RETURNS).count() >= RETURNS
    };
    returning.map(|(column, _)| column).filter(goes_on).collect()
}

#[cfg(test)]
mod tests {
    use crate::document::{Text, Zone};

    fn zones(source: &str) -> Vec<(Zone, String)> {
        let text = Text { string: source.to_owned(), ..Text::default() };
        let lines = super::super::lines::split(&text);
        let heads = lines.iter().enumerate();
        heads
            .filter_map(|(at, line)| Some((line.heading?, lines.get(at + 1)?.text.to_owned())))
            .collect()
    }

    #[test]
    fn text_beside_a_heading_is_no_part_of_it() {
        let source = "Ärendet        Bron över ån är från\n               1912 och sliten.\n\n\
                      Förslag till   Nämnden låter byta\nbeslut         banan.\n\n\
                      Beslut         Banan byts\n               i år.\n";
        let expected = [
            (Zone::Background, "Bron över ån är från"),
            (Zone::Proposal, "Nämnden låter byta"),
            (Zone::Decision, "Banan byts"),
        ];
        assert_eq!(zones(source), expected.map(|(zone, text)| (zone, text.to_owned())));
    }

    #[test]
    fn a_heading_may_begin_above_and_a_tab_may_divide() {
        let source = "BAKGRUND       Bron är sliten.\n\nFÖRSLAG TILL\nBESLUT         Nämnden byter\n\
                      \u{20}              banan och\n               räcket.\n";
        let expected = [(Zone::Background, "Bron är sliten."), (Zone::Proposal, "Nämnden byter")];
        assert_eq!(zones(source), expected.map(|(zone, text)| (zone, text.to_owned())));
        let both = source
            .replace("TILL\n", "TILL   Nämnden byter\n")
            .replace("  Nämnden byter\n   ", "  x\n   ");
        assert_eq!(zones(&both), expected.map(|(zone, text)| (zone, text.to_owned())));
        let source = "Bakgrund\tBron är sliten.\nBeslut\tBanan byts.\n";
        let expected = [(Zone::Background, "Bron är sliten."), (Zone::Decision, "Banan byts.")];
        assert_eq!(zones(source), expected.map(|(zone, text)| (zone, text.to_owned())));
    }

    #[test]
    fn a_row_of_a_table_is_no_heading() {
        let table =
            "Beslut         Ansvarig\nBilagor        Antal\nKarta          2\nPlan           1\n";
        assert_eq!(zones(table), []);
        assert_eq!(zones("Beslut\tAnsvarig\nBilagor\tAntal\nKarta\t2\n"), []);
    }
}
