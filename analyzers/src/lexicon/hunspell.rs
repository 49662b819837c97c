//! Reads a Hunspell dictionary: the affix rules, and every form of every word.
//!
//! Swedish needs suffix rules only, with one further level for the forms that words take inside
//! compounds (`gata` → `gatu`). Format: the manual page hunspell(5).

mod shared_forms;

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::Dictionary;

/// The words and forms of a dictionary.
#[derive(Debug, Default)]
pub(super) struct Paradigms {
    /// Base words.
    pub(super) entries: Vec<Entry>,
    /// Forms, unsorted; a form of several words stands several times.
    pub(super) forms: Vec<Form>,
    /// Forms that a word takes as beginning of a compound: surface and entry.
    pub(super) beginnings: Vec<(String, u32)>,
    /// Words that begin compounds before a hyphen.
    pub(super) before_hyphen: Vec<u32>,
}

/// A base word.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) word: String,
    /// A form of it may end a compound.
    pub(super) may_end: bool,
    /// It is inflected as a noun.
    pub(super) noun: bool,
    /// It has verb forms and no others.
    pub(super) verb_only: bool,
    /// Written with a capital.
    pub(super) proper: bool,
    /// Exists inside compounds only.
    pub(super) bound: bool,
    /// Which of its regular forms the dictionary leaves to another word that has the same.
    pub(super) left_out: Option<LeftOut>,
}

/// Forms that a noun and a verb share (`skyltar`, `präglar`): the dictionary gives them to one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LeftOut {
    /// The plural of a noun.
    Plural,
    /// The present of a verb.
    Present,
}

/// A form of a base word.
#[derive(Debug)]
pub(super) struct Form {
    pub(super) surface: Box<str>,
    pub(super) entry: u32,
}

#[derive(Debug)]
struct Rule {
    strip: String,
    add: String,
    condition: Vec<Letter>,
    /// The form begins compounds.
    begins: bool,
    /// The form does not stand alone.
    bound: bool,
}

/// One letter of a condition: `[^aei]` is the negation of a set.
#[derive(Debug)]
struct Letter {
    negated: bool,
    set: Vec<char>,
}

/// The flags with a meaning of their own.
#[derive(Debug, Default)]
struct Flags {
    begin: Option<char>,
    middle: Option<char>,
    end: Option<char>,
    bound: Option<char>,
    forbidden: Option<char>,
    need_affix: Option<char>,
}

#[derive(Debug, Default)]
struct Affixes {
    flags: Flags,
    rules: FxHashMap<char, Vec<Rule>>,
}

/// Expands a dictionary. Lines that cannot be read are passed over: a dictionary with a bad line
/// is worth more than none.
pub(super) fn read(dictionary: Dictionary<'_>) -> Paradigms {
    let utf8 = is_utf8(dictionary.aff);
    let affixes = Affixes::parse(&decode(dictionary.aff, utf8));
    let mut out = Paradigms::default();
    for line in decode(dictionary.dic, utf8).lines().skip(1) {
        let line = line.split_whitespace().next().unwrap_or("");
        let (word, flags) = line.split_once('/').unwrap_or((line, ""));
        affixes.expand(word, flags, &mut out);
    }
    shared_forms::add(&mut out);
    out
}

fn is_utf8(aff: &[u8]) -> bool {
    let set = aff.split(|&b| b == b'\n').find_map(|line| line.strip_prefix(b"SET "));
    set.is_none_or(|name| name.to_ascii_uppercase().starts_with(b"UTF-8"))
}

fn decode(bytes: &[u8], utf8: bool) -> Cow<'_, str> {
    if utf8 {
        return String::from_utf8_lossy(bytes);
    }
    Cow::Owned(bytes.iter().map(|&byte| char::from(byte)).collect())
}

