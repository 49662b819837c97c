//! Letters with places → words and lines.
//!
//! A PDF draws letters; spaces and line ends are ours to find. Distances are measured in ems of
//! the letter before, along and across its own direction, so that turned text reads the same.

use pdf_extract::{MediaBox, OutputDev, OutputError, Transform};

mod order;

/// Gap along the line, in ems, from which two letters belong to two words.
const WORD_GAP: f64 = 0.1;

/// Gap along the line, in ems, from which it is a column of a table.
const COLUMN_GAP: f64 = 3.0;

/// Step back along the line, in ems, from which a new line begins at the same height.
const BACK_STEP: f64 = 1.0;

/// Step across the line, in ems, from which a new line begins. Raised and lowered letters
/// (footnote marks, m²) move less.
const LINE_STEP: f64 = 0.5;

/// Step across the line, in ems, from which an empty line is left.
const PARAGRAPH_STEP: f64 = 1.9;

/// Runs looked back at for the same text drawn twice (shadows, imitated bold).
const TWICE_WINDOW: usize = 40;

/// Letters of one string drawn together.
#[derive(Debug, Clone, Default)]
struct Run {
    text: String,
    start: Place,
    end: Place,
    size: f64,
}

/// A point on the page, and the direction of writing there as a unit vector.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    x: f64,
    y: f64,
    along: (f64, f64),
}

impl Place {
    /// Steps along and across the direction of writing from here to another place.
    fn to(self, other: Self) -> (f64, f64) {
        let (x, y) = (other.x - self.x, other.y - self.y);
        (x * self.along.0 + y * self.along.1, x * self.along.1 - y * self.along.0)
    }
}

/// A line of text and its height on the page.
#[derive(Debug)]
struct Line {
    text: String,
    left: f64,
    right: f64,
    bottom: f64,
    top: f64,
    /// Wide gaps: where in the text, and where on the page they begin and end.
    gaps: Vec<(usize, f64, f64)>,
    /// A larger step, or a step upwards, stands before it.
    starts_block: bool,
}

/// Collects the text of a page.
#[derive(Debug, Default)]
pub(super) struct Lines {
    lines: Vec<Line>,
    run: Run,
    recent: Vec<Run>,
    last: Option<Run>,
    page: Option<(f64, f64, f64, f64)>,
}

impl Lines {
    /// The text of the page, its last line ended.
    pub(super) fn finish(mut self) -> String {
        self.end_run();
        let page = self.page.map(|(_, bottom, _, top)| (bottom, top));
        let mut text = String::new();
        for block in order::reading_order(self.lines, page) {
            if !text.is_empty() {
                text.push('\n');
            }
            for line in block {
                text.push_str(line.text.trim_end());
                text.push('\n');
            }
        }
        text
    }

    fn end_run(&mut self) {
        let run = std::mem::take(&mut self.run);
        if run.text.is_empty() || self.is_off_page(&run) || self.is_drawn_twice(&run) {
            return;
        }
        match self.last.as_ref().map(|last| gap(last, &run)) {
            None => self.start_line(&run, true),
            Some(Gap::Block) => self.start_line(&run, true),
            Some(Gap::Line) => self.start_line(&run, false),
            Some(Gap::Column) => self.go_on(&run, "\t"),
            Some(Gap::Word) => self.go_on(&run, " "),
            Some(Gap::None) if self.is_footnote_mark(&run) => self.go_on(&run, " "),
            Some(Gap::None) => self.go_on(&run, ""),
        }
        if !run.text.trim().is_empty() {
            if self.recent.len() == TWICE_WINDOW {
                self.recent.remove(0);
            }
            self.recent.push(run.clone());
        }
        self.last = Some(run);
    }

    fn start_line(&mut self, run: &Run, starts_block: bool) {
        let text = run.text.trim_start().to_owned();
        let starts_block =
            starts_block || self.lines.last().is_none_or(|line| run.start.y > line.top);
        let (left, right) = (run.start.x.min(run.end.x), run.start.x.max(run.end.x));
        let (bottom, top) = (run.start.y, run.start.y + run.size);
        match self.lines.last_mut() {
            // A line of nothing but spaces was a place, not a line.
            Some(line) if line.text.is_empty() => {
                let starts_block = starts_block || line.starts_block;
                *line = Line { text, left, right, bottom, top, gaps: Vec::new(), starts_block };
            }
            _ => {
                let gaps = Vec::new();
                self.lines.push(Line { text, left, right, bottom, top, gaps, starts_block });
            }
        }
    }

