//! Who moved what, who recorded a reservation or a statement, and how a vote fell.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Member, Vote};
use crate::party;

/// A person named with a party.
#[derive(Debug)]
struct Mention {
    name: String,
    party: &'static str,
    /// From the name's beginning to behind the closing parenthesis.
    place: Range<usize>,
}

fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("patterns are constants that the tests compile")
}

static PARENTHESES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\(\s*(?:(?:båda|bägge|alla|samtliga)\s+)?([A-Za-zÅÄÖåäö]{1,4})\s*\)")
});
static AFTER_COMMA: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"([A-ZÅÄÖ][\w'-]+(?: [A-ZÅÄÖ][\w'-]+)+), (?:ordförande |vice ordförande )?([A-Za-zÅÄÖ]{1,3})(?-u:\b)",
    )
});
static BEFORE_NAME: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?-u:\b)([A-ZÅÄÖ]{1,3}) ([A-ZÅÄÖ][a-zåäöé]+(?: [A-ZÅÄÖ][\w'-]+)+)"));
static MOVES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?-u:\b)(?:yrkar|yrkade|yrkat|instämmer|instämde|biträder|biträdde|tillstyrker|föreslår|föreslog|bifaller)(?-u:\b)",
    )
});
static STATES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)särskil[td]a? (?:uttalande|yttrande)|ersättar(?:yttrande|uttalande)|protokollsanteckning|antecknar|antecknade|till protokollet|uttalande|yttrande|anför|hänvisar",
    )
});
static VOTES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?-u:\b)(\d{1,3})\s*(?:st\.?\s*)?ja(?-u:\b)(?:-röster|-röst|röster)?[\s,]*(?:mot|och|,|;)?\s*(\d{1,3})\s*(?:st\.?\s*)?nej(?-u:\b)",
    )
});
static ABSTAIN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)(?-u:\b)(\d{1,3})\s+(?:ledamöter?\s+|st\s+)?(?:avst[åo]|som avst)")
});
static COUNTED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)röstar?(?:de)?\s+(ja|nej)\s*\((\d{1,3})\)"));

/// One line with single blanks: sentences run over line breaks.
pub(super) fn flowing(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

fn mentions(text: &str) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    for hit in PARENTHESES.captures_iter(text) {
        let (Some(whole), Some(code)) = (hit.get(0), hit.get(1)) else { continue };
        let Some(party) = party::letters(code.as_str()) else { continue };
        let from = found.last().map_or(0, |mention| mention.place.end);
        let names = names_before(text, from, whole.start());
        for (name, start) in names {
            found.push(Mention { name, party, place: start..whole.end() });
        }
    }
    if found.is_empty() {
        found = bare_mentions(text);
    }
    found
}

/// Parties without parentheses: "Ann Ek, S" and "S Ann Ek".
fn bare_mentions(text: &str) -> Vec<Mention> {
    let of = |name: regex::Match, code: regex::Match, whole: regex::Match| {
        let party = party::letters(code.as_str())?;
        Some(Mention { name: name.as_str().to_owned(), party, place: whole.range() })
    };
    let after =
        AFTER_COMMA.captures_iter(text).filter_map(|hit| of(hit.get(1)?, hit.get(2)?, hit.get(0)?));
    let before =
        BEFORE_NAME.captures_iter(text).filter_map(|hit| of(hit.get(2)?, hit.get(1)?, hit.get(0)?));
    let mut found: Vec<Mention> = after.chain(before).collect();
    found.sort_by_key(|mention| mention.place.start);
    found
}

/// The name right before a party's parentheses; two where the parentheses say "båda".
fn names_before(text: &str, from: usize, open: usize) -> Vec<(String, usize)> {
    let both = text[open..].starts_with("(båda") || text[open..].starts_with("(bägge");
    let mut names = Vec::new();
    let mut end = open;
    for _ in 0..if both { 2 } else { 1 } {
        let Some((name, start)) = name_before(&text[from..end]) else { break };
        names.push((name, from + start));
        let before = text[from..from + start].trim_end();
        let Some(before) = before.strip_suffix("och").or_else(|| before.strip_suffix(',')) else {
            break;
        };
        end = from + before.len();
    }
    names.reverse();
    names
}

/// The run of capitalised words at the end of `text`, titles left out.
fn name_before(text: &str) -> Option<(String, usize)> {
    let mut rest = text.trim_end();
    for suffix in ["m.fl.", "m.fl", "m fl", "m. fl.", "mfl.", "mfl", ","] {
        rest = rest.strip_suffix(suffix).unwrap_or(rest).trim_end();
    }
    let end = rest.len();
    let mut start = end;
    for word in rest.rsplit(' ').take(5) {
        let particle = matches!(word, "von" | "af" | "de" | "van" | "der" | "la" | "el" | "al");
        let named = word.starts_with(char::is_uppercase) && !word.ends_with([',', '.', ';', ':']);
        let initial =
            word.len() <= 3 && word.ends_with('.') && word.starts_with(char::is_uppercase);
        if !(named || particle || initial) || is_title(word) {
            break;
        }
        start = start.saturating_sub(word.len() + usize::from(start < end));
    }
    let name = rest[start..].trim();
    let name = name.trim_start_matches(['"', '”', '(']);
    let start = end - name.len();
    name.starts_with(char::is_uppercase).then(|| (name.to_owned(), start))
}

