//! Paragraphs, tables and notes → lines of text.

/// Letters in a table row up to which cells of several paragraphs still make one line.
const ROW_LETTERS: usize = 400;

/// Paragraphs in a cell up to which the row still makes one line.
const CELL_PARAGRAPHS: usize = 3;

/// Collects a document. Paragraphs may begin inside paragraphs (text boxes) and tables inside
/// cells.
#[derive(Debug, Default)]
pub(crate) struct Page {
    lines: Vec<String>,
    /// Paragraphs begun and not ended, innermost last.
    open: Vec<Paragraph>,
    /// Tables begun and not ended, innermost last.
    tables: Vec<Table>,
}

#[derive(Debug, Default)]
struct Paragraph {
    text: String,
    /// Lines that follow the paragraph: its footnotes.
    after: Vec<String>,
    /// How many tables were open where it began.
    tables: usize,
    is_heading: bool,
}

#[derive(Debug, Default)]
struct Table {
    /// Cells of the row under way, each with its lines.
    row: Vec<Vec<String>>,
    lines: Vec<String>,
}

impl Page {
    /// Begins a paragraph.
    pub(crate) fn open_paragraph(&mut self) {
        self.open.push(Paragraph { tables: self.tables.len(), ..Paragraph::default() });
    }

    /// Adds text to the paragraph under way, or begins one.
    pub(crate) fn text(&mut self, text: &str) {
        if self.open.last().is_none_or(|paragraph| paragraph.tables < self.tables.len()) {
            self.open_paragraph();
        }
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.text.push_str(text);
        }
    }

    /// The text of the paragraph under way.
    pub(crate) fn written(&self) -> &str {
        self.open.last().map_or("", |paragraph| &paragraph.text)
    }

    /// Marks the paragraph under way as a heading.
    pub(crate) fn heading(&mut self) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.is_heading = true;
        }
    }

    /// Puts lines after the paragraph under way.
    pub(crate) fn note(&mut self, lines: impl IntoIterator<Item = String>) {
        match self.open.last_mut() {
            Some(paragraph) => paragraph.after.extend(lines),
            None => self.lines.extend(lines),
        }
    }

    /// Ends the paragraph under way.
    pub(crate) fn close_paragraph(&mut self) {
        let Some(paragraph) = self.open.pop() else { return };
        let to = self.container();
        if paragraph.is_heading && !paragraph.text.trim().is_empty() {
            to.push(String::new());
        }
        to.extend(paragraph.text.split('\n').map(|line| line.trim_end().to_owned()));
        to.extend(paragraph.after);
    }

    pub(crate) fn open_table(&mut self) {
        self.tables.push(Table::default());
    }

    pub(crate) fn open_cell(&mut self) {
        if let Some(table) = self.tables.last_mut() {
            table.row.push(Vec::new());
        }
    }

    pub(crate) fn close_row(&mut self) {
        while self.open.last().is_some_and(|open| open.tables >= self.tables.len()) {
            self.close_paragraph();
        }
        if let Some(table) = self.tables.last_mut() {
            let row = std::mem::take(&mut table.row);
            table.lines.extend(row_lines(row));
        }
    }

    pub(crate) fn close_table(&mut self) {
        self.close_row();
        if let Some(table) = self.tables.pop() {
            self.container().extend(table.lines);
        }
    }

    /// The lines, with at most one empty line between two others.
    pub(crate) fn finish(mut self) -> String {
        while !self.open.is_empty() {
            self.close_paragraph();
        }
        while !self.tables.is_empty() {
            self.close_table();
        }
        let mut text = String::new();
        let mut empty = true;
        for line in self.lines {
            if !(line.is_empty() && empty) {
                text.push_str(&line);
                text.push('\n');
            }
            empty = line.is_empty();
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
        text
    }

    /// Where lines go: the cell under way, or the document.
    fn container(&mut self) -> &mut Vec<String> {
        match self.tables.last_mut() {
            Some(table) => match table.row.last_mut() {
                Some(cell) => cell,
                None => &mut table.lines,
            },
            None => &mut self.lines,
        }
    }
}

/// A row as one line with tabs; where cells are used to place whole passages, one after another.
fn row_lines(mut row: Vec<Vec<String>>) -> Vec<String> {
    for cell in &mut row {
        cell.retain(|line| !line.is_empty());
    }
    if row.iter().all(Vec::is_empty) {
        return Vec::new();
    }
    let letters: usize = row.iter().flatten().map(String::len).sum();
    let short = letters <= ROW_LETTERS && row.iter().all(|cell| cell.len() <= CELL_PARAGRAPHS);
    let single = row.iter().all(|cell| cell.len() <= 1);
    if row.len() == 1 || !(short || single) {
        return row.into_iter().flatten().collect();
    }
    let cells: Vec<String> = row.into_iter().map(|cell| cell.join(" ")).collect();
    vec![cells.join("\t").trim_end().to_owned()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(page: &mut Page, paragraphs: &[&str]) {
        page.open_cell();
        for text in paragraphs {
            page.open_paragraph();
            page.text(text);
            page.close_paragraph();
        }
    }

    #[test]
    fn data_rows_are_lines_and_layout_rows_are_passages() {
        let mut page = Page::default();
        page.open_table();
        cell(&mut page, &["Parti"]);
        cell(&mut page, &["Ja", "röster"]);
        page.close_row();
        cell(&mut page, &["§ 1", "Val", "Beslut", "Nämnden väljer."]);
        cell(&mut page, &["Sida 1"]);
        page.close_table();
        assert_eq!(page.finish(), "Parti\tJa röster\n§ 1\nVal\nBeslut\nNämnden väljer.\nSida 1\n");
    }

    #[test]
    fn a_text_box_stands_before_the_paragraph_it_is_tied_to() {
        let mut page = Page::default();
        page.open_paragraph();
        page.text("yttre ");
        page.open_paragraph();
        page.text("ruta");
        page.close_paragraph();
        page.text("text");
        page.note(["[1] not".to_owned()]);
        page.close_paragraph();
        assert_eq!(page.finish(), "ruta\nyttre text\n[1] not\n");
    }
}
