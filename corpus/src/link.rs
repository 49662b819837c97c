//! Ties units that belong together: a § and its papers, a referral and its answer, one matter in
//! several organs and years. By what they say, never by a file's name.
//!
//! A pure function over light records, so that whoever holds many documents can call it.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::document::UnitKind;
use crate::organ;

mod titles;

use titles::Titles;

/// What of a unit it takes to tie it to others.
#[derive(Debug, Clone)]
pub struct LinkRecord {
    /// Whatever names the unit; links speak in these.
    pub id: String,
    /// What the unit is.
    pub kind: UnitKind,
    /// The organ.
    pub organ: Option<String>,
    /// The municipality; units of two municipalities are never tied.
    pub municipality: Option<String>,
    /// Day of the meeting or of the paper.
    pub date: Option<Date>,
    /// The title.
    pub title: Option<String>,
    /// Keys of diary numbers ([`crate::diary::key`]), the own first.
    pub diary_keys: Vec<String>,
    /// Ids of papers: of a § those it lists, of a paper its own first ("2023 nr 171").
    pub papers: Vec<String>,
    /// The beginning of the text, a few hundred letters.
    pub head: String,
}

/// How two units belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkKind {
    /// `from` is a paper of the § `to`.
    PaperOf,
    /// Both are of one matter; `from` is the older.
    SameMatter,
    /// `from` answers a referral whose matter at the referring body is `to`.
    Answers,
}

/// A tie between two units.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// Id of one unit.
    pub from: String,
    /// Id of the other.
    pub to: String,
    /// How they belong together.
    pub kind: LinkKind,
    /// 1 where a number says so, less where titles do.
    pub certainty: f32,
}

/// All ties between `records`, in a fixed order, each once.
pub fn links(records: &[LinkRecord]) -> Vec<Link> {
    let mut found: BTreeMap<(usize, usize, LinkKind), f32> = BTreeMap::new();
    let titles = Titles::new(records);
    by_papers(records, &titles, &mut found);
    by_diary(records, &mut found);
    by_title(records, &titles, &mut found);
    found
        .into_iter()
        .map(|((from, to, kind), certainty)| Link {
            from: records[from].id.clone(),
            to: records[to].id.clone(),
            kind,
            certainty,
        })
        .collect()
}

type Found = BTreeMap<(usize, usize, LinkKind), f32>;

fn add(found: &mut Found, from: usize, to: usize, kind: LinkKind, certainty: f32) {
    if from != to {
        let known = found.entry((from, to, kind)).or_insert(certainty);
        *known = known.max(certainty);
    }
}

fn is_paper(kind: UnitKind) -> bool {
    matches!(kind, UnitKind::Statement | UnitKind::Response | UnitKind::Attachment)
}

fn is_meeting(kind: UnitKind) -> bool {
    matches!(kind, UnitKind::Minutes | UnitKind::AgendaItem)
}

/// Where a record belongs; blank where it does not say.
fn place(record: &LinkRecord) -> String {
    let name = record.municipality.as_deref().unwrap_or_default().to_lowercase();
    let name = name.trim_end_matches(" kommun").trim_end_matches(" stad");
    name.trim_end_matches('s').to_owned()
}

/// Two records of one municipality; where one of them names none, only titles can tell.
fn may_meet(one: &LinkRecord, other: &LinkRecord, titles: &Titles, at: (usize, usize)) -> bool {
    let (here, there) = (place(one), place(other));
    here == there || (here.is_empty() != there.is_empty() && titles.likeness(at.0, at.1) > 0.3)
}

/// A paper's own number in the list of papers of a §.
fn by_papers(records: &[LinkRecord], titles: &Titles, found: &mut Found) {
    let mut lists: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, record) in records.iter().enumerate().filter(|(_, record)| is_meeting(record.kind)) {
        for paper in &record.papers {
            lists.entry(paper_key(paper)).or_default().push(at);
        }
    }
    for (at, record) in records.iter().enumerate().filter(|(_, record)| is_paper(record.kind)) {
        let Some(own) = record.papers.first() else { continue };
        for &to in lists.get(&paper_key(own)).into_iter().flatten() {
            if may_meet(record, &records[to], titles, (at, to)) {
                add(found, at, to, LinkKind::PaperOf, 1.0);
            }
        }
    }
}

