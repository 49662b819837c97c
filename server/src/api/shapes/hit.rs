//! A hit and what is told of it.

use indexer::answer;
use serde::Serialize;
use utoipa::ToSchema;

/// A § or a handling that was found.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Hit {
    /// Survives re-indexing.
    pub id: String,
    /// Path of the source, relative to the indexed folder.
    pub source: String,
    /// What kind: minutes, agenda_item, statement, response, attachment, other or withheld.
    pub kind: String,
    /// The municipality's name.
    pub municipality: Option<String>,
    /// The organ's name.
    pub organ: Option<String>,
    /// Date of the meeting for a §, of the document otherwise.
    #[schema(format = Date)]
    pub date: Option<String>,
    /// True where the date stands only in the file's name.
    pub date_uncertain: bool,
    /// Paragraph number as printed.
    pub paragraf: Option<String>,
    /// Place in the source, from 1.
    pub ordinal: u32,
    /// Title; where the source gives none, the first sentence.
    pub title: String,
    /// The title with its matches marked; empty where nothing was searched for.
    pub title_pieces: Vec<Piece>,
    /// Diary numbers (*diarienummer*), the own first.
    pub diary_numbers: Vec<String>,
    /// Id of the matter: municipality `/` diary number.
    pub matter: Option<String>,
    /// The matter's other hits, folded in when collapsed.
    pub also: Vec<Also>,
    /// Section of the best passage.
    pub zone: Option<String>,
    /// What became of the matter.
    pub outcome: Option<String>,
    /// Parties that moved, reserved themselves or made statements.
    pub parties: Vec<String>,
    /// The score by which it stands here.
    pub score: f32,
    /// Path of the unit's page.
    pub url: String,
    /// The source at its publisher, where known.
    pub original: Option<String>,
    /// Up to three.
    pub fragments: Vec<Fragment>,
    /// Why it matched.
    pub why: Vec<Why>,
}

/// Another unit of the same matter.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Also {
    /// The unit's id.
    pub id: String,
    /// Its kind.
    pub kind: String,
    /// Its organ.
    pub organ: Option<String>,
    /// Its date.
    #[schema(format = Date)]
    pub date: Option<String>,
    /// Its paragraph number.
    pub paragraf: Option<String>,
    /// Its title.
    pub title: String,
    /// What was decided in it.
    pub outcome: Option<String>,
    /// Path of its page.
    pub url: String,
}

/// A piece of text around matches.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Fragment {
    /// Page of the source, where it has pages.
    pub page: Option<u32>,
    /// The section it stands in.
    pub zone: Option<String>,
    /// Text, in order; never HTML.
    pub pieces: Vec<Piece>,
}

/// Text that matched, or text between.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Piece {
    /// Plain text.
    pub text: String,
    /// Whether it matched.
    pub hit: bool,
}

/// One reason why a unit matched.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Why {
    /// The query's word.
    pub word: String,
    /// "exact", "inflection", "compound", "abbreviation", "spelling" and others.
    pub how: String,
    /// One Swedish phrase.
    pub message: String,
    /// What it added to the score, where that is known.
    pub score: Option<f32>,
}

/// The slug of a kind of unit.
pub(super) fn kind(kind: corpus::document::UnitKind) -> String {
    let found = crate::params::KINDS.iter().find(|(known, _)| *known == kind);
    found.map(|(_, slug)| (*slug).to_owned()).unwrap_or_default()
}

impl From<answer::Hit> for Hit {
    fn from(hit: answer::Hit) -> Self {
        Self {
            id: hit.id,
            source: hit.source,
            kind: kind(hit.kind),
            municipality: hit.municipality,
            organ: hit.organ,
            date: hit.date.map(|date| date.to_string()),
            date_uncertain: hit.date_uncertain,
            paragraf: hit.paragraf,
            ordinal: hit.ordinal,
            title: hit.title,
            title_pieces: hit.title_pieces.into_iter().map(Piece::from).collect(),
            diary_numbers: hit.diary_numbers,
            matter: hit.matter,
            also: hit.also.into_iter().map(Also::from).collect(),
            zone: hit.zone.map(|zone| zone.slug().to_owned()),
            outcome: hit.outcome.map(|outcome| outcome.slug().to_owned()),
            parties: hit.parties,
            score: if hit.score.is_finite() { hit.score } else { 0.0 },
            url: hit.url,
            original: hit.original,
            fragments: hit.fragments.into_iter().map(Fragment::from).collect(),
            why: hit.why.into_iter().map(Why::from).collect(),
        }
    }
}

impl From<answer::Also> for Also {
    fn from(also: answer::Also) -> Self {
        Self {
            id: also.id,
            kind: kind(also.kind),
            organ: also.organ,
            date: also.date.map(|date| date.to_string()),
            paragraf: also.paragraf,
            title: also.title,
            outcome: also.outcome.map(|outcome| outcome.slug().to_owned()),
            url: also.url,
        }
    }
}

impl From<answer::Fragment> for Fragment {
    fn from(fragment: answer::Fragment) -> Self {
        Self {
            page: fragment.page,
            zone: fragment.zone.map(|zone| zone.slug().to_owned()),
            pieces: fragment.pieces.into_iter().map(Piece::from).collect(),
        }
    }
}

impl From<answer::Piece> for Piece {
    fn from(piece: answer::Piece) -> Self {
        Self { text: piece.text, hit: piece.hit }
    }
}

impl From<answer::Why> for Why {
    fn from(why: answer::Why) -> Self {
        Self { word: why.word, how: why.how.to_owned(), message: why.message, score: why.score }
    }
}
