//! What the formats of word processors have in common: XML parts in a zip file, and paragraphs,
//! tables and notes that become lines.
//!
//! Both readers ([`docx`], [`odt`]) follow the events of the XML without building a tree, so a
//! deep or endless document costs time but no stack.

use std::borrow::Cow;
use std::io::{Cursor, Read};

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use crate::encoding;
use crate::walk::archive::{self, RATIO_FREE_BYTES};
use crate::walk::{Limits, SkipReason};

pub(super) mod docx;
pub(super) mod odt;

mod numbering;
pub(super) mod page;

/// The parts of a document.
struct Parts<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    limits: &'a Limits,
}

impl<'a> Parts<'a> {
    fn open(bytes: &'a [u8], limits: &'a Limits) -> Result<Self, SkipReason> {
        Ok(Self { zip: archive::open(Cursor::new(bytes), limits)?, limits })
    }

    fn names(&self) -> Vec<String> {
        self.zip.file_names().filter_map(Result::ok).map(Cow::into_owned).collect()
    }

    /// A part that may be missing, as text.
    fn part(&mut self, name: &str) -> Result<Option<String>, SkipReason> {
        let Some(index) = self.zip.index_for_name(name) else { return Ok(None) };
        let file = self.zip.by_index(index).map_err(archive::fault)?;
        let (limit, ratio) = (self.limits.max_file_bytes, self.limits.max_zip_ratio);
        if file.size() > RATIO_FREE_BYTES && file.size() / ratio > file.compressed_size() {
            return Err(SkipReason::CompressionBomb { limit: ratio });
        }
        let mut bytes = Vec::new();
        let read = file.take(limit + 1).read_to_end(&mut bytes);
        read.map_err(|fault| damaged(name, fault))?;
        if bytes.len() as u64 > limit {
            return Err(SkipReason::TooLarge { bytes: bytes.len() as u64, limit });
        }
        Ok(Some(match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => encoding::decode(error.as_bytes()).string,
        }))
    }

    /// The part that makes the document what it is.
    fn main_part(&mut self, name: &str) -> Result<String, SkipReason> {
        self.part(name)?.ok_or_else(|| damaged(name, "the part is missing"))
    }
}

fn damaged(part: &str, fault: impl std::fmt::Display) -> SkipReason {
    SkipReason::Damaged(format!("{part}: {fault}"))
}

/// Takes the events of an XML part. Names come with their prefix ("w:p").
trait Events {
    /// An element begins.
    fn open(&mut self, element: &Element<'_>);
    /// An element ends; also called for an empty one.
    fn close(&mut self, name: &str);
    /// Text, with entities resolved.
    fn text(&mut self, text: &str);
}

/// The beginning of an element.
struct Element<'a>(&'a BytesStart<'a>);

impl Element<'_> {
    fn name(&self) -> &str {
        self.0.name().0
    }

    /// The value of an attribute, named with its prefix.
    fn get(&self, name: &str) -> Option<Cow<'_, str>> {
        let attribute = self.0.try_get_attribute(name).ok().flatten()?;
        attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()
    }

    fn number<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.get(name)?.parse().ok()
    }

    /// Whether a switch of Word (`<w:vanish/>`, `w:val="0"`) is on.
    fn is_on(&self) -> bool {
        !matches!(self.get("w:val").as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

/// Hands the events of a part to `to`. No entity is resolved but XML's own five and characters by
/// number; a part that declares entities is refused, for no word processor writes such.
fn follow(part: &str, xml: &str, limits: &Limits, to: &mut impl Events) -> Result<(), SkipReason> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    let mut depth = 0usize;
    loop {
        match reader.read_event().map_err(|fault| damaged(part, fault))? {
            Event::Start(start) => {
                depth += 1;
                if depth > limits.max_xml_depth {
                    return Err(damaged(part, "elements are nested too deeply"));
                }
                to.open(&Element(&start));
            }
            Event::Empty(start) => {
                to.open(&Element(&start));
                to.close(start.name().0);
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                to.close(end.name().0);
            }
            Event::Text(text) => to.text(&text.xml10_content()),
            Event::CData(text) => to.text(&text.xml10_content()),
            Event::GeneralRef(entity) => match entity.resolve_char_ref() {
                Ok(Some(c)) => to.text(c.encode_utf8(&mut [0; 4])),
                _ => to.text(resolve_predefined_entity(&entity.into_inner()).unwrap_or("\u{fffd}")),
            },
            Event::DocType(doctype) if doctype.contains("<!ENTITY") => {
                return Err(damaged(part, "it declares XML entities, which is how attacks begin"));
            }
            Event::Eof if depth > 0 => return Err(damaged(part, "the XML is cut short")),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// The text of one element in a small part, such as the title among a document's properties.
fn text_of(part: &str, xml: &str, element: &str, limits: &Limits) -> Option<String> {
    struct Find<'a> {
        element: &'a str,
        inside: bool,
        text: String,
    }
    impl Events for Find<'_> {
        fn open(&mut self, element: &Element<'_>) {
            self.inside |= element.name() == self.element;
        }
        fn close(&mut self, name: &str) {
            self.inside &= name != self.element;
        }
        fn text(&mut self, text: &str) {
            if self.inside {
                self.text.push_str(text);
            }
        }
    }
    let mut find = Find { element, inside: false, text: String::new() };
    follow(part, xml, limits, &mut find).ok()?;
    Some(find.text)
}
