//! What a paper proposes to decide: the text behind "föreslår att … beslutar:" of a cover letter,
//! else that under the heading of the proposal.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::parts::Parts;
use super::{day, names};
use crate::document::{Outcome, Text, Unit, Zone};
use crate::glance::has_digit;
use crate::outcome;
use crate::parse::lines::{self, Line};
use crate::parse::{cut, unit};
use crate::pattern::pattern;
use crate::zone;

/// The sentence that introduces a proposal, whatever it says of whom it follows. What it ends in
/// is its group: a colon, the full stop behind "följande", or "att" before the proposal itself.
static INTRODUCTION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:föreslår|föreslås|hemställer)[^.:\n]{0,159}?[^.:\n\w]beslut(?:ar|a|as)",
        r"(?:[^.:\n]{0,60}?(:)(?:\s|$)|\s+följande(?:\s+beslut)?(\.)(?:\s|$)|\s+(?:följande\s*)?(att)\s)",
    ))
});

/// The longest text of a proposal.
const LONGEST: usize = 20_000;

/// The text of the proposal, without the sentence that introduces it; `None` where the paper
/// proposes nothing.
pub(super) fn text(text: &Text, lines: &[Line], parts: &Parts, unit: &Unit) -> Option<String> {
    let presents = parts.report.as_ref() != Some(&parts.cover) && !parts.cover.is_empty();
    let letter = presents.then(|| introduced(text, lines, parts.cover.clone())).flatten();
    let shown = letter.or_else(|| under_heading(text, lines, parts, unit))?;
    (!shown.trim().is_empty()).then_some(shown)
}

/// The class of the proposal.
pub(super) fn class(proposal: &str) -> Option<Outcome> {
    outcome::of_decision(&in_lines(proposal))
}

/// The proposal that a sentence of these lines introduces, up to the signature.
fn introduced(text: &Text, lines: &[Line], own: Range<usize>) -> Option<String> {
    let start = lines.get(own.start)?.start;
    let end = lines.get(own.end).map_or(text.string.len(), |line| line.start);
    let found = INTRODUCTION.captures(cut(&text.string[start..end], 60_000))?;
    let from = start + end_of_introduction(&found)?;
    let first = lines.partition_point(|line| line.start <= from).max(1) - 1;
    let mut shown = vec![text.string[from..lines[first].start + lines[first].raw.len()].trim()];
    for line in &lines[first + 1..own.end] {
        let opened = shown.iter().any(|line| !line.is_empty());
        if opened && ends(line) || shown.iter().map(|line| line.len()).sum::<usize>() > LONGEST {
            break;
        }
        shown.push(line.text);
    }
    Some(joined(&shown))
}

fn end_of_introduction(found: &regex::Captures) -> Option<usize> {
    (1..=3).find_map(|group| found.get(group)).map(|end| end.end())
}

/// A line behind the proposal: a rule, the signature, a heading, the account of who moved what.
fn ends(line: &Line) -> bool {
    let cells = names::cells(cut(line.text, 240));
    let signed = !line.is_blank() && cells.iter().all(|cell| names::is_name(cell));
    let rule = line.text.len() > 2 && line.text.chars().all(|c| "-_–—* ".contains(c));
    rule || signed
        || day::place_and_day(line.text).is_some()
        || line.text.starts_with("Vid behandling")
        // "Nämnden beslutar att" leads the proposal in.
        || line.heading.is_some_and(|zone| !matches!(zone, Zone::Decision | Zone::Proposal))
        || line.text.ends_with(" anför följande.")
        || zone::glued_heading(line.text).is_some()
}

/// The text under the heading of the proposal in the own parts.
fn under_heading(text: &Text, lines: &[Line], parts: &Parts, unit: &Unit) -> Option<String> {
    let is_own = |at: usize| {
        parts.own().any(|own| {
            let line = lines.partition_point(|line| line.start <= at).max(1) - 1;
            own.contains(&line)
        })
    };
    // "Förslag till beslut" / "Nämnden beslutar att": the second heading leads in the first's text.
    let mut after = false;
    let mut proposals = unit.sections.iter().filter(|section| {
        let leads_in = after && section.zone == Zone::Decision;
        after = section.zone == Zone::Proposal;
        after || leads_in
    });
    let section = proposals.find(|section| {
        is_own(section.span.start) && !unit::content(text, section).trim().is_empty()
    })?;
    let content = cut(unit::content(text, section), LONGEST);
    // "Kommunstyrelsens förslag  Kommunstyrelsen föreslår att fullmäktige beslutar:"
    let introduced = INTRODUCTION
        .captures(cut(content, 600))
        .filter(|found| found.get(0).is_some_and(|whole| !content[..whole.start()].contains(". ")));
    let from = introduced.and_then(|found| end_of_introduction(&found)).unwrap_or(0);
    let shown: Vec<&str> = content[from..].lines().map(str::trim).collect();
    let signed = shown.iter().position(|line| !line.is_empty() && ends(&Line::new(line, 0)));
    Some(joined(&shown[..signed.unwrap_or(shown.len())]))
}

