//! What a search answers: the shapes that interface, pages and terminal share.

use corpus::document::{Author, Member, Outcome, UnitKind, Vote, Zone};
use jiff::civil::Date;
use serde::Serialize;

use crate::request::Dimension;

/// The answer to a search.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Answer {
    /// The query as understood.
    pub query: Understood,
    /// What was done to the query that the user may want to undo.
    pub notices: Vec<Notice>,
    /// What the municipality's editors recommend; counted nowhere.
    pub best: Vec<Best>,
    /// Units that hold every wanted word in one of its forms.
    pub total: usize,
    /// Matters among them; paging runs over these when collapsed.
    pub total_matters: usize,
    /// Units that lack some wanted word.
    pub relaxed_total: usize,
    /// Where in `hits` the units that lack some wanted word begin; the length of `hits` if nowhere.
    pub relaxed_from: usize,
    /// One page of hits.
    pub hits: Vec<Hit>,
    /// Pages there are, both blocks together, within the window that can be paged through.
    pub pages: usize,
    /// Counts per dimension, each with the other filters applied.
    pub facets: Vec<Facet>,
    /// Units per year, without the year filter.
    pub timeline: Vec<Year>,
    /// True where the deadline ended the search early and counts are lower bounds.
    pub partial: bool,
    /// Time taken in milliseconds.
    pub took_ms: u64,
}

/// The query as understood.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Understood {
    /// What the user typed, cut to the limit.
    pub text: String,
    /// The canonical form; it parses to itself.
    pub canonical: String,
    /// The same in plain Swedish.
    pub words: String,
}

/// Something that was done to the query.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// Which kind ("spelling", "inflection", "compound", "abbreviation", "ignored", "cut", …).
    pub kind: &'static str,
    /// One Swedish sentence.
    pub message: String,
    /// The query that undoes it, or that follows the advice.
    pub query: Option<String>,
    /// The words that it is about: one of the query, and where another was searched instead, that.
    pub words: Vec<String>,
}

/// An answer that the municipality's editors put above the hits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Best {
    /// What it is called.
    pub title: String,
    /// Its address: a web page, or a path of this service.
    pub url: String,
    /// The unit that it is about.
    pub id: Option<String>,
}

/// A unit that was found.
#[derive(Debug, Clone, Serialize)]
pub struct Hit {
    /// Survives re-indexing.
    pub id: String,
    /// Path relative to the indexed root, `/` separated.
    pub source: String,
    /// What kind of unit.
    pub kind: UnitKind,
    /// The municipality's name.
    pub municipality: Option<String>,
    /// The organ's name.
    pub organ: Option<String>,
    /// Date of the meeting for a §, of the document otherwise.
    pub date: Option<Date>,
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
    /// Diary numbers, the own first.
    pub diary_numbers: Vec<String>,
    /// Id of the matter: municipality slug `/` diary number slug.
    pub matter: Option<String>,
    /// The matter's other hits, folded in when collapsed.
    pub also: Vec<Also>,
    /// Zone of the best passage.
    pub zone: Option<Zone>,
    /// What became of the matter.
    pub outcome: Option<Outcome>,
    /// Parties that moved, reserved themselves or made statements.
    pub parties: Vec<String>,
    /// The score by which it stands here.
    pub score: f32,
    /// Path of the unit's page.
    pub url: String,
    /// The source at its publisher, where the sidecar names it.
    pub original: Option<String>,
    /// Up to three.
    pub fragments: Vec<Fragment>,
    /// Why it matched, one line a reason.
    pub why: Vec<Why>,
}

/// Another unit of the same matter.
#[derive(Debug, Clone, Serialize)]
pub struct Also {
    /// The unit's id.
    pub id: String,
    /// Its kind.
    pub kind: UnitKind,
    /// Its organ.
    pub organ: Option<String>,
    /// Its date.
    pub date: Option<Date>,
    /// Its paragraph number.
    pub paragraf: Option<String>,
    /// Its title.
    pub title: String,
    /// What was decided in it.
    pub outcome: Option<Outcome>,
    /// Path of its page.
    pub url: String,
}

/// A piece of text around matches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fragment {
    /// Page of the source, where it has pages.
    pub page: Option<u32>,
    /// The section it stands in.
    pub zone: Option<Zone>,
    /// Text, in order; never HTML.
    pub pieces: Vec<Piece>,
}

/// Text that matched, or text between.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// Plain text without control characters.
    pub text: String,
    /// Whether it matched.
    pub hit: bool,
}

/// One reason why a unit matched.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Why {
    /// The query's word.
    pub word: String,
    /// "exact", "inflection", "compound", "abbreviation", "spelling", "reference", "fact" or a part of the ranking.
    pub how: &'static str,
    /// One Swedish phrase.
    pub message: String,
    /// What it added to the score, where that is known.
    pub score: Option<f32>,
}

