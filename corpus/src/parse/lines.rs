//! The lines of a repaired text, as the parsers look at them.

use std::ops::Range;

use super::candidate::is_diary_line;
use super::{flattened, learned, margin_headings};
use crate::document::{Text, Zone};
use crate::glance::trimmed;
use crate::zone;

/// One line of [`Text::string`].
#[derive(Debug, Clone, Copy)]
pub(super) struct Line<'t> {
    /// The line without its blanks at both ends.
    pub text: &'t str,
    /// The line as it stands, without line break.
    pub raw: &'t str,
    /// Byte offset of `raw` in [`Text::string`].
    pub start: usize,
    /// What the line is a heading of: asked so often that it is told once for all.
    pub heading: Option<Zone>,
}

impl<'t> Line<'t> {
    /// The line `raw` that begins at byte `start`.
    pub(super) fn new(raw: &'t str, start: usize) -> Self {
        let text = trimmed(raw);
        let heading = zone::heading(text).or_else(|| zone::spaced_heading(text));
        Self { text, raw, start, heading }
    }
}

impl Line<'_> {
    /// The trimmed line's place in [`Text::string`].
    pub(super) fn span(&self) -> Range<usize> {
        let lead = self.raw.len() - self.raw.trim_start().len();
        self.start + lead..self.start + lead + self.text.len()
    }

    /// True where the line holds no text.
    pub(super) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    /// How many blanks stand before the text.
    pub(super) fn indent(&self) -> usize {
        self.raw.len() - self.raw.trim_start().len()
    }

    /// How many blanks stand after the text.
    pub(super) fn trailing_blanks(&self) -> usize {
        self.raw.len() - self.raw.trim_end().len()
    }
}

/// Every line of the text, blank ones included.
pub(super) fn split(text: &Text) -> Vec<Line<'_>> {
    let mut lines = printed(text.string.as_str());
    if flattened::is_flattened(&text.string) {
        lines = lines.into_iter().flat_map(unfolded).collect();
    } else {
        unglue(&mut lines, &text.string);
        margin_headings::part(&mut lines);
    }
    learned::mark(&mut lines);
    lines
}

/// Cuts the line right below a number that holds title, heading and decision in three.
fn unglue(lines: &mut Vec<Line<'_>>, string: &str) {
    let numbered = |above: usize, lines: &[Line]| {
        let text = lines[above].text;
        text.contains('§') || is_diary_line(text)
    };
    let found = holding(flattened::GLUE, string, lines).filter_map(|at| {
        let heading = flattened::glued_decision(lines[at].raw)?;
        let own = lines[at].text.contains('§');
        let below = || previous_filled(lines, at).is_some_and(|above| numbered(above, lines));
        (at > 0 && (own || below())).then_some((at, heading))
    });
    for (at, heading) in found.collect::<Vec<_>>().into_iter().rev() {
        let line = lines[at];
        let cuts = [0, heading.start, heading.end, line.raw.len()];
        let part = |pair: &[usize]| Line::new(&line.raw[pair[0]..pair[1]], line.start + pair[0]);
        lines.splice(at..=at, cuts.windows(2).map(part));
    }
}

/// The lines of `string` that hold `part`, in order: where few do, a search through the whole text
/// takes less time than a look at each line.
fn holding<'a>(
    part: &'a str,
    string: &'a str,
    lines: &'a [Line<'_>],
) -> impl Iterator<Item = usize> + 'a {
    let mut last = None;
    memchr::memmem::find_iter(string.as_bytes(), part).filter_map(move |place| {
        let at = lines.partition_point(|line| line.start <= place).checked_sub(1)?;
        (last.replace(at) != Some(at)).then_some(at)
    })
}

/// The lines that an extractor ran together to one.
fn unfolded(line: Line<'_>) -> Vec<Line<'_>> {
    let starts = flattened::starts(line.raw);
    let ends = starts.iter().skip(1).copied().chain([line.raw.len()]);
    starts
        .iter()
        .zip(ends)
        .map(|(&from, to)| Line::new(&line.raw[from..to], line.start + from))
        .collect()
}

/// The lines as they stand, blank ones included.
fn printed(string: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::with_capacity(string.len() / 40 + 1);
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', string.as_bytes()) {
        lines.push(Line::new(&string[start..end], start));
        start = end + 1;
    }
    if start < string.len() {
        lines.push(Line::new(&string[start..], start));
    }
    lines
}

/// The next line with text at or after `from`, before `until`.
pub(super) fn next_filled(lines: &[Line], from: usize, until: usize) -> Option<usize> {
    (from..until.min(lines.len())).find(|&index| !lines[index].is_blank())
}

/// The last line with text before `before`.
pub(super) fn previous_filled(lines: &[Line], before: usize) -> Option<usize> {
    (0..before).rev().take(12).find(|&index| !lines[index].is_blank())
}
