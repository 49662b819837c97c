//! Builds a [`Unit`] from its place in the text.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::{absentees, people};
use crate::document::{Member, Outcome, Section, Text, Unit, UnitKind, Vote, Zone};
use crate::glance::holds;
use crate::pattern::pattern;
use crate::small_letters::SmallLetters;
use crate::{diary, organ, outcome};

/// A unit of `kind` over `span` with nothing known of it but its place.
pub(super) fn empty(text: &Text, kind: UnitKind, span: Range<usize>) -> Unit {
    let filled = text.string[span.clone()].trim();
    let lead = text.string[span.clone()].find(|c: char| !c.is_whitespace()).unwrap_or(0);
    let first = text.line_at(span.start + lead);
    let last = text.line_at((span.start + lead + filled.len()).saturating_sub(1).max(span.start));
    Unit {
        kind,
        ordinal: 0,
        number: None,
        title: None,
        subtitle: None,
        label: None,
        organ: None,
        date: None,
        diary_numbers: Vec::new(),
        referred_by: None,
        sections: vec![Section { zone: Zone::Other, heading: None, span: span.clone() }],
        outcome: None,
        proposed_outcome: None,
        immediate_adjustment: false,
        motions_by: Vec::new(),
        reservations_by: Vec::new(),
        statements_by: Vec::new(),
        recused: Vec::new(),
        not_taking_part: Vec::new(),
        votes: Vec::new(),
        papers: Vec::new(),
        authors: Vec::new(),
        secrecy: None,
        span,
        lines: (first, last.max(first)),
        uncertain: Vec::new(),
    }
}

/// Ends a unit at byte `end`: what follows belongs to another.
pub(super) fn end_at(unit: &mut Unit, text: &Text, end: usize) {
    unit.span.end = end;
    unit.sections.retain(|section| section.span.start < end);
    for section in &mut unit.sections {
        section.span.end = section.span.end.min(end);
    }
    let filled = text.string[unit.span.clone()].trim_end().len();
    unit.lines.1 = text.line_at(unit.span.start + filled.saturating_sub(1)).max(unit.lines.0);
}

/// The text of a section without its heading.
pub(super) fn content<'t>(text: &'t Text, section: &Section) -> &'t str {
    let from = section.heading.as_ref().map_or(section.span.start, |heading| heading.end);
    text.string[from..section.span.end].trim_start_matches([':', ' '])
}

/// The text of a section, with its heading where that names who speaks ("Yrkande från Ann Ek (S)").
fn said<'t>(text: &'t Text, section: &Section) -> &'t str {
    let heading = section.heading.clone().map_or("", |heading| &text.string[heading]);
    let names = ["(", " från ", " av "].iter().any(|mark| heading.contains(mark));
    if names { &text.string[section.span.clone()] } else { content(text, section) }
}

/// Fills in what the unit's sections say. `organ` is the meeting's: its own decision counts where
/// several organs decide in one text.
pub(super) fn read_sections(unit: &mut Unit, text: &Text, organ: Option<&str>) {
    let sections = std::mem::take(&mut unit.sections);
    decide(unit, text, &sections, organ);
    for section in &sections {
        match section.zone {
            Zone::Motions => {
                let flowing = people::flowing(said(text, section));
                add(&mut unit.motions_by, people::movers_listed(&flowing));
            }
            Zone::Reservations => {
                let flowing = people::flowing(said(text, section));
                add(&mut unit.reservations_by, people::reserving(&flowing, &text.string));
                add(&mut unit.statements_by, people::stating(&flowing, &text.string, false));
            }
            Zone::SpecialStatement | Zone::SubstituteStatement | Zone::Note => {
                let flowing = people::flowing(said(text, section));
                add(&mut unit.statements_by, people::stating(&flowing, &text.string, true));
            }
            Zone::Vote | Zone::VotingOrder => {
                unit.votes.extend(voted(content(text, section)));
            }
            Zone::Papers => add(&mut unit.papers, papers(content(text, section))),
            Zone::Approval if outcome::adjusts_immediately(&text.string[section.span.clone()]) => {
                unit.immediate_adjustment = true;
            }
            _ => {}
        }
    }
    unit.immediate_adjustment |= sections
        .iter()
        .filter(|section| !matches!(section.zone, Zone::Motions | Zone::Preparation))
        .map(|section| content(text, section))
        .any(|content| may_adjust(content) && content.lines().any(adjusts_on_its_own));
    unheaded(unit, text, &sections);
    unit.sections = sections;
    if unit.kind == UnitKind::Minutes {
        absentees::read(unit, text);
    }
}

