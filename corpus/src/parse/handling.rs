//! A paper of its own (*handling*): an official's report, a referral's answer, a motion. One unit
//! over the whole file, whatever is quoted or appended inside.

use std::sync::LazyLock;

use regex::Regex;

use super::lines::Line;
use super::{candidate, dates, head, secrecy, sections, unit};
use crate::document::{Author, DocumentKind, Text, Unit, UnitKind, Zone};
use crate::{diary, organ, zone};

/// What the first lines of a source announce.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Opening {
    pub minutes: bool,
    pub agenda: bool,
    /// An organ and a day stand at the top.
    pub meeting: bool,
    /// A single paper: its head says so.
    pub paper: bool,
}

static PAPER_NUMBER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)(?-u:\b)handling\s+((?:19|20)\d\d nr \d{1,4})(?-u:\b)"));

fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("patterns are constants that the tests compile")
}

static ADDRESSEE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\s+Till \w+s? (?:kommunfullmäktige|kommunstyrelsen?)$"));
static SIGNED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?m)^(?:\w+ den |[^\n]{0,80}(?:Utfärdat|Datum|Daterad|Daterat):? )(.{8,20})")
});

/// Cuts off the text that an extractor ran together with the title: it begins with a word that
/// stands in capitals only at a sentence's start.
fn without_text(title: &str) -> &str {
    static STARTS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"[a-zåäö)] (?:I|Den|Det|De|Sedan|Under|Att|En|Ett|När|Enligt|Vi|För|Efter|Med|Som|Inom|På|Om|Till|Genom|",
            r"Idag|Alla|Många|Vid|Av|Detta|Denna|Dessa|Flera|Jag|Sverige|Nu|Trots|Hösten|Våren|Sommaren|Inför)\s"
        ))
    });
    if title.len() < 160 {
        return title;
    }
    let found = STARTS.find_iter(title).find(|found| found.start() > 30);
    let whole =
        found.and_then(|found| title[..found.end()].rsplitn(3, ' ').nth(2)).unwrap_or(title);
    let short = super::cut(whole, 260);
    if short.len() == whole.len() {
        whole
    } else {
        short.rsplit_once(' ').map_or(short, |cut| cut.0)
    }
}

/// Kinds of papers, as their heads print them.
const PAPERS: [&str; 20] = [
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
    "yttrande",
];

/// Reads what the first lines announce.
pub(super) fn opening(lines: &[Line]) -> Opening {
    let mut opening = Opening::default();
    let mut numbered = false;
    let mut head = (false, false);
    for (place, line) in lines.iter().filter(|line| !line.is_blank()).take(40).enumerate() {
        let lower = line.text.to_lowercase();
        let cells: Vec<&str> =
            lower.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect();
        numbered |= line.text.starts_with('§') || line.text.starts_with("Ärende 1");
        let names_minutes = cells.iter().any(|cell| announces_minutes(cell));
        opening.minutes |= names_minutes && !opening.paper;
        opening.agenda |= cells.iter().any(|cell| announces_agenda(cell));
        if place < 6 {
            head.0 |= cells.iter().any(|cell| organ::is_name_folded(cell));
            head.1 |= cells.iter().any(|cell| cell.len() == 10 && dates::first(cell).is_some());
        }
        let names_paper = PAPER_NUMBER.is_match(line.text)
            || cells
                .iter()
                .any(|cell| PAPERS.iter().any(|name| cell.trim_end_matches(':') == *name))
            || (place < 4
                && cells.iter().any(|cell| {
                    PAPERS.iter().any(|name| cell.starts_with(name)) && cell.len() > 14
                }));
        if place < 14 && names_paper && !opening.minutes && !opening.agenda && !numbered {
            opening.paper = true;
        }
    }
    opening.meeting = head == (true, true);
    opening
}

fn announces_agenda(cell: &str) -> bool {
    let names = ["kallelse", "föredragningslista", "dagordning"];
    cell.len() < 80
        && (names.iter().any(|name| cell.starts_with(name))
            || cell.starts_with("kallas till sammanträde")
            || cell.starts_with("kallas härmed till"))
}

