//! Who may import whom: the drawing of the house in the README, held as a test.
//!
//! `corpus` knows what minutes are, `analyzers` knows what Swedish is, `indexer` joins the two and is
//! alone in knowing tantivy, `server` shows the answers.

use std::fs;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

/// What a crate may and must not know.
struct Rule {
    name: &'static str,
    /// Crates of this workspace it may import; no others.
    may: &'static [&'static str],
    /// Packages it must not name, neither as a dependency nor in its code.
    never: &'static [&'static str],
    /// The only places under `src` that may touch files, where not all may.
    files: Option<&'static [&'static str]>,
}

const RULES: [Rule; 4] = [
    Rule {
        name: "analyzers",
        may: &[],
        never: &["tantivy", "axum", "tokio", "hyper", "clap"],
        files: Some(&[]),
    },
    Rule {
        name: "corpus",
        may: &[],
        never: &["tantivy", "rust-stemmers", "whatlang", "axum", "tokio", "hyper", "clap"],
        files: Some(&["walk.rs", "walk/"]),
    },
    Rule {
        name: "indexer",
        may: &["analyzers", "corpus"],
        never: &["rust-stemmers", "whatlang", "axum", "tokio", "hyper", "clap"],
        files: None,
    },
    Rule {
        name: "server",
        may: &["corpus", "indexer"],
        never: &["tantivy", "rust-stemmers", "whatlang"],
        files: None,
    },
];

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

fn manifest(folder: &Path) -> Table {
    fs::read_to_string(folder.join("Cargo.toml")).unwrap().parse().unwrap()
}

/// Every package that a manifest names, for the program, its tests or its build.
fn dependencies(manifest: &Table) -> Vec<String> {
    let tables = ["dependencies", "dev-dependencies", "build-dependencies"];
    let named = tables.iter().filter_map(|table| manifest.get(*table)?.as_table());
    named.flat_map(|table| table.keys().cloned()).collect()
}

/// Every Rust file under `folder`.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files
}

/// A file's code: no comment lines, nothing from the first unit-test module on.
fn code(file: &Path) -> String {
    let text = fs::read_to_string(file).unwrap();
    let product = text.split("#[cfg(test)]").next().unwrap();
    let lines = product.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// Whether `code` imports or names something of `package`.
fn names(code: &str, package: &str) -> bool {
    let path = format!("{}::", package.replace('-', "_"));
    code.match_indices(&path).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
    })
}

#[test]
fn the_rules_name_every_crate() {
    let root = manifest(&workspace());
    let members = root["workspace"]["members"].as_array().unwrap();
    let mut members: Vec<&str> = members.iter().filter_map(Value::as_str).collect();
    members.sort_unstable();
    assert_eq!(members, RULES.map(|rule| rule.name));
}

#[test]
fn no_manifest_names_what_the_crate_must_not_know() {
    for rule in &RULES {
        for package in dependencies(&manifest(&workspace().join(rule.name))) {
            let ours = RULES.iter().any(|other| other.name == package);
            assert!(!ours || rule.may.contains(&package.as_str()), "{}: {package}", rule.name);
            assert!(!rule.never.contains(&package.as_str()), "{}: {package}", rule.name);
        }
    }
}

#[test]
fn no_file_names_what_its_crate_must_not_know() {
    let ours = RULES.map(|rule| rule.name);
    for rule in &RULES {
        let foreign = ours.iter().filter(|name| **name != rule.name && !rule.may.contains(name));
        let never: Vec<&str> = rule.never.iter().chain(foreign).copied().collect();
        for file in sources(&workspace().join(rule.name).join("src")) {
            let code = code(&file);
            let named = never.iter().find(|package| names(&code, package));
            assert_eq!(named, None, "{} must not know it", file.display());
        }
    }
}

#[test]
fn files_are_read_only_where_the_drawing_says() {
    for rule in &RULES {
        let Some(allowed) = rule.files else { continue };
        let folder = workspace().join(rule.name).join("src");
        for file in sources(&folder) {
            let place = file.strip_prefix(&folder).unwrap().to_string_lossy().into_owned();
            if allowed.iter().any(|allowed| place.starts_with(allowed)) {
                continue;
            }
            let code = code(&file);
            for means in ["std::fs", "File::open", "File::create", "tokio::fs", "std::net"] {
                assert!(!code.contains(means), "{} must not use {means}", file.display());
            }
        }
    }
}

#[test]
fn every_file_opens_with_why_it_exists() {
    let folders = ["analyzers/src", "corpus/src", "indexer/src", "server/src", "tests"];
    for file in folders.iter().flat_map(|folder| sources(&workspace().join(folder))) {
        if file.components().any(|part| part.as_os_str() == "node_modules") {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.starts_with("//! "), "{} has no opening line", file.display());
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let empty = ["utils", "util", "common", "helpers", "helper", "misc"];
        assert!(!empty.contains(&name.as_str()), "{} says nothing", file.display());
    }
}

#[test]
fn a_name_inside_another_word_is_no_import() {
    assert!(names("use tantivy::Index;", "tantivy"));
    assert!(names("let x: rust_stemmers::Stemmer", "rust-stemmers"));
    assert!(!names("my_tantivy::x, crate::corpus::y", "tantivy"));
    assert!(!names("crate::corpus::y", "corpus"));
}
