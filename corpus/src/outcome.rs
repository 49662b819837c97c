//! What became of a matter: from the words of a decision to its [`Outcome`].
//!
//! The class is that of the first operative clause. What the chair found, what someone proposed
//! and whose proposal it follows ("Enligt kommunstyrelsens förslag:") say nothing of it.

mod adjustment;
mod clause;
mod unheaded;
mod verbs;

use crate::document::Outcome;
use crate::small_letters::SmallLetters;
pub use adjustment::adjusts_immediately;
use clause::clauses;
pub(crate) use unheaded::of_running_text;
use verbs::TABLE;

/// Verbs of immediate adjustment: never the outcome of the matter itself.
const ADJUSTMENT: [&str; 4] =
    ["omedelbart juster", "justeras omedelbart", "omedelbar justering", "omedelbart"];

/// How a question is let in: formal too, where more is decided.
const PROCEDURAL: [&str; 4] =
    ["får framställas", "får ställas", "får lämnas", "medges framställas"];

/// The class of a decision's text (without its heading): that of its first operative clause,
/// [`Outcome::Other`] where the clause says something else, `None` where there is no text.
pub fn of_decision(text: &str) -> Option<Outcome> {
    let clauses = clauses(text);
    if let [clause] = clauses.as_slice()
        && let Some(outcome) = of_question(&clause.text)
    {
        return Some(outcome);
    }
    let only = clauses.len() == 1;
    let mut operative = clauses.iter().filter(|clause| only || !is_formal(&clause.text)).peekable();
    while let Some(clause) = operative.next() {
        let class = of_clause(&clause.text);
        // A lead-in ("Nämnden beslutar för egen del:", "Styrelsen föreslår fullmäktige besluta")
        // says nothing itself; its points do.
        let points_follow = operative.peek().is_some_and(|next| next.is_point);
        let leads = clause.text.ends_with(':')
            || (points_follow && (!clause.is_point || leads_in(&clause.text)))
            || (says_what_follows(&clause.text) && operative.peek().is_some());
        let hands_on = points_follow && hands_on(&clause.text);
        if (class.is_some() && !hands_on) || !(leads && operative.peek().is_some()) {
            return Some(class.unwrap_or(Outcome::Other));
        }
    }
    None
}

/// "Interpellationen får ställas och besvaras vid nästa sammanträde.": let in, not yet answered.
fn of_question(clause: &str) -> Option<Outcome> {
    let lower = clause.small();
    let let_in = PROCEDURAL.iter().any(|words| lower.contains(words));
    (let_in && lower.contains("nästa")).then_some(Outcome::Other)
}

/// "att föreslå kommunfullmäktige besluta", with the points of that decision below.
fn leads_in(clause: &str) -> bool {
    let last = clause.rsplit(' ').next().unwrap_or_default();
    matches!(last, "besluta" | "beslutar" | "att")
}

/// "Styrelsen föreslår att fullmäktige fattar följande beslut."
fn says_what_follows(clause: &str) -> bool {
    let bare = clause.trim_end_matches(['.', ':']);
    ["följande", "följande beslut"].iter().any(|end| bare.ends_with(end))
}

/// "… tillstyrker förslaget och föreslår att fullmäktige beslutar:" leaves the decision to what
/// follows.
fn hands_on(clause: &str) -> bool {
    let last = clause.trim_end_matches(':').rsplit(' ').next().unwrap_or_default();
    clause.ends_with(':') && (last.starts_with("beslut") || last == "följande")
}

/// The class of one clause, where a verb gives it away: that of the verb that stands first, except
/// that a later main verb beats a participle before it.
pub fn of_clause(clause: &str) -> Option<Outcome> {
    let lower = clause.small();
    first_verb(&lower, true).or_else(|| first_verb(&lower, false))
}

