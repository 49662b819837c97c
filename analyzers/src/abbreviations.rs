//! Abbreviations and their long forms, both ways.
//!
//! In a text an abbreviation and its long form of several words give one canonical term
//! (`förk:ivo`), so that each finds the other; an abbreviation of a single word has that word among
//! its lemmas. Ambiguous ones (`S`, `SIG`) get neither and are never expanded: they are found as
//! they are written.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::language::Language;
use crate::prefixes::Prefixes;
use crate::{normal, stem};

/// An abbreviation with its long form.
#[derive(Debug)]
pub(crate) struct Pair {
    pub(crate) abbreviation: &'static str,
    pub(crate) long: &'static str,
    pub(crate) ambiguous: bool,
    /// Written in lower case by rule: `t.ex.`, `mnkr`.
    lower: bool,
    /// The first abbreviation of this long form, which makes the term.
    leader: &'static str,
}

impl Pair {
    /// The canonical term.
    pub(crate) fn term(&self) -> String {
        format!("förk:{}", normal::fold(self.leader).trim_end_matches('.'))
    }

    fn is_written(&self, word: &str) -> bool {
        self.lower
            || word == self.abbreviation
            || word.chars().filter(|c| c.is_uppercase()).count() >= 2
    }
}

/// Words after the first, and the pair they belong to.
type Rest = (Vec<String>, usize);

#[derive(Default)]
struct Table {
    pairs: Vec<Pair>,
    /// Dotted spellings by first word: `bl a`, `bla`.
    short: Groups,
    /// Long forms by the stem of their first word.
    long: Groups,
}

/// Phrases by their first word.
#[derive(Default)]
struct Groups {
    /// Counted from one.
    numbers: FxHashMap<String, u16>,
    rests: Vec<Vec<Rest>>,
}

impl Groups {
    fn insert(&mut self, mut words: Vec<String>, pair: usize) {
        if words.is_empty() {
            return;
        }
        let first = words.remove(0);
        let next = u16::try_from(self.rests.len() + 1).expect("the table has hundreds of rows");
        let number = *self.numbers.entry(first).or_insert(next);
        if number == next {
            self.rests.push(Vec::new());
        }
        self.rests[usize::from(number) - 1].push((words, pair));
    }

    /// The phrases of a group; none for number 0.
    fn rests(&self, number: u16) -> &[Rest] {
        usize::from(number).checked_sub(1).map_or(&[], |index| &self.rests[index])
    }
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::default();
    for row in crate::data::rows(crate::data::ABBREVIATIONS) {
        let columns: Vec<&'static str> = row.split('\t').collect();
        let [abbreviation, long, _, rest @ ..] = columns.as_slice() else { continue };
        let lower = !abbreviation.contains(char::is_uppercase);
        let leader = table
            .pairs
            .iter()
            .find(|pair| pair.long == *long)
            .map_or(*abbreviation, |pair| pair.leader);
        table.add(Pair { abbreviation, long, ambiguous: !rest.is_empty(), lower, leader });
    }
    let longest_first =
        |rests: &mut Vec<Rest>| rests.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
    table.short.rests.iter_mut().for_each(longest_first);
    table.long.rests.iter_mut().for_each(longest_first);
    table
});

/// Stems of first words. The stemmer leaves the first letters of a word as they are.
static LONG_BEGIN: LazyLock<Prefixes> =
    LazyLock::new(|| Prefixes::of(TABLE.long.numbers.keys().map(String::as_str)));

/// Bytes of the longest abbreviation.
static LONGEST_SHORT: LazyLock<usize> =
    LazyLock::new(|| TABLE.short.numbers.keys().map(String::len).max().unwrap_or(0));

impl Table {
    fn add(&mut self, pair: Pair) {
        let number = self.pairs.len();
        let dotted: Vec<String> = words(pair.abbreviation).collect();
        let long: Vec<String> = words(pair.long).map(|word| key(&word).into_owned()).collect();
        self.short.insert(vec![dotted.concat()], number);
        if dotted.len() > 1 {
            self.short.insert(dotted, number);
        }
        if long.len() > 1 {
            self.long.insert(long, number);
        }
        self.pairs.push(pair);
    }
}

fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(normal::fold)
}

/// What inflected forms of a word share.
fn key(folded: &str) -> Cow<'_, str> {
    stem::term(folded, Language::Swedish)
}

/// False where the first letters tell that `wanted` is not the key of `given`, which is cheaper to
/// see. The stemmer leaves them as they are, folding only the ASCII ones.
fn may_be(given: &str, wanted: &str) -> bool {
    const LETTERS: usize = 3;
    let pairs = given.bytes().zip(wanted.bytes()).take(LETTERS);
    pairs
        .take_while(|(a, b)| a.is_ascii() && b.is_ascii())
        .all(|(a, b)| a.to_ascii_lowercase() == b)
}

/// Which abbreviations and long forms of several words may begin with a word: decided once for each
/// word type.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct PhraseHint {
    /// Numbers of [`Group`]s, counted from one; 0 for none.
    short: u16,
    long: u16,
}

