//! Titles that an extractor ran together with what follows them: the first sentence of the text,
//! or the line that says whom the paper is for.

use std::sync::LazyLock;

use regex::Regex;

use crate::parse::cut;
use crate::parse::open_words::is_open;
use crate::pattern::pattern;
use crate::small_letters::SmallLetters;

static ADDRESSEE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\s+Till (?:\w+ )?(?:kommunfullmäktige|kommunstyrelsen?)$"));

/// Takes "Till Tärnvalla kommunfullmäktige" off the end of a title.
pub(super) fn without_addressee(title: &str) -> &str {
    ADDRESSEE.find(title).map_or(title, |found| &title[..found.start()])
}

/// No title is longer than this.
const LONGEST: usize = 260;
/// A title shorter than this has no sentence behind it that was run together with it.
const SHORT: usize = 160;

/// Words that a sentence may begin with and that are no names.
const OPENERS: [&str; 117] = [
    "Allt",
    "Alla",
    "Alltför",
    "Allra",
    "Att",
    "Av",
    "Bakgrunden",
    "Barn",
    "Bland",
    "Både",
    "De",
    "Del",
    "Den",
    "Denna",
    "Dessa",
    "Det",
    "Detta",
    "Dock",
    "Där",
    "Därför",
    "Därmed",
    "Dels",
    "Då",
    "Efter",
    "Eftersom",
    "Ej",
    "En",
    "Endast",
    "Enligt",
    "Er",
    "Ett",
    "Flera",
    "Flertalet",
    "Fler",
    "Framför",
    "Från",
    "Förra",
    "Första",
    "För",
    "Före",
    "Genom",
    "Gällande",
    "Han",
    "Har",
    "Hela",
    "Hon",
    "Hur",
    "Hösten",
    "I",
    "Idag",
    "Igår",
    "Inför",
    "Ingen",
    "Inget",
    "Inga",
    "Inom",
    "Inte",
    "Jag",
    "Just",
    "Kan",
    "Kommunen",
    "Man",
    "Med",
    "Medan",
    "Mellan",
    "Men",
    "Mot",
    "Många",
    "Mycket",
    "Ni",
    "Nu",
    "Numera",
    "Nyligen",
    "När",
    "Nästan",
    "Ofta",
    "Om",
    "På",
    "Redan",
    "Samtidigt",
    "Samtliga",
    "Sedan",
    "Senast",
    "Senaste",
    "Som",
    "Sommaren",
    "Staden",
    "Större",
    "Så",
    "Sådana",
    "Således",
    "Tidigare",
    "Till",
    "Trots",
    "Tyvärr",
    "Under",
    "Ur",
    "Utan",
    "Utifrån",
    "Var",
    "Varför",
    "Varje",
    "Vad",
    "Vem",
    "Vi",
    "Vid",
    "Vidare",
    "Vilka",
    "Vilken",
    "Vintern",
    "Vissa",
    "Våren",
    "Vår",
    "Våra",
    "Åren",
    "Än",
    "Även",
];

/// Cuts off the text that was run together with the title. `text` is the paper's: a word that
/// stands there in small letters too is no name, so it begins the sentence.
pub(super) fn without_text<'t>(title: &'t str, text: &str) -> &'t str {
    if title.len() < SHORT && !title.contains(". ") {
        return title;
    }
    let words = words(title);
    let at = named_subject(title)
        .into_iter()
        .chain(opener(&words, |word, _| OPENERS.contains(&word)))
        .min()
        .or_else(|| {
            opener(&words, |word, before| {
                before.starts_with(char::is_lowercase) && is_common(word, text)
            })
        });
    let whole = at.map_or(title, |at| title[..at].trim_end());
    let whole = whole.find(". ").map_or(whole, |stop| ending(whole, stop));
    let short = cut(whole, LONGEST);
    if short.len() == whole.len() {
        whole
    } else {
        short.rsplit_once(' ').map_or(short, |cut| cut.0)
    }
}

/// A full stop inside a title ends it, unless an abbreviation wrote it.
fn ending(title: &str, stop: usize) -> &str {
    let word = title[..stop].rsplit(' ').next().unwrap_or_default();
    if stop > 30 && word.chars().count() > 4 && title[stop + 2..].starts_with(char::is_uppercase) {
        &title[..stop]
    } else {
        title
    }
}

/// Words with their places.
fn words(title: &str) -> Vec<(usize, &str)> {
    title.split(' ').map(|word| (word.as_ptr().addr() - title.as_ptr().addr(), word)).collect()
}

