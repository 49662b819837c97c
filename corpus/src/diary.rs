//! Diary numbers (*diarienummer*): the registrar's number of a matter, in every spelling.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};

use crate::glance::has_digit;
use crate::pattern::pattern;

mod parts;
mod shapes;

use shapes::{
    BARE, LABELLED, LABELS, SURE, fills_cell, is_monument, is_other_series, is_span_of_years,
    is_word_and_date, stands_free,
};

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
    out.truncate(without_unit(&out).len());
    out
}

/// "s2021-03234-sof" is the ministry's "s2021-03234", whichever of its units has the matter.
fn without_unit(key: &str) -> &str {
    let Some((number, unit)) = key.rsplit_once('-') else { return key };
    let register = number.split('-').next().unwrap_or_default();
    let letters = register.trim_end_matches(|c: char| c.is_ascii_digit());
    let of_ministry = matches!(letters.len(), 1..=3) && register.len() == letters.len() + 4;
    let named = unit.len() <= 6 && unit.chars().all(char::is_alphabetic);
    if of_ministry && named && number.contains('-') { number } else { key }
}

static LABEL_START: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\W*(?:dnr|diarienummer|diarienr|ärendenummer|ärendenr)\W*"));

/// How many digits every number of a known shape has at least.
const LEAST_DIGITS: usize = 5;

fn has_digits(text: &str) -> bool {
    text.bytes().filter(u8::is_ascii_digit).nth(LEAST_DIGITS - 1).is_some()
}

fn tidy(shown: &str) -> String {
    let joined = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    joined.replace("/ ", "/").trim_end_matches(['.', ':', '-', '–', '/', ',']).to_owned()
}

/// Diary numbers that show themselves by shape or label anywhere in running text, with their
/// place in bytes. Numbers of other series (SOU, SFS, handlings) are left out.
pub fn find(text: &str) -> Vec<(Range<usize>, DiaryNumber)> {
    let mut found = Vec::new();
    if !has_digit(text) {
        return found;
    }
    let labelled = LABELS.is_match(text).then(|| LABELLED.captures_iter(text));
    for hit in labelled.into_iter().flatten().filter_map(|captures| captures.get(1)) {
        // A known shape after the label is the better cut.
        let place = known_at(text, hit.start()).unwrap_or(hit.range());
        add(&mut found, text, with_class(text, place));
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
        add(&mut found, text, with_class(text, hit.range()));
    }
    found.sort_by_key(|(place, _)| place.start);
    found
}

/// The number with the class of the filing plan that ends its cell ("KS 2013/0502 821", "2016/77
/// - 042"): in running text three digits behind a number may count anything.
fn with_class(text: &str, place: Range<usize>) -> Range<usize> {
    let rest = &text[place.end..];
    let joint = [" - ", " – ", " "].into_iter().find(|joint| rest.starts_with(joint));
    let class = joint.and_then(|joint| {
        let digits = rest[joint.len()..].bytes().take_while(u8::is_ascii_digit).count();
        let behind = &rest[joint.len() + digits..];
        let ends = behind.is_empty() || behind.starts_with([')', '\n', '\r', '\t']);
        // A main class of two digits could be anything, but not behind a label.
        let class = digits == 3 || digits == 2 && ends && follows_label(text, place.start);
        (class && (ends || behind.starts_with("  "))).then_some(joint.len() + digits)
    });
    place.start..place.end + class.unwrap_or(0)
}

fn follows_label(text: &str, start: usize) -> bool {
    let before = text[..start].trim_end_matches([' ', '.', ':']);
    ["dnr", "Dnr", "DNR", "Diarienr", "Diarienummer"].iter().any(|label| before.ends_with(label))
}

/// Diary numbers of a line that is known to hold one: a §'s line, a right-hand column, a line of
/// its own. Here also bare numbers ("2022/594", "0116/22") count.
pub fn find_in_head(text: &str) -> Vec<(Range<usize>, DiaryNumber)> {
    let mut found = find(text);
    if let Some(cell) = in_cell(text) {
        found.retain(|(place, _)| place.end <= cell.0.start);
        found.push(cell);
    }
    if !has_digits(text) {
        return found;
    }
    for hit in BARE.find_iter(text).filter(|hit| stands_free(text, &hit.range())) {
        // What stands in another column is no word before the number.
        let column = text[..hit.start()].rfind("  ").map_or(0, |gap| gap + 2);
        let before = text[column..hit.start()].trim_end();
        let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        if !is_other_series(word) && !is_span_of_years(hit.as_str()) {
            add(&mut found, text, with_class(text, hit.range()));
        }
    }
    found.sort_by_key(|(place, _)| place.start);
    found
}

