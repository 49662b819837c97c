//! The values of fields: text after the colon → what is asked for, or nothing.

use analyzers::month_number;
use jiff::civil::Date;

use super::fields::{self, Field};
use super::{By, Condition};
use corpus::document::Zone;

/// What a field with its value means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// A condition of its own.
    Condition(Condition),
    /// The words of the same group are wanted in this kind of section.
    Zone(Zone),
    /// Whose section, or who acted.
    By(By),
}

/// The values that a field's text names, one or several alternatives (`år:2019,2021`); `None` where
/// the field has no such value. Texts are taken as they are.
pub(super) fn read(field: Field, text: &str) -> Option<Vec<Value>> {
    let text = text.trim().trim_end_matches([',', ';']);
    let text = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).unwrap_or(text);
    if !text.chars().any(char::is_alphanumeric) {
        return None;
    }
    let listed = matches!(field, Field::Years | Field::Party | Field::Outcome | Field::Kind);
    if listed && text.contains(',') {
        let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
        return parts.map(|part| read_one(field, part)).collect();
    }
    read_one(field, text).map(|value| vec![value])
}

fn read_one(field: Field, text: &str) -> Option<Value> {
    let owned = || text.to_owned();
    Some(Value::Condition(match field {
        Field::Organ => Condition::Organ(owned()),
        Field::Municipality => Condition::Municipality(owned()),
        Field::Dnr => Condition::Dnr(owned()),
        Field::Law => Condition::Law(owned()),
        Field::Person => Condition::Person(owned()),
        Field::Years => return years(text).map(Value::Condition),
        Field::From => Condition::From(days(text)?.0),
        Field::To => Condition::To(days(text)?.1),
        Field::Party => Condition::Party(party(text)?),
        Field::Outcome => Condition::Outcome(fields::outcome(text)?),
        Field::Kind => Condition::Kind(fields::kind(text)?),
        Field::Paragraf => Condition::Paragraf(paragraf(text)?),
        Field::Zone => return fields::zone(text).map(Value::Zone),
        Field::By => return Some(Value::By(by(text))),
    }))
}

/// Letters of a party: the known ones by letters or name, unknown ones if they look like letters.
pub(super) fn party(text: &str) -> Option<String> {
    if let Some(letters) = corpus::party::letters(text) {
        return Some(letters.to_owned());
    }
    let letters = text.trim_matches(['(', ')']);
    let short = (1..=4).contains(&letters.chars().count());
    (short && letters.chars().all(char::is_alphabetic)).then(|| letters.to_uppercase())
}

/// Known letters or names are a party, anything else is a person.
fn by(text: &str) -> By {
    match corpus::party::letters(text) {
        Some(letters) => By::Party(letters.to_owned()),
        None => By::Person(text.to_owned()),
    }
}

/// "2019", "2019-2022" in any order and with any dash; "2019-" is from then on.
fn years(text: &str) -> Option<Condition> {
    let dashes = ['-', '–', '—', '−'];
    if let Some(open) = text.strip_suffix(dashes) {
        return Some(Condition::From(Date::new(year(open)?, 1, 1).ok()?));
    }
    if let Some(open) = text.strip_prefix(dashes) {
        return Some(Condition::To(Date::new(year(open)?, 12, 31).ok()?));
    }
    let (first, last) = match text.split_once(dashes).or_else(|| text.split_once("..")) {
        Some((first, last)) => (year(first)?, year(last)?),
        None => (year(text)?, year(text)?),
    };
    Some(Condition::Years { from: first.min(last), to: first.max(last) })
}

/// Four digits that can be the year of a document.
fn year(text: &str) -> Option<i16> {
    let text = text.trim();
    let digits = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten().filter(|year| (1600..=2199).contains(year))
}

