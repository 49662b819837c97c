//! A query read back in plain Swedish.

use super::{By, Condition, Node, Query, Side, fields};

impl Query {
    /// What was asked, in Swedish words: `skola och orden "skyddat boende" i följd, inte bostad, år
    /// 2019–2022`. For people; it does not parse back.
    pub fn in_words(&self) -> String {
        alternatives(&self.root)
    }
}

fn alternatives(node: &Node) -> String {
    match node {
        Node::Or(nodes) => joined(nodes.iter().map(sequence), " eller "),
        node => sequence(node),
    }
}

fn sequence(node: &Node) -> String {
    let Node::And(nodes) = node else {
        return match node {
            Node::Not(inner) => format!("allt utom {}", taken_away(inner)),
            node => single(node),
        };
    };
    let mut out = String::new();
    for (index, node) in nodes.iter().enumerate() {
        let comma = matches!(node, Node::Not(_) | Node::Field(_)) || is_fields(node);
        out.push_str(match (index, comma) {
            (0, _) => "",
            (_, true) => ", ",
            (_, false) => " och ",
        });
        out.push_str(&single(node));
    }
    out
}

/// Alternatives that are all fields need no brackets: "år 2019 eller år 2021".
fn is_fields(node: &Node) -> bool {
    matches!(node, Node::Or(nodes) if nodes.iter().all(|node| matches!(node, Node::Field(_))))
}

/// One of several things.
fn single(node: &Node) -> String {
    match node {
        Node::Everything => "allt".into(),
        Node::Words(text) => text.clone(),
        Node::Phrase(text) => phrase(text),
        Node::Prefix(stem) => format!("ord som börjar på {stem}"),
        Node::Near { left, right, distance } => {
            let most = if *distance == 1 {
                "högst ett ord".into()
            } else {
                format!("högst {distance} ord")
            };
            format!("{} {most} från {}", side(left), side(right))
        }
        Node::Field(of) => condition(of),
        Node::Or(_) if is_fields(node) => alternatives(node),
        Node::Or(_) | Node::And(_) => format!("({})", alternatives(node)),
        Node::Not(inner) => format!("inte {}", taken_away(inner)),
        Node::In { zone, by, node } => {
            let place = fields::zone_name(*zone);
            let whose = joined(by.iter().map(|who| name(who).to_owned()), " och ");
            let whose = if whose.is_empty() { whose } else { format!(" av {whose}") };
            match node.as_ref() {
                Node::Everything => format!("avsnittet {place}{whose} finns"),
                inside => format!("{} i avsnittet {place}{whose}", single(inside)),
            }
        }
    }
}

/// Several words that are taken away go together.
fn taken_away(node: &Node) -> String {
    match node {
        Node::Words(text) if text.contains(' ') => format!("({text})"),
        node => single(node),
    }
}

fn phrase(text: &str) -> String {
    if text.contains(' ') {
        format!("orden \"{text}\" i följd")
    } else {
        format!("exakt \"{text}\"")
    }
}

fn side(side: &Side) -> String {
    match side {
        Side::Word(word) => word.clone(),
        Side::Phrase(text) => format!("\"{text}\""),
    }
}

fn name(who: &By) -> &str {
    match who {
        By::Party(name) | By::Person(name) => name,
    }
}

fn condition(condition: &Condition) -> String {
    match condition {
        Condition::Organ(name) => format!("nämnd eller styrelse {name}"),
        Condition::Municipality(name) => format!("kommun {name}"),
        Condition::Years { from, to } if from == to => format!("år {from}"),
        Condition::Years { from, to } => format!("år {from}–{to}"),
        Condition::From(date) => format!("från och med {date}"),
        Condition::To(date) => format!("till och med {date}"),
        Condition::Party(letters) => format!("parti {letters}"),
        Condition::Outcome(outcome) => format!("utfall {}", fields::outcome_name(*outcome)),
        Condition::By(who) => format!("yrkande, reservation eller uttalande av {}", name(who)),
        Condition::Dnr(number) => format!("diarienummer {number}"),
        Condition::Paragraf(number) => format!("§ {number}"),
        Condition::Law(law) => format!("hänvisar till {law}"),
        Condition::Kind(kind) => format!("typ {}", fields::kind_name(*kind)),
        Condition::Person(name) => format!("person {name}"),
    }
}

fn joined(parts: impl Iterator<Item = String>, between: &str) -> String {
    parts.collect::<Vec<_>>().join(between)
}