impl Affixes {
    fn parse(aff: &str) -> Self {
        let mut affixes = Self::default();
        for line in aff.lines() {
            let mut words = line.split_whitespace();
            let (Some(name), Some(value)) = (words.next(), words.next()) else { continue };
            let flag = value.chars().next();
            match name {
                "COMPOUNDBEGIN" => affixes.flags.begin = flag,
                "COMPOUNDMIDDLE" => affixes.flags.middle = flag,
                "COMPOUNDEND" => affixes.flags.end = flag,
                "ONLYINCOMPOUND" => affixes.flags.bound = flag,
                "FORBIDDENWORD" => affixes.flags.forbidden = flag,
                "NEEDAFFIX" => affixes.flags.need_affix = flag,
                "SFX" => {
                    let columns: Vec<&str> = words.collect();
                    if let (Some(flag), [strip, add, condition, ..]) = (flag, columns.as_slice()) {
                        let rule = affixes.rule(strip, add, condition);
                        affixes.rules.entry(flag).or_default().push(rule);
                    }
                }
                _ => {}
            }
        }
        affixes
    }

    fn rule(&self, strip: &str, add: &str, condition: &str) -> Rule {
        let (add, flags) = add.split_once('/').unwrap_or((add, ""));
        let zero = |text: &str| if text == "0" { String::new() } else { text.to_owned() };
        Rule {
            strip: zero(strip),
            add: zero(add),
            condition: parse_condition(condition),
            begins: self.has(flags, self.flags.begin) || self.has(flags, self.flags.middle),
            bound: self.has(flags, self.flags.bound),
        }
    }

    fn has(&self, flags: &str, flag: Option<char>) -> bool {
        flag.is_some_and(|flag| flags.contains(flag))
    }

    fn expand(&self, word: &str, flags: &str, out: &mut Paradigms) {
        let usable = word.chars().count() > 1 && word.chars().all(char::is_alphabetic);
        if !usable || self.has(flags, self.flags.forbidden) {
            return;
        }
        let entry =
            u32::try_from(out.entries.len()).expect("dictionaries hold fewer than 2^32 words");
        let bound = self.has(flags, self.flags.bound);
        let begins = self.has(flags, self.flags.begin) || self.has(flags, self.flags.middle);
        let base = crate::normal::fold(word);
        if begins {
            out.beginnings.push((base.clone(), entry));
        }
        if !bound && !self.has(flags, self.flags.need_affix) {
            out.forms.push(Form { surface: base.as_str().into(), entry });
        }
        for flag in flags.chars() {
            for rule in self.rules.get(&flag).into_iter().flatten() {
                let Some(surface) = rule.apply(&base) else { continue };
                if rule.add == "-" {
                    out.before_hyphen.push(entry);
                    continue;
                }
                if rule.begins {
                    out.beginnings.push((surface.clone(), entry));
                }
                if !rule.bound && !bound {
                    out.forms.push(Form { surface: surface.into(), entry });
                }
            }
        }
        out.entries.push(Entry {
            may_end: self.has(flags, self.flags.end),
            noun: is_noun(&base, flags),
            verb_only: is_verb_only(&base, flags),
            proper: word.starts_with(char::is_uppercase),
            bound,
            left_out: left_out(&base, flags),
            word: base,
        });
    }
}

/// In the Swedish dictionary a verb in -a has the present in -r (`m`), the supine (`M`), a strong
/// or second conjugation (`K`, `L`), passive forms (`N`, `P`, `R`), an agent noun (`T`) or the
/// participle in -nde (`B`, `D`, `F`).
fn is_verb_only(base: &str, flags: &str) -> bool {
    let verb: &[char] = if base.ends_with('a') {
        &['m', 'M', 'K', 'L', 'j', 'N', 'P', 'R', 'T', 'B', 'D', 'F']
    } else {
        &['m']
    };
    (flags.contains(verb) || flags == "j") && !is_noun(base, flags)
}

/// Nouns have a definite form or a plural of their own: one of the flags `B` to `I`, of which some
/// mean other forms where the word ends in -a.
fn is_noun(base: &str, flags: &str) -> bool {
    let noun: &[char] = if base.ends_with('a') {
        &['C', 'E', 'G', 'H']
    } else {
        &['B', 'C', 'D', 'E', 'F', 'G', 'H', 'I']
    };
    flags.contains(noun)
}

