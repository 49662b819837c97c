//! From folders to a committed index: what has changed is read, understood and written.
//!
//! An update reads only sources whose content, sidecar or reader has changed. The first build and
//! a rebuild read everything twice: once to learn the words of the text, then, with the lexicon
//! frozen, to analyse it. Between the two the extracted text waits in a file, not in memory.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use analyzers::{Dictionary, LexiconBuilder};
use corpus::document::UnitKind;
use corpus::extract::{Extracted, Extractor};
use corpus::privacy::{Masking, mask_with};
use corpus::walk::{self, Found, Skipped};

use crate::editor::{Rules, expected};
use crate::entry::SourceText;
use crate::error::IndexError;
use crate::generation::{Generation, WriterLock};
use crate::limits::Limits;
use crate::reading::{Reader, Reading};
use crate::record::SourceRecord;
use crate::removal::Removals;
use crate::spool::Spool;
use crate::understand;
use crate::write::Writer;

/// How an index is built.
#[derive(Debug, Clone, Default)]
pub struct IngestOptions {
    /// Write a new generation even where the current one could be updated.
    pub rebuild: bool,
    /// Hunspell's Swedish dictionary: the bytes of its `.dic` and `.aff` files.
    pub dictionary: Option<(Vec<u8>, Vec<u8>)>,
    /// Marks the index as holding the bundled samples.
    pub samples: bool,
    /// Bounds of reading.
    pub walk: walk::Limits,
    /// Bounds of indexing.
    pub limits: Limits,
    /// Folder with the files of the municipality's editors; those kept from before where `None`.
    pub editor: Option<PathBuf>,
    /// What is masked beside identity numbers. What was indexed before keeps what it had until a
    /// rebuild.
    pub masking: Masking,
    /// Words of a new generation are stemmed and nothing more, so that the whole analysis can be
    /// compared with that.
    pub plain_words: bool,
}

/// What is told while an index is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// The sources are listed: how many, and how many bytes.
    Listed {
        /// Sources.
        sources: usize,
        /// Bytes of all.
        bytes: u64,
    },
    /// A source is done: so many bytes.
    Read(u64),
    /// All is read; the index is being written.
    Writing,
}

/// What was done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Sources read now.
    pub read: usize,
    /// Sources that had not changed.
    pub unchanged: usize,
    /// Sources that had vanished.
    pub removed: usize,
    /// Sources in the index, skipped ones not counted.
    pub sources: usize,
    /// §§ in the index.
    pub paragraphs: usize,
    /// Handlings and agenda items in the index.
    pub handlings: usize,
    /// Sources left out, each with its reason.
    pub skipped: Vec<(String, String)>,
    /// Remarks for the registrar: source and sentence.
    pub remarks: Vec<(String, String)>,
    /// Bytes of the sources read now.
    pub bytes: u64,
    /// Whether a new generation was written.
    pub rebuilt: bool,
    /// Whether the index was built without the dictionary.
    pub without_dictionary: bool,
    /// Expectations of the editors that the index does not meet, one sentence each.
    pub unmet: Vec<String>,
}

/// Builds or updates the index in `dir` from every source under `roots`.
///
/// # Errors
/// Where a root cannot be read, two roots collide, another process is writing, or the index cannot
/// be written. A bad source is no error: it is listed in the summary.
pub fn ingest(
    dir: &Path,
    roots: &[PathBuf],
    extractor: &dyn Extractor,
    options: &IngestOptions,
    progress: &mut dyn FnMut(Progress),
) -> Result<Summary, IndexError> {
    let rules = options.editor.as_deref().map(Rules::read).transpose()?;
    let lock = WriterLock::take(dir)?;
    if let Some(rules) = rules {
        rules.keep(dir)?;
    }
    let removals = Removals::read(dir)?;
    let plan = Plan::of(roots, options, &removals)?;
    progress(Progress::Listed { sources: plan.found.len(), bytes: plan.bytes() });
    let mut run = Run { extractor, options, removals, progress, summary: Summary::default() };
    let writer = match Generation::current(dir) {
        Ok(current) if !options.rebuild && current.manifest.samples == options.samples => {
            let mut writer = Writer::update(dir, lock, options.limits.clone())?;
            run.update(&mut writer, &plan)?;
            writer
        }
        _ => run.build(dir, lock, &plan)?,
    };
    let mut summary = run.finish(writer, &plan)?;
    summary.unmet = expected::unmet(dir, &options.limits)?;
    Ok(summary)
}

