//! What is indexed and how fresh it is; and a list of names, each counted by year.

use std::collections::BTreeMap;

use corpus::document::UnitKind;

use crate::answer::{BatchRow, Coverage, SkippedView, Status};
use crate::facets;
use crate::matching::{Sieve, kind_slug};
use crate::request::{Dimension, Filters};
use crate::search::Context;
use crate::units::NO_DATE;

impl Context<'_> {
    /// What is indexed.
    pub(crate) fn status(&self) -> Status {
        let sources = self.snapshot.sources();
        let skipped = sources.iter().filter_map(|known| {
            let reason = known.skipped.clone()?;
            Some(SkippedView { source: known.source.clone(), reason })
        });
        let coverage = self.coverage();
        let of_kind = |kind: UnitKind| {
            coverage.iter().filter(|c| c.kind == kind).map(|c| c.units).sum::<usize>()
        };
        let manifest = &self.snapshot.generation.manifest;
        Status {
            fingerprint: self.snapshot.fingerprint(),
            committed_at: self.snapshot.committed_at.clone(),
            samples: manifest.samples,
            without_dictionary: !manifest.dictionary,
            sources: sources.iter().filter(|known| known.skipped.is_none()).count(),
            units: self.snapshot.units.alive.count(),
            withheld: of_kind(UnitKind::Withheld),
            skipped: skipped.collect(),
            coverage,
        }
    }

    fn coverage(&self) -> Vec<Coverage> {
        let units = &self.snapshot.units;
        let kinds = [
            UnitKind::Minutes,
            UnitKind::AgendaItem,
            UnitKind::Statement,
            UnitKind::Response,
            UnitKind::Attachment,
            UnitKind::Other,
            UnitKind::Withheld,
        ];
        let mut counts: BTreeMap<_, (usize, i32)> = BTreeMap::new();
        for unit in units.alive.iter() {
            let value = |dimension| units.value(dimension, unit).map(str::to_owned);
            let kind = value(Dimension::Kind);
            let kind = kinds.into_iter().find(|k| Some(kind_slug(*k)) == kind);
            let year = value(Dimension::Year).and_then(|year| year.parse::<i16>().ok());
            let place = (value(Dimension::Municipality), value(Dimension::Organ));
            let entry = counts.entry((place, year, kind)).or_insert((0, NO_DATE));
            entry.0 += 1;
            entry.1 = entry.1.max(units.date[unit as usize]);
        }
        counts
            .into_iter()
            .filter_map(|(((municipality, organ), year, kind), (units, latest))| {
                Some(Coverage {
                    municipality,
                    organ,
                    year,
                    kind: kind?,
                    units,
                    latest: crate::write::date_of(latest),
                })
            })
            .collect()
    }

    /// Hits per year for each name of a list.
    pub(crate) fn batch(&self, names: &[String], filters: &Filters) -> Vec<BatchRow> {
        let row = |name: &String| {
            let found = self.find(name, &[]);
            let sieve = Sieve::new(filters, false, self.snapshot);
            let total = sieve.all(&found.matched.full).count();
            let timeline = facets::timeline(&found.matched.full, &sieve, self.snapshot);
            let years = timeline.into_iter().rev().filter(|year| year.hits > 0);
            let years = years.map(|year| (year.year, year.hits)).collect();
            BatchRow { query: name.clone(), total, years }
        };
        names.iter().map(row).collect()
    }
}
