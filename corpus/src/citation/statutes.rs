//! Names and abbreviations of the statutes that municipalities work under.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

/// Code, abbreviations (matched as written) and names (matched in any case, with their genitive).
const STATUTES: &[(&str, &[&str], &[&str])] = &[
    ("sol", &["SoL"], &["socialtjänstlagen", "socialtjänstlag"]),
    (
        "lss",
        &["LSS"],
        &[
            "lagen om stöd och service till vissa funktionshindrade",
            "lag om stöd och service till vissa funktionshindrade",
        ],
    ),
    ("lvu", &["LVU"], &["lagen med särskilda bestämmelser om vård av unga"]),
    ("lvm", &["LVM"], &["lagen om vård av missbrukare i vissa fall"]),
    ("kl", &["KL"], &["kommunallagen", "kommunallag"]),
    ("pbl", &["PBL"], &["plan- och bygglagen", "plan- och bygglag", "plan och bygglagen"]),
    ("pbf", &["PBF"], &["plan- och byggförordningen"]),
    ("mb", &[], &["miljöbalken"]),
    ("osl", &["OSL"], &["offentlighets- och sekretesslagen", "offentlighets- och sekretesslag"]),
    ("fl", &[], &["förvaltningslagen"]),
    ("tf", &[], &["tryckfrihetsförordningen"]),
    ("rf", &[], &["regeringsformen"]),
    ("fb", &[], &["föräldrabalken"]),
    ("äb", &[], &["ärvdabalken"]),
    ("jb", &[], &["jordabalken"]),
    ("brb", &["BrB"], &["brottsbalken"]),
    ("lou", &["LOU"], &["lagen om offentlig upphandling", "upphandlingslagen"]),
    ("luf", &["LUF"], &[]),
    ("lov", &["LOV"], &["lagen om valfrihetssystem"]),
    ("skollagen", &["SkolL"], &["skollagen"]),
    ("hsl", &["HSL"], &["hälso- och sjukvårdslagen", "hälso- och sjukvårdslag"]),
    ("mbl", &["MBL"], &["medbestämmandelagen", "medbestämmandelag"]),
    ("las", &["LAS"], &["lagen om anställningsskydd", "anställningsskyddslagen"]),
    ("aml", &["AML"], &["arbetsmiljölagen"]),
    ("gdpr", &["GDPR"], &["dataskyddsförordningen"]),
    ("diskrimineringslagen", &[], &["diskrimineringslagen"]),
    ("alkohollagen", &[], &["alkohollagen"]),
    ("arkivlagen", &[], &["arkivlagen"]),
    ("bibliotekslagen", &[], &["bibliotekslagen"]),
    ("bokföringslagen", &[], &["bokföringslagen"]),
    ("lkbr", &["LKBR"], &["lagen om kommunal bokföring och redovisning"]),
    ("revisionslagen", &[], &["revisionslagen"]),
    ("aktiebolagslagen", &["ABL"], &["aktiebolagslagen"]),
    ("säkerhetsskyddslagen", &[], &["säkerhetsskyddslagen"]),
    ("ordningslagen", &[], &["ordningslagen"]),
    ("vallagen", &[], &["vallagen"]),
    ("språklagen", &[], &["språklagen"]),
    (
        "minoritetslagen",
        &[],
        &["minoritetslagen", "lagen om nationella minoriteter och minoritetsspråk"],
    ),
    ("barnkonventionen", &[], &["barnkonventionen"]),
    ("patientsäkerhetslagen", &["PSL"], &["patientsäkerhetslagen"]),
    ("patientlagen", &[], &["patientlagen"]),
    ("leh", &["LEH"], &["lagen om extraordinära händelser"]),
    ("lso", &["LSO"], &["lagen om skydd mot olyckor"]),
    ("livsmedelslagen", &[], &["livsmedelslagen"]),
    ("lav", &["LAV"], &["vattentjänstlagen", "lagen om allmänna vattentjänster"]),
    ("fjärrvärmelagen", &[], &["fjärrvärmelagen"]),
    ("trafikförordningen", &[], &["trafikförordningen"]),
    ("kamerabevakningslagen", &[], &["kamerabevakningslagen"]),
    ("brottsdatalagen", &[], &["brottsdatalagen"]),
    ("jordförvärvslagen", &[], &["jordförvärvslagen"]),
    ("konkurrenslagen", &[], &["konkurrenslagen"]),
    ("bostadsförsörjningslagen", &[], &["bostadsförsörjningslagen"]),
    ("hyreslagen", &[], &["hyreslagen"]),
    ("lptt", &[], &["lagen om psykiatrisk tvångsvård"]),
    ("lsptv", &["LPT"], &[]),
    ("tobakslagen", &[], &["tobakslagen"]),
    ("fastighetsbildningslagen", &["FBL"], &["fastighetsbildningslagen"]),
    ("väglagen", &[], &["väglagen"]),
    ("semesterlagen", &[], &["semesterlagen"]),
    ("visselblåsarlagen", &[], &["visselblåsarlagen"]),
];

