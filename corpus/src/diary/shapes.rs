//! What diary numbers look like, and what only looks like them.

use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use regex::Regex;

use crate::pattern::pattern;

use crate::parse::dates::MONTHS;

/// A number with its prefix and year: nothing else looks like it, so it needs no label.
pub(super) static SURE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?x)",
        r"[A-ZÅÄÖ]{2,3}[\x20][A-ZÅÄÖ]{2,3}[\x20](?:19|20)\d\d/\d{4,6}(?-u:\b)|", // MK KS 2019/00345
        // SOF 2023/409, SLK-2023-00226:3, SN/2023:1, KS.2014.211, KS-2018/1684.109, SN/2020/0081/042-4
        r"[A-ZÅÄÖa-zåäö]{1,8}(?:[\x20]?[./-]|[\x20])?(?:19|20)\d\d(?:[\x20]?[/:-][\x20]?|\.)\d{1,6}",
        r"(?:[./]\d{1,6})*(?:[:-]-?\d{1,5}(?:\.\d{1,3})*)?",
        r"(?:/[A-ZÅÄÖ][A-Za-z]{0,5}(?-u:\b))?", // Ku2016/02814/DISK
        r"|(?:19|20)\d\d/(?:KS|KF|SN|BN|KUN|BUN|TN|MN)[\x20]?\d{3,4}(?:[\x20]\d{3})?", // 2011/KS 0206 001
        // 2012-KS0371 003, 2024/VON0007
        r"|(?:19|20)\d\d[/-][A-ZÅÄÖ]{2,5}\d{3,5}(?:[\x20-]\d{3}(?-u:\b))?",
        r"|(?:19|20)\d\d[/.-][A-ZÅÄÖ]{2,5}[/.-]\d{2,6}", // 2022-KS-00123, 2024/VON/0007
        r"|(?:19|20)\d\d/\d{3,5}[\x20][A-ZÅÄÖ]{2,4}-\d{1,3}", // 2018/0311 KS-2
        r"|[A-ZÅÄÖ]{2,4}[\x20]\d{4,5}-(?:19|20)\d\d",    // KS 00219-2017
        r"|[A-ZÅÄÖ]{2,4}-\d{1,5}/(?:19|20)\d\d",         // KS-412/2005
        r"|[A-ZÅÄÖ]{2,5}[\x20-](?:19|20)\d\d–\d{4,6}",   // SBF 2023–00123
        r"|[A-ZÅÄÖ]{2,4}[\x20]?\d{4}/\d\d",              // SLK 0616/23, KS0214/17
        r"|[A-ZÅÄÖ]{2,4}[\x20]\d\d/\d{3,5}",             // KS 15/0555
        r"|N\d{2,3}-\d{3,5}/\d\d",                       // N161-0442/21
        r"|[A-ZÅÄÖ]{1,3}\d\d/\d{4,6}",                   // LD13/03336
        r"|\d{1,3}(?:\.\d{1,2}){1,3}[-/]\d{1,5}[-/](?:19|20)\d\d", // 1.5.1-402-2009
        r"|\d{3,5}-\d{1,5}/(?:19|20)\d\d",               // 328-1720/2012
    ))
});

/// Numbers that are diary numbers where they stand alone, after a § or after a label.
pub(super) static BARE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?x)",
        // 2022/594, 2015/88-109, 1996/214.045
        r"(?:19|20)\d\d/\d{1,6}(?:\.\d{2,3}|-\d{1,4}(?:\.\d{1,3})*)?(?:[\x20]?:-?\d{1,3})?",
        r"|\d{4}/\d\d(?:[\x20]-[\x20]\d{3})?", // 0116/22, 0015/13 - 200
        r"|(?:19|20)\d\d-\d{3,5}-\d{2,5}",     // 2006-152-307
    ))
});

