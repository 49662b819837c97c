//! Writes an index: sources replaced as a whole, one atomic commit at the end.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use analyzers::{Analyzer, Lexicon, TypeCache};
use tantivy::index::SegmentId;
use tantivy::indexer::UserOperation;
use tantivy::schema::document::TantivyDocument;
use tantivy::{Index, IndexWriter, Term};

use crate::entry::{self, Entry, SourceText};
use crate::error::IndexError;
use crate::generation::{Generation, WriterLock, sync_dir};
use crate::ids;
use crate::limits::Limits;
use crate::record::{Record, SourceRecord};
use crate::request::Dimension;
use crate::schema::{Fields, column};
use crate::snapshot;
use crate::stored_text;
use crate::stream::{TERM_STREAM, TermStreamTokenizer};

/// Memory for terms not yet written, in bytes.
const WRITER_HEAP: usize = 64 << 20;

/// Writes into one generation. Nothing is seen by readers before [`Writer::commit`].
pub(crate) struct Writer {
    generation: Generation,
    is_new: bool,
    writer: IndexWriter,
    fields: Fields,
    analyzer: Analyzer,
    cache: TypeCache,
    limits: Limits,
    /// Id of every unit and the source that has it, so that no two sources share one.
    ids: HashMap<String, String>,
    /// What the index knows of each source.
    pub(crate) known: BTreeMap<String, SourceRecord>,
    _lock: WriterLock,
}

/// Opens the index of a generation for reading or writing, with the tokenizer in place.
pub(crate) fn open_index(dir: &Path, path: &Path) -> Result<Index, IndexError> {
    let index = Index::open_in_dir(path).map_err(|cause| engine(dir, cause))?;
    index.tokenizers().register(TERM_STREAM, TermStreamTokenizer::default());
    Ok(index)
}

pub(crate) fn engine(dir: &Path, cause: tantivy::TantivyError) -> IndexError {
    IndexError::Engine { dir: dir.to_owned(), cause }
}

impl Writer {
    /// Opens the current generation for an update.
    pub(crate) fn update(dir: &Path, lock: WriterLock, limits: Limits) -> Result<Self, IndexError> {
        let generation = Generation::current(dir)?;
        generation.delete_others();
        let lexicon = Lexicon::from_bytes(generation.lexicon()?).map_err(|cause| {
            IndexError::Damaged { dir: dir.to_owned(), what: format!("lexicon: {cause}") }
        })?;
        let index = open_index(dir, &generation.path)?;
        let (known, ids) = snapshot::sources_and_ids(dir, &index)?;
        let mut writer = Self::over(generation, false, &index, lexicon, lock, limits)?;
        writer.known = known;
        writer.ids = ids;
        writer.sweep()?;
        Ok(writer)
    }

    /// Begins a new generation with this lexicon.
    pub(crate) fn create(
        dir: &Path,
        lock: WriterLock,
        lexicon: Lexicon,
        samples: bool,
        limits: Limits,
    ) -> Result<Self, IndexError> {
        let bytes = lexicon.to_bytes();
        let generation = Generation::begin(dir, &bytes, lexicon.has_dictionary(), samples)?;
        let schema = Fields::new().schema;
        let index = Index::create_in_dir(&generation.path, schema).map_err(|e| engine(dir, e))?;
        index.tokenizers().register(TERM_STREAM, TermStreamTokenizer::default());
        Self::over(generation, true, &index, lexicon, lock, limits)
    }

    fn over(
        generation: Generation,
        is_new: bool,
        index: &Index,
        lexicon: Lexicon,
        lock: WriterLock,
        limits: Limits,
    ) -> Result<Self, IndexError> {
        let writer = index
            .writer_with_num_threads(1, WRITER_HEAP)
            .map_err(|cause| engine(&generation.dir, cause))?;
        Ok(Self {
            generation,
            is_new,
            writer,
            fields: Fields::new(),
            analyzer: Analyzer::new(Arc::new(lexicon)),
            cache: TypeCache::default(),
            limits,
            ids: HashMap::new(),
            known: BTreeMap::new(),
            _lock: lock,
        })
    }

    /// Deletes what a killed run left behind: a file of its unfinished commit would otherwise stand
    /// in the way of the next commit, which gives its files the same names.
    fn sweep(&self) -> Result<(), IndexError> {
        let swept = self.writer.garbage_collect_files().wait();
        swept.map(drop).map_err(|cause| engine(&self.generation.dir, cause))
    }

