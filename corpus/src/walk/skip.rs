//! Why a source was not taken, in sentences that a registrar (*registrator*) understands.
//!
//! One bad file never stops a run: it becomes a [`Skipped`] and the run goes on.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A source that was not taken, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// Path relative to the root, `/` separated, as in [`super::Found::source`].
    pub source: String,
    /// Why.
    pub reason: SkipReason,
}

/// Why a source was not taken. `Display` is an English sentence for the operator,
/// [`SkipReason::swedish`] one for the reader of the coverage page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// Nothing in the file.
    Empty,
    /// Pages, but no text: a scanned document.
    NoText,
    /// The file has more bytes than the limit.
    TooLarge {
        /// Size of the file in bytes.
        bytes: u64,
        /// The limit in bytes.
        limit: u64,
    },
    /// The text taken from the file is longer than the limit in bytes.
    TooMuchText {
        /// The limit in bytes.
        limit: u64,
    },
    /// A kind of file that is not read; what it is, in English.
    Unsupported(String),
    /// The name promises another format than the content shows.
    NotAsNamed {
        /// The format that the name promises, in capitals ("PDF").
        named: String,
    },
    /// A password is needed.
    Encrypted,
    /// The file is broken; the parser's own words.
    Damaged(String),
    /// A symbolic link: these are not followed.
    SymbolicLink,
    /// A pipe, device or socket.
    NotAFile,
    /// More folders inside each other than the limit.
    TooDeep {
        /// The limit.
        limit: usize,
    },
    /// The operating system refused; its words.
    Unreadable(String),
    /// A zip file with more members than the limit.
    TooManyMembers {
        /// The limit.
        limit: usize,
    },
    /// Packed so tightly that it looks like an attack.
    CompressionBomb {
        /// The largest accepted ratio of unpacked to packed bytes.
        limit: u64,
    },
    /// A zip member whose name leads out of the zip file, or a link.
    UnsafeMember,
    /// Zip files inside zip files, deeper than the limit.
    NestedArchive,
    /// Reading took longer than the limit in seconds.
    TimedOut {
        /// The limit.
        seconds: u64,
    },
    /// The reading process died; how.
    ReaderDied(String),
    /// The sidecar of the source cannot be used; file, line and fault.
    BadSidecar(String),
    /// A `.toml` file with no source beside it.
    OrphanSidecar,
}

impl fmt::Display for SkipReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the file is empty"),
            Self::NoText => f.write_str("no text layer; needs OCR"),
            Self::TooLarge { bytes, limit } => {
                write!(f, "{} is over the limit of {}", size(*bytes), size(*limit))
            }
            Self::TooMuchText { limit } => {
                write!(f, "holds more than {} of text, the limit", size(*limit))
            }
            Self::Unsupported(what) => write!(f, "{what} is not a kind of document that is read"),
            Self::NotAsNamed { named } => {
                write!(f, "named as {named}, but the content is not {named}; check the file")
            }
            Self::Encrypted => f.write_str("needs a password; publish an open copy"),
            Self::Damaged(fault) => write!(f, "the file is damaged: {fault}"),
            Self::SymbolicLink => f.write_str("a symbolic link; links are not followed"),
            Self::NotAFile => f.write_str("a pipe, device or socket, not a file"),
            Self::TooDeep { limit } => write!(f, "more than {limit} folders deep"),
            Self::Unreadable(fault) => write!(f, "cannot be read: {fault}"),
            Self::TooManyMembers { limit } => write!(f, "more than {limit} members in a zip file"),
            Self::CompressionBomb { limit } => {
                write!(f, "packed more than {limit} times; looks like a decompression bomb")
            }
            Self::UnsafeMember => {
                f.write_str("a zip member that is a link or whose name leads out of the zip file")
            }
            Self::NestedArchive => f.write_str("zip files nested too deeply; unpack the inner one"),
            Self::TimedOut { seconds } => write!(f, "reading took more than {seconds} seconds"),
            Self::ReaderDied(how) => write!(f, "the reader gave up on it: {how}"),
            Self::BadSidecar(fault) => write!(f, "its sidecar cannot be used: {fault}"),
            Self::OrphanSidecar => f.write_str("a sidecar (.toml) with no document of that name"),
        }
    }
}

impl SkipReason {
    /// The same in Swedish, for the coverage page (*täckning*). A whole sentence.
    pub fn swedish(&self) -> String {
        match self {
            Self::Empty => "Filen är tom.".into(),
            Self::NoText => {
                "Filen är inskannad och saknar textlager; den behöver texttolkas (OCR).".into()
            }
            Self::TooLarge { bytes, limit } => {
                format!("Filen är för stor: {}, gränsen är {}.", size(*bytes), size(*limit))
            }
            Self::TooMuchText { limit } => {
                format!("Filen innehåller mer text än gränsen {}.", size(*limit))
            }
            Self::Unsupported(_) => "Filen är av ett slag som inte läses.".into(),
            Self::NotAsNamed { named } => {
                format!("Filen heter som en {named}-fil men innehållet är något annat.")
            }
            Self::Encrypted => "Filen är skyddad med lösenord.".into(),
            Self::Damaged(_) => "Filen är skadad och kan inte läsas.".into(),
            Self::SymbolicLink => "Filen är en symbolisk länk; sådana följs inte.".into(),
            Self::NotAFile => "Detta är ett rör, en enhet eller ett uttag, inte en fil.".into(),
            Self::TooDeep { limit } => format!("Mappen ligger mer än {limit} mappar djupt."),
            Self::Unreadable(_) => "Filen går inte att öppna.".into(),
            Self::TooManyMembers { limit } => {
                format!("Zip-filen innehåller fler än {limit} filer.")
            }
            Self::CompressionBomb { .. } => {
                "Filen är packad så hårt att den ser ut som ett angrepp.".into()
            }
            Self::UnsafeMember => "Filen i zip-filen har ett otillåtet namn.".into(),
            Self::NestedArchive => "Zip-filer ligger för djupt i varandra.".into(),
            Self::TimedOut { seconds } => {
                format!("Läsningen tog mer än {seconds} sekunder och avbröts.")
            }
            Self::ReaderDied(_) => "Läsningen av filen misslyckades.".into(),
            Self::BadSidecar(_) => "Filens beskrivning (.toml) är felaktig.".into(),
            Self::OrphanSidecar => "En beskrivning (.toml) utan dokument med samma namn.".into(),
        }
    }
}

/// A number of bytes as people say it: "733 bytes", "50 MB".
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} bytes"),
        1_000..1_000_000 => format!("{} kB", bytes / 1_000),
        _ => format!("{} MB", bytes / 1_000_000),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_one_line_in_both_languages() {
        let reasons = [
            SkipReason::Empty,
            SkipReason::NoText,
            SkipReason::TooLarge { bytes: 60_000_000, limit: 50_000_000 },
            SkipReason::Unsupported("an image".into()),
            SkipReason::NotAsNamed { named: "PDF".into() },
            SkipReason::TimedOut { seconds: 20 },
        ];
        for reason in reasons {
            let english = reason.to_string();
            assert!(!english.is_empty() && !english.contains('\n') && !english.ends_with('.'));
            assert!(reason.swedish().ends_with('.'), "{}", reason.swedish());
        }
    }

    #[test]
    fn a_size_names_the_limit() {
        let reason = SkipReason::TooLarge { bytes: 60_000_000, limit: 50_000_000 };
        assert_eq!(reason.to_string(), "60 MB is over the limit of 50 MB");
    }
}
