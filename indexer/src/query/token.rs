//! A cleaned text → tokens, in one pass.
//!
//! Brackets inside a word ("f(x)", "kommun(er)") belong to the word where they pair up without
//! white space between; every other bracket groups.

use super::MAX_DISTANCE;
use super::fields::{self, Field};
use super::marks::{dash_is_text, is_double, is_quote, partners};
use super::values::Value;

/// The smallest piece with a meaning of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    Word(String),
    Phrase(String),
    Prefix(String),
    /// Alternatives, one or more.
    Field(Vec<Value>),
    Near(u32),
    /// No-op: side by side already means and.
    And,
    Or,
    Not,
    Open,
    Close,
}

/// A token and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    /// Whether white space stands before it.
    pub(super) spaced: bool,
}

/// Something that was not read as typed; byte offsets into the cleaned text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Doubt {
    /// Words beyond the limit begin here.
    TooManyTerms(usize),
    /// A quote without its end.
    OpenQuote(usize),
    /// Quotes, or a single one, with nothing behind.
    EmptyQuotes,
    /// A known field with a value that it does not have.
    BadValue(Field, usize, usize),
    /// A field whose value stands after a space, in running text: begin, colon, end.
    SpacedValue(usize, usize, usize),
    /// A distance that was brought within its bounds.
    Distance(u32),
}

/// Reads at most `limit` words, phrases (each of their words counts) and fields.
pub(super) fn tokens(text: &str, limit: usize) -> (Vec<Token>, Vec<Doubt>) {
    let mut lexer = Lexer {
        text,
        at: 0,
        left: limit,
        partners: partners(text),
        tokens: Vec::new(),
        doubts: Vec::new(),
    };
    while lexer.step() {}
    (lexer.tokens, lexer.doubts)
}

/// Reads a text from its beginning to its end.
pub(super) struct Lexer<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    /// Terms that may still come.
    pub(super) left: usize,
    partners: Vec<(usize, usize)>,
    pub(super) tokens: Vec<Token>,
    pub(super) doubts: Vec<Doubt>,
}

impl<'a> Lexer<'a> {
    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn step(&mut self) -> bool {
        let spaced = self.rest().starts_with(' ') || self.at == 0;
        self.at += self.rest().len() - self.rest().trim_start().len();
        let Some(c) = self.rest().chars().next() else { return false };
        match c {
            '(' => self.bracket(Kind::Open, spaced),
            ')' => self.bracket(Kind::Close, spaced),
            '-' | '−' if self.is_minus(c, spaced) => {
                self.at += c.len_utf8();
                self.push(Kind::Not, spaced);
                true
            }
            c if is_quote(c) => self.phrase(spaced),
            _ => self.word(spaced),
        }
    }

    fn bracket(&mut self, kind: Kind, spaced: bool) -> bool {
        self.at += 1;
        self.push(kind, spaced);
        true
    }

    /// A dash that takes away what follows it.
    fn is_minus(&self, dash: char, spaced: bool) -> bool {
        let after = &self.rest()[dash.len_utf8()..];
        let starts = |c: char| c.is_alphanumeric() || c == '(' || c == '§' || is_quote(c);
        let before = &self.text[..self.at];
        let free = spaced || before.ends_with(|c| c == '(' || is_quote(c));
        free && after.starts_with(starts) && !dash_is_text(before, after)
    }

    fn push(&mut self, kind: Kind, spaced: bool) {
        self.tokens.push(Token { kind, spaced });
    }

    /// Counts terms; false where the limit is reached.
    pub(super) fn term(&mut self, kind: Kind, terms: usize, spaced: bool) -> bool {
        if terms > self.left {
            return self.too_many(self.at);
        }
        self.left -= terms;
        self.push(kind, spaced);
        true
    }

    pub(super) fn too_many(&mut self, at: usize) -> bool {
        self.doubts.push(Doubt::TooManyTerms(at));
        false
    }

    fn phrase(&mut self, spaced: bool) -> bool {
        let begin = self.at;
        let inner = self.quoted();
        let words: Vec<&str> = inner.split_whitespace().collect();
        if words.is_empty() {
            return true;
        }
        if self.left == 0 {
            return self.too_many(begin);
        }
        let taken = words.len().min(self.left);
        self.left -= taken;
        self.push(Kind::Phrase(words[..taken].join(" ")), spaced);
        taken == words.len() || self.too_many(begin)
    }

    /// Reads from a quote to its partner or to the end. Other quotes inside become spaces.
    pub(super) fn quoted(&mut self) -> String {
        let begin = self.at;
        let quote = self.rest().chars().next().unwrap_or('"');
        self.at += quote.len_utf8();
        let closes = |c: char| is_quote(c) && is_double(c) == is_double(quote);
        let length = self.rest().find(closes);
        let inner = &self.rest()[..length.unwrap_or(self.rest().len())];
        self.at += inner.len();
        self.at += self.rest().chars().next().map_or(0, char::len_utf8);
        let empty = inner.trim().is_empty();
        match length {
            _ if empty => self.doubts.push(Doubt::EmptyQuotes),
            None => self.doubts.push(Doubt::OpenQuote(begin)),
            Some(_) => {}
        }
        inner.replace(is_quote, " ")
    }

    /// Where the word that begins at the current place ends.
    pub(super) fn word_end(&self) -> usize {
        let mut skip_to = self.at;
        for (offset, c) in self.rest().char_indices() {
            let at = self.at + offset;
            if at < skip_to {
                continue;
            }
            match c {
                '(' => match self.partners.binary_search_by_key(&at, |pair| pair.0) {
                    Ok(index) => skip_to = self.partners[index].1 + 1,
                    Err(_) => return at,
                },
                ')' | ' ' => return at,
                c if is_quote(c) => return at,
                _ => {}
            }
        }
        self.text.len()
    }

    fn word(&mut self, spaced: bool) -> bool {
        let begin = self.at;
        let end = self.word_end();
        let word = &self.text[begin..end];
        if let Some(found) = self.field(word, spaced) {
            return found;
        }
        self.at = end;
        if let Some(kind) = self.operator(word) {
            self.push(kind, spaced);
            return true;
        }
        let kind = match word.strip_suffix('*').filter(|stem| is_stem(stem)) {
            Some(stem) => Kind::Prefix(stem.to_owned()),
            None => Kind::Word(word.to_owned()),
        };
        if self.left == 0 {
            return self.too_many(begin);
        }
        self.term(kind, 1, spaced)
    }

    /// Operators in capitals, and `NÄRA/5` in any case.
    fn operator(&mut self, word: &str) -> Option<Kind> {
        match word {
            "OR" | "ELLER" => return Some(Kind::Or),
            "AND" | "OCH" => return Some(Kind::And),
            "NOT" | "INTE" => return Some(Kind::Not),
            _ => {}
        }
        let (name, number) = word.split_once('/')?;
        let named = matches!(fields::fold(name).as_str(), "nara" | "near");
        let digits = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
        if !(named && digits) {
            return None;
        }
        let typed = number.parse().unwrap_or(u32::MAX);
        let distance = typed.clamp(1, MAX_DISTANCE);
        if distance != typed {
            self.doubts.push(Doubt::Distance(distance));
        }
        Some(Kind::Near(distance))
    }
}

/// Whether a star behind it makes a prefix of it.
fn is_stem(stem: &str) -> bool {
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\u{300}'..='\u{36F}');
    stem.chars().all(inner) && stem.ends_with(char::is_alphanumeric)
}
