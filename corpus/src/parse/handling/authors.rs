//! Who wrote or signed a paper: the names of the signature with the posts below or beside them,
//! then who prepared the matter.

use std::ops::Range;

use super::parts::Parts;
use super::{day, names};
use crate::document::Author;
use crate::parse::cut;
use crate::parse::lines::{Line, next_filled};

/// Lines of a part that are searched for signatures.
const LINES: usize = 1200;
/// Lines that one signature takes at most.
const BLOCK: usize = 14;
/// Names of one signature at most.
const SIGNERS: usize = 8;

/// The authors of the paper with these own parts: those who sign the report, else the cover
/// letter, and whoever the letterhead names as preparing the matter.
pub(super) fn read(lines: &[Line], parts: &Parts, head: &[Author]) -> Vec<Author> {
    let mut authors = Vec::new();
    for own in parts.own() {
        // Below the place and day of a letter sign those who send it.
        let letter = parts.report.as_ref() != Some(&own) && authors.is_empty();
        let day = own.clone().find(|&at| day::place_and_day(lines[at].text).is_some());
        if let Some(at) = day.filter(|_| letter) {
            authors = signers(lines, at + 1..own.end.min(at + BLOCK));
            if authors.is_empty() {
                authors = behind_day(lines, at + 1..own.end);
            }
        }
        if authors.is_empty() {
            authors = signers(lines, own.clone());
        }
        if let Some(at) = day.filter(|_| authors.is_empty()) {
            authors = behind_day(lines, at + 1..own.end);
        }
        if authors.is_empty() {
            authors.extend(member(lines, own));
        }
    }
    for clerk in head {
        if !authors.iter().any(|author| author.name == clerk.name && author.role == clerk.role) {
            authors.push(clerk.clone());
        }
    }
    authors
}

/// Names over posts, anywhere in the part.
fn signers(lines: &[Line], own: Range<usize>) -> Vec<Author> {
    let mut found: Vec<Author> = Vec::new();
    let mut at = own.start;
    let mut last = own.end.min(own.start + LINES);
    while at < last {
        let block = signature(lines, at, own.end);
        at = block.as_ref().map_or(at + 1, |block| block.1);
        // What is signed further below is an annex.
        if block.is_some() && found.is_empty() {
            last = last.min(at + BLOCK);
        }
        for author in block.into_iter().flat_map(|block| block.0) {
            let known = found.iter().any(|known| known.name == author.name);
            if !known && found.len() < SIGNERS {
                found.push(author);
            }
        }
    }
    found
}

/// The signature whose names begin on line `at`, and the line behind it.
fn signature(lines: &[Line], at: usize, until: usize) -> Option<(Vec<Author>, usize)> {
    let line = &lines[at];
    if line.text.len() > 240 || !line.text.starts_with(char::is_uppercase) {
        return None;
    }
    let cells = names::cells(cut(line.text, 240));
    if cells.iter().all(|cell| names::is_name(cell)) {
        let below = next_filled(lines, at + 1, until.min(at + 4))?;
        let posts = posts(lines, below, until, &cells)?;
        let behind = posts.1;
        return Some((pair(&cells, posts.0)?, behind));
    }
    one_line(&cells).map(|authors| (authors, at + 1))
}

/// The posts on line `at`, below `above`; a line that goes on below them is joined to the one it
/// stands under.
fn posts(lines: &[Line], at: usize, until: usize, above: &[&str]) -> Option<(Vec<String>, usize)> {
    let cells = names::cells(cut(lines[at].text, 240));
    let telling = cells.iter().filter(|cell| names::is_post(cell)).count();
    let short = cells.iter().all(|cell| cell.len() < 80 && !cell.ends_with('.'));
    if telling == 0 || !short || cells.len() != above.len() || telling * 2 < cells.len() {
        return None;
    }
    let mut posts: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
    close(&mut posts);
    let mut behind = at + 1;
    if let Some(next) = lines[..until].get(at + 1)
        && goes_on(&posts, next)
    {
        for cell in names::cells(next.text) {
            let column = cell.as_ptr().addr() - next.raw.as_ptr().addr();
            let starts =
                cells.iter().map(|above| above.as_ptr().addr() - lines[at].raw.as_ptr().addr());
            let nearest = starts.enumerate().min_by_key(|(_, start)| start.abs_diff(column));
            if let Some((place, _)) = nearest {
                posts[place].push(' ');
                posts[place].push_str(cell);
            }
        }
        behind += 1;
    }
    Some((posts, behind))
}

