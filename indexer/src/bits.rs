//! A set of units, as bits.

/// A set of numbers below a fixed bound.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Bits {
    words: Vec<u64>,
}

impl Bits {
    /// An empty set of numbers below `len`.
    pub(crate) fn new(len: usize) -> Self {
        Self { words: vec![0; len.div_ceil(64)] }
    }

    /// The set of these numbers.
    pub(crate) fn of(len: usize, members: impl IntoIterator<Item = u32>) -> Self {
        let mut bits = Self::new(len);
        for member in members {
            bits.insert(member);
        }
        bits
    }

    pub(crate) fn insert(&mut self, member: u32) {
        self.words[member as usize / 64] |= 1 << (member % 64);
    }

    pub(crate) fn contains(&self, member: u32) -> bool {
        self.words.get(member as usize / 64).is_some_and(|word| word & (1 << (member % 64)) != 0)
    }

    /// Keeps what is in both.
    pub(crate) fn and(&mut self, other: &Self) {
        for (mine, theirs) in self.words.iter_mut().zip(&other.words) {
            *mine &= theirs;
        }
    }

    /// Adds what is in the other.
    pub(crate) fn or(&mut self, other: &Self) {
        for (mine, theirs) in self.words.iter_mut().zip(&other.words) {
            *mine |= theirs;
        }
    }

    /// Takes away what is in the other.
    pub(crate) fn minus(&mut self, other: &Self) {
        for (mine, theirs) in self.words.iter_mut().zip(&other.words) {
            *mine &= !theirs;
        }
    }

    /// How many it holds.
    pub(crate) fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// Its members, ascending.
    pub(crate) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.words.iter().enumerate().flat_map(|(at, &word)| {
            std::iter::successors((word != 0).then_some(word), |w| {
                let rest = w & (w - 1);
                (rest != 0).then_some(rest)
            })
            .map(move |w| at as u32 * 64 + w.trailing_zeros())
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn behaves_like_a_set(a in prop::collection::btree_set(0_u32..300, 0..80), b in prop::collection::btree_set(0_u32..300, 0..80)) {
            let of = |set: &BTreeSet<u32>| Bits::of(300, set.iter().copied());
            let (mut and, mut or, mut minus) = (of(&a), of(&a), of(&a));
            and.and(&of(&b));
            or.or(&of(&b));
            minus.minus(&of(&b));
            let sets = [(and, a.intersection(&b).copied().collect::<BTreeSet<_>>()),
                (or, a.union(&b).copied().collect()), (minus, a.difference(&b).copied().collect())];
            for (bits, set) in sets {
                prop_assert_eq!(bits.count(), set.len());
                prop_assert_eq!(bits.iter().collect::<BTreeSet<_>>(), set);
            }
        }
    }
}
