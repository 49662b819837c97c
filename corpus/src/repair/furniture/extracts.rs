//! What looks like furniture in an extract and is none: it may give what several organs decided in
//! one matter, each under a page head of its own, its own number and the matter's title.

use super::SourceLine;
use crate::glance::split_at_gaps;
use crate::organ;
use crate::small_letters::SmallLetters;

/// The organ whose minutes an extract is from, by the head of its first page; `None` where the
/// source is no extract.
pub(super) fn owner(lines: &[SourceLine], filled: &[usize]) -> Option<String> {
    let head = || filled.iter().take(8).map(|&index| lines[index].text.small());
    let extract = head().any(|line| line.contains("protokollsutdrag"));
    extract.then(|| head().find_map(|line| organ_in(&line)))?
}

/// Whether the head names another organ: there its minutes begin.
pub(super) fn is_of_other(owner: Option<&str>, text: &str) -> bool {
    owner.is_some_and(|owner| organ_in(&text.small()).is_some_and(|organ| organ != owner))
}

fn organ_in(lower: &str) -> Option<String> {
    split_at_gaps(lower).map(str::trim).find(|cell| organ::is_name_folded(cell)).map(str::to_owned)
}

/// Whether the line stands below a number alone, and elsewhere below another.
pub(super) fn is_title_of_two(lines: &[SourceLine], index: usize) -> bool {
    let Some(own) = number_above(lines, index) else { return false };
    let title = lines[index].text.trim();
    let same = lines.iter().enumerate().filter(|(_, line)| line.text.trim() == title);
    same.filter_map(|(other, _)| number_above(lines, other)).any(|number| number != own)
}

/// "164" of the line "§ 164" above, with blank lines at most between.
fn number_above<'t>(lines: &[SourceLine<'t>], index: usize) -> Option<&'t str> {
    let above = lines[..index].iter().rev().map(|line| line.text.trim());
    let number = above.take(4).find(|text| !text.is_empty())?.strip_prefix('§')?.trim();
    (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())).then_some(number)
}
