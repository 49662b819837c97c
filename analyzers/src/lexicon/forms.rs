//! Forms and their lemmas as an `fst`: 800,000 forms in a megabyte and a half.
//!
//! The value of a form is the number of its *class*: how many bytes to cut and what to add to
//! get the lemma (two lemmas at most), and what kind of word it is. Few classes cover all forms.

use fst::MapBuilder;
use rustc_hash::FxHashMap;

use super::LexiconError;
use super::key::{Key, joined_hash};
use super::quick::QuickMap;
use super::stored::{Reader, Writer, checksum};

/// A form may belong to this many lemmas (`händer`: *hand*, *hända*).
const LEMMAS: usize = 2;
/// Stands for "no second lemma".
const NONE: u16 = u16::MAX;

/// What is known of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) struct FormKind {
    /// It may end a compound.
    pub(crate) may_end: bool,
    /// A noun is among its words.
    pub(crate) noun: bool,
    /// It belongs to verbs only.
    pub(crate) verb_only: bool,
    /// It belongs to names only.
    pub(crate) proper: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Class {
    /// Bytes to cut, number of the ending to add.
    lemmas: [(u16, u16); LEMMAS],
    kind: FormKind,
}

/// Forms, their lemmas and kinds.
#[derive(Debug, Clone)]
pub(crate) struct FormTable {
    forms: QuickMap,
    classes: Vec<Class>,
    endings: Vec<Box<str>>,
    /// Tells at once of most strings that they are no form: nearly all that are asked for are none.
    filter: Filter,
}

impl FormTable {
    /// What is known of a form.
    pub(crate) fn get<'a>(&'a self, form: Key<'a>) -> Option<Known<'a>> {
        if !self.forms.is_quick() && !self.filter.may_hold(form.text) {
            return None;
        }
        let class = self.classes.get(usize::from(self.forms.get(form)?))?;
        Some(Known { table: self, form: form.text, class })
    }

    /// The kind of a form, where it is known.
    pub(crate) fn kind(&self, form: &str) -> Option<FormKind> {
        self.get(Key::of(form)).map(|known| known.class.kind)
    }

    /// The kind of the form that two strings make together, where it is known.
    pub(crate) fn kind_joined(&self, stem: &str, ending: &str) -> Option<FormKind> {
        let class = match self.forms.get_quickly(joined_hash(stem, ending)) {
            Some(class) => class?,
            None => return self.kind(&[stem, ending].concat()),
        };
        self.classes.get(usize::from(class)).map(|class| class.kind)
    }

    pub(super) fn write(&self, out: &mut Writer) {
        out.bytes(self.forms.as_bytes());
        out.number(self.classes.len());
        for class in &self.classes {
            for (cut, ending) in class.lemmas {
                out.number(usize::from(cut));
                out.number(usize::from(ending));
            }
            let kind = class.kind;
            out.number(
                usize::from(kind.may_end)
                    | usize::from(kind.verb_only) << 1
                    | usize::from(kind.proper) << 2
                    | usize::from(kind.noun) << 3,
            );
        }
        out.number(self.endings.len());
        self.endings.iter().for_each(|ending| out.bytes(ending.as_bytes()));
        out.bytes(&self.filter.bits);
    }

    pub(super) fn read(from: &mut Reader<'_>) -> Result<Self, LexiconError> {
        let forms = QuickMap::new(from.map()?);
        let classes = from.list(|from| {
            let mut lemmas = [(0, 0); LEMMAS];
            for (cut, ending) in &mut lemmas {
                (*cut, *ending) = (from.short()?, from.short()?);
            }
            let kind = from.number()?;
            Ok(Class {
                lemmas,
                kind: FormKind {
                    may_end: kind & 1 > 0,
                    noun: kind & 8 > 0,
                    verb_only: kind & 2 > 0,
                    proper: kind & 4 > 0,
                },
            })
        })?;
        let endings = from.list(|from| Ok(from.text()?.into()))?;
        let filter = Filter { bits: from.bytes()?.to_vec() };
        Ok(Self { forms, classes, endings, filter })
    }
}

/// A form that the table holds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known<'a> {
    table: &'a FormTable,
    form: &'a str,
    class: &'a Class,
}

impl<'a> Known<'a> {
    /// What kind of word it is.
    pub(crate) fn kind(&self) -> FormKind {
        self.class.kind
    }

    /// Its lemmas, the likelier first: the beginning of the form, and what stands behind it.
    pub(crate) fn lemmas(self) -> impl Iterator<Item = (&'a str, &'a str)> {
        let lemmas = self.class.lemmas.iter().filter(|(_, ending)| *ending != NONE);
        lemmas.map(move |&(cut, ending)| {
            let stem = &self.form[..self.form.len() - usize::from(cut)];
            (stem, &*self.table.endings[usize::from(ending)])
        })
    }
}

/// One form while the table is built.
pub(super) struct Listed<'a> {
    pub(super) surface: &'a str,
    pub(super) lemma: &'a str,
    pub(super) kind: FormKind,
}

