//! What stands side by side: which words a zone holds, and what else belongs together.

use corpus::document::Zone;

use super::values::{self, Value};
use super::{By, Condition, Node};

/// One of the things that stand side by side in a group.
#[derive(Debug, Clone)]
pub(super) enum Item {
    Node(Node),
    /// `i:` the words around it are wanted in such a section.
    Zone(Zone),
}

impl Item {
    /// As a part that stands alone: a zone then only has to exist.
    pub(super) fn into_node(self) -> Node {
        match self {
            Self::Node(node) => node,
            Self::Zone(zone) => Node::In { zone, by: Vec::new(), node: Box::new(Node::Everything) },
        }
    }
}

/// The item that a field's alternatives make.
pub(super) fn field(values: &[Value]) -> Item {
    if let [Value::Zone(zone)] = values {
        return Item::Zone(*zone);
    }
    let node = |value: &Value| match value {
        Value::Condition(condition) => Node::Field(condition.clone()),
        Value::By(by) => Node::Field(Condition::By(by.clone())),
        Value::Zone(zone) => Item::Zone(*zone).into_node(),
    };
    Item::Node(one_or(values.iter().map(node).collect(), Node::Or).unwrap_or(Node::Everything))
}

/// The node itself if it is the only one.
pub(super) fn one_or(mut nodes: Vec<Node>, many: fn(Vec<Node>) -> Node) -> Option<Node> {
    match nodes.len() {
        0 | 1 => nodes.pop(),
        _ => Some(many(nodes)),
    }
}

/// Everything that stands side by side, as one node.
pub(super) fn sequence(items: Vec<Item>) -> Option<Node> {
    let items = items.into_iter().map(paragraf).collect();
    one_or(merge_values(capture(items)), Node::And)
}

/// Words that are nothing but "§ 12" are the field.
fn paragraf(item: Item) -> Item {
    let number = match &item {
        Item::Node(Node::Words(text)) => text.strip_prefix('§').map(str::trim_start),
        Item::Node(Node::Not(inner)) => match inner.as_ref() {
            Node::Words(text) => text.strip_prefix('§').map(str::trim_start),
            _ => None,
        },
        _ => None,
    };
    let Some(number) = number.and_then(values::paragraf) else { return item };
    let field = Node::Field(Condition::Paragraf(number));
    Item::Node(match item {
        Item::Node(Node::Not(_)) => Node::Not(Box::new(field)),
        _ => field,
    })
}

/// Puts words into the zone they stand beside. One zone holds all words of its group; of several,
/// each holds the words up to the next.
fn capture(items: Vec<Item>) -> Vec<Node> {
    let zones = items.iter().filter(|item| matches!(item, Item::Zone(_))).count();
    let (mut outer, mut open) = (Vec::new(), None);
    let (mut held, mut by) = (Vec::new(), Vec::new());
    for item in items {
        let reached = zones == 1 || open.is_some();
        match item {
            Item::Zone(zone) => {
                if let Some((place, last)) = open.replace((outer.len(), zone)) {
                    let inside = (std::mem::take(&mut by), std::mem::take(&mut held));
                    outer[place] = inside_zone(last, inside);
                }
                outer.push(Node::Everything);
            }
            Item::Node(Node::Field(Condition::By(who))) if reached => by.push(who),
            Item::Node(node) if reached && is_text(&node) => held.push(node),
            Item::Node(node) => outer.push(node),
        }
    }
    if let Some((place, zone)) = open {
        outer[place] = inside_zone(zone, (by, held));
    }
    outer
}

fn inside_zone(zone: Zone, (by, nodes): (Vec<By>, Vec<Node>)) -> Node {
    let mut joined: Vec<Node> = Vec::new();
    for node in nodes {
        match (joined.last_mut(), node) {
            (Some(Node::Words(before)), Node::Words(after)) => {
                before.push(' ');
                before.push_str(&after);
            }
            (_, node) => joined.push(node),
        }
    }
    let node = one_or(joined, Node::And).unwrap_or(Node::Everything);
    Node::In { zone, by, node: Box::new(node) }
}

/// Whether a node asks for nothing but words.
pub(super) fn is_text(node: &Node) -> bool {
    match node {
        Node::Words(_) | Node::Phrase(_) | Node::Prefix(_) | Node::Near { .. } => true,
        Node::Everything | Node::Field(_) | Node::In { .. } => false,
        Node::And(nodes) | Node::Or(nodes) => nodes.iter().all(is_text),
        Node::Not(node) => is_text(node),
    }
}

/// A unit has one year, one organ, one outcome: such fields, given several times, are alternatives.
fn merge_values(nodes: Vec<Node>) -> Vec<Node> {
    let mut merged: Vec<Vec<Node>> = Vec::new();
    let mut places = [None; SINGLE_VALUED];
    for node in nodes {
        let place = single_valued(&node).map(|kind| &mut places[kind]);
        match place {
            Some(Some(at)) => {
                let group: &mut Vec<Node> = &mut merged[*at];
                group.push(node);
            }
            Some(empty) => {
                *empty = Some(merged.len());
                merged.push(vec![node]);
            }
            None => merged.push(vec![node]),
        }
    }
    merged.into_iter().filter_map(|group| one_or(group, Node::Or)).collect()
}

/// Whether an item gives a fact a second value that a unit has only one of.
pub(super) fn repeats(items: &[Item], new: &Item) -> bool {
    let kind = |item: &Item| match item {
        Item::Node(node) => single_valued(node),
        Item::Zone(_) => None,
    };
    kind(new).is_some() && items.iter().any(|item| kind(item) == kind(new))
}

/// Facts that a unit has only one of.
const SINGLE_VALUED: usize = 6;

/// Which of these facts a node asks for.
fn single_valued(node: &Node) -> Option<usize> {
    let Node::Field(condition) = node else { return None };
    match condition {
        Condition::Organ(_) => Some(0),
        Condition::Municipality(_) => Some(1),
        Condition::Years { .. } => Some(2),
        Condition::Outcome(_) => Some(3),
        Condition::Paragraf(_) => Some(4),
        Condition::Kind(_) => Some(5),
        _ => None,
    }
}