/// The votes that `content` counts, each with the voters it lists.
fn voted(content: &str) -> Vec<Vote> {
    let flowing = people::flowing(content);
    let mut votes = people::votes(&flowing);
    people::name_voters(&mut votes, &flowing);
    let listed = votes.iter().any(|vote| !vote.ballots.is_empty());
    if !listed && ["Nej", "NEJ", "nej"].iter().any(|word| content.contains(word)) {
        let ballots = people::table(content.lines());
        people::give(&mut votes, ballots, None);
    }
    votes
}

/// Most sections speak of no adjustment at all.
fn may_adjust(content: &str) -> bool {
    holds(content, "medelbar") || holds(content, "irektjuster")
}

/// A line that says nothing but that the § is adjusted at once, wherever it stands.
fn adjusts_on_its_own(line: &str) -> bool {
    const SUBJECTS: [&str; 6] =
        ["Ärendet ", "Paragrafen ", "Protokollet ", "Beslutet ", "Punkten ", "Denna paragraf "];
    let line = line.trim();
    line.len() < 110
        && SUBJECTS.iter().any(|subject| line.starts_with(subject))
        && outcome::adjusts_immediately(line)
}

/// What stands in the body under no heading of its own, as older and shorter minutes write it:
/// motions, reservations, statements and votes, each where the unit has no section for them.
fn unheaded(unit: &mut Unit, text: &Text, sections: &[Section]) {
    let has = |zones: &[Zone]| sections.iter().any(|section| zones.contains(&section.zone));
    let lacks_motions = !has(&[Zone::Motions]);
    let lacks_reservations = !has(&[Zone::Reservations]);
    let lacks_statements = !has(&[Zone::SpecialStatement, Zone::SubstituteStatement, Zone::Note]);
    let lacks_votes = !has(&[Zone::Vote, Zone::VotingOrder]);
    let of_meeting = unit.kind == UnitKind::Minutes;
    if lacks_statements && of_meeting {
        let noted = sections.iter().map(|section| content(text, section));
        for content in noted.filter(|content| holds(content, "ill protokollet ")) {
            add(&mut unit.statements_by, people::holding_views(&people::flowing(content)));
        }
    }
    let prepared = |section: &&Section| lacks_motions && section.zone == Zone::Preparation;
    for section in sections.iter().filter(prepared) {
        add(&mut unit.motions_by, moved_today(content(text, section)));
    }
    for section in sections.iter().filter(|section| may_hold_unheaded(section.zone, of_meeting)) {
        let content = content(text, section);
        // Most sections hold none of it: a look for a few letters spares them the patterns.
        if content.len() > 20_000 {
            continue;
        }
        let any = |words: &[&str]| words.iter().any(|word| holds(content, word));
        let states = lacks_statements && any(&["ärskil"]);
        let votes = lacks_votes && of_meeting && any(&["nej", "Nej", "NEJ", "röst"]);
        if !(states || votes || any(&["yrka"]) || of_meeting && any(&["eserv"])) {
            continue;
        }
        let flowing = people::flowing(content);
        if lacks_motions && content.contains("yrka") {
            add(&mut unit.motions_by, people::movers(&flowing));
        }
        if lacks_reservations && of_meeting {
            add(&mut unit.reservations_by, people::reserving_in_passing(&flowing));
        }
        if states {
            add(&mut unit.statements_by, people::stating_in_passing(&flowing));
        }
        if votes {
            unit.votes.extend(voted(content));
        }
    }
}

/// Who moves in the history of a matter that runs on to the day itself: "Vid dagens sammanträde
/// yrkar Ann Ek (S) avslag."
fn moved_today(content: &str) -> Vec<Member> {
    if !content.contains("yrka") {
        return Vec::new();
    }
    let flowing = people::flowing(content);
    let today = flowing.find("dagens sammanträde").or_else(|| flowing.find("Vid sammanträdet "));
    today.map_or_else(Vec::new, |at| people::movers(&flowing[at..]))
}

