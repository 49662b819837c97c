//! Counts per dimension and per year, exact, each with the other filters applied.

use corpus::document::{Outcome, UnitKind, Zone};

use crate::answer::{Facet, FacetValue, Year};
use crate::bits::Bits;
use crate::matching::{Sieve, kind_slug};
use crate::request::{Dimension, Filters};
use crate::snapshot::Snapshot;
use crate::write::NO_DATE;

/// Counts every dimension. `found` is the match set before filters.
pub(crate) fn facets(
    found: &Bits,
    sieve: &Sieve,
    filters: &Filters,
    snapshot: &Snapshot,
    limit: usize,
) -> Vec<Facet> {
    let count = |dimension| facet(dimension, found, sieve, filters, snapshot, limit);
    Dimension::ALL.into_iter().map(count).collect()
}

fn facet(
    dimension: Dimension,
    found: &Bits,
    sieve: &Sieve,
    filters: &Filters,
    snapshot: &Snapshot,
    limit: usize,
) -> Facet {
    let counts = counts(dimension, &sieve.without(found, Some(dimension)), snapshot);
    let chosen: Vec<&str> = filters.of(dimension).collect();
    let names = &snapshot.units.dimension(dimension).names;
    let mut values: Vec<FacetValue> = names
        .iter()
        .zip(counts)
        .map(|(name, count)| FacetValue {
            value: name.clone(),
            label: label(dimension, name),
            count,
            chosen: chosen.contains(&name.as_str()),
        })
        .filter(|value| value.count > 0 || value.chosen)
        .collect();
    for missing in chosen.iter().filter(|value| !names.iter().any(|name| name == *value)) {
        let (value, label) = ((*missing).to_owned(), label(dimension, missing));
        values.push(FacetValue { value, label, count: 0, chosen: true });
    }
    if dimension == Dimension::Year {
        values.sort_by_key(|value| std::cmp::Reverse(year_order(&value.value)));
    } else {
        values.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
    }
    let mut listed = 0;
    values.retain(|value| {
        listed += 1;
        listed <= limit || value.chosen
    });
    Facet { dimension, values }
}

/// Years descend; units without a date come last.
fn year_order(value: &str) -> i32 {
    value.parse().unwrap_or(i32::MIN)
}

fn counts(dimension: Dimension, units: &Bits, snapshot: &Snapshot) -> Vec<usize> {
    let values = snapshot.units.dimension(dimension);
    let mut counts = vec![0; values.names.len()];
    for unit in units.iter() {
        for number in values.of.of(unit) {
            counts[*number as usize] += 1;
        }
    }
    counts
}

/// Units per year found and indexed; the year filter does not apply to its own chart.
pub(crate) fn timeline(found: &Bits, sieve: &Sieve, snapshot: &Snapshot) -> Vec<Year> {
    let year = Some(Dimension::Year);
    let hits = counts(Dimension::Year, &sieve.without(found, year), snapshot);
    let all = counts(Dimension::Year, &sieve.without(&snapshot.units.alive, year), snapshot);
    let names = &snapshot.units.dimension(Dimension::Year).names;
    let mut years: Vec<Year> = names
        .iter()
        .zip(hits.into_iter().zip(all))
        .map(|(name, (hits, units))| Year { year: name.parse().ok(), units, hits })
        .filter(|year| year.units > 0)
        .collect();
    years.sort_by_key(|year| (year.year.is_none(), year.year));
    years
}

/// A value as a Swedish reader sees it.
pub(crate) fn label(dimension: Dimension, value: &str) -> String {
    match dimension {
        Dimension::Outcome => Outcome::from_slug(value).map(|o| o.shown().to_owned()),
        Dimension::Zone => Zone::from_slug(value).map(|z| z.shown().to_owned()),
        Dimension::Kind => kind_from_slug(value).map(|kind| kind_label(kind).to_owned()),
        Dimension::Law => analyzers::law_name(value).map(|law| capital(law.name)),
        Dimension::Year if value == NO_DATE => Some("Utan datum".to_owned()),
        _ => None,
    }
    .unwrap_or_else(|| value.to_owned())
}

fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn kind_from_slug(slug: &str) -> Option<UnitKind> {
    KINDS.into_iter().find(|kind| kind_slug(*kind) == slug)
}

const KINDS: [UnitKind; 7] = [
    UnitKind::Minutes,
    UnitKind::AgendaItem,
    UnitKind::Statement,
    UnitKind::Response,
    UnitKind::Attachment,
    UnitKind::Other,
    UnitKind::Withheld,
];

/// A kind as a Swedish reader sees it.
pub const fn kind_label(kind: UnitKind) -> &'static str {
    match kind {
        UnitKind::Minutes => "Protokollsparagraf",
        UnitKind::AgendaItem => "Föredragningslista",
        UnitKind::Statement => "Tjänsteutlåtande",
        UnitKind::Response => "Remissvar",
        UnitKind::Attachment => "Bilaga",
        UnitKind::Other => "Närvaro och röstlistor",
        UnitKind::Withheld => "Sekretess",
    }
}
