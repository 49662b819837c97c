//! Who recorded a reservation or made a statement: parties, from sentences about persons and groups.

use std::sync::LazyLock;

use regex::Regex;

use super::absent::absence;
use super::{PARENTHESES, bare_mentions, mentions};
use crate::party;
use crate::pattern::pattern;
use crate::small_letters::SmallLetters;

static STATES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)särskil[td]a? (?:uttalande|yttrande)|ersättar(?:yttrande|uttalande)|protokollsanteckning|anteckna|till protokollet|uttalande|yttrande|anför|hänvisar",
    )
});

static SPECIAL: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)särskil[td]a? (?:uttalande|yttrande)"));

/// Parties that reserve themselves in `text` (flowing), the text of a reservations section.
/// `whole` names the persons by whom a local party's letters are known.
pub(in crate::parse) fn reserving(text: &str, whole: &str) -> Vec<String> {
    let mut parties = Vec::new();
    let mut verbs = false;
    for sentence in sentences(text) {
        let lower = sentence.small();
        let Some(at) = lower.find("reserver").or_else(|| lower.find("reservation")) else {
            listed(sentence, &mut parties);
            continue;
        };
        if lower[..at].contains("yttrande") || at > sentence.len() || !sentence.is_char_boundary(at)
        {
            continue;
        }
        verbs = true;
        let subject_after = lower[..at].trim().is_empty() || lower.starts_with("mot beslutet");
        if subject_after {
            collect(&sentence[at..], whole, &mut parties);
        } else {
            let known = parties.len();
            collect(&sentence[..at], whole, &mut parties);
            // "Per Hed reserverade sig för moderata gruppen mot beslutet"
            if parties.len() == known {
                collect(&sentence[at..], whole, &mut parties);
            }
        }
    }
    if !verbs {
        without_verb(text, whole, &mut parties);
    }
    parties
}

/// A section of reservations that only names who has one. What is said of a statement there
/// ("Reservationer och särskilda yttranden") is none.
fn without_verb(text: &str, whole: &str, parties: &mut Vec<String>) {
    let states = |sentence: &&str| SPECIAL.is_match(sentence);
    for sentence in sentences(crate::parse::cut(text, 300)).iter().filter(|s| !states(s)) {
        mentions(sentence).iter().for_each(|mention| push(parties, &mention.party));
    }
    let first = sentences(text)[0];
    if parties.is_empty() && first.len() < 160 && !states(&first) {
        collect(first, whole, parties);
    }
}

/// "Ann Ek (S) – till förmån för eget yrkande.": in a list of reservations the verb may be spared.
fn listed(sentence: &str, parties: &mut Vec<String>) {
    let ends = [" – ", " - ", " till förmån för "];
    let Some(end) = ends.iter().filter_map(|end| sentence.find(end)).min() else { return };
    let subject = &sentence[..end];
    let all = mentions(subject);
    if all.first().is_some_and(|first| first.place.start < 2)
        && all.last().is_some_and(|last| last.place.end == end)
    {
        all.iter().for_each(|mention| push(parties, &mention.party));
    }
}

/// Parties that reserve themselves in running text (flowing): only sentences that say so count.
pub(in crate::parse) fn reserving_in_passing(text: &str) -> Vec<String> {
    let lower = text.small();
    let says = [
        "reserverar sig",
        "reserverade sig",
        "reservation anmäl",
        "reservation anför",
        "anmäler reservation",
        "anmälde reservation",
        "anmäler skriftlig reservation",
        "anmäler blank reservation",
        "avger reservation",
        "lämnar reservation",
        "lämnar skriftlig reservation",
        "lämnar in en reservation",
    ];
    if !says.iter().any(|words| lower.contains(words)) {
        return Vec::new();
    }
    let own: Vec<&str> = sentences(text)
        .into_iter()
        .filter(|sentence| {
            let lower = sentence.small();
            says.iter().any(|words| lower.contains(words))
        })
        .collect();
    each_once(own.into_iter().flat_map(|sentence| reserving(sentence, text)))
}

/// The parties in the order met, each once.
fn each_once(all: impl Iterator<Item = String>) -> Vec<String> {
    let mut parties = Vec::new();
    all.for_each(|letters| push(&mut parties, &letters));
    parties
}

