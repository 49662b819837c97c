//! Diary numbers (*diarienummer*). Every town has its own spelling: `KS 2023/769`, `SN/2024:42`,
//! `SLK-2026-00003`, `KU.2017.3`, `N139-0245/22`, `Dnr 31/16`. The term has the parts joined by
//! hyphens without leading zeros; shorter terms leave out what a reader may leave out: the number
//! of the document within the matter, and the prefix of the office.

use super::cursor::{Cursor, is_year, plain, same_word};
use super::{EntityKind, Found};
use crate::normal::count_letters;

const KEYWORDS: &[&str] = &["dnr", "diarienummer", "diarienr", "ärendenummer", "ärendenr"];
/// Offices have longer prefixes rarely, words have them often.
const LONGEST_PREFIX: usize = 6;

/// The diary number that begins here: with a keyword, a prefix or digits.
pub(super) fn find(start: Cursor<'_>) -> Option<Found> {
    let mut cursor = start;
    let keyword = cursor.one_of(KEYWORDS).is_some();
    if keyword {
        cursor.sign(&['.', ':']);
        cursor.sign(&[':']);
        cursor.blank();
    }
    let number = cursor
        .maybe(|ahead| classified(ahead, keyword))
        .or_else(|| cursor.maybe(year_before_office))
        .or_else(|| cursor.maybe(|ahead| year_first(ahead, keyword)))
        .or_else(|| cursor.maybe(year_office))
        .or_else(|| cursor.maybe(|ahead| year_last(ahead, keyword)))?;
    (cursor.at_word_end()).then(|| cursor.found(start.at, EntityKind::Dnr, number.terms()))
}

/// True for letters that may be the keyword, or the prefix of an office.
pub(super) fn may_begin(letters: &str) -> bool {
    /// In bytes.
    const LONGEST: usize = 15;
    if letters.len() > LONGEST {
        return false;
    }
    KEYWORDS.iter().any(|keyword| same_word(letters, keyword))
        || count_letters(letters) <= LONGEST_PREFIX && (is_upper(letters) || is_office(letters))
}

fn is_upper(letters: &str) -> bool {
    letters.chars().filter(|c| c.is_uppercase()).count() * 2 > count_letters(letters)
}

/// A diary number in its parts.
#[derive(Debug)]
struct Number {
    prefix: Option<String>,
    /// Year and number, in the order written.
    parts: String,
    /// The document within the matter: `-1.1`.
    document: Option<String>,
}

impl Number {
    fn terms(self) -> Vec<String> {
        let own = self.prefix.map(|prefix| format!("dnr:{prefix}-{}", self.parts));
        let bare = format!("dnr:{}", self.parts);
        let longest = own.as_deref().unwrap_or(&bare);
        let document = self.document.map(|document| format!("{longest}-{document}"));
        document.into_iter().chain(own).chain([bare]).collect()
    }
}

/// `KS 2023/769`, `SLK-2026-00003`, `2022/594`.
fn year_first(cursor: &mut Cursor<'_>, keyword: bool) -> Option<Number> {
    let prefix = cursor.maybe(|ahead| prefix(ahead, is_year));
    let year = cursor.digits().filter(|digits| is_year(digits))?;
    let sign = cursor.sign(&['/', ':', '-', '.'])?;
    let number = cursor.digits().filter(|digits| digits.len() <= 7)?;
    let certain = keyword || prefix.is_some();
    let fits = match sign {
        '/' => certain || !is_next_year(year, number),
        ':' => certain,
        '-' => {
            certain
                && !is_year(number)
                && (number.len() >= 3
                    || keyword
                    || prefix.as_ref().is_some_and(|prefix| {
                        prefix.hyphen || prefix.upper && !is_month_or_year(year, number)
                    }))
        }
        _ => {
            let long = number.len() >= 3 && !cursor.goes_on(&['.', ',', '-']);
            certain && prefix.as_ref().is_none_or(|prefix| prefix.dot || prefix.upper && long)
        }
    };
    let date = sign == '-' && cursor.goes_on(&['-']) && number.len() == 2;
    if !fits || date {
        return None;
    }
    let document = document(cursor);
    Some(Number {
        prefix: prefix.map(|prefix| prefix.word),
        parts: format!("{year}-{}", plain(number)),
        document,
    })
}

/// Whether "2022-26" may be a span of years, or "2017-11" a month.
fn is_month_or_year(year: &str, number: &str) -> bool {
    /// A plan or a budget spans so many years at most.
    const SPAN: u32 = 12;
    let (Ok(year), Ok(value)) = (year.parse::<u32>(), number.parse::<u32>()) else { return true };
    number.starts_with('0')
        || number.len() == 2 && (1..=12).contains(&value)
        || (1..=SPAN).contains(&((value + 100 - year % 100) % 100))
}

