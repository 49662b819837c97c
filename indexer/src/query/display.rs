//! The canonical form of a query, which parses to the same tree.

use std::fmt::{self, Write};

use super::extent;
use super::fields::{self, Field};
use super::marks::{dash_is_text, is_quote};
use super::scope::is_text;
use super::{By, Condition, Node, Query, Side};

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.root.to_string())
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = String::new();
        alternatives(&mut out, self);
        f.write_str(&out)
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&condition(self))
    }
}

/// Where a node may stand without brackets around it.
fn alternatives(out: &mut String, node: &Node) {
    match node {
        Node::Or(nodes) => {
            for (index, node) in nodes.iter().enumerate() {
                if index > 0 {
                    out.push_str(" OR ");
                }
                sequence(out, node);
            }
        }
        node => sequence(out, node),
    }
}

fn sequence(out: &mut String, node: &Node) {
    match node {
        Node::And(nodes) => {
            let open = nodes.iter().filter(|node| is_open(node)).count();
            for (index, node) in nodes.iter().enumerate() {
                if index > 0 {
                    out.push(' ');
                }
                match node {
                    Node::In { .. } if open > 1 => bracketed(out, node),
                    node => item(out, node),
                }
            }
        }
        node => item(out, node),
    }
}

/// Whether a zone beside it would take it in, or it is a zone that takes in what is beside it.
fn is_open(node: &Node) -> bool {
    is_text(node) || matches!(node, Node::In { .. } | Node::Field(Condition::By(_)))
}

fn bracketed(out: &mut String, node: &Node) {
    out.push('(');
    alternatives(out, node);
    out.push(')');
}

/// One of several that stand side by side.
fn item(out: &mut String, node: &Node) {
    match node {
        Node::Everything => {}
        Node::Words(text) => out.push_str(text),
        Node::Phrase(text) => quoted(out, text),
        Node::Prefix(stem) => {
            out.push_str(stem);
            out.push('*');
        }
        Node::Near { left, right, distance } => {
            side(out, left);
            let _ = write!(out, " NÄRA/{distance} ");
            side(out, right);
        }
        Node::Field(of) => out.push_str(&condition(of)),
        Node::Or(_) | Node::And(_) => bracketed(out, node),
        Node::Not(inner) => not(out, inner),
        Node::In { zone, by, node } => {
            out.push_str(Field::Zone.printed());
            value(out, Field::Zone, &fields::zone_name(*zone));
            for who in by {
                out.push(' ');
                out.push_str(&condition(&Condition::By(who.clone())));
            }
            if **node != Node::Everything {
                out.push(' ');
                sequence(out, node);
            }
        }
    }
}

/// A dash where it reads as one, otherwise the word.
fn not(out: &mut String, inner: &Node) {
    let mut text = String::new();
    match inner {
        Node::Words(word) if !is_plain(word) => bracketed(&mut text, inner),
        Node::Near { .. } => bracketed(&mut text, inner),
        Node::In { by, node, .. } if !by.is_empty() || **node != Node::Everything => {
            bracketed(&mut text, inner);
        }
        inner => item(&mut text, inner),
    }
    let dash = !dash_is_text(out, &text) && !text.starts_with('-');
    out.push_str(if dash { "-" } else { "INTE " });
    out.push_str(&text);
}

/// A single word that a dash can stand before.
fn is_plain(word: &str) -> bool {
    word.starts_with(char::is_alphanumeric) && !word.contains(' ')
}

fn side(out: &mut String, side: &Side) {
    match side {
        Side::Word(word) => out.push_str(word),
        Side::Phrase(text) => quoted(out, text),
    }
}

fn quoted(out: &mut String, text: &str) {
    out.push('"');
    out.push_str(text);
    out.push('"');
}

/// A value bare where that reads the same, otherwise in quotes.
fn value(out: &mut String, field: Field, text: &str) {
    let plain = text.chars().all(|c| c.is_alphanumeric() || "-_./:".contains(c));
    if plain && !extent::is_unfinished(field, text) {
        out.push_str(text);
    } else {
        quoted(out, &text.replace(is_quote, " "));
    }
}

fn condition(condition: &Condition) -> String {
    let (field, text) = match condition {
        Condition::Organ(name) => (Field::Organ, name.clone()),
        Condition::Municipality(name) => (Field::Municipality, name.clone()),
        Condition::Years { from, to } if from == to => (Field::Years, from.to_string()),
        Condition::Years { from, to } => (Field::Years, format!("{from}-{to}")),
        Condition::From(date) => (Field::From, date.to_string()),
        Condition::To(date) => (Field::To, date.to_string()),
        Condition::Party(letters) => (Field::Party, letters.clone()),
        Condition::Outcome(outcome) => (Field::Outcome, fields::outcome_name(*outcome)),
        Condition::By(By::Party(name) | By::Person(name)) => (Field::By, name.clone()),
        Condition::Dnr(number) => (Field::Dnr, number.clone()),
        Condition::Paragraf(number) => (Field::Paragraf, number.clone()),
        Condition::Law(law) => (Field::Law, law.clone()),
        Condition::Kind(kind) => (Field::Kind, fields::kind_name(*kind).to_owned()),
        Condition::Person(name) => (Field::Person, name.clone()),
    };
    let mut out = field.printed().to_owned();
    value(&mut out, field, &text);
    out
}
