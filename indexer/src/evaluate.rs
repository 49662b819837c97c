//! Judged topics: how well the ranking puts what people want on top.
//!
//! Measures as in Järvelin and Kekäläinen (2002), gain 2^grade − 1, discount log2(rank + 1). A hit is
//! relevant from grade 2 on.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Deserialize;

use crate::answer::Hit;

/// Hits of a topic that are asked for.
pub const DEPTH: usize = 100;
const CUT: usize = 10;
const RECALL_CUT: usize = 20;
const RELEVANT: u32 = 2;

/// A judged query.
#[derive(Debug, Clone, Deserialize)]
pub struct Topic {
    /// Its id.
    pub id: String,
    /// What a user types.
    pub query: String,
    /// Which kind of difficulty it stands for.
    #[serde(rename = "type")]
    pub kind: String,
}

/// Judgments, and what hits are called in them.
#[derive(Debug, Clone, Default)]
pub struct Judgments {
    grades: HashMap<String, HashMap<String, u32>>,
    /// By source: key within it → item.
    anchors: HashMap<String, Vec<(String, String)>>,
    matters: HashMap<String, String>,
}

/// A line of a judgment file that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("line {line} of the {file}: expected {expected}")]
pub struct JudgmentError {
    file: &'static str,
    line: usize,
    expected: &'static str,
}

impl Judgments {
    /// Reads judgments (`topic 0 item grade`, blank separated), and, where given, anchors (`item`,
    /// split, source, key) and items (`item`, split, kind, stage, matter), tab separated. Without
    /// anchors a hit's item is its id.
    ///
    /// # Errors
    /// The first line that is not of this form.
    pub fn read(
        qrels: &str,
        anchors: Option<&str>,
        items: Option<&str>,
    ) -> Result<Self, JudgmentError> {
        let mut judgments = Self::default();
        for (at, line) in qrels.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let expected = "`topic 0 item grade`";
            let error = || JudgmentError { file: "judgments", line: at + 1, expected };
            let fields: Vec<&str> = line.split_whitespace().collect();
            let &[topic, _, item, grade] = fields.as_slice() else { return Err(error()) };
            let grade = grade.parse().map_err(|_| error())?;
            let of_topic = judgments.grades.entry(topic.to_owned()).or_default();
            of_topic.insert(item.to_owned(), grade);
        }
        for (at, line) in anchors.unwrap_or_default().lines().enumerate() {
            let expected = "item, split, source and key, tab separated";
            let fields: Vec<&str> = line.split('\t').collect();
            let &[item, _, source, key] = fields.as_slice() else {
                return Err(JudgmentError { file: "anchors", line: at + 1, expected });
            };
            let of_source = judgments.anchors.entry(source.to_owned()).or_default();
            of_source.push((key.to_owned(), item.to_owned()));
        }
        for (at, line) in items.unwrap_or_default().lines().enumerate() {
            let expected = "item, split, kind, stage and matter, tab separated";
            let fields: Vec<&str> = line.split('\t').collect();
            let &[item, _, _, _, matter] = fields.as_slice() else {
                return Err(JudgmentError { file: "items", line: at + 1, expected });
            };
            judgments.matters.insert(item.to_owned(), matter.to_owned());
        }
        Ok(judgments)
    }

    /// The items of hits in order, each once; hits outside the judged collection are dropped.
    pub fn items(&self, hits: &[Hit]) -> Vec<String> {
        let mut seen = HashSet::new();
        let items = hits.iter().filter_map(|hit| self.item(hit));
        items.filter(|item| seen.insert(item.clone())).collect()
    }

    fn item(&self, hit: &Hit) -> Option<String> {
        if self.anchors.is_empty() {
            return Some(hit.id.clone());
        }
        let source = self.anchors.get(&hit.source).or_else(|| {
            let longer = self.anchors.iter().find(|(name, _)| {
                hit.source.strip_suffix(name.as_str()).is_some_and(|head| head.ends_with('/'))
            });
            let shorter = || {
                self.anchors.iter().find(|(name, _)| {
                    name.strip_suffix(hit.source.as_str()).is_some_and(|head| head.ends_with('/'))
                })
            };
            longer.or_else(shorter).map(|(_, keys)| keys)
        })?;
        let by = |wanted: &dyn Fn(&str) -> bool| {
            source.iter().find(|(key, _)| wanted(key)).map(|(_, item)| item.clone())
        };
        let number = hit.paragraf.as_deref().map(|number| {
            let digits: String = number.chars().take_while(char::is_ascii_digit).collect();
            format!("§{}", digits.trim_start_matches('0'))
        });
        let same_number = |key: &str| {
            !key.starts_with('~') && hit.diary_numbers.iter().any(|n| squeezed(n) == squeezed(key))
        };
        let title: String = letters(&hit.title).chars().take(60).collect();
        let same_title = |key: &str| {
            key.strip_prefix('~').is_some_and(|beginning| {
                !title.is_empty() && (beginning.starts_with(&title) || title.starts_with(beginning))
            })
        };
        by(&|key| key == "*")
            .or_else(|| number.and_then(|number| by(&|key| key == number)))
            .or_else(|| by(&same_number))
            .or_else(|| by(&same_title))
    }

    /// The measures of one topic's items.
    pub fn score(&self, topic: &str, items: &[String]) -> Measures {
        let none = HashMap::new();
        let grades = self.grades.get(topic).unwrap_or(&none);
        let grade = |item: &String| grades.get(item).copied().unwrap_or(0);
        let matter = |item: &String| self.matters.get(item).unwrap_or(item).clone();
        let found: Vec<u32> = items.iter().map(grade).collect();
        let mut seen = HashSet::new();
        let collapsed = items.iter().filter(|item| seen.insert(matter(item)));
        let collapsed: Vec<u32> = collapsed.map(grade).collect();
        let mut best: HashMap<String, u32> = HashMap::new();
        for (item, grade) in grades {
            let of_matter = best.entry(matter(item)).or_default();
            *of_matter = (*of_matter).max(*grade);
        }
        let relevant = grades.values().filter(|grade| **grade >= RELEVANT).count();
        let in_cut = found.iter().take(RECALL_CUT).filter(|grade| **grade >= RELEVANT).count();
        let top: Vec<&String> = items.iter().take(CUT).collect();
        let unjudged = top.iter().filter(|item| !grades.contains_key(**item)).count();
        let first = found.iter().take(CUT).position(|grade| *grade >= RELEVANT);
        Measures {
            mndcg: share(dcg(&collapsed), ideal(best.into_values())),
            ndcg: share(dcg(&found), ideal(grades.values().copied())),
            mrr: first.map_or(0.0, |at| 1.0 / (at + 1) as f64),
            recall: share(in_cut as f64, relevant.min(RECALL_CUT) as f64),
            success: f64::from(found.first().is_some_and(|grade| *grade >= RELEVANT)),
            unjudged: share(unjudged as f64, top.len().max(1) as f64),
        }
    }
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != '.').flat_map(char::to_uppercase).collect()
}

