//! What the operator says about a source, in a small TOML file beside it.
//!
//! `minutes.pdf.toml` or `minutes.toml` describes `minutes.pdf`; `_.toml` describes every source
//! in its folder and below. What a sidecar says beats what the text suggests, and the nearer
//! sidecar beats the farther, field by field.

use std::fmt;

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::{Deserializer, Error as _};

use crate::document::DocumentKind;

/// The name of the sidecar that describes a whole folder.
pub const FOLDER_SIDECAR: &str = "_.toml";

/// What the operator says about a source. What is `None` is left to the text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Sidecar {
    /// The municipality (*kommun*): `municipality = "Exempelby"`.
    pub municipality: Option<String>,
    /// The organ (*nämnd, styrelse, fullmäktige*).
    pub organ: Option<String>,
    /// Date of the meeting or document: `date = 2024-03-12`, with or without quotes.
    #[serde(deserialize_with = "date")]
    pub date: Option<Date>,
    /// What the source is: `minutes`, `agenda`, `statement`, `response`, `pack`, `other`.
    #[serde(deserialize_with = "kind")]
    pub kind: Option<DocumentKind>,
    /// Public address of the page that shows the document; http or https.
    #[serde(deserialize_with = "address")]
    pub url: Option<String>,
    /// Public address of the file itself; http or https.
    #[serde(deserialize_with = "address")]
    pub original: Option<String>,
}

impl Sidecar {
    /// Reads a sidecar. `file` is only named in the error.
    ///
    /// # Errors
    /// Not TOML, a field that does not exist, or a value of the wrong form.
    pub fn parse(file: &str, toml: &str) -> Result<Self, SidecarError> {
        toml::from_str(toml.strip_prefix('\u{feff}').unwrap_or(toml)).map_err(|error| {
            let line = error.span().map_or(1, |span| {
                1 + toml.as_bytes().iter().take(span.start).filter(|byte| **byte == b'\n').count()
            });
            let message = error.message().lines().next().unwrap_or_default().to_owned();
            SidecarError { file: file.to_owned(), line, message }
        })
    }

    /// This sidecar's fields where it has them, else those of `farther`.
    #[must_use]
    pub fn or(self, farther: &Self) -> Self {
        Self {
            municipality: self.municipality.or_else(|| farther.municipality.clone()),
            organ: self.organ.or_else(|| farther.organ.clone()),
            date: self.date.or(farther.date),
            kind: self.kind.or(farther.kind),
            url: self.url.or_else(|| farther.url.clone()),
            original: self.original.or_else(|| farther.original.clone()),
        }
    }
}

/// A sidecar that cannot be used: the file, the line and what is wrong there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SidecarError {
    /// The sidecar, relative to the root.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for SidecarError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} line {}: {}", self.file, self.line, self.message)
    }
}

impl std::error::Error for SidecarError {}

/// A TOML date or a string with one.
#[derive(Deserialize)]
#[serde(untagged)]
enum WrittenDate {
    Bare(toml::value::Datetime),
    Quoted(String),
}

fn date<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    let written = match WrittenDate::deserialize(from)? {
        WrittenDate::Bare(date) => date.to_string(),
        WrittenDate::Quoted(text) => text,
    };
    written
        .trim()
        .parse()
        .map(Some)
        .map_err(|_| D::Error::custom(format!("{written:?} is not a date; write it as 2024-03-12")))
}

fn kind<'de, D: Deserializer<'de>>(from: D) -> Result<Option<DocumentKind>, D::Error> {
    let written = String::deserialize(from)?;
    Ok(Some(match written.as_str() {
        "minutes" => DocumentKind::Minutes,
        "agenda" | "agenda_item" => DocumentKind::Agenda,
        "statement" => DocumentKind::Statement,
        "response" => DocumentKind::Response,
        "pack" => DocumentKind::Pack,
        "other" | "attachment" => DocumentKind::Other,
        _ => {
            return Err(D::Error::custom(format!(
                "{written:?} is not a kind; choose minutes, agenda, statement, response, pack or other"
            )));
        }
    }))
}

/// Addresses become links on a public page, so `javascript:` and its like stop here.
fn address<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    let written = String::deserialize(from)?;
    let lower = written.to_ascii_lowercase();
    let web = lower.starts_with("https://") || lower.starts_with("http://");
    if web && !written.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Ok(Some(written));
    }
    Err(D::Error::custom(format!("{written:?} is not an address starting with https://")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_read() {
        let sidecar = Sidecar::parse(
            "a.toml",
            "municipality = 'Exempelby'\norgan = 'Byggnadsnämnden'\ndate = 2024-03-12\n\
             kind = 'minutes'\nurl = 'https://exempelby.example/a'\noriginal = 'http://x.example/a.pdf'\n",
        )
        .unwrap();
        assert_eq!(sidecar.municipality.as_deref(), Some("Exempelby"));
        assert_eq!(sidecar.date, Some(jiff::civil::date(2024, 3, 12)));
        assert_eq!(sidecar.kind, Some(DocumentKind::Minutes));
        let quoted = Sidecar::parse("a.toml", "date = '2024-03-12'").unwrap();
        assert_eq!(quoted.date, sidecar.date);
    }

    #[test]
    fn a_fault_names_file_line_and_input() {
        let table = [
            ("organ = 'x'\nkomun = 'y'\n", 2, "komun"),
            ("date = '12 mars'", 1, "\"12 mars\" is not a date"),
            ("\n\nkind = 'protokol'", 3, "\"protokol\" is not a kind"),
            ("url = 'javascript:alert(1)'", 1, "is not an address"),
            ("organ = ", 1, ""),
        ];
        for (toml, line, says) in table {
            let error = Sidecar::parse("mapp/a.pdf.toml", toml).unwrap_err();
            assert_eq!(error.line, line, "{toml}: {error}");
            assert!(error.to_string().starts_with("\"mapp/a.pdf.toml\" line "), "{error}");
            assert!(error.message.contains(says), "{error}");
        }
    }

    #[test]
    fn nearer_beats_farther_field_by_field() {
        let near = Sidecar { organ: Some("nära".into()), ..Sidecar::default() };
        let far = Sidecar {
            organ: Some("fjärran".into()),
            municipality: Some("Exempelby".into()),
            ..Sidecar::default()
        };
        let both = near.or(&far);
        assert_eq!(both.organ.as_deref(), Some("nära"));
        assert_eq!(both.municipality.as_deref(), Some("Exempelby"));
    }
}
