//! Millions of typed queries, made by grammar and by chance: none may panic, take more than 10 ms or
//! fail to print in a form that parses to itself.
//!
//! `cargo run --release -p indexer --example query_fuzz -- [COUNT [SEED [THREADS]]]`; the same count,
//! seed and number of threads make the same inputs. Exit status 1 where a promise was broken.

use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use indexer::limits::Limits;
use indexer::query::parse;

/// What one parse may take.
const BOUND: Duration = Duration::from_millis(10);

/// Pieces that mean something to the parser, and neighbours that could confuse it.
const PIECES: &[&str] = &[
    "skola",
    "Väg",
    "å",
    "budget",
    "OR",
    "ELLER",
    "AND",
    "OCH",
    "NOT",
    "INTE",
    "och",
    "eller",
    "inte",
    "-",
    "--",
    "+",
    "*",
    "skol*",
    "a*",
    "*x",
    "(",
    ")",
    "((",
    "))",
    "()",
    "\"",
    "\"\"",
    "”",
    "“",
    "„",
    "«",
    "»",
    "'",
    "NÄRA/5",
    "NARA/0",
    "near/99999999999",
    "NÄRA",
    "NÄRA/",
    "§",
    "§§",
    "§ 12",
    "§:12",
    "§12a",
    "§ 3:",
    "paragraf:7",
    "i:",
    "i:beslut",
    "i:reservation",
    "I:YRKANDE",
    "i:x",
    "av:",
    "av:C",
    "av:Jan",
    "av:\"Jan Ek\"",
    "år:",
    "år:2019",
    "ar:2019-2022",
    "år:2022–2019",
    "år:2019,2021",
    "år:hej",
    "a\u{30a}r:2020",
    "från:2023-05",
    "fran:2023-13",
    "till:2024-02-30",
    "till:2024",
    "parti:s,mp",
    "parti:",
    "utfall:avslag",
    "utfall:bifall,avslag",
    "utfall:x",
    "typ:protokoll",
    "typ:x",
    "nämnd:social",
    "namnd:barn-",
    "organ:",
    "kommun:Upplands",
    "kommun:Solna",
    "dnr:KS",
    "dnr:",
    "2023/769",
    "KS 2023/769",
    "SN/2023:1",
    "lag:11",
    "lag:sol",
    "lag:(2001:453)",
    "kap",
    "person:Jan",
    "person:",
    "Ek",
    "Ask-Ek",
    "11 kap. 5 § SoL",
    "https://x.se/?a=(b)",
    "14:30",
    "a:b",
    "::",
    ":",
    "c++",
    "m.fl.",
    "barn-",
    "ungdomsnämnden",
    "-uppföljning",
    "-24",
    "2019",
    "12/3",
    "e@x.se",
    "😀",
    "👨‍👩‍👧",
    "(S)",
    "(M)",
    "f(x)",
    "f(x",
    "g)",
    "a:(a^",
    "~10",
    "^2",
    "/.*/",
    "[a",
    "{b}",
    "<script>",
    "\\",
    "|",
    "&&",
    ",",
    ";",
    "/",
    "%00",
    "\u{0}",
    "\n",
    "\t",
    "\u{a0}",
    "\u{ad}",
    "\u{200b}",
    "\u{202e}",
    "\u{fffd}",
    "\u{feff}",
    "e\u{301}",
    "İ",
    "ß",
    "日本",
    "עברית",
    "–",
    "—",
    "−x",
    "…",
];

/// SplitMix64, after Steele, Lea and Flood 2014: small, seeded, good enough to choose inputs.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, bound: usize) -> usize {
        let bound = u64::try_from(bound.max(1)).unwrap_or(u64::MAX);
        usize::try_from(self.next() % bound).unwrap_or(0)
    }

    fn piece(&mut self) -> &'static str {
        PIECES[self.below(PIECES.len())]
    }

    /// Pieces, mostly with spaces between.
    fn grammar(&mut self, longest: usize) -> String {
        let mut out = String::new();
        for _ in 0..self.below(longest) {
            out.push_str(self.piece());
            if self.below(4) > 0 {
                out.push(' ');
            }
        }
        out
    }

    fn char(&mut self) -> char {
        let bound = [0x80, 0x180, 0x3000, 0x11_0000][self.below(4)];
        u32::try_from(self.below(bound)).ok().and_then(char::from_u32).unwrap_or('\u{fffd}')
    }

    fn mutated(&mut self) -> String {
        let mut chars: Vec<char> = self.grammar(16).chars().collect();
        for _ in 0..=self.below(4) {
            let at = self.below(chars.len());
            match self.below(3) {
                0 => chars.insert(at, self.char()),
                1 if at < chars.len() => drop(chars.remove(at)),
                _ => chars.swap_remove_or_push(at, self.char()),
            }
        }
        chars.into_iter().collect()
    }

    fn bytes(&mut self) -> String {
        let bytes: Vec<u8> =
            (0..self.below(60)).map(|_| u8::try_from(self.below(256)).unwrap_or(0)).collect();
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// One thing over and over: nesting, clauses, length.
    fn repeated(&mut self) -> String {
        let (unit, around) = (self.grammar(4), self.grammar(4));
        let times = [10, 100, 1_000, 3_000][self.below(4)];
        format!("{}{around}{}", unit.repeat(times), ")".repeat(self.below(2) * times))
    }

    fn input(&mut self) -> String {
        match self.below(200) {
            0..=119 => self.grammar(14),
            120..=159 => self.mutated(),
            160..=179 => (0..self.below(40)).map(|_| self.char()).collect(),
            180..=197 => self.bytes(),
            _ => self.repeated(),
        }
    }
}

