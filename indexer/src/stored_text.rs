//! The text of a unit, stored in pieces, each read when something in it is shown.
//!
//! A handling may be a book of a megabyte of which a hit shows three places. A piece is an entry of
//! its own that follows its unit's; it holds whole passages, so what lies within a passage is one
//! slice of one piece.

use std::cell::OnceCell;
use std::ops::Range;

use tantivy::DocAddress;
use tantivy::schema::document::{TantivyDocument, Value};

use crate::record::Passage;
use crate::snapshot::Snapshot;

/// Bytes after which a piece ends with the passage: about a block of the store.
const WANTED: u32 = 8_000;

/// Where the pieces of a text end, in bytes of the text.
pub(crate) fn ends(passages: &[Passage], length: usize) -> Vec<u32> {
    let mut ends: Vec<u32> = Vec::new();
    for passage in passages {
        if passage.to - ends.last().copied().unwrap_or(0) >= WANTED {
            ends.push(passage.to);
        }
    }
    let length = length as u32;
    if length > ends.last().copied().unwrap_or(0) {
        ends.push(length);
    }
    ends
}

/// The pieces of a text, as they are stored.
pub(crate) fn pieces<'t>(text: &'t str, ends: &[u32]) -> impl Iterator<Item = &'t str> {
    let starts = std::iter::once(0).chain(ends.iter().copied());
    let ends: Vec<u32> = ends.to_vec();
    starts.zip(ends).map(|(from, to)| &text[from as usize..to as usize])
}

/// A unit's text; reads what is asked for.
pub(crate) struct StoredText<'s> {
    snapshot: &'s Snapshot,
    /// The entry of the unit; its pieces follow.
    unit: DocAddress,
    ends: Vec<u32>,
    read: Vec<OnceCell<String>>,
}

impl<'s> StoredText<'s> {
    pub(crate) fn new(snapshot: &'s Snapshot, unit: DocAddress, ends: Vec<u32>) -> Self {
        let read = ends.iter().map(|_| OnceCell::new()).collect();
        Self { snapshot, unit, ends, read }
    }

    /// A stretch, which must lie within a passage; `None` where it does not or is cut inside a
    /// character.
    pub(crate) fn get(&self, range: Range<usize>) -> Option<&str> {
        let at = self.ends.partition_point(|end| (*end as usize) <= range.start);
        let start = if at == 0 { 0 } else { self.ends[at - 1] as usize };
        if at == self.ends.len() {
            return range.is_empty().then_some("");
        }
        self.piece(at).get(range.start - start..range.end.checked_sub(start)?)
    }

    /// The first `bytes`, at least, rounded up to whole pieces.
    pub(crate) fn beginning(&self, bytes: usize) -> String {
        let before = self.ends.partition_point(|end| (*end as usize) < bytes);
        (0..self.ends.len().min(before + 1)).map(|at| self.piece(at)).collect()
    }

    fn piece(&self, at: usize) -> &str {
        self.read[at].get_or_init(|| {
            let address = DocAddress::new(self.unit.segment_ord, self.unit.doc_id + 1 + at as u32);
            self.stored(address).unwrap_or_default()
        })
    }

    fn stored(&self, address: DocAddress) -> Option<String> {
        let document: TantivyDocument = self.snapshot.document(address)?;
        Some(document.get_first(self.snapshot.fields.text)?.as_str()?.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use corpus::document::Zone;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn pieces_are_the_text_and_end_with_passages(lengths in proptest::collection::vec(0u32..5_000, 0..30), rest in 0u32..9_000) {
            let mut from = 0;
            let passages: Vec<Passage> = lengths
                .iter()
                .map(|length| {
                    let passage = Passage { from, to: from + length, position: 0, page: 0, zone: Zone::Other };
                    from = passage.to;
                    passage
                })
                .collect();
            let text = "x".repeat((from + rest) as usize);
            let ends = ends(&passages, text.len());
            prop_assert_eq!(pieces(&text, &ends).collect::<String>(), text.clone());
            prop_assert!(pieces(&text, &ends).all(|piece| !piece.is_empty()));
            let within = |end: &u32| passages.iter().all(|p| *end <= p.from || *end >= p.to);
            prop_assert!(ends.iter().all(within));
        }
    }
}
