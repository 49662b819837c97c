//! How a document sets its titles, learned from all of them.

use super::super::lines::{Line, next_filled};
use super::columns::{Columns, columns};
use crate::document::Zone;

/// How a document sets its titles.
#[derive(Debug, Clone, Copy)]
pub(in crate::parse) struct Manner {
    /// The last line of a title ends in two blanks where other lines end in one.
    pub double_blank: bool,
    /// Letters of the longest title line: where lines wrap.
    pub width: usize,
    /// Columns beside the titles.
    pub(super) columns: Columns,
}

impl Manner {
    /// That of a paper, whose titles wrap at `width` letters.
    pub(in crate::parse) fn of_width(width: usize) -> Self {
        Self { double_blank: false, width, columns: Columns::default() }
    }
}

/// Learns how the document sets its titles.
pub(in crate::parse) fn manner(lines: &[Line], starts: &[usize]) -> Manner {
    let filled: Vec<&Line> = lines.iter().filter(|line| !line.is_blank()).collect();
    let one = filled.iter().filter(|line| line.trailing_blanks() == 1).count();
    let headings: Vec<&&Line> = filled
        .iter()
        .filter(|line| line.trailing_blanks() > 0 && line.heading == Some(Zone::Decision))
        .collect();
    let two = headings.iter().filter(|line| line.trailing_blanks() >= 2).count();
    let double_blank = one * 2 > filled.len() && two > 0 && two * 2 >= headings.len();
    let title_line = |&start: &usize| next_filled(lines, start + 1, start + 4);
    let lengths = starts.iter().filter_map(title_line).map(|at| lines[at].text.chars().count());
    let width = column(lengths.filter(|length| *length < 110).collect());
    Manner { double_blank, width, columns: columns(lines) }
}

/// The width of the column that titles are set in: the length of the longest title line that does
/// not stand alone with its length.
fn column(mut lengths: Vec<usize>) -> usize {
    lengths.sort_unstable_by(|one, other| other.cmp(one));
    let supported = lengths.windows(2).find(|pair| pair[1] * 10 >= pair[0] * 9).map(|pair| pair[0]);
    let longest = if lengths.len() >= 5 { supported } else { None };
    longest.or(lengths.first().copied()).unwrap_or(60).max(40)
}
