//! What holds for any text whatever.

use std::sync::{Arc, LazyLock};

use analyzers::{
    Analyzer, Language, Lexicon, Pipeline, TypeCache, entities, normalise, pipeline_terms,
};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

static ANALYZER: LazyLock<Analyzer> =
    LazyLock::new(|| Analyzer::new(Arc::new(Lexicon::rules_only())));

/// Text that looks like what towns write, with everything that gives analysis work.
fn paperwork() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zåäö]{1,12}",
        "[A-ZÅÄÖ][a-zåäöé]{1,9}(nämnden|ernas|skolan)?",
        "(KS|SN|SLK)?[ -]?20[0-9]{2}[/:-][0-9]{1,5}",
        "[0-9]{1,2} kap\\.? [0-9]{1,2} § (SoL|PBL|plan- och bygglagen)",
        "[0-9]{1,3}( [0-9]{3})*(,[0-9])? (kr|mnkr|procent|%)",
        "[a-zåäö]{3,8}-? (och|samt) -?[a-zåäö]{5,14}",
        "[.,;:!?§()/•¹\u{AD}\u{A0}\u{2013}ﬁ-]{1,3}",
        "-\n",
        "\\PC{1,4}",
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.join(" "))
}

fn check_offsets(text: &str, language: Language) {
    let mut before = 0;
    let mut position = 0;
    ANALYZER.scan(text, language, &mut TypeCache::default(), &mut |token| {
        assert!(
            before <= token.from && token.from <= token.to && token.to <= text.len(),
            "{token:?}"
        );
        assert!(text.is_char_boundary(token.from) && text.is_char_boundary(token.to), "{token:?}");
        assert!(position <= token.position, "{token:?}");
        assert!(!token.exact.is_empty());
        (before, position) = (token.from, token.position);
    });
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn offsets_of_paperwork(text in paperwork()) {
        check_offsets(&text, Language::Swedish);
    }

    #[test]
    fn offsets_of_any_string(text in any::<String>()) {
        check_offsets(&text, Language::Swedish);
        check_offsets(&text, Language::English);
    }

    #[test]
    fn composed_and_decomposed_give_the_same_terms(text in paperwork()) {
        let (composed, decomposed): (String, String) = (text.nfc().collect(), text.nfd().collect());
        prop_assert_eq!(pipeline_terms(&ANALYZER, Pipeline::All, &composed), pipeline_terms(&ANALYZER, Pipeline::All, &decomposed));
    }

    #[test]
    fn any_string_is_normalised_once(text in any::<String>()) {
        let (normal, map) = normalise(&text);
        prop_assert_eq!(&normalise(&normal.nfd().collect::<String>()).0, &normalise(&normal).0);
        let inside = normal.char_indices().all(|(at, c)| {
            let (from, to) = (map.start(at), map.end(at + c.len_utf8()));
            from <= to && to <= text.len() && text.is_char_boundary(from) && text.is_char_boundary(to)
        });
        prop_assert!(inside);
    }

    #[test]
    fn twice_gives_the_same(text in paperwork()) {
        let mut cache = TypeCache::default();
        let mut terms = || {
            let mut terms = Vec::new();
            ANALYZER.scan(&text, Language::Swedish, &mut cache, &mut |token| {
                terms.push((token.position, token.exact.to_owned(), token.lemmas.to_strings(), token.parts.to_strings()));
            });
            terms
        };
        prop_assert_eq!(terms(), terms());
    }

    #[test]
    fn entities_and_queries_stand_inside_the_text(text in any::<String>(), paper in paperwork()) {
        for text in [text, paper] {
            for entity in entities(&text) {
                prop_assert!(text.get(entity.from..entity.to).is_some() && !entity.terms.is_empty());
            }
            for word in ANALYZER.query_words(&text) {
                prop_assert_eq!(&text[word.from..word.to], &word.surface);
            }
        }
    }

    #[test]
    fn damaged_lexicons_are_refused(at in 0_usize..60_000, bit in 0_u8..8) {
        let mut bytes = ANALYZER.lexicon().to_bytes();
        let at = at % bytes.len();
        bytes[at] ^= 1 << bit;
        prop_assert!(Lexicon::from_bytes(bytes).is_err());
    }
}
