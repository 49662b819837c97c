//! What is no heading, told without a look at the words: nearly every line of a text ends here.

use std::collections::HashSet;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::names::EXACT;

/// Whether the shape of a line is that of a heading: prose ends here.
pub(super) fn may_be_heading(line: &str) -> bool {
    let bytes = line.as_bytes();
    let (Some(&first), Some(&last)) = (bytes.first(), bytes.last()) else { return false };
    if bytes.len() > 100 || first.is_ascii_lowercase() || matches!(last, b'.' | b',' | b';' | b'?')
    {
        return false;
    }
    let blanks = bytes.iter().filter(|byte| **byte == b' ').count();
    blanks <= 12
        && !bytes.iter().any(u8::is_ascii_digit)
        && line.starts_with(char::is_uppercase)
        && bytes.len() > 1
}

/// What every heading by pattern holds a part of, in letters whose case ASCII knows.
static PARTS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build([
            "besl",
            "rslag",
            "stning",
            "votering",
            "positionsordning",
            "reservation",
            "rskilt",
            "mning",
            "konsekven",
            "perspektiv",
            "synpunkter",
            "ganden",
            "tagande",
            "ggning",
            "yrkande",
            "yttrande",
            "anteckning",
        ])
        .expect("a small constant table")
});

/// First byte, last byte and length of the listed names.
static OUTLINES: LazyLock<HashSet<(u8, u8, usize)>> =
    LazyLock::new(|| EXACT.keys().filter_map(|name| outline(name)).collect());

fn outline(name: &str) -> Option<(u8, u8, usize)> {
    let bytes = name.as_bytes();
    // The last byte of Ä and ä differ: bytes beyond ASCII count as one.
    let fold = |byte: u8| if byte.is_ascii() { byte.to_ascii_lowercase() } else { 0x80 };
    Some((fold(*bytes.first()?), fold(*bytes.last()?), bytes.len()))
}

/// Whether a look at the words is worth its while: lines of names and titles end here.
pub(super) fn may_be_known(line: &str) -> bool {
    let name = line.trim_end_matches([':', ' ', '*']).trim();
    name.contains("  ")
        || name.contains('\t')
        || outline(name).is_some_and(|outline| OUTLINES.contains(&outline))
        || PARTS.is_match(name)
        || name.len() <= 45 && (name.contains(" och ") || name.contains(" samt "))
}
