//! The numbers that the statute tables give, against what real documents print behind the names:
//! "kommunallagen (2017:725)". A slip of the pen in a document is outnumbered by the others.

use std::collections::BTreeMap;
use std::path::Path;

use regex::Regex;

/// A law's names and its numbers, the present one first.
type Law = (Vec<String>, Vec<String>);

/// The laws that searches know.
fn laws() -> Vec<Law> {
    table("../analyzers/data/laws.tsv", 1)
}

/// The statutes that references are found to; those without a number are left out.
fn statutes() -> Vec<Law> {
    let all = table("src/citation/statutes.tsv", 2);
    all.into_iter().filter(|(_, numbers)| !numbers[0].is_empty()).collect()
}

/// The rows of a table whose names stand in column `names`, and the numbers in the next.
fn table(file: &str, names: usize) -> Vec<Law> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let table = std::fs::read_to_string(file).expect("the table lies beside this crate");
    let split = |cell: &str| cell.split('|').map(str::to_lowercase).collect();
    let rows = table.lines().filter(|row| !row.starts_with('#') && !row.is_empty());
    rows.map(|row| {
        let cells: Vec<&str> = row.split('\t').collect();
        (split(cells[names]), split(cells.get(names + 1).copied().unwrap_or_default()))
    })
    .collect()
}

#[test]
fn both_tables_give_one_law_one_number() {
    let statutes = statutes();
    for (names, numbers) in laws().iter().filter(|(_, numbers)| !numbers[0].is_empty()) {
        let known =
            statutes.iter().find(|(others, _)| others.iter().any(|name| names.contains(name)));
        let known = known.unwrap_or_else(|| panic!("{names:?} has no row among the statutes"));
        assert!(numbers.iter().all(|number| known.1.contains(number)), "{names:?}");
    }
}

/// Whether a number in the statute book stands behind this name, or inside this title.
fn belongs(name: &str, before: &str, after: &str) -> bool {
    let named = |name: &str| {
        let rest = before.strip_suffix('s').unwrap_or(before).strip_suffix(name);
        // "hälso- och sekretesslagen" is another law than "sekretesslagen".
        rest.is_some_and(|rest| !rest.ends_with("och ") && !rest.ends_with(char::is_alphanumeric))
    };
    let titled = name.strip_prefix("lagen ").is_some_and(|title| {
        let lag = before.ends_with(" lag") || before.ends_with(" lagen");
        lag && after.trim_start().starts_with(title)
    });
    named(name) || titled
}

fn texts(folder: &Path, into: &mut String) {
    for path in std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path())
    {
        if path.is_dir() {
            texts(&path, into);
        } else if path.extension().is_some_and(|kind| kind == "txt") {
            let text =
                String::from_utf8_lossy(&std::fs::read(path).unwrap_or_default()).into_owned();
            text.split_whitespace().for_each(|word| {
                into.push_str(word);
                into.push(' ');
            });
        }
    }
}

#[test]
fn printed_numbers_agree_with_the_table() {
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/documents");
    if !shared.is_dir() {
        assert!(std::env::var_os("CI").is_none(), "no documents at {}", shared.display());
        eprintln!("skipped: no documents at {}", shared.display());
        return;
    }
    let mut text = String::new();
    texts(&shared, &mut text);
    let laws: Vec<Law> = laws().into_iter().chain(statutes()).collect();
    let mut printed: Vec<BTreeMap<String, usize>> = vec![BTreeMap::new(); laws.len()];
    let number = Regex::new(r"\((?:SFS )?((?:1[789]|20)[0-9]{2}:[0-9]{1,4})\)").unwrap();
    for hit in number.captures_iter(&text) {
        let place = hit.get(0).unwrap().range();
        let before = text[..place.start].chars().rev().take(120).collect::<Vec<_>>();
        let before = before.into_iter().rev().collect::<String>().to_lowercase();
        let after = text[place.end..].chars().take(120).collect::<String>().to_lowercase();
        for (counts, (names, _)) in printed.iter_mut().zip(&laws) {
            if names.iter().any(|name| belongs(name, before.trim_end(), &after)) {
                *counts.entry(hit[1].to_owned()).or_default() += 1;
            }
        }
    }
    let (mut confirmed, mut wrong) = (0, Vec::new());
    for (counts, (names, numbers)) in printed.iter().zip(&laws) {
        let Some((often, count)) = counts.iter().max_by_key(|(_, count)| **count) else { continue };
        if *count > 1 && !numbers.contains(often) {
            wrong.push((names[0].clone(), numbers.clone(), often.clone()));
        }
        confirmed += usize::from(numbers.contains(often));
    }
    println!("numbers of {confirmed} statutes confirmed by the documents");
    assert!(wrong.is_empty(), "{wrong:?}");
    assert!(confirmed >= 80, "{confirmed}");
}