fn announces_minutes(cell: &str) -> bool {
    // "Protokollsjustering" is an item of an agenda.
    let rest = cell.strip_prefix("protokoll").map(|rest| rest.strip_prefix("et").unwrap_or(rest));
    cell.starts_with("sammanträdesprotokoll")
        || cell.starts_with("sammanträdesdatum")
        || cell.ends_with(", protokoll")
        || cell.ends_with("fullmäktiges protokoll")
        || cell.ends_with("s protokoll") && organ::is_name_folded(&cell[..cell.len() - 10])
        || (cell.len() < 60 && rest.is_some_and(|rest| !rest.starts_with(char::is_alphabetic)))
}

/// The paper as one unit; no unit where the text is blank.
pub(super) fn read(text: &Text, lines: &[Line], opening: &Opening) -> (DocumentKind, Option<Unit>) {
    if text.string.trim().is_empty() {
        return (DocumentKind::Other, None);
    }
    let start = super::cut(&text.string, 30_000);
    let headed = text.margins.iter().any(|margin| is_report(margin));
    let kind = if headed {
        UnitKind::Statement
    } else if opening.paper || looks_like_paper(start) {
        kind_of(start)
    } else {
        UnitKind::Attachment
    };
    let unit = statement(text, lines, 0..lines.len(), kind);
    let document = match kind {
        UnitKind::Statement => DocumentKind::Statement,
        UnitKind::Response => DocumentKind::Response,
        _ => DocumentKind::Other,
    };
    (document, Some(unit))
}

/// A report whose name stands in the head of its pages alone ("Tjänsteskrivelse 2023-03-06").
fn is_report(margin: &str) -> bool {
    margin.split("  ").any(|cell| {
        let lower = cell.trim().to_lowercase();
        let rest = ["tjänsteskrivelse", "tjänsteutlåtande"]
            .iter()
            .find_map(|name| lower.strip_prefix(name));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ',']))
    })
}

fn looks_like_paper(start: &str) -> bool {
    start.lines().take(60).any(|line| zone::heading(line) == Some(Zone::Proposal))
}

fn kind_of(start: &str) -> UnitKind {
    static STATEMENT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?im)(?:^|\s{2,})tjänste(?:utlåtande|skrivelse)(?:\s{2,}|\s*$|[ ,]+(?:19|20)\d\d-)",
            r"|^(?:utlåtande|PM) (?:19|20)\d\d:\d+",
        ))
    });
    static RESPONSE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?im)^\s*(?:remissvar|yttrande över|yttrande till|svar på remiss)")
    });
    static OF_POLITICIANS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?m)^(?:Svar på interpel|Interpellation|Motion|Enkel fråga|Fråga|Medborgarförslag|Revisionsrapport)\S* (?:av|från|till|om|i|–|-) ",
        )
    });
    let reports = start.lines().take(6).flat_map(|line| line.split("  "));
    let mut reports = reports.map(str::trim);
    if STATEMENT.is_match(super::cut(start, 300))
        || reports.any(|cell| cell.eq_ignore_ascii_case("beslutsunderlag"))
    {
        UnitKind::Statement
    } else if OF_POLITICIANS.is_match(super::cut(start, 400)) {
        UnitKind::Attachment
    } else if STATEMENT.is_match(start) {
        UnitKind::Statement
    } else if RESPONSE.is_match(super::cut(start, 3000)) {
        UnitKind::Response
    } else if PAPER_NUMBER.is_match(super::cut(start, 600)) && start.contains("förslag") {
        UnitKind::Statement
    } else {
        UnitKind::Attachment
    }
}

