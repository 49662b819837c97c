//! The place within a law: chapter, §, point. `11 kap. 5 §` is `5 § 11 kap.` is `11:5` behind the law's
//! abbreviation.

use super::cursor::Cursor;
use super::{date, statute};

/// §§-ranges are spelt out to this length.
const LONGEST_RANGE: u32 = 30;

/// Chapter and sections as read.
#[derive(Debug, Clone, Default)]
pub(super) struct Place {
    pub(super) chapter: String,
    pub(super) sections: Vec<String>,
    pub(super) point: String,
}

const CHAPTER: &[&str] = &["kap", "kapitlet", "kapitel"];
const CONJUNCTIONS: &[&str] = &["och", "samt", "eller"];

/// The words that may stand between a number and the § or the chapter it belongs to.
pub(super) fn joints() -> impl Iterator<Item = &'static str> {
    CHAPTER.iter().chain(CONJUNCTIONS).copied()
}

/// `11 kap. 5 §`, `5 § 11 kap.`, `11 kap.`, `2 §`, `9 § 6`, `9 § p. 6`.
pub(super) fn place(cursor: &mut Cursor<'_>) -> Option<Place> {
    let mut place = Place::default();
    if let Some(chapter) = cursor.maybe(chapter) {
        place.chapter = chapter;
        if let Some(sections) = cursor.maybe(signed_sections) {
            place.sections = sections;
            place.point = cursor.maybe(point).unwrap_or_default();
        }
        return Some(place);
    }
    place.sections = signed_sections(cursor)?;
    place.point = cursor.maybe(point).unwrap_or_default();
    if let Some(chapter) = cursor.maybe(|ahead| {
        ahead.blank();
        ahead.one_of(&["i"]).map(|_| ahead.blank());
        chapter(ahead)
    }) {
        place.chapter = chapter;
    }
    Some(place)
}

/// `fjärde kapitlet 1 §`.
pub(super) fn spelt_place(cursor: &mut Cursor<'_>) -> Option<Place> {
    let chapter = date::ordinal(cursor)?;
    cursor.blank();
    cursor.one_of(CHAPTER)?;
    cursor.sign(&['.', ',']);
    cursor.blank();
    let sections = signed_sections(cursor)?;
    let point = cursor.maybe(point).unwrap_or_default();
    Some(Place { chapter: chapter.to_string(), sections, point })
}

/// `11:5` behind the law.
pub(super) fn short_place(cursor: &mut Cursor<'_>) -> Option<Place> {
    let mut ahead = *cursor;
    let chapter = ahead.number().filter(|chapter| *chapter < 100)?;
    ahead.sign(&[':'])?;
    let section = section(&mut ahead)?;
    *cursor = ahead;
    Some(Place { chapter: chapter.to_string(), sections: vec![section], point: String::new() })
}

/// `11 kap.` with the blank behind it.
fn chapter(cursor: &mut Cursor<'_>) -> Option<String> {
    let ordinal = |ahead: &mut Cursor<'_>| {
        let number = ahead.number().filter(|number| *number < 100)?;
        ahead.sign(&[':'])?;
        ahead.one_of(&["e", "a"])?;
        Some(number.to_string())
    };
    let chapter = cursor.maybe(ordinal).or_else(|| section(cursor))?;
    cursor.blank();
    cursor.one_of(CHAPTER)?;
    cursor.maybe(|ahead| {
        ahead.sign(&['.', ','])?;
        Some(())
    });
    cursor.maybe(|ahead| ahead.blank().then_some(()));
    Some(chapter)
}

/// `5 §`, `5 och 6 §§`, `1-3 §§`.
fn signed_sections(cursor: &mut Cursor<'_>) -> Option<Vec<String>> {
    let sections = sections(cursor)?;
    cursor.blank();
    cursor.sign(&['§'])?;
    cursor.sign(&['§']);
    Some(sections)
}

/// Numbers joined by `-`, `,` and `och`; ranges spelt out.
pub(super) fn sections(cursor: &mut Cursor<'_>) -> Option<Vec<String>> {
    let mut sections = vec![section(cursor)?];
    while let Some((range, next)) = cursor.maybe(next_section) {
        let last = sections.last().and_then(|last| last.parse::<u32>().ok());
        if let (true, Some(from), Ok(to)) = (range, last, next.parse::<u32>())
            && from < to
            && to - from <= LONGEST_RANGE
        {
            sections.extend((from + 1..to).map(|between| between.to_string()));
        }
        sections.push(next);
        if sections.len() > 60 {
            break;
        }
    }
    Some(sections)
}

fn next_section(cursor: &mut Cursor<'_>) -> Option<(bool, String)> {
    if cursor.sign(&['-']).is_some() {
        return Some((true, section(cursor)?));
    }
    let comma = cursor.sign(&[',']).is_some();
    if !cursor.blank() {
        return None;
    }
    let conjunction = cursor.one_of(CONJUNCTIONS).is_some() && cursor.blank();
    let dash = !comma && !conjunction && cursor.sign(&['-']).is_some() && cursor.blank();
    if !comma && !conjunction && !dash {
        return None;
    }
    let next = section(cursor)?;
    // A list goes on only as far as a § follows: "5 §, 12 personer" has no 12 §.
    let mut ahead = *cursor;
    while ahead.maybe(next_section).is_some() {}
    ahead.blank();
    ahead.sign(&['§']).map(|_| (dash, next))
}

/// `5`, `1a`, `1 a`.
fn section(cursor: &mut Cursor<'_>) -> Option<String> {
    let number = cursor.digits().filter(|digits| digits.len() <= 4)?;
    let number = super::cursor::plain(number);
    let letter = cursor.maybe(|ahead| {
        ahead.blank();
        let letter = ahead.letters().filter(|letter| {
            letter.len() == 1 && letter.as_bytes()[0].is_ascii_lowercase() && *letter != "i"
        })?;
        let mut behind = *ahead;
        behind.blank();
        (behind.sign(&['§']).is_some() || behind.one_of(&["kap"]).is_some()).then_some(letter)
    });
    let whole = format!("{number}{}", letter.unwrap_or(""));
    (letter.is_some() || cursor.at_word_end()).then_some(whole)
}

/// `p. 6`, `punkt 6`, or the bare `6` between § and law; sentences of the § are passed over.
fn point(cursor: &mut Cursor<'_>) -> Option<String> {
    cursor.blank();
    cursor.maybe(|ahead| {
        const SENTENCES: &[&str] = &["första", "andra", "tredje", "fjärde", "femte", "sjätte"];
        let named = ahead.one_of(SENTENCES).is_some();
        if !named {
            ahead.digits().filter(|digits| digits.len() == 1)?;
        }
        ahead.blank();
        ahead.one_of(&["stycket", "st"])?;
        ahead.sign(&['.']);
        ahead.blank();
        Some(())
    });
    let named = cursor.one_of(&["p", "punkt", "punkten"]).is_some();
    if named {
        cursor.sign(&['.']);
        cursor.blank();
    }
    let point = cursor.digits().filter(|digits| digits.len() <= 2);
    let mut ahead = *cursor;
    ahead.blank();
    let before_law =
        ahead.one_of(&["p", "punkten"]).is_some() || statute::law(&mut { ahead }, true).is_some();
    match point {
        Some(point) if named || before_law => {
            cursor.maybe(|ahead| {
                ahead.blank();
                ahead.one_of(&["p", "punkten"])?;
                ahead.sign(&['.']);
                Some(())
            });
            Some(point.to_owned())
        }
        Some(_) => None,
        None => Some(String::new()),
    }
}
