//! The long words of a text, found by their first letters: to heal a broken word asks for a word
//! anywhere in the text, and a text in columns breaks thousands.

/// How many bytes of a word find it; shorter words are not kept.
const KEY: usize = 8;

/// Where the words of a text begin.
pub(super) struct Beginnings {
    /// For each key's place in the table, its last word in `words`, counted from 1.
    table: Vec<u32>,
    /// Byte where a word begins, and the word before it in the same place of the table.
    words: Vec<(u32, u32)>,
}

impl Beginnings {
    /// All words of `text` of [`KEY`] bytes or more: letters, digits and hyphens. `None` where the
    /// text is too long to count.
    pub(super) fn of(text: &str) -> Option<Self> {
        u32::try_from(text.len()).ok()?;
        let size = (text.len() / 32).next_power_of_two().clamp(256, 1 << 16);
        let mut found = Self { table: vec![0; size], words: Vec::with_capacity(text.len() / 24) };
        let bytes = text.as_bytes();
        // Where a word may begin: what stands before is no part of one.
        let mut start = 0;
        while let Some(key) = bytes.get(start..start + KEY) {
            // No word of this length goes over a blank: most of them are told by their last byte.
            if let Some(gap) = key.iter().rposition(|byte| !MAY_STAND_IN_WORDS[usize::from(*byte)])
            {
                start += gap + 1;
                continue;
            }
            let rest = &bytes[start + KEY..];
            let end = rest.iter().position(|byte| !MAY_STAND_IN_WORDS[usize::from(*byte)]);
            let end = end.map_or(bytes.len(), |end| start + KEY + end);
            found.add_parts(text, start, end);
            start = end + 1;
        }
        Some(found)
    }

    /// Adds the words between two bytes, which hold no character of ASCII that parts words.
    fn add_parts(&mut self, text: &str, mut start: usize, end: usize) {
        let bytes = text.as_bytes();
        let mut at = start;
        while at < end {
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
        self.add(bytes, start, end);
    }

    fn add(&mut self, bytes: &[u8], start: usize, end: usize) {
        if end - start < KEY {
            return;
        }
        let Some(place) = self.place(&bytes[start..]) else { return };
        let at = u32::try_from(start).expect("the text's length was measured");
        self.words.push((at, self.table[place]));
        self.table[place] = u32::try_from(self.words.len()).expect("no more words than bytes");
    }

    /// The place in the table of the key that `word` begins with.
    fn place(&self, word: &[u8]) -> Option<usize> {
        let key = u64::from_le_bytes(*word.first_chunk::<KEY>()?);
        let mixed = key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 48;
        usize::try_from(mixed).ok().map(|mixed| mixed & (self.table.len() - 1))
    }

    /// Where words begin that may begin with `word`; `None` where `word` is too short, or no word
    /// as it stands.
    pub(super) fn may_begin(&self, word: &str) -> Option<impl Iterator<Item = usize>> {
        let whole = word.chars().all(|c| c.is_alphanumeric() || c == '-');
        let place = self.place(word.as_bytes()).filter(|_| whole)?;
        let known = |number: u32| self.words.get(usize::try_from(number).ok()?.checked_sub(1)?);
        let words = std::iter::successors(known(self.table[place]), move |word| known(word.1));
        Some(words.filter_map(|&(at, _)| usize::try_from(at).ok()))
    }
}

/// The bytes of words in ASCII, and those of all characters beyond it.
const MAY_STAND_IN_WORDS: [bool; 256] = {
    let mut inside = [true; 256];
    let mut byte = 0u8;
    while byte < 128 {
        inside[byte as usize] = byte.is_ascii_alphanumeric() || byte == b'-';
        byte += 1;
    }
    inside
};

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
        fn every_long_word_is_found_where_it_begins(text in "([a-cÅö]{1,12}[ (”×\n–-]{1,2}){0,30}") {
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
