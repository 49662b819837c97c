//! The day a paper bears: that of its letterhead, else that beside the place where it was signed.
//! Dates in prose, deadlines and days of meetings are others'.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::parts::Parts;
use super::{letterhead, names};
use crate::organ;
use crate::parse::lines::Line;
use crate::parse::{cut, dates};
use crate::pattern::pattern;
use crate::small_letters::SmallLetters;

/// Words beside a date that is not the paper's own.
const FOREIGN: [&str; 22] = [
    "senast",
    "sammanträd",
    "möte",
    "svar",
    "remiss",
    "inkom",
    "till och med",
    "t.o.m",
    "från",
    "gäller",
    "giltig",
    "nämnd",
    "styrelse",
    "fullmäktige",
    "utskott",
    "beslut",
    "per den",
    "anslag",
    "juster",
    "reviderad",
    "version",
    "bilaga",
];

/// The paper's own day. `head` are the lines above its text, `title` those of its title.
pub(super) fn read(
    lines: &[Line],
    parts: &Parts,
    head: Range<usize>,
    title: Range<usize>,
) -> Option<Date> {
    let above = head.start..title.start.max(head.start);
    let below = title.end.min(head.end)..head.end;
    let cover = letterhead::read(lines, above.clone()).date;
    let bare = || above.chain(below).take(24).find_map(|at| in_head(lines[at].text));
    parts
        .head
        .date
        .or(cover)
        .or_else(bare)
        .or_else(|| parts.own().find_map(|own| signed(lines, own)))
}

/// A date in a short cell of the head, with nothing beside it that makes it another's.
fn in_head(line: &str) -> Option<Date> {
    names::cells(cut(line, 400)).into_iter().find_map(|cell| {
        let (place, date) = dates::find(cell).next()?;
        let lower = cell.small();
        let words = cell[..place.start].split_whitespace().count();
        let own = words <= 4 && cell.len() < 60 && !FOREIGN.iter().any(|word| lower.contains(word));
        own.then_some(date)
    })
}

static SIGNED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^([A-ZÅÄÖ][a-zåäöé]+(?:[ -][A-ZÅÄÖ][a-zåäöé]+){0,2}),? (?:den )?(\d{1,2}\s+\p{L}+\s+(?:19|20)\d\d|(?:19|20)\d\d-\d\d-\d\d)(.*)$",
    )
});

/// "Ekvik den 4 maj 2023", alone on its line or before the name of who signs.
pub(super) fn place_and_day(line: &str) -> Option<(&str, Date, &str)> {
    let has_year = || line.contains("20") || line.contains("19");
    if line.len() > 160 || !line.starts_with(char::is_uppercase) || !has_year() {
        return None;
    }
    let found = SIGNED.captures(line)?;
    let (place, rest) = (found.get(1)?.as_str(), found.get(3)?.as_str().trim());
    let date = dates::first(found.get(2)?.as_str())?;
    let is_place = !organ::is_name(place)
        && !place.small().ends_with("dag")
        && !FOREIGN.iter().any(|word| place.small().contains(word));
    let signs = rest.is_empty() || rest.starts_with(char::is_uppercase) && !rest.ends_with('.');
    (is_place && signs).then_some((place, date, rest))
}

fn signed(lines: &[Line], own: Range<usize>) -> Option<Date> {
    lines[own].iter().find_map(|line| place_and_day(line.text)).map(|(_, date, _)| date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_and_a_day_sign_a_paper() {
        let table = [
            ("Tärnvalla den 10 maj 2023", true),
            ("Tärnvalla den 10 maj 2023 Tärnvalla kommunstyrelse", true),
            ("Norra Ekvik 2023-05-10", true),
            ("Måndag den 10 maj 2023", false),
            ("Kommunstyrelsen den 10 maj 2023", false),
            ("Svar senast den 10 maj 2023", false),
            ("Tärnvalla den 10 maj 2023 beslutade vi om kajen.", false),
        ];
        for (line, signs) in table {
            assert_eq!(place_and_day(line).is_some(), signs, "{line}");
        }
    }

    #[test]
    fn only_own_dates_count_in_a_head() {
        assert!(in_head("Hamnkontoret       2023-05-04").is_some());
        assert!(in_head("Kajplan              Sammanträde 2023-05-04").is_none());
        assert!(in_head("Svar senast den 4 maj 2023").is_none());
        assert!(in_head("Plan för kajen som den såg ut 4 maj 2023").is_none());
    }
}
