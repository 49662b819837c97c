//! The words of which secrecy notes are made.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::small_letters::SmallLetters;

/// What is withheld, by the words of a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    /// The matter, the § or the decision itself.
    Matter,
    /// Its papers.
    Papers,
    /// Some facts, which reasoning speaks of as well.
    Details,
}

/// A negated verb of showing.
#[derive(Debug, Clone, Copy)]
pub(super) struct Refusal {
    /// It opens the sentence: "Publiceras ej …".
    pub opens: bool,
    /// The verb is one of handing out, which decisions on requests use too.
    pub hands_out: bool,
}

/// Whether the sentence holds any word of the web or of secrecy: most do not, and end here.
pub(super) fn may_withhold(sentence: &str) -> bool {
    static PARTS: LazyLock<AhoCorasick> = LazyLock::new(|| {
        // This kind of match is searched in the fastest way, but not for letters of either case.
        AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostFirst)
            .build([
                "sekretess",
                "osl",
                "integritet",
                "hemlig",
                "gdpr",
                "dataskydd",
                "personuppgift",
                "skydd",
                "webb",
                "hemsid",
                "internet",
                "nätet",
                "digital",
                "publik",
                "elektronisk",
            ])
            .expect("a small constant table")
    });
    PARTS.is_match(&sentence.small())
}

