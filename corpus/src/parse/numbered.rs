//! Minutes and agendas, read along the run of their numbers; where the numbers begin anew, another
//! meeting begins.

use super::{
    Hints, Read, annexes, appended_minutes, candidate, chain, handling, lines, meeting, minutes,
    unit,
};
use crate::document::{DocumentKind, Text, Unit, UnitKind, Warning};

/// Minutes or an agenda, where a run of numbers convinces.
pub(super) fn read(
    text: &Text,
    lines: &[lines::Line],
    opening: &handling::Opening,
    hints: &Hints,
) -> Option<Read> {
    let mut candidates = candidate::find(lines);
    if opening.agenda && !opening.minutes {
        // Here the list of matters is the document itself.
        for candidate in &mut candidates {
            candidate.forgive_listing();
            candidate.join_numberings(&lines[candidate.line]);
        }
        if !candidates.iter().any(|found| matches!(found.style, candidate::Style::Bare)) {
            candidates.extend(candidate::find_in_agenda(lines));
        }
    }
    let announced = opening.minutes || opening.agenda || opening.meeting;
    let chain =
        chain::best(&candidates).into_iter().find(|chain| minutes::convinces(chain, announced))?;
    let mut chain = chain.with_first_of_repeated(&candidates, lines);
    if opening.agenda {
        chain.begin_with_bare_numbers(&candidates);
    }
    let appended = appended_minutes::leave_out(&mut chain, &candidates, text, lines);
    let start = lines[chain.headings[0].line].start;
    let own = appended.unwrap_or(lines.len());
    let end = minutes::back_matter(&lines[..own], &chain)
        .unwrap_or_else(|| lines.get(own).map_or(text.string.len(), |line| line.start));
    let agenda = opening.agenda && !opening.minutes;
    let front = &text.string[..start];
    let organ = meeting::read(text, front, hints, DocumentKind::Minutes).organ;
    let mut units = minutes::units(text, lines, &chain, end, agenda, organ.as_deref());
    let fronts = part_meetings(&mut units, text, lines, &chain, hints);
    annexes::name_voters(
        &mut units,
        text,
        &lines[lines.partition_point(|line| line.start < end)..],
    );
    add_other(&mut units, text, start, end, fronts);
    let kind = if agenda { DocumentKind::Agenda } else { DocumentKind::Minutes };
    Some(Read { warnings: gaps(&chain), ..Read::new(kind, units, start) })
}

/// A print of the council's with several matters, each laid before it under a number ("Nr 43. Taxa
/// för vatten"): read as an agenda, since nothing is decided yet.
pub(super) fn read_print(
    text: &Text,
    lines: &[lines::Line],
    opening: &handling::Opening,
    hints: &Hints,
) -> Option<Read> {
    let chain = chain::best(&candidate::find(lines)).into_iter().next()?;
    let before = lines[..chain.headings[0].line].iter().filter(|line| !line.is_blank());
    let is_print = matches!(&chain.headings[0].style, candidate::Style::Word(word) if word == "nr");
    if !(is_print && minutes::convinces(&chain, false) && before.count() <= 12) {
        return None;
    }
    let opening = handling::Opening { agenda: true, minutes: false, paper: false, ..*opening };
    read(text, lines, &opening, hints)
}

/// A portal's page whose items have kept their numbers ("4 Taxa för vatten"): a run from 1 on, without
/// a gap, each behind an empty line.
pub(super) fn read_portal(
    text: &Text,
    lines: &[lines::Line],
    opening: &handling::Opening,
    hints: &Hints,
) -> Option<Read> {
    let mut items = candidate::find_in_agenda(lines);
    items.retain(|item| item.line > 0 && lines[item.line - 1].is_blank());
    let run = chain::best(&items).into_iter().next()?;
    let whole = run.headings.iter().zip(1..).all(|(item, number)| item.number == number);
    if !whole || run.headings.len() < 3 {
        return None;
    }
    let opening = handling::Opening { agenda: true, minutes: false, paper: false, ..*opening };
    read(text, lines, &opening, hints)
}

/// Where the numbers begin anew another meeting begins: its front is taken off the § before, and
/// its §§ carry its organ and day. Gives the fronts.
fn part_meetings(
    units: &mut [Unit],
    text: &Text,
    lines: &[lines::Line],
    chain: &chain::Chain,
    hints: &Hints,
) -> Vec<std::ops::Range<usize>> {
    let mut fronts = Vec::new();
    let mut own: Option<meeting::Meeting> = None;
    for at in 1..units.len() {
        let (before, heading) = (&chain.headings[at - 1], &chain.headings[at]);
        if heading.number < before.number
            && let Some(line) = minutes::front_between(lines, before.line, heading.line)
        {
            let front = lines[line].start..lines[heading.line].start;
            unit::end_at(&mut units[at - 1], text, front.start);
            let hints = Hints { date: None, organ: None, ..*hints };
            let page = Text { string: text.string[front.clone()].to_owned(), ..Text::default() };
            own = Some(meeting::read(&page, &page.string, &hints, DocumentKind::Minutes));
            fronts.push(front);
        }
        if let Some(own) = &own {
            units[at].organ.clone_from(&own.organ);
            units[at].date = own.date.filter(|_| !own.date_from_name);
        }
    }
    fronts
}

/// Numbers that are missing in the run, each with the line where the run goes on.
fn gaps(chain: &chain::Chain) -> Vec<Warning> {
    let pairs = chain.headings.windows(2);
    let missing = pairs.filter(|pair| pair[1].number > pair[0].to.unwrap_or(pair[0].number) + 1);
    missing
        .map(|pair| Warning {
            line: u32::try_from(pair[1].line + 1).unwrap_or(u32::MAX),
            message: format!("numbers missing between {} and {}", pair[0].shown(), pair[1].shown()),
        })
        .collect()
}

/// What stands before the first and behind the last unit makes one unit of kind
/// [`UnitKind::Other`]: its span is the first stretch, and where there are two, its last section
/// is the second stretch.
fn add_other(
    units: &mut Vec<Unit>,
    text: &Text,
    start: usize,
    end: usize,
    between: Vec<std::ops::Range<usize>>,
) {
    let before = std::iter::once(0..start).chain(between);
    let filled: Vec<_> = before
        .chain(std::iter::once(end..text.string.len()))
        .filter(|stretch| !text.string[stretch.clone()].trim().is_empty())
        .collect();
    let Some(first) = filled.first() else { return };
    let mut other = unit::empty(text, UnitKind::Other, first.clone());
    for stretch in &filled[1..] {
        other.sections.push(crate::document::Section {
            zone: crate::document::Zone::Other,
            heading: None,
            span: stretch.clone(),
        });
    }
    units.push(other);
}
