//! Half words: `barn- och ungdomsnämnden` speaks of a *barnnämnd* too, `avtalsutformning och
//! -uppföljning` of *avtalsuppföljning*.

use crate::atoms::{Atom, Class};

const CONJUNCTIONS: &[&str] = &["och", "eller", "samt", "respektive", "resp", "och/eller", "som"];
/// Atoms looked at for the other half: `social-, vård- och omsorgsnämnden`.
const REACH: usize = 16;

/// Where the other half of a half word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Half {
    /// The word lacks its end, which the word at this atom has.
    First(usize),
    /// The word lacks its beginning, which the word at this atom has.
    Second(usize),
}

/// Whether the word whose atoms are `from..next` is half a word.
pub(crate) fn half(text: &str, pieces: &[Atom], from: usize, next: usize) -> Option<Half> {
    let dash = |index: usize| pieces.get(index).is_some_and(|atom| atom.class == Class::Sign('-'));
    if dash(next) && !pieces.get(next + 1).is_some_and(Atom::is_word) {
        return whole_behind(text, pieces, next + 1).map(Half::First);
    }
    let loose = from >= 2 && dash(from - 1) && pieces[from - 2].class == Class::Blank;
    if loose { whole_before(text, pieces, from - 2).map(Half::Second) } else { None }
}

/// The first whole word behind a conjunction; half words and commas may stand between.
fn whole_behind(text: &str, pieces: &[Atom], from: usize) -> Option<usize> {
    let mut conjunction = false;
    let end = pieces.len().min(from + REACH);
    let mut at = from;
    while at < end {
        let atom = pieces[at];
        match atom.class {
            Class::Blank | Class::Sign(',') => {}
            Class::Sign('/' | '&') => conjunction = true,
            Class::Letters if CONJUNCTIONS.contains(&atom.text(text)) => conjunction = true,
            Class::Letters => {
                let half = pieces.get(at + 1).is_some_and(|next| next.class == Class::Sign('-'))
                    && !pieces.get(at + 2).is_some_and(Atom::is_word);
                if !half {
                    return conjunction.then_some(at);
                }
                at += 1;
            }
            _ => return None,
        }
        at += 1;
    }
    None
}

/// The whole word before the conjunction or comma that stands before the blank `blank`; half words
/// may stand between: `krisledning, -övning och -plan`.
fn whole_before(text: &str, pieces: &[Atom], blank: usize) -> Option<usize> {
    let mut joint = blank.checked_sub(1)?;
    let end = blank.saturating_sub(REACH);
    while joint > end {
        let mut word = joint - 1;
        if CONJUNCTIONS.contains(&pieces[joint].text(text)) {
            word = joint.checked_sub(2).filter(|_| pieces[joint - 1].class == Class::Blank)?;
        } else if pieces[joint].class != Class::Sign(',') {
            return None;
        }
        if pieces[word].class != Class::Letters {
            return None;
        }
        let half = word >= 3
            && pieces[word - 1].class == Class::Sign('-')
            && pieces[word - 2].class == Class::Blank;
        if !half {
            return Some(word);
        }
        joint = word - 3;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table() {
        for (text, word, expected) in [
            ("barn- och ungdomsnämnden", "barn", Some("ungdomsnämnden")),
            ("social-, vård- och omsorgsnämnden", "social", Some("omsorgsnämnden")),
            ("social-, vård- och omsorgsnämnden", "vård", Some("omsorgsnämnden")),
            ("barn-/ungdomsvård", "barn", Some("ungdomsvård")),
            ("avtalsutformning och -uppföljning", "uppföljning", Some("avtalsutformning")),
            ("krisledning, -övning och -plan", "övning", Some("krisledning")),
            ("krisledning, -övning och -plan", "plan", Some("krisledning")),
            (", -plan", "plan", None),
            ("barn- eller.", "barn", None),
            ("hbtqi-personer och andra", "hbtqi", None),
            ("en kö - och en till", "kö", None),
        ] {
            let mut pieces = Vec::new();
            crate::atoms::lex(text, &mut pieces);
            let at = pieces.iter().position(|atom| atom.text(text) == word).expect("word is there");
            let other = half(text, &pieces, at, at + 1).map(|half| match half {
                Half::First(at) | Half::Second(at) => pieces[at].text(text),
            });
            assert_eq!(other, expected, "{text}: {word}");
        }
    }
}
