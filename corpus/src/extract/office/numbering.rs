//! Automatic numbers ("§ 12", "a)", "•"), which stand in no text but on every page.

/// How a level of a list is numbered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Level {
    /// "decimal", "bullet", "lowerLetter" …, in the words of Office Open XML.
    pub(super) format: String,
    /// The printed form, `%1` standing for the number of the first level.
    pub(super) pattern: String,
    /// Number of the first item.
    pub(super) start: u32,
}

/// The numbers of a list under way, one per level.
#[derive(Debug, Clone, Default)]
pub(super) struct Counter(Vec<u32>);

impl Counter {
    /// Counts an item of this level (from 0) and gives its label, without space after it.
    pub(super) fn label(&mut self, levels: &[Level], level: usize) -> String {
        let Some(this) = levels.get(level) else { return String::new() };
        self.0.truncate(level + 1);
        while self.0.len() <= level {
            let start = levels.get(self.0.len()).map_or(1, |level| level.start);
            // Levels that were skipped count as begun; this one is counted below.
            self.0.push(if self.0.len() == level { start.saturating_sub(1) } else { start });
        }
        self.0[level] = self.0[level].saturating_add(1);
        match this.format.as_str() {
            "bullet" => "•".to_owned(),
            "none" => String::new(),
            _ => self.print(levels, &this.pattern),
        }
    }

    fn print(&self, levels: &[Level], pattern: &str) -> String {
        let mut label = String::new();
        let mut rest = pattern.chars().peekable();
        while let Some(c) = rest.next() {
            let digit = rest.peek().and_then(|next| next.to_digit(10)).filter(|_| c == '%');
            match digit {
                Some(digit) => {
                    rest.next();
                    let at = (digit as usize).saturating_sub(1);
                    let format = levels.get(at).map_or("decimal", |level| &level.format);
                    label.push_str(&written(self.0.get(at).copied().unwrap_or(1), format));
                }
                None => label.push(c),
            }
        }
        label
    }
}

/// A number in one of the usual forms.
fn written(number: u32, format: &str) -> String {
    match format {
        "lowerLetter" => letters(number).to_lowercase(),
        "upperLetter" => letters(number),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperRoman" => roman(number),
        "decimalZero" => format!("{number:02}"),
        _ => number.to_string(),
    }
}

/// A … Z, AA, BB …, as word processors count.
fn letters(number: u32) -> String {
    let at = number.saturating_sub(1);
    let letter = char::from(b'A' + u8::try_from(at % 26).unwrap_or(0));
    String::from(letter).repeat((at / 26 + 1).min(20) as usize)
}

fn roman(number: u32) -> String {
    const SIGNS: &[(u32, &str)] = &[
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut left = number.min(3999);
    let mut text = String::new();
    for (value, sign) in SIGNS {
        text.push_str(&sign.repeat((left / value) as usize));
        left %= value;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(format: &str, pattern: &str, start: u32) -> Level {
        Level { format: format.into(), pattern: pattern.into(), start }
    }

    #[test]
    fn labels_count_by_level_and_start_again_below() {
        let levels = [
            level("decimal", "§ %1", 12),
            level("lowerLetter", "%2)", 1),
            level("decimal", "%1.%3", 1),
        ];
        let mut counter = Counter::default();
        let labels: Vec<String> =
            [0, 1, 1, 0, 1, 2].into_iter().map(|at| counter.label(&levels, at)).collect();
        assert_eq!(labels, ["§ 12", "a)", "b)", "§ 13", "a)", "13.1"]);
    }

    #[test]
    fn numbers_are_written_as_word_processors_do() {
        assert_eq!(written(27, "upperLetter"), "AA");
        assert_eq!(written(1994, "upperRoman"), "MCMXCIV");
        assert_eq!(written(4, "lowerRoman"), "iv");
    }
}
