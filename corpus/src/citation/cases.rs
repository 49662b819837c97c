//! Cases that courts have decided: "HFD 2011 ref. 22", "RÅ 1997 ref. 47", "NJA 1998 s. 656", "MÖD
//! 2005:14", "mål nr 1234-20".

use std::sync::LazyLock;

use regex::Regex;

use super::{CitationKind, Found, pattern};

static CASE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?P<court>HFD|RÅ|RÅ82|NJA|MÖD|PMÖD|MIG|AD|RH|RK|JO)\s*:?\s*(?P<year>(?:19|20)[0-9]{2})",
        r"(?:\s?:\s?(?P<number>[0-9]{1,4})|,?\s+(?:(?:ref|not|s|sid|nr|st|dnr)\.?\s*:?\s*)(?P<page>[0-9]{1,4}))",
        r"|[Mm]ål(?:et)?(?:\s*nr|\s*nummer|nr|nummer)?\.?:?\s+(?P<case>(?:(?:T|Ö|B|P|M|F|FT|UM|PMT|A)\s)?[0-9]{1,5}[-–/][0-9]{2})(?-u:\b)",
    ))
});

pub(super) fn find(found: &mut Found) {
    let text = found.text;
    for hit in CASE.captures_iter(text) {
        let Some(whole) = hit.get(0) else { continue };
        if text[..whole.start()].ends_with(|c: char| c.is_alphanumeric() || c == '-') {
            continue;
        }
        let key = match hit.name("case") {
            Some(case) => format!("mål:{}", tidy(case.as_str())),
            None => {
                let number = hit.name("number").or(hit.name("page"));
                let Some(number) = number else { continue };
                let court = hit["court"].to_lowercase();
                format!("{court}:{}:{}", &hit["year"], number.as_str())
            }
        };
        found.add(whole.range(), CitationKind::Case, key);
    }
}

/// "M 1234–20" → "m-1234-20".
fn tidy(case: &str) -> String {
    case.to_lowercase().replace([' ', '–', '/'], "-")
}
