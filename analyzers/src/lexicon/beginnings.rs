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
    /// The nodes of the map laid out to be walked, the root first: reading one out of the `fst` costs
    /// ten times as much. A node is a [`Node`] and its [`Way`]s side by side, so that a step mostly
    /// costs one line of memory.
    cells: Vec<u64>,
    /// Where each byte leads from the root, which has more ways than any other node; `None` for
    /// nowhere.
    first: Vec<Option<Way>>,
}

/// What stands in the first cell of a node. From the lowest bit: 16 bits for the number of its ways,
/// one that says whether a beginning ends here, and in the upper half what that adds to the sum of
/// the outputs.
#[derive(Debug, Clone, Copy)]
struct Node(u64);

impl Node {
    const ENDS: u64 = 1 << 16;

    fn new(ways: usize, end: Option<u32>) -> Self {
        let ends = if end.is_some() { Self::ENDS } else { 0 };
        Self(ways as u64 | ends | u64::from(end.unwrap_or(0)) << 32)
    }

    fn ways(self) -> usize {
        usize::from(self.0 as u16)
    }

    fn end(self) -> Option<u32> {
        (self.0 & Self::ENDS > 0).then_some((self.0 >> 32) as u32)
    }
}

/// A way on: 8 bits for the byte that takes it, 24 for the first cell of the node that it leads to, and
/// 32 for its output.
#[derive(Debug, Clone, Copy)]
struct Way(u64);

impl Way {
    /// The cells that ways can lead to.
    const CELLS: usize = 1 << 24;

    fn new(byte: u8, cell: usize, output: u32) -> Self {
        assert!(cell < Self::CELLS, "the beginnings of words have some hundred thousand nodes");
        Self(u64::from(byte) | (cell as u64) << 8 | u64::from(output) << 32)
    }

    fn byte(self) -> u8 {
        self.0 as u8
    }

    fn cell(self) -> usize {
        (self.0 >> 8) as usize % Self::CELLS
    }

    fn output(self) -> u32 {
        (self.0 >> 32) as u32
    }
}

impl Beginnings {
    pub(super) fn new(map: Map<Vec<u8>>) -> Self {
        let mut this = Self { map, cells: Vec::new(), first: Vec::new() };
        let fst = this.map.as_fst().clone();
        this.lay_out(&fst, fst.root().addr(), &mut FxHashMap::default());
        this.first = (0..=u8::MAX).map(|byte| this.way(0, byte)).collect();
        this
    }

    /// Lays out the node at this address, and what it leads to; returns its first cell. Depth is that
    /// of the longest beginning.
    fn lay_out(
        &mut self,
        fst: &Fst<Vec<u8>>,
        address: usize,
        known: &mut FxHashMap<usize, usize>,
    ) -> usize {
        if let Some(cell) = known.get(&address) {
            return *cell;
        }
        let node = fst.node(address);
        let cell = self.cells.len();
        known.insert(address, cell);
        let end = node.is_final().then(|| small(node.final_output().value()));
        self.cells.push(Node::new(node.len(), end).0);
        self.cells.resize(cell + 1 + node.len(), 0);
        for (place, way) in (cell + 1..).zip(node.transitions()) {
            let to = self.lay_out(fst, way.addr, known);
            self.cells[place] = Way::new(way.inp, to, small(way.out.value())).0;
        }
        cell
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        self.map.as_fst().as_bytes()
    }

    /// Where a byte leads from the node at this cell.
    fn way(&self, cell: usize, byte: u8) -> Option<Way> {
        let ways = &self.cells[cell + 1..][..Node(self.cells[cell]).ways()];
        ways.iter().map(|way| Way(*way)).find(|way| way.byte() == byte)
    }

    /// The beginnings that `word` starts with, the shortest first.
    pub(super) fn of(&self, word: &[u8], out: &mut Vec<Beginning>) {
        out.clear();
        let Some((first, rest)) = word.split_first() else { return };
        let mut next = self.first[usize::from(*first)];
        let mut output = 0;
        for len in 1..=word.len() {
            let Some(way) = next else { return };
            output += way.output();
            if let Some(end) = Node(self.cells[way.cell()]).end() {
                out.push(Beginning::new(len, output + end));
            }
            next = rest.get(len - 1).and_then(|byte| self.way(way.cell(), *byte));
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