/// Whether the line below the posts goes on with them: it begins in small letters, or a post above
/// it ends in the middle of a phrase.
fn goes_on(posts: &[String], next: &Line) -> bool {
    let open = posts.iter().any(|post| ends_open(post));
    let cells = names::cells(cut(next.text, 240));
    !cells.is_empty()
        && cells.len() <= posts.len()
        && cells.iter().all(|cell| cell.len() < 50 && !cell.ends_with(['.', ':']))
        && (open
            || cells.iter().all(|cell| cell.starts_with(char::is_lowercase)) && posts.len() > 1)
}

/// Columns that were run together row by row: what the first post lacks stands behind the last
/// ("Direktör Utveckling av" | "Stadsdirektör stadens verksamheter"). A post that is complete goes
/// on with "och" or a preposition only.
fn close(posts: &mut [String]) {
    let Some(last) = posts.len().checked_sub(1) else { return };
    let goes_on = posts[last].split(' ').nth(1).is_none_or(|word| {
        !word.starts_with(char::is_lowercase) || joins(word) || names::is_post_word(word)
    });
    let unfinished = Some(0).filter(|_| !goes_on && last == 1);
    let Some(open) = posts.iter().position(|post| ends_open(post)).or(unfinished) else { return };
    if open == last {
        return;
    }
    let tail = posts[last].match_indices(' ').map(|(at, _)| at).find(|&at| {
        names::is_post(&posts[last][..at]) && posts[last][at + 1..].starts_with(char::is_lowercase)
    });
    if let Some(at) = tail {
        let rest = posts[last].split_off(at);
        posts[open].push_str(&rest);
    }
}

fn ends_open(post: &str) -> bool {
    joins(post.rsplit(' ').next().unwrap_or_default()) || post.ends_with(['-', ','])
}

fn joins(word: &str) -> bool {
    matches!(word, "av" | "och" | "för" | "i" | "inom" | "samt" | "med" | "på" | "vid" | "till")
}

/// Names with their posts; where the extractor set two names and two posts side by side with one
/// blank, both are cut in the middle.
fn pair(names: &[&str], posts: Vec<String>) -> Option<Vec<Author>> {
    if let ([both], [post]) = (names, posts.as_slice()) {
        let words: Vec<&str> = both.split_whitespace().collect();
        let titles: Vec<&str> = post.split_whitespace().collect();
        if words.len() == 4
            && titles.len() == 2
            && titles.iter().all(|title| names::is_post_word(title))
            && titles[1].starts_with(char::is_uppercase)
        {
            let of = |place: usize| Author {
                name: words[place * 2..place * 2 + 2].join(" "),
                role: Some(titles[place].to_owned()),
            };
            return Some(vec![of(0), of(1)]);
        }
    }
    let authors = names.iter().zip(posts).map(|(name, post)| Author {
        name: (*name).to_owned(),
        role: Some(post.trim_end_matches(['*', ' ']).to_owned()),
    });
    Some(authors.collect())
}

/// Names and posts that were run together on one line, row by row: "Eva Berg  Bo Ek Planchef
/// Hamnchef" in cells, or one name and its post.
fn one_line(cells: &[&str]) -> Option<Vec<Author>> {
    let mut people: Vec<&str> = Vec::new();
    let mut posts: Vec<String> = Vec::new();
    for cell in cells {
        let (name, post) = names::split(cell);
        if name.is_none() && post.is_none() && posts.is_empty() {
            return None;
        }
        // No name comes behind the first post.
        if name.is_some() && !posts.is_empty() {
            return None;
        }
        people.extend(name);
        let rest = if name.is_none() && post.is_none() { Some(*cell) } else { post };
        posts.extend(rest.map(str::to_owned));
    }
    if people.len() == posts.len() + 1
        && let Some(parts) = posts.pop()
    {
        posts.extend(two_posts(&parts));
    }
    if people.is_empty() || people.len() != posts.len() {
        return None;
    }
    close(&mut posts);
    pair(&people, posts)
}

/// "Direktör Utveckling av stadens Stadsdirektör verksamheter": two posts side by side.
fn two_posts(posts: &str) -> Vec<String> {
    let second = posts.match_indices(' ').map(|(at, _)| at + 1).find(|&at| {
        let word = posts[at..].split(' ').next().unwrap_or_default();
        word.starts_with(char::is_uppercase) && names::is_post_word(word)
    });
    match second {
        Some(at) => vec![posts[..at].trim_end().to_owned(), posts[at..].to_owned()],
        None => vec![posts.to_owned()],
    }
}

