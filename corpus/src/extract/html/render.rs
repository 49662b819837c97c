//! Elements → lines of text. Walks the tree without recursion: depth costs no stack.

use ego_tree::iter::Edge;
use scraper::{ElementRef, Node};

use super::content::{is_data_table, is_left_out, is_web_address};
use crate::extract::Link;
use crate::walk::SkipReason;

/// Blocks with an empty line before and after.
const SPACED: &[&str] = &[
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "dl",
    "table",
    "blockquote",
    "pre",
    "hr",
    "figure",
    "fieldset",
];

/// Blocks that begin on a line of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "body",
    "caption",
    "dd",
    "details",
    "div",
    "dt",
    "figcaption",
    "footer",
    "form",
    "header",
    "html",
    "li",
    "main",
    "section",
    "summary",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "legend",
    "label",
    "center",
];

/// What stands between the last text and the next.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    None,
    Space,
    Cell,
    Line,
    Empty,
}

/// Collects the text of elements.
pub(super) struct Renderer {
    string: String,
    links: Vec<Link>,
    gap: Gap,
    /// Depth inside data tables, whose cells are on one line.
    cells: usize,
    /// Depth inside `pre`.
    verbatim: usize,
    /// Numbers of the lists around, innermost last; `None` for bullets.
    lists: Vec<Option<i64>>,
    open_links: Vec<(usize, String)>,
    limit: usize,
}

impl Renderer {
    pub(super) fn new(limit: usize) -> Self {
        Self {
            string: String::new(),
            links: Vec::new(),
            gap: Gap::None,
            cells: 0,
            verbatim: 0,
            lists: Vec::new(),
            open_links: Vec::new(),
            limit,
        }
    }

    /// Adds an element and all in it but what is left out.
    pub(super) fn render(&mut self, root: ElementRef<'_>, bare: bool) {
        let mut left_out = None;
        for edge in root.traverse() {
            if self.string.len() > self.limit {
                return;
            }
            match edge {
                Edge::Open(node) if left_out.is_none() => match node.value() {
                    Node::Text(text) => self.text(text),
                    Node::Element(_) => {
                        let Some(element) = ElementRef::wrap(node) else { continue };
                        if is_left_out(element, bare) {
                            left_out = Some(node.id());
                        } else {
                            self.open(element);
                        }
                    }
                    _ => {}
                },
                Edge::Close(node) if left_out == Some(node.id()) => left_out = None,
                Edge::Close(node) if left_out.is_none() => {
                    if let Some(element) = ElementRef::wrap(node) {
                        self.close(element);
                    }
                }
                _ => {}
            }
        }
        self.want(Gap::Empty);
    }

    /// The text, ended by a newline, and its links.
    pub(super) fn finish(mut self) -> Result<(String, Vec<Link>), SkipReason> {
        if self.string.len() > self.limit {
            return Err(SkipReason::TooMuchText { limit: self.limit as u64 });
        }
        if !self.string.is_empty() {
            self.string.push('\n');
        }
        Ok((self.string, self.links))
    }

    fn open(&mut self, element: ElementRef<'_>) {
        let tag = element.value();
        match tag.name() {
            "br" => self.line(),
            "td" | "th" if self.cells > 0 => self.want(Gap::Cell),
            "td" | "th" => self.want(Gap::Empty),
            "table" => {
                self.want(Gap::Empty);
                self.cells += usize::from(self.cells > 0 || is_data_table(element));
            }
            "tr" => self.want(Gap::Line),
            "pre" => {
                self.around("pre");
                self.verbatim += 1;
            }
            "ul" | "ol" => {
                self.want(if self.lists.is_empty() { Gap::Empty } else { Gap::Line });
                let start = || tag.attr("start").and_then(|n| n.parse().ok()).unwrap_or(1);
                self.lists.push((tag.name() == "ol").then(start));
            }
            "li" => self.item(tag.attr("value").and_then(|n| n.parse().ok())),
            "a" => self.open_links.push((0, tag.attr("href").unwrap_or_default().to_owned())),
            name => self.around(name),
        }
        if tag.name() == "a"
            && let Some(link) = self.open_links.last_mut()
        {
            link.0 = self.string.len();
        }
    }

