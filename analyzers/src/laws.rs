//! The laws that municipal papers cite, by name, abbreviation and number.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// A law as it is cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Law {
    /// The abbreviation in common use, as printed ("SoL").
    pub abbr: &'static str,
    /// The name in the definite form ("socialtjänstlagen").
    pub name: &'static str,
    /// Number in the statute book ("2001:453"); empty where it has none.
    pub sfs: &'static str,
}

static BY_NAME: LazyLock<FxHashMap<String, Law>> = LazyLock::new(|| {
    let mut laws = FxHashMap::default();
    for row in crate::data::rows(include_str!("../data/laws.tsv")) {
        let mut columns = row.split('\t');
        let (Some(abbr), Some(name)) = (columns.next(), columns.next()) else { continue };
        let law = Law { abbr, name, sfs: columns.next().unwrap_or("") };
        laws.insert(abbr.to_lowercase(), law);
        laws.insert(name.to_lowercase(), law);
    }
    laws
});

/// The law with this abbreviation or name; case does not matter.
pub fn law_name(name: &str) -> Option<Law> {
    BY_NAME.get(&name.to_lowercase()).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table() {
        for (name, abbr) in
            [("sol", "SoL"), ("Socialtjänstlagen", "SoL"), ("plan- och bygglagen", "PBL")]
        {
            assert_eq!(law_name(name).map(|law| law.abbr), Some(abbr));
        }
        assert_eq!(law_name("påhittslagen"), None);
    }
}
