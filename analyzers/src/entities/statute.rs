//! Places in laws (*lagrum*): `11 kap. 5 § SoL` is `SoL 11:5` is `5 § 11 kap. socialtjänstlagen`.
//! Term: law, chapter (empty where the law has none), §, point.

use super::cursor::Cursor;
use super::place::{Place, place, sections, short_place, spelt_place};
use super::{EntityKind, Found};
use crate::atoms::Class;
use crate::laws::{self, Law};

const ARTICLE: &[&str] = &["artikel", "art", "artiklarna"];
const PARAGRAF: &[&str] = &["paragraf", "paragraferna"];

/// The words before the number of an article or a §.
pub(super) fn openers() -> impl Iterator<Item = String> {
    ARTICLE.iter().chain(PARAGRAF).map(|word| (*word).to_owned())
}

/// A place that begins with digits, with or without the law behind it.
pub(super) fn find(start: Cursor<'_>) -> Option<Found> {
    let mut cursor = start;
    let place = if may_be_place(start) { place(&mut cursor) } else { None }?;
    Some(with_law(start, cursor, &place))
}

/// False where what follows the number is seen to lead to no § and no chapter.
fn may_be_place(start: Cursor<'_>) -> bool {
    /// Numbers of a list, and what stands between them.
    const REACH: usize = 200;
    const LONGEST_JOINT: usize = "eller".len();
    for atom in start.pieces[start.at + 1..].iter().take(REACH) {
        match atom.class {
            Class::Digits | Class::Blank | Class::Sign('-' | ',' | ':') => {}
            Class::Sign(sign) => return sign == '§',
            Class::Letters => {
                let word = atom.text(start.text);
                if word.starts_with(['k', 'K']) {
                    return true;
                }
                if word.len() > LONGEST_JOINT {
                    return false;
                }
            }
        }
    }
    false
}

/// A place whose chapter is spelt out: `fjärde kapitlet 1 §`.
pub(super) fn find_spelt(start: Cursor<'_>) -> Option<Found> {
    let mut cursor = start;
    let place = spelt_place(&mut cursor)?;
    Some(with_law(start, cursor, &place))
}

/// A place that was just read, with the law behind it, if one is named.
fn with_law(start: Cursor<'_>, mut cursor: Cursor<'_>, place: &Place) -> Found {
    let law = cursor.maybe(|ahead| {
        ahead.sign(&[',']);
        ahead.blank();
        ahead.one_of(&["i", "enligt", "ur"]).map(|_| ahead.blank());
        law(ahead, true)
    });
    let kind = if law.is_some() { EntityKind::Law } else { EntityKind::Paragraf };
    cursor.found(start.at, kind, terms(law, place))
}

/// A law by name or abbreviation, with or without a place behind it.
pub(super) fn find_law(start: Cursor<'_>) -> Option<Found> {
    let mut cursor = start;
    let behind = cursor.maybe(|ahead| {
        let law = law(ahead, true)?;
        ahead.sign(&[',']);
        ahead.blank();
        Some((law, short_place(ahead).or_else(|| place(ahead))?))
    });
    if let Some((law, place)) = behind {
        return Some(cursor.found(start.at, EntityKind::Law, terms(Some(law), &place)));
    }
    let law = law(&mut cursor, false)?;
    Some(cursor.found(start.at, EntityKind::Law, vec![law.term()]))
}

/// `artikel 6.1 c i GDPR`.
pub(super) fn find_article(start: Cursor<'_>) -> Option<Found> {
    let mut cursor = start;
    cursor.one_of(ARTICLE)?;
    cursor.sign(&['.']);
    cursor.blank();
    let article = cursor.digits()?;
    let mut point = String::new();
    if let Some(digits) = cursor.maybe(|ahead| ahead.sign(&['.']).and_then(|_| ahead.digits())) {
        point = format!(".{digits}");
    }
    let letter = cursor.maybe(|ahead| {
        ahead.blank();
        let letter = ahead.letters().filter(|letter| letter.len() == 1)?;
        // "artikel 6 i GDPR": here the letter is a preposition.
        let again = { *ahead };
        let preposition = letter == "i" && { again }
            .maybe(|ahead| ahead.blank().then(|| law(ahead, true))?)
            .is_some();
        (!preposition).then(|| letter.to_lowercase())
    });
    point.push_str(letter.as_deref().unwrap_or(""));
    let law = cursor.maybe(|ahead| {
        ahead.blank();
        ahead.one_of(&["i", "enligt", "ur"]).map(|_| ahead.blank());
        law(ahead, true)
    })?;
    let base = law.term();
    let mut terms = vec![format!("{base}:art{article}{point}")];
    if !point.is_empty() {
        terms.push(format!("{base}:art{article}"));
    }
    terms.push(base);
    Some(cursor.found(start.at, EntityKind::Law, terms))
}

