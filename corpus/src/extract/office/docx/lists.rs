//! Word's list definitions and the styles that use them (`numbering.xml`, `styles.xml`).

use std::collections::HashMap;

use super::super::numbering::Level;
use super::super::{Element, Events, Parts, follow};
use crate::walk::{Limits, SkipReason};

/// Levels of a list are few; a file that claims more is refused the rest.
const MOST_LEVELS: usize = 9;

/// Styles that a style may be based on, one on the other.
const MOST_BASES: usize = 20;

/// How the lists of a document are numbered.
#[derive(Debug, Default)]
pub(super) struct Lists {
    /// Levels by abstract list.
    abstracts: HashMap<String, Vec<Level>>,
    /// Abstract list by list.
    lists: HashMap<String, String>,
    /// Lists that start anew: their levels.
    restarted: HashMap<String, Vec<Level>>,
    styles: HashMap<String, Style>,
}

#[derive(Debug, Default)]
struct Style {
    base: Option<String>,
    list: Option<(String, usize)>,
    is_heading: bool,
}

impl Lists {
    pub(super) fn read(parts: &mut Parts<'_>, limits: &Limits) -> Result<Self, SkipReason> {
        let mut reader = Reader::default();
        for part in ["word/numbering.xml", "word/styles.xml"] {
            if let Some(xml) = parts.part(part)? {
                follow(part, &xml, limits, &mut reader)?;
            }
        }
        Ok(reader.lists)
    }

    /// The levels of a list, and the name of what counts its items: lists made from one abstract
    /// list count on, unless one says that it starts anew.
    pub(super) fn levels(&self, list: &str) -> Option<(String, &[Level])> {
        if let Some(levels) = self.restarted.get(list) {
            return Some((format!("list {list}"), levels));
        }
        let key = self.lists.get(list)?;
        Some((key.clone(), self.abstracts.get(key)?))
    }

    /// List and level that come with a paragraph style.
    pub(super) fn of_style(&self, style: Option<&str>) -> Option<(String, usize)> {
        self.up_from(style?).find_map(|style| style.list.clone())
    }

    pub(super) fn is_heading(&self, style: Option<&str>) -> bool {
        style.is_some_and(|style| self.up_from(style).any(|style| style.is_heading))
    }

    /// A style and those it is based on.
    fn up_from<'a>(&'a self, style: &str) -> impl Iterator<Item = &'a Style> {
        let base = |style: &&'a Style| self.styles.get(style.base.as_ref()?);
        std::iter::successors(self.styles.get(style), base).take(MOST_BASES)
    }
}

#[derive(Default)]
struct Reader {
    lists: Lists,
    abstract_list: Option<String>,
    list: Option<String>,
    level: usize,
    style: Option<String>,
    depth_override: bool,
}

impl Reader {
    /// The level that is being described.
    fn level(&mut self) -> Option<&mut Level> {
        let levels = match (&self.list, &self.abstract_list) {
            (Some(list), _) => self.lists.restarted.get_mut(list)?,
            (None, Some(list)) => self.lists.abstracts.entry(list.clone()).or_default(),
            (None, None) => return None,
        };
        if self.level >= MOST_LEVELS {
            return None;
        }
        while levels.len() <= self.level {
            levels.push(Level { start: 1, ..Level::default() });
        }
        levels.get_mut(self.level)
    }

    fn style(&mut self) -> Option<&mut Style> {
        Some(self.lists.styles.entry(self.style.clone()?).or_default())
    }

    /// From here on the list counts for itself.
    fn restart(&mut self) {
        let Some(list) = &self.list else { return };
        let own = self.lists.lists.get(list).and_then(|key| self.lists.abstracts.get(key));
        let own = own.cloned().unwrap_or_default();
        self.lists.restarted.entry(list.clone()).or_insert(own);
    }

    fn in_style(&mut self, element: &Element<'_>) {
        let value = || element.get("w:val").unwrap_or_default().into_owned();
        let number = element.number("w:val").unwrap_or(0);
        let name = value().to_lowercase();
        let Some(style) = self.style() else { return };
        match element.name() {
            "w:basedOn" => style.base = Some(value()),
            "w:name" => style.is_heading |= name.starts_with("heading") || name == "title",
            "w:outlineLvl" => style.is_heading |= number < 9,
            "w:numId" => style.list.get_or_insert_default().0 = value(),
            "w:ilvl" => style.list.get_or_insert_default().1 = number,
            _ => {}
        }
    }
}

impl Events for Reader {
    fn open(&mut self, element: &Element<'_>) {
        let value = || element.get("w:val").unwrap_or_default().into_owned();
        match element.name() {
            "w:abstractNum" => self.abstract_list = element.get("w:abstractNumId").map(Into::into),
            "w:num" => self.list = element.get("w:numId").map(Into::into),
            "w:abstractNumId" => {
                if let Some(list) = &self.list {
                    self.lists.lists.insert(list.clone(), value());
                }
            }
            "w:lvlOverride" => {
                self.level = element.number("w:ilvl").unwrap_or(0);
                self.restart();
                self.depth_override = true;
            }
            "w:startOverride" => {
                let start = element.number("w:val").unwrap_or(1);
                if let Some(level) = self.level() {
                    level.start = start;
                }
            }
            "w:lvl" => self.level = element.number("w:ilvl").unwrap_or(0),
            "w:start" | "w:numFmt" | "w:lvlText" if self.list.is_none() || self.depth_override => {
                let start = element.number("w:val").unwrap_or(1);
                if let Some(level) = self.level() {
                    match element.name() {
                        "w:start" => level.start = start,
                        "w:numFmt" => level.format = value(),
                        _ => level.pattern = value(),
                    }
                }
            }
            "w:style" => self.style = element.get("w:styleId").map(Into::into),
            _ => self.in_style(element),
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "w:abstractNum" => self.abstract_list = None,
            "w:num" => self.list = None,
            "w:lvlOverride" => self.depth_override = false,
            "w:style" => self.style = None,
            _ => {}
        }
    }

    fn text(&mut self, _text: &str) {}
}