/// Capitalised words that are no part of a name.
fn is_title(word: &str) -> bool {
    const TITLES: [&str; 22] = [
        "ordförande",
        "ordföranden",
        "ordförandena",
        "ledamoten",
        "ledamöterna",
        "ledamot",
        "vice",
        "förste",
        "andre",
        "kommunalrådet",
        "borgarrådet",
        "ersättaren",
        "gruppledaren",
        "regionrådet",
        "ersättare",
        "ja",
        "nej",
        "även",
        "också",
        "vidare",
        "därefter",
        "motion",
    ];
    TITLES.contains(&word.to_lowercase().as_str())
}

/// Everyone who moves anything in `text` (flowing), once, in order.
pub(super) fn movers(text: &str) -> Vec<Member> {
    let all = mentions(text);
    let mut members: Vec<Member> = Vec::new();
    for verb in MOVES.find_iter(text) {
        let before = all.partition_point(|mention| mention.place.end <= verb.start());
        let mut limit = verb.start();
        let mut run: Vec<&Mention> = Vec::new();
        for mention in all[..before].iter().rev() {
            if !joins(&text[mention.place.end.min(limit)..limit], run.is_empty()) {
                break;
            }
            limit = mention.place.start;
            run.push(mention);
        }
        for mention in run.into_iter().rev() {
            add_member(&mut members, mention);
        }
    }
    members
}

fn add_member(members: &mut Vec<Member>, mention: &Mention) {
    let member = Member { person: mention.name.clone(), party: mention.party.to_owned() };
    if !members.contains(&member) {
        members.push(member);
    }
}

/// Whether what stands between two names, or between a name and its verb, only lists.
fn joins(gap: &str, to_verb: bool) -> bool {
    let plain = gap.replace("m.fl.", "").replace("m. fl.", "");
    if plain.contains(['.', ':', ';', '”', '"', '?']) || plain.chars().count() > 60 {
        return false;
    }
    plain.split([' ', ',']).filter(|word| !word.is_empty()).all(|word| {
        let lower = word.to_lowercase();
        matches!(
            lower.as_str(),
            "och"
                | "samt"
                | "med"
                | "instämmande"
                | "från"
                | "av"
                | "båda"
                | "m"
                | "fl"
                | "även"
                | "för"
                | "-"
                | "–"
                | "jämte"
                | "liksom"
                | "dels"
        ) || is_title(word)
            || (to_verb
                && matches!(
                    lower.as_str(),
                    "som"
                        | "begär"
                        | "ordet"
                        | "i"
                        | "första"
                        | "andra"
                        | "hand"
                        | "därefter"
                        | "gruppen"
                ))
            || lower.ends_with("gruppen")
    })
}

/// Parties that reserve themselves in `text` (flowing), the text of a reservations section.
pub(super) fn reserving(text: &str) -> Vec<String> {
    let mut parties = Vec::new();
    let mut verbs = false;
    for sentence in sentences(text) {
        let lower = sentence.to_lowercase();
        let Some(at) = lower.find("reserver").or_else(|| lower.find("reservation")) else {
            continue;
        };
        if lower[..at].contains("yttrande") || at > sentence.len() || !sentence.is_char_boundary(at)
        {
            continue;
        }
        verbs = true;
        let subject_after = lower[..at].trim().is_empty() || lower.starts_with("mot beslutet");
        if subject_after {
            collect(&sentence[at..], &mut parties);
        } else {
            collect(&sentence[..at], &mut parties);
        }
    }
    if !verbs {
        for mention in mentions(super::cut(text, 300)) {
            push(&mut parties, mention.party);
        }
    }
    parties
}

/// Parties that make a statement in `text` (flowing); `whole` where the section holds nothing
/// else.
pub(super) fn stating(text: &str, whole: bool) -> Vec<String> {
    let mut parties = Vec::new();
    for sentence in sentences(text) {
        let Some(hit) = STATES.find(sentence) else { continue };
        if !whole && !hit.as_str().to_lowercase().starts_with("särskil") {
            continue;
        }
        if sentence[..hit.start()].to_lowercase().contains("reserver") {
            continue;
        }
        collect(&sentence[..hit.start()], &mut parties);
    }
    if parties.is_empty() && whole {
        for mention in mentions(super::cut(text, 240)) {
            push(&mut parties, mention.party);
        }
    }
    parties
}

fn push(parties: &mut Vec<String>, letters: &str) {
    if !parties.iter().any(|known| known == letters) {
        parties.push(letters.to_owned());
    }
}

