//! Headings and what they announce: the one [`Zone`] that a line means.
//!
//! | module | what it holds |
//! |---|---|
//! | `gate` | what is no heading, told at a glance |
//! | `names` | the names as printed |
//! | `pattern` | headings that no table can list |
//! | `shared_line` | headings that share their line with text |

mod gate;
mod names;
mod pattern;
mod shared_line;

use std::borrow::Cow;

use crate::document::Zone;
use names::EXACT;
pub(crate) use shared_line::{glued_heading, inline_heading, proposing_sentence};

/// The zone that `line`, taken as a whole, is a heading of; `None` where it is no known heading.
pub(crate) fn heading(line: &str) -> Option<Zone> {
    let trimmed = without_number(line.trim());
    if !gate::may_be_heading(trimmed) || !gate::may_be_known(trimmed) {
        return None;
    }
    let lower = trimmed.to_lowercase();
    let name = collapse(lower.trim_end_matches([':', ' ', '*']).trim());
    if let Some(zone) = EXACT.get(name.as_ref()) {
        return Some(*zone);
    }
    let words: Vec<&str> = name.split(' ').collect();
    pattern::zone(&words, &name)
}

fn collapse(name: &str) -> Cow<'_, str> {
    if name.contains("  ") || name.contains('\t') {
        Cow::Owned(name.split_whitespace().collect::<Vec<_>>().join(" "))
    } else {
        Cow::Borrowed(name)
    }
}

/// "3.1 Bakgrund" → "Bakgrund".
fn without_number(line: &str) -> &str {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    if rest.len() < line.len() && rest.starts_with([' ', '\t']) {
        rest.trim_start()
    } else {
        line.trim_start_matches('*')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_mean_what_they_announce() {
        let table = [
            ("Beslut  ", Some(Zone::Decision)),
            ("Socialnämndens beslut", Some(Zone::Decision)),
            ("ARBETSUTSKOTTET BESLUTAR", Some(Zone::Decision)),
            ("Kommunstyrelsen beslutar", Some(Zone::Decision)),
            ("Nämnden beslöt", Some(Zone::Decision)),
            ("Kommunstyrelsens arbetsutskotts förslag till beslut", Some(Zone::Proposal)),
            ("Förvaltningens förslag", Some(Zone::Proposal)),
            ("Förslag till beslut på sammanträdet", Some(Zone::Motions)),
            ("Omröstning - Huvudvotering", Some(Zone::Vote)),
            ("Reservationer och särskilda yttranden", Some(Zone::Reservations)),
            ("Kommunledningsförvaltningens handläggning", Some(Zone::Assessment)),
            ("Ekonomiska och juridiska konsekvenser", Some(Zone::Consequences)),
            ("Förvaltningens synpunkter och förslag", Some(Zone::Assessment)),
            ("Samlad bedömning", Some(Zone::Assessment)),
            ("Synpunkter från remissinstanser", None),
            ("Beslutet expedieras till:", Some(Zone::SentTo)),
            ("Handlingsplan för äldre", None),
            ("Beslut om arkivansvar för information", None),
            ("Enligt kommunstyrelsens förslag:", None),
            ("Yttrande över detaljplan", None),
            ("beslut.", None),
            ("Reservation anmäldes av ledamöterna", None),
        ];
        for (line, expected) in table {
            assert_eq!(heading(line), expected, "{line:?}");
        }
    }
}
