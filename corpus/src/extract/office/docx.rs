//! Word (Office Open XML, ECMA-376): the text as printed.
//!
//! Headers first, then the body, footers last. Tracked deletions, hidden text, comments and
//! prompts of unfilled fields are not on the printed page and are left out; automatic numbers,
//! footnotes and text boxes are on it. Written here because the kept crates leave out automatic
//! numbers, where many protocols have their "§ 12".

use std::collections::{BTreeSet, HashMap};

use super::numbering::Counter;
use super::page::Page;
use super::{Element, Events, Parts, follow, text_of};
use crate::extract::Extracted;
use crate::walk::{Limits, SkipReason};

mod lists;

use lists::Lists;

/// Elements whose text is not printed, or is printed elsewhere.
const LEFT_OUT: &[&str] = &[
    "w:del",
    "w:moveFrom",
    "mc:Fallback",
    "w:instrText",
    "w:delText",
    "w:delInstrText",
    "w:rPrChange",
    "w:pPrChange",
    "w:footnotePr",
    "w:endnotePr",
    "w:ruby",
    "m:oMathPara",
    "w:comment",
];

/// Reads a Word document.
pub(in crate::extract) fn extract(bytes: &[u8], limits: &Limits) -> Result<Extracted, SkipReason> {
    let mut parts = Parts::open(bytes, limits)?;
    let body = parts.main_part("word/document.xml")?;
    let lists = Lists::read(&mut parts, limits)?;
    let mut notes = notes(&mut parts, "word/footnotes.xml", "w:footnote", &lists, limits)?;
    notes.extend(self::notes(&mut parts, "word/endnotes.xml", "w:endnote", &lists, limits)?);
    let names = parts.names();
    let mut string = edges(&mut parts, &names, "word/header", &lists, limits)?;
    let mut reader = Body::new(&lists, &notes);
    follow("word/document.xml", &body, limits, &mut reader)?;
    string.push_str(&reader.page.finish());
    string.push_str(&edges(&mut parts, &names, "word/footer", &lists, limits)?);
    let title = parts
        .part("docProps/core.xml")?
        .and_then(|xml| text_of("docProps/core.xml", &xml, "dc:title", limits));
    Ok(Extracted { string, title, ..Extracted::default() })
}

/// Page headers or footers, each text once.
fn edges(
    parts: &mut Parts<'_>,
    names: &[String],
    kind: &str,
    lists: &Lists,
    limits: &Limits,
) -> Result<String, SkipReason> {
    let names: BTreeSet<&String> = names.iter().filter(|name| name.starts_with(kind)).collect();
    let mut seen: Vec<String> = Vec::new();
    for name in names {
        let Some(xml) = parts.part(name)? else { continue };
        let none = HashMap::new();
        let mut reader = Body::new(lists, &none);
        follow(name, &xml, limits, &mut reader)?;
        let text = reader.page.finish();
        if !text.trim().is_empty() && !seen.contains(&text) {
            seen.push(text);
        }
    }
    Ok(seen.concat())
}

/// Lines of footnotes or endnotes by id.
type Notes = HashMap<String, Vec<String>>;

fn notes(
    parts: &mut Parts<'_>,
    part: &str,
    element: &'static str,
    lists: &Lists,
    limits: &Limits,
) -> Result<Notes, SkipReason> {
    let Some(xml) = parts.part(part)? else { return Ok(Notes::new()) };
    let none = Notes::new();
    let body = Body::new(lists, &none);
    let mut reader = NoteReader { element, body, id: String::new(), notes: Notes::new() };
    follow(part, &xml, limits, &mut reader)?;
    Ok(reader.notes)
}

/// Splits the part of the notes into notes.
struct NoteReader<'a> {
    element: &'static str,
    body: Body<'a>,
    id: String,
    notes: Notes,
}

impl Events for NoteReader<'_> {
    fn open(&mut self, element: &Element<'_>) {
        if element.name() == self.element {
            self.id = format!("{}{}", self.element, element.get("w:id").unwrap_or_default());
        }
        self.body.open(element);
    }

    fn close(&mut self, name: &str) {
        self.body.close(name);
        if name == self.element {
            let text = std::mem::take(&mut self.body.page).finish();
            let lines = text.trim().lines().map(str::to_owned).collect();
            self.notes.insert(std::mem::take(&mut self.id), lines);
        }
    }

    fn text(&mut self, text: &str) {
        self.body.text(text);
    }
}

