//! Cuts a unit into sections at its headings.

use std::ops::Range;

use super::lines::{Line, next_filled, previous_filled};
use crate::document::{Section, Zone};
use crate::{organ, zone};

/// The sections of a unit whose body is `lines` (line indices `body`) and whose span is `span`.
/// They cover the span; what stands under no heading is [`Zone::Other`].
pub(super) fn cut(
    lines: &[Line],
    body: Range<usize>,
    span: Range<usize>,
    glued: bool,
) -> Vec<Section> {
    cut_as(lines, body, span, glued, false)
}

/// As [`cut`], for a § or an agenda's item.
pub(super) fn cut_matter(lines: &[Line], body: Range<usize>, span: Range<usize>) -> Vec<Section> {
    cut_as(lines, body, span, false, true)
}

fn cut_as(
    lines: &[Line],
    body: Range<usize>,
    span: Range<usize>,
    glued: bool,
    of_meeting: bool,
) -> Vec<Section> {
    let mut cutter = Cutter {
        sections: Vec::new(),
        open: None,
        seen: Vec::new(),
        start: span.start,
        filled: 0,
        of_meeting,
    };
    for at in body.clone() {
        let line = &lines[at];
        if line.is_blank() {
            continue;
        }
        if let Some((zone, heading)) = heading_of(lines, at, body.end, glued, &cutter) {
            cutter.open(zone, heading, line.start);
        } else {
            cutter.filled += 1;
        }
    }
    cutter.close(span.end);
    cutter.sections
}

/// How many lines a section has that only says who moved or reserved.
const SHORT: usize = 3;

struct Cutter {
    sections: Vec<Section>,
    open: Option<(Zone, Option<Range<usize>>)>,
    seen: Vec<Zone>,
    start: usize,
    /// Lines with text since the last heading.
    filled: usize,
    /// Minutes, not a paper of its own.
    of_meeting: bool,
}

impl Cutter {
    fn open(&mut self, zone: Zone, heading: Option<Range<usize>>, at: usize) {
        self.close(at);
        self.open = Some((zone, heading));
        self.seen.push(zone);
        self.filled = 0;
    }

    fn close(&mut self, at: usize) {
        let (zone, heading) = self.open.take().unwrap_or((Zone::Other, None));
        if at > self.start {
            self.sections.push(Section { zone, heading, span: self.start..at });
        }
        self.start = at;
    }

    fn zone(&self) -> Zone {
        self.open.as_ref().map_or(Zone::Other, |open| open.0)
    }

    /// Inside a motion or a statement that is quoted at length, its own headings are text.
    fn quotes(&self, zone: Zone, line: &str) -> bool {
        let quoting = matches!(
            self.zone(),
            Zone::Motions
                | Zone::Reservations
                | Zone::SpecialStatement
                | Zone::SubstituteStatement
                | Zone::Note
        );
        let of_a_motion = matches!(
            zone,
            Zone::Proposal
                | Zone::Background
                | Zone::Summary
                | Zone::Assessment
                | Zone::Consequences
                | Zone::Information
        );
        quoting
            && of_a_motion
            && (self.seen.contains(&zone)
                || line.trim_end().ends_with(':')
                // "Anna Ek (S) reserverar sig mot beslutet." quotes nothing.
                || zone == Zone::Background && self.filled > SHORT)
    }
}

type Heading = (Zone, Option<Range<usize>>);

fn heading_of(
    lines: &[Line],
    at: usize,
    until: usize,
    glued: bool,
    cutter: &Cutter,
) -> Option<Heading> {
    let line = &lines[at];
    if let Some(mut zone) = line.heading {
        if cutter.quotes(zone, line.text)
            || leads_in(lines, at, zone)
            || (cutter.zone() == Zone::Papers && is_listed_paper(lines, at, zone))
        {
            return None;
        }
        if zone == Zone::Proposal && cutter.seen.contains(&zone) && line.text.ends_with("förslag")
        {
            zone = Zone::Assessment;
        }
        if zone == Zone::Information && line.text.ends_with(',') {
            return None;
        }
        return Some((zone, Some(line.span())));
    }
    if cutter.zone() != Zone::Papers && proposed_elsewhere(lines, at) {
        return Some((Zone::Proposal, Some(line.span())));
    }
    if cutter.zone() == Zone::Other && zone::proposing_sentence(line.text) {
        return Some((Zone::Proposal, Some(line.span())));
    }
    let apart =
        cutter.zone() != Zone::Proposal || (cutter.of_meeting && opens_paragraph(lines, at));
    if apart && let Some(zone) = sentence(line.text, cutter) {
        return Some((zone, None));
    }
    if let Some((zone, length)) = zone::inline_heading(line.text, cutter.of_meeting) {
        let start = line.span().start;
        let heading = start..start + length;
        return (!cutter.quotes(zone, ":")).then_some((zone, Some(heading)));
    }
    if glued && let Some((zone, length)) = zone::glued_heading(line.text) {
        let start = line.span().start;
        return Some((zone, Some(start..start + length)));
    }
    two_lines(lines, at, until)
}

