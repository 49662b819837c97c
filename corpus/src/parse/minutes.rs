//! Minutes and agendas: a run of numbered matters.

use std::ops::Range;

use super::candidate::{Candidate, Style};
use super::chain::Chain;
use super::lines::Line;
use super::{closing, head, quotes, sections, unit};
use crate::document::{Text, Unit, UnitKind, Zone};
use crate::glance::split_at_gaps;
use crate::small_letters::SmallLetters;

/// The units of the run `chain`, in order; the last ends at byte `end`.
pub(super) fn units(
    text: &Text,
    lines: &[Line],
    chain: &Chain,
    end: usize,
    agenda: bool,
    organ: Option<&str>,
) -> Vec<Unit> {
    let starts: Vec<usize> = chain.headings.iter().map(|heading| heading.line).collect();
    let manner = head::manner(lines, &starts);
    let last = lines.partition_point(|line| line.start < end);
    let reader = Reader { text, lines, manner, agenda, organ };
    let ends = starts.iter().skip(1).copied().chain([last]);
    let mut units: Vec<Unit> = chain
        .headings
        .iter()
        .zip(ends)
        .map(|(heading, until)| {
            reader.unit(heading, until, if until == last { end } else { lines[until].start })
        })
        .collect();
    number_by_page_heads(&mut units, lines, &starts);
    units
}

/// Each page's head may give the number of its matter; one number for all is the meeting's. Where
/// it has no label, it is heard in an extract alone, where every § stands below another.
fn number_by_page_heads(units: &mut [Unit], lines: &[Line], starts: &[usize]) {
    let labelled: Vec<Option<String>> =
        starts.iter().map(|&at| labelled_number(lines, at)).collect();
    let first = labelled.iter().flatten().next();
    if labelled.iter().flatten().any(|number| Some(number) != first) {
        for (unit, number) in units.iter_mut().zip(labelled) {
            if unit.diary_numbers.is_empty() {
                unit.diary_numbers.extend(number);
            }
        }
        return;
    }
    if units.iter().any(|unit| !unit.diary_numbers.is_empty()) {
        return;
    }
    let above: Vec<Option<String>> = starts.iter().map(|&at| head_number(lines, at)).collect();
    let mut distinct: Vec<&String> = above.iter().flatten().collect();
    distinct.sort_unstable();
    distinct.dedup();
    let extract =
        || lines.iter().take(12).any(|line| line.text.to_lowercase().contains("protokollsutdrag"));
    if distinct.len() == units.len() && (units.len() > 1 || extract()) {
        for (unit, number) in units.iter_mut().zip(&above) {
            unit.diary_numbers.extend(number.clone());
        }
    }
}

/// The number right above line `at` that stands alone below its label "Diarienummer".
fn labelled_number(lines: &[Line], at: usize) -> Option<String> {
    let number = super::lines::previous_filled(lines, at)?;
    let label = super::lines::previous_filled(lines, number)?;
    let labels = ["diarienummer", "diarienr", "dnr", "ärendenummer", "ärendenr"];
    let named = labels.contains(&lines[label].text.small().trim_end_matches(['.', ':']));
    if !named || !super::candidate::is_diary_line(lines[number].text) {
        return None;
    }
    crate::diary::find_in_head(lines[number].text).pop().map(|found| found.1.shown)
}

/// The number in the page's head right above line `at`: beside a day, below labels.
fn head_number(lines: &[Line], at: usize) -> Option<String> {
    let mut line = at;
    for _ in 0..3 {
        line = super::lines::previous_filled(lines, line)?;
        let cells = || lines[line].text.split("  ").map(str::trim).filter(|cell| !cell.is_empty());
        let number = cells().find(|cell| super::candidate::is_diary_line(cell));
        let day = cells().any(|cell| cell.len() == 10 && super::dates::first(cell).is_some());
        if let Some(number) = number.filter(|_| day || cells().count() == 1) {
            return crate::diary::find_in_head(number).pop().map(|found| found.1.shown);
        }
    }
    None
}

struct Reader<'a> {
    text: &'a Text,
    lines: &'a [Line<'a>],
    manner: head::Manner,
    agenda: bool,
    organ: Option<&'a str>,
}

