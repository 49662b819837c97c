//! Headings that are no line of their own: sentences that announce, and names before a text.

use super::heading;
use crate::document::Zone;
use crate::small_letters::SmallLetters;
use crate::{organ, party};

/// A sentence that serves as a heading: "Kommunstyrelsen föreslår att kommunfullmäktige beslutar
/// följande." announces the proposal, which then stands in points below.
pub(crate) fn proposing_sentence(line: &str) -> bool {
    let line = line.trim().trim_end_matches(['.', ':']);
    if line.len() >= 160 {
        return false;
    }
    if line.contains(" FÖRESLÅR") && !line.contains(char::is_lowercase) {
        return proposes(&line.to_lowercase());
    }
    // Asked before a cut is searched for: few lines propose.
    if !(line.starts_with(char::is_uppercase) && line.contains(" föreslår")) {
        return false;
    }
    proposes(&line.small())
}

fn proposes(lower: &str) -> bool {
    let Some((name, rest)) = lower.split_once(" föreslår") else { return false };
    let ends = ["besluta", "beslutar", "besluta att", "beslutar att", "följande", "beslutar:"];
    (organ::is_name_folded(name) || name == "borgarrådsberedningen")
        && (rest.is_empty()
            || organ::is_name_folded(rest.trim())
            || ends.iter().any(|end| rest.ends_with(end)))
}

/// A heading that shares its line with its text, a colon between them ("Beslut: Nämnden …",
/// "Protokollsutdrag till: Kansliet"): the zone and the heading's length in bytes.
pub(crate) fn inline_heading(line: &str, of_meeting: bool) -> Option<(Zone, usize)> {
    let at = colon_after_words(line)?;
    let zone = heading(&line[..at])?;
    let vague = matches!(zone, Zone::Information | Zone::Consequences);
    // "Ärende: …" is the subject of a letter, but the background in minutes.
    let subject = !of_meeting && line[..=at].small().starts_with("ärende:");
    (!vague && !subject && !nominates(zone, line[at + 1..].trim())).then_some((zone, at + 1))
}

/// "Förslag: Ann Ek (S)" under an election names a person; nothing is to be decided by it.
fn nominates(zone: Zone, text: &str) -> bool {
    let named = || {
        let (name, code) = text.strip_suffix(')')?.split_once(" (")?;
        party::letters(code)?;
        Some(
            name.split(' ').count() <= 4
                && name.split(' ').all(|w| w.starts_with(char::is_uppercase)),
        )
    };
    zone == Zone::Proposal && named().unwrap_or(false)
}

/// Where the first colon stands, if only few words come before it and text after it.
fn colon_after_words(line: &str) -> Option<usize> {
    let at = memchr::memchr(b':', &line.as_bytes()[..line.len().min(60)])?;
    let follows = line[at + 1..].starts_with(' ') && !line[at + 1..].trim().is_empty();
    let words = line[..at].split(' ').count();
    (follows && words <= 6 && line.starts_with(|c: char| c.is_uppercase())).then_some(at)
}

/// Known heading at the start of a line that also holds text ("Sammanfattning Ärendet gäller …"),
/// as some extractors leave it: the zone and the heading's length in bytes.
pub(crate) fn glued_heading(line: &str) -> Option<(Zone, usize)> {
    const GLUED: &[&str] = &[
        "Sammanfattning av ärendet",
        "Sammanfattning",
        "Förslag till beslut",
        "Kommunstyrelsens förslag",
        "Bakgrund",
        "Ärendet",
        "Ärendebeskrivning",
        "Beslut",
        "Yrkanden",
        "Yrkandet",
        "Propositionsordning",
        "Omröstning",
        "Reservationer",
        "Reservation",
        "Bilagor",
        "Beslutsunderlag",
        "Expedieras",
    ];
    let start = line.len() - line.trim_start().len();
    let text = &line[start..];
    if !text.starts_with(['S', 'F', 'K', 'B', 'Ä', 'Y', 'P', 'O', 'R', 'E']) {
        return None;
    }
    // Four letters tell nearly every line from all of them.
    let opening = text.as_bytes().first_chunk::<4>();
    let mut like = GLUED.iter().filter(|name| name.as_bytes().first_chunk() == opening);
    like.find_map(|name| {
        let rest = text.strip_prefix(name)?;
        let next = rest.trim_start_matches(' ');
        let follows = rest.len() > next.len() && next.starts_with(char::is_uppercase);
        let zone = if *name == "Yrkandet" { Some(Zone::Background) } else { heading(name) };
        follows.then_some(())?;
        Some((zone?, start + name.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_and_inline_words_that_serve_as_headings() {
        assert!(proposing_sentence("Kommunstyrelsen föreslår kommunfullmäktige besluta"));
        assert!(proposing_sentence(
            "Kommunstyrelsen föreslår att kommunfullmäktige beslutar följande."
        ));
        assert!(proposing_sentence("UTSKOTTET FÖRESLÅR SOCIALNÄMNDEN BESLUTA"));
        assert!(!proposing_sentence("Kommunstyrelsen föreslår att motionen avslås."));
        assert_eq!(
            inline_heading("Beslut: Nämnden antar planen.", true),
            Some((Zone::Decision, 7))
        );
        assert_eq!(
            inline_heading("Reservation: M, KD och L", true),
            Some((Zone::Reservations, 12))
        );
        assert_eq!(inline_heading("Exp: Kansliet", true), Some((Zone::SentTo, 4)));
        assert_eq!(inline_heading("Förslag: Eva Ek (S)", true), None);
        assert_eq!(
            inline_heading("Förslag: Eva Ek (S) utses.", true),
            Some((Zone::Proposal, "Förslag:".len()))
        );
        assert_eq!(inline_heading("Svar på motion: Beslut om väg", true), None);
    }

    #[test]
    fn glued_headings_need_a_sentence_after_them() {
        assert_eq!(glued_heading("Sammanfattning Ärendet rör"), Some((Zone::Summary, 14)));
        assert_eq!(glued_heading("Beslut om arkiv"), None);
    }
}
