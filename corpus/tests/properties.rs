//! What holds for any text at all.

use corpus::document::{Document, Text};
use corpus::parse::{Hints, outline, parse};
use corpus::repair::repair;
use proptest::prelude::*;

const HINTS: Hints =
    Hints { source: "x.txt", municipality: None, organ: None, date: None, kind: None };

/// Pieces that minutes are made of, so that random texts come near real ones.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("§ 1\n".to_owned()),
        Just("§ 2 Dnr KS 2023/4\n".to_owned()),
        Just("Beslut\n".to_owned()),
        Just("Yrkanden\nAnn Ek (S) yrkar bifall.\n".to_owned()),
        Just("3 (14)\n".to_owned()),
        Just("Kommunstyrelsen\n".to_owned()),
        Just("Tjänsteskrivelse\n2020-01-02\nSN/2020:1\nPlan\nFörslag till beslut\n".to_owned()),
        Just("Ärende 4-5\nHandlingarna publiceras ej med hänvisning till sekretess\n".to_owned()),
        Just("\u{c}".to_owned()),
        Just("vård-\noch skol-\n\nplan o\u{ad}\n".to_owned()),
        Just("Hoppa över navigering\n• 1\nPlan\nBilagor\nBilagor\n".to_owned()),
        "\\PC{0,40}\n",
        "[a-zåäöA-ZÅÄÖ§ 0-9.:/-]{0,60}\n",
        any::<String>(),
    ]
}

fn source() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..40).prop_map(|pieces| pieces.concat())
}

/// How often each byte of the text stands in a section or under a secrecy note's silence.
fn covers(document: &Document, text: &Text) -> Vec<u8> {
    let mut count = vec![0u8; text.string.len()];
    for unit in &document.units {
        for section in &unit.sections {
            for byte in section.span.clone() {
                count[byte] += 1;
            }
        }
        // What a secrecy note withholds is a reported skip: it is in no section on purpose.
        if unit.secrecy.is_some() {
            let shown = |byte: usize| unit.sections.iter().any(|s| s.span.contains(&byte));
            for byte in unit.span.clone().filter(|byte| !shown(*byte)) {
                count[byte] += 1;
            }
        }
    }
    count
}

proptest! {
    #[test]
    fn parsing_never_panics_and_every_character_is_in_one_section(source in source()) {
        let text = repair(&source, &[], &|word| word.len() % 2 == 0);
        let document = parse(&text, &HINTS);
        let _ = outline(&document, &text);
        for (at, c) in text.string.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            let times = covers(&document, &text)[at];
            prop_assert_eq!(times, 1, "{:?} at {} of {:?}", c, at, text.string);
        }
    }

    #[test]
    fn units_do_not_overlap(source in source()) {
        let text = repair(&source, &[], &|_| false);
        let document = parse(&text, &HINTS);
        for pair in document.units.windows(2) {
            prop_assert!(pair[0].span.end <= pair[1].span.start);
        }
    }

    #[test]
    fn every_character_maps_back(source in source()) {
        let text = repair(&source, &[], &|word| word.len() % 2 == 0);
        for (at, c) in text.string.char_indices() {
            let from = text.source_offset(at);
            prop_assert!(from <= source.len());
            if c.is_ascii_alphanumeric() && source.is_char_boundary(from) {
                // Ligatures stand for several letters, all else is itself.
                let there = source[from..].chars().next();
                let same = there == Some(c) || there.is_some_and(|t| !t.is_ascii());
                prop_assert!(same, "{c:?} came from {there:?}");
            }
        }
        prop_assert!(text.origin.windows(2).all(|pair| pair[0].at < pair[1].at));
    }
}
