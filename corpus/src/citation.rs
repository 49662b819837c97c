//! References: statutes, government reports and bills, other decisions, diary numbers; found in
//! running text and brought to one form.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};
use serde::{Deserialize, Serialize};

use crate::{diary, organ};

mod statutes;

/// What a citation points at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CitationKind {
    /// A statute by name or abbreviation, with or without chapter and §.
    Statute,
    /// A statute by its number in *Svensk författningssamling*.
    Sfs,
    /// *Statens offentliga utredningar*.
    Sou,
    /// *Departementsserien*.
    Ds,
    /// A government bill (*proposition*).
    Prop,
    /// A decision of another meeting.
    Decision,
    /// A diary number.
    Dnr,
}

/// A reference in a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// Place in the text, in bytes.
    pub span: Range<usize>,
    /// What it points at.
    pub kind: CitationKind,
    /// The normal form: "sol:11:5", "sfs:2001:453", "sou:2023:69", "prop:2021/22:35",
    /// "beslut:kommunfullmäktige:2023-11-27:19", "dnr:ks-2023-769".
    pub key: String,
    /// As printed, blanks collapsed.
    pub shown: String,
}

/// Every reference in `text`, in order, without overlaps.
///
/// "11 kap. 5 § SoL" and "5 § 11 kap. socialtjänstlagen" give the same key.
pub fn citations(text: &str) -> Vec<Citation> {
    let mut found = Found { text, citations: Vec::new() };
    if !text.bytes().any(|byte| byte.is_ascii_digit()) && !statutes::any_named(text) {
        return Vec::new();
    }
    statute_places(&mut found, &PLACE);
    statute_places(&mut found, &NAME_FIRST);
    series(&mut found);
    decisions(&mut found);
    named_alone(&mut found);
    for (span, number) in diary::find(text) {
        found.add(span, CitationKind::Dnr, format!("dnr:{}", number.key));
    }
    short_numbers(&mut found);
    found.citations.sort_by_key(|citation| citation.span.start);
    found.citations
}

struct Found<'t> {
    text: &'t str,
    citations: Vec<Citation>,
}

impl Found<'_> {
    fn add(&mut self, span: Range<usize>, kind: CitationKind, key: String) {
        let overlaps =
            |known: &Citation| span.start < known.span.end && known.span.start < span.end;
        if self.citations.iter().any(overlaps) {
            return;
        }
        let shown = self.text[span.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
        self.citations.push(Citation { span, kind, key, shown });
    }
}

fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("patterns are constants that the tests compile")
}

fn part<'t>(found: &Captures<'t>, group: &str) -> Option<&'t str> {
    found.name(group).map(|hit| hit.as_str())
}

/// "11 kap. 5 § SoL", "5 § 11 kap. socialtjänstlagen", "9 § LSS", "14 kap. § 1 SoL",
/// "5 kap 11§ andra stycket SoL", "enligt 4 kap. 2 a § SoL".
static PLACE: LazyLock<Regex> = LazyLock::new(|| {
    let number = r"\d{1,3}(?:\s?[a-h](?-u:\b))?";
    let list = format!(r"{number}(?:\s?(?:,|och|–|-|eller|samt)\s?{number}){{0,5}}");
    let detail = r"(?:\s*(?:första|andra|tredje|fjärde|femte|1|2|3|4|5|6|7|8|9|10)\s?(?:st(?:ycket)?\.?|p(?:unkten)?\.?|meningen|a)?){0,3}(?:\s*(?:punkten|stycket|p\.?|st\.?)\s*\d{0,2})?";
    let names = statutes::alternation();
    pattern(&format!(
        r"(?:(?P<kap1>{number})\s*kap(?:\.|itlet)?,?\s*(?:(?P<par1>{list})\s*§§?|§§?\s*(?P<par1b>{list}))|(?P<par2>{list})\s*§§?\s*(?P<kap2>{number})\s*kap(?:\.|itlet)?|(?P<par3>{list})\s*§§?|§§?\s*(?P<par4>{list})|(?P<kap5>{number})\s*kap(?:\.|itlet)?){detail}[\s,(]*(?:i\s+|av\s+|enligt\s+|den\s+|nya\s+|lagen\s+\()*(?P<name>{names}|[a-zåäö]{{3,30}}(?:lagen|lag|balken|förordningen))(?-u:\b)",
    ))
});

/// "KL 5 kap 1 §", "Socialtjänstlagen (2001:453) 5 kap. 11 §", "MBL § 11".
static NAME_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    let number = r"\d{1,3}(?:\s?[a-h](?-u:\b))?";
    let names = statutes::alternation();
    pattern(&format!(
        r"(?P<name>{names})s?(?:\s+\w+förbud)?(?:\s*\(\d{{4}}:\d{{1,4}}\))?,?\s+(?:(?P<kap1>{number})\.?\s*kap(?:\.|itlet)?,?\s*(?:(?P<par1>{number})\s*§§?|§\s*(?P<par1b>{number}))|§\s*(?P<par2>{number}))",
    ))
});

