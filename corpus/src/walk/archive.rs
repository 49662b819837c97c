//! Zip files: their members are sources of their own.
//!
//! Only the directory and the first bytes of each member are unpacked here; nothing is ever
//! written to disk, and a name that leads out of the zip file is refused rather than mended.

use std::io::{Read, Seek, SeekFrom};

use zip::CompressionMethod;
use zip::ZipArchive;
use zip::result::ZipError;

use super::folders::{is_ignored, is_sidecar, join};
use super::open::unreadable;
use super::{Limits, SkipReason, Skipped};
use crate::extract::Format;

/// Unpacked bytes up to which the ratio is not asked: short texts pack well.
pub(crate) const RATIO_FREE_BYTES: u64 = 1_000_000;

/// Bytes of a member by which its format is recognised.
const HEAD: u64 = 8 * 1024;

/// Where a member's bytes lie in its zip file.
#[derive(Debug, Clone)]
pub(super) struct Member {
    start: u64,
    packed: u64,
    unpacked: u64,
    method: CompressionMethod,
    crc: u32,
}

/// A member that is a source.
#[derive(Debug)]
pub(super) struct Inside {
    pub(super) source: String,
    pub(super) format: Format,
    pub(super) bytes_len: u64,
    pub(super) way: Vec<Member>,
}

impl Member {
    /// Unpacks the member from its zip file and proves its checksum.
    pub(super) fn unpack(
        &self,
        zip: impl Read + Seek + 'static,
        limits: &Limits,
    ) -> Result<Vec<u8>, SkipReason> {
        let limit = limits.max_file_bytes;
        let mut bytes = Vec::with_capacity(self.unpacked.min(limit).try_into().unwrap_or(0));
        self.reader(zip)?.take(limit + 1).read_to_end(&mut bytes).map_err(damaged)?;
        if bytes.len() as u64 > limit {
            return Err(SkipReason::TooLarge { bytes: bytes.len() as u64, limit });
        }
        let mut crc = flate2::Crc::new();
        crc.update(&bytes);
        if crc.sum() == self.crc { Ok(bytes) } else { Err(damaged("wrong checksum")) }
    }

    fn reader(&self, mut zip: impl Read + Seek + 'static) -> Result<Box<dyn Read>, SkipReason> {
        zip.seek(SeekFrom::Start(self.start)).map_err(unreadable)?;
        let packed = zip.take(self.packed);
        match self.method {
            CompressionMethod::Stored => Ok(Box::new(packed)),
            CompressionMethod::Deflated => Ok(Box::new(flate2::read::DeflateDecoder::new(packed))),
            method => Err(SkipReason::Unsupported(format!("zip compression {method:?}"))),
        }
    }
}

/// What a zip file is: DOCX, ODT, or a plain zip of documents.
pub(super) fn format(
    zip: impl Read + Seek,
    name: &str,
    limits: &Limits,
) -> Result<Format, SkipReason> {
    let mut zip = open(zip, limits)?;
    if zip.index_for_name("word/document.xml").is_some() {
        return Ok(Format::Docx);
    }
    if let Ok(kind) = zip.by_name("mimetype") {
        let mut mimetype = String::new();
        let _ = kind.take(100).read_to_string(&mut mimetype);
        if mimetype.starts_with("application/vnd.oasis.opendocument.text") {
            return Ok(Format::Odt);
        }
    }
    let office = ["[Content_Types].xml", "META-INF/manifest.xml"];
    if office.iter().any(|member| zip.index_for_name(member).is_some()) {
        return Err(SkipReason::Unsupported(
            "a spreadsheet, presentation or other office file".into(),
        ));
    }
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_uppercase();
    match ending.as_str() {
        "DOCX" | "ODT" | "PDF" => Err(SkipReason::NotAsNamed { named: ending }),
        _ => Ok(Format::Zip),
    }
}

/// Lists the documents in a zip file whose source is `source`, and what was left out.
pub(super) fn members(
    zip: impl Read + Seek,
    source: &str,
    limits: &Limits,
) -> Result<(Vec<Inside>, Vec<Skipped>), SkipReason> {
    let mut listing = Listing { limits, inside: Vec::new(), skipped: Vec::new() };
    listing.zip(zip, source, &[])?;
    Ok((listing.inside, listing.skipped))
}

struct Listing<'a> {
    limits: &'a Limits,
    inside: Vec<Inside>,
    skipped: Vec<Skipped>,
}

