//! What was read in another way than typed, told in Swedish.

use corpus::document::{Outcome, UnitKind, Zone};

use super::clean::Clean;
use super::fields::{self, Field};
use super::token::Doubt;
use super::{Condition, Node, Query};
use crate::answer::Notice;
use crate::limits::Limits;

/// What the tree has no place for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ignored {
    /// An operator with nothing to work on.
    Operator(&'static str),
    /// A bracket that opens and never closes.
    OpenBracket,
    /// A bracket that closes and never opened.
    StrayBracket,
    /// Brackets deeper than the limit.
    Depth,
    /// Fields of which a unit has one value, given several times side by side.
    Alternatives,
}

/// Everything that is to be told of a reading, each thing once.
pub(super) fn notices(
    clean: &Clean,
    limits: &Limits,
    doubts: &[Doubt],
    ignored: &[Ignored],
    root: &Node,
) -> Vec<Notice> {
    let mut told = Vec::new();
    if clean.cut {
        told.push(cut(format!(
            "Frågan är längre än {} tecken. Resten lästes inte.",
            grouped(limits.query_chars)
        )));
    }
    told.extend(doubts.iter().map(|doubt| of_doubt(&clean.text, limits, doubt)));
    told.extend(ignored.iter().map(|ignored| of_ignored(*ignored, limits)));
    told.extend(narrow_field(root));
    told.extend(capitals(&clean.text));
    let mut once: Vec<Notice> = Vec::new();
    told.into_iter().for_each(|notice| {
        if !once.contains(&notice) {
            once.push(notice);
        }
    });
    once
}

fn notice(kind: &'static str, message: impl Into<String>) -> Notice {
    Notice { kind, message: message.into(), query: None, words: Vec::new() }
}

fn cut(message: String) -> Notice {
    notice("cut", message)
}

fn of_doubt(text: &str, limits: &Limits, doubt: &Doubt) -> Notice {
    match *doubt {
        Doubt::TooManyTerms(at) => cut(format!(
            "Frågan har fler än {} ord, fraser och fält. Resten lästes inte, från och med ”{}”.",
            grouped(limits.query_terms),
            beginning(&text[at..])
        )),
        Doubt::OpenQuote(at) => Notice {
            query: Some(without(
                text,
                at,
                at + text[at..].chars().next().map_or(0, char::len_utf8),
            )),
            ..notice("quote", "Citatet saknar slut. Det lästes som en fras ända till slutet.")
        },
        Doubt::EmptyQuotes => notice("quote", "Citattecken utan ord efter sig lästes inte."),
        Doubt::Distance(distance) => notice(
            "distance",
            format!(
                "Avståndet i NÄRA lästes som {distance}; det går från 1 till {}.",
                super::MAX_DISTANCE
            ),
        ),
        Doubt::SpacedValue(begin, colon, end) => Notice {
            query: Some(format!("{}{}", &text[..=colon], text[colon + 1..].trim_start())),
            ..notice(
                "field",
                format!(
                    "”{}” lästes som vanliga ord. Skriv utan mellanslag efter kolonet för att söka i fältet.",
                    beginning(&text[begin..end])
                ),
            )
        },
        Doubt::BadValue(field, begin, end) => Notice {
            query: Some(without(text, begin, end)).filter(|rest| !rest.is_empty()),
            ..notice(
                "field",
                format!(
                    "”{}” lästes som vanliga ord. Efter {} skrivs {}.",
                    beginning(&text[begin..end]),
                    field.printed(),
                    wanted(field)
                ),
            )
        },
    }
}

fn of_ignored(ignored: Ignored, limits: &Limits) -> Notice {
    match ignored {
        Ignored::Operator("NÄRA") => {
            notice("operator", "NÄRA lästes inte: det står mellan två ord eller fraser.")
        }
        Ignored::Operator("NOT") => {
            notice("operator", "INTE lästes inte: det finns inget efter det att ta bort.")
        }
        Ignored::Operator(_) => {
            notice("operator", "OR lästes inte: det behöver något på båda sidor.")
        }
        Ignored::OpenBracket => {
            notice("bracket", "En parentes saknar slut. Den lästes ända till slutet.")
        }
        Ignored::StrayBracket => notice("bracket", "En slutparentes utan början lästes inte."),
        Ignored::Depth => notice(
            "bracket",
            format!(
                "Parenteser djupare än {} lästes inte; orden i dem är kvar.",
                grouped(limits.query_depth)
            ),
        ),
        Ignored::Alternatives => notice(
            "field",
            "Samma fält flera gånger lästes som alternativ: det räcker att ett av värdena stämmer.",
        ),
    }
}

