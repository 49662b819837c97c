//! Personal identity numbers (*personnummer*, *samordningsnummer*) found and masked, so that they
//! are neither stored, shown nor searchable.
//!
//! A number is believed when it has the right number of digits in one of the usual spellings, is a
//! date of birth, passes the check digit (Luhn, SKV 704), and nothing beside it says that it is
//! something else. E-mail addresses and mobile numbers of private persons are masked by
//! configuration ([`Masking`]).

use std::ops::Range;

mod contact;
mod number;

/// What a masked stretch was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonalKind {
    /// *Personnummer*.
    Personnummer,
    /// *Samordningsnummer*: the day of birth is written plus 60.
    Samordningsnummer,
    /// E-mail address of a private person.
    Email,
    /// Mobile number.
    Phone,
}

/// Something personal, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonalNumber {
    /// Byte range, the same in the text and in its masked copy.
    pub span: Range<usize>,
    /// What it was.
    pub kind: PersonalKind,
}

/// What is masked beside identity numbers, which always are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Masking {
    /// E-mail addresses at providers for private persons.
    pub emails: bool,
    /// Mobile numbers.
    pub phones: bool,
}

/// Masks identity numbers. The masked text has the same bytes at the same offsets but for the
/// digits of the numbers, which are `*`: no offset into the text needs to be moved.
pub fn mask(text: &str) -> (String, Vec<PersonalNumber>) {
    mask_with(text, &Masking::default())
}

/// Masks identity numbers and what `masking` asks for; lengths and offsets are kept as in [`mask`].
pub fn mask_with(text: &str, masking: &Masking) -> (String, Vec<PersonalNumber>) {
    let mut found = number::find(text);
    if masking.emails {
        found.extend(contact::emails(text));
    }
    if masking.phones {
        found.extend(contact::phones(text));
    }
    found.sort_by_key(|personal| (personal.span.start, personal.span.end));
    let mut masked = String::with_capacity(text.len());
    let mut written = 0;
    for personal in &found {
        let from = personal.span.start.max(written);
        let to = personal.span.end.max(from);
        masked.push_str(&text[written..from]);
        for c in text[from..to].chars() {
            // A letter of two bytes becomes two asterisks, so that offsets stay true.
            if c.is_alphanumeric() {
                masked.extend(std::iter::repeat_n('*', c.len_utf8()));
            } else {
                masked.push(c);
            }
        }
        written = to;
    }
    masked.push_str(&text[written..]);
    (masked, found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn contacts_are_masked_only_when_asked() {
        let text = "Kontakt: åsa.ek@gmail.com, namnd@exempelby.se, 070-123 45 67, 08-123 45 67.";
        assert_eq!(mask(text).0, text);
        let (masked, found) = mask_with(text, &Masking { emails: true, phones: true });
        assert_eq!(
            masked,
            "Kontakt: ****.**@*****.***, namnd@exempelby.se, ***-*** ** **, 08-123 45 67."
        );
        assert_eq!(found.len(), 2);
        assert_eq!(masked.len(), text.len());
    }

    proptest! {
        #[test]
        fn offsets_are_kept_whatever_the_text(text in "(\\PC|[0-9]{2}|[-+ ]|811218-9876|@gmail.com){0,40}") {
            let (masked, found) = mask_with(&text, &Masking { emails: true, phones: true });
            prop_assert_eq!(masked.len(), text.len());
            for personal in &found {
                prop_assert!(text.get(personal.span.clone()).is_some());
                prop_assert!(!masked[personal.span.clone()].contains(|c: char| c.is_ascii_digit()));
            }
        }
    }
}
