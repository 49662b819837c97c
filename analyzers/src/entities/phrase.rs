//! Set phrases: `m.fl.`, `m fl`, `mfl` and *med flera* are one; so are `IVO` and its long name.

use super::cursor::Cursor;
use super::{EntityKind, Found};
use crate::abbreviations;

/// Words that a phrase has at most.
const LONGEST: usize = 14;

/// The abbreviation or long form that begins here.
pub(super) fn find(start: Cursor<'_>) -> Option<Found> {
    let mut cursor = start;
    let first = cursor.letters()?;
    let dotted = words_behind(cursor, &['.', '-'], 5);
    if let Some((pair, words)) =
        abbreviations::short_at(first, dotted.iter().map(|(word, _)| *word))
    {
        let mut end = end_of(cursor, &dotted, words);
        if pair.abbreviation.ends_with('.') {
            end.sign(&['.']);
        }
        return end
            .at_word_end()
            .then(|| end.found(start.at, EntityKind::Phrase, vec![pair.term()]));
    }
    let spoken = words_behind(cursor, &['-', ','], LONGEST);
    let (pair, words) = abbreviations::long_at(first, spoken.iter().map(|(word, _)| *word))?;
    let end = end_of(cursor, &spoken, words);
    end.at_word_end().then(|| end.found(start.at, EntityKind::Phrase, vec![pair.term()]))
}

fn end_of<'a>(first: Cursor<'a>, behind: &[(&str, Cursor<'a>)], words: usize) -> Cursor<'a> {
    if words > 1 { behind[words - 2].1 } else { first }
}

/// The words behind the cursor, each with the place after it, as long as only blanks and `signs`
/// stand between.
fn words_behind<'a>(
    mut cursor: Cursor<'a>,
    signs: &[char],
    most: usize,
) -> Vec<(&'a str, Cursor<'a>)> {
    let mut words = Vec::new();
    while words.len() < most {
        let sign = cursor.sign(signs).is_some();
        if !cursor.blank() && !sign {
            break;
        }
        let Some(word) = cursor.letters() else { break };
        words.push((word, cursor));
    }
    words
}

#[cfg(test)]
mod tests {
    use crate::entities::tests::terms;

    #[test]
    fn table() {
        for (text, expected) in [
            ("bl.a. skolor", "förk:bl.a"),
            ("bl. a. skolor", "förk:bl.a"),
            ("bl a", "förk:bl.a"),
            ("bland annat", "förk:bl.a"),
            ("m.fl.", "förk:m.fl"),
            ("mfl", "förk:m.fl"),
            ("IVO:s tillsyn", "förk:ivo"),
            ("Inspektionen för vård och omsorg", "förk:ivo"),
            ("bland andra", ""),
        ] {
            assert_eq!(terms(text), expected, "{text}");
        }
    }
}
