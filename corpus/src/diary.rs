//! Diary numbers (*diarienummer*): the registrar's number of a matter, in every spelling.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use regex::Regex;
use serde::{Deserialize, Serialize};

/// A diary number.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct DiaryNumber {
    /// As printed, blanks collapsed ("KS 2023/769").
    pub shown: String,
    /// The form under which all spellings are equal, also fit for a URL ("ks-2023-769").
    pub key: String,
}

impl DiaryNumber {
    /// From a number as printed.
    pub fn new(shown: &str) -> Self {
        let shown = tidy(shown);
        let key = key(&shown);
        Self { shown, key }
    }
}

/// The form under which all spellings of one diary number are equal: lower case, every run of
/// separators a hyphen, a label ("dnr") left out. Letters and digits stay as they are.
pub fn key(shown: &str) -> String {
    let lower = shown.to_lowercase();
    let bare = LABEL_START.replace(&lower, "");
    let mut out = String::with_capacity(bare.len());
    for c in bare.chars() {
        if c.is_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.truncate(out.trim_end_matches('-').len());
    out
}

static LABEL_START: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\W*(?:dnr|diarienummer|diarienr|ärendenummer|ärendenr)\W*"));

/// A number with its prefix and year: nothing else looks like it, so it needs no label.
static SURE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?x)",
        // SOF 2023/409, SLK-2023-00226:3, SN/2023:1, KS.2014.211, KS-2018/1684.109, SN/2020/0081/042-4
        r"[A-ZÅÄÖa-zåäö]{1,8}(?:[\x20]?[./-]|[\x20])?(?:19|20)\d\d[\x20]?[/:.-][\x20]?\d{1,6}",
        r"(?:[./]\d{1,6})*(?:[:-]-?\d{1,4}(?:\.\d{1,3})*)?",
        r"|(?:19|20)\d\d/(?:KS|KF|SN|BN|KUN|BUN|TN|MN)[\x20]?\d{3,4}(?:[\x20]\d{3})?", // 2011/KS 0206 001
        r"|(?:19|20)\d\d-[A-ZÅÄÖ]{2,4}\d{3,5}(?:[\x20]\d{3})?", // 2012-KS0371 003
        r"|[A-ZÅÄÖ]{2,5}[\x20-](?:19|20)\d\d–\d{4,6}",          // SBF 2023–00123
        r"|[A-ZÅÄÖ]{2,4}[\x20]\d{4}/\d\d",                      // SLK 0616/23
        r"|[A-ZÅÄÖ]{2,4}[\x20]\d\d/\d{3,5}",                    // KS 15/0555
        r"|N\d{2,3}-\d{3,5}/\d\d",                              // N161-0442/21
        r"|[A-ZÅÄÖ]{1,3}\d\d/\d{4,6}",                          // LD13/03336
        r"|\d{1,3}(?:\.\d{1,2}){1,3}[-/]\d{1,5}[-/](?:19|20)\d\d", // 1.5.1-402-2009
        r"|\d{3,5}-\d{1,5}/(?:19|20)\d\d",                      // 328-1720/2012
    ))
});

/// Numbers that are diary numbers where they stand alone, after a § or after a label.
static BARE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?x)",
        r"(?:19|20)\d\d/\d{1,6}(?:-\d{1,4}(?:\.\d{1,3})*)?(?:[\x20]?:-?\d{1,3})?", // 2022/594, 2015/88-109
        r"|\d{4}/\d\d(?:[\x20]-[\x20]\d{3})?", // 0116/22, 0015/13 - 200
        r"|(?:19|20)\d\d-\d{3,5}-\d{2,5}",     // 2006-152-307
    ))
});

/// What a label is followed by, where it has none of the known shapes.
static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)(?:dnr|diarienummer|diarienr|ärendenummer|ärendenr|beteckning)[.:]{0,2}(?:\s+|:)",
        r"((?-i:[A-ZÅÄÖ]{2,5}): ?\d[\d./:-]*|[A-ZÅÄÖ]{1,8}[ .:/-]?\d[\d./:-]*(?: \d{3})?|\d[0-9A-Za-z./:-]*(?: - \d{3}| \d{3}(?-u:\b))?)",
    ))
});

