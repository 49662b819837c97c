//! The long words of a text, found by their first letters: to heal a broken word asks for a word
//! anywhere in the text, and a text in columns breaks thousands.

/// How many bytes of a word find it; shorter words are not kept.
const KEY: usize = 8;

/// How many bytes of a word tell at a glance that the text holds none like it: a text may hold
/// thousands of words on one subject that begin alike.
const FAR_KEY: usize = 12;

/// Where the words of a text begin.
pub(super) struct Beginnings {
    /// For each key's place in the table, its last word in `words`, counted from 1.
    table: Vec<u32>,
    /// Byte where a word begins, and the word before it in the same place of the table.
    words: Vec<(u32, u32)>,
    /// A bit for each key of [`FAR_KEY`] bytes that words begin with; two may share one.
    far: Vec<u64>,
}

impl Beginnings {
    /// All words of `text` of [`KEY`] bytes or more: letters, digits and hyphens. `None` where the
    /// text is too long to count.
    pub(super) fn of(text: &str) -> Option<Self> {
        u32::try_from(text.len()).ok()?;
        let size = (text.len() / 32).next_power_of_two().clamp(256, 1 << 16);
        let mut found = Self {
            table: vec![0; size],
            words: Vec::with_capacity(text.len() / 24),
            far: vec![0; size / 8],
        };
        let bytes = text.as_bytes();
        // Behind the text stands no word.
        let mut blocks = bytes.chunks(BLOCK).map(Block::of).chain([Block::default()]);
        let mut block = blocks.next().unwrap_or_default();
        let mut inside = 0;
        for (next, at) in blocks.zip((0..).step_by(BLOCK)) {
            let words = u128::from(block.words) | u128::from(next.words) << BLOCK;
            let odd = u128::from(block.odd) | u128::from(next.odd) << BLOCK;
            let mut starts = begin_eight(words) & !(block.words << 1 | inside);
            while starts != 0 {
                let start = starts.trailing_zeros();
                let length = (words >> start).trailing_ones();
                let whole =
                    start + length < u128::BITS && (odd >> start).trailing_zeros() >= length;
                let (from, length) = (at + start as usize, length as usize);
                if whole {
                    found.add(bytes, from, from + length);
                } else {
                    found.add_parts(text, from);
                }
                starts &= starts - 1;
            }
            inside = block.words >> (BLOCK - 1);
            block = next;
        }
        Some(found)
    }

    /// Adds the words from a byte on, up to the first character of ASCII that parts words.
    fn add_parts(&mut self, text: &str, mut start: usize) {
        let bytes = text.as_bytes();
        let mut at = start;
        while at < bytes.len() && may_stand_in_word(bytes[at]) {
            if bytes[at].is_ascii() {
                at += 1;
            } else if let Some(letter) = letter_at(text, at) {
                at += letter.len_utf8();
            } else {
                self.add(bytes, start, at);
                at += text[at..].chars().next().map_or(1, char::len_utf8);
                start = at;
            }
        }
        self.add(bytes, start, at);
    }

    fn add(&mut self, bytes: &[u8], start: usize, end: usize) {
        if end - start < KEY {
            return;
        }
        let Some(place) = self.place(&bytes[start..]) else { return };
        if let Some((far, bit)) = self.far(&bytes[start..end]) {
            self.far[far] |= bit;
        }
        let at = u32::try_from(start).expect("the text's length was measured");
        self.words.push((at, self.table[place]));
        self.table[place] = u32::try_from(self.words.len()).expect("no more words than bytes");
    }

    /// The place in the table of the key that `word` begins with.
    fn place(&self, word: &[u8]) -> Option<usize> {
        let key = u64::from_le_bytes(*word.first_chunk::<KEY>()?);
        let mixed = key.wrapping_mul(MIXER) >> 48;
        usize::try_from(mixed).ok().map(|mixed| mixed & (self.table.len() - 1))
    }

    /// The place in `far`, and the bit there, of the longer key that `word` begins with.
    fn far(&self, word: &[u8]) -> Option<(usize, u64)> {
        let word = word.first_chunk::<FAR_KEY>()?;
        let (key, rest) = (word.first_chunk::<KEY>()?, word.last_chunk::<4>()?);
        let rest = u64::from(u32::from_le_bytes(*rest)).wrapping_mul(MIXER);
        let mixed = (u64::from_le_bytes(*key) ^ rest).wrapping_mul(MIXER);
        let far = usize::try_from(mixed >> 48).ok()? & (self.far.len() - 1);
        Some((far, 1 << (mixed >> 40 & 63)))
    }

