//! One commit of the index, opened: what every search over it shares.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::{Arc, OnceLock};

use analyzers::{Analyzer, Lexicon, Speller, SpellerBuilder};
use tantivy::collector::DocSetCollector;
use tantivy::columnar::Column;
use tantivy::query::TermQuery;
use tantivy::schema::document::{TantivyDocument, Value};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, Index, InvertedIndexReader, ReloadPolicy, SegmentReader, Term};

use crate::authority;
use crate::bits::Bits;
use crate::caches::Caches;
use crate::editor::Editor;
use crate::entry::ROUTINE_FACT;
use crate::error::IndexError;
use crate::generation::Generation;
use crate::occurrences::units_with_term;
use crate::record::{Record, SourceRecord};
use crate::schema::{Fields, column};
use crate::stored_text::StoredText;
use crate::units::Units;
use crate::write::{engine, open_index};

/// A commit of a generation.
pub(crate) struct Snapshot {
    pub(crate) generation: Generation,
    pub(crate) fields: Fields,
    pub(crate) analyzer: Analyzer,
    pub(crate) segments: Vec<Segment>,
    pub(crate) units: Units,
    /// What the municipality's editors have added.
    pub(crate) editor: Editor,
    /// By how many others a unit is cited; none where it is not in here.
    pub(crate) cited: HashMap<u32, u32>,
    /// Units that are routine items.
    pub(crate) routine: Bits,
    /// When the commit was made.
    pub(crate) committed_at: String,
    /// Analysed words, for marking.
    pub(crate) caches: Caches,
    searcher: tantivy::Searcher,
    speller: OnceLock<Speller>,
}

/// A segment, its inverted indexes at hand.
pub(crate) struct Segment {
    /// What is added to a document number to make it a unit number.
    pub(crate) base: u32,
    pub(crate) exact: Arc<InvertedIndexReader>,
    pub(crate) lemma: Arc<InvertedIndexReader>,
    pub(crate) parts: Arc<InvertedIndexReader>,
    pub(crate) facts: Arc<InvertedIndexReader>,
    pub(crate) keys: Arc<InvertedIndexReader>,
    pub(crate) passages: Column<u64>,
}

impl Snapshot {
    /// Opens the last commit of a generation.
    pub(crate) fn open(generation: Generation) -> Result<Self, IndexError> {
        let dir = generation.dir.clone();
        let fail = |cause| engine(&dir, cause);
        let lexicon = Lexicon::from_bytes(generation.lexicon()?).map_err(|cause| {
            IndexError::Damaged { dir: dir.clone(), what: format!("lexicon: {cause}") }
        })?;
        let index = open_index(&dir, &generation.path)?;
        let committed_at = index.load_metas().map_err(fail)?.payload.unwrap_or_default();
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual);
        let searcher = reader.try_into().map_err(fail)?.searcher();
        let fields = Fields::new();
        let units = Units::load(&searcher, &fields).map_err(fail)?;
        let mut base = 0;
        let mut segments = Vec::new();
        for reader in searcher.segment_readers() {
            segments.push(Segment::open(reader, &fields, base).map_err(fail)?);
            base += reader.max_doc();
        }
        let analyzer = Analyzer::new(Arc::new(lexicon));
        let mut snapshot = Self {
            editor: Editor::open(&dir, &analyzer)?,
            cited: authority::cited(&segments, &units),
            generation,
            fields,
            analyzer,
            segments,
            units,
            committed_at,
            searcher,
            caches: Caches::default(),
            speller: OnceLock::new(),
            routine: Bits::default(),
        };
        snapshot.routine = units_with_term(&snapshot, snapshot.fields.facts, ROUTINE_FACT);
        Ok(snapshot)
    }

    /// What a unit stores beside its text. Costs a block of the store, so it is for what is shown.
    pub(crate) fn record(&self, unit: u32) -> Option<Record> {
        let document = self.document(self.address(unit))?;
        let record = document.get_first(self.fields.record)?.as_bytes()?;
        serde_json::from_slice(record).ok()
    }

    /// The text of a unit, to be read as far as it is asked for.
    pub(crate) fn text(&self, unit: u32, record: &Record) -> StoredText<'_> {
        StoredText::new(self, self.address(unit), record.pieces.clone())
    }

    /// An entry of the store.
    pub(crate) fn document(&self, address: DocAddress) -> Option<TantivyDocument> {
        self.searcher.doc(address).ok()
    }

    fn address(&self, unit: u32) -> DocAddress {
        let at = self.segments.partition_point(|segment| segment.base <= unit) - 1;
        DocAddress::new(at as u32, unit - self.segments[at].base)
    }

    /// What is known of the sources.
    pub(crate) fn sources(&self) -> Vec<SourceRecord> {
        source_records(&self.searcher, &self.fields).unwrap_or_default()
    }

    /// The words of the index with how many units hold them, for folding and spelling. Built when
    /// first needed: a walk over the terms, no disk beyond the index.
    pub(crate) fn speller(&self) -> &Speller {
        self.speller.get_or_init(|| {
            let mut counts: HashMap<String, u64> = HashMap::new();
            for segment in &self.segments {
                each_term(&segment.exact, &mut |term, doc_freq| {
                    if !term.contains(':') {
                        *counts.entry(term.to_owned()).or_default() += u64::from(doc_freq);
                    }
                });
            }
            let mut builder = SpellerBuilder::new();
            for (term, count) in counts {
                builder.add(&term, count);
            }
            builder.build()
        })
    }

    /// Changes with every commit.
    pub(crate) fn fingerprint(&self) -> String {
        let ids: Vec<String> =
            self.searcher.segment_readers().iter().map(|r| r.segment_id().uuid_string()).collect();
        let parts: Vec<&str> =
            ids.iter().map(String::as_str).chain([self.committed_at.as_str()]).collect();
        format!("{:016x}", crate::ids::stable_hash(&parts))
    }
}

