//! What ties units together: diary numbers, handling numbers, and the decisions they cite.
//!
//! Two units with a *matter key* in common are one matter (*ärende*). A *link key* relates
//! units without making them one: a § and the handling of the same title.

use corpus::diary;
use corpus::document::{Document, Unit, UnitKind};

use crate::ids;
use crate::record::Record;

/// The keys of a unit.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Keys {
    /// Hashes that make units one matter.
    pub(crate) matter: Vec<u64>,
    /// Hashes that relate units.
    pub(crate) link: Vec<u64>,
    /// Terms of the `keys` field: "cites:…" for what the unit refers to, "is:…" for what it is
    /// referred to by.
    pub(crate) terms: Vec<String>,
    /// Reference keys under which others cite this unit.
    pub(crate) cited_as: Vec<String>,
}

/// A § that lists more papers than this is a list of matters, not one matter.
const PAPERS_OF_ONE_MATTER: usize = 2;
/// Shorter titles are shared by strangers ("Anmälningar", "Val").
const TELLING_TITLE: usize = 24;

/// The keys of a unit.
pub(crate) fn of_unit(document: &Document, unit: &Unit, record: &Record) -> Keys {
    let place = ids::municipality_slug(document.municipality.as_deref());
    if matches!(unit.kind, UnitKind::Other | UnitKind::Withheld) {
        return Keys::default();
    }
    let mut keys = Keys {
        matter: matter_keys(&place, unit),
        link: link_keys(&place, unit, record),
        terms: record.citations.iter().map(|c| format!("cites:{}", c.key)).collect(),
        cited_as: cited_as(record),
    };
    keys.terms.extend(keys.cited_as.iter().map(|key| format!("is:{key}")));
    keys.terms.extend(unit.diary_numbers.iter().map(|shown| format!("dnr:{}", diary::key(shown))));
    keys
}

/// Own diary number, and the number of the one handling.
fn matter_keys(place: &str, unit: &Unit) -> Vec<u64> {
    let own = unit.diary_numbers.first().map(|shown| case_number(&diary::key(shown)));
    let diary = own.map(|key| ids::stable_hash(&["dnr", place, &key]));
    let papers = unit.papers.len() <= PAPERS_OF_ONE_MATTER;
    let handlings = unit.papers.iter().filter(|_| papers).filter_map(|paper| handling(paper));
    let handlings = handlings.map(|key| ids::stable_hash(&["handling", place, &key]));
    let mut keys: Vec<u64> = diary.into_iter().chain(handlings).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// A diary number without the number of the document under it ("sof-2023-409-1" → "sof-2023-409").
fn case_number(key: &str) -> String {
    let parts: Vec<&str> = key.split('-').collect();
    let year = parts.iter().position(|part| is_year(part));
    let keep = year.map_or(parts.len(), |at| (at + 2).min(parts.len()));
    let number = |part: &&str| {
        let bare = part.trim_start_matches('0');
        if part.bytes().all(|b| b.is_ascii_digit()) && !bare.is_empty() {
            bare.to_owned()
        } else {
            (*part).to_owned()
        }
    };
    parts[..keep].iter().map(number).collect::<Vec<_>>().join("-")
}

fn is_year(part: &str) -> bool {
    part.len() == 4 && part.parse::<u32>().is_ok_and(|year| (1950..2100).contains(&year))
}

/// "2023 nr 171" → "2023-171"; `None` for other papers.
fn handling(paper: &str) -> Option<String> {
    let paper = paper.to_lowercase();
    let (year, number) = paper.split_once(" nr ")?;
    let year = year.split_whitespace().next_back().filter(|year| is_year(year))?;
    let number: String = number.trim().chars().take_while(char::is_ascii_digit).collect();
    (!number.is_empty()).then(|| format!("{year}-{number}"))
}

/// Referring bodies' diary numbers, papers, and a telling title.
fn link_keys(place: &str, unit: &Unit, record: &Record) -> Vec<u64> {
    let numbers = unit.diary_numbers.iter().map(|shown| case_number(&diary::key(shown)));
    let numbers = numbers.map(|key| ids::stable_hash(&["dnr", place, &key]));
    let title: String = record.title.chars().filter(|c| c.is_alphanumeric()).collect();
    let title = title.to_lowercase();
    let telling = title.chars().count() >= TELLING_TITLE;
    let title = telling.then(|| ids::stable_hash(&["title", place, &title]));
    let mut keys: Vec<u64> = numbers.chain(title).chain(matter_keys(place, unit)).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// "beslut:kommunfullmaktige:2023-11-27:19", as other minutes refer to the unit.
fn cited_as(record: &Record) -> Vec<String> {
    let (UnitKind::Minutes, Some(date), Some(number), Some(organ)) =
        (record.kind, record.date, &record.number, &record.organ)
    else {
        return Vec::new();
    };
    vec![format!("beslut:{}:{date}:{number}", corpus::organ::key(organ))]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_number_leads_to_its_case() {
        for (key, case) in [
            ("sof-2023-409-1-1", "sof-2023-409"),
            ("slk-2023-00226-3", "slk-2023-226"),
            ("0116-22", "116-22"),
            ("2022-594", "2022-594"),
        ] {
            assert_eq!(case_number(key), case);
        }
    }

    #[test]
    fn handling_numbers_are_recognised() {
        assert_eq!(handling("2023 nr 171").as_deref(), Some("2023-171"));
        assert_eq!(handling("Handling 2022 nr 257.").as_deref(), Some("2022-257"));
        assert_eq!(handling("SOF 2023/409-1.1"), None);
    }
}
