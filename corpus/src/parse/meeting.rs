//! Who met, and when: municipality, organ and day of a document.

use std::collections::HashMap;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::{Hints, dates};
use crate::document::{DocumentKind, Text};
use crate::glance::split_at_gaps;
use crate::pattern::pattern;
use crate::small_letters::SmallLetters;
use crate::{organ, zone};

mod day;
mod last_resort;
mod place;
mod two_lines;

use day::{date_in, date_of_meeting};
use place::{fold, most_named, municipality_at_start, municipality_of_path, organ_of_municipality};
pub(super) use place::{genitive, municipality_name};

/// What the head of a document says.
#[derive(Debug, Clone, Default)]
pub(super) struct Meeting {
    pub municipality: Option<String>,
    pub organ: Option<String>,
    pub date: Option<Date>,
    /// The date stands in the source's name alone.
    pub date_from_name: bool,
}

/// Reads the head of a document: `front` is what stands before its first unit.
pub(super) fn read(text: &Text, front: &str, hints: &Hints, kind: DocumentKind) -> Meeting {
    let columns = columns(text, front);
    // A paper's head ends where its text begins; what follows names those who were heard.
    let minuted =
        !matches!(kind, DocumentKind::Statement | DocumentKind::Response | DocumentKind::Other);
    let begins = columns.iter().position(|cell| zone::proposing_sentence(cell));
    let head = begins.filter(|_| !minuted).unwrap_or(columns.len());
    let mut meeting = Meeting {
        municipality: hints.municipality.map(str::to_owned),
        organ: hints.organ.map(str::to_owned),
        date: hints.date,
        date_from_name: false,
    };
    meeting.municipality = meeting
        .municipality
        .or_else(|| columns.iter().find_map(|column| municipality_name(column)))
        .or_else(|| columns.iter().find_map(|column| organ_of_municipality(column)).map(|of| of.1))
        .or_else(|| name_over_two_lines(text, front))
        .or_else(|| columns.iter().find_map(|column| place::of_councils_print(column)))
        .or_else(|| columns.iter().find_map(|column| place::federation(column, front)))
        .or_else(|| {
            let found = columns.iter().find_map(|column| place::organ_of_federation(column));
            found.map(|(_, name)| name.to_owned())
        })
        .or_else(|| most_named(&text.string))
        // The running heads, which were taken off, name it too.
        .or_else(|| most_named(&[&text.string[..], &text.margins.join("\n")].concat()))
        .or_else(|| place::in_foot(&text.string))
        .or_else(|| last_resort::named_in_front(front).filter(|_| minuted))
        .or_else(|| last_resort::of_regional_organ(front, &text.string))
        .or_else(|| last_resort::of_its_offices(&text.string))
        .or_else(|| last_resort::of_address(front, &text.string))
        .or_else(|| last_resort::named_as_owner(&text.string).filter(|_| minuted))
        .or_else(|| municipality_of_path(hints.source));
    let call = calls(front);
    meeting.organ = meeting
        .organ
        .or_else(|| call.clone().map(|call| call.0).filter(|_| kind == DocumentKind::Pack))
        .or_else(|| (kind == DocumentKind::Pack).then(|| most_proposed(&text.string)).flatten())
        .or_else(|| printed_for(front, &text.string))
        .or_else(|| company_board(front).filter(|_| minuted))
        .or_else(|| two_lines::organ_over_two_lines(front).filter(|_| minuted))
        .or_else(|| organ_in(&columns[..head]))
        .or_else(|| organ_with_pages(front))
        .or_else(|| columns.iter().find_map(|column| organ_of_municipality(column)).map(|of| of.0))
        .or_else(|| {
            begins
                .and_then(|at| columns[at].split_once(" föreslår"))
                .map(|name| organ::normalised(name.0))
        })
        .or_else(|| addressee(&columns))
        .or_else(|| call.clone().map(|call| call.0).filter(|_| kind == DocumentKind::Agenda))
        // A question or an audit speaks of organs that meet and decide elsewhere.
        .or_else(|| organ_meeting(front).filter(|_| kind != DocumentKind::Other))
        .or_else(|| most_deciding(&text.string).filter(|_| kind != DocumentKind::Other))
        .or_else(|| heading_decision(&text.string).filter(|_| minuted))
        .or_else(|| organ_of_path(hints.source));
    // A pack opens with the date of its first paper, not with the meeting's.
    let pack = kind == DocumentKind::Pack;
    let early = if pack {
        day::beside_organ(front).or_else(|| date_of_meeting(&text.string))
    } else {
        None
    };
    // A paper of its own speaks of many meetings; none of them gives its date.
    let meets = pack || matches!(kind, DocumentKind::Minutes | DocumentKind::Agenda);
    meeting.date = meeting
        .date
        .or_else(|| call.and_then(|call| call.1))
        .or(early)
        .or_else(|| date_in(&columns, front, meets))
        .or_else(|| day::signed(&text.string).filter(|_| meets))
        .or_else(|| date_of_meeting(&text.string).filter(|_| meets));
    if meeting.date.is_none() {
        meeting.date = date_of_name(hints.source);
        meeting.date_from_name = meeting.date.is_some();
    }
    meeting
}

