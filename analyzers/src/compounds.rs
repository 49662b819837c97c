//! Where a compound is cut. Swedish writes `strandskyddsdispens` as one word; whoever searches for
//! *dispens* or *strandskydd* wants it, and whoever searches for *slag* does not want `förslag`.
//!
//! Every way to read the word as known beginnings and a known end is weighed: each part costs the
//! more the fewer words contain it, short parts cost extra, and the cheapest reading wins, if it
//! is cheap enough to be believed. Swedish compounds branch to the left: besides its parts a word
//! is found by the runs of parts it begins with (`strandskydd`), never by runs at its end.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::lemma::Found;
use crate::lexicon::{Beginning, Key, LemmaRule, Lexicon, Pieces, Sums};
use crate::{ends, normal, whole};

/// A compound has at most this many parts on one level.
const MOST_PARTS: usize = 5;
/// Extra cost of a part of three letters or fewer.
const SHORT_PART: u32 = 150;
/// A part is the cheaper the longer it is: long strings are not words by chance. Per letter above
/// three, for so many letters at most.
const LETTER_WORTH: u32 = 60;
const LETTERS_WORTH: usize = 7;
/// Extra cost of a consonant that two parts share: a reading without is better.
const SHARED: u32 = 200;
/// A reading that costs more per part is chance.
const DEAREST_PART: u32 = 860;
/// The same for a part of a part.
const DEAREST_INNER: u32 = 720;
/// Parts of this many letters are looked into again.
const LONG_PART: usize = 7;
/// Longer words are not looked into: no compound of the language reaches this.
const LONGEST: usize = 70;

/// A part of a compound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    /// Byte offset in the word where it begins.
    pub(crate) from: usize,
    /// Byte offset where it ends, a linking letter included.
    pub(crate) to: usize,
    /// The word it is.
    pub(crate) lemma: Arc<str>,
    /// What it costs, in hundredths.
    pub(crate) cost: u32,
}

/// One way to read the word up to some byte; small, because many are tried.
#[derive(Debug, Clone, Copy)]
struct Reading {
    cost: u32,
    /// Where its last part begins.
    from: u16,
    /// The reading before that: byte, and number of parts.
    before: u16,
    parts: u8,
    /// What its last part is.
    last: LastPart,
}

/// The part that a reading ends in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LastPart {
    /// The end of the word.
    End,
    Beginning {
        name: bool,
        rule: LemmaRule,
    },
}

const START: Reading = Reading { cost: 0, from: 0, before: 0, parts: 0, last: LastPart::End };

/// Cuts words.
#[derive(Debug)]
pub(crate) struct Splitter<'a> {
    lexicon: &'a Lexicon,
}

impl<'a> Splitter<'a> {
    pub(crate) fn new(lexicon: &'a Lexicon) -> Self {
        Self { lexicon }
    }

    /// The parts of `word` on its uppermost level; `None` for a word that is none, or stays whole.
    pub(crate) fn split(&self, word: &str, memory: &mut SearchMemory) -> Option<Vec<Part>> {
        self.split_within(word, DEAREST_PART, memory)
    }

    /// As [`split`](Self::split) for a lemma, which many forms ask for, one soon after the other.
    pub(crate) fn split_lemma(&self, lemma: &str, memory: &mut SearchMemory) -> Option<Vec<Part>> {
        if let Some(known) = memory.splits.get(lemma) {
            return known.clone();
        }
        let parts = self.split(lemma, memory);
        if memory.splits.len() >= SPLITS {
            memory.splits.clear();
        }
        memory.splits.insert(lemma.into(), parts.clone());
        parts
    }

    fn split_within(
        &self,
        word: &str,
        dearest: u32,
        memory: &mut SearchMemory,
    ) -> Option<Vec<Part>> {
        if !(5..=LONGEST).contains(&normal::count_letters(word)) || !normal::is_letters(word) {
            return None;
        }
        let mut sums = Sums::default();
        let pieces = Pieces::of(word, &mut sums);
        Search { lexicon: self.lexicon, word, pieces, memory }.run(dearest)
    }

    /// The parts of a part, where it is long and itself a compound beyond doubt.
    /// `found` are its lemmas.
    pub(crate) fn split_part(
        &self,
        part: &str,
        found: &Found,
        memory: &mut SearchMemory,
    ) -> Option<Vec<Part>> {
        if normal::count_letters(part) < LONG_PART
            || whole::reason(self.lexicon, part, found, false).is_some()
        {
            return None;
        }
        self.split_within(part, DEAREST_INNER, memory)
    }
}

/// Lemmas whose parts are kept, some 1 MB; all are forgotten when there are more.
const SPLITS: usize = 6_000;