/// One run.
struct Run<'a> {
    extractor: &'a dyn Extractor,
    options: &'a IngestOptions,
    removals: Removals,
    progress: &'a mut dyn FnMut(Progress),
    summary: Summary,
}

impl Run<'_> {
    /// Writes a new generation: learns the words of everything, freezes the lexicon, analyses.
    fn build(&mut self, dir: &Path, lock: WriterLock, plan: &Plan) -> Result<Writer, IndexError> {
        let dictionary = self.options.dictionary.as_ref();
        let mut builder = LexiconBuilder::new(dictionary.map(|(dic, aff)| Dictionary { dic, aff }));
        if self.options.plain_words {
            builder = builder.plain();
        }
        let mut spool = Spool::create(dir)?;
        let reader = Reader { extractor: self.extractor, limits: &self.options.walk, known: None };
        let progress = &mut *self.progress;
        reader.read_in_order(&plan.list(), &mut |found, reading| {
            if let Reading::Read { extracted, .. } = &reading {
                builder.learn_text(&mask_with(&extracted.string, &self.options.masking).0);
            }
            progress(Progress::Read(found.bytes_len));
            spool.push(&reading)
        })?;
        let limits = self.options.limits.clone();
        let mut writer = Writer::create(dir, lock, builder.build(), self.options.samples, limits)?;
        (self.progress)(Progress::Writing);
        for (root, found) in plan.list() {
            let reading = spool.next()?;
            self.write(&mut writer, root, found, reading)?;
        }
        self.summary.rebuilt = true;
        self.summary.without_dictionary = dictionary.is_none();
        Ok(writer)
    }

    /// Writes what has changed into the current generation.
    fn update(&mut self, writer: &mut Writer, plan: &Plan) -> Result<(), IndexError> {
        let known = writer.known.clone();
        let limits = &self.options.walk;
        let reader = Reader { extractor: self.extractor, limits, known: Some(&known) };
        let roots: Vec<&str> = plan.list().into_iter().map(|(root, _)| root).collect();
        let mut at = 0;
        reader.read_in_order(&plan.list(), &mut |found, reading| {
            (self.progress)(Progress::Read(found.bytes_len));
            self.write(writer, roots[at], found, reading)?;
            at += 1;
            Ok(())
        })
    }

    /// Writes one source as it was read.
    fn write(
        &mut self,
        writer: &mut Writer,
        root: &str,
        found: &Found,
        reading: Reading,
    ) -> Result<(), IndexError> {
        let mut record = SourceRecord {
            source: found.source.clone(),
            root: root.to_owned(),
            ..SourceRecord::default()
        };
        match reading {
            Reading::Unchanged => {
                self.summary.unchanged += 1;
                return Ok(());
            }
            Reading::Failed { hash, reason, shown } => {
                record.hash = hash;
                record.skipped = Some(shown);
                record.remarks.push(reason);
                writer.put(record, None, |_| true)?;
            }
            Reading::Read { hash, extracted } => {
                record.hash = hash;
                self.summary.read += 1;
                self.summary.bytes += found.bytes_len;
                self.put(writer, record, found, extracted)?;
            }
        }
        Ok(())
    }

    fn put(
        &self,
        writer: &mut Writer,
        mut record: SourceRecord,
        found: &Found,
        extracted: Extracted,
    ) -> Result<(), IndexError> {
        let understood = {
            let attested = |word: &str| writer.analyzer().attests(word);
            understand::understand(found, extracted, &attested, &self.options.masking)
        };
        let count = |minutes: bool| {
            let units = understood.document.units.iter();
            let kinds = units.map(|unit| unit.kind).filter(|kind| *kind != UnitKind::Other);
            kinds.filter(|kind| (*kind == UnitKind::Minutes) == minutes).count() as u32
        };
        record.paragraphs = count(true);
        record.handlings = count(false);
        record.remarks.clone_from(&understood.remarks);
        let of = SourceText {
            source: &found.source,
            sidecar: &found.sidecar,
            text: &understood.text,
            document: &understood.document,
        };
        writer.put(record, Some(&of), |id| !self.removals.has_id(id))
    }

    /// Notes what the walk skipped, removes what has vanished, commits and counts.
    fn finish(mut self, mut writer: Writer, plan: &Plan) -> Result<Summary, IndexError> {
        for (root, skipped) in &plan.skipped {
            writer.put(skipped_record(root, skipped), None, |_| true)?;
        }
        let present = |source: &str| {
            plan.found.contains_key(source) || plan.skipped.iter().any(|(_, s)| s.source == source)
        };
        let of_roots = writer.known.values().filter(|known| plan.roots.contains(&known.root));
        let vanished = of_roots.filter(|known| !present(&known.source));
        let vanished: Vec<String> = vanished.map(|known| known.source.clone()).collect();
        for source in &vanished {
            writer.remove(source);
        }
        self.summary.removed = vanished.len();
        writer.commit()?;
        self.count(&writer);
        writer.finish()?;
        Ok(self.summary)
    }

    /// Counts what the index holds now.
    fn count(&mut self, writer: &Writer) {
        let summary = &mut self.summary;
        for known in writer.known.values() {
            match &known.skipped {
                Some(_) => {
                    let reason = known.remarks.first().cloned().unwrap_or_default();
                    summary.skipped.push((known.source.clone(), reason));
                }
                None => {
                    summary.sources += 1;
                    summary.paragraphs += known.paragraphs as usize;
                    summary.handlings += known.handlings as usize;
                    let remarks = known.remarks.iter();
                    let remarks = remarks.map(|remark| (known.source.clone(), remark.clone()));
                    summary.remarks.extend(remarks);
                }
            }
        }
    }
}