impl PhraseHint {
    /// The hint for a folded word.
    pub(crate) fn of(folded: &str) -> Self {
        let phrase =
            |(rest, number): &Rest| !rest.is_empty() || TABLE.pairs[*number].long.contains(' ');
        let fits = folded.len() <= *LONGEST_SHORT;
        if !fits && !LONG_BEGIN.may_begin(folded) {
            return Self::default();
        }
        let short = || TABLE.short.numbers.get(folded).copied().unwrap_or(0);
        let short = if fits { short() } else { 0 };
        let long = || TABLE.long.numbers.get(&*key(folded)).copied().unwrap_or(0);
        let long = if LONG_BEGIN.may_begin(folded) { long() } else { 0 };
        // An abbreviation of one word is that word, and no phrase, unless a long form begins here.
        let any = long > 0 || TABLE.short.rests(short).iter().any(phrase);
        if any { Self { short, long } } else { Self::default() }
    }

    /// False for nearly every word.
    pub(crate) fn any(self) -> bool {
        self.short > 0 || self.long > 0
    }

    /// The unambiguous pair of several words whose abbreviation is written here: `first`, then
    /// `rest`. How many words the abbreviation takes. Capitals matter where the rule asks for them.
    pub(crate) fn short_at<'a>(
        self,
        first: &str,
        rest: impl Iterator<Item = &'a str> + Clone,
    ) -> Option<(&'static Pair, usize)> {
        if self.short == 0 {
            return None;
        }
        TABLE.short.rests(self.short).iter().find_map(|(words, number)| {
            let pair = &TABLE.pairs[*number];
            let phrase = !pair.ambiguous && pair.long.contains([' ', '-']);
            let fits = || follows(words, rest.clone(), normal::folds_to);
            (phrase && (!words.is_empty() || pair.is_written(first)) && fits())
                .then_some((pair, words.len() + 1))
        })
    }

    /// The unambiguous pair whose long form is written here, in any inflection, given the words
    /// behind the first.
    pub(crate) fn long_at<'a>(
        self,
        rest: impl Iterator<Item = &'a str> + Clone,
    ) -> Option<(&'static Pair, usize)> {
        let next = if self.long == 0 { None } else { rest.clone().next() }?;
        TABLE.long.rests(self.long).iter().find_map(|(words, number)| {
            let pair = &TABLE.pairs[*number];
            let fits = || {
                words.first().is_some_and(|wanted| may_be(next, wanted))
                    && follows(words, rest.clone(), may_be)
                    && follows(words, rest.clone(), |given, wanted| {
                        key(&normal::fold(given)) == *wanted
                    })
            };
            (!pair.ambiguous && fits()).then_some((pair, words.len() + 1))
        })
    }
}

/// True where the given words begin with the wanted ones.
fn follows<'a>(
    wanted: &[String],
    mut given: impl Iterator<Item = &'a str>,
    same: impl Fn(&str, &str) -> bool,
) -> bool {
    wanted.iter().all(|wanted| given.next().is_some_and(|given| same(given, wanted)))
}

/// The single word that an unambiguous abbreviation stands for, as written and folded.
pub(crate) fn word_for(word: &str, folded: &str) -> Option<&'static str> {
    if word.len() > *LONGEST_SHORT {
        return None;
    }
    let pair = long_forms_of(folded).find(|pair| !pair.long.contains([' ', '-', ',']))?;
    pair.is_written(word).then_some(pair.long)
}

/// The unambiguous pair whose long form is written here, in any inflection.
pub(crate) fn long_at<'a>(
    first: &str,
    rest: impl Iterator<Item = &'a str> + Clone,
) -> Option<(&'static Pair, usize)> {
    PhraseHint::of(&normal::fold(first)).long_at(rest)
}

/// Long forms of an abbreviation as a user types it; case does not matter.
pub(crate) fn long_forms(word: &str) -> impl Iterator<Item = &'static Pair> {
    long_forms_of(&normal::fold(word))
}

fn long_forms_of(folded: &str) -> impl Iterator<Item = &'static Pair> + use<> {
    let number = TABLE.short.numbers.get(folded).copied().unwrap_or(0);
    let whole = TABLE.short.rests(number).iter().filter(|(rest, _)| rest.is_empty());
    whole.map(|(_, number)| &TABLE.pairs[*number]).filter(|pair| !pair.ambiguous)
}

/// The words of a long form as a query has them.
pub(crate) fn long_words(long: &str) -> Vec<String> {
    words(long).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations() {
        for (text, expected) in [
            ("bl a", Some("förk:bl.a")),
            ("pga", Some("förk:p.g.a")),
            ("IVO", Some("förk:ivo")),
            ("ivo", None),
            ("SIG", None),
            ("bl", None),
            ("mnkr", Some("förk:mnkr")),
            ("mkr", Some("förk:mnkr")),
            ("SLK", None),
        ] {
            let words: Vec<&str> = text.split(' ').collect();
            let hint = PhraseHint::of(&normal::fold(words[0]));
            let found = hint.short_at(words[0], words[1..].iter().copied());
            assert_eq!(found.map(|(pair, _)| pair.term()).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn long_forms_in_any_inflection() {
        for (text, expected) in [
            ("Inspektionen för vård och omsorg", Some("förk:ivo")),
            ("kommunstyrelsen", None),
            ("tjänsteutlåtande", None),
            ("kommunfullmäktiges", None),
            ("på grund av", Some("förk:p.g.a")),
        ] {
            let words: Vec<&str> = text.split(' ').collect();
            let found = long_at(words[0], words[1..].iter().copied());
            assert_eq!(found.map(|(pair, _)| pair.term()).as_deref(), expected, "{text}");
        }
        assert_eq!(
            (word_for("SLK", "slk"), word_for("slk", "slk"), word_for("IVO", "ivo")),
            (Some("stadsledningskontoret"), None, None)
        );
        assert!(long_forms("ivo").next().is_some() && long_forms("sig").next().is_none());
    }
}