fn joined(lines: &[&str]) -> String {
    let mut shown = String::new();
    for line in lines.iter().filter(|line| !line.is_empty()) {
        // A sentence that the page's width broke goes on; a point stands on a line of its own.
        let closed = shown.is_empty() || shown.ends_with(['.', ':', ';']) || opens_point(line);
        match shown.is_empty() {
            true => {}
            false if closed => shown.push('\n'),
            false => shown.push(' '),
        }
        shown.push_str(line);
    }
    in_lines(&shown)
}

/// "1. …", "• …", "att …"
fn opens_point(line: &str) -> bool {
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    line.starts_with(['•', '-', '–'])
        || line.starts_with("att ")
        || digits.len() < line.len() && digits.starts_with(['.', ')'])
}

/// Numbered points that were run together, each on a line of its own again.
fn in_lines(proposal: &str) -> String {
    static POINT: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"([.:)]|\b(?:och|samt))\s+(\d{1,2}\. +[A-ZÅÄÖ•])"));
    if !has_digit(proposal) {
        return proposal.to_owned();
    }
    POINT.replace_all(proposal, "$1\n$2").into_owned()
}

/// The proposal as a registrar copies it: without points that only adjust at once, and without
/// number where one point is left.
pub(super) fn shown(proposal: &str) -> String {
    let points: Vec<&str> = proposal
        .lines()
        .map(str::trim)
        .filter(|line| !(line.len() < 120 && outcome::adjusts_immediately(line)))
        .collect();
    let bare = |line: &str| {
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let numbered = rest.len() < line.len() && rest.starts_with(['.', ')']);
        if numbered { rest[1..].trim_start().to_owned() } else { line.to_owned() }
    };
    match points.as_slice() {
        [only] => bare(only),
        _ => points.join("\n"),
    }
}

/// The proposal of `unit`, read again from its text, as `inspect` prints it.
pub(in crate::parse) fn of_unit(whole: &Text, unit: &Unit) -> Option<String> {
    let lines = lines::split(whole);
    let from = lines.partition_point(|line| line.start < unit.span.start);
    let to = lines.partition_point(|line| line.start < unit.span.end);
    let parts = super::parts::read(&lines, from..to);
    text(whole, &lines, &parts, unit).map(|proposal| shown(&proposal))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::UnitKind;
    use crate::parse::unit::empty;

    fn read(source: &str) -> Option<String> {
        let text = Text { string: source.to_owned(), ..Text::default() };
        let unit = empty(&text, UnitKind::Statement, 0..text.string.len());
        of_unit(&text, &unit)
    }

    const HEAD: &str =
        "Kommunfullmäktige\nHandling 2023 nr 7\nNy kaj\nTill Tärnvalla kommunfullmäktige\n";

    #[test]
    fn the_introduction_is_not_the_proposal() {
        let table = [
            (
                "Kommunstyrelsens förslag Kommunstyrelsen tillstyrker kansliets förslag och föreslår att kommunfullmäktige beslutar:\n\nPlanen för\nhamnen antas.\n\nTärnvalla den 10 maj 2023\nEva Berg\n",
                "Planen för hamnen antas.",
                Outcome::Adopted,
            ),
            (
                "Kommunstyrelsen föreslår att kommunfullmäktige beslutar:\nDen av Bo Ek (M) väckta motionen avslås.\n----\nVid behandling yrkade Eva Berg (S) bifall.\n",
                "Den av Bo Ek (M) väckta motionen avslås.",
                Outcome::Rejected,
            ),
            (
                "Några har avsagt sig uppdrag. Valberedningen föreslår att kommunfullmäktige med godkännande av avsägelserna beslutar: 1. Till ledamot i hamnnämnden utse Li Ask (L). 2. Till ersättare utse Bo Ek (M).\n",
                "1. Till ledamot i hamnnämnden utse Li Ask (L).\n2. Till ersättare utse Bo Ek (M).",
                Outcome::Appointed,
            ),
            (
                "Presidiet föreslår att fullmäktige beslutar att anta planen för hamnen.\n",
                "anta planen för hamnen.",
                Outcome::Adopted,
            ),
        ];
        for (source, expected, outcome) in table {
            let shown = read(&format!("{HEAD}{source}"));
            assert_eq!(shown.as_deref(), Some(expected), "{source}");
            assert_eq!(class(expected), Some(outcome), "{source}");
        }
    }

    #[test]
    fn a_lead_in_is_no_end_and_a_speaker_is() {
        let source = "Hamnkontoret\n\nNy kaj i hamnen\n\nFörslag till beslut\nHamnnämnden beslutar att\n\n1. bygga kajen,\n2. måla den.\nKommunalrådet Eva Berg anför följande.\nKajen behövs.\n";
        let text = Text { string: source.to_owned(), ..Text::default() };
        let hints = crate::parse::Hints {
            source: "",
            municipality: None,
            organ: None,
            date: None,
            kind: None,
        };
        let document = crate::parse::parse(&text, &hints);
        let shown = of_unit(&text, &document.units[0]);
        assert_eq!(
            shown.as_deref(),
            Some("Hamnnämnden beslutar att\n1. bygga kajen,\n2. måla den.")
        );
    }

    #[test]
    fn a_paper_that_proposes_nothing_has_no_proposal() {
        assert_eq!(read(&format!("{HEAD}Hamnen är gammal. Kajen rasar.\n")), None);
    }
}
