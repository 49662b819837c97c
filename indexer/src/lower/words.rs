//! A run of plain words: what each of them stands for.

use analyzers::{CandidateKind, ExpansionKind, QueryWord};
use corpus::document::{Outcome, Zone};
use tantivy::schema::Field;

use super::{Clause, Lowering, Tree, leaf, question};
use crate::answer::Notice;
use crate::entry::TITLE_FACT;
use crate::leaf::{Alternative, How, Leaf, Pattern};
use crate::occurrences::doc_freq;
use crate::query::Node;

/// What the form as typed adds to an occurrence.
const EXACT: f32 = 0.5;
/// The same for a word typed with a capital that occurs so: a name.
const NAME: f32 = 3.0;
/// An inflection of a word that looks like a name.
const INFLECTED_NAME: f32 = 0.6;
/// A compound that holds the word.
const COMPOUND: f32 = 0.7;
/// The parts of a compound, apart, and how far: "risk" some lines from "översvämning" still speaks of
/// it.
const APART: f32 = 0.2;
const APART_DISTANCE: u32 = 40;
/// The same for an abbreviation written out before its head.
const WRITTEN_OUT_DISTANCE: u32 = 6;
/// Apart only where the compound itself occurs in fewer units.
const RARE_COMPOUND: u64 = 5;
/// A long form or abbreviation.
pub(super) const ABBREVIATION: f32 = 1.0;
/// How the term of an abbreviation begins.
const ABBREVIATED: &str = "förk:";
/// A reference that is mentioned, and a diary number that is the unit's own.
const MENTIONED: f32 = 2.0;
const OWN: f32 = 8.0;
/// Another language's reading of the word.
const OTHER_LANGUAGE: f32 = 0.8;
/// A word that asks for a fact: the fact, and what is left for the word itself.
const FACT: f32 = 6.0;
const WORD_BESIDE_FACT: f32 = 0.2;
/// Share of a word's units that have it in their title, given to a word that is in none: it tells
/// little, but more than nothing.
const UNTITLED: f32 = 0.001;
/// Words before one that may begin a long form it is part of.
const LONGEST_FORM: usize = 8;
/// The word between two of which either will do.
const EITHER: &str = "eller";

