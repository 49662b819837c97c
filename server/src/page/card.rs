//! The decision card (*beslutskort*): who proposed, who moved, how it was voted and what was
//! decided, each line with the place in the text that it was read from.

use corpus::document::{Ballot, Choice, Member, Outcome, UnitKind, Vote, Zone};
use indexer::answer::UnitView;

use super::labels;
use crate::language::Language;
use crate::messages::Messages;

/// Characters of a section's text that the card repeats.
const EXCERPT: usize = 220;

/// The lines of a card, in the order of a meeting.
pub(crate) struct Card {
    pub(crate) rows: Vec<Row>,
    /// What was proposed and what was decided, where they differ.
    pub(crate) departs: Option<(&'static str, &'static str)>,
}

/// One line.
#[derive(Default)]
pub(crate) struct Row {
    pub(crate) label: &'static str,
    /// An outcome's name, or a vote.
    pub(crate) strong: Option<String>,
    /// Its slug, for its colour.
    pub(crate) outcome: Option<&'static str>,
    pub(crate) lines: Vec<String>,
    /// The lines are in the visitor's language, not in that of the minutes.
    pub(crate) own_words: bool,
    /// Where in the text it stands.
    pub(crate) anchor: Option<String>,
    pub(crate) uncertain: bool,
}

impl Card {
    /// The card of a unit; empty for what is no decision.
    pub(crate) fn new(view: &UnitView, language: Language) -> Self {
        if view.hit.kind != UnitKind::Minutes {
            return Self { rows: Vec::new(), departs: None };
        }
        let t = language.messages();
        let rows = [
            proposal(view, language),
            recused(view, t),
            motions(view, t),
            of_section(view, &[Zone::VotingOrder], t.voting),
            votes(view, t),
            decision(view, language),
            not_taking_part(view, t),
            parties(
                view,
                t.reservations,
                &view.reservations_by,
                "reservations_by",
                &[Zone::Reservations],
            ),
            parties(
                view,
                t.statements,
                &view.statements_by,
                "special_statements_by",
                &[Zone::SpecialStatement, Zone::SubstituteStatement, Zone::Note],
            ),
            papers(view, t),
        ];
        let rows: Vec<Row> = rows.into_iter().flatten().collect();
        // A decision alone says no more than the text below.
        let rows = if rows.len() > 1 { rows } else { Vec::new() };
        Self { departs: departs(view.proposed_outcome, view.hit.outcome, language), rows }
    }
}

/// Only a reversal is worth a line: "godkänner" after a proposed "bifall" departs from nothing.
fn departs(
    proposed: Option<Outcome>,
    decided: Option<Outcome>,
    language: Language,
) -> Option<(&'static str, &'static str)> {
    let (proposed, decided) = (proposed?, decided?);
    let reversed = leaning(proposed)? != leaning(decided)?;
    reversed.then(|| (labels::outcome(proposed, language), labels::outcome(decided, language)))
}

/// Yes, no, or later; other outcomes lean nowhere.
const fn leaning(outcome: Outcome) -> Option<u8> {
    match outcome {
        Outcome::Approved | Outcome::Adopted | Outcome::Granted | Outcome::Supported => Some(1),
        Outcome::Accepted => Some(1),
        Outcome::Rejected | Outcome::Opposed => Some(2),
        Outcome::ReferredBack | Outcome::Tabled => Some(3),
        _ => None,
    }
}

fn proposal(view: &UnitView, language: Language) -> Option<Row> {
    let t = language.messages();
    let section = of_section(view, &[Zone::Proposal], t.proposal);
    let outcome = view.proposed_outcome;
    if section.is_none() && outcome.is_none() {
        return None;
    }
    Some(Row {
        label: t.proposal,
        strong: outcome.map(|outcome| labels::outcome(outcome, language).to_owned()),
        outcome: outcome.map(Outcome::slug),
        uncertain: is_uncertain(view, "proposed_outcome"),
        ..section.unwrap_or_default()
    })
}

