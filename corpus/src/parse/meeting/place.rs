//! Which municipality a document is of, by its head, its text or its path.

use std::collections::HashMap;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use regex::{Captures, Regex};

use super::super::cut;
use crate::glance::split_at_gaps;
use crate::organ;
use crate::pattern::pattern;
use crate::small_letters::SmallLetters;

static MUNICIPALITY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:[A-ZÅÄÖ][\w-]+ ?){1,2}(?:[Kk]ommun|KOMMUN|[Ss]tad|STAD)\b|^(?:Region|REGION) [A-ZÅÄÖ]\w+(?: [A-ZÅÄÖ]\w+)?$|^[A-ZÅÄÖ][\w-]+ (?:läns landsting|LÄNS LANDSTING)|^(?:Landstinget|LANDSTINGET) [A-ZÅÄÖ][\w-]+$|^(?:[A-ZÅÄÖ]\w+ )?[A-ZÅÄÖ]\w+sregionen$",
    )
});
/// A federation of municipalities (*kommunalförbund*): "Räddningstjänstförbundet Ekbygden".
static FEDERATION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:\p{Lu}\p{Ll}*förbundet \p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)?|\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)? \p{Ll}*(?:kommunal|försvars|vård|tjänst|bildnings|avfalls)förbund)$",
    )
});
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"([A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäö]+)?) ([Ss]tad|[Kk]ommun(?:styrelse|fullmäktige)?)(?:s|en)?(?:[^a-zåäö]|$)",
    )
});
/// What the names of municipalities and regions hold: most cells hold none.
static MAY_NAME: LazyLock<AhoCorasick> = LazyLock::new(|| {
    // The kind of match is the one that is searched in the fastest way.
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostFirst)
        .build(["ommun", "KOMMUN", "tad", "STAD", "egion", "REGION", "andsting", "LANDSTING"])
        .expect("a small constant table")
});

/// The name of a municipality or a region that `cell` begins with.
pub(super) fn municipality_at_start(cell: &str) -> Option<&str> {
    // A name has three words at most; what follows shows where it ends.
    let behind = memchr::memchr_iter(b' ', cell.as_bytes()).nth(2);
    let cell = behind.map_or(cell, |blank| &cell[..=blank]);
    let may_name = cell.starts_with(char::is_uppercase) && MAY_NAME.is_match(cell);
    may_name.then(|| MUNICIPALITY.find(cell)).flatten().map(|found| found.as_str())
}

/// A cell that is a municipality's or a region's name; in capitals it is set in small letters.
pub(in crate::parse) fn municipality_name(column: &str) -> Option<String> {
    let found = municipality_at_start(column)?;
    let whole = column;
    let column = without_lead(whole)?;
    let found = if column == whole { found } else { municipality_at_start(column)? };
    let rest = column[found.len()..].trim_start_matches([',', ' ']);
    if !(rest.is_empty()
        || organ::is_name_folded(&rest.small())
        || column[found.len()..].starts_with(','))
    {
        // "Göteborgs Stad Stadsledningskontoret protokoll"
        if rest.split(' ').count() > 3 {
            return None;
        }
    }
    let name = found;
    let shouted = name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    Some(if shouted { from_capitals(name) } else { name.to_owned() })
}

/// A cell without the word for a paper, or the organ, that it opens with ("Tjänsteskrivelse Ekviks
/// kommun"); `None` where a name would be made of that word itself.
fn without_lead(cell: &str) -> Option<&str> {
    const PAPERS: [&str; 10] = [
        "tjänste",
        "protokoll",
        "sammanträdes",
        "kallelse",
        "föredragningslista",
        "beslutsunderlag",
        "utlåtande",
        "yttrande",
        "remissvar",
        "dagordning",
    ];
    let first = cell.split(' ').next().unwrap_or_default();
    let lower = first.small();
    if !PAPERS.iter().any(|paper| lower.starts_with(paper)) && !organ::is_name(first) {
        return Some(cell);
    }
    let rest = cell[first.len()..].trim_start();
    (rest.split(' ').count() >= 2).then_some(rest)
}

/// "HEDVIKS" above "KOMMUN", one below the other at the start of their lines: a name on two lines.
pub(super) fn over_two_lines(one: &str, next: &str) -> Option<String> {
    // Most lines below another name no kind: told before any cell is looked for.
    if !["kommun", "stad", "KOMMUN", "STAD"].iter().any(|kind| next.trim_start().starts_with(kind))
    {
        return None;
    }
    let cell = |line: &str| line.trim_start().split("  ").next().unwrap_or_default().to_owned();
    let indent = |line: &str| line.len() - line.trim_start().len();
    let (above, below) = (cell(one), cell(next));
    // "Ledamot    Kommun" are the labels of a table.
    let shouted = !above.contains(char::is_lowercase);
    let below = below.trim_end();
    let kind = matches!(below, "kommun" | "stad") || shouted && matches!(below, "KOMMUN" | "STAD");
    let few = above.split(' ').count() <= if shouted { 2 } else { 1 };
    let letters = above.chars().all(|c| c.is_alphabetic() || c == ' ' || c == '-');
    (kind && few && letters && indent(one) == indent(next))
        .then(|| municipality_name(&format!("{above} {below}")))?
}

