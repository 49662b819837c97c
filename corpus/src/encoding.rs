//! Bytes of a text file → characters, whatever program wrote it, and in which decade.
//!
//! Order: byte order mark, UTF-16 without one, UTF-8, and then the eight-bit code page whose
//! reading puts most Swedish letters inside words. A guess is always told in
//! [`Decoded::note`], so that text is never garbled in silence.

use std::borrow::Cow;

use encoding_rs::{Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Text, and how it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The characters, without byte order mark.
    pub string: String,
    /// What was guessed or replaced, for the operator ("decoded as windows-1252").
    pub note: Option<String>,
}

/// Bytes looked at when binary data is told from text.
const SAMPLE: usize = 16 * 1024;

/// The upper half of code page 850 (DOS, western Europe), 0x80 to 0xFF.
/// Source: Unicode Consortium, VENDORS/MICSFT/PC/CP850.TXT.
const CP850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐\
                     └┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

/// Decodes text of unknown encoding. Bytes that fit nothing become U+FFFD.
pub fn decode(bytes: &[u8]) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return with(encoding, &bytes[mark..], encoding != UTF_8);
    }
    if let Some(encoding) = utf16_without_mark(bytes) {
        return with(encoding, bytes, true);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Decoded { string: text.to_owned(), note: None },
        Err(_) if mostly_utf8(bytes) => with(UTF_8, bytes, false),
        Err(_) => eight_bit(bytes),
    }
}

/// Decodes text that names its encoding ("windows-1252" in an HTML header). The name is believed
/// only where the bytes do not contradict it: servers mislabel.
pub fn decode_labelled(bytes: &[u8], label: &[u8]) -> Decoded {
    match Encoding::for_label(label) {
        Some(encoding)
            if encoding != UTF_8
                && Encoding::for_bom(bytes).is_none()
                && std::str::from_utf8(bytes).is_err() =>
        {
            with(encoding, bytes, true)
        }
        _ => decode(bytes),
    }
}

/// Whether the bytes are no text in any encoding known here: programs, images, archives.
pub fn is_binary(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if Encoding::for_bom(sample).is_some() || utf16_without_mark(sample).is_some() {
        return false;
    }
    let zeros = sample.iter().filter(|byte| **byte == 0).count();
    let controls = sample.iter().filter(|byte| is_odd_control(**byte)).count();
    zeros * 3 > sample.len() || controls * 20 > sample.len()
}

/// A control character that text files do not hold. Escape sequences and backspaces occur.
const fn is_odd_control(byte: u8) -> bool {
    matches!(byte, 0x01..=0x06 | 0x0e..=0x1a | 0x1c..=0x1f)
}

fn with(encoding: &'static Encoding, bytes: &[u8], guessed: bool) -> Decoded {
    let (text, faults) = encoding.decode_without_bom_handling(bytes);
    let name = encoding.name();
    let note = match (guessed, faults) {
        (_, true) => Some(format!("decoded as {name}; bytes that do not fit became U+FFFD")),
        (true, false) => Some(format!("decoded as {name}")),
        (false, false) => None,
    };
    Decoded { string: text.into_owned(), note }
}

/// UTF-16 of western text has a zero in nearly every second byte, and in no other.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
    let pairs = sample.len() / 2;
    let zeros_at = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (high_first, low_first) = (zeros_at(0), zeros_at(1));
    let most = |many: usize, few: usize| pairs > 0 && many * 10 >= pairs * 7 && few * 20 <= pairs;
    if most(low_first, high_first) {
        Some(UTF_16LE)
    } else if most(high_first, low_first) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether the text was UTF-8 before something damaged it. Eight-bit text holds next to no bytes
/// that are whole UTF-8 characters by chance, so a few of them outweigh some faults.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut faults) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        faults += usize::from(!chunk.invalid().is_empty());
    }
    whole * 3 >= faults
}