impl Lowering<'_> {
    /// Every word of a run is wanted, function words aside.
    pub(super) fn words(&mut self, text: &str, zone: Option<Zone>) -> Vec<Clause> {
        let words = self.snapshot.analyzer.query_words(text);
        let folded: Vec<String> = words.iter().map(|word| word.exact.clone()).collect();
        let asks = zone.is_none() && self.is_on("question") && question::is_question(text, &folded);
        let only_function_words = words.iter().all(|word| word.is_function_word);
        let mut clauses: Vec<Clause> = Vec::new();
        let mut ignored = Vec::new();
        let mut either = false;
        let mut at = 0;
        while at < words.len() {
            let word = &words[at];
            let leaf = match self.reference(word, zone) {
                Some(reference) => {
                    at += word.entity_words.max(1);
                    reference
                }
                None if word.is_function_word && !only_function_words => {
                    either = word.exact == EITHER && !clauses.is_empty();
                    if !either {
                        ignored.push(word.surface.as_str());
                    }
                    at += 1;
                    continue;
                }
                None => {
                    at += 1;
                    self.word(&words, at - 1, zone)
                }
            };
            let tree = self.add(leaf);
            match clauses.last_mut().filter(|_| either) {
                Some(before) => join(before, tree),
                None => clauses.push(Clause { tree, word: true, wanted: true }),
            }
            either = false;
        }
        if asks {
            self.want_subject(&mut clauses);
        }
        self.tell_ignored(&ignored, &clauses, asks);
        clauses
    }

    /// Of a question's words only the subject is wanted: one of its most telling words.
    fn want_subject(&self, clauses: &mut [Clause]) {
        let telling: Vec<f32> = clauses.iter().map(|clause| self.telling(&clause.tree)).collect();
        let subject = question::subject(&telling);
        let trees = subject.iter().map(|&at| clauses[at].tree.clone()).collect();
        for clause in clauses.iter_mut() {
            clause.wanted = false;
        }
        if let Some(&first) = subject.first() {
            clauses[first].wanted = true;
            clauses[first].tree = Tree::Or(trees);
        }
    }

    /// How much a word of a question says about its subject: rare in the index, and of the words
    /// that titles are made of. 0 for what the index lacks.
    fn telling(&self, tree: &Tree) -> f32 {
        match tree {
            Tree::Leaf(at) => {
                let leaf = &self.leaves[*at];
                let frequency = |field, prefix: &str| {
                    let held = leaf.alternatives.iter().filter_map(|alternative| {
                        let Pattern::Term(of, term) = &alternative.what else { return None };
                        let fields = &self.snapshot.fields;
                        let word = *of != fields.exact && *of != fields.facts;
                        word.then(|| doc_freq(self.snapshot, field, &format!("{prefix}{term}")))
                    });
                    held.max().unwrap_or(0) as f32
                };
                let fields = &self.snapshot.fields;
                let held = frequency(fields.lemma, "").max(frequency(fields.parts, ""));
                let titled = frequency(fields.facts, TITLE_FACT);
                let all = self.snapshot.units.alive.count() as f32;
                let rare = (all / (held + 1.0)).ln().max(0.0);
                if held == 0.0 { 0.0 } else { rare * (UNTITLED + titled / held).sqrt() }
            }
            Tree::Or(trees) => trees.iter().map(|tree| self.telling(tree)).fold(0.0, f32::max),
            _ => 0.0,
        }
    }

    /// A reference that the index holds: one term, whatever the spelling.
    fn reference(&self, word: &QueryWord, zone: Option<Zone>) -> Option<Leaf> {
        if !self.is_on("reference") {
            return None;
        }
        let field = self.snapshot.fields.exact;
        let term = word.entities.first().filter(|term| !is_head_of(term, &word.exact))?;
        if doc_freq(self.snapshot, field, term) == 0 {
            return None;
        }
        let alternative = |weight, field| Alternative {
            how: How::Reference,
            weight,
            what: Pattern::Term(field, term.clone()),
        };
        let keys = self.snapshot.fields.keys;
        let alternatives = vec![alternative(MENTIONED, field), alternative(OWN, keys)];
        Some(Leaf { reference: true, ..leaf(term, alternatives, zone) })
    }

    /// `dnr:` asks for the number itself, with or without prefix.
    pub(super) fn diary_number(&mut self, text: &str) -> Tree {
        let words = self.snapshot.analyzer.query_words(&format!("dnr {text}"));
        let mut terms = words.into_iter().flat_map(|word| word.entities);
        let term = terms.find(|term| term.starts_with("dnr:"));
        let term = term.unwrap_or_else(|| format!("dnr:{}", corpus::diary::key(text)));
        let field = self.snapshot.fields.exact;
        let keyed =
            Pattern::Term(self.snapshot.fields.keys, format!("dnr:{}", corpus::diary::key(text)));
        let patterns = [Pattern::Term(field, term), keyed];
        let alternative = |what| Alternative { how: How::Reference, weight: 1.0, what };
        let alternatives = patterns.into_iter().map(alternative).collect();
        self.add(Leaf { reference: true, ..leaf(text, alternatives, None) })
    }

    /// A word with everything that counts as it.
    fn word(&mut self, words: &[QueryWord], at: usize, zone: Option<Zone>) -> Leaf {
        let word = &words[at];
        let mut alternatives = self.forms(word);
        alternatives.extend(self.abbreviations(words, at));
        alternatives.extend(self.synonyms(words, at));
        if self.is_unknown(&alternatives) && self.is_on("spelling") {
            alternatives.extend(self.respelled(word));
        }
        if zone.is_none()
            && self.is_on("facts")
            && let Some(fact) = self.intents.fact(&word.lemmas)
        {
            self.ask_for(fact, &mut alternatives);
        }
        self.tell_expansions(word, &alternatives);
        self.expansions += alternatives.len();
        leaf(&word.surface, alternatives, zone)
    }

    /// The word's own forms: as typed, inflected, in compounds, in other languages.
    fn forms(&self, word: &QueryWord) -> Vec<Alternative> {
        let fields = &self.snapshot.fields;
        let as_typed = doc_freq(self.snapshot, fields.exact, &word.exact);
        let name = word.capitalised && as_typed > 0;
        let mut forms =
            vec![term(How::Exact, if name { NAME } else { EXACT }, fields.exact, &word.exact)];
        let stemmed = if name { INFLECTED_NAME } else { 1.0 };
        if self.is_on("inflection") {
            forms.extend(
                word.lemmas.iter().map(|l| term(How::Inflection, stemmed, fields.lemma, l)),
            );
            let others = word.alternatives.iter().flat_map(|other| &other.lemmas);
            forms.extend(others.map(|l| term(How::Inflection, OTHER_LANGUAGE, fields.lemma, l)));
        } else {
            forms[0].weight = 1.0;
        }
        if self.is_on("compounds") {
            forms
                .extend(word.lemmas.iter().map(|l| term(How::Compound, COMPOUND, fields.parts, l)));
            forms.extend(self.apart(word));
        }
        forms.dedup_by(|a, b| a.what == b.what);
        forms
    }

    /// A rare compound also by its parts, standing apart.
    fn apart(&self, word: &QueryWord) -> Option<Alternative> {
        let fields = &self.snapshot.fields;
        let lemma = word.lemmas.first()?;
        let heads: Vec<&String> = leaf_parts(&word.parts);
        if heads.len() < 2 || doc_freq(self.snapshot, fields.lemma, lemma) >= RARE_COMPOUND {
            return None;
        }
        let group =
            |part: &String| vec![(fields.lemma, part.clone()), (fields.parts, part.clone())];
        let groups = heads.into_iter().map(group).collect();
        let what = Pattern::Close { groups, distance: APART_DISTANCE };
        Some(Alternative { how: How::Compound, weight: APART, what })
    }

    /// "VA-taxa" is "vatten- och avloppstaxa": the abbreviation before the hyphen written out, its
    /// words near the head or in one compound with it.
    fn written_out(&self, word: &QueryWord) -> Option<Alternative> {
        let fields = &self.snapshot.fields;
        let (short, head) = word.surface.split_once('-')?;
        let words = |text: &str| self.snapshot.analyzer.query_words(text);
        let short = words(short).into_iter().next()?;
        let long = short.expansions.iter().find(|e| e.kind == ExpansionKind::LongForm)?;
        let all = words(&long.words.join(" ")).into_iter().chain(words(head));
        let telling = all.filter(|word| !word.is_function_word);
        let group = |word: QueryWord| -> Vec<(Field, String)> {
            let terms = word.lemmas.into_iter();
            terms.flat_map(|t| [(fields.lemma, t.clone()), (fields.parts, t)]).collect()
        };
        let groups: Vec<_> = telling.map(group).filter(|group| !group.is_empty()).collect();
        let what = Pattern::Close { groups, distance: WRITTEN_OUT_DISTANCE };
        Some(Alternative { how: How::Abbreviation, weight: ABBREVIATION, what })
    }

    /// The long form of an abbreviation, or the abbreviation of the long form the word is part of.
    fn abbreviations(&self, words: &[QueryWord], at: usize) -> Vec<Alternative> {
        if !self.is_on("abbreviations") {
            return Vec::new();
        }
        let mut found = Vec::new();
        let before = words.iter().enumerate().take(at + 1).skip(at.saturating_sub(LONGEST_FORM));
        for (first, word) in before {
            for expansion in &word.expansions {
                if first + expansion.replaces <= at {
                    continue;
                }
                found.extend(self.expansion(expansion.kind, &expansion.words));
            }
        }
        found.extend(self.written_out(&words[at]));
        found
    }

    fn expansion(&self, kind: ExpansionKind, words: &[String]) -> Option<Alternative> {
        let fields = &self.snapshot.fields;
        let analysed = self.snapshot.analyzer.query_words(&words.join(" "));
        let what = match kind {
            ExpansionKind::Abbreviation => {
                Pattern::Term(fields.exact, analysed.first()?.exact.clone())
            }
            ExpansionKind::LongForm => {
                let terms: Vec<String> = analysed
                    .into_iter()
                    .map(|word| word.lemmas.into_iter().next().unwrap_or(word.exact))
                    .collect();
                match terms.len() {
                    0 => return None,
                    1 => Pattern::Term(fields.lemma, terms.into_iter().next()?),
                    _ => Pattern::Phrase { field: fields.lemma, terms, slop: 1 },
                }
            }
        };
        Some(Alternative { how: How::Abbreviation, weight: ABBREVIATION, what })
    }

    fn is_unknown(&self, alternatives: &[Alternative]) -> bool {
        alternatives.iter().all(|alternative| match &alternative.what {
            Pattern::Term(field, term) => doc_freq(self.snapshot, *field, term) == 0,
            Pattern::Close { .. } => true,
            Pattern::Phrase { .. } | Pattern::Near { .. } => false,
        })
    }

    /// Another spelling of a word that the index lacks: å, ä and ö first, then edits.
    fn respelled(&mut self, word: &QueryWord) -> Vec<Alternative> {
        let speller = self.snapshot.speller();
        let folded = speller.fold_candidates(&word.exact);
        let candidates =
            if folded.is_empty() { speller.edit_candidates(&word.exact) } else { folded };
        let nearest = candidates.first().map(|candidate| candidate.distance);
        let chosen: Vec<_> = candidates
            .into_iter()
            .filter(|candidate| Some(candidate.distance) == nearest)
            .take(if nearest == Some(0) { 4 } else { 2 })
            .collect();
        let mut alternatives = Vec::new();
        for candidate in &chosen {
            let weight = if candidate.kind == CandidateKind::Fold { 1.0 } else { 0.8 };
            for analysed in self.snapshot.analyzer.query_words(&candidate.term) {
                for form in self.forms(&analysed) {
                    let how = if form.how == How::Compound { form.how } else { How::Spelling };
                    alternatives.push(Alternative {
                        how,
                        weight: form.weight.min(1.0) * weight,
                        ..form
                    });
                }
            }
        }
        if let Some(best) = chosen.first() {
            self.notices.push(Notice {
                kind: "spelling",
                message: format!(
                    "”{}” finns inte i arkivet; sökte på ”{}”.",
                    word.surface, best.term
                ),
                query: self.with_phrase(&word.surface),
                words: vec![word.surface.clone(), best.term.clone()],
            });
        }
        alternatives
    }

    /// Looks for the fact first; the word itself counts for little.
    fn ask_for(&mut self, fact: &str, alternatives: &mut Vec<Alternative>) {
        if doc_freq(self.snapshot, self.snapshot.fields.facts, fact) == 0 {
            return;
        }
        self.asks_for_decision = true;
        self.asks_for_tabled |= fact.ends_with(Outcome::Tabled.slug());
        for alternative in alternatives.iter_mut() {
            alternative.weight *= WORD_BESIDE_FACT;
        }
        alternatives.push(term(How::Fact, FACT, self.snapshot.fields.facts, fact));
    }

    fn tell_ignored(&mut self, ignored: &[&str], clauses: &[Clause], asks: bool) {
        if asks {
            self.tell_question(clauses);
        }
        if !ignored.is_empty() {
            self.notices.push(Notice {
                kind: "ignored",
                message: format!("Bortsåg från {}.", listed(ignored)),
                query: self.as_phrase(),
                words: ignored.iter().map(|&word| word.to_owned()).collect(),
            });
        }
    }

    fn tell_question(&mut self, clauses: &[Clause]) {
        let word = |tree: &Tree| match tree {
            Tree::Leaf(at) => Some(self.leaves[*at].word.as_str()),
            _ => None,
        };
        let subject: Vec<&str> = clauses
            .iter()
            .filter(|clause| clause.wanted)
            .flat_map(|clause| match &clause.tree {
                Tree::Or(trees) => trees.iter().filter_map(word).collect(),
                tree => Vec::from_iter(word(tree)),
            })
            .collect();
        let optional: Vec<&str> = clauses
            .iter()
            .filter(|clause| !clause.wanted)
            .filter_map(|clause| word(&clause.tree))
            .filter(|word| !subject.contains(word))
            .collect();
        if subject.is_empty() || optional.is_empty() {
            return;
        }
        let either = if subject.len() > 1 { "något av " } else { "" };
        let message = format!(
            "Läste det som en fråga om {either}{}: {} måste inte finnas i träffarna.",
            listed(&subject),
            listed(&optional)
        );
        let words = optional.into_iter().map(str::to_owned).collect();
        self.notices.push(Notice { kind: "optional", message, query: None, words });
    }

    /// Tells what a word was taken to stand for beside itself, with the link that undoes it.
    fn tell_expansions(&mut self, word: &QueryWord, alternatives: &[Alternative]) {
        let found = |how: How| {
            alternatives.iter().any(|alternative| {
                alternative.how == how
                    && match &alternative.what {
                        Pattern::Term(field, term) => {
                            doc_freq(self.snapshot, *field, term) > 0
                                && !(how == How::Inflection && *term == word.exact)
                        }
                        _ => true,
                    }
            })
        };
        let mut told = Vec::new();
        for (how, what) in [
            (How::Inflection, "böjningar"),
            (How::Compound, "sammansättningar"),
            (How::Abbreviation, "förkortning eller utskriven form"),
        ] {
            if found(how) {
                told.push((how, what));
            }
        }
        let query = self.with_phrase(&word.surface);
        for (how, what) in told {
            self.notices.push(Notice {
                kind: how.name(),
                message: format!("Sökte även på {what} av ”{}”.", word.surface),
                query: query.clone(),
                words: vec![word.surface.clone()],
            });
        }
    }

    /// The query with one word in quotes, which asks for just that form.
    pub(super) fn with_phrase(&self, word: &str) -> Option<String> {
        let parts = self.query.parts();
        let part = parts.iter().find(|part| part.text.split_whitespace().any(|w| w == word))?;
        let quoted: Vec<String> = part
            .text
            .split_whitespace()
            .map(|w| if w == word { format!("\"{w}\"") } else { w.to_owned() })
            .collect();
        Some(self.query.replaced(&part.path, Node::Words(quoted.join(" "))).to_string())
    }

    /// The whole run of words as a phrase.
    fn as_phrase(&self) -> Option<String> {
        match &self.query.root {
            Node::Words(text) => Some(format!("\"{text}\"")),
            _ => None,
        }
    }
}