/// Working memory of a search, kept from word to word.
#[derive(Debug, Default)]
pub(crate) struct SearchMemory {
    /// Parts of lemmas met lately.
    splits: FxHashMap<Box<str>, Option<Vec<Part>>>,
    /// The cheapest reading up to each byte, by number of parts − 1; of no meaning where none is
    /// reached.
    at: Vec<[Option<Reading>; MOST_PARTS]>,
    /// By byte: some reading ends there.
    reached: Vec<bool>,
    beginnings: Vec<Beginning>,
    /// Takes the lemma of an end.
    lemma: String,
}

struct Search<'a> {
    lexicon: &'a Lexicon,
    word: &'a str,
    pieces: Pieces<'a>,
    memory: &'a mut SearchMemory,
}

impl Search<'_> {
    fn run(&mut self, dearest: u32) -> Option<Vec<Part>> {
        self.memory.at.resize(self.memory.at.len().max(self.word.len() + 1), [None; MOST_PARTS]);
        self.memory.reached.clear();
        self.memory.reached.resize(self.word.len() + 1, false);
        self.extend(0, 0, &[Some(START)]);
        for at in 2..self.word.len() - 1 {
            if !self.memory.reached[at] {
                continue;
            }
            let readings = self.memory.at[at];
            self.extend(at, at, &readings);
            if let Some(doubled) = self.shared_consonant(at) {
                self.extend(at, doubled, &readings);
            }
        }
        if !self.memory.reached[self.word.len()] {
            return None;
        }
        let best = self.memory.at[self.word.len()].iter().flatten();
        let best = *best.filter(|reading| reading.parts > 1).min_by_key(|reading| reading.cost)?;
        if best.cost <= dearest * u32::from(best.parts) { self.parts(best) } else { None }
    }

    /// True where a name seems to begin the word that no sure word stands behind.
    fn is_chance_name(&self, first: LastPart, second: Option<&Part>) -> bool {
        /// In letters.
        const SHORTEST: usize = 5;
        let long = |part: &Part| self.word[part.from..].chars().nth(SHORTEST - 1).is_some();
        matches!(first, LastPart::Beginning { name: true, .. }) && !second.is_some_and(long)
    }

    /// Goes on from the readings up to byte `at` with every beginning, and the end, that may stand
    /// at byte `from`. Behind a beginning there must be room for an end.
    fn extend(&mut self, at: usize, from: usize, readings: &[Option<Reading>]) {
        let shared = if from < at { SHARED } else { 0 };
        let mut beginnings = std::mem::take(&mut self.memory.beginnings);
        let room = self.word.len() - 2;
        self.lexicon.beginnings(&self.word.as_bytes()[from..room.max(from)], &mut beginnings);
        let usable = beginnings.iter().filter(|one| if at > 0 { !one.name } else { !one.inner });
        for beginning in usable {
            let to = from + beginning.len;
            let cost = weighed(&self.word[from..to], beginning.cost) + shared;
            let last = LastPart::Beginning { name: beginning.name, rule: beginning.rule };
            self.offer(to, (at, from), cost, last, readings);
        }
        self.memory.beginnings = beginnings;
        if at == 0 {
            return;
        }
        let linked = from == at && readings.iter().flatten().any(|last| self.is_linked(last, at));
        let tail = self.pieces.tail(from);
        let end = ends::head(self.lexicon, tail, linked, &mut self.memory.lemma);
        if let Some(cost) = end {
            let cost = weighed(&self.word[from..], cost) + shared;
            self.offer(self.word.len(), (at, from), cost, LastPart::End, readings);
        }
    }

    /// True where a reading up to byte `at` ends in an -s that links: `verksamhets`.
    fn is_linked(&self, last: &Reading, at: usize) -> bool {
        last.parts > 0 && is_linked(&self.word[usize::from(last.from)..at])
    }

    /// Adds a part to each of the readings, and keeps what is cheaper than before. Room for an end
    /// is left.
    fn offer(
        &mut self,
        to: usize,
        (at, from): (usize, usize),
        cost: u32,
        last: LastPart,
        readings: &[Option<Reading>],
    ) {
        const FITS: &str = "words above LONGEST letters are not looked into";
        if !std::mem::replace(&mut self.memory.reached[to], true) {
            self.memory.at[to] = [None; MOST_PARTS];
        }
        for reading in readings.iter().flatten() {
            let parts = usize::from(reading.parts);
            if parts + usize::from(last != LastPart::End) >= MOST_PARTS {
                continue;
            }
            let place = &mut self.memory.at[to][parts];
            let cost = reading.cost + cost;
            if place.is_none_or(|old| cost < old.cost) {
                let (from, before) =
                    (u16::try_from(from).expect(FITS), u16::try_from(at).expect(FITS));
                *place = Some(Reading { cost, from, before, parts: reading.parts + 1, last });
            }
        }
    }

    /// Of three equal consonants one is not written: `remiss` + `svar` → `remissvar`.
    fn shared_consonant(&self, at: usize) -> Option<usize> {
        let bytes = self.word.as_bytes();
        let last = bytes[at - 1];
        let double =
            last.is_ascii_alphabetic() && bytes[at - 2] == last && bytes.get(at) != Some(&last);
        (double && !b"aeiouy".contains(&last)).then_some(at - 1)
    }

    /// The parts of the reading; `None` where they come out of chance.
    fn parts(&mut self, end: Reading) -> Option<Vec<Part>> {
        let mut parts = Vec::with_capacity(usize::from(end.parts));
        let mut to = self.word.len();
        let mut reading = end;
        loop {
            let (from, before) = (usize::from(reading.from), usize::from(reading.before));
            let earlier = (reading.parts > 1)
                .then(|| self.memory.at[before][usize::from(reading.parts) - 2])
                .flatten();
            let cost = reading.cost - earlier.map_or(0, |earlier| earlier.cost);
            let lemma = self.lemma(reading, from, to);
            parts.push(Part { from, to, lemma, cost });
            let Some(earlier) = earlier else {
                let second = parts.len().checked_sub(2).and_then(|second| parts.get(second));
                if self.is_chance_name(reading.last, second) {
                    return None;
                }
                break;
            };
            reading = earlier;
            to = before;
        }
        parts.reverse();
        Some(parts)
    }

    fn lemma(&mut self, reading: Reading, from: usize, to: usize) -> Arc<str> {
        let surface = &self.word[from..to];
        let lemma = &mut self.memory.lemma;
        match reading.last {
            LastPart::Beginning { rule, .. } => self.lexicon.write_lemma(surface, rule, lemma),
            LastPart::End => {
                [false, true]
                    .into_iter()
                    .find_map(|linked| ends::head(self.lexicon, Key::of(surface), linked, lemma))
                    .expect("the search has found this end");
            }
        }
        lemma.as_str().into()
    }
}