struct Names {
    automaton: AhoCorasick,
    /// For each pattern: its code, and whether case counts.
    meaning: Vec<(&'static str, bool)>,
    codes: HashMap<String, &'static str>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let (mut patterns, mut meaning, mut codes) = (Vec::new(), Vec::new(), HashMap::new());
    for (code, short, long) in STATUTES {
        for name in *short {
            patterns.push((*name).to_owned());
            meaning.push((*code, true));
            codes.insert((*name).to_owned(), *code);
        }
        for name in *long {
            let mut capital = (*name).to_owned();
            let first = name.chars().next().map_or(String::new(), |c| c.to_uppercase().collect());
            capital.replace_range(..name.chars().next().map_or(0, char::len_utf8), &first);
            codes.insert((*name).to_owned(), *code);
            codes.insert(capital.clone(), *code);
            patterns.extend([(*name).to_owned(), capital]);
            meaning.extend([(*code, false), (*code, false)]);
        }
    }
    let automaton = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(&patterns)
        .expect("the names are a small constant table");
    Names { automaton, meaning, codes }
});

/// The code of a name as written, a final genitive left out.
pub(super) fn code(written: &str) -> Option<&'static str> {
    let joined = written.split_whitespace().collect::<Vec<_>>().join(" ");
    let codes = &NAMES.codes;
    let lower = joined.to_lowercase();
    let more = MORE.iter().find(|(name, _)| *name == joined).map(|(_, code)| *code);
    let long = codes.get(&lower).or_else(|| codes.get(lower.trim_end_matches('s')));
    let long = long.copied().filter(|_| lower.len() > 5);
    codes.get(&joined).copied().or(more).or(long)
}

/// The code, or the name itself in lower case for a statute that has none here.
pub(super) fn code_or_name(written: &str) -> Option<String> {
    if let Some(code) = code(written) {
        return Some(code.to_owned());
    }
    let lower = written.to_lowercase();
    let other = ["underlagen", "förlagen", "lagen", "upplagen", "avlagen"];
    let blow = BLOWS.iter().any(|word| lower.ends_with(word));
    (!blow && !other.contains(&lower.as_str()) && !lower.ends_with("bolagen")).then_some(lower)
}

/// Words in -lagen that are no statutes.
const BLOWS: [&str; 15] = [
    "underlagen",
    "förlagen",
    "avbalken",
    "förslagen",
    "anslagen",
    "inslagen",
    "utslagen",
    "nedslagen",
    "avslagen",
    "tillslagen",
    "påslagen",
    "uppslagen",
    "omslagen",
    "överslagen",
    "genomslagen",
];

/// Abbreviations too short to be sure anywhere but behind a §.
const MORE: [(&str, &str); 7] = [
    ("MB", "mb"),
    ("FL", "fl"),
    ("TF", "tf"),
    ("RF", "rf"),
    ("FB", "fb"),
    ("ÄB", "äb"),
    ("JB", "jb"),
];

/// All names as alternatives of a pattern, the longest first, blanks of any kind between words.
pub(super) fn alternation() -> String {
    let mut names: Vec<&str> = STATUTES
        .iter()
        .flat_map(|(_, short, long)| short.iter().chain(long.iter()).copied())
        .chain(MORE.iter().map(|(name, _)| *name))
        .collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let folded = |name: &&str| {
        let spaced = name.replace(' ', r"\s+");
        if name.chars().any(char::is_uppercase) { spaced } else { format!("(?i:{spaced})") }
    };
    names.iter().map(folded).collect::<Vec<_>>().join("|")
}

/// Whether any statute is named at all.
pub(super) fn any_named(text: &str) -> bool {
    NAMES.automaton.is_match(text)
}

/// Words in -lagen or -balken that name a statute without an own code: place and key.
pub(super) fn named_otherwise(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    for ending in ["lagen", "balken"] {
        for (at, _) in text.match_indices(ending) {
            let end = at + ending.len();
            let before =
                text[..at].char_indices().rev().take_while(|(_, c)| c.is_alphabetic()).last();
            let Some((start, _)) = before else { continue };
            let genitive = usize::from(text[end..].starts_with('s'));
            let closed = !text[end + genitive..].starts_with(char::is_alphanumeric);
            let after_hyphen = text[..start].ends_with('-');
            if closed
                && !after_hyphen
                && end - start > 10
                && let Some(key) = code_or_name(&text[start..end])
            {
                found.push((start..end + genitive, key));
            }
        }
    }
    found
}

/// Names that stand as words of their own, with their codes.
pub(super) fn named(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let mut found = Vec::new();
    for hit in NAMES.automaton.find_iter(text) {
        let (code, short) = NAMES.meaning[hit.pattern().as_usize()];
        let before = text[..hit.start()].chars().next_back();
        let mut end = hit.end();
        if !short && text[end..].starts_with('s') {
            end += 1;
        }
        let after = text[end..].chars().next();
        let joined = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let compound = before == Some('-') || (short && after == Some('-'));
        if !joined(before) && !joined(after) && !compound {
            found.push((hit.start()..end, code));
        }
    }
    found
}
