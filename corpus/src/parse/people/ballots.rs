//! How each person voted: lists of names beside "ja" and "nej", in running text.

use std::sync::LazyLock;

use regex::Regex;

use super::{Mention, joins, mentions};
use crate::document::{Ballot, Choice, Vote};
use crate::pattern::pattern;

/// Words beside which voters are listed: "Ja-röster:", "Nej:", "röstar ja", "avstår från att rösta".
static SIDES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)(?-u:\b)(?:",
        r"röst(?:ar|ade|at|er|ande)\s+(?:för\s+)?(?P<verb>ja|nej)(?-u:\b)",
        r"|(?P<noun>ja|nej)[- –]?(?:röst(?:er|ar|ade|ande)?|sägare)(?-u:\b)",
        r"|(?P<label>ja|nej)\s?(?:\(\d{1,3}(?:\s?st)?\)\s?)?:",
        r"|(?P<none>avst(?:år|ått|od|ående)|nedlagd(?:a)? röst(?:er)?|frånvarande)",
        r")",
    ))
});

/// What may stand between such a word and the first name of its list.
static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"(?i)^[\s:–-]*(?:(?:\(\d{1,3}(?:\s?st)?\)|från att rösta|lämnas|lämnades|avges|avgavs|avgivna|från|av|",
        r"följande|ledamöter(?:na)?|ordförande(?:n)?|ledamoten|st|gör|gjorde|\d{1,3})[\s:–-]+)*$",
    ))
});

/// The voters named on one side.
struct Side {
    choice: Choice,
    voters: Vec<Ballot>,
}

/// Gives each vote in `votes` the voters that `text` (flowing) names. Lists without a count make a
/// vote of their own.
pub(in crate::parse) fn name_voters(votes: &mut Vec<Vote>, text: &str) {
    let mut rounds: Vec<Vec<Side>> = Vec::new();
    for side in sides(text) {
        let repeats = |round: &Vec<Side>| round.iter().any(|known| known.choice == side.choice);
        if rounds.last().is_none_or(repeats) {
            rounds.push(Vec::new());
        }
        rounds.last_mut().expect("a round was just added").push(side);
    }
    // Who abstains is said of decisions too: a vote has a side for or against.
    rounds.retain(|round| round.iter().any(|side| matches!(side.choice, Choice::Yes | Choice::No)));
    let paired = rounds.len() == votes.len();
    for (place, round) in rounds.into_iter().enumerate() {
        let ballots: Vec<Ballot> = round.into_iter().flat_map(|side| side.voters).collect();
        give(votes, ballots, paired.then_some(place));
    }
}

/// Hands `ballots` to the vote that they belong to: the one at `place`, or one with the same
/// count; where there is no vote at all, the ballots are counted.
pub(in crate::parse) fn give(votes: &mut Vec<Vote>, ballots: Vec<Ballot>, place: Option<usize>) {
    let count = |choice: Choice| {
        let of = ballots.iter().filter(|ballot| ballot.choice == choice).count();
        u32::try_from(of).unwrap_or(u32::MAX)
    };
    let (yes, no) = (count(Choice::Yes), count(Choice::No));
    let same = |vote: &Vote| vote.ballots.is_empty() && vote.yes == yes && vote.no == no;
    if let Some(vote) = votes.iter_mut().find(|vote| same(vote)) {
        vote.ballots = ballots;
    } else if votes.is_empty() && yes + no > 1 {
        votes.push(Vote { yes, no, abstained: count(Choice::Abstained), ballots });
    } else if let Some(vote) = place.and_then(|place| votes.get_mut(place))
        && vote.ballots.is_empty()
    {
        vote.ballots = ballots;
    }
}

fn sides(text: &str) -> Vec<Side> {
    if !["nej", "Nej", "NEJ"].iter().any(|word| text.contains(word)) {
        return Vec::new();
    }
    let all = mentions(text);
    let mut found: Vec<Side> = Vec::new();
    let mut done = 0;
    for hit in SIDES.captures_iter(text) {
        let Some(whole) = hit.get(0).filter(|whole| whole.start() >= done) else { continue };
        let Some(choice) = choice(&hit) else { continue };
        let after = listed_after(text, &all, whole.end());
        let voters =
            if after.is_empty() { listed_before(text, &all, done, whole.start()) } else { after };
        let Some(last) = voters.last() else { continue };
        done = last.place.end.max(whole.end());
        let ballot = |mention: &&Mention| Ballot {
            person: mention.name.clone(),
            party: mention.party.clone(),
            choice,
        };
        found.push(Side { choice, voters: voters.iter().map(ballot).collect() });
    }
    found
}

