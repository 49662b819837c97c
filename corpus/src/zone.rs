//! Headings and what they announce: the one [`Zone`] that a line means.
//!
//! | module | what it holds |
//! |---|---|
//! | `gate` | what is no heading, told at a glance |
//! | `names` | the names as printed |
//! | `pattern` | headings that no table can list |
//! | `shared_line` | headings that share their line with text |
//! | `spaced` | headings whose letters are set apart |
//! | `word` | what one word of an unknown heading tells |

mod gate;
mod names;
mod pattern;
mod shared_line;
mod spaced;
mod word;

use std::borrow::Cow;

use crate::document::Zone;
use crate::glance::{has_gap, trimmed};
use crate::small_letters::SmallLetters;
use names::EXACT;
pub(crate) use shared_line::{glued_heading, inline_heading, proposing_sentence};
pub(crate) use spaced::spaced_heading;
pub(crate) use word::by_word;

/// The zone that `line`, taken as a whole, is a heading of; `None` where it is no known heading.
pub(crate) fn heading(line: &str) -> Option<Zone> {
    let line = trimmed(line);
    let first = *line.as_bytes().first()?;
    // Prose ends here: only a number before a heading, or its mark, makes a line longer.
    let bare = !matches!(first, b'0'..=b'9' | b'.' | b'*');
    if first.is_ascii_lowercase() || bare && line.len() > 100 {
        return None;
    }
    let trimmed = if bare { line } else { without_number(line) };
    let (first, last) = (*trimmed.as_bytes().first()?, *trimmed.as_bytes().last()?);
    if trimmed.len() > 100 || first.is_ascii_lowercase() {
        return None;
    }
    if last.is_ascii_digit() {
        if let Some(name) = without_reference(trimmed) {
            return heading(name).filter(|zone| *zone == Zone::Proposal);
        }
        return heading(without_count(trimmed)?).filter(|zone| COUNTED.contains(zone));
    }
    // "Exp." is the one heading that ends in a full stop.
    let trimmed = trimmed.strip_suffix('.').filter(|name| is_short_form(name)).unwrap_or(trimmed);
    // "Beslut / Päätös": minutes in two languages.
    let two = memchr::memchr(b'/', trimmed.as_bytes()).and_then(|_| trimmed.split_once(" / "));
    let trimmed = two.map_or(trimmed, |(swedish, _)| swedish.trim_end());
    if !gate::may_be_heading(trimmed) || !gate::may_be_known(trimmed) {
        return None;
    }
    let lower = trimmed.small();
    let name = collapse(lower.trim_end_matches([':', ' ', '*']).trim());
    if let Some(zone) = EXACT.get(name.as_ref()) {
        return Some(*zone);
    }
    let words: Vec<&str> = name.split(' ').collect();
    pattern::zone(&words, &name)
        .or_else(|| of_short_organ(trimmed, &words))
        .or_else(|| of_pair(&name))
}

/// Sections that may be numbered: "Omröstning 2", "Yrkande 1".
const COUNTED: [Zone; 5] =
    [Zone::Vote, Zone::VotingOrder, Zone::Motions, Zone::Reservations, Zone::Note];

/// "Kommunstyrelsens förslag till kommunfullmäktige 2016-11-07 § 151": the heading tells where the
/// proposal was made. Lists of papers name proposals as well, but not whom they are put to.
fn without_reference(line: &str) -> Option<&str> {
    let (name, number) = line.contains(" § ").then(|| line.split_once(" § "))??;
    let name = name.trim_end_matches(|c: char| c.is_ascii_digit() || "-, ".contains(c));
    (number.bytes().all(|byte| byte.is_ascii_digit()) && name.contains(" förslag till "))
        .then_some(name)
}

fn without_count(line: &str) -> Option<&str> {
    let name = line.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - name.len();
    ((1..=2).contains(&digits) && name.ends_with(' ') && name.len() < 30).then(|| name.trim_end())
}

/// "Yrkande och propositionsordning": two headings in one, the first of which names the section.
fn of_pair(name: &str) -> Option<Zone> {
    let joint = [" och ", " samt "].into_iter().find(|joint| name.contains(joint))?;
    let (one, other) = name.split_once(joint)?;
    EXACT.get(other)?;
    EXACT.get(one).copied()
}

/// "BUN:s beslut", "AU beslutar", "KS förslag till beslut": an organ named by its letters.
fn of_short_organ(line: &str, words: &[&str]) -> Option<Zone> {
    let (letters, _) = line.split_once(' ')?;
    let letters = letters.strip_suffix(":s").unwrap_or(letters);
    let short =
        (2..=5).contains(&letters.chars().count()) && letters.chars().all(char::is_uppercase);
    let tells = words.get(1).is_some_and(|word| word.starts_with("besl") || *word == "förslag");
    if !(short && tells) {
        return None;
    }
    let whole = format!("nämndens {}", words[1..].join(" "));
    let words: Vec<&str> = whole.split(' ').collect();
    pattern::zone(&words, &whole)
}

fn is_short_form(name: &str) -> bool {
    matches!(name, "Exp" | "EXP" | "Just" | "Ref")
}

fn collapse(name: &str) -> Cow<'_, str> {
    if has_gap(name) || name.contains('\t') {
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
            ("Plan- och byggutskottets förslag till kommunstyrelsen", Some(Zone::Proposal)),
            ("MILJÖ- OCH BYGGFÖRVALTNINGENS FÖRSLAG TILL BESLUT", Some(Zone::Proposal)),
            (
                "Kommunstyrelsens förslag till kommunfullmäktige 2016-11-07 § 151",
                Some(Zone::Proposal),
            ),
            ("Kommunstyrelsens förslag 2016-11-07 § 151", None),
            ("Remiss av förslag till kommunal skogspolicy", None),
            ("Motion om cykel- och gångvägar", None),
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
