//! Removal with a tombstone, and the proof that an index is whole and the removed are gone.

use std::path::Path;

use crate::error::IndexError;
use crate::generation::{Generation, WriterLock};
use crate::limits::Limits;
use crate::removal::{Removal, Removals, Target};
use crate::snapshot::Snapshot;
use crate::write::{Writer, engine, open_index};

/// Removes a source or a unit and keeps it from coming back. True where the index held it. When it
/// returns, no file of the index has its text any more; words that the lexicon learned from it go
/// with the next rebuild.
///
/// # Errors
/// Where the index cannot be written; the tombstone is then kept all the same.
pub fn remove(dir: &Path, target: Target, reason: &str) -> Result<bool, IndexError> {
    let lock = WriterLock::take(dir)?;
    let at = jiff::Timestamp::now().to_string();
    Removals::append(dir, &Removal { target: target.clone(), reason: reason.to_owned(), at })?;
    let mut writer = Writer::update(dir, lock, Limits::default())?;
    let held = match &target {
        Target::Source(source) => {
            let held = writer.known.contains_key(source);
            writer.remove(source);
            held
        }
        Target::Id(id) => writer.remove_unit(id),
    };
    writer.commit()?;
    writer.erase()?;
    writer.finish()?;
    Ok(held)
}

/// What [`verify`] found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verification {
    /// Units in the index.
    pub units: usize,
    /// Removals on the list.
    pub removals: usize,
    /// What is wrong, one sentence each.
    pub faults: Vec<String>,
}

/// Checks every file's checksum, opens the index, and looks for what was removed.
///
/// # Errors
/// Where the index cannot be opened at all.
pub fn verify(dir: &Path) -> Result<Verification, IndexError> {
    let generation = Generation::current(dir)?;
    let index = open_index(dir, &generation.path)?;
    let damaged = index.validate_checksum().map_err(|cause| engine(dir, cause))?;
    let mut faults: Vec<String> =
        damaged.iter().map(|path| format!("'{}' has a wrong checksum", path.display())).collect();
    let snapshot = Snapshot::open(generation)?;
    let removals = Removals::read(dir)?;
    let units = &snapshot.units;
    let sources = snapshot.sources();
    for removal in &removals.all {
        match &removal.target {
            Target::Source(source) if sources.iter().any(|known| known.source == *source) => {
                faults.push(format!("the removed source '{source}' is still in the index"));
            }
            Target::Id(id) if units.by_id.contains_key(id) => {
                faults.push(format!("the removed unit '{id}' is still in the index"));
            }
            _ => {}
        }
    }
    Ok(Verification { units: units.alive.count(), removals: removals.all.len(), faults })
}
