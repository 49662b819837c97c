//! Addresses and phone numbers of private persons.

use std::sync::LazyLock;

use regex::Regex;

use super::{PersonalKind, PersonalNumber};

/// Providers whose addresses belong to private persons. Addresses of authorities, companies and
/// associations are part of the public record.
const PRIVATE_PROVIDERS: &str = "gmail|googlemail|hotmail|outlook|live|msn|yahoo|icloud|me|mac|\
    telia|bredband2?|comhem|home|spray|swipnet|tele2|passagen|glocalnet|proton|protonmail|aol|gmx";

static EMAIL: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = format!(
        r"(?i)[\p{{L}}\p{{N}}._%+-]+@(?:[a-z0-9-]+\.)?(?:{PRIVATE_PROVIDERS})\.(?:com|se|net|nu|me|org)\b"
    );
    Regex::new(&pattern).expect("a fixed pattern")
});

/// Swedish mobile numbers: 070, 072, 073, 076, 079 and seven digits.
static MOBILE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:\+46[\s\u{a0}]?(?:\(0\))?|\b0)7[02369](?:[\s\u{a0}/–-]*[0-9]){7}\b")
        .expect("a fixed pattern")
});

pub(super) fn emails(text: &str) -> Vec<PersonalNumber> {
    all(&EMAIL, text, PersonalKind::Email)
}

pub(super) fn phones(text: &str) -> Vec<PersonalNumber> {
    all(&MOBILE, text, PersonalKind::Phone)
}

fn all(pattern: &Regex, text: &str, kind: PersonalKind) -> Vec<PersonalNumber> {
    pattern.find_iter(text).map(|found| PersonalNumber { span: found.range(), kind }).collect()
}
