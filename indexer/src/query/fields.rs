//! The names of fields, of their values, and how a name is recognised however it is spelt.

use corpus::document::{Outcome, UnitKind, Zone};

/// What a field asks about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Organ,
    Municipality,
    Years,
    From,
    To,
    Party,
    Outcome,
    Zone,
    By,
    Dnr,
    Paragraf,
    Law,
    Kind,
    Person,
}

/// Names as folded by [`fold`], so that `nämnd:` and `namnd:` are the same.
const FIELDS: [(&str, Field); 25] = [
    ("namnd", Field::Organ),
    ("organ", Field::Organ),
    ("kommun", Field::Municipality),
    ("ar", Field::Years),
    ("fran", Field::From),
    ("fr.o.m.", Field::From),
    ("till", Field::To),
    ("t.o.m.", Field::To),
    ("parti", Field::Party),
    ("utfall", Field::Outcome),
    ("i", Field::Zone),
    ("avsnitt", Field::Zone),
    ("av", Field::By),
    ("dnr", Field::Dnr),
    ("dnr.", Field::Dnr),
    ("diarienr", Field::Dnr),
    ("diarienummer", Field::Dnr),
    ("§", Field::Paragraf),
    ("§§", Field::Paragraf),
    ("paragraf", Field::Paragraf),
    ("lag", Field::Law),
    ("lagrum", Field::Law),
    ("typ", Field::Kind),
    ("dokumenttyp", Field::Kind),
    ("person", Field::Person),
];

impl Field {
    /// The field of this name, in any case and with or without dots and rings.
    pub(super) fn named(name: &str) -> Option<Self> {
        let folded = fold(name);
        FIELDS.iter().find(|(known, _)| *known == folded).map(|(_, field)| *field)
    }

    /// The name that is printed, with its colon.
    pub(super) const fn printed(self) -> &'static str {
        match self {
            Self::Organ => "nämnd:",
            Self::Municipality => "kommun:",
            Self::Years => "år:",
            Self::From => "från:",
            Self::To => "till:",
            Self::Party => "parti:",
            Self::Outcome => "utfall:",
            Self::Zone => "i:",
            Self::By => "av:",
            Self::Dnr => "dnr:",
            Self::Paragraf => "§:",
            Self::Law => "lag:",
            Self::Kind => "typ:",
            Self::Person => "person:",
        }
    }
}

/// Other words for a zone than its slug and its name on the page.
const ZONES: [(&str, Zone); 47] = [
    ("beslutet", Zone::Decision),
    ("protokollsbeslut", Zone::Decision),
    ("forslag", Zone::Proposal),
    ("beslutsforslag", Zone::Proposal),
    ("arendet", Zone::Summary),
    ("arende", Zone::Background),
    ("arendebeskrivning", Zone::Background),
    ("tidigare_behandling", Zone::Preparation),
    ("beredningen", Zone::Preparation),
    ("arendets_behandling", Zone::Preparation),
    ("bedomningen", Zone::Assessment),
    ("overvaganden", Zone::Assessment),
    ("synpunkter", Zone::Assessment),
    ("konsekvens", Zone::Consequences),
    ("barnkonsekvenser", Zone::Consequences),
    ("yrkande", Zone::Motions),
    ("yrkandet", Zone::Motions),
    ("yrkandena", Zone::Motions),
    ("tillaggsyrkande", Zone::Motions),
    ("propositionsordningen", Zone::VotingOrder),
    ("proposition", Zone::VotingOrder),
    ("beslutsgang", Zone::VotingOrder),
    ("omrostningen", Zone::Vote),
    ("votering", Zone::Vote),
    ("rosta", Zone::Vote),
    ("reservation", Zone::Reservations),
    ("reservationen", Zone::Reservations),
    ("reservationerna", Zone::Reservations),
    ("uttalande", Zone::SpecialStatement),
    ("sarskilda_uttalanden", Zone::SpecialStatement),
    ("sarskilt_yttrande", Zone::SpecialStatement),
    ("sarskilda_yttranden", Zone::SpecialStatement),
    ("ersattaryttranden", Zone::SubstituteStatement),
    ("anteckning", Zone::Note),
    ("protokollsanteckningar", Zone::Note),
    ("deltar_inte", Zone::NotTakingPart),
    ("jav_och_ovrigt", Zone::Recusal),
    ("javig", Zone::Recusal),
    ("overlaggningen", Zone::Debate),
    ("debatt", Zone::Debate),
    ("beslutsunderlag", Zone::Papers),
    ("handlingar_i_arendet", Zone::Papers),
    ("skickas_till", Zone::SentTo),
    ("expedieras", Zone::SentTo),
    ("omedelbar_justering", Zone::Approval),
    ("overklaga", Zone::Appeal),
    ("besvarshanvisning", Zone::Appeal),
];

