//! Who moved what; in the files below, who recorded a reservation or a statement, and how a vote
//! fell.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::party;
use crate::pattern::pattern;
use crate::small_letters::SmallLetters;

mod absent;
mod ballot_table;
mod ballots;
mod motions;
mod stands;
mod votes;

pub(super) use absent::{Absence, absence, may_name_absent, named};
pub(super) use ballot_table::table;
pub(super) use ballots::{give, name_voters};
pub(super) use motions::{movers, movers_listed};
pub(super) use stands::{
    holding_views, reserving, reserving_in_passing, stating, stating_in_passing,
};
pub(super) use votes::votes;

/// A person named with a party.
#[derive(Debug)]
struct Mention {
    name: String,
    party: String,
    /// From the name's beginning to behind the closing parenthesis.
    place: Range<usize>,
}

static PARENTHESES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\(\s*(?:(?:båda|bägge|alla|samtliga)\s+)?([A-Za-zÅÄÖåäö]{1,4}|5|[A-ZÅÄÖ][A-Za-zÅÄÖåäö -]{1,24}(?:partiet|listan|valet|alternativet|erna))(?:[,-] ?[A-ZÅÄÖ][a-zåäöé]{2,}(?: [A-ZÅÄÖ][a-zåäöé]{2,})?)?\s*\)",
    )
});
static AFTER_COMMA: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"([A-ZÅÄÖ][\w'-]+(?: [A-ZÅÄÖ][\w'-]+)+), (?:(?:[12]:e |andre |förste )?(?:vice )?ordförande,? )?([A-Za-zÅÄÖåäö]{1,4})(?:[,.:; ]|$)",
    )
});
/// "Ann Ek S", "Bo Al KD": letters of national parties alone, or initials would be taken for some.
static BESIDE_NAME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"([A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?(?: [A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?)+) (S|M|SD|C|V|KD|L|MP|FP|FI|D)(?:[,.:; )]|$)",
    )
});
static BEFORE_NAME: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?-u:\b)([A-ZÅÄÖ]{1,3}) ([A-ZÅÄÖ][a-zåäöé]+(?: [A-ZÅÄÖ][\w'-]+)+)"));
/// One line with single blanks: sentences run over line breaks.
pub(super) fn flowing(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

fn mentions(text: &str) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    for hit in PARENTHESES.captures_iter(text) {
        let (Some(whole), Some(code)) = (hit.get(0), hit.get(1)) else { continue };
        let Some(party) = party::letters_of_person(code.as_str()) else { continue };
        let known = party::letters(code.as_str()).is_some();
        let from = found.last().map_or(0, |mention| mention.place.end);
        let names = names_before(text, from, whole.start());
        // Unknown letters are a party's only beside a name of two words or more.
        for (name, start) in names.into_iter().filter(|(name, _)| known || name.contains(' ')) {
            let end = whole.end() + place_behind(&text[whole.end()..]);
            found.push(Mention { name, party: party.clone(), place: start..end });
        }
    }
    if found.is_empty() {
        found = bare_mentions(text);
    }
    found
}

/// The length of what stands behind a party and says where its member comes from, as federations of
/// municipalities do (", Ekvik", ", Norra Ekviks kommun", " Ekvik"), or which chair is theirs.
fn place_behind(rest: &str) -> usize {
    static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^,? ([A-ZÅÄÖ][a-zåäöé]{2,}(?:[ -][A-ZÅÄÖ][a-zåäöé]{2,})?)(?: kommun)?",
            r"(?:[,.]|$| yrkar | yrkade | reserverar )",
            r"|^,( (?:\d:[ea] |förste |andre |första |andra )?(?:vice )?ordförande),",
        ))
    });
    const FIRST: [&str; 12] = [
        "Norra", "Södra", "Östra", "Västra", "Stora", "Lilla", "Gamla", "Nya", "Upplands", "Sankt",
        "Öster", "Väster",
    ];
    // Most go on with a verb: a look at a letter spares them the pattern.
    let word = rest.strip_prefix(',').unwrap_or(rest).strip_prefix(' ').unwrap_or_default();
    let chair = || rest.starts_with(',') && word.starts_with(|c: char| "12vfao".contains(c));
    if !word.starts_with(char::is_uppercase) && !chair() {
        return 0;
    }
    let Some(found) = BEHIND.captures(crate::parse::cut(rest, 60)) else { return 0 };
    let Some(place) = found.get(1).or(found.get(2)) else { return 0 };
    // "Ann Ek (S), Bo Al, M" goes on with another member.
    let member = |(first, _)| found.get(1).is_some() && !FIRST.contains(&first);
    if place.as_str().split_once(' ').is_some_and(member) {
        return 0;
    }
    let kommun = if rest[place.end()..].starts_with(" kommun") { " kommun".len() } else { 0 };
    place.end() + kommun
}

/// Parties without parentheses: "Ann Ek, S" and "S Ann Ek".
fn bare_mentions(text: &str) -> Vec<Mention> {
    let of = |name: regex::Match, code: regex::Match| {
        // "Ann Ek, som …": letters that are no known party's must end the phrase.
        let known = party::letters(code.as_str()).is_some();
        let ends = code.start() > name.end() && !text[code.end()..].starts_with(' ');
        let party = party::letters_of_person(code.as_str()).filter(|_| known || ends)?;
        let behind = if ends { place_behind(&text[code.end()..]) } else { 0 };
        let place = name.start().min(code.start())..name.end().max(code.end() + behind);
        let (name, _) = name_before(name.as_str())?;
        Some(Mention { name, party, place })
    };
    let after = AFTER_COMMA.captures_iter(text).filter_map(|hit| of(hit.get(1)?, hit.get(2)?));
    let before = BEFORE_NAME.captures_iter(text).filter_map(|hit| of(hit.get(2)?, hit.get(1)?));
    let beside = BESIDE_NAME.captures_iter(text).filter_map(|hit| of(hit.get(1)?, hit.get(2)?));
    let mut found: Vec<Mention> = after.chain(before).chain(beside).collect();
    found.sort_by_key(|mention| mention.place.start);
    found
}

