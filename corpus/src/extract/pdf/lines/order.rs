//! Page headers before the text, page footers after it.
//!
//! Programs draw headers and footers whenever they like. The order of drawing is kept for the
//! body, where it follows columns better than any guess; only what stands by itself at the edge of
//! the page is moved there.

use super::Line;

/// Part of the page's height, at the top and at the bottom, in which headers and footers stand.
const EDGE: f64 = 0.13;

/// Blocks of lines in reading order. `page`: its lower and upper end.
pub(super) fn reading_order(lines: Vec<Line>, page: Option<(f64, f64)>) -> Vec<Vec<Line>> {
    let mut blocks: Vec<Vec<Line>> = Vec::new();
    for line in lines.into_iter().filter(|line| !line.text.trim().is_empty()) {
        match blocks.last_mut() {
            Some(block) if !line.starts_block => block.push(line),
            _ => blocks.push(vec![line]),
        }
    }
    let Some((low, high)) = page.filter(|(low, high)| high > low) else { return blocks };
    let edge = EDGE * (high - low);
    let (body_low, body_high) = body(&blocks, low + edge, high - edge);
    let is_head = |block: &Vec<Line>| bottom(block) >= body_high;
    let is_foot = |block: &Vec<Line>| top(block) <= body_low;
    let moves_head = drawn_together(&blocks, is_head);
    let moves_foot = drawn_together(&blocks, is_foot);
    let place = |block: &Vec<Line>| match () {
        () if moves_head && is_head(block) => 0,
        () if moves_foot && is_foot(block) => 2,
        () => 1,
    };
    let mut parts: [Vec<Vec<Line>>; 3] = Default::default();
    for block in blocks {
        parts[place(&block)].push(block);
    }
    let [head, body, foot] = parts;
    let head = (!head.is_empty()).then(|| by_height(head.into_iter().flatten().collect()));
    head.into_iter().chain(body).chain(by_columns(foot)).collect()
}

/// Whether the blocks follow each other in the order of drawing. The last lines of two columns
/// stand at the edge too, but text of the second column was drawn between them.
fn drawn_together(blocks: &[Vec<Line>], is_edge: impl Fn(&Vec<Line>) -> bool) -> bool {
    let changes = blocks.windows(2).filter(|two| is_edge(&two[0]) != is_edge(&two[1])).count();
    changes <= 1 || changes == 2 && !blocks.first().is_some_and(is_edge)
}

/// The span from the lowest to the highest block that reaches out of the edges, widened by every
/// block that it touches.
fn body(blocks: &[Vec<Line>], low: f64, high: f64) -> (f64, f64) {
    let inside = |block: &&Vec<Line>| top(block) > low && bottom(block) < high;
    let mut span = (f64::INFINITY, f64::NEG_INFINITY);
    for block in blocks.iter().filter(inside) {
        span = (span.0.min(bottom(block)), span.1.max(top(block)));
    }
    if span.0 > span.1 {
        return (f64::NEG_INFINITY, f64::INFINITY);
    }
    loop {
        let touched = blocks.iter().filter(|block| top(block) > span.0 && bottom(block) < span.1);
        let wider =
            touched.fold(span, |span, block| (span.0.min(bottom(block)), span.1.max(top(block))));
        if wider == span {
            return span;
        }
        span = wider;
    }
}

/// Height in points within which two lines of a header stand side by side.
const SIDE_BY_SIDE: f64 = 4.0;

/// The lines of a header from top to bottom, side by side from left to right.
fn by_height(mut lines: Vec<Line>) -> Vec<Line> {
    let height = |line: &Line| (line.bottom / SIDE_BY_SIDE).round();
    lines.sort_by(|a, b| height(b).total_cmp(&height(a)).then(a.left.total_cmp(&b.left)));
    lines
}

/// The lines of a footer column by column, each from top to bottom. What stands across the columns
/// above them, as a footnote does, comes first.
fn by_columns(blocks: Vec<Vec<Line>>) -> Vec<Vec<Line>> {
    let whole = by_height(blocks.into_iter().flatten().collect());
    for above in 0..whole.len() {
        let found = columns(whole[above..].iter().flat_map(pieces).collect());
        // One column, or one row: nothing to tell apart.
        if found.len() > 1 && found.iter().any(|column| column.len() > 1) {
            let first: Vec<Line> = whole.into_iter().take(above).collect();
            let first = Some(first).filter(|lines| !lines.is_empty());
            return first.into_iter().chain(found.into_iter().map(by_height)).collect();
        }
    }
    if whole.is_empty() { Vec::new() } else { vec![whole] }
}

