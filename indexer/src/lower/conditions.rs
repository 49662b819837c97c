//! Conditions on what is known of a unit, as sets of units.

use corpus::document::UnitKind;

use crate::bits::Bits;
use crate::ids::slug;
use crate::occurrences::units_with_term;
use crate::query::{By, Condition};
use crate::request::Dimension;
use crate::snapshot::Snapshot;
use crate::units::NO_DATE;
use crate::write::days;

/// The units that meet a condition.
pub(super) fn units(condition: &Condition, snapshot: &Snapshot) -> Bits {
    match condition {
        Condition::Organ(name) => named(Dimension::Organ, name, snapshot),
        Condition::Municipality(name) => named(Dimension::Municipality, name, snapshot),
        Condition::Years { from, to } => {
            let from = jiff::civil::date((*from).clamp(1, 9_998), 1, 1);
            let to = jiff::civil::date((*to).clamp(1, 9_998), 12, 31);
            between(Some(days(from)), Some(days(to)), snapshot)
        }
        Condition::From(date) => between(Some(days(*date)), None, snapshot),
        Condition::To(date) => between(None, Some(days(*date)), snapshot),
        Condition::Party(letters) => {
            of(Dimension::Party, snapshot, |name| name.eq_ignore_ascii_case(letters))
        }
        Condition::Outcome(outcome) => {
            of(Dimension::Outcome, snapshot, |name| name == outcome.slug())
        }
        Condition::Kind(kind) => kind_units(*kind, snapshot),
        Condition::Law(law) => law_units(law, snapshot),
        Condition::Paragraf(number) => with_fact(&format!("paragraf:{number}"), snapshot),
        Condition::By(By::Party(letters)) => by_party(letters, snapshot),
        Condition::By(By::Person(_)) | Condition::Person(_) | Condition::Dnr(_) => {
            snapshot.units.alive.clone()
        }
    }
}

/// The units of which a fact is known.
pub(super) fn with_fact(fact: &str, snapshot: &Snapshot) -> Bits {
    units_with_term(snapshot, snapshot.fields.facts, fact)
}

fn by_party(letters: &str, snapshot: &Snapshot) -> Bits {
    let mut all = Bits::new(snapshot.units.bound());
    for zone in ["yrkanden", "reservationer", "sarskilt_uttalande"] {
        all.or(&with_fact(&format!("{zone}:{}", letters.to_lowercase()), snapshot));
    }
    all
}

fn kind_units(kind: UnitKind, snapshot: &Snapshot) -> Bits {
    let slug = serde_json::to_value(kind).expect("a kind is plain data");
    of(Dimension::Kind, snapshot, |name| slug.as_str() == Some(name))
}

fn law_units(law: &str, snapshot: &Snapshot) -> Bits {
    match analyzers::law_name(law) {
        Some(law) => {
            let slug = law.slug();
            of(Dimension::Law, snapshot, |name| name == slug)
        }
        None => {
            let words = snapshot.analyzer.query_words(law);
            let term = words.into_iter().flat_map(|word| word.entities).next();
            let term = term.unwrap_or_else(|| law.to_lowercase());
            units_with_term(snapshot, snapshot.fields.exact, &term)
        }
    }
}

/// Units whose name in a dimension is the one wanted; where there is none, holds it.
fn named(dimension: Dimension, wanted: &str, snapshot: &Snapshot) -> Bits {
    let wanted = slug(wanted);
    let same = of(dimension, snapshot, |name| slug(name) == wanted);
    if same.count() > 0 || wanted.is_empty() {
        return same;
    }
    of(dimension, snapshot, |name| slug(name).contains(&wanted))
}

/// Units with a value in a dimension that is as wanted.
pub(crate) fn of(dimension: Dimension, snapshot: &Snapshot, wanted: impl Fn(&str) -> bool) -> Bits {
    let values = snapshot.units.dimension(dimension);
    let chosen: Vec<bool> = values.names.iter().map(|name| wanted(name)).collect();
    let units = snapshot.units.alive.iter();
    let has = |unit: &u32| values.of.of(*unit).iter().any(|number| chosen[*number as usize]);
    Bits::of(snapshot.units.bound(), units.filter(has))
}

/// Units dated from one day to another, both included. Units without a date are in no span.
pub(crate) fn between(from: Option<i64>, to: Option<i64>, snapshot: &Snapshot) -> Bits {
    let units = &snapshot.units;
    let inside = |unit: &u32| {
        let date = units.date[*unit as usize];
        date != NO_DATE
            && from.is_none_or(|from| i64::from(date) >= from)
            && to.is_none_or(|to| i64::from(date) <= to)
    };
    Bits::of(units.bound(), units.alive.iter().filter(inside))
}
