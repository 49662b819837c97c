//! Chapter and § with a colon between them, right beside a statute's name: "SoL 4:1", "6:4 KL".

use std::sync::LazyLock;

use regex::Regex;

use super::owner::is_unchaptered;
use super::statutes::{Mention, Naming};
use super::{CitationKind, Found, pattern};

static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\)?\s+(?P<chapter>[1-9][0-9]?):(?P<section>[1-9][0-9]{0,2}[a-h]?)(?:[\s,;)]|\.(?:\s|$)|$)",
    )
});

static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[\s(])(?P<place>(?P<chapter>[1-9][0-9]?):(?P<section>[1-9][0-9]{0,2}[a-h]?))\s+$",
    )
});

pub(super) fn find(found: &mut Found, mentions: &[Mention]) {
    let text = found.text;
    let chaptered = |mention: &&Mention| {
        matches!(mention.naming, Naming::Sure | Naming::Weak) && !is_unchaptered(&mention.key)
    };
    for mention in mentions.iter().filter(chaptered) {
        let span = mention.span.clone();
        let near =
            (span.start.saturating_sub(9)..=span.start).find(|&at| text.is_char_boundary(at));
        let head = &text[near.unwrap_or(span.start)..span.start];
        let (hit, span) = if let Some(hit) = BEHIND.captures(&text[span.end..]) {
            let end = hit.name("section").map_or(0, |section| section.end());
            (hit, span.start..span.end + end)
        } else if let Some(hit) = BEFORE.captures(head) {
            let start = hit.name("place").map_or(head.len(), |place| place.start());
            (hit, span.start - (head.len() - start)..span.end)
        } else {
            continue;
        };
        let key = format!("{}:{}:{}", mention.key, &hit["chapter"], &hit["section"]);
        found.add(span, CitationKind::Statute, key);
    }
}
