//! The one owner of text repair: extracted text in, readable text and the way back out.
//!
//! Page furniture goes, words broken at a line's end are healed where the joined form is
//! attested, ligatures, soft hyphens and decomposed letters become plain letters. Lines stay
//! lines, and blanks inside a line stay, because layout carries meaning in minutes.

use std::ops::Range;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use crate::document::{PageStart, Stretch, Text};

mod furniture;
mod hyphen;

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
    let words = hyphen::Words { known: attested, text: extracted };
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
            .filter(|line| !line.text.trim().is_empty())
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
    (index + 1..last).find(|&at| !marked[at] && !lines[at].text.trim().is_empty())
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

/// Builds the repaired text and its map.
struct Writer {
    text: Text,
    /// Where the next byte of the extracted text is expected if the last stretch goes on.
    expected: usize,
    /// The stretches in order but for those fetched from farther on: byte there, byte here.
    ordered: Vec<(usize, usize)>,
}

impl Writer {
    fn new(size: usize) -> Self {
        let mut text = Text::default();
        text.string.reserve(size);
        text.origin.reserve(size / 40 + 1);
        Self { text, expected: usize::MAX, ordered: Vec::new() }
    }

    fn drop_line(&mut self, line: &SourceLine) {
        let range: Range<usize> = line.from..line.from + line.text.len();
        self.text.furniture.push(range);
        let shown = line.text.trim();
        if self.text.margins.len() < 64 && !self.text.margins.iter().any(|known| known == shown) {
            self.text.margins.push(shown.to_owned());
        }
    }

    /// Writes `piece`, which stands at `from` of the extracted text, on line `line`.
    fn copy(&mut self, piece: &str, from: usize, line: u32, words: &hyphen::Words) {
        let mut done = 0;
        for gap in hyphen::within_line(piece, words) {
            self.copy_letters(&piece[done..gap.start], from + done, line);
            done = gap.end;
        }
        self.copy_letters(&piece[done..], from + done, line);
    }

    /// Writes the rest of a broken word, which stands farther on.
    fn fetch(&mut self, piece: &str, from: usize, line: u32) {
        let known = self.ordered.len();
        self.copy_letters(piece, from, line);
        self.ordered.truncate(known);
        self.expected = usize::MAX;
    }

    fn copy_letters(&mut self, piece: &str, from: usize, line: u32) {
        if piece.is_ascii() || is_plain(piece) {
            self.push(piece, from, line);
            self.expected = from + piece.len();
            return;
        }
        let mut start = 0;
        while start < piece.len() {
            let run = plain_run(&piece[start..]);
            if run > 0 {
                self.push(&piece[start..start + run], from + start, line);
                self.expected = from + start + run;
                start += run;
                continue;
            }
            // One letter with what combines with it at a time, so that the map stays exact.
            let mut chars = piece[start..].char_indices().skip(1);
            let end = chars.find(|&(_, c)| !unicode_normalization::char::is_combining_mark(c));
            let end = end.map_or(piece.len(), |(at, _)| start + at);
            self.push_cluster(&piece[start..end], from + start, line);
            start = end;
        }
    }

    fn push_cluster(&mut self, cluster: &str, from: usize, line: u32) {
        let mut chars = cluster.chars();
        let replaced = match (chars.next().and_then(replacement), chars.next()) {
            (Some(plain), None) => plain.to_owned(),
            _ => cluster.nfc().collect(),
        };
        self.push(&replaced, from, line);
        // A changed length breaks the stretch; the next cluster opens a new one.
        self.expected =
            if replaced.len() == cluster.len() { from + cluster.len() } else { usize::MAX };
    }

    fn push(&mut self, piece: &str, from: usize, line: u32) {
        if piece.is_empty() {
            return;
        }
        let at = self.text.string.len();
        let same_line = self.text.origin.last().is_some_and(|stretch| stretch.line == line);
        if self.expected != from || !same_line {
            self.text.origin.push(Stretch { at, from, line });
            self.ordered.push((from, at));
        }
        self.text.string.push_str(piece);
    }

    fn line_break(&mut self, from: usize, line: u32) {
        self.push("\n", from, line);
        self.expected = usize::MAX;
    }

    fn finish(mut self, pages: Vec<PageStart>) -> Text {
        let ordered = &self.ordered;
        let length = self.text.string.len();
        let moved = |page: PageStart| {
            let stretch = ordered.partition_point(|&(from, _)| from < page.at);
            let at = ordered.get(stretch).map_or(length, |&(_, at)| at);
            PageStart { at, number: page.number }
        };
        self.text.pages = pages.into_iter().map(moved).collect();
        self.text
    }
}

/// True where nothing in `piece` needs another spelling.
fn is_plain(piece: &str) -> bool {
    // Bytes up to C3 but for C2 are ASCII and the letters of Latin-1 (C3 with what follows it).
    let other = piece.bytes().fold(false, |other, byte| other | (byte > 0xc3) | (byte == 0xc2));
    !other
        || piece.chars().all(is_plain_char)
        || (is_nfc_quick(piece.chars()) == IsNormalized::Yes
            && !piece.chars().any(|c| replacement(c).is_some()))
}

/// Characters that stay, whatever stands beside them, unless a combining mark follows.
fn is_plain_char(c: char) -> bool {
    matches!(c, '\0'..='\u{9f}' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{17f}' | '\u{2012}'..='\u{2027}')
}

/// How many bytes at the start of `piece` are surely plain.
fn plain_run(piece: &str) -> usize {
    let Some((at, c)) = piece.char_indices().find(|&(_, c)| !is_plain_char(c)) else {
        return piece.len();
    };
    // What combines belongs to the letter before it.
    let mark = unicode_normalization::char::is_combining_mark(c);
    let before = piece[..at].chars().next_back().filter(|_| mark);
    at - before.map_or(0, char::len_utf8)
}

/// Plain spelling of characters that only typesetting needs.
fn replacement(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{00ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => "",
        '\u{00a0}' | '\u{2007}' | '\u{202f}' | '\u{2009}' => " ",
        '\u{2010}' | '\u{2011}' => "-",
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        '\u{fb05}' | '\u{fb06}' => "st",
        '\u{f0b7}' | '\u{f0a7}' | '\u{f0d8}' | '\u{f076}' => "•",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(known: &'static [&'static str]) -> impl Fn(&str) -> bool {
        move |word| known.contains(&word)
    }

    fn repaired(source: &str) -> Text {
        repair(source, &[], &words(&["funktionsnedsättning", "omsorgsplan"]))
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
            ("vård-\n\n4 Se lagen.\n\noch omsorg", "vård-\n\n4 Se lagen.\n\noch omsorg\n"),
        ];
        for (source, expected) in table {
            let got: String = repaired(source).string;
            let trimmed = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(trimmed(&got), trimmed(expected), "{source:?}");
        }
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
