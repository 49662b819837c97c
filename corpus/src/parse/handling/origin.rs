//! Which municipality and which organ a paper comes from: by its letterhead, by whom it is
//! addressed to and where it was signed. Prose names neighbours and those who are audited.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::parts::Parts;
use super::{day, names};
use crate::document::Text;
use crate::organ;
use crate::parse::cut;
use crate::parse::lines::Line;
use crate::parse::meeting;
use crate::pattern::pattern;
use crate::small_letters::SmallLetters;

/// What a paper says of where it comes from.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::parse) struct Origin {
    pub municipality: Option<String>,
    pub organ: Option<String>,
}

/// Lines of the letterhead with text.
const HEAD: usize = 10;

/// Reads the origin of the paper whose letterhead stands on the lines `head`.
pub(super) fn read(text: &Text, lines: &[Line], parts: &Parts, head: Range<usize>) -> Origin {
    let filled = lines[head].iter().filter(|line| !line.is_blank()).take(HEAD);
    let cells: Vec<&str> = filled
        .flat_map(|line| names::cells(cut(line.text, 300)))
        .flat_map(|cell| cell.split(['>', '|']))
        .map(str::trim)
        .collect();
    let addressed = parts.own().find_map(|own| addressee(lines, own));
    let margins = text.margins.iter().flat_map(|margin| margin.split("  ")).map(str::trim);
    let municipality = cells
        .iter()
        .find_map(|cell| whole_name(cell))
        .or_else(|| addressed.as_ref().and_then(|to| to.municipality.clone()))
        .or_else(|| parts.own().find_map(|own| signed_at(text, lines, own)))
        .or_else(|| margins.clone().find_map(name_at_start));
    let organ = cells
        .iter()
        .find_map(|cell| organ::is_name(cell).then(|| organ::normalised(cell)))
        .or_else(|| cells.iter().find_map(|cell| auditors(cell)))
        .or_else(|| addressed.and_then(|to| to.organ));
    Origin { municipality: municipality.map(|name| official(&name)), organ }
}

/// A cell that is a municipality's name, alone or before the office ("Ekviks kommun, kansliet").
fn whole_name(cell: &str) -> Option<String> {
    let name = meeting::municipality_name(cell)?;
    let rest = cell.get(name.len()..).unwrap_or_default().trim_start_matches([',', ' ']);
    let office =
        ["förvaltning", "kontor", "kansli", "nämnd", "styrelse", "fullmäktige", "revision"];
    let lower = rest.small();
    let names_office = rest.split_whitespace().count() <= 4
        && office.iter().any(|word| lower.contains(word))
        && !rest.ends_with('.');
    (rest.is_empty() || names_office).then_some(name)
}

/// The foot of a page: "Ekviks kommun [Hamnkontoret], tjänsteutlåtande 1 (2)".
fn name_at_start(margin: &str) -> Option<String> {
    static NAME: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^[A-ZÅÄÖ][a-zåäöé-]+ (?:[Kk]ommun|[Ss]tad)(?:$|[ ,])"));
    let found = NAME.find(margin)?;
    Some(found.as_str().trim_end_matches([' ', ',']).to_owned())
}

/// "Till Ekviks kommunfullmäktige", alone or run together with the title above it.
fn addressee(lines: &[Line], own: Range<usize>) -> Option<Origin> {
    static TO: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:^|\s)Till (?:([A-ZÅÄÖ][a-zåäöé]+(?:[- ][A-ZÅÄÖ][a-zåäöé]+)?) )?([Kk]ommun(?:fullmäktige|styrelsen?)|[A-ZÅÄÖ][a-zåäö,& -]*n[äa]mnden)$",
        )
    });
    let short = lines[own].iter().filter(|line| !line.is_blank()).take(60);
    short.filter(|line| line.text.len() < 400).find_map(|line| {
        let found = TO.captures(line.text)?;
        let of = found.get(1).map(|name| meeting::genitive(stem(name.as_str())));
        Some(Origin { municipality: of, organ: Some(organ::normalised(&found[2])) })
    })
}

