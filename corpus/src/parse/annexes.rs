//! Vote lists that stand behind the last § ("Bilaga 2", how each member voted): each is handed to
//! the vote it belongs to, by the annex that the § names and by its count.

use std::sync::LazyLock;

use regex::Regex;

use super::lines::Line;
use super::people;
use crate::document::{Ballot, Choice, Text, Unit, Zone};
use crate::pattern::pattern;

/// A vote list.
struct List {
    /// The annex's number.
    annex: Option<u32>,
    ballots: Vec<Ballot>,
}

static NAMED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)(?-u:\b)bilaga\s+(\d{1,3})(?-u:\b)"));

/// Gives the votes of `units` the voters that the lists in `lines` name.
pub(super) fn name_voters(units: &mut [Unit], text: &Text, lines: &[Line]) {
    let mut lists = lists(lines);
    for unit in units.iter_mut().filter(|unit| !unit.votes.is_empty()) {
        if lists.is_empty() {
            return;
        }
        let named = annexes_of(unit, text);
        for vote in unit.votes.iter_mut().filter(|vote| vote.ballots.is_empty()) {
            let fits = |list: &List| counts(&list.ballots) == (vote.yes, vote.no);
            let by_name = |list: &List| list.annex.is_some_and(|annex| named.contains(&annex));
            let found = lists
                .iter()
                .position(|list| fits(list) && by_name(list))
                .or_else(|| lists.iter().position(|list| fits(list) && named.is_empty()));
            if let Some(at) = found {
                vote.ballots = lists.remove(at).ballots;
            }
        }
    }
}

/// The numbers of the annexes that a §'s voting names.
fn annexes_of(unit: &Unit, text: &Text) -> Vec<u32> {
    let voting = unit.sections.iter().filter(|section| {
        matches!(section.zone, Zone::Vote | Zone::VotingOrder | Zone::Decision | Zone::Other)
    });
    voting
        .flat_map(|section| NAMED.captures_iter(&text.string[section.span.clone()]))
        .filter_map(|found| found[1].parse().ok())
        .collect()
}

fn counts(ballots: &[Ballot]) -> (u32, u32) {
    let of = |choice: Choice| {
        let all = ballots.iter().filter(|ballot| ballot.choice == choice).count();
        u32::try_from(all).unwrap_or(u32::MAX)
    };
    (of(Choice::Yes), of(Choice::No))
}

/// The vote lists in `lines`, in order: an annex that counts votes and then lists them.
fn lists(lines: &[Line]) -> Vec<List> {
    let mut starts: Vec<usize> =
        (0..lines.len()).filter(|&at| annex_number(lines[at].text).is_some()).collect();
    if starts.is_empty() {
        return Vec::new();
    }
    starts.dedup_by_key(|at| annex_number(lines[*at].text));
    let ends = starts.iter().skip(1).copied().chain([lines.len()]);
    let mut lists = Vec::new();
    for (&start, end) in starts.iter().zip(ends) {
        let body = &lines[start..end];
        let counted = body.iter().take(60).position(|line| is_count(line.text));
        let Some(first) = counted else { continue };
        let ballots = people::table(body[first..].iter().map(|line| line.raw));
        lists.push(List { annex: annex_number(lines[start].text), ballots });
    }
    lists
}

fn annex_number(text: &str) -> Option<u32> {
    let rest = text.strip_prefix("Bilaga ").or_else(|| text.strip_prefix("BILAGA "))?;
    rest.trim_end_matches([':', '.']).parse().ok()
}

/// "Antal Ja: 43", "Ja-röster: 43"
fn is_count(text: &str) -> bool {
    text.len() < 40
        && text.ends_with(|c: char| c.is_ascii_digit())
        && ["Antal Ja", "Antal ja", "Ja:", "Ja-röster:", "JA:", "Ja "]
            .iter()
            .any(|label| text.starts_with(label))
}
