//! How a search was understood, told so that each step can be undone.
//!
//! The index tells one thing at a time, in Swedish. The page tells all that was done to a word in
//! one line, and what the index says of single words also in the language of the page.

use indexer::answer::{Answer, Notice};

use crate::language::Language;
use crate::messages::Messages;
use crate::params::Ask;

/// Lines on other forms of words that are shown unfolded.
const UNFOLDED: usize = 2;

/// Kinds of notice whose query undoes what was done; that of the others follows the advice.
const UNDONE: [&str; 6] =
    ["spelling", "inflection", "compound", "abbreviation", "synonym", "ignored"];

/// One line with what can be done about it.
pub(crate) struct Line {
    pub(crate) message: String,
    /// Its language, where that is not the page's.
    pub(crate) foreign: bool,
    /// What its link does.
    pub(crate) label: &'static str,
    pub(crate) href: Option<String>,
}

/// The lines above a list of results.
#[derive(Default)]
pub(crate) struct Notices {
    pub(crate) lines: Vec<Line>,
    /// Lines on other forms of words, where they are too many to stand before the results.
    pub(crate) folded: Vec<Line>,
}

impl Notices {
    pub(crate) fn new(ask: &Ask, answer: &Answer) -> Self {
        let (forms, others): (Vec<_>, Vec<_>) =
            answer.notices.iter().partition(|notice| form(notice, ask.language).is_some());
        let mut lines: Vec<Line> = others.into_iter().map(|notice| line(ask, notice)).collect();
        let forms = of_words(ask, &forms);
        if forms.len() > UNFOLDED {
            return Self { lines, folded: forms };
        }
        lines.extend(forms);
        Self { lines, folded: Vec::new() }
    }

    pub(crate) const fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.folded.is_empty()
    }
}

/// What was searched for beside a word, where the notice tells that.
const fn form(notice: &Notice, language: Language) -> Option<&'static str> {
    let t = language.messages();
    match notice.kind.as_bytes() {
        b"inflection" => Some(t.form_inflections),
        b"compound" => Some(t.form_compounds),
        b"abbreviation" => Some(t.form_abbreviations),
        _ => None,
    }
}

/// One line for each word, whatever was done to it: one link undoes it all.
fn of_words(ask: &Ask, notices: &[&Notice]) -> Vec<Line> {
    let t = ask.language.messages();
    let same = |a: &&Notice, b: &&Notice| a.words == b.words && a.query == b.query;
    let groups = notices.chunk_by(same).map(|group| {
        let forms: Vec<_> = group.iter().filter_map(|one| form(one, ask.language)).collect();
        let word = group.iter().flat_map(|one| one.words.first()).next();
        Line {
            message: format!(
                "{} {} {} {}.",
                t.searched_also,
                listed(&forms, t),
                t.form_of,
                ask.language.quoted(word.map_or("", String::as_str))
            ),
            foreign: false,
            label: t.undo,
            href: undoing(ask, group[0]),
        }
    });
    groups.collect()
}

/// "a, b och c"
fn listed(items: &[&str], t: &Messages) -> String {
    match items.split_last() {
        Some((last, [])) => (*last).to_owned(),
        Some((last, others)) => format!("{} {} {last}", others.join(", "), t.and),
        None => String::new(),
    }
}

fn line(ask: &Ask, notice: &Notice) -> Line {
    let t = ask.language.messages();
    let (message, foreign) = match (ask.language, english(notice)) {
        (Language::English, Some(message)) => (message, false),
        (language, _) => (notice.message.clone(), language != Language::Swedish),
    };
    let label = if UNDONE.contains(&notice.kind) { t.undo } else { t.follow };
    Line { message, foreign, label, href: undoing(ask, notice) }
}

fn undoing(ask: &Ask, notice: &Notice) -> Option<String> {
    notice.query.as_deref().map(|query| ask.asking(query).link("/sok"))
}

/// What the commonest kinds say in English; the others are about how a query is written, in words
/// that the index has only in Swedish.
fn english(notice: &Notice) -> Option<String> {
    match (notice.kind, notice.words.as_slice()) {
        ("spelling", [typed, other]) => {
            Some(format!("Nothing has “{typed}”; searched for “{other}”."))
        }
        ("ignored", words) if !words.is_empty() => {
            Some(format!("Left out “{}”.", words.join("”, “")))
        }
        ("did_you_mean", [other]) => Some(format!("Did you mean “{other}”?")),
        ("optional", words) if !words.is_empty() => Some(format!(
            "Read as a question: “{}” may be missing from the hits.",
            words.join("”, “")
        )),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn notice(kind: &'static str, word: &str) -> Notice {
        Notice {
            kind,
            message: format!("Om {word}."),
            query: Some(format!("\"{word}\"")),
            words: vec![word.to_owned()],
        }
    }

    fn told(notices: Vec<Notice>, language: Language) -> (Vec<String>, Vec<String>) {
        let answer = Answer { notices, ..Answer::default() };
        let told = Notices::new(&Ask { language, ..Ask::default() }, &answer);
        let messages = |lines: Vec<Line>| lines.into_iter().map(|line| line.message).collect();
        (messages(told.lines), messages(told.folded))
    }

    #[test]
    fn all_that_was_done_to_a_word_is_one_line() {
        let forms = vec![notice("inflection", "skola"), notice("compound", "skola")];
        let (lines, folded) = told(forms.clone(), Language::Swedish);
        assert_eq!(lines, ["Sökte även på böjningar och sammansättningar av ”skola”."]);
        assert!(folded.is_empty());
        let (lines, _) = told(forms, Language::English);
        assert_eq!(lines, ["Also searched for inflections and compounds of “skola”."]);
    }

    #[test]
    fn many_words_are_folded_behind_what_needs_to_be_seen() {
        let mut notices: Vec<_> =
            ["skola", "buss", "park"].map(|word| notice("inflection", word)).into();
        notices.push(notice("cut", "resten"));
        let (lines, folded) = told(notices, Language::Swedish);
        assert_eq!((lines, folded.len()), (vec!["Om resten.".to_owned()], 3));
    }
}
