//! Decisions of other meetings: "kommunfullmäktige 2023-11-27 § 19", "KF 2022-04-28 § 28".

use std::sync::LazyLock;

use regex::Regex;

use super::{CitationKind, Found, pattern};
use crate::organ;

const DATE: &str = r"(?P<date>(?:19|20)\d\d-\d\d-\d\d|\d{1,2}\s+(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\s+(?:19|20)\d\d)";

/// The day and the §.
static DAY_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"{DATE}\s*(?:protokollsbilaga\s+\d+)?[,(]?\s*(?:\(?dnr [^)]{{3,20}}\)?,?\s*)?§\s*(?P<number>\d{{1,4}})"
    ))
});

/// The § and the day, with the matter's number between them at most.
static SECTION_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"§\s?(?P<number>\d{{1,4}})(?:,?\s+(?:[Dd]nr\s+)?[A-ZÅÄÖ]{{0,4}}\d{{0,4}}[ -]?\d{{4}}/\d\d)?,?\s+(?:den\s+)?{DATE}"
    ))
});

/// The organ before a day: "Kommunfullmäktiges beslut den", "KF", "nämnden återremitterade", "Miljö-
/// och byggnadsnämnden".
static ORGAN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:(?P<datum>datum:?)|(?P<organ>(?:(?:[A-ZÅÄÖa-zåäö]+-,?\s)+(?:och|samt)\s)?[A-ZÅÄÖa-zåäö]*(?:fullmäktige|styrelsen|[Nn]ämnden|utskott(?:et)?)|KF|KS)s?",
        r"(?:\s+[a-zåäö]{2,24}){0,3})[\s,(]*(?:den\s+)?$",
    ))
});

/// "PU 230925 §101": an organ's letters and a day without century.
static SHORT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?P<organ>[A-ZÅÄÖ]{2,5})\s+(?P<date>\d{6}),?\s*§\s?(?P<number>\d{1,4})")
});

pub(super) fn find(found: &mut Found) {
    let text = found.text;
    for hit in SHORT.captures_iter(text) {
        let digits = &hit["date"];
        let written = format!("20{}-{}-{}", &digits[..2], &digits[2..4], &digits[4..]);
        if let (Some(whole), Some(day)) = (hit.get(0), crate::parse::date(&written)) {
            let organ = by_letters(&hit["organ"]).unwrap_or_else(|| hit["organ"].to_lowercase());
            let key = format!("beslut:{organ}:{day}:{}", &hit["number"]);
            found.add(whole.range(), CitationKind::Decision, key);
        }
    }
    for hit in DAY_FIRST.captures_iter(text) {
        let (Some(whole), Some(date), Some(number)) =
            (hit.get(0), hit.name("date"), hit.name("number"))
        else {
            continue;
        };
        let Some(day) = crate::parse::date(date.as_str()) else { continue };
        let Some((from, organ)) = organ_before(text, whole.start()) else { continue };
        let key = format!("beslut:{organ}:{day}:{}", number.as_str());
        found.add(from..whole.end(), CitationKind::Decision, key);
    }
    for hit in SECTION_FIRST.captures_iter(text) {
        let (Some(whole), Some(date), Some(number)) =
            (hit.get(0), hit.name("date"), hit.name("number"))
        else {
            continue;
        };
        let Some(day) = crate::parse::date(date.as_str()) else { continue };
        let organ = organ_before(text, whole.start()).filter(|(_, organ)| !organ.is_empty());
        let Some((from, organ)) = organ else { continue };
        let key = format!("beslut:{organ}:{day}:{}", number.as_str());
        // The matter's number is a reference of its own.
        found.add(from..number.end(), CitationKind::Decision, key);
    }
}

/// Where the reference begins, and the key of the organ, empty where none is named. `None`: the
/// day is that of the minutes themselves.
fn organ_before(text: &str, at: usize) -> Option<(usize, String)> {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let near = (at.saturating_sub(120)..=at).find(|&from| text.is_char_boundary(from))?;
    let from = near.max(text[..line.saturating_sub(1)].rfind('\n').map_or(0, |end| end + 1));
    let Some(hit) = ORGAN.captures(&text[from..at]) else { return Some((at, String::new())) };
    if hit.name("datum").is_some() {
        return None;
    }
    let written = hit.name("organ")?;
    let organ = written.as_str();
    Some((from + written.start(), by_letters(organ).unwrap_or_else(|| organ::key(organ))))
}

fn by_letters(organ: &str) -> Option<String> {
    match organ {
        "KF" => Some("kommunfullmäktige".to_owned()),
        "KS" => Some("kommunstyrelsen".to_owned()),
        _ => None,
    }
}