/// `a OR b år:2023`: the year holds for b alone, which is seldom meant.
fn narrow_field(root: &Node) -> Option<Notice> {
    let Node::Or(alternatives) = root else { return None };
    let (last, others) = alternatives.split_last()?;
    let Node::And(parts) = last else { return None };
    let (fields, words): (Vec<Node>, Vec<Node>) = parts.iter().cloned().partition(is_filter);
    if fields.is_empty() || words.is_empty() || !others.iter().all(super::scope::is_text) {
        return None;
    }
    let shown: Vec<String> = fields.iter().map(ToString::to_string).collect();
    let mut either = others.to_vec();
    either.extend(super::scope::one_or(words, Node::And));
    let mut all = vec![Node::Or(either)];
    all.extend(fields);
    Some(Notice {
        query: Some(Query { root: Node::And(all) }.to_string()),
        ..notice(
            "precedence",
            format!(
                "”{}” gäller bara det som står efter sista OR. Ska det gälla allt?",
                shown.join(" ")
            ),
        )
    })
}

/// In a text that is all capitals, INTE and ELLER may just be words.
fn capitals(text: &str) -> Option<Notice> {
    let words = || text.split(' ');
    let operator = words().find(|word| matches!(*word, "INTE" | "ELLER" | "NOT" | "OR"))?;
    let long = |word: &&str| word.chars().filter(|c| c.is_uppercase()).count() > 5;
    if text.contains(char::is_lowercase) || words().filter(long).count() < 2 {
        return None;
    }
    Some(Notice {
        query: Some(text.to_lowercase()),
        ..notice(
            "operator",
            format!(
                "{operator} i versaler lästes som en operator. Med små bokstäver är det ett ord."
            ),
        )
    })
}

fn is_filter(node: &Node) -> bool {
    match node {
        Node::Field(condition) => !matches!(condition, Condition::Dnr(_) | Condition::Paragraf(_)),
        Node::Or(nodes) => nodes.iter().all(is_filter),
        _ => false,
    }
}

/// The text without one stretch of it.
fn without(text: &str, begin: usize, end: usize) -> String {
    let (before, after) = (text[..begin].trim_end(), text[end..].trim_start());
    let gap = if before.is_empty() || after.is_empty() { "" } else { " " };
    format!("{before}{gap}{after}")
}

/// The first words, for showing.
fn beginning(text: &str) -> String {
    let mut shown: String = text.chars().take(40).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}

/// What the values of a field look like.
fn wanted(field: Field) -> String {
    match field {
        Field::Years => "ett årtal som 2023 eller ett spann som 2019-2022".into(),
        Field::From | Field::To => {
            "ett datum som 2023-05-12, en månad som 2023-05 eller ett år".into()
        }
        Field::Party => "partibokstäver som MP, eller partiets namn".into(),
        Field::Paragraf => "ett nummer som 12 eller 33a".into(),
        Field::Outcome => listed(Outcome::ALL.iter().map(|o| fields::outcome_name(*o))),
        Field::Zone => listed(Zone::ALL.iter().map(|z| fields::zone_name(*z))),
        Field::Kind => listed(KINDS.iter().map(|kind| fields::kind_name(*kind).to_owned())),
        Field::Dnr => "ett diarienummer som KS 2023/45".into(),
        Field::By => "partibokstäver eller ett namn".into(),
        Field::Organ | Field::Municipality | Field::Law | Field::Person => "ett namn".into(),
    }
}

const KINDS: [UnitKind; 7] = [
    UnitKind::Minutes,
    UnitKind::AgendaItem,
    UnitKind::Statement,
    UnitKind::Response,
    UnitKind::Attachment,
    UnitKind::Other,
    UnitKind::Withheld,
];

/// "a, b eller c", those of several words in quotes.
fn listed(names: impl Iterator<Item = String>) -> String {
    let quoted = |name: String| if name.contains(' ') { format!("\"{name}\"") } else { name };
    let names: Vec<String> = names.map(quoted).collect();
    match names.split_last() {
        Some((last, others)) if !others.is_empty() => format!("{} eller {last}", others.join(", ")),
        _ => names.concat(),
    }
}

/// 1000 → "1 000".
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push('\u{a0}');
        }
        out.push(digit);
    }
    out
}
