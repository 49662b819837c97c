//! Prepared term streams: how analysed terms pass through tantivy untouched.
//!
//! The analyzer runs once over a unit and yields terms for three fields. Each field gets its
//! terms as one string, a line per term: how far the position moved on, a blank, the term. The
//! tokenizer of the schema only takes that string apart again, without allocating.

use std::fmt::Write;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// The tokenizer's name in the schema.
pub(crate) const TERM_STREAM: &str = "term_stream";

/// Longest term in bytes; longer ones are dropped (tantivy drops them only at 65,530).
pub(crate) const MAX_TERM: usize = 255;

/// Writes a term stream.
#[derive(Debug, Default)]
pub(crate) struct StreamWriter {
    string: String,
    last: u32,
}

impl StreamWriter {
    /// Adds a term. Positions must not decrease; a smaller one is taken as the last.
    pub(crate) fn push(&mut self, position: u32, term: &str) {
        if term.is_empty() || term.len() > MAX_TERM || term.contains('\n') {
            return;
        }
        let step = position.saturating_sub(self.last);
        self.last = self.last.max(position);
        let _ = writeln!(self.string, "{step} {term}");
    }

    /// The stream.
    pub(crate) fn finish(self) -> String {
        self.string
    }
}

/// Takes term streams apart.
#[derive(Debug, Clone, Default)]
pub(crate) struct TermStreamTokenizer {
    token: Token,
}

impl Tokenizer for TermStreamTokenizer {
    type TokenStream<'a> = TermStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> TermStream<'a> {
        self.token.reset();
        self.token.position = 0;
        TermStream { rest: text, token: &mut self.token }
    }
}

/// The terms of one stream.
pub(crate) struct TermStream<'a> {
    rest: &'a str,
    token: &'a mut Token,
}

impl TokenStream for TermStream<'_> {
    fn advance(&mut self) -> bool {
        let Some((line, rest)) = self.rest.split_once('\n') else { return false };
        self.rest = rest;
        let (step, term) = line.split_once(' ').unwrap_or(("0", line));
        self.token.position += step.parse::<usize>().unwrap_or(0);
        self.token.text.clear();
        self.token.text.push_str(term);
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(stream: &str) -> Vec<(usize, String)> {
        let mut tokenizer = TermStreamTokenizer::default();
        let mut terms = Vec::new();
        tokenizer.token_stream(stream).process(&mut |token| {
            terms.push((token.position, token.text.clone()));
        });
        terms
    }

    #[test]
    fn terms_come_back_at_their_positions() {
        let mut writer = StreamWriter::default();
        for (position, term) in [(0, "dnr:ks-1"), (0, "ks"), (1, "2023"), (7, "nämnd")] {
            writer.push(position, term);
        }
        let stream = writer.finish();
        let expected = [(0, "dnr:ks-1"), (0, "ks"), (1, "2023"), (7, "nämnd")];
        assert_eq!(read(&stream), expected.map(|(p, t)| (p, t.to_owned())));
        assert_eq!(read(&stream), read(&stream), "the tokenizer starts afresh each time");
    }

    #[test]
    fn oversized_terms_and_line_feeds_are_dropped() {
        let mut writer = StreamWriter::default();
        writer.push(0, &"å".repeat(MAX_TERM));
        writer.push(1, "a\nb");
        writer.push(2, "kvar");
        assert_eq!(read(&writer.finish()), [(2, "kvar".to_owned())]);
    }
}
