//! A pack of papers for one meeting (*handlingar till sammanträdet*): cut where a letterhead, a
//! secrecy note or another clear beginning stands.

use std::ops::Range;

use super::lines::{Line, next_filled, previous_filled};
use super::{candidate, dates, handling, head, people, secrecy, unit};
use crate::document::{Text, Unit, UnitKind, Zone};
use crate::glance::split_at_gaps;
use crate::organ;
use crate::small_letters::SmallLetters;

/// Indices of lines with which an official's report begins: the office above "Tjänsteskrivelse",
/// or that line itself.
pub(super) fn letterheads(lines: &[Line]) -> Vec<usize> {
    let named = |text: &str| {
        matches!(text.len(), 16..=18)
            && matches!(text.small().as_str(), "tjänsteskrivelse" | "tjänsteutlåtande")
    };
    // "Socialförvaltningen            Tjänsteskrivelse"
    let last_cell = |text: &str| text.rsplit("  ").next().unwrap_or_default().trim().to_owned();
    let heads = lines.iter().enumerate().filter(|(_, line)| {
        let text = without_page(line.text);
        named(text)
            || (text.len() < 200
                && text.ends_with(['e', 'E'])
                && text.contains("   ")
                && named(&last_cell(text)))
    });
    heads
        .filter(|(at, _)| is_letterhead(lines, *at))
        .map(|(at, _)| with_office(lines, at))
        .collect()
}

/// A line without the page mark behind it: "TJÄNSTESKRIVELSE          1 (2)".
fn without_page(text: &str) -> &str {
    let mark = |cell: &str| {
        cell.ends_with(')') && cell.bytes().all(|b| b.is_ascii_digit() || b" ()".contains(&b))
    };
    text.rsplit_once("  ").filter(|(_, last)| mark(last)).map_or(text, |(rest, _)| rest.trim_end())
}

/// A date or a diary number follows at once, and a known heading soon.
fn is_letterhead(lines: &[Line], at: usize) -> bool {
    let after: Vec<&Line> =
        lines[at + 1..].iter().take(40).filter(|line| !line.is_blank()).take(16).collect();
    let numbered = after.iter().take(4).any(|line| {
        split_at_gaps(line.text).map(str::trim).any(|cell| {
            candidate::is_diary_line(cell) || (cell.len() < 30 && dates::first(cell).is_some())
        })
    });
    numbered && after.iter().any(|line| line.heading.is_some())
}

fn with_office(lines: &[Line], at: usize) -> usize {
    let office = |text: &str| {
        let lower = text.small();
        text.len() < 60
            && (lower.ends_with("förvaltningen")
                || lower.ends_with("kontoret")
                || lower.ends_with("förvaltning"))
    };
    previous_filled(lines, at).filter(|&before| office(lines[before].text)).unwrap_or(at)
}

/// A beginning inside the pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Statement,
    Withheld,
    Attachment,
}

/// The pack's units in order; what precedes the first beginning is one unit of kind other.
pub(super) fn read(text: &Text, lines: &[Line]) -> Vec<Unit> {
    let starts = beginnings(lines);
    let mut units = Vec::new();
    let first = starts.first().map_or(lines.len(), |start| start.0);
    let front = 0..lines.get(first).map_or(text.string.len(), |line| line.start);
    if !text.string[front.clone()].trim().is_empty() {
        units.push(unit::empty(text, UnitKind::Other, front));
    }
    let ends = starts.iter().skip(1).map(|start| start.0).chain([lines.len()]);
    for (&(start, part), end) in starts.iter().zip(ends) {
        units.push(one(text, lines, start..end, part));
    }
    if let Some(unit) = units.iter_mut().find(|unit| unit.kind != UnitKind::Other)
        && unit.span.start > 0
        && text.string[..unit.span.start].trim().is_empty()
    {
        unit.span.start = 0;
        if let Some(section) = unit.sections.first_mut() {
            section.span.start = 0;
        }
    }
    units
}

fn one(text: &Text, lines: &[Line], range: Range<usize>, part: Part) -> Unit {
    match part {
        Part::Statement => handling::statement(text, lines, range, UnitKind::Statement),
        Part::Withheld => withheld(text, lines, range),
        Part::Attachment => attachment(text, lines, range),
    }
}