/// First and last day of "2023", "2023-05", "2023-05-12", "20230512", "maj 2023" or "12 maj 2023".
fn days(text: &str) -> Option<(Date, Date)> {
    let parts: Vec<&str> = text.split(['-', '/', '.', ' ']).filter(|p| !p.is_empty()).collect();
    let number = |text: &str| text.parse::<i8>().ok();
    match parts.as_slice() {
        [all] if all.len() == 8 && all.bytes().all(|b| b.is_ascii_digit()) => {
            day(year(&all[..4])?, number(&all[4..6])?, number(&all[6..])?)
        }
        [y] => Some((Date::new(year(y)?, 1, 1).ok()?, Date::new(year(y)?, 12, 31).ok()?)),
        [y, m] if year(y).is_some() => whole_month(year(y)?, number(m)?),
        [m, y] => whole_month(year(y)?, month(m)?),
        [y, m, d] if year(y).is_some() => day(year(y)?, number(m)?, number(d)?),
        [d, m, y] => day(year(y)?, month(m).or_else(|| number(m))?, number(d)?),
        _ => None,
    }
}

fn day(year: i16, month: i8, day: i8) -> Option<(Date, Date)> {
    let date = Date::new(year, month, day).ok()?;
    Some((date, date))
}

fn whole_month(year: i16, month: i8) -> Option<(Date, Date)> {
    let first = Date::new(year, month, 1).ok()?;
    Some((first, first.last_of_month()))
}

/// The number of a month by its name or the beginning of it.
fn month(name: &str) -> Option<i8> {
    month_number(&fields::fold(name)).and_then(|number| i8::try_from(number).ok())
}

/// "12", "12:", "33 a" → "12", "12", "33a".
pub(super) fn paragraf(text: &str) -> Option<String> {
    let text = text.trim_end_matches(['.', ':', ',']).trim();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let letter = text[digits..].trim_start();
    let one =
        letter.is_empty() || (letter.len() == 1 && letter.as_bytes()[0].is_ascii_alphabetic());
    let fits = (1..=5).contains(&digits) && one;
    fits.then(|| format!("{}{}", &text[..digits], letter.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(field: Field, text: &str) -> String {
        read(field, text).map_or("-".into(), |values| format!("{values:?}"))
    }

    #[test]
    fn dates_are_read_from_year_to_day() {
        let table = [
            ("2023", "2023-01-01", "2023-12-31"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2023-05-07", "2023-05-07", "2023-05-07"),
            ("20230507", "2023-05-07", "2023-05-07"),
            ("7 maj 2023", "2023-05-07", "2023-05-07"),
            ("7/5 2023", "2023-05-07", "2023-05-07"),
            ("Oktober 2021", "2021-10-01", "2021-10-31"),
        ];
        for (text, first, last) in table {
            let (from, to) = days(text).unwrap();
            assert_eq!((from.to_string(), to.to_string()), (first.into(), last.into()), "{text}");
        }
        for text in ["2023-13-01", "2023-02-30", "igår", "23", "1-2-3-4", "åååå", "9999"] {
            assert_eq!(days(text), None, "{text}");
        }
    }

    #[test]
    fn years_are_spans() {
        assert_eq!(years("2022-2019"), Some(Condition::Years { from: 2019, to: 2022 }));
        assert_eq!(years("2019–2022"), Some(Condition::Years { from: 2019, to: 2022 }));
        assert_eq!(years("2019..2020"), Some(Condition::Years { from: 2019, to: 2020 }));
        assert_eq!(shown(Field::Years, "2019-"), "[Condition(From(2019-01-01))]");
        assert_eq!(shown(Field::Years, "-2019"), "[Condition(To(2019-12-31))]");
        assert_eq!(shown(Field::Years, "hej"), "-");
        assert_eq!(shown(Field::Years, "19"), "-");
    }

    #[test]
    fn lists_are_alternatives() {
        assert_eq!(
            shown(Field::Party, "s,moderaterna"),
            "[Condition(Party(\"S\")), Condition(Party(\"M\"))]"
        );
        assert_eq!(shown(Field::Outcome, "bifall,nonsens"), "-");
    }

    #[test]
    fn paragraphs_keep_their_letter() {
        assert_eq!(paragraf("33 A"), Some("33a".into()));
        assert_eq!(paragraf("12:"), Some("12".into()));
        for text in ["", "a", "12-15", "12 ab", "123456", "1 å"] {
            assert_eq!(paragraf(text), None, "{text}");
        }
    }
}
