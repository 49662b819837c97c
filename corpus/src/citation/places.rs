//! Places in statutes: "11 kap. 5 § SoL", "socialtjänstlagens 4 kap. 1 och 2 §§", "MB kap 3 och 4".
//!
//! First the run of chapters and §§ is found, then the statute is looked for behind it and
//! before it, so that one small pattern serves every order of the parts.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::{CitationKind, Found, pattern, statutes};

/// One number, a list of them, a chapter or list of chapters, one § or a list.
const NUMBER: &str = r"\d{1,3}(?:\s?[a-h](?-u:\b))?";

fn list() -> String {
    format!(r"{NUMBER}(?:\s?(?:,|och|–|-|eller|samt)\s?{NUMBER}){{0,5}}")
}

/// "11 kap. 5 §", "5 § 11 kap.", "kap 3 och 4", "§ 4.1": one place.
fn item() -> String {
    let list = list();
    let chapters = r"kap(?:\.|itlet|itel)?";
    format!(
        "(?:{list}\\.?\\s*{chapters},?\\s*(?:{list}\\s*§§?|§§?\\s*{list})\
         |{list}\\s*§§?\\s*{list}\\s*{chapters}\
         |§\\s*\\d{{1,2}}\\.\\d{{1,2}}(?-u:\\b)\
         |{list}\\s*§§?|§§?\\s*{list}\
         |{list}\\.?\\s*{chapters}|{chapters}\\s+{list})"
    )
}

/// Stycken, punkter and meningar, which the key leaves out.
const DETAIL: &str = concat!(
    r"(?:\s*(?:första|andra|tredje|fjärde|femte|[1-9]|10)\s?",
    r"(?:st(?:ycket)?\.?|p(?:unkten)?\.?|meningen|a)?){0,3}",
    r"(?:\s*(?:punkten|stycket|p\.?|st\.?)\s*\d{0,2}){0,3}",
);

/// Places joined by commas and "och".
static RUN: LazyLock<Regex> = LazyLock::new(|| {
    let item = item();
    pattern(&format!(r"{item}(?:(?:{DETAIL}(?:,|\s+och|\s+samt|\s+eller)\s+{item}){{1,3}})?"))
});

static DETAIL_AFTER: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("^{DETAIL}")));

/// The parts of one place.
static ITEM: LazyLock<Regex> = LazyLock::new(|| {
    let list = list();
    let chapters = r"kap(?:\.|itlet|itel)?";
    pattern(&format!(
        "(?P<c1>{list})\\.?\\s*{chapters},?\\s*(?:(?P<p1>{list})\\s*§§?|§§?\\s*(?P<p2>{list}))\
         |(?P<p3>{list})\\s*§§?\\s*(?P<c3>{list})\\s*{chapters}\
         |§\\s*(?P<c4>\\d{{1,2}})\\.(?P<p4>\\d{{1,2}})(?-u:\\b)\
         |(?P<p5>{list})\\s*§§?|§§?\\s*(?P<p6>{list})\
         |(?P<c7>{list})\\.?\\s*{chapters}|{chapters}\\s+(?P<c8>{list})"
    ))
});

/// A statute's name, or "lag (2003:778)".
fn name() -> String {
    let names = statutes::alternation();
    format!(
        r"(?P<name>{names}|[A-ZÅÄÖa-zåäö][a-zåäö]{{2,30}}(?:lagen|lag|balken|förordningen))s?(?-u:\b)|(?i:lag(?:en)?|förordning(?:en)?)\s*\((?:SFS\s*)?(?P<year>1[789]\d\d|20\d\d)\s?:\s?(?P<number>\d{{1,4}})\)"
    )
}

static NAME_AFTER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"^[\s,(]*(?:i\s+|av\s+|enligt\s+|den\s+|nya\s+|lagen\s+\()*(?:{})", name()))
});

static NAME_BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?:{})(?:\s+\w+förbud)?(?:\s*\((?:(?:SFS\s*)?\d{{4}}:\d{{1,4}}|[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{{1,4}})\))?,?\s*(?:i\s+|enligt\s+)?$",
        name()
    ))
});

/// How far from its place a statute's name may end or begin, in bytes.
const REACH: usize = 120;

pub(super) fn find(found: &mut Found) {
    let text = found.text;
    if !text.contains('§') && !text.contains("kap") {
        return;
    }
    for run in RUN.find_iter(text).filter_map(|run| closed(text, run.range())) {
        if let Some((span, statute)) = statute_of(text, run.clone()) {
            for place in places(&text[run]) {
                found.add_beside(span.clone(), CitationKind::Statute, format!("{statute}{place}"));
            }
        }
    }
}

