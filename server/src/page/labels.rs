//! What kinds and filters are called on the page.

use corpus::document::{Outcome, UnitKind, Zone};
use indexer::request::Dimension;

use crate::language::Language;

/// The name of a kind of unit.
pub(crate) const fn kind(kind: UnitKind, language: Language) -> &'static str {
    match (language, kind) {
        (Language::Swedish, UnitKind::Minutes) => "Protokoll",
        (Language::Swedish, UnitKind::AgendaItem) => "Kallelse",
        (Language::Swedish, UnitKind::Statement) => "Tjänsteutlåtande",
        (Language::Swedish, UnitKind::Response) => "Remissvar",
        (Language::Swedish, UnitKind::Attachment) => "Bilaga",
        (Language::Swedish, UnitKind::Other) => "Övrigt",
        (Language::Swedish, UnitKind::Withheld) => "Sekretess",
        (Language::English, UnitKind::Minutes) => "Minutes",
        (Language::English, UnitKind::AgendaItem) => "Agenda",
        (Language::English, UnitKind::Statement) => "Official report",
        (Language::English, UnitKind::Response) => "Referral response",
        (Language::English, UnitKind::Attachment) => "Annex",
        (Language::English, UnitKind::Other) => "Other",
        (Language::English, UnitKind::Withheld) => "Withheld",
    }
}

/// The name of an outcome.
pub(crate) const fn outcome(outcome: Outcome, language: Language) -> &'static str {
    match (language, outcome) {
        (Language::Swedish, outcome) => outcome.shown(),
        (Language::English, Outcome::Approved) => "Approved",
        (Language::English, Outcome::Rejected) => "Rejected",
        (Language::English, Outcome::ReferredBack) => "Referred back",
        (Language::English, Outcome::Tabled) => "Tabled",
        (Language::English, Outcome::Answered) => "Answered",
        (Language::English, Outcome::Accepted) => "Accepted",
        (Language::English, Outcome::Adopted) => "Adopted",
        (Language::English, Outcome::Noted) => "Noted",
        (Language::English, Outcome::Appointed) => "Election",
        (Language::English, Outcome::Assigned) => "Assignment",
        (Language::English, Outcome::Forwarded) => "Forwarded",
        (Language::English, Outcome::Granted) => "Granted",
        (Language::English, Outcome::Supported) => "Endorsed",
        (Language::English, Outcome::Opposed) => "Not endorsed",
        (Language::English, Outcome::WrittenOff) => "Written off",
        (Language::English, Outcome::Withdrawn) => "Withdrawn",
        (Language::English, Outcome::Other) => "Other decision",
    }
}

/// The name of a section.
pub(crate) const fn zone(zone: Zone, language: Language) -> &'static str {
    match (language, zone) {
        (Language::Swedish, zone) => zone.shown(),
        (Language::English, Zone::Decision) => "Decision",
        (Language::English, Zone::Proposal) => "Proposed decision",
        (Language::English, Zone::Summary) => "Summary",
        (Language::English, Zone::Background) => "Background",
        (Language::English, Zone::Preparation) => "Preparation",
        (Language::English, Zone::Assessment) => "Assessment",
        (Language::English, Zone::Consequences) => "Consequences",
        (Language::English, Zone::Motions) => "Motions",
        (Language::English, Zone::VotingOrder) => "Order of voting",
        (Language::English, Zone::Vote) => "Vote",
        (Language::English, Zone::Reservations) => "Reservations",
        (Language::English, Zone::SpecialStatement) => "Special statement",
        (Language::English, Zone::SubstituteStatement) => "Statement of a substitute",
        (Language::English, Zone::Note) => "Note to the minutes",
        (Language::English, Zone::NotTakingPart) => "Not taking part",
        (Language::English, Zone::Recusal) => "Recusal",
        (Language::English, Zone::Debate) => "Debate",
        (Language::English, Zone::Papers) => "Papers",
        (Language::English, Zone::SentTo) => "Sent to",
        (Language::English, Zone::Approval) => "Approval of the minutes",
        (Language::English, Zone::Information) => "Information",
        (Language::English, Zone::Appeal) => "Appeal",
        (Language::English, Zone::Secrecy) => "Secrecy",
        (Language::English, Zone::Other) => "Other text",
    }
}

/// The name of a filter.
pub(crate) const fn dimension(dimension: Dimension, language: Language) -> &'static str {
    match (language, dimension) {
        (Language::Swedish, dimension) => dimension.shown(),
        (Language::English, Dimension::Municipality) => "Municipality",
        (Language::English, Dimension::Organ) => "Board or committee",
        (Language::English, Dimension::Kind) => "Kind",
        (Language::English, Dimension::Year) => "Year",
        (Language::English, Dimension::Outcome) => "Outcome",
        (Language::English, Dimension::Party) => "Party",
        (Language::English, Dimension::Zone) => "Section",
        (Language::English, Dimension::Law) => "Law",
    }
}

/// The value of a filter as shown where no count gives it a label.
pub(crate) fn value(dimension: Dimension, value: &str, language: Language) -> String {
    let known = match dimension {
        Dimension::Outcome => Outcome::from_slug(value).map(|found| outcome(found, language)),
        Dimension::Zone => Zone::from_slug(value).map(|found| zone(found, language)),
        Dimension::Kind => crate::params::KINDS
            .iter()
            .find(|(_, slug)| *slug == value)
            .map(|(found, _)| kind(*found, language)),
        Dimension::Year if value == "utan-datum" => Some(language.messages().without_date),
        _ => None,
    };
    known.map_or_else(|| value.to_owned(), str::to_owned)
}