/// Parties that hand in a statement in running text (flowing).
pub(in crate::parse) fn stating_in_passing(text: &str) -> Vec<String> {
    static HANDS_IN: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?:lämna|anmäl|avge|avser att|inkomm)[^.]{0,40} särskil[td]a? (?:uttalande|yttrande)|Särskil[td]a? (?:uttalande|yttrande)n? (?:av|läm|anmäl|gj|gör|har)",
        )
    });
    let own = sentences(text).into_iter().filter(|sentence| HANDS_IN.is_match(sentence));
    each_once(own.flat_map(|sentence| stating(sentence, text, false)))
}

/// "Till protokollet antecknas att centerpartiet anser att avgiften bör sänkas."
pub(in crate::parse) fn holding_views(text: &str) -> Vec<String> {
    static NOTED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"[Tt]ill protokollet (?:antecknas|noteras),? att ([^.:]{1,120}?) (?:anser|menar|önskar|befarar|vill framhålla|ställer sig)(?-u:\b)",
        )
    });
    let mut parties = Vec::new();
    NOTED.captures_iter(text).for_each(|found| collect(&found[1], text, &mut parties));
    parties
}

/// Parties that make a statement in `text` (flowing); `only` where the section holds nothing
/// else. `whole` as in [`reserving`].
pub(in crate::parse) fn stating(text: &str, whole: &str, only: bool) -> Vec<String> {
    let mut parties = Vec::new();
    for sentence in sentences(text) {
        let Some(hit) = STATES.find(sentence) else { continue };
        if !only && !hit.as_str().small().starts_with("särskil") {
            continue;
        }
        if sentence[..hit.start()].small().contains("reserver") || states_nothing(sentence) {
            continue;
        }
        // "Särskilt yttrande avges av Barbro Al (V)"
        let inverted = sentence[..hit.start()].trim().is_empty();
        let known = parties.len();
        collect(if inverted { sentence } else { &sentence[..hit.start()] }, whole, &mut parties);
        // "Ann Ek lät anteckna följande för Miljöpartiets grupp."
        if parties.len() == known
            && let Some(group) = speaks_for(&sentence[hit.end()..])
        {
            collect(group, whole, &mut parties);
        }
    }
    let silent = sentences(text).into_iter().all(|part| part.len() < 4 || states_nothing(part));
    if parties.is_empty() && only && !silent {
        for mention in mentions(crate::parse::cut(text, 240)) {
            push(&mut parties, &mention.party);
        }
    }
    parties
}

/// The group that someone speaks for, behind the verb: "… för Miljöpartiets grupp."
fn speaks_for(rest: &str) -> Option<&str> {
    let (_, group) = rest.split_once("för ")?;
    let group = group.split(['"', '”', ':']).next()?;
    (group.len() < 80).then_some(group)
}

/// Who stood aside or voted by mistake makes no statement by saying so.
fn states_nothing(sentence: &str) -> bool {
    let slip = ["röstat", "rösta fel", "röstade fel"].iter().any(|words| sentence.contains(words));
    slip || absence(sentence).is_some()
}

fn push(parties: &mut Vec<String>, letters: &str) {
    if !parties.iter().any(|known| known == letters) {
        parties.push(letters.to_owned());
    }
}

/// Every party named in a subject: "(M)", "från M, D och KD", "Moderaterna", "S-gruppen"; letters
/// that no table knows where `whole` names a person beside them.
fn collect(subject: &str, whole: &str, parties: &mut Vec<String>) {
    let tail_start = subject.char_indices().rev().nth(400).map_or(0, |(at, _)| at);
    for word in subject[tail_start..].split(|c: char| !c.is_alphabetic()) {
        let length = word.chars().count();
        let coded = (1..=4).contains(&length) && word.chars().all(char::is_uppercase);
        // "NS-gruppen", "Ledamöterna från S och NS"
        if coded
            && party::letters(word).is_none()
            && let Some(letters) = party::letters_of_person(word)
            && (subject[tail_start..].contains(&format!("{word}-grupp")) || sits(word, whole))
        {
            push(parties, &letters);
        }
        let fi = word == "Fi" || word == "Alt";
        if (coded || fi || length > 5)
            && let Some(letters) = party::letters(word)
        {
            push(parties, letters);
        }
    }
    for mention in bare_mentions(&subject[tail_start..]) {
        push(parties, &mention.party);
    }
    for hit in PARENTHESES.captures_iter(&subject[tail_start..]) {
        let (Some(whole), Some(code)) = (hit.get(0), hit.get(1)) else { continue };
        if let Some(letters) = party::letters(code.as_str()) {
            push(parties, letters);
        }
        // "Ledamöterna i Ekvikspartiet (EVP)"
        let before = subject[tail_start..][..whole.start()].trim_end();
        if before.rsplit(' ').next().is_some_and(party::is_local_name)
            && let Some(letters) = party::letters_of_person(code.as_str())
        {
            push(parties, &letters);
        }
    }
    for mention in mentions(&subject[tail_start..]) {
        push(parties, &mention.party);
    }
}

