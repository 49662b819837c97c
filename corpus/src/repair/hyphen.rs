//! Words broken by a hyphen: at the end of a line, or in mid-line where lines were run together.
//!
//! A hyphen goes only where the joined word is attested. A hyphen that stands for a word left out
//! ("vård- och omsorg") is never touched.

use std::ops::Range;

/// A break at a line's end.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Broken {
    /// The line keeps its bytes up to here.
    pub left: usize,
    /// What of the next line completes the word, up to the next blank.
    pub right: Range<usize>,
}

/// Words after which a hyphen always stands for an omission.
const OMISSION: [&str; 10] =
    ["och", "eller", "samt", "respektive", "som", "till", "än", "resp", "och/eller", "m"];

/// Whether `line` may end in a broken word at all.
pub(super) fn ends_in_hyphen(line: &str) -> bool {
    line.trim_end().ends_with(['-', '\u{2010}', '\u{ad}'])
}

/// The break at the end of `line`, where `next` is the next line with text.
pub(super) fn at_line_end(
    line: &str,
    next: &str,
    attested: &dyn Fn(&str) -> bool,
) -> Option<Broken> {
    let trimmed = line.trim_end();
    let soft = trimmed.ends_with('\u{ad}');
    let stem = trimmed.strip_suffix(['-', '\u{2010}', '\u{ad}'])?;
    let left = word_at_end(stem)?;
    let start = next.len() - next.trim_start().len();
    let right = word_at_start(&next[start..])?;
    let joins = soft || is_attested(left, right, attested);
    let end = next[start..].find(char::is_whitespace).map_or(next.len(), |at| start + at);
    joins.then_some(Broken { left: stem.len(), right: start..end })
}

/// The hyphens (with their blanks) inside `line` that split an attested word.
pub(super) fn within_line(line: &str, attested: &dyn Fn(&str) -> bool) -> Vec<Range<usize>> {
    let mut gaps = Vec::new();
    for at in memchr::memchr_iter(b'-', line.as_bytes()) {
        let rest = &line[at + 1..];
        let blanks = rest.len() - rest.trim_start_matches(' ').len();
        if blanks == 0 || blanks > 2 {
            continue;
        }
        let (Some(left), Some(right)) = (word_at_end(&line[..at]), word_at_start(&rest[blanks..]))
        else {
            continue;
        };
        if is_attested(left, right, attested) {
            gaps.push(at..at + 1 + blanks);
        }
    }
    gaps
}

fn is_attested(left: &str, right: &str, attested: &dyn Fn(&str) -> bool) -> bool {
    let lower = right.to_lowercase();
    if OMISSION.contains(&lower.as_str()) || left.chars().count() < 2 {
        return false;
    }
    // "LED-belysning" and "SoL-beslut" keep their hyphen.
    if left.chars().skip(1).any(char::is_uppercase) {
        return false;
    }
    attested(&format!("{}{lower}", left.to_lowercase()))
}

fn word_at_end(text: &str) -> Option<&str> {
    let start = text.rfind(|c: char| !c.is_alphabetic() && c != '\u{ad}');
    let start = start.map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    (start < text.len()).then(|| &text[start..])
}

/// The lower-case word that `text` begins with.
fn word_at_start(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let word = &text[..end];
    word.chars().next().is_some_and(char::is_lowercase).then_some(word)
}
