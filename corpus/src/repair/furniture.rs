//! Page furniture: page marks, running heads and feet, signature boxes.
//!
//! Found by what it does, not by what it says: a line is furniture where it stands beside a page
//! mark ("19 (81)", a form feed) and returns beside most page marks. That also finds it in broken
//! reading order, where a heading of the new page comes before the page's head. A few lines that
//! only ever serve paper ("Justerandes sign") are furniture wherever they stand.

use std::collections::{HashMap, HashSet};

use super::SourceLine;
use crate::glance::{split_at_gaps, trimmed};
use crate::organ;
use crate::small_letters::SmallLetters;
use crate::zone;

mod extracts;
mod paper;
mod shapes;

use paper::is_paper_only;
use shapes::Shapes;

/// How many lines with text before and after a page mark may be its page's foot and head.
const BEFORE: usize = 3;
const AFTER: usize = 5;

/// For each line, whether it is furniture.
pub(super) fn find(lines: &[SourceLine]) -> Vec<bool> {
    let mut marked: Vec<bool> = lines.iter().map(|line| is_paper_only(line.text)).collect();
    let filled: Vec<usize> =
        (0..lines.len()).filter(|&index| !lines[index].text.trim_start().is_empty()).collect();
    let marks = page_marks(lines, &filled);
    let shapes = Shapes::new(lines);
    let recurring = recurring_shapes(&shapes, &filled, &marks);
    let recurs =
        |index: usize| recurring.hold(&shapes, index) && !extracts::is_title_of_two(lines, index);
    let owner = extracts::owner(lines, &filled);
    let in_heads =
        |text: &str| stands_in_heads(text) && !extracts::is_of_other(owner.as_deref(), text);
    let is_furniture =
        |index: usize, in_head: bool| recurs(index) || in_head && in_heads(lines[index].text);
    for &place in &marks {
        mark_page(lines, &filled, place, &is_furniture, &mut marked);
    }
    mark_first_page(lines, &filled, &marks, &recurs, &mut marked);
    marked
}

/// The shapes of lines that return, and their outlines.
struct Recurring {
    outlines: HashSet<u64>,
    shapes: HashSet<u64>,
}

impl Recurring {
    fn hold(&self, shapes: &Shapes, index: usize) -> bool {
        !self.outlines.is_empty()
            && shapes.outline(index).is_some_and(|outline| self.outlines.contains(&outline))
            && shapes.of(index).is_some_and(|shape| self.shapes.contains(&shape))
    }
}

/// Places in `filled` of lines that carry or follow a page break.
fn page_marks(lines: &[SourceLine], filled: &[usize]) -> Vec<usize> {
    let is_mark = |&place: &usize| {
        let line = &lines[filled[place]];
        let after_break = (filled[place.saturating_sub(1)]..=filled[place])
            .skip(1)
            .any(|index| lines[index].opens_page);
        after_break || mark_in(line.text).is_some()
    };
    (0..filled.len()).filter(is_mark).collect()
}

/// The shapes that stand beside at least three of five page marks, and at least two. Whether a
/// line may be furniture at all is only asked where its outline returns so often.
fn recurring_shapes(shapes: &Shapes, filled: &[usize], marks: &[usize]) -> Recurring {
    let outlines = returning(filled, marks, &|index| shapes.outline(index));
    let shape = |index| {
        let outline = shapes.outline(index)?;
        outlines.contains(&outline).then(|| shapes.of(index)).flatten()
    };
    Recurring { shapes: returning(filled, marks, &shape), outlines }
}

/// The keys that lines beside most page marks have.
fn returning(
    filled: &[usize],
    marks: &[usize],
    key: &dyn Fn(usize) -> Option<u64>,
) -> HashSet<u64> {
    let mut counts: HashMap<u64, usize> = HashMap::new();
    // A form feed and the page number below it mark one page, not two.
    let pages: Vec<&[usize]> = marks.chunk_by(|one, next| next - one < AFTER).collect();
    for page in &pages {
        let near = page.iter().flat_map(|&place| window(filled, place));
        let mut seen: Vec<u64> = near.filter_map(|near| key(filled[near])).collect();
        seen.sort_unstable();
        seen.dedup();
        for key in seen {
            *counts.entry(key).or_default() += 1;
        }
    }
    let least = (pages.len() * 3).div_ceil(5).max(2);
    counts.retain(|_, count| *count >= least);
    counts.into_keys().collect()
}

