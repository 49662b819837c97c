//! Days, months and spans of years.

use super::cursor::{Cursor, is_year};
use super::{EntityKind, Found};

const MONTHS: &[&str] = &[
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
/// The least letters of a month's name that tell it: "jan", "sept".
const SHORT: usize = 3;

/// The number of a month, 1 to 12, by its name in lower case or the beginning of it.
pub fn month_number(name: &str) -> Option<u32> {
    let month = (name.len() >= SHORT).then_some(MONTHS)?;
    let place = month.iter().position(|month| month.starts_with(name))?;
    u32::try_from(place + 1).ok()
}

/// Days spelt out.
const ORDINALS: &[&str] = &[
    "första",
    "andra",
    "tredje",
    "fjärde",
    "femte",
    "sjätte",
    "sjunde",
    "åttonde",
    "nionde",
    "tionde",
    "elfte",
    "tolfte",
    "trettonde",
    "fjortonde",
    "femtonde",
    "sextonde",
    "sjuttonde",
    "artonde",
    "nittonde",
    "tjugonde",
    "tjugoförsta",
    "tjugoandra",
    "tjugotredje",
    "tjugofjärde",
    "tjugofemte",
    "tjugosjätte",
    "tjugosjunde",
    "tjugoåttonde",
    "tjugonionde",
    "trettionde",
    "trettioförsta",
];

/// A date or a span of years that begins with digits.
pub(super) fn find(start: Cursor<'_>) -> Option<Found> {
    iso(start)
        .or_else(|| short(start))
        .or_else(|| compact(start))
        .or_else(|| dotted(start))
        .or_else(|| spoken(start))
        .or_else(|| slashed(start))
        .or_else(|| years(start))
}

/// A month with its year, `januari 2024`, or a day spelt out, `första mars 2024`.
pub(super) fn find_month(start: Cursor<'_>) -> Option<Found> {
    let mut cursor = start;
    let day = cursor.maybe(|ahead| {
        let day = ordinal(ahead)?;
        ahead.blank().then_some(day)
    });
    let month = month(&mut cursor)?;
    if let Some(day) = day {
        return of_day(start, cursor, month, day);
    }
    cursor.blank();
    let year = cursor.digits().filter(|digits| is_year(digits))?;
    Some(cursor.found(start.at, EntityKind::Date, vec![format!("datum:{year}-{month:02}")]))
}

/// A number spelt out: `tredje` is 3.
pub(super) fn ordinal(cursor: &mut Cursor<'_>) -> Option<u32> {
    let place = ORDINALS.iter().position(|word| cursor.one_of(&[word]).is_some())?;
    u32::try_from(place + 1).ok()
}

/// The names of the months.
pub(super) fn months() -> impl Iterator<Item = &'static str> {
    MONTHS.iter().copied()
}

/// The words that a date may begin with: days spelt out, and months, however short.
pub(super) fn openers() -> impl Iterator<Item = String> {
    let months = MONTHS.iter().flat_map(|month| (SHORT..=month.len()).map(|end| &month[..end]));
    ORDINALS.iter().copied().chain(months).map(str::to_owned)
}

/// `2024-01-12`.
fn iso(start: Cursor<'_>) -> Option<Found> {
    let mut cursor = start;
    let year = cursor.digits().filter(|digits| is_year(digits))?;
    let sign = cursor.sign(&['-', '.', '/'])?;
    let month = cursor.digits()?;
    cursor.sign(&[sign])?;
    let day = cursor.digits()?;
    let fits = sign == '-' || month.len() == 2 && day.len() == 2;
    let terms = day_terms(year, month.parse().ok()?, day.parse().ok()?)?;
    let alone = cursor.at_word_end() && !cursor.goes_on(&['.', '/']);
    (fits && alone).then(|| cursor.found(start.at, EntityKind::Date, terms))
}

/// `25-02-03`, of this century.
fn short(start: Cursor<'_>) -> Option<Found> {
    fn two<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
        cursor.digits().filter(|digits| digits.len() == 2)
    }
    let mut cursor = start;
    let year = two(&mut cursor).filter(|year| *year < "50")?;
    cursor.sign(&['-'])?;
    let month = two(&mut cursor)?;
    cursor.sign(&['-'])?;
    let day = two(&mut cursor)?;
    let terms = day_terms(&format!("20{year}"), month.parse().ok()?, day.parse().ok()?)?;
    let alone = cursor.at_word_end() && !cursor.goes_on(&['-', '.', ',', '/', ':']);
    alone.then(|| cursor.found(start.at, EntityKind::Date, terms))
}

/// `3.2.2025`, `03.02.2025`.
fn dotted(start: Cursor<'_>) -> Option<Found> {
    let mut cursor = start;
    let day = cursor.number()?;
    cursor.sign(&['.'])?;
    let month = cursor.number()?;
    cursor.sign(&['.'])?;
    let year = cursor.digits().filter(|digits| is_year(digits))?;
    let terms = day_terms(year, month, day)?;
    let alone = cursor.at_word_end() && !cursor.goes_on(&['.', '-', '/', ':']);
    alone.then(|| cursor.found(start.at, EntityKind::Date, terms))
}