/// The board that signs names its municipality ("Ekvik den 4 maj 2023 Ekviks kommunstyrelse"); the
/// place alone does where the text speaks of a municipality of that name.
fn signed_at(text: &Text, lines: &[Line], own: Range<usize>) -> Option<String> {
    let (place, _, rest) = lines[own].iter().find_map(|line| day::place_and_day(line.text))?;
    let of_board = rest.split_once(" kommun").map(|(name, _)| name).filter(|name| !name.is_empty());
    if let Some(name) = of_board {
        return Some(meeting::genitive(stem(name)));
    }
    let town = official(&meeting::genitive(place));
    if TOWNS.contains(&town.as_str()) {
        return Some(town);
    }
    let spellings = ["s kommun", "s stad", "s Stad", " kommun", " stad"];
    spellings
        .iter()
        .map(|end| format!("{place}{end}"))
        .find(|name| text.string.contains(name.as_str()))
}

/// "Stadsrevisionen", "Ekviks kommuns revisorer": those who audit are nobody's board.
fn auditors(cell: &str) -> Option<String> {
    let lower = cell.small();
    let ends = ["revisionen", "revisorerna", "revisorskollegiet", "revisorer"];
    let few = cell.split_whitespace().count() <= 4 && cell.len() < 60;
    (few && cell.starts_with(char::is_uppercase) && ends.iter().any(|end| lower.ends_with(end)))
        .then(|| cell.to_owned())
}

/// Municipalities that call themselves *stad*, as they write it.
const TOWNS: [&str; 14] = [
    "Stockholms stad",
    "Göteborgs Stad",
    "Malmö stad",
    "Helsingborgs stad",
    "Västerås stad",
    "Borås Stad",
    "Solna stad",
    "Sundbybergs stad",
    "Lidingö stad",
    "Mölndals stad",
    "Trollhättans Stad",
    "Vaxholms stad",
    "Haparanda stad",
    "Landskrona stad",
];

/// The name that the municipality gives itself, for any spelling of it: "Borås kommun" is
/// "Borås Stad". Others stay as they are printed.
pub(super) fn official(name: &str) -> String {
    let bare = |name: &str| {
        let first = name.rsplit_once(' ').map_or(name, |(first, _)| first).small();
        first.strip_suffix('s').map(str::to_owned).unwrap_or(first)
    };
    let key = bare(name);
    let town = TOWNS.iter().find(|town| bare(town) == key);
    town.map_or_else(|| name.to_owned(), |town| (*town).to_owned())
}

/// "Göteborgs" → "Göteborg": the name without its genitive.
fn stem(name: &str) -> &str {
    name.strip_suffix('s').unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::lines::split;

    fn shown(source: &str, head: usize) -> (Option<String>, Option<String>) {
        let text = Text { string: source.to_owned(), ..Text::default() };
        let lines = split(&text);
        let parts = super::super::parts::read(&lines, 0..lines.len());
        let origin = read(&text, &lines, &parts, 0..head);
        (origin.municipality, origin.organ)
    }

    #[test]
    fn head_addressee_and_signature_tell_the_origin() {
        let body = "Ekviks kommun har frågat om kajen. Hamnnämnden beslutar om den.\n";
        let table = [
            ("Tärnvalla kommun\nHamnnämnden\nKajen\n", 2, ("Tärnvalla kommun", "Hamnnämnden")),
            (
                "7Kommunfullmäktige\nKajen vid Ekviks kommun\nTill Tärnvallas kommunfullmäktige\n",
                1,
                ("Tärnvalla kommun", "Kommunfullmäktige"),
            ),
            (
                "Kommunrevisionen\nMissiv till hamnnämnden\nTärnvalla den 4 maj 2023\nTärnvalla kommun\n",
                1,
                ("Tärnvalla kommun", "Kommunrevisionen"),
            ),
        ];
        for (source, head, (municipality, organ)) in table {
            let found = shown(&format!("{source}{body}"), head);
            assert_eq!(found, (Some(municipality.to_owned()), Some(organ.to_owned())), "{source}");
        }
    }

    #[test]
    fn every_spelling_of_a_town_is_its_own_name() {
        for name in ["Borås kommun", "Borås stad", "Borås Stad"] {
            assert_eq!(official(name), "Borås Stad");
        }
        assert_eq!(official("Göteborg stad"), "Göteborgs Stad");
        assert_eq!(official("Tärnvalla kommun"), "Tärnvalla kommun");
    }
}
