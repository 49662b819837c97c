//! Bytes of an RTF file → braces, control words and text.

/// Letters of a control word that are read; the standard allows 32.
const LONGEST_WORD: usize = 32;

/// One piece of RTF.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\*`: the group may be skipped by who does not know its first word.
    Ignorable,
    /// `\par`, `\u229`, and control symbols such as `\~`.
    Word(&'a str, Option<i32>),
    /// A byte of text, plain or as `\'e5`.
    Byte(u8),
}

/// Reads pieces one by one.
pub(super) struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Tokens<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    fn take(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    fn after_backslash(&mut self) -> Option<Token<'a>> {
        let first = *self.rest.first()?;
        if first.is_ascii_alphabetic() {
            return Some(self.word());
        }
        let symbol = &self.rest[..1];
        self.rest = &self.rest[1..];
        Some(match first {
            b'\'' => self.hexadecimal(),
            b'*' => Token::Ignorable,
            b'{' | b'}' | b'\\' => Token::Byte(first),
            b'\n' | b'\r' => Token::Word("par", None),
            _ => Token::Word(std::str::from_utf8(symbol).unwrap_or("?"), None),
        })
    }

    fn hexadecimal(&mut self) -> Token<'a> {
        let digits = self.rest.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        match digits.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(byte) => {
                self.rest = &self.rest[2..];
                Token::Byte(byte)
            }
            None => Token::Byte(b'?'),
        }
    }

    fn word(&mut self) -> Token<'a> {
        let letters = self.rest.iter().take(LONGEST_WORD);
        let letters = letters.take_while(|byte| byte.is_ascii_alphabetic()).count();
        let (word, rest) = self.rest.split_at(letters);
        let sign = usize::from(rest.first() == Some(&b'-'));
        let digits = rest[sign..].iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
        let number = std::str::from_utf8(&rest[..sign + digits]).ok().and_then(|n| n.parse().ok());
        self.rest = if digits > 0 { &rest[sign + digits..] } else { rest };
        if let Some((b' ', rest)) = self.rest.split_first() {
            self.rest = rest;
        }
        let word = std::str::from_utf8(word).unwrap_or_default();
        if word == "bin" {
            let length = usize::try_from(number.unwrap_or(0)).unwrap_or(0);
            self.rest = self.rest.get(length..).unwrap_or_default();
        }
        Token::Word(word, number)
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            return match self.take()? {
                b'{' => Some(Token::Open),
                b'}' => Some(Token::Close),
                b'\\' => self.after_backslash(),
                // Line ends of the file are not those of the text.
                b'\r' | b'\n' | 0 => continue,
                byte => Some(Token::Byte(byte)),
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_and_bytes() {
        let tokens: Vec<_> = Tokens::new(br"{\u-5 a\'E5\*\b0\~\bin2 }}\}").collect();
        let expected = [
            Token::Open,
            Token::Word("u", Some(-5)),
            Token::Byte(b'a'),
            Token::Byte(0xe5),
            Token::Ignorable,
            Token::Word("b", Some(0)),
            Token::Word("~", None),
            Token::Word("bin", Some(2)),
            Token::Byte(b'}'),
        ];
        assert_eq!(tokens, expected);
    }
}
