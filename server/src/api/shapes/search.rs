//! The answer to a search, around its hits.

use std::collections::BTreeMap;

use indexer::answer;
use serde::Serialize;
use utoipa::ToSchema;

use super::Hit;

/// The answer to a search.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SearchBody {
    /// The query as understood.
    pub query: Understood,
    /// What was done to the query that the user may want to undo.
    pub notices: Vec<Notice>,
    /// What the municipality's editors recommend for this search; counted nowhere.
    pub best: Vec<Best>,
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
    /// The words that it is about: one of the query, and where another was searched instead, that.
    pub words: Vec<String>,
}

/// An answer that the municipality's editors recommend.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Best {
    /// What it is called.
    pub title: String,
    /// A web address, or a path of this service.
    pub url: String,
    /// Id of the unit that it is about.
    pub id: Option<String>,
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
            best: answer.best.into_iter().map(Best::from).collect(),
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

impl From<answer::Best> for Best {
    fn from(best: answer::Best) -> Self {
        Self { title: best.title, url: best.url, id: best.id }
    }
}

impl From<answer::Notice> for Notice {
    fn from(notice: answer::Notice) -> Self {
        Self {
            kind: notice.kind.to_owned(),
            message: notice.message,
            query: notice.query,
            words: notice.words,
        }
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
