//! A meeting's page in a portal: proposals without dates, numbers and titles mostly lost.
//!
//! Known by what the portal says about itself. An item ends with a line "Bilagor"; in one variant
//! a bullet opens it.

use std::ops::Range;

use super::lines::Line;
use super::open_words::is_open;
use super::{candidate, people, secrecy, sections, unit};
use crate::document::{Section, Text, Unit, UnitKind, Zone};
use crate::outcome;
use crate::routine::is_routine;

const SIGNS: [&str; 6] = [
    "hoppa över navigering",
    "det finns ingen information att visa",
    "inget protokoll har publicerats",
    "det finns inga sammanträden att visa än",
    "ladda ner alla filer under punkten",
    "välj sammanträde",
];

/// True for a page that says of itself that it is a portal's.
pub(super) fn is_page(text: &Text) -> bool {
    text.margins.iter().any(|margin| SIGNS.contains(&margin.to_lowercase().as_str()))
}

/// The items of a portal page, and where the first begins; `None` where the text is none.
pub(super) fn read(text: &Text, lines: &[Line]) -> Option<(Vec<Unit>, usize)> {
    let closings = lines.iter().filter(|line| line.text == "Bilagor").count();
    if !is_page(text) || (closings < 2 && !lines.iter().any(|line| is_bullet(line.text))) {
        return None;
    }
    let bulleted = lines.iter().filter(|line| is_bullet(line.text)).count() >= 2;
    let starts = if bulleted { bulleted_starts(lines) } else { flat_starts(lines) };
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let mut units: Vec<Unit> =
        starts.iter().zip(ends).map(|(&start, end)| item(text, lines, start, end)).collect();
    let front = units.first().map_or(0, |first| first.span.start);
    if let Some(first) = units.first_mut() {
        first.span.start = 0;
        first.sections[0].span.start = 0;
    }
    Some((units, front.min(text.string.len())))
}

fn is_bullet(text: &str) -> bool {
    text.starts_with('•') || text.starts_with('●')
}

/// Bullets at the page's own depth open items; deeper ones are lists inside.
fn bulleted_starts(lines: &[Line]) -> Vec<usize> {
    let bullets = || lines.iter().enumerate().filter(|(_, line)| is_bullet(line.text));
    let depth = bullets().map(|(_, line)| line.indent()).min().unwrap_or(0);
    bullets().filter(|(_, line)| line.indent() <= depth + 1).map(|(at, _)| at).collect()
}

/// Without bullets an item begins behind a closing line, and a title alone is an item of its own.
fn flat_starts(lines: &[Line]) -> Vec<usize> {
    let filled: Vec<usize> = (0..lines.len()).filter(|&at| !lines[at].is_blank()).collect();
    let mut starts = Vec::new();
    let mut opens = true;
    for (place, &at) in filled.iter().enumerate() {
        if lines[at].text == "Bilagor" {
            opens = true;
            continue;
        }
        let before = place.checked_sub(1).map(|place| filled[place]);
        let title = before
            .filter(|line| starts.last() == Some(line))
            .map(|line| lines[line].text)
            .filter(|text| is_title(text));
        // A routine item is its title alone: the text behind it is that of a matter whose own
        // title is lost.
        let alone = |title: &str| is_title(lines[at].text) || is_routine(title);
        if opens || title.is_some_and(alone) {
            starts.push(at);
        }
        opens = false;
    }
    starts
}

/// A line that names a matter instead of telling about it.
fn is_title(text: &str) -> bool {
    !text.ends_with(['.', ':', '!', '?', ';'])
        && text.chars().count() <= 220
        && text.starts_with(|c: char| !c.is_lowercase())
}

