//! Whether a word is one: for those who heal words that were broken at a line end.

use crate::analyzer::Analyzer;
use crate::lemma::{self, Source};
use crate::normal;

impl Analyzer {
    /// True for a form of the tables or of the dictionary, a name of the indexed text, and for a
    /// compound whose every part is known.
    pub fn attests(&self, word: &str) -> bool {
        let folded = normal::fold(&normal::normalise(word).0);
        let source = lemma::lemmas(self.lexicon(), &folded).source;
        matches!(source, Source::Irregular | Source::Dictionary)
            || self.lexicon().is_name(&folded)
            || !self.compound_parts(word).is_empty()
    }
}