/// Builds the table from forms sorted by surface; a surface may stand several times.
pub(super) fn build(sorted: &[Listed<'_>]) -> FormTable {
    let mut builder = MapBuilder::memory();
    let mut classes = Interned::default();
    let mut endings: Interned<Box<str>> = Interned::default();
    let mut filter = Filter::with_room(sorted.len());
    for group in sorted.chunk_by(|a, b| a.surface == b.surface) {
        filter.add(group[0].surface);
        let class = class_of(group, &mut endings);
        let number = classes.number(class);
        builder.insert(group[0].surface, number as u64).expect("surfaces come sorted, once each");
    }
    FormTable {
        forms: QuickMap::new(builder.into_map()),
        classes: classes.values,
        endings: endings.values,
        filter,
    }
}

/// Prefers common words over names, a lemma equal to the form over others, nouns over verbs, and
/// what differs little in length.
fn class_of(group: &[Listed<'_>], endings: &mut Interned<Box<str>>) -> Class {
    let surface = group[0].surface;
    let common = group.iter().any(|listed| !listed.kind.proper);
    let kept = || group.iter().filter(move |listed| !(common && listed.kind.proper));
    let mut listed: Vec<&Listed<'_>> = kept().collect();
    listed.sort_by_key(|one| {
        (one.lemma != surface, one.kind.verb_only, one.lemma.len().abs_diff(surface.len()))
    });
    let mut lemmas: Vec<&str> = Vec::new();
    for one in listed {
        if !lemmas.contains(&one.lemma) {
            lemmas.push(one.lemma);
        }
    }
    let mut rules = [(0, NONE); LEMMAS];
    for (rule, lemma) in rules.iter_mut().zip(lemmas) {
        let shared = surface.char_indices().zip(lemma.chars()).find(|((_, a), b)| a != b);
        let shared = shared.map_or(surface.len().min(lemma.len()), |((at, _), _)| at);
        let ending = endings.number(lemma[shared..].into());
        *rule = (
            u16::try_from(surface.len() - shared).unwrap_or(0),
            u16::try_from(ending).unwrap_or(NONE),
        );
    }
    let kind = FormKind {
        may_end: kept().any(|listed| listed.kind.may_end),
        noun: kept().any(|listed| listed.kind.noun),
        verb_only: kept().all(|listed| listed.kind.verb_only),
        proper: !common,
    };
    Class { lemmas: rules, kind }
}

/// Gives each different value a number, in the order of first sight.
struct Interned<T> {
    numbers: FxHashMap<T, usize>,
    values: Vec<T>,
}

impl<T> Default for Interned<T> {
    fn default() -> Self {
        Self { numbers: FxHashMap::default(), values: Vec::new() }
    }
}

impl<T: Clone + Eq + std::hash::Hash> Interned<T> {
    fn number(&mut self, value: T) -> usize {
        if let Some(&number) = self.numbers.get(&value) {
            return number;
        }
        self.numbers.insert(value.clone(), self.values.len());
        self.values.push(value);
        self.values.len() - 1
    }
}

/// A Bloom filter (Bloom 1970) of eight bits and three probes a form: one string in thirty that is
/// no form passes.
#[derive(Debug, Clone)]
struct Filter {
    bits: Vec<u8>,
}

impl Filter {
    fn with_room(forms: usize) -> Self {
        Self { bits: vec![0; forms.max(1)] }
    }

    fn add(&mut self, form: &str) {
        for place in self.places(form) {
            self.bits[place / 8] |= 1 << (place % 8);
        }
    }

    fn may_hold(&self, form: &str) -> bool {
        !self.bits.is_empty()
            && self
                .places(form)
                .into_iter()
                .all(|place| self.bits[place / 8] & 1 << (place % 8) != 0)
    }

    fn places(&self, form: &str) -> [usize; 3] {
        let hash = checksum(form.as_bytes());
        let room = self.bits.len() as u64 * 8;
        [hash, hash >> 20, hash >> 40 ^ hash << 7]
            .map(|hash| usize::try_from((hash & 0xFFFF_FFFF) % room).unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed<'a>(surface: &'a str, lemma: &'a str, proper: bool) -> Listed<'a> {
        Listed {
            surface,
            lemma,
            kind: FormKind { may_end: true, noun: true, verb_only: false, proper },
        }
    }

    #[test]
    fn lemmas_come_back_after_storing() {
        let table = build(&[
            listed("gator", "gata", false),
            listed("händer", "hand", false),
            listed("händer", "hända", false),
            listed("skog", "skog", true),
            listed("skog", "skog", false),
        ]);
        let mut writer = Writer::default();
        table.write(&mut writer);
        let read = FormTable::read(&mut Reader::new(&writer.out)).expect("own bytes");
        for (form, lemmas) in
            [("gator", vec!["gata"]), ("händer", vec!["hand", "hända"]), ("skog", vec!["skog"])]
        {
            let known = read.get(Key::of(form)).expect("listed");
            assert!(!known.kind().proper);
            let mut found: Vec<String> = known.lemmas().map(|(a, b)| format!("{a}{b}")).collect();
            found.sort();
            assert_eq!(found, lemmas);
        }
        assert!(read.get(Key::of("okänd")).is_none());
    }
}
