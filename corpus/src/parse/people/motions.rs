//! Who moved anything (*yrkanden*).

use std::sync::LazyLock;

use regex::Regex;

use super::{Mention, joins, mentions, name_before};
use crate::document::Member;
use crate::pattern::pattern;

static MOVES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?-u:\b)(?:yrkar|yrkade|yrkat|instämmer|instämde|ställer sig bakom|ställde sig bakom|ansluter sig till|anslöt sig till|biträder|biträdde|tillstyrker|föreslår|föreslog|bifaller|hemställer|hemställde|(?:framlade|framlägger|lade fram|lägger fram|framställde|framställer|framförde|framför)(?: [a-zåäö]+){0,4} (?:förslag|[a-zåäö]*yrkande)(?:t|n|a)?|(?:lämnade|lämnar|lade|lägger|ingav|inger)(?: [a-zåäö]+){0,4} [a-zåäö]*yrkanden?)(?-u:\b)",
    )
});
/// Verbs that may stand before their subject: "Därefter yrkar Ann Ek (S) avslag".
static MOVES_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?-u:\b)(?:yrkar|yrkade|instämmer|instämde|hemställer|hemställde) ")
});
/// "Under behandlingen föreslog Per Al (L) avslag och Ulla Ek (S) bifall."
static MOVED_WHAT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?-u:\b)(?:föreslår|föreslog|yrkar|yrkade) "));
/// What a mover's name follows: "Yrkande från Ann Ek (S): …" at a sentence's start, "yrkar, med
/// instämmande av Bo Al (V), …", "yrkar bifall med instämmande av Bo Al (V)".
static MOVED_BY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[.:] )Yrkanden? (?:från|av) |yrka(?:r|de)[^.:;”]*? med instämmande (?:från|av) |yrka(?:s|des) av |På yrkande (?:från|av) |[Yy]rkande[^.:;”]*? framställ(?:s|des|ts) av ",
    )
});

/// Everyone who moves anything in `text` (flowing), once, in order.
pub(in crate::parse) fn movers(text: &str) -> Vec<Member> {
    let all = mentions(text);
    let mut moving: Vec<&Mention> = Vec::new();
    for opening in MOVED_BY.find_iter(text) {
        let mut end = opening.end();
        for mention in all.iter().filter(|mention| mention.place.start >= opening.end()) {
            if mention.place.start > end && !joins(&text[end..mention.place.start], false) {
                break;
            }
            end = mention.place.end;
            moving.push(mention);
        }
    }
    for verb in MOVES.find_iter(text) {
        let before = all.partition_point(|mention| mention.place.end <= verb.start());
        let mut limit = verb.start();
        for mention in all[..before].iter().rev() {
            let gap = &text[mention.place.end.min(limit)..limit];
            if !joins(gap, limit == verb.start()) || moved_elsewhere(&text[verb.end()..]) {
                break;
            }
            limit = mention.place.start;
            moving.push(mention);
        }
    }
    for verb in MOVES_FIRST.find_iter(text) {
        let mut end = verb.end();
        let free = all.iter().all(|mention| {
            mention.place.end > verb.start() || !joins(&text[mention.place.end..verb.start()], true)
        });
        let behind = all.partition_point(|mention| mention.place.start < verb.end());
        for mention in all[behind..].iter().filter(|_| free) {
            if !joins(&text[end..mention.place.start], false) {
                break;
            }
            end = mention.place.end;
            moving.push(mention);
        }
    }
    for verb in MOVED_WHAT.find_iter(text).filter(|_| !all.is_empty()) {
        let end = text[verb.end()..].find(". ").map_or(text.len(), |at| verb.end() + at);
        let behind = all.partition_point(|mention| mention.place.start < verb.end());
        let inside = all[behind..].iter().take_while(|mention| mention.place.end <= end);
        moving.extend(inside.filter(|mention| names_motion(&text[mention.place.end..])));
    }
    moving.sort_by_key(|mention| mention.place.start);
    let mut members: Vec<Member> = Vec::new();
    moving.into_iter().for_each(|mention| add_member(&mut members, mention));
    if all.is_empty() {
        members = movers_without_party(text);
    }
    members
}

fn names_motion(rest: &str) -> bool {
    ["avslag", "bifall", "återremiss", "bordläggning"]
        .iter()
        .any(|motion| rest.trim_start().starts_with(motion))
}

/// "Ann Ek (S) föreslår i en motion att …" tells of a motion of old, not of one at the meeting.
fn moved_elsewhere(rest: &str) -> bool {
    ["i en motion", "i sin motion", "i motionen", "i en interpellation", "i ett medborgarförslag"]
        .iter()
        .any(|place| rest.trim_start().starts_with(place))
}

/// Movers whose party is nowhere printed ("Hillevi Sund yrkar bifall"), for texts that name no
/// parties at all.
fn movers_without_party(text: &str) -> Vec<Member> {
    static MOVER: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"((?:[A-ZÅÄÖ][\p{L}-]+ ){1,3}[A-ZÅÄÖ][\p{L}-]+) (?:yrkar|yrkade)(?-u:\b)")
    });
    let mut members: Vec<Member> = Vec::new();
    for hit in MOVER.captures_iter(text) {
        let Some((person, _)) = name_before(&hit[1]) else { continue };
        let member = Member { person, party: String::new() };
        if member.person.contains(' ') && !members.contains(&member) {
            members.push(member);
        }
    }
    members
}

