//! Where the title of a paper stands, and where it ends.

use std::ops::Range;

use super::opening::{PAPER_NUMBER, PAPERS};
use super::run_on;
use crate::document::Zone;
use crate::parse::candidate;
use crate::parse::lines::{Line, previous_filled};
use crate::parse::{dates, head};
use crate::pattern::pattern;
use crate::small_letters::SmallLetters;
use crate::{organ, zone};

/// Lines of a title at most.
const LINES: usize = 8;

/// The first heading after which the paper's own text begins.
pub(super) fn first_heading(lines: &[Line], range: Range<usize>) -> Option<usize> {
    range.clone().take(80).find(|&at| {
        let found = lines[at].heading;
        matches!(
            found,
            Some(
                Zone::Proposal
                    | Zone::Summary
                    | Zone::Background
                    | Zone::Decision
                    | Zone::Assessment
            )
        ) || zone::glued_heading(lines[at].text).is_some()
            || zone::proposing_sentence(lines[at].text)
    })
}

/// The line the title begins on and the line the body begins on.
pub(super) fn place(lines: &[Line], range: Range<usize>, heading: Option<usize>) -> (usize, usize) {
    let numbered = range.clone().take(12).find(|&at| PAPER_NUMBER.is_match(lines[at].text));
    let begins = match (numbered, heading) {
        (Some(number), _) => (number + 1..range.end).find(|&at| !lines[at].is_blank()),
        (None, Some(heading)) if !prose_stands_before(lines, range.start..heading) => {
            paragraph_above(lines, range.start, heading)
        }
        _ => None,
    };
    let begins = begins.or_else(|| range.clone().take(60).find(|&at| may_be_title(lines[at].text)));
    let begins = begins.unwrap_or(range.start);
    let ends = (begins..range.end.min(begins + LINES))
        .find(|&at| {
            lines[at].is_blank()
                || lines[at].heading.is_some()
                || (at > begins && (is_addressee(lines[at].text) || opens_text(lines, at)))
        })
        .unwrap_or((begins + 1).min(range.end));
    let body = match heading {
        Some(heading)
            if numbered.is_none()
                && heading > begins
                && !prose_stands_before(lines, begins..heading) =>
        {
            heading
        }
        _ => ends,
    };
    (begins, body)
}

/// How the title on the lines `range` is set: as wide as its widest line.
pub(super) fn manner(lines: &[Line], range: Range<usize>) -> head::Manner {
    let block = lines[range].iter().take_while(|line| !line.is_blank() && line.heading.is_none());
    let widest = block.map(|line| line.text.chars().count()).max().unwrap_or(60);
    head::Manner::of_width(widest.clamp(40, 60))
}

/// A paragraph of prose before the first heading: the title stands above it, not at the heading.
fn prose_stands_before(lines: &[Line], range: Range<usize>) -> bool {
    let mut sentences = 0;
    for at in range {
        let text = lines[at].text;
        let goes_on =
            lines.get(at + 1).is_some_and(|next| next.text.starts_with(char::is_lowercase));
        let full = text.chars().count() > 60 && (goes_on || text.ends_with('.'));
        sentences += usize::from(full && !text.contains("   "));
    }
    sentences >= 3
}

/// A line of the running text right below the title: a sentence of its own begins, and the lines
/// from here on are wider than the title's.
fn opens_text(lines: &[Line], at: usize) -> bool {
    let (above, text) = (lines[at - 1].text, lines[at].text);
    let width = text.chars().count();
    let next = lines.get(at + 1).map_or("", |next| next.text);
    text.starts_with(char::is_uppercase)
        && width > 55
        && width > above.chars().count() + 15
        && next.starts_with(char::is_lowercase)
        && !PAPERS.contains(&above.small().as_str())
}

