//! Minutes whose pages an extractor ran together, one page on one line: the places where a new line
//! must have begun are found again by what stands there.

use std::sync::LazyLock;

use regex::Regex;

use super::open_words::is_open;
use super::verbs;
use crate::pattern::pattern;

/// Headings that end and begin lines in minutes; each stands in the text with its capital.
static HEADINGS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r" (Sammanfattning(?: av ärendet)?|Ärendebeskrivning|Beskrivning av ärendet|Bakgrund|Bedömning",
        r"|Beslutsunderlag|Underlag för beslut|Handlingar i ärendet|Tidigare behandling|Ärendets beredning",
        r"|Förslag till beslut(?: på (?:dagens )?sammanträdet?)?|\p{Lu}\p{Ll}+s förslag till beslut",
        r"|Yrkanden?|Beslutsgång|Propositionsordning|Omröstning|Omröstningsresultat|Votering",
        r"|\p{Lu}\p{Ll}+(?:nämndens|styrelsens|fullmäktiges|utskottets) beslut|Beslut",
        r"|Reservation(?:er)?|Särskilt (?:yttrande|uttalande)|Protokollsanteckning|Jäv",
        r"|Beslutet (?:ska )?(?:skickas|sänds|delges|expedieras)(?: till)?|Protokollsutdrag(?: skickas)?(?: till)?",
        r"|Expedieras(?: till)?|Justerandes sign(?:atur)?|Utdragsbestyrkande)[: ]",
    ))
});

/// "SN 21 Bokslut", "§ 14 Plan", "Ks § 3 Taxa": the number of a §.
static NUMBERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:^| )((?:\p{Lu}\p{L}{0,4} )?§ ?\d{1,3}|\p{Lu}{2,4} \d{1,3}) \p{Lu}")
});

/// Whether `string` is such a text: long lines, and a front as only minutes have.
pub(super) fn is_flattened(string: &str) -> bool {
    let front = super::cut(string, 4000);
    let says =
        ["Plats och tid", "Beslutande", "Utses att justera", "ANSLAG/BEVIS", "Utdragsbestyrkande"];
    if says.iter().filter(|words| front.contains(*words)).count() < 2 {
        return false;
    }
    // Labels that stand below each other on any page, on one line.
    let labels =
        ["Plats och tid", "Beslutande", "Justerade paragrafer", "Underskrifter", "Sekreterare"];
    let folded = |line: &str| labels.iter().filter(|label| line.contains(*label)).count() >= 3;
    if front.lines().any(folded) {
        return true;
    }
    let long: usize = string.lines().map(str::len).filter(|length| *length > 300).sum();
    long * 2 > string.len()
}

/// What each line of [`glued_decision`] holds.
pub(super) const GLUE: &str = "s beslut ";

/// Where a decision was run together with its title on a line of its own ("Val av ombud
/// Socialnämndens beslut Eva Ek utses."): the heading's place.
pub(super) fn glued_decision(line: &str) -> Option<std::ops::Range<usize>> {
    static GLUED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:\p{Lu}|§)[^.:!?]{2,120}? (\p{Lu}\p{Ll}+(?:nämndens|styrelsens|fullmäktiges|utskottets) beslut) \p{Lu}[^.]+\.",
        )
    });
    let may = line.len() < 300 && line.contains(GLUE);
    let heading = may.then(|| GLUED.captures(line)).flatten()?.get(1)?.range();
    let title = line[..heading.start].trim_end();
    let last = title.rsplit(' ').next().unwrap_or_default();
    let prose = title.ends_with(',') || is_open(last) || title.split(' ').any(verbs::is_finite);
    (!prose).then_some(heading)
}

/// Where the lines begin that `line` holds, the first at 0.
pub(super) fn starts(line: &str) -> Vec<usize> {
    let mut starts = vec![0];
    if line.len() < 60 {
        return starts;
    }
    for found in NUMBERS.captures_iter(line).filter_map(|found| found.get(1)) {
        starts.push(found.start());
        let rest = &line[found.end()..];
        let end = HEADINGS.find(rest).map_or(rest.len(), |heading| heading.start());
        starts.extend(verbs::sentence_start(&rest[..end]).map(|at| found.end() + at));
    }
    // A heading's last blank may be the first of the next: search on from there.
    let mut from = 0;
    while let Some(found) = HEADINGS.captures_at(line, from).and_then(|found| found.get(1)) {
        let follows = line[found.end()..].trim_start_matches([':', ' ']);
        if follows.starts_with(|c: char| !c.is_lowercase()) {
            starts.extend([found.start(), found.end()]);
        }
        from = found.end();
    }
    starts.sort_unstable();
    starts.dedup();
    starts
}
