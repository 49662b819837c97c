//! The languages of the interface, and numbers written in them.

use crate::messages::{self, Messages};

/// A language of the interface; the documents stay as they are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Language {
    /// Svenska.
    #[default]
    Swedish,
    /// English.
    English,
}

impl Language {
    /// The language whose code stands in `lang=`.
    pub(crate) fn from_code(code: &str) -> Option<Self> {
        match code {
            "sv" => Some(Self::Swedish),
            "en" => Some(Self::English),
            _ => None,
        }
    }

    /// The language that an address asks for; Swedish where it asks for none.
    pub(crate) fn of_query(query: &str) -> Self {
        form_urlencoded::parse(query.as_bytes())
            .find(|(name, _)| name == "lang")
            .and_then(|(_, code)| Self::from_code(&code))
            .unwrap_or_default()
    }

    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Swedish => "sv",
            Self::English => "en",
        }
    }

    pub(crate) const fn other(self) -> Self {
        match self {
            Self::Swedish => Self::English,
            Self::English => Self::Swedish,
        }
    }

    /// The words of the interface.
    pub(crate) const fn messages(self) -> &'static Messages {
        match self {
            Self::Swedish => &messages::sv::MESSAGES,
            Self::English => &messages::en::MESSAGES,
        }
    }

    /// A word in quotation marks.
    pub(crate) fn quoted(self, word: &str) -> String {
        match self {
            Self::Swedish => format!("”{word}”"),
            Self::English => format!("“{word}”"),
        }
    }

    /// A count as it is written: "1 234" in Swedish, "1,234" in English.
    pub(crate) fn count(self, number: usize) -> String {
        let digits = number.to_string();
        let separator = match self {
            // A no-break space, so that a line never ends inside a number.
            Self::Swedish => '\u{a0}',
            Self::English => ',',
        };
        let mut out = String::with_capacity(digits.len() + digits.len() / 3);
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                out.push(separator);
            }
            out.push(digit);
        }
        out
    }

    /// "1 träff", "2 träffar".
    pub(crate) fn counted(self, number: usize, one: &str, many: &str) -> String {
        format!("{} {}", self.count(number), if number == 1 { one } else { many })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_grouped_by_three() {
        let written: Vec<_> =
            [0, 7, 999, 1_000, 12_345, 1_234_567].map(|n| Language::English.count(n)).into();
        assert_eq!(written, ["0", "7", "999", "1,000", "12,345", "1,234,567"]);
        assert_eq!(Language::Swedish.count(12_345), "12\u{a0}345");
    }

    #[test]
    fn an_unknown_language_is_swedish() {
        assert_eq!(Language::of_query("q=x&lang=de"), Language::Swedish);
        assert_eq!(Language::of_query("q=x&lang=en"), Language::English);
    }
}
