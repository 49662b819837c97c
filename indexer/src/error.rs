//! What can go wrong with an index, one sentence each.

use std::path::PathBuf;

/// Why an index could not be opened, written or read.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// No index in the folder.
    #[error("no index in '{}': build one with `paragraf index --index {} PATH`", .0.display(), .0.display())]
    Missing(PathBuf),
    /// An index of another version.
    #[error("the index in '{}' was written by another version ({found}, this is {wanted}): build it anew with `paragraf index --rebuild`", .dir.display())]
    Version {
        /// The index folder.
        dir: PathBuf,
        /// The version that the index names.
        found: String,
        /// The version that this program reads.
        wanted: String,
    },
    /// Another process is writing.
    #[error("another process is writing the index in '{}'{}: wait for it to finish", .dir.display(), .holder.map(|pid| format!(" (process {pid})")).unwrap_or_default())]
    Busy {
        /// The index folder.
        dir: PathBuf,
        /// The process id of the writer, where known.
        holder: Option<u32>,
    },
    /// A file of the editors cannot be understood.
    #[error("{place}: {what}")]
    Editor {
        /// File and line.
        place: String,
        /// What is wrong there.
        what: String,
    },
    /// Two roots hold sources of the same name.
    #[error("'{source_name}' exists under both '{}' and '{}': index one of them, or their common parent", .first.display(), .second.display())]
    Collision {
        /// Path relative to both roots.
        source_name: String,
        /// One root.
        first: PathBuf,
        /// The other root.
        second: PathBuf,
    },
    /// A root could not be listed.
    #[error(transparent)]
    Walk(#[from] corpus::walk::WalkError),
    /// A file of the index is damaged.
    #[error("the index in '{}' is damaged ({what}): restore a copy or build it anew with `paragraf index --rebuild`", .dir.display())]
    Damaged {
        /// The index folder.
        dir: PathBuf,
        /// What was found.
        what: String,
    },
    /// The folder could not be read or written.
    #[error("cannot {doing} '{}': {cause}", .path.display())]
    Disk {
        /// What was tried.
        doing: &'static str,
        /// Which file or folder.
        path: PathBuf,
        /// What the system said.
        cause: std::io::Error,
    },
    /// The search library refused.
    #[error("the index in '{}': {cause}", .dir.display())]
    Engine {
        /// The index folder.
        dir: PathBuf,
        /// What it said.
        cause: tantivy::TantivyError,
    },
}
