//! Numbered series: SFS, SOU, Ds, bills, committee reports, acts of the Union, regulations.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::statutes::{self, Mention, Naming};
use super::{CitationKind, Found, pattern};

static SERIES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"SOU\s*(?:nr\s*)?\(?(?P<sou>(?:19|20)[0-9][0-9]\s?:\s?[0-9]{1,3}(?:(?:,|\s+och|\s+samt)\s+(?:19|20)[0-9][0-9]:[0-9]{1,3}){0,4})",
        r"|D[sS]\s*\(?(?P<ds>(?:19|20)[0-9][0-9]\s?:\s?[0-9]{1,3}(?:(?:,|\s+och|\s+samt)\s+(?:19|20)[0-9][0-9]:[0-9]{1,3}){0,4})",
        r"|[Pp]rop(?:osition(?:en)?)?\.?\)?(?:\s+från\s+[A-Za-zÅÄÖåäö]+)?\s*(?:nr\.?\s*)?\(?(?P<prop>(?:19|20)[0-9][0-9]/[0-9][0-9](?:[0-9][0-9])?\s?:\s?[0-9]{1,3}(?:(?:,|\s+och|\s+samt)\s+(?:19|20)[0-9][0-9]/[0-9][0-9]:[0-9]{1,3}){0,4})",
        r"|[Ss]kr(?:ivelse(?:n)?)?\.?\s*\(?(?P<skr>(?:19|20)[0-9][0-9]/[0-9][0-9](?:[0-9][0-9])?\s?:\s?[0-9]{1,3})",
        r"|[Bb]et(?:änkande)?(?:t)?\.?\s*\(?(?P<bet>(?:19|20)[0-9][0-9]/[0-9][0-9](?:[0-9][0-9])?\s?:\s?[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{0,4}U\s?[0-9]{1,3})",
        r"|[Rr]skr\.?\s*(?P<rskr>(?:19|20)[0-9][0-9]/[0-9][0-9](?:[0-9][0-9])?\s?:\s?[0-9]{1,3})",
        r"|(?:[Kk]ommitté)?(?:[Dd]ir(?:ektiv(?:et|en)?)?)\.?:?\s*\(?(?P<dir>(?:19|20)[0-9][0-9]\s?:\s?[0-9]{1,3}(?:(?:,|\s+och|\s+samt)\s+(?:19|20)[0-9][0-9]:[0-9]{1,3}){0,4})",
        r"|\((?:EU|EG|EEG)(?:,\s*Euratom)?\)\s*(?:[Nn]r\.?:?\s*)?(?P<eu>[0-9]{1,4}/[0-9]{1,4})",
        r"|(?:EU|EG|EEG)(?:[/ ]|\s*[Nn]r\.?\s*)(?P<eu2>(?:19|20)[0-9][0-9]/[0-9]{1,4}|[0-9]{2,4}/(?:19|20)[0-9][0-9])",
        r"|(?P<eu3>(?:19|20)?[0-9][0-9]/[0-9]{1,4}|[0-9]{2,4}/(?:19|20)[0-9][0-9])/(?:EU|EG|EEG)",
        r"|(?:EU-)?(?:[Ff]örordning|[Dd]irektiv|rambeslut)(?:en|et)?\s+(?:[Nn]r\.?\s*)?(?P<eu4>(?:19|20)[0-9][0-9]/[0-9]{2,4}|[0-9]{2,4}/(?:19|20)[0-9][0-9])(?-u:\b)",
        r"|(?P<lead>[(\[]?SFS\s*(?:nr\.?:?\s*)?|[(\[]|(?:PBL|SoL|LSS|KL|[Ll]ag(?:en)?|[Ff]örordning(?:en)?)\s+)(?P<sfs>(?:1[789][0-9][0-9]|20[0-9][0-9])\s?:\s?[0-9]{1,4})(?:[)\]]|(?-u:\b))",
        r"|(?P<fs>[A-ZÅÄÖ](?:[A-ZÅÄÖ]{0,5}|[A-Za-zåäö]{2,4}[A-Z])(?:-FS|FS)|SvKFS)\s*(?:\(|nr\.?\s*)?(?P<fsn>(?:19|20)[0-9][0-9]\s?[:;]\s?[0-9]{1,3}(?:(?:,|\s+och|\s+samt)\s+(?:19|20)[0-9][0-9]:[0-9]{1,3}){0,3})",
    ))
});

/// Groups of the pattern, and what they are.
const KINDS: [(&str, &str, CitationKind); 12] = [
    ("sou", "sou", CitationKind::Sou),
    ("ds", "ds", CitationKind::Ds),
    ("prop", "prop", CitationKind::Prop),
    ("skr", "skr", CitationKind::Skr),
    ("bet", "bet", CitationKind::Bet),
    ("rskr", "rskr", CitationKind::Skr),
    ("dir", "dir", CitationKind::Dir),
    ("eu", "eu", CitationKind::Eu),
    ("eu2", "eu", CitationKind::Eu),
    ("eu3", "eu", CitationKind::Eu),
    ("eu4", "eu", CitationKind::Eu),
    ("sfs", "sfs", CitationKind::Sfs),
];