impl Listing<'_> {
    /// Lists one zip file; `way` leads to it from the outermost.
    fn zip(
        &mut self,
        zip: impl Read + Seek,
        source: &str,
        way: &[Member],
    ) -> Result<(), SkipReason> {
        let mut zip = open(zip, self.limits)?;
        for index in 0..zip.len() {
            if self.inside.len() + self.skipped.len() >= self.limits.max_zip_members {
                return Err(SkipReason::TooManyMembers { limit: self.limits.max_zip_members });
            }
            let name = match zip.name_for_index(index) {
                // Some Windows programs write backslashes between folders.
                Some(Ok(name)) => name.replace('\\', "/"),
                _ => format!("member {}", index + 1),
            };
            let last = name.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
            if name.ends_with('/') || is_sidecar(last) || name.split('/').any(is_ignored_part) {
                continue;
            }
            let source = join(source, &tidy(&name));
            if let Err(reason) = self.member(&mut zip, (index, &name), &source, way) {
                self.skipped.push(Skipped { source, reason });
            }
        }
        Ok(())
    }

    fn member(
        &mut self,
        zip: &mut ZipArchive<impl Read + Seek>,
        (index, name): (usize, &str),
        source: &str,
        way: &[Member],
    ) -> Result<(), SkipReason> {
        let (member, bytes) = {
            let mut file = zip.by_index(index).map_err(fault)?;
            if file.is_symlink() || leads_out(name) {
                return Err(SkipReason::UnsafeMember);
            }
            let member = bounded(&file, self.limits)?;
            let head_only = if zipped(&file, &member) { self.limits.max_file_bytes } else { HEAD };
            let mut bytes = Vec::new();
            file.by_ref().take(head_only).read_to_end(&mut bytes).map_err(damaged)?;
            (member, bytes)
        };
        if member.unpacked == 0 {
            return Err(SkipReason::Empty);
        }
        let bytes_len = member.unpacked;
        let way: Vec<Member> = way.iter().cloned().chain([member]).collect();
        let mut format = Format::detect(source, &bytes)?;
        if format == Format::Zip {
            format = self::format(std::io::Cursor::new(&bytes), source, self.limits)?;
        }
        if format == Format::Zip {
            if way.len() > self.limits.max_zip_nesting {
                return Err(SkipReason::NestedArchive);
            }
            return self.zip(std::io::Cursor::new(&bytes), source, &way);
        }
        self.inside.push(Inside { source: source.to_owned(), format, bytes_len, way });
        Ok(())
    }
}

/// The member's place, if its size and ratio are within limits.
fn bounded<R: Read>(
    file: &zip::read::ZipFile<'_, R>,
    limits: &Limits,
) -> Result<Member, SkipReason> {
    let (packed, unpacked) = (file.compressed_size(), file.size());
    if unpacked > RATIO_FREE_BYTES && unpacked / limits.max_zip_ratio > packed {
        return Err(SkipReason::CompressionBomb { limit: limits.max_zip_ratio });
    }
    if unpacked > limits.max_file_bytes {
        return Err(SkipReason::TooLarge { bytes: unpacked, limit: limits.max_file_bytes });
    }
    let start = file.data_start().ok_or_else(|| damaged("no place for a member"))?;
    Ok(Member { start, packed, unpacked, method: file.compression(), crc: file.crc32() })
}

/// Whether a member must be unpacked whole to be known, because it is itself a zip file.
fn zipped<R: Read>(file: &zip::read::ZipFile<'_, R>, member: &Member) -> bool {
    let name = file.name().map(|name| name.to_ascii_lowercase()).unwrap_or_default();
    member.unpacked > HEAD
        && [".zip", ".docx", ".odt", ".doc"].iter().any(|end| name.ends_with(end))
}

/// Opens the directory of a zip file, if it has not too many members.
pub(crate) fn open<R: Read + Seek>(zip: R, limits: &Limits) -> Result<ZipArchive<R>, SkipReason> {
    let zip = ZipArchive::new(zip).map_err(fault)?;
    if zip.len() > limits.max_zip_members {
        return Err(SkipReason::TooManyMembers { limit: limits.max_zip_members });
    }
    Ok(zip)
}

pub(crate) fn fault(error: ZipError) -> SkipReason {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => SkipReason::Encrypted,
        other => damaged(other),
    }
}

fn damaged(fault: impl std::fmt::Display) -> SkipReason {
    SkipReason::Damaged(fault.to_string())
}

fn is_ignored_part(part: &str) -> bool {
    // `..` begins with a dot but is an attack to be told of, not a hidden file.
    part != ".." && part != "." && is_ignored(part)
}

/// Whether a name is absolute or climbs upwards.
fn leads_out(name: &str) -> bool {
    let drive = name.as_bytes().get(1) == Some(&b':');
    name.starts_with('/')
        || drive
        || name.contains('\0')
        || name.split('/').any(|part| part == "..")
}

/// A member's name as a source: NFC, without leading slash, so that it stays below its zip file.
fn tidy(name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    name.trim_start_matches('/').nfc().collect()
}
