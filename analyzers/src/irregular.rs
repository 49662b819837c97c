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

/// Bits of [`FILTER`] and of each size of [`Ends`].
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
    let (first, last) = match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        (Some(first), Some(last)) => {
            (u32::from_le_bytes(*first) & 0xFF_FFFF, u32::from_le_bytes(*last) >> 8)
        }
        _ => match *bytes {
            [a, b, c] => (u32::from_le_bytes([a, b, c, 0]), u32::from_le_bytes([a, b, c, 0])),
            _ => return 0,
        },
    };
    let letters = u64::from(first) | u64::from(last) << 24;
    let hash = (letters ^ (bytes.len() as u64) << 48).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    usize::try_from(hash >> 48).unwrap_or(0)
}

/// The last bytes of each form: of most words no end is an irregular form, and that shows at once.
static ENDS: LazyLock<Ends> = LazyLock::new(|| Ends::of(|_, _| true));

/// The same of the forms that differ from their lemma.
static OTHER_ENDS: LazyLock<Ends> =
    LazyLock::new(|| Ends::of(|form, lemmas| lemmas.iter().any(|(lemma, _)| *lemma != form)));

/// A bit for the last bytes of each form: of three bytes, of four, or of five and more.
struct Ends {
    bits: [Box<[u64]>; 3],
}

impl Ends {
    fn of(takes: impl Fn(&str, &Lemmas) -> bool) -> Self {
        let mut bits = [(); 3].map(|()| vec![0; BITS / 64].into_boxed_slice());
        for (form, _) in TABLE.iter().filter(|(form, lemmas)| takes(form, lemmas)) {
            let form = form.as_bytes();
            let (level, place) = match (form.last_chunk(), form.last_chunk(), form.last_chunk()) {
                (Some(last), _, _) => (2, end_place::<5>(last)),
                (_, Some(last), _) => (1, end_place::<4>(last)),
                (_, _, Some(last)) => (0, end_place::<3>(last)),
                _ => continue,
            };
            bits[level][place / 64] |= 1 << (place % 64);
        }
        Self { bits }
    }

    fn may_end(&self, word: &str) -> bool {
        let word = word.as_bytes();
        let has =
            |level: usize, place: usize| self.bits[level][place / 64] & 1 << (place % 64) != 0;
        word.last_chunk().is_some_and(|last| has(0, end_place::<3>(last)))
            || word.last_chunk().is_some_and(|last| has(1, end_place::<4>(last)))
            || word.last_chunk().is_some_and(|last| has(2, end_place::<5>(last)))
    }
}

fn end_place<const LENGTH: usize>(last: &[u8; LENGTH]) -> usize {
    last.iter().fold(0, |place: usize, byte| place << 5 ^ place >> 11 ^ usize::from(*byte)) % BITS
}

/// False only where no end of `word` of three letters or more is a form that differs from its lemma.
pub(crate) fn may_end(word: &str) -> bool {
    OTHER_ENDS.may_end(word)
}

/// False only where no end of `word` of three letters or more is an irregular form.
pub(crate) fn may_end_in_any(word: &str) -> bool {
    ENDS.may_end(word)
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
