//! Where the last § of minutes ends: behind it stand signatures, the foot of a letter's page, a
//! portal's links, and what is appended.
//!
//! Read from the end: every block of lines that only signs or gives an address is taken off, and
//! so is what stands behind the first line that opens the signatures ("Vid protokollet").

use super::dates;
use super::lines::{Line, previous_filled};
use crate::glance::split_at_gaps;

/// The line where what closes the minutes begins, of the lines behind `from` and before `until`.
pub(super) fn begins(lines: &[Line], from: usize, until: usize) -> Option<usize> {
    let opened = (from..until).find(|&at| opens_signatures(lines, at));
    let (mut begins, mut end) = (opened, opened.unwrap_or(until));
    while let Some(last) = previous_filled(lines, end).filter(|&last| last >= from) {
        let first = block_of(lines, from, last);
        let block = &lines[first..=last];
        let foot = is_foot(block) || recurs(lines, first, last);
        if !(block.iter().all(closes) || foot) {
            break;
        }
        end = first;
        // Names and chairs alone sign nothing: a matter may end with who was elected. They go
        // with the signatures that stand above them.
        let paged = begins.is_some() && block.iter().all(|line| is_page(line.text));
        if paged || foot || block.iter().any(signs) {
            begins = Some(first);
        }
    }
    begins
}

/// The first line of the block that ends on line `last`.
fn block_of(lines: &[Line], from: usize, last: usize) -> usize {
    let goes_on = |at: &usize| !lines[*at].is_blank() && !is_rule(lines[at + 1].text);
    (from..last).rev().take_while(goes_on).last().unwrap_or(last)
}

/// Where the foot of a letter begins on the lines from `from`: the address below the signatures.
pub(super) fn foot(lines: &[Line], from: usize, until: usize) -> Option<usize> {
    let last = previous_filled(lines, until).filter(|&last| last > from)?;
    let first = block_of(lines, from, last);
    (is_foot(&lines[first..=last]) || recurs(lines, first, last)).then_some(first)
}

/// Whether the lines from `first` to `last` are the foot of every page: columns that stand above,
/// letter for letter.
fn recurs(lines: &[Line], first: usize, last: usize) -> bool {
    let above = |text: &str| lines[..first].iter().any(|line| line.text == text);
    lines[first..=last]
        .iter()
        .all(|line| line.text.len() > 20 && cells(line.text).nth(1).is_some() && above(line.text))
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
    let fits = |cell| {
        let undated = undated(cell);
        undated.is_empty()
            || is_signature(undated)
            || is_address(cell)
            || is_person(undated)
            || is_chair(undated)
            || is_page(cell)
    };
    line.text.len() < 160 && cells(line.text).all(fits)
}

/// A line by which its block can be nothing but signatures or an address.
fn signs(line: &Line) -> bool {
    cells(line.text).any(|cell| is_signature(undated(cell)) || is_address(cell))
}

/// "2017-09-13 Ann Ek", "Justerat den 4 maj 2018", "Ann Ek, sekreterare, 2026-02-19" without the day.
fn undated(cell: &str) -> &str {
    let Some((day, _)) = dates::find(cell).last() else { return cell };
    let (before, after) = (&cell[..day.start], &cell[day.end..]);
    if before.is_empty() {
        after.trim_start()
    } else if after.is_empty() {
        let before = before.trim_end_matches(|c: char| c.is_whitespace() || ",:".contains(c));
        before.strip_suffix(" den").unwrap_or(before)
    } else {
        cell
    }
}

/// "Sida 5 av 5", "sid 4", "5 (12)": the number of a page.
fn is_page(cell: &str) -> bool {
    let lower = cell.to_lowercase();
    let named = ["sidan ", "sida ", "sid ", "sid. ", "s. ", "blad "];
    let number = named.iter().find_map(|name| lower.strip_prefix(name));
    let counted = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_digit())
            && text.len() < 14
            && text.split([' ', '(', ')', '/']).all(|part| {
                matches!(part, "" | "av") || part.bytes().all(|byte| byte.is_ascii_digit())
            })
    };
    number.is_some_and(counted) || counted(&lower) && lower.ends_with(')')
}

