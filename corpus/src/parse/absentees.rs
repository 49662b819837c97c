//! Sentences that tell who took no part in a decision, where they stand under another heading or
//! under none ("Ann Ek (S) anmäler jäv och deltar inte i handläggningen.").

use std::ops::Range;

use super::people::{self, Absence};
use crate::document::{Member, Section, Text, Unit, Zone};

/// Fills in who was biased and who stayed out; a sentence of its own line that says so becomes a
/// section of its own, without a heading.
pub(super) fn read(unit: &mut Unit, text: &Text) {
    let sections = std::mem::take(&mut unit.sections);
    for section in sections {
        match section.zone {
            Zone::Recusal => add(&mut unit.recused, whole(text, &section)),
            Zone::NotTakingPart => add(&mut unit.not_taking_part, whole(text, &section)),
            zone if tells(zone) && people::may_name_absent(&text.string[section.span.clone()]) => {
                split(unit, text, section);
                continue;
            }
            _ => {}
        }
        unit.sections.push(section);
    }
}

/// Zones that tell what happened at the meeting.
fn tells(zone: Zone) -> bool {
    matches!(
        zone,
        Zone::Other
            | Zone::Background
            | Zone::Debate
            | Zone::Decision
            | Zone::VotingOrder
            | Zone::Vote
            | Zone::Reservations
            | Zone::Note
            | Zone::Approval
            | Zone::Information
    )
}

fn whole(text: &Text, section: &Section) -> Vec<Member> {
    let content = super::cut(super::unit::content(text, section), 600);
    people::named(&people::flowing(content))
}

fn split(unit: &mut Unit, text: &Text, section: Section) {
    let from = section.heading.as_ref().map_or(section.span.start, |heading| heading.end);
    let mut rest = section;
    for place in sentences(&text.string, from..rest.span.end) {
        let sentence = people::flowing(&text.string[place.clone()]);
        let Some(absence) = people::absence(&sentence) else { continue };
        let members = people::named(&sentence);
        if members.is_empty() {
            continue;
        }
        let (zone, known) = match absence {
            Absence::Bias => (Zone::Recusal, &mut unit.recused),
            Absence::Choice => (Zone::NotTakingPart, &mut unit.not_taking_part),
        };
        add(known, members);
        let own_lines = text.string[..place.start].ends_with('\n')
            && (place.end >= rest.span.end || text.string[place.end..].starts_with('\n'));
        if own_lines && place.start > rest.span.start {
            let before = Section { span: rest.span.start..place.start, ..rest.clone() };
            let end = (place.end + 1).min(rest.span.end);
            unit.sections.push(before);
            unit.sections.push(Section { zone, heading: None, span: place.start..end });
            rest = Section { zone: rest.zone, heading: None, span: end..rest.span.end };
        }
    }
    if !rest.span.is_empty() {
        unit.sections.push(rest);
    }
}

/// The sentences of `range`, each from its first letter to behind its full stop; a blank line ends
/// one too.
fn sentences(string: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = range.start;
    let part = &string[range.clone()];
    let mut close = |end: usize, start: &mut usize| {
        let piece = &string[*start..end];
        let lead = piece.len() - piece.trim_start().len();
        if !piece.trim().is_empty() {
            found.push(*start + lead..*start + lead + piece.trim().len());
        }
        *start = end;
    };
    for at in memchr::memchr2_iter(b'.', b'\n', part.as_bytes()) {
        let place = range.start + at;
        let rest = &string[place + 1..range.end];
        let ends = if part.as_bytes()[at] == b'.' {
            let word = string[start..place].rsplit(' ').next().unwrap_or_default();
            rest.starts_with([' ', '\n']) && !matches!(word, "fl" | "m" | "kap" | "bl" | "nr")
        } else {
            rest.trim_start_matches(' ').starts_with('\n')
        };
        if ends {
            close(place + 1, &mut start);
        }
    }
    close(range.end, &mut start);
    found
}

fn add(known: &mut Vec<Member>, more: Vec<Member>) {
    for member in more {
        if !known.contains(&member) {
            known.push(member);
        }
    }
}
