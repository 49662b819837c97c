//! The head of a §: title over one line or several, subtitle, diary numbers.

use std::sync::LazyLock;

use regex::Regex;

use super::candidate::is_diary_line;
use super::lines::{Line, next_filled};
use crate::diary;
use crate::document::Zone;
use crate::pattern::pattern;
use crate::zone::proposing_sentence;

mod beside;
mod columns;
mod manner;
mod numbers;
mod wrap;

use beside::{is_page_head, is_remark};
pub(super) use beside::{is_subtitle, referring};
pub(super) use manner::{Manner, manner};
use numbers::is_remnant;
pub(super) use numbers::without_numbers;
use wrap::{continues, ends_open, is_rest_of_years, joined, wraps};

/// What stands between a §'s number and its first section.
#[derive(Debug, Clone, Default)]
pub(super) struct Head {
    pub title: Option<String>,
    pub subtitle: Option<String>,
    /// Diary numbers as printed, the own first.
    pub diary_numbers: Vec<String>,
    pub referred_by: Option<String>,
    /// Index of the first line behind the head.
    pub body: usize,
}

/// Reads the head of the § whose heading is `start`; `rest` is what follows the number on that
/// line; the § ends before line `until`.
pub(super) fn read(lines: &[Line], start: usize, rest: &str, until: usize, manner: Manner) -> Head {
    let mut reader = Reader {
        head: Head::default(),
        title: Vec::new(),
        subtitle: Vec::new(),
        closed: false,
        bracketed: None,
    };
    let rest = &*manner.columns.without(&lines[start], rest);
    let rest_line = Reader::clean(&reader.take_numbers(rest));
    if !is_remnant(&rest_line, rest) {
        reader.title.push(rest_line);
        reader.closed = manner.double_blank && lines[start].trailing_blanks() >= 2;
    }
    let mut at = start + 1;
    while at < until && at < start + 16 {
        match reader.step(lines, at, until, manner) {
            Some(next) => at = next,
            None => break,
        }
    }
    reader.finish(at)
}

struct Reader {
    head: Head,
    title: Vec<String>,
    subtitle: Vec<String>,
    /// The title is complete.
    closed: bool,
    /// A number without label in parentheses behind the title: index of its line, the number, and
    /// the line as it stands.
    bracketed: Option<(usize, String, String)>,
}

impl Reader {
    /// Takes in line `at`; gives the next line to look at, or `None` where the head has ended.
    fn step(&mut self, lines: &[Line], at: usize, until: usize, manner: Manner) -> Option<usize> {
        let line = &lines[at];
        if line.is_blank() {
            let next = next_filled(lines, at, until.min(at + 5))?;
            let text = lines[next].text;
            let goes_on = self.title.is_empty()
                || is_diary_line(text)
                || (is_subtitle(text) && self.subtitle.is_empty());
            self.closed |= !self.title.is_empty();
            return goes_on.then_some(next);
        }
        let own = &*manner.columns.without(line, line.text);
        if own.is_empty() {
            return Some(at + 1);
        }
        // "Taxa för renhåll-" / "ning (KS 2011/22)": the rest of a word, and its number.
        let rest_of_word = self.title.last().is_some_and(|last| last.ends_with('-'))
            && line.text.starts_with(char::is_lowercase);
        if is_diary_line(own) && !rest_of_word {
            let remains = self.take_numbers(own);
            debug_assert!(remains.len() <= line.text.len());
            // "Uppföljning per augusti" / "2020          SN 2020/81"
            if !self.title.is_empty() && !self.closed && is_rest_of_years(&remains) {
                self.title.push(remains);
            }
            self.closed |= !self.title.is_empty();
            return Some(at + 1);
        }
        if self.is_body(line) || !self.title.is_empty() && proposing_sentence(line.text) {
            return None;
        }
        if self.title.is_empty() && is_page_head(lines, at) {
            return Some(at + 1);
        }
        if self.closed
            || !self.subtitle.is_empty()
            || (is_subtitle(line.text) && self.title_may_end())
        {
            return self.take_subtitle(line, at, manner);
        }
        // A number in parentheses closes the title that it stands behind.
        let short = line.text.chars().count() <= manner.width.max(60);
        let closes = || short && !lines[at - 1].is_blank() && numbers::ends_bracketed(line.text);
        let previous = self.title.last().cloned();
        if previous.is_some_and(|previous| !continues(lines, at, &previous, manner)) && !closes() {
            return None;
        }
        if !self.title.is_empty() && is_remark(line.text) {
            return None;
        }
        let text = Self::clean(&self.take_numbers(own));
        let years = !self.title.is_empty() && is_rest_of_years(&text);
        if years || !is_remnant(&text, own) {
            self.title.push(text);
        }
        self.closed = manner.double_blank && line.trailing_blanks() >= 2;
        Some(at + 1)
    }

