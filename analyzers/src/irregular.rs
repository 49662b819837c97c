//! Irregular inflection: strong verbs, umlaut plurals, syncope, comparison. A table of grammar
//! facts, consulted before everything else because the dictionary often lists such forms as words
//! of their own (`män`, `böcker`).

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Lemmas of a form, with word classes (`nn`, `vb`, `av`).
pub(crate) type Lemmas = [(&'static str, &'static str)];

static TABLE: LazyLock<FxHashMap<&'static str, Vec<(&'static str, &'static str)>>> =
    LazyLock::new(|| {
        let mut table: FxHashMap<_, Vec<_>> = FxHashMap::default();
        for row in crate::data::rows(crate::data::IRREGULAR_FORMS) {
            let mut columns = row.split('\t');
            if let (Some(form), Some(lemma), Some(class)) =
                (columns.next(), columns.next(), columns.next())
            {
                table.entry(form).or_default().push((lemma, class));
            }
        }
        table
    });

/// The lemmas of an irregular form; empty for all others.
pub(crate) fn lemmas(form: &str) -> &'static Lemmas {
    TABLE.get(form).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table() {
        for (form, lemma) in [
            ("män", "man"),
            ("böcker", "bok"),
            ("ansökningar", "ansökan"),
            ("tog", "ta"),
            ("egna", "egen"),
        ] {
            assert!(lemmas(form).iter().any(|(known, _)| *known == lemma), "{form}");
        }
        assert!(lemmas("kommunen").is_empty());
    }
}
