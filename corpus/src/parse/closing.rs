//! Where the last § of minutes ends: behind it stand signatures, the foot of a letter's page, a
//! portal's links, and what is appended.
//!
//! Read from the end: every block of lines that only signs or gives an address is taken off, and
//! so is what stands behind the first line that opens the signatures ("Vid protokollet").

use super::lines::{Line, previous_filled};
use crate::glance::split_at_gaps;

/// The line where what closes the minutes begins, of the lines behind `from` and before `until`.
pub(super) fn begins(lines: &[Line], from: usize, until: usize) -> Option<usize> {
    let opened = (from..until).find(|&at| opens_signatures(lines, at));
    let (mut begins, mut end) = (opened, opened.unwrap_or(until));
    while let Some(last) = previous_filled(lines, end).filter(|&last| last >= from) {
        let first = block_of(lines, from, last);
        let block = &lines[first..=last];
        if !(block.iter().all(closes) || is_foot(block)) {
            break;
        }
        end = first;
        // Names and chairs alone sign nothing: a matter may end with who was elected. They go
        // with the signatures that stand above them.
        if is_foot(block) || block.iter().any(signs) {
            begins = Some(first);
        }
    }
    begins
}

/// The first line of the block that ends on line `last`.
fn block_of(lines: &[Line], from: usize, last: usize) -> usize {
    (from..last).rev().take_while(|&at| !lines[at].is_blank()).last().unwrap_or(last)
}

/// Where the foot of a letter begins on the lines from `from`: the address below the signatures.
pub(super) fn foot(lines: &[Line], from: usize, until: usize) -> Option<usize> {
    let last = previous_filled(lines, until).filter(|&last| last > from)?;
    let first = block_of(lines, from, last);
    is_foot(&lines[first..=last]).then_some(first)
}

/// A short block with columns of addresses or with a postal code, whatever else it gives.
fn is_foot(block: &[Line]) -> bool {
    let short = block.len() <= 5
        && block.iter().all(|line| line.text.len() < 160 && !line.text.ends_with('.'));
    short
        && block.iter().any(|line| {
            ["Postadress", "Besöksadress"].iter().any(|start| line.text.starts_with(start))
                || line.text.len() < 60 && has_postal_code(line.text)
        })
}

/// "831 82 Ekvik"
fn has_postal_code(text: &str) -> bool {
    let digits = |word: Option<&str>, length: usize| {
        word.is_some_and(|word| word.len() == length && word.bytes().all(|b| b.is_ascii_digit()))
    };
    let named = |word: Option<&str>| word.is_some_and(|word| word.starts_with(char::is_uppercase));
    let mut words = text.split_whitespace();
    words.any(|word| digits(Some(word), 3)) && digits(words.next(), 2) && named(words.next())
}

fn cells(text: &str) -> impl Iterator<Item = &str> {
    split_at_gaps(text).map(str::trim).filter(|cell| !cell.is_empty())
}

/// A line that signs, names or gives an address.
fn closes(line: &Line) -> bool {
    let fits = |cell| is_signature(cell) || is_address(cell) || is_person(cell) || is_chair(cell);
    line.text.len() < 160 && cells(line.text).all(fits)
}

/// A line by which its block can be nothing but signatures or an address.
fn signs(line: &Line) -> bool {
    cells(line.text).any(|cell| is_signature(cell) || is_address(cell))
}

/// "Vid protokollet", "Underskrifter", "Justerat den 4 oktober": on a line that no sentence is.
fn opens_signatures(lines: &[Line], at: usize) -> bool {
    const OPENINGS: [&str; 18] = [
        "protokollet har signerats",
        "protokollet är signerat",
        "protokollet har undertecknats",
        "detta dokument är undertecknat",
        "detta dokument har signerats",
        "dokumentet har signerats",
        "dokumentet är signerat",
        "elektroniskt signerat",
        "digitalt signerat",
        "vid protokollet",
        "underskrifter",
        "underskrift",
        "utdragets riktighet",
        "utdragets överensstämmelse",
        "justeras",
        "justerat den",
        "justeras den",
        "protokollet justerat",
    ];
    let text = lines[at].text;
    let first = cells(text).next().unwrap_or_default().to_lowercase();
    let first = first.trim_end_matches([':', '.', ',', '_', ' ']);
    // So ends a call to a meeting.
    if matches!(first, "välkomna!" | "välkommen!" | "väl mött!" | "varmt välkomna!") {
        return true;
    }
    let opens = OPENINGS.iter().any(|words| match first.strip_prefix(words) {
        Some("") => true,
        Some(rest) => {
            words.ends_with("den")
                || words.starts_with("utdragets")
                || words.contains("signera")
                || words.contains("underteckna")
                || rest.starts_with(':')
        }
        None => false,
    });
    opens && text.len() < 100 && !text.ends_with('.')
}

/// The role or the mark of who signs: "Sekreterare", "Ann Ek, justerare", "______".
fn is_signature(cell: &str) -> bool {
    const MARKS: [&str; 8] = [
        "justerare ",
        "justerarens sign",
        "justerandes sign",
        "utdragsbestyrk",
        "paragrafer ",
        "justerat den ",
        "justeras den ",
        "vid protokollet",
    ];
    let lower = cell.to_lowercase();
    let role = |role: &str| {
        let signs = ["sekreterare", "justerare", "justerande", "protokollförare", "justeras"];
        !role.contains(' ') && signs.iter().any(|end| role.ends_with(end))
    };
    is_rule(cell)
        || role(role_in(&lower))
        || (cell.len() < 60 && MARKS.iter().any(|start| lower.starts_with(start)))
}