    fn is_body(&self, line: &Line) -> bool {
        match line.heading {
            // "Yrkande från S om lekplatser" is what the matter is called.
            Some(Zone::Motions) if self.title.is_empty() && line.text.contains(" om ") => false,
            Some(
                Zone::Decision
                | Zone::Proposal
                | Zone::Summary
                | Zone::Background
                | Zone::Assessment
                | Zone::Motions,
            ) => true,
            // "Information", "Justering", "Samråd" are titles too, where none was seen yet.
            Some(_) => !self.title.is_empty(),
            None => false,
        }
    }

    fn title_may_end(&self) -> bool {
        self.title.last().is_some_and(|last| !ends_open(last))
    }

    fn take_subtitle(&mut self, line: &Line, at: usize, manner: Manner) -> Option<usize> {
        let goes_on = self.subtitle.last().is_some_and(|last| wraps(last, line.text, manner));
        let opens = self.subtitle.is_empty() && (manner.double_blank || is_subtitle(line.text));
        if !(opens || goes_on || manner.double_blank) || self.subtitle.len() >= 5 {
            return None;
        }
        for (_, number) in diary::find_in_head(line.text) {
            self.add_number(number.shown);
        }
        self.subtitle.push(line.text.to_owned());
        Some(at + 1)
    }

    /// Takes the diary numbers off a line and gives what remains of it.
    fn take_numbers(&mut self, text: &str) -> String {
        let text = match super::secrecy::mark_in_column(text) {
            Some(at) => &text[..at],
            None => text,
        };
        let taken = numbers::take(text);
        if let Some(number) = taken.bracketed {
            let whole = numbers::without_chain(text).trim().to_owned();
            self.bracketed = Some((self.title.len(), number, whole));
        }
        for number in taken.numbers {
            self.add_number(number);
        }
        taken.rest
    }

    /// A title line as it is shown: marks of a web page and signs that no font has are left out.
    fn clean(text: &str) -> String {
        let text = beside::without_field_name(text);
        let bare = text.replace("<br>", " ").replace("<br/>", " ").replace("<br />", " ");
        bare.chars().filter(|c| !c.is_control()).collect::<String>().trim().to_owned()
    }

    fn add_number(&mut self, shown: String) {
        if !self.head.diary_numbers.contains(&shown) {
            self.head.diary_numbers.push(shown);
        }
    }

    /// A number in parentheses is the matter's own, unless another stands apart from the title:
    /// then it is part of the title, as the number of what the matter is about.
    fn keep_bracketed(&mut self) {
        let Some((line, number, whole)) = self.bracketed.take() else { return };
        if self.head.diary_numbers.len() < 2 {
            return;
        }
        if let Some(title) = self.title.get_mut(line) {
            *title = whole;
            self.head.diary_numbers.retain(|known| *known != number);
        }
    }

    fn finish(mut self, body: usize) -> Head {
        self.keep_bracketed();
        let title = joined(&self.title);
        let title = MATTER_NUMBER.replace(&title, "");
        // A mark at the very end joins nothing.
        let title = title.trim_end_matches(|c: char| c.is_whitespace() || ",:–|".contains(c));
        let title = numbers::without_remains(title.strip_suffix(" -").unwrap_or(title));
        let title = title.trim().to_owned();
        let subtitle = joined(&self.subtitle);
        self.head.referred_by = referring(&subtitle).or_else(|| referring(&title));
        self.order_numbers(&subtitle);
        self.head.title = (!title.is_empty()).then_some(title);
        self.head.subtitle = (!subtitle.is_empty()).then_some(subtitle);
        self.head.body = body;
        self.head
    }