/// `§ 14`, `§§ 3-5`, `paragraf 14`: of minutes.
pub(super) fn find_paragraf(start: Cursor<'_>) -> Option<Found> {
    let mut cursor = start;
    if cursor.one_of(PARAGRAF).is_none() {
        while cursor.sign(&['§']).is_some() {}
    }
    if cursor.at == start.at {
        return None;
    }
    cursor.sign(&[':']);
    cursor.blank();
    let sections = sections(&mut cursor)?;
    Some(cursor.found(
        start.at,
        EntityKind::Paragraf,
        sections.into_iter().map(|section| format!("§{section}")).collect(),
    ))
}

fn terms(law: Option<Law>, place: &Place) -> Vec<String> {
    let mut terms = Vec::new();
    let base = law.map_or_else(|| "lagrum:".to_owned(), |law| law.term());
    for section in &place.sections {
        if !place.point.is_empty() {
            terms.push(format!("{base}:{}:{section}:{}", place.chapter, place.point));
        }
        terms.push(format!("{base}:{}:{section}", place.chapter));
    }
    if place.sections.is_empty() {
        terms.push(format!("{base}:{}", place.chapter));
    }
    if law.is_some() {
        terms.push(base);
    }
    terms
}

/// A law by name or abbreviation.
pub(super) fn law(cursor: &mut Cursor<'_>, cited: bool) -> Option<Law> {
    let mut ahead = *cursor;
    let first = ahead.letters()?;
    const SIGNS: &[char] = &['-', ','];
    if let Some((law, words)) = laws::named(first, ahead.words_behind(SIGNS).map(|(word, _)| word))
    {
        *cursor = ahead.behind(words, SIGNS);
        return cursor.at_word_end().then_some(law);
    }
    let law = laws::abbreviated(first, cited).filter(|_| ahead.at_word_end());
    let law = law.or_else(|| if cited { numbered_law(first, &mut ahead) } else { None })?;
    *cursor = ahead;
    Some(law)
}

/// `lagen (1993:387)` before its name.
fn numbered_law(first: &str, behind: &mut Cursor<'_>) -> Option<Law> {
    const WORDS: &[&str] = &["lagen", "lag", "förordningen", "förordning"];
    WORDS.iter().find(|word| super::cursor::same_word(first, word))?;
    behind.blank();
    behind.sign(&['('])?;
    let year = behind.digits()?;
    behind.sign(&[':'])?;
    let number = behind.digits()?;
    behind.sign(&[')'])?;
    laws::by_number(year, super::cursor::plain(number))
}

#[cfg(test)]
mod tests {
    use crate::entities::tests::terms;

    #[test]
    fn table() {
        for (text, expected) in [
            ("11 kap. 5 § SoL", "lag:sol:11:5 lag:sol"),
            ("11 kap 5 § sol", "lag:sol:11:5 lag:sol"),
            ("SoL 11:5", "lag:sol:11:5 lag:sol"),
            ("11 kap. 5§ socialtjänstlagen", "lag:sol:11:5 lag:sol"),
            ("5 § 11 kap. socialtjänstlagen", "lag:sol:11:5 lag:sol"),
            ("PBL 4 kap. 4 §", "lag:pbl:4:4 lag:pbl"),
            ("4 kap. 4 § plan- och bygglagen", "lag:pbl:4:4 lag:pbl"),
            ("LVU 2 §", "lag:lvu::2 lag:lvu"),
            ("9 § 6 LSS", "lag:lss::9:6 lag:lss::9 lag:lss"),
            ("9 § p. 6 LSS", "lag:lss::9:6 lag:lss::9 lag:lss"),
            ("26 kap. 1 a § OSL", "lag:osl:26:1a lag:osl"),
            ("1-3 §§ LVU", "lag:lvu::1 lag:lvu::2 lag:lvu::3 lag:lvu"),
            ("4 kap. 1 § första stycket SoL", "lag:sol:4:1 lag:sol"),
            ("4 kap. 1 § 1 st. SoL", "lag:sol:4:1 lag:sol"),
            ("9 § punkt 9 lagen (1993:387) om stöd", "lag:lss::9:9 lag:lss::9 lag:lss"),
            (
                "1 § lagen om vissa kommunala befogenheter",
                "lag:befogenhetslagen::1 lag:befogenhetslagen",
            ),
            ("enligt lagen om offentlig upphandling", "lag:lou"),
            ("socialtjänstlagens krav", "lag:sol"),
            ("4 kap. 1 §", "lagrum::4:1"),
            ("artikel 6.1 c i GDPR", "lag:gdpr:art6.1c lag:gdpr:art6 lag:gdpr"),
            ("art. 6 i GDPR", "lag:gdpr:art6 lag:gdpr"),
            ("§ 14", "§14"),
            ("§14", "§14"),
            ("§§ 3-5", "§3 §4 §5"),
            ("paragraf 14", "§14"),
            ("fjärde kapitlet 1 § kommunallagen", "lag:kl:4:1 lag:kl"),
            ("4:e kapitlet 1 § kommunallagen", "lag:kl:4:1 lag:kl"),
            ("fjärde kapitlet i boken", ""),
            ("sol och vind", ""),
        ] {
            assert_eq!(terms(text), expected, "{text}");
        }
    }
}