/// Names below the place and day of signing, without posts.
fn behind_day(lines: &[Line], below: Range<usize>) -> Vec<Author> {
    let mut found = Vec::new();
    for line in lines[below].iter().filter(|line| !line.is_blank()).take(10) {
        let cells = names::cells(cut(line.text, 240));
        let people: Vec<String> = cells.iter().flat_map(|cell| row(cell)).collect();
        if people.is_empty() {
            if found.is_empty() && line.text.len() < 60 {
                continue;
            }
            break;
        }
        found.extend(people.into_iter().map(|name| Author { name, role: None }));
    }
    found.truncate(SIGNERS);
    found
}

/// The names in a cell: one, or several of two words each that stand in a row.
fn row(cell: &str) -> Vec<String> {
    if names::is_name(cell) {
        return vec![cell.to_owned()];
    }
    let words: Vec<&str> = cell.split_whitespace().collect();
    let pairs: Vec<String> = words.chunks(2).map(|pair| pair.join(" ")).collect();
    let all = words.len() >= 6 && pairs.iter().all(|pair| names::is_name(pair));
    if all { pairs } else { Vec::new() }
}

/// The member of the council who signs a question or a motion: "Eva Berg (M)" alone on the last
/// line.
fn member(lines: &[Line], own: Range<usize>) -> Vec<Author> {
    let Some(last) = own.rev().map(|at| lines[at].text).find(|text| !text.is_empty()) else {
        return Vec::new();
    };
    let signer = |cell: &str| {
        let (name, party) = cell.rsplit_once(" (")?;
        let letters = party.strip_suffix(')')?;
        let is_party = letters.len() <= 4 && letters.chars().all(char::is_uppercase);
        (is_party && names::is_name(name)).then(|| Author { name: name.to_owned(), role: None })
    };
    let cells = names::cells(cut(last, 240));
    cells.into_iter().map(signer).collect::<Option<Vec<Author>>>().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Text;
    use crate::parse::lines::split;

    fn shown(source: &str) -> Vec<(String, Option<String>)> {
        let text = Text { string: source.to_owned(), ..Text::default() };
        let lines = split(&text);
        let parts = Parts { cover: 0..lines.len(), ..Parts::default() };
        read(&lines, &parts, &[]).into_iter().map(|author| (author.name, author.role)).collect()
    }

    #[test]
    fn signatures_in_columns() {
        let two =
            [("Eva Berg", "Direktör Utveckling av stadens hamnar"), ("Bo Ek", "Stadsdirektör")];
        let table = [
            "Eva Berg                    Bo Ek\n\nDirektör Utveckling av      Stadsdirektör stadens hamnar\n",
            "Eva Berg                    Bo Ek\nDirektör Utveckling av      Stadsdirektör\nstadens hamnar\n",
            "Eva Berg          Bo Ek Direktör Utveckling av      Stadsdirektör stadens hamnar\n",
            "Eva Berg          Bo Ek\nDirektör Utveckling av stadens      Stadsdirektör hamnar\n",
            "Eva Berg          Bo Ek Direktör Utveckling av stadens Stadsdirektör hamnar\n",
        ];
        for source in table {
            let expected: Vec<_> = two
                .iter()
                .map(|(name, post)| ((*name).to_owned(), Some((*post).to_owned())))
                .collect();
            assert_eq!(shown(source), expected, "{source}");
        }
    }

    #[test]
    fn a_department_is_no_person() {
        let source = "Socialförvaltningen Norr\nEva Berg Förvaltningsdirektör\n";
        assert_eq!(
            shown(source),
            [("Eva Berg".to_owned(), Some("Förvaltningsdirektör".to_owned()))]
        );
    }

    #[test]
    fn two_columns_with_one_blank_between_them() {
        let people: Vec<String> = shown("Eva Berg Bo Ek\nHamncontroller Förvaltningsdirektör\n")
            .into_iter()
            .map(|one| one.0)
            .collect();
        assert_eq!(people, ["Eva Berg", "Bo Ek"]);
    }

    #[test]
    fn letters_and_questions_are_signed_without_posts() {
        let table = [
            (
                "Text.\nTärnvalla den 10 maj 2023 Tärnvalla kommunstyrelse\n\nEva Berg\n\nBo Ek\n",
                vec!["Eva Berg", "Bo Ek"],
            ),
            ("Vad tänker du göra?\nEva Berg (M)\n", vec!["Eva Berg"]),
            (
                "Tärnvalla den 10 maj 2023\n\nEva Berg Bo Ek Li Ask  Per de Vries\n",
                vec!["Eva Berg", "Bo Ek", "Li Ask", "Per de Vries"],
            ),
            ("Hamnen byggs ut.\nDen blir stor.\n", vec![]),
        ];
        for (source, names) in table {
            let people: Vec<String> = shown(source).into_iter().map(|one| one.0).collect();
            assert_eq!(people, names, "{source}");
        }
    }
}
