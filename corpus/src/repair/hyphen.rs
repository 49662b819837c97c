//! Words broken by a hyphen: at the end of a line, or in mid-line where lines were run together.
//!
//! A hyphen goes only where the joined word is attested. A hyphen that stands for a word left out
//! ("vård- och omsorg") is never touched. A soft hyphen before a blank is read like a hyphen,
//! because texts made from columns hold it where the word goes on elsewhere.

use std::cell::{Cell, OnceCell};
use std::ops::Range;

use super::beginnings::Beginnings;
use crate::small_letters::SmallLetters;

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

/// Bytes of an ending that a word may have where it stands elsewhere.
const ENDING: usize = 4;
/// How far occurrences of a word are counted.
const MOST: usize = 4;

/// Whether `line` may end in a broken word at all.
pub(super) fn ends_in_hyphen(line: &str) -> bool {
    line.trim_end().ends_with(HYPHENS)
}

/// What tells whether a word exists.
pub(super) struct Words<'a> {
    /// Asked of words in lower case.
    known: &'a dyn Fn(&str) -> bool,
    /// The text itself: a word that stands whole in it is surely one.
    text: &'a str,
    /// How often the text was searched.
    searches: Cell<usize>,
    /// The text's own words, once it was searched often.
    beginnings: OnceCell<Option<Beginnings>>,
}

/// So many searches cost more than finding where all words begin.
const SEARCHES: usize = 10;

impl<'a> Words<'a> {
    /// The words of `text`, and those that are `known` (asked in lower case).
    pub(super) fn new(known: &'a dyn Fn(&str) -> bool, text: &'a str) -> Self {
        Self { known, text, searches: Cell::new(0), beginnings: OnceCell::new() }
    }

    fn attest(&self, left: &str, right: &str) -> bool {
        let left = &left[..left.len() - doubled(left, right)];
        let word = format!("{}{}", left.small(), right.small());
        (self.known)(&word) || self.stand_whole(left, right)
    }

    /// Whether the two parts stand as one whole word somewhere in the text, inflected perhaps.
    fn stand_whole(&self, left: &str, right: &str) -> bool {
        let word = [left, right].concat();
        let small = word.small();
        self.count(&word, 1) > 0 || (small != word && self.count(&small, 1) > 0)
    }

    /// Whether the text itself writes a hyphen between the two parts, and no less than it joins them.
    fn stand_hyphenated(&self, left: &str, right: &str) -> bool {
        // "pott-överenskommelse" speaks for "pott-överenskommelsen".
        let stem = right.char_indices().rev().nth(2).map_or(right.len(), |(at, _)| at.max(4));
        let stem = right.get(..stem).unwrap_or(right);
        let written = self.count(&format!("{left}-{stem}"), MOST);
        written > 0 && written >= self.count(&format!("{left}{stem}"), MOST)
    }

    /// How often a word stands in the text, with an ending of a few letters perhaps; counted up to
    /// `most`.
    fn count(&self, word: &str, most: usize) -> usize {
        let inside = |c: char| c.is_alphanumeric() || c == '-';
        let stands = |at: &usize| {
            let rest = self.text[at + word.len()..].trim_start_matches(char::is_alphabetic);
            let ending = self.text.len() - rest.len() - at - word.len();
            !self.text[..*at].ends_with(inside) && ending <= ENDING && !rest.starts_with(inside)
        };
        let beginnings = self.beginnings().and_then(|known| known.may_begin(word));
        if let Some(begin) = beginnings {
            let bytes = self.text.as_bytes();
            let same = |at: &usize| bytes[*at..].starts_with(word.as_bytes());
            return begin.filter(same).filter(stands).take(most).count();
        }
        memchr::memmem::find_iter(self.text.as_bytes(), word).filter(stands).take(most).count()
    }

    fn beginnings(&self) -> Option<&Beginnings> {
        self.searches.set(self.searches.get() + 1);
        if self.searches.get() <= SEARCHES {
            return None;
        }
        self.beginnings.get_or_init(|| Beginnings::of(self.text)).as_ref()
    }

    /// Whether the first part of a broken word could stand alone or open a compound.
    fn open_with(&self, left: &str) -> bool {
        let lower = left.small();
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
    let joins = (soft && close && !is_omission(right))
        || (is_attested(stem, left, right, words) && !goes_on_in_list(&next[start..], right));
    let end = next[start..].find(char::is_whitespace).map_or(next.len(), |at| start + at);
    joins.then(|| Broken { left: stem.len() - doubled(left, right), right: start..end })
}

/// "kommunal- konkurrens- och upphandlingsrätt": the second word leaves out the same as the first.
fn goes_on_in_list(rest: &str, right: &str) -> bool {
    rest[right.len()..].starts_with("- ")
}

/// The bytes to leave out of three letters that a join would bring together: "till-" and "lämpa" are
/// "tillämpa".
fn doubled(left: &str, right: &str) -> usize {
    let mut letters = left.chars().rev();
    let (Some(last), Some(before)) = (letters.next(), letters.next()) else { return 0 };
    let three = last == before && right.starts_with(last) && !"aeiouyåäö".contains(last);
    if three { last.len_utf8() } else { 0 }
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
        || (near_columns(line, line.len()) && is_torn(left, right, words))
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
            && !goes_on_in_list(word, right)
            && !(near_columns(line, at) && is_torn(left, right, words))
        {
            gaps.push(at - doubled(left, right)..line.len() - word.len());
        }
    }
    gaps
}

/// Whether wide gaps stand inside the line not far from `at`: the next word may belong to another
/// column.
fn near_columns(line: &str, at: usize) -> bool {
    const NEAR: usize = 160;
    let indent = line.len() - after_mark(line).len();
    let near = at.saturating_sub(NEAR).max(indent)..(at + NEAR).min(line.trim_end().len());
    let gaps =
        memchr::memmem::find_iter(line.as_bytes().get(near.clone()).unwrap_or_default(), b"    ");
    // Behind a bullet a wide gap is no column's.
    gaps.map(|gap| near.start + gap).any(|gap| {
        !line.as_bytes()[..gap].ends_with("•".as_bytes()) && !line.as_bytes()[..gap].ends_with(b" ")
    })
}

/// The line without its indent and the mark of a list item, behind which a wide gap is no column's.
fn after_mark(line: &str) -> &str {
    let text = line.trim_start();
    let mark = text.split(char::is_whitespace).next().unwrap_or_default();
    let is_mark = mark.len() <= 4 && !mark.ends_with(char::is_alphanumeric);
    if is_mark { text[mark.len()..].trim_start() } else { text }
}

/// Whether nothing but the rules of compounds speaks for a word. Where the second part is no word,
/// the two are no compound.
fn is_doubtful(left: &str, right: &str, words: &Words) -> bool {
    words.open_with(left) && (words.known)(right) && !words.stand_whole(left, right)
}

/// Whether two parts beside columns may belong to two columns.
fn is_torn(left: &str, right: &str, words: &Words) -> bool {
    (words.known)(right) && !words.stand_whole(left, right)
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
    words.attest(left, right)
        && !(name && is_doubtful(left, right, words))
        && !is_written_with_hyphen(left, right, words)
}

/// Whether the hyphen belongs to the word: the text writes it so elsewhere, or it is a vote.
fn is_written_with_hyphen(left: &str, right: &str, words: &Words) -> bool {
    let vote = ["ja", "nej"].contains(&left.small().as_str()) && right.starts_with("röst");
    vote || ((words.known)(right) && words.stand_hyphenated(left, right))
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
