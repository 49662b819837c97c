//! A diary number told by its parts, in any order: letters of the register, year, serial, class of
//! the filing plan. Only for a cell that is known to hold nothing but a number.

/// One part of a number: a run of letters or of digits.
#[derive(Clone, Copy)]
struct Part<'t> {
    text: &'t str,
    /// What stands before it.
    joint: &'t str,
}

impl Part<'_> {
    fn is_digits(&self) -> bool {
        self.text.starts_with(|c: char| c.is_ascii_digit())
    }

    fn is_year(&self) -> bool {
        self.text.len() == 4 && (self.text.starts_with("19") || self.text.starts_with("20"))
    }

    fn is_short_year(&self) -> bool {
        self.text.len() == 2
    }

    fn is_class(&self) -> bool {
        self.text.len() == 3
    }
}

/// Whether `cell` holds a year and a serial number, beside the letters of a register or behind the
/// code of a filing plan: "2012:104 KS", "KS_2012_104", "12KS104", "2010.33-042".
pub(super) fn make_number(cell: &str) -> bool {
    let Some(parts) = split(cell) else { return false };
    let digits: Vec<Part> = parts.iter().copied().filter(Part::is_digits).collect();
    let letters: Vec<Part> = parts.iter().copied().filter(|part| !part.is_digits()).collect();
    let register = letters.iter().all(|part| {
        let known = part.text != "DNR" && !super::shapes::is_other_series(part.text);
        known && (2..=6).contains(&part.text.chars().count())
    });
    if !register || letters.len() > 2 || !(2..=4).contains(&digits.len()) || is_day(&digits) {
        return false;
    }
    match letters.as_slice() {
        // "2010.33-042", "2009/88 620", "61/2011 822": the class tells it from a span or a sum.
        [] => {
            let joined = digits.len() == 3 && digits[1].joint != " ";
            joined && digits[2].is_class() && has_year(&digits[..2])
        }
        _ => digits.len() <= 3 && has_year(&digits) && !digits.iter().all(Part::is_year),
    }
}

/// A year in four digits, or in two before or behind the serial ("KS 12/104", "104-12 KS"); a
/// property bears its numbers so too, but with a colon ("EKEN 12:3").
fn has_year(digits: &[Part]) -> bool {
    let short = |part: &Part| part.is_short_year() && digits.len() > 1;
    let colon = digits[1..].iter().any(|part| part.joint.contains(':'));
    digits.iter().any(Part::is_year)
        || !colon && (short(&digits[0]) || short(&digits[1]) && digits[0].text.len() > 2)
}

/// "2010-11-29", "10.11.29"
fn is_day(digits: &[Part]) -> bool {
    let [year, month, day] = digits else { return false };
    let within = |part: &Part, most: u32| {
        part.text.len() <= 2
            && part.text.parse::<u32>().is_ok_and(|value| (1..=most).contains(&value))
    };
    within(month, 12) && within(day, 31) && (year.is_year() || within(year, 99))
        || within(year, 31) && within(month, 12) && (day.is_year() || within(day, 99))
}

/// The parts of a cell that is made of letters in capitals, digits and single marks between them.
fn split(cell: &str) -> Option<Vec<Part<'_>>> {
    let mut parts = Vec::new();
    let mut rest = cell;
    while !rest.is_empty() {
        let start = rest.find(|c: char| c.is_alphanumeric())?;
        let (joint, behind) = rest.split_at(start);
        let of_digits = behind.starts_with(|c: char| c.is_ascii_digit());
        let same = |c: char| if of_digits { c.is_ascii_digit() } else { c.is_uppercase() };
        let end = behind.find(|c: char| !same(c)).unwrap_or(behind.len());
        let mark = matches!(joint, "/" | "-" | "–" | "." | ":" | "_" | " " | " - " | " – ");
        let joined = joint.is_empty() || mark && !parts.is_empty();
        if end == 0 || parts.len() > 5 || !joined {
            return None;
        }
        parts.push(Part { text: &behind[..end], joint });
        rest = &behind[end..];
    }
    parts.iter().all(|part| !part.is_digits() || part.text.len() <= 6).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::make_number;

    #[test]
    fn parts_in_any_order_make_a_number() {
        for cell in [
            "KS 2012/104",
            "KS/2012:104",
            "2012:104 KS",
            "2012/104-KS",
            "KS_2012_104",
            "KS.12.104",
            "12KS104",
            "KS104/12",
            "104-2012 KS",
            "KS 2012-104-042",
            "2012/KS/104 042",
            "KS-KF 2012/4",
            "2010.33-042",
            "2009/88 620",
            "61/2011 822",
            "2010.121-041",
        ] {
            assert!(make_number(cell), "{cell}");
        }
    }

    #[test]
    fn days_series_and_properties_make_none() {
        for cell in [
            "2012-03-04",
            "12.03.04",
            "4/3 2012",
            "SFS 2010:900",
            "SOU 2012:4",
            "DS 2012:4",
            "HSLF-FS 2022:39",
            "EKEN 12:3",
            "TALLEN 1:104",
            "2012-2014",
            "VT 2012",
            "VT 12",
            "KL 13.15",
            "KS 2012-2014",
            "13.15",
            "3 (12)",
            "Eken 12/104",
            "2012:104",
            "100-200",
            "12 300 450",
            "KS 104",
            "2011 822",
        ] {
            assert!(!make_number(cell), "{cell}");
        }
    }
}
