//! Names of statutes in running text: abbreviations, names, titles, numbers in the statute book.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use regex::Regex;

use super::{listed_titles, pattern, titles, words_in_lag};

/// Keys, abbreviations (matched as written), names (matched in any case, with their genitive) and
/// numbers in the statute book.
const TABLE: &str = include_str!("statutes.tsv");

/// How a statute is named at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Naming {
    /// By a name, a title or a sure abbreviation: a reference wherever it stands.
    Sure,
    /// By two letters that may mean something else: a reference only beside a §.
    Weak,
    /// By its number in the statute book: "lag (1993:387)".
    Number,
    /// By a word in -lag, which names a statute only beside a § or its number: "museilag".
    Indefinite,
}

/// A statute named in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mention {
    pub span: Range<usize>,
    pub key: String,
    pub naming: Naming,
}

/// Abbreviations too short to be sure anywhere but beside a § or behind their name.
const WEAK: [(&str, &str); 8] = [
    ("MB", "mb"),
    ("FL", "fl"),
    ("TF", "tf"),
    ("RF", "rf"),
    ("FB", "fb"),
    ("ÄB", "äb"),
    ("JB", "jb"),
    ("RB", "rb"),
];

struct Names {
    /// Abbreviations, whose case counts, and names, whose case does not; each with its key.
    short: (AhoCorasick, Vec<&'static str>),
    long: (AhoCorasick, Vec<&'static str>),
    keys: HashMap<String, &'static str>,
    numbers: HashMap<&'static str, &'static str>,
    listed: HashSet<&'static str>,
    /// The titles of each key without "lagen" before them, in lower case.
    titles: HashMap<&'static str, Vec<String>>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let pairs = |short: bool| {
        rows().flat_map(move |[key, abbreviations, names, _]| {
            let written = if short { abbreviations } else { names };
            written
                .split('|')
                .filter(|name| !name.is_empty())
                .flat_map(forms)
                .map(move |n| (n, key))
        })
    };
    let automaton = |short: bool| {
        let (names, keys): (Vec<String>, Vec<&str>) = pairs(short).unzip();
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(!short)
            .build(names)
            .expect("the names are a small constant table");
        (automaton, keys)
    };
    let keys = pairs(true).chain(pairs(false)).map(|(name, key)| (name.to_lowercase(), key));
    let numbers = rows().flat_map(|[key, _, _, numbers]| numbers.split('|').map(move |n| (n, key)));
    let mut titles: HashMap<&str, Vec<String>> = HashMap::new();
    for (name, key) in names() {
        if let Some((_, title)) = name.split_once(' ') {
            titles.entry(key).or_default().push(title.to_lowercase());
        }
    }
    Names {
        titles,
        keys: keys.collect(),
        numbers: numbers.collect(),
        listed: rows().map(|[key, ..]| key).collect(),
        short: automaton(true),
        long: automaton(false),
    }
});

/// The cells of each row: key, abbreviations, names, numbers (empty where none is given).
fn rows() -> impl Iterator<Item = [&'static str; 4]> {
    TABLE.lines().filter(|row| !row.starts_with('#')).filter_map(|row| {
        let mut cells = row.split('\t');
        let named = [cells.next()?, cells.next()?, cells.next()?];
        let [key, abbreviations, names] = named;
        Some([key, abbreviations, names, cells.next().unwrap_or_default()])
    })
}

/// Every name in the table with its key.
pub(super) fn names() -> impl Iterator<Item = (&'static str, &'static str)> {
    rows().flat_map(|[key, _, names, _]| names.split('|').map(move |name| (name, key)))
}

/// The key of the statute with this number ("2017:725", blanks allowed): its name's, or "sfs:…".
pub(super) fn key_of_number(written: &str) -> String {
    let close: String = written.chars().filter(|c| !c.is_whitespace()).collect();
    let number = match close.split_once(':') {
        Some((year, number)) => format!("{year}:{}", number.trim_start_matches('0')),
        None => close,
    };
    let known = NAMES.numbers.get(number.as_str());
    known.map_or_else(|| format!("sfs:{number}"), |key| (*key).to_owned())
}

