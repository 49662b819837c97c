//! A search and its hits.

use std::collections::BTreeMap;

use indexer::answer;
use serde::Serialize;
use utoipa::ToSchema;

/// The answer to a search.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SearchBody {
    /// The query as understood.
    pub query: Understood,
    /// What was done to the query that the user may want to undo.
    pub notices: Vec<Notice>,
    /// Units that hold every wanted word in one of its forms.
    pub total: usize,
    /// Matters among them; paging runs over these when collapsed.
    pub total_matters: usize,
    /// Units that lack some wanted word; they follow after the others.
    pub relaxed_total: usize,
    /// Where in `hits` the units that lack some wanted word begin; the length of `hits` if nowhere.
    pub relaxed_from: usize,
    /// One page of hits.
    pub hits: Vec<Hit>,
    /// Pages that can be asked for.
    pub pages: usize,
    /// Counts per filter, each with the other filters applied.
    pub facets: BTreeMap<String, Vec<FacetValue>>,
    /// Units per year, without the year filter.
    pub timeline: Vec<Year>,
    /// True where a time limit ended the search early and counts are lower bounds.
    pub partial: bool,
    /// Time taken in milliseconds.
    pub took_ms: u64,
}

/// The query as understood.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Understood {
    /// What was asked, cut to the limit.
    pub text: String,
    /// The canonical form; it means the same.
    pub canonical: String,
    /// The same in plain Swedish.
    pub words: String,
}

/// Something that was done to the query.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Notice {
    /// Which kind: "spelling", "inflection", "abbreviation", "ignored", "cut" and others.
    pub kind: String,
    /// One Swedish sentence.
    pub message: String,
    /// The query that undoes it, or that follows the advice.
    pub query: Option<String>,
}

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

/// A value of a filter and its count.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FacetValue {
    /// As in the parameter.
    pub value: String,
    /// As a Swedish reader sees it.
    pub label: String,
    /// Units.
    pub count: usize,
    /// Whether the request filters by it.
    pub chosen: bool,
}

/// A bar of the timeline.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Year {
    /// The year; null for units without a date.
    pub year: Option<i16>,
    /// Units indexed.
    pub units: usize,
    /// Units found.
    pub hits: usize,
}

impl From<answer::Answer> for SearchBody {
    fn from(answer: answer::Answer) -> Self {
        let facet = |facet: answer::Facet| {
            let values = facet.values.into_iter().map(FacetValue::from).collect();
            (facet.dimension.name().to_owned(), values)
        };
        Self {
            query: Understood {
                text: answer.query.text,
                canonical: answer.query.canonical,
                words: answer.query.words,
            },
            notices: answer.notices.into_iter().map(Notice::from).collect(),
            total: answer.total,
            total_matters: answer.total_matters,
            relaxed_total: answer.relaxed_total,
            relaxed_from: answer.relaxed_from,
            hits: answer.hits.into_iter().map(Hit::from).collect(),
            pages: answer.pages,
            facets: answer.facets.into_iter().map(facet).collect(),
            timeline: answer.timeline.into_iter().map(Year::from).collect(),
            partial: answer.partial,
            took_ms: answer.took_ms,
        }
    }
}

impl From<answer::Notice> for Notice {
    fn from(notice: answer::Notice) -> Self {
        Self { kind: notice.kind.to_owned(), message: notice.message, query: notice.query }
    }
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

impl From<answer::FacetValue> for FacetValue {
    fn from(value: answer::FacetValue) -> Self {
        Self { value: value.value, label: value.label, count: value.count, chosen: value.chosen }
    }
}

impl From<answer::Year> for Year {
    fn from(year: answer::Year) -> Self {
        Self { year: year.year, units: year.units, hits: year.hits }
    }
}