/// The paragraph that stands above `heading`, running text left out: title and subtitle. Skips a
/// line of names.
fn paragraph_above(lines: &[Line], from: usize, heading: usize) -> Option<usize> {
    let mut end = heading;
    loop {
        let last = (from..end).rev().find(|&at| !lines[at].is_blank())?;
        let mut first = last;
        while first > from && !lines[first - 1].is_blank() && !lines[first - 1].text.contains("   ")
        {
            first -= 1;
        }
        let above = || (from..first).any(|at| may_be_title(lines[at].text));
        if !is_prose(&lines[first..=last]) || !above() {
            let headline = headline_above(lines, from, first).filter(|_| first == last);
            return headline.or_else(|| (first..=last).find(|&at| may_be_title(lines[at].text)));
        }
        end = first;
    }
}

/// The title above the line `subtitle` that only says whom the paper answers ("Svar på remiss från
/// Länsstyrelsen"): the paragraph above it, where that begins as far in and is more than a name.
fn headline_above(lines: &[Line], from: usize, subtitle: usize) -> Option<usize> {
    let answers = head::is_subtitle(lines[subtitle].text)
        && !["om", "angående", "avseende", "–"]
            .iter()
            .any(|about| lines[subtitle].text.split(' ').any(|word| word == *about));
    let last = previous_filled(lines, subtitle).filter(|&last| answers && last >= from)?;
    let first = (from..=last).rev().take_while(|&at| !lines[at].is_blank()).last()?;
    let same_column = lines[first..=last]
        .iter()
        .all(|line| line.indent() == lines[subtitle].indent() && may_be_title(line.text));
    let phrase = lines[first].text.split(' ').count() > 2
        && lines[first].text.split(' ').any(|word| word.starts_with(char::is_lowercase));
    (same_column && phrase && last - first < LINES).then_some(first)
}

/// A block of sentences: the last ends with a full stop, and its lines are as wide as the page.
fn is_prose(block: &[Line]) -> bool {
    let wide = block.iter().any(|line| line.text.chars().count() > 60);
    block.len() > 1 && wide && block.last().is_some_and(|line| line.text.ends_with('.'))
}

/// No letterhead: organ, office, municipality, date, diary number, label; no foot of a page.
fn may_be_title(text: &str) -> bool {
    let lower = text.small();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let date = text.split(' ').count() <= 3
        && text.starts_with(|c: char| c.is_ascii_digit())
        && text.ends_with(|c: char| c.is_ascii_digit());
    letters >= 6
        && !date
        && !is_furniture(text)
        && !is_postal(text)
        && (text.len() < 400 || PAPERS.iter().any(|name| lower.starts_with(name)))
        && !text.contains("   ")
        && !organ::is_name(text)
        && !candidate::is_diary_line(text)
        && dates::first(text).is_none_or(|_| letters > 20)
        && !PAPERS.contains(&lower.trim_end_matches(':'))
        && !lower.starts_with("handläggare")
        && !lower.starts_with("till ")
        && !lower.starts_with("telefon")
        && !is_office(&lower)
        && (!is_receiver(&lower) || lower.contains(" till "))
        && !(text.ends_with('.') && text.len() < 160 && text.split(' ').count() > 6)
        && !["bilaga ", "annex ", "appendix "].iter().any(|mark| lower.starts_with(mark))
        && zone::heading(text).is_none()
}

/// The foot of a page or a note: an address of mail or web, "2 (8)", an asterisk.
fn is_furniture(text: &str) -> bool {
    static PAGE: std::sync::LazyLock<regex::Regex> =
        std::sync::LazyLock::new(|| pattern(r"\d ?\(\d+\)$"));
    text.contains('@')
        || text.contains("www.")
        || text.contains("http")
        || text.starts_with(['*', '©'])
        || PAGE.is_match(text)
}

/// The name of an office or a municipality; "Motion om en fossilfri kommun" is a title.
fn is_office(lower: &str) -> bool {
    let words = lower.split(' ').count();
    let about = [" om ", " på ", " över ", " för en "].iter().any(|word| lower.contains(word));
    let audit = ["revisionen", "revisorerna"].iter().any(|end| lower.ends_with(end));
    let ends = ["förvaltningen", "kontoret", " stad", " kommun"];
    (words <= 6 && !about && ends.iter().any(|end| lower.ends_with(end))) || audit && words <= 3
}

