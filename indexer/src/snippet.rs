//! Fragments: the best places of a unit, short enough to read at a glance.
//!
//! Plain text and marks, never HTML: whoever shows them escapes once. Cut at whole words; control
//! and formatting characters become blanks; the same query gives the same fragments.

use std::collections::BTreeSet;
use std::ops::Range;

use analyzers::{Language, TypeCache};
use corpus::document::Zone;

use crate::answer::{Fragment, Piece};
use crate::marking::{Mark, Marker};
use crate::passage::floor_boundary;
use crate::record::{Passage, Record};
use crate::stored_text::StoredText;

/// Fragments of a hit at most.
const FRAGMENTS: usize = 3;
/// Passages looked at for them.
const CANDIDATES: usize = 12;

/// Letters by which two fragments are told apart.
const ALIKE: usize = 60;

/// Bytes beside the title in the lines that a unit begins with.
const HEAD: usize = 120;

/// Where fragments are cut from, and by what measure.
pub(crate) struct Source<'a> {
    pub(crate) record: &'a Record,
    pub(crate) text: &'a StoredText<'a>,
    /// Passages with matches, best first.
    pub(crate) passages: &'a [u32],
    /// Weight of each leaf.
    pub(crate) weights: &'a [f32],
    /// Characters of a fragment.
    pub(crate) chars: usize,
    /// Bytes of text looked at.
    pub(crate) bytes: usize,
}

/// A fragment and what it is worth.
struct Candidate {
    fragment: Fragment,
    leaves: BTreeSet<usize>,
    worth: f32,
}

/// The fragments of a unit, the best first; each shows something that those before it and the title,
/// which stands above them with the marks `title`, do not, where there is such. Without any match
/// the beginning of the decision, or of the text.
pub(crate) fn fragments(
    source: &Source<'_>,
    title: &[Mark],
    marker: &Marker<'_>,
    cache: &mut TypeCache,
) -> Vec<Fragment> {
    let above: BTreeSet<usize> = title.iter().map(|mark| mark.leaf).collect();
    let mut left = source.bytes;
    let mut candidates = Vec::new();
    for passage in telling_passages(source) {
        let text = body(source, passage);
        if text.len() > left && !candidates.is_empty() {
            break;
        }
        left = left.saturating_sub(text.len());
        let adds = |candidate: &Candidate| {
            !repeats_title(source, passage) || !candidate.leaves.is_subset(&above)
        };
        candidates.extend(best_window(source, passage, text, marker, cache).filter(adds));
    }
    let chosen = choose(candidates, source.weights);
    if chosen.is_empty() { opening(source).into_iter().collect() } else { chosen }
}

/// The best passages. Lines that only repeat the title, which stands above the fragments, are
/// shown only where there is nothing else.
fn telling_passages<'a>(source: &Source<'a>) -> impl Iterator<Item = &'a Passage> {
    let passages = source.passages.iter().take(CANDIDATES);
    let passages = passages.filter_map(|at| source.record.passages.get(*at as usize));
    let (heads, telling): (Vec<_>, Vec<_>) =
        passages.partition(|passage| repeats_title(source, passage));
    let heads = if telling.is_empty() { heads } else { Vec::new() };
    telling.into_iter().chain(heads)
}

/// Whether a passage is the title and little more: number, diary number, "Svar på remiss".
fn repeats_title(source: &Source<'_>, passage: &Passage) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let text = body(source, passage);
    if passage.zone != Zone::Other || text.len() > source.record.title.len() + HEAD {
        return false;
    }
    let title = letters(&source.record.title);
    !title.is_empty() && letters(text).contains(&title)
}

/// The text of a passage without the section's heading, whose name stands above the fragment.
fn body<'a>(source: &Source<'a>, passage: &Passage) -> &'a str {
    let (from, to) = (passage.from as usize, passage.to as usize);
    let text = |from| source.text.get(from..to).unwrap_or_default();
    let lead = text(from).len() - text(from).trim_start().len();
    let headings = source.record.sections.iter().filter_map(|section| section.heading);
    let heading = headings.map(|(start, end)| start as usize..end as usize);
    let mut own = heading.filter(|heading| heading.start == from + lead && heading.end <= to);
    own.next().map_or_else(|| text(from), |heading| text(heading.end))
}

