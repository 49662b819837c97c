//! Places in statutes: "11 kap. 5 § SoL", "socialtjänstlagens 4 kap. 1 och 2 §§", "MB kap 3 och 4".
//!
//! First the run of chapters and §§ is found, then the statute is looked for behind it and before it
//! ([`super::owner`]), so that one small pattern serves every order of the parts.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::owner::Owners;
use super::statutes::Mention;
use super::{CitationKind, Found, pattern};

/// One number: "5", "2 a".
const NUMBER: &str = r"[0-9]{1,3}(?:\s?[a-hj-n](?-u:\b))?";

/// Chapters may be counted in words: "fjärde kapitlet".
const ORDINALS: [&str; 20] = [
    "första",
    "andra",
    "tredje",
    "fjärde",
    "femte",
    "sjätte",
    "sjunde",
    "åttonde",
    "nionde",
    "tionde",
    "elfte",
    "tolfte",
    "trettonde",
    "fjortonde",
    "femtonde",
    "sextonde",
    "sjuttonde",
    "artonde",
    "nittonde",
    "tjugonde",
];

const CHAPTERS: &str = r"[Kk]ap(?:\.|itlet|itel)?";
const SIGN: &str = r"(?:§§?|[Pp]aragraf(?:en|erna)?(?-u:\b))";

fn list() -> String {
    format!(r"{NUMBER}(?:\s?(?:,|och|–|-|eller|samt)\s?{NUMBER}){{0,7}}")
}

/// Chapters before their word: "4", "3 och 4", "11:e", "fjärde".
fn counted() -> String {
    format!(r"(?:{}(?::[ea](?-u:\b))?|{})", list(), ORDINALS.join("|"))
}

/// "11 kap. 5 §", "5 § 11 kap.", "kap 3 och 4", "§ 4.1": one place, its parts named.
fn item() -> String {
    let (list, counted, ordinals) = (list(), counted(), ORDINALS.join("|"));
    format!(
        "(?P<c1>{counted})\\.?\\s*{CHAPTERS},?\\s*(?:(?P<p1>{list})\\s*§§?|{SIGN}\\s*(?P<p2>{list}))\
         |(?P<p3>{list})\\s*§§?,?\\s*(?:i\\s+)?(?P<c3>{counted})\\s*{CHAPTERS}\
         |(?P<c5>[1-9][0-9]?):(?P<p7>{NUMBER})\\s*§§?\
         |§\\s*(?P<c4>[0-9]{{1,2}})\\.(?P<p4>[0-9]{{1,2}})(?-u:\\b)\
         |{CHAPTERS}\\s*(?P<c9>[0-9]{{1,2}}),?\\s*(?:(?P<p9>{list})\\s*§§?|{SIGN}\\s*(?P<p10>{list}))\
         |(?P<p5>{list})\\s*§§?|{SIGN}\\s*(?P<p6>{list})\
         |(?P<p8>{ordinals})\\s+paragraf(?:en)?\
         |(?P<c7>{counted})\\.?\\s*{CHAPTERS}|{CHAPTERS}\\s+(?P<c8>{list})"
    )
}

/// Stycken, punkter och meningar, which the key leaves out.
const DETAIL: &str = concat!(
    r"(?:\s*(?:första|andra|tredje|fjärde|femte|10|[1-9])\s?",
    r"(?:st(?:ycket)?\.?|p(?:unkten)?\.?|meningen|a)?){0,3}",
    r"(?:\s*,?\s*(?:punkten|punkterna|punkt|stycket|p\.?|st\.?)\s*[0-9]{0,2}(?:[–-][0-9]{1,2})?){0,3}",
);

/// What stands between places of one run.
static JOINT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:,|,?\s+(?:och|samt|eller|till))\s+$"));

static DETAIL_AFTER: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("^{DETAIL}")));

/// The parts of one place.
static ITEM: LazyLock<Regex> = LazyLock::new(|| pattern(&item()));

pub(super) fn find(found: &mut Found, mentions: &[Mention]) {
    let text = found.text;
    if !["§", "kap", "Kap", "aragraf"].iter().any(|sign| text.contains(sign)) {
        return;
    }
    let mut owners = Owners::new(text, mentions);
    for run in runs(text) {
        let Some(owner) = owners.of(&run) else { continue };
        for place in run.places {
            let place = place.within(owner.chapter.as_deref());
            let key = format!("{}{place}", owner.statute);
            found.add_beside(owner.span.clone(), CitationKind::Statute, key);
        }
    }
}

