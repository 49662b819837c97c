//! Columns beside the matters of an agenda that is set as a table: who brings a matter there, on
//! which page its papers stand. What stands in them is no part of a title.

use std::borrow::Cow;

use super::super::lines::Line;
use crate::glance::has_gap;
use crate::small_letters::SmallLetters;

/// How many such columns a table has at most.
const MOST: usize = 4;
/// How many letters a cell may stand to the left of its label.
const SLACK: usize = 2;

/// Labels of the column that the matters stand in.
const MATTER: [&str; 6] =
    ["ärende", "ärenden", "ärenderubrik", "ärendemening", "rubrik", "ärendets rubrik"];
/// Labels of the columns beside it.
const BESIDE: [&str; 20] = [
    "föredragande",
    "föredragare",
    "föredragning",
    "föredras av",
    "handläggare",
    "ansvarig",
    "rapportör",
    "tid",
    "kl",
    "klockan",
    "sida",
    "sid",
    "sidan",
    "bilaga",
    "bilagor",
    "bil",
    "anm",
    "anmärkning",
    "anteckning",
    "anteckningar",
];

/// First letter of each such column, and of the next to the right.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Columns {
    beside: [Option<(usize, usize)>; MOST],
}

/// The columns that the first row of a table names: "Nr   Ärende   Dnr   Föredragande".
pub(super) fn columns(lines: &[Line]) -> Columns {
    let mut filled = lines.iter().filter(|line| !line.is_blank()).take(60);
    filled.find_map(named).unwrap_or_default()
}

fn named(line: &Line) -> Option<Columns> {
    if !has_gap(line.text) || line.text.len() > 200 {
        return None;
    }
    let cells: Vec<(usize, String)> =
        cells(line.text).map(|(at, cell)| (letter(line, at), label(cell))).collect();
    let matter = cells.iter().position(|(_, name)| MATTER.contains(&name.as_str()))?;
    let starts = cells.iter().skip(1).map(|cell| cell.0).chain([usize::MAX]);
    let beside = cells.iter().zip(starts).skip(matter + 1);
    let beside = beside.filter(|((_, name), _)| BESIDE.contains(&name.as_str()));
    let mut columns = Columns::default();
    for (slot, ((start, _), next)) in columns.beside.iter_mut().zip(beside) {
        *slot = Some((*start, next));
    }
    columns.beside[0].is_some().then_some(columns)
}

fn label(cell: &str) -> String {
    cell.trim_end_matches(['.', ':']).small()
}

impl Columns {
    /// `text`, which is a part of `line`, without what stands in the columns beside the matter.
    pub(super) fn without<'t>(&self, line: &Line, text: &'t str) -> Cow<'t, str> {
        if self.beside[0].is_none() || !has_gap(line.raw) {
            return text.into();
        }
        let mut kept = String::with_capacity(text.len());
        let mut done = 0;
        for (at, cell) in cells(text) {
            let place = at + (text.as_ptr().addr() - line.text.as_ptr().addr());
            if self.hold(letter(line, place)) {
                kept.push_str(&text[done..at]);
                done = at + cell.len();
            }
        }
        kept.push_str(&text[done..]);
        kept.truncate(kept.trim_end().len());
        kept.into()
    }

    fn hold(&self, letter: usize) -> bool {
        let mut beside = self.beside.iter().flatten();
        beside.any(|(start, next)| letter + SLACK >= *start && letter + SLACK < *next)
    }
}

/// The cells of a text that wide gaps keep apart, each with its place in bytes.
fn cells(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let place = |part: &str| part.as_ptr().addr() - text.as_ptr().addr();
    let parts = text.split("  ").map(str::trim).filter(|part| !part.is_empty());
    parts.map(move |part| (place(part), part))
}

/// How many letters stand before byte `at` of the line's text.
fn letter(line: &Line, at: usize) -> usize {
    line.indent() + line.text[..at].chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_beside_a_matter_is_left_out() {
        let table = "Nr   Ärende                Dnr          Föredragande   Sid\n";
        let row = "3    Färja till Måsskär    HN 2012/4    Li Ask         12\n";
        let name = "                                        och Bo Ek\n";
        let plain = "     med åretruntdrift\n";
        let read = |source: &'static str| Line::new(source.trim_end_matches('\n'), 0);
        let columns = columns(&[read(table)]);
        let own = |source| columns.without(&read(source), read(source).text).into_owned();
        assert_eq!(own(row), "3    Färja till Måsskär    HN 2012/4");
        assert_eq!(own(name), "");
        assert_eq!(own(plain), "med åretruntdrift");
    }
}
