//! The index folder: generations, the link that names the current one, and the writer's lock.
//!
//! ```text
//! DIR/current          link to the generation in use, replaced by rename
//! DIR/gen-000007/      one generation: tantivy's files, `lexicon.bin`, `manifest.json`
//! DIR/removed.jsonl    what was removed on purpose and must not come back
//! DIR/lock             held while writing; names the writer's process
//! ```
//! Everyday updates commit into the current generation. A rebuild writes a new one aside and swaps
//! it in, so a reader sees the old state or the new one and never a mixture. Files of a live index
//! are never rewritten in place: readers have them mapped into memory.

use std::fs::{self, File};
use std::io::{Read, Seek, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::error::IndexError;
use crate::schema::SCHEMA_VERSION;

const CURRENT: &str = "current";
const LOCK: &str = "lock";
const MANIFEST: &str = "manifest.json";
const LEXICON: &str = "lexicon.bin";
const PREFIX: &str = "gen-";

/// What a generation was made with; written once, before its first commit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    /// [`SCHEMA_VERSION`] of the program that wrote it.
    pub(crate) schema: u32,
    /// Hash of the lexicon file, hexadecimal.
    pub(crate) lexicon: String,
    /// Whether the dictionary was there.
    pub(crate) dictionary: bool,
    /// Whether it holds the bundled samples.
    pub(crate) samples: bool,
}

impl Manifest {
    /// The manifest of a generation written now.
    pub(crate) fn new(lexicon: &[u8], dictionary: bool, samples: bool) -> Self {
        Self { schema: SCHEMA_VERSION, lexicon: fingerprint(lexicon), dictionary, samples }
    }
}

