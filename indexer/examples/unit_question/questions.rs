//! The queries, drawn from the collection by a fixed seed, and the truth about their counts.

use crate::collection::{Collection, Place, Prepared};

/// Queries of each number of words in each band.
const OF_WORDS: usize = 60;
const OF_PHRASES: usize = 120;
const SEED: u64 = 2_024;
/// Draws after which a query is given up.
const DRAWS: usize = 20_000;
/// Bands of frequency, as shares of the units that hold a word: rare, middling, common.
const BANDS: [(f64, f64); 3] = [(0.0, 0.005), (0.005, 0.05), (0.05, 0.5)];

/// What is asked.
pub(crate) struct Query {
    pub(crate) terms: Vec<u32>,
    pub(crate) texts: Vec<String>,
    /// The terms follow each other.
    pub(crate) is_phrase: bool,
}

/// Steele, Lea and Flood (2014): SplitMix64.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % bound as u64) as usize
    }
}

/// One, two and three words of one band, then phrases of two. Words asked for together stand in one
/// unit; every second time in one passage, as when people quote a thought.
pub(crate) fn generate(collection: &Collection) -> Vec<Query> {
    let mut chance = Chance(SEED);
    let mut queries = Vec::new();
    for band in BANDS {
        for words in 1..=3 {
            for at in 0..OF_WORDS {
                let together = at % 2 == 0;
                queries.extend(draw_words(collection, &mut chance, band, words, together));
            }
        }
    }
    queries.extend((0..OF_PHRASES).filter_map(|_| draw_phrase(collection, &mut chance)));
    queries
}

fn query(collection: &Collection, terms: Vec<u32>, is_phrase: bool) -> Query {
    let texts = terms.iter().map(|term| collection.terms[*term as usize].clone()).collect();
    Query { terms, texts, is_phrase }
}

fn draw_words(
    collection: &Collection,
    chance: &mut Chance,
    band: (f64, f64),
    words: usize,
    together: bool,
) -> Option<Query> {
    for _ in 0..DRAWS {
        let unit = &collection.units[chance.below(collection.units.len())];
        let passage = chance.below(unit.passages.len());
        let places = if together { unit.places_of(passage) } else { &unit.places };
        if let Some(terms) = pick(collection, chance, places, band, words) {
            return Some(query(collection, terms, false));
        }
    }
    None
}

/// So many different words of the band from these places.
fn pick(
    collection: &Collection,
    chance: &mut Chance,
    places: &[Place],
    (least, most): (f64, f64),
    words: usize,
) -> Option<Vec<u32>> {
    let mut terms = Vec::new();
    for _ in 0..places.len().min(20 * words) {
        let term = places[chance.below(places.len())].term;
        let frequency = collection.frequency[term as usize];
        let share = f64::from(frequency) / collection.units.len() as f64;
        let in_band = frequency > 1 && share > least && share <= most;
        if in_band && is_word(&collection.terms[term as usize]) && !terms.contains(&term) {
            terms.push(term);
        }
        if terms.len() == words {
            return Some(terms);
        }
    }
    None
}

fn is_word(term: &str) -> bool {
    term.chars().count() >= 3 && term.chars().all(char::is_alphabetic)
}

fn draw_phrase(collection: &Collection, chance: &mut Chance) -> Option<Query> {
    for _ in 0..DRAWS {
        let unit = &collection.units[chance.below(collection.units.len())];
        let first = unit.places[chance.below(unit.places.len())];
        let next = unit.places.partition_point(|place| place.position <= first.position);
        let second = unit.places.get(next).filter(|p| p.position == first.position + 1);
        let Some(second) = second.filter(|second| second.term != first.term) else { continue };
        let terms = vec![first.term, second.term];
        if terms.iter().all(|term| is_word(&collection.terms[*term as usize])) {
            return Some(query(collection, terms, true));
        }
    }
    None
}

/// How many units answer a query: every unit is looked through.
pub(crate) fn count(collection: &Collection, query: &Query) -> usize {
    let holds = |unit: &&Prepared| {
        query.terms.iter().all(|term| unit.has(*term))
            && (!query.is_phrase || holds_phrase(unit, query.terms[0], query.terms[1]))
    };
    collection.units.iter().filter(holds).count()
}

fn holds_phrase(unit: &Prepared, first: u32, second: u32) -> bool {
    let of_first = unit.places.iter().filter(|place| place.term == first);
    of_first.into_iter().any(|place| {
        unit.places.binary_search(&Place { position: place.position + 1, term: second }).is_ok()
    })
}