/// A date in the name of the source.
pub(super) fn date_of_name(source: &str) -> Option<Date> {
    dates::first(&source.replace('_', "-"))
}

/// The parts of a page's head that an extractor ran together with its text: "1 Ekviks kommun
/// Sammanträdesprotokoll 1 (27) Socialnämnden Plats och tid …".
fn unfolded(line: &str) -> impl Iterator<Item = &str> {
    static MARKS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:^|\s)\d* ?\(\d+\)\s|^\d+\s|\s(?:Sammanträdesprotokoll|SAMMANTRÄDESPROTOKOLL|Plats och tid)\s",
        )
    });
    let folded = line.len() > 120 && line.contains("Plats och tid") && line.contains("Beslutande");
    let whole = (!folded).then_some(line);
    let parts = folded.then(|| MARKS.split(line));
    whole.into_iter().chain(parts.into_iter().flatten())
}

/// A municipality's name that the head sets on two lines, one below the other.
fn name_over_two_lines(text: &Text, front: &str) -> Option<String> {
    let filled = front.lines().filter(|line| !line.trim().is_empty()).take(60);
    let lines: Vec<&str> = filled.chain(text.margins.iter().map(String::as_str)).collect();
    lines.windows(2).find_map(|pair| place::over_two_lines(pair[0], pair[1]))
}

/// The cells of the page head's and the front's lines: parts that wide gaps keep apart.
fn columns<'t>(text: &'t Text, front: &'t str) -> Vec<&'t str> {
    let margins = text.margins.iter().map(String::as_str);
    let front = front.lines().filter(|line| !line.trim().is_empty()).take(60);
    front
        .chain(margins)
        .flat_map(unfolded)
        .flat_map(split_at_gaps)
        // Tabs divide columns, "Hem > Ekviks stad > Socialnämnden" is the path to a page.
        .flat_map(|part| part.split(['\t', '>', '|']))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect()
}

static DECIDING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"((?:[A-ZÅÄÖa-zåäö]+-,? )*(?:(?:och|samt) )?(?:[A-ZÅÄÖ][a-zåäö]+ska )?[A-ZÅÄÖa-zåäö]*(?:nämnden|fullmäktige|styrelsen)(?:s arbetsutskott)?) (?:beslutar|godkänner|beslutade|tar del|antar|överlämnar|uppdrar|ger|utser|lägger|fastställer|förklarar|besluta)(?:\W|$)",
    )
});
static MEETING_OF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?-u:\b)((?:[a-zåäö]+-,? )*(?:(?:och|samt) )?[a-zåäö]*(?:nämnden|fullmäktige|styrelsen|utskottet|direktionen))s?(?: sammanträde| protokoll| möte|$)",
    )
});

/// "Kommunfullmäktiges handlingar" are what others put before it: "På kommunstyrelsens vägnar".
fn printed_for(front: &str, string: &str) -> Option<String> {
    let mut top = front.lines().filter(|line| !line.trim().is_empty()).take(4);
    let print = |line: &str| {
        let lower = line.small();
        lower.split("  ").map(str::trim).any(|cell| {
            ["fullmäktiges handlingar", "fullmäktiges tryck", "fullmäktigetryck"]
                .iter()
                .any(|end| cell.ends_with(end))
        })
    };
    if !top.any(print) {
        return None;
    }
    let signed = super::cut(string, 60_000).lines().map(str::trim);
    let mut names = signed.filter_map(|line| line.strip_prefix("På ")?.strip_suffix("s vägnar"));
    names.find(|name| organ::is_name_folded(&name.small())).map(place::capitalised)
}

