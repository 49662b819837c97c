//! Cuts a unit's text into passages: the evidence that is ranked, shown and linked to.
//!
//! A passage never crosses a section, a page or an empty line once it is long enough. Its length
//! is a compromise: short enough to be one thought and one anchor, long enough that two words of
//! one thought meet in it.

use std::ops::Range;

use corpus::document::Zone;

/// A passage is closed at the next empty line after this many bytes …
const WANTED: usize = 700;
/// … at the next line end after this many …
const LONG: usize = 1_200;
/// … and at the next sentence or blank after this many.
const LONGEST: usize = 1_800;

/// A stretch of one section on one page.
pub(crate) struct Stretch {
    pub(crate) span: Range<usize>,
    pub(crate) zone: Zone,
    pub(crate) page: u32,
}

/// A passage before its position is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cut {
    pub(crate) span: Range<usize>,
    pub(crate) zone: Zone,
    pub(crate) page: u32,
}

/// Cuts every stretch into passages that cover it without gap. At most `limit` passages; the
/// last one then holds the rest.
pub(crate) fn cut(text: &str, stretches: &[Stretch], limit: usize) -> Vec<Cut> {
    let mut cuts: Vec<Cut> = Vec::new();
    for stretch in stretches {
        let mut from = stretch.span.start;
        while from < stretch.span.end {
            let full = cuts.len() + 1 >= limit;
            let to = if full { stretch.span.end } else { end_of(text, from, stretch.span.end) };
            cuts.push(Cut { span: from..to, zone: stretch.zone, page: stretch.page });
            from = to;
        }
    }
    cuts
}

/// Where the passage that begins at `from` ends, at most `end`.
fn end_of(text: &str, from: usize, end: usize) -> usize {
    if end - from <= LONG {
        return whole_or_blank_line(text, from, end);
    }
    let at = |wanted: usize| floor_boundary(text, (from + wanted).min(end));
    let window = |a: usize, b: usize| &text[at(a)..at(b)];
    if let Some(found) = window(WANTED, LONG).find("\n\n") {
        return at(WANTED) + found + 2;
    }
    if let Some(found) = window(LONG, LONGEST).find('\n') {
        return at(LONG) + found + 1;
    }
    let sentence = window(LONG, LONGEST).match_indices(". ").next().map(|(found, _)| found + 2);
    let blank = || window(LONG, LONGEST).find(' ').map(|found| found + 1);
    sentence.or_else(blank).map_or_else(|| at(LONGEST), |found| at(LONG) + found)
}

/// A short rest is one passage, unless an empty line stands behind the wanted length.
fn whole_or_blank_line(text: &str, from: usize, end: usize) -> usize {
    let at = floor_boundary(text, (from + WANTED).min(end));
    text[at..end].find("\n\n").map_or(end, |found| at + found + 2)
}

/// The last character boundary at or before `at`.
pub(crate) fn floor_boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn one(text: &str) -> Vec<Stretch> {
        vec![Stretch { span: 0..text.len(), zone: Zone::Other, page: 1 }]
    }

    proptest! {
        #[test]
        fn passages_cover_the_text_without_gap_and_are_bounded(text in "([a-zåäö]{1,12}[ .\n]{1,2}){0,900}") {
            let cuts = cut(&text, &one(&text), 20_000);
            let mut at = 0;
            for passage in &cuts {
                prop_assert_eq!(passage.span.start, at);
                prop_assert!(passage.span.len() <= LONGEST + 4);
                at = passage.span.end;
            }
            prop_assert_eq!(at, text.len());
        }

        #[test]
        fn any_text_is_cut_on_character_boundaries(text in "\\PC{0,3000}") {
            for passage in cut(&text, &one(&text), 20_000) {
                prop_assert!(text.is_char_boundary(passage.span.end));
            }
        }
    }

    #[test]
    fn the_last_allowed_passage_holds_the_rest() {
        let text = "ord ".repeat(5_000);
        let cuts = cut(&text, &one(&text), 3);
        assert_eq!(cuts.len(), 3);
        assert_eq!(cuts[2].span.end, text.len());
    }
}