/// Whether `whole` names someone of the party with these letters: "Pia Berg (NS)".
fn sits(letters: &str, whole: &str) -> bool {
    let written = format!(" ({letters})");
    let named = |word: Option<&str>| word.is_some_and(|word| word.starts_with(char::is_uppercase));
    memchr::memmem::find_iter(whole.as_bytes(), written.as_bytes()).any(|at| {
        let mut words = whole[..at].rsplit(char::is_whitespace);
        named(words.next()) && named(words.next())
    })
}

const QUOTES: [char; 4] = ['"', '”', '“', '»'];

/// Sentences: a full stop, a blank and a capital end one, as does a colon.
fn sentences(text: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    let bytes = text.as_bytes();
    for at in memchr::memchr2_iter(b'.', b':', bytes) {
        // A sentence may end, or the next begin, at a quotation mark.
        let rest = text[at + 1..].trim_start_matches(QUOTES);
        let next =
            rest.strip_prefix(' ').and_then(|rest| rest.trim_start_matches(QUOTES).chars().next());
        let word = text[start..at].rsplit(' ').next().unwrap_or_default();
        let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
        let abbreviated = word.ends_with("fl") || (initial && party::letters(word).is_none());
        if next.is_some_and(|c| c.is_uppercase() || c == '•') && !abbreviated {
            out.push(&text[start..=at]);
            start = at + 1;
        }
    }
    out.push(&text[start..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parties_behind_reservations_and_statements() {
        assert_eq!(
            reserving(
                "Ledamöterna från M, D och KD reserverar sig mot beslutet. Ledamöterna från SD reserverar sig.",
                ""
            ),
            ["M", "D", "KD", "SD"]
        );
        assert_eq!(
            reserving("Reservation anmäldes av ledamöterna Ek (m) och Borg (kd).", ""),
            ["M", "KD"]
        );
        assert_eq!(reserving("Tor Berg (C)", ""), ["C"]);
        assert_eq!(reserving("Ledamöterna i Ekvikspartiet (EVP) reserverar sig.", ""), ["EVP"]);
        assert_eq!(reserving("Eva Berg (Ekvikslistan) reserverar sig.", ""), ["Ekvikslistan"]);
        assert_eq!(
            reserving(
                "Eva Ek (V) och Bo Al (SBP) – till förmån för eget yrkande. Per By (MP) – skriftlig reservation.",
                ""
            ),
            ["V", "SBP", "MP"]
        );
        assert_eq!(reserving("KD, M och FP till förmån för motionen.", ""), ["KD", "M", "FP"]);
        assert_eq!(reserving("Stig Lund, c, reserverar sig mot beslutet.", ""), ["C"]);
        let sits = "Pia Berg (NSV) talar om Räddningsverket (RTV). ";
        assert_eq!(
            reserving("Ledamöterna från M, NSV och RTV reserverar sig mot beslutet.", sits),
            ["M", "NSV"]
        );
        let stated = "Ann Ek (M) avser att lämna ett särskilt yttrande, bilaga 1.";
        assert_eq!(reserving(stated, ""), Vec::<String>::new());
        let both = "Ann Ek (M) reserverar sig mot beslutet. Bo Al (L) lämnar ett särskilt yttrande, bilaga 3.";
        assert_eq!(
            (reserving(both, ""), stating(both, "", false)),
            (vec!["M".to_owned()], vec!["L".to_owned()])
        );
    }
}