/// "Till Barn- och utbildningsnämnden": a report goes to the organ that decides.
fn addressee(columns: &[&str]) -> Option<String> {
    let mut names = columns.iter().filter_map(|column| column.strip_prefix("Till "));
    names.find(|name| organ::is_name(name)).map(organ::normalised)
}

/// "Styrelsen": minutes of a company name the company, and call the meeting that of its board.
fn company_board(front: &str) -> Option<String> {
    let lines = front.lines().map(str::trim).filter(|line| !line.is_empty()).take(12);
    let (mut company, mut board) = (false, false);
    for line in lines {
        let lower = line.small();
        company |= split_at_gaps(line).any(|cell| cell.trim().ends_with(" AB"))
            || line.contains(" AB ")
            || lower.contains("aktiebolag");
        board |= lower.contains("styrelsesammanträde") || lower.contains("styrelsemöte");
    }
    (company && board).then(|| "Styrelsen".to_owned())
}

fn organ_in(columns: &[&str]) -> Option<String> {
    // "Bildningsnämnden 2017-05-16"
    let undated = |column: &&str| column.trim_end_matches(|c: char| !c.is_alphabetic()).to_owned();
    let mut names = columns.iter().map(undated);
    let named =
        names.find(|name| organ::is_name(name)).map(|name| organ::normalised(bare_organ(&name)));
    named.or_else(|| {
        // "Göteborgs Stad Kommunfullmäktige, protokoll"
        columns.iter().find_map(|column| {
            let rest = &column[municipality_at_start(column)?.len()..];
            let name = rest.trim_start_matches([',', ' ']).split(',').next()?;
            organ::is_name_folded(&name.small()).then(|| organ::normalised(name))
        })
    })
}

/// "Socialnämnden Ekviks kommun" without the municipality, or the federation.
fn bare_organ(name: &str) -> &str {
    if let Some((organ, _)) = place::organ_of_federation(name) {
        return organ;
    }
    let parts = name.split_once(' ').filter(|(organ, place)| {
        organ::is_name(organ) && municipality_at_start(place).is_some_and(|of| of == *place)
    });
    parts.map_or(name, |(organ, _)| organ)
}

/// "KALLELSE TILL SOCIALNÄMNDENS SAMMANTRÄDE", "Protokoll från Kommunstyrelsen".
fn organ_meeting(front: &str) -> Option<String> {
    front.lines().take(80).find_map(|line| {
        let found = MEETING_OF.captures(line.trim())?;
        Some(organ::normalised(&found[1]))
    })
}

/// "Kallelse till kompetensnämnden 2023-09-20": whom a call convenes, and for which day.
fn calls(front: &str) -> Option<(String, Option<Date>)> {
    static CALL: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^(?:kallelse|föredragningslista|dagordning|handlingar)\s+till\s+((?:[a-zåäö]+- )?(?:och )?[a-zåäö]*(?:nämnden|fullmäktige|styrelsen|utskottet))s?(?-u:\b)([^\n]*)",
        )
    });
    const OPENINGS: [&str; 4] = ["kallelse", "föredragningslista", "dagordning", "handlingar"];
    let opens = |line: &&str| {
        line.len() < 200
            && line.starts_with(char::is_alphabetic)
            && line.contains("till")
            && OPENINGS.iter().any(|word| line.small().starts_with(word))
    };
    let front = super::cut(front, 3000);
    let mut lines = front.lines().map(str::trim).filter(opens);
    let called = lines.find_map(|line| {
        let found = CALL.captures(line)?;
        Some((organ::normalised(&found[1]), dates::first(&found[2])))
    });
    called.or_else(|| front.lines().find_map(|line| papers_of(line).or_else(|| convened(line))))
}

