//! Wide gaps: two blanks or more keep the cells of a line apart. Nearly every line is asked for
//! them, and [`str::contains`] has no fast way for a pattern of one repeated letter.

/// Whether two blanks stand side by side in `line`. Told without a branch in the loop, so that the
/// compiler looks at many bytes at once.
pub(crate) fn has_gap(line: &str) -> bool {
    let bytes = line.as_bytes();
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    pairs.fold(false, |found, (&one, &next)| found | ((one == b' ') & (next == b' ')))
}

/// The same as `line.split("  ")`; most lines are one cell, which is told at a glance.
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
        fn gaps_are_what_the_standard_library_finds(line in "([a-zö]{0,3} {0,4}){0,12}") {
            prop_assert_eq!(has_gap(&line), line.contains("  "));
            let parts: Vec<&str> = split_at_gaps(&line).collect();
            prop_assert_eq!(parts, line.split("  ").collect::<Vec<_>>());
        }
    }
}