/// Where the first word begins that `opens` a sentence: in capitals behind a word that lets a title
/// end, and before one in small letters.
fn opener(words: &[(usize, &str)], opens: impl Fn(&str, &str) -> bool) -> Option<usize> {
    words.windows(3).find_map(|three| {
        let [(_, before), (at, word), (_, next)] = three else { return None };
        let bare = word.trim_end_matches(',');
        let after = !before.is_empty()
            && !ends_open(before)
            && !before.ends_with([',', ':', '-', '–', '/']);
        let follows = next.chars().next().is_some_and(|c| !c.is_ascii_punctuation());
        (*at > 30
            && word.starts_with(char::is_uppercase)
            && after
            && follows
            && opens(bare, before))
        .then_some(*at)
    })
}

/// "… av förslaget Eva Berg (M) har frågat": a person who is the subject of the sentence.
fn named_subject(title: &str) -> Option<usize> {
    static SUBJECT: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"[a-zåäö)] ((?:[A-ZÅÄÖ]\S+ ){1,4}\([A-ZÅÄÖ]{1,4}\) (?:m\.? ?fl\.? )?",
            r"(?:har|frågar|vill|undrar|skriver|ställer|föreslår|menar|anser|begär|lyfter)\b)"
        ))
    });
    let found = SUBJECT.captures(title)?.get(1)?;
    // "av Hamnen Eva Berg (M) har": the title goes on while it cannot end.
    let mut at = found.start();
    let mut before = title[..at].trim_end().rsplit(' ').next()?;
    while ends_open(before) {
        before = title[at..].split(' ').next()?;
        at += before.len() + 1;
    }
    (at > 30 && at < found.end()).then_some(at)
}

/// A word that a title cannot end in; where title and text run together, more are sure than where
/// a line may have been broken by hand.
fn ends_open(word: &str) -> bool {
    const ALSO: [&str; 10] =
        ["kring", "mot", "rörande", "beträffande", "hos", "genom", "nya", "ny", "nytt", "efter"];
    is_open(word) || ALSO.contains(&word.small().as_str())
}

/// Whether the word stands in small letters elsewhere in the text.
fn is_common(word: &str, text: &str) -> bool {
    if word.chars().count() < 3 || !word.chars().skip(1).all(char::is_lowercase) {
        return false;
    }
    let lower = word.small();
    cut(text, 30_000).match_indices(&lower).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + lower.len()..].chars().next();
        before.is_some_and(char::is_whitespace)
            && after.is_some_and(|c| !c.is_alphabetic() && c != '-')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_sentence_is_cut_off_a_title() {
        let title = "Interpellation av Eva Berg (M) till kommunstyrelsens ordförande angående Tärnvalla Stads plan för hamnens kajer";
        let sentences = [
            "Nyligen presenterade hamnnämnden sin rapport om kajerna och deras skick",
            "Så länge det funnits hamnar i Tärnvalla har kajerna behövt underhåll varje år",
            "Eva Berg (M) har frågat mig om hamnen och kajerna och vad vi tänker göra åt dem",
            "Kajerna byggdes för länge sedan och de har inte rustats upp sedan nittiotalet",
        ];
        for sentence in sentences {
            let run_on = format!("{title} {sentence}");
            assert_eq!(without_text(&run_on, "Alla kajerna är gamla."), title, "{sentence}");
        }
    }

    #[test]
    fn a_title_does_not_end_in_the_middle_of_a_phrase() {
        let title = "Svar på interpellation av Eva Berg (M) till kommunstyrelsens ordförande angående förskönande beskrivningar av Kajraset";
        let run_on = format!("{title} Eva Berg (M) har ställt en fråga om hur kajen rasade.");
        assert_eq!(without_text(&run_on, ""), title);
    }

    #[test]
    fn a_long_title_with_names_stays_whole() {
        let title = "Yttrande över motion av Eva Berg (M), Bo Ek (L) och Li Ask (KD) om att bygga ut hamnen i Norra Tärnvalla och att flytta Tärnvalla Hamn AB till Södra Udden i samråd med Region Norr";
        assert_eq!(without_text(title, "hamn och region och stad"), title);
    }

    #[test]
    fn whom_a_paper_is_for_is_no_title() {
        assert_eq!(without_addressee("Ny kaj Till Tärnvalla kommunfullmäktige"), "Ny kaj");
        assert_eq!(without_addressee("Ny kaj"), "Ny kaj");
    }
}
