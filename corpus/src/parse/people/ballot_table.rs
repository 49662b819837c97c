//! How each person voted: tables of names, parties and votes, as a page sets them or with one cell
//! on each line, as extractors leave them.

use crate::document::{Ballot, Choice};
use crate::party;

/// The columns that a table's head names, with the place of each.
#[derive(Default)]
struct Columns(Vec<(usize, Choice)>);

/// The ballots that the table in `lines` lists, in its order.
pub(in crate::parse) fn table<'t>(lines: impl Iterator<Item = &'t str>) -> Vec<Ballot> {
    let mut ballots: Vec<Ballot> = Vec::new();
    let mut columns = Columns::default();
    let mut row: Vec<&str> = Vec::new();
    for line in lines {
        if let Some(head) = head(line) {
            columns = head;
            row.clear();
            continue;
        }
        for (place, cell) in cells(line) {
            let Some(choice) = columns.choice(cell, place) else {
                row.push(cell);
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

/// The cells of a line with the letter each begins at.
fn cells(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    line.split("  ").flat_map(move |part| {
        let start = from;
        from += part.chars().count() + 2;
        let lead = part.chars().take_while(|c| c.is_whitespace()).count();
        let cell = part.trim();
        (!cell.is_empty()).then_some((start + lead, cell))
    })
}

/// "Ledamot   Parti   Ja   Nej   Avstår"
fn head(line: &str) -> Option<Columns> {
    let named: Vec<(usize, Choice)> =
        cells(line).filter_map(|(at, cell)| Some((at, word(cell)?))).collect();
    let has = |choice: Choice| named.iter().any(|(_, known)| *known == choice);
    (has(Choice::Yes) && has(Choice::No)).then_some(Columns(named))
}

fn word(cell: &str) -> Option<Choice> {
    let lower = cell.trim_end_matches('.').to_lowercase();
    match lower.as_str() {
        "ja" => Some(Choice::Yes),
        "nej" => Some(Choice::No),
        "avstår" | "avstod" | "avst" => Some(Choice::Abstained),
        "frånvarande" | "frånv" | "kvittad" | "kvittat" => Some(Choice::Absent),
        _ => None,
    }
}

impl Columns {
    /// What a cell says: a vote in a word, or a cross in a vote's column.
    fn choice(&self, cell: &str, at: usize) -> Option<Choice> {
        if !matches!(cell, "X" | "x" | "1") || self.0.is_empty() {
            return word(cell);
        }
        let nearest = self.0.iter().min_by_key(|(column, _)| column.abs_diff(at))?;
        (nearest.0.abs_diff(at) <= 4).then_some(nearest.1)
    }
}

/// The ballot of a row: the cells before the party are the name.
fn ballot(row: &[&str], choice: Choice) -> Option<Ballot> {
    let short = |cell: &&str| cell.chars().count() <= 3 && !cell.starts_with(char::is_lowercase);
    let (name, letters) = match row.iter().position(|cell| short(cell) && is_party(cell)) {
        Some(at) => (row[..at].join(" "), party::letters(row[at])?),
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

fn is_party(cell: &str) -> bool {
    party::letters(cell).is_some()
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