/// Other words for an outcome than its slug and its name on the page.
const OUTCOMES: [(&str, Outcome); 38] = [
    ("bifallen", Outcome::Approved),
    ("bifallet", Outcome::Approved),
    ("bifolls", Outcome::Approved),
    ("bifalls", Outcome::Approved),
    ("avslagen", Outcome::Rejected),
    ("avslaget", Outcome::Rejected),
    ("avslas", Outcome::Rejected),
    ("avslogs", Outcome::Rejected),
    ("aterremitterad", Outcome::ReferredBack),
    ("aterremitteras", Outcome::ReferredBack),
    ("aterremitterat", Outcome::ReferredBack),
    ("bordlagd", Outcome::Tabled),
    ("bordlagt", Outcome::Tabled),
    ("bordlaggs", Outcome::Tabled),
    ("besvarat", Outcome::Answered),
    ("besvaras", Outcome::Answered),
    ("godkand", Outcome::Accepted),
    ("godkant", Outcome::Accepted),
    ("godkanns", Outcome::Accepted),
    ("antaget", Outcome::Adopted),
    ("antas", Outcome::Adopted),
    ("faststalld", Outcome::Adopted),
    ("faststaller", Outcome::Adopted),
    ("noterat", Outcome::Noted),
    ("noteras", Outcome::Noted),
    ("lagd_till_handlingarna", Outcome::Noted),
    ("valjer", Outcome::Appointed),
    ("vald", Outcome::Appointed),
    ("uppdras", Outcome::Assigned),
    ("uppdrar", Outcome::Assigned),
    ("overlamnas", Outcome::Forwarded),
    ("beviljat", Outcome::Granted),
    ("beviljas", Outcome::Granted),
    ("tillstyrks", Outcome::Supported),
    ("avstyrks", Outcome::Opposed),
    ("avskrivs", Outcome::WrittenOff),
    ("avskrivet", Outcome::WrittenOff),
    ("utgick", Outcome::Withdrawn),
];

/// Swedish names of kinds of unit; the first of each is the one that is printed.
const KINDS: [(&str, UnitKind); 28] = [
    ("protokoll", UnitKind::Minutes),
    ("paragraf", UnitKind::Minutes),
    ("minutes", UnitKind::Minutes),
    ("kallelse", UnitKind::AgendaItem),
    ("foredragningslista", UnitKind::AgendaItem),
    ("dagordning", UnitKind::AgendaItem),
    ("agenda_item", UnitKind::AgendaItem),
    ("tjänsteutlåtande", UnitKind::Statement),
    ("tjansteutlatande", UnitKind::Statement),
    ("tjansteutlatanden", UnitKind::Statement),
    ("tjansteskrivelse", UnitKind::Statement),
    ("tjansteskrivelser", UnitKind::Statement),
    ("statement", UnitKind::Statement),
    ("remissvar", UnitKind::Response),
    ("yttrande", UnitKind::Response),
    ("yttranden", UnitKind::Response),
    ("response", UnitKind::Response),
    ("bilaga", UnitKind::Attachment),
    ("bilagor", UnitKind::Attachment),
    ("handling", UnitKind::Attachment),
    ("attachment", UnitKind::Attachment),
    ("övrigt", UnitKind::Other),
    ("ovrigt", UnitKind::Other),
    ("narvaro", UnitKind::Other),
    ("other", UnitKind::Other),
    ("sekretess", UnitKind::Withheld),
    ("sekretessbelagd", UnitKind::Withheld),
    ("withheld", UnitKind::Withheld),
];

