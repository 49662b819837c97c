//! The Swedish stemmer of the Snowball project, letter for letter, without taking memory: all that
//! it does is cut, so a stem is the beginning of its word. The library, which serves the other
//! languages, copies each word and costs eight times as much; a test holds the two together.
//!
//! Source: <https://snowballstem.org/algorithms/swedish/stemmer.html> (Porter, Boulton).

/// Endings of inflection by their last letter, in the order of [`LAST_LETTERS`], the longest first.
const INFLECTION: [&[&str]; 6] = [
    &["heterna", "arna", "erna", "orna", "a"],
    &["ad"],
    &["ande", "arne", "aste", "ade", "are", "e"],
    &["anden", "heten", "aren", "ern", "en"],
    &["heter", "ar", "er", "or"],
    &["andet", "ast", "het", "at"],
];
const LAST_LETTERS: &[u8; 6] = b"adenrt";
/// The same for those in -s, which alone is an ending too, behind certain letters.
const IN_S: &[&str] =
    &["hetens", "arnas", "ernas", "ornas", "andes", "arens", "ades", "erns", "ens", "as", "es"];
const BEFORE_S: &[u8] = b"bcdfghjklmnoprtvy";
/// Doubled sounds, of which the last letter goes.
const PAIRS: &[[u8; 2]] = &[*b"dd", *b"gd", *b"nn", *b"dt", *b"gt", *b"kt", *b"tt"];
/// Suffixes that make words of others, and how many bytes of them go; the longest first.
const DERIVATION: &[(&str, usize)] =
    &[("fullt", 1), ("löst", 1), ("lig", 3), ("els", 3), ("ig", 2)];

/// What is left of a lower-case word.
pub(crate) fn stem(word: &str) -> &str {
    let Some(region) = region(word) else { return word };
    let inflected = less_inflection(word, region);
    let single = less_pair(inflected, region);
    less_derivation(single, region)
}

/// Where the part of the word begins that may be cut, in bytes: behind the first other letter that
/// follows a vowel, and behind three letters. `None` where there is no such part.
fn region(word: &str) -> Option<usize> {
    let (third, _) = word.char_indices().nth(2)?;
    let mut letters = word.char_indices().skip_while(|(_, letter)| !is_vowel(*letter));
    let (at, letter) = letters.find(|(_, letter)| !is_vowel(*letter))?;
    let third_ends = third + word[third..].chars().next().map_or(0, char::len_utf8);
    Some((at + letter.len_utf8()).max(third_ends))
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'å' | 'ä' | 'ö')
}

/// `word` without `ending`, where that stands wholly in the region.
fn without<'a>(word: &'a str, ending: &str, region: usize) -> Option<&'a str> {
    word.strip_suffix(ending).filter(|stem| stem.len() >= region)
}

fn less_inflection(word: &str, region: usize) -> &str {
    let Some(last) = word.as_bytes().last() else { return word };
    if *last == b's' {
        return less_s(word, region);
    }
    let endings = LAST_LETTERS.iter().position(|letter| letter == last);
    let endings = endings.map_or(&[] as &[&str], |place| INFLECTION[place]);
    endings.iter().find_map(|ending| without(word, ending, region)).unwrap_or(word)
}

fn less_s(word: &str, region: usize) -> &str {
    if let Some(stem) = IN_S.iter().find_map(|ending| without(word, ending, region)) {
        return stem;
    }
    let allowed = |stem: &&str| stem.as_bytes().last().is_some_and(|last| BEFORE_S.contains(last));
    without(word, "s", region).filter(allowed).unwrap_or(word)
}

fn less_pair(word: &str, region: usize) -> &str {
    let fits = |pair: &&[u8; 2]| PAIRS.contains(pair);
    let pair = word.as_bytes()[region.min(word.len())..].last_chunk::<2>().filter(fits);
    pair.map_or(word, |_| &word[..word.len() - 1])
}

fn less_derivation(word: &str, region: usize) -> &str {
    let mut endings = DERIVATION.iter();
    let found = endings.find(|(ending, _)| without(word, ending, region).is_some());
    found.map_or(word, |(_, cut)| &word[..word.len() - cut])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_stemmers::{Algorithm, Stemmer};

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4000))]

        #[test]
        fn it_cuts_what_the_library_cuts(
            start in "[a-zåäöé]{0,6}|\\PC{0,3}",
            end in "(het|lig|ig|els|löst|fullt|dd|gd|nn|dt|gt|kt|tt)?",
            ending in "(heterna|arna|erna|orna|a|ad|ande|arne|aste|ade|are|e|anden|heten|aren|ern|en|heter|ar|er|or|andet|ast|het|at|hetens|arnas|ernas|ornas|andes|arens|ades|erns|ens|as|es|s)?",
        ) {
            let word = [start, end, ending].concat().to_lowercase();
            prop_assert_eq!(stem(&word), Stemmer::create(Algorithm::Swedish).stem(&word));
        }

        #[test]
        fn it_cuts_any_string_as_the_library_does(word in any::<String>()) {
            prop_assert_eq!(stem(&word), Stemmer::create(Algorithm::Swedish).stem(&word));
        }
    }

    #[test]
    fn table() {
        for (word, stem_of_it) in [
            ("besluten", "beslut"),
            ("verksamheternas", "verksamhet"),
            ("tillfällt", "tillfällt"),
            ("hus", "hus"),
            ("ö", "ö"),
            ("", ""),
        ] {
            assert_eq!(stem(word), stem_of_it, "{word}");
        }
    }
}
