//! From the query as understood to what is looked up: leaves, and how they combine.
//!
//! Lowering is where Swedish meets the index: a word becomes its form, its inflections, the
//! compounds it is part of, its abbreviation or long form and, only where the index lacks it,
//! another spelling. Each such step can be switched off by name and leaves a notice that says so.

pub(crate) mod conditions;
mod question;
mod synonyms;
mod words;

use std::collections::HashSet;

use corpus::document::Zone;

use crate::answer::Notice;
use crate::bits::Bits;
use crate::intent::Intents;
use crate::leaf::{Alternative, How, Leaf, Pattern};
use crate::limits::Limits;
use crate::query::{By, Condition, Node, Query, Side};
use crate::snapshot::{Snapshot, each_term_with_prefix};

/// How leaves and conditions combine.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Tree {
    /// Every unit.
    All,
    /// Units in which the leaf of this number occurs.
    Leaf(usize),
    /// These units.
    Set(Bits),
    And(Vec<Tree>),
    Or(Vec<Tree>),
    Not(Box<Tree>),
}

/// One of the things that are all wanted.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Clause {
    pub(crate) tree: Tree,
    /// False for conditions and exclusions, which hold in the second block as well.
    pub(crate) word: bool,
    /// False for words that only rank.
    pub(crate) wanted: bool,
}

/// A query, ready to be looked up.
pub(crate) struct Lowered {
    pub(crate) leaves: Vec<Leaf>,
    pub(crate) clauses: Vec<Clause>,
    pub(crate) notices: Vec<Notice>,
    /// True where the query asks for a decision by its outcome.
    pub(crate) asks_for_decision: bool,
    /// True where it asks for matters that were put off.
    pub(crate) asks_for_tabled: bool,
}

/// Lowers a query. `off` names what is switched off.
pub(crate) fn lower(
    query: &Query,
    snapshot: &Snapshot,
    intents: &Intents,
    limits: &Limits,
    off: &HashSet<&str>,
) -> Lowered {
    let mut lowering = Lowering {
        snapshot,
        intents,
        limits,
        off,
        query,
        leaves: Vec::new(),
        notices: Vec::new(),
        asks_for_decision: false,
        asks_for_tabled: false,
        expansions: 0,
    };
    let clauses = match &query.root {
        Node::And(nodes) => nodes.iter().flat_map(|node| lowering.clauses(node)).collect(),
        node => lowering.clauses(node),
    };
    let Lowering { leaves, notices, asks_for_decision, asks_for_tabled, .. } = lowering;
    Lowered { leaves, clauses, notices, asks_for_decision, asks_for_tabled }
}

struct Lowering<'a> {
    snapshot: &'a Snapshot,
    intents: &'a Intents,
    limits: &'a Limits,
    off: &'a HashSet<&'a str>,
    query: &'a Query,
    leaves: Vec<Leaf>,
    notices: Vec<Notice>,
    asks_for_decision: bool,
    asks_for_tabled: bool,
    /// Terms that words have been expanded to so far.
    expansions: usize,
}