/// Takes the candidate that adds most, until there are enough.
fn choose(mut candidates: Vec<Candidate>, weights: &[f32]) -> Vec<Fragment> {
    let mut chosen: Vec<Fragment> = Vec::new();
    let mut shown: BTreeSet<usize> = BTreeSet::new();
    while chosen.len() < FRAGMENTS && !candidates.is_empty() {
        let gain = |candidate: &Candidate| {
            let fresh: f32 = candidate.leaves.difference(&shown).map(|leaf| weights[*leaf]).sum();
            2.0 * fresh + candidate.worth
        };
        let best = (0..candidates.len())
            .max_by(|a, b| gain(&candidates[*a]).total_cmp(&gain(&candidates[*b])).then(b.cmp(a)))
            .expect("not empty");
        let candidate = candidates.remove(best);
        shown.extend(&candidate.leaves);
        if !chosen.iter().any(|before| begins_alike(before, &candidate.fragment)) {
            chosen.push(candidate.fragment);
        }
    }
    chosen
}

/// Whether two fragments say the same: papers repeat their summary word for word.
fn begins_alike(a: &Fragment, b: &Fragment) -> bool {
    let beginning = |fragment: &Fragment| -> String {
        let letters = fragment.pieces.iter().flat_map(|piece| piece.text.chars());
        letters.filter(|c| c.is_alphanumeric()).take(ALIKE).collect()
    };
    beginning(a) == beginning(b)
}

/// The window of a passage that holds the most of the query.
fn best_window(
    source: &Source<'_>,
    passage: &Passage,
    text: &str,
    marker: &Marker<'_>,
    cache: &mut TypeCache,
) -> Option<Candidate> {
    let marks = marker.marks(text, cache);
    let width = source.chars;
    let worth = |run: &[Mark]| -> f32 {
        let leaves: BTreeSet<usize> = run.iter().map(|mark| mark.leaf).collect();
        let distinct: f32 = leaves.iter().map(|leaf| source.weights[*leaf]).sum();
        distinct + 0.1 * run.len() as f32
    };
    let runs = (0..marks.len()).map(|first| {
        let fits = |mark: &&Mark| mark.span.end - marks[first].span.start <= width * 4 / 5;
        &marks[first..first + marks[first..].iter().take_while(fits).count().max(1)]
    });
    let best = runs.fold(None, |best: Option<(&[Mark], f32)>, run| {
        let value = worth(run);
        if best.is_none_or(|(_, before)| value > before) { Some((run, value)) } else { best }
    });
    let (run, worth) = best?;
    let window = window(text, run[0].span.start..run[run.len() - 1].span.end, width);
    let inside = marks.iter().filter(|m| m.span.start >= window.start && m.span.end <= window.end);
    let inside: Vec<Mark> = inside.cloned().collect();
    let pieces = pieces(text, &window, &inside);
    let leaves = inside.iter().map(|mark| mark.leaf).collect();
    let fragment = Fragment { page: page(passage), zone: Some(passage.zone), pieces };
    Some(Candidate { fragment, leaves, worth })
}

fn page(passage: &Passage) -> Option<u32> {
    (passage.page > 0).then_some(passage.page)
}

/// A stretch of at most `width` characters around `core`, beginning at a sentence where one begins
/// near, else at a word.
fn window(text: &str, core: Range<usize>, width: usize) -> Range<usize> {
    let lead = width.saturating_sub(text[core.clone()].chars().count()) / 3;
    let earliest = back(text, core.start, lead);
    let from = sentence_start(text, earliest, core.start)
        .unwrap_or_else(|| word_start(text, earliest, core.start));
    let end = forward(text, from, width).max(core.end.min(forward(text, from, width)));
    let to = if end == text.len() { end } else { word_end(text, core.end.min(end), end) };
    from..to
}

fn back(text: &str, at: usize, chars: usize) -> usize {
    text[..at].char_indices().rev().take(chars).last().map_or(at, |(index, _)| index)
}

fn forward(text: &str, at: usize, chars: usize) -> usize {
    text[at..].char_indices().nth(chars).map_or(text.len(), |(index, _)| at + index)
}