/// The words of a sentence in lower case.
pub(super) fn of(sentence: &str) -> Vec<String> {
    sentence
        .split(|c: char| !c.is_alphanumeric() && c != '§')
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

fn starts(word: &str, stems: &[&str]) -> bool {
    stems.iter().any(|stem| word.starts_with(stem))
}

/// The web, in one of its names.
pub(super) fn web(words: &[String]) -> bool {
    words.iter().any(|word| {
        starts(word, &["webb", "hemsid", "internet", "nätet", "digital", "publik", "elektronisk"])
            && !word.starts_with("publika")
    })
}

/// A reason of secrecy or protection of a person.
pub(super) fn secret(words: &[String]) -> bool {
    words.iter().any(|word| {
        word.contains("sekretess")
            || starts(word, &["osl", "integritet", "hemlig", "gdpr", "dataskydd"])
            || word.contains("personuppgift")
    }) || words.windows(2).any(|pair| {
        starts(&pair[0], &["skydd"])
            && (matches!(pair[1].as_str(), "för" | "av") || pair[1].starts_with("person"))
    })
}

/// Sentences that decide, propose, find or report: they tell of a matter instead of hiding it.
pub(super) fn decides(words: &[String]) -> bool {
    const STEMS: [&str; 16] = [
        "beslutar",
        "beslutade",
        "beslöt",
        "yrka",
        "föreslå",
        "anser",
        "motion",
        "uppdra",
        "antar",
        "bör",
        "begär",
        "avslå",
        "remiss",
        "hindra",
        "förvaltningen",
        "nämnden",
    ];
    words.iter().any(|word| starts(word, &STEMS) && !word.starts_with("nämndens"))
}

/// What the sentence speaks of, by the first such word before its end.
pub(super) fn subject(words: &[String]) -> Option<Subject> {
    words.iter().take(24).find_map(|word| {
        Some(match word.as_str() {
            "ärendet" | "ärendena" | "ärende" | "beslutet" | "besluten" | "texten" | "§"
            | "beslutstexten" => Subject::Matter,
            "uppgifter" | "uppgifterna" | "uppgiften" | "information" | "informationen" => {
                Subject::Details
            }
            _ if word.starts_with("paragraf") || word.starts_with("sekretessärende") => {
                Subject::Matter
            }
            _ if starts(word, PAPERS) => Subject::Papers,
            _ => return None,
        })
    })
}

const PAPERS: &[&str] = &[
    "handling",
    "underlag",
    "bilag",
    "innehåll",
    "dokument",
    "material",
    "tjänsteskrivelse",
    "tjänsteutlåtande",
    "akten",
    "beslutsunderlag",
    "skrivelse",
    "utredning",
    "yttrande",
    "ärendehandling",
    "protokollet",
    "avtal",
    "rapport",
    "underrättelse",
];

/// A negated verb of showing or handing out, in a form notes use (never the active present).
pub(super) fn refusal(words: &[String]) -> Option<Refusal> {
    let no = words.iter().position(|word| matches!(word.as_str(), "inte" | "ej" | "icke"))?;
    let from = no.saturating_sub(6);
    let near = &words[from..words.len().min(no + 7)];
    let verb = near.iter().position(|word| is_showing(word))? + from;
    Some(Refusal { opens: no.min(verb) <= 1, hands_out: hands_out(&words[verb]) })
}

fn is_showing(word: &str) -> bool {
    const FORMS: [&str; 19] = [
        "visas",
        "läggs",
        "lagts",
        "lämnas",
        "lämnats",
        "skickas",
        "delas",
        "bifogas",
        "återges",
        "sprids",
        "anslås",
        "finns",
        "ingår",
        "sänds",
        "nås",
        "läsas",
        "utlämnas",
        "presenteras",
        "läses",
    ];
    const STEMS: [&str; 7] = [
        "publiceras",
        "publicerat",
        "publicerad",
        "publicerats",
        "redovisas",
        "offentliggör",
        "tillgänglig",
    ];
    const MORE: [&str; 4] = ["redovisats", "distribueras", "exponeras", "åtkomlig"];
    FORMS.contains(&word) || starts(word, &STEMS) || starts(word, &MORE)
}

fn hands_out(verb: &str) -> bool {
    starts(verb, &["lämnas", "lämnats", "utlämnas"])
}

/// A word that says that something was taken out.
pub(super) fn removed(words: &[String]) -> bool {
    const STEMS: [&str; 10] = [
        "undantag",
        "undantas",
        "utelämna",
        "utesluts",
        "uteslutit",
        "uteslutn",
        "borttag",
        "maskera",
        "överstruk",
        "dolts",
    ];
    words.iter().any(|word| starts(word, &STEMS))
        || words.windows(2).any(|pair| {
            matches!(pair[0].as_str(), "tagits" | "tas")
                && matches!(pair[1].as_str(), "bort" | "undan")
        })
}

/// The plain statement that the matter, or its papers, are secret.
pub(super) fn declares(words: &[String]) -> bool {
    let lone = words.len() <= 4 && words.first().is_some_and(|word| word.starts_with("sekretess"));
    if lone {
        return matches!(
            words[0].as_str(),
            "sekretess"
                | "sekretessärende"
                | "sekretessärenden"
                | "sekretessbelagt"
                | "sekretessbelagd"
                | "sekretessbelagda"
        ) && words.len() <= 2;
    }
    let of_matter = words.iter().take(4).any(|word| {
        matches!(
            word.as_str(),
            "ärendet" | "ärendena" | "innehållet" | "handlingarna" | "handlingen"
        ) || word.starts_with("paragraf")
    });
    let stated =
        words.windows(3).any(|three| {
            (three[0] == "omfattas" && three[1] == "av" && three[2].starts_with("sekretess"))
                || (three[0] == "lyder" && three[1] == "under" && three[2].starts_with("sekretess"))
        }) || words.windows(2).any(|pair| pair[0] == "är" && pair[1].starts_with("sekretessbelag"));
    of_matter && stated
}

/// Whether a sentence goes on giving the reason of the note before it.
pub(super) fn gives_reason(sentence: &str) -> bool {
    let words = of(sentence);
    let refers = words.first().is_some_and(|word| {
        matches!(
            word.as_str(),
            "de" | "den"
                | "det"
                | "ärendet"
                | "handlingarna"
                | "uppgifterna"
                | "sekretess"
                | "skälet"
        )
    });
    refers && secret(&words) && !sentence.contains(':')
}

/// A title of a matter on a request for papers ("Begäran om utlämnande av allmän handling").
pub(super) fn asks_for_papers(title: &str) -> bool {
    let lower = title.small();
    lower.contains("utlämn") || lower.contains("lämna ut") || lower.contains("allmän handling")
}

/// Whether the full stop behind `text` only shortens its last word ("26 kap.", "1 st.").
pub(super) fn is_abbreviation(text: &str) -> bool {
    let word = text.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
    matches!(
        word.small().as_str(),
        "kap"
            | "st"
            | "dnr"
            | "bl.a"
            | "t.ex"
            | "m.m"
            | "p.g.a"
            | "pga"
            | "nr"
            | "jfr"
            | "enl"
            | "resp"
            | "s.k"
    )
}
