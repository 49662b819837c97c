//! A decision cut into its clauses.

/// A sentence or a point of a decision.
pub(super) struct Clause {
    pub(super) text: String,
    /// Opened by a number, a bullet or "att".
    pub(super) is_point: bool,
}

/// The decision's clauses: numbered points, `att` clauses, sentences; lead-ins are taken off.
pub(super) fn clauses(text: &str) -> Vec<Clause> {
    let mut clauses: Vec<Clause> = Vec::new();
    let (mut open, mut numbered) = (false, false);
    for line in text.lines() {
        let line = line.trim();
        if line.is_empty() {
            // A blank line ends a clause only where the clause is complete.
            open = open && !clauses.last().is_some_and(|clause| clause.text.ends_with(['.', ':']));
            continue;
        }
        let (mut starts, rest) = point(line);
        // Inside a numbered point a line may happen to begin with "att".
        let by_word = starts && line.starts_with("att");
        starts &= !(by_word && open && numbered);
        numbered = if starts { !by_word } else { numbered };
        let rest = if starts || !by_word { rest } else { line };
        match clauses.last_mut() {
            Some(last) if open && !starts => {
                last.text.push(' ');
                last.text.push_str(rest);
            }
            _ => clauses.push(Clause { text: rest.to_owned(), is_point: starts }),
        }
        open = !line.ends_with(['.', ':']);
        if clauses.len() > 12 {
            break;
        }
    }
    clauses.retain(|clause| clause.text.chars().any(char::is_alphabetic));
    clauses
}

/// Whether a line opens a new point ("1. ", "att ", "• "), and what follows the mark.
pub(super) fn point(line: &str) -> (bool, &str) {
    let bare = line.trim_start_matches(['•', '-', '–', '*', '●', '►']).trim_start();
    let digits = bare.len() - bare.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let numbered = digits > 0 && digits < 3 && bare[digits..].starts_with(['.', ')']);
    let text = if numbered { bare[digits + 1..].trim_start() } else { bare };
    let behind = text.get(..3).filter(|word| word.eq_ignore_ascii_case("att")).map(|_| &text[3..]);
    match behind {
        Some(rest) if rest.starts_with([' ', '\t']) => (true, rest.trim_start()),
        _ => (numbered || bare.len() < line.len(), text),
    }
}
