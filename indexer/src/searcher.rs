//! The reading side of an index: opened once, shared by every request.

use std::path::{Path, PathBuf};

use crate::answer::{
    Answer, BatchRow, Hit, MatterView, Status, Suggestion, UnitView,
};
use crate::error::IndexError;
use crate::limits::Limits;
use crate::request::{Filters, SearchRequest};

/// Answers queries over one index; cheap to clone, picks up commits when told to look.
#[derive(Clone)]
pub struct Searcher {}

/// Where the source of a unit can be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    /// The file on the operator's disk, where it still exists.
    pub path: Option<PathBuf>,
    /// Its public address.
    pub url: Option<String>,
    /// Page on which the unit begins.
    pub page: Option<u32>,
}

impl Searcher {
    /// Opens the index in a folder.
    ///
    /// # Errors
    /// Where there is no index, or one of another format.
    pub fn open(_dir: &Path, _limits: Limits) -> Result<Self, IndexError> {
        Ok(Self {})
    }

    /// Looks for a new commit or generation and switches to it; true if there was one.
    ///
    /// # Errors
    /// Where the new state cannot be read; the old one stays in use.
    pub fn reload(&self) -> Result<bool, IndexError> {
        Ok(false)
    }

    /// Answers a search. Never fails: what cannot be understood is read as plain words.
    pub fn search(&self, _request: &SearchRequest) -> Answer {
        Answer::default()
    }

    /// A unit by id, matches of `query` marked.
    pub fn unit(&self, _id: &str, _query: &str) -> Option<UnitView> {
        None
    }

    /// A matter by id (`municipality/diary-number`).
    pub fn matter(&self, _id: &str) -> Option<MatterView> {
        None
    }

    /// Units like this one: same law and subject, other matters; with `opposite` those with another outcome.
    pub fn similar(&self, _id: &str, _size: usize, _opposite: bool) -> Option<Vec<Hit>> {
        None
    }

    /// Completions of what has been typed so far.
    pub fn suggest(&self, _typed: &str, _filters: &Filters, _size: usize) -> Vec<Suggestion> {
        Vec::new()
    }

    /// Hits per year for each name of a list.
    pub fn batch(&self, _names: &[String], _filters: &Filters) -> Vec<BatchRow> {
        Vec::new()
    }

    /// What is indexed, and how fresh it is.
    pub fn status(&self) -> Status {
        Status::default()
    }

    /// Where the source of a unit can be had.
    pub fn original(&self, _id: &str) -> Option<Original> {
        None
    }
}
