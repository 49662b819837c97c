//! A copy of a text in which references are whole: words, dates and numbers that a line's end broke
//! ("förvaltnings- lagen", "2022-04- 28") are one again, and the way back to the text.
//!
//! Repair heals what a lexicon attests; here a wrong join costs nothing, because only names of
//! statutes and numbers are looked for.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::pattern;

/// A text to look for references in, and where its pieces come from.
pub(super) struct Whole<'t> {
    pub text: Cow<'t, str>,
    /// What was left out of the text: where it stood, in order.
    gaps: Vec<Range<usize>>,
}

/// A word, a date or a number with its body's letters, broken after a hyphen; a soft hyphen.
static BROKEN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"[a-zåäö]{2}(?P<hyphen>-[ \t]*\n?[ \t]+|-\n)(?P<rest>[a-zåäö]+)",
        r"|(?:19|20)[0-9][0-9]-(?P<day>\s+)[0-9][0-9]-[0-9][0-9]",
        r"|(?:19|20)[0-9][0-9]-[0-9][0-9]-(?P<last>\s+)[0-9][0-9]",
        r"|[A-ZÅÄÖ]{1,5}[0-9]{0,3}-(?P<number>\s+)[0-9]{4}[-/][0-9][0-9]",
        "|(?P<soft>\u{ad}\\s*)",
    ))
});

/// Words before which a hyphen stands for a part left out.
const OMISSION: [&str; 7] = ["och", "eller", "samt", "respektive", "till", "som", "resp"];

impl<'t> Whole<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let mut gaps = Vec::new();
        let broken = ["- ", "-\n", "-\t", "\u{ad}"].iter().any(|sign| text.contains(sign));
        if broken {
            find_gaps(text, &mut gaps);
        }
        if gaps.is_empty() {
            return Self { text: Cow::Borrowed(text), gaps };
        }
        let mut whole = String::with_capacity(text.len());
        let mut done = 0;
        for gap in &gaps {
            whole.push_str(&text[done..gap.start]);
            done = gap.end;
        }
        whole.push_str(&text[done..]);
        Self { text: Cow::Owned(whole), gaps }
    }

    /// A place of the copy in the text it was made from.
    pub(super) fn source(&self, span: Range<usize>) -> Range<usize> {
        self.source_at(span.start, true)..self.source_at(span.end, false)
    }

    fn source_at(&self, at: usize, start: bool) -> usize {
        let mut moved = at;
        for gap in &self.gaps {
            if gap.start < moved || (start && gap.start == moved) {
                moved += gap.len();
            }
        }
        moved
    }
}

fn find_gaps(text: &str, gaps: &mut Vec<Range<usize>>) {
    let mut from = 0;
    while let Some(hit) = BROKEN.captures_at(text, from) {
        let gap =
            ["hyphen", "day", "last", "number", "soft"].iter().find_map(|name| hit.name(name));
        let Some(gap) = gap else { break };
        let omission = hit.name("rest").is_some_and(|rest| OMISSION.contains(&rest.as_str()));
        // A soft hyphen in mid-word has no blank behind it to take along.
        let soft = hit.name("soft").is_some();
        if !omission {
            let blank = soft && !text[gap.end()..].starts_with(char::is_lowercase);
            gaps.push(if blank {
                gap.start()..gap.start() + '\u{ad}'.len_utf8()
            } else {
                gap.range()
            });
        }
        from = gap.end();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_line_broke_is_whole_and_maps_back() {
        let table = [
            ("enligt förvaltnings- lagen nu", "enligt förvaltningslagen nu", "lagen"),
            ("kommu-\nnallagen", "kommunallagen", "nallagen"),
            ("plan- och bygg-\n lagen", "plan- och bygglagen", "lagen"),
            ("den 2022-04- 28 § 4", "den 2022-04-28 § 4", "28"),
            ("den 2022-\n04-28", "den 2022-04-28", "04-28"),
            ("(SLK- 2023-00877)", "(SLK-2023-00877)", "2023"),
            ("valfrihets\u{ad}system", "valfrihetssystem", "system"),
            ("mark- eller vatten", "mark- eller vatten", "vatten"),
        ];
        for (text, expected, word) in table {
            let whole = Whole::new(text);
            assert_eq!(whole.text, expected);
            let at = expected.find(word).unwrap();
            assert_eq!(&text[whole.source(at..at + word.len())], word, "{text:?}");
        }
    }
}
