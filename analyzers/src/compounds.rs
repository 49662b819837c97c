//! Where a compound is cut. Swedish writes `strandskyddsdispens` as one word; whoever searches for
//! *dispens* or *strandskydd* wants it, and whoever searches for *slag* does not want `förslag`.
//!
//! Every way to read the word as known beginnings and a known end is weighed: each part costs the
//! more the fewer words contain it, short parts cost extra, and the cheapest reading wins, if it
//! is cheap enough to be believed. Swedish compounds branch to the left: besides its parts a word
//! is found by the runs of parts it begins with (`strandskydd`), never by runs at its end.

use crate::lexicon::{Beginning, Lexicon};
use crate::{ends, lemma, whole};

/// A compound has at most this many parts on one level.
const MOST_PARTS: usize = 5;
/// Extra cost of a part of three letters or fewer.
const SHORT_PART: u32 = 150;
/// A part is the cheaper the longer it is: long strings are not words by chance. Per letter above
/// three, for so many letters at most.
const LETTER_WORTH: u32 = 60;
const LETTERS_WORTH: u32 = 7;
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
    pub(crate) lemma: String,
    /// What it costs, in hundredths.
    pub(crate) cost: u32,
}

/// One way to read the word up to some byte.
#[derive(Debug, Clone, Copy)]
struct Reading {
    cost: u32,
    parts: usize,
    /// Where its last part begins, and the reading before that: (byte, parts).
    from: usize,
    before: (usize, usize),
    beginning: Option<usize>,
}

/// Cuts words; keeps its working memory between words.
#[derive(Debug)]
pub(crate) struct Splitter<'a> {
    lexicon: &'a Lexicon,
}

impl<'a> Splitter<'a> {
    pub(crate) fn new(lexicon: &'a Lexicon) -> Self {
        Self { lexicon }
    }

    /// The parts of `word` on its uppermost level; `None` for a word that is none, or stays whole.
    pub(crate) fn split(&self, word: &str) -> Option<Vec<Part>> {
        self.split_within(word, DEAREST_PART)
    }

    fn split_within(&self, word: &str, dearest: u32) -> Option<Vec<Part>> {
        let letters = word.chars().count();
        if !(5..=LONGEST).contains(&letters) || !word.chars().all(char::is_alphabetic) {
            return None;
        }
        let mut search = Search {
            lexicon: self.lexicon,
            word,
            at: vec![[None; MOST_PARTS]; word.len() + 1],
            heads: vec![Head::Unknown; word.len()],
        };
        search.run(dearest)
    }

    /// The parts of a part, where it is long and itself a compound beyond doubt.
    fn split_part(&self, part: &Part) -> Option<Vec<Part>> {
        let found = lemma::lemmas(self.lexicon, &part.lemma);
        if part.lemma.chars().count() < LONG_PART
            || whole::reason(self.lexicon, &part.lemma, &found, false).is_some()
        {
            return None;
        }
        self.split_within(&part.lemma, DEAREST_INNER)
    }

    /// The words that a compound with these parts is found by: parts, their own parts, and the
    /// runs of parts that begin the word.
    pub(crate) fn found_by(&self, word: &str, parts: &[Part]) -> Vec<String> {
        let mut found = Vec::new();
        for (index, part) in parts.iter().enumerate() {
            push(&mut found, &part.lemma);
            if let Some(inner) = self.split_part(part) {
                for lemma in self.found_by(&part.lemma, &inner) {
                    push(&mut found, &lemma);
                }
            }
            if index > 0 && index + 1 < parts.len() {
                push(&mut found, &format!("{}{}", &word[..part.from], part.lemma));
            }
        }
        found
    }
}

fn push(found: &mut Vec<String>, lemma: &str) {
    if !found.iter().any(|known| known == lemma) {
        found.push(lemma.to_owned());
    }
}

#[derive(Debug, Clone)]
enum Head {
    Unknown,
    None,
    Known(String, u32),
}

struct Search<'a> {
    lexicon: &'a Lexicon,
    word: &'a str,
    /// The cheapest reading up to each byte, by number of parts − 1.
    at: Vec<[Option<Reading>; MOST_PARTS]>,
    heads: Vec<Head>,
}

