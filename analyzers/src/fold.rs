//! A word as terms have it: in lower case, without the accents that Swedish lacks.

use unicode_normalization::UnicodeNormalization;

/// A word as terms have it: lower case, foreign accents off; å, ä and ö are letters and stay.
pub(crate) fn fold_into(word: &str, out: &mut String) {
    out.clear();
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
    use super::*;

    #[test]
    fn folding_keeps_swedish_letters() {
        for (word, folded) in
            [("Linnéa", "linnea"), ("MÜLLER", "muller"), ("ÅÄÖ", "åäö"), ("Bjørn", "björn")]
        {
            assert_eq!(fold(word), folded);
        }
    }
}