fn span(text: &Text, lines: &[Line], range: &Range<usize>) -> Range<usize> {
    lines[range.start].start..lines.get(range.end).map_or(text.string.len(), |line| line.start)
}

fn withheld(text: &Text, lines: &[Line], range: Range<usize>) -> Unit {
    let mut unit = unit::empty(text, UnitKind::Withheld, span(text, lines, &range));
    let line = &lines[range.start];
    let heading = candidate::find(&lines[range.start..=range.start])
        .pop()
        .filter(|heading| heading.style != candidate::Style::SignLast);
    let rest = heading.as_ref().map_or(0, |heading| heading.rest);
    unit.number = heading.map(|heading| heading.shown());
    let manner = head::Manner::of_width(60);
    let head = head::read(lines, range.start, &line.text[rest..], range.end, manner);
    unit.title = head.title;
    unit.diary_numbers = head.diary_numbers;
    let body = lines.get(head.body).map_or(unit.span.end, |line| line.start);
    secrecy::mark(&mut unit, text, lines, line.span().start + rest, body);
    unit
}

fn attachment(text: &Text, lines: &[Line], range: Range<usize>) -> Unit {
    let mut unit = unit::empty(text, UnitKind::Attachment, span(text, lines, &range));
    let title = range.clone().find(|&at| {
        let text = lines[at].text.trim_matches('*');
        !text.is_empty()
            && !organ::is_name(text)
            && text.chars().filter(|c| c.is_alphabetic()).count() > 4
            && !is_place_name(text)
    });
    unit.title = title.map(|at| super::cut(lines[at].text.trim_matches('*'), 300).to_owned());
    let head = super::cut(&text.string[unit.span.clone()], 600);
    unit.diary_numbers.extend(unit::first_diary_number(head));
    unit.date = dates::first(head);
    let (start, body) = (
        unit.span.start,
        title.and_then(|at| lines.get(at + 1)).map_or(unit.span.start, |line| line.start),
    );
    secrecy::mark(&mut unit, text, lines, start, body);
    unit
}

fn is_place_name(text: &str) -> bool {
    let lower = text.small();
    lower.ends_with(" stad") || lower.ends_with(" kommun") || lower.ends_with("förvaltningen")
}

/// Every beginning, in order.
fn beginnings(lines: &[Line]) -> Vec<(usize, Part)> {
    let mut starts: Vec<(usize, Part)> =
        letterheads(lines).into_iter().map(|at| (at, Part::Statement)).collect();
    starts.extend(withheld_items(lines));
    let attachments = attachments(lines, &starts);
    starts.extend(attachments.into_iter().map(|at| (at, Part::Attachment)));
    // A withheld matter that follows another is withheld still.
    starts.sort_by_key(|start| (start.0, start.1 == Part::Attachment));
    starts.dedup_by_key(|start| start.0);
    starts
}

/// "Ärende 4-5" with a secrecy note below, and the numbered matter behind it.
fn withheld_items(lines: &[Line]) -> Vec<(usize, Part)> {
    let numbered: Vec<candidate::Candidate> = candidate::find(lines)
        .into_iter()
        .filter(|found| {
            use candidate::Style;
            !matches!(found.style, Style::Dotted | Style::Bare | Style::SignLast)
        })
        .collect();
    let mut found = Vec::new();
    for (place, heading) in numbered.iter().enumerate() {
        let next = numbered.get(place + 1).map_or(lines.len(), |next| next.line);
        let below = &lines[heading.line..next.min(heading.line + 9)];
        let words: Vec<&str> = std::iter::once(below[0].text[heading.rest..].trim())
            .chain(below[1..].iter().map(|line| line.text))
            .collect();
        if !secrecy::opens_withheld(&words.join("\n")) {
            continue;
        }
        found.push((heading.line, Part::Withheld));
        if next < lines.len() && numbered[place + 1].style == heading.style {
            found.push((next, Part::Attachment));
        }
    }
    found
}

