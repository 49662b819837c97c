//! OpenDocument text (ODF 1.2 and later): the text as printed.
//!
//! Headers first, then the body, footers last. What was deleted under change tracking, comments
//! and hidden text are left out.

use std::collections::HashMap;

use super::numbering::{Counter, Level};
use super::page::Page;
use super::{Element, Events, Parts, follow, text_of};
use crate::extract::Extracted;
use crate::walk::{Limits, SkipReason};

/// Elements whose text is not printed with the text around.
const LEFT_OUT: &[&str] = &[
    "text:tracked-changes",
    "office:annotation",
    "text:note-citation",
    "text:hidden-text",
    "text:ruby-text",
    "office:forms",
    "text:index-title-template",
    "svg:title",
    "svg:desc",
];

/// Most spaces that one `text:s` may stand for.
const MOST_SPACES: usize = 200;

/// Reads an OpenDocument text.
pub(in crate::extract) fn extract(bytes: &[u8], limits: &Limits) -> Result<Extracted, SkipReason> {
    let mut parts = Parts::open(bytes, limits)?;
    let content = parts.main_part("content.xml")?;
    let styles = parts.part("styles.xml")?.unwrap_or_default();
    let mut lists = Styles::default();
    follow("styles.xml", &styles, limits, &mut lists)?;
    follow("content.xml", &content, limits, &mut lists)?;
    let lists = lists.lists;
    let edge = |element: &'static str| {
        let mut reader = Body::new(element, &lists);
        follow("styles.xml", &styles, limits, &mut reader).map(|()| reader.page.finish())
    };
    let mut string = edge("style:header")?.trim_start().to_owned();
    let mut body = Body::new("office:text", &lists);
    follow("content.xml", &content, limits, &mut body)?;
    string.push_str(&body.page.finish());
    string.push_str(edge("style:footer")?.trim_start());
    let title =
        parts.part("meta.xml")?.and_then(|xml| text_of("meta.xml", &xml, "dc:title", limits));
    Ok(Extracted { string, title, ..Extracted::default() })
}

/// Levels of the list styles by name.
#[derive(Default)]
struct Styles {
    lists: HashMap<String, Vec<Level>>,
    style: Option<String>,
}

impl Events for Styles {
    fn open(&mut self, element: &Element<'_>) {
        let attribute = |name: &str| element.get(name).unwrap_or_default().into_owned();
        let format = match element.name() {
            "text:list-style" | "text:outline-style" => {
                self.style = element.get("style:name").map(Into::into);
                return;
            }
            "text:list-level-style-bullet" | "text:list-level-style-image" => "bullet",
            "text:list-level-style-number" | "text:outline-level-style" => {
                match attribute("style:num-format").as_str() {
                    "" => "none",
                    "a" => "lowerLetter",
                    "A" => "upperLetter",
                    "i" => "lowerRoman",
                    "I" => "upperRoman",
                    _ => "decimal",
                }
            }
            _ => return,
        };
        let at: usize = element.number("text:level").unwrap_or(1).clamp(1, 10);
        let from = element.number("text:display-levels").unwrap_or(1).clamp(1, at);
        let numbers: Vec<String> = (at + 1 - from..=at).map(|level| format!("%{level}")).collect();
        let pattern = format!(
            "{}{}{}",
            attribute("style:num-prefix"),
            numbers.join("."),
            attribute("style:num-suffix")
        );
        let start = element.number("text:start-value").unwrap_or(1);
        let Some(style) = &self.style else { return };
        let levels = self.lists.entry(style.clone()).or_default();
        while levels.len() < at {
            levels.push(Level { start: 1, format: "none".into(), ..Level::default() });
        }
        levels[at - 1] = Level { format: format.into(), pattern, start };
    }

    fn close(&mut self, name: &str) {
        if matches!(name, "text:list-style" | "text:outline-style") {
            self.style = None;
        }
    }

    fn text(&mut self, _text: &str) {}
}

/// A list begun and not ended.
struct List {
    style: Option<String>,
    /// An item has begun whose label is not yet written.
    label_due: bool,
}

