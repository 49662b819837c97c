//! Who moved what; in the files below, who recorded a reservation or a statement, and how a vote
//! fell.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::document::Member;
use crate::party;

mod absent;
mod ballot_table;
mod ballots;
mod stands;
mod votes;

pub(super) use absent::{Absence, absence, may_name_absent, named};
pub(super) use ballot_table::table;
pub(super) use ballots::{give, name_voters};
pub(super) use stands::{reserving, reserving_in_passing, stating, stating_in_passing};
pub(super) use votes::votes;

/// A person named with a party.
#[derive(Debug)]
struct Mention {
    name: String,
    party: String,
    /// From the name's beginning to behind the closing parenthesis.
    place: Range<usize>,
}

fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("patterns are constants that the tests compile")
}

static PARENTHESES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\(\s*(?:(?:båda|bägge|alla|samtliga)\s+)?([A-Za-zÅÄÖåäö]{1,4}|5)\s*\)")
});
static AFTER_COMMA: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"([A-ZÅÄÖ][\w'-]+(?: [A-ZÅÄÖ][\w'-]+)+), (?:ordförande |vice ordförande )?([A-Za-zÅÄÖåäö]{1,4})(?:[,.:; ]|$)",
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
static MOVES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?-u:\b)(?:yrkar|yrkade|yrkat|instämmer|instämde|ställer sig bakom|ställde sig bakom|ansluter sig till|anslöt sig till|biträder|biträdde|tillstyrker|föreslår|föreslog|bifaller)(?-u:\b)",
    )
});
/// Verbs that may stand before their subject: "Därefter yrkar Ann Ek (S) avslag".
static MOVES_FIRST: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?-u:\b)(?:yrkar|yrkade|instämmer|instämde) "));
/// "Under behandlingen föreslog Per Al (L) avslag och Ulla Ek (S) bifall."
static MOVED_WHAT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?-u:\b)(?:föreslår|föreslog|yrkar|yrkade) "));
/// What a mover's name follows: "Yrkande från Ann Ek (S): …" at a sentence's start, "yrkar, med
/// instämmande av Bo Al (V), …".
static MOVED_BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:^|[.:] )Yrkanden? (?:från|av) |yrka(?:r|de),? med instämmande (?:från|av) ")
});

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
            found.push(Mention { name, party: party.clone(), place: start..whole.end() });
        }
    }
    if found.is_empty() {
        found = bare_mentions(text);
    }
    found
}

/// Parties without parentheses: "Ann Ek, S" and "S Ann Ek".
fn bare_mentions(text: &str) -> Vec<Mention> {
    let of = |name: regex::Match, code: regex::Match| {
        // "Ann Ek, som …": letters that are no known party's must end the phrase.
        let known = party::letters(code.as_str()).is_some();
        let ends = code.start() > name.end() && !text[code.end()..].starts_with(' ');
        let party = party::letters_of_person(code.as_str()).filter(|_| known || ends)?;
        let place = name.start().min(code.start())..name.end().max(code.end());
        Some(Mention { name: name.as_str().to_owned(), party, place })
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
        let named = word.starts_with(char::is_uppercase) && !word.ends_with([',', '.', ';', ':']);
        let initial = word.len() <= 3 && word.ends_with('.') && word.starts_with(char::is_uppercase)
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
    name.starts_with(char::is_uppercase).then(|| (name.to_owned(), start))
}

/// Capitalised words that are no part of a name.
fn is_title(word: &str) -> bool {
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
    TITLES.contains(&word.to_lowercase().as_str())
}

/// Everyone who moves anything in `text` (flowing), once, in order.
pub(super) fn movers(text: &str) -> Vec<Member> {
    let all = mentions(text);
    let mut moving: Vec<&Mention> = Vec::new();
    for opening in MOVED_BY.find_iter(text) {
        let mut end = opening.end();
        for mention in all.iter().filter(|mention| mention.place.start >= opening.end()) {
            if mention.place.start > end && !joins(&text[end..mention.place.start], false) {
                break;
            }
            end = mention.place.end;
            moving.push(mention);
        }
    }
    for verb in MOVES.find_iter(text) {
        let before = all.partition_point(|mention| mention.place.end <= verb.start());
        let mut limit = verb.start();
        for mention in all[..before].iter().rev() {
            let gap = &text[mention.place.end.min(limit)..limit];
            if !joins(gap, limit == verb.start()) || moved_elsewhere(&text[verb.end()..]) {
                break;
            }
            limit = mention.place.start;
            moving.push(mention);
        }
    }
    for verb in MOVES_FIRST.find_iter(text) {
        let mut end = verb.end();
        let free = all.iter().all(|mention| {
            mention.place.end > verb.start() || !joins(&text[mention.place.end..verb.start()], true)
        });
        let behind = all.partition_point(|mention| mention.place.start < verb.end());
        for mention in all[behind..].iter().filter(|_| free) {
            if !joins(&text[end..mention.place.start], false) {
                break;
            }
            end = mention.place.end;
            moving.push(mention);
        }
    }
    for verb in MOVED_WHAT.find_iter(text) {
        let end = text[verb.end()..].find(". ").map_or(text.len(), |at| verb.end() + at);
        let behind = all.partition_point(|mention| mention.place.start < verb.end());
        let inside = all[behind..].iter().take_while(|mention| mention.place.end <= end);
        moving.extend(inside.filter(|mention| names_motion(&text[mention.place.end..])));
    }
    moving.sort_by_key(|mention| mention.place.start);
    let mut members: Vec<Member> = Vec::new();
    moving.into_iter().for_each(|mention| add_member(&mut members, mention));
    if all.is_empty() {
        members = movers_without_party(text);
    }
    members
}

fn names_motion(rest: &str) -> bool {
    ["avslag", "bifall", "återremiss", "bordläggning"]
        .iter()
        .any(|motion| rest.trim_start().starts_with(motion))
}

/// "Ann Ek (S) föreslår i en motion att …" tells of a motion of old, not of one at the meeting.
fn moved_elsewhere(rest: &str) -> bool {
    ["i en motion", "i sin motion", "i motionen", "i en interpellation", "i ett medborgarförslag"]
        .iter()
        .any(|place| rest.trim_start().starts_with(place))
}

/// Movers whose party is nowhere printed ("Hillevi Sund yrkar bifall"), for texts that name no
/// parties at all.
fn movers_without_party(text: &str) -> Vec<Member> {
    static MOVER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"((?:[A-ZÅÄÖ][\p{L}-]+ ){1,3}[A-ZÅÄÖ][\p{L}-]+) (?:yrkar|yrkade)(?-u:\b)")
    });
    let mut members: Vec<Member> = Vec::new();
    for hit in MOVER.captures_iter(text) {
        let Some((person, _)) = name_before(&hit[1]) else { continue };
        let member = Member { person, party: String::new() };
        if member.person.contains(' ') && !members.contains(&member) {
            members.push(member);
        }
    }
    members
}

