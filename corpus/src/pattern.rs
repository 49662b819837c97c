//! The one way in which the parsers build a pattern (regular expression).

use regex::Regex;

/// The pattern `source`, in which `\d` is a digit of ASCII: no number of a Swedish paper is written
/// in other digits, whose tables make a pattern take many times as long to build and to search.
pub(crate) fn pattern(source: &str) -> Regex {
    Regex::new(&source.replace(r"\d", "[0-9]"))
        .expect("patterns are constants that the tests compile")
}
