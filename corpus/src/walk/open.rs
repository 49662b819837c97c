//! Opens a file so that nothing blocks and no link is followed, even if the file was swapped for
//! something else after the folder was listed.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use super::SkipReason;

/// Bytes by which a format is recognised.
const HEAD: u64 = 8 * 1024;

/// Opens a regular file for reading.
pub(super) fn file(path: &Path) -> Result<File, SkipReason> {
    use rustix::fs::{Mode, OFlags, open};
    let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let file = match open(path, flags, Mode::empty()) {
        Ok(descriptor) => File::from(descriptor),
        Err(rustix::io::Errno::LOOP) => return Err(SkipReason::SymbolicLink),
        Err(fault) => return Err(SkipReason::Unreadable(std::io::Error::from(fault).to_string())),
    };
    match file.metadata() {
        Ok(kind) if kind.is_file() => Ok(file),
        Ok(_) => Err(SkipReason::NotAFile),
        Err(fault) => Err(SkipReason::Unreadable(fault.to_string())),
    }
}

/// Size in bytes.
pub(super) fn size(file: &File) -> Result<u64, SkipReason> {
    file.metadata().map(|kind| kind.len()).map_err(unreadable)
}

/// The first bytes; the file is then at its beginning again.
pub(super) fn head(file: &mut File) -> Result<Vec<u8>, SkipReason> {
    let mut head = Vec::new();
    file.take(HEAD).read_to_end(&mut head).map_err(unreadable)?;
    file.seek(SeekFrom::Start(0)).map_err(unreadable)?;
    Ok(head)
}

/// The whole file, if it has at most `limit` bytes, however much it grows meanwhile.
pub(super) fn read(path: &Path, limit: u64) -> Result<Vec<u8>, SkipReason> {
    let file = file(path)?;
    let bytes = size(&file)?;
    if bytes > limit {
        return Err(SkipReason::TooLarge { bytes, limit });
    }
    let mut content = Vec::with_capacity(usize::try_from(bytes).unwrap_or(0));
    file.take(limit + 1).read_to_end(&mut content).map_err(unreadable)?;
    match content.len() as u64 {
        bytes if bytes > limit => Err(SkipReason::TooLarge { bytes, limit }),
        _ => Ok(content),
    }
}

pub(super) fn unreadable(fault: std::io::Error) -> SkipReason {
    SkipReason::Unreadable(fault.to_string())
}