/// True for a beginning with the -s that links it, or one in -s, which takes no other: what stands
/// behind it is a word, however short.
pub(crate) fn is_linked(beginning: &str) -> bool {
    /// In bytes: `hus` and `buss` tell nothing.
    const SHORTEST: usize = 6;
    beginning.len() >= SHORTEST && beginning.ends_with('s')
}

/// What a part costs, given what its rarity costs.
fn weighed(part: &str, cost: u32) -> u32 {
    let letters = normal::count_letters(part);
    if letters <= 3 {
        return cost + SHORT_PART;
    }
    let worth = (letters - 3).min(LETTERS_WORTH);
    cost.saturating_sub(LETTER_WORTH * worth as u32).max(100)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts as they stand in the word, joined by `+`.
    fn split(lexicon: &Lexicon, word: &str) -> String {
        let parts = Splitter::new(lexicon).split(word, &mut SearchMemory::default());
        let surfaces = parts.iter().flatten().map(|part| &word[part.from..part.to]);
        surfaces.collect::<Vec<_>>().join("+")
    }

    #[test]
    fn table() {
        let lexicon = Lexicon::rules_only();
        for (word, expected) in [
            ("skolskjuts", "skol+skjuts"),
            ("skolväg", "skol+väg"),
            ("vattenledning", "vatten+ledning"),
            ("bygglovsansökan", "bygglovs+ansökan"),
            ("strandskyddsdispens", "strandskydds+dispens"),
            // Of three equal consonants one is not written.
            ("remissvar", "remiss+svar"),
            ("busstation", "buss+station"),
            ("vårdnadshavaren", "vårdnads+havaren"),
            // No word, too short, not of letters.
            ("xyzzyplask", ""),
            ("vägn", ""),
            ("a1b2c3d4", ""),
        ] {
            assert_eq!(split(&lexicon, word), expected, "{word}");
        }
    }

    #[test]
    fn an_s_that_links_is_told_from_one_that_ends_a_short_word() {
        for (beginning, linked) in [
            ("vandrings", true),
            ("process", true),
            ("hus", false),
            ("buss", false),
            ("skol", false),
        ] {
            assert_eq!(is_linked(beginning), linked, "{beginning}");
        }
    }

    #[test]
    fn parts_cover_the_word_in_order() {
        let lexicon = Lexicon::rules_only();
        for word in ["bygglovsansökan", "remissvaren", "vattenledningarna"] {
            let parts = Splitter::new(&lexicon).split(word, &mut SearchMemory::default());
            let parts = parts.expect("a compound");
            assert_eq!((parts[0].from, parts[parts.len() - 1].to), (0, word.len()));
            // A shared consonant belongs to both parts.
            assert!(parts.windows(2).all(|pair| pair[1].from + 1 >= pair[0].to), "{parts:?}");
        }
    }
}
