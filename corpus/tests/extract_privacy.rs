//! Identity numbers in eight spellings against numbers that only look like them. Run with
//! `--nocapture` to see the figures.

use corpus::privacy::mask;

/// A small deterministic source of numbers (SplitMix64), so that every run measures the same.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % limit
    }

    fn digits(&mut self, count: usize) -> String {
        (0..count).map(|_| char::from(b'0' + self.below(10) as u8)).collect()
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len() as u64) as usize]
    }
}

/// Year with century, month and day, three digits and the check digit.
fn identity_number(dice: &mut Dice) -> (String, String, String) {
    let year = 1910 + dice.below(110);
    let (month, day) = (1 + dice.below(12), 1 + dice.below(28));
    let day = if dice.below(5) == 0 { day + 60 } else { day };
    let date = format!("{:02}{month:02}{day:02}", year % 100);
    let serial = dice.digits(3);
    let sum: u32 = format!("{date}{serial}")
        .bytes()
        .enumerate()
        .map(|(at, byte)| {
            let product = u32::from(byte - b'0') * if at % 2 == 0 { 2 } else { 1 };
            product / 10 + product % 10
        })
        .sum();
    (format!("{}", year / 100), date, format!("{serial}{}", (10 - sum % 10) % 10))
}

fn spell(spelling: usize, (century, date, last): &(String, String, String)) -> String {
    match spelling {
        0 => format!("{century}{date}-{last}"),
        1 => format!("{date}-{last}"),
        2 => format!("{date}+{last}"),
        3 => format!("{date}{last}"),
        4 => format!("{century}{date}{last}"),
        5 => format!("{century} {date} {last}"),
        6 => format!("{date} {last}"),
        _ => format!("{century}{date} {last}"),
    }
}

const AROUND: &[(&str, &str)] = &[
    ("Sökanden, ", ", har begärt ersättning."),
    ("Anna Ek (", ") yrkar bifall."),
    ("personnummer: ", ""),
    ("", "\n"),
    ("Ärendet avser ", "."),
    ("född ", " och boende i kommunen"),
];

#[test]
fn identity_numbers_are_masked_in_eight_spellings() {
    let mut dice = Dice(1);
    let (mut found, mut all) = (0u32, 0u32);
    for _ in 0..10_000 {
        let number = identity_number(&mut dice);
        for spelling in 0..8 {
            let (before, after) = AROUND[dice.below(AROUND.len() as u64) as usize];
            let written = spell(spelling, &number);
            let text = format!("{before}{written}{after}");
            let (masked, numbers) = mask(&text);
            assert_eq!(masked.len(), text.len());
            let hidden = !masked.contains(number.2.as_str()) && numbers.len() == 1;
            found += u32::from(hidden);
            all += 1;
        }
    }
    println!("identity numbers masked: {found} of {all}");
    assert!(found * 1000 >= all * 995, "{found} of {all}");
}

/// A number of another kind, as it stands in documents.
fn look_alike(dice: &mut Dice) -> String {
    let year = 1998 + dice.below(30);
    match dice.below(14) {
        0 => format!("Dnr KS {year}/{}", dice.digits(4)),
        1 => format!("dnr {}-{:02}{}", year, 1 + dice.below(12), dice.digits(4)),
        2 => format!("SBN {year}-{}", dice.digits(5)),
        // Third digit of an organisation number is at least two.
        3 => format!(
            "org.nr {}{}{}-{}",
            dice.digits(2),
            2 + dice.below(8),
            dice.digits(3),
            dice.digits(4)
        ),
        4 => format!("org.nr {}{}{}", dice.digits(2), 2 + dice.below(8), dice.digits(7)),
        5 => format!("tel {}", ["07", "08"][dice.below(2) as usize].to_owned() + &dice.digits(8)),
        6 => {
            format!("07{}-{} {} {}", dice.below(10), dice.digits(3), dice.digits(2), dice.digits(2))
        }
        7 => {
            format!("0{}-{} {} {}", dice.digits(2), dice.digits(2), dice.digits(2), dice.digits(2))
        }
        8 => format!("{} {} {} kronor", 1 + dice.below(999), dice.digits(3), dice.digits(3)),
        9 => format!("{}{} kr", 1 + dice.below(9), dice.digits(9)),
        10 => format!("bankgiro {}-{}", dice.digits(4), dice.digits(4)),
        11 => format!("fakturanr {}", dice.digits(10)),
        12 => format!(
            "{year}-{:02}-{:02} {:02}{:02}",
            1 + dice.below(12),
            1 + dice.below(28),
            dice.below(24),
            dice.below(60)
        ),
        _ => {
            let unit = dice.pick(&["kr", "tkr", "mnkr"]);
            format!("{} {} {unit}", dice.digits(6), dice.digits(4))
        }
    }
}

#[test]
fn look_alikes_are_left() {
    let mut dice = Dice(2);
    let mut masked = Vec::new();
    for _ in 0..10_000 {
        let (before, after) = AROUND[dice.below(AROUND.len() as u64) as usize];
        let text = format!("{before}{}{after}", look_alike(&mut dice));
        if !mask(&text).1.is_empty() {
            masked.push(text);
        }
    }
    println!("look-alikes masked: {} of 10000", masked.len());
    assert!(masked.len() <= 50, "{}: {:?}", masked.len(), &masked[..10]);
}
