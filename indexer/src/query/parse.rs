//! Tokens → tree, with a stack of our own instead of recursion.

use super::clean::clean;
use super::group::{Frame, Piece, is_bracketed, negate};
use super::notices::{Ignored, notices};
use super::scope::{self, Item};
use super::token::{Kind, Token, tokens};
use super::values::Value;
use super::{Node, Parsed, Query, Side};
use crate::limits::Limits;

/// Brackets within each other that no configuration can exceed, so that walking a tree is safe.
const MAX_DEPTH: usize = 64;

/// Rounds within which a query settles on its canonical form. One is the rule; a second is needed
/// where what was left out had kept two words apart that together mean something else.
const ROUNDS: usize = 4;

/// Understands what was typed. Never fails; whatever was read in another way than typed is told.
pub fn parse(typed: &str, limits: &Limits) -> Parsed {
    let (text, root, notices) = once(typed, limits);
    let query = settle(Query { root }, limits);
    Parsed { query, text, notices }
}

/// One reading of a text.
pub(super) fn once(typed: &str, limits: &Limits) -> (String, Node, Vec<crate::answer::Notice>) {
    let cleaned = clean(typed, limits.query_chars);
    let (tokens, doubts) = tokens(&cleaned.text, limits.query_terms);
    let mut builder = Builder::new(limits.query_depth.min(MAX_DEPTH));
    let root = builder.build(&tokens);
    let notices = notices(&cleaned, limits, &doubts, &builder.ignored, &root);
    (cleaned.text, root, notices)
}

/// Prints and reads again until nothing changes, which makes the printed form canonical.
fn settle(mut query: Query, limits: &Limits) -> Query {
    for _ in 0..ROUNDS {
        let again = once(&query.to_string(), limits).1;
        if again == query.root {
            return query;
        }
        query.root = again;
    }
    let words = query.to_string().replace(|c: char| !c.is_alphanumeric(), " ").to_lowercase();
    Query { root: once(&words, limits).1 }
}

/// A tree made by hand, in canonical form.
pub(super) fn canonical(root: Node) -> Query {
    let unlimited = Limits {
        query_chars: usize::MAX,
        query_terms: usize::MAX,
        query_depth: MAX_DEPTH,
        ..Limits::default()
    };
    let printed = Query { root }.to_string();
    settle(Query { root: once(&printed, &unlimited).1 }, &unlimited)
}

struct Builder {
    depth: usize,
    /// Open brackets beyond the depth.
    beyond: usize,
    stack: Vec<Frame>,
    ignored: Vec<Ignored>,
    /// Operator words that found nothing to work on.
    idle: Vec<&'static str>,
}

impl Builder {
    const fn new(depth: usize) -> Self {
        Self { depth, beyond: 0, stack: Vec::new(), ignored: Vec::new(), idle: Vec::new() }
    }
}

