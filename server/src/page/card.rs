//! The decision card (*beslutskort*): who proposed, who moved, how it was voted and what was
//! decided, each line with the place in the text that it was read from.

use corpus::document::{Outcome, UnitKind, Vote, Zone};
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
            motions(view, t),
            of_section(view, &[Zone::VotingOrder], t.voting),
            votes(view, t),
            decision(view, language),
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
    let section = of_section(view, &[Zone::Motions], t.motions);
    let named: Vec<_> = view
        .motions_by
        .iter()
        .map(|member| match member.party.as_str() {
            "" => member.person.clone(),
            party => format!("{} ({party})", member.person),
        })
        .collect();
    if named.is_empty() {
        return section;
    }
    Some(Row {
        label: t.motions,
        lines: vec![named.join(", ")],
        uncertain: is_uncertain(view, "motions_by"),
        anchor: section.and_then(|section| section.anchor),
        ..Row::default()
    })
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
    fn an_excerpt_ends_between_words() {
        assert_eq!(excerpt("att  bifalla\nmotionen"), "att bifalla motionen");
        let long = excerpt(&"ord ".repeat(200));
        assert!(long.ends_with("ord …") && long.chars().count() <= EXCERPT + 2, "{long}");
    }
}