fn item(text: &Text, lines: &[Line], start: usize, end: usize) -> Unit {
    let span = lines[start].start..lines.get(end).map_or(text.string.len(), |line| line.start);
    let mut unit = unit::empty(text, UnitKind::AgendaItem, span.clone());
    let mut filled =
        lines[start..end].iter().filter(|line| !line.is_blank() && line.text != "Bilagor");
    let Some(first) = filled.next() else { return unit };
    let bare = first.text.trim_start_matches(['•', '●', ' ']);
    let mut named = Some(bare);
    if !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_digit()) {
        unit.number = Some(bare.to_owned());
        named = filled.next().map(|line| line.text);
    }
    unit.title = named.filter(|text| is_title(text)).map(|title| whole_title(lines, start, title));
    if unit.title.is_none() {
        let content = named.map_or("", |named| {
            let at = named.as_ptr().addr() - text.string.as_ptr().addr();
            &text.string[at..span.end]
        });
        unit.label = unit::first_sentence(content.lines().next().unwrap_or_default());
    }
    unit.diary_numbers = numbers(&text.string[span.clone()]);
    let body = lines.get(start + 1).map_or(span.end, |line| line.start).min(span.end);
    read_sections(&mut unit, text, lines, start + 1..end);
    unit.proposed_outcome = unit.proposed_outcome.or_else(|| proposal(&text.string[span.clone()]));
    secrecy::mark(&mut unit, text, lines, span.start, body);
    unit
}

/// What the headings inside an item part, where it has any: "Bilagor" alone closes an item.
fn read_sections(unit: &mut Unit, text: &Text, lines: &[Line], body: Range<usize>) {
    let cut = sections::cut_matter(lines, body.start.min(body.end)..body.end, unit.span.clone());
    let parts = |section: &Section| {
        let tells = matches!(section.zone, Zone::Proposal | Zone::Summary | Zone::Background);
        tells && section.heading.is_some()
    };
    if !cut.iter().any(parts) {
        return;
    }
    unit.sections = cut;
    unit::read_sections(unit, text, None);
    unit.proposed_outcome = unit.proposed_outcome.or(unit.outcome.take());
}

/// The title of the item on line `start`, with the line below where the first ends in the middle.
fn whole_title(lines: &[Line], start: usize, title: &str) -> String {
    let first = (start..lines.len()).find(|&at| lines[at].text.ends_with(title));
    let next = first.and_then(|at| lines.get(at + 1)).map_or("", |line| line.text);
    let last = title.rsplit(' ').next().unwrap_or_default();
    let goes_on = next.starts_with(char::is_lowercase)
        || (is_open(last) || title.ends_with(',')) && !next.is_empty() && is_title(next);
    if goes_on { format!("{title} {next}") } else { title.to_owned() }
}

/// The item's own number: the only one, or the one on a line of its own, before that of whoever
/// referred the matter. Several numbers in running text are those of other matters.
fn numbers(content: &str) -> Vec<String> {
    let mut all = unit::diary_numbers(content);
    all.dedup();
    let own = content.lines().map(str::trim).find(|line| candidate::is_diary_line(line));
    let leads =
        own.is_some_and(|line| all.first().is_some_and(|first| line.contains(first.as_str())));
    let referred = all.len() == 2 && leads && content.contains("emitterat");
    match all.len() {
        1 => all,
        2 if referred => all,
        0 => Vec::new(),
        _ => all.into_iter().take(usize::from(leads)).collect(),
    }
}

/// The class of what the office proposes: its last such sentence.
fn proposal(content: &str) -> Option<crate::document::Outcome> {
    const PROPOSES: [&str; 5] = [
        "föreslår att ",
        "förslag till beslut är att ",
        "föreslår nämnden att ",
        "föreslås att ",
        "överlämnar detta",
    ];
    let flowing = people::flowing(content);
    let mut ends: Vec<usize> =
        PROPOSES.iter().flat_map(|words| flowing.match_indices(words)).map(|hit| hit.0).collect();
    ends.sort_unstable();
    ends.into_iter().rev().find_map(|at| {
        let sentence = flowing[at..].split(". ").next().unwrap_or_default();
        outcome::of_clause(sentence.split_once(" att ").map_or(sentence, |(_, clause)| clause))
    })
}

#[cfg(test)]
mod tests {
    use super::super::lines;
    use super::*;

    #[test]
    fn a_routine_item_does_not_swallow_the_matter_behind_it() {
        let string = "Val av justerare\nNämndens frågor\nEn motion om cykelbroar har kommit in.\n\
                      Kontoret delar synen på broar.\nBilagor\n";
        let text = Text { string: string.to_owned(), ..Text::default() };
        assert_eq!(flat_starts(&lines::split(&text)), [0, 1, 2]);
    }
}
