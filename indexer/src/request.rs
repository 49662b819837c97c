//! What a search is asked: the query, the filters beside it, and how the answer is cut.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The order of hits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// Best first.
    #[default]
    Relevance,
    /// Latest date first; units without a date last.
    Newest,
    /// Earliest date first; units without a date last.
    Oldest,
}

/// What one can filter by and count. The names are the parameters of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// The municipality's name.
    Municipality,
    /// The organ's name.
    Organ,
    /// Slug of [`corpus::document::UnitKind`].
    Kind,
    /// Four digits, or `utan-datum`.
    Year,
    /// Slug of [`corpus::document::Outcome`].
    Outcome,
    /// Party letters.
    Party,
    /// Slug of [`corpus::document::Zone`]: which sections the unit has.
    Zone,
    /// Abbreviation of a statute the unit cites ("sol").
    Law,
}

impl Dimension {
    /// Every dimension, in the order in which facets are shown.
    pub const ALL: [Self; 8] = [
        Self::Municipality,
        Self::Organ,
        Self::Kind,
        Self::Year,
        Self::Outcome,
        Self::Party,
        Self::Zone,
        Self::Law,
    ];

    /// The parameter's name in the interface.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Municipality => "municipality",
            Self::Organ => "organ",
            Self::Kind => "kind",
            Self::Year => "year",
            Self::Outcome => "outcome",
            Self::Party => "party",
            Self::Zone => "zone",
            Self::Law => "law",
        }
    }

    /// The dimension's name as a Swedish reader sees it.
    pub const fn shown(self) -> &'static str {
        match self {
            Self::Municipality => "Kommun",
            Self::Organ => "Nämnd eller styrelse",
            Self::Kind => "Typ",
            Self::Year => "År",
            Self::Outcome => "Utfall",
            Self::Party => "Parti",
            Self::Zone => "Avsnitt",
            Self::Law => "Lag",
        }
    }

    /// The dimension whose parameter has this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|dimension| dimension.name() == name)
    }
}

/// Conditions beside the query: values of one dimension are alternatives, dimensions add up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters {
    /// Chosen values, in the order in which they were given.
    pub values: Vec<(Dimension, String)>,
    /// First date that counts.
    pub from: Option<Date>,
    /// Last date that counts.
    pub to: Option<Date>,
}

impl Filters {
    /// The values chosen in one dimension.
    pub fn of(&self, dimension: Dimension) -> impl Iterator<Item = &str> {
        self.values.iter().filter(move |(d, _)| *d == dimension).map(|(_, value)| value.as_str())
    }

    /// True where nothing is filtered.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty() && self.from.is_none() && self.to.is_none()
    }
}

/// A search.
#[derive(Debug, Clone)]
pub struct SearchRequest {
    /// What the user typed. Empty: everything, newest first.
    pub query: String,
    /// Conditions beside it.
    pub filters: Filters,
    /// The order of hits.
    pub sort: Sort,
    /// One hit per matter.
    pub collapse: bool,
    /// Page, from 1.
    pub page: usize,
    /// Hits per page, at most [`crate::limits::Limits::page_size`].
    pub size: usize,
    /// Whether facets and timeline are counted.
    pub facets: bool,
    /// Whether hits explain their score.
    pub explain: bool,
    /// Parts of the ranking and expansion that are switched off, by name.
    pub without: Vec<String>,
}

impl Default for SearchRequest {
    fn default() -> Self {
        Self {
            query: String::new(),
            filters: Filters::default(),
            sort: Sort::default(),
            collapse: true,
            page: 1,
            size: 10,
            facets: true,
            explain: false,
            without: Vec::new(),
        }
    }
}
