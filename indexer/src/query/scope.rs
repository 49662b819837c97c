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
    let mut open = None;
    let (mut outer, mut held, mut before) = (Vec::new(), Vec::new(), Vec::new());
    let mut by = Vec::new();
    for item in items {
        match item {
            Item::Zone(zone) => {
                if let Some((place, last)) = open.replace((outer.len(), zone)) {
                    let inside = (std::mem::take(&mut by), std::mem::take(&mut held));
                    outer.insert(place, inside_zone(last, inside));
                    open = Some((outer.len(), zone));
                }
            }
            Item::Node(Node::Field(Condition::By(who))) if zones == 1 || open.is_some() => {
                by.push(who);
            }
            Item::Node(node) if is_text(&node) && open.is_some() => held.push(node),
            Item::Node(node) if is_text(&node) && zones == 1 => before.push(node),
            Item::Node(node) => outer.push(node),
        }
    }
    if let Some((place, zone)) = open {
        before.append(&mut held);
        outer.insert(place, inside_zone(zone, (by, before)));
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
    for node in nodes {
        let kind = single_valued(&node);
        let same =
            merged.iter_mut().find(|group| kind.is_some() && single_valued(&group[0]) == kind);
        match same {
            Some(group) => group.push(node),
            None => merged.push(vec![node]),
        }
    }
    merged.into_iter().filter_map(|group| one_or(group, Node::Or)).collect()
}

/// Which of the facts that a unit has only one of.
fn single_valued(node: &Node) -> Option<u8> {
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