/// The movers of a section of motions, where a name may stand with its motion and no verb:
/// "Per Hed (M): Avslag på motionen.", "Ann Ek (S) – motionen ska anses besvarad.", "Bo Al (KD)
/// bifall till motionen."
pub(in crate::parse) fn movers_listed(text: &str) -> Vec<Member> {
    static MOTION: LazyLock<Regex> = LazyLock::new(|| {
        pattern(r"(?i) ?: ?| [–-] | (?:bifall|avslag|återremiss|bordläggning|att)(?-u:\b)")
    });
    let all = mentions(text);
    let mut members = movers(text);
    for motion in MOTION.find_iter(text) {
        let mut limit = motion.start();
        let mut run: Vec<&Mention> = Vec::new();
        let before = all.partition_point(|mention| mention.place.end <= limit);
        for mention in all[..before].iter().rev() {
            let gap = &text[mention.place.end.min(limit)..limit];
            let joined = if run.is_empty() { gap.is_empty() } else { joins(gap, false) };
            if !joined {
                break;
            }
            limit = mention.place.start;
            run.push(mention);
        }
        let ahead = text[..limit].trim_end();
        if ahead.is_empty() || ahead.ends_with(['.', ':', '”', '•', '*', '-', '–']) {
            run.into_iter().rev().for_each(|mention| add_member(&mut members, mention));
        }
    }
    members
}

fn add_member(members: &mut Vec<Member>, mention: &Mention) {
    let member = Member { person: mention.name.clone(), party: mention.party.clone() };
    if !members.contains(&member) {
        members.push(member);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        movers(text)
            .into_iter()
            .map(|member| format!("{} {}", member.person, member.party))
            .collect()
    }

    #[test]
    fn movers_stand_before_their_verb() {
        let table = [
            (
                "Ann Ek m.fl. (S), Bo Al (V) och Cia By (MP) yrkade bifall till Dan Fors (M) förslag.",
                &["Ann Ek S", "Bo Al V", "Cia By MP"][..],
            ),
            (
                "Ordföranden Per Hall (M) yrkar avslag. Eva Roth (S) yrkar bifall till yrkandet från Karin Dahl (V).",
                &["Per Hall M", "Eva Roth S"],
            ),
            (
                "Ann Ek (M), med instämmande från Bo Kron (SD), yrkade avslag.",
                &["Ann Ek M", "Bo Kron SD"],
            ),
            ("Ann Ek och Bo Al (båda L) yrkar bifall.", &["Ann Ek L", "Bo Al L"]),
            ("Janne Hill, M, yrkar bifall.", &["Janne Hill M"]),
            ("Yrkanden från Ann Ek (C): bifall. Bo Al (S) yrkar avslag.", &["Ann Ek C", "Bo Al S"]),
            (
                "Ann Ek (S) yrkar, med instämmande av Bo Al (V), avslag på förslaget.",
                &["Ann Ek S", "Bo Al V"],
            ),
            ("Kommunstyrelsens förslag från Ann Ek (S) har bifallits.", &[]),
            (
                "Ann Ek (S) yrkar bifall till planen med instämmande av Bo Al (V).",
                &["Ann Ek S", "Bo Al V"],
            ),
            (
                "Ann-Li Ek (S), Tärnvalla, yrkar avslag på förslaget. Bo Al (C), Ekvik, och Cia By (KD), \
                 Norra Ekvik, yrkar bifall.",
                &["Ann-Li Ek S", "Bo Al C", "Cia By KD"],
            ),
            ("Ordföranden Ann Ek, S, och Bo Al, C, föreslår bifall.", &["Ann Ek S", "Bo Al C"]),
            (
                "Ann Ek (S, Tärnvalla) yrkar avslag. Bo Al (C-Ekvik) yrkar bifall. Cia By (L) Ekvik, yrkar \
                 återremiss.",
                &["Ann Ek S", "Bo Al C", "Cia By L"],
            ),
            (
                "Ann Ek, Tärnvalla (S), yrkar avslag. Bo Al (C), Ekviks kommun, och Cia By (KD), 2:e vice \
                 ordförande, yrkar bifall.",
                &["Ann Ek S", "Bo Al C", "Cia By KD"],
            ),
            ("Ann Ek, S, Tärnvalla, yrkar avslag.", &["Ann Ek S"]),
            ("Yrkande om avslag framställs av Ann Ek (S) och Bo Al (C).", &["Ann Ek S", "Bo Al C"]),
            ("Avslag yrkas av Ann Ek (S).", &["Ann Ek S"]),
        ];
        for (text, expected) in table {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    #[test]
    fn movers_in_a_list_need_no_verb() {
        let text = "Karl Ros (MP) med instämmande av Ida By (V): Bifall till motionen. \
                    Per Hed (M): Avslag. Bo Al (KD) bifall till förslaget från Eva Ek (S).";
        let found = |text: &str| -> Vec<String> {
            let mut names: Vec<String> =
                movers_listed(text).into_iter().map(|member| member.person).collect();
            names.sort();
            names
        };
        assert_eq!(found(text), ["Bo Al", "Ida By", "Karl Ros", "Per Hed"]);
        let text = "* Ann Ek (S) – avslag på motionen. * Bo Al (V), Cia By (TrP) – motionen ska anses \
                    besvarad. - Dan Ed (Broalternativet): instämmer i avslaget. Beslut enligt alternativ B. \
                    Eva Natt och Dag (M) lägger fram ett eget förslag.";
        assert_eq!(found(text), ["Ann Ek", "Bo Al", "Cia By", "Dan Ed", "Eva Natt och Dag"]);
        let text = "Ordföranden Ann Ek m.fl. (S) och Bo Al (V) framlade ett gemensamt förslag till \
                    beslut. Cia By (M) lämnar följande tilläggsyrkande: ”Bron målas.” Därefter \
                    hemställer Dan Ed (KD) om återremiss.";
        assert_eq!(found(text), ["Ann Ek", "Bo Al", "Cia By", "Dan Ed"]);
    }
}