/// "103 33 Ekvik": where a letter is sent.
fn is_postal(text: &str) -> bool {
    let mut words = text.split(' ');
    let mut digits = |length: usize| {
        let number = |word: &str| word.len() == length && word.bytes().all(|b| b.is_ascii_digit());
        words.next().is_some_and(number)
    };
    digits(3) && digits(2) && text.len() < 40
}

/// The authority a paper is sent to, on a line of its own: "Justitiedepartementet",
/// "Miljö- och energidepartementet", "Boverket".
fn is_receiver(lower: &str) -> bool {
    let ends = [
        "departementet",
        "myndigheten",
        "verket",
        "inspektionen",
        "enheten",
        "avdelningen",
        "förbundet",
        "styrelsen",
        "kansliet",
        "staben",
    ];
    lower.split(' ').count() <= 4 && ends.iter().any(|end| lower.ends_with(end))
}

/// "Till Tärnvalla kommunfullmäktige", below the title or run together with it.
fn is_addressee(text: &str) -> bool {
    let name = text.strip_prefix("Till ").unwrap_or_default();
    !name.is_empty()
        && (organ::is_name(name) || run_on::without_addressee(&format!("x {text}")) == "x")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Text;
    use crate::parse::lines::split;

    fn title(source: &str) -> String {
        let text = Text { string: source.to_owned(), ..Text::default() };
        let lines = split(&text);
        let heading = first_heading(&lines, 0..lines.len());
        let (begins, body) = place(&lines, 0..lines.len(), heading);
        lines[begins..body]
            .iter()
            .map(|line| line.text)
            .collect::<Vec<_>>()
            .join(" ")
            .trim()
            .to_owned()
    }

    #[test]
    fn feet_of_pages_and_notes_are_no_titles() {
        let source = "Rapportsammandrag\n\nKommunrevisionen\n\nMissiv till granskningen av\nkajens underhåll och\nskötsel\n\
            \nRevisorerna har avslutat granskningen av hur kajen i hamnen underhålls, och de har\n\
            sett att hamnnämnden inte har någon plan. Granskningen har gjorts av konsulter på\n\
            uppdrag av revisorerna, och den har tagit ett halvår. Nämnden bör ta fram en plan.\n\
            \nKommunrevisionen, Rapportsammandrag 1 (4)\nrevisionen@tarnvalla.example\n\nSammanfattning\nText.\n";
        assert_eq!(title(source), "Missiv till granskningen av kajens underhåll och skötsel");
    }

    #[test]
    fn a_title_stands_above_the_text_that_opens_a_letter() {
        let head =
            "Tärnvalla kommun\nKommunstyrelsen\n\nHamndepartementet\n103 33 Storstad\n\n\n\n";
        let text = "Tärnvalla kommun har getts tillfälle att yttra sig över förslaget om hamnarna.\n                    Kommunen har en hamn sedan 1910.\n\nSammanfattning\n\nText.\n";
        for name in [
            "Betänkandet Kaj och land? Förslag för en ny\nhamnpolitik (SOU 2016:99)",
            "Svar på motion om en fossilfri kommun",
            "Ny organisation för arbetet i hela hamnen och för förvaltningen",
        ] {
            let shown = title(&format!("{head}{name}\n\n{text}"));
            assert!(shown.starts_with(&name.replace('\n', " ")), "{shown}");
        }
    }

    #[test]
    fn a_title_ends_where_the_letter_is_addressed_or_its_text_begins() {
        let head = "Kommunfullmäktige\nHandling 2023 nr 7\nRevisionsberättelse avseende kajen\noch hamnen 2022\n";
        for rest in [
            "Till Tärnvalla kommunfullmäktige\nRevisorerna överlämnar sin berättelse.\n",
            "Revisorerna har till kommunfullmäktige överlämnat sin berättelse om kajen och\nhamnen.\n",
        ] {
            let source = format!("{head}{rest}");
            assert_eq!(
                title(&source),
                "Revisionsberättelse avseende kajen och hamnen 2022",
                "{rest}"
            );
        }
    }
}
