//! The papers inside one file: the cover letter, the official's report it presents, and where what
//! others wrote (motions, extracts, annexes) begins. The file stays one unit; only what is said of
//! the unit itself is read from its own parts.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::letterhead::{self, Letterhead};
use super::opening::PAPER_NUMBER;
use crate::glance::{has_digit, split_at_gaps};
use crate::organ;
use crate::parse::cut;
use crate::parse::lines::Line;
use crate::small_letters::SmallLetters;

/// The stretches of lines that are the paper's own.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Parts {
    /// What stands first: a cover letter, or the paper itself.
    pub cover: Range<usize>,
    /// The report of the office, where a cover letter presents it or the paper is one.
    pub report: Option<Range<usize>>,
    /// The letterhead of the report.
    pub head: Letterhead,
    /// The paper's number in the council's series ("2023 nr 7").
    pub number: Option<String>,
    /// The diary number of the first report behind the own parts: that of the matter, where a
    /// letter brings it up again with the papers of the time before.
    pub later: Option<String>,
}

impl Parts {
    /// The own lines, the report's first: it tells of the matter, the cover only hands it on.
    pub(super) fn own(&self) -> impl Iterator<Item = Range<usize>> + use<> {
        let cover = Some(self.cover.clone()).filter(|cover| self.report.as_ref() != Some(cover));
        self.report.clone().into_iter().chain(cover)
    }
}

/// A beginning inside the file.
#[derive(Debug, Clone, PartialEq)]
enum Begins {
    /// An official's report.
    Report(Box<Letterhead>),
    /// A party's motion or statement.
    Motion,
    /// Minutes of another meeting, or another paper of the series.
    Foreign,
}

/// Lines with text that belong to the head of the file itself.
const OWN_HEAD: usize = 4;

/// Lines that the letterhead of a report takes at most.
const HEAD: usize = 12;

/// Lines with text among which the paper's number is printed, at the top of the page or its foot.
const OWN_NUMBER: usize = 60;

/// Finds the own parts of the paper on the lines `range`.
pub(super) fn read(lines: &[Line], range: Range<usize>) -> Parts {
    let mut parts = Parts { cover: range.clone(), ..Parts::default() };
    let mut open: Option<usize> = None;
    let mut covered = false;
    let mut filled = 0;
    for at in range.clone() {
        if lines[at].is_blank() {
            continue;
        }
        filled += 1;
        let alone = lines[at].text.len() < 30 && filled <= OWN_NUMBER;
        let may_number = alone || filled <= OWN_HEAD && lines[at].text.len() < 400;
        if parts.number.is_none() && may_number && has_digit(lines[at].text) {
            parts.number = PAPER_NUMBER.captures(lines[at].text).map(|found| found[1].to_owned());
            if parts.number.is_some() && !names_report(lines[at].text, true) {
                continue;
            }
        }
        let Some(begins) = beginning(lines, at, range.end, filled <= OWN_HEAD) else { continue };
        match (begins, open) {
            // The head of the report's pages.
            (Begins::Report(head), Some(_)) if goes_on(&parts.head, &head) => continue,
            (Begins::Report(head), None) => {
                open = Some(at);
                parts.head = letterhead::with_clerks(*head, lines, at..range.end.min(at + HEAD));
                if !covered {
                    parts.cover.end = if filled <= OWN_HEAD { range.start } else { at };
                }
                covered = true;
                continue;
            }
            (Begins::Motion, None) => {
                if !covered {
                    parts.cover.end = at;
                }
                covered = true;
                continue;
            }
            (_, Some(start)) => parts.report = Some(start..at),
            (_, None) if !covered => parts.cover.end = at,
            (_, None) => {}
        }
        if parts.report.is_none() && parts.number.is_some() {
            parts.later = number_of_report(lines, at..range.end);
        }
        return parts;
    }
    parts.report = open.map(|start| start..range.end);
    parts
}

fn number_of_report(lines: &[Line], range: Range<usize>) -> Option<String> {
    let mut reports = range.clone().filter(|&at| {
        let text = lines[at].text;
        text.len() < 500 && text.starts_with(char::is_uppercase) && names_report(text, false)
    });
    reports.find_map(|at| letterhead::marks(lines, at..range.end.min(at + HEAD)).number)
}

/// Whether a second letterhead is the first one's again.
fn goes_on(first: &Letterhead, second: &Letterhead) -> bool {
    let same_day = second.date.is_none() || second.date == first.date;
    let same_number = second.number.is_none() || second.number == first.number;
    same_day && same_number
}

