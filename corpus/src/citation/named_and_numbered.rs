//! A statute's name and its number side by side are one reference: "kommunallagen (2017:725)", "lag
//! (2018:1197) om Förenta nationernas konvention om barnets rättigheter".

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::{Citation, CitationKind, pattern};

/// Between a name and its number, where nothing else stands.
static NUMBER_NEXT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\s*[,(\[]?\s*(?:SFS\s*(?:nr\.?:?\s*)?)?$"));

/// A reference that begins with the number itself.
static NUMERAL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[(\[]?(?:SFS\s*(?:nr\.?:?\s*)?)?[12][0-9]{3}\s?:"));

/// Between the name of an act of the Union and its number.
static UNION_NEXT: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*[,(\[]?\s*$"));

/// Between a number and the title behind it.
static TITLE_NEXT: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[)\]]?\s+(?:om|med)\s+$"));

/// The citations with each such pair made one; the name gives the key.
pub(super) fn join(text: &str, citations: Vec<Citation>) -> Vec<Citation> {
    let mut joined: Vec<Citation> = Vec::with_capacity(citations.len());
    // The places that were given to a name: where they stood, and what came of it.
    let mut given: Option<(Range<usize>, Range<usize>, String)> = None;
    for mut citation in citations {
        if let Some((stood, span, name)) = &given
            && *stood == citation.span
        {
            rename(&mut citation, span.clone(), name, text);
            joined.push(citation);
            continue;
        }
        let Some(before) = joined.last_mut().filter(|before| one(before, &citation, text)) else {
            joined.push(citation);
            continue;
        };
        if is_bare(&citation) {
            let span = before.span.start..citation.span.end;
            if is_bare(before) {
                before.shown = shown(text, &span);
                before.span = span;
            }
        } else {
            let span = before.span.start..citation.span.end;
            let name = before.key.clone();
            joined.pop();
            given = Some((citation.span.clone(), span.clone(), name.clone()));
            rename(&mut citation, span, &name, text);
            joined.push(citation);
        }
    }
    joined
}

/// Whether two citations are name and number of one statute, at most one of them with a place.
fn one(before: &Citation, after: &Citation, text: &str) -> bool {
    let law = |one: &Citation| matches!(one.kind, CitationKind::Statute | CitationKind::Sfs);
    // "EU:s dataskyddsförordning (EU/2016/679)".
    let of_union = after.kind == CitationKind::Eu && before.key == after.key;
    if of_union && law(before) {
        return text
            .get(before.span.end..after.span.start)
            .is_some_and(|gap| UNION_NEXT.is_match(gap));
    }
    if !law(before) || !law(after) || !(is_bare(before) || is_bare(after)) {
        return false;
    }
    let Some(gap) = text.get(before.span.end..after.span.start) else { return false };
    let numeral = |one: &Citation| NUMERAL.is_match(&one.shown);
    let has_number = before.shown.bytes().filter(u8::is_ascii_digit).count() >= 5;
    let number_behind = numeral(after) && !has_number && NUMBER_NEXT.is_match(gap);
    let title_behind =
        numeral(before) && statute(&before.key) == statute(&after.key) && TITLE_NEXT.is_match(gap);
    number_behind || title_behind
}

fn rename(citation: &mut Citation, span: Range<usize>, name: &str, text: &str) {
    let place = citation.key[statute(&citation.key).len()..].to_owned();
    citation.key = format!("{name}{place}");
    citation.kind = CitationKind::Statute;
    citation.shown = shown(text, &span);
    citation.span = span;
}

fn shown(text: &str, span: &Range<usize>) -> String {
    text[span.clone()].split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_bare(citation: &Citation) -> bool {
    statute(&citation.key).len() == citation.key.len()
}

/// The statute of a key, its chapter and § left out: "sol", "sfs:2001:12".
fn statute(key: &str) -> &str {
    let parts = if key.starts_with("sfs:") { 3 } else { 1 };
    let end = key.match_indices(':').nth(parts - 1).map_or(key.len(), |(at, _)| at);
    &key[..end]
}
