//! Matters whose papers are withheld: what is left is a title and a note.
//!
//! A note is a sentence about the matter or its papers that denies showing them, whatever its
//! words: a negated verb of publishing or handing out beside the web or a reason of secrecy, a
//! word of removal beside them, or, at the very opening, the plain statement that the matter is
//! secret. A § that reasons about secrecy, or decides on what is to be published, is none.

use std::ops::Range;

use super::lines::Line;
use crate::document::{Section, Text, Unit, UnitKind, Zone};
use crate::zone;

mod words;

/// How far into a matter a note is looked for, in bytes.
const REACH: usize = 4000;

/// What a sentence says of the matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    /// The matter itself is not shown: holds wherever it stands.
    MatterWithheld,
    /// Papers are not shown: holds where nothing was told before.
    PapersWithheld,
    /// Papers are not handed out: holds like it, but not in a decision on such a request.
    NotHandedOut,
}

/// The secrecy note of a matter whose text is `text`, as a byte range; what follows in the same
/// paragraph and gives the reason belongs to it.
fn note(text: &str, on_request: bool) -> Option<Range<usize>> {
    let reach = super::cut(text, REACH);
    if !words::may_withhold(reach) {
        return None;
    }
    let sentences = sentences(reach);
    let (mut told, mut zone) = (false, None);
    for (at, place) in sentences.iter().enumerate() {
        let sentence = &reach[place.clone()];
        if let Some(found) = zone::heading(sentence) {
            zone = Some(found);
            continue;
        }
        let decided = on_request || zone == Some(Zone::Decision);
        let holds = match says(sentence) {
            Some(Says::MatterWithheld) => !told || words::secret(&words::of(sentence)),
            Some(Says::PapersWithheld) => !told,
            Some(Says::NotHandedOut) => !told && !decided,
            None => {
                // A bare word is a note only where nothing follows: it may be a title as well.
                let ends = sentence.ends_with('.') || at + 1 == sentences.len();
                ends && !told && zone.is_none_or(|zone| zone == Zone::Secrecy) && declares(sentence)
            }
        };
        if holds {
            return Some(place.start..with_reason(reach, &sentences[at..]));
        }
        told |= zone.is_some_and(tells) || (sentence.len() > 40 && sentence.ends_with('.'));
    }
    // "Sekretess" and nothing below it.
    let last = sentences.last().filter(|last| zone::heading(&reach[(*last).clone()]).is_some());
    last.filter(|_| zone == Some(Zone::Secrecy) && !told).cloned()
}

/// Whether what stands under a heading tells of the matter.
fn tells(zone: Zone) -> bool {
    !matches!(zone, Zone::Secrecy | Zone::Papers | Zone::Information | Zone::Other)
}

/// Where the note ends: behind the sentences that go on giving its reason.
fn with_reason(text: &str, sentences: &[Range<usize>]) -> usize {
    let mut end = sentences[0].end;
    for next in &sentences[1..] {
        let sentence = &text[next.clone()];
        let near = !text[end..next.start].contains("\n\n");
        if !near || sentence.len() > 240 || !words::gives_reason(sentence) {
            break;
        }
        end = next.end;
    }
    end
}

/// The sentences and free lines of `text`, in order, without the blanks around them.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut add = |range: Range<usize>| {
        let piece = &text[range.clone()];
        let lead = piece.len() - piece.trim_start().len();
        // The rule below a § says nothing.
        if !piece.trim_matches(|c: char| c.is_whitespace() || "_-–".contains(c)).is_empty() {
            found.push(range.start + lead..range.start + lead + piece.trim().len());
        }
    };
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        let ends = match c {
            '.' | '!' | '?' => {
                rest.starts_with([' ', '\n'])
                    && opens(rest.trim_start())
                    && !words::is_abbreviation(&text[start..at])
            }
            '\n' => opens(rest.trim_start_matches(' ')),
            _ => false,
        };
        if ends {
            add(start..at + c.len_utf8());
            start = at + c.len_utf8();
        }
    }
    add(start..text.len());
    found
}

