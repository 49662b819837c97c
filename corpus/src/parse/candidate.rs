//! Lines that may be the heading of a §: read by shape, weighed by what stands around them.
//!
//! Nothing is decided here. A line at whose start a § stands may as well be a statute that a line
//! break cut off; [`super::chain`] chooses the run of candidates that covers the document.

use std::sync::LazyLock;

use regex::Regex;

use super::lines::Line;
use crate::diary;
use crate::glance::has_digit;
use crate::pattern::pattern;
use crate::small_letters::SmallLetters;

mod opening;
mod weight;

use opening::{bare, dotted};
use weight::{is_listed, listing_cost, weigh};

/// How a heading writes its number; headings of one document share one style.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Style {
    /// "§ 5", "KF § 102": the prefix in lower case.
    Sign(String),
    /// "33 §".
    NumberFirst,
    /// "Title          § 5": the number at the right edge of the title's line.
    SignLast,
    /// "Ärende 7", "Punkt 3", "Nr 72", "Paragraf 4": the word in lower case.
    Word(String),
    /// "3. Title".
    Dotted,
    /// "SN 13", "Ks 114": the prefix in lower case.
    Prefix(String),
    /// "116a Title" or a bullet with nothing but a number.
    Bare,
}

/// A line that may be a heading.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    /// Index of the line.
    pub line: usize,
    pub style: Style,
    pub number: u32,
    /// Last number of a range ("3-4").
    pub to: Option<u32>,
    /// "a" in "33 a".
    pub letter: Option<char>,
    /// Bytes of the trimmed line before what is no number: the title begins there, or, where the
    /// number stands last, ends there.
    pub rest: usize,
    /// How much speaks for it.
    pub score: f32,
    /// True where it stands in a list of headings.
    pub listed: bool,
}

impl Candidate {
    /// What the trimmed line `text` holds beside the number.
    pub(super) fn title<'t>(&self, text: &'t str) -> &'t str {
        if self.style == Style::SignLast { &text[..self.rest] } else { &text[self.rest..] }
    }

    /// Gives back what standing in a list cost.
    pub(super) fn forgive_listing(&mut self) {
        self.score += if self.listed { listing_cost(&self.style) } else { 0.0 };
        self.listed = false;
    }

    /// In an agenda "1A. Title", "2   Title" and "3 a   Title" are one numbering.
    pub(super) fn join_numberings(&mut self, line: &Line) {
        if self.style == Style::Bare && self.rest < line.text.len() {
            self.style = Style::Dotted;
        }
    }

    /// The number as the interface gives it: "33a", "3-4".
    pub(super) fn shown(&self) -> String {
        let mut shown = self.number.to_string();
        if let Some(to) = self.to {
            shown.push_str(&format!("-{to}"));
        }
        shown.extend(self.letter);
        shown
    }
}

/// All candidates, in order, weighed.
pub(super) fn find(lines: &[Line]) -> Vec<Candidate> {
    let mut found: Vec<Candidate> =
        lines.iter().enumerate().filter_map(|(index, line)| read(index, line)).collect();
    for at in 0..found.len() {
        let next = found.get(at + 1).map_or(lines.len(), |next| next.line);
        found[at].listed = is_listed(lines, &found, at);
        found[at].score = weigh(lines, &found[at], next);
    }
    found
}

static SIGN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:([A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,6})\.?\s+)?(?:§|Paragraf(?:nummer)?:?(?:\s*§)?)\s*(\d{1,4})(?:\s?[-–]\s?(\d{1,4})\b)?(?:\s?([a-z])\b)?(?:/\d{2,4}\b)?(?:\s?[.:](?:\s|$))?",
    )
});
static NUMBER_FIRST: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(\d{1,4})(?:\s?([a-z])\b)?\s?§(?:\s|$)"));
/// The words of [`WORD`].
const WORDS: [&str; 6] = ["Ärende", "ÄRENDE", "Punkt", "PUNKT", "Nr", "Pkt"];
static WORD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(Ärende|ÄRENDE|Punkt|PUNKT|Nr|Pkt)\.?\s+(?:nr\s+)?(\d{1,3})(?:\s?[-–]\s?(\d{1,3})\b)?(?:\s?([a-zA-E])\b)?\s?[.:)]?(?:\s|$)",
    )
});
static PREFIX: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^([A-ZÅÄÖ]{2,5}|[A-ZÅÄÖ][a-zåäö]{0,3}[fnsu])\s+(\d{1,3})(?:\s?([a-z])\b)?(?:\s|$)")
});