/// A unit of `kind` over the lines `range`, with title, numbers, date, authors and sections.
pub(super) fn statement(
    text: &Text,
    lines: &[Line],
    range: std::ops::Range<usize>,
    kind: UnitKind,
) -> Unit {
    let start = if range.start == 0 { 0 } else { lines[range.start].start };
    let end = lines.get(range.end).map_or(text.string.len(), |line| line.start);
    let mut unit = unit::empty(text, kind, start..end);
    let first_heading = first_heading(lines, range.clone());
    let (title, body) = title(lines, range.clone(), first_heading);
    let header = &lines[range.start..body.max(range.start)];
    let manner = head::Manner { double_blank: false, width: 60 };
    let first = lines.get(title).map_or("", |line| super::cut(line.text, 600));
    let head = head::read(lines, title, first, body, manner);
    take_head(&mut unit, lines, range.clone(), title, body, head);
    unit.date = header.iter().take(24).find_map(|line| dates::first(line.text)).or_else(|| {
        let start = super::cut(&text.string[start..end], 20_000);
        SIGNED.captures_iter(start).find_map(|found| dates::first(&found[1]))
    });
    let flattened = end - start > 100 * (range.len() + 1);
    unit.sections = sections::cut(lines, body..range.end, start..end, flattened);
    unit.authors = authors(lines, range.clone());
    unit::read_sections(&mut unit, text, None);
    if kind != UnitKind::Minutes {
        unit.proposed_outcome = unit.proposed_outcome.or(unit.outcome.take());
        unit.outcome = None;
    }
    if let Some(found) = PAPER_NUMBER.captures(super::cut(&text.string[start..end], 600)) {
        unit.papers.insert(0, found[1].to_owned());
        unit.papers.dedup();
    }
    if unit.diary_numbers.is_empty() {
        unit.diary_numbers
            .extend(unit::first_diary_number(super::cut(&text.string[start..end], 60_000)));
    }
    if unit.title.is_none() {
        unit.label = unit::first_sentence(&text.string[start..end]);
    }
    let behind = lines.get(body).map_or(end, |line| line.start);
    secrecy::mark(&mut unit, text, lines, start, behind);
    unit
}

fn take_head(
    unit: &mut Unit,
    lines: &[Line],
    range: std::ops::Range<usize>,
    title: usize,
    body: usize,
    head: head::Head,
) {
    // On a web page the letterhead may stand below the title.
    let above = lines[range.start..title.max(range.start)].iter();
    let below = lines[(title + 1).min(body)..body].iter();
    let own = above
        .chain(below)
        .flat_map(|line| line.text.split("  "))
        .filter(|cell| candidate::is_diary_line(cell.trim()) && !head::is_subtitle(cell.trim()))
        .flat_map(diary::find_in_head);
    unit.diary_numbers = own.map(|(_, number)| number.shown).collect();
    for number in head.diary_numbers {
        if !unit.diary_numbers.contains(&number) {
            unit.diary_numbers.push(number);
        }
    }
    unit.diary_numbers.dedup();
    unit.title = head.title.map(|title| without_text(&ADDRESSEE.replace(&title, "")).to_owned());
    unit.subtitle = head.subtitle;
    unit.referred_by = head.referred_by;
}

/// The first heading after which the paper's own text begins.
fn first_heading(lines: &[Line], range: std::ops::Range<usize>) -> Option<usize> {
    range.clone().take(80).find(|&at| {
        let found = lines[at].heading;
        matches!(
            found,
            Some(
                Zone::Proposal
                    | Zone::Summary
                    | Zone::Background
                    | Zone::Decision
                    | Zone::Assessment
            )
        ) || zone::glued_heading(lines[at].text).is_some()
            || zone::proposing_sentence(lines[at].text)
    })
}

/// The line the title begins on and the line the body begins on.
fn title(lines: &[Line], range: std::ops::Range<usize>, heading: Option<usize>) -> (usize, usize) {
    let numbered = range.clone().take(12).find(|&at| PAPER_NUMBER.is_match(lines[at].text));
    let begins = match (numbered, heading) {
        (Some(number), _) => (number + 1..range.end).find(|&at| !lines[at].is_blank()),
        (None, Some(heading)) => paragraph_above(lines, range.start, heading),
        (None, None) => None,
    };
    let begins = begins.or_else(|| range.clone().take(60).find(|&at| may_be_title(lines[at].text)));
    let begins = begins.unwrap_or(range.start);
    let ends = (begins..range.end.min(begins + 8))
        .find(|&at| lines[at].is_blank() || lines[at].heading.is_some())
        .unwrap_or((begins + 1).min(range.end));
    let body = match heading {
        Some(heading) if numbered.is_none() && heading > begins => heading,
        _ => ends,
    };
    (begins, body)
}

/// The paragraph that stands right above `heading`: title and subtitle. Skips a line of names.
fn paragraph_above(lines: &[Line], from: usize, heading: usize) -> Option<usize> {
    let last = (from..heading).rev().find(|&at| !lines[at].is_blank())?;
    let mut first = last;
    while first > from && !lines[first - 1].is_blank() && !lines[first - 1].text.contains("   ") {
        first -= 1;
    }
    (first..=last).find(|&at| may_be_title(lines[at].text))
}

