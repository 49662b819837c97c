//! What a look at all bytes of a line tells: whether it holds a digit or a wide gap.
//!
//! Nearly every rule asks this of nearly every line. The loops have no branch, so that the compiler
//! looks at many bytes at once; [`str::contains`] stops at each, and has no fast way for a pattern
//! of one repeated letter.

/// Whether a digit of ASCII stands in `text`.
pub(crate) fn has_digit(text: &str) -> bool {
    text.bytes().fold(false, |found, byte| found | byte.is_ascii_digit())
}

/// The same as `text.contains(part)`, for long texts: reads twice as many bytes at once.
pub(crate) fn holds(text: &str, part: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), part.as_bytes()).is_some()
}

/// The same as `text.trim()`; most lines begin and end in a letter or a mark of ASCII.
pub(crate) fn trimmed(text: &str) -> &str {
    let ends = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    let bytes = text.as_bytes();
    if ends(bytes.first()) && ends(bytes.last()) { text } else { text.trim() }
}

/// Whether two blanks stand side by side in `line`: a wide gap keeps cells apart.
pub(crate) fn has_gap(line: &str) -> bool {
    let bytes = line.as_bytes();
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    pairs.fold(false, |found, (&one, &next)| found | ((one == b' ') & (next == b' ')))
}

/// The same as `line.split("  ")`; most lines are one cell.
pub(crate) fn split_at_gaps(line: &str) -> impl Iterator<Item = &str> {
    let parts = has_gap(line).then(|| line.split("  "));
    let whole = parts.is_none().then_some(line);
    whole.into_iter().chain(parts.into_iter().flatten())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_glance_tells_what_the_standard_library_finds(line in "([a-zö1]{0,3} {0,4}){0,12}") {
            prop_assert_eq!(has_digit(&line), line.contains(|c: char| c.is_ascii_digit()));
            prop_assert_eq!(has_gap(&line), line.contains("  "));
            prop_assert_eq!(holds(&line, "1a "), line.contains("1a "));
            prop_assert_eq!(trimmed(&line), line.trim());
            let parts: Vec<&str> = split_at_gaps(&line).collect();
            prop_assert_eq!(parts, line.split("  ").collect::<Vec<_>>());
        }
    }
}