fn beginning(lines: &[Line], at: usize, until: usize, own_head: bool) -> Option<Begins> {
    let text = lines[at].text;
    if text.len() > 500 || !text.starts_with(char::is_uppercase) {
        return None;
    }
    if names_report(text, own_head) {
        let head = letterhead::marks(lines, at..until.min(at + HEAD));
        let labelled = head.date.is_some() || head.number.is_some();
        return labelled.then(|| Begins::Report(Box::new(head)));
    }
    if own_head {
        return None;
    }
    // A gap farther on cuts nothing off the first 60 bytes.
    let cell = split_at_gaps(cut(text, 62)).next().unwrap_or_default();
    let first = cut(cell, 60).small();
    if is_foreign(text, &first) {
        Some(Begins::Foreign)
    } else if is_motion(&first) && stands_under_organ(lines, at) {
        Some(Begins::Motion)
    } else {
        None
    }
}

/// Parts of the names of reports: most lines hold none.
static MAY_NAME_REPORT: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostFirst)
        .build(["jänste", "JÄNSTE", "eslutsunderlag"])
        .expect("a small constant table")
});

/// "Tjänsteutlåtande" as a cell of its own, or before the labels it was run together with.
fn names_report(text: &str, own_head: bool) -> bool {
    if text.starts_with("Utfärdat ") || text.starts_with("Utfärdat:") {
        return true;
    }
    if !MAY_NAME_REPORT.is_match(text) {
        return false;
    }
    // "Beslutsunderlag" alone is a heading; with columns beside it, it is a letterhead.
    let names = [
        ("Tjänsteutlåtande", true),
        ("Tjänsteskrivelse", true),
        ("TJÄNSTEUTLÅTANDE", true),
        ("TJÄNSTESKRIVELSE", true),
        ("Beslutsunderlag", false),
    ];
    names.into_iter().any(|(name, alone)| {
        text.match_indices(name).any(|(at, _)| {
            let apart = at == 0 || text[..at].ends_with("  ") || text[..at].ends_with('\t');
            let rest = &text[at + name.len()..];
            apart
                && (stands_before_labels(rest)
                    || alone
                        && (own_head && rest.starts_with(" 20") || rest.is_empty() || rest == ":"))
        })
    })
}

/// What follows the name of a report in its letterhead: the next column, or a label.
fn stands_before_labels(rest: &str) -> bool {
    ["  ", "\t", " Handläggare", " Dnr", " Utfärda", " Datum", " Diarienummer"]
        .iter()
        .any(|start| rest.starts_with(start))
}

/// Minutes of another meeting, or the next paper of the series.
fn is_foreign(text: &str, lower: &str) -> bool {
    lower.starts_with("utdrag ur protokoll")
        || lower == "protokollsutdrag"
        || lower.starts_with("protokollsutdrag ") && lower.len() < 40
        || (text.len() < 30 && text.starts_with("Handling ") && PAPER_NUMBER.is_match(text))
}

fn is_motion(lower: &str) -> bool {
    let bare = ["reviderat ", "nytt ", "gemensamt ", "skriftligt ", "särskilt "]
        .iter()
        .find_map(|word| lower.strip_prefix(word))
        .unwrap_or(lower);
    let first = bare.split([' ', ':']).next().unwrap_or_default();
    (first.ends_with("yrkande") || first == "yttrande") && bare.split(' ').count() <= 4
}

fn stands_under_organ(lines: &[Line], at: usize) -> bool {
    let above = lines[..at].iter().rev().take(4).find(|line| !line.is_blank());
    above.is_some_and(|line| organ::is_name(line.text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Text;
    use crate::parse::lines::split;

    fn own(source: &str) -> (Range<usize>, Option<Range<usize>>) {
        let text = Text { string: source.to_owned(), ..Text::default() };
        let lines = split(&text);
        let parts = read(&lines, 0..lines.len());
        (parts.cover, parts.report)
    }

    #[test]
    fn a_cover_letter_and_the_report_it_presents() {
        let source = "Kommunfullmäktige\nHandling 2023 nr 7\nNy kaj i hamnen\nTill Tärnvalla kommunfullmäktige\n\
            Tärnvalla den 10 maj 2023\nKommunstyrelsen\nYrkande 2023-05-09\nKajen målas grön.\nStadskansliet\n\
            Tjänsteutlåtande      Handläggare Utfärdat 2023-04-02     Eva Berg Dnr KS 2023/7\nNy kaj i hamnen\n\
            Kajen är gammal.\nUtdrag ur protokoll Sammanträdesdatum: 2023-03-01\n§ 4\n";
        assert_eq!(own(source), (0..6, Some(9..12)));
    }

    #[test]
    fn a_report_with_heads_on_its_pages_is_one() {
        let page = "Hamnkontoret            Tjänsteutlåtande\n                        Dnr KS 2023/7\n                        2023-04-02\n\nText.\n";
        let source = format!("{page}{page}Utdrag ur protokoll\n");
        assert_eq!(own(&source), (0..0, Some(0..10)));
    }

    #[test]
    fn a_paper_without_a_report_is_its_own() {
        let source = "Kommunfullmäktige\nHandling 2023 nr 8\nMotion av Bo Ek (M) om kajen\nText.\nBo Ek (M)\n";
        assert_eq!(own(source), (0..5, None));
    }
}