fn motions(view: &UnitView, t: &'static Messages) -> Option<Row> {
    members(view, t.motions, &view.motions_by, "motions_by", Zone::Motions)
}

fn recused(view: &UnitView, t: &'static Messages) -> Option<Row> {
    members(view, t.recused, &view.recused, "recused", Zone::Recusal)
}

fn not_taking_part(view: &UnitView, t: &'static Messages) -> Option<Row> {
    members(view, t.not_taking_part, &view.not_taking_part, "not_taking_part", Zone::NotTakingPart)
}

/// A line of persons; where none were read, the beginning of the section that names them.
fn members(
    view: &UnitView,
    label: &'static str,
    members: &[Member],
    field: &str,
    zone: Zone,
) -> Option<Row> {
    let section = of_section(view, &[zone], label);
    if members.is_empty() {
        return section;
    }
    let named: Vec<String> = members.iter().map(|m| named(&m.person, &m.party)).collect();
    Some(Row {
        label,
        lines: vec![named.join(", ")],
        uncertain: is_uncertain(view, field),
        anchor: section.and_then(|section| section.anchor),
        ..Row::default()
    })
}

fn named(person: &str, party: &str) -> String {
    if party.is_empty() { person.to_owned() } else { format!("{person} ({party})") }
}

fn votes(view: &UnitView, t: &'static Messages) -> Option<Row> {
    let lines: Vec<_> = view.votes.iter().map(|vote| counted(vote, t)).collect();
    let section = of_section(view, &[Zone::Vote], t.vote);
    if lines.is_empty() {
        return section;
    }
    Some(Row {
        label: t.vote,
        strong: Some(lines.join("; ")),
        lines: view.votes.iter().flat_map(|vote| ballots(vote, t)).collect(),
        own_words: true,
        uncertain: is_uncertain(view, "votes"),
        anchor: section.and_then(|section| section.anchor),
        ..Row::default()
    })
}

fn counted(vote: &Vote, t: &Messages) -> String {
    let mut line = format!("{} {}, {} {}", vote.yes, t.vote_yes, vote.no, t.vote_no);
    if vote.abstained > 0 {
        line.push_str(&format!(", {} {}", vote.abstained, t.vote_abstained));
    }
    line
}

/// Who voted how: one line a choice. By name in a committee, by party where a whole council voted.
fn ballots(vote: &Vote, t: &Messages) -> Vec<String> {
    /// Names that are still read at a glance.
    const NAMED: usize = 15;
    let by_name = vote.ballots.len() <= NAMED;
    let choices = [
        (Choice::Yes, t.vote_yes),
        (Choice::No, t.vote_no),
        (Choice::Abstained, t.vote_abstained),
        (Choice::Absent, t.vote_absent),
    ];
    let lines = choices.into_iter().filter_map(|(choice, word)| {
        let of_choice = vote.ballots.iter().filter(|ballot| ballot.choice == choice);
        let voters: Vec<String> = if by_name {
            of_choice.map(|ballot| named(&ballot.person, &ballot.party)).collect()
        } else {
            by_party(of_choice)
        };
        (!voters.is_empty()).then(|| format!("{word}: {}", voters.join(", ")))
    });
    lines.collect()
}

/// `S 20, M 13`: the parties in the order of their votes.
fn by_party<'a>(ballots: impl Iterator<Item = &'a Ballot>) -> Vec<String> {
    let mut parties: Vec<(&str, usize)> = Vec::new();
    for ballot in ballots {
        match parties.iter_mut().find(|(party, _)| *party == ballot.party) {
            Some((_, count)) => *count += 1,
            None => parties.push((&ballot.party, 1)),
        }
    }
    parties.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let shown = |party| if str::is_empty(party) { "–" } else { party };
    parties.iter().map(|(party, count)| format!("{} {count}", shown(party))).collect()
}