fn paper_key(paper: &str) -> String {
    paper.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One diary number is one matter; another's number under a § is the referring body's matter.
fn by_diary(records: &[LinkRecord], found: &mut Found) {
    let mut owners: HashMap<(String, &str), Vec<usize>> = HashMap::new();
    for (at, record) in records.iter().enumerate() {
        if let Some(own) = record.diary_keys.first() {
            owners.entry((place(record), own)).or_default().push(at);
        }
    }
    for group in owners.values_mut() {
        group.sort_by_key(|&at| (records[at].date, at));
        for pair in group.windows(2) {
            add(found, pair[0], pair[1], LinkKind::SameMatter, 0.95);
        }
        for &paper in group.iter().filter(|&&at| is_paper(records[at].kind)) {
            for &to in group.iter().filter(|&&at| is_meeting(records[at].kind)) {
                add(found, paper, to, LinkKind::PaperOf, 0.9);
            }
        }
    }
    for (at, record) in records.iter().enumerate() {
        for foreign in record.diary_keys.iter().skip(1) {
            for &to in owners.get(&(place(record), foreign.as_str())).into_iter().flatten() {
                add(found, at, to, LinkKind::Answers, 0.95);
            }
        }
    }
}

/// Papers that no number tied, and §§ of other organs, by their titles.
fn by_title(records: &[LinkRecord], titles: &Titles, found: &mut Found) {
    let tied: HashSet<usize> =
        found.keys().filter(|key| key.2 == LinkKind::PaperOf).map(|key| key.0).collect();
    for (at, record) in records.iter().enumerate() {
        let paper = is_paper(record.kind);
        if paper && !tied.contains(&at) {
            for (to, certainty) in titles.nearest(records, at, |other| is_meeting(other.kind)) {
                add(found, at, to, LinkKind::PaperOf, certainty * 0.9);
            }
        } else if is_meeting(record.kind) && titles.words[at].len() >= 5 {
            let elsewhere = |other: &LinkRecord| {
                is_meeting(other.kind)
                    && (other.date, organ_key(other)) != (record.date, organ_key(record))
            };
            for (to, certainty) in titles.nearest(records, at, elsewhere) {
                let (from, to) =
                    if records[at].date <= records[to].date { (at, to) } else { (to, at) };
                if certainty > 0.9 {
                    add(found, from, to, LinkKind::SameMatter, certainty * 0.8);
                }
            }
        }
    }
}

fn organ_key(record: &LinkRecord) -> String {
    record.organ.as_deref().map(organ::key).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(
        id: &str,
        kind: UnitKind,
        title: &str,
        diary: &[&str],
        papers: &[&str],
    ) -> LinkRecord {
        LinkRecord {
            id: id.into(),
            kind,
            organ: None,
            municipality: Some("Ekviks kommun".into()),
            date: None,
            title: Some(title.into()),
            diary_keys: diary.iter().map(|key| (*key).into()).collect(),
            papers: papers.iter().map(|paper| (*paper).into()).collect(),
            head: String::new(),
        }
    }

    fn tied(records: &[LinkRecord]) -> Vec<(String, String, LinkKind)> {
        links(records).into_iter().map(|link| (link.from, link.to, link.kind)).collect()
    }

    #[test]
    fn numbers_tie_a_paper_to_its_paragraph() {
        let records = [
            record("§4", UnitKind::Minutes, "Taxa för vatten", &[], &["2023 nr 7"]),
            record("§5", UnitKind::Minutes, "Taxa för avlopp", &[], &["2023 nr 8"]),
            record("h", UnitKind::Statement, "Taxa", &[], &["2023 nr 8"]),
        ];
        assert_eq!(tied(&records), [("h".into(), "§5".into(), LinkKind::PaperOf)]);
    }

    #[test]
    fn a_referral_is_tied_by_the_foreign_number() {
        let records = [
            record("ks", UnitKind::Minutes, "Motion om bad", &["ks-2023-7"], &[]),
            record("sn", UnitKind::Minutes, "Svar på motion", &["sn-2023-1", "ks-2023-7"], &[]),
        ];
        assert_eq!(tied(&records), [("sn".into(), "ks".into(), LinkKind::Answers)]);
    }

    #[test]
    fn titles_tie_where_no_number_does() {
        let records = [
            record(
                "§1",
                UnitKind::Minutes,
                "Interpellation av Ann Ek (S) angående stängda badplatser i Lillsjön",
                &[],
                &[],
            ),
            record(
                "§2",
                UnitKind::Minutes,
                "Interpellation av Bo Al (M) angående ny simhall",
                &[],
                &[],
            ),
            record(
                "h",
                UnitKind::Attachment,
                "Svar på interpellation av Ann Ek (S) om stängda badplatser i Lillsjön",
                &[],
                &[],
            ),
        ];
        assert_eq!(tied(&records), [("h".into(), "§1".into(), LinkKind::PaperOf)]);
    }

    #[test]
    fn municipalities_are_kept_apart() {
        let mut other = record("b", UnitKind::Minutes, "Plan", &["ks-2023-7"], &[]);
        other.municipality = Some("Lomviks kommun".into());
        assert!(
            tied(&[record("a", UnitKind::Minutes, "Plan", &["ks-2023-7"], &[]), other]).is_empty()
        );
    }
}