    /// The own number first: those of the subtitle belong to the referring body.
    fn order_numbers(&mut self, subtitle: &str) {
        let (foreign, own): (Vec<String>, Vec<String>) = self
            .head
            .diary_numbers
            .drain(..)
            .partition(|number| subtitle.contains(number.as_str()));
        self.head.diary_numbers = own.into_iter().chain(foreign).collect();
    }
}

static MATTER_NUMBER: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\s*\((?:ärende|punkt|ärendenr)\.?\s*(?:nr\s*)?\d+\s?[a-z]?\)\s*$"));

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Text;

    fn head(source: &str) -> Head {
        let text = Text { string: source.to_owned(), ..Text::default() };
        let lines = super::super::lines::split(&text);
        let all = super::super::candidate::find(&lines);
        let first = &all[0];
        let manner = manner(&lines, &[first.line]);
        read(&lines, first.line, &lines[first.line].text[first.rest..], lines.len(), manner)
    }

    #[test]
    fn titles_end_where_they_end() {
        let table = [
            (
                "§ 8 Ärendenummer AB-2023-00690\n\nPlan för hamnen inom\nstaden\nBeslut\n",
                "Plan för hamnen inom staden",
                &["AB-2023-00690"][..],
            ),
            (
                "§ 61    0116/22\nYttrande över motion av Per Ek (M) om\nparker\nBeslut\n",
                "Yttrande över motion av Per Ek (M) om parker",
                &["0116/22"],
            ),
            (
                "§ 5   Taxa för vatten\n      AB-2019-1137\n\nBeslut\n",
                "Taxa för vatten",
                &["AB-2019-1137"],
            ),
            (
                "Sn § 50 Au § 84 Sn § 34 Dnr 2016/12\nVal av ombud\n\nText här.\n",
                "Val av ombud",
                &["2016/12"],
            ),
            (
                "§ 3\nStöd till skola,\nvård och omsorg –\nSlutrapport 2020   AB 2020/7\n\nBeslut\n",
                "Stöd till skola, vård och omsorg – Slutrapport 2020",
                &["AB 2020/7"],
            ),
            ("§ 80 Val (ärende 3)\n\nNämnden utser Eva Ek.\n", "Val", &[]),
            (
                "§ 14\nInformation om parkeringsplatser\nIngen åtgärd.\n",
                "Information om parkeringsplatser",
                &[],
            ),
            (
                "§ 45 Yttrande över plan (del två, dnr BN 2017/9)\nAB 2017/4\n\nBeslut\n",
                "Yttrande över plan (del två, dnr BN 2017/9)",
                &["AB 2017/4"],
            ),
            ("§ 2\nFrågestund\nFråga 1\n\nAnn Ek frågar.\n", "Frågestund", &[]),
            (
                "§ 3 Rapport från samtal om bryggan och båtarna   2024/HMN0007\nFöredragande: Li Ask, kl. 9\n",
                "Rapport från samtal om bryggan och båtarna",
                &["2024/HMN0007"],
            ),
        ];
        for (source, title, numbers) in table {
            let head = head(source);
            assert_eq!(head.title.as_deref(), Some(title), "{source:?}");
            assert_eq!(head.diary_numbers, numbers, "{source:?}");
        }
    }

    #[test]
    fn the_referring_body_stands_in_the_subtitle() {
        let head = head(
            "§ 5\nMotion om bad\nSvar på remiss från kommunstyrelsen, dnr KS 2023/188\nALD 2023/214\n\nBeslut\n",
        );
        assert_eq!(head.title.as_deref(), Some("Motion om bad"));
        assert_eq!(head.referred_by.as_deref(), Some("kommunstyrelsen"));
        assert_eq!(head.diary_numbers, ["ALD 2023/214", "KS 2023/188"]);
    }
}