    /// The analyzer of the generation.
    pub(crate) fn analyzer(&self) -> &Analyzer {
        &self.analyzer
    }

    /// Replaces everything the index holds of a source.
    pub(crate) fn put(
        &mut self,
        record: SourceRecord,
        of: Option<&SourceText<'_>>,
        keep: impl Fn(&str) -> bool,
    ) -> Result<(), IndexError> {
        self.remove(&record.source);
        let entries = of
            .map(|of| entry::entries(of, &self.analyzer, &mut self.cache, &self.limits))
            .unwrap_or_default();
        for mut entry in entries {
            self.make_unique(&mut entry);
            if keep(&entry.record.id) {
                self.add_unit(&entry)?;
            }
        }
        self.add(self.source_document(&record))?;
        self.known.insert(record.source.clone(), record);
        Ok(())
    }

    /// Removes everything the index holds of a source.
    pub(crate) fn remove(&mut self, source: &str) {
        if self.known.remove(source).is_some() {
            self.writer.delete_term(Term::from_field_text(self.fields.source, source));
            self.ids.retain(|_, owner| owner != source);
        }
    }

    /// Removes one unit; true where the index held it.
    pub(crate) fn remove_unit(&mut self, id: &str) -> bool {
        self.writer.delete_term(Term::from_field_text(self.fields.id, id));
        self.ids.remove(id).is_some()
    }

    /// Two sources may hold the same § (a corrected copy): the second one's id names its source.
    fn make_unique(&mut self, entry: &mut Entry) {
        let record = &mut entry.record;
        let taken = |ids: &HashMap<String, String>, id: &str| ids.contains_key(id);
        if taken(&self.ids, &record.id) {
            let hash = ids::stable_hash(&[&record.source]) & 0xff_ffff;
            record.id = format!("{}-{hash:06x}", record.id);
        }
        if taken(&self.ids, &record.id) {
            record.id = format!("{}-{}", record.id, record.ordinal);
        }
        self.ids.insert(record.id.clone(), record.source.clone());
    }

    fn add(&self, document: TantivyDocument) -> Result<(), IndexError> {
        let added = self.writer.add_document(document);
        added.map(|_| ()).map_err(|cause| engine(&self.generation.dir, cause))
    }

    /// Adds a unit and the pieces of its text, which must follow it in one segment: a group does.
    fn add_unit(&self, entry: &Entry) -> Result<(), IndexError> {
        let pieces = stored_text::pieces(&entry.text, &entry.record.pieces);
        let mut group = vec![UserOperation::Add(self.unit_document(entry))];
        let piece = |piece| UserOperation::Add(self.piece_document(&entry.record, piece));
        group.extend(pieces.map(piece));
        let added = self.writer.run(group);
        added.map(|_| ()).map_err(|cause| engine(&self.generation.dir, cause))
    }

    /// Goes with its unit when that is deleted, by id or by source.
    fn piece_document(&self, record: &Record, piece: &str) -> TantivyDocument {
        let mut document = TantivyDocument::default();
        document.add_text(self.fields.entry, "piece");
        document.add_text(self.fields.id, &record.id);
        document.add_text(self.fields.source, &record.source);
        document.add_text(self.fields.text, piece);
        document
    }

    fn source_document(&self, record: &SourceRecord) -> TantivyDocument {
        let mut document = TantivyDocument::default();
        document.add_text(self.fields.entry, "source");
        document.add_text(self.fields.source, &record.source);
        document.add_bytes(self.fields.record, &to_json(record));
        document
    }

    fn unit_document(&self, entry: &Entry) -> TantivyDocument {
        let fields = &self.fields;
        let record = &entry.record;
        let mut document = TantivyDocument::default();
        document.add_text(fields.entry, "unit");
        document.add_text(fields.id, &record.id);
        document.add_text(fields.source, &record.source);
        document.add_text(fields.exact, &entry.exact);
        document.add_text(fields.lemma, &entry.lemma);
        document.add_text(fields.parts, &entry.parts);
        for fact in &entry.facts {
            document.add_text(fields.facts, fact);
        }
        for key in &entry.keys.terms {
            document.add_text(fields.keys, key);
        }
        document.add_bytes(fields.record, &to_json(record));
        self.add_columns(&mut document, entry);
        document
    }

