//! Completions while typing: jumps to a matter, titles, references and words.
//!
//! Only what several units hold is offered, and nothing with a long number in it, which could be
//! somebody's.

use std::collections::HashMap;

use crate::answer::Suggestion;
use crate::matching::Sieve;
use crate::request::Filters;
use crate::search::Context;
use crate::snapshot::each_term_with_prefix;

/// A word is offered where so many units hold it.
const HELD: u64 = 3;
/// Fewer letters are completed to nothing.
const TYPED: usize = 2;
/// A number of so many digits in a row is never offered, diary numbers aside.
const DIGITS: usize = 6;
/// Units whose titles are looked at.
const TITLES: usize = 40;

impl Context<'_> {
    /// Completions of what has been typed so far, jumps first.
    pub(crate) fn suggest(&self, typed: &str, filters: &Filters, size: usize) -> Vec<Suggestion> {
        let typed: String = typed.chars().take(self.limits.query_chars).collect();
        let typed = typed.trim();
        if typed.chars().count() < TYPED {
            return Vec::new();
        }
        let mut found = self.jumps(typed);
        found.extend(self.words(typed));
        found.extend(self.titles(typed, filters));
        let mut seen: Vec<String> = Vec::new();
        found.retain(|suggestion| {
            let key = suggestion.text.to_lowercase();
            let fresh = !seen.contains(&key);
            seen.push(key);
            fresh && (suggestion.kind == "jump" || !has_long_number(&suggestion.text))
        });
        found.truncate(size);
        found
    }

    /// A diary number leads straight to its matter.
    fn jumps(&self, typed: &str) -> Vec<Suggestion> {
        let wanted = crate::ids::slug(&corpus::diary::key(typed));
        if wanted.len() < 4 || !wanted.bytes().any(|byte| byte.is_ascii_digit()) {
            return Vec::new();
        }
        let units = &self.snapshot.units;
        let mut jumps: Vec<(&String, u32)> = units
            .matters_by_id
            .iter()
            .filter(|(id, _)| id.rsplit('/').next().is_some_and(|key| key.starts_with(&wanted)))
            .map(|(id, matter)| (id, *matter))
            .collect();
        jumps.sort();
        jumps.truncate(3);
        let count =
            |matter| units.alive.iter().filter(|u| units.matter[*u as usize] == matter).count();
        let jump = |(id, matter): (&String, u32)| Suggestion {
            text: id.rsplit('/').next().unwrap_or(id).to_uppercase(),
            kind: "jump",
            count: count(matter),
            url: Some(format!("/arende/{id}")),
        };
        jumps.into_iter().map(jump).collect()
    }

    /// The last word typed, completed; the words before it stay.
    fn words(&self, typed: &str) -> Vec<Suggestion> {
        let (before, last) = typed.rsplit_once(' ').map_or(("", typed), |(b, l)| (b, l));
        let analysed = self.snapshot.analyzer.query_words(last);
        let Some(word) = analysed.into_iter().next() else { return Vec::new() };
        if word.exact.chars().count() < TYPED {
            return Vec::new();
        }
        let mut counts: HashMap<String, (u64, String, u64)> = HashMap::new();
        each_term_with_prefix(self.snapshot, &word.exact, &mut |term, held| {
            let lemma = self.snapshot.analyzer.query_words(&term).into_iter().next();
            let lemma =
                lemma.and_then(|w| w.lemmas.into_iter().next()).unwrap_or_else(|| term.clone());
            let family = counts.entry(lemma).or_insert((0, String::new(), 0));
            family.0 += held;
            if held > family.2 {
                (family.1, family.2) = (term, held);
            }
        });
        let mut words: Vec<(u64, String)> =
            counts.into_values().filter(|f| f.0 >= HELD).map(|f| (f.0, f.1)).collect();
        words.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        words.truncate(6);
        let suggestion = |(count, term): (u64, String)| Suggestion {
            text: if before.is_empty() { term } else { format!("{before} {term}") },
            kind: "word",
            count: count as usize,
            url: None,
        };
        words.into_iter().map(suggestion).collect()
    }

    /// Titles of the best hits of what has been typed, the last word taken as a beginning.
    fn titles(&self, typed: &str, filters: &Filters) -> Vec<Suggestion> {
        let open = typed.chars().next_back().is_some_and(char::is_alphanumeric);
        let query =
            if open && !typed.contains('"') { format!("{typed}*") } else { typed.to_owned() };
        let found = self.find(&query, &[]);
        let sieve = Sieve::new(filters, false, self.snapshot);
        let units = sieve.all(&found.matched.full);
        let held = units.count();
        if held < HELD as usize {
            return Vec::new();
        }
        let folded = typed.to_lowercase();
        let first = folded.split_whitespace().next().unwrap_or_default().to_owned();
        let records = units.iter().take(TITLES).filter_map(|unit| self.snapshot.record(unit));
        let mut counts: HashMap<String, usize> = HashMap::new();
        for record in records {
            if record.title.to_lowercase().contains(&first) && record.title.chars().count() <= 120 {
                *counts.entry(record.title).or_default() += 1;
            }
        }
        let mut titles: Vec<(String, usize)> = counts.into_iter().collect();
        titles.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        titles.truncate(4);
        let suggestion = |(text, count)| Suggestion { text, kind: "title", count, url: None };
        titles.into_iter().map(suggestion).collect()
    }
}

fn has_long_number(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() >= DIGITS)
}
