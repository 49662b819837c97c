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
    /// Number of the rule that leads to its lemma.
    pub(super) rule: usize,
}

impl Beginning {
    fn new(len: usize, value: u64) -> Self {
        let rule = usize::try_from(value >> 16).unwrap_or(0);
        let cost = u32::try_from(value & (INNER - 1)).unwrap_or(u32::MAX);
        Self { len, cost, inner: value & INNER > 0, rule }
    }
}

/// The bytes that are read at once; three letters tell of most strings that nothing begins so.
const STEP: usize = 3;

/// Bit of a value: the beginning is an inner one.
pub(super) const INNER: u64 = 1 << 15;

/// The beginnings. Value in the map: number of the lemma rule × 2^16 + [`INNER`] + cost.
#[derive(Debug, Clone)]
pub(super) struct Beginnings {
    map: Map<Vec<u8>>,
    /// By the first bytes: the place in the map behind them.
    doors: FxHashMap<[u8; STEP], Place>,
    /// Beginnings of fewer bytes than are read at once.
    short: Vec<(Box<[u8]>, Beginning)>,
}

/// A node of the map, and the sum of the outputs on the way to it.
#[derive(Debug, Clone, Copy)]
struct Place {
    node: usize,
    output: u64,
}

impl Beginnings {
    pub(super) fn new(map: Map<Vec<u8>>) -> Self {
        let mut this = Self { doors: FxHashMap::default(), short: Vec::new(), map };
        let fst = this.map.as_fst().clone();
        let root = Place { node: fst.root().addr(), output: 0 };
        this.open(&fst, root, &mut Vec::new());
        this
    }

    /// Notes the doors and short beginnings behind a node.
    fn open(&mut self, fst: &Fst<Vec<u8>>, place: Place, before: &mut Vec<u8>) {
        if let Ok(door) = <[u8; STEP]>::try_from(before.as_slice()) {
            self.doors.insert(door, place);
            return;
        }
        let node = fst.node(place.node);
        if node.is_final() {
            let value = place.output + node.final_output().value();
            let short = Beginning::new(before.len(), value);
            self.short.push((before.as_slice().into(), short));
        }
        for transition in node.transitions() {
            before.push(transition.inp);
            let output = place.output + transition.out.value();
            self.open(fst, Place { node: transition.addr, output }, before);
            before.pop();
        }
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        self.map.as_fst().as_bytes()
    }

    /// The beginnings that `word` starts with, the shortest first.
    pub(super) fn of(&self, word: &[u8], out: &mut Vec<Beginning>) {
        out.clear();
        let short = self.short.iter().filter(|(bytes, _)| word.starts_with(bytes));
        out.extend(short.map(|(_, beginning)| *beginning));
        let door = word.first_chunk::<STEP>().and_then(|door| self.doors.get(door));
        let Some(Place { node, mut output }) = door.copied() else { return };
        let fst = self.map.as_fst();
        let mut node = fst.node(node);
        for len in STEP..=word.len() {
            if node.is_final() {
                out.push(Beginning::new(len, output + node.final_output().value()));
            }
            let next = word.get(len).and_then(|byte| node.find_input(*byte));
            let Some(index) = next else { return };
            let transition = node.transition(index);
            output += transition.out.value();
            node = fst.node(transition.addr);
        }
    }
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
            let found: Vec<&str> = out.iter().map(|beginning| words[beginning.rule]).collect();
            assert_eq!(found, expected, "{word}");
            assert!(out.iter().all(|beginning| words[beginning.rule].len() == beginning.len));
        }
    }
}
