//! The language as one table, and what holds for any input at all.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;
use crate::limits::Limits;

mod table;

/// The tree in short, so that a row of the table shows how the input was bound.
fn sketch(node: &Node) -> String {
    let list = |nodes: &[Node]| nodes.iter().map(sketch).collect::<Vec<_>>().join(" ");
    match node {
        Node::Everything => "all".into(),
        Node::Words(text) => format!("w<{text}>"),
        Node::Phrase(text) => format!("p<{text}>"),
        Node::Prefix(stem) => format!("pre<{stem}>"),
        Node::Near { left, right, distance } => {
            format!("near{distance}<{}|{}>", side(left), side(right))
        }
        Node::Field(condition) => format!("{condition:?}"),
        Node::And(nodes) => format!("and[{}]", list(nodes)),
        Node::Or(nodes) => format!("or[{}]", list(nodes)),
        Node::Not(inner) => format!("not[{}]", sketch(inner)),
        Node::In { zone, by, node } => {
            let mut out = format!("in<{}", zone.slug());
            for who in by {
                let _ = write!(out, " {who:?}");
            }
            format!("{out}>[{}]", sketch(node))
        }
    }
}

fn side(side: &Side) -> String {
    match side {
        Side::Word(word) => word.clone(),
        Side::Phrase(text) => format!("\"{text}\""),
    }
}

fn understood(text: &str) -> Parsed {
    parse(text, &Limits::default())
}

#[test]
fn every_row_is_read_as_the_table_says() {
    for (input, canonical, tree, notices) in table::ROWS {
        let parsed = understood(input);
        let kinds: Vec<&str> = parsed.notices.iter().map(|notice| notice.kind).collect();
        assert_eq!(parsed.query.to_string(), *canonical, "{input}");
        assert_eq!(sketch(&parsed.query.root), *tree, "{input}");
        assert_eq!(kinds.join(" "), *notices, "{input}");
        assert_eq!(understood(canonical).query, parsed.query, "{input}");
    }
}

#[test]
fn queries_are_read_back_in_words() {
    let table = [
        ("", "allt"),
        ("-tak", "allt utom tak"),
        (
            "skolväg \"trygg hemfärd\" -bostad år:2019-2022",
            "skolväg och orden \"trygg hemfärd\" i följd, inte bostad, år 2019–2022",
        ),
        ("i:reservation av:C bostad", "bostad i avsnittet reservationer av C"),
        ("i:jäv", "avsnittet jäv finns"),
        ("(tak OR \"vägg\") cyk*", "(tak eller exakt \"vägg\") och ord som börjar på cyk"),
        ("tak NÄRA/3 \"hög vägg\"", "tak högst 3 ord från \"hög vägg\""),
        ("tak år:2019,2021", "tak, år 2019 eller år 2021"),
        (
            "nämnd:social utfall:avslag typ:protokoll",
            "nämnd eller styrelse social, utfall avslag, typ protokoll",
        ),
        ("tak -(golv vägg)", "tak, inte (golv vägg)"),
        ("dnr:1/24 § 3", "diarienummer 1/24, § 3"),
    ];
    for (input, words) in table {
        assert_eq!(understood(input).query.in_words(), words, "{input}");
    }
}

#[test]
fn notices_say_what_to_do() {
    let table = [
        (
            "tak år:hej",
            "”år:hej” lästes som vanliga ord. Efter år: skrivs ett årtal som 2023 eller ett spann som 2019-2022.",
            Some("tak"),
        ),
        (
            "tak \"hög vägg",
            "Citatet saknar slut. Det lästes som en fras ända till slutet.",
            Some("tak hög vägg"),
        ),
        (
            "golv OR tak år:2024",
            "”år:2024” gäller bara det som står efter sista OR. Ska det gälla allt?",
            Some("(golv OR tak) år:2024"),
        ),
        (
            "ny lag: skollagen",
            "”lag: skollagen” lästes som vanliga ord. Skriv utan mellanslag efter kolonet för att söka i fältet.",
            Some("ny lag:skollagen"),
        ),
        (
            "TAKPANNOR INTE BYTTA ELLER LAGADE",
            "INTE i versaler lästes som en operator. Med små bokstäver är det ett ord.",
            Some("takpannor inte bytta eller lagade"),
        ),
        ("tak OR", "OR lästes inte: det behöver något på båda sidor.", None),
    ];
    for (input, message, query) in table {
        let notices = understood(input).notices;
        assert_eq!(notices[0].message, message, "{input}");
        assert_eq!(notices[0].query.as_deref(), query, "{input}");
        assert_eq!(notices.len(), 1, "{input}");
    }
    let zones = &understood("i:hemligt").notices[0].message;
    assert!(zones.contains("beslut, \"förslag till beslut\", sammanfattning"), "{zones}");
}

