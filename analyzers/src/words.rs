//! Words: what of the atoms belongs together. `hbtqi-personer` is one word, `nämnder/styrelser`
//! two, `EU:s` is *EU*, `10-årig` one, `2019-2022` two numbers.

use crate::atoms::{Atom, Class};

/// Case endings after a colon: `EU:s`, `AB:et`, `SKR:erna`.
const COLON_ENDINGS: &[&str] = &[
    "s", "n", "t", "en", "et", "ens", "ets", "ar", "er", "or", "arna", "erna", "na", "ns", "ts",
    "are", "aren", "a", "e",
];

/// A word found in atoms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct WordSpan {
    /// Byte offsets of the text that is analysed.
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// Byte offset where the word ends with its case ending.
    pub(crate) end: usize,
    /// First atom behind it.
    pub(crate) next: usize,
    /// Digits only.
    pub(crate) number: bool,
}

/// The word that begins at atom `at`, which must be letters or digits. `split` keeps letters and
/// digits apart, as inside a diary number.
pub(crate) fn word_at(text: &str, pieces: &[Atom], at: usize, split: bool) -> WordSpan {
    let mut last = at;
    let mut number = pieces[at].class == Class::Digits;
    while let Some(joined) = joins(pieces, last).filter(|_| !split) {
        number &= pieces[joined].class == Class::Digits;
        last = joined;
    }
    let (from, to) = (pieces[at].from as usize, pieces[last].to as usize);
    let mut span = WordSpan { from, to, end: to, next: last + 1, number };
    if let [Atom { class: Class::Sign(':'), .. }, ending, ..] = &pieces[last + 1..]
        && pieces[last].class == Class::Letters
        && COLON_ENDINGS.contains(&ending.text(text))
        && !pieces.get(last + 3).is_some_and(Atom::is_word)
    {
        span.end = ending.to as usize;
        span.next = last + 3;
    }
    span
}

/// The atom that continues the word after atom `at`.
fn joins(pieces: &[Atom], at: usize) -> Option<usize> {
    let class = |index: usize| pieces.get(index).map(|atom| atom.class);
    let letters = |index: usize| class(index) == Some(Class::Letters);
    let digits = |index: usize| class(index) == Some(Class::Digits);
    let length = |index: usize| pieces[index].to - pieces[index].from;
    match class(at + 1)? {
        Class::Letters | Class::Digits => Some(at + 1),
        Class::Sign('-') if letters(at) && letters(at + 2) => Some(at + 2),
        Class::Sign('-') if digits(at) && letters(at + 2) && length(at) <= 4 => Some(at + 2),
        Class::Sign('-') if letters(at) && digits(at + 2) && length(at + 2) <= 2 => {
            let alone =
                !matches!(class(at + 3), Some(Class::Letters | Class::Sign('-' | '/' | ':')));
            alone.then_some(at + 2)
        }
        Class::Sign(',')
            if digits(at)
                && digits(at + 2)
                && length(at + 2) <= 3
                && class(at + 3) != Some(Class::Sign(',')) =>
        {
            (at == 0 || class(at - 1) != Some(Class::Sign(','))).then_some(at + 2)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table() {
        for (text, expected) in [
            ("hbtqi-personer", vec!["hbtqi-personer"]),
            ("nämnder/styrelser", vec!["nämnder", "styrelser"]),
            ("EU:s regler", vec!["EU", "regler"]),
            ("klass:namn", vec!["klass", "namn"]),
            ("10-årig", vec!["10-årig"]),
            ("2019-2022", vec!["2019", "2022"]),
            ("covid-19", vec!["covid-19"]),
            ("SLK-2026-00003", vec!["SLK", "2026", "00003"]),
            ("N139-0245/22", vec!["N139", "0245", "22"]),
            ("7,8 mnkr", vec!["7,8", "mnkr"]),
            ("barn- och", vec!["barn", "och"]),
            ("www.stad.example/sida", vec!["www", "stad", "example", "sida"]),
        ] {
            let mut pieces = Vec::new();
            crate::atoms::lex(text, &mut pieces);
            let mut words = Vec::new();
            let mut at = 0;
            while at < pieces.len() {
                if !pieces[at].is_word() {
                    at += 1;
                    continue;
                }
                let span = word_at(text, &pieces, at, false);
                words.push(&text[span.from..span.to]);
                at = span.next;
            }
            assert_eq!(words, expected, "{text}");
        }
    }
}
