//! A group of the query while it is being read.

use super::scope::{self, Item};
use super::{Node, Side};

/// A group that is still open.
#[derive(Default)]
pub(super) struct Frame {
    /// Whether the group itself is taken away.
    pub(super) negated: bool,
    /// Whether white space stands before its bracket.
    pub(super) spaced: bool,
    /// Whether a Not waits for what it takes away.
    pub(super) not: bool,
    /// Finished alternatives.
    pub(super) alternatives: Vec<Node>,
    /// The alternative being read.
    pub(super) items: Vec<Item>,
    /// Plain words being read, not yet among the items.
    pub(super) run: Vec<Piece>,
}

/// A plain word, or a group of nothing but plain words with its brackets.
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) spaced: bool,
    pub(super) word: bool,
}

impl Frame {
    /// Adds an item, taken away if a Not waits for it.
    pub(super) fn push(&mut self, item: Item) {
        self.end_run();
        let item =
            if std::mem::take(&mut self.not) { Item::Node(negate(item.into_node())) } else { item };
        self.items.push(item);
    }

    /// Adds a finished group; what it demands side by side stands side by side with what is here.
    pub(super) fn insert(&mut self, node: Node) {
        match node {
            Node::And(nodes) => nodes.into_iter().for_each(|node| self.insert(node)),
            Node::Words(text) => self.run.push(Piece { text, spaced: true, word: false }),
            node => self.push(Item::Node(node)),
        }
    }

    fn end_run(&mut self) {
        let mut text = String::new();
        for piece in self.run.drain(..) {
            if piece.spaced && !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&piece.text);
        }
        if !text.is_empty() {
            self.items.push(Item::Node(Node::Words(text)));
        }
    }

    pub(super) fn take_alternative(&mut self) -> Option<Node> {
        self.end_run();
        scope::sequence(std::mem::take(&mut self.items))
    }

    /// The word or phrase just read; of a nearness just read, its right side once more.
    pub(super) fn take_left(&mut self) -> Option<Side> {
        if let Some(piece) = self.run.pop() {
            if piece.word {
                return Some(Side::Word(piece.text));
            }
            self.run.push(piece);
            return None;
        }
        match self.items.pop()? {
            Item::Node(Node::Phrase(phrase)) => Some(Side::Phrase(phrase)),
            Item::Node(Node::Near { left, right, distance }) => {
                let again = right.clone();
                self.items.push(Item::Node(Node::Near { left, right, distance }));
                Some(again)
            }
            other => {
                self.items.push(other);
                None
            }
        }
    }
}

pub(super) fn negate(node: Node) -> Node {
    match node {
        Node::Not(inner) => *inner,
        node => Node::Not(Box::new(node)),
    }
}

/// Whether the whole text is one group of plain words.
pub(super) fn is_bracketed(text: &str) -> bool {
    let mut depth = 0_usize;
    let inner = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    inner.is_some_and(|inner| {
        inner.chars().all(|c| {
            match c {
                '(' => depth += 1,
                ')' if depth == 0 => return false,
                ')' => depth -= 1,
                _ => {}
            }
            true
        })
    })
}