/// Whether a new sentence or line of its own may open so.
fn opens(rest: &str) -> bool {
    rest.starts_with(|c: char| !c.is_lowercase() && !c.is_ascii_digit() && c != '§' && c != '(')
}

fn says(sentence: &str) -> Option<Says> {
    if sentence.len() > 500 || !words::may_withhold(sentence) {
        return None;
    }
    let words = words::of(sentence);
    if words::decides(&words) {
        return None;
    }
    let (web, secret) = (words::web(&words), words::secret(&words));
    let subject = words::subject(&words);
    let refused = words::refusal(&words);
    let removed = words::removed(&words) && (secret || web);
    match (subject, refused) {
        (_, Some(_)) | (Some(_), None) if !(web || secret) => None,
        (None, Some(refusal)) if refusal.opens => Some(Says::PapersWithheld),
        (Some(words::Subject::Details), Some(_)) if !web => None,
        (Some(words::Subject::Matter), Some(refusal)) if !refusal.hands_out || web => {
            Some(Says::MatterWithheld)
        }
        (Some(_), Some(refusal)) if !refusal.hands_out || web => Some(Says::PapersWithheld),
        (Some(_), Some(_)) => Some(Says::NotHandedOut),
        (Some(words::Subject::Matter), None) if removed => Some(Says::MatterWithheld),
        (Some(words::Subject::Papers), None) if removed => Some(Says::PapersWithheld),
        _ => None,
    }
}

/// "Ärendet omfattas av sekretess.", "Sekretessbelagt ärende": enough at the very opening.
fn declares(sentence: &str) -> bool {
    if !words::may_withhold(sentence) {
        return false;
    }
    let words = words::of(sentence);
    sentence.len() < 200 && !words::decides(&words) && words::declares(&words)
}

/// Whether a matter whose text is `text` opens with a secrecy note.
pub(super) fn opens_withheld(text: &str) -> bool {
    note(super::cut(text, 600), false).is_some()
}

/// Where the mark of secrecy begins that is all of the line's last column ("Placering av barn
/// Sekretess").
pub(super) fn mark_in_column(line: &str) -> Option<usize> {
    let whole = line.trim_end();
    if !whole.ends_with(['s', 't', 'S', 'T', 'e', 'E', 'd', 'D', ')']) {
        return None;
    }
    let gap = whole.rfind("  ").filter(|gap| !whole[..*gap].trim().is_empty())?;
    declares(&whole[gap..]).then(|| whole[..gap].trim_end().len())
}

/// The mark in a column of the head, where nothing is told of the matter.
fn marked(unit: &Unit, text: &Text, after: usize, body: usize) -> Option<Range<usize>> {
    let tells = |section: &Section| !matches!(section.zone, Zone::Other | Zone::Secrecy);
    if unit.sections.iter().any(tells) {
        return None;
    }
    let mut start = after;
    text.string[after..body.max(after)].split_inclusive('\n').find_map(|line| {
        let from = start;
        start += line.len();
        let gap = mark_in_column(line)?;
        let mark = line[gap..].trim_start();
        Some(from + line.len() - mark.len()..from + line.trim_end().len())
    })
}