impl Reader<'_> {
    fn unit(&self, heading: &Candidate, until: usize, end: usize) -> Unit {
        let line = &self.lines[heading.line];
        let span = line.start..end;
        let kind = if self.agenda { UnitKind::AgendaItem } else { UnitKind::Minutes };
        let mut unit = unit::empty(self.text, kind, span.clone());
        let rest = heading.title(line.text);
        let head = head::read(self.lines, heading.line, rest, until, self.manner);
        unit.number = Some(heading.shown());
        let own = quotes::without(self.lines, head.body..until);
        unit.sections = sections::cut_matter(&own, head.body..until, span);
        unit.title = head.title;
        unit.subtitle = head.subtitle;
        unit.diary_numbers = head.diary_numbers;
        unit.referred_by = head.referred_by;
        unit::read_sections(&mut unit, self.text, self.organ);
        if self.agenda {
            unit.proposed_outcome = unit.proposed_outcome.or(unit.outcome.take());
        }
        let body = self.lines.get(head.body).map_or(end, |line| line.start).min(end);
        unit::decide_unheaded(&mut unit, self.text, body);
        self.name(&mut unit, body..end);
        let after = line.span().start + (rest.as_ptr().addr() - line.text.as_ptr().addr());
        super::secrecy::mark(&mut unit, self.text, self.lines, after, body);
        unit
    }

    /// A unit without a title is called by its first sentence.
    fn name(&self, unit: &mut Unit, body: Range<usize>) {
        if unit.title.is_none() {
            unit.label = unit::first_sentence(&self.text.string[body]);
        }
    }
}

/// Where the front of a second meeting begins, behind the § on line `from` and before the heading
/// on line `to`: at the signatures of the first, or at the name of who meets.
pub(super) fn front_between(lines: &[Line], from: usize, to: usize) -> Option<usize> {
    const CLOSES: [&str; 6] =
        ["Vid protokollet", "Justeras", "Justerat", "Underskrift", "Anslag", "ANSLAG"];
    let heads = |at: usize| {
        let text = lines[at].text;
        let shouted = text.chars().any(char::is_uppercase) && !text.chars().any(char::is_lowercase);
        CLOSES.iter().any(|word| text.starts_with(word))
            || shouted && text.contains(" KOMMUN")
            || text.starts_with("Protokoll ")
            || text.starts_with("Sammanträdesprotokoll")
            || text.ends_with(" kommun") && text.len() < 40
    };
    // The front is the last block of such lines: nothing with a heading stands in it.
    let last_heading = (from + 1..to).rev().find(|&at| lines[at].heading.is_some()).unwrap_or(from);
    (last_heading + 1..to).find(|&at| heads(at))
}

/// Whether the first lines are those of minutes: who met, where, who adjusts.
pub(super) fn has_front(lines: &[Line]) -> bool {
    const LABELS: [&str; 7] = [
        "plats och tid",
        "beslutande",
        "utses att justera",
        "anslag/bevis",
        "bevis/anslag",
        "justeringens",
        "utdragsbestyrkande",
    ];
    let mut front = String::new();
    for line in lines.iter().filter(|line| !line.is_blank()).take(40) {
        front.push_str(super::cut(line.text, 160));
        front.push('\n');
    }
    let front = front.small();
    let stands = |label: &&&str| memchr::memmem::find(front.as_bytes(), label.as_bytes()).is_some();
    LABELS.iter().filter(stands).count() >= 2
}

/// The byte where what is appended to minutes begins, behind the last heading: attendance, vote
/// lists, the page's address. `None` where nothing is.
pub(super) fn back_matter(lines: &[Line], chain: &Chain) -> Option<usize> {
    let from = chain.headings.last()?.line + 1;
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let annexed = (from..lines.len()).filter(|&at| !lines[at].is_blank()).find(|&at| {
        let text = lines[at].text;
        let annex = text
            .strip_prefix("Bilaga ")
            .or_else(|| text.strip_prefix("BILAGA "))
            .is_some_and(is_number);
        (annex && begins_annex(lines, at))
            || matches!(text, "Bilaga" | "BILAGA" | "Bilagor")
                && (stands_under_rule(lines, at) || holds_statement(lines, at))
            || heads_annex(text)
            || OPENINGS.iter().any(|opening| text.starts_with(opening))
            || APPENDED.contains(&text) && !lines[..from].iter().any(|line| line.text == text)
    });
    let until = annexed.unwrap_or(lines.len());
    closing::begins(lines, from, until).or(annexed).map(|at| lines[at].start)
}

