//! The tables compiled into the program: one entry a line, `#` begins a remark. What each holds
//! and where it comes from stands on top of it.

pub(crate) const IRREGULAR_FORMS: &str = include_str!("../data/irregular-forms.tsv");
pub(crate) const FUNCTION_WORDS: &str = include_str!("../data/function-words.txt");
pub(crate) const NEVER_BEGIN: &str = include_str!("../data/never-begin.txt");
pub(crate) const NEVER_END: &str = include_str!("../data/never-end.txt");
pub(crate) const SHORT_PARTS: &str = include_str!("../data/short-parts.txt");
pub(crate) const LEXICALISED: &str = include_str!("../data/lexicalised.txt");
pub(crate) const COMPOUNDING: &str = include_str!("../data/compounding.tsv");
pub(crate) const HEADS: &str = include_str!("../data/heads.tsv");
pub(crate) const BASE_WORDS: &str = include_str!("../data/base-words.txt");
pub(crate) const BEGINNINGS: &str = include_str!("../data/beginnings.tsv");
pub(crate) const LAWS: &str = include_str!("../data/laws.tsv");
pub(crate) const ABBREVIATIONS: &str = include_str!("../data/abbreviations.tsv");

/// The entries of a table, without remarks and blank lines.
pub(crate) fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().map(str::trim_end).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// Every table on which the terms of a text depend.
pub(crate) const TABLES: &[&str] = &[
    IRREGULAR_FORMS,
    BASE_WORDS,
    NEVER_BEGIN,
    NEVER_END,
    SHORT_PARTS,
    LEXICALISED,
    COMPOUNDING,
    HEADS,
    BEGINNINGS,
    LAWS,
    ABBREVIATIONS,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_have_their_columns() {
        for (table, columns) in
            [(IRREGULAR_FORMS, 3), (COMPOUNDING, 4), (HEADS, 2), (BEGINNINGS, 2)]
        {
            assert!(rows(table).all(|row| row.split('\t').count() == columns));
        }
        assert!(rows(LAWS).chain(rows(ABBREVIATIONS)).all(|row| row.split('\t').count() >= 2));
    }

    #[test]
    fn tables_open_with_a_remark() {
        assert!(TABLES.iter().all(|table| table.starts_with('#')));
    }
}
