//! Headings and what they announce: the synonyms of a section's name, as municipalities print
//! them, and the one [`Zone`] they mean.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::document::Zone;
use crate::organ;

/// Headings as whole lines, in lower case without a final colon.
const NAMES: &[(Zone, &[&str])] = &[
    (Zone::Decision, &["beslut", "beslutar", "beslutar att", "nämnden beslöt", "styrelsen beslöt"]),
    (
        Zone::Proposal,
        &[
            "beslutsförslag",
            "förslag till beslut",
            "förslag till nämnden",
            "au:s förslag",
            "au:s förslag till beslut",
            "ordförandens förslag",
            "kontorets förslag",
            "förslag till kommunfullmäktige",
            "förslag till kommunstyrelsen",
            "förslag till ställningstagande",
        ],
    ),
    (
        Zone::Summary,
        &["sammanfattning", "sammanfattning av ärendet", "ärendet i korthet", "kort om ärendet"],
    ),
    (
        Zone::Background,
        &[
            "bakgrund",
            "ärendebeskrivning",
            "beskrivning av ärendet",
            "ärendet",
            "ärende",
            "redogörelse för ärendet",
            "redogörelse",
            "beskrivning",
            "bakgrund till ärendet",
            "bakgrund och ärendebeskrivning",
        ],
    ),
    (
        Zone::Preparation,
        &[
            "tidigare behandling",
            "tidigare beslut",
            "tidigare beslut i ärendet",
            "ärendets beredning",
            "ärendets tidigare behandling",
            "beredning",
            "ärendets behandling",
            "ärendets handläggning",
            "remissbehandling",
            "remissammanställning",
            "remisser",
            "remissinstanser",
            "ärendets gång",
        ],
    ),
    (
        Zone::Assessment,
        &[
            "bedömning",
            "överväganden",
            "övervägande",
            "skäl till beslut",
            "skäl till beslutet",
            "skäl för beslut",
            "skäl för beslutet",
            "motivering",
            "motivering till beslut",
            "motivering till beslutet",
            "motiv",
            "analys",
            "mina synpunkter",
            "analys och bedömning",
            "ställningstagande",
            "motivering av beslut",
            "beslutsmotivering",
        ],
    ),
    (
        Zone::Consequences,
        &[
            "konsekvenser",
            "konsekvensanalys",
            "barnperspektiv",
            "barnperspektivet",
            "barnrättsperspektiv",
            "barnrättsperspektivet",
            "jämställdhetsanalys",
            "barnchecklista",
            "finansiering",
            "ekonomi och finansiering",
            "prövning av barnets bästa",
        ],
    ),
    (
        Zone::Motions,
        &[
            "yrkanden",
            "yrkande",
            "yrkande i ärendet",
            "yrkanden i ärendet",
            "tilläggsyrkande",
            "tilläggsyrkanden",
            "ändringsyrkande",
            "ändringsyrkanden",
            "framlagda förslag till beslut",
            "framlagda förslag",
            "förslag till beslut på sammanträdet",
            "förslag till beslut på dagens sammanträde",
            "förslag på sammanträdet",
            "förslag vid sammanträdet",
            "förslag på dagens sammanträde",
            "yrkanden på sammanträdet",
            "yrkande på sammanträdet",
            "dagens sammanträde",
            "framställda yrkanden",
            "förslag och yrkanden",
        ],
    ),
    (
        Zone::VotingOrder,
        &[
            "propositionsordning",
            "proposition",
            "propositioner",
            "proposition och beslut",
            "propositionsordning och beslut",
            "beslutsgång",
            "beslutsordning",
        ],
    ),
    (
        Zone::Vote,
        &["omröstning", "votering", "huvudvotering", "omröstningsresultat", "votering begärs"],
    ),
    (
        Zone::Reservations,
        &["reservation", "reservationer", "reservation mot beslutet", "blank reservation"],
    ),
    (
        Zone::SpecialStatement,
        &["särskilt uttalande", "särskilda uttalanden", "särskilt yttrande", "särskilda yttranden"],
    ),
    (
        Zone::SubstituteStatement,
        &["ersättaryttrande", "ersättaryttranden", "ersättaruttalande", "ersättares yttrande"],
    ),
    (
        Zone::Note,
        &[
            "protokollsanteckning",
            "protokollsanteckningar",
            "anteckning",
            "anteckningar",
            "anteckning till protokollet",
            "anteckningar till protokollet",
            "till protokollet antecknas",
            "till protokollet",
            "noteras till protokollet",
            "till protokollets anteckning",
        ],
    ),
    (
        Zone::NotTakingPart,
        &[
            "deltar ej i beslutet",
            "deltar ej",
            "deltar inte i beslutet",
            "deltar inte",
            "ej deltagande i beslutet",
            "ej deltagande",
            "avstår från att delta i beslutet",
            "ej deltagande i beslut",
        ],
    ),
    (Zone::Recusal, &["jäv", "anmälan om jäv", "anmälan av jäv"]),
    (
        Zone::Debate,
        &[
            "yttranden",
            "överläggning",
            "överläggningar",
            "i sammanträdet",
            "i ärendet yttrar sig",
            "i ärendet yttrade sig",
            "anföranden",
            "inlägg",
            "debatt",
            "deltar i debatten",
            "yttrande i ärendet",
        ],
    ),
    (
        Zone::Papers,
        &[
            "handlingar i ärendet",
            "handling i ärendet",
            "handling",
            "handlingar",
            "handlingar till ärendet",
            "beslutsunderlag",
            "underlag för beslut",
            "underlag för beslutet",
            "underlag",
            "bilaga",
            "bilagor",
            "anmälda handlingar",
            "ärendets handlingar",
        ],
    ),
    (
        Zone::SentTo,
        &[
            "protokollsutdrag",
            "protokollsutdrag skickas till",
            "protokollsutdrag till",
            "beslutet skickas till",
            "beslutet ska skickas till",
            "beslut skickas till",
            "beslut ska skickas till",
            "beslutet expedieras till",
            "beslutet expedieras",
            "beslut expedieras till",
            "beslutet sänds till",
            "beslut sänds till",
            "beslutet delges",
            "beslut delges",
            "expedieras",
            "expedieras till",
            "expediering",
            "beslutsexpediering",
            "exp",
            "exp till",
            "delges",
            "delgivning",
            "sänt till",
            "skickas till",
            "utdrag till",
            "kopia till",
            "sändlista",
            "expedierat till",
            "beslutet meddelas",
            "beslutet skickas för kännedom till",
        ],
    ),
    (Zone::Approval, &["justering", "omedelbar justering"]),
    (Zone::Information, &["information", "upplysningar", "upplysning", "föredragning"]),
    (
        Zone::Appeal,
        &[
            "hur man överklagar",
            "hur man överklagar beslutet",
            "överklagande",
            "överklagan",
            "besvärshänvisning",
            "så här överklagar du",
            "överklagandehänvisning",
        ],
    ),
    (Zone::Secrecy, &["sekretess", "sekretessbelagt"]),
];

