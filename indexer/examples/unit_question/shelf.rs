//! The collection as an index of one segment, in each of the three layouts.

use std::fs;
use std::path::Path;

use tantivy::columnar::Column;
use tantivy::indexer::{NoMergePolicy, UserOperation};
use tantivy::schema::document::TantivyDocument;
use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::{Index, IndexWriter, ReloadPolicy, Searcher, SegmentReader};
use tempfile::TempDir;

use crate::Fallible;
use crate::collection::{Collection, Place, Prepared};
use crate::report::Cpu;
use crate::stream::{StreamWriter, TERM_STREAM, TermStreamTokenizer};

/// Memory for terms not yet written, as the product has it.
const WRITER_HEAP: usize = 64 << 20;

/// What an entry of the index is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// A passage.
    Passages,
    /// A unit, followed by its passages.
    Both,
    /// A unit.
    Units,
    /// A unit, followed by the texts of its passages, which hold no terms.
    Pieces,
}

/// The fields of every layout; each uses those it needs.
#[derive(Clone)]
pub(crate) struct Fields {
    schema: Schema,
    /// Terms of a unit.
    pub(crate) unit_terms: Field,
    /// Terms of a passage.
    pub(crate) passage_terms: Field,
    /// Text of the unit or of the passage.
    pub(crate) text: Field,
    /// Number of the unit.
    unit: Field,
    /// [`Layout::Both`]: how many passages follow. Without terms of passages: of each the first
    /// position << 32 | the first byte.
    passages: Field,
}

impl Fields {
    fn new() -> Self {
        let mut builder = Schema::builder();
        let terms = || {
            let indexing = TextFieldIndexing::default()
                .set_tokenizer(TERM_STREAM)
                .set_index_option(IndexRecordOption::WithFreqsAndPositions);
            TextOptions::default().set_indexing_options(indexing)
        };
        let unit_terms = builder.add_text_field("unit_terms", terms());
        let passage_terms = builder.add_text_field("passage_terms", terms());
        let text = builder.add_text_field("text", STORED);
        let unit = builder.add_u64_field("unit", FAST);
        let passages = builder.add_u64_field("passages", FAST);
        Self { schema: builder.build(), unit_terms, passage_terms, text, unit, passages }
    }
}

/// An index, written and opened.
pub(crate) struct Shelf {
    pub(crate) layout: Layout,
    pub(crate) fields: Fields,
    pub(crate) searcher: Searcher,
    pub(crate) unit: Column<u64>,
    pub(crate) passages: Column<u64>,
    /// Entries that BM25 counts: passages, or units.
    pub(crate) entries: u64,
    /// Bytes on disk.
    pub(crate) bytes: u64,
    /// CPU seconds from the prepared terms to the merged index.
    pub(crate) seconds: f64,
    _folder: TempDir,
}

impl Shelf {
    /// Writes the collection, merges it into one segment and opens it.
    pub(crate) fn write(layout: Layout, collection: &Collection) -> Fallible<Self> {
        let folder = tempfile::tempdir()?;
        let fields = Fields::new();
        let index = Index::create_in_dir(folder.path(), fields.schema.clone())?;
        index.tokenizers().register(TERM_STREAM, TermStreamTokenizer::default());
        let began = Cpu::of_process();
        write_all(&index, layout, &fields, collection)?;
        let seconds = began.elapsed().as_secs_f64();
        let searcher =
            index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?.searcher();
        let segment = searcher.segment_reader(0);
        let entries = match layout {
            Layout::Passages => u64::from(segment.max_doc()),
            _ => collection.units.len() as u64,
        };
        Ok(Self {
            layout,
            unit: segment.fast_fields().u64("unit")?,
            passages: segment.fast_fields().u64("passages")?,
            fields,
            entries,
            bytes: bytes_in(folder.path())?,
            seconds,
            searcher,
            _folder: folder,
        })
    }

    /// The only segment.
    pub(crate) fn segment(&self) -> &SegmentReader {
        self.searcher.segment_reader(0)
    }

    /// The field whose entries are counted and ranked first.
    pub(crate) fn ranked_field(&self) -> Field {
        match self.layout {
            Layout::Passages => self.fields.passage_terms,
            _ => self.fields.unit_terms,
        }
    }
}

fn write_all(
    index: &Index,
    layout: Layout,
    fields: &Fields,
    collection: &Collection,
) -> Fallible<()> {
    let mut writer: IndexWriter = index.writer_with_num_threads(1, WRITER_HEAP)?;
    writer.set_merge_policy(Box::new(NoMergePolicy));
    for (number, unit) in collection.units.iter().enumerate() {
        // A unit's entries go into one segment, side by side.
        let entries = entries(layout, fields, collection, unit, number as u64);
        writer.run(entries.into_iter().map(UserOperation::Add).collect::<Vec<_>>())?;
    }
    writer.commit()?;
    let segments = index.searchable_segment_ids()?;
    if segments.len() > 1 {
        writer.merge(&segments).wait()?;
    }
    writer.garbage_collect_files().wait()?;
    writer.wait_merging_threads()?;
    Ok(())
}

fn entries(
    layout: Layout,
    fields: &Fields,
    collection: &Collection,
    unit: &Prepared,
    number: u64,
) -> Vec<TantivyDocument> {
    let mut entries = Vec::new();
    if layout != Layout::Passages {
        entries.push(unit_entry(layout, fields, collection, unit, number));
    }
    if layout != Layout::Units {
        entries.extend((0..unit.passages.len()).map(|passage| {
            let mut entry = TantivyDocument::default();
            if layout != Layout::Pieces {
                let terms = stream(collection, unit.places_of(passage));
                entry.add_text(fields.passage_terms, terms);
            }
            entry.add_text(fields.text, &unit.text[unit.passages[passage].span.clone()]);
            entry.add_u64(fields.unit, number);
            entry
        }));
    }
    entries
}

fn unit_entry(
    layout: Layout,
    fields: &Fields,
    collection: &Collection,
    unit: &Prepared,
    number: u64,
) -> TantivyDocument {
    let mut entry = TantivyDocument::default();
    entry.add_text(fields.unit_terms, stream(collection, &unit.places));
    entry.add_u64(fields.unit, number);
    if layout == Layout::Both {
        entry.add_u64(fields.passages, unit.passages.len() as u64);
        return entry;
    }
    if layout == Layout::Units {
        entry.add_text(fields.text, &unit.text);
    }
    for passage in &unit.passages {
        let begins = u64::from(passage.position) << 32 | passage.span.start as u64;
        entry.add_u64(fields.passages, begins);
    }
    entry
}

/// Terms at their positions, counted from the first.
fn stream(collection: &Collection, places: &[Place]) -> String {
    let mut writer = StreamWriter::default();
    let first = places.first().map_or(0, |place| place.position);
    for place in places {
        writer.push(place.position - first, &collection.terms[place.term as usize]);
    }
    writer.finish()
}

fn bytes_in(folder: &Path) -> Fallible<u64> {
    let mut bytes = 0;
    for file in fs::read_dir(folder)? {
        bytes += file?.metadata()?.len();
    }
    Ok(bytes)
}
