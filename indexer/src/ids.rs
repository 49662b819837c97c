//! Names that survive re-indexing: ids of units and matters, and the hashes that join units.

use corpus::diary;
use corpus::document::{Document, Unit, UnitKind};

/// Longest slug in bytes; what is cut is made good by a hash.
const MAX_SLUG: usize = 100;

/// A name as part of an address: lower case, å and ä as a, ö as o, all else but letters and
/// digits as single hyphens.
pub(crate) fn slug(name: &str) -> String {
    let mut slug = String::with_capacity(name.len());
    for c in name.chars().flat_map(char::to_lowercase) {
        match fold(c) {
            Some(letter) => slug.push(letter),
            None if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            None => {}
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

fn fold(c: char) -> Option<char> {
    Some(match c {
        'å' | 'ä' | 'á' | 'à' => 'a',
        'ö' | 'ø' | 'ó' => 'o',
        'é' | 'è' => 'e',
        'ü' => 'u',
        c if c.is_ascii_alphanumeric() => c,
        _ => return None,
    })
}

/// A 64-bit hash that never changes between versions: FNV-1a.
/// Source: Fowler, Noll, Vo, IETF draft-eastlake-fnv.
pub(crate) fn stable_hash(parts: &[&str]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for part in parts {
        for byte in part.bytes().chain([0]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash
}

fn short_hash(text: &str) -> String {
    format!("{:06x}", stable_hash(&[text]) & 0xff_ffff)
}

/// The id of a unit: of municipality, organ, date and number for a §, else of its source and
/// what tells it from the source's other units.
pub(crate) fn unit_id(document: &Document, unit: &Unit, source: &str) -> String {
    meeting_id(document, unit).unwrap_or_else(|| source_id(document, unit, source))
}

fn meeting_id(document: &Document, unit: &Unit) -> Option<String> {
    if unit.kind != UnitKind::Minutes || !document.date_certain {
        return None;
    }
    let municipality = document.municipality.as_deref()?;
    let organ = unit.organ.as_deref().or(document.organ.as_deref())?;
    let date = unit.date.or(document.date)?;
    let number = unit.number.as_deref()?;
    Some(format!("{}-{}-{date}-p{}", slug(municipality), slug(organ), slug(number)))
}

fn source_id(document: &Document, unit: &Unit, source: &str) -> String {
    let stem = source.rsplit_once('.').map_or(source, |(stem, _)| stem);
    let mut base = slug(stem);
    base.truncate(MAX_SLUG);
    let hash = short_hash(source);
    if document.units.len() == 1 {
        return format!("{base}-{hash}");
    }
    let twins = |key: &str| {
        document.units.iter().filter(|other| own_key(other).as_deref() == Some(key)).count()
    };
    match own_key(unit) {
        Some(key) if twins(&key) == 1 => format!("{base}-{hash}-{}", slug(&key)),
        _ => format!("{base}-{hash}-{}", unit.ordinal),
    }
}

/// What a registrar would call the unit by: its number, else its own diary number.
fn own_key(unit: &Unit) -> Option<String> {
    let number = unit.number.as_deref().map(|number| format!("p{}", slug(number)));
    number.or_else(|| unit.diary_numbers.first().map(|shown| diary::key(shown)))
}

/// The id of the matter a unit belongs to: municipality and own diary number.
pub(crate) fn matter_id(municipality: Option<&str>, unit: &Unit) -> Option<String> {
    let key = diary::key(unit.diary_numbers.first()?);
    let key = slug(&key);
    (!key.is_empty()).then(|| format!("{}/{key}", municipality_slug(municipality)))
}

/// The municipality's part of a matter id.
pub(crate) fn municipality_slug(municipality: Option<&str>) -> String {
    municipality.map(slug).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "okand".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_plain_addresses() {
        for (name, expected) in [
            ("Barn- och ungdomsnämnden", "barn-och-ungdomsnamnden"),
            ("  Åre kommun ", "are-kommun"),
            ("KS 2023/769", "ks-2023-769"),
            ("§§", ""),
        ] {
            assert_eq!(slug(name), expected);
        }
    }

    #[test]
    fn the_hash_is_the_published_one_and_separates_parts() {
        assert_ne!(stable_hash(&["ab", "c"]), stable_hash(&["a", "bc"]));
        // FNV-1a of "a" followed by the separating zero byte.
        let expected = (0xaf63_dc4c_8601_ec8c_u64).wrapping_mul(0x0100_0000_01b3);
        assert_eq!(stable_hash(&["a"]), expected);
    }
}