fn window(filled: &[usize], place: usize) -> std::ops::Range<usize> {
    place.saturating_sub(BEFORE)..(place + AFTER).min(filled.len())
}

fn mark_page(
    lines: &[SourceLine],
    filled: &[usize],
    place: usize,
    is_furniture: &dyn Fn(usize, bool) -> bool,
    marked: &mut [bool],
) {
    let at_top = place < AFTER;
    let own = lines[filled[place]].text;
    let opens = begins_paper(lines, filled, place);
    for near in window(filled, place) {
        let text = lines[filled[near]].text;
        let bare = near == place && mark_in(text) == Some(Mark::Alone);
        // The head of the first page is the document's letterhead and stays.
        let stays = at_top || opens && near >= place || numbers_matter(own, text);
        if bare || (!stays && is_furniture(filled[near], near > place)) {
            marked[filled[near]] = true;
        }
    }
    if !at_top && !opens && mark_in(own) == Some(Mark::WithText) {
        marked[filled[place]] = true;
    }
}

/// A number alone beside a mark that gives the page another ("6 (28)") is that of a matter.
fn numbers_matter(mark: &str, text: &str) -> bool {
    let number = text.trim();
    let alone = (1..=3).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
    let pages = || mark.trim().rsplit(char::is_whitespace).take(2);
    alone
        && page_of_pages(mark.trim()).is_some_and(|before| before.len() < mark.trim().len())
        && mark.contains(|c: char| c.is_ascii_digit())
        && !pages().any(|page| page.split(['(', '[']).next() == Some(number))
}

/// The head of a first page that names its paper, beside the mark ("TJÄNSTESKRIVELSE      1 (2)")
/// or right below it: in a pack another paper begins there.
fn begins_paper(lines: &[SourceLine], filled: &[usize], place: usize) -> bool {
    let head = || filled[place..].iter().take(3).map(|&index| lines[index].text.trim());
    head().any(|text| before_first_page(text).is_some()) && head().any(names_paper)
}

/// Whether a cell of the line, without its page mark, is what an official's report is called.
fn names_paper(text: &str) -> bool {
    let lower = before_first_page(text).unwrap_or(text).small();
    let mut cells = lower.split("  ").map(str::trim);
    cells.any(|cell| matches!(cell, "tjänsteskrivelse" | "tjänsteutlåtande"))
}

/// What stands before the mark of a first page: "1 (2)", "1(2)".
fn before_first_page(text: &str) -> Option<&str> {
    if !text.ends_with(')') || text.len() > 120 {
        return None;
    }
    let rest = page_of_pages(text)?;
    let mark = text[rest.len()..].trim_start();
    (mark.starts_with("1 (") || mark.starts_with("1(")).then_some(rest)
}

/// Before the first page mark, what recurs is letterhead only as long as no § was seen.
fn mark_first_page(
    lines: &[SourceLine],
    filled: &[usize],
    marks: &[usize],
    recurs: &dyn Fn(usize) -> bool,
    marked: &mut [bool],
) {
    let Some(&first) = marks.first() else { return };
    let matters = filled[..first].iter().skip_while(|&&index| !lines[index].text.contains('§'));
    for &index in matters {
        marked[index] |= recurs(index);
    }
}

/// Lines that belong to a page's head wherever one is: the organ's name, the day, "Protokoll nr 9".
fn stands_in_heads(text: &str) -> bool {
    let trimmed = text.trim();
    let named = || {
        let lower = trimmed.small();
        lower.starts_with("sammanträdesdatum")
            // "Protokolljustering" is what a matter is called.
            || (lower
                .strip_prefix("protokoll")
                .is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
                && trimmed.len() < 40)
    };
    let of_names = || {
        let mut parts = split_at_gaps(trimmed).map(str::trim).filter(|part| !part.is_empty());
        parts.all(|part| {
            organ::is_name(part) || is_date(part) || part.eq_ignore_ascii_case("protokoll")
        })
    };
    let could_be_named = trimmed.starts_with(['S', 's', 'P', 'p']);
    ((could_be_named && named()) || of_names()) && zone::heading(trimmed).is_none()
}

