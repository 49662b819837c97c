//! What is no heading, told without a look at the words: nearly every line of a text ends here.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::names::EXACT;
use crate::glance::has_digit;

/// Whether the shape of a line is that of a heading: prose ends here.
pub(super) fn may_be_heading(line: &str) -> bool {
    let bytes = line.as_bytes();
    let (Some(&first), Some(&last)) = (bytes.first(), bytes.last()) else { return false };
    if bytes.len() > 100 || first.is_ascii_lowercase() || matches!(last, b'.' | b',' | b';' | b'?')
    {
        return false;
    }
    let blanks = bytes.iter().filter(|byte| **byte == b' ').count();
    blanks <= 12 && !has_digit(line) && line.starts_with(char::is_uppercase) && bytes.len() > 1
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

/// For each length in bytes and first letter of the listed names, the last letters, as bits.
static OUTLINES: LazyLock<Vec<[u32; 32]>> = LazyLock::new(|| {
    let longest = EXACT.keys().map(|name| name.len()).max().unwrap_or_default();
    let mut outlines = vec![[0; 32]; longest + 1];
    for (length, first, last) in EXACT.keys().filter_map(|name| outline(name)) {
        outlines[length][first] |= 1 << last;
    }
    outlines
});

/// Length, first letter and last letter; a letter is its place in the alphabet.
fn outline(name: &str) -> Option<(usize, usize, u32)> {
    let letter = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' => byte & 31,
        // The last byte of Ä and ä differ: bytes beyond ASCII count as one.
        0x80.. => 27,
        _ => 0,
    };
    let (first, last) = (*name.as_bytes().first()?, *name.as_bytes().last()?);
    Some((name.len(), usize::from(letter(first)), u32::from(letter(last))))
}

fn is_outline_of_known(name: &str) -> bool {
    outline(name).is_some_and(|(length, first, last)| {
        OUTLINES.get(length).is_some_and(|outlines| outlines[first] & (1 << last) != 0)
    })
}

/// Whether a look at the words is worth its while: lines of names and titles end here.
pub(super) fn may_be_known(line: &str) -> bool {
    let name = line.trim_end_matches([':', ' ', '*']).trim();
    let short = name.len() <= 45;
    let behind_blanks = || memchr::memchr_iter(b' ', name.as_bytes()).map(|at| &name[at + 1..]);
    is_outline_of_known(name)
        || behind_blanks().any(|rest| {
            rest.starts_with(' ')
                || short && (rest.starts_with("och ") || rest.starts_with("samt "))
        })
        || memchr::memchr(b'\t', name.as_bytes()).is_some()
        || PARTS.is_match(name)
}
