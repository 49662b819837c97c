//! What was removed on purpose: a list that keeps the next crawl from bringing it back.
//!
//! One JSON object a line in `removed.jsonl`, appended and synced before the index is touched. It
//! names what was removed and why, never what it said.

use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::error::IndexError;
use crate::generation::{disk, sync_dir};

const FILE: &str = "removed.jsonl";

/// What is removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// Everything read from a source (path relative to its root).
    Source(String),
    /// One unit.
    Id(String),
}

/// A line of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Removal {
    /// What was removed.
    #[serde(flatten)]
    pub(crate) target: Target,
    /// Why, in the operator's words.
    pub(crate) reason: String,
    /// When (RFC 3339, UTC).
    pub(crate) at: String,
}

/// The whole list.
#[derive(Debug, Clone, Default)]
pub(crate) struct Removals {
    pub(crate) all: Vec<Removal>,
}

impl Removals {
    /// Reads the list of an index folder; empty where there is none.
    pub(crate) fn read(dir: &Path) -> Result<Self, IndexError> {
        let path = dir.join(FILE);
        let text = match std::fs::read_to_string(&path) {
            Err(cause) if cause.kind() == ErrorKind::NotFound => String::new(),
            other => disk("read", &path, other)?,
        };
        let mut all = Vec::new();
        for (at, line) in text.lines().enumerate() {
            all.push(serde_json::from_str(line).map_err(|cause| IndexError::Damaged {
                dir: dir.to_owned(),
                what: format!("{FILE} line {}: {cause}", at + 1),
            })?);
        }
        Ok(Self { all })
    }

    /// Adds a line and waits until it is on disk.
    pub(crate) fn append(dir: &Path, removal: &Removal) -> Result<(), IndexError> {
        let path = dir.join(FILE);
        let mut file = disk("open", &path, File::options().create(true).append(true).open(&path))?;
        let json = serde_json::to_string(removal).expect("a removal is plain data");
        disk("write", &path, writeln!(file, "{json}").and_then(|()| file.sync_all()))?;
        sync_dir(dir)
    }

    pub(crate) fn has_source(&self, source: &str) -> bool {
        self.all.iter().any(|r| matches!(&r.target, Target::Source(s) if s == source))
    }

    pub(crate) fn has_id(&self, id: &str) -> bool {
        self.all.iter().any(|r| matches!(&r.target, Target::Id(i) if i == id))
    }
}