/// Whole lines that open what is appended, unless each § has its own.
const APPENDED: [&str; 6] = [
    "Närvarande",
    "NÄRVARANDE",
    "Närvarande ledamöter",
    "Relaterade möten",
    // What a viewer of documents adds.
    "References",
    "Related documents",
];

const OPENINGS: [&str; 12] = [
    "Närvarolista",
    "NÄRVAROLISTA",
    "Voteringslista",
    "VOTERINGSLISTA",
    "Omröstningslista",
    "Närvaro- och",
    "Postadress:",
    "ANSLAG/BEVIS",
    "Anslag/bevis",
    "ANSLAG",
    "BEVIS OM",
    "Närvaro- och omröstningslista",
];

/// The head of an annex's page: "EKVIKS KOMMUN      Bilaga till Kf § 55/2020".
fn heads_annex(text: &str) -> bool {
    split_at_gaps(text).map(str::trim).any(|cell| {
        ["Bilaga till ", "BILAGA TILL "].iter().any(|start| cell.starts_with(start))
            && cell.contains('§')
            && cell.len() < 60
    })
}

/// The annex is a statement of someone's, which stands right below.
fn holds_statement(lines: &[Line], at: usize) -> bool {
    let next = super::lines::next_filled(lines, at + 1, at + 4);
    next.is_some_and(|next| {
        matches!(
            lines[next].heading,
            Some(Zone::SpecialStatement | Zone::SubstituteStatement | Zone::Reservations)
        )
    })
}

/// The rule that ends a § stands above: what follows is none of its own.
fn stands_under_rule(lines: &[Line], at: usize) -> bool {
    super::lines::previous_filled(lines, at).is_some_and(|above| {
        let text = lines[above].text;
        text.len() > 3 && text.bytes().all(|byte| matches!(byte, b'_' | b'-'))
    })
}

/// "Bilaga 1" opens an annex where a table or a page follows, not in a list of annexes.
fn begins_annex(lines: &[Line], at: usize) -> bool {
    let after: Vec<&Line> =
        lines[at + 1..].iter().filter(|line| !line.is_blank()).take(12).collect();
    let listed = after.first().is_some_and(|line| line.text.starts_with("Bilaga"));
    let goes_on = after.iter().any(|line| line.heading.is_some_and(|zone| zone != Zone::Vote));
    after.len() >= 6 && !listed && !goes_on
}

/// Whether the numbers follow on each other.
fn steps(chain: &Chain) -> bool {
    chain.headings.windows(2).all(|pair| pair[1].number == pair[0].number + 1)
}

/// Whether a run is heavy enough to be the numbering of a meeting.
pub(super) fn convinces(chain: &Chain, announced: bool) -> bool {
    let count = chain.headings.iter().filter(|heading| !heading.listed).count();
    let mean = chain.headings.iter().map(|heading| heading.score).sum::<f32>()
        / chain.headings.len() as f32;
    match &chain.headings[0].style {
        Style::Sign(_) | Style::NumberFirst => mean >= if announced { 0.5 } else { 2.0 },
        Style::Word(word) if word == "ärende" || word == "punkt" => {
            count >= 1 && chain.headings.len() >= 2
        }
        // "Nr 72. Plan", "Nr 73. Motion": the council's print numbers its matters so.
        Style::Word(word) if word == "nr" && !announced => {
            count >= 2 && mean >= 2.5 && steps(chain)
        }
        Style::SignLast => announced && count >= 2 && mean >= 1.0,
        Style::Word(_) | Style::Prefix(_) => announced && mean >= 1.0,
        Style::Dotted | Style::Bare => announced && chain.headings.len() >= 2 && mean >= 0.0,
    }
}
