//! Set phrases: `m.fl.`, `m fl`, `mfl` and *med flera* are one; so are `IVO` and its long name.

use super::cursor::Cursor;
use super::{EntityKind, Found};
use crate::abbreviations::PhraseHint;

/// Signs between the words of an abbreviation, and of a long form.
const DOTS: &[char] = &['.', '-'];
const COMMAS: &[char] = &['-', ','];

/// The abbreviation or long form that begins here.
pub(super) fn find(start: Cursor<'_>, hint: PhraseHint) -> Option<Found> {
    let mut cursor = start;
    let first = cursor.letters()?;
    if let Some((pair, words)) =
        hint.short_at(first, cursor.words_behind(DOTS).map(|(word, _)| word))
    {
        let mut end = cursor.behind(words, DOTS);
        if pair.abbreviation.ends_with('.') {
            end.sign(&['.']);
        }
        return end
            .at_word_end()
            .then(|| end.found(start.at, EntityKind::Phrase, vec![pair.term()]));
    }
    let (pair, words) = hint.long_at(cursor.words_behind(COMMAS).map(|(word, _)| word))?;
    let end = cursor.behind(words, COMMAS);
    end.at_word_end().then(|| end.found(start.at, EntityKind::Phrase, vec![pair.term()]))
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
