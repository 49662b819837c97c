//! In RTF the font of a letter says which code page it is written in.

use std::collections::HashMap;

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};

use super::windows;

/// How bytes in a font become letters.
#[derive(Debug, Clone, Copy)]
pub(super) enum Charset {
    Encoding(&'static Encoding),
    /// Code page 850.
    Dos,
    /// Bullets and decoration.
    Symbol,
}

/// The font table.
#[derive(Debug)]
pub(super) struct Fonts {
    /// For fonts that say nothing.
    pub(super) default: Charset,
    charsets: HashMap<i32, Charset>,
    described: i32,
}

impl Default for Fonts {
    fn default() -> Self {
        let default = Charset::Encoding(WINDOWS_1252);
        Self { default, charsets: HashMap::new(), described: 0 }
    }
}

impl Fonts {
    /// The font that the next [`Fonts::charset`] describes.
    pub(super) fn describe(&mut self, font: i32) {
        self.described = font;
    }

    /// `\fcharset`: numbers of Windows' font character sets.
    pub(super) fn charset(&mut self, number: i32) {
        let page = match number {
            2 => Charset::Symbol,
            77 => Charset::Encoding(MACINTOSH),
            128 => Charset::Encoding(encoding_rs::SHIFT_JIS),
            161 => Charset::Encoding(windows(1253)),
            162 => Charset::Encoding(windows(1254)),
            177 => Charset::Encoding(windows(1255)),
            178 => Charset::Encoding(windows(1256)),
            186 => Charset::Encoding(windows(1257)),
            204 => Charset::Encoding(windows(1251)),
            222 => Charset::Encoding(windows(874)),
            238 => Charset::Encoding(windows(1250)),
            254 | 255 => Charset::Dos,
            _ => return,
        };
        self.charsets.insert(self.described, page);
    }

    /// `\ansicpg`.
    pub(super) fn code_page(&mut self, number: i32) {
        self.default = match number {
            437 | 850 | 858 => Charset::Dos,
            10000 => Charset::Encoding(MACINTOSH),
            65001 => Charset::Encoding(encoding_rs::UTF_8),
            _ => Charset::Encoding(windows(number)),
        };
    }

    pub(super) fn of(&self, font: i32) -> Charset {
        self.charsets.get(&font).copied().unwrap_or(self.default)
    }
}
