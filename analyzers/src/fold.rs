//! A word as terms have it: in lower case, without the accents that Swedish lacks.

use unicode_normalization::UnicodeNormalization;

/// A word as terms have it: lower case, foreign accents off; å, ä and ö are letters and stay.
pub(crate) fn fold_into(word: &str, out: &mut String) {
    out.clear();
    if is_plain(word) {
        out.push_str(word);
        out.make_ascii_lowercase();
        return;
    }
    for c in word.chars() {
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
        } else if matches!(c, 'å' | 'ä' | 'ö') {
            out.push(c);
        } else {
            c.to_lowercase().for_each(|lower| out.push(unaccent(lower)));
        }
    }
}

/// True where only ASCII letters may have to change: nearly all words of the language.
fn is_plain(word: &str) -> bool {
    sorts(word) & PLAIN > 0
}

/// True for a word of letters only.
pub(crate) fn is_letters(word: &str) -> bool {
    sorts(word) & LETTERS > 0 || word.chars().all(char::is_alphabetic)
}

/// How many letters a word has. What the library has for long texts takes longer on words.
pub(crate) fn count_letters(word: &str) -> usize {
    let begins = |byte: &u8| byte & 0xC0 != 0x80;
    word.as_bytes().iter().map(|byte| usize::from(begins(byte))).sum()
}

/// Sort of word: of ASCII, å, ä and ö.
const PLAIN: u8 = 1;
/// Sort of word: of the letters among these.
const LETTERS: u8 = 2;

/// What sorts of word a byte may stand in. The bytes of å, ä and ö (C3, then A5, A4, B6) make no other
/// characters among themselves.
const SORTS: [u8; 256] = {
    let mut sorts = [0; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        sorts[byte as usize] = if byte.is_ascii_alphabetic() { PLAIN | LETTERS } else { PLAIN };
        byte += 1;
    }
    sorts[0xC3] = PLAIN | LETTERS;
    sorts[0xA4] = PLAIN | LETTERS;
    sorts[0xA5] = PLAIN | LETTERS;
    sorts[0xB6] = PLAIN | LETTERS;
    sorts
};

/// The sorts that a word is of.
fn sorts(word: &str) -> u8 {
    word.bytes().fold(PLAIN | LETTERS, |sorts, byte| sorts & SORTS[usize::from(byte)])
}

/// [`fold_into`] a new string.
pub fn fold(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    fold_into(word, &mut out);
    out
}

/// True where [`fold`] of `word` is `folded`.
pub(crate) fn folds_to(word: &str, folded: &str) -> bool {
    word.chars().flat_map(char::to_lowercase).map(unaccent).eq(folded.chars())
}

fn unaccent(c: char) -> char {
    match c {
        'å' | 'ä' | 'ö' => c,
        'æ' => 'ä',
        'ø' => 'ö',
        _ if !('\u{C0}'..='\u{24F}').contains(&c) => c,
        _ => std::iter::once(c).nfd().next().filter(char::is_ascii_alphabetic).unwrap_or(c),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_short_way_is_the_long_way(word in "([a-zA-ZåäöÅÄÖéÉ×÷ -]|\\PC){0,8}") {
            let slow: String =
                word.chars().flat_map(char::to_lowercase).map(unaccent).collect();
            prop_assert_eq!(fold(&word), slow);
            prop_assert_eq!(is_letters(&word), word.chars().all(char::is_alphabetic));
        }
    }

    #[test]
    fn folding_keeps_swedish_letters() {
        for (word, folded) in
            [("Linnéa", "linnea"), ("MÜLLER", "muller"), ("ÅÄÖ", "åäö"), ("Bjørn", "björn")]
        {
            assert_eq!(fold(word), folded);
        }
    }
}
