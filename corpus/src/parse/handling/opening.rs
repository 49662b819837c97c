//! What the first lines of a source announce: minutes, an agenda or a paper of its own.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::Text;
use crate::glance::{has_digit, split_at_gaps};
use crate::organ;
use crate::parse::dates;
use crate::parse::lines::Line;
use crate::pattern::pattern;
use crate::small_letters::SmallLetters;

/// What the first lines of a source announce.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::parse) struct Opening {
    pub minutes: bool,
    pub agenda: bool,
    /// An organ and a day stand at the top.
    pub meeting: bool,
    /// A single paper: its head says so.
    pub paper: bool,
    /// A letter to the council, or a paper with a number in the council's series: whatever
    /// follows belongs to it.
    pub numbered: bool,
}

impl Opening {
    /// The head of the pages announces minutes too, where it was taken off every page.
    pub(in crate::parse) fn hear_margins(&mut self, text: &Text) {
        let says = |margin: &String| {
            let lower = margin.small();
            lower
                .split("  ")
                .map(str::trim)
                .any(|cell| announces_minutes(cell) || cell.starts_with("sammanträdesdatum"))
        };
        self.minutes |= !self.paper && !self.agenda && text.margins.iter().any(says);
    }
}

/// The number of a paper in the council's series ("Handling 2023 nr 12").
pub(super) static PAPER_NUMBER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)(?-u:\b)handling\s+((?:19|20)\d\d nr \d{1,4})(?-u:\b)"));

/// Kinds of papers, as their heads print them.
pub(super) const PAPERS: [&str; 22] = [
    "tjänsteutlåtande",
    "tjänsteskrivelse",
    "remissvar",
    "motion",
    "interpellation",
    "yrkande",
    "återremissyrkande",
    "tilläggsyrkande",
    "särskilt yttrande",
    "svar på interpellation",
    "nämndinitiativ",
    "medborgarförslag",
    "utlåtande",
    "enkel fråga",
    "beslutsunderlag",
    "svar på motion",
    "skrivelse",
    "revisionsrapport",
    "granskningsrapport",
    "rapportsammandrag",
    "revisionsberättelse",
    "yttrande",
];

/// How many lines with text stand at the very top.
const HEAD: usize = 6;

/// Reads what the first lines announce.
pub(in crate::parse) fn opening(lines: &[Line]) -> Opening {
    let mut opening = Opening::default();
    let mut numbered = false;
    let mut head = (false, false);
    let mut called = false;
    for (place, line) in lines.iter().filter(|line| !line.is_blank()).take(40).enumerate() {
        let lower = line.text.small();
        let cells: Vec<&str> =
            split_at_gaps(&lower).map(str::trim).filter(|cell| !cell.is_empty()).collect();
        numbered |= line.text.starts_with('§') || line.text.starts_with("Ärende 1");
        // Below the head of a call "Protokoll 2023-05-04" is a paper that goes with a matter.
        let sent = |cell: &str| called && place >= HEAD && has_digit(cell);
        let names_minutes = cells.iter().any(|cell| announces_minutes(cell) && !sent(cell));
        // An agenda tells the day of the meeting too.
        let dated = cells.iter().any(|cell| cell.starts_with("sammanträdesdatum"));
        opening.minutes |= (names_minutes || dated && !opening.agenda) && !opening.paper;
        // "Föredragningslistan fastställs." is decided in the first § of minutes.
        opening.agenda |= !numbered && cells.iter().any(|cell| announces_agenda(cell));
        if place < HEAD {
            called |= opening.agenda && !opening.minutes;
            head.0 |= cells.iter().any(|cell| organ::is_name_folded(cell));
            head.1 |= cells.iter().any(|cell| cell.len() == 10 && dates::first(cell).is_some());
        }
        let may_be_paper = place < 14 && !opening.minutes && !opening.agenda && !numbered;
        if may_be_paper && names_paper(line, &cells, place) {
            opening.paper = true;
            opening.numbered |= place < 4 && PAPER_NUMBER.is_match(line.text);
        }
        if place < 10 && line.text.len() < 80 && to_council(&lower) && !opening.agenda && !numbered
        {
            opening.paper |= !opening.minutes;
            opening.numbered |= !opening.minutes;
        }
    }
    opening.meeting = head == (true, true);
    opening
}

/// "Till Tärnvalla kommunfullmäktige", on a line of its own.
fn to_council(lower: &str) -> bool {
    let name = lower.strip_prefix("till ").unwrap_or_default();
    let few = name.split(' ').count() <= 3;
    few && (name.ends_with("kommunfullmäktige") || name.ends_with("regionfullmäktige"))
}

fn names_paper(line: &Line, cells: &[&str], place: usize) -> bool {
    PAPER_NUMBER.is_match(line.text)
        || cells.iter().any(|cell| PAPERS.contains(&cell.trim_end_matches(':')))
        || (place < 4
            && cells
                .iter()
                .any(|cell| PAPERS.iter().any(|name| cell.starts_with(name)) && cell.len() > 14))
}

fn announces_agenda(cell: &str) -> bool {
    let names = ["kallelse", "föredragningslista", "dagordning"];
    // "Kungörelse / Kallelse"
    let mut parts = cell.split('/').map(str::trim);
    cell.len() < 80
        && (parts.any(|part| names.iter().any(|name| opens_with_word(part, name)))
            || convenes(cell))
}

/// "kommunfullmäktige kallas till sammanträde", "kallas härmed till"
fn convenes(cell: &str) -> bool {
    let place = cell.find("kallas ").filter(|&place| {
        let whom = cell[..place].trim_end();
        whom.is_empty() || organ::is_name_folded(whom)
    });
    let rest = place.map(|place| &cell[place + "kallas ".len()..]);
    let rest = rest.map(|rest| rest.strip_prefix("härmed ").unwrap_or(rest));
    let rest = rest.and_then(|rest| rest.strip_prefix("till ")).unwrap_or_default();
    let called = rest.strip_prefix("ordinarie ").unwrap_or(rest);
    called.starts_with("sammanträde") || called.starts_with("möte")
}

/// "kallelse till", "kallelse/föredragningslista", not "föredragningslistan fastställs".
fn opens_with_word(cell: &str, name: &str) -> bool {
    cell.strip_prefix(name).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
}

fn announces_minutes(cell: &str) -> bool {
    // "Protokollsjustering" is an item of an agenda.
    let rest = cell.strip_prefix("protokoll").map(|rest| rest.strip_prefix("et").unwrap_or(rest));
    cell.starts_with("sammanträdesprotokoll")
        || cell.ends_with(", protokoll")
        || cell.ends_with("fullmäktiges protokoll")
        || cell.ends_with("s protokoll") && organ::is_name_folded(&cell[..cell.len() - 10])
        || rest.is_some_and(|rest| {
            !rest.starts_with(char::is_alphabetic) && (cell.len() < 60 || tells_of_meeting(rest))
        })
}

/// "Protokoll från nämndens sammanträde torsdagen den …": a sentence that names the meeting.
fn tells_of_meeting(rest: &str) -> bool {
    [" från ", " fört vid ", " fört på ", " vid ", " över "]
        .iter()
        .any(|start| rest.starts_with(start))
        && ["sammanträde", "möte"].iter().any(|word| rest.contains(word))
}