#[test]
fn limits_hold_one_below_at_and_one_above() {
    for limit in [31, 32, 33] {
        let input = vec!["ord"; limit].join(" ");
        let parsed = understood(&input);
        assert_eq!(parsed.notices.len(), usize::from(limit > 32), "{limit} words");
        let Node::Words(text) = parsed.query.root else { panic!("words") };
        assert_eq!(text.split(' ').count(), limit.min(32));
        let phrase = understood(&format!("\"{input}\""));
        assert_eq!(phrase.notices.len(), usize::from(limit > 32), "phrase of {limit}");
    }
    for limit in [999, 1_000, 1_001] {
        let parsed = understood(&"å".repeat(limit));
        assert_eq!(parsed.text.chars().count(), limit.min(1_000));
        assert_eq!(parsed.notices.len(), usize::from(limit > 1_000), "{limit} characters");
    }
    for depth in [19, 20, 21] {
        let parsed = understood(&format!("{}a OR b{}", "(c OR ".repeat(depth), ")".repeat(depth)));
        let told = parsed.notices.iter().any(|notice| notice.kind == "bracket");
        assert_eq!(told, depth > 20, "{depth} brackets");
    }
}

/// What costs nothing in the limit of words must not cost more than linear time either.
#[test]
fn time_is_linear_in_the_text() {
    let limits = Limits { query_chars: usize::MAX, ..Limits::default() };
    let units = [
        "(",
        ")",
        "()",
        "-(",
        "f(",
        "f(x)",
        "\"",
        "«",
        "OR ",
        "NOT ",
        "AND ",
        "NÄRA/2 ",
        "-",
        "a-",
        "å",
        "i:",
        "år:\"",
        "(a OR ",
        "\u{200b}",
        " ",
        "-a",
        "\"-",
        "dnr:K ",
        "person:A ",
    ];
    for unit in units {
        let input = unit.repeat(200_000);
        let took = fastest(&input, &limits);
        assert!(took < Duration::from_secs(1), "{unit:?} took {took:?}");
    }
}

fn fastest(input: &str, limits: &Limits) -> Duration {
    let mut best = Duration::MAX;
    for _ in 0..5 {
        let begun = Instant::now();
        let _ = parse(input, limits);
        best = best.min(begun.elapsed());
        if best < Duration::from_millis(10) {
            break;
        }
    }
    best
}

/// Threads of a server have little stack; no input may need much of it.
#[test]
fn a_small_stack_is_enough() {
    let inputs =
        ["(", "NOT (", "-(a OR ", "(i:beslut ", "a OR (b "].map(|unit| unit.repeat(20_000));
    let limits = Limits {
        query_chars: usize::MAX,
        query_terms: usize::MAX,
        query_depth: usize::MAX,
        ..Limits::default()
    };
    let work = move || {
        for input in inputs {
            let parsed = parse(&input, &limits);
            let _ = (parsed.query.to_string(), parsed.query.in_words());
        }
    };
    let thread = std::thread::Builder::new().stack_size(256 * 1024).spawn(work).unwrap();
    thread.join().unwrap();
}

#[test]
fn hostile_queries_are_read_quickly_and_print_canonically() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../shared/attack/hostile-queries.txt");
    let Ok(file) = std::fs::read_to_string(path) else {
        assert!(std::env::var("CI").is_err(), "{path} is missing");
        println!("skipped: {path} is missing");
        return;
    };
    let lines = file.lines().filter(|line| !line.starts_with('#'));
    let mut read = 0;
    for line in lines {
        let query = line.splitn(4, '\t').nth(3).unwrap_or_default();
        let input = String::from_utf8_lossy(&expanded(query)).into_owned();
        let took = fastest(&input, &Limits::default());
        assert!(took < Duration::from_millis(10), "{line:.60} took {took:?}");
        let parsed = understood(&input);
        assert_eq!(understood(&parsed.query.to_string()).query, parsed.query, "{line:.60}");
        read += 1;
    }
    assert!(read > 200, "only {read} lines in {path}");
}

/// Macros of the attack file: `<<N*s>>` and escapes.
fn expanded(text: &str) -> Vec<u8> {
    let (mut out, mut rest) = (Vec::new(), text);
    while let Some((before, after)) = rest.split_once("<<") {
        let repeated = after
            .split_once('*')
            .and_then(|(count, after)| Some((count.parse().ok()?, after.split_once(">>")?)));
        let Some((count, (unit, after))) = repeated else { break };
        out.extend(unescaped(before));
        out.extend(unescaped(unit).repeat(count));
        rest = after;
    }
    out.extend(unescaped(rest));
    out
}

