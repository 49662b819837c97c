//! How the lines of a source flow on the unit's page.
//!
//! The index keeps the text as its source has it, line feeds and all. The page shows line feeds, for
//! lists and signatures, but a line that was only broken because the paper ended is joined with the
//! next, or a phone would show a ragged column; and blank lines around a passage, which the page's
//! own spacing stands for, are taken away.

use std::collections::HashSet;

use indexer::answer::{Piece, SectionView, UnitView};

/// Characters of a line that may have been broken by the edge of the paper.
const FULL: usize = 45;
/// A line that ends a sentence was broken by the edge only where it is nearly as long as the
/// longest, in percent.
const NEARLY: usize = 80;

/// Sets every passage of a unit, and leaves out a first section that only repeats the heading.
pub(super) fn set(view: &mut UnitView) {
    for passage in view.sections.iter_mut().flat_map(|section| &mut section.passages) {
        trim(&mut passage.pieces);
        join(&mut passage.pieces);
    }
    let repeats = view.sections.first().is_some_and(|first| repeats_heading(first, view));
    if view.sections.len() > 1 && repeats {
        view.sections.remove(0);
    }
}

fn trim(pieces: &mut Vec<Piece>) {
    while let Some(last) = pieces.last_mut() {
        last.text.truncate(last.text.trim_end().len());
        if !last.text.is_empty() {
            break;
        }
        pieces.pop();
    }
    while let Some(first) = pieces.first_mut() {
        let blank = first.text.len() - first.text.trim_start().len();
        first.text.drain(..blank);
        if !first.text.is_empty() {
            break;
        }
        pieces.remove(0);
    }
}

/// Turns line feeds that the edge of the paper made into spaces; no character is added or lost.
fn join(pieces: &mut [Piece]) {
    let whole: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
    let lines: Vec<&str> = whole.split('\n').collect();
    let longest = lines.iter().map(|line| line.trim().chars().count()).max().unwrap_or(0);
    let mut joins = lines.windows(2).map(|pair| is_broken(pair[0].trim(), pair[1], longest));
    for piece in pieces {
        let set = |c: char| match c {
            '\n' if joins.next() == Some(true) => ' ',
            c => c,
        };
        piece.text = piece.text.chars().map(set).collect();
    }
}

/// Whether only the edge of the paper stands between two lines.
fn is_broken(line: &str, next: &str, longest: usize) -> bool {
    let length = line.chars().count();
    let ends = line.ends_with(['.', '!', '?', ':', ';']);
    let goes_on = next.starts_with(|c: char| c.is_alphanumeric() || "(”\"".contains(c));
    let enough = length >= FULL && (!ends || length * 100 >= longest * NEARLY);
    enough && goes_on && !begins_item(next)
}

/// "1. …", "a) …", "att …": a line that begins something of its own.
fn begins_item(line: &str) -> bool {
    let first = line.split_whitespace().next().unwrap_or_default();
    let mark = first.strip_suffix(['.', ')']);
    first.eq_ignore_ascii_case("att")
        || mark.is_some_and(|mark| {
            mark.chars().count() == 1 || mark.bytes().all(|byte| byte.is_ascii_digit())
        })
}

/// A section that holds nothing but number, title and diary numbers, which stand above the text with
/// the same marks.
fn repeats_heading(section: &SectionView, view: &UnitView) -> bool {
    let hit = &view.hit;
    let above = [&hit.title].into_iter().chain(&hit.diary_numbers);
    let above: HashSet<String> =
        above.chain(&hit.paragraf).chain(&view.subtitle).flat_map(|text| words(text)).collect();
    let said = |word: &String| above.contains(word) || is_label(word);
    let passages = section.passages.iter();
    let text: String = passages.flat_map(|p| &p.pieces).map(|piece| piece.text.as_str()).collect();
    section.heading.is_none() && words(&text).all(|word| said(&word))
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned)
}

/// "Dnr", "Ärendenummer", "KF": what stands beside a number.
fn is_label(word: &str) -> bool {
    const LABELS: [&str; 6] =
        ["dnr", "diarienummer", "diarienr", "ärendenummer", "ärendenr", "ärende"];
    let is_organ = word.chars().count() <= 4 && word.chars().all(char::is_uppercase);
    is_organ || LABELS.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn pieces(texts: &[String]) -> Vec<Piece> {
        texts.iter().map(|text| Piece { text: text.clone(), hit: false }).collect()
    }

    fn joined(text: &str) -> String {
        let mut pieces = pieces(&[text.to_owned()]);
        join(&mut pieces);
        pieces[0].text.clone()
    }

    #[test]
    fn a_line_broken_by_the_paper_goes_on() {
        let long = "Förvaltningen föreslår att en ny lekplats anläggs vid";
        assert_eq!(
            joined(&format!("{long}\ntorget i sommar.")),
            format!("{long} torget i sommar.")
        );
        for next in ["att bygga", "1. bygga", "- bygga", "a) bygga", ""] {
            let text = format!("{long}\n{next}");
            assert_eq!(joined(&text), text);
        }
        assert_eq!(joined("Nämnden beslutar\natt bygga"), "Nämnden beslutar\natt bygga");
        assert_eq!(joined("Eva Gran\nOrdförande"), "Eva Gran\nOrdförande");
    }

    proptest! {
        #[test]
        fn only_the_space_around_goes(texts in proptest::collection::vec("[ \n]{0,3}[a-ö]{0,3}[ \n]{0,2}", 0..6)) {
            let mut pieces = pieces(&texts);
            trim(&mut pieces);
            let left: String = pieces.into_iter().map(|piece| piece.text).collect();
            let whole = texts.concat();
            prop_assert_eq!(left, whole.trim());
        }

        #[test]
        fn joining_changes_nothing_but_line_feeds(texts in proptest::collection::vec("[a-ö.\n ]{0,90}", 0..4)) {
            let mut pieces = pieces(&texts);
            join(&mut pieces);
            let after: String = pieces.iter().map(|piece| piece.text.as_str()).collect();
            let plain = |text: &str| text.replace('\n', " ");
            prop_assert_eq!(plain(&after), plain(&texts.concat()));
        }
    }
}
