//! An organ whose name the head sets on two lines, one below the other.

use crate::glance::split_at_gaps;
use crate::organ;
use crate::small_letters::SmallLetters;

/// The organ that the left column of the head names over two lines.
pub(super) fn organ_over_two_lines(front: &str) -> Option<String> {
    let lines: Vec<&str> = front.lines().take(40).collect();
    lines.windows(2).find_map(|pair| {
        let (above, below) = (first_cell(pair[0])?, first_cell(pair[1])?);
        (above.0 == below.0).then(|| joined(above.1, below.1))?
    })
}

/// The first cell of a line, and how far it is set in.
fn first_cell(line: &str) -> Option<(usize, &str)> {
    let text = line.trim();
    let cell = split_at_gaps(text).next().map(str::trim)?;
    let short = !cell.is_empty() && cell.len() < 60;
    short.then(|| (line.len() - line.trim_start().len(), cell))
}

/// "Barn- och utbildnings-" / "nämnden", "Miljö- och" / "byggnadsnämnden", "Kommunstyrelsens" /
/// "arbetsutskott", "Socialnämnden" / "Individutskottet".
fn joined(above: &str, below: &str) -> Option<String> {
    if !above.starts_with(char::is_uppercase) || !organ::is_name_folded(&below.small()) {
        return None;
    }
    let goes_on = below.starts_with(char::is_lowercase);
    let name = match above.strip_suffix('-') {
        Some(stem) if goes_on => format!("{stem}{below}"),
        None if goes_on && (above.ends_with(" och") || above.ends_with('s')) => {
            format!("{above} {below}")
        }
        None if !goes_on => return of_committee(above, below),
        _ => return None,
    };
    organ::is_name(&name).then(|| organ::normalised(&name))
}

/// "Socialnämnden" / "Individutskottet" → "Socialnämndens individutskott"
fn of_committee(board: &str, committee: &str) -> Option<String> {
    let (board, committee) = (organ::normalised(board), committee.small());
    let stem = committee.strip_suffix("utskottet")?;
    let one_word = !committee.contains(' ') && !stem.is_empty();
    let sits = ["nämnden", "styrelsen"].iter().any(|end| board.ends_with(end));
    (one_word && sits && organ::is_name(&board)).then(|| format!("{board}s {stem}utskott"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_goes_on_below() {
        let table = [
            (
                "Hamn- och farleds-    Datum    8\nnämnden        1998-10-21\n",
                Some("Hamn- och farledsnämnden"),
            ),
            ("  Hamn- och\n  farledsnämnden\n", Some("Hamn- och farledsnämnden")),
            (
                "Hamnstyrelsens\narbetsutskott      2001-02-03\n",
                Some("Hamnstyrelsens arbetsutskott"),
            ),
            ("Hamnnämnden        PROTOKOLL\nLotsutskottet\n", Some("Hamnnämndens lotsutskott")),
            ("HAMNNÄMNDEN\nLOTSUTSKOTTET\n", Some("Hamnnämndens lotsutskott")),
            ("Hamnnämnden\nKommunfullmäktige\n", None),
            ("Hamnnämnden\n\nLotsutskottet\n", None),
        ];
        for (front, name) in table {
            assert_eq!(organ_over_two_lines(front).as_deref(), name, "{front}");
        }
    }
}
