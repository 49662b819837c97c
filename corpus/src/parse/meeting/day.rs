//! The day of a meeting, by the surest of the words that stand beside it.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::super::{cut, dates};
use super::pattern;
use crate::small_letters::SmallLetters;

/// Words that stand beside the day of the meeting, the surest first.
const DAY_LABELS: [&str; 8] = [
    "sammanträdesdatum",
    "sammanträdesdag",
    "sammanträde",
    "plats och tid",
    "mötesdatum",
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

/// The date in a cell that `label` opens, or in the two cells behind it. `openings` are the first
/// letters of the cells, in lower case.
fn labelled_date(columns: &[&str], openings: &[String], label: &str) -> Option<Date> {
    columns.iter().enumerate().find_map(|(at, column)| {
        // "Sammanträdesrum Eken" is no label of a day.
        let rest = openings[at].strip_prefix(label)?;
        if rest.starts_with(char::is_alphabetic) {
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
