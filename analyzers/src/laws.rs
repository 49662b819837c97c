//! The laws that municipal papers cite, by name, abbreviation and number.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::prefixes::Prefixes;

/// A law as it is cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Law {
    /// The abbreviation in common use, as printed ("SoL"); empty where none is.
    pub abbr: &'static str,
    /// The name in the definite form ("socialtjänstlagen").
    pub name: &'static str,
    /// Number in the statute book ("2025:400"); empty where it has none.
    pub sfs: &'static str,
    /// The name in the fewest words.
    short_name: &'static str,
}

impl Law {
    /// The canonical term: `lag:sol`.
    pub fn term(&self) -> String {
        format!("lag:{}", self.slug())
    }

    /// What names the law in terms and addresses: the abbreviation, or the name where none is in
    /// use: `sol`, `bibliotekslagen`.
    pub fn slug(&self) -> String {
        if self.abbr.is_empty() {
            return self.short_name.replace("- ", "-").replace(' ', "-");
        }
        self.abbr.to_lowercase()
    }
}

/// Stands in the table where no abbreviation is in common use.
const NO_ABBREVIATION: &str = "-";

/// A name as its words, the last in its shortest form, for matching.
struct Name {
    rest: Vec<String>,
    law: Law,
}

#[derive(Default)]
struct Table {
    /// By lower-case abbreviation: the law, and whether case matters.
    abbreviations: FxHashMap<String, (Law, bool)>,
    /// By first word of the name; longer names first.
    names: FxHashMap<String, Vec<Name>>,
    numbers: FxHashMap<&'static str, Law>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::default();
    for row in crate::data::rows(crate::data::LAWS) {
        let columns: Vec<&'static str> = row.split('\t').collect();
        let [abbr, names, rest @ ..] = columns.as_slice() else { continue };
        let numbers = rest.first().copied().unwrap_or("");
        let words = |name: &&&str| name.split([' ', '-']).count();
        let all: Vec<&'static str> = names.split('|').collect();
        let law = Law {
            abbr: if *abbr == NO_ABBREVIATION { "" } else { abbr },
            short_name: all.iter().min_by_key(words).unwrap_or(names),
            name: names.split('|').next().unwrap_or(names),
            sfs: numbers.split('|').next().unwrap_or(""),
        };
        if !law.abbr.is_empty() {
            table.abbreviations.insert(law.slug(), (law, rest.get(1) == Some(&"exact")));
        }
        table.numbers.extend(
            numbers.split('|').filter(|number| !number.is_empty()).map(|number| (number, law)),
        );
        for name in names.split('|') {
            let mut words = name.split([' ', '-']).filter(|word| !word.is_empty()).map(short_form);
            let Some(first) = words.next() else { continue };
            table.names.entry(first).or_default().push(Name { rest: words.collect(), law });
        }
    }
    table
        .names
        .values_mut()
        .for_each(|names| names.sort_by_key(|name| std::cmp::Reverse(name.rest.len())));
    table
});

static NAMES_BEGIN: LazyLock<Prefixes> =
    LazyLock::new(|| Prefixes::of(TABLE.names.keys().map(String::as_str)));

static ABBREVIATIONS_BEGIN: LazyLock<Prefixes<2>> =
    LazyLock::new(|| Prefixes::of(TABLE.abbreviations.keys().map(String::as_str)));

static LONGEST_ABBREVIATION: LazyLock<usize> =
    LazyLock::new(|| TABLE.abbreviations.keys().map(String::len).max().unwrap_or(0));

/// `Socialtjänstlagens`, `socialtjänstlagen`, `socialtjänstlag` → `socialtjänstlag`.
fn short_form(word: &str) -> String {
    without_ending(&word.to_lowercase()).to_owned()
}

/// [`short_form`] of a lower-case word.
fn without_ending(word: &str) -> &str {
    let is_law = |stem: &&str| {
        ["lag", "förordning", "balk", "form", "konvention"].iter().any(|noun| stem.ends_with(noun))
    };
    let mut stems = ["ens", "en", "s"].iter().filter_map(|ending| word.strip_suffix(ending));
    stems.find(is_law).unwrap_or(word)
}

/// The law with this abbreviation or name; case does not matter.
pub fn law_name(name: &str) -> Option<Law> {
    let known = TABLE.abbreviations.get(&name.to_lowercase()).map(|(law, _)| *law);
    known.or_else(|| {
        let words: Vec<&str> = name.split([' ', '-']).filter(|word| !word.is_empty()).collect();
        let (law, used) = named(words.first()?, words[1..].iter().copied())?;
        (used == words.len()).then_some(law)
    })
}

/// The law with this number in the statute book.
pub(crate) fn by_number(year: &str, number: &str) -> Option<Law> {
    TABLE.numbers.get(format!("{year}:{number}").as_str()).copied()
}

/// The law with this abbreviation. `cited` says that a § stands beside it, so that case does not
/// matter; otherwise `sol` is the sun.
pub(crate) fn abbreviated(word: &str, cited: bool) -> Option<Law> {
    let (law, exact) = TABLE.abbreviations.get(&word.to_lowercase())?;
    (cited || !exact || law.abbr == word).then_some(*law)
}

/// The law whose name begins with `first` and goes on with `rest`; how many words the name has.
pub(crate) fn named<'a>(
    first: &str,
    rest: impl Iterator<Item = &'a str> + Clone,
) -> Option<(Law, usize)> {
    let names = TABLE.names.get(&short_form(first))?;
    let fits = |name: &&Name| {
        let mut words = rest.clone();
        name.rest.iter().all(|word| words.next().is_some_and(|given| short_form(given) == *word))
    };
    names.iter().find(fits).map(|name| (name.law, name.rest.len() + 1))
}

/// True for a lower-case word that an abbreviation or the name of a law begins with.
pub(crate) fn may_begin(word: &str) -> bool {
    let is_abbreviation = || TABLE.abbreviations.contains_key(word);
    let is_name = || TABLE.names.contains_key(without_ending(word));
    word.len() <= *LONGEST_ABBREVIATION && ABBREVIATIONS_BEGIN.may_begin(word) && is_abbreviation()
        || NAMES_BEGIN.may_begin(word) && is_name()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table() {
        for (name, abbr) in [
            ("sol", "SoL"),
            ("Socialtjänstlagen", "SoL"),
            ("socialtjänstlag", "SoL"),
            ("plan- och bygglagen", "PBL"),
            ("lagen om offentlig upphandling", "LOU"),
        ] {
            assert_eq!(law_name(name).map(|law| law.abbr), Some(abbr), "{name}");
        }
        assert_eq!(law_name("påhittslagen"), None);
        for invented in ["LVS", "SML", "MinL", "BarnK", "-", ""] {
            assert_eq!(law_name(invented), None, "{invented}");
        }
        assert_eq!(by_number("2001", "453").map(|law| law.abbr), Some("SoL"));
    }

    #[test]
    fn every_law_is_found_by_its_slug() {
        for row in crate::data::rows(crate::data::LAWS) {
            let name = row.split(['\t', '|']).nth(1).expect("a law has a name");
            let law = law_name(name).expect("named");
            assert_eq!(law_name(&law.slug()), Some(law), "{name}");
        }
        assert_eq!(law_name("språklagen").map(|law| law.slug()).as_deref(), Some("språklagen"));
    }

    #[test]
    fn the_sun_is_no_law() {
        assert_eq!(abbreviated("sol", false), None);
        assert!(
            abbreviated("sol", true).is_some()
                && abbreviated("SoL", false).is_some()
                && abbreviated("lss", false).is_some()
        );
    }
}