/// The run, where it neither begins nor ends inside a word. "§ 5 får" ends before the "f".
fn closed(text: &str, run: Range<usize>) -> Option<Range<usize>> {
    let inside = |c: char| c.is_alphanumeric() || matches!(c, ':' | '/');
    if text[..run.start].ends_with(inside) && !text[run.clone()].starts_with('§') {
        return None;
    }
    if !text[run.end..].starts_with(char::is_alphabetic) {
        return Some(run);
    }
    let shorter = text[run.clone()].strip_suffix(|c: char| c.is_ascii_lowercase())?.trim_end();
    shorter.ends_with(|c: char| c.is_ascii_digit()).then(|| run.start..run.start + shorter.len())
}

/// The statute that the places in `run` belong to, and the whole reference's extent.
fn statute_of(text: &str, run: Range<usize>) -> Option<(Range<usize>, String)> {
    let detail = DETAIL_AFTER.find(&text[run.end..]).map_or(0, |hit| hit.end());
    let tail = &text[run.end + detail..ceiling(text, run.end + detail + REACH)];
    let head_from = floor(text, run.start.saturating_sub(REACH));
    let head = &text[head_from..run.start];
    // "§ 5" at the beginning or the end of a line is a heading of minutes, not a place in what
    // stands on the next line.
    let sign_first = text[run.clone()].starts_with('§');
    let heading = |gap: &str| {
        let blanks = gap.len() - gap.trim_end().len();
        sign_first && gap[gap.len() - blanks..].contains('\n')
    };
    let before = NAME_BEFORE.captures(head).and_then(|hit| {
        let from = head_from + hit.get(0)?.start();
        let free = !text[..from].ends_with(char::is_alphanumeric);
        Some((from..run.end, key(&hit)?)).filter(|_| free && !heading(head))
    });
    let after = NAME_AFTER.captures(tail).and_then(|hit| {
        let whole = hit.get(0)?;
        let gap = &tail[..hit.name("name").or(hit.name("year"))?.start()];
        let next_has_place =
            tail[whole.end()..].trim_start().starts_with(|c: char| c == '§' || c.is_ascii_digit());
        let end = run.end + detail + whole.end();
        (!heading(gap)).then_some((run.start..end, key(&hit)?, gap.contains(',') || next_has_place))
    });
    match (before, after) {
        (Some(before), Some((_, _, true)) | None) => Some(before),
        (_, Some((span, statute, _))) => Some((span, statute)),
        (None, None) => None,
    }
}

fn key(hit: &Captures) -> Option<String> {
    match hit.name("name") {
        Some(name) => statutes::code_or_name(name.as_str()),
        None => Some(format!("sfs:{}:{}", &hit["year"], hit["number"].trim_start_matches('0'))),
    }
}

/// Every place of a run: ":11:5", ":5", ":11".
fn places(run: &str) -> Vec<String> {
    let mut places = Vec::new();
    let mut chapter: Option<String> = None;
    for hit in ITEM.captures_iter(run) {
        let part = |names: &[&str]| {
            names.iter().find_map(|name| hit.name(name)).map(|found| numbers(found.as_str()))
        };
        let chapters = part(&["c1", "c3", "c4", "c7", "c8"]).unwrap_or_default();
        let sections = part(&["p1", "p2", "p3", "p4", "p5", "p6"]).unwrap_or_default();
        if sections.is_empty() {
            places.extend(chapters.iter().map(|chapter| format!(":{chapter}")));
            continue;
        }
        let earlier = chapters.len().saturating_sub(1);
        places.extend(chapters[..earlier].iter().map(|chapter| format!(":{chapter}")));
        chapter = chapters.into_iter().next_back().or(chapter);
        let lead = chapter.as_ref().map_or(String::new(), |chapter| format!(":{chapter}"));
        places.extend(sections.iter().map(|section| format!("{lead}:{section}")));
    }
    places
}

/// "1, 2 a och 4–6" → 1, 2a, 4, 5, 6.
fn numbers(list: &str) -> Vec<String> {
    static ONE: LazyLock<Regex> =
        LazyLock::new(|| pattern(&format!(r"(?P<dash>[–-]\s?)?(?P<one>{NUMBER})")));
    let mut all: Vec<String> = Vec::new();
    for hit in ONE.captures_iter(list) {
        let one: String = hit["one"].chars().filter(|c| !c.is_whitespace()).collect();
        if hit.name("dash").is_some()
            && let Some(Ok(from)) = all.last().map(|last| last.parse::<u32>())
            && let Ok(to) = one.parse::<u32>()
            && to.saturating_sub(from) <= 20
        {
            all.extend((from + 1..to).map(|between| between.to_string()));
        }
        all.push(one);
    }
    all
}

fn floor(text: &str, at: usize) -> usize {
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

fn ceiling(text: &str, at: usize) -> usize {
    (at..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}
