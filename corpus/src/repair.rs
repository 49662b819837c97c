//! The one owner of text repair: extracted text in, readable text and the way back out.
//!
//! Page furniture goes, words broken at a line's end are healed where the joined form is
//! attested, ligatures, soft hyphens and decomposed letters become plain letters. Lines stay
//! lines, and blanks inside a line stay, because layout carries meaning in minutes.

use crate::document::{PageStart, Text};

mod beginnings;
mod furniture;
mod hyphen;
mod letters;
mod writer;

use writer::Writer;

/// A line of the extracted text, without its line break.
#[derive(Debug, Clone, Copy)]
struct SourceLine<'a> {
    /// The line, without line break, carriage return or form feed.
    text: &'a str,
    /// Byte offset of `text` in the extracted text.
    from: usize,
    /// True where a form feed stands before the line.
    opens_page: bool,
}

/// Repairs `extracted` (any text; a form feed is a page break). `pages` are byte offsets in
/// `extracted`, ascending, and may be empty; `attested` says whether a word in lower case exists.
///
/// Never fails. Every character of the result maps back by [`Text::source_offset`].
pub fn repair(extracted: &str, pages: &[PageStart], attested: &dyn Fn(&str) -> bool) -> Text {
    let words = hyphen::Words::new(attested, extracted);
    let lines = split(extracted);
    let marked = furniture::find(&lines);
    let mut writer = Writer::new(extracted.len());
    let mut index = 0;
    // Where the part of a line begins that a word from a line before has not used up.
    let mut used = Used::default();
    while index < lines.len() {
        let line = &lines[index];
        if marked[index] {
            writer.drop_line(line);
            index += 1;
            continue;
        }
        let skip = used.of(index);
        let text = &line.text[skip..];
        let number = line_number(index);
        let Some(join) = join_after(&lines, &marked, index, skip, &used, &words) else {
            writer.copy(text, line.from + skip, number, &words);
            writer.line_break(line.from + line.text.len(), number);
            index += 1;
            continue;
        };
        writer.copy(&text[..join.broken.left], line.from + skip, number, &words);
        let right = join.broken.right.clone();
        let rest = &lines[join.line];
        used.add(join.line, right.end);
        if join.apart {
            writer.fetch(
                &rest.text[right.clone()],
                rest.from + right.start,
                line_number(join.line),
            );
            writer.line_break(line.from + line.text.len(), number);
            index += 1;
            continue;
        }
        lines[index + 1..join.line]
            .iter()
            .filter(|line| !line.text.trim_start().is_empty())
            .for_each(|line| writer.drop_line(line));
        let number = line_number(join.line);
        writer.copy(&rest.text[right.clone()], rest.from + right.start, number, &words);
        index = join.line;
        if !rest.text[right.end..].trim().is_empty() {
            writer.line_break(rest.from + right.end, number);
        }
    }
    writer.finish(page_starts(&lines, pages))
}

/// How much of lines still to come is used up.
#[derive(Default)]
struct Used(Vec<(usize, usize)>);

impl Used {
    fn add(&mut self, line: usize, bytes: usize) {
        self.0.push((line, bytes));
    }

    fn of(&mut self, line: usize) -> usize {
        self.0.retain(|&(known, _)| known >= line);
        self.0.iter().find(|&&(known, _)| known == line).map_or(0, |&(_, bytes)| bytes)
    }

    fn holds(&self, line: usize) -> bool {
        self.0.iter().any(|&(known, _)| known == line)
    }
}

/// A word that begins at the end of one line and ends on another.
struct Join {
    broken: hyphen::Broken,
    /// The line where the word ends.
    line: usize,
    /// True where other text stands between: a footnote, a heading, a page number.
    apart: bool,
}

/// The join at the end of line `index`, of which `skip` bytes are used up.
fn join_after(
    lines: &[SourceLine],
    marked: &[bool],
    index: usize,
    skip: usize,
    used: &Used,
    words: &hyphen::Words,
) -> Option<Join> {
    let text = &lines[index].text[skip..];
    if !hyphen::ends_in_hyphen(text) {
        return None;
    }
    let next = next_line(lines, marked, index)?;
    let close = next == index + 1;
    if !used.holds(next)
        && let Some(broken) = hyphen::at_line_end(text, lines[next].text, close, words)
    {
        return Some(Join { broken, line: next, apart: false });
    }
    // What follows at once may be a footnote or the head of the next page.
    let farther = std::iter::successors(Some(next), |&at| next_line(lines, marked, at));
    let line = farther.take(INTERRUPTION).find(|&at| hyphen::goes_on(lines[at].text))?;
    let far = lines[line].from - lines[index].from - lines[index].text.len();
    if line == next || used.holds(line) || far > INTERRUPTION_BYTES {
        return None;
    }
    let broken = hyphen::apart(text, lines[line].text, words)?;
    Some(Join { broken, line, apart: true })
}

/// How many lines and bytes of other text may interrupt a word at a page's end.
const INTERRUPTION: usize = 10;
const INTERRUPTION_BYTES: usize = 900;

