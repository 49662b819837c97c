//! The same query with one part taken out or replaced, for the links that undo something.

use super::{Node, Query, parse};

/// A part of a query that can be taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Where it stands: the index of the child at each level. The children of `And` and `Or` are
    /// counted from 0; `Not` and `In` have one child, 0.
    pub path: Vec<usize>,
    /// Its canonical form.
    pub text: String,
}

impl Query {
    /// What stands side by side at the outermost level (alternatives, where these are the
    /// outermost); the whole query where it is of one piece, nothing for the empty query.
    pub fn parts(&self) -> Vec<Part> {
        let part = |path: Vec<usize>, node: &Node| Part { path, text: node.to_string() };
        match &self.root {
            Node::Everything => Vec::new(),
            Node::And(nodes) | Node::Or(nodes) => {
                nodes.iter().enumerate().map(|(index, node)| part(vec![index], node)).collect()
            }
            node => vec![part(Vec::new(), node)],
        }
    }

    /// The query without the part at `path`; unchanged where there is none.
    #[must_use]
    pub fn without(&self, path: &[usize]) -> Self {
        self.replaced(path, Node::Everything)
    }

    /// The query with another node at `path`; unchanged where there is none there. The result is in
    /// canonical form, so that text in the node is read like typed text.
    #[must_use]
    pub fn replaced(&self, path: &[usize], node: Node) -> Self {
        let mut root = self.root.clone();
        let Some(place) = descend(&mut root, path) else { return self.clone() };
        *place = node;
        parse::canonical(prune(root))
    }
}

fn descend<'a>(mut node: &'a mut Node, path: &[usize]) -> Option<&'a mut Node> {
    for index in path {
        node = match node {
            Node::And(nodes) | Node::Or(nodes) => nodes.get_mut(*index)?,
            Node::Not(inner) | Node::In { node: inner, .. } if *index == 0 => inner,
            _ => return None,
        };
    }
    Some(node)
}

/// Takes out what asks for nothing. Only a zone may hold it: then the zone has to exist.
fn prune(node: Node) -> Node {
    let some = |nodes: Vec<Node>| -> Vec<Node> {
        nodes.into_iter().map(prune).filter(|node| *node != Node::Everything).collect()
    };
    match node {
        Node::And(nodes) => {
            super::scope::one_or(some(nodes), Node::And).unwrap_or(Node::Everything)
        }
        Node::Or(nodes) => super::scope::one_or(some(nodes), Node::Or).unwrap_or(Node::Everything),
        Node::Not(inner) => match prune(*inner) {
            Node::Everything => Node::Everything,
            inner => Node::Not(Box::new(inner)),
        },
        Node::In { zone, by, node } => Node::In { zone, by, node: Box::new(prune(*node)) },
        node => node,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;

    fn query(text: &str) -> Query {
        parse::parse(text, &Limits::default()).query
    }

    #[test]
    fn any_part_can_be_taken_out() {
        let table = [
            ("skola -väg år:2023", vec![0], "-väg år:2023"),
            ("skola -väg år:2023", vec![1], "skola år:2023"),
            ("skola -väg år:2023", vec![1, 0], "skola år:2023"),
            ("skola OR väg", vec![0], "väg"),
            ("skola", vec![], ""),
            ("i:beslut skola", vec![0], "i:beslut"),
            ("a \"x\" b", vec![1], "a b"),
            ("(a OR \"b\") c*", vec![0, 1], "a c*"),
            ("skola", vec![3, 1], "skola"),
        ];
        for (text, path, expected) in table {
            let left = query(text).without(&path);
            assert_eq!(left.to_string(), expected, "{text} {path:?}");
            assert_eq!(query(expected), left, "{text} {path:?}");
        }
    }

    #[test]
    fn parts_lead_to_what_they_show() {
        let whole = query("skola -väg (\"a b\" OR c) år:2023");
        let shown: Vec<String> = whole.parts().into_iter().map(|part| part.text).collect();
        assert_eq!(shown, ["skola", "-väg", "\"a b\" OR c", "år:2023"]);
        assert_eq!(query("").parts(), []);
        assert_eq!(query("OR").parts().len(), 1);
    }

    #[test]
    fn a_part_can_be_replaced() {
        let spelt = query("aldre -vag").replaced(&[0], Node::Phrase("äldre".into()));
        assert_eq!(spelt.to_string(), "\"äldre\" -vag");
        let freed = query("år:2023 i:beslut tak").replaced(&[1], Node::Words("tak".into()));
        assert_eq!(freed.to_string(), "år:2023 tak");
    }
}