fn decision(view: &UnitView, language: Language) -> Option<Row> {
    let t = language.messages();
    let section = of_section(view, &[Zone::Decision], t.decision);
    if section.is_none() && view.hit.outcome.is_none() {
        return None;
    }
    Some(Row {
        label: t.decision,
        strong: view.hit.outcome.map(|outcome| labels::outcome(outcome, language).to_owned()),
        outcome: view.hit.outcome.map(Outcome::slug),
        uncertain: is_uncertain(view, "outcome"),
        ..section.unwrap_or_default()
    })
}

fn parties(
    view: &UnitView,
    label: &'static str,
    parties: &[String],
    field: &str,
    zones: &[Zone],
) -> Option<Row> {
    let section = of_section(view, zones, label);
    if parties.is_empty() {
        return section;
    }
    Some(Row {
        label,
        strong: Some(parties.join(", ")),
        uncertain: is_uncertain(view, field),
        anchor: section.and_then(|section| section.anchor),
        ..Row::default()
    })
}

fn papers(view: &UnitView, t: &'static Messages) -> Option<Row> {
    let section = of_section(view, &[Zone::Papers], t.papers);
    if view.papers.is_empty() {
        return section;
    }
    let lines = vec![view.papers.join(", ")];
    let anchor = section.and_then(|section| section.anchor);
    Some(Row { label: t.papers, lines, anchor, ..Row::default() })
}

/// A line that repeats the beginning of the first section of one of these zones.
fn of_section(view: &UnitView, zones: &[Zone], label: &'static str) -> Option<Row> {
    let section = view.sections.iter().find(|section| zones.contains(&section.zone))?;
    let passage = section.passages.first()?;
    let text: String = passage.pieces.iter().map(|piece| piece.text.as_str()).collect();
    Some(Row {
        label,
        lines: vec![excerpt(&text)],
        anchor: Some(passage.anchor.clone()),
        ..Row::default()
    })
}

/// The beginning of a text, cut between words.
pub(crate) fn excerpt(text: &str) -> String {
    let mut out = String::new();
    for word in text.split_whitespace() {
        if out.chars().count() + word.chars().count() >= EXCERPT {
            out.push_str(" …");
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().take(EXCERPT));
    }
    out
}

fn is_uncertain(view: &UnitView, field: &str) -> bool {
    view.uncertain.iter().any(|uncertain| uncertain == field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_reversal_departs() {
        let departed = |a, b| departs(Some(a), Some(b), Language::Swedish).is_some();
        assert!(departed(Outcome::Approved, Outcome::Rejected));
        assert!(departed(Outcome::Rejected, Outcome::ReferredBack));
        assert!(!departed(Outcome::Approved, Outcome::Accepted));
        assert!(!departed(Outcome::Approved, Outcome::Noted));
        assert!(departs(None, Some(Outcome::Rejected), Language::Swedish).is_none());
    }

    #[test]
    fn a_committee_votes_by_name_and_a_council_by_party() {
        let ballot = |number: usize, choice| Ballot {
            person: format!("Person {number}"),
            party: if number.is_multiple_of(3) { "S" } else { "VP" }.to_owned(),
            choice,
        };
        let t = Language::Swedish.messages();
        let mut vote = Vote {
            ballots: vec![ballot(0, Choice::No), ballot(1, Choice::Yes)],
            ..Vote::default()
        };
        assert_eq!(ballots(&vote, t), ["ja: Person 1 (VP)", "nej: Person 0 (S)"]);
        vote.ballots = (0..30).map(|number| ballot(number, Choice::Yes)).collect();
        vote.ballots.push(ballot(0, Choice::Absent));
        assert_eq!(ballots(&vote, t), ["ja: VP 20, S 10", "frånvarande: S 1"]);
    }

    #[test]
    fn an_excerpt_ends_between_words() {
        assert_eq!(excerpt("att  bifalla\nmotionen"), "att bifalla motionen");
        let long = excerpt(&"ord ".repeat(200));
        assert!(long.ends_with("ord …") && long.chars().count() <= EXCERPT + 2, "{long}");
    }
}
