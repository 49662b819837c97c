//! A unit and a matter, whole, for their pages.

use analyzers::TypeCache;
use corpus::document::UnitKind;

use crate::answer::{Also, CitationView, Hit, MatterView, PassageView, SectionView, UnitView};
use crate::marking::Marker;
use crate::matching::kind_slug;
use crate::occurrences::{doc_freq, units_with_term};
use crate::record::{Record, StoredSection};
use crate::request::Dimension;
use crate::search::Context;
use crate::searcher::Original;
use crate::snippet;
use crate::stored_text::StoredText;
use crate::units::NO_DATE;

/// References, citing units and related units listed at most.
const LISTED: usize = 100;

impl Context<'_> {
    /// A unit by id, matches of `query` marked.
    pub(crate) fn unit(&self, id: &str, query: &str) -> Option<UnitView> {
        let unit = self.number(id)?;
        let record = self.snapshot.record(unit)?;
        let text = self.snapshot.text(unit, &record);
        let found = self.find(query, &[]);
        let marker = Marker {
            analyzer: &self.snapshot.analyzer,
            fields: &self.snapshot.fields,
            leaves: &found.lowered.leaves,
            language: snippet::language(&record),
        };
        let mut cache = self.snapshot.caches.lease();
        let sections = sections(&record, &text, &marker, &mut cache);
        let citation = citation(&record);
        let title = marker.marks(&record.title, &mut cache);
        let title_pieces = snippet::marked(&record.title, &title);
        Some(UnitView {
            subtitle: record.subtitle.clone(),
            sections,
            proposed_outcome: record.proposed_outcome,
            immediate_adjustment: record.immediate_adjustment,
            referred_by: record.referred_by.clone(),
            motions_by: record.motions_by.clone(),
            reservations_by: record.reservations_by.clone(),
            statements_by: record.statements_by.clone(),
            recused: record.recused.clone(),
            not_taking_part: record.not_taking_part.clone(),
            votes: record.votes.clone(),
            papers: record.papers.clone(),
            authors: record.authors.clone(),
            secrecy: record.secrecy.clone(),
            uncertain: record.uncertain.clone(),
            citations: self.citations(&record),
            cited_by: self.cited_by(unit, &record),
            related: self.related(unit),
            previous: self.neighbour(unit, -1),
            next: self.neighbour(unit, 1),
            citation,
            hit: Hit { title_pieces, ..self.bare_hit(unit, record) },
        })
    }

    /// A matter by id.
    pub(crate) fn matter(&self, id: &str) -> Option<MatterView> {
        let units = &self.snapshot.units;
        let matter = *units.matters_by_id.get(id)?;
        let members = units.alive.iter().filter(|unit| units.matter[*unit as usize] == matter);
        let members = self.in_time(members.collect());
        let records = members.iter().filter_map(|unit| self.snapshot.record(*unit));
        let records: Vec<Record> = records.collect();
        let first = records.first()?;
        let mut diary_numbers: Vec<String> = Vec::new();
        for number in records.iter().filter_map(|record| record.diary_numbers.first()) {
            if !diary_numbers.contains(number) {
                diary_numbers.push(number.clone());
            }
        }
        Some(MatterView {
            id: units.matter_ids.get(&matter).cloned().unwrap_or_else(|| id.to_owned()),
            title: first.title.clone(),
            municipality: first.municipality.clone(),
            diary_numbers,
            units: members.iter().filter_map(|unit| self.also(*unit)).collect(),
        })
    }

    /// Where the source of a unit can be had. The file itself only where no matter in it is
    /// withheld: it would hold what the secrecy note keeps back.
    pub(crate) fn original(&self, id: &str) -> Option<Original> {
        let unit = self.number(id)?;
        let record = self.snapshot.record(unit)?;
        let sources = self.snapshot.sources();
        let known = sources.iter().find(|known| known.source == record.source);
        let path = known.map(|known| {
            let root = std::path::PathBuf::from(&known.root);
            if root.is_file() { root } else { root.join(&record.source) }
        });
        let path = path.filter(|path| path.is_file() && !self.withholds(unit));
        Some(Original { path, url: record.url, page: record.first_page })
    }

    /// Whether any matter in the unit's source is withheld.
    fn withholds(&self, unit: u32) -> bool {
        let units = &self.snapshot.units;
        let withheld = kind_slug(UnitKind::Withheld);
        let same = |other: &u32| units.source[*other as usize] == units.source[unit as usize];
        let mut others = units.alive.iter().filter(same);
        others.any(|other| units.value(Dimension::Kind, other) == Some(withheld.as_str()))
    }

    /// The number of the unit with this id.
    pub(crate) fn number(&self, id: &str) -> Option<u32> {
        self.snapshot.units.by_id.get(id).copied()
    }

    fn citations(&self, record: &Record) -> Vec<CitationView> {
        let cited_in = |key: &str| {
            doc_freq(self.snapshot, self.snapshot.fields.keys, &format!("cites:{key}")) as usize
        };
        let view = |reference: &crate::record::Reference| CitationView {
            shown: reference.shown.clone(),
            key: reference.key.clone(),
            cited_in: cited_in(&reference.key),
        };
        record.citations.iter().take(LISTED).map(view).collect()
    }

    fn cited_by(&self, unit: u32, record: &Record) -> Vec<Also> {
        let keys = self.snapshot.fields.keys;
        let mut citing: Vec<u32> = record
            .cited_as
            .iter()
            .flat_map(|key| {
                let set = units_with_term(self.snapshot, keys, &format!("cites:{key}"));
                set.iter().collect::<Vec<_>>()
            })
            .filter(|other| *other != unit)
            .collect();
        citing.dedup();
        let citing = self.in_time(citing);
        citing.iter().take(LISTED).filter_map(|other| self.also(*other)).collect()
    }

    /// Units of the same matter or with a link key in common, in order of time.
    fn related(&self, unit: u32) -> Vec<Also> {
        let units = &self.snapshot.units;
        let own = units.link_keys.of(unit);
        let matter = units.matter[unit as usize];
        let is_related = |other: &u32| {
            *other != unit
                && (units.matter[*other as usize] == matter
                    || units.link_keys.of(*other).iter().any(|key| own.contains(key)))
        };
        let related = self.in_time(units.alive.iter().filter(is_related).collect());
        related.iter().take(LISTED).filter_map(|other| self.also(*other)).collect()
    }

    fn in_time(&self, mut list: Vec<u32>) -> Vec<u32> {
        let units = &self.snapshot.units;
        list.sort_by_key(|unit| {
            let unit = *unit as usize;
            let date = units.date[unit];
            (if date == NO_DATE { i32::MAX } else { date }, units.ordinal[unit], units.rank[unit])
        });
        list
    }

    /// The unit before or after it in its source.
    fn neighbour(&self, unit: u32, step: i64) -> Option<Also> {
        let units = &self.snapshot.units;
        let source = units.source[unit as usize];
        let wanted = i64::from(units.ordinal[unit as usize]) + step;
        let is_it = |other: &u32| {
            units.source[*other as usize] == source
                && i64::from(units.ordinal[*other as usize]) == wanted
        };
        self.also(units.alive.iter().find(is_it)?)
    }
}

