//! What two lines of furniture have in common: their shape, the digits and blanks evened out.

use std::cell::OnceCell;

use super::super::SourceLine;
use super::mark_in;
use crate::diary;
use crate::glance::{has_gap, trimmed};
use crate::zone;

/// The lines' shapes as numbers, each found once, when it is asked for.
pub(super) struct Shapes<'l, 't> {
    lines: &'l [SourceLine<'t>],
    outlines: Vec<OnceCell<Option<u64>>>,
    known: Vec<OnceCell<Option<u64>>>,
}

impl<'l, 't> Shapes<'l, 't> {
    pub(super) fn new(lines: &'l [SourceLine<'t>]) -> Self {
        let (outlines, known) =
            (vec![OnceCell::new(); lines.len()], vec![OnceCell::new(); lines.len()]);
        Self { lines, outlines, known }
    }

    /// The line's outline, which takes little time to find: lines of one shape have one outline.
    /// `None` where the line is too long to be furniture.
    pub(super) fn outline(&self, index: usize) -> Option<u64> {
        let of = || {
            let text = trimmed(self.lines[index].text);
            (text.len() <= LONGEST).then(|| outline(text))
        };
        *self.outlines[index].get_or_init(of)
    }

    pub(super) fn of(&self, index: usize) -> Option<u64> {
        *self.known[index].get_or_init(|| shape(self.lines[index].text))
    }
}

/// The bytes of the longest line that may be furniture.
const LONGEST: usize = 160;

/// What a text is known by (FNV-1a): two texts of one page have one key only if they are the same.
struct Key(u64);

impl Key {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn add(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
}

/// The key of a line with its digits and blanks evened out; `None` where it can be no furniture.
fn shape(text: &str) -> Option<u64> {
    let trimmed = text.trim();
    if trimmed.len() > LONGEST
        || trimmed.contains('§')
        || zone::heading(trimmed).is_some()
        || zone::inline_heading(trimmed, true).is_some()
        || repeats_in_matters(trimmed)
    {
        return None;
    }
    if !diary::find_in_head(trimmed).is_empty() && mark_in(trimmed).is_none() {
        // A page head may repeat one matter's number, but two numbers are two matters.
        let mut key = Key::new();
        trimmed.bytes().for_each(|byte| key.add(byte));
        return Some(key.0);
    }
    Some(outline(trimmed))
}

/// The key of a line with its digits and blanks evened out.
fn outline(trimmed: &str) -> u64 {
    let mut key = Key::new();
    let mut before = b' ';
    for word in trimmed.split_whitespace() {
        for byte in word.bytes().map(|byte| if byte.is_ascii_digit() { b'0' } else { byte }) {
            // "9" and "10" are one outline.
            if byte != b'0' || before != b'0' {
                key.add(byte);
            }
            before = byte;
        }
        key.add(b' ');
        before = b' ';
    }
    key.0
}

/// What minutes say of every matter is no furniture: its number ("Ärende 7", "KS 114") and short
/// decisions ("Redovisningen godkänns.").
fn repeats_in_matters(line: &str) -> bool {
    if has_gap(line) {
        return false;
    }
    let mut words = line.split(' ');
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let digits = second.bytes().any(|byte| byte.is_ascii_digit());
    let named = matches!(first, "Ärende" | "Paragraf" | "Punkt" | "Nr");
    let lettered = (2..=4).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_uppercase());
    if digits && (named || lettered) {
        return true;
    }
    line.ends_with('.') && !second.is_empty() && !line.bytes().any(|byte| byte.is_ascii_digit())
}
