//! The head of a paper: labels and what they stand beside, in lines, in columns or run together
//! on one line ("Tjänsteutlåtande  Handläggare Utfärdat 2023-05-04  Eva Berg Dnr KS 2023/7").

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::names;
use crate::document::Author;
use crate::parse::lines::Line;
use crate::parse::{cut, dates};
use crate::pattern::pattern;
use crate::{diary, organ, zone};

/// What a letterhead says.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Letterhead {
    pub date: Option<Date>,
    /// The paper's own diary number.
    pub number: Option<String>,
    /// Who prepares the matter (*handläggare*).
    pub clerks: Vec<Author>,
}

/// How many lines with text a letterhead has at most.
const LINES: usize = 14;

static DAY_LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:^|\s)(?:Utfärda[td]|UTFÄRDA[TD]|Datum|DATUM|Datera[td]|DATERA[TD]|Dokumentdatum|Upprätta[td]|",
        r"Beslutsdatum|Tjänsteutlåtande|Tjänsteskrivelse|PM|Rapport)(?:\s+den|\s+datum)?\s*:?\s+",
    ))
});
static NUMBER_LABEL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[\s(])(?:(?i:Diarienummer|Diarienr|Ärendenummer|Ärendenr|Ärende nr|Dnr)|Vår beteckning|Vårt dnr)\s*[:.]?\s+",
    )
});
static CLERK_LABEL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:^|\s)(?:Handläggare|HANDLÄGGARE)(?:/\w+)?(?:\s*:|\s|$)"));
/// What stands beside a clerk's name in a head whose columns were run together.
static BESIDE_CLERK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?:Utfärda[td]|Datum|Datera[td])\s*:?\s*[\d-]*",
        r"|(?i:Diarienummer|Diarienr|Ärendenummer|Ärendenr|Dnr)\s*[:.]?\s*[A-ZÅÄÖa-zåäö]{0,6}[\d /:.-]*\d(?:[./:-]\d+)*",
        r"|[A-ZÅÄÖ]\S*(?:nämnden|styrelsen|Styrelsen|fullmäktige|utskottet)?\s+(?:19|20)\d\d-\d\d-\d\d",
        r"|(?:19|20)\d\d-\d\d-\d\d",
    ))
});
static BEHIND_CLERK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)(?:^|\s)(?:tel(?:efon)?|e-?post|mobil|epost|till)\b|@|http|\d{3}")
});

/// Reads the letterhead that begins on line `range.start`.
pub(super) fn read(lines: &[Line], range: Range<usize>) -> Letterhead {
    with_clerks(marks(lines, range.clone()), lines, range)
}

/// Day and number of the letterhead that begins on line `range.start`: every page of a report may
/// repeat them, and its clerks are asked for but once.
pub(super) fn marks(lines: &[Line], range: Range<usize>) -> Letterhead {
    let head = &lines[range.start..end(lines, range)];
    Letterhead {
        date: labelled_day(head).or_else(|| bare_day(head)),
        number: head.iter().find_map(|line| number(line.text)),
        clerks: Vec::new(),
    }
}

/// The letterhead whose [`marks`] are `head`, with its clerks.
pub(super) fn with_clerks(head: Letterhead, lines: &[Line], range: Range<usize>) -> Letterhead {
    let clerks = clerks(&lines[range.start..end(lines, range)]);
    Letterhead { clerks, ..head }
}

/// The line behind the letterhead: a heading, or prose.
fn end(lines: &[Line], range: Range<usize>) -> usize {
    let mut filled = 0;
    for at in range.clone() {
        let line = &lines[at];
        if line.is_blank() {
            continue;
        }
        filled += 1;
        let prose = line.text.len() > 160 && !is_labelled(cut(line.text, 400));
        let heads = line.heading.is_some() || zone::glued_heading(line.text).is_some();
        if filled > LINES || prose || (at > range.start && heads) {
            return at;
        }
    }
    range.end
}