fn statute_places(found: &mut Found, shape: &Regex) {
    let text = found.text;
    for hit in shape.captures_iter(text) {
        let Some(whole) = hit.get(0) else { continue };
        let Some(written) = part(&hit, "name") else { continue };
        let inside = text[..whole.start()].ends_with(char::is_alphanumeric);
        let Some(code) = statutes::code_or_name(written).filter(|_| !inside) else { continue };
        let chapter = ["kap1", "kap2", "kap5"].iter().find_map(|group| part(&hit, group));
        let section =
            ["par1", "par1b", "par2", "par3", "par4"].iter().find_map(|group| part(&hit, group));
        let mut key = code;
        for piece in [chapter, section.map(first_number)].into_iter().flatten() {
            key.push(':');
            key.extend(piece.chars().filter(|c| !c.is_whitespace()));
        }
        found.add(whole.range(), CitationKind::Statute, key);
    }
}

/// "9–11" → "9", "2 a och 3" → "2 a".
fn first_number(list: &str) -> &str {
    let end = list
        .char_indices()
        .find(|&(at, c)| {
            !(c.is_ascii_digit() || c == ' ' || ('a'..='h').contains(&c))
                || list[at..].starts_with("och")
                || list[at..].starts_with("eller")
        })
        .map_or(list.len(), |(at, _)| at);
    let piece = list[..end].trim();
    // "9 o" of "9 och" is cut above; two numbers apart by a blank are two numbers.
    piece
        .split(' ')
        .nth(1)
        .filter(|second| second.starts_with(|c: char| c.is_ascii_digit()))
        .map_or(piece, |_| piece.split(' ').next().unwrap_or(piece))
}

static SERIES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?P<sou>SOU\s*(?P<souy>(?:19|20)\d\d)\s?:\s?(?P<soun>\d{1,3}))",
        r"|(?P<ds>Ds\s*(?P<dsy>(?:19|20)\d\d)\s?:\s?(?P<dsn>\d{1,3}))",
        r"|(?P<prop>(?:[Pp]rop(?:osition(?:en)?)?\.?)\s*(?P<propy>(?:19|20)\d\d/\d\d(?:\d\d)?)\s?:\s?(?P<propn>\d{1,3}))",
        r"|(?P<sfs>(?:SFS\s*|\(SFS\s*|\(|(?:PBL|SoL|LSS|KL|[Ll]ag(?:en)?)\s+)(?P<sfsy>1[789]\d\d|20\d\d)\s?:\s?(?P<sfsn>\d{1,4})(?:\)|(?-u:\b)))",
    ))
});

fn series(found: &mut Found) {
    let text = found.text;
    for hit in SERIES.captures_iter(text) {
        let Some(whole) = hit.get(0) else { continue };
        let pair = |year: &str, number: &str| {
            Some((
                part(&hit, year)?.to_owned(),
                part(&hit, number)?.trim_start_matches('0').to_owned(),
            ))
        };
        if text[..whole.start()].ends_with(|c: char| c.is_alphanumeric() || c == '-') {
            continue;
        }
        if part(&hit, "sfs").is_some_and(|shown| shown.starts_with('(') && !shown.contains("SFS"))
            && !follows_statute(&text[..whole.start()])
        {
            continue;
        }
        let (kind, series, (year, number)) = if let Some(pair) = pair("souy", "soun") {
            (CitationKind::Sou, "sou", pair)
        } else if let Some(pair) = pair("dsy", "dsn") {
            (CitationKind::Ds, "ds", pair)
        } else if let Some(pair) = pair("propy", "propn") {
            (CitationKind::Prop, "prop", pair)
        } else if let Some(pair) = pair("sfsy", "sfsn") {
            (CitationKind::Sfs, "sfs", pair)
        } else {
            continue;
        };
        let shown = whole.as_str();
        let lead = if kind == CitationKind::Sfs {
            shown.find(|c: char| c.is_ascii_digit()).unwrap_or(0)
        } else {
            0
        };
        let tail = whole.as_str().len() - whole.as_str().trim_end_matches(')').len();
        found.add(
            whole.start() + lead..whole.end() - tail,
            kind,
            format!("{series}:{year}:{number}"),
        );
    }
}

/// "(1993:387)" is a statute's number only behind a statute's name: reports are numbered alike.
fn follows_statute(before: &str) -> bool {
    let last =
        before.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default().to_lowercase();
    let abbreviation =
        statutes::code(before.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default());
    [
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
    ]
    .iter()
    .any(|end| last.ends_with(end))
        || abbreviation.is_some()
}