/// The code page that reads most Swedish letters inside words; Windows-1252 where none does.
fn eight_bit(bytes: &[u8]) -> Decoded {
    let dos = || Cow::Owned(decode_cp850(bytes));
    let readings: [(&str, Cow<'_, str>); 3] = [
        ("windows-1252", WINDOWS_1252.decode_without_bom_handling(bytes).0),
        ("CP850", dos()),
        ("macintosh", MACINTOSH.decode_without_bom_handling(bytes).0),
    ];
    let mut best: Option<(i64, &str, Cow<'_, str>)> = None;
    for (name, text) in readings {
        let score = swedish_letters_in_words(&text);
        if best.as_ref().is_none_or(|(most, ..)| score > *most) {
            best = Some((score, name, text));
        }
    }
    let (_, name, text) = best.expect("three readings were made");
    Decoded { string: text.into_owned(), note: Some(format!("decoded as {name}")) }
}

/// Decodes code page 850 (DOS, western Europe).
pub(crate) fn decode_cp850(bytes: &[u8]) -> String {
    let upper: Vec<char> = CP850.chars().collect();
    let decode = |byte: &u8| match byte.checked_sub(0x80) {
        None => char::from(*byte),
        Some(at) => upper[usize::from(at)],
    };
    bytes.iter().map(decode).collect()
}

/// Signs and foreign letters that Swedish text holds beside its own letters.
const USUAL: &str = "§–—”“’‘•…°½´»«·€©²³èàüÜæÆøØ\u{a0}\u{ad}";

/// Counts å, ä, ö and é that stand against a letter, less the characters that no Swedish text
/// holds: a wrong code page has few of the former and many of the latter.
fn swedish_letters_in_words(text: &str) -> i64 {
    let mut score = 0;
    let mut before = ' ';
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let after = letters.peek().copied().unwrap_or(' ');
        let starts_capital = letter.is_lowercase() && after.is_uppercase();
        if "åäöÅÄÖéÉ".contains(letter) {
            let in_word = after.is_alphabetic() || before.is_alphabetic();
            score += i64::from(in_word && !starts_capital);
        } else if !letter.is_ascii() && !USUAL.contains(letter) {
            score -= 1;
        }
        before = letter;
    }
    score
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TEXT: &str = "§ 7 Åtgärder för ökad trygghet\r\nNämnden beslutar bifalla idén.\r\n";

    fn cp850(text: &str) -> Vec<u8> {
        let upper: Vec<char> = CP850.chars().collect();
        let encode = |c: char| match u8::try_from(c) {
            Ok(byte) if byte < 0x80 => byte,
            _ => 0x80 + upper.iter().position(|u| *u == c).unwrap() as u8,
        };
        text.chars().map(encode).collect()
    }

    fn utf16(text: &str, little: bool) -> Vec<u8> {
        let bytes = |unit: u16| if little { unit.to_le_bytes() } else { unit.to_be_bytes() };
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        assert_eq!(CP850.chars().count(), 128);
        let table: [(&str, Vec<u8>); 9] = [
            ("utf-8", TEXT.into()),
            ("utf-8 bom", [b"\xef\xbb\xbf", TEXT.as_bytes()].concat()),
            ("utf-16le bom", [&b"\xff\xfe"[..], &utf16(TEXT, true)].concat()),
            ("utf-16be bom", [&b"\xfe\xff"[..], &utf16(TEXT, false)].concat()),
            ("utf-16le", utf16(TEXT, true)),
            ("utf-16be", utf16(TEXT, false)),
            ("windows-1252", WINDOWS_1252.encode(TEXT).0.into_owned()),
            (
                "macintosh",
                [
                    b"\xa4 7 \x81tg\x8arder f\x9ar \x9akad trygghet\r\nN",
                    &b"\x8amnden beslutar bifalla id\x8en.\r\n"[..],
                ]
                .concat(),
            ),
            ("CP850", cp850(TEXT)),
        ];
        for (name, bytes) in table {
            assert!(!is_binary(&bytes), "{name}");
            assert_eq!(decode(&bytes).string, TEXT, "{name}");
        }
    }

    #[test]
    fn windows_quotes_and_dashes_are_not_dos_letters() {
        let text = "\u{201d}Förslag\u{201d} \u{2013} \u{2026} och \u{20ac}";
        let decoded = decode(&WINDOWS_1252.encode(text).0);
        assert_eq!(decoded.string, text);
        assert_eq!(decoded.note.as_deref(), Some("decoded as windows-1252"));
    }

    #[test]
    fn damage_in_utf8_costs_only_the_damaged_bytes() {
        let decoded = decode(b"N\xc3\xa4mnden \xff beslutar \xc3");
        assert_eq!(decoded.string, "Nämnden \u{fffd} beslutar \u{fffd}");
        assert!(decoded.note.is_some_and(|note| note.contains("U+FFFD")));
    }

    #[test]
    fn a_label_is_believed_unless_the_bytes_contradict_it() {
        assert_eq!(decode_labelled(b"\xe5", b"iso-8859-1").string, "å");
        assert_eq!(decode_labelled("å".as_bytes(), b"iso-8859-1").string, "å");
    }

    #[test]
    fn programs_and_images_are_binary() {
        assert!(is_binary(b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0\x3e\0\x01\0\0\0"));
        assert!(!is_binary("§ 1 Val\n\u{c}\x1b[2J".as_bytes()));
    }

    proptest! {
        #[test]
        fn any_bytes_decode(bytes: Vec<u8>) {
            let _ = (decode(&bytes), is_binary(&bytes));
        }

        #[test]
        fn utf8_is_unchanged(text in "[^\u{feff}\0]\\PC*") {
            prop_assume!(!text.contains('\0'));
            prop_assert_eq!(decode(text.as_bytes()).string, text);
        }
    }
}
