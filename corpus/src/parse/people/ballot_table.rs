//! How each person voted: tables of names, parties and votes, as a page sets them or with one cell
//! on each line, as extractors leave them.

use crate::document::{Ballot, Choice};
use crate::party;
use crate::small_letters::SmallLetters;

/// The columns that a table's head names, with the place of each.
#[derive(Default)]
struct Columns(Vec<(usize, Choice)>);

/// The ballots that the table in `lines` lists, in its order.
pub(in crate::parse) fn table<'t>(lines: impl Iterator<Item = &'t str>) -> Vec<Ballot> {
    let mut ballots: Vec<Ballot> = Vec::new();
    let mut columns = Columns::default();
    let mut row: Vec<&str> = Vec::new();
    let mut cells: Vec<Cell> = Vec::new();
    for line in lines.filter(|line| !line.trim().is_empty()) {
        cells.clear();
        cells.extend(cells_of(line));
        if let Some(head) = head(&cells) {
            columns = head;
            row.clear();
            continue;
        }
        for cell in &cells {
            let Some(choice) = columns.choice(cell) else {
                row.push(cell.text);
                continue;
            };
            ballots.extend(ballot(&row, choice));
            row.clear();
        }
        // A row of a page ends with its line; one that extractors took apart is never so long.
        if row.len() > 8 {
            row.clear();
        }
    }
    ballots
}

/// A cell of a line.
struct Cell<'t> {
    text: &'t str,
    /// The letter of the line that it begins at.
    at: usize,
    /// The vote that it says in a word.
    word: Option<Choice>,
}

/// The cells of a line.
fn cells_of(line: &str) -> impl Iterator<Item = Cell<'_>> {
    let mut letters = 0;
    let mut rest = Some(line);
    let parts = std::iter::from_fn(move || {
        let line = rest?;
        let end = memchr::memmem::find(line.as_bytes(), b"  ");
        rest = end.map(|end| &line[end + 2..]);
        Some(&line[..end.unwrap_or(line.len())])
    });
    parts.filter_map(move |part| {
        let from = letters;
        letters += part.chars().count() + 2;
        let text = part.trim_start();
        let lead = part[..part.len() - text.len()].chars().count();
        let text = text.trim_end();
        (!text.is_empty()).then(|| Cell { text, at: from + lead, word: word(text) })
    })
}

/// "Ledamot   Parti   Ja   Nej   Avstår"
fn head(cells: &[Cell]) -> Option<Columns> {
    let has = |choice: Choice| cells.iter().any(|cell| cell.word == Some(choice));
    (has(Choice::Yes) && has(Choice::No))
        .then(|| Columns(cells.iter().filter_map(|cell| Some((cell.at, cell.word?))).collect()))
}

fn word(cell: &str) -> Option<Choice> {
    // Names and numbers begin with other letters.
    if !cell.starts_with(['j', 'J', 'n', 'N', 'a', 'A', 'f', 'F', 'k', 'K']) {
        return None;
    }
    let bare = cell.trim_end_matches('.');
    if bare.len() > "frånvarande".len() {
        return None;
    }
    match bare.small().as_str() {
        "ja" => Some(Choice::Yes),
        "nej" => Some(Choice::No),
        "avstår" | "avstod" | "avst" => Some(Choice::Abstained),
        "frånvarande" | "frånv" | "kvittad" | "kvittat" => Some(Choice::Absent),
        _ => None,
    }
}

impl Columns {
    /// What a cell says: a vote in a word, or a cross in a vote's column.
    fn choice(&self, cell: &Cell) -> Option<Choice> {
        if !matches!(cell.text, "X" | "x" | "1") || self.0.is_empty() {
            return cell.word;
        }
        let nearest = self.0.iter().min_by_key(|(column, _)| column.abs_diff(cell.at))?;
        (nearest.0.abs_diff(cell.at) <= 4).then_some(nearest.1)
    }
}

/// The ballot of a row: the cells before the party are the name.
fn ballot(row: &[&str], choice: Choice) -> Option<Ballot> {
    let short = |cell: &str| cell.chars().count() <= 3 && !cell.starts_with(char::is_lowercase);
    let code = |cell: &str| short(cell).then(|| party::letters(cell)).flatten();
    let coded = row.iter().enumerate().find_map(|(at, cell)| Some((at, code(cell)?)));
    let (name, letters) = match coded {
        Some((at, letters)) => (row[..at].join(" "), letters),
        None => row.iter().find_map(|cell| {
            let (name, code) = cell.strip_suffix(')')?.rsplit_once('(')?;
            Some((name.trim().to_owned(), party::letters(code)?))
        })?,
    };
    let name = name.rsplit(':').next().unwrap_or_default().trim().to_owned();
    let named = name.split(' ').count() >= 2
        && name.len() <= 60
        && name.starts_with(char::is_uppercase)
        && !name.contains(|c: char| c.is_ascii_digit());
    named.then(|| Ballot { person: name, party: letters.to_owned(), choice })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let ballots = table(text.lines()).into_iter();
        ballots.map(|b| format!("{} {} {:?}", b.person, b.party, b.choice)).collect()
    }

    #[test]
    fn rows_with_words_crosses_or_one_cell_a_line() {
        let expected = ["Ann Ek S Yes", "Bo Al M No", "Cia By-Ros V Abstained"];
        let tables = [
            "Namn          Parti   Röst\nAnn Ek        S       Ja\nBo Al         M       Nej\nCia By-Ros    V       Avstår\n",
            "Ledamot             Ja   Nej  Avstår\nAnn Ek (S)          X\nBo Al (M)                X\nCia By-Ros (V)                X\n",
            "Namn\n\nParti\n\nPlats\n\nResultat\n\nAnn Ek\n\nS\n\n1\n\nJa\n\nBo Al\n\nM\n\n12\n\nNej\n\nCia\nBy-Ros\n\nV\n\n3\n\nAvstår\n",
        ];
        for text in tables {
            let found = shown(text);
            assert_eq!(found.len(), 3, "{text}\n{found:?}");
            for (found, expected) in found.iter().zip(expected) {
                assert!(found.ends_with(expected), "{found}");
            }
        }
    }
}