static EXACT: LazyLock<HashMap<&'static str, Zone>> = LazyLock::new(|| {
    NAMES.iter().flat_map(|(zone, names)| names.iter().map(move |name| (*name, *zone))).collect()
});

/// The zone that `line`, taken as a whole, is a heading of; `None` where it is no known heading.
pub(crate) fn heading(line: &str) -> Option<Zone> {
    let trimmed = without_number(line.trim());
    if !may_be_heading(trimmed) {
        return None;
    }
    if !may_be_known(trimmed) {
        return None;
    }
    let lower = trimmed.to_lowercase();
    let name = collapse(lower.trim_end_matches([':', ' ', '*']).trim());
    if let Some(zone) = EXACT.get(name.as_ref()) {
        return Some(*zone);
    }
    let words: Vec<&str> = name.split(' ').collect();
    of_organ(&words, &name).or_else(|| by_pattern(&words, &name))
}

/// What can be told without looking at the words: most lines are prose and end here.
fn may_be_heading(line: &str) -> bool {
    let bytes = line.as_bytes();
    let (Some(&first), Some(&last)) = (bytes.first(), bytes.last()) else { return false };
    if bytes.len() > 100 || first.is_ascii_lowercase() || matches!(last, b'.' | b',' | b';' | b'?')
    {
        return false;
    }
    let blanks = bytes.iter().filter(|byte| **byte == b' ').count();
    blanks <= 12
        && !bytes.iter().any(u8::is_ascii_digit)
        && line.starts_with(char::is_uppercase)
        && bytes.len() > 1
}

/// What every heading by pattern holds a part of, in letters whose case ASCII knows.
static PARTS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build([
            "besl",
            "rslag",
            "stning",
            "votering",
            "positionsordning",
            "reservation",
            "rskilt",
            "mning",
            "konsekven",
            "perspektiv",
            "synpunkter",
            "ganden",
            "tagande",
            "ggning",
        ])
        .expect("a small constant table")
});

/// First byte, last byte and length of the listed names.
static OUTLINES: LazyLock<HashSet<(u8, u8, usize)>> =
    LazyLock::new(|| EXACT.keys().filter_map(|name| outline(name)).collect());