/// The movers of a section of motions, where a name may stand with its motion and no verb:
/// "Per Hed (M): Avslag på motionen.", "Bo Al (KD) bifall till motionen."
pub(super) fn movers_listed(text: &str) -> Vec<Member> {
    static MOTION: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?i)(?:: ?| )(?:bifall|avslag|återremiss|bordläggning|att)(?-u:\b)")
    });
    let all = mentions(text);
    let mut members = movers(text);
    for motion in MOTION.find_iter(text) {
        let mut limit = motion.start();
        let mut run: Vec<&Mention> = Vec::new();
        let before = all.partition_point(|mention| mention.place.end <= limit);
        for mention in all[..before].iter().rev() {
            let gap = &text[mention.place.end.min(limit)..limit];
            let joined = if run.is_empty() { gap.is_empty() } else { joins(gap, false) };
            if !joined {
                break;
            }
            limit = mention.place.start;
            run.push(mention);
        }
        let ahead = text[..limit].trim_end();
        if ahead.is_empty() || ahead.ends_with(['.', ':', '”', '•']) {
            run.into_iter().rev().for_each(|mention| add_member(&mut members, mention));
        }
    }
    members
}

fn add_member(members: &mut Vec<Member>, mention: &Mention) {
    let member = Member { person: mention.name.clone(), party: mention.party.clone() };
    if !members.contains(&member) {
        members.push(member);
    }
}

/// Whether what stands between two names, or between a name and its verb, only lists.
fn joins(gap: &str, to_verb: bool) -> bool {
    let plain = gap.replace("m.fl.", "").replace("m. fl.", "");
    if plain.contains(['.', ':', ';', '”', '"', '?']) || plain.chars().count() > 60 {
        return false;
    }
    plain.split([' ', ',']).filter(|word| !word.is_empty()).all(|word| {
        let lower = word.to_lowercase();
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
        ) || is_title(word)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        movers(text)
            .into_iter()
            .map(|member| format!("{} {}", member.person, member.party))
            .collect()
    }

    #[test]
    fn movers_stand_before_their_verb() {
        let table = [
            (
                "Ann Ek m.fl. (S), Bo Al (V) och Cia By (MP) yrkade bifall till Dan Fors (M) förslag.",
                &["Ann Ek S", "Bo Al V", "Cia By MP"][..],
            ),
            (
                "Ordföranden Per Hall (M) yrkar avslag. Eva Roth (S) yrkar bifall till yrkandet från Karin Dahl (V).",
                &["Per Hall M", "Eva Roth S"],
            ),
            (
                "Ann Ek (M), med instämmande från Bo Kron (SD), yrkade avslag.",
                &["Ann Ek M", "Bo Kron SD"],
            ),
            ("Ann Ek och Bo Al (båda L) yrkar bifall.", &["Ann Ek L", "Bo Al L"]),
            ("Janne Hill, M, yrkar bifall.", &["Janne Hill M"]),
            ("Yrkanden från Ann Ek (C): bifall. Bo Al (S) yrkar avslag.", &["Ann Ek C", "Bo Al S"]),
            (
                "Ann Ek (S) yrkar, med instämmande av Bo Al (V), avslag på förslaget.",
                &["Ann Ek S", "Bo Al V"],
            ),
            ("Kommunstyrelsens förslag från Ann Ek (S) har bifallits.", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn movers_in_a_list_need_no_verb() {
        let text = "Karl Ros (MP) med instämmande av Ida By (V): Bifall till motionen. \
                    Per Hed (M): Avslag. Bo Al (KD) bifall till förslaget från Eva Ek (S).";
        let found: Vec<String> =
            movers_listed(text).into_iter().map(|member| member.person).collect();
        assert_eq!(found, ["Karl Ros", "Ida By", "Per Hed", "Bo Al"]);
    }
}
