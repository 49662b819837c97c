//! Takes everything but text out of the content of a PDF page (ISO 32000-1, 7.8.2).

/// Operators that show or place text, or place what is drawn.
const KEPT: &[&[u8]] = &[
    b"BT", b"ET", b"Tj", b"TJ", b"'", b"\"", b"Td", b"TD", b"Tm", b"T*", b"Tf", b"Tc", b"Tw",
    b"Tz", b"TL", b"Ts", b"q", b"Q", b"cm", b"Do",
];

/// The operations of `content` that show or place text, unchanged and in order. What cannot be
/// read is passed over.
pub(super) fn text_alone(content: &[u8]) -> Vec<u8> {
    let mut kept = Vec::with_capacity(content.len());
    let mut from = 0;
    let mut at = 0;
    while let Some((start, end)) = token(content, at) {
        at = end;
        let word = &content[start..end];
        if is_operand(word) {
            continue;
        }
        if word == b"BI" {
            at = end_of_image(content, end);
        } else if KEPT.contains(&word) {
            kept.extend_from_slice(&content[from..end]);
            kept.push(b'\n');
        }
        from = at;
    }
    kept
}

/// Where the next token begins and ends. Arrays and dictionaries are taken apart, which is enough
/// to tell operands from operators.
fn token(content: &[u8], mut at: usize) -> Option<(usize, usize)> {
    loop {
        match content.get(at)? {
            0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ' => at += 1,
            b'%' => at += content[at..].iter().take_while(|b| !matches!(b, b'\n' | b'\r')).count(),
            _ => break,
        }
    }
    let end = match content[at] {
        b'(' => end_of_string(content, at),
        b'<' if content.get(at + 1) != Some(&b'<') => {
            at + 1 + content[at..].iter().take_while(|b| **b != b'>').count()
        }
        b'[' | b']' | b'{' | b'}' | b')' | b'<' | b'>' => at + 1,
        _ => at + 1 + content[at + 1..].iter().take_while(|b| is_regular(**b)).count(),
    };
    Some((at, end.min(content.len())))
}

const fn is_regular(byte: u8) -> bool {
    !matches!(
        byte,
        0 | b'\t'
            | b'\n'
            | 0x0c
            | b'\r'
            | b' '
            | b'('
            | b')'
            | b'<'
            | b'>'
            | b'['
            | b']'
            | b'{'
            | b'}'
            | b'/'
            | b'%'
    )
}

/// Strings hold balanced parentheses, and others after a backslash.
fn end_of_string(content: &[u8], start: usize) -> usize {
    let mut depth = 0usize;
    let mut at = start;
    while let Some(byte) = content.get(at) {
        match byte {
            b'\\' => at += 1,
            b'(' => depth += 1,
            b')' if depth == 1 => return at + 1,
            b')' => depth -= 1,
            _ => {}
        }
        at += 1;
    }
    content.len()
}

/// Numbers, names, strings and brackets; everything else is an operator.
fn is_operand(word: &[u8]) -> bool {
    matches!(
        word[0],
        b'0'..=b'9'
            | b'+'
            | b'-'
            | b'.'
            | b'/'
            | b'('
            | b')'
            | b'<'
            | b'>'
            | b'['
            | b']'
            | b'{'
            | b'}'
    ) || matches!(word, b"true" | b"false" | b"null")
}

/// An inline image ends at `EI` between white space.
fn end_of_image(content: &[u8], from: usize) -> usize {
    let is_end = |at: &usize| {
        let around = |at: Option<usize>| {
            at.and_then(|at| content.get(at))
                .is_none_or(|byte| byte.is_ascii_whitespace() || *byte == 0)
        };
        &content[*at..*at + 2] == b"EI" && around(at.checked_sub(1)) && around(Some(*at + 2))
    };
    (from..content.len().saturating_sub(1)).find(is_end).map_or(content.len(), |at| at + 2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn kept(content: &str) -> String {
        String::from_utf8_lossy(&text_alone(content.as_bytes()))
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn only_text_is_left() {
        let table = [
            (
                "q /Cs8 cs 1 0 0 scn BT /F1 12 Tf (a \\) b (c)) Tj ET Q",
                "q BT /F1 12 Tf (a \\) b (c)) Tj ET Q",
            ),
            (
                "BI /W 8 /H 8 /IM true ID xxEIx( EI BT [(a) -3 <0041>] TJ ET",
                "BT [(a) -3 <0041>] TJ ET",
            ),
            ("/P <</MCID 0 /L (BT)>> BDC 1 0 0 1 5 6 cm % (Tj\n0 0 m 5 5 l S", "1 0 0 1 5 6 cm"),
        ];
        for (content, text) in table {
            assert_eq!(kept(content), text, "{content}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_survived(content: Vec<u8>) {
            let _ = text_alone(&content);
        }
    }
}