    fn close(&mut self, element: ElementRef<'_>) {
        match element.value().name() {
            "a" => self.link(),
            "table" => {
                self.cells = self.cells.saturating_sub(1);
                self.want(Gap::Empty);
            }
            "tr" => self.want(Gap::Line),
            "td" | "th" if self.cells == 0 => self.want(Gap::Empty),
            "pre" => {
                self.verbatim = self.verbatim.saturating_sub(1);
                self.around("pre");
            }
            "ul" | "ol" => {
                self.lists.pop();
                self.want(if self.lists.is_empty() { Gap::Empty } else { Gap::Line });
            }
            name => self.around(name),
        }
    }

    /// Space before and after an element of this name.
    fn around(&mut self, name: &str) {
        let block = SPACED.contains(&name) || BLOCKS.contains(&name);
        match name {
            _ if block && self.cells > 0 && name != "caption" => self.want(Gap::Space),
            "p" if !self.lists.is_empty() => self.want(Gap::Line),
            _ if SPACED.contains(&name) => self.want(Gap::Empty),
            _ if block => self.want(Gap::Line),
            _ => {}
        }
    }

    /// A list item with its bullet or number.
    fn item(&mut self, value: Option<i64>) {
        if self.cells > 0 {
            return self.want(Gap::Space);
        }
        self.want(Gap::Line);
        let mark = match self.lists.last_mut() {
            Some(Some(number)) => {
                let this = value.unwrap_or(*number);
                *number = this.saturating_add(1);
                format!("{this}.")
            }
            _ => "•".to_owned(),
        };
        self.put(&mark);
        self.gap = Gap::Space;
    }

    fn line(&mut self) {
        if self.cells > 0 {
            self.want(Gap::Space);
        } else {
            self.want(Gap::Line);
        }
    }

    fn text(&mut self, text: &str) {
        if self.verbatim > 0 && self.cells == 0 {
            for (index, line) in text.split('\n').enumerate() {
                if index > 0 {
                    self.want(Gap::Line);
                }
                self.put(line.trim_end());
            }
            return;
        }
        let is_space = |c: char| c.is_ascii_whitespace() || c.is_control();
        for (index, word) in text.split(is_space).enumerate() {
            if index > 0 {
                self.want(Gap::Space);
            }
            self.put(word);
        }
    }

    /// Asks for a gap before the next text; the widest asked for wins.
    fn want(&mut self, gap: Gap) {
        // An item's text follows its mark on the same line, whatever block it stands in.
        let after_mark = self.gap == Gap::Space && self.ends_with_mark();
        if !after_mark || gap == Gap::Cell {
            self.gap = self.gap.max(gap);
        }
    }

    fn ends_with_mark(&self) -> bool {
        let line = self.string.rsplit('\n').next().unwrap_or_default();
        let number = line.strip_suffix('.').unwrap_or_default();
        !self.lists.is_empty()
            && (line == "•" || !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
    }

    fn put(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let fresh = self.string.is_empty() || self.string.ends_with('\n');
        match std::mem::replace(&mut self.gap, Gap::None) {
            _ if self.string.is_empty() => {}
            Gap::None => {}
            Gap::Space if fresh => {}
            Gap::Space => self.string.push(' '),
            Gap::Cell => self.string.push('\t'),
            Gap::Line => self.string.push('\n'),
            Gap::Empty => self.string.push_str("\n\n"),
        }
        if text.contains(char::is_control) {
            self.string.extend(text.chars().filter(|c| !c.is_control() || *c == '\t'));
        } else {
            self.string.push_str(text);
        }
    }

    fn link(&mut self) {
        let Some((from, href)) = self.open_links.pop() else { return };
        let href = href.trim().to_owned();
        let shown = self.string[from..].trim_start();
        let at = self.string.len() - shown.len();
        if !shown.is_empty() && is_web_address(&href) {
            self.links.push(Link { at, text: shown.trim_end().to_owned(), href });
        }
    }
}
