//! Forms that a noun and a verb share. The dictionary is one of spelling: it lists `skyltar` once,
//! for *skylta* or for *skylt*, and whoever looks for the other word must find it too.

use rustc_hash::FxHashSet;

use super::{Form, LeftOut, Paradigms};

/// Gives every noun and verb the shared forms that the dictionary has left to the other.
pub(super) fn add(paradigms: &mut Paradigms) {
    let listed: FxHashSet<&str> = paradigms
        .forms
        .iter()
        .map(|form| &*form.surface)
        .filter(|form| form.ends_with("ar"))
        .collect();
    let words =
        paradigms.entries.iter().zip(0..).filter(|(entry, _)| !entry.proper && !entry.bound);
    let mut added = Vec::new();
    for (entry, number) in words {
        let Some(left_out) = entry.left_out else { continue };
        let (shared, more) = shared(&entry.word, left_out);
        if listed.contains(shared.as_str()) {
            let more = more.iter().map(|ending| [&shared, *ending].concat());
            added.extend(more.map(|form| Form { surface: form.into(), entry: number }));
        }
    }
    paradigms.forms.extend(added);
}

/// The form in -ar that the word shares with another, and what is added to it in the forms that it
/// then has.
fn shared(word: &str, left_out: LeftOut) -> (String, &'static [&'static str]) {
    match left_out {
        LeftOut::Present => (format!("{word}r"), &[""]),
        LeftOut::Plural => {
            let stem = without_e(word).unwrap_or_else(|| word.to_owned());
            (format!("{stem}ar"), &["", "s", "na", "nas"])
        }
    }
}

/// `kabel` → `kabl`, `botten` → `bottn`.
fn without_e(word: &str) -> Option<String> {
    let last = word.chars().last().filter(|last| "lnr".contains(*last))?;
    let stem = word.strip_suffix(last)?.strip_suffix('e')?;
    (stem.chars().count() > 2).then(|| format!("{stem}{last}"))
}

#[cfg(test)]
mod tests {
    use crate::lexicon::hunspell;

    #[test]
    fn noun_and_verb_share_a_form() {
        let aff = "SET UTF-8\nSFX D Y 1\nSFX D 0 en [^a]\nSFX E Y 1\nSFX E 0 n .\nSFX m Y 1\n\
            SFX m 0 r a\nSFX N Y 1\nSFX N 0 des a\n";
        let dic = "4\nplask/D\nplaska/mN\nsnorpel/E\nsnorpla/mN\nblork/D\n";
        let paradigms =
            hunspell::read(crate::Dictionary { dic: dic.as_bytes(), aff: aff.as_bytes() });
        let words = |surface: &str| {
            let forms = paradigms.forms.iter().filter(|form| &*form.surface == surface);
            let words = forms.map(|form| paradigms.entries[form.entry as usize].word.as_str());
            words.collect::<Vec<_>>()
        };
        assert_eq!(words("plaskar"), ["plaska", "plask"]);
        assert_eq!(words("plaskarna"), ["plask"]);
        assert_eq!(words("snorplar"), ["snorpla", "snorpel"]);
        assert!(words("blorkar").is_empty());
    }
}