/// Counts of one dimension.
#[derive(Debug, Clone, Serialize)]
pub struct Facet {
    /// Which.
    pub dimension: Dimension,
    /// Values, most frequent first (years: latest first), at most 100; chosen values always.
    pub values: Vec<FacetValue>,
}

/// A value and its count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Year {
    /// The year; `None` for units without a date.
    pub year: Option<i16>,
    /// Units indexed.
    pub units: usize,
    /// Units found.
    pub hits: usize,
}

/// A whole unit, for its page.
#[derive(Debug, Clone, Serialize)]
pub struct UnitView {
    /// The same facts as a hit (no fragments).
    #[serde(flatten)]
    pub hit: Hit,
    /// The line under the title.
    pub subtitle: Option<String>,
    /// Sections in order.
    pub sections: Vec<SectionView>,
    /// What officials proposed.
    pub proposed_outcome: Option<Outcome>,
    /// *Omedelbar justering*.
    pub immediate_adjustment: bool,
    /// Who referred the matter.
    pub referred_by: Option<String>,
    /// Who moved.
    pub motions_by: Vec<Member>,
    /// Which parties reserved themselves.
    pub reservations_by: Vec<String>,
    /// Which parties made statements.
    pub statements_by: Vec<String>,
    /// Who stood aside for bias (*jäv*).
    pub recused: Vec<Member>,
    /// Who took no part in the decision.
    pub not_taking_part: Vec<Member>,
    /// Votes, each with how every person voted where that is listed.
    pub votes: Vec<Vote>,
    /// Ids of the matter's papers.
    pub papers: Vec<String>,
    /// Who wrote it.
    pub authors: Vec<Author>,
    /// The secrecy note, where withheld.
    pub secrecy: Option<String>,
    /// Names of fields that the parser guessed.
    pub uncertain: Vec<String>,
    /// References in the text.
    pub citations: Vec<CitationView>,
    /// Units that refer to this one ("hänvisas i").
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

/// A section, for the unit's page.
#[derive(Debug, Clone, Serialize)]
pub struct SectionView {
    /// What it is for.
    pub zone: Zone,
    /// Heading as printed, or the zone's name.
    pub heading: Option<String>,
    /// Passages in order, each with an anchor.
    pub passages: Vec<PassageView>,
}

/// A passage, for the unit's page.
#[derive(Debug, Clone, Serialize)]
pub struct PassageView {
    /// Anchor, unique in the unit ("st-3").
    pub anchor: String,
    /// Page of the source, where it has pages.
    pub page: Option<u32>,
    /// Text in order, matches of the query marked. Line feeds separate lines.
    pub pieces: Vec<Piece>,
}

/// A reference to a statute, inquiry or decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CitationView {
    /// As shown.
    pub shown: String,
    /// Normalised ("sol:11:5").
    pub key: String,
    /// How many units cite the same.
    pub cited_in: usize,
}

/// A matter through organs and years.
#[derive(Debug, Clone, Serialize)]
pub struct MatterView {
    /// Its id.
    pub id: String,
    /// Title of its first unit.
    pub title: String,
    /// The municipality's name.
    pub municipality: Option<String>,
    /// Every diary number under which it ran.
    pub diary_numbers: Vec<String>,
    /// Its units in order of time.
    pub units: Vec<Also>,
}

/// A completion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// What to search for.
    pub text: String,
    /// "title", "word", "dnr", "reference" or "jump".
    pub kind: &'static str,
    /// Units that hold it.
    pub count: usize,
    /// Where a jump leads.
    pub url: Option<String>,
}

/// What is indexed, and how fresh it is.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Status {
    /// Changes with every commit.
    pub fingerprint: String,
    /// When the last commit was made (RFC 3339, UTC).
    pub committed_at: String,
    /// True where the bundled samples of an invented municipality are served.
    pub samples: bool,
    /// True where the index was built without the dictionary.
    pub without_dictionary: bool,
    /// Sources read.
    pub sources: usize,
    /// Units in all.
    pub units: usize,
    /// Units of kind `withheld`.
    pub withheld: usize,
    /// Units per municipality, organ, year and kind.
    pub coverage: Vec<Coverage>,
    /// Sources that were skipped.
    pub skipped: Vec<SkippedView>,
}

/// How much of an organ's year is indexed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// The municipality's name.
    pub municipality: Option<String>,
    /// The organ's name.
    pub organ: Option<String>,
    /// The year.
    pub year: Option<i16>,
    /// What kind.
    pub kind: UnitKind,
    /// How many.
    pub units: usize,
    /// Date of the latest.
    pub latest: Option<Date>,
}

/// A source that was skipped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SkippedView {
    /// Path relative to the indexed root.
    pub source: String,
    /// Why, for the public.
    pub reason: String,
}

/// One name of a list.
#[derive(Debug, Clone, Serialize)]
pub struct BatchRow {
    /// The name as given.
    pub query: String,
    /// Units that hold it.
    pub total: usize,
    /// Units per year, latest first; `None`: without date.
    pub years: Vec<(Option<i16>, usize)>,
}
