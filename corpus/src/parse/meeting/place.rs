//! Which municipality a document is of, by its head, its text or its path.

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use super::super::cut;
use super::pattern;
use crate::organ;

pub(super) static MUNICIPALITY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:[A-ZÅÄÖ][\w-]+ ?){1,2}(?:[Kk]ommun|KOMMUN|[Ss]tad|STAD)\b|^(?:Region|REGION) [A-ZÅÄÖ]\w+(?: [A-ZÅÄÖ]\w+)?$|^[A-ZÅÄÖ][\w-]+ (?:läns landsting|LÄNS LANDSTING)|^(?:Landstinget|LANDSTINGET) [A-ZÅÄÖ][\w-]+$",
    )
});
/// A federation of municipalities (*kommunalförbund*): "Räddningstjänstförbundet Ekbygden".
pub(super) static FEDERATION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:\p{Lu}\p{Ll}*förbundet \p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?|\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)? \p{Ll}*(?:kommunal|försvars|vård|tjänst|bildnings|avfalls)förbund)$",
    )
});
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"([A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäö]+)?) ([Ss]tad|[Kk]ommun(?:styrelse|fullmäktige)?)(?:s|en)?(?:[^a-zåäö]|$)",
    )
});
/// A cell that is a municipality's or a region's name; in capitals it is set in small letters.
pub(in crate::parse) fn municipality_name(column: &str) -> Option<String> {
    let found = MUNICIPALITY.find(column)?;
    let rest = column[found.end()..].trim_start_matches([',', ' ']);
    if !(rest.is_empty()
        || organ::is_name_folded(&rest.to_lowercase())
        || column[found.end()..].starts_with(','))
    {
        // "Göteborgs Stad Stadsledningskontoret protokoll"
        if rest.split(' ').count() > 3 {
            return None;
        }
    }
    let name = found.as_str();
    let shouted = name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    Some(if shouted { from_capitals(name) } else { name.to_owned() })
}

fn from_capitals(name: &str) -> String {
    let lower = name.to_lowercase();
    let words: Vec<String> = lower
        .split(' ')
        .map(|word| match word {
            "kommun" | "stad" | "läns" | "landsting" => word.to_owned(),
            _ => capitalised(word),
        })
        .collect();
    words.join(" ")
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

/// The municipality that the text names most often, at least twice. "Ekviks kommunstyrelse" says
/// more than "Ekviks kommun", which may be a neighbour.
pub(super) fn most_named(string: &str) -> Option<String> {
    let mut spellings: HashMap<String, HashMap<String, usize>> = HashMap::new();
    let mut weights: HashMap<String, usize> = HashMap::new();
    for found in NAMED.captures_iter(cut(string, 40_000)) {
        let (name, kind) = (&found[1], &found[2]);
        if matches!(
            name,
            "Denna"
                | "Stads"
                | "Stadens"
                | "Varje"
                | "Vår"
                | "Din"
                | "Er"
                | "En"
                | "Svensk"
                | "Ny"
                | "Hela"
                | "Till"
                | "Sveriges"
        ) {
            continue;
        }
        let stem = name.strip_suffix('s').unwrap_or(name).to_owned();
        let of_organ = kind.len() > 6;
        // "Sedan kommunfullmäktige …" opens a sentence; a name stands in the genitive.
        if of_organ && !name.ends_with(['s', 'x', 'z', 'o', 'ö', 'å', 'y', 'e']) {
            continue;
        }
        *weights.entry(stem.clone()).or_default() += if of_organ { 4 } else { 1 };
        if !of_organ {
            let spelling = format!("{name} {kind}");
            *spellings.entry(stem).or_default().entry(spelling).or_default() += 1;
        }
    }
    let best = weights.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)))?;
    if best.1 < 2 {
        return None;
    }
    let spelt = spellings.remove(&best.0).unwrap_or_default();
    // Every town is a *kommun* in law; one that calls itself *stad* prints that on its papers.
    let of_town = |spelling: &str| spelling.to_lowercase().ends_with("s stad");
    let town = spelt.iter().filter(|(spelling, count)| of_town(spelling) && **count > 1);
    let town = town.max_by(|a, b| a.1.cmp(b.1).then(b.0.cmp(a.0))).map(|best| best.0.clone());
    if town.is_some() {
        return town;
    }
    let shown = spelt.into_iter().max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)));
    Some(shown.map_or_else(|| genitive(&best.0), |(spelling, _)| spelling))
}

pub(in crate::parse) fn genitive(stem: &str) -> String {
    // "Uppsala kommun", "Borås kommun", but "Lunds kommun".
    let bare = |c: char| "sxzaeiouyåäö".contains(c);
    let s = if stem.ends_with(bare) { "" } else { "s" };
    format!("{stem}{s} kommun")
}

/// "Socialnämnden i Ekviks kommun": organ and municipality.
pub(super) fn organ_of_municipality(column: &str) -> Option<(String, String)> {
    let (organ, place) = column.split_once(" i ")?;
    let name = MUNICIPALITY.find(place).filter(|name| name.len() == place.len())?.as_str();
    organ::is_name(organ).then(|| (organ::normalised(organ), name.to_owned()))
}

pub(super) fn municipality_of_path(source: &str) -> Option<String> {
    let folded = fold(source);
    NAMES_IN_PATHS
        .iter()
        .find(|(slug, _)| folded.split(['/', '-', '_', '.', ' ']).any(|part| part == *slug))
        .map(|(_, name)| (*name).to_owned())
}

/// The largest municipalities, as a folder or a file may name them: the last resort.
const NAMES_IN_PATHS: [(&str, &str); 20] = [
    ("stockholm", "Stockholms stad"),
    ("goteborg", "Göteborgs Stad"),
    ("malmo", "Malmö stad"),
    ("uppsala", "Uppsala kommun"),
    ("linkoping", "Linköpings kommun"),
    ("orebro", "Örebro kommun"),
    ("vasteras", "Västerås stad"),
    ("helsingborg", "Helsingborgs stad"),
    ("norrkoping", "Norrköpings kommun"),
    ("jonkoping", "Jönköpings kommun"),
    ("umea", "Umeå kommun"),
    ("lund", "Lunds kommun"),
    ("boras", "Borås Stad"),
    ("huddinge", "Huddinge kommun"),
    ("nacka", "Nacka kommun"),
    ("eskilstuna", "Eskilstuna kommun"),
    ("solna", "Solna stad"),
    ("gavle", "Gävle kommun"),
    ("sundsvall", "Sundsvalls kommun"),
    ("halmstad", "Halmstads kommun"),
];

pub(super) fn fold(text: &str) -> String {
    text.to_lowercase().replace(['å', 'ä'], "a").replace('ö', "o")
}
