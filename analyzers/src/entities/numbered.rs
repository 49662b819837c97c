//! Publications with a number: statutes, reports, bills, cases. `SFS 2025:400`, `SOU 2023:66`,
//! `prop. 2006/07:69`, `bet. 2023/24:SoU5`, `HSLF-FS 2022:39`, `mål nr 4521-23`.

use super::cursor::{Cursor, is_year, plain};
use super::{EntityKind, Found};
use crate::{laws, normal};

/// Series of government reports: word, prefix of the term.
const REPORTS: &[(&str, &str, EntityKind)] = &[
    ("sou", "sou", EntityKind::Sou),
    ("ds", "ds", EntityKind::Ds),
    ("dir", "dir", EntityKind::Dir),
    ("kommittédirektiv", "dir", EntityKind::Dir),
    ("direktiv", "dir", EntityKind::Dir),
    ("direktiven", "dir", EntityKind::Dir),
];
/// Series of parliament: word, prefix of the term.
const PARLIAMENT: &[(&str, &str, EntityKind)] = &[
    ("prop", "prop", EntityKind::Prop),
    ("proposition", "prop", EntityKind::Prop),
    ("propositionen", "prop", EntityKind::Prop),
    ("bet", "bet", EntityKind::Bet),
    ("betänkande", "bet", EntityKind::Bet),
    ("betänkandet", "bet", EntityKind::Bet),
    ("skr", "skr", EntityKind::Prop),
    ("rskr", "rskr", EntityKind::Bet),
    ("mot", "mot", EntityKind::Bet),
];

/// Words before the number of a court case.
const CASE: &[&str] = &["mål", "målnummer", "målnr"];

/// A publication that begins with a word.
pub(super) fn find_named(start: Cursor<'_>) -> Option<Found> {
    case(start)
        .or_else(|| report(start))
        .or_else(|| parliament(start))
        .or_else(|| statute_book(start))
}

/// A publication that begins with its number.
pub(super) fn find_number(start: Cursor<'_>) -> Option<Found> {
    let mut cursor = start;
    if let Some((session, number)) = session_number(&mut cursor) {
        let committee = number.starts_with(char::is_alphabetic);
        return committee.then(|| {
            cursor.found(start.at, EntityKind::Bet, vec![format!("bet:{session}:{number}")])
        });
    }
    let mut cursor = start;
    let (year, number) = year_number(&mut cursor)?;
    Some(cursor.found(start.at, EntityKind::Sfs, statute_terms(&year, &number)))
}

/// The words that may name a series, but for those that end in [`STATUTE_BOOK`].
pub(super) fn openers() -> impl Iterator<Item = String> {
    let series = REPORTS.iter().chain(PARLIAMENT).map(|(word, ..)| normal::fold(word));
    series.chain(CASE.iter().chain(&["hslf"]).map(|word| (*word).to_owned()))
}

/// How the names of statute books end: `SFS`, `SOSFS`.
pub(super) const STATUTE_BOOK: &str = "fs";

fn statute_terms(year: &str, number: &str) -> Vec<String> {
    let mut terms = vec![format!("sfs:{year}:{number}")];
    if let Some(law) = laws::by_number(year, number) {
        terms.push(law.term());
    }
    terms
}

fn report(start: Cursor<'_>) -> Option<Found> {
    let mut cursor = start;
    let (_, prefix, kind) = REPORTS.iter().find(|(word, ..)| cursor.one_of(&[word]).is_some())?;
    cursor.sign(&['.']);
    cursor.blank();
    let spaced = |ahead: &mut Cursor<'_>| {
        let year = ahead.digits().filter(|digits| is_year(digits))?.to_owned();
        ahead.sign(&[':'])?;
        ahead.blank().then_some(())?;
        let number = ahead.digits().filter(|digits| digits.len() <= 3)?;
        ahead.at_word_end().then(|| (year, plain(number).to_owned()))
    };
    let (year, number) = cursor.maybe(spaced).or_else(|| year_number(&mut cursor))?;
    Some(cursor.found(start.at, *kind, vec![format!("{prefix}:{year}:{number}")]))
}

fn parliament(start: Cursor<'_>) -> Option<Found> {
    let mut cursor = start;
    let (_, prefix, kind) =
        PARLIAMENT.iter().find(|(word, ..)| cursor.one_of(&[word]).is_some())?;
    cursor.sign(&['.']);
    cursor.blank();
    let (session, number) = session_number(&mut cursor)?;
    Some(cursor.found(start.at, *kind, vec![format!("{prefix}:{session}:{number}")]))
}

