//! Diary numbers as references: those that show themselves, and short ones that only prose makes sure.

use std::sync::LazyLock;

use regex::Regex;

use super::{CitationKind, Found, pattern};
use crate::diary;

pub(super) fn find(found: &mut Found) {
    let text = found.text;
    for (span, number) in diary::find(text) {
        // "Diarienummer  Sida 2021-10-26": columns of a letterhead, not a number.
        let day = crate::parse::date(&number.shown).is_some();
        if day && (number.shown.len() == 10 || number.shown.starts_with(char::is_alphabetic)) {
            continue;
        }
        let key = diary::key(matter(&number.shown));
        found.add(span, CitationKind::Dnr, format!("dnr:{key}"));
    }
    short(found);
}

/// A matter's number without the number of one of its documents: "SN 2023/564-1.1", "KS-2023-00027:45".
fn matter(shown: &str) -> &str {
    static DOCUMENT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?:[0-9]{2,6}\s?:-?[0-9]{1,4}|[/-][0-9]{2,6}-[0-9]{1,3}(?:\.[0-9]{1,3})+)$")
    });
    let Some(hit) = DOCUMENT.find(shown) else { return shown };
    let cut = if hit.as_str().contains(':') { ':' } else { '-' };
    let at = shown.rfind(cut).unwrap_or(shown.len());
    // "SN/2023:12" counts the year's matters behind the colon.
    let year = shown[..at].trim_end();
    let is_year = year.len() <= 8 && diary::ends_in_year(year);
    if is_year { shown } else { year }
}

/// Short diary numbers: of another body behind its § or in parentheses ("§ 61, 0072/22"), those that
/// no span of years looks like ("0726/23"), and those of state agencies ("402-41334-2021",
/// "10-2022-1557").
fn short(found: &mut Found) {
    static SHORT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?P<lead>§\s?[0-9]{1,4},?\s+|\()?(?-u:\b)(?P<number>[0-9]{4}/[0-9][0-9])(?-u:\b)",
            r"|(?-u:\b)(?P<state>[0-9]{3}-[0-9]{3,6}-20[0-9][0-9]|[0-9]{1,3}-20[0-9][0-9]-[0-9]{3,5})(?-u:\b)",
        ))
    });
    let text = found.text;
    for hit in SHORT.captures_iter(text) {
        let Some(number) = hit.name("number").or(hit.name("state")) else { continue };
        let years = hit.name("number").is_some() && hit.name("lead").is_none();
        if (years && may_be_years(number.as_str()))
            || (text[..number.start()].ends_with(['-', '/', '.', ':'])
                && !behind_another(text, number.start()))
            || (text[number.end()..].starts_with(['-', '/']) && !before_another(text, number.end()))
        {
            continue;
        }
        let key = format!("dnr:{}", diary::key(number.as_str()));
        found.add(number.range(), CitationKind::Dnr, key);
    }
}

/// "0063/23/0125/22": two numbers with a stroke between them.
fn before_another(text: &str, at: usize) -> bool {
    static NEXT: LazyLock<Regex> = LazyLock::new(|| pattern(r"^/[0-9]{4}/[0-9]{2}(?:[^0-9/-]|$)"));
    NEXT.is_match(&text[at..])
}

fn behind_another(text: &str, at: usize) -> bool {
    static LAST: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?:^|[^0-9/])[0-9]{4}/[0-9]{2}/$"));
    let from = (at.saturating_sub(12)..at).find(|&from| text.is_char_boundary(from));
    from.is_some_and(|from| LAST.is_match(&text[from..at]))
}

/// "2022/23" is a school year, and no number of this century ends in "/57".
fn may_be_years(number: &str) -> bool {
    let ends_far = number[5..].parse::<u8>().is_ok_and(|year| (40..80).contains(&year));
    number.starts_with("19") || number.starts_with("20") || ends_far
}
