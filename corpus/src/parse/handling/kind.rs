//! Which kind of paper a text is: an official's report, an answer to a referral, anything else.

use std::sync::LazyLock;

use regex::Regex;

use super::opening::{Opening, PAPER_NUMBER};
use crate::document::{Text, UnitKind, Zone};
use crate::parse::cut;
use crate::pattern::pattern;
use crate::small_letters::SmallLetters;
use crate::zone;

/// The kind that the head of the paper, or of its pages, gives it.
pub(super) fn read(text: &Text, opening: &Opening) -> UnitKind {
    let start = cut(&text.string, 30_000);
    if text.margins.iter().any(|margin| is_report(margin)) && !opening.numbered {
        UnitKind::Statement
    } else if opening.paper || looks_like_paper(start) {
        kind_of(start)
    } else {
        UnitKind::Attachment
    }
}

/// Whether the paper is the report of an official: its first lines or the head of its pages say so.
pub(in crate::parse) fn is_officials(text: &Text) -> bool {
    let first = text.string.lines().filter(|line| !line.trim().is_empty()).take(20);
    let mut heads = first.chain(text.margins.iter().map(String::as_str));
    let named = heads.any(|line| is_report(cut(line, 200)));
    (named || is_official_letter(&text.string)) && !PAPER_NUMBER.is_match(cut(&text.string, 600))
}

/// A report whose name stands in the head of its pages alone ("Tjänsteskrivelse 2023-03-06").
fn is_report(margin: &str) -> bool {
    margin.split("  ").any(|cell| {
        let lower = cell.trim().small();
        let rest = ["tjänsteskrivelse", "tjänsteutlåtande"]
            .iter()
            .find_map(|name| lower.strip_prefix(name));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ',']))
    })
}

fn looks_like_paper(start: &str) -> bool {
    start.lines().take(60).any(|line| zone::heading(line) == Some(Zone::Proposal))
}

static STATEMENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?im)(?:^|\s{2,})tjänste(?:utlåtande|skrivelse)(?:\s{2,}|\s*$|[ ,]+(?:19|20)\d\d-)",
        r"|^(?:utlåtande|PM) (?:19|20)\d\d:\d+",
    ))
});
static RESPONSE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?im)^\s*(?:remissvar|yttrande över|yttrande till|svar på remiss)"));
static OF_POLITICIANS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?m)^(?:Svar på interpel|Interpellation|Motion|Enkel fråga|Fråga|Medborgarförslag|Revisionsrapport|Revisionsberättelse)\S* (?:av|från|till|om|i|för|avseende|–|-) ",
    )
});

fn kind_of(start: &str) -> UnitKind {
    let reports = start.lines().take(6).flat_map(|line| line.split("  "));
    let mut reports = reports.map(str::trim);
    if STATEMENT.is_match(cut(start, 300))
        || reports.any(|cell| cell.eq_ignore_ascii_case("beslutsunderlag"))
    {
        UnitKind::Statement
    } else if OF_POLITICIANS.is_match(cut(start, 400)) {
        UnitKind::Attachment
    } else if STATEMENT.is_match(start) {
        UnitKind::Statement
    } else if RESPONSE.is_match(cut(start, 3000)) {
        UnitKind::Response
    } else if PAPER_NUMBER.is_match(cut(start, 600)) && start.contains("förslag")
        || is_official_letter(start)
    {
        UnitKind::Statement
    } else {
        UnitKind::Attachment
    }
}

/// A letter of the office that proposes a decision is a report, whatever it calls itself.
fn is_official_letter(start: &str) -> bool {
    let head = cut(start, 1200).small();
    let of_office = ["vår beteckning", "vårt diarienummer", "vårt dnr", "handläggare"];
    of_office.iter().any(|label| head.contains(label))
        && start.lines().take(40).any(|line| zone::heading(line.trim()) == Some(Zone::Proposal))
}