/// "Kommunfullmäktiges beslut 2023-11-27 § 19", "uppdrag 2025-06-18 § 372", "den 16 oktober 2025, § 475".
static DECISION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?P<datum>datum:?\s+)?(?:(?P<organ>[A-ZÅÄÖa-zåäö]*(?:fullmäktige|styrelsen|nämnden|utskott(?:et)?)|KF|KS)s?\s+)?",
        r"(?:(?:beslut|beslutade|beslutat|fattade(?:\s+beslut)?|uppdrag|protokoll|protokollsutdrag|handlingar|handling|sammanträde|delegationsbeslut)\s+)?\(?(?:den\s+)?",
        r"(?P<date>(?:19|20)\d\d-\d\d-\d\d|\d{1,2}\s+(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\s+(?:19|20)\d\d)",
        r"\s*[,(]?\s*(?:\(?dnr [^)]{3,20}\)?,?\s*)?§\s*(?P<number>\d{1,4})",
    ))
});

fn decisions(found: &mut Found) {
    let text = found.text;
    for hit in DECISION.captures_iter(text) {
        let (Some(whole), Some(date), Some(number)) =
            (hit.get(0), part(&hit, "date"), part(&hit, "number"))
        else {
            continue;
        };
        let Some(day) = crate::parse::date(date) else { continue };
        if part(&hit, "datum").is_some() {
            continue;
        }
        let organ = match part(&hit, "organ") {
            Some("KF") => "kommunfullmäktige".to_owned(),
            Some("KS") => "kommunstyrelsen".to_owned(),
            other => other.map(organ::key).unwrap_or_default(),
        };
        found.add(whole.range(), CitationKind::Decision, format!("beslut:{organ}:{day}:{number}"));
    }
}

/// Statutes that are named without a §: "enligt socialtjänstlagen", "LSS".
fn named_alone(found: &mut Found) {
    let text = found.text;
    for (span, code) in statutes::named(text) {
        found.add(span, CitationKind::Statute, code.to_owned());
    }
    for (span, key) in statutes::named_otherwise(text) {
        found.add(span, CitationKind::Statute, key);
    }
}

/// Short diary numbers behind another body's § or in parentheses: "§ 61, 0072/22", "(0726/23)".
fn short_numbers(found: &mut Found) {
    static SHORT: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"(?:§\s?\d{1,4},?\s+|\()(?P<number>\d{4}/\d\d)(?-u:\b)"));
    let text = found.text;
    for number in SHORT.captures_iter(text).filter_map(|hit| hit.name("number")) {
        found.add(
            number.range(),
            CitationKind::Dnr,
            format!("dnr:{}", diary::key(number.as_str())),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<String> {
        citations(text).into_iter().map(|citation| citation.key).collect()
    }

    #[test]
    fn one_place_has_one_key() {
        let table: [(&str, &[&str]); 22] = [
            ("enligt 11 kap. 5 § SoL får", &["sol:11:5"]),
            ("5 § 11 kap. socialtjänstlagen", &["sol:11:5"]),
            ("14 kap. § 1 SoL", &["sol:14:1"]),
            ("5 kap. 11§ andra stycket\nSoL", &["sol:5:11"]),
            ("4 kap. 2 a § SoL", &["sol:4:2a"]),
            ("9 § 6, LSS", &["lss:9"]),
            ("9 § LSS och 31 b § PBL", &["lss:9", "pbl:31b"]),
            ("5 kap 50 §\nkommunallagen", &["kl:5:50"]),
            ("lag (1993:387) om stöd", &["sfs:1993:387"]),
            ("betänkandet (SOU 2023:69)", &["sou:2023:69"]),
            ("prop. 2021/22:35 och Ds 2019:3", &["prop:2021/22:35", "ds:2019:3"]),
            (
                "Kommunfullmäktiges beslut 2023-11-27 § 19",
                &["beslut:kommunfullmäktige:2023-11-27:19"],
            ),
            ("Bordlagt den 16 oktober 2025, § 475", &["beslut::2025-10-16:475"]),
            ("insatser enligt socialtjänstlagen", &["sol"]),
            ("(dnr KS 2023/769)", &["dnr:ks-2023-769"]),
            ("6 § bidragsbrottslagen (2007:612)", &["bidragsbrottslagen:6", "sfs:2007:612"]),
            ("KL 5 kap 1 § och MBL § 11", &["kl:5:1", "mbl:11"]),
            ("rapporten (2019:4)", &[]),
            ("Sammanträdesdatum: 2023-10-12\n§ 11", &[]),
            ("§ 61, 0072/22", &["dnr:0072-22"]),
            ("Vi har 5 kap och 7 lösningar.", &[]),
            ("MB och GB av data", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(keys(text), expected, "{text:?}");
        }
    }
}
