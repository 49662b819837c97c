//! What the last step of inflection should be: no stem over the lemma, the stemmer of the
//! `rust-stemmers` crate (which the program uses), or Snowball 3 (the `frostem` crate). Prints
//! recall, recall of pairs and precision of each on the forms of the gold set, with the dictionary
//! and by rules alone: `stems [--stem none|rust|snowball3] [GOLD.tsv]`. Counts as the gold set's scorer.
#![allow(clippy::print_stdout, clippy::unwrap_used, missing_docs)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use analyzers::{Analyzer, Dictionary, Lexicon, LexiconBuilder};
use rust_stemmers::{Algorithm, Stemmer};

/// A form of the gold set with the words it belongs to and the groups of words it may be mixed with.
#[derive(Default)]
struct Form {
    words: BTreeSet<String>,
    groups: BTreeSet<String>,
    count: f64,
}

#[derive(Default)]
struct Gold {
    forms: BTreeMap<String, Form>,
    /// By word: its forms with their counts.
    families: BTreeMap<String, BTreeMap<String, f64>>,
}

type Terms = BTreeMap<String, BTreeSet<String>>;

fn main() {
    let mut arguments = std::env::args().skip(1).peekable();
    let wanted = arguments.next_if(|argument| argument == "--stem").and_then(|_| arguments.next());
    let default = || {
        let gold = "../../shared/gold/analysis/inflections-dev.tsv";
        Path::new(env!("CARGO_MANIFEST_DIR")).join(gold)
    };
    let gold = Gold::read(&arguments.next().map_or_else(default, PathBuf::from));
    println!("{:<12}{:<14}{:>8}{:>8}{:>8}", "lexicon", "stem", "R", "pair R", "P");
    for (name, lexicon) in [("dictionary", dictionary()), ("rules", Lexicon::rules_only())] {
        let analyzer = Analyzer::new(Arc::new(lexicon));
        for stem in ["none", "rust", "snowball3"] {
            if wanted.as_ref().is_some_and(|wanted| wanted != stem) {
                continue;
            }
            let terms = gold.terms(&analyzer, stem);
            let ((recall, pairs), precision) = (gold.recall(&terms), gold.precision(&terms));
            println!("{name:<12}{stem:<14}{recall:>8.4}{pairs:>8.4}{precision:>8.4}");
        }
    }
}

fn dictionary() -> Lexicon {
    let path = Path::new("/usr/share/hunspell/sv_SE.dic");
    let dic = std::fs::read(path).unwrap();
    let aff = std::fs::read(path.with_extension("aff")).unwrap();
    LexiconBuilder::new(Some(Dictionary { dic: &dic, aff: &aff })).build()
}

fn stemmed(lemma: &str, stem: &str) -> String {
    let lig = lemma.strip_suffix("het").or(Some(lemma)).filter(|lemma| lemma.ends_with("lig"));
    match (stem, lig) {
        ("none", _) => lemma.to_owned(),
        // The step's own rule, whichever the stemmer.
        (_, Some(adjective)) => adjective.to_owned(),
        ("rust", None) => Stemmer::create(Algorithm::Swedish).stem(lemma).into_owned(),
        ("snowball3", None) => {
            frostem::Stemmer::new(frostem::Algorithm::Swedish).stem(lemma).into_owned()
        }
        _ => panic!("unknown stem \"{stem}\" (one of: none, rust, snowball3)"),
    }
}

impl Gold {
    fn read(file: &Path) -> Self {
        let mut gold = Self::default();
        let table = std::fs::read_to_string(file).unwrap();
        for row in table.lines().skip(1) {
            let [form, lemma, class, group, count] = row.split('\t').collect::<Vec<_>>()[..] else {
                panic!("five columns expected: {row}")
            };
            let (word, count) =
                (format!("{lemma} {class}"), count.parse::<f64>().unwrap().max(1.0));
            gold.families.entry(word.clone()).or_default().insert(form.to_owned(), count);
            let known = gold.forms.entry(form.to_owned()).or_default();
            known.words.insert(word);
            known.groups.insert(group.to_owned());
            known.count = count;
        }
        gold
    }

    /// The lemmas that the analysis gives each form, with this last step.
    fn terms(&self, analyzer: &Analyzer, stem: &str) -> Terms {
        let lemmas = |form: &str| {
            let steps = analyzer.explain(form);
            let step = steps.iter().find(|step| step.filter == "lemma").unwrap();
            let lemmas = step.result.split(" (").next().unwrap();
            lemmas.split(", ").map(|lemma| stemmed(lemma, stem)).collect()
        };
        self.forms.keys().map(|form| (form.clone(), lemmas(form))).collect()
    }

    /// Share of a word's occurrences that a query in one of its forms reaches, and share of pairs of
    /// different forms that meet.
    fn recall(&self, terms: &Terms) -> (f64, f64) {
        let (mut reached, mut all, mut hits, mut pairs) = (0.0, 0.0, 0.0, 0.0);
        for forms in self.families.values() {
            let total: f64 = forms.values().sum();
            for (a, count_a) in forms {
                for (b, count_b) in forms {
                    let meet = f64::from(u8::from(!terms[a].is_disjoint(&terms[b])));
                    reached += meet * count_a * count_b / total;
                    let counted = f64::from(u8::from(a < b));
                    (hits, pairs) = (hits + meet * counted, pairs + counted);
                }
            }
            all += total;
        }
        (reached / all, hits / pairs)
    }

    /// Share of what a form reaches that is the same word, or one that may be mixed with it.
    fn precision(&self, terms: &Terms) -> f64 {
        let mut by_term: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (form, terms) in terms {
            for term in terms {
                by_term.entry(term).or_default().insert(form);
            }
        }
        let (mut good, mut all) = (0.0, 0.0);
        for (form, own) in &self.forms {
            let reached: BTreeSet<&str> = terms[form]
                .iter()
                .flat_map(|term| by_term[term.as_str()].iter().copied())
                .collect();
            let right = |other: &Form| {
                !own.words.is_disjoint(&other.words) || !own.groups.is_disjoint(&other.groups)
            };
            let reached: Vec<&Form> = reached.iter().map(|form| &self.forms[*form]).collect();
            let total: f64 = reached.iter().map(|form| form.count).sum();
            let same: f64 = reached.iter().filter(|form| right(form)).map(|form| form.count).sum();
            good += own.count * same / total;
            all += own.count;
        }
        good / all
    }
}
