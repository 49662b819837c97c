//! From extracted text to a document whose personal numbers are masked.

use corpus::document::{Document, DocumentKind, Text};
use corpus::extract::Extracted;
use corpus::parse::{Hints, parse};
use corpus::privacy::{Masking, PersonalKind, mask_with};
use corpus::repair::repair;
use corpus::walk::Found;

/// A source as understood.
#[derive(Debug, Clone)]
pub struct Understood {
    /// Its text, repaired and masked.
    pub text: Text,
    /// Its structure.
    pub document: Document,
    /// Sentences for the registrar: what was masked, guessed or lost.
    pub remarks: Vec<String>,
}

/// Repairs, masks and parses a source. `attested` tells whether a word joined from two halves at a
/// line end is one, `masking` what is masked beside identity numbers.
pub fn understand(
    found: &Found,
    extracted: Extracted,
    attested: &dyn Fn(&str) -> bool,
    masking: &Masking,
) -> Understood {
    let mut text = repair(&extracted.string, &extracted.pages, attested);
    let mut remarks = extracted.notes;
    let (masked, numbers) = mask_with(&text.string, masking);
    remarks.extend(numbers.iter().map(|number| {
        let line = text.line_at(number.span.start);
        let what = match number.kind {
            PersonalKind::Personnummer | PersonalKind::Samordningsnummer => {
                "a personal identity number"
            }
            PersonalKind::Email => "an e-mail address",
            PersonalKind::Phone => "a mobile number",
        };
        format!("line {line}: {what} was masked")
    }));
    text.string = masked;
    let sidecar = &found.sidecar;
    let hints = Hints {
        source: &found.source,
        municipality: sidecar.municipality.as_deref(),
        organ: sidecar.organ.as_deref(),
        date: sidecar.date,
        kind: sidecar.kind,
    };
    let document = parse(&text, &hints);
    let warnings = document.warnings.iter();
    remarks.extend(warnings.map(|warning| match warning.line {
        0 => warning.message.clone(),
        line => format!("line {line}: {}", warning.message),
    }));
    if document.kind == DocumentKind::Other && document.units.is_empty() {
        remarks.push("nothing in it could be indexed".to_owned());
    }
    Understood { text, document, remarks }
}