/// Where a sentence or line begins between two places.
fn sentence_start(text: &str, from: usize, to: usize) -> Option<usize> {
    if from == 0 {
        return Some(0);
    }
    let found = text[from..to].find(". ").map(|at| from + at + 2);
    found.or_else(|| text[from..to].find("\n\n").map(|at| from + at + 2))
}

fn word_start(text: &str, from: usize, to: usize) -> usize {
    text[from..to].find(char::is_whitespace).map_or(from, |at| {
        let blank = from + at;
        blank + text[blank..].chars().next().map_or(0, char::len_utf8)
    })
}

/// The last blank between two places; the end where there is none.
fn word_end(text: &str, from: usize, to: usize) -> usize {
    let from = floor_boundary(text, from);
    text[from..to].rfind(char::is_whitespace).map_or(to, |at| from + at)
}

/// The text of a window with its marks, as pieces; an ellipsis where text was left off.
fn pieces(text: &str, window: &Range<usize>, marks: &[Mark]) -> Vec<Piece> {
    let mut pieces = Pieces::default();
    if window.start > 0 {
        pieces.push("… ", false);
    }
    pieces.push_marked(text, window, marks, false);
    pieces.trim_end();
    if text[window.end..].chars().any(|c| !c.is_whitespace()) {
        pieces.push(" …", false);
    }
    pieces.done
}

/// A whole text with its marks, line feeds kept: for a unit's page.
pub(crate) fn marked(text: &str, marks: &[Mark]) -> Vec<Piece> {
    let mut pieces = Pieces::default();
    pieces.push_marked(text, &(0..text.len()), marks, true);
    pieces.done
}

/// Pieces while they are put together: blanks collapsed across them, equals joined.
#[derive(Default)]
struct Pieces {
    done: Vec<Piece>,
}

impl Pieces {
    fn push_marked(&mut self, text: &str, window: &Range<usize>, marks: &[Mark], lines: bool) {
        let mut at = window.start;
        for mark in marks {
            self.push_clean(&text[at..mark.span.start], false, lines);
            self.push_clean(&text[mark.span.clone()], true, lines);
            at = mark.span.end;
        }
        self.push_clean(&text[at..window.end], false, lines);
    }

    fn push_clean(&mut self, text: &str, hit: bool, lines: bool) {
        let mut clean = String::with_capacity(text.len());
        for c in text.chars().filter(|c| !is_invisible(*c)) {
            let blank = c.is_whitespace() || c.is_control();
            match (blank, lines && c == '\n') {
                (_, true) => clean.push('\n'),
                (true, _) if self.ends_blank(&clean) => {}
                (true, _) => clean.push(' '),
                (false, _) => clean.push(c),
            }
        }
        self.push(&clean, hit);
    }

    fn ends_blank(&self, clean: &str) -> bool {
        let last = || self.done.last().and_then(|piece| piece.text.chars().next_back());
        clean.chars().next_back().or_else(last).is_none_or(char::is_whitespace)
    }

    fn push(&mut self, text: &str, hit: bool) {
        match self.done.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.hit == hit => last.text.push_str(text),
            _ => self.done.push(Piece { text: text.to_owned(), hit }),
        }
    }

    fn trim_end(&mut self) {
        if let Some(last) = self.done.last_mut() {
            last.text.truncate(last.text.trim_end().len());
        }
        self.done.pop_if(|last| last.text.is_empty());
    }
}

/// Characters that are not seen but change what is: soft hyphens, joiners, direction marks.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The beginning of the decision, or of the first passage with text.
fn opening(source: &Source<'_>) -> Option<Fragment> {
    let passages = &source.record.passages;
    let decision = passages.iter().find(|p| p.zone == Zone::Decision);
    let has_text = |p: &&Passage| body(source, p).chars().any(char::is_alphabetic);
    let tells = |p: &&Passage| has_text(p) && !repeats_title(source, p);
    let passage = decision.or_else(|| passages.iter().find(tells))?;
    let text = body(source, passage);
    let end = forward(text, 0, source.chars);
    let to = if end == text.len() { end } else { word_end(text, 0, end) };
    let pieces = pieces(text, &(0..to), &[]);
    Some(Fragment { page: page(passage), zone: Some(passage.zone), pieces })
}

/// The language of a record's text.
pub(crate) fn language(record: &Record) -> Language {
    Language::from_code(&record.language).unwrap_or(Language::Swedish)
}
