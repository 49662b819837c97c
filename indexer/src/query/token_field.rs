//! Tokens that are fields: a known name, a colon and a value.

use super::extent;
use super::fields::Field;
use super::marks::is_quote;
use super::token::{Doubt, Kind, Lexer, Token};
use super::values;

impl Lexer<'_> {
    /// A field with its value, which may be quoted and may stand after a space; `None` where this is
    /// no field, or none that has such a value.
    pub(super) fn field(&mut self, word: &str, spaced: bool) -> Option<bool> {
        let colon = word.find(':')?;
        let field = Field::named(&word[..colon])?;
        let (begin, doubts) = (self.at, self.doubts.len());
        let value_at = begin + colon + 1;
        let value = self.value(field, value_at);
        let apart = self.text[value_at..].starts_with(' ');
        let doubt = match values::read(field, &value) {
            Some(_) if apart && !self.is_meant(field, &value) => {
                Doubt::SpacedValue(begin, value_at - 1, self.at)
            }
            Some(values) if values.len() > self.left => return Some(self.too_many(begin)),
            Some(values) => {
                let terms = values.len();
                return Some(self.term(Kind::Field(values), terms, spaced));
            }
            None => Doubt::BadValue(field, begin, self.at),
        };
        self.doubts.truncate(doubts);
        self.doubts.push(doubt);
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
        while let Some(next) = self.rest().strip_prefix(' ') {
            let next =
                &next[..next.find(|c| c == ' ' || c == ')' || is_quote(c)).unwrap_or(next.len())];
            if !extent::takes(field, &value, next) {
                break;
            }
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

    /// Whether "kommun: Solna" asks for the field though a space stands before the value. In running
    /// text ("en lag: bakgrund") a colon means something else.
    fn is_meant(&self, field: Field, value: &str) -> bool {
        let first = |fits: fn(char) -> bool| value.starts_with(fits);
        match field {
            Field::Dnr => value.contains(|c: char| c.is_ascii_digit()),
            Field::Organ | Field::Municipality | Field::Law | Field::Person | Field::By => {
                let word_before =
                    matches!(self.tokens.last(), Some(Token { kind: Kind::Word(_), .. }));
                !word_before || first(char::is_uppercase) || first(char::is_numeric)
            }
            _ => true,
        }
    }
}
