//! Statutes named by a title that no table lists: "lagen om tillfälliga bidrag till kommuner".
//!
//! A title has no end of its own. It is believed where what follows cannot belong to it: a sign, or a
//! word that opens something new, within a few words.

use std::sync::LazyLock;

use regex::Regex;

use super::pattern;
use super::statutes::{Mention, Naming, add};

/// Words in a title behind "om", at most.
const LONGEST: usize = 9;

/// Words that no title goes on with: verbs that follow a subject, and what opens another part.
const STOP: [&str; 74] = [
    "är",
    "var",
    "ska",
    "skall",
    "skulle",
    "har",
    "hade",
    "kan",
    "kunde",
    "får",
    "fick",
    "måste",
    "bör",
    "gäller",
    "gällde",
    "innebär",
    "anger",
    "angav",
    "framgår",
    "framkommer",
    "trädde",
    "träder",
    "infördes",
    "införs",
    "stadgar",
    "ställer",
    "säger",
    "skapar",
    "kräver",
    "krävs",
    "reglerar",
    "regleras",
    "samt",
    "att",
    "som",
    "när",
    "då",
    "där",
    "vilket",
    "vilken",
    "så",
    "men",
    "enligt",
    "inte",
    "finns",
    "omfattas",
    "omfattar",
    "antogs",
    "blir",
    "blev",
    "ger",
    "gav",
    "utan",
    "eftersom",
    "förstärktes",
    "ändras",
    "ändrades",
    "upphörde",
    "upphör",
    "ersätter",
    "ersattes",
    "beskriver",
    "definierar",
    "tillämpas",
    "utgör",
    "styr",
    "syftar",
    "medger",
    "föreskriver",
    "genom",
    "respektive",
    "liksom",
    "utifrån",
    "följer",
];

/// Words behind "om" with which no title begins: "lagen om det blir så".
const NO_TITLE: [&str; 14] = [
    "det", "den", "de", "att", "man", "vi", "en", "ett", "hur", "vad", "detta", "någon", "inte",
    "kommunen",
];

/// Words behind "och" that begin something else than the title's second half.
const OTHER: [&str; 7] = ["lag", "lagar", "förordning", "förordningen", "i", "andra", "annan"];

static HEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?P<kind>[Ll]ag|[Ff]örordning)(?P<definite>en)?\s+(?P<link>om|med)\s+(?P<rest>[^.,;:()§0-9”\x22–]{4,130})(?P<end>.?)",
    )
});

pub(super) fn find(text: &str, flat: &str, found: &mut Vec<Mention>) {
    for hit in HEAD.captures_iter(flat) {
        let (Some(whole), Some(rest), Some(link)) =
            (hit.get(0), hit.name("rest"), hit.name("link"))
        else {
            continue;
        };
        let before = &flat[..whole.start()];
        let definite = hit.name("definite").is_some();
        if before.ends_with(|c: char| c.is_alphanumeric() || c == '-')
            || (!definite && is_proposed(before))
        {
            continue;
        }
        // Behind a wide gap stands another column.
        if has_gap(&text[whole.start()..rest.start()]) {
            continue;
        }
        let column = gap(&text[rest.range()]).unwrap_or(rest.len());
        let closed = column == rest.len() && hit.name("end").is_some_and(|end| !end.is_empty());
        let Some(title) = title(&rest.as_str()[..column], closed) else { continue };
        if link.as_str() == "med" && !title.starts_with("särskilda") {
            continue;
        }
        let kind = hit["kind"].to_lowercase();
        let words = title.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        let key = format!("{kind}en {} {words}", link.as_str());
        let span = whole.start()..rest.start() + title.len();
        add(found, Mention { span, key, naming: Naming::Sure });
    }
}

/// Where a gap between columns begins: blanks in a row on one line.
fn gap(text: &str) -> Option<usize> {
    static GAP: LazyLock<Regex> = LazyLock::new(|| pattern(r"[^\s][ \t]{2,}[^\s]"));
    GAP.find(text)
        .map(|hit| hit.start() + text[hit.start()..].chars().next().map_or(0, char::len_utf8))
}

fn has_gap(head: &str) -> bool {
    head.contains("  ") && !head.contains('\n')
}

/// Whether "lag om …" stands behind what makes it one that does not exist yet: "en ny lag om …".
pub(super) fn is_proposed(before: &str) -> bool {
    let word = before.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
    ["en", "ny", "särskild", "någon", "annan", "svensk"].contains(&word)
}

/// The title that `rest` begins with; `closed` where a sign ends it.
fn title(rest: &str, closed: bool) -> Option<&str> {
    let mut words = 0;
    let mut end = 0;
    let mut after_and = false;
    for (at, word) in tokens(rest) {
        if words == 0 && NO_TITLE.contains(&word) {
            return None;
        }
        if matches!(word, "-" | "–") {
            return (words > 0).then(|| rest[..end].trim_end());
        }
        let other = after_and && (OTHER.contains(&word) || word.ends_with("lagen"));
        if other || STOP.contains(&word) || word.starts_with(char::is_uppercase) {
            return (words > 0).then(|| rest[..end].trim_end());
        }
        after_and = matches!(word, "och" | "eller");
        words += 1;
        if words > LONGEST {
            return None;
        }
        // "och" belongs to the title only if something of it follows.
        if !after_and {
            end = at + word.len();
        }
    }
    (closed && words > 0).then(|| rest[..end].trim_end())
}

/// The words of `rest` and where they begin.
pub(super) fn tokens(rest: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    rest.split_inclusive(char::is_whitespace)
        .map(move |piece| {
            at += piece.len();
            (at - piece.len(), piece.trim_end())
        })
        .filter(|(_, word)| !word.is_empty())
}
