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
        &["lagen om stöd och service till vissa funktionshindrade", "lagen om stöd och service"],
    ),
    (
        "lvu",
        &["LVU"],
        &["lagen med särskilda bestämmelser om vård av unga", "lagen om vård av unga"],
    ),
    (
        "lvm",
        &["LVM"],
        &["lagen om vård av missbrukare", "lagen om vård av missbrukare i vissa fall"],
    ),
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
    ("luf", &["LUF"], &["lagen om upphandling inom försörjningssektorerna"]),
    ("luk", &["LUK"], &["lagen om upphandling av koncessioner"]),
    ("lov", &["LOV"], &["lagen om valfrihetssystem"]),
    ("skollagen", &["SkolL"], &["skollagen"]),
    ("hsl", &["HSL"], &["hälso- och sjukvårdslagen", "hälso- och sjukvårdslag"]),
    (
        "mbl",
        &["MBL"],
        &["medbestämmandelagen", "medbestämmandelag", "lagen om medbestämmande i arbetslivet"],
    ),
    ("las", &["LAS"], &["lagen om anställningsskydd", "anställningsskyddslagen"]),
    ("aml", &["AML"], &["arbetsmiljölagen"]),
    ("gdpr", &["GDPR", "DSF"], &["dataskyddsförordningen", "dataskyddsförordning"]),
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
    (
        "barnkonventionen",
        &[],
        &["barnkonventionen", "lagen om Förenta nationernas konvention om barnets rättigheter"],
    ),
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
    (
        "bostadsförsörjningslagen",
        &[],
        &["bostadsförsörjningslagen", "lagen om kommunernas bostadsförsörjningsansvar"],
    ),
    ("hyreslagen", &[], &["hyreslagen"]),
    ("lpt", &["LPT"], &["lagen om psykiatrisk tvångsvård"]),
    ("museilagen", &[], &["museilagen"]),
    ("lrv", &["LRV"], &["lagen om rättspsykiatrisk vård"]),
    (
        "lbe",
        &["LBE"],
        &["lagen om brandfarliga och explosiva varor", "lagen om brandfarlig och explosiv vara"],
    ),
    (
        "tillgänglighetslagen",
        &[],
        &["tillgänglighetslagen", "lagen om vissa produkters och tjänsters tillgänglighet"],
    ),
    ("doslagen", &[], &["doslagen", "lagen om tillgänglighet till digital offentlig service"]),
    ("skiljeförfarandelagen", &[], &["skiljeförfarandelagen", "lagen om skiljeförfarande"]),
    (
        "öppna datalagen",
        &[],
        &[
            "öppna datalagen",
            "öppna data-lagen",
            "lagen om den offentliga sektorns tillgängliggörande av data",
        ],
    ),
    (
        "befogenhetslagen",
        &[],
        &[
            "befogenhetslagen",
            "lagen om vissa kommunala befogenheter",
            "lagen om kommunala befogenheter",
        ],
    ),
    (
        "hushållningsförordningen",
        &[],
        &[
            "förordningen om hushållning med mark- och vattenområden",
            "förordningen om hushållning med mark och vattenområden",
        ],
    ),
    ("färdtjänstlagen", &[], &["färdtjänstlagen", "lagen om färdtjänst"]),
    ("kollektivtrafiklagen", &[], &["kollektivtrafiklagen", "lagen om kollektivtrafik"]),
    (
        "lma",
        &["LMA"],
        &["lagen om mottagande av asylsökande", "lagen om mottagande av asylsökande m.fl."],
    ),
    (
        "bosättningslagen",
        &[],
        &["bosättningslagen", "lagen om mottagande av vissa nyanlända invandrare för bosättning"],
    ),
    ("ltlp", &["LTLP"], &["lagen om tobak och liknande produkter"]),
    ("lek", &["LEK"], &["lagen om elektronisk kommunikation"]),
    ("ygl", &["YGL"], &["yttrandefrihetsgrundlagen"]),
    ("tobakslagen", &[], &["tobakslagen"]),
    ("fastighetsbildningslagen", &["FBL"], &["fastighetsbildningslagen"]),
    ("väglagen", &[], &["väglagen"]),
    ("semesterlagen", &[], &["semesterlagen"]),
    (
        "visselblåsarlagen",
        &[],
        &["visselblåsarlagen", "lagen om skydd för personer som rapporterar om missförhållanden"],
    ),
];

