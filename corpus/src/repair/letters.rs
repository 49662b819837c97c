//! Which letters typesetting spells in its own way: ligatures, hard blanks, decomposed letters.

use unicode_normalization::{IsNormalized, is_nfc_quick};

/// Whether `piece` holds no hyphen and no character beyond Latin-1's letters, as half of all lines:
/// then nothing in it is broken and nothing needs another spelling. Told without a branch in the
/// loop, so that the compiler looks at many bytes at once.
pub(super) fn stays_as_it_is(piece: &str) -> bool {
    // The first byte of a soft hyphen is C2.
    let may_change = |byte: u8| (byte == b'-') | (byte == 0xc2) | (byte > 0xc3);
    !piece.bytes().fold(false, |found, byte| found | may_change(byte))
}

/// True where nothing in `piece` needs another spelling.
pub(super) fn is_plain(piece: &str) -> bool {
    let mut at = 0;
    while let Some(next) = beyond_latin(&piece.as_bytes()[at..]) {
        at += next;
        match piece[at..].chars().next() {
            Some(c) if is_plain_char(c) => at += c.len_utf8(),
            _ => return is_composed(piece),
        }
    }
    true
}

/// The place of the first byte that opens a character which is neither ASCII's nor a letter of
/// Latin-1: such letters open with C3. Looked for in blocks, which takes the least time.
fn beyond_latin(bytes: &[u8]) -> Option<usize> {
    const BLOCK: usize = 64;
    let beyond = |byte: u8| byte > 0xc3 || byte == 0xc2;
    let holds = |block: &[u8]| block.iter().fold(false, |found, &byte| found | beyond(byte));
    let (block, bytes) = bytes.chunks(BLOCK).enumerate().find(|(_, block)| holds(block))?;
    Some(block * BLOCK + bytes.iter().position(|&byte| beyond(byte))?)
}

fn is_composed(piece: &str) -> bool {
    is_nfc_quick(piece.chars()) == IsNormalized::Yes
        && !piece.chars().any(|c| replacement(c).is_some())
}

/// Characters that stay, whatever stands beside them, unless a combining mark follows.
fn is_plain_char(c: char) -> bool {
    matches!(c, '\0'..='\u{9f}' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{17f}' | '\u{2012}'..='\u{2027}')
}

/// How many bytes at the start of `piece` are surely plain.
pub(super) fn plain_run(piece: &str) -> usize {
    let Some((at, c)) = piece.char_indices().find(|&(_, c)| !is_plain_char(c)) else {
        return piece.len();
    };
    // What combines belongs to the letter before it.
    let mark = unicode_normalization::char::is_combining_mark(c);
    let before = piece[..at].chars().next_back().filter(|_| mark);
    at - before.map_or(0, char::len_utf8)
}

/// Plain spelling of characters that only typesetting needs.
pub(super) fn replacement(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{00ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => "",
        '\u{00a0}' | '\u{2007}' | '\u{202f}' | '\u{2009}' => " ",
        '\u{2010}' | '\u{2011}' => "-",
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        '\u{fb05}' | '\u{fb06}' => "st",
        '\u{f0b7}' | '\u{f0a7}' | '\u{f0d8}' | '\u{f076}' => "•",
        _ => return None,
    })
}