/// `Dnr 1.7.1-123/2024`: the class of the matter stands in front.
fn classified(cursor: &mut Cursor<'_>, keyword: bool) -> Option<Number> {
    fn level<'a>(cursor: &mut Cursor<'a>) -> Option<&'a str> {
        cursor.digits().filter(|digits| digits.len() <= 2)
    }
    let mut class = level(cursor)?.to_owned();
    while let Some(more) = cursor.maybe(|ahead| ahead.sign(&['.']).and_then(|_| level(ahead))) {
        class = format!("{class}.{more}");
    }
    cursor.sign(&['-'])?;
    let number = cursor
        .maybe(|ahead| year_first(ahead, true))
        .or_else(|| cursor.maybe(|ahead| year_last(ahead, true)))?;
    let levels = class.split('.').count();
    let fits = number.prefix.is_none() && (levels > 2 || levels == 2 && keyword);
    fits.then_some(Number { prefix: Some(class), ..number })
}

/// `2024.123 KS`: the office stands behind.
fn year_before_office(cursor: &mut Cursor<'_>) -> Option<Number> {
    let year = cursor.digits().filter(|digits| is_year(digits))?;
    cursor.sign(&['.', '/', ':', '-'])?;
    let number = cursor.digits().filter(|digits| (3..=7).contains(&digits.len()))?;
    cursor.blank().then_some(())?;
    let office = cursor.letters().filter(|letters| is_upper(letters) && is_office(letters))?;
    Some(Number {
        prefix: Some(office.to_lowercase()),
        parts: format!("{year}-{}", plain(number)),
        document: None,
    })
}

/// `2024/KS0123`, `2024KS123`: the office stands in the middle.
fn year_office(cursor: &mut Cursor<'_>) -> Option<Number> {
    let year = cursor.digits().filter(|digits| is_year(digits))?;
    cursor.sign(&['/', '-']);
    let office = cursor.letters().filter(|letters| {
        (2..=LONGEST_PREFIX).contains(&count_letters(letters))
            && letters.chars().all(char::is_uppercase)
    })?;
    cursor.sign(&['/', '-']);
    let number = cursor.digits().filter(|digits| digits.len() <= 7)?;
    Some(Number {
        prefix: Some(office.to_lowercase()),
        parts: format!("{year}-{}", plain(number)),
        document: None,
    })
}

/// `Dnr 31/16`, `1352/21`, `N139-0245/22`, `769/2023`.
fn year_last(cursor: &mut Cursor<'_>, keyword: bool) -> Option<Number> {
    let prefix = cursor.maybe(|ahead| prefix(ahead, |digits| !is_year(digits)));
    let number = cursor.digits().filter(|digits| digits.len() <= 7)?;
    cursor.sign(&['/'])?;
    let year = cursor.digits()?;
    if cursor.goes_on(&['/', '-', ':', '.']) {
        return None;
    }
    let (first, second) = (plain(number), plain(year));
    let named = keyword || prefix.as_ref().is_some_and(|prefix| prefix.upper);
    let parts = match year.len() {
        4 if is_year(year) => {
            let month = number.parse().is_ok_and(|number: u32| number <= 12);
            (named || !month).then(|| format!("{year}-{first}"))?
        }
        2..=5 => {
            let day = matches!((first.parse(), second.parse()), (Ok(1..=31_u32), Ok(1..=12_u32)))
                && year.len() == 2;
            (named || !day && number.len() >= 2).then(|| format!("{first}-{second}"))?
        }
        _ => return None,
    };
    Some(Number {
        prefix: prefix.filter(|prefix| prefix.upper).map(|prefix| prefix.word),
        parts,
        document: None,
    })
}

/// `-1.1`, `-12` behind the number.
fn document(cursor: &mut Cursor<'_>) -> Option<String> {
    cursor.maybe(|ahead| {
        ahead.sign(&['-'])?;
        let mut document = ahead.digits().filter(|digits| digits.len() <= 3)?.to_owned();
        while let Some(more) = ahead.maybe(|ahead| ahead.sign(&['.']).and_then(|_| ahead.digits()))
        {
            document = format!("{document}.{more}");
        }
        ahead.at_word_end().then_some(document)
    })
}

struct Prefix {
    word: String,
    /// Written as an abbreviation.
    upper: bool,
    /// A hyphen follows; a full stop follows.
    hyphen: bool,
    dot: bool,
}

/// The prefix of an office, with what separates it from the digits, which `fits` must accept.
fn prefix(cursor: &mut Cursor<'_>, fits: impl Fn(&str) -> bool) -> Option<Prefix> {
    let letters = cursor.letters().filter(|letters| count_letters(letters) <= LONGEST_PREFIX)?;
    let mut word = letters.to_lowercase();
    let upper = is_upper(letters);
    if let Some(unit) = cursor.maybe(|ahead| {
        ahead.sign(&['-'])?;
        ahead.letters().filter(|unit| upper && unit.len() <= LONGEST_PREFIX && is_upper(unit))
    }) {
        word = format!("{word}-{}", unit.to_lowercase());
    }
    let office = cursor.maybe(|ahead| {
        let digits = ahead.digits().filter(|digits| digits.len() <= 4 && !is_year(digits))?;
        ahead.sign(&['-', ' '])?;
        Some(digits)
    });
    let sign = match office {
        Some(digits) => {
            word.push_str(digits);
            Some('-')
        }
        None if cursor.blank() => None,
        None => cursor.sign(&['-', '/', '.', ':']),
    };
    cursor.blank();
    let follows = { *cursor }.digits().is_some_and(fits);
    let spoken = !upper && !is_office(letters);
    (follows && !spoken).then_some(Prefix {
        word,
        upper,
        hyphen: sign == Some('-'),
        dot: sign == Some('.'),
    })
}

