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
        found.add(span, CitationKind::Dnr, format!("dnr:{}", number.key));
    }
    short(found);
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
            || text[..number.start()].ends_with(['-', '/', '.', ':'])
            || text[number.end()..].starts_with(['-', '/'])
        {
            continue;
        }
        let key = format!("dnr:{}", diary::key(number.as_str()));
        found.add(number.range(), CitationKind::Dnr, key);
    }
}

/// "2022/23" is a school year, and no number of this century ends in "/57".
fn may_be_years(number: &str) -> bool {
    let ends_far = number[5..].parse::<u8>().is_ok_and(|year| (40..80).contains(&year));
    number.starts_with("19") || number.starts_with("20") || ends_far
}
