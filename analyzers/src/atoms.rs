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
        let (class, mut end) = class_at(text, at);
        if !matches!(class, Class::Sign(_)) {
            while end < text.len() {
                let (next, next_end) = class_at(text, end);
                if next != class {
                    break;
                }
                end = next_end;
            }
        }
        out.push(Atom { from: offset(at), to: offset(end), class });
        at = end;
    }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).expect("texts above 4 GB are refused before they are analysed")
}

/// Class of the character at `at`, and where it ends.
fn class_at(text: &str, at: usize) -> (Class, usize) {
    let byte = text.as_bytes()[at];
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' => (Class::Letters, at + 1),
        b'0'..=b'9' => (Class::Digits, at + 1),
        b' ' | b'\t' | b'\n' | b'\r' | 0x0B | 0x0C => (Class::Blank, at + 1),
        0..0x80 => (Class::Sign(char::from(byte)), at + 1),
        0xC3 if !matches!(text.as_bytes()[at + 1], 0x97 | 0xB7) => (Class::Letters, at + 2),
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
