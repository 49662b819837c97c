//! Finds identity numbers among all the other numbers of a municipality.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::{PersonalKind, PersonalNumber};

/// Longest spelling in bytes, separators of three bytes included.
const LONGEST: usize = 40;

/// Letters before a number in which a word may say that it is something else.
const BEFORE: usize = 24;

/// Century, year, month, day, separator, four digits. The separators of the date itself are only
/// believed before a hyphen or plus: "2024-03-12 1400" is a time of day.
static SPELLING: LazyLock<Regex> = LazyLock::new(|| {
    let hyphen = r"[-+\u{2010}-\u{2015}\u{2212}\u{ad}]";
    let space = r"[ \u{a0}\u{2009}\u{202f}]";
    let pattern = format!(
        r"^(?x)(?:(?<century>18|19|20){space}?)?
        (?:
          (?<y>[0-9]{{2}})(?<m>[0-9]{{2}})(?<d>[0-9]{{2}})
          (?<sep>{space}?{hyphen}(?:{space}|\n)?|{space})?
          (?<last>[0-9]{{4}})
        |
          (?<y2>[0-9]{{2}})[-.{inner}](?<m2>[0-9]{{2}})[-.{inner}](?<d2>[0-9]{{2}})
          {space}?{hyphen}{space}?
          (?<last2>[0-9]{{4}})
        )",
        inner = r"\u{20}\u{a0}",
    )
    .replace(space, r"[\u{20}\u{a0}\u{2009}\u{202f}]");
    Regex::new(&pattern).expect("a fixed pattern")
});

/// A word before the number that says it is a number of another kind. Only asked of numbers
/// without hyphen, which alone do not look like identity numbers.
static OTHER_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    let words = r"tel|telefon|tfn|mobil|mob|fax|sms|växel|dnr|diarienr|diarienummer|ärendenr|
        ärendenummer|fakturanr|faktura|fakturanummer|ocr|ocr-nr|bankgiro|bg|plusgiro|pg|postgiro|
        konto|kontonr|kontonummer|iban|ref|referens|refnr|ordernr|order|artikelnr|isbn|issn|ean|
        serienr|serienummer|kr|sek|eur|usd|belopp|summa|avtalsnr|avtalsnummer|objektnr";
    let pattern = format!(r"(?xi)(?:^|[^\p{{L}}])(?:{words})\.?\s*(?:nr|nummer)?[.:]?\s*$");
    Regex::new(&pattern).expect("a fixed pattern")
});

/// What follows an amount.
static AMOUNT_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?i)^[\s\u{a0}]?(?:kr|kronor|tkr|mkr|mnkr|sek|euro|eur|€|%|kwh|mwh|m2|m²|m3|st)\b|^[€%]",
    )
    .expect("a fixed pattern")
});

/// The identity numbers of a text, in order, none overlapping another.
pub(super) fn find(text: &str) -> Vec<PersonalNumber> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        match number_at(text, at) {
            Some(personal) => {
                at = personal.span.end;
                found.push(personal);
            }
            // The next number begins after this run of digits.
            None => at += bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count(),
        }
    }
    found
}

/// The identity number that begins here.
fn number_at(text: &str, at: usize) -> Option<PersonalNumber> {
    let window = &text[at..floor(text, at + LONGEST)];
    let enough = window.bytes().filter(u8::is_ascii_digit).nth(9).is_some();
    let captures = enough.then(|| SPELLING.captures(window)).flatten()?;
    let span = at..at + captures.get(0)?.end();
    let (kind, digits) = birth(&captures)?;
    let whole = luhn(&digits) && stands_alone(text, &span);
    let marked = captures.name("last2").is_some()
        || captures.name("sep").is_some_and(|sep| !sep.as_str().trim().is_empty());
    let believed = marked || !is_something_else(text, &span, &captures);
    (whole && believed).then_some(PersonalNumber { span, kind })
}

