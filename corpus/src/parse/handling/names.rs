//! Names of persons and of their offices, as letterheads and signatures set them.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::glance::{has_digit, split_at_gaps};
use crate::small_letters::SmallLetters;

/// Words that stand inside a name in small letters.
const PARTICLES: [&str; 9] = ["de", "von", "van", "af", "av", "der", "la", "del", "di"];

/// What the name of an office, an organ or a company ends in: none of them is a person.
const OFFICES: [&str; 12] = [
    "förvaltningen",
    "förvaltning",
    "kontoret",
    "kontor",
    "nämnden",
    "nämnd",
    "styrelsen",
    "styrelse",
    "fullmäktige",
    "avdelningen",
    "enheten",
    "revisionen",
];

/// What the names of posts end in.
const POSTS: [&str; 31] = [
    "chef",
    "direktör",
    "handläggare",
    "sekreterare",
    "strateg",
    "utredare",
    "controller",
    "jurist",
    "samordnare",
    "planerare",
    "arkitekt",
    "ordförande",
    "ordföranden",
    "ingenjör",
    "inspektör",
    "ledare",
    "utvecklare",
    "ekonom",
    "administratör",
    "koordinator",
    "rådgivare",
    "förvaltare",
    "revisor",
    "rektor",
    "specialist",
    "analytiker",
    "sakkunnig",
    "kamrer",
    "arkivarie",
    "kommunalråd",
    "borgarråd",
];

/// How many words a person's name has at most.
const MOST_WORDS: usize = 5;

/// Whether `text` as a whole is a person's name: two to four words in capitals.
pub(super) fn is_name(text: &str) -> bool {
    let (mut words, mut capitals, mut closed) = (0, 0, false);
    for word in text.split_whitespace() {
        let particle = PARTICLES.contains(&word);
        closed = is_name_word(word);
        words += 1;
        capitals += usize::from(!particle);
        if words > MOST_WORDS || !(closed || particle && words > 1) {
            return false;
        }
    }
    (2..=4).contains(&capitals)
        && closed
        && !text.split_whitespace().any(|word| is_post_word(word) || is_office_word(word))
}

fn is_name_word(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && word.chars().any(char::is_lowercase)
        && word.chars().all(|c| c.is_alphabetic() || "-'´`’".contains(c))
}

fn is_office_word(word: &str) -> bool {
    let lower = word.small();
    OFFICES.iter().any(|end| lower.ends_with(end))
        || matches!(
            lower.as_str(),
            "ab" | "kommun" | "kommuns" | "stad" | "stads" | "bilaga" | "protokoll" | "utdrag"
        )
}

/// "Förvaltningschef", "VD".
pub(super) fn is_post_word(word: &str) -> bool {
    let lower = word.trim_end_matches([',', '*']).small();
    lower == "vd" || POSTS.iter().any(|end| lower.ends_with(end))
}

/// What every post's name holds: to look at each word takes many times as long.
static MAY_NAME_POST: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostFirst)
        .build(POSTS.iter().chain(["vd"].iter()))
        .expect("a small constant table")
});

/// Whether `text` as a whole names a post: "Direktör Ärende och utredning", "vice ordförande".
pub(super) fn is_post(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let capital = text.starts_with(char::is_uppercase);
    text.len() < 80
        && !text.ends_with('.')
        && (capital || words <= 3)
        && !has_digit(text)
        && !text.contains(':')
        && MAY_NAME_POST.is_match(&text.small())
        && text.split([' ', ',', '/']).any(is_post_word)
}

/// Parts a name from the post that follows it: "Eva Berg Planchef". Without a post the whole is
/// the name, without a name the whole is the post.
pub(super) fn split(cell: &str) -> (Option<&str>, Option<&str>) {
    let cell = cell.trim_end_matches(['*', ' ']);
    if is_name(cell) {
        return (Some(cell), None);
    }
    let blanks = memchr::memchr_iter(b' ', cell.as_bytes()).take(MOST_WORDS);
    let cut = blanks.filter(|&at| is_name(cell[..at].trim_end_matches(','))).find(|&at| {
        let rest = &cell[at + 1..];
        opens_post(rest) && is_post(rest)
    });
    match cut {
        Some(at) => (Some(cell[..at].trim_end_matches(',')), Some(&cell[at + 1..])),
        None => (None, is_post(cell).then_some(cell)),
    }
}

/// The first word of a post: "Planchef", "Tillförordnad", "Vice".
fn opens_post(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    let lower = first.small();
    is_post_word(first)
        || matches!(
            lower.as_str(),
            "tf" | "tf."
                | "t.f."
                | "tillförordnad"
                | "vice"
                | "biträdande"
                | "bitr."
                | "verkställande"
        )
}

/// The cells of a line: what gaps of two blanks or more keep apart.
pub(super) fn cells(line: &str) -> Vec<&str> {
    split_at_gaps(line)
        .flat_map(|part| part.split('\t'))
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn persons_are_told_from_offices_and_posts() {
        for name in
            ["Eva Berg", "Hans Linderstad", "Per-Olof de Vries", "Nora O´Hara Lind", "Bo af Ek"]
        {
            assert!(is_name(name), "{name}");
        }
        for other in [
            "Socialförvaltningen Norr",
            "Tärnvalla Kommun",
            "Förvaltningschef Stab",
            "Eva",
            "Eva berg",
            "Hamn AB",
            "KS AU",
        ] {
            assert!(!is_name(other), "{other}");
        }
    }

    #[test]
    fn a_post_is_parted_from_the_name_before_it() {
        let table = [
            ("Eva Berg Planchef", (Some("Eva Berg"), Some("Planchef"))),
            ("Bo Ek Direktör Ärende och hamn", (Some("Bo Ek"), Some("Direktör Ärende och hamn"))),
            ("Bo Ek, jurist", (Some("Bo Ek"), Some("jurist"))),
            ("Eva Berg", (Some("Eva Berg"), None)),
            ("Vice ordförande", (None, Some("Vice ordförande"))),
            ("Hamnen byggs ut.", (None, None)),
        ];
        for (cell, parts) in table {
            assert_eq!(split(cell), parts, "{cell}");
        }
    }
}
