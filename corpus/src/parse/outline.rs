//! A document's structure as one JSON object, in the names of the structure gold.

use serde_json::{Value, json};

use super::handling;
use crate::document::{Document, DocumentKind, Text, Unit, UnitKind, Zone};

/// The structure understood, in the shape `paragraf inspect` prints: §§, agenda items and
/// statements under `paragraphs`, everything else under `others`. `file` is the caller's to set.
pub fn outline(document: &Document, text: &Text) -> Value {
    let is_matter = |unit: &&Unit| is_paragraph(document.kind, unit.kind);
    let (matters, others): (Vec<&Unit>, Vec<&Unit>) = document.units.iter().partition(is_matter);
    // The document's date is its meeting's; a paper of its own carries its date itself.
    let meets =
        matches!(document.kind, DocumentKind::Minutes | DocumentKind::Agenda | DocumentKind::Pack);
    let mut matters: Vec<Value> = matters.into_iter().map(|unit| of_matter(unit, text)).collect();
    if let ([only], false) = (matters.as_mut_slice(), meets) {
        only["date"] = json!(document.date.map(|date| date.to_string()));
    }
    // An official's report waits for its meeting, whose day it does not know for sure.
    let dated = meets || has_one_date(document, text) && !handling::is_officials(text);
    let others: Vec<Value> = others.into_iter().map(|unit| one(unit, text)).collect();
    json!({
        "kind": document.kind,
        "municipality": document.municipality,
        "body": document.organ,
        "date": document.date.filter(|_| dated).map(|date| date.to_string()),
        "date_certain": document.date_certain,
        "paragraphs": matters,
        "others": others,
        "warnings": document.warnings,
    })
}

/// Whether the head of a single paper names one day only. Beside its own day may stand that of the
/// meeting it is written for, and then neither is the document's for sure.
fn has_one_date(document: &Document, text: &Text) -> bool {
    let Some(unit) = document.units.first() else { return false };
    let head = unit.sections.iter().find(|section| section.heading.is_some());
    let end = head.map_or(unit.span.end, |section| section.span.start);
    let head = super::cut(&text.string[unit.span.start..end], 3000);
    let mut days = super::dates::find(head).map(|(_, date)| date);
    let first = days.next();
    days.all(|day| Some(day) == first)
}

/// Whether a unit is one of those the document exists for: an agenda's withheld matters are on
/// the agenda, a pack's are not papers.
fn is_paragraph(document: DocumentKind, unit: UnitKind) -> bool {
    match unit {
        UnitKind::Minutes | UnitKind::AgendaItem | UnitKind::Statement | UnitKind::Response => true,
        UnitKind::Withheld => document != DocumentKind::Pack,
        UnitKind::Attachment => document == DocumentKind::Other,
        UnitKind::Other => false,
    }
}

/// A paper also tells what it proposes and which annexes it lists.
fn of_matter(unit: &Unit, text: &Text) -> Value {
    let mut shown = one(unit, text);
    if !matches!(unit.kind, UnitKind::Minutes | UnitKind::AgendaItem | UnitKind::Withheld) {
        shown["proposed_decision"] = json!(handling::proposed_decision(text, unit));
        shown["attachments"] = json!(handling::attachments(text, unit));
    }
    shown
}

fn one(unit: &Unit, text: &Text) -> Value {
    let mut sections: Vec<Zone> = unit
        .sections
        .iter()
        .filter(|section| section.heading.is_some())
        .map(|section| section.zone)
        .collect();
    sections.dedup();
    json!({
        "kind": unit.kind,
        "number": unit.number,
        "title": unit.title,
        "subtitle": unit.subtitle,
        "label": unit.label,
        "organ": unit.organ,
        "date": unit.date.map(|date| date.to_string()),
        "dnr": unit.diary_numbers,
        "remiss_from": unit.referred_by,
        "sections": sections,
        "outcome": unit.outcome,
        "proposed_outcome": unit.proposed_outcome,
        "immediate_adjustment": unit.immediate_adjustment,
        "motions_by": unit.motions_by,
        "reservations_by": unit.reservations_by,
        "special_statements_by": unit.statements_by,
        "recused": unit.recused,
        "not_taking_part": unit.not_taking_part,
        "votes": unit.votes,
        "documents": unit.papers,
        "authors": unit.authors,
        "secrecy": unit.secrecy,
        "uncertain": unit.uncertain,
        "start_line": unit.lines.0,
        "end_line": unit.lines.1,
        "page": text.page_at(unit.span.start),
    })
}
