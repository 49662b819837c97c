//! The smallest pieces of normalised text: runs of letters, runs of digits, blanks and signs.
//! References are read from them, and words are put together from them.

/// What an [`Atom`] is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Class {
    Letters,
    Digits,
    /// Blanks and line feeds.
    Blank,
    /// One character of any other kind.
    Sign(char),
}

/// A piece of text; byte offsets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Atom {
    pub(crate) from: u32,
    pub(crate) to: u32,
    pub(crate) class: Class,
}

impl Atom {
    pub(crate) fn text<'a>(&self, text: &'a str) -> &'a str {
        &text[self.from as usize..self.to as usize]
    }

    pub(crate) fn is_word(&self) -> bool {
        matches!(self.class, Class::Letters | Class::Digits)
    }
}

/// Cuts `text` into atoms that cover it without gap.
pub(crate) fn lex(text: &str, out: &mut Vec<Atom>) {
    out.clear();
    let mut at = 0;
    while at < text.len() {
        let (class, first_end) = class_at(text, at);
        let end = match class {
            Class::Letters => run_end(text, first_end, LETTER, class),
            Class::Digits => run_end(text, first_end, DIGIT, class),
            Class::Blank => run_end(text, first_end, BLANK, class),
            Class::Sign(_) => first_end,
        };
        out.push(Atom { from: offset(at), to: offset(end), class });
        at = end;
    }
}

/// Where the run ends that goes on at `at` with characters of `class`, whose ASCII ones are `kind`.
fn run_end(text: &str, mut at: usize, kind: u8, class: Class) -> usize {
    let bytes = text.as_bytes();
    while let Some(&byte) = bytes.get(at) {
        let known = KINDS[usize::from(byte)];
        if known == kind {
            at += 1;
        } else if known == WIDE {
            match class_at(text, at) {
                (next, end) if next == class => at = end,
                _ => break,
            }
        } else {
            break;
        }
    }
    at
}

const SIGN: u8 = 0;
const LETTER: u8 = 1;
const DIGIT: u8 = 2;
const BLANK: u8 = 3;
/// The first byte of a character that takes several.
const WIDE: u8 = 4;

/// What a character is that begins with this byte.
const KINDS: [u8; 256] = {
    let mut kinds = [SIGN; 256];
    let mut byte = 0;
    while byte < 256 {
        kinds[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => LETTER,
            b'0'..=b'9' => DIGIT,
            b' ' | b'\t' | b'\n' | b'\r' | 0x0B | 0x0C => BLANK,
            0..0x80 => SIGN,
            _ => WIDE,
        };
        byte += 1;
    }
    kinds
};

fn offset(at: usize) -> u32 {
    u32::try_from(at).expect("texts above 4 GB are refused before they are analysed")
}

/// Class of the character at `at`, and where it ends.
fn class_at(text: &str, at: usize) -> (Class, usize) {
    let byte = text.as_bytes()[at];
    match KINDS[usize::from(byte)] {
        LETTER => (Class::Letters, at + 1),
        DIGIT => (Class::Digits, at + 1),
        BLANK => (Class::Blank, at + 1),
        SIGN => (Class::Sign(char::from(byte)), at + 1),
        // Latin-1 letters but for the signs × and ÷.
        _ if byte == 0xC3 && !matches!(text.as_bytes()[at + 1], 0x97 | 0xB7) => {
            (Class::Letters, at + 2)
        }
        _ => wide_class_at(text, at),
    }
}

#[cold]
fn wide_class_at(text: &str, at: usize) -> (Class, usize) {
    let c = text[at..].chars().next().expect("`at` is inside the text, on a boundary");
    let class = if c.is_alphabetic() || unicode_normalization::char::is_combining_mark(c) {
        Class::Letters
    } else if c.is_whitespace() {
        Class::Blank
    } else {
        Class::Sign(c)
    };
    (class, at + c.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table() {
        for (text, pieces) in [
            ("KS2023/769", vec!["KS", "2023", "/", "769"]),
            ("för  §14", vec!["för", "  ", "§", "14"]),
            ("förslag¹.", vec!["förslag", "¹", "."]),
            ("", vec![]),
        ] {
            let mut atoms = Vec::new();
            lex(text, &mut atoms);
            assert_eq!(atoms.iter().map(|atom| atom.text(text)).collect::<Vec<_>>(), pieces);
        }
    }
}
