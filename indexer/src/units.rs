//! What is known of every unit without opening its record: columns in memory, over all segments.
//!
//! A unit's number is its document number plus its segment's base. Matters are resolved here, when
//! a commit is opened: units that share a matter key are one matter, also across sources and
//! through chains, so that a new document can join two matters without any rewriting.

use std::collections::{BTreeMap, HashMap};

use tantivy::columnar::StrColumn;
use tantivy::{Searcher, SegmentReader};

use crate::bits::Bits;
use crate::request::Dimension;
use crate::schema::{Fields, column};

/// No date.
pub(crate) const NO_DATE: i32 = i32::MIN;

/// The columns. Vectors are indexed by unit number; numbers of entries that are no units hold
/// defaults and are not in `alive`.
#[derive(Default)]
pub(crate) struct Units {
    /// The units that are not deleted.
    pub(crate) alive: Bits,
    /// Tokens.
    pub(crate) length: Vec<u32>,
    /// Mean of `length`.
    pub(crate) mean_length: f32,
    /// Days since 1970-01-01, or [`NO_DATE`].
    pub(crate) date: Vec<i32>,
    /// The latest date.
    pub(crate) newest: i32,
    pub(crate) ordinal: Vec<u32>,
    pub(crate) ids: Vec<String>,
    /// Place in the order of ids: the last tie-break, the same however the index was built.
    pub(crate) rank: Vec<u32>,
    pub(crate) by_id: HashMap<String, u32>,
    /// Index into `sources`.
    pub(crate) source: Vec<u32>,
    pub(crate) sources: Vec<String>,
    /// Number of the matter: that of its first unit.
    pub(crate) matter: Vec<u32>,
    /// Id of each matter that has one.
    pub(crate) matter_ids: HashMap<u32, String>,
    pub(crate) matters_by_id: HashMap<String, u32>,
    pub(crate) link_keys: Lists<u64>,
    dimensions: Vec<Values>,
}

/// Lists of values, one per unit, in one vector.
#[derive(Debug, Default)]
pub(crate) struct Lists<T> {
    ends: Vec<u32>,
    values: Vec<T>,
}

impl<T> Lists<T> {
    fn push(&mut self, values: impl IntoIterator<Item = T>) {
        self.values.extend(values);
        self.ends.push(self.values.len() as u32);
    }

    /// The values of a unit.
    pub(crate) fn of(&self, unit: u32) -> &[T] {
        let at = unit as usize;
        let from = if at == 0 { 0 } else { self.ends[at - 1] as usize };
        &self.values[from..self.ends[at] as usize]
    }
}

/// The values of one dimension.
#[derive(Debug, Default)]
pub(crate) struct Values {
    /// Every value that occurs.
    pub(crate) names: Vec<String>,
    /// Indexes into `names`, per unit.
    pub(crate) of: Lists<u32>,
}

impl Units {
    /// Reads the columns of every segment.
    pub(crate) fn load(searcher: &Searcher, fields: &Fields) -> tantivy::Result<Self> {
        let mut units = Self::default();
        let total: u32 = searcher.segment_readers().iter().map(SegmentReader::max_doc).sum();
        units.alive = Bits::new(total as usize);
        units.dimensions = Dimension::ALL.iter().map(|_| Values::default()).collect();
        let mut joined = Joined::new(total);
        let mut matter_names: Vec<(u32, String)> = Vec::new();
        let mut base = 0;
        for reader in searcher.segment_readers() {
            units.load_segment(reader, fields, base, &mut joined, &mut matter_names)?;
            base += reader.max_doc();
        }
        units.load_dimensions(searcher)?;
        units.finish(&joined, matter_names);
        Ok(units)
    }

    fn load_segment(
        &mut self,
        reader: &SegmentReader,
        _fields: &Fields,
        base: u32,
        joined: &mut Joined,
        matter_names: &mut Vec<(u32, String)>,
    ) -> tantivy::Result<()> {
        let columns = reader.fast_fields();
        let length = columns.u64(column::LENGTH)?;
        let ordinal = columns.u64(column::ORDINAL)?;
        let date = columns.i64(column::DATE)?;
        let matter_keys = columns.u64(column::MATTER_KEYS)?;
        let link_keys = columns.u64(column::LINK_KEYS)?;
        let ids = columns.str(column::ID)?;
        let sources = names(columns.str(column::SOURCE)?.as_ref());
        let id_names = names(ids.as_ref());
        let matter = columns.str(column::MATTER)?;
        let matter_list = names(matter.as_ref());
        let known: HashMap<&str, u32> =
            self.sources.iter().enumerate().map(|(at, name)| (name.as_str(), at as u32)).collect();
        let mut fresh = Vec::new();
        let source_numbers: Vec<u32> = sources
            .iter()
            .map(|name| {
                known.get(name.as_str()).copied().unwrap_or_else(|| {
                    fresh.push(name.clone());
                    (known.len() + fresh.len() - 1) as u32
                })
            })
            .collect();
        self.sources.extend(fresh);
        let source = columns.str(column::SOURCE)?;
        for doc in 0..reader.max_doc() {
            let unit = base + doc;
            let id = first_name(ids.as_ref(), &id_names, doc);
            if id.is_some() && !reader.is_deleted(doc) {
                self.alive.insert(unit);
                for key in matter_keys.values_for_doc(doc) {
                    joined.join(unit, key);
                }
                let name = first_name(matter.as_ref(), &matter_list, doc);
                matter_names.extend(name.map(|name| (unit, name.to_owned())));
            }
            self.length.push(length.first(doc).unwrap_or(0) as u32);
            self.ordinal.push(ordinal.first(doc).unwrap_or(0) as u32);
            self.date.push(date.first(doc).map_or(NO_DATE, |days| days as i32));
            self.link_keys.push(link_keys.values_for_doc(doc));
            self.ids.push(id.unwrap_or_default().to_owned());
            let ord = source.as_ref().and_then(|column| column.term_ords(doc).next());
            self.source.push(ord.map_or(0, |ord| source_numbers[ord as usize]));
        }
        Ok(())
    }

