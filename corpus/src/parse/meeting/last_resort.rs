//! Which municipality a document is of, where neither its head nor its text says so outright.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::super::cut;
use super::place::{fold, genitive, named};
use crate::glance::split_at_gaps;
use crate::pattern::pattern;

/// The one municipality that a front names, though only once: on a page run together to one line
/// its name is no cell of its own.
pub(super) fn named_in_front(front: &str) -> Option<String> {
    let front = cut(front, 600);
    let mut names = named(front).filter(|found| found[2].len() <= 6 && found[1].ends_with('s'));
    let found = names.next()?;
    names.next().is_none().then(|| format!("{} {}", &found[1], &found[2]))
}

/// The region that the text names most often, where an organ met that only regions have.
pub(super) fn of_regional_organ(front: &str, text: &str) -> Option<String> {
    static REGION: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?-u:\b)Region \p{Lu}\p{Ll}+"));
    let cells = front.lines().flat_map(split_at_gaps).map(str::trim);
    let mut organs = cells.filter(|cell| {
        cell.starts_with("Regionstyrelsen") || cell.starts_with("Regionfullmäktige")
    });
    organs.next()?;
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for found in REGION.find_iter(cut(text, 40_000)) {
        *counts.entry(found.as_str()).or_default() += 1;
    }
    // "Region Ekdalens mål" speaks of "Region Ekdalen".
    let genitive = |name: &str| counts.get(format!("{name}s").as_str()).copied().unwrap_or(0);
    let best = counts.iter().max_by_key(|(name, count)| **count + genitive(name))?;
    Some((*best.0).to_owned())
}

/// Stockholm alone has *borgarråd*.
pub(super) fn of_its_offices(string: &str) -> Option<String> {
    let stands = |title: &str| memchr::memmem::find(string.as_bytes(), title.as_bytes()).is_some();
    (stands("borgarrådet ") || stands("Borgarrådsberedningen"))
        .then(|| "Stockholms stad".to_owned())
}

/// The one municipality of the text, where something is said to be its own: "Ekviks kommuns
/// revisorer". A neighbour would be named beside it.
pub(super) fn named_as_owner(text: &str) -> Option<String> {
    const OWNED: [&str; 12] = [
        "revisor",
        "revision",
        "budget",
        "mål",
        "taxa",
        "regler",
        "reglemente",
        "vision",
        "invånare",
        "författning",
        "webbplats",
        "styrdokument",
    ];
    let text = cut(text, 40_000);
    let mut owner = None;
    for found in named(text) {
        let of_place = found[2].len() <= 6;
        let name = format!("{} {}", &found[1], &found[2]);
        if !of_place || owner.as_ref().is_some_and(|known| *known != name) {
            return None;
        }
        owner = Some(name);
    }
    let owner = owner?;
    let genitive = format!("{owner}s ");
    let mut owned = text.match_indices(&genitive).map(|(at, _)| &text[at + genitive.len()..]);
    owned.any(|rest| OWNED.iter().any(|word| rest.starts_with(word))).then_some(owner)
}

/// The municipality by the address of who wrote the paper: "ann.ek@norra-ekvik.se". A domain
/// leaves out the rings and dots of å, ä and ö: the name is believed as `text` spells it, and where
/// the text does not name it, nothing is guessed.
pub(super) fn of_address(front: &str, text: &str) -> Option<String> {
    static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?:[\w.-]@|(?-u:\b)www\.)([a-z]{3,}(?:-[a-z]{3,})*)(?:\.kommun)?\.se(?-u:\b)")
    });
    const OTHERS: [&str; 10] = [
        "telia",
        "gmail",
        "hotmail",
        "outlook",
        "bredband",
        "skr",
        "skl",
        "region",
        "lansstyrelsen",
        "regeringskansliet",
    ];
    let mut domains = ADDRESS.captures_iter(front).map(|found| found[1].to_owned());
    let domain = domains.find(|domain| !OTHERS.iter().any(|other| domain.starts_with(other)))?;
    let mut words = text.split(|c: char| !c.is_alphabetic() && c != '-');
    let name = words.find(|word| word.starts_with(char::is_uppercase) && fold(word) == domain)?;
    Some(genitive(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_names_a_municipality_in_passing() {
        let front = "1 PROTOKOLL Socialnämnden Hedviks kommun Plats och tid Stora salen kl 9";
        assert_eq!(named_in_front(front).as_deref(), Some("Hedviks kommun"));
        assert_eq!(named_in_front("Eks kommun och Als kommun"), None);
        let address = "Eva Ek   eva.ek@norra-hedvik.se   Kansliet";
        let text = "Vägen mot Norra-Hedvik är smal.";
        assert_eq!(of_address(address, text).as_deref(), Some("Norra-Hedviks kommun"));
        assert_eq!(of_address(address, "Vägen är smal."), None);
        assert_eq!(of_address("bo@aby.se", "Åby växer.").as_deref(), Some("Åby kommun"));
        assert_eq!(of_address("eva@telia.se", "Telia"), None);
        let region = "Svar till Region Ekdalen. Region Ekdalens mål.\nRegion Norr";
        let front = "PROTOKOLL   1 (9)\nRegionstyrelsen § 3-9";
        assert_eq!(of_regional_organ(front, region).as_deref(), Some("Region Ekdalen"));
        assert_eq!(of_regional_organ("Socialnämnden", region), None);
        assert_eq!(of_regional_organ(front, "Region Storö ").as_deref(), Some("Region Storö"));
        let town = "Föredragande borgarrådet Ann Ek anför följande.";
        assert_eq!(of_its_offices(town).as_deref(), Some("Stockholms stad"));
    }
}
