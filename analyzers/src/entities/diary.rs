//! Diary numbers (*diarienummer*): `KS 2023/769`, `KS2023:769`, `SN/2024:42`, `SLK-2026-00003`.

use super::{EntityKind, Found};
use crate::atoms::{Atom, Class};

/// The diary number that begins at atom `at`.
pub(super) fn find(text: &str, pieces: &[Atom], at: usize) -> Option<Found> {
    let mut next = at;
    let mut prefix = None;
    if pieces[next].class == Class::Letters {
        let word = pieces[next].text(text);
        if !(2..=6).contains(&word.chars().count()) {
            return None;
        }
        prefix = Some(word.to_lowercase());
        next += 1;
        if !pieces.get(next)?.is_word() {
            next += 1;
        }
    }
    let year = digits(text, pieces, next)
        .filter(|d| d.len() == 4 && (d.starts_with("19") || d.starts_with("20")))?;
    let sign = pieces.get(next + 1)?.class;
    if !matches!(sign, Class::Sign('/' | ':' | '-' | '.'))
        || prefix.is_none() && sign != Class::Sign('/')
    {
        return None;
    }
    let number = digits(text, pieces, next + 2)?;
    let number = number.trim_start_matches('0');
    let whole = prefix.map(|prefix| format!("dnr:{prefix}-{year}-{number}"));
    let bare = format!("dnr:{year}-{number}");
    let terms = whole.into_iter().chain([bare]).collect();
    Some(Found { atoms: next + 3 - at, kind: EntityKind::Dnr, terms })
}

fn digits<'a>(text: &'a str, pieces: &[Atom], at: usize) -> Option<&'a str> {
    pieces.get(at).filter(|atom| atom.class == Class::Digits).map(|atom| atom.text(text))
}