/// A federation by its name in small letters or in capitals; a service that calls itself one
/// nowhere but below its name is one as well.
pub(super) fn federation(column: &str, front: &str) -> Option<String> {
    if column.len() > 80 {
        return None;
    }
    let lower = column.small();
    let service = lower.starts_with("räddningstjänsten ") && front.contains("ommunalförbund");
    if !(lower.contains("förbund") || service) {
        return None;
    }
    let shouted = !column.contains(char::is_lowercase);
    let name = if shouted { from_capitals(column) } else { column.to_owned() };
    let named = |word: &str| word.starts_with(char::is_uppercase);
    (FEDERATION.is_match(&name) || service && name.split(' ').all(named)).then_some(name)
}

/// "Direktionen för Kommunalförbundet Ekbygden": organ and federation.
pub(super) fn organ_of_federation(cell: &str) -> Option<(&str, &str)> {
    let joint = [" för ", " i "].into_iter().find(|joint| cell.contains(joint))?;
    let (organ, name) = cell.split_once(joint)?;
    (organ::is_name(organ) && FEDERATION.is_match(name)).then_some((organ, name))
}

/// The municipality in the last lines, where letters give its address.
pub(super) fn in_foot(string: &str) -> Option<String> {
    let last = string.lines().rev().filter(|line| !line.trim().is_empty()).take(8);
    last.flat_map(split_at_gaps).find_map(|cell| municipality_name(cell.trim()))
}

fn from_capitals(name: &str) -> String {
    let lower = name.small();
    let words: Vec<String> = lower
        .split(' ')
        .map(|word| match word {
            "kommun" | "stad" | "läns" | "landsting" => word.to_owned(),
            _ => capitalised(word),
        })
        .collect();
    words.join(" ")
}

pub(super) fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

/// "EKVIKS KOMMUNFULLMÄKTIGES HANDLINGAR": the council's print bears the name of its municipality.
pub(super) fn of_councils_print(column: &str) -> Option<String> {
    static PRINT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(\p{Lu}[\p{L}-]+) (?:kommunfullmäktiges|KOMMUNFULLMÄKTIGES) (?:handlingar|HANDLINGAR|tryck|TRYCK|protokoll|PROTOKOLL)",
        )
    });
    let may = column.contains("ommunfullmäktiges ") || column.contains("OMMUNFULLMÄKTIGES ");
    let name = from_capitals(&may.then(|| PRINT.captures(column)).flatten()?[1]);
    Some(format!("{name} kommun"))
}

/// Every name of [`NAMED`] in `text`: each stands before one of few words, which are fast to find.
pub(super) fn named(text: &str) -> impl Iterator<Item = Captures<'_>> {
    const KINDS: [&str; 4] = [" stad", " Stad", " kommun", " Kommun"];
    /// Bytes from the blank before a kind to behind the longest match.
    const LONGEST: usize = 32;
    let places = KINDS.iter().flat_map(|kind| memchr::memmem::find_iter(text.as_bytes(), kind));
    let mut places: Vec<usize> = places.collect();
    places.sort_unstable();
    let mut done = 0;
    places.into_iter().filter_map(move |blank| {
        let before = text.get(done..blank)?;
        let start = before.trim_end_matches(|c: char| c.is_alphabetic() || c == '-').len() + done;
        // "i kommun", "en stad": no name without a capital.
        if !text[start..blank].contains(char::is_uppercase) {
            return None;
        }
        let end = blank + cut(&text[blank..], LONGEST).len();
        let found = NAMED.captures(&text[start..end])?;
        // What stands farther on is found by its own kind.
        if start + found.get(2)?.start() != blank + 1 {
            return None;
        }
        done = start + found.get(0)?.end();
        Some(found)
    })
}

/// The municipality that the text names most often, at least twice. "Ekviks kommunstyrelse" says
/// more than "Ekviks kommun", which may be a neighbour.
pub(super) fn most_named(string: &str) -> Option<String> {
    let mut spellings: HashMap<String, HashMap<String, usize>> = HashMap::new();
    let mut weights: HashMap<String, usize> = HashMap::new();
    for found in named(cut(string, 40_000)) {
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
    let of_town = |spelling: &str| spelling.small().ends_with("s stad");
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
    let (organ, place) = column.contains(" i ").then(|| column.split_once(" i "))??;
    let name = municipality_at_start(place).filter(|name| name.len() == place.len())?;
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
    text.small().replace(['å', 'ä'], "a").replace('ö', "o")
}
