//! Quotes, brackets and dashes: when they mean something, and when they are just text.

/// Quotes that open and close phrases, in two families that may stand inside each other.
pub(super) const fn is_quote(c: char) -> bool {
    is_double(c) || matches!(c, '«' | '»')
}

pub(super) const fn is_double(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '＂')
}

/// Whether a dash between these two is part of plain text: "2019 -24", "utformning och -uppföljning".
pub(super) fn dash_is_text(before: &str, after: &str) -> bool {
    let before = before.trim_end();
    if before.ends_with(|c: char| c.is_ascii_digit()) {
        return after.starts_with(|c: char| c.is_ascii_digit());
    }
    let last = before.rsplit(|c| c == ' ' || c == '(' || is_quote(c)).next().unwrap_or(before);
    last.ends_with([',', '/']) || matches!(last, "och" | "eller" | "samt" | "respektive" | "resp.")
}

/// For each byte at which a bracket opens: where its partner is within the same stretch without
/// white space or quotes.
pub(super) fn partners(text: &str) -> Vec<(usize, usize)> {
    let (mut open, mut pairs) = (Vec::new(), Vec::new());
    for (at, c) in text.char_indices() {
        match c {
            '(' => open.push(at),
            ')' => pairs.extend(open.pop().map(|begin| (begin, at))),
            c if c == ' ' || is_quote(c) => open.clear(),
            _ => {}
        }
    }
    pairs.sort_unstable();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_pair_up_within_a_word() {
        assert_eq!(partners("f(x) (y"), [(1, 3)]);
        assert_eq!(partners("((a)b)"), [(0, 5), (1, 3)]);
        assert_eq!(partners("f(a b)"), []);
        assert_eq!(partners("f(\"a)"), []);
    }

    #[test]
    fn a_dash_is_text_in_spans_and_coordinations() {
        for (before, after) in
            [("2019 ", "24"), ("drift och ", "vård"), ("(drift samt ", "vård"), ("a, ", "b")]
        {
            assert!(dash_is_text(before, after), "{before}-{after}");
        }
        for (before, after) in
            [("", "a"), ("tak ", "a"), ("2019 ", "a"), ("tak ", "24"), ("loch ", "a")]
        {
            assert!(!dash_is_text(before, after), "{before}-{after}");
        }
    }
}