/// The ten digits, if the first six are a date of birth.
fn birth(captures: &Captures<'_>) -> Option<(PersonalKind, [u8; 10])> {
    let part = |name: &str, other: &str| captures.name(name).or_else(|| captures.name(other));
    let parts = [("y", "y2"), ("m", "m2"), ("d", "d2"), ("last", "last2")];
    let mut text = String::with_capacity(10);
    for (name, other) in parts {
        text.push_str(part(name, other)?.as_str());
    }
    let digits: [u8; 10] =
        text.bytes().map(|byte| byte - b'0').collect::<Vec<_>>().try_into().ok()?;
    let two = |at: usize| i8::try_from(digits[at] * 10 + digits[at + 1]).ok();
    let (year, month, day) = (two(0)?, two(2)?, two(4)?);
    let (kind, day) = match day {
        61..=91 => (PersonalKind::Samordningsnummer, day - 60),
        _ => (PersonalKind::Personnummer, day),
    };
    // Without century, a leap day is believed where either century has it.
    let century = captures.name("century").and_then(|century| century.as_str().parse::<i16>().ok());
    let centuries = century.map_or(vec![19, 20], |century| vec![century]);
    let exists =
        |century: &i16| jiff::civil::Date::new(century * 100 + i16::from(year), month, day).is_ok();
    centuries.iter().any(exists).then_some((kind, digits))
}

/// The check digit of an identity number (Luhn): every other digit doubled, digit sums, ten
/// divides the total.
fn luhn(digits: &[u8; 10]) -> bool {
    let weighed = |(at, digit): (usize, &u8)| {
        let product = digit * if at % 2 == 0 { 2 } else { 1 };
        u32::from(product / 10 + product % 10)
    };
    digits.iter().enumerate().map(weighed).sum::<u32>() % 10 == 0
}

/// Whether the number is not a piece of a longer one.
fn stands_alone(text: &str, span: &std::ops::Range<usize>) -> bool {
    let joins = |c: char| matches!(c, '-' | '/' | ',' | '+' | ':');
    let mut before = text[..span.start].chars().rev();
    let joined_before = match before.next() {
        Some(c) if c.is_ascii_digit() => true,
        Some(c) if joins(c) => before.next().is_some_and(|c| c.is_ascii_digit()),
        _ => false,
    };
    let mut after = text[span.end..].chars();
    let joined_after = match after.next() {
        Some(c) if c.is_alphanumeric() => true,
        Some(c) if joins(c) => after.next().is_some_and(|c| c.is_ascii_digit()),
        _ => false,
    };
    !joined_before && !joined_after
}

/// Whether a number without hyphen is a phone number, an amount, a number of a case or invoice,
/// a piece of an identifier, or stands in a row of numbers.
fn is_something_else(text: &str, span: &std::ops::Range<usize>, captures: &Captures<'_>) -> bool {
    let before = &text[ceil(text, span.start.saturating_sub(BEFORE))..span.start];
    let after = &text[span.end..];
    let in_word = before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '=');
    let spaced = captures.name("sep").is_some();
    let decimals =
        after.strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let number_before =
        before.trim_end_matches([' ', '\t']).ends_with(|c: char| c.is_ascii_digit());
    let number_after =
        after.trim_start_matches([' ', '\t']).starts_with(|c: char| c.is_ascii_digit());
    in_word
        || decimals
        || OTHER_BEFORE.is_match(before)
        || AMOUNT_AFTER.is_match(after)
        || spaced && (number_before || number_after)
}

/// The largest character boundary not above `at`.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The smallest character boundary not below `at`.
fn ceil(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_is_found() {
        let table = [
            "19811218-9876",
            "811218-9876",
            "811218+9876",
            "8112189876",
            "198112189876",
            "19 811218 9876",
            "811218 9876",
            "19811218 9876",
            "811218 - 9876",
            "811218–9876",
            "811218\u{2011}9876",
            "811218-\n9876",
            "1981-12-18-9876",
            "81 12 18-9876",
            "811278-9873",
            "8112789873",
            "000229-0005",
        ];
        for number in table {
            for text in [format!("({number})"), format!("pnr {number}, nr"), number.to_owned()] {
                let found = find(&text);
                assert_eq!(found.len(), 1, "{text:?}");
                assert_eq!(&text[found[0].span.clone()], number);
            }
        }
        assert_eq!(find("811278-9873")[0].kind, PersonalKind::Samordningsnummer);
    }

    #[test]
    fn look_alikes_are_not() {
        let table = [
            "811218-9875",
            "556677-8899",
            "811318-9878",
            "810229-9870",
            "tel. 8112189876",
            "Dnr: 8112189876",
            "8112189876 kr",
            "1 811218 9876 20",
            "2023-811218-9876",
            "811218-9876-12",
            "58112189876",
            "811218-98765",
            "2024-03-12 1400",
            "id8112189876",
            "8112189876.50",
        ];
        for text in table {
            assert_eq!(find(text), [], "{text:?}");
        }
    }
}