fn outline(name: &str) -> Option<(u8, u8, usize)> {
    let bytes = name.as_bytes();
    // The last byte of Ä and ä differ: bytes beyond ASCII count as one.
    let fold = |byte: u8| if byte.is_ascii() { byte.to_ascii_lowercase() } else { 0x80 };
    Some((fold(*bytes.first()?), fold(*bytes.last()?), bytes.len()))
}

/// Whether a look at the words is worth its while: lines of names and titles end here.
fn may_be_known(line: &str) -> bool {
    let name = line.trim_end_matches([':', ' ', '*']).trim();
    name.contains("  ")
        || name.contains('\t')
        || outline(name).is_some_and(|outline| OUTLINES.contains(&outline))
        || PARTS.is_match(name)
}

fn collapse(name: &str) -> Cow<'_, str> {
    if name.contains("  ") || name.contains('\t') {
        Cow::Owned(name.split_whitespace().collect::<Vec<_>>().join(" "))
    } else {
        Cow::Borrowed(name)
    }
}

/// "3.1 Bakgrund" → "Bakgrund".
fn without_number(line: &str) -> &str {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    if rest.len() < line.len() && rest.starts_with([' ', '\t']) {
        rest.trim_start()
    } else {
        line.trim_start_matches('*')
    }
}

/// Headings that begin with an organ: "Socialnämndens beslut", "Kommunstyrelsen beslutar att".
fn of_organ(words: &[&str], name: &str) -> Option<Zone> {
    const DECIDES: [&str; 9] = [
        "beslut",
        "beslutar",
        "beslutade",
        "beslutar att",
        "beslutar följande",
        "beslutade att",
        "beslöt",
        "beslöt att",
        "för egen del beslutar",
    ];
    let cut = words
        .iter()
        .position(|word| matches!(*word, "för" | "beslut" | "beslutar" | "beslutade" | "beslöt"))?;
    let place = words[cut].as_ptr().addr() - name.as_ptr().addr();
    let (head, tail) = name.split_at(place);
    (DECIDES.contains(&tail) && organ::is_name_folded(head.trim())).then_some(Zone::Decision)
}

fn by_pattern(words: &[&str], name: &str) -> Option<Zone> {
    let first = words[0];
    let last = *words.last()?;
    if words.len() > 9 {
        return None;
    }
    if matches!(first, "enligt" | "bifall" | "till" | "finner" | "avslag" | "yrkande" | "svar") {
        return None;
    }
    if words.len() <= 7 && proposes(words, name) {
        return Some(Zone::Proposal);
    }
    if matches!(first, "omröstning" | "votering" | "huvudvotering") && words.len() <= 6 {
        return Some(Zone::Vote);
    }
    if first == "propositionsordning" && words.len() <= 5 {
        return Some(Zone::VotingOrder);
    }
    if matches!(first, "reservation" | "reservationer")
        && words.len() <= 6
        && !name.contains(" av ")
    {
        return Some(Zone::Reservations);
    }
    if name.starts_with("särskilt yttrande i ") || name.starts_with("särskilt uttalande i ") {
        return Some(Zone::SpecialStatement);
    }
    if name.starts_with("särskilt beslut ") {
        return Some(Zone::Decision);
    }
    if name.starts_with("bedömning ur ") && last == "dimension" {
        return Some(Zone::Consequences);
    }
    ending_with(words, last)
}

fn ending_with(words: &[&str], last: &str) -> Option<Zone> {
    if words.len() > 6 {
        return None;
    }
    let consequence = ["konsekvenser", "konsekvens", "barnperspektiv", "barnrättsperspektiv"];
    if consequence.iter().any(|word| words.iter().any(|have| have.ends_with(word))) {
        return Some(Zone::Consequences);
    }
    let judges = [
        "bedömning",
        "bedömningar",
        "synpunkter",
        "överväganden",
        "handläggning",
        "ställningstagande",
        "ställningstaganden",
    ];
    let few = words.len() <= 4 && !words.contains(&"om") && !words.contains(&"från");
    if few && judges.contains(&last) {
        return Some(Zone::Assessment);
    }
    let with_proposal = words.ends_with(&["synpunkter", "och", "förslag"]);
    (words.len() <= 5 && with_proposal).then_some(Zone::Assessment)
}

/// "Kommunstyrelsens arbetsutskotts förslag till beslut", "Förvaltningens förslag".
fn proposes(words: &[&str], name: &str) -> bool {
    let genitive = words[0].ends_with('s') || words[0] == "au:s";
    if !genitive || words.contains(&"synpunkter") {
        return false;
    }
    let ends = ["förslag", "förslag till beslut", "förslag till nämnden", "beslutsförslag"];
    if ends.iter().any(|end| name.ends_with(end)) {
        return words.len() <= 6;
    }
    name.contains(" förslag till kommun") || name.contains(" förslag till region")
}