/// "Arbetsutskottets förslag 2012-11-21 § 188" above its points; in a list of papers, which names
/// proposals as well, no points follow.
fn proposed_elsewhere(lines: &[Line], at: usize) -> bool {
    let text = lines[at].text;
    // What costs little is asked first: it rules out all but a few lines.
    if text.len() >= 90 || at == 0 || !lines[at - 1].is_blank() || text.ends_with(['.', ',']) {
        return false;
    }
    let named = text.contains(" förslag ").then(|| text.split_once(" förslag ")).flatten();
    let Some((name, rest)) = named else { return false };
    let place = rest.trim_start_matches("den ");
    let points = |next: usize| {
        let text = lines[next].text;
        text.starts_with("att ") || text.starts_with("1. ") || text.ends_with("att")
    };
    place.starts_with(|c: char| c.is_ascii_digit())
        && organ::is_name(name)
        && next_filled(lines, at + 1, at + 4).is_some_and(points)
}

/// "Socialnämnden beslutar att" right under "Förslag till beslut": the first words of the proposal.
fn leads_in(lines: &[Line], at: usize, zone: Zone) -> bool {
    let verb = lines[at].text.trim_end_matches([':', '.']);
    zone == Zone::Decision
        && [" beslutar", " beslutar att", " besluta", " besluta att", " beslutar följande"]
            .iter()
            .any(|end| verb.ends_with(end))
        && previous_filled(lines, at).is_some_and(|above| {
            lines[above].heading == Some(Zone::Proposal)
                || zone::proposing_sentence(lines[above].text)
        })
}

/// "Yrkande från V och MP" in a list of papers, or the last of the list, which has no text of its
/// own ("Barnchecklista").
fn is_listed_paper(lines: &[Line], at: usize, zone: Zone) -> bool {
    let text = lines[at].text;
    let follows = at > 0 && !lines[at - 1].is_blank() && lines[at - 1].heading.is_none();
    let next = next_filled(lines, at + 1, at + 4);
    let empty = || {
        lines.get(at + 1).is_some_and(|line| line.is_blank())
            && next.is_some_and(|next| lines[next].heading.is_some())
    };
    let of_someone = text.contains(" från ") || text.contains(" av ") || text.ends_with(')');
    of_someone && at > 0 && !lines[at - 1].is_blank()
        || is_point_of_list(lines, at)
        || follows && zone == Zone::Consequences && empty()
}

/// "2. Remissammanställning" right below "1. Plan" or above "3. Karta".
fn is_point_of_list(lines: &[Line], at: usize) -> bool {
    let number = |at: usize| {
        let (digits, rest) = lines.get(at)?.text.split_once('.')?;
        rest.starts_with(' ').then_some(digits)?.parse::<u32>().ok()
    };
    let above = || at.checked_sub(1).and_then(number);
    number(at).is_some_and(|own| {
        number(at + 1) == own.checked_add(1) || above().is_some_and(|above| above + 1 == own)
    })
}

/// A heading that the line break cut in two ("Kommunstyrelsens förslag till" / "kommunfullmäktige").
fn two_lines(lines: &[Line], at: usize, until: usize) -> Option<Heading> {
    let next = lines[..until].get(at + 1)?;
    let open = lines[at].text.ends_with(" till") || lines[at].text.ends_with("förslag");
    if !open
        || next.is_blank()
        || !next.text.starts_with(char::is_lowercase)
        || next.text.len() > 40
    {
        return None;
    }
    let whole = format!("{} {}", lines[at].text, next.text);
    Some((zone::heading(&whole)?, Some(lines[at].span().start..next.span().end)))
}

/// Sentences that open a section without a heading of their own.
fn sentence(text: &str, cutter: &Cutter) -> Option<Zone> {
    const RESERVES: [&str; 6] = [
        "Mot beslutet reserver",
        "Reservation anmäl",
        "Reservation anför",
        "Reservation mot beslutet ",
        "Reservation lämna",
        "Reservation har ",
    ];
    if !text.starts_with(['M', 'R']) && !matches!(cutter.zone(), Zone::Other | Zone::Proposal) {
        return None;
    }
    let against = text.starts_with("Reservation mot ") && text.contains(" anmäl");
    let reserves = against || RESERVES.iter().any(|start| text.starts_with(start));
    if reserves && cutter.zone() != Zone::Reservations {
        return Some(Zone::Reservations);
    }
    let free = matches!(cutter.zone(), Zone::Other | Zone::Proposal);
    if free && decides(text) && !cutter.seen.contains(&Zone::Decision) {
        return Some(Zone::Decision);
    }
    None
}

/// A blank line, and no heading, stands above.
fn opens_paragraph(lines: &[Line], at: usize) -> bool {
    at > 0
        && lines[at - 1].is_blank()
        && previous_filled(lines, at).is_some_and(|above| lines[above].heading.is_none())
}

/// "Kommunstyrelsen beslutar att anta planen." where no heading announces a decision.
fn decides(text: &str) -> bool {
    let words = || text.split_whitespace().take(6);
    let verb =
        words().position(|word| matches!(word, "beslutar" | "beslutade" | "beslöt" | "beslutar:"));
    verb.is_some_and(|at| organ::is_name(&words().take(at).collect::<Vec<_>>().join(" ")))
}
