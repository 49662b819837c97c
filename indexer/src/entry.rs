//! A unit on its way into the index: its record, its term streams, its facts and its keys.

use std::collections::BTreeSet;

use analyzers::{Analyzer, Language, TokenKind, TypeCache};
use corpus::citation;
use corpus::document::{Document, Outcome, Text, Unit, UnitKind, Zone};
use corpus::routine::is_routine;
use corpus::sidecar::Sidecar;

use crate::ids;
use crate::keys::{self, Keys};
use crate::limits::Limits;
use crate::passage::{self, Stretch};
use crate::record::{Passage, Record, Reference, StoredSection};
use crate::stored_text;
use crate::stream::StreamWriter;

/// Positions between title and text, so that no phrase reaches across.
const GAP: u32 = 16;
/// What a fact about a word of the title begins with.
pub(crate) const TITLE_FACT: &str = "titel:";
/// The fact that an item is routine.
pub(crate) const ROUTINE_FACT: &str = "formalia";
/// Zone code of the title in the passage column.
pub(crate) const TITLE_CODE: u8 = 255;

/// A unit, ready to be written.
pub(crate) struct Entry {
    pub(crate) record: Record,
    pub(crate) text: String,
    pub(crate) exact: String,
    pub(crate) lemma: String,
    pub(crate) parts: String,
    pub(crate) facts: Vec<String>,
    pub(crate) keys: Keys,
    pub(crate) laws: Vec<String>,
    pub(crate) zones: Vec<Zone>,
    /// Tokens.
    pub(crate) length: u64,
    /// First position << 8 | zone code, ascending.
    pub(crate) passage_column: Vec<u64>,
}

/// What one source is made of, for [`entries`].
pub(crate) struct SourceText<'a> {
    pub(crate) source: &'a str,
    pub(crate) sidecar: &'a Sidecar,
    pub(crate) text: &'a Text,
    pub(crate) document: &'a Document,
}

/// Turns every unit of a source into an entry.
pub(crate) fn entries(
    of: &SourceText<'_>,
    analyzer: &Analyzer,
    cache: &mut TypeCache,
    limits: &Limits,
) -> Vec<Entry> {
    let language = analyzers::detect(&of.text.string);
    of.document
        .units
        .iter()
        .map(|unit| entry(of, unit, language, analyzer, cache, limits))
        .collect()
}

/// The longest text of a unit whose language is taken from its document.
const TOO_SHORT_FOR_A_LANGUAGE: usize = 600;

fn entry(
    of: &SourceText<'_>,
    unit: &Unit,
    language: Language,
    analyzer: &Analyzer,
    cache: &mut TypeCache,
    limits: &Limits,
) -> Entry {
    let text = own_text(of, unit);
    let own_language = match unit.kind {
        UnitKind::Minutes | UnitKind::AgendaItem | UnitKind::Other | UnitKind::Withheld => language,
        _ if text.len() < TOO_SHORT_FOR_A_LANGUAGE => language,
        _ => analyzers::detect(&text),
    };
    let (sections, cuts) = cut_sections(of.text, unit, &text, limits.passages);
    let mut record = record(of, unit, &text, limits, own_language);
    let mut terms = Terms::default();
    terms.scan_title(&record.title, analyzer, own_language, cache);
    record.passages = terms.scan_body(&text, &cuts, analyzer, own_language, cache);
    record.pieces = stored_text::ends(&record.passages, text.len());
    record.sections = sections;
    record.citations = references(&text);
    let keys = keys::of_unit(of.document, unit, &record);
    record.cited_as.clone_from(&keys.cited_as);
    let zones = zones(unit);
    let mut facts = facts(unit, &zones);
    facts.append(&mut terms.title.iter().cloned().collect());
    let passage_column = terms.passage_column(&record.passages);
    Entry {
        text,
        exact: terms.exact.finish(),
        lemma: terms.lemma.finish(),
        parts: terms.parts.finish(),
        facts,
        keys,
        laws: terms.laws.into_iter().collect(),
        zones,
        length: u64::from(terms.count),
        passage_column,
        record,
    }
}

/// The unit's text: that of its sections. What is in no section, such as the text under a secrecy
/// note, is not indexed; an `other` unit is gathered from several places.
fn own_text(of: &SourceText<'_>, unit: &Unit) -> String {
    unit.sections.iter().map(|section| &of.text.string[section.span.clone()]).collect()
}

