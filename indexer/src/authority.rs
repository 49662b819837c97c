//! How often other papers refer to a §: a decision that many cite is one that people look for.

use std::collections::HashMap;

use tantivy::schema::IndexRecordOption;
use tantivy::{DocSet, TERMINATED};

use crate::request::Dimension;
use crate::snapshot::Segment;
use crate::units::Units;

/// What a reference to a decision begins with in the field of keys, and what the decision's own key
/// begins with.
const CITES: &str = "cites:beslut:";
const IS: &str = "is:beslut:";

/// For every unit that others of its municipality cite, by how many.
pub(crate) fn cited(segments: &[Segment], units: &Units) -> HashMap<u32, u32> {
    let citing = holders(segments, units, CITES);
    let mut cited = HashMap::new();
    for (key, decisions) in holders(segments, units, IS) {
        let Some(citing) = citing.get(&key) else { continue };
        for unit in decisions {
            let place = |unit| units.value(Dimension::Municipality, unit);
            let by = citing.iter().filter(|other| **other != unit && place(**other) == place(unit));
            let count = u32::try_from(by.count()).unwrap_or(u32::MAX);
            if count > 0 {
                cited.insert(unit, count);
            }
        }
    }
    cited
}

/// The units that hold each term with this prefix, by what follows it. A key without an organ names
/// nothing certain and is left out.
fn holders(segments: &[Segment], units: &Units, prefix: &str) -> HashMap<String, Vec<u32>> {
    let mut holders: HashMap<String, Vec<u32>> = HashMap::new();
    for segment in segments {
        let Ok(mut terms) = segment.keys.terms().range().ge(prefix).into_stream() else { continue };
        while terms.advance() && terms.key().starts_with(prefix.as_bytes()) {
            let rest = String::from_utf8_lossy(&terms.key()[prefix.len()..]).into_owned();
            if rest.starts_with(':') {
                continue;
            }
            let info = terms.value();
            let option = IndexRecordOption::Basic;
            let Ok(mut list) = segment.keys.read_postings_from_terminfo(info, option) else {
                continue;
            };
            let of = holders.entry(rest).or_default();
            while list.doc() != TERMINATED {
                let unit = segment.base + list.doc();
                of.extend(Some(unit).filter(|unit| units.alive.contains(*unit)));
                list.advance();
            }
        }
    }
    holders
}
