//! Every field of the index, its options and why, as one table.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};

use crate::stream::TERM_STREAM;

/// Changes whenever an older index can no longer be read; part of the commit payload.
pub(crate) const SCHEMA_VERSION: u32 = 2;

/// The fields. Text is indexed as prepared term streams, so that one pass of the analyzer
/// serves three fields; lengths are a column of our own, so field norms are off.
#[derive(Debug, Clone)]
pub(crate) struct Fields {
    pub(crate) schema: Schema,
    /// "unit", "piece" of a unit's text, or "source": what the entry is.
    pub(crate) entry: Field,
    /// The unit's id.
    pub(crate) id: Field,
    /// Path of the source; deleting by it replaces a source as a whole.
    pub(crate) source: Field,
    /// Folded surface forms and references, with positions: phrases, names, citations.
    pub(crate) exact: Field,
    /// Inflection conflated, with positions.
    pub(crate) lemma: Field,
    /// Parts of compounds, with the positions of their wholes.
    pub(crate) parts: Field,
    /// Facts read from the structure ("utfall:bifall", "zon:jav"), and what fields ask for.
    pub(crate) facts: Field,
    /// What ties units together: diary numbers, handling numbers, decisions cited.
    pub(crate) keys: Field,
    /// The unit's [`crate::record::Record`] as JSON.
    pub(crate) record: Field,
    /// A piece of a unit's text; passages point into the whole.
    pub(crate) text: Field,
}

/// Names of the columns (fast fields), read by name.
pub(crate) mod column {
    /// Tokens of the unit, for length normalisation.
    pub(crate) const LENGTH: &str = "length";
    /// Days since 1970-01-01.
    pub(crate) const DATE: &str = "date";
    /// Place in the source.
    pub(crate) const ORDINAL: &str = "ordinal";
    /// Per passage: first position << 8 | zone code; ascending.
    pub(crate) const PASSAGES: &str = "passages";
    /// Hashes of the keys that make units one matter.
    pub(crate) const MATTER_KEYS: &str = "matter_keys";
    /// Hashes of the keys that relate units without making them one matter.
    pub(crate) const LINK_KEYS: &str = "link_keys";
    /// The unit's own matter id.
    pub(crate) const MATTER: &str = "matter";
    /// The unit's id.
    pub(crate) const ID: &str = "unit_id";
    /// The source's path.
    pub(crate) const SOURCE: &str = "source_path";
}

impl Fields {
    /// The schema of this version.
    pub(crate) fn new() -> Self {
        let mut builder = Schema::builder();
        let text = |record| {
            TextOptions::default().set_indexing_options(
                TextFieldIndexing::default()
                    .set_tokenizer(TERM_STREAM)
                    .set_fieldnorms(false)
                    .set_index_option(record),
            )
        };
        let positions = IndexRecordOption::WithFreqsAndPositions;
        let fields = Self {
            entry: builder.add_text_field("entry", STRING),
            id: builder.add_text_field("id", STRING),
            source: builder.add_text_field("source", STRING),
            exact: builder.add_text_field("exact", text(positions)),
            lemma: builder.add_text_field("lemma", text(positions)),
            parts: builder.add_text_field("parts", text(positions)),
            facts: builder.add_text_field("facts", STRING),
            keys: builder.add_text_field("keys", STRING),
            record: builder.add_bytes_field("record", STORED),
            text: builder.add_text_field("text", STORED),
            schema: Schema::builder().build(),
        };
        for name in [column::LENGTH, column::ORDINAL, column::PASSAGES] {
            builder.add_u64_field(name, FAST);
        }
        for name in [column::MATTER_KEYS, column::LINK_KEYS] {
            builder.add_u64_field(name, FAST);
        }
        builder.add_i64_field(column::DATE, FAST | INDEXED);
        for name in [column::MATTER, column::ID, column::SOURCE] {
            builder.add_text_field(name, FAST);
        }
        for dimension in crate::request::Dimension::ALL {
            builder.add_text_field(dimension.name(), FAST);
        }
        Self { schema: builder.build(), ..fields }
    }

    /// The field of this name; the columns are looked up by name when written.
    pub(crate) fn named(&self, name: &str) -> Field {
        self.schema.get_field(name).expect("every column is in the schema")
    }
}
