//! Rich Text Format (RTF 1.9.1): the text as printed.
//!
//! Groups, control words and the three ways of writing a letter: as it is, `\'e5` in the code page
//! of its font, and `\u229` with a number of characters for old readers to skip. Written here
//! because no kept crate reads code pages, notes and tables.

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};

use super::Extracted;
use super::office::page::Page;
use crate::encoding;
use crate::walk::{Limits, SkipReason};

mod characters;
mod fonts;
mod group;
mod tokens;

use characters::{named_character, symbols};
use fonts::{Charset, Fonts};
use group::{Group, KEPT, Kind, LEFT_OUT};
use tokens::{Token, Tokens};

/// Groups inside groups that are followed.
const MOST_GROUPS: usize = 10_000;

/// Reads an RTF file.
pub(super) fn extract(bytes: &[u8], limits: &Limits) -> Result<Extracted, SkipReason> {
    let mut reader = Reader::default();
    let mut ignorable = false;
    let mut tokens = Tokens::new(bytes);
    for token in &mut tokens {
        if reader.written > limits.max_text_bytes {
            return Err(SkipReason::TooMuchText { limit: limits.max_text_bytes as u64 });
        }
        match token {
            Token::Open if reader.groups.len() >= MOST_GROUPS => {
                return Err(SkipReason::Damaged("groups are nested too deeply".into()));
            }
            Token::Open => reader.open(),
            Token::Close => reader.close(),
            Token::Ignorable => {
                ignorable = true;
                continue;
            }
            Token::Word(word, number) => reader.word(word, number, ignorable),
            Token::Byte(byte) => reader.byte(byte),
        }
        ignorable = false;
    }
    reader.finish()
}

#[derive(Default)]
struct Reader {
    page: Page,
    now: Group,
    groups: Vec<Group>,
    fonts: Fonts,
    /// Bytes not yet decoded, all in the code page of one font.
    bytes: Vec<u8>,
    /// First half of a character that UTF-16 writes as two.
    half: Option<u16>,
    /// Characters still to be skipped after `\u`.
    skip: usize,
    /// Pages put aside while a note or header is read.
    outer: Vec<Page>,
    headers: Vec<String>,
    title: String,
    notes: u32,
    row_open: bool,
    table_open: bool,
    written: usize,
}

impl Reader {
    fn open(&mut self) {
        self.decode();
        self.groups.push(self.now.clone());
        self.now.kind = if self.now.kind == Kind::Fonts { Kind::Fonts } else { Kind::Plain };
    }

    fn close(&mut self) {
        self.decode();
        match self.now.kind {
            Kind::Note => self.close_note(),
            Kind::Header => self.close_header(),
            _ => {}
        }
        self.now = self.groups.pop().unwrap_or_default();
        self.skip = 0;
    }

    fn is_shown(&self) -> bool {
        !(self.now.left_out || self.now.hidden || self.now.deleted)
    }

    fn word(&mut self, word: &str, number: Option<i32>, ignorable: bool) {
        if word == "u" {
            return self.unicode(number.unwrap_or(0));
        }
        self.decode();
        if ignorable && !KEPT.contains(&word) || LEFT_OUT.contains(&word) {
            // A shape's text stands in a group of its own inside what is left out.
            self.now.left_out = true;
            return;
        }
        let on = number != Some(0);
        match word {
            "shptxt" => self.now.left_out = false,
            "fonttbl" => self.now.kind = Kind::Fonts,
            "footnote" => self.aside(Kind::Note),
            "header" | "headerl" | "headerr" | "headerf" | "footer" | "footerl" | "footerr"
            | "footerf" => self.aside(Kind::Header),
            "title" => (self.now.kind, self.now.left_out) = (Kind::Title, false),
            "f" => self.font(number.unwrap_or(0)),
            "fcharset" => self.fonts.charset(number.unwrap_or(0)),
            "ansicpg" => self.fonts.code_page(number.unwrap_or(0)),
            "mac" => self.fonts.default = Charset::Encoding(MACINTOSH),
            "pc" | "pca" => self.fonts.default = Charset::Dos,
            "deff" => self.now.font = number.unwrap_or(0),
            "uc" => self.now.fallback = usize::try_from(number.unwrap_or(1)).unwrap_or(1),
            "v" => self.now.hidden = on,
            "deleted" => self.now.deleted = on,
            "plain" => (self.now.hidden, self.now.deleted) = (false, false),
            "rtf" => self.now.fallback = 1,
            _ => self.structure(word),
        }
    }

