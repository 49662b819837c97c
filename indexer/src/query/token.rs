//! A cleaned text → tokens, in one pass.
//!
//! Brackets inside a word ("f(x)", "kommun(er)") belong to the word where they pair up without
//! white space between; every other bracket groups.

use super::MAX_DISTANCE;
use super::fields::{self, Field};
use super::values::{self, Value};

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
    /// Quotes around nothing.
    EmptyQuotes,
    /// A known field with a value that it does not have.
    BadValue(Field, usize, usize),
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

/// Whether a dash between these two is part of plain text: "2019 -24", "utformning och -uppföljning".
pub(super) fn dash_is_text(before: &str, after: &str) -> bool {
    let before = before.trim_end();
    if before.ends_with(|c: char| c.is_ascii_digit()) {
        return after.starts_with(|c: char| c.is_ascii_digit());
    }
    let last = before.rsplit(|c| c == ' ' || c == '(' || is_quote(c)).next().unwrap_or(before);
    last.ends_with([',', '/']) || matches!(last, "och" | "eller" | "samt" | "respektive" | "resp.")
}

/// Quotes that open and close phrases, in two families that may stand inside each other.
pub(super) const fn is_quote(c: char) -> bool {
    is_double(c) || matches!(c, '«' | '»')
}

const fn is_double(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '＂')
}

/// For each byte at which a bracket opens: where its partner is within the same stretch without
/// white space or quotes.
fn partners(text: &str) -> Vec<(usize, usize)> {
    let (mut open, mut pairs) = (Vec::new(), Vec::new());
    for (at, c) in text.char_indices() {
        match c {
            '(' => open.push(at),
            ')' => pairs.extend(open.pop().map(|begin| (begin, at))),
            c if c == ' ' || is_quote(c) => open.clear(),
            _ => {}
        }
    }
    pairs.sort_unstable();
    pairs
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    /// Terms that may still come.
    left: usize,
    partners: Vec<(usize, usize)>,
    tokens: Vec<Token>,
    doubts: Vec<Doubt>,
}

impl<'a> Lexer<'a> {
    fn rest(&self) -> &'a str {
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
    fn term(&mut self, kind: Kind, terms: usize, spaced: bool) -> bool {
        if terms > self.left {
            return self.too_many(self.at);
        }
        self.left -= terms;
        self.push(kind, spaced);
        true
    }

    fn too_many(&mut self, at: usize) -> bool {
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
    fn quoted(&mut self) -> String {
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
            None => self.doubts.push(Doubt::OpenQuote(begin)),
            Some(_) if empty => self.doubts.push(Doubt::EmptyQuotes),
            Some(_) => {}
        }
        inner.replace(is_quote, " ")
    }

    /// Where the word that begins at the current place ends.
    fn word_end(&self) -> usize {
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

    /// A field with its value, which may be quoted and may stand after a space; `None` where this is
    /// no field, or none that has such a value.
    fn field(&mut self, word: &str, spaced: bool) -> Option<bool> {
        let colon = word.find(':')?;
        let field = Field::named(&word[..colon])?;
        let begin = self.at;
        let doubts = self.doubts.len();
        let value = self.value(field, begin + colon + 1);
        if let Some(values) = values::read(field, &value) {
            let terms = values.len();
            if terms > self.left {
                return Some(self.too_many(begin));
            }
            return Some(self.term(Kind::Field(values), terms, spaced));
        }
        self.doubts.truncate(doubts);
        self.doubts.push(Doubt::BadValue(field, begin, self.at));
        self.at = begin;
        None
    }

    /// Reads a field's value from `from` on and stands behind it.
    fn value(&mut self, field: Field, from: usize) -> String {
        self.at = from + usize::from(self.text[from..].starts_with(' '));
        if self.rest().starts_with(is_quote) {
            return self.quoted();
        }
        let mut value = self.plain();
        while self.continues(field, &value) {
            self.at += 1;
            value.push(' ');
            value.push_str(&self.plain());
        }
        value
    }

    fn plain(&mut self) -> String {
        let end = self.word_end();
        let word = &self.text[self.at..end];
        self.at = end;
        word.to_owned()
    }

    /// Whether the next word still belongs to an unquoted value: the number of "dnr:KS 2023/7", the
    /// letter of "§:33 a" never, the surname of "person:Jan Ek".
    fn continues(&self, field: Field, value: &str) -> bool {
        let Some(next) = self.rest().strip_prefix(' ') else { return false };
        let next = next.split(|c| c == ' ' || is_quote(c) || c == ')').next().unwrap_or_default();
        let digit = |c: char| c.is_ascii_digit();
        match field {
            Field::Dnr => !value.contains(digit) && next.contains(digit) && !value.contains(' '),
            Field::Person => self.is_name(value, next),
            Field::By => corpus::party::letters(value).is_none() && self.is_name(value, next),
            _ => false,
        }
    }

    fn is_name(&self, value: &str, next: &str) -> bool {
        let capital = |word: &str| word.starts_with(char::is_uppercase);
        let letters = |c: char| c.is_alphabetic() || matches!(c, '-' | '.' | '\'' | '’');
        let operator = matches!(next, "OR" | "ELLER" | "AND" | "OCH" | "NOT" | "INTE");
        let short = value.split(' ').count() < 4 && value.chars().all(|c| letters(c) || c == ' ');
        short && capital(value) && capital(next) && next.chars().all(letters) && !operator
    }
}

/// Whether a star behind it makes a prefix of it.
fn is_stem(stem: &str) -> bool {
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '-' | '\u{300}'..='\u{36F}');
    stem.chars().all(inner) && stem.ends_with(char::is_alphanumeric)
}
