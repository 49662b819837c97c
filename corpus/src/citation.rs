//! References: statutes, government reports and bills, other decisions, diary numbers; found in
//! running text and brought to one form.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};

use crate::diary;

mod decisions;
mod places;
mod series;
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
    /// A communication of the government (*skrivelse*).
    Skr,
    /// A report of a committee of the riksdag (*betänkande*).
    Bet,
    /// Terms of reference of an inquiry (*kommittédirektiv*).
    Dir,
    /// An act of the European Union, by its number.
    Eu,
    /// An agency's regulations (*föreskrifter*), by their number: "MSBFS 2015:5".
    Regulation,
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
    /// "eu:2019/1024", "beslut:kommunfullmäktige:2023-11-27:19", "dnr:ks-2023-769".
    pub key: String,
    /// As printed, blanks collapsed.
    pub shown: String,
}

/// Every reference in `text`, in order; two either share their place ("1 och 2 §§") or stand apart.
///
/// "11 kap. 5 § SoL" and "5 § 11 kap. socialtjänstlagen" give the same key.
pub fn citations(text: &str) -> Vec<Citation> {
    let mut found = Found { text, citations: Vec::new() };
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        named_alone(&mut found);
        return found.citations;
    }
    places::find(&mut found);
    series::find(&mut found);
    decisions::find(&mut found);
    named_alone(&mut found);
    for (span, number) in diary::find(text) {
        // "Diarienummer  Sida 2021-10-26": columns of a letterhead, not a number.
        if crate::parse::date(&number.shown).is_some()
            && number.shown.starts_with(char::is_alphabetic)
        {
            continue;
        }
        found.add(span, CitationKind::Dnr, format!("dnr:{}", number.key));
    }
    short_numbers(&mut found);
    found.citations
}

struct Found<'t> {
    text: &'t str,
    citations: Vec<Citation>,
}

impl Found<'_> {
    /// Where a reference at `span` belongs: behind all that end before it.
    fn place(&self, span: &Range<usize>) -> usize {
        self.citations.partition_point(|known| known.span.end <= span.start)
    }

    /// Adds a reference that may share its place with others: "1 och 2 §§" has two.
    fn add_beside(&mut self, span: Range<usize>, kind: CitationKind, key: String) {
        let at = self.place(&span);
        let beside = self.citations[at..].iter().take_while(|known| known.span == span).count();
        if beside == 0 {
            self.add(span, kind, key);
            return;
        }
        let shown = self.citations[at].shown.clone();
        self.citations.insert(at + beside, Citation { span, kind, key, shown });
    }

    /// Adds a reference, unless a surer one stands at its place.
    fn add(&mut self, span: Range<usize>, kind: CitationKind, key: String) {
        let at = self.place(&span);
        if self.citations.get(at).is_some_and(|known| known.span.start < span.end) {
            return;
        }
        let shown = self.text[span.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
        self.citations.insert(at, Citation { span, kind, key, shown });
    }
}

fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("patterns are constants that the tests compile")
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

/// Short diary numbers behind another body's § or in parentheses ("§ 61, 0072/22", "(0726/23)")
/// and those of state agencies ("402-41334-2021", "10-2022-1557").
fn short_numbers(found: &mut Found) {
    static SHORT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:§\s?\d{1,4},?\s+|\()(?P<number>\d{4}/\d\d)(?-u:\b)|(?-u:\b)(?P<state>\d{3}-\d{3,6}-20\d\d|\d{1,3}-20\d\d-\d{3,5})(?-u:\b)",
        )
    });
    let text = found.text;
    let numbers = SHORT.captures_iter(text);
    for number in numbers.filter_map(|hit| hit.name("number").or(hit.name("state"))) {
        if text[..number.start()].ends_with(['-', '/']) || text[number.end()..].starts_with('-') {
            continue;
        }
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
        let table: [(&str, &[&str]); 55] = [
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
            ("socialtjänstlagens 11 kap. 5 §", &["sol:11:5"]),
            ("4 kap. 1 och 2 §§ SoL", &["sol:4:1", "sol:4:2"]),
            ("1–3 §§ arkivlagen", &["arkivlagen:1", "arkivlagen:2", "arkivlagen:3"]),
            ("MB kap 3 och 4", &["mb:3", "mb:4"]),
            ("3 och 4 kap. miljöbalken", &["mb:3", "mb:4"]),
            ("enligt kap 9 och 11 i miljöbalken", &["mb:9", "mb:11"]),
            ("15 kapitlet 10 § och 2 kap. 5 § miljöbalken", &["mb:15:10", "mb:2:5"]),
            ("SoL 6 kap 8 §, LVU § 13", &["sol:6:8", "lvu:13"]),
            ("2 kap. 7 § förordningen (2003:789) om", &["sfs:2003:789:2:7"]),
            ("§ 4.1 och § 4.4 SoL", &["sol:4:1", "sol:4:4"]),
            ("Plan och bygglagen, 1. kap 4§", &["pbl:1:4"]),
            ("ett direktiv (EU) 2019/1024 om", &["eu:2019/1024"]),
            ("förordning (EU) 2016/679", &["gdpr"]),
            ("5 kap. 4 § lag om skydd mot olyckor", &["lso:5:4"]),
            ("6 kap. 7 § st 1 p 2 lagen (2016:1146) om", &["sfs:2016:1146:6:7"]),
            ("Nämnden återremitterade 2023-09-06 § 5", &["beslut:nämnden:2023-09-06:5"]),
            (
                "parknämnden § 25 4965/20, 2022-12-12",
                &["beslut:parknämnden:2022-12-12:25", "dnr:4965-20"],
            ),
            ("enligt smittskyddslagen", &["smittskyddslagen"]),
            ("Föreslagen plats", &[]),
            ("Museilagens krav", &["museilagen"]),
            (
                "Miljö- och byggnadsnämnden 2019-02-27 § 14",
                &["beslut:miljö- och byggnadsnämnden:2019-02-27:14"],
            ),
            ("KN 230619 §144", &["beslut:kn:2023-06-19:144"]),
            ("Diarienummer  Sida 2021-10-26  402-41334-2021", &["dnr:402-41334-2021"]),
            ("Beslut enligt§ 4.1 SoL", &["sol:4:1"]),
            (
                "Parknämnden 2022-11-25 protokollsbilaga 1, § 37",
                &["beslut:parknämnden:2022-11-25:37"],
            ),
            ("MSBFS 2015:5 och SOSFS 2009:6", &["msbfs:2015:5", "sosfs:2009:6"]),
            ("(dir. 2024:31) och skr. 2023/24:97", &["dir:2024:31", "skr:2023/24:97"]),
            ("bet. 2022/23:SoU3", &["bet:2022/23:sou3"]),
            ("balkspropositionen (1997/98:45)", &["prop:1997/98:45"]),
            ("lagen om vård av unga (2001:12)", &["lvu", "sfs:2001:12"]),
            ("lagen om nya saker i byar (2001:12)", &["sfs:2001:12"]),
            ("ändringar i skollagen\n§ 12 Val", &["skollagen"]),
            ("enligt kap. 4 bör arkivlagen följas", &["arkivlagen"]),
        ];
        for (text, expected) in table {
            assert_eq!(keys(text), expected, "{text:?}");
        }
    }
}