/// `20240112`.
fn compact(start: Cursor<'_>) -> Option<Found> {
    let mut cursor = start;
    let digits = cursor.digits().filter(|digits| digits.len() == 8 && digits.starts_with("20"))?;
    let terms = day_terms(&digits[..4], digits[4..6].parse().ok()?, digits[6..].parse().ok()?)?;
    let alone = cursor.at_word_end() && !cursor.goes_on(&['-', '/', ',']);
    alone.then(|| cursor.found(start.at, EntityKind::Date, terms))
}

/// `12 januari 2024`, `12 januari`.
fn spoken(start: Cursor<'_>) -> Option<Found> {
    let mut cursor = start;
    let day = cursor.number().filter(|day| (1..=31).contains(day))?;
    cursor.sign(&[':']).and_then(|_| cursor.letters());
    if !cursor.blank() {
        return None;
    }
    let month = month(&mut cursor)?;
    of_day(start, cursor, month, day)
}

/// A day whose month was just read; the year may follow.
fn of_day(start: Cursor<'_>, mut cursor: Cursor<'_>, month: u32, day: u32) -> Option<Found> {
    let year = cursor.maybe(|ahead| {
        ahead.sign(&['.']);
        ahead.blank();
        ahead.digits().filter(|digits| is_year(digits))
    });
    let terms = match year {
        Some(year) => day_terms(year, month, day)?,
        None => vec![format!("datum:--{month:02}-{day:02}")],
    };
    Some(cursor.found(start.at, EntityKind::Date, terms))
}

/// `12/1 2024`, `12/1-24`.
fn slashed(start: Cursor<'_>) -> Option<Found> {
    let mut cursor = start;
    let day = cursor.number()?;
    cursor.sign(&['/'])?;
    let month = cursor.number()?;
    let dash = cursor.sign(&['-']).is_some();
    if !dash && !cursor.blank() {
        return None;
    }
    let digits = cursor.digits()?;
    let year = if dash && digits.len() == 2 { format!("20{digits}") } else { digits.to_owned() };
    if !is_year(&year) || !cursor.at_word_end() || cursor.goes_on(&['-', '/', ':']) {
        return None;
    }
    Some(cursor.found(start.at, EntityKind::Date, day_terms(&year, month, day)?))
}

/// `2019-2022`, `2019 - 2022`, `2022/2023`, `2022/23`.
fn years(start: Cursor<'_>) -> Option<Found> {
    let mut cursor = start;
    let first = cursor.digits().filter(|digits| is_year(digits))?;
    let spaced = cursor.blank();
    let sign = cursor.sign(&['-', '/'])?;
    if spaced != cursor.blank() {
        return None;
    }
    let second = cursor.digits()?;
    let last = match second.len() {
        4 if is_year(second) => second.to_owned(),
        2 if !spaced => format!("{}{second}", &first[..2]),
        _ => return None,
    };
    let (from, to): (u32, u32) = (first.parse().ok()?, last.parse().ok()?);
    let plausible = if sign == '/' || second.len() == 2 {
        to == from + 1
    } else {
        from < to && to - from <= 100
    };
    let alone = cursor.at_word_end() && !cursor.goes_on(&['-', '/', '.']) && { cursor }
        .sign(&[':'])
        .is_none();
    (plausible && alone)
        .then(|| cursor.found(start.at, EntityKind::Year, vec![format!("år:{first}-{last}")]))
}

fn month(cursor: &mut Cursor<'_>) -> Option<u32> {
    cursor.maybe(|ahead| month_number(&ahead.letters()?.to_lowercase()))
}

fn day_terms(year: &str, month: u32, day: u32) -> Option<Vec<String>> {
    let days = match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    let terms =
        || vec![format!("datum:{year}-{month:02}-{day:02}"), format!("datum:{year}-{month:02}")];
    (1..=days).contains(&day).then(terms)
}

#[cfg(test)]
mod tests {
    use crate::entities::tests::terms;

    #[test]
    fn table() {
        for (text, expected) in [
            ("den 12 januari 2024", "datum:2024-01-12 datum:2024-01"),
            ("2024-01-12", "datum:2024-01-12 datum:2024-01"),
            ("20240112", "datum:2024-01-12 datum:2024-01"),
            ("12/1 2024", "datum:2024-01-12 datum:2024-01"),
            ("12 januari", "datum:--01-12"),
            ("12 jan", "datum:--01-12"),
            ("12 sept", "datum:--09-12"),
            ("den tredje februari 2025", "datum:2025-02-03 datum:2025-02"),
            ("första gången 2025", ""),
            ("3.2.2025", "datum:2025-02-03 datum:2025-02"),
            ("03.02.2025", "datum:2025-02-03 datum:2025-02"),
            ("2025.02.03", "datum:2025-02-03 datum:2025-02"),
            ("2025/02/03", "datum:2025-02-03 datum:2025-02"),
            ("avsnitt 3.2.20", ""),
            ("25-02-03", "datum:2025-02-03 datum:2025-02"),
            ("25-02-32", ""),
            ("08-12-34", ""),
            ("25-02-03-04", ""),
            ("i januari 2024", "datum:2024-01"),
            ("2019-2022", "år:2019-2022"),
            ("2019 - 2022", "år:2019-2022"),
            ("2022/2023", "år:2022-2023"),
            ("2022/23", "år:2022-2023"),
            ("1-3/2024", ""),
            ("2024-13-12", ""),
            ("31 mars 2023", "datum:2023-03-31 datum:2023-03"),
        ] {
            assert_eq!(terms(text), expected, "{text}");
        }
    }
}