/// Zones that tell what happened at the meeting; history and quoted papers do not.
fn may_hold_unheaded(zone: Zone, of_meeting: bool) -> bool {
    let tells = [Zone::Other, Zone::Background, Zone::Debate, Zone::VotingOrder];
    tells.contains(&zone) || of_meeting && matches!(zone, Zone::Decision | Zone::Proposal)
}

fn add<T: PartialEq>(known: &mut Vec<T>, more: Vec<T>) {
    for item in more {
        if !known.contains(&item) {
            known.push(item);
        }
    }
}

fn decide(unit: &mut Unit, text: &Text, sections: &[Section], organ: Option<&str>) {
    let decisions: Vec<&Section> =
        sections.iter().filter(|section| section.zone == Zone::Decision).collect();
    let with_text = |section: &&&Section| !content(text, section).trim().is_empty();
    let filled: Vec<&Section> = decisions.iter().filter(with_text).copied().collect();
    let own = organ.and_then(|organ| {
        let own: Vec<&Section> =
            filled.iter().copied().filter(|one| heading_names(text, one, organ)).collect();
        let (first, last) = (*own.first()?, *own.last()?);
        let before = text.string.get(unit.span.start..first.span.start).unwrap_or_default();
        Some(if own.len() > 1 && tells_history(before) { last } else { first })
    });
    let own_text = own.or_else(|| filled.first().copied()).map(|section| content(text, section));
    unit.outcome = own_text.and_then(outcome::of_decision);
    let mut proposals = sections.iter().filter(|section| section.zone == Zone::Proposal);
    let proposal = proposals.find(|section| with_text(&section));
    if let Some(section) = proposal {
        unit.proposed_outcome = outcome::of_decision(content(text, section));
        let own = organ.is_some_and(|organ| heading_names(text, section, organ));
        let follows = own_text.is_some_and(follows_proposal);
        if follows && unit.proposed_outcome.is_some() {
            unit.outcome = unit.proposed_outcome;
        }
        if filled.is_empty() && own && unit.kind == UnitKind::Minutes {
            unit.outcome = unit.proposed_outcome;
            unit.uncertain.push("outcome");
        }
    }
    let operative = decisions.into_iter().chain(proposal);
    unit.immediate_adjustment = operative
        .map(|section| &text.string[section.span.clone()])
        .any(outcome::adjusts_immediately);
    if unit.outcome == Some(Outcome::Other) {
        unit.uncertain.push("outcome");
    }
}

/// Whether the text before a matter's first decision follows it from meeting to meeting, each under
/// its number ("Au § 57", "Sn § 34"): then the last decision is the one of the day.
fn tells_history(before: &str) -> bool {
    let number = |line: &str| {
        let (prefix, number) = line.trim().split_once(" § ")?;
        let is_prefix = prefix.len() < 8 && prefix.chars().all(char::is_alphabetic);
        (is_prefix && number.bytes().all(|byte| byte.is_ascii_digit())).then_some(())
    };
    before.lines().skip(1).any(|line| number(line).is_some())
}

/// "Nämnden beslutar enligt ordförandens förslag.": the proposal says what.
fn follows_proposal(decision: &str) -> bool {
    let flowing = people::flowing(decision);
    let first = flowing.split(". ").next().unwrap_or_default().trim_end_matches('.');
    let lower = first.small();
    lower.len() < 140
        && lower.contains(" enligt ")
        && ["förslag", "förslaget"].iter().any(|end| lower.ends_with(end))
        && outcome::of_clause(first).is_none()
}

/// What a § without a decision's heading decides, by the running text from `body` to its first
/// heading.
pub(super) fn decide_unheaded(unit: &mut Unit, text: &Text, body: usize) {
    let says = |zone: Zone| unit.sections.iter().any(|section| section.zone == zone);
    if unit.kind != UnitKind::Minutes || says(Zone::Decision) || says(Zone::Proposal) {
        return;
    }
    let heading = unit.sections.iter().find_map(|section| section.heading.clone());
    let end = heading.map_or(unit.span.end, |heading| heading.start);
    if body < end {
        unit.outcome = outcome::of_running_text(&text.string[body..end]);
        unit.uncertain.extend(unit.outcome.map(|_| "outcome"));
    }
}

