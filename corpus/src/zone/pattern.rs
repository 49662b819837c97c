//! Headings that no table can list: those made with an organ's name or with a word of their own.

use crate::document::Zone;
use crate::organ;

/// The zone of a heading in lower case, given as its words and whole.
pub(super) fn zone(words: &[&str], name: &str) -> Option<Zone> {
    of_organ(words, name).or_else(|| by_pattern(words, name))
}

/// Headings that name whose they are: "Reservation (M)", "Yrkande från Ann Ek (S)".
fn of_someone(name: &str) -> Option<Zone> {
    const OWNED: [(&str, Zone); 12] = [
        ("yrkande", Zone::Motions),
        ("yrkanden", Zone::Motions),
        ("tilläggsyrkande", Zone::Motions),
        ("ändringsyrkande", Zone::Motions),
        ("reservation", Zone::Reservations),
        ("reservationer", Zone::Reservations),
        ("särskilt yttrande", Zone::SpecialStatement),
        ("särskilt uttalande", Zone::SpecialStatement),
        ("särskilda yttranden", Zone::SpecialStatement),
        ("ersättaryttrande", Zone::SubstituteStatement),
        ("protokollsanteckning", Zone::Note),
        ("protokollsanteckningar", Zone::Note),
    ];
    let owner = |rest: &str| {
        ["(", "från ", "av "].iter().any(|mark| rest.starts_with(mark)) && !rest.contains(':')
    };
    OWNED.iter().find_map(|(head, zone)| {
        let rest = name.strip_prefix(head)?.strip_prefix(' ')?;
        owner(rest).then_some(*zone)
    })
}

/// Headings that begin with an organ: "Socialnämndens beslut", "Kommunstyrelsen beslutar att".
fn of_organ(words: &[&str], name: &str) -> Option<Zone> {
    const DECIDES: [&str; 9] = [
        "beslut",
        "beslutar",
        "beslutade",
        "beslutar att",
        "beslutar följande",
        "beslutade att",
        "beslöt",
        "beslöt att",
        "för egen del beslutar",
    ];
    let cut = words
        .iter()
        .position(|word| matches!(*word, "för" | "beslut" | "beslutar" | "beslutade" | "beslöt"))?;
    let place = words[cut].as_ptr().addr() - name.as_ptr().addr();
    let (head, tail) = name.split_at(place);
    (DECIDES.contains(&tail) && organ::is_name_folded(head.trim())).then_some(Zone::Decision)
}

fn by_pattern(words: &[&str], name: &str) -> Option<Zone> {
    let first = words[0];
    let last = *words.last()?;
    if words.len() > 9 {
        return None;
    }
    if matches!(first, "enligt" | "bifall" | "till" | "finner" | "avslag" | "svar") {
        return None;
    }
    if words.len() <= 8
        && let Some(zone) = of_someone(name)
    {
        return Some(zone);
    }
    if words.len() <= 7 && proposes(words, name) {
        return Some(Zone::Proposal);
    }
    if matches!(first, "omröstning" | "votering" | "huvudvotering") && words.len() <= 6 {
        return Some(Zone::Vote);
    }
    let orders = ["propositionsordning", "propositionsgång", "beslutsgång"];
    if orders.contains(&first) && words.len() <= 5 {
        return Some(Zone::VotingOrder);
    }
    if matches!(first, "reservation" | "reservationer")
        && words.len() <= 6
        && !name.contains(" av ")
        && !name.contains(" från ")
    {
        return Some(Zone::Reservations);
    }
    if name.starts_with("särskilt yttrande i ") || name.starts_with("särskilt uttalande i ") {
        return Some(Zone::SpecialStatement);
    }
    if name.starts_with("särskilt beslut ") {
        return Some(Zone::Decision);
    }
    if name.starts_with("bedömning ur ") && last == "dimension" {
        return Some(Zone::Consequences);
    }
    ending_with(words, last)
}

fn ending_with(words: &[&str], last: &str) -> Option<Zone> {
    if words.len() > 6 {
        return None;
    }
    let consequence = ["konsekvenser", "konsekvens", "barnperspektiv", "barnrättsperspektiv"];
    if consequence.iter().any(|word| words.iter().any(|have| have.ends_with(word))) {
        return Some(Zone::Consequences);
    }
    let judges = [
        "bedömning",
        "bedömningar",
        "synpunkter",
        "överväganden",
        "handläggning",
        "ställningstagande",
        "ställningstaganden",
    ];
    let few = words.len() <= 4 && !words.contains(&"om") && !words.contains(&"från");
    if few && judges.contains(&last) {
        return Some(Zone::Assessment);
    }
    let with_proposal = words.ends_with(&["synpunkter", "och", "förslag"]);
    (words.len() <= 5 && with_proposal).then_some(Zone::Assessment)
}

/// "Kommunstyrelsens arbetsutskotts förslag till beslut", "Förvaltningens förslag".
fn proposes(words: &[&str], name: &str) -> bool {
    // "Kommunstyrelsens", "Miljö- och byggnämndens"
    let genitive = words[0].ends_with('s')
        || words[0] == "au:s"
        || words[0].ends_with('-') && words.iter().take(4).any(|word| word.ends_with('s'));
    if !genitive || words[0] == "remiss" || words.contains(&"synpunkter") {
        return false;
    }
    let ends = ["förslag", "förslag till beslut", "förslag till nämnden", "beslutsförslag"];
    if ends.iter().any(|end| name.ends_with(end)) {
        return words.len() <= 6;
    }
    // "Remiss av förslag till kommunal plan" is what a matter is called.
    ["kommunf", "kommunst", "regionf", "regionst"].iter().any(|organ| {
        name.split_once(" förslag till ").is_some_and(|(_, whom)| whom.starts_with(organ))
    })
}
