//! Names that begin compounds, `tärnvalla` of `tärnvallaförslaget`: those of the dictionary, and those
//! that the indexed text writes with a capital.

use rustc_hash::FxHashMap;

use super::forms::FormTable;
use super::hunspell::Paradigms;
use super::learn::Learned;

/// In letters: shorter names begin words by chance.
const SHORTEST: usize = 5;
/// A name of the text is believed when it is met so often.
const OFTEN: u64 = 3;

/// The names as they begin words, with the name: by itself, and with the -s that links it.
pub(super) fn beginnings(
    paradigms: &Paradigms,
    forms: &FormTable,
    learned: &Learned,
) -> FxHashMap<String, String> {
    let listed = paradigms.entries.iter().filter(|entry| entry.proper && !entry.bound);
    let listed = listed.map(|entry| entry.word.as_str());
    let seen = learned.words.iter().filter(|(_, seen)| seen.is_name() && seen.count >= OFTEN);
    let seen = seen.map(|(word, _)| word.as_str());
    let is_name = |word: &&str| {
        word.chars().nth(SHORTEST - 1).is_some() && forms.kind(word).is_none_or(|kind| kind.proper)
    };
    let mut names = FxHashMap::default();
    for name in listed.chain(seen).filter(is_name) {
        names.entry(name.to_owned()).or_insert_with(|| lemma(forms, name));
        if !name.ends_with('s') {
            names.entry(format!("{name}s")).or_insert_with(|| name.to_owned());
        }
    }
    names
}

/// The name of which the text may have the genitive.
fn lemma(forms: &FormTable, name: &str) -> String {
    let known = forms.get(super::Key::of(name));
    let lemma = known.and_then(|known| known.lemmas().next());
    lemma.map_or_else(|| name.to_owned(), |(stem, ending)| [stem, ending].concat())
}

#[cfg(test)]
mod tests {
    use crate::{Dictionary, Lexicon, LexiconBuilder};

    #[test]
    fn names_begin_words() {
        let dictionary = Dictionary {
            dic: "4\nTärnvalla/A\nplask/D\nsnorpning/DY\n".as_bytes(),
            aff:
                b"SET UTF-8\nCOMPOUNDEND Y\nSFX A Y 1\nSFX A 0 s [^s]\nSFX D Y 1\nSFX D 0 en [^a]\n",
        };
        let mut builder = LexiconBuilder::new(Some(dictionary));
        for _ in 0..3 {
            builder.learn_text("Vi for till Glufsheden i går.");
        }
        let lexicon = builder.build();
        let lemmas = |lexicon: &Lexicon, word: &str| {
            let mut found = Vec::new();
            lexicon.beginnings(word.as_bytes(), &mut found);
            let names = found.iter().filter(|one| one.name);
            let lemma = |one: &crate::lexicon::Beginning| {
                let mut lemma = String::new();
                lexicon.write_lemma(&word[..one.len], one.rule, &mut lemma);
                lemma
            };
            names.map(lemma).collect::<Vec<_>>()
        };
        for (word, name) in [
            ("tärnvallasnorpning", "tärnvalla"),
            ("tärnvallassnorpning", "tärnvalla"),
            ("glufshedensnorpning", "glufsheden"),
        ] {
            assert!(lemmas(&lexicon, word).iter().all(|lemma| lemma == name), "{word}");
            assert!(!lemmas(&lexicon, word).is_empty(), "{word}");
        }
        assert!(lemmas(&lexicon, "plasksnorpning").is_empty());
    }
}