fn fingerprint(bytes: &[u8]) -> String {
    corpus::walk::content_hash(bytes)[..16].iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A generation on disk.
#[derive(Debug, Clone)]
pub(crate) struct Generation {
    /// The index folder.
    pub(crate) dir: PathBuf,
    /// The generation's own folder.
    pub(crate) path: PathBuf,
    pub(crate) manifest: Manifest,
}

impl Generation {
    /// The generation in use.
    pub(crate) fn current(dir: &Path) -> Result<Self, IndexError> {
        let link = dir.join(CURRENT);
        let target = fs::read_link(&link).map_err(|_| IndexError::Missing(dir.to_owned()))?;
        let path = dir.join(target);
        let damaged = |what: String| IndexError::Damaged {
            dir: dir.to_owned(),
            what: format!("{MANIFEST}: {what}"),
        };
        let bytes = fs::read(path.join(MANIFEST)).map_err(|cause| damaged(cause.to_string()))?;
        let manifest: Manifest =
            serde_json::from_slice(&bytes).map_err(|cause| damaged(cause.to_string()))?;
        if manifest.schema != SCHEMA_VERSION {
            return Err(IndexError::Version {
                dir: dir.to_owned(),
                found: manifest.schema.to_string(),
                wanted: SCHEMA_VERSION.to_string(),
            });
        }
        Ok(Self { dir: dir.to_owned(), path, manifest })
    }

    /// Begins a generation beside the others; nobody sees it before [`Generation::swap_in`].
    pub(crate) fn begin(
        dir: &Path,
        lexicon: &[u8],
        dictionary: bool,
        samples: bool,
    ) -> Result<Self, IndexError> {
        let highest = numbers(dir).into_iter().max().unwrap_or(0);
        let path = dir.join(format!("{PREFIX}{:06}", highest + 1));
        disk("create", &path, fs::create_dir_all(&path))?;
        let manifest = Manifest::new(lexicon, dictionary, samples);
        write_synced(&path.join(LEXICON), lexicon)?;
        let json = serde_json::to_vec_pretty(&manifest).expect("a manifest is plain data");
        write_synced(&path.join(MANIFEST), &json)?;
        Ok(Self { dir: dir.to_owned(), path, manifest })
    }

    /// The lexicon's bytes, checked against the manifest.
    pub(crate) fn lexicon(&self) -> Result<Vec<u8>, IndexError> {
        let path = self.path.join(LEXICON);
        let bytes = disk("read", &path, fs::read(&path))?;
        if fingerprint(&bytes) != self.manifest.lexicon {
            let what = format!("{LEXICON} is not the one the index was built with");
            return Err(IndexError::Damaged { dir: self.dir.clone(), what });
        }
        Ok(bytes)
    }

    /// Makes this generation the current one and deletes the others. Readers that have the old one
    /// open keep it: its files live on until they let go.
    pub(crate) fn swap_in(&self) -> Result<(), IndexError> {
        sync_dir(&self.path)?;
        let fresh = self.dir.join(format!("{CURRENT}.new"));
        let _ = fs::remove_file(&fresh);
        let name = self.path.file_name().expect("a generation has a name");
        disk("link", &fresh, std::os::unix::fs::symlink(name, &fresh))?;
        let link = self.dir.join(CURRENT);
        disk("replace", &link, fs::rename(&fresh, &link))?;
        sync_dir(&self.dir)?;
        self.delete_others();
        Ok(())
    }

    /// Deletes every other generation: those before it, and what killed rebuilds have left. Only
    /// for who holds the writer's lock.
    pub(crate) fn delete_others(&self) {
        for number in numbers(&self.dir) {
            let path = self.dir.join(format!("{PREFIX}{number:06}"));
            if path != self.path {
                let _ = fs::remove_dir_all(path);
            }
        }
    }
}

/// Numbers of the generations in a folder.
fn numbers(dir: &Path) -> Vec<u32> {
    let entries = fs::read_dir(dir).into_iter().flatten().flatten();
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    names.filter_map(|name| name.strip_prefix(PREFIX)?.parse().ok()).collect()
}

/// Writes a file and waits until it is on disk.
pub(crate) fn write_synced(path: &Path, bytes: &[u8]) -> Result<(), IndexError> {
    let mut file = disk("create", path, File::create(path))?;
    disk("write", path, file.write_all(bytes).and_then(|()| file.sync_all()))
}

/// Waits until a folder's entries are on disk. tantivy renames its last file after its own sync, so
/// without this a power cut could lose an acknowledged commit.
pub(crate) fn sync_dir(path: &Path) -> Result<(), IndexError> {
    disk("sync", path, File::open(path).and_then(|dir| dir.sync_all()))
}

/// Gives an input or output error its place.
pub(crate) fn disk<T>(
    doing: &'static str,
    path: &Path,
    result: std::io::Result<T>,
) -> Result<T, IndexError> {
    result.map_err(|cause| IndexError::Disk { doing, path: path.to_owned(), cause })
}

/// Held while an index is written; released when dropped, also by the death of the process.
#[derive(Debug)]
pub(crate) struct WriterLock {
    _file: File,
}

impl WriterLock {
    /// Takes the lock of an index folder, which is created where missing.
    pub(crate) fn take(dir: &Path) -> Result<Self, IndexError> {
        disk("create", dir, fs::create_dir_all(dir))?;
        let path = dir.join(LOCK);
        let options =
            File::options().read(true).write(true).create(true).truncate(false).open(&path);
        let mut file = disk("open", &path, options)?;
        if file.try_lock().is_err() {
            let mut pid = String::new();
            let _ = file.read_to_string(&mut pid);
            return Err(IndexError::Busy { dir: dir.to_owned(), holder: pid.trim().parse().ok() });
        }
        let written = file
            .set_len(0)
            .and_then(|()| file.rewind())
            .and_then(|()| writeln!(file, "{}", std::process::id()));
        disk("write", &path, written)?;
        Ok(Self { _file: file })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_writer_is_told_who_holds_the_lock() {
        let dir = tempfile::tempdir().unwrap();
        let held = WriterLock::take(dir.path()).unwrap();
        let refused = WriterLock::take(dir.path()).unwrap_err().to_string();
        assert!(refused.contains(&format!("process {}", std::process::id())), "{refused}");
        drop(held);
        WriterLock::take(dir.path()).unwrap();
    }

    #[test]
    fn a_generation_is_seen_only_once_swapped_in() {
        let dir = tempfile::tempdir().unwrap();
        let first = Generation::begin(dir.path(), b"lexicon", true, false).unwrap();
        assert!(matches!(Generation::current(dir.path()), Err(IndexError::Missing(_))));
        first.swap_in().unwrap();
        let second = Generation::begin(dir.path(), b"other", false, false).unwrap();
        assert_eq!(Generation::current(dir.path()).unwrap().path, first.path);
        second.swap_in().unwrap();
        assert_eq!(Generation::current(dir.path()).unwrap().lexicon().unwrap(), b"other");
        assert!(!first.path.exists());
        let unfinished = Generation::begin(dir.path(), b"third", false, false).unwrap();
        second.delete_others();
        assert!(second.path.exists() && !unfinished.path.exists());
    }

    #[test]
    fn a_changed_lexicon_is_refused() {
        let dir = tempfile::tempdir().unwrap();
        let generation = Generation::begin(dir.path(), b"lexicon", true, false).unwrap();
        fs::write(generation.path.join(LEXICON), b"another").unwrap();
        assert!(generation.lexicon().unwrap_err().to_string().contains("damaged"));
    }
}