/// "Kommunfullmäktige kallas till sammanträde"
fn convened(line: &str) -> Option<(String, Option<Date>)> {
    let (name, rest) = line.contains(" kallas ").then(|| line.trim().split_once(" kallas "))??;
    let called = rest.strip_prefix("härmed ").unwrap_or(rest).starts_with("till ");
    (called && organ::is_name(name)).then(|| (organ::normalised(name), dates::first(rest)))
}

/// "Miljönämndens handlingar 2023-11-08"
fn papers_of(line: &str) -> Option<(String, Option<Date>)> {
    // `contains` takes a fraction of the time to say no.
    let (name, rest) =
        line.contains("s handlingar").then(|| line.trim().split_once("s handlingar"))??;
    organ::is_name(name).then(|| (organ::normalised(name), dates::first(rest)))
}

/// "Socialnämnden (19) Plats och tid: …": a page's head that an extractor ran into its text.
fn organ_with_pages(front: &str) -> Option<String> {
    let line = front.lines().find(|line| !line.trim().is_empty())?;
    let name =
        line.split(" (").next()?.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    organ::is_name(name).then(|| organ::normalised(name))
}

/// The organ whose decisions the text holds.
fn most_deciding(string: &str) -> Option<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for found in DECIDING.captures_iter(super::cut(string, 60_000)) {
        let name = organ::normalised(&found[1]);
        if name.chars().count() > 8 {
            *counts.entry(name).or_default() += 1;
        }
    }
    counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0))).map(|best| best.0)
}

/// The organ that the headings of decisions name: "BYGGNADSNÄMNDENS BESLUT".
fn heading_decision(string: &str) -> Option<String> {
    super::cut(string, 60_000).lines().map(str::trim).filter(|line| line.len() < 80).find_map(
        |line| {
            let end = line.len().checked_sub("s beslut".len())?;
            let (name, tail) = line.split_at_checked(end)?;
            if !tail.eq_ignore_ascii_case("s beslut") {
                return None;
            }
            organ::is_name(name).then(|| organ::normalised(name))
        },
    )
}

/// The organ that most of a pack's proposals are put to: its papers are written for that organ,
/// whoever else they are sent to.
fn most_proposed(string: &str) -> Option<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for (at, _) in string.match_indices("örslag till beslut").take(200) {
        let below = super::cut(&string[at..], 300);
        if let Some(found) = DECIDING.captures(below) {
            *counts.entry(organ::normalised(&found[1])).or_default() += 1;
        }
    }
    counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0))).map(|best| best.0)
}