impl Segment {
    fn open(reader: &SegmentReader, fields: &Fields, base: u32) -> tantivy::Result<Self> {
        Ok(Self {
            base,
            exact: reader.inverted_index(fields.exact)?,
            lemma: reader.inverted_index(fields.lemma)?,
            parts: reader.inverted_index(fields.parts)?,
            facts: reader.inverted_index(fields.facts)?,
            keys: reader.inverted_index(fields.keys)?,
            passages: reader.fast_fields().u64(column::PASSAGES)?,
        })
    }

    /// The inverted index of a field.
    pub(crate) fn of(&self, field: Field, fields: &Fields) -> &InvertedIndexReader {
        [
            (fields.exact, &self.exact),
            (fields.lemma, &self.lemma),
            (fields.parts, &self.parts),
            (fields.facts, &self.facts),
            (fields.keys, &self.keys),
        ]
        .into_iter()
        .find(|(named, _)| *named == field)
        .map_or(&self.exact, |(_, reader)| reader)
    }
}

/// Hands every term of a field and how many documents hold it to `sink`.
pub(crate) fn each_term(reader: &InvertedIndexReader, sink: &mut dyn FnMut(&str, u32)) {
    let Ok(mut stream) = reader.terms().stream() else { return };
    while stream.advance() {
        if let Ok(term) = std::str::from_utf8(stream.key()) {
            sink(term, stream.value().doc_freq);
        }
    }
}

fn source_records(
    searcher: &tantivy::Searcher,
    fields: &Fields,
) -> tantivy::Result<Vec<SourceRecord>> {
    let query =
        TermQuery::new(Term::from_field_text(fields.entry, "source"), IndexRecordOption::Basic);
    let mut records = Vec::new();
    for address in searcher.search(&query, &DocSetCollector)? {
        let document: TantivyDocument = searcher.doc(address)?;
        let bytes = document.get_first(fields.record).and_then(|value| value.as_bytes());
        records.extend(bytes.and_then(|b| serde_json::from_slice::<SourceRecord>(b).ok()));
    }
    records.sort_by(|a, b| a.source.cmp(&b.source));
    Ok(records)
}

/// What a writer must know of an index before it updates it.
#[allow(clippy::type_complexity)]
pub(crate) fn sources_and_ids(
    dir: &Path,
    index: &Index,
) -> Result<(BTreeMap<String, SourceRecord>, HashMap<String, String>), IndexError> {
    let fail = |cause| engine(dir, cause);
    let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual);
    let searcher = reader.try_into().map_err(fail)?.searcher();
    let fields = Fields::new();
    let records = source_records(&searcher, &fields).map_err(fail)?;
    let units = Units::load(&searcher, &fields).map_err(fail)?;
    let known = records.into_iter().map(|record| (record.source.clone(), record)).collect();
    let ids = units.alive.iter().map(|unit| {
        let id = units.ids[unit as usize].clone();
        (id, units.sources[units.source[unit as usize] as usize].clone())
    });
    Ok((known, ids.collect()))
}

/// Hands every surface form that begins with `prefix` and its document count to `sink`.
pub(crate) fn each_term_with_prefix(
    snapshot: &Snapshot,
    prefix: &str,
    sink: &mut dyn FnMut(String, u64),
) {
    if prefix.is_empty() {
        return;
    }
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for segment in &snapshot.segments {
        let dictionary = segment.exact.terms();
        let Ok(mut stream) = dictionary.range().ge(prefix.as_bytes()).into_stream() else {
            continue;
        };
        while stream.advance() && stream.key().starts_with(prefix.as_bytes()) {
            if let Ok(term) = std::str::from_utf8(stream.key())
                && !term.contains(':')
            {
                *counts.entry(term.to_owned()).or_default() += u64::from(stream.value().doc_freq);
            }
        }
    }
    for (term, count) in counts {
        sink(term, count);
    }
}