/// `SFS 2025:400`, `lag (2025:400)`, `SOSFS 2014:5`, `HSLF-FS 2022:39`.
fn statute_book(start: Cursor<'_>) -> Option<Found> {
    let mut cursor = start;
    let mut series = cursor.letters()?.to_lowercase();
    if cursor.sign(&['-']).is_some() {
        series = format!("{series}-{}", cursor.letters()?.to_lowercase());
    }
    cursor.blank();
    if series == "sfs" {
        cursor.sign(&[':']);
        let (year, number) = year_number(&mut cursor)?;
        return Some(cursor.found(start.at, EntityKind::Sfs, statute_terms(&year, &number)));
    }
    if series.ends_with(STATUTE_BOOK) {
        let (year, number) = year_number(&mut cursor)?;
        return Some(cursor.found(
            start.at,
            EntityKind::Sfs,
            vec![format!("{series}:{year}:{number}")],
        ));
    }
    None
}

/// `mål nr 4521-23`, `målnummer 4521-23`.
fn case(start: Cursor<'_>) -> Option<Found> {
    let mut cursor = start;
    cursor.one_of(CASE)?;
    cursor.sign(&['.', ':']);
    cursor.blank();
    if cursor.one_of(&["nr", "nummer"]).is_some() {
        cursor.sign(&['.', ':']);
        cursor.blank();
    }
    cursor.maybe(|ahead| {
        ahead.letters().filter(|letters| letters.len() <= 2)?;
        ahead.blank().then_some(())
    });
    let number = cursor.digits()?;
    cursor.sign(&['-'])?;
    let year = cursor.digits().filter(|digits| matches!(digits.len(), 2 | 4))?;
    cursor.at_word_end().then(|| {
        cursor.found(
            start.at,
            EntityKind::Case,
            vec![format!("mål:{}-{}", plain(number), &year[year.len() - 2..])],
        )
    })
}

/// `2025:400`.
fn year_number(cursor: &mut Cursor<'_>) -> Option<(String, String)> {
    let mut ahead = *cursor;
    let year = ahead
        .digits()
        .filter(|digits| is_year(digits) || digits.starts_with("17") && digits.len() == 4)?;
    ahead.sign(&[':'])?;
    let number = ahead.digits().filter(|digits| digits.len() <= 4)?;
    if !ahead.at_word_end() || ahead.goes_on(&[':', '/', '-']) {
        return None;
    }
    *cursor = ahead;
    Some((year.to_owned(), plain(number).to_owned()))
}

/// `2006/07:69`, `2023/24:SoU5`, `1999/2000:14`.
fn session_number(cursor: &mut Cursor<'_>) -> Option<(String, String)> {
    let mut ahead = *cursor;
    let year = ahead.digits().filter(|digits| is_year(digits))?;
    ahead.sign(&['/'])?;
    let next = ahead.digits().filter(|digits| matches!(digits.len(), 2 | 4))?;
    ahead.sign(&[':'])?;
    let committee = ahead.letters().unwrap_or("");
    let number = ahead.digits().unwrap_or("");
    let number = format!("{}{number}", committee.to_lowercase());
    if number.is_empty() || !ahead.at_word_end() {
        return None;
    }
    *cursor = ahead;
    Some((format!("{year}/{next}"), number))
}

#[cfg(test)]
mod tests {
    use crate::entities::tests::terms;

    #[test]
    fn table() {
        for (text, expected) in [
            ("SFS 2099:400", "sfs:2099:400"),
            ("lag (2099:400)", "sfs:2099:400"),
            ("SFS2099:400", "sfs:2099:400"),
            ("SOU 2023:66", "sou:2023:66"),
            ("Ds 2023:33", "ds:2023:33"),
            ("SOU 2023: 66", "sou:2023:66"),
            ("kommittédirektiv 2024:12", "dir:2024:12"),
            ("direktiv 2024:12", "dir:2024:12"),
            ("propositionen 2006/07:69", "prop:2006/07:69"),
            ("dir. 2024:12", "dir:2024:12"),
            ("prop. 2006/07:69", "prop:2006/07:69"),
            ("Proposition 2006/07:69", "prop:2006/07:69"),
            ("bet. 2023/24:SoU5", "bet:2023/24:sou5"),
            ("2023/24:SoU5", "bet:2023/24:sou5"),
            ("HSLF-FS 2022:39", "hslf-fs:2022:39"),
            ("mål nr 4521-23", "mål:4521-23"),
            ("målnummer 4521-23", "mål:4521-23"),
            ("klockan 10:30", ""),
        ] {
            assert_eq!(terms(text), expected, "{text}");
        }
    }
}
