//! Lines of a §'s head that are no part of its title: page heads, subtitles and remarks.

use std::sync::LazyLock;

use regex::Regex;

use super::super::dates;
use super::super::lines::Line;
use crate::pattern::pattern;
use crate::small_letters::SmallLetters;

static SUBTITLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:Svar på (?:remiss|skrivelse|uppdrag|inbjudan)|Remiss från|Remissvar till|Svar till [^.]{4,60}[Dd]nr|Remittera[td] av|Remissinstansens |Redovisning av (?:budget)?uppdrag|Yttrande till|Återrapportering av uppdrag|Återremiss från)",
    )
});
static REFERRING: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)remiss(?:en)? (?:från|av) ([^,(]+?)(?:,|\s+[Dd]nr|$)"));

/// The head of a page between a §'s number and its title: such lines recur in the document.
pub(super) fn is_page_head(lines: &[Line], at: usize) -> bool {
    let text = lines[at].text;
    let lower = text.small();
    // No title is called so, even where the other pages' heads were taken off before.
    let number = lower.strip_prefix("protokoll nr ");
    if number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'/'))
        || lower.strip_prefix("sammanträdesdatum").is_some_and(|rest| dates::first(rest).is_some())
    {
        return true;
    }
    let of_page = crate::organ::is_name(text)
        || lower == "protokoll"
        || lower.starts_with("sammanträdesdatum")
        || lower.starts_with("protokoll nr")
        || lower.starts_with("sammanträdesprotokoll")
        || ["kommun", "stad", "kontor", "kontoret"].iter().any(|end| lower.ends_with(end));
    of_page && lines.iter().filter(|line| line.text == text).nth(1).is_some()
}

/// "Ärenderubrik:  Plan för kajen" without the name of the form's field.
pub(super) fn without_field_name(text: &str) -> &str {
    const NAMES: [&str; 5] =
        ["Ärenderubrik:", "Ärendemening:", "Ärendets rubrik:", "Ärendetitel:", "Rubrik:"];
    let title = NAMES.iter().find_map(|name| text.trim_start().strip_prefix(name));
    title.map_or(text, str::trim_start)
}

pub(in crate::parse) fn is_subtitle(text: &str) -> bool {
    SUBTITLE.is_match(text)
}

/// Who referred the matter, from a subtitle ("Svar på remiss från kommunstyrelsen, dnr …").
pub(in crate::parse) fn referring(text: &str) -> Option<String> {
    let found = REFERRING.captures(text)?.get(1)?.as_str().trim();
    crate::organ::is_name_folded(&found.small()).then(|| found.to_owned())
}

/// "Inga handlingar", "Bilagor: 0", "Det finns inga filer att visa": what a portal tells of the
/// files of a matter, where it has none.
fn is_of_portal(text: &str) -> bool {
    static TELLS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^(?:(?:antal )?(?:handlingar|bilagor|dokument|filer)\s?[:(]\s?\d{1,3}\)?|(?:det finns )?(?:inga|ingen) (?:\w+ )?(?:handlingar|bilagor|dokument|filer|information)(?: (?:att visa|finns|bifogade|bifogas|publicerade))?|(?:handlingar|bilagor|underlag|dokument) saknas|ladda ner .{0,30})\.?$",
        )
    });
    text.len() < 60 && TELLS.is_match(text)
}

/// "(Handlingar sänds senare)", "(Muntlig föredragning)": a line in parentheses that tells how the
/// matter comes before the meeting; "Föredragande: Ann Ek": who brings it there.
pub(super) fn is_remark(text: &str) -> bool {
    const WHO: [&str; 7] = [
        "Föredragande",
        "Föredragare",
        "Föredragning",
        "Handläggare",
        "Ansvarig",
        "Turordning",
        "Rapportör",
    ];
    if is_of_portal(text)
        || WHO.iter().any(|who| text.strip_prefix(who).is_some_and(|rest| rest.starts_with(": ")))
    {
        return true;
    }
    static TELLS: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"(?i)^\((?:(?:handling|bilag|underlag|material|föredrag|muntlig|tjänsteskrivelse)\w*|(?:skickas|sänds|utsänds|delas|läggs|publiceras)) [^()]*\)$",
        )
    });
    text.starts_with('(') && TELLS.is_match(text)
}