/// Numbers that are diary numbers where a cell holds nothing else: too short or too plain to be
/// told from others in running text.
static CELL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?x)^(?:",
        r"[A-ZÅÄÖ]{2,6}[\x20./-]?\d\d[-/]\d{1,6}", // KS24-12, VON-24-00012
        r"|[A-ZÅÄÖ]{2,4}-[A-ZÅÄÖ]{2,4}[\x20]?(?:19|20)\d\d[/:-]\d{1,6}", // KS-KF 2024/12
        r"|\d\d/?[A-ZÅÄÖ]{2,5}-?\d{2,6}",          // 24/KS0012, 24VON007
        r"|(?:19|20)\d\d[/.-]?[A-ZÅÄÖ]{2,5}[-/.\x20]?\d{1,6}(?:-\d{1,4})?", // 2024VON0045, 2024/MBN 45
        r"|(?:19|20)\d\d[/.:-]\d{1,6}[\x20-][A-ZÅÄÖ]{2,5}(?:-\d{1,4})?", // 2024/7-VON, 2024/12-MSL-102
        r"|\d{1,2}(?:\.\d{1,2}){0,2}-(?:19|20)\d\d/\d{1,6}",             // 5.1-2024/33
        r")$",
    ))
});

/// As [`CELL`], but digits alone: only the last column of a heading's line can hold these.
static COLUMN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^(?:(?:19|20)\d\d[.:-]\d{3,6}|[1-9]\d-\d{3,6}|\d{1,6}[/-](?:19|20)\d\d)$")
});

/// Whether a cell is such a number and nothing else; `last` where another column stands before it.
pub(super) fn fills_cell(cell: &str, last: bool) -> bool {
    // Most such cells hold a day.
    let day = cell.len() == 10 && cell.as_bytes()[4] == b'-' && cell.as_bytes()[7] == b'-';
    let may = (4..=20).contains(&cell.len())
        && !day
        && cell.starts_with(|c: char| c.is_ascii_digit() || c.is_uppercase())
        && cell.bytes().filter(u8::is_ascii_digit).count() >= 3;
    may && !is_other_series(cell)
        && (CELL.is_match(cell)
            || super::parts::make_number(cell)
            || last && COLUMN.is_match(cell) && !is_year_to_year(cell))
}

/// "2024-2027"
fn is_year_to_year(shown: &str) -> bool {
    let year = |text: &str| text.len() == 4 && (text.starts_with("19") || text.starts_with("20"));
    shown.split_once('-').is_some_and(|(from, to)| year(from) && year(to))
}

/// What a label is followed by, where it has none of the known shapes.
pub(super) static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)(?:dnr|diarienummer|diarienr|ärendenummer|ärendenr|beteckning)[.:]{0,2}(?:\s+|:)",
        r"((?-i:[A-ZÅÄÖ]{2,5}): ?\d[\d./:–-]*|[A-ZÅÄÖ]{1,8}[ .:/–-]?\d[\d./:–-]*(?: \d{3})?|\d[0-9A-Za-z./:–-]*(?: - \d{3}| \d{3}(?-u:\b))?)",
    ))
});

/// Parts of the labels, in letters whose case ASCII knows: most text holds none.
pub(super) static LABELS: LazyLock<AhoCorasick> = LazyLock::new(|| {
    AhoCorasick::builder()
        .ascii_case_insensitive(true)
        .build(["dnr", "diarien", "rendenummer", "rendenr", "beteckning"])
        .expect("a small constant table")
});

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

pub(super) fn is_other_series(shown: &str) -> bool {
    let prefix: String = shown.chars().take_while(|c| c.is_alphabetic()).collect();
    let word = prefix.to_lowercase();
    // "TILL.2023.58": the code of a supervision.
    if prefix == "TILL" && !shown[prefix.len()..].starts_with(' ') {
        return false;
    }
    prefix.ends_with("FS") || NOT_DIARY.contains(&word.as_str()) || MONTHS.contains(&word.as_str())
}

/// "L1960:1320": an ancient monument in the national register.
pub(super) fn is_monument(shown: &str) -> bool {
    shown.starts_with('L') && shown.get(5..6) == Some(":")
}

/// No letter or digit on either side: checked here, because word boundaries in a pattern make it
/// slow on text that is not ASCII.
pub(super) fn stands_free(text: &str, place: &Range<usize>) -> bool {
    let free = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    free(text[..place.start].chars().next_back()) && free(text[place.end..].chars().next())
}

/// "Utfärdat 2023-03-02": a word of prose before a date or a year.
pub(super) fn is_word_and_date(text: &str, place: Range<usize>) -> bool {
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
pub(super) fn is_span_of_years(shown: &str) -> bool {
    let Some((one, other)) = shown.split_once('/') else { return false };
    let years = (one.parse::<u32>(), other.parse::<u32>());
    matches!(years, (Ok(one), Ok(other)) if other == one + 1 || (other < 100 && other == (one + 1) % 100))
}
