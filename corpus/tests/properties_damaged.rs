//! What holds for minutes that were damaged on their way: letters lost, foreign ones put in, lines
//! out of order, as bad extraction and hostile hands leave them.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::path::Path;
use std::sync::LazyLock;

use corpus::parse::{Hints, outline, parse};
use corpus::repair::repair;
use proptest::prelude::*;
use proptest::sample::Index;
use unicode_normalization::UnicodeNormalization;

const HINTS: Hints =
    Hints { source: "x.txt", municipality: None, organ: None, date: None, kind: None };

static LAYOUTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/layouts");
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut texts: Vec<_> =
        paths.filter(|path| path.extension().is_some_and(|e| e == "txt")).collect();
    texts.sort();
    texts.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect()
});

/// One hurt done to a text; places are of its characters or lines.
#[derive(Clone, Debug)]
enum Damage {
    Put(Index, String),
    Replace(Index, String),
    Lose(Index, usize),
    Break(Index),
    Join(Index),
    Swap(Index, Index),
    Repeat(Index),
}

/// What a text is hurt with: signs of one to four bytes, letters whose small form has another
/// length, marks that combine, blanks of every kind, and what the reader of minutes looks for.
fn intruder() -> impl Strategy<Value = String> {
    let signs = "İẞK\u{1e013}🫜é\u{301}\u{308}\u{ad}\u{a0}\u{2009}\u{200b}\u{feff}\u{c}–—•ﬁ§½²١";
    prop_oneof![
        4 => prop::sample::select(signs.chars().map(String::from).collect::<Vec<_>>()),
        2 => "[]()\\[{:;,./§\"”0-9A-ZÅÄÖ -]{1,3}",
        1 => any::<char>().prop_map(String::from),
    ]
}

fn damage() -> impl Strategy<Value = Damage> {
    use Damage::{Break, Join, Lose, Put, Repeat, Replace, Swap};
    let place = any::<Index>;
    prop_oneof![
        4 => (place(), intruder()).prop_map(|(at, sign)| Put(at, sign)),
        4 => (place(), intruder()).prop_map(|(at, sign)| Replace(at, sign)),
        2 => (place(), 1..200usize).prop_map(|(at, count)| Lose(at, count)),
        2 => place().prop_map(Break),
        2 => place().prop_map(Join),
        1 => (place(), place()).prop_map(|(one, other)| Swap(one, other)),
        1 => place().prop_map(Repeat),
    ]
}

impl Damage {
    fn done_to(&self, text: &str) -> String {
        let letters: Vec<char> = text.chars().collect();
        let mut lines: Vec<&str> = text.split('\n').collect();
        if letters.is_empty() {
            return String::new();
        }
        let cut = |at: &Index, lost: usize, sign: &str| {
            let at = at.index(letters.len());
            let behind = letters.iter().skip(at + lost);
            letters[..at].iter().copied().chain(sign.chars()).chain(behind.copied()).collect()
        };
        match self {
            Self::Put(at, sign) => return cut(at, 0, sign),
            Self::Replace(at, sign) => return cut(at, 1, sign),
            Self::Lose(at, count) => return cut(at, *count, ""),
            Self::Break(at) => return cut(at, 0, "\n"),
            Self::Join(at) => {
                let breaks: Vec<_> = text.match_indices('\n').map(|found| found.0).collect();
                let Some(at) = breaks.get(at.index(breaks.len().max(1))) else {
                    return text.into();
                };
                return format!("{} {}", &text[..*at], &text[at + 1..]);
            }
            Self::Swap(one, other) => {
                let count = lines.len();
                lines.swap(one.index(count), other.index(count));
            }
            Self::Repeat(at) => lines.insert(at.index(lines.len()), lines[at.index(lines.len())]),
        }
        lines.join("\n")
    }
}

fn damaged() -> impl Strategy<Value = String> {
    let damages = prop::collection::vec(damage(), 1..24);
    (any::<Index>(), damages, 0..8u8).prop_map(|(which, damages, manner)| {
        let layout = which.get(&LAYOUTS).clone();
        let text = damages.iter().fold(layout, |text, damage| damage.done_to(&text));
        match manner {
            0 => text.nfd().collect(),
            1 => text.to_uppercase(),
            2 => text.to_lowercase(),
            _ => text,
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn damaged_minutes_are_read_whole(source in damaged()) {
        let text = repair(&source, &[], &|word| word.len() % 2 == 0);
        let document = parse(&text, &HINTS);
        let _ = outline(&document, &text);
        let mut end = 0;
        for unit in &document.units {
            prop_assert!(end <= unit.span.start && unit.span.end <= text.string.len());
            prop_assert!(text.string.get(unit.span.clone()).is_some(), "inside a character");
            end = unit.span.end;
            for section in &unit.sections {
                prop_assert!(text.string.get(section.span.clone()).is_some(), "inside a character");
            }
        }
        let mut covered = vec![0u8; text.string.len()];
        for unit in &document.units {
            let sections = unit.sections.iter().flat_map(|section| section.span.clone());
            sections.for_each(|byte| covered[byte] += 1);
            if unit.secrecy.is_some() {
                unit.span.clone().for_each(|byte| covered[byte] = covered[byte].max(1));
            }
        }
        for (at, c) in text.string.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            prop_assert_eq!(covered[at], 1, "{:?} at {}", c, at);
        }
    }
}