/// Lower-case letters that are no word: a user types `ks 2023/769`.
fn is_office(letters: &str) -> bool {
    const WORDS: &[&str] = &[
        "nr", "kl", "år", "för", "den", "s", "st", "ca", "cirka", "sid", "i", "av", "om", "maj",
        "och", "till", "mars", "juni", "juli",
    ];
    let known = [
        "ks", "kf", "sn", "bn", "bun", "slk", "sof", "tn", "kfn", "von", "ubn", "mhn", "gvn",
        "sbn", "ftn", "kun",
    ];
    known.iter().any(|office| same_word(letters, office))
        || count_letters(letters) <= 4
            && !letters.contains(['a', 'e', 'i', 'o', 'u', 'y', 'å', 'ä', 'ö'])
            && !WORDS.contains(&letters)
}

/// `2022/2023` and `2022/23` are school years.
fn is_next_year(year: &str, number: &str) -> bool {
    let (Ok(year), Ok(number)) = (year.parse::<u32>(), number.parse::<u32>()) else { return false };
    number == year + 1 || number == (year + 1) % 100
}

#[cfg(test)]
mod tests {
    use crate::entities::tests::terms;

    #[test]
    fn table() {
        for (text, expected) in [
            ("KS 2023/769", "dnr:ks-2023-769 dnr:2023-769"),
            ("Dnr KS 2023:769", "dnr:ks-2023-769 dnr:2023-769"),
            ("KS2023/769", "dnr:ks-2023-769 dnr:2023-769"),
            ("ks 2023/769", "dnr:ks-2023-769 dnr:2023-769"),
            ("diarienummer: KS 2023/769", "dnr:ks-2023-769 dnr:2023-769"),
            ("SOF 2023/409-1.1", "dnr:sof-2023-409-1.1 dnr:sof-2023-409 dnr:2023-409"),
            ("SN/2024:42", "dnr:sn-2024-42 dnr:2024-42"),
            ("KU.2017.3", "dnr:ku-2017-3 dnr:2017-3"),
            ("BN 2017-88", "dnr:bn-2017-88 dnr:2017-88"),
            ("BN 2022-26", ""),
            ("BN 2017-11", ""),
            ("2022/594", "dnr:2022-594"),
            ("2024/KS0123", "dnr:ks-2024-123 dnr:2024-123"),
            ("Dnr 2024KS123", "dnr:ks-2024-123 dnr:2024-123"),
            ("KS 2024.123", "dnr:ks-2024-123 dnr:2024-123"),
            ("2024.123 KS", "dnr:ks-2024-123 dnr:2024-123"),
            ("2024/123 KS", "dnr:ks-2024-123 dnr:2024-123"),
            ("KS-SDK 2024/12", "dnr:ks-sdk-2024-12 dnr:2024-12"),
            ("KS-SDK-2024-00123", "dnr:ks-sdk-2024-123 dnr:2024-123"),
            ("Dnr 1.7.1-123/2024", "dnr:1.7.1-2024-123 dnr:2024-123"),
            ("Dnr 1.7.1-2024/123", "dnr:1.7.1-2024-123 dnr:2024-123"),
            ("avsnitt 1.7.1-1.7.3", ""),
            ("Dnr 31/16", "dnr:31-16"),
            ("31/16", "dnr:31-16"),
            ("SLK-2026-00003", "dnr:slk-2026-3 dnr:2026-3"),
            ("slk-2026-00003", "dnr:slk-2026-3 dnr:2026-3"),
            ("SLK 2026-00003", "dnr:slk-2026-3 dnr:2026-3"),
            ("BUN-2025/00071", "dnr:bun-2025-71 dnr:2025-71"),
            ("Dnr 14/0587", "dnr:14-587"),
            ("N139-0245/22", "dnr:n139-245-22 dnr:245-22"),
            ("Dnr 769/2023", "dnr:2023-769"),
            ("KF 2019-2022", "år:2019-2022"),
            ("läsåret 2022/2023", "år:2022-2023"),
            ("nr 3/2024", ""),
            ("öppet 24/7", ""),
            ("KS 2023-10-24", "datum:2023-10-24 datum:2023-10"),
        ] {
            assert_eq!(terms(text), expected, "{text}");
        }
    }
}
