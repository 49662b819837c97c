//! Which format a source is in: told by its content first, by its name second.

use serde::{Deserialize, Serialize};

use crate::encoding;
use crate::walk::SkipReason;

/// A format that sources come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Plain text in any encoding.
    Text,
    /// HTML.
    Html,
    /// PDF.
    Pdf,
    /// Word (Office Open XML).
    Docx,
    /// OpenDocument text.
    Odt,
    /// Rich Text Format.
    Rtf,
    /// A zip file; its members are sources of their own.
    Zip,
    /// Nothing that is read.
    Unknown,
}

/// First bytes of files that are no documents, and what to call them.
const MAGIC: &[(&[u8], &str)] = &[
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or password-protected Office file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"II*\0", "an image"),
    (b"MM\0*", "an image"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"\x1f\x8b", "a compressed file other than zip"),
    (b"7z\xbc\xaf", "a compressed file other than zip"),
    (b"Rar!", "a compressed file other than zip"),
    (b"%!PS", "PostScript"),
];

/// Endings of text files that are no documents.
const NOT_DOCUMENTS: &[&str] =
    &["css", "js", "mjs", "json", "jsonl", "map", "svg", "xml", "xsl", "xsd", "ics", "vcf", "eml"];

impl Format {
    /// The format's name, for people and for the command line ("pdf").
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Rtf => "rtf",
            Self::Zip => "zip",
            Self::Unknown => "unknown",
        }
    }

    /// The format of this [`Format::name`].
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Text, Self::Html, Self::Pdf, Self::Docx, Self::Odt, Self::Rtf, Self::Zip]
            .into_iter()
            .find(|format| format.name() == name)
    }

    /// Tells the format from the file's name and its first bytes (a few kB).
    /// Zip files, DOCX and ODT alike, are [`Format::Zip`] here: [`crate::walk::walk`] looks inside.
    ///
    /// # Errors
    /// Not a document, or not what the name promises.
    pub fn detect(name: &str, head: &[u8]) -> Result<Self, SkipReason> {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        let unsupported = |what: &str| Err(SkipReason::Unsupported(what.to_owned()));
        if find(&head[..head.len().min(1024)], b"%PDF-") {
            return Ok(Self::Pdf);
        }
        if head.starts_with(b"{\\rtf") {
            return Ok(Self::Rtf);
        }
        if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
            return Ok(Self::Zip);
        }
        if matches!(ending.as_str(), "pdf" | "docx" | "odt" | "zip")
            && !head.starts_with(b"\xd0\xcf\x11\xe0")
        {
            return Err(SkipReason::NotAsNamed { named: ending.to_ascii_uppercase() });
        }
        if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
            return unsupported(what);
        }
        if encoding::is_binary(head) {
            return unsupported("binary data");
        }
        if NOT_DOCUMENTS.contains(&ending.as_str()) {
            return unsupported(&format!("a .{ending} file"));
        }
        Ok(if is_html(&ending, head) { Self::Html } else { Self::Text })
    }
}

fn find(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

/// HTML begins with its declaration or root element; a file merely named `.html` shows a tag.
fn is_html(ending: &str, head: &[u8]) -> bool {
    let start = encoding::decode(head).string.to_ascii_lowercase();
    let mut start = start.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    while let Some(comment) = ["<!--", "<?xml"].into_iter().find(|open| start.starts_with(open)) {
        let close = if comment == "<!--" { "-->" } else { "?>" };
        let Some(at) = start.find(close) else { break };
        start = start[at + close.len()..].trim_start();
    }
    let named = matches!(ending, "html" | "htm" | "xhtml" | "aspx" | "php");
    start.starts_with("<!doctype html")
        || start.starts_with("<html")
        || (named && start.contains('<'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_is_believed_before_the_name() {
        let table: [(&str, &[u8], Format); 11] = [
            ("a.pdf", b"%PDF-1.7\n", Format::Pdf),
            ("a.txt", b"%PDF-1.7\n", Format::Pdf),
            ("a.pdf", b"skrap\nskrap\n%PDF-1.4", Format::Pdf),
            ("a.doc", b"{\\rtf1\\ansi", Format::Rtf),
            ("a.docx", b"PK\x03\x04", Format::Zip),
            ("a.html", b"<p>hej</p>", Format::Html),
            ("a", b"\xef\xbb\xbf <?xml version='1.0'?><!-- x --><!DOCTYPE HTML><p>", Format::Html),
            ("a.doc", b"<html><body>", Format::Html),
            ("a.html", b"just text", Format::Text),
            ("protokoll", b"Protokoll", Format::Text),
            ("a.txt", b"\xff\xfeP\0r\0o\0", Format::Text),
        ];
        for (name, head, format) in table {
            assert_eq!(Format::detect(name, head), Ok(format), "{name} {head:?}");
        }
    }

    #[test]
    fn what_is_not_read_has_a_reason() {
        let table: [(&str, &[u8], &str); 5] = [
            ("a.pdf", b"Protokoll", "named as PDF, but the content is not PDF; check the file"),
            ("a.docx", b"\xff\xff\xff\xff", "named as DOCX"),
            ("a.jpg", b"\xff\xd8\xff\xe0", "an image is not"),
            ("a.css", b"p { color: red }", "a .css file is not"),
            ("a.bin", b"\x01\x02\x03\x04\x05\x06\0\0", "binary data is not"),
        ];
        for (name, head, says) in table {
            let reason = Format::detect(name, head).unwrap_err().to_string();
            assert!(reason.starts_with(says), "{name}: {reason}");
        }
    }

    #[test]
    fn names_round_trip() {
        for format in [Format::Text, Format::Html, Format::Pdf, Format::Odt] {
            assert_eq!(Format::from_name(format.name()), Some(format));
        }
    }
}
