//! Reads atoms one after another. A cursor is copied freely: a reading that fails is dropped.

use super::{EntityKind, Found};
use crate::atoms::{Atom, Class};

/// A place in the atoms of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'a> {
    pub(super) text: &'a str,
    pub(super) pieces: &'a [Atom],
    pub(super) at: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn peek(&self) -> Option<Class> {
        self.pieces.get(self.at).map(|atom| atom.class)
    }

    fn take(&mut self, class: Class) -> Option<&'a str> {
        let atom = self.pieces.get(self.at).filter(|atom| atom.class == class)?;
        self.at += 1;
        Some(atom.text(self.text))
    }

    /// A run of letters.
    pub(super) fn letters(&mut self) -> Option<&'a str> {
        self.take(Class::Letters)
    }

    /// A run of digits.
    pub(super) fn digits(&mut self) -> Option<&'a str> {
        self.take(Class::Digits)
    }

    /// A number of at most nine digits.
    pub(super) fn number(&mut self) -> Option<u32> {
        let mut ahead = *self;
        let number = ahead.digits().filter(|digits| digits.len() <= 9)?.parse().ok()?;
        *self = ahead;
        Some(number)
    }

    /// One of these signs.
    pub(super) fn sign(&mut self, signs: &[char]) -> Option<char> {
        match self.peek()? {
            Class::Sign(sign) if signs.contains(&sign) => {
                self.at += 1;
                Some(sign)
            }
            _ => None,
        }
    }

    /// Blanks, if any.
    pub(super) fn blank(&mut self) -> bool {
        self.take(Class::Blank).is_some()
    }

    /// One of these words; case does not matter. Expects lower-case words.
    pub(super) fn one_of(&mut self, words: &[&'static str]) -> Option<&'static str> {
        let mut ahead = *self;
        let letters = ahead.letters()?;
        let word = words.iter().find(|word| same_word(letters, word))?;
        *self = ahead;
        Some(word)
    }

    /// Reads what `read` reads, or stays.
    pub(super) fn maybe<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let mut ahead = *self;
        let result = read(&mut ahead)?;
        *self = ahead;
        Some(result)
    }

    /// True where a word does not go on: `2 §` ends here, `2a` does not end after 2.
    pub(super) fn at_word_end(&self) -> bool {
        !matches!(self.peek(), Some(Class::Letters | Class::Digits))
    }

    /// True where a sign glues further digits to what was read: `2023-10` in `2023-10-24`.
    pub(super) fn goes_on(&self, signs: &[char]) -> bool {
        let mut ahead = *self;
        ahead.sign(signs).is_some() && ahead.digits().is_some()
    }

    /// The words that follow as long as only blanks and `signs` stand between, each with the place
    /// behind it.
    pub(super) fn words_behind(
        self,
        signs: &'static [char],
    ) -> impl Iterator<Item = (&'a str, Self)> + Clone {
        std::iter::successors(Some(("", self)), move |(_, place)| {
            let mut ahead = *place;
            let sign = ahead.sign(signs).is_some();
            if !ahead.blank() && !sign {
                return None;
            }
            let word = ahead.letters()?;
            Some((word, ahead))
        })
        .skip(1)
    }

    /// The place behind `words` words, counted with the one that ends here.
    pub(super) fn behind(self, words: usize, signs: &'static [char]) -> Self {
        if words < 2 {
            return self;
        }
        self.words_behind(signs).nth(words - 2).map_or(self, |(_, place)| place)
    }

    /// What was read since `from`.
    pub(super) fn found(&self, from: usize, kind: EntityKind, terms: Vec<String>) -> Found {
        Found { atoms: self.at - from, kind, terms }
    }
}

/// Equal but for case.
pub(super) fn same_word(written: &str, lower: &str) -> bool {
    if written.len() != lower.len() {
        return false;
    }
    let mut letters = written.chars().flat_map(char::to_lowercase);
    let mut expected = lower.chars();
    loop {
        match (letters.next(), expected.next()) {
            (None, None) => return true,
            (a, b) if a == b => {}
            _ => return false,
        }
    }
}

/// A year that papers speak of.
pub(super) fn is_year(digits: &str) -> bool {
    digits.len() == 4
        && (digits.starts_with("18") || digits.starts_with("19") || digits.starts_with("20"))
}

/// Digits without leading zeros.
pub(super) fn plain(digits: &str) -> &str {
    let bare = digits.trim_start_matches('0');
    if bare.is_empty() { "0" } else { bare }
}