fn choice(hit: &regex::Captures) -> Option<Choice> {
    let side = ["verb", "noun", "label"].iter().find_map(|name| hit.name(name));
    match (side, hit.name("none")) {
        (Some(side), _) if side.as_str().eq_ignore_ascii_case("ja") => Some(Choice::Yes),
        (Some(_), _) => Some(Choice::No),
        (None, Some(word)) if word.as_str().eq_ignore_ascii_case("frånvarande") => {
            Some(Choice::Absent)
        }
        (None, Some(_)) => Some(Choice::Abstained),
        (None, None) => None,
    }
}

/// "Ja-röster: Ann Ek (S), Bo Al (V)".
fn listed_after<'m>(text: &str, all: &'m [Mention], from: usize) -> Vec<&'m Mention> {
    let mut end = from;
    let mut run = Vec::new();
    for mention in all.iter().filter(|mention| mention.place.start >= from) {
        // A name that runs into the one before it is no further voter.
        let Some(gap) = text.get(end..mention.place.start) else { continue };
        let joined = if run.is_empty() { LEAD.is_match(gap) } else { joins(gap, false) };
        if !joined {
            break;
        }
        end = mention.place.end;
        run.push(mention);
    }
    run
}

/// "Ann Ek (S) och Bo Al (V) röstar ja".
fn listed_before<'m>(
    text: &str,
    all: &'m [Mention],
    from: usize,
    until: usize,
) -> Vec<&'m Mention> {
    let mut start = until;
    let mut run = Vec::new();
    let before = all.partition_point(|mention| mention.place.end <= until);
    for mention in all[..before].iter().rev() {
        if mention.place.start < from || !joins(&text[mention.place.end.min(start)..start], false) {
            break;
        }
        start = mention.place.start;
        run.push(mention);
    }
    run.reverse();
    run
}

#[cfg(test)]
mod tests {
    use super::super::votes;
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let mut counted = votes(text);
        name_voters(&mut counted, text);
        counted
            .iter()
            .map(|vote| {
                let names: Vec<String> = vote
                    .ballots
                    .iter()
                    .map(|ballot| format!("{} {:?}", ballot.person, ballot.choice))
                    .collect();
                format!("{}-{}-{}: {}", vote.yes, vote.no, vote.abstained, names.join(", "))
            })
            .collect()
    }

    #[test]
    fn voters_stand_behind_a_label_or_before_a_verb() {
        let table: [(&str, &[&str]); 6] = [
            (
                "Ja-röst: Ann Ek (S), Bo Al (V) Nej-röst: Cia By (M) Med 2 ja-röster mot 1 nej-röst beslutar nämnden.",
                &["2-1-0: Ann Ek Yes, Bo Al Yes, Cia By No"],
            ),
            (
                "Ann Ek (S) och ordförande Bo Al (V) röstar Ja (2). Cia By (M) röstar Nej (1).",
                &["2-1-0: Ann Ek Yes, Bo Al Yes, Cia By No"],
            ),
            (
                "Ja: Ann Ek (S), Bo Al (V). Nej: Cia By (M). Avstår: Dan Fors (L).",
                &["2-1-1: Ann Ek Yes, Bo Al Yes, Cia By No, Dan Fors Abstained"],
            ),
            (
                "Ja-röster lämnas av Ann Ek (S) och Bo Al (V). Nej-röster lämnas av Cia By (M), Eva Ros (C) och Ulf Dal (KD). Dan Fors (L) avstår.",
                &[
                    "2-3-1: Ann Ek Yes, Bo Al Yes, Cia By No, Eva Ros No, Ulf Dal No, Dan Fors Abstained",
                ],
            ),
            (
                "Omröstningen ger 1 ja mot 2 nej. Ann Ek (S) röstade ja. Bo Al (V) och Cia By (M) röstade nej. \
                 I huvudvoteringen ger omröstningen 2 ja mot 1 nej. Ann Ek (S) och Bo Al (V) röstade ja. Cia By (M) röstade nej.",
                &[
                    "1-2-0: Ann Ek Yes, Bo Al No, Cia By No",
                    "2-1-0: Ann Ek Yes, Bo Al Yes, Cia By No",
                ],
            ),
            ("Ann Ek (S) avstår från att delta i beslutet. Den som vill bifalla röstar ja.", &[]),
        ];
        for (text, expected) in table {
            assert_eq!(shown(text), expected, "{text}");
        }
    }
}
