//! What kinds and filters are called on the page.

use corpus::document::UnitKind;
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
    use corpus::document::{Outcome, Zone};
    let known = match dimension {
        Dimension::Outcome => Outcome::from_slug(value).map(Outcome::shown),
        Dimension::Zone => Zone::from_slug(value).map(Zone::shown),
        Dimension::Kind => crate::params::KINDS
            .iter()
            .find(|(_, slug)| *slug == value)
            .map(|(found, _)| kind(*found, language)),
        Dimension::Year if value == "utan-datum" => Some(language.messages().without_date),
        _ => None,
    };
    known.map_or_else(|| value.to_owned(), str::to_owned)
}
