//! Dates as minutes write them.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::glance::has_digit;
use crate::pattern::pattern;

/// The names of the months.
pub(crate) const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
];

static DATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)(?-u:\b)((?:19|20)\d\d)-(\d\d)[- ](\d\d)(?-u:\b)",
        r"|(?-u:\b)(\d{1,2})\s+(januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\s+((?:19|20)\d\d)(?-u:\b)",
    ))
});

/// Every date in `text`: "2023-10-12", "2023-12 12", "24 mars 2015", with its place.
pub(super) fn find(text: &str) -> impl Iterator<Item = (Range<usize>, Date)> + '_ {
    // Without a digit there is no date: the pattern would read every letter.
    let dates = has_digit(text).then(|| DATE.captures_iter(text));
    dates.into_iter().flatten().filter_map(|found| {
        let whole = found.get(0)?.range();
        let number =
            |group: usize| found.get(group).and_then(|hit| hit.as_str().parse::<i16>().ok());
        let (year, month, day) = match number(1) {
            Some(year) => (year, number(2)?, number(3)?),
            None => {
                let name = found.get(5)?.as_str().to_lowercase();
                let month = MONTHS.iter().position(|month| *month == name)? + 1;
                (number(6)?, i16::try_from(month).ok()?, number(4)?)
            }
        };
        let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
        Some((whole, date))
    })
}

/// "140317": a day in six digits, where it is all that `cell` holds.
pub(super) fn six_digits(cell: &str) -> Option<Date> {
    if cell.len() != 6 || !cell.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part = |range: Range<usize>| cell[range].parse::<i8>().ok();
    let year = part(0..2)?;
    let century = if year < 70 { 2000 } else { 1900 };
    Date::new(century + i16::from(year), part(2..4)?, part(4..6)?).ok()
}

/// The first date in `text`.
pub(super) fn first(text: &str) -> Option<Date> {
    find(text).next().map(|(_, date)| date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_their_spellings() {
        for text in ["2023-12-04", "måndagen den 4 december 2023 kl 18", "2023-12 04"] {
            assert_eq!(first(text).unwrap().to_string(), "2023-12-04", "{text}");
        }
        assert_eq!(first("2023-13-04 och 31 februari 2020"), None);
        assert_eq!(six_digits("140317").unwrap().to_string(), "2014-03-17");
        assert_eq!(six_digits("149917"), None);
    }
}
