//! The day of a meeting, by the surest of the words that stand beside it.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::super::{cut, dates};
use crate::pattern::pattern;
use crate::small_letters::SmallLetters;

/// Words that stand beside the day of the meeting, the surest first.
const DAY_LABELS: [&str; 10] = [
    "sammanträdesdatum",
    "sammanträdesdag",
    "sammanträde",
    "plats och tid",
    "mötesdatum",
    "mötesdag",
    "dag",
    "tid",
    "datum",
    "datum för sammanträde",
];

/// The day of the meeting by the surest of the words that stand beside it.
pub(super) fn date_in(columns: &[&str], front: &str, meets: bool) -> Option<Date> {
    let openings: Vec<String> = columns.iter().map(|column| cut(column, 40).small()).collect();
    let labelled = DAY_LABELS.iter().find_map(|label| labelled_date(columns, &openings, label));
    let alone = |column: &&&str| {
        let lower = cut(column, 200).small();
        !of_adjustment(&lower) && (column.len() <= 12 || lower.contains("protokoll"))
    };
    labelled
        .or_else(|| date_of_meeting(front).filter(|_| meets))
        .or_else(|| columns.iter().filter(alone).find_map(|column| dates::first(column)))
        .or_else(|| columns.iter().find_map(|column| dates::six_digits(column)))
        .or_else(|| {
            let lines = front.lines().take(30).map(|line| cut(line, 2000));
            lines.filter(|line| !of_adjustment(&line.small())).find_map(dates::first)
        })
}

/// "Socialnämnden 2024-11-11": the organ and the day alone, on one of the first lines.
pub(super) fn beside_organ(front: &str) -> Option<Date> {
    let lines = front.lines().map(str::trim).filter(|line| !line.is_empty()).take(3);
    lines.filter(|line| line.len() < 100).find_map(|line| {
        let (place, date) = dates::find(line).next()?;
        let alone = line[place.end..].trim().is_empty();
        (alone && crate::organ::is_name(&line[..place.start])).then_some(date)
    })
}

/// "Hedvik den 8 maj 2013", a line of its own: where and when a paper was signed.
pub(super) fn signed(string: &str) -> Option<Date> {
    let lines = cut(string, 60_000).lines().map(str::trim);
    let short = lines.filter(|line| line.len() < 60 && line.starts_with(char::is_uppercase));
    short.filter(|line| line.contains(" den ")).find_map(|line| {
        let (place, date) = dates::find(line).next()?;
        let town = line[..place.start].trim_end().strip_suffix(" den")?;
        let alone = place.end == line.len() && town.split(' ').count() <= 2;
        (alone && town.split(' ').all(|word| word.starts_with(char::is_uppercase))).then_some(date)
    })
}

/// The date in a cell that `label` opens, or in the two cells behind it. `openings` are the first
/// letters of the cells, in lower case.
fn labelled_date(columns: &[&str], openings: &[String], label: &str) -> Option<Date> {
    columns.iter().enumerate().find_map(|(at, column)| {
        // "Sammanträdesrum Eken" is no label of a day.
        let rest = openings[at].strip_prefix(label)?;
        // "Tid för justering" is another day's.
        if rest.starts_with(char::is_alphabetic) || of_adjustment(&openings[at]) {
            return None;
        }
        let next = columns.get(at + 1..(at + 3).min(columns.len())).unwrap_or_default();
        std::iter::once(column)
            .chain(next.iter().take_while(|cell| !of_adjustment(&cut(cell, 200).small())))
            .find_map(|cell| dates::first(cell))
    })
}

/// The day on which minutes are signed or posted stands beside the day of the meeting.
fn of_adjustment(lower: &str) -> bool {
    ["juster", "anslag", "underskrift", "utdrag", "publicera"]
        .iter()
        .any(|word| lower.contains(word))
}

/// "behandlas på socialnämndens sammanträde den 7 oktober 2024".
pub(super) fn date_of_meeting(string: &str) -> Option<Date> {
    static PHRASE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?is)(?-u:\b)sammanträdet?[,:]?\s+(?:\w+dag(?:en)?\s+)?(?:den\s+)?(.{8,24})")
    });
    PHRASE.captures_iter(cut(string, 60_000)).find_map(|found| dates::first(&found[1]))
}
