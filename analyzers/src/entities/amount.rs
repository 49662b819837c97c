//! Money and per cent: `7,8 mnkr` is `7,8 miljoner kronor` is `7 800 000 kr`.

use super::cursor::Cursor;
use super::{EntityKind, Found};

/// Units of money with the power of ten that they stand for.
const MONEY: &[(&str, usize)] = &[
    ("kr", 0),
    ("kronor", 0),
    ("sek", 0),
    ("tkr", 3),
    ("kkr", 3),
    ("tsek", 3),
    ("mkr", 6),
    ("mnkr", 6),
    ("msek", 6),
    ("mdkr", 9),
    ("mdr", 9),
];
const MULTIPLES: &[(&str, usize)] = &[
    ("tusen", 3),
    ("miljon", 6),
    ("miljoner", 6),
    ("mn", 6),
    ("milj", 6),
    ("mdr", 9),
    ("miljard", 9),
    ("miljarder", 9),
];

const PER_CENT: &[&str] = &["procent", "procents"];

/// The words that make a number before them an amount.
pub(super) fn units() -> impl Iterator<Item = &'static str> {
    MONEY.iter().chain(MULTIPLES).map(|(word, _)| *word).chain(PER_CENT.iter().copied())
}

/// An amount that begins with digits.
pub(super) fn find(start: Cursor<'_>) -> Option<Found> {
    let mut cursor = start;
    let (whole, decimals) = number(&mut cursor)?;
    let spaced = cursor.blank();
    if cursor.sign(&['%']).is_some() || spaced && cursor.one_of(PER_CENT).is_some() {
        return Some(cursor.found(
            start.at,
            EntityKind::Amount,
            vec![format!("pct:{}", decimal(&whole, &decimals, 0))],
        ));
    }
    let multiple = cursor.maybe(|ahead| {
        let multiple = word_of(ahead, MULTIPLES)?;
        ahead.sign(&['.']);
        ahead.blank();
        Some(multiple)
    });
    let unit = match multiple {
        Some(multiple) => multiple + word_of(&mut cursor, &MONEY[..3])?,
        None => word_of(&mut cursor, MONEY)?,
    };
    cursor.at_word_end().then(|| {
        cursor.found(
            start.at,
            EntityKind::Amount,
            vec![format!("kr:{}", decimal(&whole, &decimals, unit))],
        )
    })
}

fn word_of(cursor: &mut Cursor<'_>, words: &[(&'static str, usize)]) -> Option<usize> {
    words.iter().find_map(|(word, power)| cursor.one_of(&[word]).map(|_| *power))
}

/// Digits before and after the decimal comma; blanks or full stops between groups of three.
fn number(cursor: &mut Cursor<'_>) -> Option<(String, String)> {
    let mut whole = cursor.digits()?.to_owned();
    if whole.len() <= 3 {
        while let Some(group) = cursor.maybe(group) {
            whole.push_str(group);
        }
    }
    let decimals = cursor.maybe(|ahead| {
        // A full stop before one or two digits is a decimal comma in English dress.
        match ahead.sign(&[',', '.'])? {
            ',' => ahead.digits(),
            _ => ahead.digits().filter(|digits| digits.len() <= 2),
        }
    });
    let fits = whole.len() + decimals.map_or(0, str::len) <= 18;
    fits.then(|| (whole, decimals.unwrap_or("").to_owned()))
}

fn group<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
    if !cursor.blank() {
        cursor.sign(&['.'])?;
    }
    cursor.digits().filter(|digits| digits.len() == 3)
}

/// The number times ten to the `power`, without needless zeros.
fn decimal(whole: &str, decimals: &str, power: usize) -> String {
    let mut digits = format!("{whole}{decimals}");
    let places = decimals.len().saturating_sub(power);
    digits.push_str(&"0".repeat(power.saturating_sub(decimals.len())));
    let (whole, rest) = digits.split_at(digits.len() - places);
    let whole = super::cursor::plain(whole);
    let rest = rest.trim_end_matches('0');
    if rest.is_empty() { whole.to_owned() } else { format!("{whole}.{rest}") }
}

#[cfg(test)]
mod tests {
    use crate::entities::tests::terms;

    #[test]
    fn table() {
        for (text, expected) in [
            ("7,8 mnkr", "kr:7800000"),
            ("7,8 miljoner kronor", "kr:7800000"),
            ("438 000 kr", "kr:438000"),
            ("438 tkr", "kr:438000"),
            ("438.000 kronor", "kr:438000"),
            ("7.8 mnkr", "kr:7800000"),
            ("2,5 mdkr", "kr:2500000000"),
            ("2,5 miljarder kronor", "kr:2500000000"),
            ("0,50 kr", "kr:0.5"),
            ("25 %", "pct:25"),
            ("2,50 procent", "pct:2.5"),
            ("år 2023 438 000 kr", "kr:438000"),
            ("12 personer", ""),
        ] {
            assert_eq!(terms(text), expected, "{text}");
        }
    }
}
