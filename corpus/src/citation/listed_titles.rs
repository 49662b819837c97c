//! Statutes in the table by their title, though a small word in it is another or a blank too many
//! stands in it: "lagen av vård av missbrukare", "lag för stöd och service till vissa
//! funktionshindrade".

use std::collections::HashMap;
use std::sync::LazyLock;

use regex::Regex;

use super::pattern;
use super::statutes::{Mention, Naming, add, names};
use super::titles::{is_proposed, tokens};

/// Words that people mistake in titles: they do not tell one statute from another.
const SMALL: [&str; 11] =
    ["om", "av", "för", "med", "till", "i", "på", "vid", "och", "samt", "vissa"];

/// Words in a title, small ones too, at most.
const LONGEST: usize = 24;

/// The words of a title that tell, joined, and its key.
static TITLES: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let titled = names().filter_map(|(name, key)| {
        let lower = name.to_lowercase();
        let (kind, title) = lower.split_once(' ')?;
        let kind = kind.strip_suffix("en").filter(|kind| matches!(*kind, "lag" | "förordning"))?;
        let telling: Vec<&str> = tokens(title).map(|(_, word)| word).filter(tells).collect();
        // One short word may be anything: "lag för museer".
        let tells = telling.len() > 1 || telling.iter().any(|word| word.chars().count() > 12);
        tells.then(|| (format!("{kind} {}", telling.join(" ")), key))
    });
    titled.collect()
});

static HEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?P<kind>[Ll]ag|[Ff]örordning)(?P<definite>en)?\s+(?:om|av|för|med|till|på)\s+")
});

pub(super) fn find(flat: &str, found: &mut Vec<Mention>) {
    for hit in HEAD.captures_iter(flat) {
        let Some(head) = hit.get(0) else { continue };
        let before = &flat[..head.start()];
        let inside = before.ends_with(|c: char| c.is_alphanumeric() || c == '-');
        if inside || (hit.name("definite").is_none() && is_proposed(before)) {
            continue;
        }
        if let Some((length, key)) = title(&hit["kind"], &flat[head.end()..]) {
            let span = head.start()..head.end() + length;
            add(found, Mention { span, key: key.to_owned(), naming: Naming::Sure });
        }
    }
}

/// The statute in the table whose title stands behind a number that is none of its own: "lag (1993:1)
/// om stöd och service till vissa funktionshindrade".
pub(super) fn key_of(kind: &str, behind: &str) -> Option<&'static str> {
    let rest = behind.trim_start();
    let rest = rest.strip_prefix("om ").or_else(|| rest.strip_prefix("med "))?;
    title(kind, rest).map(|(_, key)| key)
}

/// The longest title of the table that `rest` begins with: its length and key.
fn title(kind: &str, rest: &str) -> Option<(usize, &'static str)> {
    let mut telling = kind.to_lowercase();
    let mut best = None;
    for (at, word) in tokens(rest).take(LONGEST) {
        let bare = word.trim_end_matches(['.', ',', ';', ':', ')', '”', '"']);
        let lower = bare.to_lowercase();
        if tells(&lower.as_str()) {
            telling.push(' ');
            telling.push_str(&lower);
            best = TITLES.get(telling.as_str()).map(|key| (at + bare.len(), *key)).or(best);
        }
        if !matches!(&word[bare.len()..], "" | ",") || word.contains(['(', '§']) {
            break;
        }
    }
    best
}

fn tells(word: &&str) -> bool {
    !SMALL.contains(word)
}