pub(super) fn find(found: &mut Found, mentions: &[Mention]) {
    let text = found.text;
    for hit in SERIES.captures_iter(text) {
        let Some(whole) = hit.get(0) else { continue };
        let before = &text[..whole.start()];
        if before.ends_with(|c: char| c.is_alphanumeric() || c == '-') && !is_bill(&hit) {
            continue;
        }
        if hit.name("lead").is_some_and(|lead| matches!(lead.as_str(), "(" | "["))
            && !follows_statute(before)
        {
            continue;
        }
        if regulations(found, &hit) {
            continue;
        }
        let known = KINDS.iter().find_map(|kind| Some((kind, hit.name(kind.0)?)));
        let Some((&(_, series, kind), number)) = known else { continue };
        let from = if kind == CitationKind::Sfs { number.start() } else { whole.start() };
        if kind != CitationKind::Eu && kind != CitationKind::Sfs {
            for one in listed(number.as_str()) {
                found.add_beside(from..number.end(), kind, format!("{series}:{}", tidy(one)));
            }
            continue;
        }
        let key = match number.as_str() {
            "2016/679" if kind == CitationKind::Eu => "gdpr".to_owned(),
            written if kind == CitationKind::Sfs => {
                let at = mentions.partition_point(|mention| mention.span.end <= number.start());
                let around = mentions.get(at).filter(|mention| {
                    mention.naming == Naming::Number && mention.span.start <= number.start()
                });
                around.map_or_else(|| statutes::key_of_number(written), |m| m.key.clone())
            }
            number => format!("{series}:{}", tidy(number)),
        };
        let named = kind == CitationKind::Sfs && !key.starts_with("sfs:");
        let kind = if named { CitationKind::Statute } else { kind };
        found.add(from..number.end(), kind, key);
    }
}

/// "miljöbalkspropositionen (1997/98:45)": the word before may be part of a longer one.
fn is_bill(hit: &Captures) -> bool {
    hit.name("prop").is_some() && hit[0].contains("positionen")
}

/// "SOSFS 2009:6 och 2012:10".
fn regulations(found: &mut Found, hit: &Captures) -> bool {
    let (Some(series), Some(numbers)) = (hit.name("fs"), hit.name("fsn")) else { return false };
    if series.as_str() == "SFS" {
        return false;
    }
    let span = series.start()..numbers.end();
    for number in listed(numbers.as_str()) {
        let key = format!("{}:{}", series.as_str().to_lowercase(), tidy(number));
        found.add_beside(span.clone(), CitationKind::Regulation, key);
    }
    true
}

/// The numbers of a list: "2009:6, 2012:10 och 2014:2".
fn listed(numbers: &str) -> impl Iterator<Item = &str> {
    numbers.split(',').flat_map(|part| part.split(" och ")).flat_map(|part| part.split(" samt "))
}

/// "2009 : 06" → "2009:6", in lower case.
fn tidy(number: &str) -> String {
    let close: String = number.chars().filter(|c| !c.is_whitespace()).collect();
    let close = close.replace(';', ":").to_lowercase();
    match close.rsplit_once(':') {
        Some((year, number)) => format!("{}:{}", session(year), number.trim_start_matches('0')),
        None => close,
    }
}

/// "2008/2009" → "2008/09", a session of the riksdag; the one over the turn of the century stays.
fn session(year: &str) -> String {
    match year.split_once('/') {
        Some((from, to)) if to.len() == 4 && to != "2000" => format!("{from}/{}", &to[2..]),
        _ => year.to_owned(),
    }
}

/// "(1993:387)" is a statute's number only behind a statute's name: reports are numbered alike.
fn follows_statute(before: &str) -> bool {
    const ENDS: [&str; 17] = [
        "lag",
        "lagen",
        "lagens",
        "balk",
        "balken",
        "ordning",
        "ordningen",
        "stadga",
        "stadgan",
        "form",
        "formen",
        "kungörelse",
        "kungörelsen",
        "tillkännagivande",
        "tillkännagivandet",
        "ordningens",
        "balkens",
    ];
    let word = before.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
    let lower = word.to_lowercase();
    ENDS.iter().any(|end| lower.ends_with(end))
        || statutes::key(word).is_some()
        || follows_title(before)
}

/// "lagen om nationella minoriteter och minoritetsspråk (2009:724)": a title of a few words.
fn follows_title(before: &str) -> bool {
    static TITLE: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?:[Ll]ag(?:en)?|[Ff]örordning(?:en)?)\s+(?:om|med|för)\s+[^.;:()§]{3,110}$")
    });
    let from = before.len().saturating_sub(150);
    let from = (from..before.len()).find(|&at| before.is_char_boundary(at));
    TITLE.is_match(&before[from.unwrap_or(before.len())..])
}