impl Lowering<'_> {
    fn is_on(&self, part: &str) -> bool {
        !self.off.contains(part)
    }

    /// The clauses that a part of the outermost conjunction makes.
    fn clauses(&mut self, node: &Node) -> Vec<Clause> {
        match node {
            Node::Words(text) => self.words(text, None),
            Node::Everything => Vec::new(),
            node => {
                let word = !matches!(node, Node::Field(_) | Node::Not(_));
                vec![Clause { tree: self.tree(node, None), word, wanted: true }]
            }
        }
    }

    /// The tree of a node. Depth is bounded by the parser.
    fn tree(&mut self, node: &Node, zone: Option<Zone>) -> Tree {
        match node {
            Node::Everything => Tree::All,
            Node::Words(text) => {
                let clauses = self.words(text, zone);
                Tree::And(clauses.into_iter().filter(|c| c.wanted).map(|c| c.tree).collect())
            }
            Node::Phrase(text) => self.phrase(text, zone),
            Node::Prefix(stem) => self.prefix(stem, zone),
            Node::Near { left, right, distance } => self.near(left, right, *distance, zone),
            Node::Field(condition) => self.condition(condition),
            Node::And(nodes) => Tree::And(nodes.iter().map(|n| self.tree(n, zone)).collect()),
            Node::Or(nodes) => Tree::Or(nodes.iter().map(|n| self.tree(n, zone)).collect()),
            Node::Not(node) => {
                let scored = self.leaves.len();
                let tree = self.tree(node, zone);
                for leaf in &mut self.leaves[scored..] {
                    leaf.weight = 0.0;
                }
                Tree::Not(Box::new(tree))
            }
            Node::In { zone, by, node } => self.inside(*zone, by, node),
        }
    }

    fn add(&mut self, leaf: Leaf) -> Tree {
        self.leaves.push(leaf);
        Tree::Leaf(self.leaves.len() - 1)
    }

    /// A phrase: these words in this form, one after the other.
    fn phrase(&mut self, text: &str, zone: Option<Zone>) -> Tree {
        let words = self.snapshot.analyzer.query_words(text);
        let terms: Vec<String> = words.into_iter().map(|word| word.exact).collect();
        if terms.is_empty() {
            return Tree::All;
        }
        let field = self.snapshot.fields.exact;
        let what = match <[String; 1]>::try_from(terms) {
            Ok([term]) => Pattern::Term(field, term),
            Err(terms) => Pattern::Phrase { field, terms, slop: 0 },
        };
        let alternatives = vec![Alternative { how: How::Exact, weight: 1.5, what }];
        self.add(leaf(text, alternatives, zone))
    }

    /// `ord*`: the most frequent words that begin so.
    fn prefix(&mut self, stem: &str, zone: Option<Zone>) -> Tree {
        let field = self.snapshot.fields.exact;
        let words = self.snapshot.analyzer.query_words(stem);
        let stem = words.into_iter().next().map_or_else(String::new, |word| word.exact);
        let mut terms: Vec<(String, u64)> = Vec::new();
        each_term_with_prefix(self.snapshot, &stem, &mut |term, freq| terms.push((term, freq)));
        terms.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        let all = terms.len();
        terms.truncate(self.limits.expansion_per_word.min(self.budget()));
        self.expansions += terms.len();
        if terms.len() < all {
            self.notices.push(Notice {
                kind: "cut",
                message: format!(
                    "”{stem}*” stämmer på {all} ord; sökte på de {} vanligaste.",
                    terms.len()
                ),
                query: None,
                words: vec![format!("{stem}*")],
            });
        }
        let alternative = |(term, _)| Alternative {
            how: How::Inflection,
            weight: 1.0,
            what: Pattern::Term(field, term),
        };
        let alternatives = terms.into_iter().map(alternative).collect();
        self.add(leaf(&format!("{stem}*"), alternatives, zone))
    }

    fn near(&mut self, left: &Side, right: &Side, distance: u32, zone: Option<Zone>) -> Tree {
        let exact = [left, right].iter().any(|side| matches!(side, Side::Phrase(_)));
        let fields = &self.snapshot.fields;
        let field = if exact { fields.exact } else { fields.lemma };
        let terms = |side: &Side| -> Vec<Vec<String>> {
            let (Side::Word(text) | Side::Phrase(text)) = side;
            let words = self.snapshot.analyzer.query_words(text);
            match (exact, side) {
                (false, _) => words.into_iter().flat_map(|w| w.lemmas).map(|l| vec![l]).collect(),
                (true, _) => vec![words.into_iter().map(|word| word.exact).collect()],
            }
        };
        let (left_terms, right_terms) = (terms(left), terms(right));
        let what = Pattern::Near { field, left: left_terms, right: right_terms, distance };
        let how = if exact { How::Exact } else { How::Inflection };
        let (Side::Word(a) | Side::Phrase(a)) = left;
        let (Side::Word(b) | Side::Phrase(b)) = right;
        let alternatives = vec![Alternative { how, weight: 1.0, what }];
        self.add(leaf(&format!("{a} NÄRA/{distance} {b}"), alternatives, zone))
    }

    /// Words inside sections of one kind, behind which certain people stand.
    fn inside(&mut self, zone: Zone, by: &[By], node: &Node) -> Tree {
        let mut trees = vec![self.fact(&format!("zon:{}", zone.slug()))];
        for by in by {
            trees.push(match by {
                By::Party(letters) => {
                    self.fact(&format!("{}:{}", zone.slug(), letters.to_lowercase()))
                }
                By::Person(name) => self.phrase(name, Some(zone)),
            });
        }
        if *node != Node::Everything {
            trees.push(self.tree(node, Some(zone)));
        }
        Tree::And(trees)
    }

    /// How many more terms words may expand to.
    fn budget(&self) -> usize {
        self.limits.expansion_per_query.saturating_sub(self.expansions)
    }

    fn condition(&mut self, condition: &Condition) -> Tree {
        match condition {
            Condition::Person(name) | Condition::By(By::Person(name)) => self.phrase(name, None),
            Condition::Dnr(text) => self.diary_number(text),
            condition => Tree::Set(conditions::units(condition, self.snapshot)),
        }
    }

    fn fact(&self, fact: &str) -> Tree {
        Tree::Set(conditions::with_fact(fact, self.snapshot))
    }
}

fn leaf(word: &str, alternatives: Vec<Alternative>, zone: Option<Zone>) -> Leaf {
    Leaf { word: word.to_owned(), alternatives, zone, weight: 1.0, reference: false }
}