fn line_number(index: usize) -> u32 {
    u32::try_from(index + 1).unwrap_or(u32::MAX)
}

/// The next line that is neither furniture nor blank, at most a page's head and foot away.
fn next_line(lines: &[SourceLine], marked: &[bool], index: usize) -> Option<usize> {
    let last = lines.len().min(index + 24);
    (index + 1..last).find(|&at| !marked[at] && !lines[at].text.trim_start().is_empty())
}

fn split(extracted: &str) -> Vec<SourceLine<'_>> {
    let mut lines = Vec::with_capacity(extracted.len() / 40 + 1);
    let mut start = 0;
    let mut opens_page = false;
    for at in memchr::memchr3_iter(b'\n', b'\x0c', b'\r', extracted.as_bytes()) {
        let byte = extracted.as_bytes()[at];
        if byte == b'\r' {
            continue;
        }
        if byte == b'\x0c' && extracted[start..at].trim().is_empty() {
            // A form feed at the head of a line opens the page on that very line.
            opens_page = true;
            start = at + 1;
            continue;
        }
        let text = extracted[start..at].trim_end_matches('\r');
        lines.push(SourceLine { text, from: start, opens_page });
        opens_page = byte == b'\x0c';
        start = at + 1;
    }
    if start < extracted.len() {
        let text = extracted[start..].trim_end_matches('\r');
        lines.push(SourceLine { text, from: start, opens_page });
    }
    lines
}

fn page_starts(lines: &[SourceLine], given: &[PageStart]) -> Vec<PageStart> {
    if !given.is_empty() {
        return given.to_vec();
    }
    let breaks: Vec<usize> =
        lines.iter().filter(|line| line.opens_page).map(|line| line.from).collect();
    if breaks.is_empty() {
        return Vec::new();
    }
    let first = (breaks[0] != 0).then_some(0);
    let starts = first.into_iter().chain(breaks);
    starts.zip(1..).map(|(at, number)| PageStart { at, number }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(known: &'static [&'static str]) -> impl Fn(&str) -> bool {
        move |word| known.contains(&word)
    }

    fn repaired(source: &str) -> Text {
        repair(source, &[], &words(&["funktionsnedsättning", "omsorgsplan", "plan"]))
    }

    #[test]
    fn heals_only_what_is_attested() {
        let table = [
            ("en funktions-\nnedsättning här", "en funktionsnedsättning\n här\n"),
            ("en funktions- nedsättning", "en funktionsnedsättning\n"),
            ("vård-\noch omsorgsplan", "vård-\noch omsorgsplan\n"),
            ("vård- och omsorgs-\n\nplan.", "vård- och omsorgsplan.\n\n"),
            ("Öster-\nVäster", "Öster-\nVäster\n"),
            ("en omsorgs\u{ad} plan", "en omsorgsplan\n"),
            ("mans\u{ad} och plan", "mans och plan\n"),
            ("en omsorgs-\n\n4 Se lagen.\n\nplan nu", "en omsorgsplan\n\n4 Se lagen.\n\n nu\n"),
            ("brynmiljön: en bryn- miljön", "brynmiljön: en brynmiljön\n"),
            ("att till- lämpa, tillämpa", "att tillämpa, tillämpa\n"),
            ("omsorgs- plan- och annat", "omsorgs- plan- och annat\n"),
            ("en omsorgs- plan, en omsorgs-plan", "en omsorgs- plan, en omsorgs-plan\n"),
            ("vård-\n\n4 Se lagen.\n\noch omsorg", "vård-\n\n4 Se lagen.\n\noch omsorg\n"),
        ];
        for (source, expected) in table {
            let got: String = repaired(source).string;
            let trimmed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(trimmed(&got), trimmed(expected), "{source:?}");
        }
    }

    #[test]
    fn what_grows_maps_back_to_where_it_was() {
        // A musical note that has no composed form.
        let text = repaired("\u{1d1bd} ny");
        assert!(text.string.char_indices().all(|(at, _)| text.source_offset(at) <= 7));
    }

    #[test]
    fn spelling_of_typesetting_becomes_plain() {
        let text = repaired("o\u{fb03}ciell a\u{30a}r sam\u{ad}tal\u{a0}nu");
        assert_eq!(text.string, "officiell år samtal nu\n");
        let at = text.string.find("nu").unwrap();
        assert_eq!(
            &"o\u{fb03}ciell a\u{30a}r sam\u{ad}tal\u{a0}nu"[text.source_offset(at)..],
            "nu"
        );
    }

    #[test]
    fn form_feeds_make_pages() {
        let text = repaired("ett\n\x0ctvå\n\x0ctre");
        let numbers: Vec<_> =
            ["ett", "två", "tre"].map(|w| text.page_at(text.string.find(w).unwrap())).to_vec();
        assert_eq!(numbers, [Some(1), Some(2), Some(3)]);
        assert_eq!(text.line_at(text.string.find("tre").unwrap()), 3);
    }
}