impl Search<'_> {
    fn run(&mut self, dearest: u32) -> Option<Vec<Part>> {
        let mut beginnings = Vec::new();
        self.extend(0, 0, None, &mut beginnings);
        for at in 2..self.word.len() - 1 {
            for parts in 1..MOST_PARTS {
                let Some(reading) = self.at[at][parts - 1] else { continue };
                self.extend(at, parts, Some(reading), &mut beginnings);
                if let Some(doubled) = self.shared_consonant(at) {
                    self.extend_from(doubled, (at, parts), reading, &mut beginnings);
                }
            }
        }
        let best = self.at[self.word.len()].iter().flatten().filter(|reading| reading.parts > 1);
        let best = *best.min_by_key(|reading| reading.cost)?;
        let limit = dearest * u32::try_from(best.parts).ok()?;
        (best.cost <= limit).then(|| self.parts(best))
    }

    /// Adds every beginning, and the end, that may stand at byte `at`.
    fn extend(
        &mut self,
        at: usize,
        parts: usize,
        reading: Option<Reading>,
        beginnings: &mut Vec<Beginning>,
    ) {
        let start = Reading { cost: 0, parts: 0, from: 0, before: (0, 0), beginning: None };
        self.extend_from(at, (at, parts), reading.unwrap_or(start), beginnings);
    }

    fn extend_from(
        &mut self,
        from: usize,
        before: (usize, usize),
        reading: Reading,
        beginnings: &mut Vec<Beginning>,
    ) {
        self.lexicon.beginnings(&self.word[from..], beginnings);
        if reading.parts + 2 <= MOST_PARTS {
            for (index, beginning) in beginnings.iter().enumerate() {
                let to = from + beginning.len;
                if to + 2 <= self.word.len() {
                    let cost = reading.cost + weighed(&self.word[from..to], beginning.cost);
                    self.offer(
                        to,
                        Reading {
                            cost,
                            parts: reading.parts + 1,
                            from,
                            before,
                            beginning: Some(index),
                        },
                    );
                }
            }
        }
        if reading.parts > 0
            && let Some(head) = self.head_cost(from)
        {
            let cost = reading.cost + weighed(&self.word[from..], head);
            self.offer(
                self.word.len(),
                Reading { cost, parts: reading.parts + 1, from, before, beginning: None },
            );
        }
    }

    fn offer(&mut self, to: usize, new: Reading) {
        let place = &mut self.at[to][new.parts - 1];
        if place.is_none_or(|old| new.cost < old.cost) {
            *place = Some(new);
        }
    }

    fn head_cost(&mut self, from: usize) -> Option<u32> {
        if matches!(self.heads[from], Head::Unknown) {
            self.heads[from] = ends::head(self.lexicon, &self.word[from..])
                .map_or(Head::None, |(lemma, cost)| Head::Known(lemma, cost));
        }
        match &self.heads[from] {
            Head::Known(_, cost) => Some(*cost),
            _ => None,
        }
    }

    /// Of three equal consonants one is not written: `remiss` + `svar` → `remissvar`.
    fn shared_consonant(&self, at: usize) -> Option<usize> {
        let bytes = self.word.as_bytes();
        let last = bytes[at - 1];
        let double = at >= 2
            && last.is_ascii_alphabetic()
            && bytes[at - 2] == last
            && bytes.get(at) != Some(&last);
        (double && !b"aeiouy".contains(&last)).then_some(at - 1)
    }

    fn parts(&self, end: Reading) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut to = self.word.len();
        let mut reading = end;
        let mut beginnings = Vec::new();
        loop {
            let surface = &self.word[reading.from..to];
            let lemma = match reading.beginning {
                Some(index) => {
                    self.lexicon.beginnings(&self.word[reading.from..], &mut beginnings);
                    self.lexicon.beginning_lemma(surface, &beginnings[index])
                }
                None => match &self.heads[reading.from] {
                    Head::Known(lemma, _) => lemma.clone(),
                    _ => surface.to_owned(),
                },
            };
            let (at, before) = reading.before;
            let earlier = before.checked_sub(1).map(|parts| {
                self.at[at][parts].expect("a reading is built on readings that were kept")
            });
            let cost = reading.cost - earlier.map_or(0, |earlier| earlier.cost);
            parts.push(Part { from: reading.from, to, lemma, cost });
            let Some(earlier) = earlier else { break };
            reading = earlier;
            to = at;
        }
        parts.reverse();
        parts
    }
}

/// What a part costs, given what its rarity costs.
fn weighed(part: &str, cost: u32) -> u32 {
    let letters = u32::try_from(part.chars().count()).unwrap_or(u32::MAX);
    if letters <= 3 {
        return cost + SHORT_PART;
    }
    cost.saturating_sub(LETTER_WORTH * (letters - 3).min(LETTERS_WORTH)).max(100)
}