fn is_date(text: &str) -> bool {
    text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
}

/// How a page mark stands on its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Alone,
    WithText,
}

/// A page mark in `text`: "Sida 19 (81)", "1(36)", "2[25]", "sid 41", "(2)".
fn mark_in(text: &str) -> Option<Mark> {
    let trimmed = trimmed(text);
    let last = *trimmed.as_bytes().last()?;
    if !(last == b')' || last == b']' || last.is_ascii_digit()) || trimmed.len() > 160 {
        return None;
    }
    let rest = if last.is_ascii_digit() { named_page(trimmed)? } else { page_of_pages(trimmed)? };
    let before = rest.trim_end();
    let word = before.rsplit(char::is_whitespace).next().unwrap_or_default().small();
    let named = matches!(word.as_str(), "sida" | "sid" | "sid." | "s." | "sidan");
    let lead = if named { before[..before.len() - word.len()].trim_end() } else { before };
    if lead.is_empty() {
        return Some(Mark::Alone);
    }
    let column = rest.len() - rest.trim_end().len() >= 2 || named;
    column.then_some(Mark::WithText)
}

/// What stands before "19 (81)", "2[25]" or "(2)".
fn page_of_pages(text: &str) -> Option<&str> {
    let inside = text.strip_suffix([')', ']'])?;
    let open = inside.rfind(['(', '['])?;
    let total: u32 = inside[open + 1..].trim().parse().ok()?;
    let before = text[..open].trim_end();
    let digits = before.len() - before.bytes().rev().take_while(u8::is_ascii_digit).count();
    if digits == before.len() {
        // "(2)" is a page mark only alone.
        return before.is_empty().then_some(before);
    }
    let page: u32 = before[digits..].parse().ok()?;
    let free = before[..digits].is_empty() || before[..digits].ends_with(char::is_whitespace);
    (free && page <= total && total < 5000).then_some(&before[..digits])
}

/// What stands before the number of "sid 41", "Sida 3 av 12", the number itself left out.
fn named_page(text: &str) -> Option<&str> {
    let without_digits =
        |text: &str| text.len() - text.bytes().rev().take_while(u8::is_ascii_digit).count();
    let digits = without_digits(text);
    // "Sida 3 av 12"
    let counted = text[..digits].strip_suffix(" av ");
    let counted = counted.map(|text| &text[..without_digits(text)]);
    let before = counted.unwrap_or(&text[..digits]);
    let word = before.trim_end().rsplit(char::is_whitespace).next()?.small();
    let named = matches!(word.as_str(), "sida" | "sid" | "sid." | "sidan");
    (named && before.ends_with(' ') && text.len() - digits < 5).then_some(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_ends_in_no_bracket_has_no_page_of_pages() {
        assert_eq!(page_of_pages("3 (4\u{1e013}"), None);
        assert_eq!(page_of_pages("3 (4"), None);
        assert!(!numbers_matter("7 (1\u{1e013}", "7"));
    }

    #[test]
    fn page_marks_are_told_from_other_numbers() {
        let table = [
            ("Sida 19 (81)", Some(Mark::Alone)),
            ("3 (68)", Some(Mark::Alone)),
            ("2[25]", Some(Mark::Alone)),
            ("(2)", Some(Mark::Alone)),
            ("sid 41", Some(Mark::Alone)),
            ("Sida 3 av 12", Some(Mark::Alone)),
            ("Kommunstyrelsen       Sida 3 av 12", Some(Mark::WithText)),
            ("Kommunstyrelsen       3 av 12", None),
            ("Kommunstyrelsen       4 (22)", Some(Mark::WithText)),
            ("röstar ja (4)", None),
            ("enligt bilaga 12 (3)", None),
            ("Sida", None),
            ("2012", None),
            ("se sidorna 4 och 5", None),
        ];
        for (text, expected) in table {
            assert_eq!(mark_in(text), expected, "{text:?}");
        }
    }
}