/// Turns `unit` into a withheld one where its text, from byte `after` (behind its number), holds
/// a secrecy note: title and note stay, the rest is in no section.
pub(super) fn mark(unit: &mut Unit, text: &Text, lines: &[Line], after: usize, body: usize) {
    let named = unit.title.as_deref().is_some_and(words::asks_for_papers);
    if let Some(mark) = marked(unit, text, after, body) {
        return show_note(unit, text, lines, mark, body);
    }
    let Some(found) = note(&text.string[after..unit.span.end], named) else { return };
    let mut note = after + found.start..after + found.end;
    // On a page run together to one line the title has no line break behind it.
    let at = lines.partition_point(|line| line.start <= note.start).saturating_sub(1);
    let line_end = lines.get(at).map_or(0, |line| line.start + line.raw.len());
    if note.contains(&line_end) && !text.string[line_end..].starts_with('\n') {
        note.start = line_end;
    }
    if note.start < body {
        // The note stands where a title would, and was taken for one.
        let before = text.string[after..note.start].lines();
        let kept: Vec<String> = before.map(super::head::without_numbers).collect();
        let title = kept.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
        let named = title.is_empty() && found.len() < 60;
        unit.title = if named { unit.title.take() } else { (!title.is_empty()).then_some(title) };
    }
    show_note(unit, text, lines, note, body);
}