/// The role on a cell of its own or behind a name: "sekreterare", "Ann Ek (S), ordförande".
fn role_in(lower: &str) -> &str {
    let (name, role) = lower.rsplit_once(", ").unwrap_or(("", lower));
    let role = role.trim_matches(|c: char| !c.is_alphabetic());
    if lower.len() < 70 && name.split(' ').count() <= 5 { role } else { "" }
}

/// A role that signs beside those that only sign.
fn is_chair(cell: &str) -> bool {
    let lower = cell.to_lowercase();
    let role = role_in(&lower);
    ["ordförande", "vice ordförande", "ledamot"].contains(&role)
}

/// "______", "......": where a name is to be written.
fn is_rule(cell: &str) -> bool {
    cell.len() > 4 && cell.chars().all(|c| "_.…- ".contains(c)) && !cell.starts_with('-')
}

/// "Ann Ek", "Bo af Al (S)": nothing but a person's name.
fn is_person(cell: &str) -> bool {
    let name = cell.split(" (").next().unwrap_or_default();
    let words = name.split(' ').count();
    (2..=4).contains(&words)
        && cell.len() < 50
        && name.split(' ').all(|word| {
            word.starts_with(char::is_uppercase) || matches!(word, "af" | "von" | "de" | "och")
        })
        && name.chars().all(|c| c.is_alphabetic() || " -.".contains(c))
        && cell[name.len()..].chars().count() < 14
}

/// The foot of a letter's page or of a portal: where the municipality is found.
fn is_address(cell: &str) -> bool {
    const STARTS: [&str; 16] = [
        "postadress",
        "besöksadress",
        "telefon",
        "e-post",
        "internet",
        "org.nr",
        "organisationsnummer",
        "fax",
        "bankgiro",
        "plusgiro",
        "webbplats",
        "hemsida",
        "om webbplatsen",
        "om kakor",
        "tillgänglighetsredogörelse",
        "till toppen",
    ];
    let lower = cell.to_lowercase();
    STARTS.iter().any(|start| lower.starts_with(start))
        || lower.starts_with("sidan uppdaterad")
        || lower.contains("www.")
        || (cell.contains('@') && !cell.contains(' '))
        || (cell.len() < 100 && !cell.ends_with('.') && has_postal_code(cell))
}

#[cfg(test)]
mod tests {
    use super::super::lines::split;
    use super::*;
    use crate::document::Text;

    fn closing(source: &str) -> Option<String> {
        let text = Text { string: source.to_owned(), ..Text::default() };
        let lines = split(&text);
        begins(&lines, 1, lines.len()).map(|at| lines[at].text.to_owned())
    }

    #[test]
    fn signatures_and_addresses_are_no_part_of_the_last_matter() {
        let matter = "§ 9 Övriga frågor\n\nAnn Ek (S) frågar om bron.\n\n";
        let table = [
            ("Vid protokollet\n\nBo Al\n\nBilagor\n1. Yrkande\n", "Vid protokollet"),
            ("Bo Al\nSekreterare\n\nJusteras\n\nAnn Ek      Per By\n", "Bo Al"),
            ("Bo Al, sekreterare\n\nAnn Ek (S), ordförande\n", "Bo Al, sekreterare"),
            (
                "Ann Ek            Bo Al\nOrdförande        Kommunsekreterare\n",
                "Ann Ek            Bo Al",
            ),
            (
                "Justerat den 4 maj 2018, anslaget den 5 maj\n",
                "Justerat den 4 maj 2018, anslaget den 5 maj",
            ),
            (
                "Tärnvalla kommun, Box 12, 831 82 Tärnvalla\n",
                "Tärnvalla kommun, Box 12, 831 82 Tärnvalla",
            ),
            ("Tärnvalla kommun\nBox 12\n831 82 Tärnvalla\n", "Tärnvalla kommun"),
            ("Utdragets riktighet intygas:\n\n\nBo Al\n", "Utdragets riktighet intygas:"),
            (
                "Protokollet har signerats elektroniskt av\nBo Al 2024-05-06 09:12\n",
                "Protokollet har signerats elektroniskt av",
            ),
            ("Välkomna!\nBo Al, ordförande\n\nPROTOKOLLSUTDRAG\n", "Välkomna!"),
        ];
        for (behind, first) in table {
            assert_eq!(closing(&format!("{matter}{behind}")).as_deref(), Some(first));
        }
    }

    #[test]
    fn a_matter_may_end_with_names() {
        for matter in [
            "§ 9 Val\n\nNämnden utser\n\nAnn Ek (S), ordförande\nBo Al (M), vice ordförande\n",
            "§ 9 Val\n\nAnn Ek\nBo Al\n",
            "§ 9 Val\n\nOmbud blir\n\nAnn Ek (S)\nBo Al (M)\n",
            "§ 9 Avslutning\n\nOrdföranden tackar för i dag.\n",
            "§ 9 Protokoll\n\nProtokollet justeras den 4 maj.\n",
        ] {
            assert_eq!(closing(matter), None, "{matter}");
            let signed = format!("{matter}\nVid protokollet\n\nPer By\n");
            assert_eq!(closing(&signed).as_deref(), Some("Vid protokollet"), "{matter}");
        }
    }
}