/// A sentence that serves as a heading: "Kommunstyrelsen föreslår att kommunfullmäktige beslutar
/// följande." announces the proposal, which then stands in points below.
pub(crate) fn proposing_sentence(line: &str) -> bool {
    let line = line.trim().trim_end_matches(['.', ':']);
    let Some((name, rest)) = line.split_once(" föreslår") else { return false };
    let ends = ["besluta", "beslutar", "besluta att", "beslutar att", "följande", "beslutar:"];
    line.len() < 160
        && line.starts_with(char::is_uppercase)
        && (organ::is_name(name) || name == "Borgarrådsberedningen")
        && (rest.is_empty() || ends.iter().any(|end| rest.ends_with(end)))
}

/// A heading that shares its line with its text, a colon between them ("Beslut: Nämnden …",
/// "Protokollsutdrag till: Kansliet"): the zone and the heading's length in bytes.
pub(crate) fn inline_heading(line: &str) -> Option<(Zone, usize)> {
    let at = colon_after_words(line)?;
    let zone = heading(&line[..at])?;
    let vague = matches!(zone, Zone::Information | Zone::Consequences);
    // "Ärende: …" is the subject of a letter.
    let subject = line.to_lowercase().starts_with("ärende:");
    (!vague && !subject).then_some((zone, at + 1))
}

/// Where the first colon stands, if only few words come before it and text after it.
fn colon_after_words(line: &str) -> Option<usize> {
    let at = line.bytes().take(60).position(|byte| byte == b':')?;
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
    GLUED.iter().find_map(|name| {
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
    fn headings_mean_what_they_announce() {
        let table = [
            ("Beslut  ", Some(Zone::Decision)),
            ("Socialnämndens beslut", Some(Zone::Decision)),
            ("ARBETSUTSKOTTET BESLUTAR", Some(Zone::Decision)),
            ("Kommunstyrelsen beslutar", Some(Zone::Decision)),
            ("Nämnden beslöt", Some(Zone::Decision)),
            ("Kommunstyrelsens arbetsutskotts förslag till beslut", Some(Zone::Proposal)),
            ("Förvaltningens förslag", Some(Zone::Proposal)),
            ("Förslag till beslut på sammanträdet", Some(Zone::Motions)),
            ("Omröstning - Huvudvotering", Some(Zone::Vote)),
            ("Reservationer och särskilda yttranden", Some(Zone::Reservations)),
            ("Kommunledningsförvaltningens handläggning", Some(Zone::Assessment)),
            ("Ekonomiska och juridiska konsekvenser", Some(Zone::Consequences)),
            ("Förvaltningens synpunkter och förslag", Some(Zone::Assessment)),
            ("Samlad bedömning", Some(Zone::Assessment)),
            ("Synpunkter från remissinstanser", None),
            ("Beslutet expedieras till:", Some(Zone::SentTo)),
            ("Handlingsplan för äldre", None),
            ("Beslut om arkivansvar för information", None),
            ("Enligt kommunstyrelsens förslag:", None),
            ("Yttrande över detaljplan", None),
            ("beslut.", None),
            ("Reservation anmäldes av ledamöterna", None),
        ];
        for (line, expected) in table {
            assert_eq!(heading(line), expected, "{line:?}");
        }
    }

    #[test]
    fn sentences_and_inline_words_that_serve_as_headings() {
        assert!(proposing_sentence("Kommunstyrelsen föreslår kommunfullmäktige besluta"));
        assert!(proposing_sentence(
            "Kommunstyrelsen föreslår att kommunfullmäktige beslutar följande."
        ));
        assert!(!proposing_sentence("Kommunstyrelsen föreslår att motionen avslås."));
        assert_eq!(inline_heading("Beslut: Nämnden antar planen."), Some((Zone::Decision, 7)));
        assert_eq!(inline_heading("Reservation: M, KD och L"), Some((Zone::Reservations, 12)));
        assert_eq!(inline_heading("Exp: Kansliet"), Some((Zone::SentTo, 4)));
        assert_eq!(inline_heading("Svar på motion: Beslut om väg"), None);
    }

    #[test]
    fn glued_headings_need_a_sentence_after_them() {
        assert_eq!(glued_heading("Sammanfattning Ärendet rör"), Some((Zone::Summary, 14)));
        assert_eq!(glued_heading("Beslut om arkiv"), None);
    }
}
