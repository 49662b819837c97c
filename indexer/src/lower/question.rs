//! Questions in everyday language: which of their words must be there.
//!
//! "Får man ha höns på balkongen när man bor mitt i stan?" holds a word or two that say what it is
//! about and many that only make it a sentence. In a question one of the two most telling words is wanted; all
//! of them rank. What tells is read from the index (rare words that titles are made of), not from a
//! list.

/// A text of so many words is a question even without a question word.
const LONG: usize = 8;
/// A question has at least so many words.
const SHORT: usize = 4;
/// One of so many of the most telling words is wanted. Were all of them, a paper of two hundred pages
/// that happens to hold them would come before the § that is about one.
const SUBJECT: usize = 2;

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

/// Places of the words one of which is wanted, the most telling first, given how much each says about
/// the subject. Words that say nothing are not: they would make every answer empty.
pub(super) fn subject(telling: &[f32]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..telling.len()).filter(|&at| telling[at] > 0.0).collect();
    order.sort_by(|a, b| telling[*b].total_cmp(&telling[*a]));
    order.truncate(SUBJECT);
    order
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
    fn the_most_telling_words_are_the_subject_and_absent_ones_never() {
        assert_eq!(subject(&[0.1, 0.0, 3.0, 0.4]), [2, 3]);
        assert!(subject(&[0.0, 0.0]).is_empty());
    }
}