/// Lines grouped by the width of the page that they stand in, from left to right.
fn columns(mut lines: Vec<Line>) -> Vec<Vec<Line>> {
    lines.sort_by(|a, b| a.left.total_cmp(&b.left));
    let mut columns: Vec<Vec<Line>> = Vec::new();
    let mut reach = f64::NEG_INFINITY;
    for line in lines {
        let right = line.right;
        match columns.last_mut() {
            Some(column) if line.left < reach => column.push(line),
            _ => columns.push(vec![line]),
        }
        reach = reach.max(right);
    }
    columns
}

/// The parts of a line that wide gaps set apart.
fn pieces(line: &Line) -> Vec<Line> {
    let starts = std::iter::once((0, line.left)).chain(line.gaps.iter().map(|gap| (gap.0, gap.2)));
    let ends = line.gaps.iter().map(|gap| (gap.0, gap.1)).chain([(line.text.len(), line.right)]);
    let piece = |((from, left), (to, right)): ((usize, f64), (usize, f64))| {
        let text = line.text.get(from..to).unwrap_or_default().trim().to_owned();
        let (bottom, top, starts_block) = (line.bottom, line.top, line.starts_block);
        Line { text, left, right, bottom, top, gaps: Vec::new(), starts_block }
    };
    starts.zip(ends).map(piece).filter(|piece| !piece.text.is_empty()).collect()
}

fn bottom(block: &[Line]) -> f64 {
    block.iter().map(|line| line.bottom).fold(f64::INFINITY, f64::min)
}

fn top(block: &[Line]) -> f64 {
    block.iter().map(|line| line.top).fold(f64::NEG_INFINITY, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str, y: f64) -> Line {
        let (left, right) = (50.0, 150.0);
        Line {
            text: text.into(),
            left,
            right,
            bottom: y,
            top: y + 10.0,
            gaps: Vec::new(),
            starts_block: true,
        }
    }

    fn order(lines: Vec<Line>) -> String {
        let blocks = reading_order(lines, Some((0.0, 800.0)));
        let texts: Vec<String> = blocks.into_iter().flatten().map(|line| line.text).collect();
        texts.join(" ")
    }

    #[test]
    fn headers_come_first_and_footers_last_whenever_they_were_drawn() {
        let drawn =
            vec![line("fot", 20.0), line("a", 600.0), line("b", 300.0), line("huvud", 770.0)];
        assert_eq!(order(drawn), "huvud a b fot");
    }

    #[test]
    fn a_footer_is_read_from_left_to_right() {
        let right = Line { left: 400.0, right: 410.0, ..line("2", 20.0) };
        let drawn = vec![right, line("fot", 20.5), line("a", 600.0), line("b", 300.0)];
        assert_eq!(order(drawn), "a b fot 2");
    }

    #[test]
    fn a_footer_of_columns_is_read_column_by_column() {
        let right = |text: &str, y| Line { left: 400.0, right: 450.0, ..line(text, y) };
        let foot = || {
            vec![line("nämnd", 30.0), right("2 (9)", 30.0), line("2025", 20.0), right("mars", 20.0)]
        };
        let body = [line("a", 600.0), line("b", 300.0)];
        assert_eq!(order(body.into_iter().chain(foot()).collect()), "a b nämnd 2025 2 (9) mars");
        let above = Line { right: 500.0, ..line("1 se lagen", 40.0) };
        let body = [line("a", 600.0), line("b", 300.0)];
        let drawn = body.into_iter().chain([above]).chain(foot()).collect();
        assert_eq!(order(drawn), "a b 1 se lagen nämnd 2025 2 (9) mars");
        let across = Line { right: 500.0, ..line("under allt", 10.0) };
        let body = [line("a", 600.0), line("b", 300.0)];
        let drawn = body.into_iter().chain(foot()).chain([across]).collect();
        assert_eq!(order(drawn), "a b nämnd 2 (9) 2025 mars under allt");
    }

    #[test]
    fn columns_keep_the_order_of_drawing() {
        let drawn = vec![
            line("v1", 690.0),
            line("v2", 400.0),
            line("v3", 90.0),
            line("h1", 692.0),
            line("h2", 402.0),
            line("h3", 92.0),
        ];
        assert_eq!(order(drawn), "v1 v2 v3 h1 h2 h3");
    }
}
