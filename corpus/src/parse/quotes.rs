//! Minutes that a paper or a matter quotes: a § set in from the margin, below the words that lead it
//! in ("Ur protokollet återges:"). Its headings and motions are another meeting's.

use std::borrow::Cow;
use std::ops::Range;

use super::lines::{Line, previous_filled};

/// How far a quotation is set in, in blanks, at least.
const SET_IN: usize = 2;

/// The lines of a document, in which quoted minutes in `range` are blank: they take their place and say nothing.
pub(super) fn without<'l, 't>(lines: &'l [Line<'t>], range: Range<usize>) -> Cow<'l, [Line<'t>]> {
    let mut own = Cow::Borrowed(lines);
    let mut at = range.start;
    while at < range.end {
        let Some(end) = quoted(lines, at, range.end) else {
            at += 1;
            continue;
        };
        for line in &mut own.to_mut()[at..end] {
            (line.text, line.heading) = ("", None);
        }
        at = end;
    }
    own
}

/// The bytes where quoted lines stand, of lines that are [`without`] them.
pub(super) fn places(lines: &[Line]) -> impl Iterator<Item = usize> {
    lines
        .iter()
        .filter(|line| line.is_blank() && !line.raw.trim().is_empty())
        .map(|line| line.start)
}

/// Where the quotation ends that begins on line `at`; `None` where none does.
fn quoted(lines: &[Line], at: usize, until: usize) -> Option<usize> {
    let line = &lines[at];
    if !(is_numbered(line.text) && is_set_in(lines, at)) {
        return None;
    }
    let inside = |next: &&Line| next.is_blank() || next.indent() >= line.indent();
    Some(at + lines[at..until].iter().take_while(inside).count())
}

/// Whether line `at` is set in below words that lead in minutes.
pub(super) fn is_set_in(lines: &[Line], at: usize) -> bool {
    let Some(above) = previous_filled(lines, at).map(|above| &lines[above]) else { return false };
    lines[at].indent() >= above.indent() + SET_IN
        && (above.text.ends_with(':') || above.text.ends_with("följande."))
        && above.text.contains("protokoll")
        && above.heading.is_none()
}

/// Whether line `at` stands right below words that lead in an extract from other minutes.
pub(super) fn is_led_in(lines: &[Line], at: usize) -> bool {
    let Some(above) = previous_filled(lines, at).map(|above| &lines[above]) else { return false };
    above.text.ends_with("protokoll:") && above.heading.is_none()
}

/// "§ 91  Badplats vid sjön", "”§ 61 Detaljplan", "14 §": the number of a §.
fn is_numbered(text: &str) -> bool {
    let bare = text.trim_start_matches(['”', '"', '“', '»']);
    let digit = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let first = bare.strip_prefix('§').is_some_and(|rest| digit(rest.trim_start()));
    let second = bare.trim_start_matches(|c: char| c.is_ascii_digit());
    // "14 § kommunallagen säger" is a statute.
    first || digit(bare) && second.trim() == "§"
}

#[cfg(test)]
mod tests {
    use crate::document::Text;
    use crate::parse::lines::split;

    fn silent(source: &str) -> Vec<usize> {
        let text = Text { string: source.to_owned(), ..Text::default() };
        let lines = split(&text);
        let own = super::without(&lines, 0..lines.len());
        (0..lines.len()).filter(|&at| own[at].is_blank() && !lines[at].is_blank()).collect()
    }

    #[test]
    fn a_paragraph_set_in_below_its_introduction_is_quoted() {
        let quote = "Text.\nI protokollet står:\n\n    § 9  Bryggan\n    Beslut\n\n    Bryggan målas.\n\nText igen.\n";
        assert_eq!(silent(quote), [3, 4, 6]);
        for own in [
            "Text.\nI protokollet står:\n\n§ 9  Bryggan\nBeslut\nBryggan målas.\n",
            "Text.\nFöljande gäller:\n    5 § kommunallagen.\n    Beslut\n",
            "Text.\n    § 9  Bryggan\n    Beslut\n    Bryggan målas.\n",
        ] {
            assert!(silent(own).is_empty(), "{own}");
        }
    }
}
