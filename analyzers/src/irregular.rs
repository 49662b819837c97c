//! Irregular inflection: strong verbs, umlaut plurals, syncope, comparison. A table of grammar
//! facts, consulted before everything else because the dictionary often lists such forms as words
//! of their own (`män`, `böcker`).

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Lemmas of a form, with word classes (`nn`, `vb`, `av`).
pub(crate) type Lemmas = [(&'static str, &'static str)];

static TABLE: LazyLock<FxHashMap<&'static str, Vec<(&'static str, &'static str)>>> =
    LazyLock::new(|| {
        let mut table: FxHashMap<_, Vec<_>> = FxHashMap::default();
        for row in crate::data::rows(crate::data::IRREGULAR_FORMS) {
            let mut columns = row.split('\t');
            if let (Some(form), Some(lemma), Some(class)) =
                (columns.next(), columns.next(), columns.next())
            {
                table.entry(form).or_default().push((lemma, class));
            }
        }
        table
    });

/// Bits of [`FILTER`] and of [`ENDS`].
const BITS: usize = 1 << 16;

/// A bit for each form, by its length and its first and last letters: nearly every string that is
/// asked for is no form, and that shows without reading it.
static FILTER: LazyLock<Box<[u64]>> = LazyLock::new(|| {
    let mut bits = vec![0; BITS / 64].into_boxed_slice();
    for form in TABLE.keys() {
        let place = place(form);
        bits[place / 64] |= 1 << (place % 64);
    }
    bits
});

fn place(form: &str) -> usize {
    let bytes = form.as_bytes();
    let (Some(first), Some(last)) = (bytes.first_chunk::<3>(), bytes.last_chunk::<3>()) else {
        return 0;
    };
    let letters =
        u64::from_le_bytes([first[0], first[1], first[2], last[0], last[1], last[2], 0, 0]);
    let hash = (letters ^ (bytes.len() as u64) << 48).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    usize::try_from(hash >> 48).unwrap_or(0)
}

/// A bit for the last three bytes of each form that differs from its lemma: of most words no end is
/// an irregular form, and that shows at once.
static ENDS: LazyLock<Box<[u64]>> = LazyLock::new(|| {
    let mut bits = vec![0; BITS / 64].into_boxed_slice();
    for (form, lemmas) in TABLE.iter() {
        if lemmas.iter().any(|(lemma, _)| lemma != form) {
            let place = end_place(form);
            bits[place / 64] |= 1 << (place % 64);
        }
    }
    bits
});

fn end_place(form: &str) -> usize {
    let [a, b, c] = form.as_bytes().last_chunk::<3>().copied().unwrap_or_default();
    (usize::from(a) << 10 ^ usize::from(b) << 5 ^ usize::from(c)) % BITS
}

/// False only where no end of `word` of three letters or more is a form that differs from its lemma.
pub(crate) fn may_end(word: &str) -> bool {
    let place = end_place(word);
    ENDS[place / 64] & 1 << (place % 64) != 0
}

/// The lemmas of an irregular form; empty for all others.
pub(crate) fn lemmas(form: &str) -> &'static Lemmas {
    let place = place(form);
    if FILTER[place / 64] & 1 << (place % 64) == 0 {
        return &[];
    }
    TABLE.get(form).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table() {
        for (form, lemma) in [
            ("män", "man"),
            ("böcker", "bok"),
            ("ansökningar", "ansökan"),
            ("tog", "ta"),
            ("egna", "egen"),
        ] {
            assert!(lemmas(form).iter().any(|(known, _)| *known == lemma), "{form}");
        }
        assert!(lemmas("kommunen").is_empty());
    }
}
