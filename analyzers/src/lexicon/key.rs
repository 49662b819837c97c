//! What strings are looked up by. A compound is looked up in many pieces; the hash of each piece
//! comes from sums over the word that are taken once (Karp and Rabin 1987).

/// Bytes of the longest word whose sums are kept.
const LONGEST: usize = 64;
/// Odd, without pattern.
const BASE: u64 = 0xD6E8_FEB8_6659_FD93;

const POWERS: [u64; LONGEST + 1] = {
    let mut powers = [1_u64; LONGEST + 1];
    let mut at = 1;
    while at <= LONGEST {
        powers[at] = powers[at - 1].wrapping_mul(BASE);
        at += 1;
    }
    powers
};

/// A string with its hash.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Key<'a> {
    pub(crate) text: &'a str,
    pub(crate) hash: u64,
}

impl<'a> Key<'a> {
    pub(crate) fn of(text: &'a str) -> Self {
        Self { text, hash: hash(text.as_bytes()) }
    }
}

pub(super) fn hash(bytes: &[u8]) -> u64 {
    finish(bytes.iter().copied().fold(0, next))
}

/// The hash of two strings as one.
pub(super) fn joined_hash(stem: &str, ending: &str) -> u64 {
    finish(stem.bytes().chain(ending.bytes()).fold(0, next))
}

fn next(sum: u64, byte: u8) -> u64 {
    sum.wrapping_mul(BASE).wrapping_add(u64::from(byte) + 1)
}

fn finish(sum: u64) -> u64 {
    let mixed = (sum ^ sum >> 29).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed ^ mixed >> 32
}

/// A word of which many pieces are looked up.
#[derive(Debug)]
pub(crate) struct Pieces<'a> {
    word: &'a str,
    sums: &'a Sums,
}

/// Where the sums over a word are kept. By byte: the sum over all before it; of no use in longer words.
#[derive(Debug)]
pub(crate) struct Sums([u64; LONGEST + 1]);

impl Default for Sums {
    fn default() -> Self {
        Self([0; LONGEST + 1])
    }
}

impl<'a> Pieces<'a> {
    /// The pieces of `word`; `sums` is overwritten.
    pub(crate) fn of(word: &'a str, sums: &'a mut Sums) -> Self {
        if word.len() <= LONGEST {
            let mut sum = 0;
            sums.0[0] = sum;
            for (place, byte) in sums.0[1..].iter_mut().zip(word.bytes()) {
                sum = next(sum, byte);
                *place = sum;
            }
        }
        Self { word, sums }
    }

    /// The piece between two bytes.
    pub(crate) fn key(&self, from: usize, to: usize) -> Key<'a> {
        let text = &self.word[from..to];
        if self.word.len() > LONGEST {
            return Key::of(text);
        }
        let before = self.sums.0[from].wrapping_mul(POWERS[to - from]);
        Key { text, hash: finish(self.sums.0[to].wrapping_sub(before)) }
    }

    /// The piece from a byte to the end.
    pub(crate) fn tail(&self, from: usize) -> Key<'a> {
        self.key(from, self.word.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_has_the_hash_of_the_string() {
        for word in ["strandskyddsdispens", "å", &"nämnd".repeat(30)] {
            let mut sums = Sums::default();
            let pieces = Pieces::of(word, &mut sums);
            let places: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
            for (index, &from) in places.iter().enumerate() {
                for &to in &places[index..] {
                    let key = Key::of(&word[from..to]);
                    assert_eq!(pieces.key(from, to).hash, key.hash);
                    let (before, behind) = key.text.split_at(index.min(1) * (places[index] - from));
                    assert_eq!(joined_hash(before, behind), key.hash);
                }
            }
        }
    }
}