/// Cuts the sections into passages. Offsets in what is returned count from the start of `own`.
fn cut_sections(
    text: &Text,
    unit: &Unit,
    own: &str,
    limit: usize,
) -> (Vec<StoredSection>, Vec<passage::Cut>) {
    let mut cuts = Vec::new();
    let mut sections = Vec::new();
    let mut start = 0;
    for section in &unit.sections {
        let first = index(cuts.len());
        let left = limit.saturating_sub(cuts.len()).max(1);
        cuts.extend(passage::cut(own, &by_page(text, section, start), left));
        let place = |at: usize| index(start + at - section.span.start);
        let heading = section.heading.as_ref().map(|h| (place(h.start), place(h.end)));
        let passages = (first, index(cuts.len()));
        sections.push(StoredSection { zone: section.zone, heading, passages });
        start += section.span.len();
    }
    (sections, cuts)
}

fn index(at: usize) -> u32 {
    u32::try_from(at).expect("a text is bounded far below four gigabytes")
}

/// The parts of a section that lie on different pages; `start` is its place in the unit's own text.
fn by_page(text: &Text, section: &corpus::document::Section, start: usize) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    let mut from = section.span.start;
    while from < section.span.end {
        let next = text.pages.partition_point(|page| page.at <= from);
        let page = if next == 0 { 0 } else { text.pages[next - 1].number };
        let to = text.pages.get(next).map_or(section.span.end, |p| p.at.min(section.span.end));
        let place = |at: usize| start + at - section.span.start;
        stretches.push(Stretch { span: place(from)..place(to), zone: section.zone, page });
        from = to;
    }
    stretches
}

fn record(
    of: &SourceText<'_>,
    unit: &Unit,
    text: &str,
    limits: &Limits,
    language: Language,
) -> Record {
    let document = of.document;
    let title = title(unit, text, limits.title_chars);
    Record {
        id: ids::unit_id(document, unit, of.source),
        source: of.source.to_owned(),
        kind: unit.kind,
        municipality: document.municipality.clone(),
        organ: unit.organ.clone().or_else(|| document.organ.clone()),
        date: unit.date.or(document.date),
        date_uncertain: unit.date.is_none() && !document.date_certain,
        number: unit.number.clone(),
        ordinal: unit.ordinal,
        title,
        subtitle: unit.subtitle.clone(),
        diary_numbers: unit.diary_numbers.clone(),
        referred_by: unit.referred_by.clone(),
        matter: ids::matter_id(document.municipality.as_deref(), unit),
        outcome: unit.outcome,
        proposed_outcome: unit.proposed_outcome,
        immediate_adjustment: unit.immediate_adjustment,
        motions_by: unit.motions_by.clone(),
        reservations_by: unit.reservations_by.clone(),
        statements_by: unit.statements_by.clone(),
        parties: parties(unit),
        recused: unit.recused.clone(),
        not_taking_part: unit.not_taking_part.clone(),
        votes: unit.votes.clone(),
        papers: unit.papers.clone(),
        authors: unit.authors.clone(),
        secrecy: unit.secrecy.clone(),
        uncertain: unit.uncertain.iter().map(ToString::to_string).collect(),
        url: of.sidecar.original.clone().or_else(|| of.sidecar.url.clone()),
        first_page: of.text.page_at(unit.span.start),
        citations: Vec::new(),
        cited_as: Vec::new(),
        sections: Vec::new(),
        passages: Vec::new(),
        pieces: Vec::new(),
        language: language.code().to_owned(),
    }
}

/// The title; where the source gives none, the label or the first sentence.
fn title(unit: &Unit, text: &str, limit: usize) -> String {
    let given = unit.title.as_deref().or(unit.label.as_deref());
    let title = given.unwrap_or_else(|| first_sentence(text));
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    match title.char_indices().nth(limit) {
        Some((cut, _)) => format!("{}…", title[..cut].trim_end()),
        None => title,
    }
}

fn first_sentence(text: &str) -> &str {
    let text = text.trim_start();
    let end = text.find(". ").map(|at| at + 1).or_else(|| text.find("\n\n"));
    &text[..end.unwrap_or(text.len())]
}

fn parties(unit: &Unit) -> Vec<String> {
    let movers = unit.motions_by.iter().map(|member| member.party.clone());
    let others = unit.reservations_by.iter().chain(&unit.statements_by).cloned();
    movers.chain(others).collect::<BTreeSet<_>>().into_iter().filter(|p| !p.is_empty()).collect()
}

fn zones(unit: &Unit) -> Vec<Zone> {
    let zones: BTreeSet<Zone> =
        unit.sections.iter().map(|section| section.zone).filter(|z| *z != Zone::Other).collect();
    zones.into_iter().collect()
}