/// Parts of the labels, in letters whose case ASCII knows: most text holds none.
static LABELS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(["dnr", "diarien", "rendenummer", "rendenr", "beteckning"])
        .expect("a small constant table")
});

/// How many digits every number of a known shape has at least.
const LEAST_DIGITS: usize = 5;

fn has_digits(text: &str) -> bool {
    text.bytes().filter(u8::is_ascii_digit).nth(LEAST_DIGITS - 1).is_some()
}

/// Words before a number of the right shape that is no diary number.
const NOT_DIARY: &[&str] = &[
    "sou",
    "sfs",
    "ds",
    "prop",
    "bet",
    "rskr",
    "dir",
    "skr",
    "fs",
    "sosfs",
    "bfs",
    "nfs",
    "lif",
    "mål",
    "rå",
    "nja",
    "hfd",
    "möd",
    "ad",
    "rh",
    "tf",
    "eu",
    "eg",
    "nr",
    "den",
    "från",
    "till",
    "och",
    "för",
    "år",
    "åren",
    "året",
    "läsåret",
    "läsår",
    "säsongen",
    "vintern",
    "budget",
    "budgetåret",
    "h",
    "handling",
    "bilaga",
    "av",
    "om",
    "per",
    "under",
    "i",
    "senast",
    "protokoll",
    "rev",
    "q",
    "vt",
    "ht",
    "in",
    "kl",
    "eller",
    "samt",
    "med",
    "vid",
    "efter",
    "före",
    "mellan",
    "sedan",
    "start",
    "version",
    "rapport",
    "iso",
    "ce",
    "punkt",
];

fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("patterns are constants that the tests compile")
}

fn tidy(shown: &str) -> String {
    let joined = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    joined.replace("/ ", "/").trim_end_matches(['.', ':', '-', '/', ',']).to_owned()
}

/// Diary numbers that show themselves by shape or label anywhere in running text, with their
/// place in bytes. Numbers of other series (SOU, SFS, handlings) are left out.
pub fn find(text: &str) -> Vec<(Range<usize>, DiaryNumber)> {
    let mut found = Vec::new();
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return found;
    }
    let labelled = LABELS.is_match(text).then(|| LABELLED.captures_iter(text));
    for hit in labelled.into_iter().flatten().filter_map(|captures| captures.get(1)) {
        // A known shape after the label is the better cut.
        let place = known_at(text, hit.start()).unwrap_or(hit.range());
        add(&mut found, text, place);
    }
    if !has_digits(text) {
        found.sort_by_key(|(place, _)| place.start);
        return found;
    }
    let free = |hit: &regex::Match| !text[..hit.start()].ends_with(['-', '/', '.']);
    let sure = |hit: &regex::Match| {
        stands_free(text, &hit.range())
            && free(hit)
            && !is_other_series(hit.as_str())
            && !is_monument(hit.as_str())
            && !is_word_and_date(text, hit.range())
    };
    for hit in SURE.find_iter(text).filter(sure) {
        add(&mut found, text, hit.range());
    }
    found.sort_by_key(|(place, _)| place.start);
    found
}

/// Diary numbers of a line that is known to hold one: a §'s line, a right-hand column, a line of
/// its own. Here also bare numbers ("2022/594", "0116/22") count.
pub fn find_in_head(text: &str) -> Vec<(Range<usize>, DiaryNumber)> {
    let mut found = find(text);
    if !has_digits(text) {
        return found;
    }
    for hit in BARE.find_iter(text).filter(|hit| stands_free(text, &hit.range())) {
        let before = text[..hit.start()].trim_end();
        let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        if !is_other_series(word) && !is_span_of_years(hit.as_str()) {
            add(&mut found, text, hit.range());
        }
    }
    found.sort_by_key(|(place, _)| place.start);
    found
}

fn known_at(text: &str, start: usize) -> Option<Range<usize>> {
    let tail = &text[start..];
    [&*SURE, &*BARE]
        .iter()
        .filter_map(|shape| shape.find(tail))
        .find(|hit| hit.start() == 0)
        .map(|hit| start..start + hit.end())
}

fn is_other_series(shown: &str) -> bool {
    let prefix: String = shown.chars().take_while(|c| c.is_alphabetic()).collect();
    NOT_DIARY.contains(&prefix.to_lowercase().as_str())
}