/// Nouns with -en or -n and no plural, verbs of the first conjugation with no present.
fn left_out(base: &str, flags: &str) -> Option<LeftOut> {
    let any = |set: &[char]| flags.contains(set);
    if base.ends_with('a') {
        let present = any(&['N', 'P']) && !any(&['m', 'K', 'L', 'J', 'E', 'G', 'H']);
        return present.then_some(LeftOut::Present);
    }
    let plural = any(&['D', 'E', 'F']) && !any(&['B', 'C', 'G', 'H', 'I', 'J', 'm']);
    plural.then_some(LeftOut::Plural)
}

impl Rule {
    fn apply(&self, word: &str) -> Option<String> {
        let stem = word.strip_suffix(self.strip.as_str())?;
        let mut letters = word.chars().rev();
        let fits = self.condition.iter().rev().all(|letter| {
            letters.next().is_some_and(|c| letter.set.contains(&c) != letter.negated)
        });
        if !fits {
            return None;
        }
        let mut form = String::with_capacity(stem.len() + self.add.len());
        form.push_str(stem);
        form.push_str(&self.add);
        Some(form)
    }
}

fn parse_condition(text: &str) -> Vec<Letter> {
    let mut letters = Vec::new();
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '.' => letters.push(Letter { negated: true, set: Vec::new() }),
            '[' => {
                let negated = rest.next_if_eq(&'^').is_some();
                let set = rest.by_ref().take_while(|&c| c != ']').collect();
                letters.push(Letter { negated, set });
            }
            _ => letters.push(Letter { negated: false, set: vec![c] }),
        }
    }
    if text == "." { Vec::new() } else { letters }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AFF: &str = "SET UTF-8\nCOMPOUNDBEGIN X\nCOMPOUNDEND Y\nONLYINCOMPOUND Z\nFORBIDDENWORD %\n\
        SFX D Y 1\nSFX D 0 en [^a]\nSFX G Y 2\nSFX G 0 ar [^ae]\nSFX G a or a\n\
        SFX w N 1\nSFX w a u/XZ a\n";

    fn surfaces(dic: &str) -> Vec<String> {
        let paradigms = read(Dictionary { dic: dic.as_bytes(), aff: AFF.as_bytes() });
        paradigms.forms.iter().map(|form| form.surface.to_string()).collect()
    }

    #[test]
    fn forms() {
        for (dic, expected) in [
            ("1\nstol/DGY\n", vec!["stol", "stolen", "stolar"]),
            ("1\ngata/DGwY\n", vec!["gata", "gator"]),
            ("1\nfelord/%D\n", vec![]),
            ("1\ntre ord\n", vec!["tre"]),
            ("1\n12x/D\n\n", vec![]),
        ] {
            assert_eq!(surfaces(dic), expected, "{dic:?}");
        }
    }

    #[test]
    fn forms_inside_compounds() {
        let paradigms = read(Dictionary { dic: b"1\ngata/GwY\nhus/X\n", aff: AFF.as_bytes() });
        assert_eq!(paradigms.beginnings, [("gatu".to_owned(), 0), ("hus".to_owned(), 1)]);
        assert!(paradigms.entries[0].may_end && !paradigms.entries[1].may_end);
    }

    #[test]
    fn verbs_and_nouns_are_told_by_their_flags() {
        for (word, flags, noun, verb) in [
            ("skriva", "ABJKLRTYz", false, true),
            ("mottaga", "ABJRTY", false, true),
            ("gata", "AEGwY", true, false),
            ("fråga", "ADEGmNPTY", true, false),
            ("absorption", "AD", true, false),
            ("snål", "bMPQ", false, false),
        ] {
            assert_eq!((is_noun(word, flags), is_verb_only(word, flags)), (noun, verb), "{word}");
        }
    }

    #[test]
    fn older_encoding() {
        let paradigms =
            read(Dictionary { dic: b"1\n\xE5ker/Y\n", aff: b"SET ISO8859-1\nCOMPOUNDEND Y\n" });
        assert_eq!(&*paradigms.forms[0].surface, "åker");
    }
}