fn skipped_record(root: &str, skipped: &Skipped) -> SourceRecord {
    SourceRecord {
        source: skipped.source.clone(),
        root: root.to_owned(),
        skipped: Some(skipped.reason.swedish()),
        remarks: vec![skipped.reason.to_string()],
        ..SourceRecord::default()
    }
}

/// Everything found under the roots.
struct Plan {
    /// By source: its root as text, and what was found.
    found: BTreeMap<String, (String, Found)>,
    /// Root, and what the walk left out.
    skipped: Vec<(String, Skipped)>,
    roots: Vec<String>,
}

impl Plan {
    fn of(
        roots: &[PathBuf],
        options: &IngestOptions,
        removals: &Removals,
    ) -> Result<Self, IndexError> {
        let mut plan = Self { found: BTreeMap::new(), skipped: Vec::new(), roots: Vec::new() };
        for given in roots {
            let canonical = given.canonicalize().unwrap_or_else(|_| given.clone());
            let root = canonical.to_string_lossy().into_owned();
            let (found, skipped) = walk::walk(&canonical, &options.walk)?;
            for found in found.into_iter().filter(|f| !removals.has_source(&f.source)) {
                let source = found.source.clone();
                let before = plan.found.insert(source.clone(), (root.clone(), found));
                if let Some((first, _)) = before.filter(|(first, _)| *first != root) {
                    let (first, second) = (first.into(), canonical);
                    return Err(IndexError::Collision { source_name: source, first, second });
                }
            }
            plan.skipped.extend(skipped.into_iter().map(|skipped| (root.clone(), skipped)));
            plan.roots.push(root);
        }
        Ok(plan)
    }

    fn list(&self) -> Vec<(&str, &Found)> {
        self.found.values().map(|(root, found)| (root.as_str(), found)).collect()
    }

    fn bytes(&self) -> u64 {
        self.found.values().map(|(_, found)| found.bytes_len).sum()
    }
}
