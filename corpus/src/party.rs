//! Political parties: their letters and names.

/// National parties with their letters, name, the members' name and other names in use.
const NATIONAL: [(&str, &str, &[&str]); 10] = [
    ("S", "Socialdemokraterna", &["socialdemokrat", "arbetarepartiet-socialdemokraterna"]),
    ("M", "Moderaterna", &["moderat", "moderata samlingspartiet"]),
    ("SD", "Sverigedemokraterna", &["sverigedemokrat"]),
    ("C", "Centerpartiet", &["centerpartist", "centern"]),
    ("V", "Vänsterpartiet", &["vänsterpartist"]),
    ("KD", "Kristdemokraterna", &["kristdemokrat"]),
    ("L", "Liberalerna", &["liberal"]),
    ("MP", "Miljöpartiet", &["miljöpartist", "miljöpartiet de gröna"]),
    ("FP", "Folkpartiet", &["folkpartist", "folkpartiet liberalerna"]),
    ("FI", "Feministiskt initiativ", &["feministiskt initiativ"]),
];

/// Letters of parties that sit, or sat, in one municipality or a few.
const LOCAL: [&str; 22] = [
    "D", "TUP", "NL", "SN", "PP", "NP", "AD", "MBP", "KP", "FV", "FNL", "DV", "SÖS", "FB", "ALT",
    "VV", "SPI", "SJVP", "KDS", "NYD", "LPO", "OPP",
];

/// The party's letters in capitals, from letters in any case or from its name in any form
/// ("mp", "Moderaternas", "Centern"); `None` for what is no party.
pub fn letters(written: &str) -> Option<&'static str> {
    let text = written.trim_matches(|c: char| !c.is_alphanumeric());
    if text.chars().count() <= 4 {
        let upper = text.to_uppercase();
        let national = NATIONAL.iter().map(|party| party.0).find(|known| *known == upper);
        return national.or_else(|| LOCAL.into_iter().find(|known| *known == upper));
    }
    let lower = text.to_lowercase();
    let stem = lower.strip_suffix('s').unwrap_or(&lower);
    let fits = |name: &str| name == lower || name == stem;
    NATIONAL
        .iter()
        .find(|(_, name, others)| fits(&name.to_lowercase()) || others.iter().any(|o| fits(o)))
        .map(|party| party.0)
}

/// The party's name for its letters, where it is a national party.
pub fn name(letters: &str) -> Option<&'static str> {
    NATIONAL.iter().find(|party| party.0.eq_ignore_ascii_case(letters)).map(|party| party.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_letters_meet() {
        let table = [
            ("(mp)", Some("MP")),
            ("Moderaternas", Some("M")),
            ("Centern", Some("C")),
            ("KD", Some("KD")),
            ("D", Some("D")),
            ("PU", None),
            ("Kommunstyrelsen", None),
        ];
        for (written, expected) in table {
            assert_eq!(letters(written), expected, "{written}");
        }
        assert_eq!(name("mp"), Some("Miljöpartiet"));
    }
}
