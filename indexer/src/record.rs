//! What the index stores of a unit and of a source beside the terms.

use corpus::document::{Author, Member, Outcome, UnitKind, Vote, Zone};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Everything about a unit that is shown and not searched.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Record {
    pub(crate) id: String,
    pub(crate) source: String,
    pub(crate) kind: UnitKind,
    pub(crate) municipality: Option<String>,
    pub(crate) organ: Option<String>,
    pub(crate) date: Option<Date>,
    pub(crate) date_uncertain: bool,
    pub(crate) number: Option<String>,
    pub(crate) ordinal: u32,
    pub(crate) title: String,
    pub(crate) subtitle: Option<String>,
    pub(crate) diary_numbers: Vec<String>,
    pub(crate) referred_by: Option<String>,
    pub(crate) matter: Option<String>,
    pub(crate) outcome: Option<Outcome>,
    pub(crate) proposed_outcome: Option<Outcome>,
    pub(crate) immediate_adjustment: bool,
    pub(crate) motions_by: Vec<Member>,
    pub(crate) reservations_by: Vec<String>,
    pub(crate) statements_by: Vec<String>,
    pub(crate) parties: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) recused: Vec<Member>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) not_taking_part: Vec<Member>,
    pub(crate) votes: Vec<Vote>,
    pub(crate) papers: Vec<String>,
    pub(crate) authors: Vec<Author>,
    pub(crate) secrecy: Option<String>,
    pub(crate) uncertain: Vec<String>,
    pub(crate) url: Option<String>,
    pub(crate) first_page: Option<u32>,
    pub(crate) citations: Vec<Reference>,
    /// Keys under which other decisions may cite this unit.
    pub(crate) cited_as: Vec<String>,
    pub(crate) sections: Vec<StoredSection>,
    /// Ascending; together they cover the stored text.
    pub(crate) passages: Vec<Passage>,
    /// Where the pieces end in which the text is stored.
    pub(crate) pieces: Vec<u32>,
    pub(crate) language: String,
}

/// A reference found in the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Reference {
    pub(crate) key: String,
    pub(crate) shown: String,
}

/// A section, as a range of passages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct StoredSection {
    pub(crate) zone: Zone,
    /// Byte range of the heading line in the stored text.
    pub(crate) heading: Option<(u32, u32)>,
    /// First passage and the one behind the last.
    pub(crate) passages: (u32, u32),
}

/// A passage: what is ranked within a unit, shown as fragment, and linked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Passage {
    /// Byte range in the stored text.
    pub(crate) from: u32,
    pub(crate) to: u32,
    /// Position of the first token.
    pub(crate) position: u32,
    /// Page of the source; 0 where it has none.
    pub(crate) page: u32,
    pub(crate) zone: Zone,
}

/// What is remembered of a source: enough to know that it has not changed, or why it is missing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SourceRecord {
    pub(crate) source: String,
    /// The root under which it was found.
    pub(crate) root: String,
    /// Hash over content, sidecar and the program's reading version, hexadecimal.
    pub(crate) hash: String,
    /// Why it was skipped, for the public; `None` where it was read.
    pub(crate) skipped: Option<String>,
    /// What a registrar should look at ("personnummer", line), one sentence each.
    pub(crate) remarks: Vec<String>,
    pub(crate) paragraphs: u32,
    pub(crate) handlings: u32,
}
