//! Headings that are told by a number alone: nearly every line that begins with one comes here, so
//! it is read by hand.

use super::{Candidate, Style, simple};

/// The number and the letter ("3", "3 a") at the start of a text.
struct Opening<'t> {
    number: &'t str,
    letter: Option<char>,
    /// What stands behind the letter.
    behind: &'t str,
}

impl<'t> Opening<'t> {
    fn of(text: &'t str) -> Option<Self> {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let (number, behind) = text.split_at(digits);
        let spaced = behind.strip_prefix(char::is_whitespace).unwrap_or(behind);
        let letter = spaced.chars().next().filter(|c| matches!(c, 'a'..='z' | 'A'..='E'));
        let behind = letter.map_or(behind, |_| &spaced[1..]);
        (1..=3).contains(&digits).then_some(Self { number, letter, behind })
    }

    /// As a candidate of `style` whose title is `rest`, at the end of `text`.
    fn candidate(&self, index: usize, style: Style, text: &str, rest: &str) -> Option<Candidate> {
        let letter = self.letter.map(|letter| letter.to_ascii_lowercase());
        simple(index, style, self.number, letter, text.len() - rest.len())
    }
}

/// "3. Title", "3 a."
pub(super) fn dotted(index: usize, text: &str) -> Option<Candidate> {
    let opening = Opening::of(text)?;
    let spaced = opening.behind.strip_prefix(char::is_whitespace);
    let closed = spaced.filter(|_| opening.letter.is_none()).unwrap_or(opening.behind);
    let behind = closed.strip_prefix('.')?;
    let rest = behind.trim_start();
    let apart = rest.is_empty() || rest.len() < behind.len();
    apart.then(|| opening.candidate(index, Style::Dotted, text, rest))?
}

/// "116a  Title", or a bullet with nothing but a number.
pub(super) fn bare(index: usize, text: &str) -> Option<Candidate> {
    let item = text.strip_prefix(['•', '●', '-']);
    let item = item.filter(|item| item.starts_with(char::is_whitespace)).map(str::trim_start);
    let opening = Opening::of(item.unwrap_or(text))?;
    let rest = opening.behind.trim_start();
    let blanks = opening.behind[..opening.behind.len() - rest.len()].chars().count();
    let apart = rest.is_empty() || blanks >= 2;
    apart.then(|| opening.candidate(index, Style::Bare, text, rest))?
}
