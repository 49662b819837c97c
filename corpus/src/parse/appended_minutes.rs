//! An extract from minutes tells of one organ's §. Behind it the minutes of those who prepared the
//! matter may be appended, each under a page head of its own: they are no § of the extract.

use super::candidate::{Candidate, Style};
use super::chain::Chain;
use super::dates;
use super::lines::{Line, previous_filled};
use crate::document::Text;
use crate::glance::split_at_gaps;
use crate::organ;
use crate::small_letters::SmallLetters;

/// How many filled lines above a § its page's head may take.
const HEAD: usize = 6;

/// Keeps of `chain` what stands before the minutes of another organ that are appended to an
/// extract; gives the line where their head begins.
pub(super) fn leave_out(
    chain: &mut Chain,
    candidates: &[Candidate],
    text: &Text,
    lines: &[Line],
) -> Option<usize> {
    if !is_extract(text, lines) {
        return None;
    }
    let weighty = |one: &&Candidate| {
        matches!(one.style, Style::Sign(_) | Style::NumberFirst) && !one.listed && one.score >= 2.0
    };
    let mut headings = candidates.iter().filter(weighty);
    let first = headings.next()?;
    let (owner, _) = head_above(lines, first.line, 0)?;
    let goes_on = |other: &Candidate| {
        chain.headings.iter().any(|own| own.number + 1 == other.number && own.line < other.line)
    };
    let begins = headings.filter(|other| !goes_on(other)).find_map(|other| {
        let (name, begins) = head_above(lines, other.line, first.line + 1)?;
        (name != owner).then_some(begins)
    })?;
    chain.headings.retain(|heading| heading.line < begins);
    if chain.headings.is_empty() {
        chain.headings.push(first.clone());
    }
    Some(begins)
}

fn is_extract(text: &Text, lines: &[Line]) -> bool {
    let filled = lines.iter().filter(|line| !line.is_blank()).take(12).map(|line| line.text);
    let margins = text.margins.iter().map(String::as_str);
    filled.chain(margins).map(|line| line.small()).any(|text| {
        text.contains("protokollsutdrag") || text.starts_with("utdrag ur ") && text.len() < 80
    })
}

/// The organ that the page's head above the § on line `at` names, and the head's first line. A day
/// or the word for minutes tells it from one to whom a decision is sent.
fn head_above(lines: &[Line], at: usize, from: usize) -> Option<(String, usize)> {
    let mut line = at;
    for _ in 0..HEAD {
        line = previous_filled(lines, line).filter(|above| *above >= from)?;
        let lower = lines[line].text.small();
        let name = split_at_gaps(&lower).map(str::trim).find(|cell| organ::is_name_folded(cell));
        if let Some(name) = name {
            let begins = (from..line).rev().take_while(|&above| !lines[above].is_blank()).last();
            let begins = begins.unwrap_or(line);
            let heads = lines[begins..at].iter().take_while(|line| !line.is_blank());
            let mut heads = heads.map(|line| line.text.small());
            return heads.any(|text| tells_of_head(&text)).then(|| (name.to_owned(), begins));
        }
    }
    None
}

fn tells_of_head(lower: &str) -> bool {
    let mut cells = split_at_gaps(lower).map(str::trim);
    cells.any(|cell| {
        cell.len() == 10 && dates::first(cell).is_some()
            || cell.starts_with("sammanträdesdatum")
            || cell.starts_with("protokoll") && !cell.contains(" till")
    })
}
