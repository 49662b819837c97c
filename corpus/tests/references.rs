//! References found in real documents, against a judgement made by reading: windows of files and
//! the keys in them, kept without the text.

use std::collections::HashMap;
use std::path::Path;

use corpus::citation::citations;

fn count(keys: &[String]) -> HashMap<&str, usize> {
    let mut counts = HashMap::new();
    for key in keys {
        *counts.entry(key.as_str()).or_default() += 1;
    }
    counts
}

#[test]
fn judged_references_are_found() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shared = root.join("../../shared/documents");
    if !shared.is_dir() {
        assert!(std::env::var_os("CI").is_none(), "no documents at {}", shared.display());
        eprintln!("skipped: no documents at {}", shared.display());
        return;
    }
    let judged = std::fs::read_to_string(root.join("tests/judged/references.tsv")).unwrap();
    let (mut right, mut extra, mut missed) = (0, 0, 0);
    for row in judged.lines().filter(|row| !row.starts_with('#')) {
        let cells: Vec<&str> = row.split('\t').collect();
        let source = std::fs::read_to_string(shared.join(cells[0])).unwrap();
        let window: std::ops::Range<usize> = cells[1].parse().unwrap()..cells[2].parse().unwrap();
        let found: Vec<String> =
            citations(&source[window]).into_iter().map(|c| c.key.replace(' ', "_")).collect();
        let (may, wanted): (Vec<String>, Vec<String>) =
            cells[3].split_whitespace().map(str::to_owned).partition(|key| key.ends_with('?'));
        let mut found = found;
        // "lagen om x (2001:12)" may be given by name as well as by number: neither right nor wrong.
        for key in may.iter().map(|key| key.trim_end_matches('?')) {
            let more = |keys: &[String]| keys.iter().filter(|known| *known == key).count();
            if more(&found) > more(&wanted) {
                found.remove(found.iter().position(|known| known == key).unwrap());
            }
        }
        let (found, wanted) = (count(&found), count(&wanted));
        let both: usize = wanted.iter().map(|(key, n)| n.min(found.get(key).unwrap_or(&0))).sum();
        if std::env::var_os("SHOW").is_some() && found != wanted {
            println!(
                "{}\t{}\t{}\n  judged {wanted:?}\n  found  {found:?}",
                cells[0], cells[1], cells[2]
            );
        }
        right += both;
        extra += found.values().sum::<usize>() - both;
        missed += wanted.values().sum::<usize>() - both;
    }
    let precision = right as f64 / (right + extra) as f64;
    let recall = right as f64 / (right + missed) as f64;
    println!("{} judged references: precision {precision:.3}, recall {recall:.3}", right + missed);
    assert!(right + missed >= 750);
    assert!(precision >= 0.98 && recall >= 0.95, "precision {precision:.3}, recall {recall:.3}");
}
