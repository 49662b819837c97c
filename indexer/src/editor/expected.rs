//! Whether searches find what editors expect, asked of the index as it was just committed.

use std::path::Path;

use super::{BEST, EXPECTED, Expectation, Rules};
use crate::answer::Hit;
use crate::error::IndexError;
use crate::limits::Limits;
use crate::request::SearchRequest;
use crate::searcher::Searcher;

/// One sentence for each expectation that the index in `dir` does not meet.
///
/// # Errors
/// Where the index cannot be read.
pub(crate) fn unmet(dir: &Path, limits: &Limits) -> Result<Vec<String>, IndexError> {
    let rules = Rules::kept(dir)?;
    if rules.expected.is_empty() && rules.best.iter().all(|rule| rule.id.is_none()) {
        return Ok(Vec::new());
    }
    let searcher = Searcher::open(dir, limits.clone())?;
    let missing = rules.best.iter().filter_map(|rule| {
        let id = rule.id.as_deref().filter(|id| searcher.unit(id, "").is_none())?;
        Some(format!("{BEST} line {}: no unit '{id}' in the index", rule.line))
    });
    let unmet = rules.expected.iter().filter_map(|expectation| fault(expectation, &searcher));
    Ok(missing.chain(unmet).collect())
}

fn fault(wanted: &Expectation, searcher: &Searcher) -> Option<String> {
    let request = SearchRequest {
        query: wanted.query.clone(),
        size: searcher.limits().page_size,
        facets: false,
        ..SearchRequest::default()
    };
    let answer = searcher.search(&request);
    let place = answer.hits.iter().position(|hit| holds(hit, &wanted.target, searcher));
    let where_it_is = match place {
        Some(at) if at < wanted.top => return None,
        Some(at) => format!("it is number {}", at + 1),
        None => format!("it is not among the first {}", request.size),
    };
    let Expectation { line, query, target, top } = wanted;
    Some(format!(
        "{EXPECTED} line {line}: '{query}' should find '{target}' within the first {top}; {where_it_is}"
    ))
}

/// Whether a hit is the target, or has it folded in as of the same matter.
fn holds(hit: &Hit, target: &str, searcher: &Searcher) -> bool {
    let is = |hit: &Hit| {
        let by_paragraf = target.rsplit_once('#').is_some_and(|(source, paragraf)| {
            hit.source == source && hit.paragraf.as_deref() == Some(paragraf.trim())
        });
        hit.id == target || hit.source == target || by_paragraf
    };
    let folded = || hit.also.iter().filter_map(|also| searcher.unit(&also.id, ""));
    is(hit) || folded().any(|view| is(&view.hit))
}
