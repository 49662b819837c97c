//! The reading side of an index: opened once, shared by every request.

use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};

use crate::answer::{Answer, BatchRow, Hit, MatterView, Status, Suggestion, UnitView};
use crate::error::IndexError;
use crate::generation::Generation;
use crate::intent::Intents;
use crate::limits::Limits;
use crate::request::{Filters, SearchRequest};
use crate::search::Context;
use crate::snapshot::Snapshot;

/// Answers queries over one index; cheap to clone, picks up commits when told to look.
#[derive(Clone)]
pub struct Searcher {
    dir: PathBuf,
    limits: Arc<Limits>,
    state: Arc<RwLock<Arc<State>>>,
}

/// A snapshot and what is derived from it.
struct State {
    snapshot: Snapshot,
    intents: Intents,
    /// Generation folder and time of its last commit: what tells one state from the next.
    stamp: Stamp,
}

type Stamp = (PathBuf, Option<std::time::SystemTime>);

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

fn stamp(dir: &Path) -> Result<Stamp, IndexError> {
    let generation = Generation::current(dir)?;
    let meta = std::fs::metadata(generation.path.join("meta.json"));
    Ok((generation.path, meta.and_then(|meta| meta.modified()).ok()))
}

impl State {
    fn open(dir: &Path) -> Result<Self, IndexError> {
        let stamp = stamp(dir)?;
        let snapshot = Snapshot::open(Generation::current(dir)?)?;
        let intents = Intents::new(&snapshot.analyzer);
        Ok(Self { snapshot, intents, stamp })
    }
}

impl Searcher {
    /// Opens the index in a folder.
    ///
    /// # Errors
    /// Where there is no index, or one of another format.
    pub fn open(dir: &Path, limits: Limits) -> Result<Self, IndexError> {
        let state = Arc::new(RwLock::new(Arc::new(State::open(dir)?)));
        Ok(Self { dir: dir.to_owned(), limits: Arc::new(limits), state })
    }

    /// Looks for a new commit or generation and switches to it; true if there was one.
    ///
    /// # Errors
    /// Where the new state cannot be read; the old one stays in use.
    pub fn reload(&self) -> Result<bool, IndexError> {
        if stamp(&self.dir)? == self.state().stamp {
            return Ok(false);
        }
        let fresh = Arc::new(State::open(&self.dir)?);
        *self.state.write().expect("no holder panics") = fresh;
        Ok(true)
    }

    fn state(&self) -> Arc<State> {
        Arc::clone(&self.state.read().expect("no holder panics"))
    }

    fn with<T>(&self, work: impl FnOnce(&Context<'_>) -> T) -> T {
        let state = self.state();
        let (snapshot, intents) = (&state.snapshot, &state.intents);
        work(&Context { snapshot, intents, limits: &self.limits })
    }

    /// The bounds in force.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Answers a search. Never fails: what cannot be understood is read as plain words.
    pub fn search(&self, request: &SearchRequest) -> Answer {
        self.with(|context| context.search(request))
    }

    /// A unit by id, matches of `query` marked.
    pub fn unit(&self, id: &str, query: &str) -> Option<UnitView> {
        self.with(|context| context.unit(id, query))
    }

    /// A matter by id (`municipality/diary-number`).
    pub fn matter(&self, id: &str) -> Option<MatterView> {
        self.with(|context| context.matter(id))
    }

    /// Units like this one: same law and subject, other matters; with `opposite` those with another
    /// outcome. `None` where there is no such unit.
    pub fn similar(&self, id: &str, size: usize, opposite: bool) -> Option<Vec<Hit>> {
        self.with(|context| context.similar(id, size, opposite))
    }

    /// Completions of what has been typed so far.
    pub fn suggest(&self, typed: &str, filters: &Filters, size: usize) -> Vec<Suggestion> {
        self.with(|context| context.suggest(typed, filters, size))
    }

    /// Hits per year for each name of a list.
    pub fn batch(&self, names: &[String], filters: &Filters) -> Vec<BatchRow> {
        self.with(|context| context.batch(names, filters))
    }

    /// What is indexed, and how fresh it is.
    pub fn status(&self) -> Status {
        self.with(|context| context.status())
    }

    /// Where the source of a unit can be had.
    pub fn original(&self, id: &str) -> Option<Original> {
        self.with(|context| context.original(id))
    }
}
