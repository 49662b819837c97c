//! Lookup of very many strings. An `fst` is small but walks letter by letter; who analyses a whole
//! archive asks it millions of times. Once it was asked often enough, its strings are laid out by
//! hash, so that each further look costs one line of memory. Nobody who types a query waits for that.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

use fst::{Map, Streamer};

use super::key::{Key, hash};

/// One look for so many strings, and the table is made: it costs about as much as those looks into the
/// `fst`.
const PAYS: usize = 4;
/// Entries of a bucket: one line of memory.
const BUCKET: usize = 8;
/// Entries of a bucket that are taken on average.
const FILLED: usize = 7;
/// Strings to a word of the filter.
const FILTERED: usize = 7;
/// Bits of an entry that hold the number; the others tell the string apart.
const NUMBER_BITS: u32 = 16;

/// A map of strings to small numbers that becomes quick when it is asked often.
#[derive(Debug, Clone)]
pub(super) struct QuickMap {
    map: Map<Vec<u8>>,
    quick: Arc<OnceLock<Quick>>,
    asked: Arc<AtomicU32>,
}

impl QuickMap {
    /// Wraps a map whose values are below 65,535.
    pub(super) fn new(map: Map<Vec<u8>>) -> Self {
        Self { map, quick: Arc::default(), asked: Arc::default() }
    }

    /// The map as it is stored.
    pub(super) fn as_bytes(&self) -> &[u8] {
        self.map.as_fst().as_bytes()
    }

    /// True once a look costs next to nothing.
    pub(super) fn is_quick(&self) -> bool {
        self.quick.get().is_some()
    }

    /// The number of a string.
    pub(super) fn get(&self, key: Key<'_>) -> Option<u16> {
        match self.quick.get() {
            Some(quick) => quick.get(key.hash),
            None => self.get_slowly(key),
        }
    }

    /// The number of the string with this hash; the outer `None` while looks are slow.
    pub(super) fn get_quickly(&self, hash: u64) -> Option<Option<u16>> {
        self.quick.get().map(|quick| quick.get(hash))
    }

    fn get_slowly(&self, key: Key<'_>) -> Option<u16> {
        let asked = self.asked.fetch_add(1, Ordering::Relaxed) as usize;
        if asked >= self.map.len() / PAYS {
            return self.quick.get_or_init(|| Quick::of(&self.map)).get(key.hash);
        }
        u16::try_from(self.map.get(key.text)?).ok()
    }
}

/// Buckets of entries: 48 bits of the string's hash, and its number plus one; 0 where nothing is.
/// That two strings agree in the bucket and in these bits happens once in 10^13 looks.
#[derive(Debug)]
struct Quick {
    /// Three bits of one word for each string: small enough to stay near the processor, it tells of
    /// most strings that they are not in the buckets.
    filter: Box<[u64]>,
    buckets: Box<[[u64; BUCKET]]>,
}

impl Quick {
    fn of(map: &Map<Vec<u8>>) -> Self {
        let buckets = vec![[0; BUCKET]; map.len() / FILLED + 1].into_boxed_slice();
        let filter = vec![0; map.len() / FILTERED + 1].into_boxed_slice();
        let mut this = Self { filter, buckets };
        let mut stream = map.stream();
        while let Some((key, number)) = stream.next() {
            if let Ok(number) = u16::try_from(number) {
                this.insert(key, number);
            }
        }
        this
    }

    fn insert(&mut self, key: &[u8], number: u16) {
        let hash = hash(key);
        let (word, bits) = self.filtered(hash);
        self.filter[word] |= bits;
        let mut at = bucket(hash, self.buckets.len());
        loop {
            if let Some(free) = self.buckets[at].iter_mut().find(|entry| **entry == 0) {
                *free = hash << NUMBER_BITS | (u64::from(number) + 1);
                return;
            }
            at = (at + 1) % self.buckets.len();
        }
    }

    fn get(&self, hash: u64) -> Option<u16> {
        let (word, bits) = self.filtered(hash);
        if self.filter[word] & bits != bits {
            return None;
        }
        let mut at = bucket(hash, self.buckets.len());
        loop {
            for &entry in &self.buckets[at] {
                if entry >> NUMBER_BITS == hash & (u64::MAX >> NUMBER_BITS) && entry != 0 {
                    return u16::try_from((entry & 0xFFFF) - 1).ok();
                }
            }
            if self.buckets[at][BUCKET - 1] == 0 {
                return None;
            }
            at = (at + 1) % self.buckets.len();
        }
    }

    /// The word of the filter for this hash, and the bits of it.
    fn filtered(&self, hash: u64) -> (usize, u64) {
        let other = hash.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        let bits = [8, 14, 20].map(|shift| 1 << (other >> shift & 63));
        (bucket(other, self.filter.len()), bits[0] | bits[1] | bits[2])
    }
}

/// One of so many places, by the upper bits of a hash.
fn bucket(hash: u64, places: usize) -> usize {
    usize::try_from((u128::from(hash) * places as u128) >> 64).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quick_table_says_what_the_map_says() {
        let words: Vec<String> = (0..20_000).map(|number| format!("ord{number:05}")).collect();
        let entries = words.iter().zip(0_u64..).map(|(word, at)| (word, at % 65_000));
        let map = QuickMap::new(Map::from_iter(entries).expect("sorted"));
        for _ in 0..2 {
            for (at, word) in words.iter().enumerate() {
                assert_eq!(map.get(Key::of(word)).map(usize::from), Some(at % 65_000), "{word}");
                assert_eq!(map.get(Key::of(&word[..7])), None);
            }
        }
        assert!(map.is_quick());
    }
}
