//! The bundled samples of an invented municipality, embedded in the binary.

use std::path::Path;

use anyhow::Context;
use indexer::{IngestOptions, ingest};
use rust_embed::RustEmbed;
use tempfile::TempDir;

use super::{dictionary, extract};

#[derive(RustEmbed)]
#[folder = "../corpus/samples"]
#[exclude = "source/*"]
#[exclude = "*.outline"]
#[exclude = "README.md"]
#[exclude = "queries.tsv"]
#[exclude = "make-binaries"]
struct Files;

/// An index over the samples in a folder that goes with the value.
pub(crate) struct Samples {
    folder: TempDir,
}

impl Samples {
    /// Writes the samples to a temporary folder and indexes them there.
    pub(crate) fn index(
        dictionary: &dictionary::Args,
        extraction: &extract::Options,
    ) -> anyhow::Result<Self> {
        let folder = TempDir::with_prefix("paragraf-samples-")
            .context("cannot create a temporary folder for the samples")?;
        let sources = folder.path().join("documents");
        unpack(&sources)?;
        let options = IngestOptions {
            samples: true,
            dictionary: dictionary.read()?,
            ..IngestOptions::default()
        };
        let extractor = extraction.extractor(&options.walk)?;
        let index = folder.path().join("index");
        let summary = ingest(&index, &[sources], &extractor, &options, &mut |_| {})?;
        complain(&summary);
        Ok(Self { folder })
    }

    /// The folder of the index.
    pub(crate) fn dir(&self) -> std::path::PathBuf {
        self.folder.path().join("index")
    }

    /// The folder of the documents.
    pub(crate) fn documents(&self) -> std::path::PathBuf {
        self.folder.path().join("documents")
    }
}

#[allow(clippy::print_stderr)]
fn complain(summary: &indexer::Summary) {
    if summary.without_dictionary {
        eprintln!("{}", dictionary::MISSING);
    }
}

fn unpack(target: &Path) -> anyhow::Result<()> {
    for name in Files::iter() {
        let file = Files::get(&name).expect("listed above");
        let path = target.join(name.as_ref());
        let parent = path.parent().unwrap_or(target);
        std::fs::create_dir_all(parent)
            .and_then(|()| std::fs::write(&path, &file.data))
            .with_context(|| format!("cannot write '{}'", path.display()))?;
    }
    Ok(())
}
