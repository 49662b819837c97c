//! Characters that RTF writes by name, and those of symbol fonts.

/// The character of a control word; none for a word that names no character.
pub(super) fn named_character(word: &str) -> &'static str {
    match word {
        "emdash" => "—",
        "endash" => "–",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "bullet" => "•",
        "~" => "\u{a0}",
        "_" => "-",
        "emspace" | "enspace" | "qmspace" => " ",
        _ => "",
    }
}

/// Symbol fonts hold bullets and decoration; only the bullets are text.
pub(super) fn symbols(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| if matches!(byte, 0xb7 | 0xa7) { '•' } else { ' ' }).collect()
}
