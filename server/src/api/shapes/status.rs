//! What is indexed, matters, suggestions and lists of names.

use indexer::answer;
use serde::Serialize;
use utoipa::ToSchema;

use super::hit::{Also, kind};

/// What is indexed, and how fresh it is.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct StatusBody {
    /// Changes with every update of the index.
    pub fingerprint: String,
    /// When the index was last updated (RFC 3339, UTC).
    pub committed_at: String,
    /// True where samples of an invented municipality are served.
    pub samples: bool,
    /// True where the index was built without the dictionary.
    pub without_dictionary: bool,
    /// Sources read.
    pub sources: usize,
    /// Units in all.
    pub units: usize,
    /// Units withheld for secrecy.
    pub withheld: usize,
    /// Units per municipality, organ, year and kind.
    pub coverage: Vec<Coverage>,
    /// Sources that were skipped.
    pub skipped: Vec<Skipped>,
}

/// How much of an organ's year is indexed.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Coverage {
    /// The municipality's name.
    pub municipality: Option<String>,
    /// The organ's name.
    pub organ: Option<String>,
    /// The year.
    pub year: Option<i16>,
    /// What kind.
    pub kind: String,
    /// How many.
    pub units: usize,
    /// Date of the latest.
    #[schema(format = Date)]
    pub latest: Option<String>,
}

/// A source that was skipped.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Skipped {
    /// Path relative to the indexed folder.
    pub source: String,
    /// Why.
    pub reason: String,
}

/// A matter through organs and years.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct MatterBody {
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
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Suggestion {
    /// What to search for.
    pub text: String,
    /// "title", "word", "dnr", "reference" or "jump".
    pub kind: String,
    /// Units that hold it.
    pub count: usize,
    /// Where a jump leads.
    pub url: Option<String>,
}

/// One name of a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct BatchRow {
    /// The name as given.
    pub query: String,
    /// Units that hold it.
    pub total: usize,
    /// Units per year, latest first.
    pub years: Vec<YearCount>,
}

/// Units of a year.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct YearCount {
    /// The year; null for units without a date.
    pub year: Option<i16>,
    /// How many.
    pub units: usize,
}

impl StatusBody {
    pub(crate) fn new(status: &answer::Status, samples: bool) -> Self {
        Self {
            fingerprint: status.fingerprint.clone(),
            committed_at: status.committed_at.clone(),
            samples: samples || status.samples,
            without_dictionary: status.without_dictionary,
            sources: status.sources,
            units: status.units,
            withheld: status.withheld,
            coverage: status.coverage.iter().map(Coverage::from).collect(),
            skipped: status.skipped.iter().map(Skipped::from).collect(),
        }
    }
}

impl From<&answer::Coverage> for Coverage {
    fn from(coverage: &answer::Coverage) -> Self {
        Self {
            municipality: coverage.municipality.clone(),
            organ: coverage.organ.clone(),
            year: coverage.year,
            kind: kind(coverage.kind),
            units: coverage.units,
            latest: coverage.latest.map(|date| date.to_string()),
        }
    }
}

impl From<&answer::SkippedView> for Skipped {
    fn from(skipped: &answer::SkippedView) -> Self {
        Self { source: skipped.source.clone(), reason: skipped.reason.clone() }
    }
}

impl From<answer::MatterView> for MatterBody {
    fn from(matter: answer::MatterView) -> Self {
        Self {
            id: matter.id,
            title: matter.title,
            municipality: matter.municipality,
            diary_numbers: matter.diary_numbers,
            units: matter.units.into_iter().map(Also::from).collect(),
        }
    }
}

impl From<answer::Suggestion> for Suggestion {
    fn from(suggestion: answer::Suggestion) -> Self {
        Self {
            text: suggestion.text,
            kind: suggestion.kind.to_owned(),
            count: suggestion.count,
            url: suggestion.url,
        }
    }
}

impl From<answer::BatchRow> for BatchRow {
    fn from(row: answer::BatchRow) -> Self {
        let year = |(year, units)| YearCount { year, units };
        Self {
            query: row.query,
            total: row.total,
            years: row.years.into_iter().map(year).collect(),
        }
    }
}
