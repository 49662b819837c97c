//! "Menade du …?": another word for one that finds little and looks like a common one.
//!
//! A word that the index lacks is respelled without asking (see [`crate::lower`]). One that it has,
//! but hardly ever, may be a misprint of the archive that the user shares: there the user decides.

use crate::answer::Notice;
use crate::matching::Sieve;
use crate::query::{Node, Query};
use crate::search::{Context, Found};

/// Hits above which nothing is advised.
const FEW: usize = 3;
/// How many times more hits the other word must give.
const TIMES: usize = 10;
/// Words of a query that are looked at.
const WORDS: usize = 8;

impl Context<'_> {
    /// Advice for a query with `total` hits, where there is any.
    pub(crate) fn advice(&self, found: &Found, sieve: &Sieve, total: usize) -> Option<Notice> {
        if total > FEW {
            return None;
        }
        let query = &found.parsed.query;
        let asked = words(&query.root).into_iter().take(WORDS);
        let others = asked.filter_map(|(path, run, word)| {
            let other = self.more_common(word)?;
            let run: Vec<&str> =
                run.split(' ').map(|w| if w == word { &other } else { w }).collect();
            let changed = query.replaced(&path, Node::Words(run.join(" ")));
            let hits = sieve.all(&self.find(&changed.to_string(), &[]).matched.full).count();
            (hits >= TIMES * total.max(1)).then_some((hits, other, changed))
        });
        let (hits, other, changed) = others.max_by_key(|(hits, ..)| *hits)?;
        Some(told(hits, &other, &changed))
    }

    /// The word nearest to a rare one, where it is far more common.
    fn more_common(&self, word: &str) -> Option<String> {
        let analysed = self.snapshot.analyzer.query_words(word).into_iter().next()?;
        let speller = self.snapshot.speller();
        let own = speller.doc_freq(&analysed.exact);
        if own == 0 || !analysed.entities.is_empty() {
            return None;
        }
        let candidates = speller.fold_candidates(&analysed.exact).into_iter();
        let mut candidates = candidates.chain(speller.edit_candidates(&analysed.exact));
        candidates.find(|other| other.doc_freq >= TIMES as u64 * own).map(|other| other.term)
    }
}

fn told(hits: usize, other: &str, changed: &Query) -> Notice {
    let units = if hits == 1 { "träff" } else { "träffar" };
    Notice {
        kind: "did_you_mean",
        message: format!("Menade du ”{other}”? Det ger {hits} {units}."),
        query: Some(changed.to_string()),
        words: vec![other.to_owned()],
    }
}

/// Every plain word of the outermost level: where its run stands, the run, the word.
fn words(root: &Node) -> Vec<(Vec<usize>, &str, &str)> {
    match root {
        Node::Words(run) => run.split(' ').map(|word| (Vec::new(), run.as_str(), word)).collect(),
        Node::And(nodes) => {
            let runs = nodes.iter().enumerate().filter_map(|(at, node)| match node {
                Node::Words(run) => Some((at, run.as_str())),
                _ => None,
            });
            runs.flat_map(|(at, run)| run.split(' ').map(move |word| (vec![at], run, word)))
                .collect()
        }
        _ => Vec::new(),
    }
}
