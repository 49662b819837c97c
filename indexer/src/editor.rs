//! What the municipality's editors add to the index: words that mean the same, answers that stand
//! above the hits, and searches that must find what they are expected to find.
//!
//! The three files are read and checked when the index is built and kept beside its generations, so
//! that a rebuild does not lose them and the running service sees a change with the next commit.
//! [`lines`] reads them, [`synonyms`] and [`best`] apply them, [`expected`] checks them.

pub(crate) mod best;
pub(crate) mod expected;
mod lines;
pub(crate) mod synonyms;

use std::fs;
use std::path::Path;

use analyzers::Analyzer;
use serde::{Deserialize, Serialize};

use crate::error::IndexError;
use crate::generation::{disk, sync_dir, write_synced};
use best::BestAnswers;
use synonyms::Synonyms;

/// Where the rules are kept in the index folder.
const KEPT: &str = "editor.json";
/// The files, in the folder that the editors write.
const SYNONYMS: &str = "synonyms.txt";
const BEST: &str = "best-answers.txt";
const EXPECTED: &str = "expected.txt";

/// Everything that the files say.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Rules {
    /// Words and phrases that mean the same, a line each.
    pub(crate) synonyms: Vec<Vec<String>>,
    pub(crate) best: Vec<BestRule>,
    pub(crate) expected: Vec<Expectation>,
}

/// An answer that stands above the hits of some searches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct BestRule {
    pub(crate) line: usize,
    /// Searches; a star at the end lets more words follow.
    pub(crate) patterns: Vec<String>,
    pub(crate) title: String,
    pub(crate) url: String,
    /// The unit that it is about.
    pub(crate) id: Option<String>,
}

/// A search and what must be among its first hits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Expectation {
    pub(crate) line: usize,
    pub(crate) query: String,
    /// A unit's id, a source, or `source#paragraf`.
    pub(crate) target: String,
    pub(crate) top: usize,
}

impl Rules {
    /// Reads the files in a folder.
    ///
    /// # Errors
    /// Where none of them is there, one cannot be read, or a line cannot be understood.
    pub(crate) fn read(folder: &Path) -> Result<Self, IndexError> {
        let files = [SYNONYMS, BEST, EXPECTED].map(|name| folder.join(name));
        if !files.iter().any(|file| file.is_file()) {
            let what = format!("holds none of {SYNONYMS}, {BEST} and {EXPECTED}");
            return Err(IndexError::Editor { place: format!("'{}'", folder.display()), what });
        }
        let [synonyms, best, expected] = files;
        Ok(Self {
            synonyms: lines::of(&synonyms, lines::synonyms)?,
            best: lines::of(&best, lines::best)?,
            expected: lines::of(&expected, lines::expected)?,
        })
    }

    /// The rules kept in an index folder; none where it keeps none.
    pub(crate) fn kept(dir: &Path) -> Result<Self, IndexError> {
        let path = dir.join(KEPT);
        let bytes = match fs::read(&path) {
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => {
                return Ok(Self::default());
            }
            read => disk("read", &path, read)?,
        };
        serde_json::from_slice(&bytes).map_err(|cause| IndexError::Damaged {
            dir: dir.to_owned(),
            what: format!("{KEPT}: {cause}"),
        })
    }

    /// Keeps the rules in an index folder, in place of those before, all at once.
    pub(crate) fn keep(&self, dir: &Path) -> Result<(), IndexError> {
        let (fresh, path) = (dir.join(format!("{KEPT}.new")), dir.join(KEPT));
        let bytes = serde_json::to_vec_pretty(self).expect("rules are plain data");
        write_synced(&fresh, &bytes)?;
        disk("replace", &path, fs::rename(&fresh, &path))?;
        sync_dir(dir)
    }
}

/// The rules, ready to be applied.
#[derive(Debug, Default)]
pub(crate) struct Editor {
    pub(crate) synonyms: Synonyms,
    pub(crate) best: BestAnswers,
}

impl Editor {
    /// Analyses the rules kept in an index folder as its texts were analysed.
    pub(crate) fn open(dir: &Path, analyzer: &Analyzer) -> Result<Self, IndexError> {
        let rules = Rules::kept(dir)?;
        Ok(Self {
            synonyms: Synonyms::new(&rules.synonyms, analyzer),
            best: BestAnswers::new(&rules.best, analyzer),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_kept_as_they_were_read() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(SYNONYMS), "dagis = förskola\n").unwrap();
        fs::write(folder.path().join(EXPECTED), "dagis -> a.txt#1 top 3\n").unwrap();
        let rules = Rules::read(folder.path()).unwrap();
        assert_eq!((rules.synonyms.len(), rules.best.len(), rules.expected.len()), (1, 0, 1));
        let index = tempfile::tempdir().unwrap();
        assert_eq!(Rules::kept(index.path()).unwrap(), Rules::default());
        rules.keep(index.path()).unwrap();
        assert_eq!(Rules::kept(index.path()).unwrap(), rules);
        fs::write(index.path().join(KEPT), "{").unwrap();
        assert!(Rules::kept(index.path()).is_err());
    }

    #[test]
    fn a_folder_without_any_of_the_files_is_a_mistake() {
        let folder = tempfile::tempdir().unwrap();
        let error = Rules::read(folder.path()).unwrap_err().to_string();
        assert!(error.contains(SYNONYMS), "{error}");
    }
}
