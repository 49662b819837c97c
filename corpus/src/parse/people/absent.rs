//! Who took no part in a decision: for bias (*jäv*), or by their own choice.

use std::sync::LazyLock;

use regex::Regex;

use super::{is_title, mentions, name_before};
use crate::document::Member;
use crate::pattern::pattern;

/// Why someone takes no part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::parse) enum Absence {
    /// *Jäv*.
    Bias,
    /// *Deltar ej i beslutet*.
    Choice,
}

static BIASED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)(?-u:\b)jäv(?:et|ig|iga|sförhållande|sskäl|sanmälan)?(?:[ .,:;]|$)")
});
static STAYS_OUT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)(?-u:\b)(?:delt(?:ar|og|agit|ager) (?:därför |således )?(?:ej|inte|icke)",
        r"|(?:ej|inte|icke) delt(?:ar|og|agit|a|aga)",
        r"|avst(?:år|od|ått) (?:från|ifrån) att delta",
        r"|avst(?:år|od) från (?:att rösta|deltagande))",
    ))
});

/// What a sentence (flowing) says about taking part; `None` for most.
pub(in crate::parse) fn absence(sentence: &str) -> Option<Absence> {
    if BIASED.is_match(sentence) {
        return Some(Absence::Bias);
    }
    STAYS_OUT.is_match(sentence).then_some(Absence::Choice)
}

/// Whether any sentence of `text` may speak of taking no part: a cheap look before the patterns.
pub(in crate::parse) fn may_name_absent(text: &str) -> bool {
    ["jäv", "Jäv", "JÄV", "delt", "Delt", "avst"].iter().any(|word| text.contains(word))
}

/// Everyone named in `text` (flowing), once: with a party, or by the name that opens the sentence.
pub(in crate::parse) fn named(text: &str) -> Vec<Member> {
    let mut members: Vec<Member> = Vec::new();
    for mention in mentions(text) {
        let member = Member { person: mention.name, party: mention.party.clone() };
        if !members.contains(&member) {
            members.push(member);
        }
    }
    if members.is_empty()
        && let Some(name) = opening_name(text)
    {
        members.push(Member { person: name, party: String::new() });
    }
    members
}

/// "Ann Ek anmäler jäv …", "Ledamoten Bo Al deltar ej …": two capitalised words or three.
fn opening_name(text: &str) -> Option<String> {
    let words = text.split(' ').skip_while(|word| is_title(word));
    let capital = |word: &&str| {
        word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || c == '-')
    };
    let run: Vec<&str> = words.take_while(capital).take(4).collect();
    let (name, _) = name_before(&run.join(" "))?;
    (run.len() >= 2 && !crate::organ::is_name(&name)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_who_take_no_part_are_named() {
        let table: [(&str, Option<Absence>, &[&str]); 6] = [
            (
                "Ann Ek (S) anmäler jäv och deltar inte i handläggningen av ärendet.",
                Some(Absence::Bias),
                &["Ann Ek"],
            ),
            (
                "På grund av jäv lämnar Ann Ek (S) och Bo Al (M) rummet.",
                Some(Absence::Bias),
                &["Ann Ek", "Bo Al"],
            ),
            ("Ordföranden Bo Al deltar ej i beslutet.", Some(Absence::Choice), &["Bo Al"]),
            ("Cia By (V) avstår från att delta i beslutet.", Some(Absence::Choice), &["Cia By"]),
            ("Alla elever deltar i lektionen.", None, &[]),
            ("Att räkna på jävnhet är svårt.", None, &[]),
        ];
        for (text, expected, names) in table {
            assert_eq!(absence(text), expected, "{text}");
            if expected.is_some() {
                let found: Vec<String> = named(text).into_iter().map(|m| m.person).collect();
                assert_eq!(found, names, "{text}");
            }
        }
    }
}
