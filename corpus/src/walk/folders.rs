//! Lists folders: which entries are sources, which sidecars describe them, what is left out.

use std::collections::BTreeMap;
use std::fs::{self, DirEntry};
use std::path::{Path, PathBuf};

use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::{Found, Limits, SkipReason, Skipped, archive, open};
use crate::extract::Format;
use crate::sidecar::{FOLDER_SIDECAR, Sidecar};

/// One walk under way.
pub(super) struct Walk<'a> {
    root: &'a Path,
    limits: &'a Limits,
    found: Vec<Found>,
    skipped: Vec<Skipped>,
}

/// A folder still to be listed.
struct Folder {
    path: PathBuf,
    source: String,
    depth: usize,
    sidecar: Result<Sidecar, SkipReason>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(root: &'a Path, limits: &'a Limits) -> Self {
        Self { root, limits, found: Vec::new(), skipped: Vec::new() }
    }

    /// Takes what is in a folder and below it.
    pub(super) fn folder(&mut self, path: &Path) {
        let sidecar = Ok(Sidecar::default());
        let mut waiting =
            vec![Folder { path: path.to_owned(), source: String::new(), depth: 0, sidecar }];
        while let Some(folder) = waiting.pop() {
            if folder.depth > self.limits.max_depth {
                self.skip(folder.source, SkipReason::TooDeep { limit: self.limits.max_depth });
                continue;
            }
            match entries(&folder.path) {
                Ok(entries) => waiting.extend(self.list(folder, entries)),
                Err(fault) => self.skip(folder.source, SkipReason::Unreadable(fault.to_string())),
            }
        }
    }

    /// A single file given as root: its folder's sidecars count, its folder's other files do not.
    pub(super) fn single(&mut self, path: &Path) {
        let name = path.file_name().unwrap_or_default().to_string_lossy().nfc().collect::<String>();
        let folder = match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        let around = self.sidecar(&folder.join(FOLDER_SIDECAR), FOLDER_SIDECAR);
        let around = around.map(Option::unwrap_or_default);
        self.file(path.to_owned(), name, &around);
    }

    /// Takes the files of a folder and returns the folders in it.
    fn list(&mut self, mut folder: Folder, entries: Vec<DirEntry>) -> Vec<Folder> {
        if let Ok(farther) = &folder.sidecar {
            let name = join(&folder.source, FOLDER_SIDECAR);
            let own = self.sidecar(&folder.path.join(FOLDER_SIDECAR), &name);
            folder.sidecar = own.map(|own| own.unwrap_or_default().or(farther));
        }
        let names: Vec<String> =
            entries.iter().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        let mut inner = Vec::new();
        for (entry, source) in entries.iter().zip(unique_sources(&folder.source, &names)) {
            let name = entry.file_name().to_string_lossy().into_owned();
            if is_ignored(&name) {
                continue;
            }
            match entry.file_type() {
                Err(fault) => self.skip(source, SkipReason::Unreadable(fault.to_string())),
                Ok(kind) if kind.is_symlink() => self.skip(source, SkipReason::SymbolicLink),
                Ok(kind) if kind.is_dir() => inner.push(Folder {
                    path: entry.path(),
                    source,
                    depth: folder.depth + 1,
                    sidecar: folder.sidecar.clone(),
                }),
                Ok(kind) if !kind.is_file() => self.skip(source, SkipReason::NotAFile),
                Ok(_) if is_sidecar(&name) => {
                    if !describes_any(&name, &names) {
                        self.skip(source, SkipReason::OrphanSidecar);
                    }
                }
                Ok(_) => self.file(entry.path(), source, &folder.sidecar),
            }
        }
        inner
    }

    /// Takes one regular file: as itself, or as the members of a zip file.
    fn file(&mut self, path: PathBuf, source: String, around: &Result<Sidecar, SkipReason>) {
        let sidecar = match self.sidecar_of(&path, &source, around) {
            Ok(sidecar) => sidecar,
            Err(reason) => return self.skip(source, reason),
        };
        let root = self.root.to_owned();
        let found = |format, bytes_len| Found {
            source: source.clone(),
            root,
            path: path.clone(),
            format,
            bytes_len,
            sidecar,
            member: Vec::new(),
        };
        match self.look_at(&path, &source) {
            Ok((Format::Zip, bytes_len)) => self.members(found(Format::Zip, bytes_len)),
            Ok((format, bytes_len)) => self.found.push(found(format, bytes_len)),
            Err(reason) => self.skip(source, reason),
        }
    }