/// The number that is all of the line's last column, of the line, or of the parentheses at its end.
fn in_cell(text: &str) -> Option<(Range<usize>, DiaryNumber)> {
    let whole = text.trim_end();
    // "(KS 96-0031)" behind a title; "(SN 13-18)" would be too little.
    if let Some(inside) = whole.strip_suffix(')') {
        let start = inside.rfind('(')? + 1;
        let digits = inside[start..].bytes().filter(u8::is_ascii_digit).count();
        return (digits >= 5 && fills_cell(&inside[start..], false))
            .then(|| (start..inside.len(), DiaryNumber::new(&inside[start..])));
    }
    if !whole.ends_with(|c: char| c.is_ascii_digit() || c.is_uppercase()) {
        return None;
    }
    let start = whole.rfind("   ").map_or(0, |gap| gap + 3);
    let place = start..whole.len();
    fills_cell(&text[place.clone()], start > 0)
        .then(|| (place.clone(), DiaryNumber::new(&text[place])))
}

/// Whether a number as printed ends in a year: "SN/2023".
pub(crate) fn ends_in_year(written: &str) -> bool {
    let tail: Vec<u8> = written.bytes().rev().take(5).collect();
    let year = tail.len() >= 4 && tail[..4].iter().all(u8::is_ascii_digit);
    let century = year && matches!(&tail[2..4], b"02" | b"91");
    century && tail.get(4).is_none_or(|byte| !byte.is_ascii_digit())
}

fn known_at(text: &str, start: usize) -> Option<Range<usize>> {
    let tail = &text[start..];
    let near = &tail[..tail.char_indices().nth(24).map_or(tail.len(), |(at, _)| at)];
    let ends = [near.find("  "), near.find([')', ',', '\n']), near.find(char::is_whitespace)];
    let mut ends =
        ends.into_iter().flatten().chain((near.len() == tail.len()).then_some(near.len()));
    let cell = ends.find(|&end| fills_cell(&near[..end], false));
    if let Some(end) = cell {
        return Some(start..start + end);
    }
    [&*SURE, &*BARE]
        .iter()
        .filter_map(|shape| shape.find(tail))
        .find(|hit| hit.start() == 0 && stands_free(tail, &hit.range()))
        .map(|hit| start..start + hit.end())
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
            "2012-KS0371-042",
            "KS 00219-2017",
            "KS0214/17",
            "T2009-310-02188",
            "Ju2020/00127/LOX",
            "2024/VON0007",
            "2019/KFN00213",
            "2021/SBN/0044",
            "2018.KS.119",
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
            ("Dnr 1996/214.045", "1996/214.045"),
            ("(Dnr 2018/0311 KS-2)", "2018/0311 KS-2"),
            ("Dnr KS 2013/0502 821", "KS 2013/0502 821"),
            ("(dnr BN 2013/502 821)", "BN 2013/502 821"),
            ("(dnr 2016/77 - 042)", "2016/77 - 042"),
            ("Dnr KS 2009.0123 – 106", "KS 2009.0123 – 106"),
            ("Dnr KS 2013/0502 kostar 821 kronor", "KS 2013/0502"),
            ("Dnr KS 2013/0502 821 000 kronor", "KS 2013/0502"),
        ];
        for (text, number) in table {
            assert_eq!(shown(text), [number], "{text}");
        }
    }

    #[test]
    fn a_cell_of_a_heading_holds_nothing_but_the_number() {
        let table = [
            "VON-24-00012",
            "24VON007",
            "24/KS0012",
            "2024-VON-7",
            "2024/7-VON",
            "2024/12-MSL-102",
            "KS 24/7",
            "KS24-12",
            "2024.0007",
            "24-0007",
            "1234-2024",
            "2024/MBN 0045",
            "KS-KF 2024/12",
            "5.1-2024/33",
        ];
        let head = |text: &str| -> Vec<String> {
            find_in_head(text).into_iter().map(|(_, number)| number.shown).collect()
        };
        for number in table {
            assert_eq!(head(&format!("Plan för kajen      {number}")), [number]);
        }
        for other in ["3 (12)", "2024-03-12", "13.15", "2024-2027", "kl. 9", "VT 24", "08-123456"] {
            assert_eq!(head(&format!("Plan för kajen      {other}")), Vec::<String>::new());
        }
        assert_eq!(shown("Dnr 2024/7-VON, se bilaga"), ["2024/7-VON"]);
        assert_eq!(shown("Budget 24-0007 och 2024.0007"), Vec::<String>::new());
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
        assert_eq!(key("Ju2020/00127/LOX"), key("Ju2020/00127"));
        assert_eq!(key("2020/127/LOX"), "2020-127-lox");
        assert_eq!(DiaryNumber::new("SOF 2023/ 527").shown, "SOF 2023/527");
    }
}
