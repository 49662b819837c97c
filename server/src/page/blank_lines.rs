//! Takes away the blank lines around a passage, which the page's own spacing stands for.
//!
//! The index keeps the text as its source has it, line feeds and all; the unit's page shows line
//! feeds, and would begin most passages with a hole.

use indexer::answer::{Piece, SectionView};

/// Trims every passage of `sections`.
pub(super) fn trim(sections: &mut [SectionView]) {
    for passage in sections.iter_mut().flat_map(|section| &mut section.passages) {
        trim_pieces(&mut passage.pieces);
    }
}

fn trim_pieces(pieces: &mut Vec<Piece>) {
    while let Some(last) = pieces.last_mut() {
        last.text.truncate(last.text.trim_end().len());
        if !last.text.is_empty() {
            break;
        }
        pieces.pop();
    }
    while let Some(first) = pieces.first_mut() {
        let blank = first.text.len() - first.text.trim_start().len();
        first.text.drain(..blank);
        if !first.text.is_empty() {
            break;
        }
        pieces.remove(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn only_the_space_around_goes(texts in proptest::collection::vec("[ \n]{0,3}[a-ö]{0,3}[ \n]{0,2}", 0..6)) {
            let piece = |text: &String| Piece { text: text.clone(), hit: false };
            let mut pieces: Vec<Piece> = texts.iter().map(piece).collect();
            trim_pieces(&mut pieces);
            let left: String = pieces.into_iter().map(|piece| piece.text).collect();
            let whole = texts.concat();
            prop_assert_eq!(left, whole.trim());
        }
    }
}
