//! Published documents of three municipalities: what paragraf must find in them.
//!
//! They are not part of the repository; they are looked for in `../shared` beside it. Where they are
//! missing, these tests say so and pass, but fail where `CI=true`.

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use serde_json::Value;

use crate::support::{paragraf, paragraf_within};

/// Seconds for indexing everything with an unoptimised program on a busy machine.
const INDEXING: u32 = 1500;
/// mnDCG@10 of plain BM25 with a Snowball stemmer over the same topics: the least that is accepted.
const PLAIN_BM25: f64 = 0.668;
const MINUTES: &str = "stockholm/socialnamnden-protokoll-2023-12-12.txt";

fn shared() -> Option<PathBuf> {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared");
    if shared.join("documents").is_dir() {
        return Some(shared.canonicalize().unwrap());
    }
    let ci = std::env::var("CI").is_ok_and(|value| value == "true");
    assert!(!ci, "the published documents are missing: '{}'", shared.display());
    println!("notice: '{}' is missing: nothing checked", shared.display());
    None
}

/// The index over all documents, built once for all tests, and the folder they come from.
fn index() -> Option<(&'static str, &'static Path)> {
    static INDEX: OnceLock<Option<(String, PathBuf)>> = OnceLock::new();
    let built = INDEX.get_or_init(|| {
        let shared = shared()?;
        let dir = concat!(env!("CARGO_TARGET_TMPDIR"), "/published").to_owned();
        let documents = shared.join("documents");
        let args = ["index", "--rebuild", "--index", &dir, documents.to_str().unwrap()];
        let summary = paragraf_within(INDEXING, &args).exits(0).err;
        println!("{}", summary.lines().last().unwrap_or_default());
        Some((dir, shared))
    });
    built.as_ref().map(|(dir, shared)| (dir.as_str(), shared.as_path()))
}

fn search(index: &str, query: &str) -> Value {
    paragraf(&["search", "--index", index, "--json", "--limit", "50", query]).exits(0).json()
}

fn hits(answer: &Value) -> &[Value] {
    answer["hits"].as_array().unwrap()
}

/// The texts of a hit's fragments: whole, and only what is marked.
fn fragments(hit: &Value) -> (String, Vec<String>) {
    let fragments = hit["fragments"].as_array().unwrap().iter();
    let pieces: Vec<&Value> =
        fragments.flat_map(|fragment| fragment["pieces"].as_array().unwrap()).collect();
    let text = |piece: &Value| piece["text"].as_str().unwrap().to_owned();
    let marked = pieces.iter().filter(|piece| piece["hit"] == true);
    (pieces.iter().map(|piece| text(piece)).collect(), marked.map(|piece| text(piece)).collect())
}

#[test]
fn a_name_is_found_where_it_was_decided_and_marked() {
    let Some((index, _)) = index() else { return };
    let answer = search(index, "Kompotten");
    let first = &hits(&answer)[0];
    assert_eq!((&first["source"], &first["paragraf"]), (&MINUTES.into(), &"5".into()));
    assert_eq!((&first["date"], &first["kind"]), (&"2023-12-12".into(), &"minutes".into()));
    let (_, marked) = fragments(first);
    assert!(!marked.is_empty() && marked.iter().all(|text| text == "Kompotten"), "{marked:?}");
    let other =
        hits(&answer).iter().find(|hit| hit["paragraf"] == "11" && hit["source"] == MINUTES);
    assert!(other.is_some(), "§ 11 is missing");
}

#[test]
fn an_abbreviation_is_shown_itself_and_the_half_year_report_is_among_the_first() {
    let Some((index, _)) = index() else { return };
    let answer = search(index, "SSPF");
    let of_solna = hits(&answer).iter().take(5).find(|hit| {
        hit["source"].as_str().unwrap().starts_with("solna/")
            && hit["title"].as_str().unwrap().contains("augusti 2024")
    });
    assert!(of_solna.is_some(), "the Solna report is not among the first five");
    let complete = usize::try_from(answer["relaxed_from"].as_u64().unwrap()).unwrap();
    for hit in hits(&answer).iter().take(complete) {
        let (text, _) = fragments(hit);
        assert!(text.contains("SSPF"), "{}: {text}", hit["id"]);
    }
}

#[test]
fn a_phrase_is_not_its_two_words() {
    let Some((index, _)) = index() else { return };
    let (phrase, words) =
        (search(index, "\"skyddade boenden\""), search(index, "skyddade boenden"));
    let total = |answer: &Value| answer["total"].as_u64().unwrap();
    assert!(0 < total(&phrase) && total(&phrase) < total(&words));
    for hit in hits(&phrase) {
        let (text, _) = fragments(hit);
        let text = text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(text.contains("skyddade boenden"), "{}: {text}", hit["id"]);
    }
}

#[test]
fn a_diary_number_is_one_however_it_is_written() {
    let Some((index, _)) = index() else { return };
    let first = |query: &str| {
        let answer = search(index, query);
        let hit = hits(&answer).first().unwrap_or_else(|| panic!("'{query}' finds nothing"));
        (hit["source"].clone(), hit["paragraf"].clone(), hit["id"].clone())
    };
    let found = first("KS 2023/769");
    assert_eq!((&found.0, found.1.is_string()), (&MINUTES.into(), true));
    for spelling in ["ks 2023-769", "dnr KS 2023/769"] {
        assert_eq!(first(spelling), found, "{spelling}");
    }
}

#[test]
fn the_minutes_have_31_paragraphs_in_order() {
    let Some(shared) = shared() else { return };
    let file = shared.join("documents").join(MINUTES);
    let outline = paragraf(&["inspect", file.to_str().unwrap()]).exits(0).json();
    let paragraphs = outline["paragraphs"].as_array().unwrap();
    let numbers: Vec<&str> = paragraphs.iter().map(|p| p["number"].as_str().unwrap()).collect();
    let wanted: Vec<String> = (1..=31).map(|number: u32| number.to_string()).collect();
    assert_eq!(numbers, wanted);
}

#[test]
fn the_ranking_is_no_worse_than_plain_bm25() {
    let Some((index, shared)) = index() else { return };
    let gold = |name: &str| shared.join("gold/ir").join(name).to_string_lossy().into_owned();
    let (topics, qrels) = (gold("topics-dev.jsonl"), gold("qrels-dev.txt"));
    let (anchors, items) = (gold("anchors.tsv"), gold("items-meta.tsv"));
    let args = [
        "evaluate",
        "--index",
        index,
        "--topics",
        &topics,
        "--qrels",
        &qrels,
        "--anchors",
        &anchors,
        "--items",
        &items,
    ];
    let table = paragraf(&args).exits(0).out;
    println!("{table}");
    let heads: Vec<&str> = table.lines().next().unwrap().split_whitespace().collect();
    assert_eq!(heads[0], "mnDCG@10", "{table}");
    let all = table.lines().find(|line| line.starts_with("ALL")).unwrap();
    let value: f64 = all.split_whitespace().nth(2).unwrap().parse().unwrap();
    assert!(value >= PLAIN_BM25, "mnDCG@10 {value}, wanted {PLAIN_BM25}");
}
