//! Headings that no table knows: a document's own, told by their return.
//!
//! A short line that stands free above text in one § after another is a heading; a word in it
//! tells what for ("Så här beslutades", "Vad frågan gäller", "Underlag på bordet").

use std::collections::HashMap;

use super::candidate::is_diary_line;
use super::lines::{Line, next_filled, previous_filled};
use crate::document::Zone;
use crate::glance::{has_digit, has_gap};
use crate::zone;

/// Marks the lines that are the document's own headings.
pub(super) fn mark(lines: &mut [Line]) {
    let mut places: HashMap<&str, (Zone, Vec<usize>)> = HashMap::new();
    for at in 1..lines.len() {
        let text = lines[at].text;
        let free = lines[at].heading.is_none() && lines[at - 1].is_blank();
        if !free || !has_shape(text) {
            continue;
        }
        let Some(zone) = zone::by_word(text) else { continue };
        if stands_above_text(lines, at) && !is_title(lines, at) {
            places.entry(text).or_insert_with(|| (zone, Vec::new())).1.push(at);
        }
    }
    for (zone, places) in places.into_values().filter(|(_, places)| places.len() >= 2) {
        for at in places {
            lines[at].heading = Some(zone);
        }
    }
}

fn has_shape(text: &str) -> bool {
    (5..=50).contains(&text.len())
        && text.starts_with(char::is_uppercase)
        && text.ends_with(char::is_alphabetic)
        && !has_digit(text)
        && !has_gap(text)
        && text.split(' ').count() <= 6
        // "Enligt kommunstyrelsens förslag" leads in what was decided.
        && !["Enligt ", "Bifall ", "Avslag ", "Till ", "Med "].iter().any(|w| text.starts_with(w))
        && !text.contains(['§', '(', ',', '.'])
}

fn stands_above_text(lines: &[Line], at: usize) -> bool {
    next_filled(lines, at + 1, at + 3).is_some_and(|next| lines[next].heading.is_none())
}

/// Right below a number or a diary number stands a title.
fn is_title(lines: &[Line], at: usize) -> bool {
    previous_filled(lines, at).is_none_or(|above| {
        let text = lines[above].text;
        let short = text.len() < 16 && text.bytes().any(|byte| byte.is_ascii_digit());
        text.contains('§') || short || is_diary_line(text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Text;

    #[test]
    fn what_returns_above_text_is_a_heading() {
        let matter = "§ 5\nTaxa för bad\n\nVad frågan gäller\nAvgiften är gammal.\n\nSå här beslutades\nTaxan antas.\n\n";
        let text = Text { string: matter.repeat(2), ..Text::default() };
        let lines = super::super::lines::split(&text);
        let found: Vec<Zone> = lines.iter().filter_map(|line| line.heading).collect();
        assert_eq!(found, [Zone::Background, Zone::Decision, Zone::Background, Zone::Decision]);
    }
}