/// A name as listed, and "lag om …" for "lagen om …".
fn forms(name: &str) -> Vec<String> {
    let plain = name
        .strip_prefix("lagen ")
        .map(|title| format!("lag {title}"))
        .or_else(|| name.strip_prefix("förordningen ").map(|title| format!("förordning {title}")));
    let both: Vec<String> = std::iter::once(name.to_owned()).chain(plain).collect();
    // "plan-och bygglagen", "plan och bygglagen": the hyphen and the blank are easily left out.
    let loose = |form: &String| ["-och ", " och "].map(|and| form.replace("- och ", and));
    let looser: Vec<String> =
        both.iter().filter(|form| form.contains("- och ")).flat_map(loose).collect();
    both.into_iter().chain(looser).collect()
}

/// The key of a name as written, a final genitive left out.
pub(super) fn key(written: &str) -> Option<&'static str> {
    let lower = written.to_lowercase();
    let keys = &NAMES.keys;
    keys.get(&lower).or_else(|| keys.get(lower.trim_end_matches('s'))).copied()
}

/// Every statute named in `text`, in order, none overlapping another.
pub(super) fn mentions(text: &str) -> Vec<Mention> {
    // A name may go on behind a line's end; tabs and hard blanks are blanks.
    let flat = text.replace(['\n', '\t'], " ");
    let mut found = Vec::new();
    for (long, (automaton, keys)) in [(true, &NAMES.long), (false, &NAMES.short)] {
        for hit in automaton.find_iter(&flat) {
            let Some(span) = standing_free(&flat, hit.range(), long) else { continue };
            if !means_another(&flat, &span) {
                let key = keys[hit.pattern().as_usize()].to_owned();
                add(&mut found, Mention { span, key, naming: Naming::Sure });
            }
        }
    }
    by_number(text, &mut found);
    listed_titles::find(&flat, &mut found);
    words_in_lag::find(text, &mut found);
    titles::find(text, &flat, &mut found);
    known_by_number(&flat, &mut found);
    weak(text, &mut found);
    found
}

/// "en ny lag om …" is none yet, and the law on security guards is LOV too.
fn means_another(flat: &str, span: &Range<usize>) -> bool {
    let (before, name) = (&flat[..span.start], &flat[span.clone()]);
    let proposed = name.starts_with("lag ") && titles::is_proposed(before);
    let guards =
        name == "LOV" && before.trim_end_matches([' ', '(', ',']).ends_with("om ordningsvakter");
    proposed || guards
}

/// Adds a mention where none stands yet.
pub(super) fn add(found: &mut Vec<Mention>, mention: Mention) {
    let at = found.partition_point(|known| known.span.end <= mention.span.start);
    if found.get(at).is_none_or(|known| known.span.start >= mention.span.end) {
        found.insert(at, mention);
    }
}

/// The place of a name with its genitive, where it is no part of a longer word.
fn standing_free(flat: &str, range: Range<usize>, long: bool) -> Option<Range<usize>> {
    let joined = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let before = flat[..range.start].chars().next_back();
    let genitive =
        flat[range.end..].starts_with('s') || (!long && flat[range.end..].starts_with(":s"));
    let sign = usize::from(!long && flat[range.end..].starts_with(':'));
    let end = range.end + if genitive { 1 + sign } else { 0 };
    let after = flat[end + if long { footnote(&flat[end..]) } else { 0 }..].chars().next();
    let compound = before == Some('-') || (!long && after == Some('-'));
    (!joined(before) && !joined(after) && !compound).then_some(range.start..end)
}

/// How long the number of a footnote close behind a word is: "miljöbalken4".
pub(super) fn footnote(behind: &str) -> usize {
    let digits = behind.bytes().take_while(u8::is_ascii_digit).count();
    if digits <= 2 { digits } else { 0 }
}