/// Every party named in a subject: "(M)", "från M, D och KD", "Moderaterna", "S-gruppen".
fn collect(subject: &str, parties: &mut Vec<String>) {
    let tail_start = subject.char_indices().rev().nth(400).map_or(0, |(at, _)| at);
    for word in subject[tail_start..].split(|c: char| !c.is_alphabetic()) {
        let length = word.chars().count();
        let coded = (1..=4).contains(&length) && word.chars().all(char::is_uppercase);
        let fi = word == "Fi" || word == "Alt";
        if (coded || fi || length > 5)
            && let Some(letters) = party::letters(word)
        {
            push(parties, letters);
        }
    }
    for hit in PARENTHESES.captures_iter(&subject[tail_start..]) {
        if let Some(letters) = hit.get(1).and_then(|code| party::letters(code.as_str())) {
            push(parties, letters);
        }
    }
}

/// Sentences: a full stop, a blank and a capital end one, as does a colon.
fn sentences(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    let bytes = text.as_bytes();
    for at in memchr::memchr2_iter(b'.', b':', bytes) {
        let rest = &text[at + 1..];
        let next = rest.strip_prefix(' ').and_then(|rest| rest.chars().next());
        let word = text[start..at].rsplit(' ').next().unwrap_or_default();
        let abbreviated = word.ends_with("fl") || word.chars().count() <= 1;
        if next.is_some_and(|c| c.is_uppercase() || c == '•') && !abbreviated {
            out.push(&text[start..=at]);
            start = at + 1;
        }
    }
    out.push(&text[start..]);
    out
}

/// The votes counted in `text` (flowing).
pub(super) fn votes(text: &str) -> Vec<Vote> {
    let number =
        |hit: Option<regex::Match>| hit.and_then(|hit| hit.as_str().parse().ok()).unwrap_or(0);
    let mut votes = Vec::new();
    let mut after = 0;
    for hit in VOTES.captures_iter(text) {
        let end = hit.get(0).map_or(0, |whole| whole.end());
        let near = super::cut(&text[end.max(after)..], 80);
        let abstained = number(ABSTAIN.captures(near).and_then(|found| found.get(1)));
        votes.push(Vote { yes: number(hit.get(1)), no: number(hit.get(2)), abstained });
        after = end;
    }
    if votes.is_empty() {
        let mut vote = Vote::default();
        for hit in COUNTED.captures_iter(text) {
            let yes = hit.get(1).is_some_and(|word| word.as_str().eq_ignore_ascii_case("ja"));
            *if yes { &mut vote.yes } else { &mut vote.no } += number(hit.get(2));
        }
        if vote != Vote::default() {
            votes.push(vote);
        }
    }
    votes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        movers(text)
            .into_iter()
            .map(|member| format!("{} {}", member.person, member.party))
            .collect()
    }

    #[test]
    fn movers_stand_before_their_verb() {
        let table = [
            (
                "Ann Ek m.fl. (S), Bo Al (V) och Cia By (MP) yrkade bifall till Dan Fors (M) förslag.",
                &["Ann Ek S", "Bo Al V", "Cia By MP"][..],
            ),
            (
                "Ordföranden Per Hall (M) yrkar avslag. Eva Roth (S) yrkar bifall till yrkandet från Karin Dahl (V).",
                &["Per Hall M", "Eva Roth S"],
            ),
            (
                "Ann Ek (M), med instämmande från Bo Kron (SD), yrkade avslag.",
                &["Ann Ek M", "Bo Kron SD"],
            ),
            ("Ann Ek och Bo Al (båda L) yrkar bifall.", &["Ann Ek L", "Bo Al L"]),
            ("Janne Hill, M, yrkar bifall.", &["Janne Hill M"]),
            ("Kommunstyrelsens förslag från Ann Ek (S) har bifallits.", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn parties_behind_reservations_and_statements() {
        assert_eq!(
            reserving(
                "Ledamöterna från M, D och KD reserverar sig mot beslutet. Ledamöterna från SD reserverar sig."
            ),
            ["M", "D", "KD", "SD"]
        );
        assert_eq!(
            reserving("Reservation anmäldes av ledamöterna Ek (m) och Borg (kd)."),
            ["M", "KD"]
        );
        assert_eq!(reserving("Tor Berg (C)"), ["C"]);
        let both = "Ann Ek (M) reserverar sig mot beslutet. Bo Al (L) lämnar ett särskilt yttrande, bilaga 3.";
        assert_eq!(
            (reserving(both), stating(both, false)),
            (vec!["M".to_owned()], vec!["L".to_owned()])
        );
    }

    #[test]
    fn votes_in_words() {
        let table = [
            ("Rösterna delas med 23 Ja mot 17 Nej. 2 ledamöter avstår från beslutet.", (23, 17, 2)),
            ("78 JA, 60 NEJ, 11 avstår.", (78, 60, 11)),
            ("Med 5 ja-röster mot 3 nej-röster beslutar", (5, 3, 0)),
            ("A (S) röstar Ja (4). B (M) röstar Nej (3).", (4, 3, 0)),
        ];
        for (text, (yes, no, abstained)) in table {
            assert_eq!(votes(text), [Vote { yes, no, abstained }], "{text}");
        }
    }
}