/// Whether a heading is the organ's own: "Kommunstyrelsens arbetsutskotts förslag till beslut" is
/// the committee's, not the board's; "Kommunstyrelsens förslag till kommunfullmäktige" is not the
/// council's. A committee may be named short ("Arbetsutskottets beslut").
fn heading_names(text: &Text, section: &Section, organ: &str) -> bool {
    let heading = section.heading.clone().map_or("", |heading| &text.string[heading]);
    let lower = heading.small();
    let ends = [" förslag", " beslut", " föreslår", " beslöt"];
    let name = ends.iter().filter_map(|end| lower.find(end)).min().map(|at| &lower[..at]);
    let Some(name) = name.map(str::trim).filter(|name| !name.is_empty()) else { return false };
    let (named, own) = (organ::key(name), organ::key(organ));
    let stem = |key: &str| key.trim_end_matches("et").trim_end_matches("en").to_owned();
    named == own || stem(&own).ends_with(&stem(&named))
}

static PAPER_SERIES: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?-u:\b)(?:19|20)\d\d nr \d{1,4}(?-u:\b)"));
static PAPER_ID: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:[A-ZÅÄÖ]{2,5}[ /-]|(?-u:\b)[A-Z]{2,5}|(?-u:\b))(?:19|20)\d\d[/:]\d{1,5}-\d{1,4}(?:\.\d{1,3})*(?-u:\b)|[A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{1,4}[ .-](?:19|20)\d\d(?:\.\d{1,5}|-\d{3,5})-\d{1,4}(?:\.\d{1,3})*(?-u:\b)",
    )
});

/// Ids of papers in a list of papers: "SOF 2023/409-1.1", "2023 nr 171".
pub(super) fn papers(list: &str) -> Vec<String> {
    let mut found: Vec<(usize, String)> = Vec::new();
    for line in list.lines().filter(|line| line.contains(" nr ") || line.contains('-')) {
        let base = line.as_ptr().addr() - list.as_ptr().addr();
        for hit in PAPER_ID.find_iter(line).chain(PAPER_SERIES.find_iter(line)) {
            found.push((base + hit.start(), hit.as_str().to_owned()));
        }
    }
    found.sort();
    let mut ids: Vec<String> = Vec::new();
    add(&mut ids, found.into_iter().map(|(_, id)| id).collect());
    ids
}

/// The first sentence of `text`, at most 200 letters: what a unit without a title is called.
pub(super) fn first_sentence(text: &str) -> Option<String> {
    let flowing = people::flowing(super::cut(text.trim(), 1200));
    let bare = flowing.trim_start_matches(['•', '-', '–', ' ']);
    let end = bare.match_indices(". ").map(|(at, _)| at + 1).find(|&at| {
        bare[at + 1..].starts_with(char::is_uppercase) && !bare[..at].ends_with("m.fl.")
    });
    let sentence = bare[..end.unwrap_or(bare.len())].trim();
    (!sentence.is_empty()).then(|| super::cut(sentence, 400).to_owned())
}

/// The diary numbers in `text`, in order.
pub(super) fn diary_numbers(text: &str) -> Vec<String> {
    diary::find(text).into_iter().map(|(_, number)| number.shown).collect()
}

/// Whether any diary number of `text` says which matter a paper belongs to, the first one shown.
pub(super) fn first_diary_number(text: &str) -> Option<String> {
    diary::find(text).into_iter().next().map(|(_, number)| number.shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_keep_their_printed_ids() {
        let list = "• AB 2023/409-3 Utlåtande\n• AB 2023/409-1.1 Motion\n2023 nr 171.\n2022/594-4.1 Bilaga\n\
                    KS 2025-0317-5.1 Plan\nVoO.2019.0144-6 Utredning\nKS2022/00418-6 Svar\n2. Motion, HMN-2026-00041-2\nDen 2019-10-23 Rapport\nIVO 2019-10-23";
        assert_eq!(
            papers(list),
            [
                "AB 2023/409-3",
                "AB 2023/409-1.1",
                "2023 nr 171",
                "2022/594-4.1",
                "KS 2025-0317-5.1",
                "VoO.2019.0144-6",
                "KS2022/00418-6",
                "HMN-2026-00041-2"
            ]
        );
    }
}
