//! The lines of the editors' files, and what is wrong with one that cannot be read.
//!
//! `#` begins a line that nobody reads. What is wrong is told with file and line, so that somebody
//! who never saw the program can mend it.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::{BestRule, Expectation};
use crate::error::IndexError;

/// Bytes of a file; editors write some hundred lines.
const BYTES: u64 = 1 << 20;
/// Characters of a title, query or word.
const CHARS: usize = 300;
/// The deepest place that can be expected.
const TOP: usize = 100;
/// The place that is expected where none is named.
const USUAL_TOP: usize = 10;

/// Every rule of a file; none where there is no file.
pub(super) fn of<T>(
    file: &Path,
    read: fn(usize, &str) -> Result<T, String>,
) -> Result<Vec<T>, IndexError> {
    let wrong = |line: usize, what: String| {
        let line = if line == 0 { String::new() } else { format!(" line {line}") };
        IndexError::Editor { place: format!("'{}'{line}", file.display()), what }
    };
    let mut bytes = Vec::new();
    match File::open(file) {
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        opened => opened.and_then(|opened| opened.take(BYTES + 1).read_to_end(&mut bytes)),
    }
    .map_err(|cause| wrong(0, cause.to_string()))?;
    if bytes.len() as u64 > BYTES {
        return Err(wrong(0, "is larger than 1 MiB".to_owned()));
    }
    let text = String::from_utf8(bytes).map_err(|_| wrong(0, "is not UTF-8".to_owned()))?;
    let lines = text.trim_start_matches('\u{feff}').lines().enumerate();
    let lines = lines.map(|(at, line)| (at + 1, line.trim()));
    let rules = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    rules.map(|(at, line)| read(at, line).map_err(|what| wrong(at, what))).collect()
}

/// `dagis = förskola, lekskola`
pub(super) fn synonyms(_: usize, line: &str) -> Result<Vec<String>, String> {
    let wanted = "a line is 'word = word, word'";
    let (first, others) = line.split_once('=').ok_or(wanted)?;
    let words = std::iter::once(first).chain(others.split(','));
    let words: Vec<String> = words.map(part).collect::<Result<_, _>>()?;
    if words.len() < 2 || words.iter().any(|word| word.contains('=')) {
        return Err(wanted.to_owned());
    }
    Ok(words)
}

/// `bygglov, bygga altan* = Sök bygglov | https://www.example.se/bygglov | id`
pub(super) fn best(line: usize, text: &str) -> Result<BestRule, String> {
    let wanted = "a line is 'search, search = title | address', and may end with '| id of a unit'";
    let (patterns, answer) = text.split_once('=').ok_or(wanted)?;
    let patterns: Vec<String> = patterns.split(',').map(part).collect::<Result<_, _>>()?;
    let parts: Vec<String> = answer.split('|').map(part).collect::<Result<_, _>>()?;
    let (title, url, id) = match parts.as_slice() {
        [title, url] => (title, url, None),
        [title, url, id] => (title, url, Some(id.clone())),
        _ => return Err(wanted.to_owned()),
    };
    if !is_address(url) {
        return Err(format!("'{url}' is no address: it begins with https://, http:// or /"));
    }
    Ok(BestRule { line, patterns, title: title.clone(), url: url.clone(), id })
}

/// `skolskjuts växelvis boende -> socialnamnden/protokoll.txt#12 top 3`
pub(super) fn expected(line: usize, text: &str) -> Result<Expectation, String> {
    let wanted =
        "a line is 'search -> id', or 'search -> source#paragraf', and may end with 'top N'";
    let (query, target) = text.rsplit_once("->").ok_or(wanted)?;
    let (target, top) = match target.rsplit_once(" top ") {
        Some((target, top)) => (target, top.trim().parse().ok()),
        None => (target, Some(USUAL_TOP)),
    };
    let top = top.filter(|top| (1..=TOP).contains(top));
    let top = top.ok_or_else(|| format!("'top' takes a number from 1 to {TOP}"))?;
    Ok(Expectation { line, query: part(query)?, target: part(target)?, top })
}

/// A part of a line, without the space around it.
fn part(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() {
        return Err("something is missing before or after a sign".to_owned());
    }
    if text.chars().any(char::is_control) {
        return Err("a control character stands in it".to_owned());
    }
    if text.chars().count() > CHARS {
        let beginning: String = text.chars().take(40).collect();
        return Err(format!("'{beginning}…' is longer than {CHARS} characters"));
    }
    Ok(text.to_owned())
}

/// Only what a browser fetches: a web page, or a page of this service.
fn is_address(url: &str) -> bool {
    let web = url.starts_with("https://") || url.starts_with("http://");
    let own = url.starts_with('/') && !url.starts_with("//");
    (web || own) && url.chars().all(|c| c.is_ascii_graphic() && c != '\\')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lines_say_what_they_mean() {
        assert_eq!(
            synonyms(1, "dagis = förskola , lekskola").unwrap(),
            ["dagis", "förskola", "lekskola"]
        );
        let rule =
            best(4, "bygglov, bygga altan* = Sök bygglov | https://e.se/b?a=1 | x/1").unwrap();
        assert_eq!((rule.line, rule.patterns.len(), rule.title.as_str()), (4, 2, "Sök bygglov"));
        assert_eq!((rule.url.as_str(), rule.id.as_deref()), ("https://e.se/b?a=1", Some("x/1")));
        let found = expected(2, "skjuts \"a b\" -> mapp/a b.txt#5 top 3").unwrap();
        assert_eq!(
            (found.query.as_str(), found.target.as_str()),
            ("skjuts \"a b\"", "mapp/a b.txt#5")
        );
        assert_eq!((found.top, expected(2, "a -> b").unwrap().top), (3, USUAL_TOP));
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        for line in ["dagis", "dagis =", "= a", "a = b = c", "a = b,,c"] {
            assert!(synonyms(1, line).is_err(), "{line}");
        }
        for line in [
            "a = b",
            "a = b | javascript:alert(1)",
            "a = b | //e.se",
            "a = b | /\\e.se",
            "a = | /x",
            "a = b | /x | y | z",
        ] {
            assert!(best(1, line).is_err(), "{line}");
        }
        for line in ["a", "a ->", "-> b", "a -> b top 0", "a -> b top x", "a -> b top 101"] {
            assert!(expected(1, line).is_err(), "{line}");
        }
    }

    #[test]
    fn a_mistake_is_told_with_file_and_line() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("synonyms.txt");
        std::fs::write(&file, "\u{feff}# ord\n\na = b\ntrasigt\n").unwrap();
        let error = of(&file, synonyms).unwrap_err().to_string();
        assert!(error.contains("synonyms.txt' line 4: a line is 'word = word"), "{error}");
        std::fs::write(&file, b"a = \xff\n").unwrap();
        assert!(of(&file, synonyms).unwrap_err().to_string().contains("not UTF-8"));
    }

    proptest! {
        #[test]
        fn no_line_is_too_odd(line in ".{0,400}") {
            let _ = (synonyms(1, &line), best(1, &line), expected(1, &line));
        }
    }
}