impl Builder {
    fn build(&mut self, tokens: &[Token]) -> Node {
        self.stack.push(Frame::default());
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            at += self.take(token, tokens.get(at + 1));
        }
        if self.stack.len() > 1 {
            self.ignored.push(Ignored::OpenBracket);
        }
        while self.stack.len() > 1 {
            self.close(false);
        }
        let root = self.stack.pop().and_then(|frame| self.finish(frame));
        root.or_else(|| self.only_operators()).unwrap_or(Node::Everything)
    }

    /// A query of nothing but operators asks for these words.
    fn only_operators(&mut self) -> Option<Node> {
        self.ignored.retain(|ignored| !matches!(ignored, Ignored::Operator(_)));
        (!self.idle.is_empty()).then(|| Node::Words(self.idle.join(" ")))
    }

    fn top(&mut self) -> &mut Frame {
        self.stack.last_mut().expect("the outermost frame stays until the end")
    }

    /// Takes a token and says how many were used up.
    fn take(&mut self, token: &Token, next: Option<&Token>) -> usize {
        match &token.kind {
            Kind::Word(word) => self.word(word, token.spaced),
            Kind::Phrase(phrase) => self.top().push(Item::Node(Node::Phrase(phrase.clone()))),
            Kind::Prefix(stem) => self.top().push(Item::Node(Node::Prefix(stem.clone()))),
            Kind::Field(values) => self.field(values),
            Kind::Near(distance) => return self.near(*distance, next),
            Kind::And => self.idle.push("AND"),
            Kind::Or => self.or(),
            Kind::Not => self.top().not ^= true,
            Kind::Open => self.open(token.spaced),
            Kind::Close => self.close_bracket(),
        }
        1
    }

    fn word(&mut self, word: &str, spaced: bool) {
        let frame = self.top();
        if frame.not {
            frame.push(Item::Node(Node::Words(word.to_owned())));
        } else {
            frame.run.push(Piece { text: word.to_owned(), spaced, word: true });
        }
    }

    fn field(&mut self, values: &[Value]) {
        let item = scope::field(values);
        let frame = self.top();
        let repeated = !frame.not && scope::repeats(&frame.items, &item);
        frame.push(item);
        if repeated {
            self.ignored.push(Ignored::Alternatives);
        }
    }

    fn or(&mut self) {
        self.no_waiting_not();
        let frame = self.top();
        match frame.take_alternative() {
            Some(node) => frame.alternatives.push(node),
            None => self.ignore("OR"),
        }
    }

    fn ignore(&mut self, operator: &'static str) {
        self.ignored.push(Ignored::Operator(operator));
        self.idle.push(operator);
    }

    fn no_waiting_not(&mut self) {
        if std::mem::take(&mut self.top().not) {
            self.ignore("NOT");
        }
    }

    fn near(&mut self, distance: u32, next: Option<&Token>) -> usize {
        let right = match next.map(|token| &token.kind) {
            Some(Kind::Word(word)) => Some(Side::Word(word.clone())),
            Some(Kind::Phrase(phrase)) => Some(Side::Phrase(phrase.clone())),
            _ => None,
        };
        let sides = right.and_then(|right| Some((self.top().take_left()?, right)));
        let Some((left, right)) = sides else {
            self.ignore("NÄRA");
            return 1;
        };
        self.top().push(Item::Node(Node::Near { left, right, distance }));
        2
    }

    fn open(&mut self, spaced: bool) {
        if self.stack.len() > self.depth {
            if self.beyond == 0 {
                self.ignored.push(Ignored::Depth);
            }
            self.beyond += 1;
            return;
        }
        let negated = std::mem::take(&mut self.top().not);
        self.stack.push(Frame { negated, spaced, ..Frame::default() });
    }

    fn close_bracket(&mut self) {
        if self.beyond > 0 {
            self.beyond -= 1;
        } else if self.stack.len() > 1 {
            self.close(true);
        } else {
            self.ignored.push(Ignored::StrayBracket);
        }
    }

    /// Hands a finished group to the one around it.
    fn close(&mut self, closed: bool) {
        self.no_waiting_not();
        let Some(frame) = self.stack.pop() else { return };
        let (negated, spaced) = (frame.negated, frame.spaced);
        let Some(node) = self.finish(frame) else {
            if negated {
                self.ignore("NOT");
            }
            return;
        };
        let outer = self.top();
        match node {
            node if negated => outer.insert(negate(node)),
            Node::Words(text) if closed => {
                let text = if is_bracketed(&text) { text } else { format!("({text})") };
                outer.run.push(Piece { text, spaced, word: false });
            }
            node => outer.insert(node),
        }
    }

    fn finish(&mut self, mut frame: Frame) -> Option<Node> {
        if std::mem::take(&mut frame.not) {
            self.ignore("NOT");
        }
        let begun = !frame.alternatives.is_empty();
        match frame.take_alternative() {
            Some(node) => frame.alternatives.push(node),
            None if begun => self.ignore("OR"),
            None => return None,
        }
        let flat = frame.alternatives.into_iter().flat_map(|node| match node {
            Node::Or(nodes) => nodes,
            node => vec![node],
        });
        scope::one_or(flat.collect(), Node::Or)
    }
}
