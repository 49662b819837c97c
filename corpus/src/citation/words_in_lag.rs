//! Statutes named by one word that no table lists: "räntelagen", "avfallsförordningen", "taxonomi-
//! förordningen", and "museilag" beside a number or a §.

use super::statutes::{Mention, Naming, add, footnote, key};

/// Endings of such words, and whether the word is definite.
const ENDINGS: [(&str, bool); 6] = [
    ("lagen", true),
    ("balken", true),
    ("förordningen", true),
    ("lag", false),
    ("balk", false),
    ("förordning", false),
];

/// Endings of words that name no statute: blows and what is made of them, layers, teams, companies.
const OTHERS: [&str; 38] = [
    "föreslagen",
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
    "beslagen",
    "bakslagen",
    "fastslagen",
    "sammanslagen",
    "storslagen",
    "återslagen",
    "motslagen",
    "underlagen",
    "förlagen",
    "upplagen",
    "avlagen",
    "bolagen",
    "bjälklagen",
    "jordlagen",
    "arbetslagen",
    "insatslagen",
    "ungdomslagen",
    "olagen",
    "sslagen",
    "krönbalken",
    "stålbalken",
    "träbalken",
    "bärbalken",
    "avbalken",
    "limbalken",
];

/// Words before -slagen that are kinds of something, not statutes.
const KINDS: [&str; 13] = [
    "trafik",
    "träd",
    "djur",
    "varu",
    "energi",
    "fågel",
    "bränsle",
    "kraft",
    "färdmedel",
    "mark",
    "natur",
    "växt",
    "fisk",
];

pub(super) fn find(text: &str, found: &mut Vec<Mention>) {
    for (ending, definite) in ENDINGS {
        for at in memchr::memmem::find_iter(text.as_bytes(), ending) {
            if let Some(mention) = word_around(text, at, ending, definite) {
                add(found, mention);
            }
        }
    }
}

/// The statute named by the word whose ending stands at `at`.
fn word_around(text: &str, at: usize, ending: &str, definite: bool) -> Option<Mention> {
    let mut end = at + ending.len();
    end += usize::from(definite && text[end..].starts_with('s'));
    let behind = &text[end + footnote(&text[end..])..];
    if behind.starts_with(|c: char| c.is_alphanumeric() || c == '-') {
        return None;
    }
    let start = text[..at].trim_end_matches(char::is_alphabetic).len();
    let (start, lead) = match text[..start].strip_suffix('-') {
        None => (start, text[start..at].to_lowercase()),
        Some(before) => {
            // "taxonomi-förordningen" is one word, "MKB-förordningen" the name of something longer.
            let first = before.trim_end_matches(char::is_alphabetic).len();
            let part = &before[first..];
            let word = part.len() > 3 && part.starts_with(char::is_lowercase);
            word.then(|| (first, format!("{part}{}", &text[start..at])))?
        }
    };
    let word = if definite { format!("{lead}{ending}") } else { format!("{lead}{ending}en") };
    if lead.chars().count() < 3 || word.len() < 9 || !is_statute(&word) {
        return None;
    }
    let key = key(&word).map_or(word, str::to_owned);
    let naming = if definite || is_led(&text[..start]) { Naming::Sure } else { Naming::Indefinite };
    Some(Mention { span: start..end, key, naming })
}

/// Whether what stands before makes an indefinite word as sure as a definite one: "EU:s
/// taxonomiförordning", "enligt spellag och spelförordning".
fn is_led(before: &str) -> bool {
    let before = before.trim_end();
    let lead = ["EU:s", "EUs", "EU’s", "nligt"].iter().any(|lead| before.ends_with(lead));
    let list = [",", " och", " samt"].iter().find_map(|joint| before.strip_suffix(joint));
    let word = list.and_then(|list| list.trim_end().rsplit(char::is_whitespace).next());
    let goes_on = word.is_some_and(|word| {
        let definite = ENDINGS.iter().any(|(ending, _)| word.ends_with(ending));
        definite && word.len() > 6 && is_statute(&format!("{word}en"))
    });
    lead || goes_on
}

/// Whether a definite word in -lagen, -balken or -förordningen names a statute.
fn is_statute(word: &str) -> bool {
    let kind = word.strip_suffix("slagen").is_some_and(|lead| KINDS.contains(&lead));
    !kind && !OTHERS.iter().any(|other| word.ends_with(other))
}