    fn load_dimensions(&mut self, searcher: &Searcher) -> tantivy::Result<()> {
        for (dimension, values) in Dimension::ALL.iter().zip(&mut self.dimensions) {
            let mut numbers: BTreeMap<String, u32> = BTreeMap::new();
            for reader in searcher.segment_readers() {
                let column = reader.fast_fields().str(dimension.name())?;
                let local = names(column.as_ref());
                let global: Vec<u32> = local
                    .into_iter()
                    .map(|name| {
                        let next = numbers.len() as u32;
                        *numbers.entry(name).or_insert(next)
                    })
                    .collect();
                for doc in 0..reader.max_doc() {
                    let ords = column.iter().flat_map(|column| column.term_ords(doc));
                    values.of.push(ords.map(|ord| global[ord as usize]).collect::<Vec<_>>());
                }
            }
            values.names = vec![String::new(); numbers.len()];
            for (name, number) in numbers {
                values.names[number as usize] = name;
            }
        }
        Ok(())
    }

    fn finish(&mut self, joined: &Joined, matter_names: Vec<(u32, String)>) {
        let count = self.alive.count().max(1);
        let tokens: u64 = self.alive.iter().map(|unit| u64::from(self.length[unit as usize])).sum();
        self.mean_length = (tokens as f32 / count as f32).max(1.0);
        self.newest = self.alive.iter().map(|u| self.date[u as usize]).max().unwrap_or(NO_DATE);
        self.matter = (0..self.length.len() as u32).map(|unit| joined.root(unit)).collect();
        self.by_id = self.alive.iter().map(|u| (self.ids[u as usize].clone(), u)).collect();
        let mut order: Vec<u32> = self.alive.iter().collect();
        order.sort_by(|a, b| self.ids[*a as usize].cmp(&self.ids[*b as usize]));
        self.rank = vec![u32::MAX; self.length.len()];
        for (at, unit) in order.into_iter().enumerate() {
            self.rank[unit as usize] = at as u32;
        }
        self.name_matters(matter_names);
    }

    /// A matter is called after the diary number under which it came first.
    fn name_matters(&mut self, mut names: Vec<(u32, String)>) {
        names.sort_by_key(|(unit, _)| {
            let unit = *unit as usize;
            let date = self.date[unit];
            (if date == NO_DATE { i32::MAX } else { date }, self.rank[unit])
        });
        for (unit, name) in names {
            let matter = self.matter[unit as usize];
            self.matters_by_id.entry(name.clone()).or_insert(matter);
            self.matter_ids.entry(matter).or_insert(name);
        }
    }

    /// The values of a dimension.
    pub(crate) fn dimension(&self, dimension: Dimension) -> &Values {
        let at = Dimension::ALL.iter().position(|other| *other == dimension);
        &self.dimensions[at.expect("every dimension is loaded")]
    }

    /// The one value of a unit in a dimension that has at most one.
    pub(crate) fn value(&self, dimension: Dimension, unit: u32) -> Option<&str> {
        let values = self.dimension(dimension);
        values.of.of(unit).first().map(|number| values.names[*number as usize].as_str())
    }

    /// How many numbers there are, deleted entries included.
    pub(crate) fn bound(&self) -> usize {
        self.length.len()
    }
}

/// The names of a text column, by their number in the segment.
fn names(column: Option<&StrColumn>) -> Vec<String> {
    let Some(column) = column else { return Vec::new() };
    let name = |ord| {
        let mut name = String::new();
        let _ = column.ord_to_str(ord, &mut name);
        name
    };
    (0..column.num_terms() as u64).map(name).collect()
}

fn first_name<'a>(column: Option<&StrColumn>, names: &'a [String], doc: u32) -> Option<&'a str> {
    let ord = column?.term_ords(doc).next()?;
    names.get(ord as usize).map(String::as_str)
}

/// Units joined by keys: a union-find whose roots are the lowest numbers.
struct Joined {
    parent: Vec<u32>,
    first: HashMap<u64, u32>,
}

impl Joined {
    fn new(len: u32) -> Self {
        Self { parent: (0..len).collect(), first: HashMap::new() }
    }

    fn join(&mut self, unit: u32, key: u64) {
        let other = *self.first.entry(key).or_insert(unit);
        let (a, b) = (self.root(unit), self.root(other));
        let (low, high) = (a.min(b), a.max(b));
        self.parent[high as usize] = low;
        self.parent[unit as usize] = low;
    }

    fn root(&self, mut unit: u32) -> u32 {
        while self.parent[unit as usize] != unit {
            unit = self.parent[unit as usize];
        }
        unit
    }
}