fn unescaped(text: &str) -> Vec<u8> {
    let (mut out, mut rest) = (Vec::new(), text);
    while let Some((before, after)) = rest.split_once('\\') {
        out.extend(before.bytes());
        let kind = after.chars().next().unwrap_or(' ');
        let length = [('x', 2), ('u', 4), ('U', 8)].iter().find(|(k, _)| *k == kind).map(|k| k.1);
        let code = length.and_then(|length| u32::from_str_radix(after.get(1..=length)?, 16).ok());
        match (length, code) {
            (Some(2), Some(code)) => out.push(code as u8),
            (Some(_), Some(code)) => {
                out.extend(char::from_u32(code).unwrap_or('\u{fffd}').to_string().bytes());
            }
            _ => out.push(match kind {
                'n' => b'\n',
                't' => b'\t',
                'r' => b'\r',
                _ => b'\\',
            }),
        }
        rest = after.get(1 + length.unwrap_or(0)..).unwrap_or_default();
    }
    out.extend(rest.bytes());
    out
}

const PIECES: &[&str] = &[
    "tak",
    "Väg",
    "OR",
    "ELLER",
    "AND",
    "OCH",
    "NOT",
    "INTE",
    "och",
    "-",
    "--",
    "cyk*",
    "*",
    "(",
    ")",
    "\"",
    "”",
    "«",
    "»",
    "NÄRA/5",
    "near/0",
    "§",
    "12",
    "§ 3",
    "§:4",
    "i:",
    "i:beslut",
    "i:yrkande",
    "av:C",
    "av:",
    "av:Jan",
    "Ek",
    "år:2019",
    "år:2019,2020",
    "år:",
    "år:x",
    "från:2023",
    "till:2024-02",
    "parti:S,M",
    "utfall:avslag",
    "typ:protokoll",
    "nämnd:barn-",
    "kommun:Upplands",
    "dnr:KS",
    "2023/7",
    "lag:11",
    "kap",
    "person:Jan",
    "(S)",
    "f(x)",
    "f(",
    "a:(b",
    "14:30",
    "-24",
    "-och",
    "barn-",
    "x,",
    "\u{202e}",
    "\u{ad}",
    "😀",
    "e\u{301}",
    "\u{0}",
    "\\",
    "~2",
];

fn typed() -> impl Strategy<Value = String> {
    let piece = (prop::sample::select(PIECES), prop::sample::select(vec!["", " ", " ", " "]));
    prop::collection::vec(piece, 0..40)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, gap)| [piece, gap]).collect())
}

fn depth(node: &Node) -> usize {
    match node {
        Node::And(nodes) | Node::Or(nodes) => 1 + nodes.iter().map(depth).max().unwrap_or(0),
        Node::Not(node) | Node::In { node, .. } => 1 + depth(node),
        _ => 1,
    }
}

fn check(input: &str) -> Result<(), TestCaseError> {
    let parsed = understood(input);
    let printed = parsed.query.to_string();
    prop_assert_eq!(&understood(&printed).query, &parsed.query, "{} printed {}", input, printed);
    prop_assert!(parsed.text.chars().count() <= Limits::default().query_chars);
    prop_assert!(!parsed.text.chars().any(char::is_control));
    prop_assert!(depth(&parsed.query.root) <= 4 * Limits::default().query_depth);
    for part in parsed.query.parts() {
        let left = parsed.query.without(&part.path);
        prop_assert_eq!(&understood(&left.to_string()).query, &left, "{} less {:?}", input, part);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn anything_prints_to_what_parses_to_itself(input in any::<String>()) {
        check(&input)?;
    }

    #[test]
    fn anything_made_of_the_language_does(input in typed()) {
        check(&input)?;
    }

    /// Reading the printed form a second time is enough; what comes after is a safety net.
    #[test]
    fn a_query_settles_at_once(input in typed()) {
        let limits = Limits::default();
        let read = |text: &str| Query { root: parse::once(text, &limits).1 };
        let second = read(&read(&input).to_string());
        let third = read(&second.to_string());
        prop_assert_eq!(&third, &second, "{}", second);
    }

    #[test]
    fn small_limits_hold(input in typed(), chars in 0_usize..60, terms in 0_usize..8, deep in 0_usize..3) {
        let limits =
            Limits { query_chars: chars, query_terms: terms, query_depth: deep, ..Limits::default() };
        let query = parse(&input, &limits).query;
        prop_assert_eq!(&parse(&query.to_string(), &limits).query, &query);
    }
}