fn sections(
    record: &Record,
    text: &StoredText<'_>,
    marker: &Marker<'_>,
    cache: &mut TypeCache,
) -> Vec<SectionView> {
    let mut passages = |section: &StoredSection| -> Vec<PassageView> {
        (section.passages.0..section.passages.1)
            .filter_map(|number| {
                let passage = record.passages.get(number as usize)?;
                let from = match section.heading {
                    Some((start, end)) if start == passage.from => end,
                    _ => passage.from,
                };
                let shown = text.get(from as usize..passage.to as usize)?;
                let marks = marker.marks(shown, cache);
                Some(PassageView {
                    anchor: format!("st-{}", number + 1),
                    page: (passage.page > 0).then_some(passage.page),
                    pieces: snippet::marked(shown, &marks),
                })
            })
            .collect()
    };
    record
        .sections
        .iter()
        .map(|section| SectionView {
            zone: section.zone,
            heading: section.heading.and_then(|(start, end)| {
                let heading = text.get(start as usize..end as usize)?.trim().trim_end_matches(':');
                (!heading.is_empty()).then(|| heading.to_owned())
            }),
            passages: passages(section),
        })
        .collect()
}

/// "Socialnämnden, Exempelby kommun, 2023-12-12 § 5, dnr SN 2023/1".
fn citation(record: &Record) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(record.organ.clone());
    parts.extend(record.municipality.clone());
    let number = record.number.as_deref().map(|number| format!("§ {number}"));
    let date = record.date.map(|date| date.to_string());
    let when: Vec<String> = date.into_iter().chain(number).collect();
    if record.kind != UnitKind::Minutes {
        parts.push(format!("”{}”", record.title));
    }
    if !when.is_empty() {
        parts.push(when.join(" "));
    }
    parts.extend(record.diary_numbers.first().map(|number| format!("dnr {number}")));
    parts.join(", ")
}
