//! The diary numbers of a paper: its own, then those that its title and subtitle name.

use std::ops::Range;

use super::letterhead;
use super::parts::Parts;
use crate::diary;
use crate::document::Text;
use crate::glance::has_digit;
use crate::parse::lines::Line;
use crate::parse::{candidate, head};

/// The numbers of the paper whose title stands on line `title` and whose text begins on `body`.
/// `later` is that of a report among the papers of the time before, for want of another.
pub(super) fn read(
    text: &Text,
    lines: &[Line],
    parts: &Parts,
    title: usize,
    body: usize,
    head: &head::Head,
    later: Option<&String>,
) -> Vec<String> {
    let start = parts.own().map(|own| own.start).min().unwrap_or(title);
    // On a web page the letterhead may stand below the title.
    let above = lines[start.min(title)..title].iter();
    let below = lines[(title + 1).min(body)..body].iter();
    let in_head = above
        .chain(below)
        .flat_map(|line| line.text.split("  "))
        .filter(|cell| candidate::is_diary_line(cell.trim()) && !head::is_subtitle(cell.trim()));
    let mut numbers: Vec<String> = parts.head.number.iter().cloned().collect();
    let heads = in_head.flat_map(diary::find_in_head).map(|(_, number)| number.shown);
    // A cover's own head is that of the letter; the report's number is the matter's.
    if numbers.is_empty() || parts.cover.is_empty() {
        numbers.extend(heads);
        numbers.extend(head.diary_numbers.iter().cloned());
        // What stands under "Dnr" is the paper's own, before "Ert dnr".
        let column = letterhead::number_below(&lines[start.min(title)..title]);
        numbers.splice(0..0, column.filter(|_| parts.head.number.is_none()));
    }
    let mut own: Vec<String> = Vec::new();
    for number in numbers {
        let known = own.iter().any(|known| diary::key(known) == diary::key(&number));
        if !known {
            own.push(number);
        }
    }
    if own.is_empty() {
        // "Utlåtande 2017:19 (Dnr 110-411/2016)", above the title.
        let above = lines[start.min(title)..title].iter();
        let in_line = |line: &Line| {
            let sure = || Some(diary::find(line.text).first()?.1.shown.clone());
            letterhead::number(line.text).or_else(sure)
        };
        own.extend(above.filter(|line| line.text.len() < 120).find_map(in_line));
    }
    if own.is_empty() {
        own.extend(labelled(text, lines, parts).or_else(|| later.cloned()));
    }
    let twin = own.first().and_then(|number| twin(number, &text.string));
    own.extend(twin);
    own
}

/// The same number as a newer register writes it, where the text prints it so: "0408/23" is
/// "KLK-2023-00408".
fn twin(number: &str, text: &str) -> Option<String> {
    let (serial, year) = number.split_once('/')?;
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if serial.len() != 4 || year.len() != 2 || !digits(serial) || !digits(year) {
        return None;
    }
    let newer = format!("-20{year}-0{serial}");
    // The whole text is searched: in a fraction of the time that `str::find` takes.
    let at = memchr::memmem::find(text.as_bytes(), newer.as_bytes())?;
    let from = text[..at].rfind(|c: char| !c.is_uppercase()).map_or(0, |before| before + 1);
    let register = text.get(from..at).filter(|letters| (2..=6).contains(&letters.len()))?;
    Some(format!("{register}{newer}"))
}

/// The first number that stands behind a label at the beginning of a cell, in the own parts or in
/// the head of the pages.
fn labelled(text: &Text, lines: &[Line], parts: &Parts) -> Option<String> {
    let in_lines =
        |own: Range<usize>| lines[own].iter().take(400).find_map(|line| of_cells(line.text));
    parts
        .own()
        .find_map(in_lines)
        .or_else(|| text.margins.iter().find_map(|margin| of_cells(margin)))
}

fn of_cells(line: &str) -> Option<String> {
    let may = line.len() < 300 && has_digit(line);
    let cells = may.then(|| line.split("  ")).into_iter().flatten().map(str::trim);
    cells.filter(|cell| candidate::is_diary_line(cell)).find_map(letterhead::number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_and_its_newer_spelling() {
        let text = "Ärende nr: TVK-2023-00408 i hamnen";
        assert_eq!(twin("0408/23", text).as_deref(), Some("TVK-2023-00408"));
        assert_eq!(twin("0409/23", text), None);
        assert_eq!(twin("KS 2023/408", text), None);
    }
}