fn is_labelled(text: &str) -> bool {
    DAY_LABEL.is_match(text) || NUMBER_LABEL.is_match(text) || CLERK_LABEL.is_match(text)
}

fn labelled_day(head: &[Line]) -> Option<Date> {
    head.iter().find_map(|line| {
        let text = cut(line.text, 400);
        DAY_LABEL.find_iter(text).find_map(|label| date_at(&text[label.end()..]))
    })
}

/// The date that `text` begins with.
fn date_at(text: &str) -> Option<Date> {
    let (place, date) = dates::find(cut(text, 40)).next()?;
    (place.start == 0).then_some(date)
}

/// A date that is all its cell holds, or stands behind nothing but a place ("Ekvik 2023-05-04").
fn bare_day(head: &[Line]) -> Option<Date> {
    head.iter().filter(|line| line.text.len() < 160).find_map(|line| {
        names::cells(line.text).into_iter().find_map(|cell| {
            let (place, date) = dates::find(cell).next()?;
            let rest = cell[place.end..].trim();
            (place.start == 0 && rest.len() < 8).then_some(date)
        })
    })
}

/// The diary number directly behind a label on this line.
pub(super) fn number(line: &str) -> Option<String> {
    let text = closed(cut(line, 400));
    NUMBER_LABEL.find_iter(&text).find_map(|label| {
        let value = &text[label.end()..];
        let (_, number) = diary::find_in_head(&text[label.start()..])
            .into_iter()
            .find(|(place, _)| place.start + label.start() == label.end())?;
        let digits = number.shown.bytes().filter(u8::is_ascii_digit).count();
        (digits > 2 && !value.starts_with(char::is_lowercase)).then_some(number.shown)
    })
}

/// The number that stands under the cell "Dnr" in a head set in columns, whatever its shape:
/// the label tells what it is.
pub(super) fn number_below(head: &[Line]) -> Option<String> {
    let filled: Vec<&Line> = head.iter().filter(|line| !line.is_blank()).collect();
    filled.windows(2).find_map(|pair| {
        let at = |line: &Line, cell: &str| cell.as_ptr().addr() - line.raw.as_ptr().addr();
        let letters = |line: &Line, cell: &str| line.raw[..at(line, cell)].chars().count();
        let labels = names::cells(pair[0].text);
        let label = labels.iter().find(|cell| is_number_label(cell))?;
        let column = letters(pair[0], label);
        let below = names::cells(pair[1].text);
        let value = below.iter().find(|cell| letters(pair[1], cell).abs_diff(column) <= 1)?;
        let labelled = format!("Dnr {value}");
        let (place, number) = diary::find_in_head(&labelled).into_iter().next()?;
        (place == (4..labelled.len()) && number.shown.len() > 4).then_some(number.shown)
    })
}

fn is_number_label(cell: &str) -> bool {
    let name = cell.trim_end_matches([':', '.']).to_lowercase();
    const LABELS: [&str; 7] = [
        "dnr",
        "diarienr",
        "diarienummer",
        "ärendenr",
        "ärendenummer",
        "vår beteckning",
        "vårt dnr",
    ];
    LABELS.contains(&name.as_str())
}

/// "KS-2022- 0123" → "KS-2022-0123": a line break inside a number.
fn closed(text: &str) -> Cow<'_, str> {
    static GAP: LazyLock<Regex> = LazyLock::new(|| pattern(r"(\d-) (\d)"));
    if text.contains("- ") { GAP.replace_all(text, "$1$2") } else { Cow::Borrowed(text) }
}

/// The names behind or below "Handläggare".
fn clerks(head: &[Line]) -> Vec<Author> {
    for (at, line) in head.iter().enumerate() {
        let text = cut(line.text, 400);
        let Some(label) = CLERK_LABEL.find(text) else { continue };
        let beside = people(&text[label.end()..]);
        if !beside.is_empty() {
            return beside;
        }
        let below = head[at + 1..].iter().filter(|line| !line.is_blank()).take(2);
        let column = line.indent() + text[..label.end()].trim_end().len();
        let found = below.map(|line| below_label(line, column)).find(|found| !found.is_empty());
        if let Some(found) = found {
            return found;
        }
    }
    Vec::new()
}

