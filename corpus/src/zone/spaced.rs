//! Headings whose letters are set apart, as typewriters stressed a word: "b e s l u t a r".

use super::heading;
use crate::document::Zone;

/// The zone of a heading whose last word has its letters set apart ("Kommunstyrelsen
/// b e s l u t a r"). Alone the word may begin in lower case: who decides stands on the line above.
pub(crate) fn spaced_heading(line: &str) -> Option<Zone> {
    let bare = line.trim_end_matches([' ', ':']);
    let bytes = bare.as_bytes();
    if bytes.len() > 90 || bytes.len() < 7 || bytes[bytes.len() - 2] != b' ' {
        return None;
    }
    let is_letter = |word: &&str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
    };
    let words: Vec<&str> = bare.split_whitespace().collect();
    let letters = words.iter().rev().take_while(|word| is_letter(word)).count();
    if letters < 4 {
        return None;
    }
    let (before, apart) = words.split_at(words.len() - letters);
    let word = apart.concat();
    let name = if before.is_empty() { "Nämnden".to_owned() } else { before.join(" ") };
    heading(&word)
        .filter(|_| before.is_empty())
        .or_else(|| heading(&format!("{name} {}", word.to_lowercase())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_set_apart_make_one_word() {
        for line in
            ["b e s l u t a r", "B E S L U T", "Kommunstyrelsen b e s l u t a r:", "b e s l ö t"]
        {
            assert_eq!(spaced_heading(line), Some(Zone::Decision), "{line}");
        }
        for line in ["Plan A", "a b c", "Kvarteren A B C D", "Skola i X"] {
            assert_eq!(spaced_heading(line), None, "{line}");
        }
    }
}