fn letters(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

fn dcg(grades: &[u32]) -> f64 {
    let gain = |(rank, grade): (usize, &u32)| {
        (2_f64.powi(*grade as i32) - 1.0) / ((rank + 2) as f64).log2()
    };
    grades.iter().take(CUT).enumerate().map(gain).sum()
}

fn ideal(grades: impl Iterator<Item = u32>) -> f64 {
    let mut grades: Vec<u32> = grades.collect();
    grades.sort_unstable_by(|a, b| b.cmp(a));
    dcg(&grades)
}

fn share(part: f64, whole: f64) -> f64 {
    if whole == 0.0 { 0.0 } else { part / whole }
}

/// What is measured; every figure from 0 to 1.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Measures {
    /// nDCG@10 over one item per matter.
    pub mndcg: f64,
    /// nDCG@10.
    pub ndcg: f64,
    /// Reciprocal rank of the first relevant item among ten.
    pub mrr: f64,
    /// Relevant items among the first twenty.
    pub recall: f64,
    /// Whether the first item is relevant.
    pub success: f64,
    /// Share of the first ten without judgment.
    pub unjudged: f64,
}

impl Measures {
    /// The names of the measures, in order.
    pub const NAMES: [&'static str; 6] = ["mnDCG@10", "nDCG@10", "MRR@10", "R@20", "S@1", "unj@10"];

    /// The measures, in the order of their names.
    pub const fn values(&self) -> [f64; 6] {
        [self.mndcg, self.ndcg, self.mrr, self.recall, self.success, self.unjudged]
    }

    /// The mean of several topics.
    pub fn mean(of: &[Self]) -> Self {
        let mean = |at: usize| {
            of.iter().map(|measures| measures.values()[at]).sum::<f64>() / of.len().max(1) as f64
        };
        Self {
            mndcg: mean(0),
            ndcg: mean(1),
            mrr: mean(2),
            recall: mean(3),
            success: mean(4),
            unjudged: mean(5),
        }
    }
}

/// The means per type of topic, `ALL` first.
pub fn table(scored: &[(Topic, Measures)]) -> Vec<(String, usize, Measures)> {
    let mut groups: BTreeMap<String, Vec<Measures>> = BTreeMap::new();
    for (topic, measures) in scored {
        groups.entry(topic.kind.clone()).or_default().push(*measures);
    }
    let all: Vec<Measures> = scored.iter().map(|(_, measures)| *measures).collect();
    let rows = groups.into_iter().map(|(kind, of)| (kind, of.len(), Measures::mean(&of)));
    std::iter::once(("ALL".to_owned(), all.len(), Measures::mean(&all))).chain(rows).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_follow_their_definitions() {
        let qrels = "t 0 a 3\nt 0 b 2\nt 0 c 0\n";
        let items = "a\tx\tk\ts\tm1\nb\tx\tk\ts\tm1\nc\tx\tk\ts\tm2\n";
        let judgments = Judgments::read(qrels, None, Some(items)).unwrap();
        let order = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>();
        let perfect = judgments.score("t", &order(&["a", "b", "c"]));
        assert_eq!((perfect.mndcg, perfect.ndcg, perfect.recall), (1.0, 1.0, 1.0));
        let late = judgments.score("t", &order(&["c", "x", "a"]));
        assert!((late.mrr - 1.0 / 3.0).abs() < 1e-9);
        assert_eq!(late.success, 0.0);
        assert!((late.unjudged - 1.0 / 3.0).abs() < 1e-9);
        assert!((late.mndcg - 0.5).abs() < 1e-9, "7 / log2(4) of an ideal of 7");
    }

    #[test]
    fn a_bad_line_is_named() {
        let error = Judgments::read("t 0 a 3\nt 0 a\n", None, None).unwrap_err();
        assert_eq!(error.to_string(), "line 2 of the judgments: expected `topic 0 item grade`");
    }
}
