//! Questions in everyday language: which of their words must be there.
//!
//! "Kan kommunen hjälpa vår förening med hyran?" holds a word or two that say what it is about and
//! many that only make it a sentence. In a question the most telling word is wanted; the others rank.
//! What tells is read from the index (rare words that titles are made of), not from a list.

/// A text of so many words is a question even without a question word.
const LONG: usize = 8;
/// A question has at least so many words.
const SHORT: usize = 4;
/// So many of the most telling words are wanted. With two, a paper of two hundred pages that happens
/// to hold both comes before the § that is about one of them.
const WANTED: usize = 1;

/// Words that open a question.
const OPENERS: &[&str] = &[
    "vad", "hur", "varför", "när", "var", "vart", "vem", "vilka", "vilken", "vilket", "kan", "får",
    "ska", "skall", "måste", "finns", "är", "har", "gäller", "behöver", "kommer",
];

/// Whether the words make a question. `words` are folded; `total` counts function words as well.
pub(super) fn is_question(text: &str, words: &[String]) -> bool {
    let opens = words.first().is_some_and(|word| OPENERS.contains(&word.as_str()));
    let asks = text.trim_end().ends_with('?');
    words.len() >= LONG || (words.len() >= SHORT && (opens || asks))
}

/// Which of the words are wanted, given how much each says about the subject. Words that say
/// nothing are not: they would make every answer empty.
pub(super) fn wanted(telling: &[f32]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..telling.len()).filter(|&at| telling[at] > 0.0).collect();
    order.sort_by(|a, b| telling[*b].total_cmp(&telling[*a]));
    let mut wanted = vec![false; telling.len()];
    for at in order.into_iter().take(WANTED) {
        wanted[at] = true;
    }
    wanted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn questions_are_told_from_lists_of_words() {
        for (text, expected) in [
            ("hur ansöker man om bygglov", true),
            ("bygglov för altan utan tillstånd?", true),
            ("bygglov altan", false),
            ("vad", false),
        ] {
            assert_eq!(is_question(text, &words(text)), expected, "{text}");
        }
    }

    #[test]
    fn the_most_telling_word_is_wanted_and_absent_ones_never() {
        assert_eq!(wanted(&[0.1, 0.0, 3.0, 0.4]), [false, false, true, false]);
    }
}
