//! The parameters of the interface as its description states them.
//!
//! What is read stands in [`crate::params`]; a test there and in [`super::openapi`] keeps the two
//! alike. Lists of values (kinds, outcomes, sections) are filled in from the code.

use serde::Deserialize;
use utoipa::IntoParams;

/// Parameters of a search.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only its description is used; `Ask` reads the values")]
pub(super) struct SearchParameters {
    /// What to search for, in the query language of the search page. Empty: everything.
    q: Option<String>,
    /// Name of a municipality. Repeatable; values are alternatives.
    #[param(style = Form, explode = true)]
    municipality: Option<Vec<String>>,
    /// Name of an organ. Repeatable; values are alternatives.
    #[param(style = Form, explode = true)]
    organ: Option<Vec<String>>,
    /// Kind of unit. Repeatable; values are alternatives.
    #[param(style = Form, explode = true)]
    kind: Option<Vec<String>>,
    /// Four digits, or `utan-datum`. Repeatable; values are alternatives.
    #[param(style = Form, explode = true)]
    year: Option<Vec<String>>,
    /// What became of the matter. Repeatable; values are alternatives.
    #[param(style = Form, explode = true)]
    outcome: Option<Vec<String>>,
    /// Letters of a party that moved, reserved itself or made a statement. Repeatable.
    #[param(style = Form, explode = true)]
    party: Option<Vec<String>>,
    /// A section that the unit has. Repeatable; values are alternatives.
    #[param(style = Form, explode = true)]
    zone: Option<Vec<String>>,
    /// Abbreviation of a statute that the unit cites ("sol"). Repeatable.
    #[param(style = Form, explode = true)]
    law: Option<Vec<String>>,
    /// First date.
    #[param(format = Date)]
    from: Option<String>,
    /// Last date.
    #[param(format = Date)]
    to: Option<String>,
    /// Order of hits; `relevance` unless given.
    sort: Option<String>,
    /// One hit per matter; true unless given.
    collapse: Option<bool>,
    /// Page, from 1.
    #[param(minimum = 1, maximum = 1000)]
    page: Option<u32>,
    /// Hits per page; 10 unless given.
    #[param(minimum = 1, maximum = 100)]
    size: Option<u32>,
    /// Whether facets and timeline are counted; true unless given.
    facets: Option<bool>,
}

/// The query whose matches are marked.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only its description is used")]
pub(super) struct MarkParameters {
    /// The query whose matches are marked.
    q: Option<String>,
}

/// How many similar decisions, and which.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only its description is used")]
pub(super) struct SimilarParameters {
    /// True for decisions on the same law and subject with another outcome.
    opposite: Option<bool>,
    /// How many; 10 unless given.
    #[param(minimum = 1, maximum = 50)]
    size: Option<u32>,
}

/// What has been typed, and within which filters.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "only its description is used")]
pub(super) struct SuggestParameters {
    /// What has been typed so far.
    q: Option<String>,
    /// Name of a municipality. Repeatable.
    #[param(style = Form, explode = true)]
    municipality: Option<Vec<String>>,
    /// Name of an organ. Repeatable.
    #[param(style = Form, explode = true)]
    organ: Option<Vec<String>>,
    /// Kind of unit. Repeatable.
    #[param(style = Form, explode = true)]
    kind: Option<Vec<String>>,
    /// How many; 8 unless given.
    #[param(minimum = 1, maximum = 20)]
    size: Option<u32>,
}