/// "L1960:1320": an ancient monument in the national register.
fn is_monument(shown: &str) -> bool {
    shown.starts_with('L') && shown.get(5..6) == Some(":")
}

/// No letter or digit on either side: checked here, because word boundaries in a pattern make it
/// slow on text that is not ASCII.
fn stands_free(text: &str, place: &Range<usize>) -> bool {
    let free = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    free(text[..place.start].chars().next_back()) && free(text[place.end..].chars().next())
}

/// "Utfärdat 2023-03-02": a word of prose before a date or a year.
fn is_word_and_date(text: &str, place: Range<usize>) -> bool {
    let shown = &text[place.clone()];
    let prefix: String = shown.chars().take_while(|c| c.is_alphabetic()).collect();
    if prefix.is_empty() || !shown[prefix.len()..].starts_with(' ') {
        return false;
    }
    let number = text[place.start + prefix.len()..].trim_start();
    let is_date = number.len() >= 10
        && number.bytes().take(10).enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    let letters = prefix.chars().count();
    let small = prefix.chars().skip(1).all(char::is_lowercase);
    is_date || letters > 5 || (small && letters > 4)
}

/// "2023/2024" is a span of years.
fn is_span_of_years(shown: &str) -> bool {
    let Some((one, other)) = shown.split_once('/') else { return false };
    let years = (one.parse::<u32>(), other.parse::<u32>());
    matches!(years, (Ok(one), Ok(other)) if other == one + 1 || (other < 100 && other == (one + 1) % 100))
}

fn add(found: &mut Vec<(Range<usize>, DiaryNumber)>, text: &str, place: Range<usize>) {
    let overlaps = |(known, _): &(Range<usize>, DiaryNumber)| {
        place.start < known.end && known.start < place.end
    };
    if found.iter().any(overlaps) {
        return;
    }
    let number = DiaryNumber::new(&text[place.clone()]);
    if number.key.bytes().any(|byte| byte.is_ascii_digit()) {
        found.push((place, number));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        find(text).into_iter().map(|(_, number)| number.shown).collect()
    }

    #[test]
    fn every_spelling_is_found_in_running_text() {
        let numbers = [
            "SOF 2023/409",
            "SLK-2023-00226:3",
            "SLK-2023-00021:-1",
            "N161-0442/21",
            "SN/2023:1",
            "KS-2018/1684.109",
            "KS.2014.211",
            "VoO.2019.0144",
            "UBN-2019-04912",
            "STK-2019-233",
            "KFKS 2015/15-002",
            "ks/2014:55",
            "SÄN/2012:3",
            "KU.2017.4",
            "2011/KS 0206 001",
            "2012-KS0371",
            "1.5.1-402-2009",
            "328-1720/2012",
            "RJL 2018/36",
            "LD13/03336",
            "MBN 2018-311",
            "SN/2020/0081/042-4",
        ];
        for number in numbers {
            assert_eq!(shown(&format!("enligt {number} i registret")), [number]);
        }
    }

    #[test]
    fn a_label_makes_a_bare_number_sure() {
        let table = [
            ("Dnr 31/16", "31/16"),
            ("Diarienummer 1500031", "1500031"),
            ("Ärendenummer SLK-2023-00690", "SLK-2023-00690"),
            ("dnr: 0015/13 - 200", "0015/13 - 200"),
            ("Dnr KS 02-820 107", "KS 02-820 107"),
        ];
        for (text, number) in table {
            assert_eq!(shown(text), [number], "{text}");
        }
    }

    #[test]
    fn other_series_are_no_diary_numbers() {
        for text in [
            "SOU 2023:69",
            "SFS 2001:453",
            "(1993:387)",
            "HSLF-FS 2022:39",
            "2023 nr 171",
            "mål nr M 3973-12",
            "åren 2023/2024",
            "prop. 2022/23:1",
            "2023-12-12",
        ] {
            assert_eq!(shown(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn spellings_meet_in_the_key() {
        for text in ["KS 2023/769", "ks 2023-769", "dnr KS 2023/769", "KS-2023/769"] {
            assert_eq!(key(text), "ks-2023-769");
        }
        assert_eq!(DiaryNumber::new("SOF 2023/ 527").shown, "SOF 2023/527");
    }
}
