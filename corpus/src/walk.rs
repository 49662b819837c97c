//! The only disk access: from a folder to the sources in it, with every one left out listed.
//!
//! Promises: nothing outside the root is read (symbolic links are not followed), nothing that
//! blocks is opened (pipes, devices, sockets), one bad file never stops the walk, and the result
//! is in the order of [`Found::source`], the same on every machine.

use std::fs;
use std::path::{Path, PathBuf};

pub(crate) mod archive;
mod folders;
mod limits;
mod open;
mod skip;

pub use limits::Limits;
pub use skip::{SkipReason, Skipped};

use crate::extract::Format;
use crate::sidecar::Sidecar;
use archive::Member;
use folders::Walk;

/// A source that can be read.
#[derive(Debug, Clone)]
pub struct Found {
    /// Path relative to the root: `/` separated, NFC, unique in the walk. A zip member is
    /// `pack.zip/inner.pdf`. Where two names differ only in their Unicode form, the one that
    /// is not NFC on disk carries ` (2)`.
    pub source: String,
    /// The root that was walked.
    pub root: PathBuf,
    /// The file on disk; for a zip member, the zip file.
    pub path: PathBuf,
    /// What the content says it is.
    pub format: Format,
    /// Size in bytes, unpacked.
    pub bytes_len: u64,
    /// What the operator says about it; empty where nothing is said.
    pub sidecar: Sidecar,
    /// Way to the bytes inside a zip file, from the outermost inwards.
    member: Vec<Member>,
}

impl Found {
    /// Reads the bytes of the source.
    ///
    /// # Errors
    /// The file has vanished, changed its kind, or grown over a limit since the walk.
    pub fn read(&self, limits: &Limits) -> Result<Vec<u8>, SkipReason> {
        let mut bytes = None;
        for member in &self.member {
            bytes = Some(match bytes {
                None => member.unpack(open::file(&self.path)?, limits)?,
                Some(outer) => member.unpack(std::io::Cursor::new(outer), limits)?,
            });
        }
        bytes.map_or_else(|| open::read(&self.path, limits.max_file_bytes), Ok)
    }
}

/// The walk could not begin.
#[derive(Debug, thiserror::Error)]
pub enum WalkError {
    /// The root does not exist or cannot be opened.
    #[error("cannot read {path:?}: {fault}")]
    Root {
        /// The root as given.
        path: PathBuf,
        /// What the operating system says.
        fault: std::io::Error,
    },
    /// The root is a pipe, device or socket.
    #[error("{0:?} is neither a folder nor a file")]
    NeitherFolderNorFile(PathBuf),
}

/// The fingerprint of a source's bytes (BLAKE3), by which a changed source is known.
pub fn content_hash(bytes: &[u8]) -> [u8; 32] {
    *blake3::hash(bytes).as_bytes()
}

/// Lists the sources under `root`, which may also be a single file, and what was left out.
/// Both lists are in order of `source`. Hidden files and sidecars are no sources.
///
/// # Errors
/// Only where the root itself cannot be read.
pub fn walk(root: &Path, limits: &Limits) -> Result<(Vec<Found>, Vec<Skipped>), WalkError> {
    let fault = |fault| WalkError::Root { path: root.to_owned(), fault };
    let kind = fs::metadata(root).map_err(fault)?;
    let mut walk = Walk::new(root, limits);
    if kind.is_dir() {
        fs::read_dir(root).map_err(fault)?;
        walk.folder(root);
    } else if kind.is_file() {
        walk.single(root);
    } else {
        return Err(WalkError::NeitherFolderNorFile(root.to_owned()));
    }
    Ok(walk.finish())
}