struct Names {
    /// Abbreviations, whose case counts, and names, whose case does not; each with its codes.
    short: (AhoCorasick, Vec<&'static str>),
    long: (AhoCorasick, Vec<&'static str>),
    codes: HashMap<String, &'static str>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let pairs = |short: bool| {
        STATUTES.iter().flat_map(move |(code, abbreviations, names)| {
            let written = if short { *abbreviations } else { *names };
            written.iter().flat_map(|name| forms(name)).map(|name| (name, *code))
        })
    };
    let automaton = |short: bool| {
        let (names, codes): (Vec<String>, Vec<&str>) = pairs(short).unzip();
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(!short)
            .build(names)
            .expect("the names are a small constant table");
        (automaton, codes)
    };
    let codes = pairs(true).chain(pairs(false));
    Names { short: automaton(true), long: automaton(false), codes: codes.collect() }
});

/// A name as listed, and "lag om …" for "lagen om …".
fn forms(name: &str) -> Vec<String> {
    let plain = name.strip_prefix("lagen ").map(|title| format!("lag {title}"));
    std::iter::once(name.to_owned()).chain(plain).collect()
}

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
    let named = !blow && !other.contains(&lower.as_str()) && !lower.ends_with("bolagen");
    // "inkomstskattelag" and "inkomstskattelagen" are one statute.
    named.then(|| if lower.ends_with("lag") { lower + "en" } else { lower })
}

/// Words in -lagen that are no statutes.
const BLOWS: [&str; 19] = [
    "föreslagen",
    "beslagen",
    "bakslagen",
    "sammanslagen",
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
    let mut names: Vec<String> = STATUTES
        .iter()
        .flat_map(|(_, short, long)| short.iter().chain(long.iter()).flat_map(|name| forms(name)))
        .chain(MORE.iter().map(|(name, _)| (*name).to_owned()))
        .collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let folded = |name: &String| {
        let spaced = name.replace(' ', r"\s+");
        if name.chars().any(char::is_uppercase) { spaced } else { format!("(?i:{spaced})") }
    };
    names.iter().map(folded).collect::<Vec<_>>().join("|")
}

/// Words in -lagen, -balken or -förordningen that name a statute without an own code: place, key.
pub(super) fn named_otherwise(text: &str) -> Vec<(Range<usize>, String)> {
    let mut found = Vec::new();
    for ending in ["lagen", "balken", "förordningen"] {
        for (at, _) in text.match_indices(ending) {
            found.extend(word_around(text, at, at + ending.len()));
        }
    }
    found
}

/// The statute named by the word whose ending stands at `at`. "taxonomi-förordningen" is one word.
fn word_around(text: &str, at: usize, end: usize) -> Option<(Range<usize>, String)> {
    let letters = |until: usize| {
        text[..until].char_indices().rev().take_while(|(_, c)| c.is_alphabetic()).last()
    };
    let genitive = usize::from(text[end..].starts_with('s'));
    if text[end + genitive..].starts_with(char::is_alphanumeric) {
        return None;
    }
    let hyphen = text[..at].strip_suffix('-').and_then(|lead| letters(lead.len()));
    if let Some((start, first)) = hyphen {
        let lead = &text[start..at - 1];
        let word = first.is_lowercase() && lead.len() > 3;
        return word.then(|| (start..end + genitive, format!("{lead}{}", &text[at..end])));
    }
    let (start, _) = letters(at)?;
    if text[..start].ends_with('-') || end - start < 10 {
        return None;
    }
    Some((start..end + genitive, code_or_name(&text[start..end])?))
}

/// Names that stand as words of their own, with their codes.
pub(super) fn named(text: &str) -> Vec<(Range<usize>, &'static str)> {
    // A name may go on behind a line's end.
    let flat = text.replace('\n', " ");
    let joined = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let mut found = Vec::new();
    for (short, (automaton, codes)) in [(false, &NAMES.long), (true, &NAMES.short)] {
        for hit in automaton.find_iter(&flat) {
            let before = flat[..hit.start()].chars().next_back();
            let genitive = !short && flat[hit.end()..].starts_with('s');
            let end = hit.end() + usize::from(genitive);
            let after = flat[end..].chars().next();
            let compound = before == Some('-') || (short && after == Some('-'));
            if !joined(before) && !joined(after) && !compound {
                found.push((hit.start()..end, codes[hit.pattern().as_usize()]));
            }
        }
    }
    found
}