/// Papers inside a report's stretch that clearly begin anew.
fn attachments(lines: &[Line], starts: &[(usize, Part)]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut heads: Vec<usize> = starts.iter().map(|start| start.0).collect();
    heads.sort_unstable();
    let ends = heads.iter().skip(1).copied().chain([lines.len()]);
    for (&start, end) in heads.iter().zip(ends) {
        let names = listed_papers(lines, start..end);
        let mut mail = false;
        for at in start + 4..end {
            let line = &lines[at];
            if line.is_blank() {
                continue;
            }
            let is_mail = opens_mail(lines, at);
            let begins = opens_negotiation(line.text)
                || (is_mail && !mail)
                || opens_extract(lines, at)
                || is_initiative(lines, at)
                || names.iter().any(|(listed, name)| at > *listed && same(name, line.text));
            mail |= is_mail;
            if begins {
                found.push(at);
            }
        }
    }
    thin(found)
}

/// A beginning at once after another is part of it.
fn thin(found: Vec<usize>) -> Vec<usize> {
    let mut kept: Vec<usize> = Vec::new();
    for at in found {
        if kept.last().is_none_or(|&last| at > last + 12) {
            kept.push(at);
        }
    }
    kept
}

/// Names of papers that a report lists, and its own title, each with the line behind which a line
/// of that name begins the paper itself.
fn listed_papers<'a>(lines: &[Line<'a>], range: Range<usize>) -> Vec<(usize, &'a str)> {
    let mut names = Vec::new();
    let mut listing = false;
    for at in range.clone().take(120) {
        let line = &lines[at];
        if line.is_blank() {
            continue;
        }
        if line.heading.is_some() {
            listing = line.heading == Some(Zone::Papers);
        } else if listing && line.text.starts_with(['-', '•', '–']) {
            names.push((at, line.text.trim_start_matches(['-', '•', '–', ' '])));
        } else {
            listing = false;
        }
    }
    let title = range.clone().take(30).find(|&at| lines[at].heading == Some(Zone::Proposal));
    if let Some(title) = title.and_then(|heading| previous_filled(lines, heading)) {
        names.push((names.last().map_or(title, |name| name.0), lines[title].text));
    }
    names.retain(|(_, name)| name.chars().count() > 12);
    names
}

fn same(one: &str, other: &str) -> bool {
    let plain = |text: &str| text.trim_matches(['*', ' ']).small();
    plain(one) == plain(other)
}

fn opens_negotiation(text: &str) -> bool {
    text.len() < 100 && {
        let upper = text.to_uppercase();
        upper.starts_with("FÖRHANDLINGSPROTOKOLL")
            || upper.starts_with("SAMVERKANSPROTOKOLL")
            || (upper.starts_with("PROTOKOLL") && upper.contains("MBL"))
    }
}

fn opens_mail(lines: &[Line], at: usize) -> bool {
    lines[at].text.starts_with("Från:")
        && lines[at + 1..].iter().take(4).any(|line| line.text.starts_with("Skickat:"))
}

/// An extract from other minutes: an organ's name, then "§ 78".
fn opens_extract(lines: &[Line], at: usize) -> bool {
    let printed = lines[at].text.small();
    if printed.len() < 90
        && printed.split("  ").any(|cell| {
            let cell = cell.trim();
            matches!(cell, "protokollsutdrag" | "sammanträdesprotokoll")
                || cell.starts_with("utdrag ur protokoll")
        })
    {
        return true;
    }
    let number = |text: &str| {
        text.strip_prefix('§').is_some_and(|rest| {
            let number = rest.trim().split("  ").next().unwrap_or_default();
            number.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    let decides = || {
        let below = lines[at + 1..].iter().filter(|line| !line.is_blank()).take(6);
        below.into_iter().any(|line| line.heading == Some(Zone::Decision))
    };
    if number(lines[at].text) && decides() {
        return true;
    }
    let first_cell = split_at_gaps(lines[at].text).next().unwrap_or_default();
    organ::is_name(first_cell)
        && next_filled(lines, at + 1, at + 5).is_some_and(|next| number(lines[next].text))
}

/// The politicians' paper that a report answers, under its bare name.
fn is_initiative(lines: &[Line], at: usize) -> bool {
    const NAMES: [&str; 6] = [
        "nämndinitiativ",
        "motion",
        "skrivelse",
        "medborgarförslag",
        "interpellation",
        "ledamotsinitiativ",
    ];
    let lower = lines[at].text.small();
    NAMES.contains(&lower.as_str())
        && next_filled(lines, at + 1, at + 4)
            .is_some_and(|next| people::flowing(lines[next].text).len() > 60)
}
