//! Decisions of other meetings: "kommunfullmäktige 2023-11-27 § 19", "KF 2022-04-28 § 28".

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};

use super::{CitationKind, Found, pattern};
use crate::organ;

const DATE: &str = r"(?P<date>(?:19|20)[0-9][0-9]-[0-9][0-9]-[0-9][0-9]|[0-9]{1,2}\s+(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\s+(?:19|20)[0-9][0-9]|[0-9]{1,2}/[0-9]{1,2}[ -](?:19|20)[0-9][0-9])";

/// One § or several: "§ 19", "§§ 12, 14 och 15", "paragraf 3".
const SECTIONS: &str = r"(?:§§\s*(?P<list>[0-9]{1,4}(?:\s?(?:,|–|-|och|samt)\s?[0-9]{1,4}){0,8})|(?:§|paragraf)\s*(?P<number>[0-9]{1,4})(?P<more>(?:(?:,|\s+och|\s+samt)\s+§\s*[0-9]{1,4}){1,8})?)";

/// The day and the §.
static DAY_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"{DATE}\s*(?:protokollsbilaga\s+[0-9]+)?[,(]?\s*(?:\(?dnr [^)]{{3,20}}\)?,?\s*)?(?:(?:i\s+)?(?:beslut|ärende|protokoll|(?:del)?årsrapport|årsredovisning)\s+)?{SECTIONS}"
    ))
});

/// The § and the day, with the matter's number between them at most.
static SECTION_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"§\s?(?P<number>[0-9]{{1,4}})(?:,?\s+(?:[Dd]nr\s+)?[A-ZÅÄÖ]{{0,4}}[0-9]{{0,4}}[ -]?[0-9]{{4}}/[0-9][0-9])?,?\s+(?P<on>den\s+)?{DATE}"
    ))
});

/// The organ between the day and the §: "2023-11-27, KF § 19".
static BETWEEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"{DATE},?[ ](?P<organ>KF|KS|[A-ZÅÄÖa-zåäö]*(?:fullmäktige|styrelsen|nämnden)),?[ ]§\s?(?P<number>[0-9]{{1,4}})"
    ))
});

/// Organs as prose names them: "Kommunfullmäktige", "KF", "Miljö- och byggnadsnämnden".
static ORGAN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:(?:[A-ZÅÄÖa-zåäö]+styrelsens|[A-ZÅÄÖa-zåäö]+nämndens)\s[a-zåäö]*utskott|(?:(?:[A-ZÅÄÖ][a-zåäö]{2,12}\s+samt\s+)?(?:[A-ZÅÄÖa-zåäö]+-,?\s)+(?:och|samt)\s|[A-ZÅÄÖ][a-zåäö]{2,12}\s+och\s)?(?:(?:[Tt]ekniska|[Ss]ociala|[Gg]emensamma)\s)?[A-ZÅÄÖa-zåäö]*(?:fullmäktige|styrelsen|[Nn]ämnden|utskott(?:et)?)|KF|KS)",
    )
});

/// What joins two decisions of one organ.
static AND: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[\s,;)]*(?:(?:och|samt|den)[\s,(]+)*$"));

/// What may stand between an organ and the day of its decision: "-s beslut den", "återremitterade".
static ORGAN_TO_DAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?:s|:s|s:)?(?:-[a-zåäö]*)?(?:\s+[a-zåäö]{2,24}){0,5}[\s,(]*(?:den\s+)?$")
});

/// The day of the minutes themselves.
static OWN_DAY: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)datum:?[\s]*(?:den\s+)?$"));

/// "PU 230925 §101": an organ's letters and a day without century.
static SHORT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?P<organ>[A-ZÅÄÖ]{2,5})\s+(?P<date>[0-9]{6}),?\s*§\s?(?P<number>[0-9]{1,4})")
});

pub(super) fn find(found: &mut Found) {
    let text = found.text;
    if !text.contains('§') && !text.contains("paragraf") {
        return;
    }
    without_century(found);
    let mut last: Option<(usize, String)> = None;
    for hit in DAY_FIRST.captures_iter(text) {
        let (Some(whole), Some(day)) = (hit.get(0), day(&hit["date"])) else { continue };
        // "2023-10-12" and "§ 32" on the next line head minutes.
        let date_end = hit.name("date").map_or(whole.start(), |date| date.end());
        let heads = text[date_end..whole.end()].trim_start_matches([' ', '\r']).starts_with('\n');
        let named = if heads { None } else { organ_before(text, whole.start()) };
        let Some((from, mut organ)) = named else { continue };
        let (sections, end) = sections(text, &hit, whole.range());
        // "fullmäktiges beslut 2022-05-19 § 17 samt 2023-02-23 § 26": one organ decided both.
        let joined = |at: &usize| text.get(*at..from).is_some_and(|gap| AND.is_match(gap));
        if let Some((_, before)) = last.take_if(|(at, _)| organ.is_empty() && joined(at)) {
            organ = before;
        }
        last = Some((end, organ.clone()));
        for section in sections {
            let key = format!("beslut:{organ}:{day}:{section}");
            found.add_beside(from..end, CitationKind::Decision, key);
        }
    }
    organ_between(found);
    section_first(found);
}

/// "PU 230925 §101".
fn without_century(found: &mut Found) {
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
}

