//! The annexes that a paper lists at its end (*bilagor*).

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::parts::Parts;
use super::{names, parts};
use crate::document::{Text, Unit};
use crate::parse::cut;
use crate::parse::lines::{self, Line};
use crate::pattern::pattern;

/// Annexes of one paper at most.
const MOST: usize = 60;

static HEADING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:\d+(?:\.\d+)* +)?(?:Bilagor|Bilaga|BILAGOR|BILAGA|Bilageförteckning)(?: till \w+)? ?(?::|\s\s|\s+(?:1[.:]|-|•)|$)|^Bilaga \p{Lu}\p{L}{3,}",
    )
});
static MARKED: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(?:\d{1,2}[.):]\s|[-•–−]|Bilaga \w)"));
static NUMBERED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:^|\s)(?:Bilaga\s+)?(\d{1,2})[.:)]\s+"));

/// The annexes that `unit` lists in its own parts.
pub(in crate::parse) fn of_unit(text: &Text, unit: &Unit) -> Vec<String> {
    let lines = lines::split(text);
    let from = lines.partition_point(|line| line.start < unit.span.start);
    let to = lines.partition_point(|line| line.start < unit.span.end);
    read(&lines, &parts::read(&lines, from..to))
}

fn read(lines: &[Line], parts: &Parts) -> Vec<String> {
    parts.own().map(|own| listed(lines, own)).find(|found| !found.is_empty()).unwrap_or_default()
}

fn listed(lines: &[Line], own: Range<usize>) -> Vec<String> {
    let heading = own.clone().find(|&at| HEADING.is_match(cut(lines[at].text, 60)));
    let Some(at) = heading else { return Vec::new() };
    let line = lines[at].text;
    let label = line.find(char::is_alphabetic).unwrap_or(0);
    let end =
        line[label..].find(|c: char| !c.is_alphabetic()).map_or(line.len(), |end| label + end);
    let rest = line[end..].trim_start_matches([':', ' ']);
    // "Bilaga: Motionen" and "Bilaga 1. Motionen" hold one annex a line.
    if !rest.is_empty() {
        let mut found = items(rest);
        if found.len() < 2 {
            found.extend(below(lines, at + 1..own.end, true));
        }
        return found;
    }
    below(lines, at + 1..own.end, false)
}

/// The annexes on the lines below the heading: up to a signature, a heading or prose.
fn below(lines: &[Line], range: Range<usize>, mut marked: bool) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut gap = 0;
    for line in &lines[range] {
        if line.is_blank() {
            gap += 1;
            continue;
        }
        let is_marked = MARKED.is_match(line.text);
        let goes_on = gap == 0
            && !is_marked
            && line.text.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
        let cells = names::cells(cut(line.text, 240));
        let ends = line.text.len() > 400
            || (!is_marked && !goes_on && (marked || gap > 1 || line.text.ends_with('.')))
            || (!is_marked && line.heading.is_some())
            || cells.iter().all(|cell| names::is_name(cell))
            || found.len() >= MOST;
        if ends {
            break;
        }
        marked |= is_marked;
        match found.last_mut() {
            // A name that goes on on the next line.
            Some(last) if goes_on => {
                last.push(' ');
                last.push_str(line.text);
            }
            _ => found.extend(items(line.text)),
        }
        gap = 0;
    }
    found
}

/// The annexes on one line: one, or several that were run together, each behind its number.
fn items(line: &str) -> Vec<String> {
    let mut starts: Vec<(usize, usize)> = Vec::new();
    for found in NUMBERED.captures_iter(line) {
        let (Some(whole), Some(number)) = (found.get(0), found.get(1)) else { continue };
        // Numbers that go up one by one are the list's; others stand in the names.
        let expected = starts.len() + 1;
        let first = starts.is_empty() && whole.start() == 0;
        let next = !starts.is_empty() && number.as_str().parse() == Ok(expected);
        if first || next {
            starts.push((whole.start(), whole.end()));
        }
    }
    if starts.is_empty() {
        return tidy(line).into_iter().collect();
    }
    let ends = starts.iter().skip(1).map(|start| start.0).chain([line.len()]);
    starts.iter().zip(ends).filter_map(|(start, end)| tidy(&line[start.1..end])).collect()
}

fn tidy(name: &str) -> Option<String> {
    let joined = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = joined.trim_start_matches(['-', '•', '–', '−', ' ']).trim_end_matches([' ', ',']);
    (bare.chars().filter(|c| c.is_alphabetic()).count() > 2).then(|| bare.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &str) -> Vec<String> {
        let text = Text { string: source.to_owned(), ..Text::default() };
        let lines = lines::split(&text);
        listed(&lines, 0..lines.len())
    }

    #[test]
    fn a_single_annex_stands_behind_its_label() {
        assert_eq!(
            shown("Text.\nBilaga Hamnnämndens handlingar 2022-10-24 § 210\n"),
            ["Hamnnämndens handlingar 2022-10-24 § 210"]
        );
    }

    #[test]
    fn annexes_run_together_or_line_by_line() {
        let table = [
            "Text.\nBilagor: 1.      Motionen 2.      Hamnnämndens handlingar 2022-08-30 § 152\nEva Berg\n",
            "Text.\n\nBilagor\n1. Motionen\n2. Hamnnämndens handlingar\n2022-08-30 § 152\n\nEva Berg\nHamnchef\n",
            "Bilagor: 1. Motionen 2. Hamnnämndens handlingar 2022-08-30 § 152\n",
            "Bilagor\n1. Motionen\n2. Hamnnämndens handlingar 2022-08-30 § 152\n\n1 Hamnverket, Kajer 2022\n",
            "Bilagor\n\n- Motionen\n- Hamnnämndens handlingar 2022-08-30 § 152\n\n\nKajen är gammal.\n",
        ];
        for source in table {
            assert_eq!(
                shown(source),
                ["Motionen", "Hamnnämndens handlingar 2022-08-30 § 152"],
                "{source}"
            );
        }
        assert_eq!(shown("Kajen.\nBilagan visar kajen.\n"), Vec::<String>::new());
    }
}
