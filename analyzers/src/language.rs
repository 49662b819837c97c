//! Which language a document is in. An English annex must not pass through Swedish rules, where
//! `planned` and `planner` become a *plan*.

use rust_stemmers::Algorithm;
use whatlang::{Detector, Lang};

/// How much of a document is looked at.
const LETTERS: usize = 2000;
/// Shorter texts are taken for Swedish: a guess from so little is worse than the default.
const FEW_LETTERS: usize = 40;

/// A language that occurs in the papers of a Swedish municipality.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Language {
    /// Swedish (*svenska*), the default.
    #[default]
    Swedish,
    /// English (*engelska*).
    English,
    /// Finnish (*finska*): many municipalities are administrative areas for it.
    Finnish,
    /// Norwegian (*norska*).
    Norwegian,
    /// Danish (*danska*).
    Danish,
    /// German (*tyska*).
    German,
    /// French (*franska*).
    French,
    /// Spanish (*spanska*).
    Spanish,
}

impl Language {
    /// Every language, the default first.
    pub const ALL: &[Self] = &[
        Self::Swedish,
        Self::English,
        Self::Finnish,
        Self::Norwegian,
        Self::Danish,
        Self::German,
        Self::French,
        Self::Spanish,
    ];

    /// ISO 639-1 code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Swedish => "sv",
            Self::English => "en",
            Self::Finnish => "fi",
            Self::Norwegian => "no",
            Self::Danish => "da",
            Self::German => "de",
            Self::French => "fr",
            Self::Spanish => "es",
        }
    }

    /// The language with this ISO 639-1 code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|language| language.code() == code)
    }

    pub(crate) const fn algorithm(self) -> Algorithm {
        match self {
            Self::Swedish => Algorithm::Swedish,
            Self::English => Algorithm::English,
            Self::Finnish => Algorithm::Finnish,
            Self::Norwegian => Algorithm::Norwegian,
            Self::Danish => Algorithm::Danish,
            Self::German => Algorithm::German,
            Self::French => Algorithm::French,
            Self::Spanish => Algorithm::Spanish,
        }
    }

    const fn lang(self) -> Lang {
        match self {
            Self::Swedish => Lang::Swe,
            Self::English => Lang::Eng,
            Self::Finnish => Lang::Fin,
            Self::Norwegian => Lang::Nob,
            Self::Danish => Lang::Dan,
            Self::German => Lang::Deu,
            Self::French => Lang::Fra,
            Self::Spanish => Lang::Spa,
        }
    }
}

/// The language of a document, judged by its first 2,000 letters; Swedish where in doubt.
pub fn detect(text: &str) -> Language {
    let sample = first_letters(text);
    if sample.chars().filter(|c| c.is_alphabetic()).count() < FEW_LETTERS {
        return Language::Swedish;
    }
    let detector = Detector::with_allowlist(Language::ALL.iter().map(|l| l.lang()).collect());
    let Some(info) = detector.detect(sample) else { return Language::Swedish };
    let found = Language::ALL.iter().copied().find(|language| language.lang() == info.lang());
    found.filter(|_| info.is_reliable()).unwrap_or_default()
}

fn first_letters(text: &str) -> &str {
    let letters = text.char_indices().filter(|(_, c)| c.is_alphabetic());
    let end = letters.map(|(at, c)| at + c.len_utf8()).nth(LETTERS - 1).unwrap_or(text.len());
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table() {
        for (text, language) in [
            (
                "Nämnden godkänner redovisningen och lägger den till handlingarna utan åtgärd.",
                Language::Swedish,
            ),
            (
                "The committee approves the report and asks the office to return with a plan.",
                Language::English,
            ),
            (
                "Lautakunta hyväksyy selvityksen ja pyytää virastoa palaamaan asiaan syksyllä.",
                Language::Finnish,
            ),
            ("§ 14 OK", Language::Swedish),
            ("", Language::Swedish),
        ] {
            assert_eq!(detect(text), language, "{text}");
        }
    }

    #[test]
    fn codes_go_both_ways() {
        for &language in Language::ALL {
            assert_eq!(Language::from_code(language.code()), Some(language));
        }
    }
}