/// What the call to a meeting tells its members below the last matter.
const NOTICES: [&str; 7] = [
    "handlingarna finns tillgängliga",
    "handlingar finns tillgängliga",
    "samtliga handlingar finns",
    "handlingarna finns på",
    "förhinder anmäls",
    "förhinder meddelas",
    "anmäl förhinder",
];

/// "Vid protokollet", "Underskrifter", "Justerat den 4 oktober": on a line that no sentence is.
fn opens_signatures(lines: &[Line], at: usize) -> bool {
    const OPENINGS: [&str; 12] = [
        "elektroniskt signerat",
        "digitalt signerat",
        "vid protokollet",
        "underskrifter",
        "underskrift",
        "utdragets riktighet",
        "utdragets överensstämmelse",
        "justeras",
        "justerat",
        "justerat den",
        "justeras den",
        "protokollet justerat",
    ];
    let text = lines[at].text;
    let first = cells(text).next().unwrap_or_default().to_lowercase();
    let first = undated(first.trim_end_matches([':', '.', ',', '_', ' ']));
    // So ends a call to a meeting.
    if matches!(first, "välkomna!" | "välkommen!" | "väl mött!" | "varmt välkomna!") {
        return true;
    }
    if NOTICES.iter().any(|start| first.starts_with(start)) {
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
    (opens || tells_signing(first)) && text.len() < 100 && !text.ends_with('.')
}

/// "Protokollet har signerats elektroniskt av", "Utdraget är digitalt undertecknat".
fn tells_signing(first: &str) -> bool {
    const WHAT: [&str; 6] = [
        "protokollet ",
        "detta protokoll ",
        "protokollsutdraget ",
        "utdraget ",
        "dokumentet ",
        "detta dokument ",
    ];
    let rest = WHAT.iter().find_map(|what| first.strip_prefix(what));
    rest.is_some_and(|rest| {
        ["är ", "har "].iter().any(|verb| rest.starts_with(verb))
            && ["signerat", "undertecknat", "bestyrk"].iter().any(|word| rest.contains(word))
    })
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
        || is_place_to_sign(&lower)
        || role(role_in(&lower))
        || (cell.len() < 60 && MARKS.iter().any(|start| lower.starts_with(start)))
}

/// "Signatur justerande", "Ordförandens sign", "Justerare/sekreterare": whose name goes there.
fn is_place_to_sign(lower: &str) -> bool {
    const WHOSE: [&str; 5] =
        ["justerare", "justerande", "utdragsbestyrk", "ordförande", "sekreterare"];
    let mut words = lower.split([' ', '/', '.', ':']).filter(|word| !word.is_empty());
    let signed = |word: &str| matches!(word, "signatur" | "signaturer" | "sign" | "underskrift");
    lower.split([' ', '.', ':']).any(signed)
        && words.all(|word| signed(word) || WHOSE.iter().any(|who| word.starts_with(who)))
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
    // A portal's links.
    const LINKS: [&str; 6] =
        ["kontakta ", "kakor", "cookies", "dela sidan", "skriv ut", "följ oss"];
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
    let links = LINKS.iter().any(|start| lower.starts_with(start));
    STARTS.iter().any(|start| lower.starts_with(start))
        || links && cell.len() < 60 && !cell.ends_with('.')
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
            (
                "Signatur justerande          Signatur utdragsbestyrkande\n",
                "Signatur justerande          Signatur utdragsbestyrkande",
            ),
            ("Justerat 2026-03-04\n\nAnn Ek\nOrdförande\n", "Justerat 2026-03-04"),
            ("Utdragsbestyrkande\n\n..........\n2026-03-04 Bo Al\n", "Utdragsbestyrkande"),
            (
                "Tärnvalla kommun · 831 82 Tärnvalla            Sida 5 av 5\n",
                "Tärnvalla kommun · 831 82 Tärnvalla            Sida 5 av 5",
            ),
            (
                "Kontakta nämndens sekreterare\nOm webbplatsen\nKakor\n",
                "Kontakta nämndens sekreterare",
            ),
            ("______\nHandlingarna finns tillgängliga i kommunens app.\n", "______"),
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