/// "lag (1993:387)", "förordningen (SFS 2003:789)".
fn by_number(text: &str, found: &mut Vec<Mention>) {
    static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"(?:[Ll]ag(?:en)?|[Ff]örordning(?:en)?|[Kk]ungörelse(?:n)?|[Ss]tadga(?:n)?)\s*",
            r"[(\[]?(?:SFS\s*)?(?P<year>1[789][0-9][0-9]|20[0-9][0-9])\s?:\s?(?P<number>[0-9]{1,4})[)\]]?",
            r"|SFS\s*(?:nr\.?:?\s*)?(?P<bare>1[789][0-9][0-9]|20[0-9][0-9])\s?:\s?(?P<digits>[0-9]{1,4})",
        ))
    });
    for hit in NUMBERED.captures_iter(text) {
        let (Some(whole), Some(year), Some(number)) = (
            hit.get(0),
            hit.name("year").or(hit.name("bare")),
            hit.name("number").or(hit.name("digits")),
        ) else {
            continue;
        };
        if text[..whole.start()].ends_with(char::is_alphanumeric) {
            continue;
        }
        let mut key = key_of_number(&format!("{}:{}", year.as_str(), number.as_str()));
        let kind = if whole.as_str().starts_with(['L', 'l']) { "lag" } else { "förordning" };
        // A slip in the number: the title tells.
        if key.starts_with("sfs:")
            && let Some(titled) = listed_titles::key_of(kind, &text[whole.end()..])
        {
            key = titled.to_owned();
        }
        let span = whole.start()..whole.end() + title_behind(&text[whole.end()..], &key);
        found.retain(|known| known.span.start < whole.end() || known.span.end > span.end);
        add(found, Mention { span, key, naming: Naming::Number });
    }
}

/// How long the title behind a number is: another statute named in it is not referred to.
fn title_behind(behind: &str, key: &str) -> usize {
    let blanks = behind.len() - behind.trim_start().len();
    let titles = NAMES.titles.get(key).into_iter().flatten();
    let lengths = titles.filter_map(|title| {
        let mut rest = behind.trim_start();
        for word in title.split(' ') {
            let start = rest.get(..word.len()).filter(|start| start.to_lowercase() == word)?;
            rest = rest[start.len()..].trim_start();
        }
        let length = behind.len() - rest.len();
        Some(behind[..length].trim_end().len())
    });
    if blanks == 0 { 0 } else { lengths.max().unwrap_or(0) }
}

/// "avgiftslagen (1957:259)": a name that the table lacks is told by the number behind it.
fn known_by_number(flat: &str, found: &mut [Mention]) {
    static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"^\s*[(\[](?:SFS\s*)?(?P<number>(?:1[789]|20)[0-9]{2}\s?:\s?[0-9]{1,4})[)\]]")
    });
    for mention in found {
        let listed = || NAMES.listed.contains(mention.key.as_str());
        if mention.naming == Naming::Number || listed() {
            continue;
        }
        if let Some(hit) = BEHIND.captures(&flat[mention.span.end..]) {
            let key = key_of_number(&hit["number"]);
            if !key.starts_with("sfs:") {
                mention.key = key;
            }
        }
    }
}

/// "MB": a reference beside a §, and anywhere where the text itself names the statute in full.
fn weak(text: &str, found: &mut Vec<Mention>) {
    let mut weak = Vec::new();
    for (letters, key) in WEAK {
        let in_full = found.iter().any(|known| known.key == key && known.naming == Naming::Sure);
        for (at, _) in text.match_indices(letters) {
            let Some(span) = standing_free(text, at..at + letters.len(), false) else { continue };
            let before = text[..at].trim_end();
            // "20 MB" is a size, "(MB)" behind the name says no more than the name.
            let amount = before.len() < at && before.ends_with(|c: char| c.is_ascii_digit());
            let beside = text[..at].ends_with('(') && text[span.end..].starts_with(')');
            let sure = in_full && !amount && !beside;
            let naming = if sure { Naming::Sure } else { Naming::Weak };
            weak.push(Mention { span, key: key.to_owned(), naming });
        }
    }
    weak.into_iter().for_each(|mention| add(found, mention));
}