/// The name right before a party's parentheses; two where the parentheses say "båda".
fn names_before(text: &str, from: usize, open: usize) -> Vec<(String, usize)> {
    let both = text[open..].starts_with("(båda") || text[open..].starts_with("(bägge");
    let mut names = Vec::new();
    let mut end = open;
    for _ in 0..if both { 2 } else { 1 } {
        let Some((name, start)) = name_before(&text[from..end]) else { break };
        names.push((name, from + start));
        let before = text[from..from + start].trim_end();
        let Some(before) = before.strip_suffix("och").or_else(|| before.strip_suffix(',')) else {
            break;
        };
        end = from + before.len();
    }
    names.reverse();
    names
}

/// The run of capitalised words at the end of `text`, titles left out.
fn name_before(text: &str) -> Option<(String, usize)> {
    let mut rest = text.trim_end();
    for suffix in ["m.fl.", "m.fl", "m fl", "m. fl.", "mfl.", "mfl", ","] {
        rest = rest.strip_suffix(suffix).unwrap_or(rest).trim_end();
    }
    let end = rest.len();
    let mut start = end;
    for word in rest.rsplit(' ').take(5) {
        let particle = matches!(word, "von" | "af" | "de" | "van" | "der" | "la" | "el" | "al");
        let named =
            word.starts_with(char::is_uppercase) && !word.ends_with([',', '.', ';', ':', ')']);
        // "… enligt alternativ B. Ann Ek (S)": a letter before a name of two words ends a sentence.
        let names = rest[start.min(end)..end].split(' ').filter(|word| !word.is_empty()).count();
        let initial = word.len() <= 3 && word.ends_with('.') && word.starts_with(char::is_uppercase)
                && names < 2
                // "… från M och L. Ann Ek (S)": letters that end a sentence.
                && party::letters(word).is_none();
        if !(named || particle || initial) || is_title(word) {
            break;
        }
        start = start.saturating_sub(word.len() + usize::from(start < end));
    }
    let name = rest[start..].trim();
    let name = name.trim_start_matches(['"', '”', '(']);
    let start = end - name.len();
    if let Some(whole) = double_name(&rest[..start]).filter(|_| !name.contains(' ')) {
        return Some((rest[whole..].to_owned(), whole));
    }
    if !name.contains(' ')
        && let Some(whole) = name_before_place(&rest[..start])
    {
        return Some(whole);
    }
    name.starts_with(char::is_uppercase).then(|| (name.to_owned(), start))
}

/// "Ann Ek, Tärnvalla (S)": the name before the place.
fn name_before_place(before: &str) -> Option<(String, usize)> {
    let before = before.trim_end().strip_suffix(',')?;
    name_before(before).filter(|(name, _)| name.contains(' '))
}

/// Where "Ebba Natt och Dag" begins, by what stands before its last word: nobody is called by a
/// surname alone beside one who is named in full.
fn double_name(before: &str) -> Option<usize> {
    let first = before.trim_end().strip_suffix(" och")?;
    let mut words = first.rsplit(' ');
    let (surname, given) = (words.next()?, words.next()?);
    let named = |word: &str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || c == '-')
            && !is_title(word)
    };
    let start = first.len() - surname.len() - given.len() - 1;
    (named(surname) && named(given)).then_some(start)
}

/// Capitalised words that are no part of a name.
fn is_title(word: &str) -> bool {
    is_small_title(&word.small())
}

/// As [`is_title`], for a word in lower case.
fn is_small_title(word: &str) -> bool {
    const TITLES: [&str; 22] = [
        "ordförande",
        "ordföranden",
        "ordförandena",
        "ledamoten",
        "ledamöterna",
        "ledamot",
        "vice",
        "förste",
        "andre",
        "kommunalrådet",
        "borgarrådet",
        "ersättaren",
        "gruppledaren",
        "regionrådet",
        "ersättare",
        "ja",
        "nej",
        "även",
        "också",
        "vidare",
        "därefter",
        "motion",
    ];
    TITLES.contains(&word)
}

/// Whether what stands between two names, or between a name and its verb, only lists.
fn joins(gap: &str, to_verb: bool) -> bool {
    let plain = if gap.contains('m') {
        Cow::Owned(gap.replace("m.fl.", "").replace("m. fl.", ""))
    } else {
        Cow::Borrowed(gap)
    };
    if plain.contains(['.', ':', ';', '”', '"', '?']) || plain.chars().count() > 60 {
        return false;
    }
    plain.split([' ', ',']).filter(|word| !word.is_empty()).all(|word| {
        let lower = word.small();
        matches!(
            lower.as_str(),
            "och"
                | "samt"
                | "med"
                | "instämmande"
                | "från"
                | "av"
                | "båda"
                | "m"
                | "fl"
                | "även"
                | "för"
                | "-"
                | "–"
                | "jämte"
                | "liksom"
                | "dels"
        ) || is_small_title(&lower)
            || (to_verb
                && matches!(
                    lower.as_str(),
                    "som"
                        | "begär"
                        | "ordet"
                        | "i"
                        | "första"
                        | "andra"
                        | "hand"
                        | "därefter"
                        | "gruppen"
                ))
            || lower.ends_with("gruppen")
    })
}
