//! Days that the date filter offers by name.

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// The day, in universal time: near enough for filters by day.
pub(crate) fn today() -> Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}

/// From a year ago.
pub(crate) fn last_year(today: Date) -> (Date, Option<Date>) {
    (today.saturating_sub(1.year()), None)
}

/// The term of office (*mandatperiod*) that `today` falls in: four years from 15 October of an
/// election year (kommunallagen 5 kap. 8 §).
pub(crate) fn term(today: Date) -> (Date, Date) {
    let begun = today >= date(today.year(), 10, 15);
    let year = if begun { today.year() } else { today.year() - 1 };
    let election = year - (year - 2022).rem_euclid(4);
    (date(election, 10, 15), date(election + 4, 10, 14))
}

/// The term of office before.
pub(crate) fn term_before(today: Date) -> (Date, Date) {
    let (from, _) = term(today);
    (date(from.year() - 4, 10, 15), date(from.year(), 10, 14))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_begin_in_october_of_election_years() {
        let cases = [
            (date(2022, 10, 14), 2018),
            (date(2022, 10, 15), 2022),
            (date(2024, 2, 29), 2022),
            (date(2026, 10, 14), 2022),
            (date(2026, 11, 21), 2026),
        ];
        for (day, year) in cases {
            let (from, to) = term(day);
            assert_eq!((from.year(), to), (year, date(year + 4, 10, 14)), "{day}");
            assert!(from <= day && day <= to);
            assert_eq!(term_before(day).1, from.yesterday().unwrap());
        }
    }
}
