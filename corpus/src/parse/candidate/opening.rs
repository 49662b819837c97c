//! Headings read by hand: those told by a number alone, since nearly every line that begins with
//! one comes here, those whose number stands last, and what joins a number to its title.

use super::super::dates;
use super::{Candidate, Style, simple};
use crate::organ;

/// The number and the letter ("3", "3 a") at the start of a text.
struct Opening<'t> {
    number: &'t str,
    letter: Option<char>,
    /// The last number of a range ("7-8").
    to: Option<u32>,
    /// What stands behind the letter.
    behind: &'t str,
}

impl<'t> Opening<'t> {
    fn of(text: &'t str) -> Option<Self> {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let (number, behind) = text.split_at(digits);
        let (to, behind) = Self::range(number, behind);
        let spaced = behind.strip_prefix(char::is_whitespace).unwrap_or(behind);
        let letter = spaced.chars().next().filter(|c| matches!(c, 'a'..='z' | 'A'..='E'));
        let behind = letter.map_or(behind, |_| &spaced[1..]);
        (1..=3).contains(&digits).then_some(Self { number, letter, to, behind })
    }

    /// The end of the range that `number` begins, and what stands behind it.
    fn range<'r>(number: &str, behind: &'r str) -> (Option<u32>, &'r str) {
        let Some(rest) = behind.strip_prefix(['-', '–']) else { return (None, behind) };
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let first = number.parse::<u32>().unwrap_or(u32::MAX);
        let last = rest[..digits].parse::<u32>().ok();
        let near = |last: &u32| *last > first && *last < first.saturating_add(20);
        last.filter(near).map_or((None, behind), |last| (Some(last), &rest[digits..]))
    }

    /// As a candidate of `style` whose title is `rest`, at the end of `text`.
    fn candidate(&self, index: usize, style: Style, text: &str, rest: &str) -> Option<Candidate> {
        let letter = self.letter.map(|letter| letter.to_ascii_lowercase());
        let found = simple(index, style, self.number, letter, text.len() - rest.len())?;
        Some(Candidate { to: self.to, ..found })
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

/// "Title          § 118", "Title       118 §": the number in a column of its own at the right.
pub(super) fn sign_last(index: usize, text: &str) -> Option<Candidate> {
    let digits_of = |text: &str| text.bytes().rev().take_while(u8::is_ascii_digit).count();
    let (title, number) = match text.strip_suffix('§') {
        Some(before) => {
            let before = before.trim_end();
            before.split_at(before.len() - digits_of(before))
        }
        None => {
            let (head, number) = text.split_at(text.len() - digits_of(text));
            (head.trim_end().strip_suffix('§')?, number)
        }
    };
    let gap = title.ends_with("   ") || title.ends_with('\t');
    let title = title.trim_end();
    // Such a line at a page's head names the organ and the day.
    let cell = title.split("   ").next().unwrap_or_default();
    let of_page = organ::is_name(cell) || dates::first(cell).is_some_and(|_| cell.len() < 20);
    let field = title.starts_with("Paragraf") || title.ends_with(':');
    let opens = title.starts_with(char::is_uppercase) && !title.contains('§');
    let opens = opens && !of_page && !field;
    (gap && opens && number.len() <= 4)
        .then(|| simple(index, Style::SignLast, number, None, title.len()))?
}

/// "A Title", "A – Title" behind a number: the letter is the number's, and what stands behind it.
pub(super) fn capital(behind: &str) -> Option<(char, &str)> {
    let spaced = behind.trim_start();
    let letter = spaced.chars().next().filter(|c| matches!(c, 'A'..='E'))?;
    let rest = &spaced[1..];
    let title = rest.trim_start();
    let apart = title.is_empty() || rest.len() > title.len();
    let opens =
        title.is_empty() || title.starts_with(|c: char| c.is_uppercase() || "–-".contains(c));
    (apart && opens).then_some((letter.to_ascii_lowercase(), rest))
}

/// "– Title" without the dash that joins it to its number.
pub(super) fn behind_dash(text: &str) -> &str {
    let title = text.trim_start().strip_prefix(['–', '-', '—']);
    title.filter(|title| title.starts_with(' ')).map_or(text, str::trim_start)
}
