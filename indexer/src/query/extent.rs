//! How far the value of a field reaches that was typed without quotes: `dnr:KS 2023/7 tak` holds a
//! number of two words, `nämnd:barn- och skolnämnden tak` a name of three.

use super::fields::{Field, fold};

/// Words that a value cannot end in the middle of: parts of a reference to a statute.
const STATUTE: [&str; 8] = ["kap", "kap.", "§", "§§", "st", "st.", "p", "p."];

/// First words of names of municipalities that have two.
const FIRST_NAMES: [&str; 7] = ["upplands", "ostra", "vastra", "norra", "sodra", "lilla", "stora"];

/// Words of the longest value, so that reading it stays linear.
const MOST_WORDS: usize = 8;

/// Whether more words may belong to the value, so that it is printed in quotes.
pub(super) fn is_unfinished(field: Field, value: &str) -> bool {
    let last = value.rsplit(' ').next().unwrap_or_default();
    let elliptic = last.ends_with('-') || (value.contains("- ") && matches!(last, "och" | "samt"));
    match field {
        Field::Dnr => !value.contains(|c: char| c.is_ascii_digit()) && !value.contains(' '),
        Field::Person => is_name(value),
        Field::By => corpus::party::letters(value).is_none() && is_name(value),
        Field::Municipality => FIRST_NAMES.contains(&fold(value).as_str()),
        Field::Organ => elliptic,
        Field::Law => elliptic || is_statute_part(last),
        _ => false,
    }
}

/// Whether the next word belongs to a value that [`is_unfinished`].
pub(super) fn takes(field: Field, value: &str, next: &str) -> bool {
    let words = value.split(' ').count();
    is_unfinished(field, value)
        && !is_operator(next)
        && match field {
            Field::Dnr => next.contains(|c: char| c.is_ascii_digit()),
            Field::Person | Field::By => is_name(next) && words < 4,
            _ => next.starts_with(|c: char| c.is_alphanumeric() || c == '§') && words < MOST_WORDS,
        }
}

fn is_name(text: &str) -> bool {
    let letters = |c: char| c.is_alphabetic() || matches!(c, ' ' | '-' | '.' | '\'' | '’');
    text.starts_with(char::is_uppercase) && text.chars().all(letters)
}

fn is_statute_part(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    (number && word.len() - digits.len() <= 1) || STATUTE.contains(&word)
}

fn is_operator(word: &str) -> bool {
    matches!(word, "OR" | "ELLER" | "AND" | "OCH" | "NOT" | "INTE")
        || word.contains([':', '*'])
        || matches!(word.split_once('/'), Some((name, _)) if matches!(fold(name).as_str(), "nara" | "near"))
}
