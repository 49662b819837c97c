//! The bars of the timeline: numbers to coordinates, so that the template only writes them.

use indexer::answer::Year;
use indexer::request::Dimension;

use crate::params::Ask;

/// Height of the tallest bar, in pixels.
pub(super) const TALLEST: usize = 64;
/// Labels that fit side by side on a phone.
const LABELS: usize = 8;

/// A bar per year, in order of time.
pub(crate) struct Chart {
    pub(crate) bars: Vec<Bar>,
}

/// One year. Horizontal measures are percent of the width, vertical ones pixels from the top.
pub(crate) struct Bar {
    pub(crate) name: String,
    /// "2021: 14 träffar av 412".
    pub(crate) title: String,
    pub(crate) hits: usize,
    pub(crate) units: usize,
    pub(crate) share: String,
    pub(crate) href: String,
    pub(crate) chosen: bool,
    pub(crate) left: String,
    pub(crate) width: String,
    pub(crate) slot: String,
    pub(crate) slot_width: String,
    pub(crate) middle: String,
    /// A long name at the right edge ends there instead of standing in the middle of its bar.
    pub(crate) ends: bool,
    pub(crate) top: usize,
    pub(crate) height: usize,
    pub(crate) labelled: bool,
}

impl Chart {
    /// The years of an answer; each bar leads to the same search with its year put on or off. None
    /// where no year has a hit: a row of empty bars says nothing.
    pub(crate) fn new(timeline: &[Year], ask: &Ask) -> Self {
        if timeline.iter().all(|year| year.hits == 0) {
            return Self { bars: Vec::new() };
        }
        let mut years: Vec<&Year> = timeline.iter().collect();
        years.sort_by_key(|year| year.year.map_or(i16::MAX, |year| year));
        let most = years.iter().map(|year| year.hits).max().unwrap_or(0).max(1);
        let slot = 100.0 / years.len().max(1) as f64;
        let every = years.len().div_ceil(LABELS).max(1);
        let last = years.len().saturating_sub(1);
        let bars = years.iter().enumerate().map(|(index, year)| {
            let left = slot * index as f64;
            let height = scaled(year.hits, most);
            Bar {
                labelled: (last - index).is_multiple_of(every),
                left: percent(left + slot * 0.1),
                width: percent(slot * 0.8),
                slot: percent(left),
                slot_width: percent(slot),
                middle: percent(if year.year.is_some() { left + slot / 2.0 } else { left + slot }),
                ends: year.year.is_none(),
                top: TALLEST - height,
                height,
                ..Bar::of(year, ask)
            }
        });
        Self { bars: bars.collect() }
    }
}

impl Bar {
    fn of(year: &Year, ask: &Ask) -> Self {
        let value = year.year.map_or_else(|| "utan-datum".to_owned(), |year| format!("{year:04}"));
        let name = match year.year {
            Some(_) => value.clone(),
            None => ask.language.messages().without_date.to_owned(),
        };
        let (t, language) = (ask.language.messages(), ask.language);
        let hits = language.counted(year.hits, t.hit_one, t.hit_many);
        Self {
            title: format!("{name}: {hits} {} {}", t.page_of, language.count(year.units)),
            name,
            hits: year.hits,
            units: year.units,
            share: share(year.hits, year.units),
            href: ask.toggled(Dimension::Year, &value).link("/sok"),
            chosen: ask.filters.of(Dimension::Year).any(|chosen| chosen == value),
            left: String::new(),
            width: String::new(),
            slot: String::new(),
            slot_width: String::new(),
            middle: String::new(),
            ends: false,
            top: 0,
            height: 0,
            labelled: false,
        }
    }
}

/// A year with one hit must still be seen beside one with thousands.
pub(super) fn scaled(hits: usize, most: usize) -> usize {
    if hits == 0 { 0 } else { (hits * TALLEST / most).max(2) }
}

pub(super) fn percent(number: f64) -> String {
    format!("{number:.2}%")
}

fn share(hits: usize, units: usize) -> String {
    if units == 0 {
        return "–".to_owned();
    }
    format!("{:.1}\u{a0}%", 100.0 * hits as f64 / units as f64).replace('.', ",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_stand_in_order_of_time_and_fill_the_width() {
        let year = |year, hits| Year { year, units: 10, hits };
        let timeline = [year(None, 1), year(Some(2021), 1000), year(Some(2019), 1)];
        let chart = Chart::new(&timeline, &Ask::default());
        let shown: Vec<_> =
            chart.bars.iter().map(|bar| (bar.name.as_str(), bar.top, bar.height)).collect();
        assert_eq!(shown, [("2019", 62, 2), ("2021", 0, 64), ("Utan datum", 62, 2)]);
        assert_eq!(chart.bars[2].slot, "66.67%");
        assert_eq!(chart.bars[2].href, "/sok?year=utan-datum");
    }

    #[test]
    fn years_without_any_hit_make_no_chart() {
        let year = |year| Year { year: Some(year), units: 10, hits: 0 };
        assert!(Chart::new(&[year(2019), year(2020)], &Ask::default()).bars.is_empty());
    }
}