/// "…/socialnamnden-portal-2023.txt" → "Socialnämnden".
fn organ_of_path(source: &str) -> Option<String> {
    let folded = fold(source);
    folded.split(['/', '-', '_', '.', ' ']).rev().find_map(|part| {
        let name = part.replace("namnden", "nämnden").replace("fullmaktige", "fullmäktige");
        let name = name.replace("miljo", "miljö").replace("aldre", "äldre");
        organ::is_name_folded(&name).then(|| organ::normalised(&name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_name_municipality_organ_and_day() {
        let front = "EKVIKS KOMMUN          PROTOKOLL      9 (81)\nMiljö- och byggnadsnämnden    2019-02-13\n";
        let hints =
            Hints { source: "a.txt", municipality: None, organ: None, date: None, kind: None };
        let meeting = read(&Text::default(), front, &hints, DocumentKind::Minutes);
        assert_eq!(meeting.municipality.as_deref(), Some("Ekviks kommun"));
        assert_eq!(meeting.organ.as_deref(), Some("Miljö- och byggnadsnämnden"));
        assert_eq!(meeting.date.unwrap().to_string(), "2019-02-13");
    }

    #[test]
    fn the_day_of_the_meeting_is_not_that_of_its_adjustment() {
        let hints =
            Hints { source: "a.txt", municipality: None, organ: None, date: None, kind: None };
        let table = [
            "Protokoll fört vid Socialnämndens sammanträde\nonsdagen den 18 maj 2016 kl. 13.15\n\
             Sammanträdesrum Eken\nJusterat den 25 maj 2016\n",
            "Justeringsdag: 25 maj 2016\n\n2016-05-18\n",
            "160518   § 61-63\nAnslag 2016-05-26\n",
        ];
        for front in table {
            let meeting = read(&Text::default(), front, &hints, DocumentKind::Minutes);
            assert_eq!(meeting.date.unwrap().to_string(), "2016-05-18", "{front}");
        }
    }

    #[test]
    fn names_of_places_are_told_from_words() {
        let hints =
            Hints { source: "a.txt", municipality: None, organ: None, date: None, kind: None };
        let table = [
            ("Hem > Ekviks stad > Socialnämnden", "", "Ekviks stad", "Socialnämnden"),
            ("Socialnämnden i Ekviks kommun", "", "Ekviks kommun", "Socialnämnden"),
            (
                "Till Barn- och utbildningsnämnden",
                "Ekviks kommunstyrelse har hört av sig.",
                "Ekviks kommun",
                "Barn- och utbildningsnämnden",
            ),
            (
                "Kommunfullmäktiges protokoll",
                "Sedan kommunfullmäktige beslutat. Ekviks kommun, \
              som granne, och Sedan kommunfullmäktige. Ekviks stad bygger. Ekviks stad växer.",
                "Ekviks stad",
                "Kommunfullmäktige",
            ),
        ];
        for (front, body, place, organ) in table {
            let text = Text { string: format!("{front}\n{body}"), ..Text::default() };
            let meeting = read(&text, front, &hints, DocumentKind::Minutes);
            assert_eq!(meeting.municipality.as_deref(), Some(place), "{front}");
            assert_eq!(meeting.organ.as_deref(), Some(organ), "{front}");
        }
    }

    #[test]
    fn places_and_organs_stand_in_many_ways() {
        let hints =
            Hints { source: "a.txt", municipality: None, organ: None, date: None, kind: None };
        let table = [
            (
                "HEDVIKS\nKOMMUN       PROTOKOLL\nMiljönämnden\n",
                "",
                "Hedviks kommun",
                "Miljönämnden",
            ),
            (
                "NORRA HEDVIK      TJÄNSTEUTLÅTANDE\nKOMMUN            DATUM\nMiljönämnden\n",
                "",
                "Norra Hedvik kommun",
                "Miljönämnden",
            ),
            (
                "Tjänsteskrivelse Hedviks kommun\nMiljönämnden\n",
                "",
                "Hedviks kommun",
                "Miljönämnden",
            ),
            ("Miljönämnden Hedviks kommun\nMiljönämnden\n", "", "Hedviks kommun", "Miljönämnden"),
            (
                "RÄDDNINGSTJÄNSTFÖRBUNDET EKBYGDEN      PROTOKOLL\nDirektionen\n",
                "Hedviks kommun och Ekviks kommun. Ekviks kommun betalar.",
                "Räddningstjänstförbundet Ekbygden",
                "Direktionen",
            ),
            (
                "Räddningstjänsten Norra Bygden\nKommunalförbund för Ekvik och Hedvik\nDirektionen\n",
                "Ekviks kommun betalar. Ekviks kommun växer.",
                "Räddningstjänsten Norra Bygden",
                "Direktionen",
            ),
            (
                "Protokoll\nProgramnämnd skola och idrott\n",
                "§ 1 Val\n\nNej.\n\nEkviks kommun, Box 2, 831 82 Ekvik\n",
                "Ekviks kommun",
                "Programnämnd skola och idrott",
            ),
            (
                "Protokoll\n",
                "§ 1 Val\nBYGGNÄMNDENS BESLUT\nEkviks kommun\n",
                "Ekviks kommun",
                "Byggnämnden",
            ),
        ];
        for (front, body, place, organ) in table {
            let text = Text { string: format!("{front}\n{body}"), ..Text::default() };
            let meeting = read(&text, front, &hints, DocumentKind::Minutes);
            assert_eq!(meeting.municipality.as_deref(), Some(place), "{front}");
            assert_eq!(meeting.organ.as_deref(), Some(organ), "{front}");
        }
    }

    #[test]
    fn a_date_in_the_name_alone_is_marked() {
        let hints = Hints {
            source: "x/protokoll-2020-01-02.txt",
            municipality: None,
            organ: None,
            date: None,
            kind: None,
        };
        let meeting = read(&Text::default(), "", &hints, DocumentKind::Minutes);
        assert!(meeting.date_from_name);
    }
}