/// Places that stand together and so belong to one statute.
pub(super) struct Run {
    pub(super) range: Range<usize>,
    /// How many bytes of stycken and punkter stand behind it.
    pub(super) detail: usize,
    pub(super) places: Vec<Place>,
}

fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut at = 0;
    while let Some(hit) = ITEM.captures_at(text, at) {
        let Some(whole) = hit.get(0) else { break };
        let Some(range) = closed(text, whole.range()) else {
            at = whole.start() + text[whole.start()..].chars().next().map_or(1, char::len_utf8);
            continue;
        };
        let detail = detail(text, range.end);
        at = range.end + detail;
        let Some(hit) = ITEM.captures(&text[range.clone()]) else { continue };
        let before = runs.last_mut().filter(|run| {
            let gap = text.get(run.range.end + run.detail..range.start);
            gap.is_some_and(|gap| JOINT.is_match(gap))
        });
        match before {
            Some(run) => {
                let chapter = run.places.last().and_then(|place| place.chapter.clone());
                run.places.extend(places(&hit, chapter));
                (run.range.end, run.detail) = (range.end, detail);
            }
            None => runs.push(Run { places: places(&hit, None), range, detail }),
        }
    }
    runs
}

/// The run, where it neither begins nor ends inside a word. "§ 5 får" ends before the "f".
fn closed(text: &str, run: Range<usize>) -> Option<Range<usize>> {
    // A number close behind a parenthesis is a footnote's.
    let inside = |c: char| c.is_alphanumeric() || matches!(c, ':' | '/' | ')');
    if text[..run.start].ends_with(inside) && !text[run.clone()].starts_with('§') {
        return None;
    }
    if !text[run.end..].starts_with(char::is_alphabetic) {
        return Some(run);
    }
    let shorter = text[run.clone()].strip_suffix(|c: char| c.is_ascii_lowercase())?.trim_end();
    shorter.ends_with(|c: char| c.is_ascii_digit()).then(|| run.start..run.start + shorter.len())
}

/// How long the stycken and punkter behind a run are. They end with a word: the "p" of "plan-" is none.
fn detail(text: &str, end: usize) -> usize {
    let Some(hit) = DETAIL_AFTER.find(&text[end..]) else { return 0 };
    let inside = hit.as_str().ends_with(char::is_alphanumeric)
        && text[end + hit.end()..].starts_with(char::is_alphanumeric);
    let cut = || hit.as_str().rfind(char::is_whitespace).unwrap_or(0);
    if inside { cut() } else { hit.end() }
}

/// A chapter, a §, or a § in a chapter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub chapter: Option<String>,
    pub section: Option<String>,
}

impl Place {
    /// As the end of a key, in `chapter` where it names none itself: ":11:5", ":5", ":11".
    fn within(&self, chapter: Option<&str>) -> String {
        let parts = [self.chapter.as_deref().or(chapter), self.section.as_deref()];
        parts.into_iter().flatten().map(|part| format!(":{part}")).collect()
    }
}

/// The places that `hit` names, in `chapter` where it names none.
fn places(hit: &Captures, chapter: Option<String>) -> Vec<Place> {
    let part = |names: &[&str]| {
        names.iter().find_map(|name| hit.name(name)).map(|found| numbers(found.as_str()))
    };
    let mut chapters = part(&["c1", "c3", "c4", "c5", "c7", "c8", "c9"]).unwrap_or_default();
    let sections =
        part(&["p1", "p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9", "p10"]).unwrap_or_default();
    let last = if sections.is_empty() { None } else { chapters.pop().or(chapter) };
    let alone = |chapter| Place { chapter: Some(chapter), section: None };
    let within = |section| Place { chapter: last.clone(), section: Some(section) };
    let alone = chapters.into_iter().map(alone);
    alone.chain(sections.into_iter().map(within)).collect()
}

/// "1, 2 a och 4–6" → 1, 2a, 4, 5, 6.
pub(super) fn numbers(list: &str) -> Vec<String> {
    static ONE: LazyLock<Regex> =
        LazyLock::new(|| pattern(&format!(r"(?P<dash>[–-]\s?)?(?P<one>{NUMBER})")));
    if let Some(at) = ORDINALS.iter().position(|ordinal| *ordinal == list) {
        return vec![(at + 1).to_string()];
    }
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