/// What the structure says, as terms: a query's "bifölls" asks for the fact, not for the word.
fn facts(unit: &Unit, zones: &[Zone]) -> Vec<String> {
    let mut facts: Vec<String> = zones.iter().map(|zone| format!("zon:{}", zone.slug())).collect();
    let outcome = |name: &str, outcome: Outcome| format!("{name}:{}", outcome.slug());
    facts.extend(unit.number.iter().map(|number| format!("paragraf:{}", number.to_lowercase())));
    facts.extend(unit.outcome.map(|o| outcome("utfall", o)));
    facts.extend(unit.proposed_outcome.map(|o| outcome("forslag", o)));
    let lower = |party: &String| party.to_lowercase();
    facts.extend(unit.motions_by.iter().map(|m| format!("yrkanden:{}", lower(&m.party))));
    facts.extend(unit.reservations_by.iter().map(|p| format!("reservationer:{}", lower(p))));
    facts.extend(unit.statements_by.iter().map(|p| format!("sarskilt_uttalande:{}", lower(p))));
    if let (Some(decided), Some(proposed)) = (unit.outcome, unit.proposed_outcome)
        && decided != proposed
    {
        facts.push("mot_forslag".to_owned());
    }
    if unit.title.as_deref().is_some_and(is_routine) {
        facts.push(ROUTINE_FACT.to_owned());
    }
    facts.sort_unstable();
    facts.dedup();
    facts
}

fn references(text: &str) -> Vec<Reference> {
    let mut seen = BTreeSet::new();
    citation::citations(text)
        .into_iter()
        .filter(|citation| seen.insert(citation.key.clone()))
        .map(|citation| Reference { key: citation.key, shown: citation.shown })
        .collect()
}

/// The lemmas under which a token is indexed. Function words have none: nobody looks for their
/// inflections, and as forms of verbs they would answer for nouns ("ska" for "skola").
pub(crate) fn lemmas<'a>(token: &analyzers::Token<'a>) -> analyzers::Terms<'a> {
    if analyzers::is_function_word(token.exact) { Default::default() } else { token.lemmas }
}

/// The term streams of a unit while it is scanned.
#[derive(Default)]
struct Terms {
    exact: StreamWriter,
    lemma: StreamWriter,
    parts: StreamWriter,
    laws: BTreeSet<String>,
    /// Facts that say which words the title holds.
    title: BTreeSet<String>,
    /// Tokens so far.
    count: u32,
    /// Position that the next token may have.
    next: u32,
}

impl Terms {
    fn scan_title(
        &mut self,
        title: &str,
        analyzer: &Analyzer,
        language: Language,
        cache: &mut TypeCache,
    ) {
        analyzer.scan(title, language, cache, &mut |token| {
            self.push(token, 0);
            let terms = lemmas(token).iter().chain(token.parts);
            self.title.extend(terms.map(|term| format!("{TITLE_FACT}{term}")));
        });
        self.next += GAP;
    }

    /// Scans the text and finds the position at which each passage begins.
    fn scan_body(
        &mut self,
        text: &str,
        cuts: &[passage::Cut],
        analyzer: &Analyzer,
        language: Language,
        cache: &mut TypeCache,
    ) -> Vec<Passage> {
        let base = self.next;
        let mut starts: Vec<u32> = Vec::with_capacity(cuts.len());
        analyzer.scan(text, language, cache, &mut |token| {
            while starts.len() < cuts.len() && token.from >= cuts[starts.len()].span.start {
                starts.push(base + token.position);
            }
            self.push(token, base);
        });
        starts.resize(cuts.len(), self.next);
        let passages = cuts.iter().zip(starts).map(|(cut, position)| Passage {
            from: index(cut.span.start),
            to: index(cut.span.end),
            position,
            page: cut.page,
            zone: cut.zone,
        });
        passages.collect()
    }

    fn push(&mut self, token: &analyzers::Token<'_>, base: u32) {
        let position = base + token.position;
        self.next = self.next.max(position + 1);
        self.exact.push(position, token.exact);
        for lemma in lemmas(token) {
            self.lemma.push(position, lemma);
        }
        for part in token.parts {
            self.parts.push(position, part);
        }
        if token.kind == TokenKind::Entity {
            self.laws.extend(law_of(token.exact));
        } else {
            self.count += 1;
        }
    }

    fn passage_column(&self, passages: &[Passage]) -> Vec<u64> {
        let title = std::iter::once(u64::from(TITLE_CODE));
        let body = passages.iter().map(|p| u64::from(p.position) << 8 | p.zone as u64);
        title.chain(body).collect()
    }
}

/// The abbreviation of the law that a reference term names ("lag:sol:11:5" → "sol").
fn law_of(term: &str) -> Option<String> {
    let rest = term.strip_prefix("lag:")?;
    Some(rest.split(':').next().unwrap_or(rest).to_owned())
}