    /// Where words begin that may begin with `word`; `None` where `word` is too short, or no word
    /// as it stands.
    pub(super) fn may_begin(&self, word: &str) -> Option<impl Iterator<Item = usize>> {
        let whole = word.chars().all(|c| c.is_alphanumeric() || c == '-');
        let place = self.place(word.as_bytes()).filter(|_| whole)?;
        let far = self.far(word.as_bytes()).is_none_or(|(far, bit)| self.far[far] & bit != 0);
        let known = |number: u32| self.words.get(usize::try_from(number).ok()?.checked_sub(1)?);
        let last = known(self.table[place]).filter(|_| far);
        let words = std::iter::successors(last, move |word| known(word.1));
        Some(words.filter_map(|&(at, _)| usize::try_from(at).ok()))
    }
}

/// Spreads keys over their places (the golden ratio's fraction in 64 bits).
const MIXER: u64 = 0x9e37_79b9_7f4a_7c15;

/// How many bytes are looked at together.
const BLOCK: usize = 64;

/// What the bytes of a block are, one bit each.
#[derive(Clone, Copy, Default)]
struct Block {
    /// They may stand in words.
    words: u64,
    /// They are of a character beyond ASCII that may be no letter.
    odd: u64,
}

impl Block {
    fn of(bytes: &[u8]) -> Self {
        let mut block = [b' '; BLOCK];
        block[..bytes.len()].copy_from_slice(bytes);
        // Letters of Latin-1 begin with C3; among them stand × (C3 97) and ÷ (C3 B7).
        let odd = |byte| (byte == 0xc2) | (byte > 0xc3) | (byte == 0x97) | (byte == 0xb7);
        Self { words: bits(&block, may_stand_in_word), odd: bits(&block, odd) }
    }
}

/// The bytes that `holds` is true of, as bits. Without a branch in the loop, so that the compiler
/// looks at many bytes at once: to ask one by one takes most of the time on telling what follows.
fn bits(block: &[u8; BLOCK], holds: impl Fn(u8) -> bool) -> u64 {
    let mut flags = [0; BLOCK];
    for (flag, byte) in flags.iter_mut().zip(block) {
        *flag = u8::from(holds(*byte));
    }
    // The product's highest byte gathers the lowest bits of eight bytes.
    let gathered = |eight: &[u8; 8]| {
        u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> (BLOCK - 8)
    };
    flags.as_chunks().0.iter().rev().fold(0, |bits, eight| bits << 8 | gathered(eight))
}

/// Of the first [`BLOCK`] bits those that begin a run of [`KEY`] set bits.
fn begin_eight(bits: u128) -> u64 {
    let two = bits & bits >> 1;
    let four = two & two >> 2;
    (four & four >> 4) as u64
}

/// Letters, digits and hyphens of ASCII, and whatever stands beyond it.
fn may_stand_in_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() | (byte == b'-') | !byte.is_ascii()
}

/// The letter beyond ASCII at byte `at`.
fn letter_at(text: &str, at: usize) -> Option<char> {
    if text.as_bytes()[at].is_ascii() {
        return None;
    }
    let c = text[at..].chars().next()?;
    let plain = matches!(c, 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ÿ');
    (plain || c.is_alphanumeric()).then_some(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_long_word_is_found_where_it_begins(text in "(([a-cÅöō1]{1,12}|[aé]{60,70}|[bō]{125,135})[ (”×÷\n–-]{1,2}){0,30}") {
            let known = Beginnings::of(&text).unwrap();
            let inside = |c: char| c.is_alphanumeric() || c == '-';
            let words: Vec<&str> = text.split(|c| !inside(c)).collect();
            for word in words.into_iter().filter(|word| word.len() >= KEY) {
                let stands = |at: &usize| {
                    text[*at..].starts_with(word) && !text[..*at].ends_with(inside)
                };
                let expected: Vec<usize> =
                    text.match_indices(word).map(|(at, _)| at).filter(stands).collect();
                let mut found: Vec<usize> = known.may_begin(word).unwrap().collect();
                found.retain(stands);
                found.sort_unstable();
                prop_assert_eq!(found, expected);
            }
        }
    }

    #[test]
    fn short_words_and_words_with_breaks_are_not_kept() {
        let known = Beginnings::of("hamnplanen i hamnen").unwrap();
        assert!(known.may_begin("hamnen").is_none());
        assert!(known.may_begin("hamn\u{ad}planen").is_none());
        assert_eq!(known.may_begin("hamnplanen").unwrap().collect::<Vec<_>>(), [0]);
    }
}