/// Reads the body, or any part built like it.
struct Body<'a> {
    page: Page,
    lists: &'a Lists,
    notes: &'a Notes,
    counters: HashMap<String, Counter>,
    /// Depth inside what is left out; 0 outside.
    left_out: usize,
    in_text: bool,
    in_run: bool,
    /// The run is hidden text.
    hidden: bool,
    /// Content controls around; true where they show only a prompt.
    prompts: Vec<bool>,
    style: Option<String>,
    list: Option<(String, usize)>,
    note_number: u32,
}

impl<'a> Body<'a> {
    fn new(lists: &'a Lists, notes: &'a Notes) -> Self {
        Self {
            page: Page::default(),
            lists,
            notes,
            counters: HashMap::new(),
            left_out: 0,
            in_text: false,
            in_run: false,
            hidden: false,
            prompts: Vec::new(),
            style: None,
            list: None,
            note_number: 0,
        }
    }

    fn is_shown(&self) -> bool {
        self.left_out == 0 && !self.hidden && !self.prompts.contains(&true)
    }

    fn put(&mut self, text: &str) {
        if self.is_shown() {
            self.page.text(text);
        }
    }

    /// The properties of a paragraph are known: its number, whether it is a heading.
    fn begin_text(&mut self) {
        let style = self.style.take();
        let list = self.list.take().or_else(|| self.lists.of_style(style.as_deref()));
        if self.lists.is_heading(style.as_deref()) {
            self.page.heading();
        }
        let Some((id, level)) = list else { return };
        let Some((key, levels)) = self.lists.levels(&id) else { return };
        let label = self.counters.entry(key).or_default().label(levels, level);
        if !label.is_empty() && self.is_shown() {
            self.page.text(&format!("{label} "));
        }
    }

    fn note(&mut self, element: &Element<'_>, kind: &str) {
        let id = format!("{kind}{}", element.get("w:id").unwrap_or_default());
        let Some(lines) = self.notes.get(&id).filter(|_| self.is_shown()) else { return };
        self.note_number += 1;
        let mark = format!("[{}]", self.note_number);
        self.page.text(&mark);
        let (first, rest) = lines.split_first().map_or(("", &[][..]), |(f, r)| (f.as_str(), r));
        let first = format!("{mark} {}", first.trim_start());
        self.page.note([first].into_iter().chain(rest.iter().cloned()));
    }
}

impl Events for Body<'_> {
    fn open(&mut self, element: &Element<'_>) {
        let name = element.name();
        if self.left_out > 0 || LEFT_OUT.contains(&name) {
            self.left_out += 1;
            return;
        }
        match name {
            "w:p" => self.page.open_paragraph(),
            "w:pStyle" => self.style = element.get("w:val").map(Into::into),
            "w:ilvl" => self.list.get_or_insert_default().1 = element.number("w:val").unwrap_or(0),
            "w:numId" => {
                let id = element.get("w:val").unwrap_or_default().into_owned();
                self.list.get_or_insert_default().0 = id;
            }
            "w:r" => self.in_run = true,
            "w:vanish" | "w:webHidden" if self.in_run && name == "w:vanish" => {
                self.hidden = element.is_on();
            }
            "w:t" => self.in_text = true,
            "w:tab" if self.in_run => self.put("\t"),
            "w:br" | "w:cr" => self.put("\n"),
            "w:noBreakHyphen" => self.put("-"),
            "w:sym" => self.put(symbol(element)),
            "w:footnoteReference" => self.note(element, "w:footnote"),
            "w:endnoteReference" => self.note(element, "w:endnote"),
            "w:sdt" => self.prompts.push(false),
            "w:showingPlcHdr" => {
                let on = element.is_on();
                if let Some(prompt) = self.prompts.last_mut() {
                    *prompt = on;
                }
            }
            "w:tbl" => self.page.open_table(),
            "w:tc" => self.page.open_cell(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if self.left_out > 0 {
            self.left_out -= 1;
            return;
        }
        match name {
            "w:pPr" => self.begin_text(),
            "w:p" => self.page.close_paragraph(),
            "w:r" => (self.in_run, self.hidden) = (false, false),
            "w:t" => self.in_text = false,
            "w:sdt" => {
                self.prompts.pop();
            }
            "w:tr" => self.page.close_row(),
            "w:tbl" => self.page.close_table(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.in_text {
            self.put(&text.replace(['\n', '\r'], " "));
        }
    }
}

/// A character of a symbol font: bullets are kept, decoration is not.
fn symbol(element: &Element<'_>) -> &'static str {
    match element.get("w:char").as_deref() {
        Some("F0B7" | "F0A7" | "F0D8" | "F076") => "•",
        Some("F0FE" | "F052" | "F054" | "2612" | "2611") => "☒",
        Some("F0A8" | "F06F" | "2610") => "☐",
        Some("F0E0" | "F0E8") => "→",
        _ => "",
    }
}
