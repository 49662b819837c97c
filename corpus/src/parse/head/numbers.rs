//! The diary numbers of a §'s head, and what remains of its lines without them.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

use crate::diary;
use crate::pattern::pattern;

static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\(?\b(?:dnr|diarienummer|diarienr|ärendenummer|ärendenr)\b[.:]{0,2}\s*\)?|\(\s*\)",
    )
});
static CHAINED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\s*(?:[A-ZÅÄÖ][A-Za-zåäöÅÄÖ]{0,4}\s*§\s*\d+\s*)+"));
/// What a run-together page leaves of a number: a label, and less than a number behind it.
static NUMBER_LEFT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\s(?:(?:Dnr|DNR|Diarienr|Diarienummer)[.:]?(?:\s*[/\d-]{0,6})|/(?:19|20)\d\d)$")
});

/// A line without its diary numbers.
pub(super) struct Taken {
    /// What remains of the line.
    pub rest: String,
    /// The numbers as printed, in order.
    pub numbers: Vec<String>,
    /// The one of them that stands in parentheses behind words.
    pub bracketed: Option<String>,
}

/// Takes the diary numbers off a line.
pub(super) fn take(text: &str) -> Taken {
    let text = without_chain(text);
    let mut taken = Taken { rest: String::new(), numbers: Vec::new(), bracketed: None };
    let mut kept = String::with_capacity(text.len());
    let mut done = 0;
    for (place, number) in diary::find_in_head(&text) {
        // "KS 2020/1, KS 2020/2" and "KS 2020/1 och KS 2020/2"
        let joined =
            done > 0 && matches!(text[done..place.start].trim(), "," | ";" | "och" | "samt" | "/");
        if joined || is_apart(&text, &place) {
            if joined {
                done = place.start;
            }
            if is_bracketed(&text, &place) {
                taken.bracketed = Some(number.shown.clone());
            }
            kept.push_str(&text[done..place.start]);
            done = place.end;
            taken.numbers.push(number.shown);
        }
    }
    kept.push_str(&text[done..]);
    taken.rest = without_label(&text, &kept, done > 0);
    // "Taxa för vatten. (KS 96-0088)"
    let stop = text.contains(". (") && taken.rest.ends_with('.');
    if stop && taken.bracketed.is_some() && text.trim_end().ends_with(')') {
        taken.rest.pop();
    }
    taken
}

/// What is kept of `text`, without the label of a number and what joined the number to it.
fn without_label(text: &str, kept: &str, held_number: bool) -> String {
    // A label goes with its number, or stands alone where the number is left out.
    let labelled = held_number || kept.split_whitespace().count() <= 4;
    let bare = if labelled { LABEL.replace_all(kept, " ") } else { kept.into() };
    let bare = bare.trim_start_matches(|c: char| c.is_whitespace() || ",:–-|".contains(c));
    let bare = bare.trim_end();
    if bare.len() == text.trim().len() {
        return bare.to_owned();
    }
    // What joined the number to the title goes with it; a hyphen that ends a word stays.
    let bare = bare.trim_end_matches(|c: char| c.is_whitespace() || ":|".contains(c));
    let column = text.trim_start().strip_prefix(bare).is_some_and(|rest| rest.starts_with("  "));
    let joint = !text.trim_end().ends_with(bare) && !column;
    let free = [" -", ","].iter().find_map(|mark| bare.strip_suffix(mark)).filter(|_| joint);
    free.unwrap_or(bare).trim_end().to_owned()
}

/// The line of a head without its diary numbers.
pub(in crate::parse) fn without_numbers(text: &str) -> String {
    let taken = take(text);
    if is_remnant(&taken.rest, text) { String::new() } else { taken.rest }
}

/// "Au § 83   Sn § 34   Dnr …" → "Dnr …": the numbers that the matter bore on its way.
pub(super) fn without_chain(text: &str) -> Cow<'_, str> {
    CHAINED.replace(text, "")
}

/// A number that is no part of the title: at an end of the line, in parentheses or in a column.
fn is_apart(text: &str, place: &std::ops::Range<usize>) -> bool {
    let before = text[..place.start].trim_end();
    let after = text[place.end..].trim_start();
    let labelled = LABEL.find_iter(before).last().is_some_and(|label| label.end() == before.len());
    // "(SOU 2020:1, dnr KS 2020/2)" names another matter and stays.
    let inside = before.rfind('(').is_some_and(|open| {
        let words = LABEL.replace_all(&before[open..], "");
        !before[open..].contains(')') && words.chars().any(char::is_alphanumeric)
    });
    before.is_empty()
        || (labelled && !inside)
        || (before.ends_with('(') && after.starts_with(')'))
        || (after.is_empty() && text[..place.start].ends_with("  "))
}

/// What is left of a line that held a diary number and no title: nothing, or the code of a filing
/// plan ("Dnr 2013-KS107   042").
pub(super) fn is_remnant(text: &str, line: &str) -> bool {
    text.is_empty() || (text.len() < line.trim().len() && !text.chars().any(char::is_alphabetic))
}

fn is_bracketed(text: &str, place: &std::ops::Range<usize>) -> bool {
    text[..place.start].ends_with('(')
        && text[place.end..].starts_with(')')
        && text[..place.start].chars().any(char::is_alphabetic)
}

/// Whether a line ends in a diary number in parentheses, and nothing else stands in these.
pub(super) fn ends_bracketed(line: &str) -> bool {
    take(line).bracketed.is_some_and(|_| line.ends_with(')'))
}

/// The title without what an extractor left of a number at its end.
pub(super) fn without_remains(title: &str) -> Cow<'_, str> {
    NUMBER_LEFT.replace(title, "")
}