/// The cell of a line that stands under a label which ends at `column`, else its first cell.
fn below_label(line: &Line, column: usize) -> Vec<Author> {
    let cells = names::cells(line.text);
    let start = |cell: &str| cell.as_ptr().addr() - line.raw.as_ptr().addr();
    let under = cells.iter().find(|cell| start(cell) + 14 >= column && start(cell) < column + 4);
    under.or(cells.first()).map_or(Vec::new(), |cell| people(cell))
}

/// Names in a list: "Eva Berg, Bo Ek och Li Ask", "Bo Ek, jurist".
fn people(text: &str) -> Vec<Author> {
    let text = BESIDE_CLERK.replace_all(text, "  ");
    let text = BEHIND_CLERK.find(&text).map_or(&*text, |end| &text[..end.start()]);
    let mut found: Vec<Author> = Vec::new();
    let lists = text.split("  ").flat_map(|cell| cell.split([',', ';', '/', '&']));
    for name in lists.flat_map(|cell| cell.split(" och ")).map(str::trim) {
        let (Some(name), _) = names::split(name) else { continue };
        let author = Author { name: name.to_owned(), role: Some("Handläggare".to_owned()) };
        if !organ::is_name(name) && !found.contains(&author) {
            found.push(author);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Text;
    use crate::parse::lines::split;

    fn head(source: &str) -> (Option<String>, Option<String>, Vec<String>) {
        let text = Text { string: source.to_owned(), ..Text::default() };
        let lines = split(&text);
        let head = read(&lines, 0..lines.len());
        let names = head.clerks.into_iter().map(|clerk| clerk.name).collect();
        (head.date.map(|date| date.to_string()), head.number, names)
    }

    #[test]
    fn labels_are_read_in_lines_in_columns_and_run_together() {
        let table = [
            (
                "Tjänsteutlåtande\nUtfärdat 2023-05-04\nDiarienummer 0412/23\nHandläggare\nEva Berg\nTelefon: 012-345\n",
                ("2023-05-04", "0412/23", vec!["Eva Berg"]),
            ),
            (
                "Tjänsteutlåtande      Handläggare Utfärdat 2023-05-04     Eva Berg, Bo Ek Diarienummer 0412/23    Telefon: 012-345 E-post: eva@tarnvalla.example\n",
                ("2023-05-04", "0412/23", vec!["Eva Berg", "Bo Ek"]),
            ),
            (
                "Tjänsteskrivelse      Handläggare: Bo Ek, jurist Styrelsen 2023-06-01      Telefon: 012-34 Ärendenummer TV-2023- 0077\nDatum: 4 maj 2023\n",
                ("2023-05-04", "TV-2023-0077", vec!["Bo Ek"]),
            ),
            (
                "Datum              Vår beteckning\n2023-05-04         KS 2023/77\nHandläggare                   Till\nPer de Vries                  Hamnnämnden\nDnr KS 2023/77",
                ("2023-05-04", "KS 2023/77", vec!["Per de Vries"]),
            ),
        ];
        for (source, (date, number, names)) in table {
            let names = names.into_iter().map(str::to_owned).collect();
            assert_eq!(
                head(source),
                (Some(date.to_owned()), Some(number.to_owned()), names),
                "{source}"
            );
        }
    }

    #[test]
    fn prose_and_years_behind_a_word_are_no_numbers() {
        for line in [
            "uppföljning av diarienummer och plan 2019-2022",
            "med dnr stad 2019-2022 som grund",
            "Dnr",
        ] {
            assert_eq!(number(line), None, "{line}");
        }
    }
}
