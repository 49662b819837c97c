//! How much speaks for a candidate: its style, the title, what follows, what it continues.

use std::sync::LazyLock;

use regex::Regex;

use super::super::dates;
use super::super::lines::{Line, next_filled, previous_filled};
use super::super::quotes;
use super::{Candidate, Style, is_diary_line};
use crate::diary;
use crate::glance::has_gap;
use crate::organ;
use crate::pattern::pattern;
use crate::small_letters::SmallLetters;

/// Whether the candidate is an entry of a contents list: dots or a page number at its end, or
/// other candidates of its style close by with no text between.
pub(super) fn is_listed(lines: &[Line], all: &[Candidate], at: usize) -> bool {
    let own = &all[at];
    let text = lines[own.line].text;
    if text.contains(".....") || text.contains(". . . .") || text.contains("…..") {
        return true;
    }
    let leads = |line: usize| lines[line].text.contains("......");
    if next_filled(lines, own.line + 1, own.line + 3).is_some_and(leads) {
        return true;
    }
    let close = |other: &Candidate| other.style == own.style && near(lines, own.line, other.line);
    let before = at.checked_sub(1).is_some_and(|at| close(&all[at]));
    let after = all.get(at + 1).is_some_and(close);
    before && after || (before || after) && isolated_pair(all, at)
}

/// The two ends of a list count where the list has at least three entries.
fn isolated_pair(all: &[Candidate], at: usize) -> bool {
    let same = |other: Option<&Candidate>, step: u32| {
        other.is_some_and(|other| {
            other.style == all[at].style && other.number.abs_diff(all[at].number) == step
        })
    };
    let forward = same(all.get(at + 1), 1) && same(all.get(at + 2), 2);
    let backward = at >= 2 && same(all.get(at - 1), 1) && same(all.get(at - 2), 2);
    forward || backward
}

/// At most two filled lines and no heading between.
fn near(lines: &[Line], one: usize, other: usize) -> bool {
    let (from, to) = (one.min(other) + 1, one.max(other));
    if to - from > 8 {
        return false;
    }
    let filled: Vec<&Line> = lines[from..to].iter().filter(|line| !line.is_blank()).collect();
    filled.len() <= 2
        && filled.iter().all(|line| line.heading.is_none() && !line.text.ends_with('.'))
}

pub(super) fn weigh(lines: &[Line], candidate: &Candidate, next: usize) -> f32 {
    let line = &lines[candidate.line];
    let rest = candidate.title(line.text).trim();
    let mut score = style_weight(candidate);
    if is_law(rest)
        || is_decision(rest)
        || rest.starts_with([',', ';', ')', '/'])
        || continues_sentence(lines, candidate)
        || quotes::is_set_in(lines, candidate.line)
        || quotes::is_led_in(lines, candidate.line)
    {
        return -8.0;
    }
    if !diary::find_in_head(rest).is_empty() {
        score += 2.0;
    }
    score += title_weight(lines, candidate, rest);
    let until = (candidate.line + 24).min(next.max(candidate.line + 1));
    if followed_by_structure(lines, candidate.line + 1, until) {
        score += 2.0;
    }
    if candidate.listed {
        score -= listing_cost(&candidate.style);
    }
    score
}

/// "§ 140 KSAU 2022-10-26": an entry in a list of papers, which names the organ and the day.
fn is_decision(rest: &str) -> bool {
    let Some((organ, day)) = rest.rsplit_once(' ') else { return false };
    let is_day = day.len() == 10 && dates::first(day).is_some();
    let short = organ.len() <= 8 && organ.chars().all(char::is_uppercase);
    is_day && !has_gap(rest) && (short || organ::is_name_folded(&organ.small()))
}

/// "Ärende 1", "Punkt 1" seldom stand in a contents list: the list is the agenda itself.
pub(super) fn listing_cost(style: &Style) -> f32 {
    if matches!(style, Style::Word(_)) { 1.2 } else { 2.5 }
}

fn style_weight(candidate: &Candidate) -> f32 {
    match &candidate.style {
        Style::Sign(_) => 1.0,
        Style::NumberFirst | Style::SignLast => 0.5,
        Style::Word(word) if word == "ärende" => 1.0,
        Style::Word(_) => 0.0,
        Style::Prefix(_) => -0.5,
        Style::Dotted | Style::Bare => -1.0,
    }
}

