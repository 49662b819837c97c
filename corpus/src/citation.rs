//! References: statutes, government reports and bills, other decisions, diary numbers; found in
//! running text and brought to one form.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};

mod cases;
mod colons;
mod decisions;
mod listed_titles;
mod named_and_numbered;
mod numbers;
mod owner;
mod places;
mod series;
mod statutes;
mod titles;
mod whole;
mod words_in_lag;

use statutes::{Mention, Naming};
use whole::Whole;

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
    /// A decided case of a court: "HFD 2011 ref. 22".
    Case,
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
    /// "eu:2019/1024", "hfd:2011:22", "beslut:kommunfullmäktige:2023-11-27:19", "dnr:ks-2023-769".
    pub key: String,
    /// As printed, blanks collapsed.
    pub shown: String,
}

/// Every reference in `text`, in order; two either share their place ("1 och 2 §§") or stand apart.
///
/// "11 kap. 5 § SoL" and "5 § 11 kap. socialtjänstlagen" give the same key.
pub fn citations(text: &str) -> Vec<Citation> {
    let whole = Whole::new(text);
    let mut found = Found { text: &whole.text, citations: Vec::new() };
    let mentions = statutes::mentions(found.text);
    if found.text.bytes().any(|byte| byte.is_ascii_digit()) {
        colons::find(&mut found, &mentions);
        places::find(&mut found, &mentions);
        series::find(&mut found, &mentions);
        cases::find(&mut found);
        decisions::find(&mut found);
    }
    named_alone(&mut found, &mentions);
    meant_alone(&mut found, &mentions);
    numbers::find(&mut found);
    let mut citations = named_and_numbered::join(&whole.text, found.citations);
    citations.iter_mut().for_each(|citation| citation.span = whole.source(citation.span.clone()));
    citations
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
fn named_alone(found: &mut Found, mentions: &[Mention]) {
    for mention in mentions {
        // A title with its number is given by the number: "lagen om byars brunnar (2001:12)".
        let titled = mention.key.starts_with("lagen ") || mention.key.starts_with("förordningen ");
        let behind = &found.text[mention.span.end..];
        let by_number = numbered(behind);
        let stands = match mention.naming {
            Naming::Sure => !(titled && by_number),
            Naming::Indefinite => by_number || numbered_openly(behind),
            Naming::Weak | Naming::Number => false,
        };
        if stands {
            found.add(mention.span.clone(), CitationKind::Statute, mention.key.clone());
        }
    }
}

/// Whether a number in the statute book stands behind a name: "(2010:800)".
fn numbered(behind: &str) -> bool {
    static NUMBER: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"^\s*\((?:SFS\s*)?(?:1[789]|20)[0-9]{2}\s?:\s?[0-9]"));
    NUMBER.is_match(behind)
}

/// Whether the number stands there without parentheses: "Museilag 2017:563".
fn numbered_openly(behind: &str) -> bool {
    static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^,?\s+(?:SFS\s*)?(?:1[789]|20)[0-9]{2}:[0-9]{1,4}(?:[^0-9:/-]|$)")
    });
    NUMBER.is_match(behind)
}

/// "enligt samma lag", "i nämnda förordning": the statute last named.
fn meant_alone(found: &mut Found, mentions: &[Mention]) {
    static SAME: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:[Ss]amma|[Dd]enna|[Nn]ämnda|[Oo]vannämnda)\s+(?P<kind>lag|balk|förordning)(?:en)?s?(?-u:\b)",
        )
    });
    let text = found.text;
    for hit in SAME.captures_iter(text) {
        let Some(whole) = hit.get(0) else { continue };
        let inside = text[..whole.start()].ends_with(char::is_alphanumeric);
        let Some(mention) = owner::last_named(mentions, whole.start(), &hit["kind"]) else {
            continue;
        };
        if !inside && whole.start() - mention.span.end <= ANAPHOR {
            found.add(whole.range(), CitationKind::Statute, mention.key.clone());
        }
    }
}

/// Bytes back to the statute that "samma lag" means where it stands without a §.
const ANAPHOR: usize = 600;

#[cfg(test)]
mod tests;