    fn add_columns(&self, document: &mut TantivyDocument, entry: &Entry) {
        let fields = &self.fields;
        let record = &entry.record;
        document.add_u64(fields.named(column::LENGTH), entry.length);
        document.add_u64(fields.named(column::ORDINAL), u64::from(record.ordinal));
        for passage in &entry.passage_column {
            document.add_u64(fields.named(column::PASSAGES), *passage);
        }
        for key in &entry.keys.matter {
            document.add_u64(fields.named(column::MATTER_KEYS), *key);
        }
        for key in &entry.keys.link {
            document.add_u64(fields.named(column::LINK_KEYS), *key);
        }
        if let Some(date) = record.date {
            document.add_i64(fields.named(column::DATE), days(date));
        }
        if let Some(matter) = &record.matter {
            document.add_text(fields.named(column::MATTER), matter);
        }
        document.add_text(fields.named(column::ID), &record.id);
        document.add_text(fields.named(column::SOURCE), &record.source);
        for (dimension, value) in dimension_values(entry) {
            document.add_text(fields.named(dimension.name()), value);
        }
    }

    /// Commits and, where the generation is new, swaps it in. Returned from only once it is on disk.
    pub(crate) fn commit(&mut self) -> Result<(), IndexError> {
        let dir = self.generation.dir.clone();
        let mut prepared = self.writer.prepare_commit().map_err(|cause| engine(&dir, cause))?;
        prepared.set_payload(&jiff::Timestamp::now().to_string());
        prepared.commit().map_err(|cause| engine(&dir, cause))?;
        sync_dir(&self.generation.path)?;
        if self.is_new {
            self.generation.swap_in()?;
            self.is_new = false;
        }
        Ok(())
    }

    /// Writes every segment anew that holds something deleted. A commit only marks it, and its text
    /// and terms would stay on disk until a merge happened to come by.
    pub(crate) fn erase(&mut self) -> Result<(), IndexError> {
        let dir = self.generation.dir.clone();
        let fail = |cause| engine(&dir, cause);
        let segments = self.writer.index().searchable_segment_metas().map_err(fail)?;
        // Only ids are kept: as long as anyone holds a segment's description, its files stay.
        let touched = segments.into_iter().filter(|segment| segment.has_deletes());
        let touched: Vec<SegmentId> = touched.map(|segment| segment.id()).collect();
        for segment in touched {
            self.writer.merge(&[segment]).wait().map_err(fail)?;
        }
        self.sweep()?;
        sync_dir(&self.generation.path)
    }

    /// Waits for background merges and lets go of the index.
    pub(crate) fn finish(self) -> Result<PathBuf, IndexError> {
        let dir = self.generation.dir.clone();
        self.writer.wait_merging_threads().map_err(|cause| engine(&dir, cause))?;
        sync_dir(&self.generation.path)?;
        Ok(self.generation.path)
    }
}

/// Days since 1970-01-01.
pub(crate) fn days(date: jiff::civil::Date) -> i64 {
    let epoch = jiff::civil::date(1970, 1, 1);
    i64::from(date.duration_since(epoch).as_hours() as i32 / 24)
}

/// The date of so many days since 1970-01-01.
pub(crate) fn date_of(days: i32) -> Option<jiff::civil::Date> {
    let span = jiff::Span::new().try_days(i64::from(days)).ok()?;
    jiff::civil::date(1970, 1, 1).checked_add(span).ok()
}

fn to_json(value: &impl serde::Serialize) -> Vec<u8> {
    serde_json::to_vec(value).expect("records are plain data")
}

/// The value under which units without a date are counted.
pub(crate) const NO_DATE: &str = "utan-datum";

/// Every value of every dimension of a unit.
fn dimension_values(entry: &Entry) -> Vec<(Dimension, String)> {
    let record = &entry.record;
    let year = record.date.map_or_else(|| NO_DATE.to_owned(), |date| format!("{:04}", date.year()));
    let kind = serde_json::to_value(record.kind).expect("a kind is plain data");
    let mut values = vec![(Dimension::Year, year)];
    values.extend(kind.as_str().map(|slug| (Dimension::Kind, slug.to_owned())));
    values.extend(record.municipality.iter().map(|name| (Dimension::Municipality, name.clone())));
    values.extend(record.organ.iter().map(|name| (Dimension::Organ, name.clone())));
    values.extend(record.outcome.map(|outcome| (Dimension::Outcome, outcome.slug().to_owned())));
    values.extend(record.parties.iter().map(|party| (Dimension::Party, party.clone())));
    values.extend(entry.zones.iter().map(|zone| (Dimension::Zone, zone.slug().to_owned())));
    values.extend(entry.laws.iter().map(|law| (Dimension::Law, law.clone())));
    values
}
