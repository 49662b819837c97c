//! A first look at a word before a table of words or phrases is asked: nearly every word begins
//! with other letters than all that the table holds.

const BITS: usize = 1 << 14;

/// The beginnings of the keys of a table, of so many bytes.
#[derive(Debug)]
pub(crate) struct Prefixes<const LENGTH: usize = 3> {
    bits: Box<[u64; BITS / 64]>,
}

impl<const LENGTH: usize> Prefixes<LENGTH> {
    /// The beginnings of these keys; of those that are shorter than what is looked at, none: only
    /// words as short as they can mean them, and those pass.
    pub(crate) fn of<'a>(keys: impl Iterator<Item = &'a str>) -> Self {
        let mut bits = Box::new([0; BITS / 64]);
        for key in keys {
            if let Some(start) = key.as_bytes().first_chunk::<LENGTH>() {
                let place = place(*start);
                bits[place / 64] |= 1 << (place % 64);
            }
        }
        Self { bits }
    }

    /// False only where no key begins as `word` does. Words shorter than what is looked at pass.
    pub(crate) fn may_begin(&self, word: &str) -> bool {
        word.as_bytes().first_chunk().is_none_or(|start| self.has(*start))
    }

    fn has(&self, start: [u8; LENGTH]) -> bool {
        let place = place(start);
        self.bits[place / 64] & 1 << (place % 64) != 0
    }

    /// As [`may_begin`](Self::may_begin) for a word as written.
    pub(crate) fn may_begin_in_any_case(&self, word: &str) -> bool {
        match word.as_bytes().first_chunk() {
            None => true,
            Some(start) => self.has(start.map(|byte| byte.to_ascii_lowercase())),
        }
    }
}

fn place<const LENGTH: usize>(start: [u8; LENGTH]) -> usize {
    start.iter().fold(0, |place: usize, byte| place << 5 ^ place >> 9 ^ usize::from(*byte)) % BITS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table() {
        let prefixes: Prefixes = Prefixes::of(["fastställ", "ordförande"].into_iter());
        for (word, passes) in
            [("fastställa", true), ("ordförandes", true), ("vägar", false), ("av", true)]
        {
            assert_eq!(prefixes.may_begin(word), passes, "{word}");
        }
    }
}