/// The class of the clause's first verb; `strict` leaves out what a noun is told to do ("uppdrag
/// till styrelsen att revidera planen, antecknas").
fn first_verb(lower: &str, strict: bool) -> Option<Outcome> {
    let mut best: Option<(usize, usize, Outcome)> = None;
    for hit in TABLE.automaton.find_overlapping_iter(lower) {
        let (outcome, stem) = TABLE.meaning[hit.pattern().as_usize()];
        if !is_word(lower, hit.start(), hit.end(), stem)
            || is_subordinate(lower, hit.start(), outcome)
            || (strict && is_task(lower, hit.start()))
        {
            continue;
        }
        let Some(outcome) = negated(lower, hit.start()..hit.end(), outcome) else { continue };
        let better = best.is_none_or(|(start, length, _)| {
            hit.start() < start || (hit.start() == start && hit.len() > length)
        });
        if better {
            best = Some((hit.start(), hit.len(), outcome));
        }
    }
    let (start, length, outcome) = best?;
    let end = lower[start + length..]
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(lower.len() - start - length);
    if is_finite(&lower[start..start + length + end]) {
        return Some(outcome);
    }
    Some(final_passive(lower, start).unwrap_or(outcome))
}

/// An infinitive that says what someone is to do: "till styrelsen att revidera planen".
fn is_task(text: &str, start: usize) -> bool {
    let Some(before) = text[..start].trim_end().strip_suffix(" att") else { return false };
    let mut words = before.rsplit(' ');
    words.next();
    matches!(words.next(), Some("till" | "åt"))
}

/// A verb that can be the main verb of a clause ("avslås", "godkänner"), not an infinitive or noun.
fn is_finite(verb: &str) -> bool {
    verb.contains(' ') || verb.ends_with(['s', 'r', 't'])
}

/// "Hemställan om att överlämna skolan till bolaget, avslås.": a passive that ends the clause is its
/// main verb, whatever infinitives and nouns its subject holds.
fn final_passive(clause: &str, behind: usize) -> Option<Outcome> {
    let bare = clause.trim_end_matches(['.', ' ', ',']);
    let (before, last) = bare.rsplit_once(' ')?;
    if !last.ends_with('s') || before.len() <= behind {
        return None;
    }
    let hits = TABLE.automaton.find_overlapping_iter(last);
    let mut found = hits.filter(|hit| {
        let (_, stem) = TABLE.meaning[hit.pattern().as_usize()];
        hit.start() == 0 && is_word(last, hit.start(), hit.end(), stem)
    });
    found.next().map(|hit| TABLE.meaning[hit.pattern().as_usize()].0)
}

/// What a verb means with "inte" or "ej" beside it: "beslutar att inte bifalla motionen",
/// "bifalls inte". `None` where nothing follows from what is not done.
fn negated(text: &str, place: std::ops::Range<usize>, outcome: Outcome) -> Option<Outcome> {
    let is_not =
        |word: Option<&str>| word.is_some_and(|word| matches!(word, "inte" | "ej" | "icke"));
    let rest = text[place.end..].trim_start_matches(char::is_alphabetic);
    let before = text[..place.start].split_whitespace().next_back();
    let after = rest.split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty());
    let not = is_not(before) || (is_not(after) && rest.starts_with(' '));
    if !not {
        return Some(outcome);
    }
    match outcome {
        Outcome::Approved | Outcome::Granted | Outcome::Accepted | Outcome::Adopted => {
            Some(Outcome::Rejected)
        }
        Outcome::Supported => Some(Outcome::Opposed),
        Outcome::Opposed => Some(Outcome::Supported),
        _ => None,
    }
}

fn is_word(text: &str, start: usize, end: usize, stem: bool) -> bool {
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    before.is_none_or(|c| !c.is_alphanumeric())
        && (stem || after.is_none_or(|c| !c.is_alphanumeric()))
}

/// Verbs inside a purpose or a relative clause ("för att anta", "som antogs", "i enlighet med den
/// antagna") do not say what was decided, nor do nouns after "om" and "av".
fn is_subordinate(text: &str, start: usize, outcome: Outcome) -> bool {
    // "får i uppdrag", "har tagit del av"
    if matches!(outcome, Outcome::Assigned | Outcome::Noted) {
        return false;
    }
    let before = text[..start].trim_end();
    // "den avslås": the clause's own subject.
    if matches!(before, "den" | "det" | "de") {
        return false;
    }
    let mut words = before.rsplit(char::is_whitespace);
    let last = words.next().unwrap_or_default();
    let second = words.next().unwrap_or_default();
    matches!(
        last,
        "som"
            | "yrkande"
            | "den"
            | "det"
            | "de"
            | "senast"
            | "redan"
            | "tidigare"
            | "har"
            | "hade"
            | "om"
            | "angående"
            | "kan"
            | "får"
            | "med"
    ) || (last == "att" && matches!(second, "för" | "till" | "om" | "samt" | "rätt" | "uppdrag"))
}