/// Leaves of `unit` its head and the note.
fn show_note(unit: &mut Unit, text: &Text, lines: &[Line], note: Range<usize>, body: usize) {
    let shown = text.string[note.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
    let head = unit.span.start..body.min(note.start);
    let before = lines.partition_point(|line| line.start < note.start);
    let heading = lines[..before].iter().rev().find(|line| !line.is_blank());
    let heading = heading
        .filter(|line| line.start >= head.end && line.heading == Some(Zone::Secrecy))
        .map(Line::span);
    // A word alone is heading and note in one.
    let word = || lines.get(before).filter(|line| line.heading == Some(Zone::Secrecy));
    let heading = heading
        .or_else(|| word().map(Line::span).filter(|word| *word == note && body <= note.start));
    let start = heading.as_ref().map_or(note.start, |heading| heading.start);
    unit.sections = vec![
        Section { zone: Zone::Other, heading: None, span: head },
        Section { zone: Zone::Secrecy, heading, span: start..note.end },
    ];
    unit.sections.retain(|section| !section.span.is_empty());
    withhold(unit, shown);
}

/// Takes away whatever was read from the text under the note.
fn withhold(unit: &mut Unit, note: String) {
    unit.kind = UnitKind::Withheld;
    unit.label = unit.title.is_none().then(|| note.clone());
    unit.secrecy = Some(note);
    (unit.outcome, unit.proposed_outcome) = (None, None);
    unit.immediate_adjustment = false;
    unit.papers.clear();
    unit.motions_by.clear();
    unit.reservations_by.clear();
    unit.statements_by.clear();
    unit.recused.clear();
    unit.not_taking_part.clear();
    unit.votes.clear();
    unit.authors.clear();
}

#[cfg(test)]
mod tests {
    use super::*;

    const WITHHELD: &[&str] = &[
        "Handlingarna publiceras ej på webbplatsen, då innehållet omfattas av sekretess.",
        "Handlingarna lämnas inte ut på webben. De omfattas av sekretess enligt 26 kap. OSL.",
        "Ärendet redovisas inte, eftersom det omfattas av sekretess.",
        "Handlingarna till ärendet publiceras inte på webben, eftersom de är hemliga.",
        "På grund av sekretess visas inte underlaget i detta ärende.",
        "Med hänsyn till skyddet för enskilds integritet läggs handlingarna inte ut på nätet.",
        "Publiceras ej med hänvisning till offentlighets- och sekretesslagen.",
        "Redovisas ej på kommunens hemsida.",
        "Ej publicerad på grund av sekretess",
        "Paragrafen är undantagen från publicering på webben.",
        "Texten har tagits bort i den webbpublicerade versionen av protokollet.",
        "Ärendet är sekretessbelagt.",
        "Sekretess",
        "Sekretessbelagt ärende.",
        "Sekretess\n______________",
        "Ärendet omfattas av sekretess enligt 25 kap. 1 § OSL.",
        "Bilagan kan inte läsas på internet, den innehåller uppgifter under sekretess.",
        "Enligt 19 kap. 3 § OSL gäller sekretess, varför beslutet inte återges här.",
        "Sekretess\nParagrafens innehåll visas inte i den digitala versionen.",
        "Dnr AB 2024/9\n\nAv sekretesskäl offentliggörs inte materialet.",
        "Denna paragraf publiceras inte\npå kommunens webbplats.",
        "Tjänsteskrivelsen tillgängliggörs ej digitalt till skydd för den enskilde.",
        "Protokollet i denna del är inte tillgängligt på webben.",
    ];

    const NORMAL: &[&str] = &[
        "Nämnden beslutar att inte lämna ut handlingarna, då de omfattas av sekretess.",
        "Beslut\nBegäran avslås. Handlingarna lämnas inte ut då de omfattas av sekretess.",
        "Beslut\nHandlingarna lämnas inte ut. De omfattas av sekretess enligt 26 kap. 1 § OSL.",
        "Förvaltningen redovisar inte enskilda fall, då de omfattas av sekretess.",
        "Uppgifter om enskilda elever redovisas inte i rapporten på grund av sekretess.",
        "Enligt 26 kap. 1 § OSL gäller sekretess i socialtjänsten. Riktlinjen förklarar hur.",
        "I kommunen finns inte skyddat boende för alla som behöver.",
        "Nämnden antar rutinen för sekretess och tystnadsplikt.",
        "Protokoll ska publiceras på webben inom fem dagar, om de inte innehåller känsliga uppgifter.",
        "Motionären yrkar att handlingar inte publiceras på webben i onödan.",
        "Beslut\nNämnden antar planen.\n\nHandlingar\nTjänsteskrivelse\nBilaga 2 (publiceras ej på webben)",
        "Beslut\nNämnden godkänner avtalet med bolaget om driften.\nBilagan publiceras inte på webben.",
        "Personalen har inte tillgång till webben på alla boenden.",
        "Kommunen föreslås inte publicera diariet på webben.",
        "Sekretess mellan myndigheter hindrar inte att socialtjänsten lämnar uppgifter till polisen.",
        "Den nya lagen gör att sekretess inte längre hindrar samverkan.",
        "Informationen på webben är inte aktuell, den behöver skrivas om.",
        "Utredningen visar att skyddet för enskilda inte räcker.",
        "Förvaltningen anser att handlingarna inte bör publiceras på webben.",
        "Beslutet skickas inte till de sökande förrän det vunnit laga kraft.",
        "Remissen rör om sekretess ska gälla för uppgifter i ärenden om adoption.",
        "Nämnden har inte publicerat sina mål på webben.",
    ];

    #[test]
    fn notes_are_known_by_what_they_say() {
        for text in WITHHELD {
            assert!(note(text, false).is_some(), "should be withheld: {text:?}");
        }
    }

    #[test]
    fn reasoning_about_secrecy_is_no_note() {
        for text in NORMAL {
            let found = note(text, false).map(|place| &text[place]);
            assert_eq!(found, None, "{text:?}");
        }
        let request = "Handlingarna lämnas inte ut, då de omfattas av sekretess.";
        assert!(note(request, false).is_some());
        assert_eq!(note(request, true), None);
    }

    #[test]
    fn a_mark_fills_the_last_column() {
        for mark in ["Sekretess", "SEKRETESS", "(Sekretess)", "Sekretessärende"] {
            assert_eq!(mark_in_column(&format!("Val av hem     {mark} ")), Some(10), "{mark}");
        }
        for line in ["Sekretess", "   Sekretess", "Lag om sekretess", "Val   Rutin för sekretess"]
        {
            assert_eq!(mark_in_column(line), None, "{line}");
        }
    }

    #[test]
    fn a_note_ends_before_what_it_hides() {
        let text = "Handlingarna lämnas inte ut på webben. De omfattas av sekretess enligt 26 kap.\n\
                    offentlighets- och sekretesslagen.\nKvarglömd rad: hemligheten.";
        let found = note(text, false).unwrap();
        assert!(text[found.clone()].ends_with("sekretesslagen."), "{:?}", &text[found]);
    }
}
