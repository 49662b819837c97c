//! The operative verbs of decisions and the class that each gives.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::document::Outcome;

/// Words and stems of operative verbs. A stem ends in `*`, else the word stands alone.
const VERBS: &[(Outcome, &[&str])] = &[
    (Outcome::ReferredBack, &["återremitter*", "återremiss*"]),
    (
        Outcome::Tabled,
        &[
            "bordläggs",
            "bordlägga",
            "bordlägger",
            "bordlägges",
            "bordlades",
            "bordläggas",
            "bordläggning*",
        ],
    ),
    (
        Outcome::Answered,
        &[
            "besvarad",
            "besvarat",
            "besvarade",
            "anses besvara*",
            "är besvara*",
            "besvaras",
            "besvarar",
            "besvara",
        ],
    ),
    (
        Outcome::Rejected,
        &[
            "negativt planbesked",
            "negativt förhandsbesked",
            "avslå*",
            "avslog",
            "avslogs",
            "lämnas utan bifall",
            "lämna utan bifall",
        ],
    ),
    (Outcome::Approved, &["bifall*", "bifölls", "biföll"]),
    (Outcome::Supported, &["tillstyrk*", "ställer sig bakom"]),
    (Outcome::Opposed, &["avstyrk*"]),
    (
        Outcome::WrittenOff,
        &["avskriv*", "förklaras fullgjor*", "förklaras slutför*", "avsluta ärendet"],
    ),
    (Outcome::Other, &["vidhåll*", "får ställas", "avstår från", "avstå från"]),
    (Outcome::Withdrawn, &["utgår", "utgick", "ärendet utgår", "dras ur"]),
    (
        Outcome::Noted,
        &[
            "antecknas",
            "antecknar",
            "anteckna",
            "noteras",
            "noterar",
            "notera",
            "noterade",
            "till handlingarna",
            "till protokollet",
            "tar del av",
            "ta del av",
            "tagit del av",
            "tog del av",
            "tackar för",
            "anmäls",
            "tar emot",
            "ta emot",
            "har informerats",
            "delges",
        ],
    ),
    (
        Outcome::Appointed,
        &[
            "utses",
            "utser",
            "utse",
            "utsågs",
            "utsåg",
            "utnämn*",
            "entledig*",
            "väljer",
            "välja",
            "väljs",
            "väljes",
            "valdes",
            "valde",
            "förordna*",
            "justerar dagens protokoll",
            "justera dagens protokoll",
            "justera protokollet",
            "adjungera*",
            "förrättar val",
        ],
    ),
    (
        Outcome::Adopted,
        &[
            "antas",
            "antar",
            "anta",
            "antaga",
            "antogs",
            "antog",
            "antages",
            "fastställ*",
            "revideras",
            "revidera",
            "reviderar",
            "upphäver",
            "upphäva",
            "upphävs",
            "inrätta",
            "inrättar",
            "inrättas",
            "får namnet",
            "ges namnet",
        ],
    ),
    (
        Outcome::Accepted,
        &[
            "godkänn*",
            "godkänd*",
            "godta*",
            "godtog",
            "tillstyrka och godkänna",
            "ställer sig positiv",
        ],
    ),
    (
        Outcome::Granted,
        &[
            "bevilja*",
            "beviljes",
            "positivt planbesked",
            "positivt förhandsbesked",
            "medge*",
            "medgav",
            "lämnar bygglov",
            "lämna bygglov",
            "ger bygglov",
            "ge bygglov",
            "bygglov ges",
            "anvisa",
            "anvisar",
            "anvisas",
            "anslå",
            "anslår",
            "anslås",
            "ansvarsfrihet",
        ],
    ),
    (
        Outcome::Forwarded,
        &[
            "överlämn*",
            "översänd*",
            "avge yttrande",
            "avger yttrande",
            "avger",
            "avge",
            "lämnas över",
            "lämna över",
            "lämnar yttrande",
            "lämna yttrande",
            "yttrar sig",
            "skickar yttrande",
            "hänskjut*",
            "hänvis*",
            "remitter*",
            "skickas till",
            "som svar på",
            "som svar till",
            "som sitt svar",
        ],
    ),
    (
        Outcome::Assigned,
        &[
            "i uppdrag",
            "fortsatt uppdrag",
            "förnyat uppdrag",
            "nytt uppdrag",
            "får uppdrag",
            "ges uppdrag",
            "uppdrar",
            "uppdra",
            "uppdraga",
            "uppdras",
            "uppdrog",
            "uppdrages",
            "bemyndiga*",
            "delegera*",
            "ges rätt att",
            "uppmana*",
        ],
    ),
];

/// The words as one automaton.
pub(super) struct Verbs {
    pub(super) automaton: AhoCorasick,
    /// What each word means, and whether it is a stem.
    pub(super) meaning: Vec<(Outcome, bool)>,
}

/// Built once, when it is first asked.
pub(super) static TABLE: LazyLock<Verbs> = LazyLock::new(|| {
    let mut patterns = Vec::new();
    let mut meaning = Vec::new();
    for (outcome, words) in VERBS {
        for word in *words {
            let stem = word.strip_suffix('*');
            patterns.push(stem.unwrap_or(word));
            meaning.push((*outcome, stem.is_some()));
        }
    }
    let automaton = AhoCorasick::builder()
        .match_kind(MatchKind::Standard)
        .build(&patterns)
        .expect("the verbs are a small constant table");
    Verbs { automaton, meaning }
});