    fn go_on(&mut self, run: &Run, gap: &str) {
        let Some(line) = self.lines.last_mut() else { return self.start_line(run, true) };
        if gap == "\t" {
            line.gaps.push((line.text.trim_end().len(), line.right, run.start.x));
        }
        if !line.text.is_empty() && !line.text.ends_with(char::is_whitespace) {
            line.text.push_str(gap);
        }
        let text = if line.text.is_empty() { run.text.trim_start() } else { &run.text };
        line.text.push_str(text);
        line.right = line.right.max(run.end.x);
        line.bottom = line.bottom.min(run.start.y);
        line.top = line.top.max(run.start.y + run.size);
    }

    /// A small raised number close behind a word: without a gap the word could not be found.
    /// Units ("m2", "km3") keep theirs.
    fn is_footnote_mark(&self, run: &Run) -> bool {
        let (Some(last), Some(line)) = (&self.last, self.lines.last()) else { return false };
        let (_, across) = last.end.to(run.start);
        let letters = line.text.chars().rev().take_while(|c| c.is_alphabetic()).take(3).count();
        let number = run.text.trim_end();
        !number.is_empty()
            && number.len() <= 3
            && number.bytes().all(|byte| byte.is_ascii_digit())
            && run.size < 0.8 * last.size
            && across.abs() > 0.1 * last.size
            && letters == 3
    }

    fn is_off_page(&self, run: &Run) -> bool {
        self.page.is_some_and(|(left, bottom, right, top)| {
            let past = run.start.x.max(run.end.x) < left || run.start.x.min(run.end.x) > right;
            past || run.start.y < bottom || run.start.y > top
        })
    }

    fn is_drawn_twice(&self, run: &Run) -> bool {
        !run.text.trim().is_empty()
            && self.recent.iter().any(|before| {
                let (along, across) = before.start.to(run.start);
                before.text == run.text && along.hypot(across) < 0.2 * run.size
            })
    }
}

/// What stands between two runs.
enum Gap {
    None,
    Word,
    Column,
    Line,
    Block,
}

fn gap(last: &Run, next: &Run) -> Gap {
    let em = last.size.max(next.size).max(0.1);
    let (along, across) = last.end.to(next.start);
    let (along, across) = (along / em, across.abs() / em);
    let turned =
        last.end.along.0 * next.start.along.0 + last.end.along.1 * next.start.along.1 < 0.7;
    match () {
        () if turned || across > PARAGRAPH_STEP => Gap::Block,
        () if across > LINE_STEP || along < -BACK_STEP => Gap::Line,
        () if along > COLUMN_GAP => Gap::Column,
        () if along > WORD_GAP => Gap::Word,
        () => Gap::None,
    }
}

impl OutputDev for Lines {
    fn begin_page(
        &mut self,
        _number: u32,
        page: &MediaBox,
        _art_box: Option<(f64, f64, f64, f64)>,
    ) -> Result<(), OutputError> {
        let (left, right) = (page.llx.min(page.urx), page.llx.max(page.urx));
        let (bottom, top) = (page.lly.min(page.ury), page.lly.max(page.ury));
        self.page = Some((left, bottom, right, top));
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        placed: &Transform,
        width: f64,
        _spacing: f64,
        font_size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        let along = (placed.m11 * font_size, placed.m12 * font_size);
        let em = along.0.hypot(along.1);
        let unit = if em > 0.0 { (along.0 / em, along.1 / em) } else { (1.0, 0.0) };
        let start = Place { x: placed.m31, y: placed.m32, along: unit };
        if self.run.text.is_empty() {
            self.run.start = start;
        }
        let length = width * em;
        self.run.end =
            Place { x: start.x + unit.0 * length, y: start.y + unit.1 * length, along: unit };
        self.run.size = self.run.size.max(em);
        self.run.text.extend(text.chars().filter(|c| !c.is_control() || *c == '\t'));
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        self.end_run();
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        self.end_run();
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws `text` at a place in a size, one run.
    fn draw(lines: &mut Lines, text: &str, size: f64, x: f64, y: f64) -> f64 {
        lines.begin_word().unwrap();
        let mut at = x;
        for letter in text.chars() {
            let placed = Transform::row_major(1.0, 0.0, 0.0, 1.0, at, y);
            lines.output_character(&placed, 0.5, 0.0, size, &letter.to_string()).unwrap();
            at += 0.5 * size;
        }
        lines.end_word().unwrap();
        at
    }

    #[test]
    fn a_footnote_mark_stands_apart_from_its_word() {
        for (word, size, lift, expected) in [
            ("barn", 7.0, 4.0, "barn 1\n"),
            ("km", 7.0, 4.0, "km1\n"),
            ("punkt", 12.0, 0.0, "punkt1\n"),
        ] {
            let mut lines = Lines::default();
            let end = draw(&mut lines, word, 12.0, 50.0, 500.0);
            draw(&mut lines, "1", size, end, 500.0 + lift);
            assert_eq!(lines.finish(), expected);
        }
    }
}