/// The zone of this name.
pub(super) fn zone(name: &str) -> Option<Zone> {
    let key = slug(name);
    let named = |zone: &Zone| zone.slug() == key || slug(zone.shown()) == key;
    Zone::ALL.iter().copied().find(named).or_else(|| find(&ZONES, &key))
}

/// The outcome of this name.
pub(super) fn outcome(name: &str) -> Option<Outcome> {
    let key = slug(name);
    let named = |outcome: &Outcome| outcome.slug() == key || slug(outcome.shown()) == key;
    Outcome::ALL.iter().copied().find(named).or_else(|| find(&OUTCOMES, &key))
}

/// The kind of unit of this name.
pub(super) fn kind(name: &str) -> Option<UnitKind> {
    find(&KINDS, &slug(name))
}

/// The name by which a zone is printed in a query.
pub(super) fn zone_name(zone: Zone) -> String {
    zone.shown().to_lowercase()
}

/// The name by which an outcome is printed in a query.
pub(super) fn outcome_name(outcome: Outcome) -> String {
    outcome.shown().to_lowercase()
}

/// The Swedish name of a kind of unit.
pub(super) fn kind_name(kind: UnitKind) -> &'static str {
    KINDS.iter().find(|(_, known)| *known == kind).map_or("", |(name, _)| name)
}

fn find<T: Copy>(table: &[(&str, T)], key: &str) -> Option<T> {
    table.iter().find(|(name, _)| *name == key).map(|(_, value)| *value)
}

fn slug(name: &str) -> String {
    fold(name).replace([' ', '-'], "_")
}

/// Lower case without marks on letters, whether composed or not: "NÄMND" becomes "namnd".
pub(super) fn fold(name: &str) -> String {
    let lower = name.chars().flat_map(char::to_lowercase);
    lower.filter(|c| !('\u{300}'..='\u{36F}').contains(c)).map(bare).collect()
}

const fn bare(c: char) -> char {
    match c {
        'å' | 'ä' | 'à' | 'á' | 'æ' => 'a',
        'ö' | 'ø' => 'o',
        'é' | 'è' => 'e',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_leads_to_its_value() {
        for value in Zone::ALL {
            assert_eq!(zone(value.slug()), Some(*value));
            assert_eq!(zone(value.shown()), Some(*value));
        }
        for value in Outcome::ALL {
            assert_eq!(outcome(value.slug()), Some(*value));
            assert_eq!(outcome(value.shown()), Some(*value));
        }
        for (name, value) in KINDS {
            assert_eq!(kind(kind_name(value)), Some(value), "{name}");
        }
    }

    #[test]
    fn tables_hold_folded_names_and_no_doubles() {
        for (name, field) in FIELDS {
            assert_eq!(fold(name), name);
            assert_eq!(Field::named(field.printed().trim_end_matches(':')), Some(field));
        }
        for (name, value) in ZONES {
            assert_eq!((slug(name).as_str(), zone(name)), (name, Some(value)));
        }
        for (name, value) in OUTCOMES {
            assert_eq!((slug(name).as_str(), outcome(name)), (name, Some(value)));
        }
    }

    #[test]
    fn spelling_of_names_does_not_matter() {
        assert_eq!(Field::named("NÄMND"), Some(Field::Organ));
        assert_eq!(Field::named("a\u{30a}r"), Some(Field::Years));
        assert_eq!(Field::named("https"), None);
        assert_eq!(zone("Särskilt yttrande"), Some(Zone::SpecialStatement));
        assert_eq!(outcome("återremitterad"), Some(Outcome::ReferredBack));
    }
}
