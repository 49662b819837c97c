//! Words broken by a hyphen: at the end of a line, or in mid-line where lines were run together.
//!
//! A hyphen goes only where the joined word is attested. A hyphen that stands for a word left out
//! ("vård- och omsorg") is never touched. A soft hyphen before a blank is read like a hyphen,
//! because texts made from columns hold it where the word goes on elsewhere.

use std::ops::Range;

/// A break at a line's end.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Broken {
    /// The line keeps its bytes up to here.
    pub left: usize,
    /// What of the next line completes the word, up to the next blank.
    pub right: Range<usize>,
}

const HYPHENS: [char; 3] = ['-', '\u{2010}', '\u{ad}'];

/// Words after which a hyphen always stands for an omission.
const OMISSION: [&str; 10] =
    ["och", "eller", "samt", "respektive", "som", "till", "än", "resp", "och/eller", "m"];

/// Whether `line` may end in a broken word at all.
pub(super) fn ends_in_hyphen(line: &str) -> bool {
    line.trim_end().ends_with(HYPHENS)
}

/// What tells whether a word exists.
pub(super) struct Words<'a> {
    /// Asked of words in lower case.
    pub known: &'a dyn Fn(&str) -> bool,
    /// The text itself: a word that stands whole in it is surely one.
    pub text: &'a str,
}

impl Words<'_> {
    fn attest(&self, left: &str, right: &str) -> bool {
        let word = format!("{}{}", left.to_lowercase(), right.to_lowercase());
        (self.known)(&word) || self.stand_whole(left, right)
    }

    /// Whether the two parts stand as one whole word somewhere in the text.
    fn stand_whole(&self, left: &str, right: &str) -> bool {
        let word = [left, right].concat();
        let inside = |c: char| c.is_alphanumeric() || c == '-';
        memchr::memmem::find_iter(self.text.as_bytes(), &word).any(|at| {
            !self.text[..at].ends_with(inside) && !self.text[at + word.len()..].starts_with(inside)
        })
    }

    /// Whether the first part of a broken word could stand alone or open a compound.
    fn open_with(&self, left: &str) -> bool {
        let lower = left.to_lowercase();
        (self.known)(&lower) || lower.strip_suffix('s').is_some_and(self.known)
    }
}

/// The break at the end of `line`, where `next` is the next line with text; `close` where nothing
/// at all stands between the two.
pub(super) fn at_line_end(line: &str, next: &str, close: bool, words: &Words) -> Option<Broken> {
    let trimmed = line.trim_end();
    let soft = trimmed.ends_with('\u{ad}');
    let stem = trimmed.strip_suffix(HYPHENS)?;
    let left = word_at_end(stem)?;
    let start = next.len() - next.trim_start().len();
    let right = word_at_start(&next[start..])?;
    let joins = (soft && close && !is_omission(right)) || is_attested(stem, left, right, words);
    let end = next[start..].find(char::is_whitespace).map_or(next.len(), |at| start + at);
    joins.then_some(Broken { left: stem.len(), right: start..end })
}

/// Whether `line` could be what a word broken earlier goes on with.
pub(super) fn goes_on(line: &str) -> bool {
    word_at_start(line.trim_start()).is_some()
}

/// The break at the end of `line` that goes on in `farther`, with other text between: a footnote, a
/// page's head. Beside columns such a word must stand whole in the text, because a column's next
/// line is seldom the next line of the text.
pub(super) fn apart(line: &str, farther: &str, words: &Words) -> Option<Broken> {
    let stem = line.trim_end().strip_suffix(HYPHENS)?;
    let left = word_at_end(stem)?;
    let right = word_at_start(farther.trim_start())?;
    if stem[..stem.len() - left.len()].ends_with(HYPHENS)
        || (near_columns(line, line.len()) && is_doubtful(left, right, words))
    {
        return None;
    }
    at_line_end(line, farther, false, words)
}

/// The hyphens (with their blanks) inside `line` that split an attested word.
pub(super) fn within_line(line: &str, words: &Words) -> Vec<Range<usize>> {
    let mut gaps = Vec::new();
    // The first byte of a soft hyphen (C2 AD) leads few other characters.
    for at in memchr::memchr2_iter(b'-', 0xc2, line.as_bytes()) {
        let Some(after) = line[at..].strip_prefix(HYPHENS) else { continue };
        let word = after.trim_start_matches(' ');
        let blanks = after.len() - word.len();
        if blanks == 0 || blanks > 2 {
            continue;
        }
        let (Some(left), Some(right)) = (word_at_end(&line[..at]), word_at_start(word)) else {
            continue;
        };
        if is_attested(&line[..at], left, right, words)
            && !(near_columns(line, at) && is_doubtful(left, right, words))
        {
            gaps.push(at..line.len() - word.len());
        }
    }
    gaps
}

/// Whether wide gaps stand inside the line not far from `at`: the next word may belong to another
/// column.
fn near_columns(line: &str, at: usize) -> bool {
    const NEAR: usize = 160;
    let indent = line.len() - line.trim_start().len();
    let near = at.saturating_sub(NEAR).max(indent)..(at + NEAR).min(line.trim_end().len());
    memchr::memmem::find(line.as_bytes().get(near).unwrap_or_default(), b"    ").is_some()
}

/// Whether nothing but the rules of compounds speaks for a word.
fn is_doubtful(left: &str, right: &str, words: &Words) -> bool {
    words.open_with(left) && !words.stand_whole(left, right)
}

/// Whether `left`, at the end of `stem`, and `right` are one word.
fn is_attested(stem: &str, left: &str, right: &str, words: &Words) -> bool {
    if is_omission(right) || left.chars().count() < 2 {
        return false;
    }
    // "LED-belysning" and "SoL-beslut" keep their hyphen.
    if left.chars().skip(1).any(char::is_uppercase) {
        return false;
    }
    // "Sankt Görans- området" is no compound, "Fastighets- affärerna" at a sentence's start is.
    let before = stem[..stem.len() - left.len()].trim_end();
    let opens = before.is_empty() || before.ends_with(|c: char| !c.is_alphanumeric() && c != ',');
    let name = left.starts_with(char::is_uppercase) && !opens;
    words.attest(left, right) && !(name && is_doubtful(left, right, words))
}

fn is_omission(right: &str) -> bool {
    OMISSION.contains(&right)
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
