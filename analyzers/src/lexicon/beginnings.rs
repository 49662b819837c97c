//! The beginnings of compounds: every one that a string starts with, found in one walk.

use fst::Map;
use fst::raw::Fst;
use rustc_hash::FxHashMap;

/// A beginning of a compound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Beginning {
    /// Where it ends, in bytes from where it begins.
    pub(crate) len: usize,
    /// Cost in hundredths; the rarer the higher.
    pub(crate) cost: u32,
    /// It begins what follows another part, never a word: `marks` of `kvartersmarksutveckling`.
    pub(crate) inner: bool,
    /// It is a name, and begins words only: `tärnvalla` of `tärnvallaförslaget`.
    pub(crate) name: bool,
    /// Number of the rule that leads to its lemma.
    pub(crate) rule: LemmaRule,
}

/// Number of a rule that leads from a beginning to its lemma.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct LemmaRule(pub(super) u16);

impl Beginning {
    fn new(len: usize, value: u32) -> Self {
        let [a, b, c, d] = value.to_le_bytes();
        let (low, rule) = (u16::from_le_bytes([a, b]), u16::from_le_bytes([c, d]));
        Self {
            len,
            cost: u32::from(low & (NAME - 1)),
            inner: low & INNER > 0,
            name: low & NAME > 0,
            rule: LemmaRule(rule),
        }
    }
}

/// Bit of a value: the beginning is an inner one.
pub(super) const INNER: u16 = 1 << 15;

/// Bit of a value: the beginning is a name.
pub(super) const NAME: u16 = 1 << 14;

/// The beginnings. Value in the map: number of the lemma rule × 2^16 + [`INNER`] + [`NAME`] + cost.
#[derive(Debug, Clone)]
pub(super) struct Beginnings {
    map: Map<Vec<u8>>,
    /// The nodes of the map laid out to be walked: reading one out of the `fst` costs ten times as
    /// much. The first is the root.
    nodes: Vec<Node>,
    /// The bytes that lead on from the nodes, those of a node together.
    bytes: Vec<u8>,
    /// For each byte where it leads.
    steps: Vec<Step>,
    /// Where each byte leads from the root, which has more ways than any other node; `None` for
    /// nowhere.
    first: Vec<Option<Step>>,
}

/// A node.
#[derive(Debug, Clone, Copy)]
struct Node {
    /// Range of its bytes.
    from: u32,
    to: u32,
    /// What a beginning that ends here adds to the sum of the outputs.
    end: Option<u32>,
}

/// A way on.
#[derive(Debug, Clone, Copy)]
struct Step {
    node: u32,
    output: u32,
}

impl Beginnings {
    pub(super) fn new(map: Map<Vec<u8>>) -> Self {
        let (nodes, bytes, steps) = (Vec::new(), Vec::new(), Vec::new());
        let mut this = Self { nodes, bytes, steps, first: vec![None; 256], map };
        let fst = this.map.as_fst().clone();
        this.lay_out(&fst, fst.root().addr(), &mut FxHashMap::default());
        let root = this.nodes[0];
        for byte in 0..=u8::MAX {
            this.first[usize::from(byte)] = this.step(root, byte);
        }
        this
    }

    /// Lays out the node at this address, and what it leads to; returns its number. Depth is that
    /// of the longest beginning.
    fn lay_out(
        &mut self,
        fst: &Fst<Vec<u8>>,
        address: usize,
        known: &mut FxHashMap<usize, u32>,
    ) -> u32 {
        if let Some(number) = known.get(&address) {
            return *number;
        }
        let node = fst.node(address);
        let (number, from) = (small(self.nodes.len() as u64), self.bytes.len());
        known.insert(address, number);
        let end = node.is_final().then(|| small(node.final_output().value()));
        let to = small((from + node.len()) as u64);
        self.nodes.push(Node { from: small(from as u64), to, end });
        for way in node.transitions() {
            self.bytes.push(way.inp);
            self.steps.push(Step { node: 0, output: small(way.out.value()) });
        }
        for (place, way) in (from..).zip(node.transitions()) {
            self.steps[place].node = self.lay_out(fst, way.addr, known);
        }
        number
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        self.map.as_fst().as_bytes()
    }

    /// Where a byte leads from a node.
    fn step(&self, node: Node, byte: u8) -> Option<Step> {
        let ways = &self.bytes[node.from as usize..node.to as usize];
        let way = ways.iter().position(|way| *way == byte)?;
        Some(self.steps[node.from as usize + way])
    }

    /// The beginnings that `word` starts with, the shortest first.
    pub(super) fn of(&self, word: &[u8], out: &mut Vec<Beginning>) {
        out.clear();
        let Some((first, rest)) = word.split_first() else { return };
        let mut next = self.first[usize::from(*first)];
        let mut output = 0;
        for len in 1..=word.len() {
            let Some(step) = next else { return };
            output += step.output;
            let node = self.nodes[step.node as usize];
            if let Some(end) = node.end {
                out.push(Beginning::new(len, output + end));
            }
            next = rest.get(len - 1).and_then(|byte| self.step(node, *byte));
        }
    }
}

/// Sums of outputs are rule × 2^16 + cost, and the map has some hundred thousand nodes.
fn small(number: u64) -> u32 {
    u32::try_from(number).expect("rules, nodes and costs are far fewer than four billion")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_beginnings_are_found() {
        let words = ["by", "bygg", "byggnads", "ny", "nya", "ö"];
        let entries = words.iter().zip(0_u64..).map(|(word, at)| (word, (at << 16) | (100 + at)));
        let beginnings = Beginnings::new(Map::from_iter(entries).expect("sorted"));
        let mut out = Vec::new();
        for (word, expected) in [
            ("byggnadsverk", vec!["by", "bygg", "byggnads"]),
            ("bygg", vec!["by", "bygg"]),
            ("nyår", vec!["ny"]),
            ("nya", vec!["ny", "nya"]),
            ("ö", vec!["ö"]),
            ("ök", vec!["ö"]),
            ("b", vec![]),
            ("", vec![]),
            ("xyz", vec![]),
        ] {
            beginnings.of(word.as_bytes(), &mut out);
            let found: Vec<&str> =
                out.iter().map(|beginning| words[usize::from(beginning.rule.0)]).collect();
            assert_eq!(found, expected, "{word}");
            assert!(
                out.iter()
                    .all(|beginning| words[usize::from(beginning.rule.0)].len() == beginning.len)
            );
        }
    }
}
