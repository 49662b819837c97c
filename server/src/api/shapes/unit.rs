//! A whole unit.

use indexer::answer;
use serde::Serialize;
use utoipa::ToSchema;

use super::hit::{Also, Hit, Piece};

/// A § or a handling, whole.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct UnitBody {
    /// The same facts as a hit, without fragments.
    #[serde(flatten)]
    pub hit: Hit,
    /// The line under the title.
    pub subtitle: Option<String>,
    /// Sections in order.
    pub sections: Vec<Section>,
    /// What officials proposed.
    pub proposed_outcome: Option<String>,
    /// *Omedelbar justering*.
    pub immediate_adjustment: bool,
    /// Who referred the matter.
    pub referred_by: Option<String>,
    /// Who moved (*yrkanden*).
    pub motions_by: Vec<Member>,
    /// Which parties reserved themselves.
    pub reservations_by: Vec<String>,
    /// Which parties made statements.
    pub statements_by: Vec<String>,
    /// Who stood aside for bias (*jäv*).
    pub recused: Vec<Member>,
    /// Who took no part in the decision (*deltar inte i beslutet*).
    pub not_taking_part: Vec<Member>,
    /// Votes (*omröstningar*).
    pub votes: Vec<Vote>,
    /// Ids of the matter's papers.
    pub papers: Vec<String>,
    /// Who wrote it.
    pub authors: Vec<Author>,
    /// The secrecy note, where withheld.
    pub secrecy: Option<String>,
    /// Names of fields that were guessed.
    pub uncertain: Vec<String>,
    /// References in the text.
    pub citations: Vec<Citation>,
    /// Units that refer to this one.
    pub cited_by: Vec<Also>,
    /// Its handlings and the §§ of its matter, in order of time.
    pub related: Vec<Also>,
    /// The unit before it in the source.
    pub previous: Option<Also>,
    /// The unit after it in the source.
    pub next: Option<Also>,
    /// Ready-made citation text.
    pub citation: String,
}

/// A section.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Section {
    /// What it is for.
    pub zone: String,
    /// Heading as printed, or the section's name.
    pub heading: Option<String>,
    /// Passages in order, each with an anchor.
    pub passages: Vec<Passage>,
}

/// A passage.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Passage {
    /// Anchor on the unit's page.
    pub anchor: String,
    /// Page of the source, where it has pages.
    pub page: Option<u32>,
    /// Text in order, matches of the query marked.
    pub pieces: Vec<Piece>,
}

/// A person as the minutes name them.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Member {
    /// Name as printed.
    pub person: String,
    /// Party letters.
    pub party: String,
}

/// The result of a vote.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Vote {
    /// Votes for.
    pub yes: u32,
    /// Votes against.
    pub no: u32,
    /// Abstentions.
    pub abstained: u32,
    /// How each person voted, where that is listed.
    pub ballots: Vec<Ballot>,
}

/// How one person voted.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Ballot {
    /// Name as printed.
    pub person: String,
    /// Party letters.
    pub party: String,
    /// "ja", "nej", "avstar" or "franvarande".
    pub choice: &'static str,
}

/// Who wrote or signed a handling.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Author {
    /// Name as printed.
    pub name: String,
    /// Role as printed.
    pub role: Option<String>,
}

/// A reference to a statute, inquiry or decision.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Citation {
    /// As shown.
    pub shown: String,
    /// Normalised.
    pub key: String,
    /// How many units cite the same.
    pub cited_in: usize,
}

impl From<answer::UnitView> for UnitBody {
    fn from(view: answer::UnitView) -> Self {
        Self {
            hit: view.hit.into(),
            subtitle: view.subtitle,
            sections: view.sections.into_iter().map(Section::from).collect(),
            proposed_outcome: view.proposed_outcome.map(|outcome| outcome.slug().to_owned()),
            immediate_adjustment: view.immediate_adjustment,
            referred_by: view.referred_by,
            motions_by: view.motions_by.into_iter().map(Member::from).collect(),
            reservations_by: view.reservations_by,
            statements_by: view.statements_by,
            recused: view.recused.into_iter().map(Member::from).collect(),
            not_taking_part: view.not_taking_part.into_iter().map(Member::from).collect(),
            votes: view.votes.into_iter().map(Vote::from).collect(),
            papers: view.papers,
            authors: view.authors.into_iter().map(Author::from).collect(),
            secrecy: view.secrecy,
            uncertain: view.uncertain,
            citations: view.citations.into_iter().map(Citation::from).collect(),
            cited_by: view.cited_by.into_iter().map(Also::from).collect(),
            related: view.related.into_iter().map(Also::from).collect(),
            previous: view.previous.map(Also::from),
            next: view.next.map(Also::from),
            citation: view.citation,
        }
    }
}

impl From<answer::SectionView> for Section {
    fn from(section: answer::SectionView) -> Self {
        Self {
            zone: section.zone.slug().to_owned(),
            heading: section.heading,
            passages: section.passages.into_iter().map(Passage::from).collect(),
        }
    }
}

impl From<answer::PassageView> for Passage {
    fn from(passage: answer::PassageView) -> Self {
        Self {
            anchor: passage.anchor,
            page: passage.page,
            pieces: passage.pieces.into_iter().map(Piece::from).collect(),
        }
    }
}

impl From<corpus::document::Member> for Member {
    fn from(member: corpus::document::Member) -> Self {
        Self { person: member.person, party: member.party }
    }
}

impl From<corpus::document::Vote> for Vote {
    fn from(vote: corpus::document::Vote) -> Self {
        let ballots = vote.ballots.into_iter().map(Ballot::from).collect();
        Self { yes: vote.yes, no: vote.no, abstained: vote.abstained, ballots }
    }
}

impl From<corpus::document::Ballot> for Ballot {
    fn from(ballot: corpus::document::Ballot) -> Self {
        Self { person: ballot.person, party: ballot.party, choice: ballot.choice.slug() }
    }
}

impl From<corpus::document::Author> for Author {
    fn from(author: corpus::document::Author) -> Self {
        Self { name: author.name, role: author.role }
    }
}

impl From<answer::CitationView> for Citation {
    fn from(citation: answer::CitationView) -> Self {
        Self { shown: citation.shown, key: citation.key, cited_in: citation.cited_in }
    }
}