/// Replacing in place, also in an empty list.
trait SwapOrPush {
    fn swap_remove_or_push(&mut self, at: usize, c: char);
}

impl SwapOrPush for Vec<char> {
    fn swap_remove_or_push(&mut self, at: usize, c: char) {
        match self.get_mut(at) {
            Some(place) => *place = c,
            None => self.push(c),
        }
    }
}

/// What was seen.
#[derive(Default)]
struct Tally {
    inputs: u64,
    bytes: u64,
    panics: Vec<String>,
    slow: Vec<String>,
    unstable: Vec<String>,
    with_notice: u64,
    structured: u64,
    slowest: (Duration, String),
}

impl Tally {
    fn check(&mut self, input: String, limits: &Limits) {
        self.inputs += 1;
        self.bytes += input.len() as u64;
        let begun = Instant::now();
        let Ok(parsed) = catch_unwind(AssertUnwindSafe(|| parse(&input, limits))) else {
            return self.panics.push(input);
        };
        let mut took = begun.elapsed();
        if took > BOUND / 10 {
            took = took.min(again(&input, limits));
        }
        let printed = parsed.query.to_string();
        let second = catch_unwind(|| parse(&printed, limits));
        if !second.is_ok_and(|second| second.query == parsed.query) {
            self.unstable.push(input.clone());
        }
        let _ = parsed.query.in_words();
        self.with_notice += u64::from(!parsed.notices.is_empty());
        self.structured += u64::from(printed != parsed.text || printed.contains([':', '"', '-']));
        if took > BOUND {
            self.slow.push(input.clone());
        }
        if took > self.slowest.0 {
            self.slowest = (took, input);
        }
    }

    fn add(&mut self, other: Self) {
        self.inputs += other.inputs;
        self.bytes += other.bytes;
        self.with_notice += other.with_notice;
        self.structured += other.structured;
        self.panics.extend(other.panics);
        self.slow.extend(other.slow);
        self.unstable.extend(other.unstable);
        if other.slowest.0 > self.slowest.0 {
            self.slowest = other.slowest;
        }
    }
}

/// The best of five: what the parser needs when nobody else takes the processor.
fn again(input: &str, limits: &Limits) -> Duration {
    let time = |_| {
        let begun = Instant::now();
        let _ = parse(input, limits);
        begun.elapsed()
    };
    (0..5).map(time).min().unwrap_or_default()
}

fn run(count: u64, seed: u64) -> Tally {
    let limits = Limits::default();
    let mut chance = Chance(seed);
    let mut tally = Tally::default();
    for _ in 0..count {
        let input = chance.input();
        tally.check(input, &limits);
    }
    tally
}

fn main() -> ExitCode {
    let number = |at: usize| std::env::args().nth(at).and_then(|text| text.parse::<u64>().ok());
    let count = number(1).unwrap_or(100_000);
    let seed = number(2).unwrap_or(1);
    let threads = number(3).unwrap_or(2).max(1);
    std::panic::set_hook(Box::new(|_| {}));
    let begun = Instant::now();
    let workers: Vec<_> = (0..threads)
        .map(|thread| {
            let share = count / threads + u64::from(thread < count % threads);
            std::thread::spawn(move || {
                run(share, seed.wrapping_mul(1_000_003).wrapping_add(thread))
            })
        })
        .collect();
    let mut tally = Tally::default();
    for worker in workers {
        match worker.join() {
            Ok(part) => tally.add(part),
            Err(_) => return ExitCode::FAILURE,
        }
    }
    report(&tally, begun.elapsed());
    let broken = tally.panics.len() + tally.slow.len() + tally.unstable.len();
    if broken == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn report(tally: &Tally, took: Duration) {
    let mut out = std::io::stdout().lock();
    let shown = |input: &str| input.chars().take(100).collect::<String>();
    let _ = writeln!(
        out,
        "inputs      {}  ({} MB, {took:.0?} wall)",
        tally.inputs,
        tally.bytes / 1_000_000
    );
    let _ = writeln!(out, "with notice {}", tally.with_notice);
    let _ = writeln!(out, "structured  {}", tally.structured);
    let _ = writeln!(out, "slowest     {:?}  {:?}", tally.slowest.0, shown(&tally.slowest.1));
    for (name, inputs) in
        [("panics", &tally.panics), ("over 10 ms", &tally.slow), ("not canonical", &tally.unstable)]
    {
        let _ = writeln!(out, "{name:<13} {}", inputs.len());
        for input in inputs.iter().take(10) {
            let _ = writeln!(out, "    {:?}", shown(input));
        }
    }
}