    /// Paragraphs, tables and characters with names.
    fn structure(&mut self, word: &str) {
        if !self.is_shown() || self.now.kind != Kind::Plain && self.outer.is_empty() {
            return;
        }
        match word {
            "pard" => self.now.in_table = false,
            "intbl" => self.now.in_table = true,
            "par" | "sect" | "page" => self.paragraph(),
            "line" => self.put("\n"),
            "tab" => self.put("\t"),
            "cell" | "nestcell" => self.cell(),
            "row" | "nestrow" => self.row(),
            _ => self.put(named_character(word)),
        }
    }

    fn paragraph(&mut self) {
        self.enter_or_leave_table();
        // An empty paragraph is a line too.
        self.page.text("");
        self.page.close_paragraph();
    }

    fn enter_or_leave_table(&mut self) {
        if self.now.in_table && !self.table_open {
            self.page.open_table();
        }
        if !self.now.in_table && self.table_open {
            self.page.close_table();
            self.row_open = false;
        }
        self.table_open = self.now.in_table;
        if self.table_open && !self.row_open {
            self.page.open_cell();
            self.row_open = true;
        }
    }

    fn cell(&mut self) {
        self.now.in_table = true;
        self.paragraph();
        self.page.open_cell();
    }

    fn row(&mut self) {
        if self.table_open {
            self.page.close_row();
            self.row_open = false;
        }
    }

    /// Text that stands elsewhere goes to a page of its own until its group ends.
    fn aside(&mut self, kind: Kind) {
        if self.now.left_out || self.now.kind == kind {
            return;
        }
        self.now.kind = kind;
        self.outer.push(std::mem::take(&mut self.page));
    }

    fn close_note(&mut self) {
        let Some(outer) = self.outer.pop() else { return };
        let text = std::mem::replace(&mut self.page, outer).finish();
        self.notes += 1;
        let mark = format!("[{}]", self.notes);
        self.page.text(&mark);
        let text = format!("{mark} {}", text.trim());
        self.page.note(text.lines().map(str::to_owned).collect::<Vec<_>>());
    }

    fn close_header(&mut self) {
        let Some(outer) = self.outer.pop() else { return };
        let text = std::mem::replace(&mut self.page, outer).finish();
        if !text.trim().is_empty() && !self.headers.contains(&text) {
            self.headers.push(text);
        }
    }

    fn font(&mut self, number: i32) {
        match self.now.kind {
            Kind::Fonts => self.fonts.describe(number),
            _ => self.now.font = number,
        }
    }

    fn byte(&mut self, byte: u8) {
        if self.skip > 0 {
            self.skip -= 1;
        } else {
            self.bytes.push(byte);
        }
    }

    fn unicode(&mut self, number: i32) {
        self.decode();
        self.skip = self.now.fallback;
        // Negative numbers are those from 32,768 upwards, written in sixteen bits.
        let unit = (number & 0xffff) as u16;
        let units = [self.half.take().unwrap_or(0), unit];
        let from = usize::from(units[0] == 0);
        match char::decode_utf16(units[from..].iter().copied()).collect::<Result<String, _>>() {
            Ok(text) => self.put(&text),
            Err(_) if (0xd800..0xdc00).contains(&unit) => self.half = Some(unit),
            Err(_) => self.put("\u{fffd}"),
        }
    }

    /// Writes the bytes collected so far.
    fn decode(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let text = match self.fonts.of(self.now.font) {
            Charset::Encoding(encoding) => {
                encoding.decode_without_bom_handling(&bytes).0.into_owned()
            }
            Charset::Dos => encoding::decode_cp850(&bytes),
            Charset::Symbol => symbols(&bytes),
        };
        self.put(&text);
    }

    fn put(&mut self, text: &str) {
        if text.is_empty() || !self.is_shown() {
            return;
        }
        self.written += text.len();
        match self.now.kind {
            Kind::Fonts => {}
            Kind::Title => self.title.push_str(text),
            _ => {
                self.enter_or_leave_table();
                self.page.text(text);
            }
        }
    }

    fn finish(mut self) -> Result<Extracted, SkipReason> {
        self.decode();
        while let Some(outer) = self.outer.pop() {
            self.page = outer;
        }
        let mut string = self.headers.concat();
        string.push_str(&self.page.finish());
        Ok(Extracted { string, title: Some(self.title), ..Extracted::default() })
    }
}

/// The code page of this number, Windows-1252 where it is none of ours.
fn windows(number: i32) -> &'static Encoding {
    Encoding::for_label(format!("windows-{number}").as_bytes()).unwrap_or(WINDOWS_1252)
}

#[cfg(test)]
mod tests;