/// A title: on the line itself, or on one of the next three lines, and not in lower case.
fn title_weight(lines: &[Line], candidate: &Candidate, rest: &str) -> f32 {
    let starts_title =
        |text: &str| text.starts_with(|c: char| c.is_uppercase() || "\"”»“".contains(c));
    if rest.is_empty() {
        let next = next_filled(lines, candidate.line + 1, candidate.line + 5);
        return match next.map(|index| lines[index].text) {
            Some(text) if starts_title(text) || is_diary_line(text) => 1.0,
            Some(_) => -2.0,
            None => -0.5,
        };
    }
    if starts_title(rest) {
        let sentence = rest.ends_with('.') && rest.split_whitespace().count() > 9;
        return if sentence { -2.0 } else { 1.0 };
    }
    if rest.starts_with(|c: char| c.is_lowercase()) && diary::find_in_head(rest).is_empty() {
        -4.0
    } else {
        0.0
    }
}

/// A known heading or a diary number's line stands close below, before the next candidate.
fn followed_by_structure(lines: &[Line], from: usize, until: usize) -> bool {
    lines[from.min(lines.len())..until.min(lines.len())]
        .iter()
        .filter(|line| !line.is_blank())
        .take(10)
        .any(|line| {
            line.heading.is_some()
                || is_diary_line(line.text)
                || crate::zone::proposing_sentence(line.text)
        })
}

/// The words of a statute after the number.
fn is_law(rest: &str) -> bool {
    static LAW: LazyLock<Regex> = LazyLock::new(|| {
        pattern(concat!(
            r"^(?:\d+\s*(?:st|p|a)?\.?\s*)?(?:(?:och|samt|eller|–|-)\s*\d+\s?[a-z]?\s*§*\s*)?(?:[a-z]\s)?",
            r"(?:SoL|LSS|LVU|LVM|KL|PBL|MB|OSL|FL|TF|RF|FB|ÅB|JB|BrB|LOU|LOV|LSPV|LPT|MBL|LAS|SkolL|HSL|GDPR|PBF|LVFS|HSLF-FS|SOSFS|AL|ML)\b",
        ))
    });
    if rest.is_empty() {
        return false;
    }
    let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().small();
    let statute = ["lagen", "balken", "förordningen", "stadgan", "föreskrifterna", "ordningen"];
    // A number may look like one of these words: "§ 146   TILL.2023.58".
    let is_word = !rest.starts_with(char::is_uppercase);
    LAW.is_match(rest)
        || is_word
            && matches!(
                word.as_str(),
                "i" | "punkt"
                    | "stycket"
                    | "andra"
                    | "första"
                    | "tredje"
                    | "och"
                    | "st"
                    | "p"
                    | "kap"
                    | "samt"
                    | "eller"
                    | "enligt"
                    | "till"
                    | "av"
                    | "om"
                    | "ska"
                    | "är"
                    | "har"
            )
        || (rest.starts_with(char::is_lowercase) && statute.iter().any(|end| word.ends_with(end)))
}

/// The line before ends in the middle of a sentence that a § may continue.
fn continues_sentence(lines: &[Line], candidate: &Candidate) -> bool {
    let Some(previous) = previous_filled(lines, candidate.line) else { return false };
    if candidate.line - previous > 1 {
        return false;
    }
    let text = lines[previous].text;
    let last = text.rsplit(char::is_whitespace).next().unwrap_or_default().small();
    let word = last.trim_end_matches('.');
    matches!(
        word,
        "kap"
            | "kapitlet"
            | "paragraf"
            | "enligt"
            | "lag"
            | "lagen"
            | "§"
            | "§§"
            | "–"
            | "och"
            | "av"
            | "i"
            | "med"
            | "samt"
            | "eller"
            | "se"
            | "jfr"
            | "jämlikt"
            | "paragrafen"
            | "paragraferna"
            | "till"
            | "stöd"
    ) || word.ends_with('-') && !text.ends_with(" -")
        || last.ends_with(',')
}