/// Reads what stands inside one element.
struct Body<'a> {
    page: Page,
    within: &'static str,
    inside: usize,
    left_out: usize,
    lists: &'a HashMap<String, Vec<Level>>,
    open_lists: Vec<List>,
    counters: HashMap<String, Counter>,
    /// Notes under way: what is written in them goes to a page of its own.
    outer: Vec<Page>,
    paragraphs: usize,
    notes: u32,
}

impl<'a> Body<'a> {
    fn new(within: &'static str, lists: &'a HashMap<String, Vec<Level>>) -> Self {
        Self {
            page: Page::default(),
            within,
            inside: 0,
            left_out: 0,
            lists,
            open_lists: Vec::new(),
            counters: HashMap::new(),
            outer: Vec::new(),
            paragraphs: 0,
            notes: 0,
        }
    }

    fn open_list(&mut self, element: &Element<'_>) {
        let own = element.get("text:style-name").map(Into::into);
        let style = own.or_else(|| self.open_lists.last().and_then(|list| list.style.clone()));
        let goes_on = element.get("text:continue-numbering").as_deref() == Some("true")
            || element.get("text:continue-list").is_some();
        if let Some(style) = style.as_ref().filter(|_| self.open_lists.is_empty() && !goes_on) {
            self.counters.remove(style);
        }
        self.open_lists.push(List { style, label_due: false });
    }

    fn label(&mut self) {
        let level = self.open_lists.len().saturating_sub(1);
        let Some(list) = self.open_lists.last_mut().filter(|list| list.label_due) else { return };
        list.label_due = false;
        let Some(style) = &list.style else { return };
        let Some(levels) = self.lists.get(style) else { return };
        let label = self.counters.entry(style.clone()).or_default().label(levels, level);
        if !label.is_empty() {
            self.page.text(&format!("{label} "));
        }
    }

    fn close_note(&mut self) {
        let Some(outer) = self.outer.pop() else { return };
        let text = std::mem::replace(&mut self.page, outer).finish();
        self.notes += 1;
        let mark = format!("[{}]", self.notes);
        self.page.text(&mark);
        let lines = text.trim().lines().enumerate().map(|(at, line)| match at {
            0 => format!("{mark} {line}"),
            _ => line.to_owned(),
        });
        self.page.note(lines.collect::<Vec<_>>());
    }
}

impl Events for Body<'_> {
    fn open(&mut self, element: &Element<'_>) {
        let name = element.name();
        self.inside += usize::from(self.inside > 0 || name == self.within);
        if self.inside == 0 {
            return;
        }
        if self.left_out > 0 || LEFT_OUT.contains(&name) {
            self.left_out += 1;
            return;
        }
        match name {
            "text:p" | "text:h" => {
                self.page.open_paragraph();
                self.paragraphs += 1;
                if name == "text:h" {
                    self.page.heading();
                }
                self.label();
            }
            "text:s" => {
                let count = element.number("text:c").unwrap_or(1).min(MOST_SPACES);
                self.page.text(&" ".repeat(count));
            }
            "text:tab" => self.page.text("\t"),
            "text:line-break" => self.page.text("\n"),
            "text:list" => self.open_list(element),
            "text:list-item" => {
                if let Some(list) = self.open_lists.last_mut() {
                    list.label_due = true;
                }
            }
            "text:note-body" => self.outer.push(std::mem::take(&mut self.page)),
            "table:table" => self.page.open_table(),
            "table:table-cell" => self.page.open_cell(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if self.inside == 0 {
            return;
        }
        self.inside -= 1;
        if self.left_out > 0 {
            self.left_out -= 1;
            return;
        }
        match name {
            "text:p" | "text:h" => {
                self.page.close_paragraph();
                self.paragraphs = self.paragraphs.saturating_sub(1);
            }
            "text:list" => {
                self.open_lists.pop();
            }
            "text:note-body" => self.close_note(),
            "table:table-row" => self.page.close_row(),
            "table:table" => self.page.close_table(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.inside == 0 || self.left_out > 0 || self.paragraphs == 0 {
            return;
        }
        // White space is one space, and none at the beginning (ODF 1.2 part 1, 6.1.2).
        for (index, word) in text.split(|c: char| c.is_ascii_whitespace()).enumerate() {
            let written = self.page.written();
            if index > 0 && !written.is_empty() && !written.ends_with(' ') {
                self.page.text(" ");
            }
            self.page.text(word);
        }
    }
}