fn read(index: usize, line: &Line) -> Option<Candidate> {
    let text = line.text;
    let (first, last) = (*text.as_bytes().first()?, *text.as_bytes().last()?);
    // A § ends in the second byte.
    if (last.is_ascii_digit() || last == b'\xa7')
        && let Some(found) = opening::sign_last(index, text)
    {
        return Some(found);
    }
    // Most lines open with a word of prose: tell them by their first byte.
    let may_open =
        first.is_ascii_digit() || first.is_ascii_uppercase() || first >= 0x80 || first == b'-';
    if !may_open || text.len() > 400 {
        return None;
    }
    let head = super::cut(text, 40);
    if !may_number(head) {
        return None;
    }
    if head.contains('§') || head.starts_with("Paragraf ") {
        return sign(index, text).or_else(|| number_first(index, text));
    }
    if first.is_ascii_digit() {
        return dotted(index, text).or_else(|| bare(index, text));
    }
    if !has_digit(head) {
        return None;
    }
    if WORDS.iter().any(|word| text.starts_with(word)) {
        return self::word(index, text);
    }
    prefix(index, text).or_else(|| bare(index, text))
}

/// Whether a digit or a § stands in `head`: a look at all bytes at once.
fn may_number(head: &str) -> bool {
    let tells = |byte: u8| byte.is_ascii_digit() || byte == b'\xa7';
    head.starts_with("Paragraf ") || head.bytes().fold(false, |found, byte| found | tells(byte))
}

fn sign(index: usize, text: &str) -> Option<Candidate> {
    let found = SIGN.captures(text)?;
    let prefix = found.get(1).map_or(String::new(), |hit| hit.as_str().small());
    if matches!(prefix.as_str(), "mbl" | "enligt" | "se" | "jfr" | "av" | "i") {
        return None;
    }
    let number = found.get(2)?.as_str().parse().ok()?;
    let to = found.get(3).and_then(|hit| hit.as_str().parse().ok()).filter(|to| *to > number);
    let letter = found.get(4).and_then(|hit| hit.as_str().chars().next());
    // "§ 30 i lagen": the letter is a word of its own.
    let letter_is_word = letter == Some('i') && text[found.get(0)?.end()..].starts_with(' ');
    let letter = letter.filter(|_| !letter_is_word);
    let rest = if letter_is_word { found.get(4)?.start() } else { found.get(0)?.end() };
    let (letter, rest) = match opening::capital(&text[rest..]).filter(|_| letter.is_none()) {
        Some((capital, behind)) => (Some(capital), text.len() - behind.len()),
        None => (letter, rest),
    };
    let rest = text.len() - opening::behind_dash(&text[rest..]).len();
    Some(Candidate {
        line: index,
        style: Style::Sign(prefix),
        number,
        to,
        letter,
        rest,
        score: 0.0,
        listed: false,
    })
}

fn number_first(index: usize, text: &str) -> Option<Candidate> {
    let found = NUMBER_FIRST.captures(text)?;
    let letter = found.get(2).and_then(|hit| hit.as_str().chars().next());
    simple(index, Style::NumberFirst, found.get(1)?.as_str(), letter, found.get(0)?.end())
}

fn word(index: usize, text: &str) -> Option<Candidate> {
    let found = WORD.captures(text)?;
    let style = Style::Word(found.get(1)?.as_str().small());
    let letter = found.get(4).and_then(|hit| hit.as_str().small().chars().next());
    let mut candidate = simple(index, style, found.get(2)?.as_str(), letter, found.get(0)?.end())?;
    candidate.to = found.get(3).and_then(|hit| hit.as_str().parse().ok());
    Some(candidate)
}

