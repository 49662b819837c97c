//! Every bound of searching in one place, with its default.

use std::time::Duration;

/// Bounds that keep any query cheap. All are configurable.
#[derive(Debug, Clone)]
pub struct Limits {
    /// Characters of a query; the rest is cut with a notice.
    pub query_chars: usize,
    /// Words, phrases and fields of a query; the rest is cut with a notice.
    pub query_terms: usize,
    /// Depth of parentheses; deeper ones are read as plain words.
    pub query_depth: usize,
    /// Index terms that one word may expand to.
    pub expansion_per_word: usize,
    /// Index terms that one query may expand to.
    pub expansion_per_query: usize,
    /// Hits that can be paged through.
    pub window: usize,
    /// Hits per page.
    pub page_size: usize,
    /// Time after which a search answers with what it has.
    pub deadline: Duration,
    /// Characters of a fragment.
    pub fragment_chars: usize,
    /// Bytes of text looked at for one hit's fragments.
    pub snippet_source: usize,
    /// Passages of one unit.
    pub passages: usize,
    /// Characters of a title.
    pub title_chars: usize,
    /// Values listed in one facet.
    pub facet_values: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            query_chars: 1_000,
            query_terms: 32,
            query_depth: 20,
            expansion_per_word: 50,
            expansion_per_query: 500,
            window: 1_000,
            page_size: 100,
            deadline: Duration::from_secs(1),
            fragment_chars: 300,
            snippet_source: 20_000,
            passages: 20_000,
            title_chars: 300,
            facet_values: 100,
        }
    }
}