/// "2023-11-27, KF § 19".
fn organ_between(found: &mut Found) {
    let text = found.text;
    for hit in BETWEEN.captures_iter(text) {
        let (Some(whole), Some(day)) = (hit.get(0), day(&hit["date"])) else { continue };
        if OWN_DAY.is_match(&text[..whole.start()]) {
            continue;
        }
        let organ = &hit["organ"];
        let organ = by_letters(organ).unwrap_or_else(|| organ::key(organ));
        let key = format!("beslut:{organ}:{day}:{}", &hit["number"]);
        found.add(whole.range(), CitationKind::Decision, key);
    }
}

/// "§ 19 den 27 november 2023".
fn section_first(found: &mut Found) {
    let text = found.text;
    for hit in SECTION_FIRST.captures_iter(text) {
        let (Some(whole), Some(number)) = (hit.get(0), hit.name("number")) else { continue };
        let Some(day) = day(&hit["date"]) else { continue };
        // "§ 5 2023-10-12" heads minutes, "§ 5 den 12 oktober" and "(§ 5, 2023-10-12)" do not.
        let told = hit.name("on").is_some() || text[..whole.start()].ends_with('(');
        let organ =
            organ_before(text, whole.start()).filter(|(_, organ)| told || !organ.is_empty());
        let Some((from, organ)) = organ else { continue };
        let key = format!("beslut:{organ}:{day}:{}", number.as_str());
        // The matter's number is a reference of its own.
        found.add(from..number.end(), CitationKind::Decision, key);
    }
}

/// "2023-11-27", "27 november 2023", "27/11 2023".
fn day(written: &str) -> Option<Date> {
    let Some((day, rest)) = written.split_once('/') else { return crate::parse::date(written) };
    let (month, year) = rest.split_once([' ', '-'])?;
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// The §§ of a decision, and where they end. In "§§ 12, 2023-…" the year is none.
fn sections(text: &str, hit: &Captures, whole: Range<usize>) -> (Vec<String>, usize) {
    let Some(list) = hit.name("list") else {
        if let Some(more) = hit.name("more") {
            let all = format!("{}{}", &hit["number"], more.as_str());
            return (super::places::numbers(&all), whole.end);
        }
        let letter = letter(&text[whole.end..]);
        let number = format!("{}{letter}", &hit["number"]);
        return (vec![number], whole.end + letter.len());
    };
    let mut numbers = list.as_str();
    if text[list.end()..].starts_with(|c: char| c.is_ascii_digit()) {
        numbers = numbers.trim_end_matches(|c: char| c.is_ascii_digit());
        numbers = numbers.trim_end_matches(|c: char| !c.is_ascii_digit());
    }
    (super::places::numbers(numbers), list.start() + numbers.len())
}

/// The letter close behind a number: "§ 5a". What goes on with letters is a word.
fn letter(behind: &str) -> &str {
    let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    let lettered = behind.starts_with(|c| matches!(c, 'a'..='e')) && ends(&behind[1..]);
    if lettered { &behind[..1] } else { "" }
}

/// Where the reference begins, and the key of the organ, empty where none is named. `None`: the
/// day is that of the minutes themselves.
fn organ_before(text: &str, at: usize) -> Option<(usize, String)> {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let near = (at.saturating_sub(140)..=at).find(|&from| text.is_char_boundary(from))?;
    let from = near.max(text[..line.saturating_sub(1)].rfind('\n').map_or(0, |end| end + 1));
    let head = &text[from..at];
    if OWN_DAY.is_match(head) {
        return None;
    }
    let named = ORGAN.find_iter(head).filter(|organ| {
        let inside = |c: char| c.is_alphanumeric();
        !head[..organ.start()].ends_with(inside) && ORGAN_TO_DAY.is_match(&head[organ.end()..])
    });
    // "Nämnden för vuxna" has a longer name than is known to end here.
    let known = |organ: &regex::Match| {
        !(organ.as_str().eq_ignore_ascii_case("nämnden") && head[organ.end()..].starts_with(" för"))
    };
    let Some(organ) = named.last().filter(known) else { return Some(letters_before(head, at)) };
    let name = last_of_two(organ.as_str());
    let key = by_letters(name).unwrap_or_else(|| organ::key(name));
    Some((from + organ.end() - name.len(), key))
}

/// "Kretslopp och vattennämnden" is one organ, "Byanämnden och vattennämnden" are two.
fn last_of_two(name: &str) -> &str {
    let two = name.split_once(" och ").filter(|(first, _)| {
        ["nämnden", "styrelsen", "utskottet", "fullmäktige"].iter().any(|end| first.ends_with(end))
    });
    two.map_or(name, |(_, last)| last)
}

/// An organ's letters right before a day: "(BN 2022-03-23".
fn letters_before(head: &str, at: usize) -> (usize, String) {
    static LETTERS: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?:^|[\s(,])(?P<letters>[A-ZÅÄÖ]{1,4}N|CSG|AU)\s+$"));
    let letters = LETTERS.captures(head).and_then(|hit| hit.name("letters"));
    match letters {
        Some(letters) => (at - (head.len() - letters.start()), letters.as_str().to_lowercase()),
        None => (at, String::new()),
    }
}

fn by_letters(organ: &str) -> Option<String> {
    match organ {
        "KF" | "fullmäktige" | "Fullmäktige" => Some("kommunfullmäktige".to_owned()),
        "KS" => Some("kommunstyrelsen".to_owned()),
        _ => None,
    }
}
