//! What of a typed text is read at all: no control characters, no invisible marks, not too long.

/// A typed text, made harmless.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Clean {
    /// Single spaces, no space at the ends, at most the wanted number of characters.
    pub(super) text: String,
    /// Whether something was cut off.
    pub(super) cut: bool,
}

/// Reads at most `limit` characters. A word that the limit would split is left out whole, unless
/// it is the only one: half a word finds nothing.
pub(super) fn clean(typed: &str, limit: usize) -> Clean {
    let mut text = String::new();
    let (mut count, mut last_space, mut space) = (0, None, false);
    for c in typed.chars().filter(|c| !is_invisible(*c)) {
        if is_space(c) {
            space = !text.is_empty();
            continue;
        }
        let needed = 1 + usize::from(space);
        if count + needed > limit {
            if !space {
                text.truncate(last_space.unwrap_or(text.len()));
            }
            return Clean { text, cut: true };
        }
        if space {
            last_space = Some(text.len());
            text.push(' ');
        }
        text.push(c);
        count += needed;
        space = false;
    }
    Clean { text, cut: false }
}

/// White space, control characters, line separators and what stands for an unreadable byte.
fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control() || matches!(c, '\u{FFFC}'..='\u{FFFF}')
}

/// Marks without width or shape. The joiners U+200C and U+200D stay: scripts and emoji need them.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
        | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_be_seen_is_left() {
        let table = [
            ("  två \t\r\n ord\u{0}", "två ord"),
            ("för\u{200b}\u{ad}skola", "förskola"),
            ("\u{feff}\u{202e}tak\u{202c}", "tak"),
            ("10\u{a0}000\u{3000}kr\u{2028}", "10 000 kr"),
            ("\u{fffd}\u{fffd}", ""),
            ("👩\u{200d}👧", "👩\u{200d}👧"),
        ];
        for (typed, expected) in table {
            assert_eq!(clean(typed, 100), Clean { text: expected.into(), cut: false }, "{typed:?}");
        }
    }

    #[test]
    fn the_limit_cuts_between_words() {
        let cut = |typed: &str, limit| clean(typed, limit).text;
        assert_eq!(cut("ett två tre", 11), "ett två tre");
        assert_eq!(cut("ett två tre", 10), "ett två");
        assert_eq!(cut("ett två tre", 7), "ett två");
        assert_eq!(cut("ett två tre", 6), "ett");
        assert_eq!(cut("åååå", 3), "ååå");
        assert_eq!(cut(&format!("{}ord", " ".repeat(9_000)), 3), "ord");
        assert_eq!(cut("x", 0), "");
        assert!(clean("ett två", 6).cut && !clean("ett två   ", 7).cut);
    }
}
