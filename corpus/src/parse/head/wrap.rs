//! Where a title that runs over several lines goes on, and how its lines join.

use super::super::candidate::is_diary_line;
use super::super::lines::Line;
use super::super::open_words::is_open;
use super::super::verbs;
use super::Manner;

/// Whether line `at` continues a title whose last line is `previous`.
pub(super) fn continues(lines: &[Line], at: usize, previous: &str, manner: Manner) -> bool {
    let next = lines[at].text;
    if is_list_item(next) {
        return false;
    }
    if previous.ends_with(['.', ':']) || ends_open(previous) || next.starts_with(char::is_lowercase)
    {
        return wraps(previous, next, manner);
    }
    let words = before_number(next);
    if splits_name(next)
        || is_rest_of_number(words)
        || is_rest_of_company(words)
        || (is_shouted(previous) && is_shouted(next))
    {
        return true;
    }
    let runs_on = next.contains(". ") || ends_with_stop(lines, at);
    if runs_on && verbs::opens_sentence(next) {
        return false;
    }
    wraps(previous, next, manner)
}

/// What stands before a diary number in a column of its own: "2020          SN 2020/81".
fn before_number(text: &str) -> &str {
    let cells = text.split_once("  ").filter(|(_, rest)| is_diary_line(rest.trim()));
    cells.map_or(text, |(words, _)| words)
}

/// "1. Vägar", "a) Broar", "• Parker"
fn is_list_item(text: &str) -> bool {
    let mark = text.split(' ').next().unwrap_or_default();
    mark.len() < text.len()
        && (matches!(mark, "•" | "●" | "-" | "") && !text.starts_with("- ")
            || mark.len() <= 3
                && mark.ends_with(['.', ')'])
                && mark.starts_with(|c: char| c.is_ascii_alphanumeric()))
}

/// A line that begins with the rest of a person's name: "Alme (L) om fler bänkar".
fn splits_name(text: &str) -> bool {
    let Some((name, rest)) = text.split_once(" (") else { return false };
    let (code, behind) = rest.split_once(')').unwrap_or((rest, ""));
    // "Bo Al (m) yrkar avslag." is a sentence of its own.
    if behind.split_whitespace().next().is_some_and(verbs::is_finite) {
        return false;
    }
    name.split(' ').count() <= 2
        && name.split(' ').all(|word| word.starts_with(char::is_uppercase))
        && crate::party::letters(code).is_some()
}

/// A line in capitals: what follows a title in capitals at once is more of it, since its text is
/// set in small letters. (What is a heading was told before.)
fn is_shouted(text: &str) -> bool {
    let capitals = text.chars().filter(|c| c.is_uppercase()).count();
    capitals > 3 && !text.chars().any(char::is_lowercase)
}

/// "2023", "2021–2023": years that the title's line above had no room for.
pub(super) fn is_rest_of_years(text: &str) -> bool {
    let year = |part: &str| {
        part.len() == 4
            && (part.starts_with("19") || part.starts_with("20"))
            && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    text.len() <= 16 && text.split(['–', '-', '/']).map(str::trim).all(year)
}

/// "AB", the end of a company's name, which is never a line's own beginning.
fn is_rest_of_company(text: &str) -> bool {
    let word = text.split([' ', ',']).next().unwrap_or_default();
    matches!(word, "AB" | "AB:s" | "ABs" | "HB" | "KB")
}

/// "2023", "2021–2023", "4:12": too little to be anything else.
fn is_rest_of_number(text: &str) -> bool {
    text.len() <= 16
        && text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().all(|c| c.is_ascii_digit() || "–-:/ ".contains(c))
}

/// Whether the lines that follow `at` without a blank between end with a full stop.
fn ends_with_stop(lines: &[Line], at: usize) -> bool {
    let block =
        lines[at..].iter().take(12).take_while(|line| !line.is_blank() && line.heading.is_none());
    block.last().is_some_and(|line| line.text.ends_with('.'))
}

/// Whether `next` continues the title line `previous`: the line was full, or ends or begins in
/// the middle of a phrase.
pub(super) fn wraps(previous: &str, next: &str, manner: Manner) -> bool {
    if let Some(behind) = next.strip_prefix(['-', '–']) {
        return behind.starts_with(' ');
    }
    if next.starts_with(|c: char| c.is_lowercase() || c == '(') {
        return true;
    }
    if ends_open(previous) {
        return true;
    }
    if previous.ends_with(['.', ':']) || next.ends_with('.') {
        return false;
    }
    let word = next.split_whitespace().next().unwrap_or_default().chars().count();
    let have = previous.chars().count();
    (have + 1 + word) * 10 > manner.width * 9
}

/// A line that cannot be the end of a title.
pub(super) fn ends_open(line: &str) -> bool {
    let last = line.rsplit(char::is_whitespace).next().unwrap_or_default();
    line.ends_with([',', '-', '–', '/', '&']) || is_open(last)
}

/// Joins a title's lines. A hyphen at a line's end stays and closes up ("Väster-" / "Mo", "LED-" /
/// "ljus"), stays with a blank before "och", and goes where it only broke a word ("skyd-" / "dade").
pub(super) fn joined(lines: &[String]) -> String {
    let mut out = String::new();
    for line in lines {
        let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
        let omission = ["och ", "eller ", "samt "].iter().any(|word| line.starts_with(word));
        let broken = out.ends_with('-') && !out.ends_with(" -") && !omission;
        if broken && line.starts_with(char::is_lowercase) && breaks_word(&out) {
            out.pop();
        }
        if !out.is_empty() && !broken {
            out.push(' ');
        }
        out.push_str(&line);
    }
    out
}

/// A part of a word in small letters before the hyphen, not "LED-", "e-" or "1900-".
fn breaks_word(line: &str) -> bool {
    let word = line.trim_end_matches('-').rsplit([' ', '-', '–', '(']).next().unwrap_or_default();
    word.chars().count() > 1 && word.chars().skip(1).all(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_a_title_join() {
        let table = [
            (["Plan för skyd-", "dade boenden"], "Plan för skyddade boenden"),
            (["Byte till LED-", "ljus"], "Byte till LED-ljus"),
            (["Skolan i Väster-", "Mo"], "Skolan i Väster-Mo"),
            (["Natt-", "och dagöppet"], "Natt- och dagöppet"),
            (["Hus från 1900-", "talet"], "Hus från 1900-talet"),
        ];
        for (lines, title) in table {
            assert_eq!(joined(&lines.map(str::to_owned)), title);
        }
    }
}