fn prefix(index: usize, text: &str) -> Option<Candidate> {
    let word = text.split(char::is_whitespace).next().filter(|word| word.len() <= 10)?;
    if !text[word.len()..].trim_start().starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let found = PREFIX.captures(text)?;
    let prefix = found.get(1)?.as_str();
    if matches!(prefix, "SOU" | "SFS" | "DS" | "EU" | "LSS" | "FN" | "PM" | "SEK" | "KL" | "ISO") {
        return None;
    }
    let letter = found.get(3).and_then(|hit| hit.as_str().chars().next());
    let style = Style::Prefix(prefix.small());
    let rest = found.get(0)?.end();
    let capital = opening::capital(&text[rest..]).filter(|_| letter.is_none());
    let rest = capital.map_or(rest, |(_, behind)| text.len() - behind.len());
    let letter = letter.or(capital.map(|(letter, _)| letter));
    simple(index, style, found.get(2)?.as_str(), letter, rest)
}

/// The items of an agenda that are numbered without sign or point ("4 Remissvar om torg").
pub(super) fn find_in_agenda(lines: &[Line]) -> Vec<Candidate> {
    let plain = |(index, line): (usize, &Line)| plain(index, line.text);
    let mut found: Vec<Candidate> = lines.iter().enumerate().filter_map(plain).collect();
    for at in 0..found.len() {
        let next = found.get(at + 1).map_or(lines.len(), |next| next.line);
        found[at].score = weigh(lines, &found[at], next);
    }
    found
}

fn plain(index: usize, text: &str) -> Option<Candidate> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let title = text[digits..].trim_start();
    let titled = text[digits..].starts_with(' ') && title.starts_with(char::is_uppercase);
    (titled && (1..=3).contains(&digits))
        .then(|| simple(index, Style::Bare, &text[..digits], None, text.len() - title.len()))?
}

fn simple(
    index: usize,
    style: Style,
    number: &str,
    letter: Option<char>,
    rest: usize,
) -> Option<Candidate> {
    let number = number.parse().ok().filter(|number| *number > 0)?;
    Some(Candidate {
        line: index,
        style,
        number,
        to: None,
        letter,
        rest,
        score: 0.0,
        listed: false,
    })
}

/// A line that holds a diary number and little else.
pub(super) fn is_diary_line(text: &str) -> bool {
    if text.len() > 60 || !has_digit(text) {
        return false;
    }
    let found = diary::find_in_head(text);
    let covered: usize = found.iter().map(|(place, _)| place.len()).sum();
    let label = text.small();
    let labelled = ["dnr", "diarie", "ärendenummer", "ärendenr"]
        .iter()
        .any(|word| label.trim_start_matches('(').starts_with(word));
    !found.is_empty() && (labelled || text.len() - covered <= 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(text: &str) -> Option<(Style, String, String)> {
        let line = Line::new(text, 0);
        let found = read(0, &line)?;
        let rest = line.text[found.rest..].trim().to_owned();
        Some((found.style.clone(), found.shown(), rest))
    }

    #[test]
    fn shapes_of_headings() {
        let sign = |prefix: &str| Style::Sign(prefix.into());
        let table = [
            (" § 5 ", sign(""), "5", ""),
            ("§5", sign(""), "5", ""),
            ("§ 63/20 Val", sign(""), "63", "Val"),
            ("§ 61    0116/22", sign(""), "61", "0116/22"),
            ("KF § 102 DNR: KU.2017.4", sign("kf"), "102", "DNR: KU.2017.4"),
            ("33 a §", Style::NumberFirst, "33a", ""),
            ("Ärende 3-4. Sekretess", Style::Word("ärende".into()), "3-4", "Sekretess"),
            ("Nr 72. Plan", Style::Word("nr".into()), "72", "Plan"),
            ("3. Plan", Style::Dotted, "3", "Plan"),
            ("•   3", Style::Bare, "3", ""),
            ("SN 13", Style::Prefix("sn".into()), "13", ""),
        ];
        for (text, style, number, rest) in table {
            assert_eq!(candidate(text), Some((style, number.into(), rest.into())), "{text:?}");
        }
        for text in ["2023-12-12", "MBL § 11", "I 3 § sägs", "3,5 miljoner"] {
            assert_eq!(candidate(text), None, "{text:?}");
        }
    }
}