/// Whether an abbreviation is only the first part of a word: "VA" in "VA-taxa".
fn is_head_of(term: &str, word: &str) -> bool {
    let short = term.strip_prefix(ABBREVIATED);
    short.and_then(|short| word.strip_prefix(short)).is_some_and(|rest| rest.starts_with('-'))
}

/// Makes a clause one of two: "bolag eller nämnd".
fn join(before: &mut Clause, tree: Tree) {
    match &mut before.tree {
        Tree::Or(trees) => trees.push(tree),
        other => *other = Tree::Or(vec![std::mem::replace(other, Tree::All), tree]),
    }
}

fn term(how: How, weight: f32, field: Field, term: &str) -> Alternative {
    Alternative { how, weight, what: Pattern::Term(field, term.to_owned()) }
}

/// The smallest parts: those that do not hold another part as their beginning.
fn leaf_parts(parts: &[String]) -> Vec<&String> {
    let holds_another = |part: &String| {
        parts
            .iter()
            .any(|other| other != part && other.len() >= 3 && part.starts_with(other.as_str()))
    };
    parts.iter().filter(|part| !holds_another(part)).collect()
}

fn listed(words: &[&str]) -> String {
    let mut seen = Vec::new();
    for word in words {
        if !seen.contains(word) {
            seen.push(*word);
        }
    }
    seen.iter().map(|word| format!("”{word}”")).collect::<Vec<_>>().join(", ")
}