/// No letterhead: organ, office, municipality, date, diary number, label.
fn may_be_title(text: &str) -> bool {
    let lower = text.to_lowercase();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let date = text.split(' ').count() <= 3
        && text.starts_with(|c: char| c.is_ascii_digit())
        && text.ends_with(|c: char| c.is_ascii_digit());
    letters >= 6
        && !date
        && (text.len() < 400 || PAPERS.iter().any(|name| lower.starts_with(name)))
        && !text.contains("   ")
        && !organ::is_name(text)
        && !candidate::is_diary_line(text)
        && dates::first(text).is_none_or(|_| letters > 20)
        && !PAPERS.contains(&lower.trim_end_matches(':'))
        && !lower.starts_with("handläggare")
        && !lower.starts_with("till ")
        && !lower.starts_with("telefon")
        && !lower.ends_with("förvaltningen")
        && !lower.ends_with("kontoret")
        && !is_receiver(&lower)
        && !["bilaga ", "annex ", "appendix "].iter().any(|mark| lower.starts_with(mark))
        && !lower.ends_with(" stad")
        && !lower.ends_with(" kommun")
        && zone::heading(text).is_none()
}

/// The authority a paper is sent to, on a line of its own: "Justitiedepartementet",
/// "Miljö- och energidepartementet", "Boverket".
fn is_receiver(lower: &str) -> bool {
    let ends = [
        "departementet",
        "myndigheten",
        "verket",
        "inspektionen",
        "enheten",
        "avdelningen",
        "förbundet",
        "styrelsen",
        "kansliet",
        "staben",
    ];
    lower.split(' ').count() <= 4 && ends.iter().any(|end| lower.ends_with(end))
}

/// Who signed: names with the roles that stand under them, side by side or one below the other.
fn authors(lines: &[Line], range: std::ops::Range<usize>) -> Vec<Author> {
    let mut authors: Vec<Author> = Vec::new();
    let filled: Vec<&Line> =
        lines[range].iter().filter(|line| !line.is_blank()).take(400).collect();
    for pair in filled.windows(2) {
        // Most lines are prose: their first cell tells.
        let first = first_cell(pair[0].text);
        if first != "Handläggare" && !is_name(first) {
            continue;
        }
        let (names, roles) = (cells(pair[0].text), cells(pair[1].text));
        if names.len() == roles.len()
            && names.iter().all(|name| is_name(name))
            && roles.iter().all(|role| is_role(role))
        {
            for (name, role) in names.iter().zip(&roles) {
                add(&mut authors, name, Some(role));
            }
        } else if names.first().is_some_and(|label| *label == "Handläggare")
            && let Some(name) = roles.first().filter(|name| is_name(name))
        {
            add(&mut authors, name, Some("Handläggare"));
        }
    }
    authors
}

fn add(authors: &mut Vec<Author>, name: &str, role: Option<&str>) {
    let author = Author { name: name.to_owned(), role: role.map(str::to_owned) };
    if !authors.contains(&author) {
        authors.push(author);
    }
}

fn first_cell(line: &str) -> &str {
    let head = super::cut(line, 200);
    memchr::memmem::find(head.as_bytes(), b"  ").map_or(head, |gap| head[..gap].trim())
}

fn cells(line: &str) -> Vec<&str> {
    line.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect()
}

fn is_name(text: &str) -> bool {
    if !text.starts_with(char::is_uppercase) {
        return false;
    }
    let words: Vec<&str> = text.split(' ').collect();
    (2..=4).contains(&words.len())
        && words.iter().all(|word| {
            word.starts_with(char::is_uppercase)
                && word.chars().all(|c| c.is_alphabetic() || c == '-')
        })
        && !is_role(text)
}

fn is_role(text: &str) -> bool {
    const ENDINGS: [&str; 14] = [
        "chef",
        "direktör",
        "handläggare",
        "sekreterare",
        "strateg",
        "utredare",
        "controller",
        "jurist",
        "samordnare",
        "planerare",
        "arkitekt",
        "ordförande",
        "ingenjör",
        "inspektör",
    ];
    let lower = text.to_lowercase();
    text.len() < 60
        && text.starts_with(char::is_uppercase)
        && lower.split([' ', ',']).any(|word| ENDINGS.iter().any(|end| word.ends_with(end)))
}