    /// Format and size of a file, from its first bytes, its name and, if zipped, its directory.
    fn look_at(&self, path: &Path, source: &str) -> Result<(Format, u64), SkipReason> {
        let mut file = open::file(path)?;
        let bytes = open::size(&file)?;
        let limit = self.limits.max_file_bytes;
        match bytes {
            0 => return Err(SkipReason::Empty),
            _ if bytes > limit => return Err(SkipReason::TooLarge { bytes, limit }),
            _ => {}
        }
        let head = open::head(&mut file)?;
        match Format::detect(source, &head)? {
            Format::Zip => Ok((archive::format(file, source, self.limits)?, bytes)),
            format => Ok((format, bytes)),
        }
    }

    fn members(&mut self, zip: Found) {
        let listed =
            open::file(&zip.path).and_then(|file| archive::members(file, &zip.source, self.limits));
        match listed {
            Err(reason) => self.skip(zip.source, reason),
            Ok((inside, skipped)) => {
                self.skipped.extend(skipped);
                self.found.extend(inside.into_iter().map(|inside| Found {
                    source: inside.source,
                    format: inside.format,
                    bytes_len: inside.bytes_len,
                    member: inside.way,
                    ..zip.clone()
                }));
            }
        }
    }

    /// What is said about a file: `minutes.pdf.toml` before `minutes.toml` before the folder.
    fn sidecar_of(
        &self,
        path: &Path,
        source: &str,
        around: &Result<Sidecar, SkipReason>,
    ) -> Result<Sidecar, SkipReason> {
        let mut full_name = path.as_os_str().to_owned();
        full_name.push(".toml");
        let full = self.sidecar(Path::new(&full_name), &format!("{source}.toml"))?;
        let stem = path.with_extension("toml");
        let by_stem =
            self.sidecar(&stem, &Path::new(source).with_extension("toml").to_string_lossy())?;
        let farther = around.as_ref().map_err(Clone::clone)?;
        Ok(full.unwrap_or_default().or(&by_stem.unwrap_or_default()).or(farther))
    }

    /// Reads a sidecar where there is one.
    fn sidecar(&self, path: &Path, name: &str) -> Result<Option<Sidecar>, SkipReason> {
        match fs::symlink_metadata(path) {
            Ok(kind) if kind.is_file() => {}
            _ => return Ok(None),
        }
        let bad = |fault: String| SkipReason::BadSidecar(fault);
        let bytes = open::read(path, self.limits.max_sidecar_bytes)
            .map_err(|reason| bad(format!("{name:?}: {reason}")))?;
        let toml = String::from_utf8(bytes).map_err(|_| bad(format!("{name:?} is not UTF-8")))?;
        Sidecar::parse(name, &toml).map(Some).map_err(|error| bad(error.to_string()))
    }

    fn skip(&mut self, source: String, reason: SkipReason) {
        self.skipped.push(Skipped { source, reason });
    }

    /// Both lists in order of source.
    pub(super) fn finish(mut self) -> (Vec<Found>, Vec<Skipped>) {
        self.found.sort_by(|a, b| a.source.cmp(&b.source));
        self.skipped.sort_by(|a, b| a.source.cmp(&b.source));
        (self.found, self.skipped)
    }
}

/// The entries of a folder in the order of their raw names.
fn entries(folder: &Path) -> std::io::Result<Vec<DirEntry>> {
    let mut entries = fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    entries.sort_by_key(DirEntry::file_name);
    Ok(entries)
}

/// Sources for the names of one folder: NFC, and told apart where that makes two names one. The
/// name that was NFC on disk keeps it.
fn unique_sources(folder: &str, names: &[String]) -> Vec<String> {
    let mut taken: BTreeMap<String, u32> = BTreeMap::new();
    for name in names.iter().filter(|name| is_nfc(name)) {
        taken.insert(name.clone(), 1);
    }
    let mut source = |name: &String| {
        let composed: String = name.nfc().collect();
        if &composed == name {
            return join(folder, name);
        }
        let times = taken.entry(composed.clone()).and_modify(|times| *times += 1).or_insert(1);
        match times {
            1 => join(folder, &composed),
            _ => join(folder, &format!("{composed} ({times})")),
        }
    };
    names.iter().map(&mut source).collect()
}

pub(super) fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// Hidden files, and what office programs and file managers leave behind.
pub(super) fn is_ignored(name: &str) -> bool {
    name.starts_with('.')
        || name.starts_with("~$")
        || name.eq_ignore_ascii_case("thumbs.db")
        || name.eq_ignore_ascii_case("desktop.ini")
        || name == "__MACOSX"
}

pub(super) fn is_sidecar(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"))
}

/// Whether a sidecar has a document, or a folder, to describe.
fn describes_any(sidecar: &str, names: &[String]) -> bool {
    let described = &sidecar[..sidecar.len() - ".toml".len()];
    sidecar == FOLDER_SIDECAR
        || names.iter().any(|name| {
            let stem = Path::new(name).file_stem().unwrap_or_default().to_string_lossy();
            !is_sidecar(name) && (name == described || stem == described)
        })
}