/// Points that only order the paperwork.
fn is_formal(clause: &str) -> bool {
    // "Yttrandet översänds. Paragrafen justeras omedelbart.": the first sentence is the decision.
    let lower = clause.split(". ").next().unwrap_or_default().small();
    ADJUSTMENT.iter().any(|words| lower.contains(words))
        || (lower.starts_with("enligt ") && lower.trim_end().ends_with(':'))
        || PROCEDURAL.iter().any(|words| lower.trim_end_matches('.').ends_with(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_operative_clause_decides() {
        let table = [
            ("1. Nämnden godkänner planen.\n2. Ärendet överlämnas.", Some(Outcome::Accepted)),
            ("Enligt styrelsens förslag:\nMotionen om parker\navslås.", Some(Outcome::Rejected)),
            ("Ärendet bordläggs till den 4 maj.", Some(Outcome::Tabled)),
            ("att   överlämna yttrandet, samt\natt   justera", Some(Outcome::Forwarded)),
            ("att anta planen.", Some(Outcome::Adopted)),
            ("Planen, reviderad 2020, antas.", Some(Outcome::Adopted)),
            ("Hemställan anses\nbesvarad.", Some(Outcome::Answered)),
            ("Kontoret får i uppdrag att anta en plan.", Some(Outcome::Assigned)),
            ("Nämnden har inget att invända.", Some(Outcome::Other)),
            ("Nämnden avstår från att lämna yttrande.", Some(Outcome::Other)),
            ("att inte bifalla motionen.", Some(Outcome::Rejected)),
            ("Ansökan beviljas inte.", Some(Outcome::Rejected)),
            ("att inte tillstyrka förslaget", Some(Outcome::Opposed)),
            ("att med godkännande lägga rapporten till handlingarna", Some(Outcome::Noted)),
            ("Anmälan läggs till protokollet.", Some(Outcome::Noted)),
            ("Nämnden beslutar, med avslag på yrkandet, att anta planen.", Some(Outcome::Adopted)),
            ("Ärendet återremitteras för att utreda bifall.", Some(Outcome::ReferredBack)),
            ("Nämnden lägger redovisningen till handlingarna.", Some(Outcome::Noted)),
            ("Byggnadsnämnden beslutar att bevilja bygglov.", Some(Outcome::Granted)),
            (
                "1. Hemställan från nämnden om att flytta skolan och\natt överlämna huset till bolaget, avslås.\n2. X",
                Some(Outcome::Rejected),
            ),
            ("Nämndens begäran om bemyndigande att köpa mark godkänns.", Some(Outcome::Accepted)),
            ("Styrelsen får fortsatt uppdrag att mäta buller.", Some(Outcome::Assigned)),
            (
                "1. Redovisning av uppdrag till styrelsen\natt revidera planen, antecknas och förklaras fullgjort.\n2. Planen antas.",
                Some(Outcome::Noted),
            ),
            ("Frågan får ställas och besvaras vid nästa sammanträde.", Some(Outcome::Other)),
            (
                "att   föreslå kommunfullmäktige besluta\n\natt   bevilja bolaget borgen.",
                Some(Outcome::Granted),
            ),
            (
                "Styrelsen föreslår att fullmäktige fattar följande beslut.\n\nFullmäktige fastställer avgiften.",
                Some(Outcome::Adopted),
            ),
            (
                "Staden tillstyrker förslaget. Paragrafen förklaras omedelbart justerad.\n\nRemissen kom i mars.",
                Some(Outcome::Supported),
            ),
            ("", None),
        ];
        for (text, expected) in table {
            assert_eq!(of_decision(text), expected, "{text:?}");
        }
    }

    #[test]
    fn immediate_adjustment_in_its_phrasings() {
        for text in [
            "Paragrafen justeras omedelbart",
            "förklarar ärendet omedelbart justerat",
            "att justera paragrafen\nomedelbart",
            "Omedelbar justering",
            "Protokollet under denna paragraf förklaras omedelbart justerat",
        ] {
            assert!(adjusts_immediately(text), "{text}");
        }
        for text in [
            "Beslutet gäller omedelbart. Protokollet justeras i dag.",
            "utser omedelbart justerare",
        ] {
            assert!(!adjusts_immediately(text), "{text}");
        }
        assert!(!adjusts_immediately("Val av justerare"));
    }
}
