//! What is removed on purpose stays away, and `verify` proves it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{Service, minutes, paragraf};

#[test]
fn a_removed_source_and_a_removed_unit_stay_away_after_indexing_anew() {
    let folder = tempfile::tempdir().unwrap();
    let sources = folder.path().join("in");
    fs::create_dir(&sources).unwrap();
    let matters = [("Kaninburar i parken", "att avslå"), ("Fjärilshus i parken", "att bifalla")];
    fs::write(sources.join("a.txt"), minutes("2019-02-03", &matters)).unwrap();
    let other = [("Bikupor på taket", "att bifalla förslaget")];
    fs::write(sources.join("b.txt"), minutes("2019-06-07", &other)).unwrap();
    let dir = folder.path().join("index");
    let (index, from) = (dir.to_str().unwrap(), sources.to_str().unwrap());
    paragraf(&["index", "--index", index, from]).exits(0);
    let service = Service::over(&dir);
    let answer = service.waits_for("kaninburar", 1);
    let id = answer["hits"][0]["id"].as_str().unwrap();

    let why = ["--reason", "begäran om radering"];
    paragraf(&[&["remove", "--index", index, "--source", "b.txt"], &why[..]].concat()).exits(0);
    paragraf(&[&["remove", "--index", index, "--id", id], &why[..]].concat()).exits(0);
    service.waits_for("bikupor", 0);
    service.waits_for("kaninburar", 0);
    service.waits_for("fjärilshus", 1);

    for how in
        [&["index", "--index", index, from][..], &["index", "--rebuild", "--index", index, from]]
    {
        paragraf(how).exits(0);
        for (word, total) in [("bikupor", 0), ("kaninburar", 0), ("fjärilshus", 1)] {
            let answer = paragraf(&["search", "--index", index, "--json", word]).exits(0).json();
            assert_eq!(answer["total"], total, "{word} after {how:?}");
        }
        let proof = paragraf(&["verify", "--index", index]).exits(0).out;
        assert!(proof.trim_end().ends_with("2 removals, 0 faults"), "{proof}");
    }
}

/// Files of the index in which a word stands as plain bytes.
fn holding(dir: &Path, word: &str) -> Vec<PathBuf> {
    let entries = |path: &Path| fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
    let (folders, mut files): (Vec<PathBuf>, Vec<PathBuf>) =
        entries(dir).partition(|path| path.is_dir());
    files.extend(folders.iter().flat_map(|folder| entries(folder)));
    let holds = |path: &PathBuf| {
        let bytes = fs::read(path).unwrap();
        bytes.windows(word.len()).any(|window| window == word.as_bytes())
    };
    files.into_iter().filter(holds).collect()
}

#[test]
fn what_was_removed_is_erased_from_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let sources = folder.path().join("in");
    fs::create_dir(&sources).unwrap();
    let matters =
        [("Kaninburar i parken", "att avslå Zvonkovas begäran"), ("Dammen", "att bifalla")];
    fs::write(sources.join("a.txt"), minutes("2019-02-03", &matters)).unwrap();
    let other = [("Bikupor på taket", "att bifalla Quetzals förslag")];
    fs::write(sources.join("b.txt"), minutes("2019-06-07", &other)).unwrap();
    let dir = folder.path().join("index");
    let index = dir.to_str().unwrap();
    paragraf(&["index", "--index", index, sources.to_str().unwrap()]).exits(0);
    let found = paragraf(&["search", "--index", index, "--json", "Zvonkovas"]).exits(0).json();
    let id = found["hits"][0]["id"].as_str().unwrap();
    for (word, target) in [("vonkova", ["--id", id]), ("uetzal", ["--source", "b.txt"])] {
        assert!(!holding(&dir, word).is_empty(), "{word} cannot be seen in the index at all");
        let why = ["remove", "--index", index, "--reason", "begäran om radering"];
        paragraf(&[&why[..], &target].concat()).exits(0);
        assert_eq!(holding(&dir, word), Vec::<PathBuf>::new());
    }
    let left = paragraf(&["search", "--index", index, "--json", "dammen"]).exits(0).json();
    assert_eq!(left["total"], 1);
}

#[test]
fn verify_finds_a_flipped_byte() {
    let folder = tempfile::tempdir().unwrap();
    let sources = folder.path().join("in");
    fs::create_dir(&sources).unwrap();
    let matter = [("Kaninburar i parken", "att avslå")];
    fs::write(sources.join("a.txt"), minutes("2019-02-03", &matter)).unwrap();
    let dir = folder.path().join("index");
    let index = dir.to_str().unwrap();
    paragraf(&["index", "--index", index, sources.to_str().unwrap()]).exits(0);
    paragraf(&["verify", "--index", index]).exits(0);
    let generation = fs::canonicalize(dir.join("current")).unwrap();
    let store = fs::read_dir(generation).unwrap().map(|entry| entry.unwrap().path());
    let store = store.filter(|path| path.extension().is_some_and(|e| e == "store")).max().unwrap();
    let mut bytes = fs::read(&store).unwrap();
    let middle = bytes.len() / 3;
    bytes[middle] ^= 0x20;
    fs::write(&store, bytes).unwrap();
    let proof = paragraf(&["verify", "--index", index]).exits(1);
    let name = store.file_name().unwrap().to_string_lossy().into_owned();
    assert!(proof.out.contains(&name), "{}{}", proof.out, proof.err);
}

#[test]
fn private_addresses_are_masked_where_the_operator_asks_for_it() {
    let folder = tempfile::tempdir().unwrap();
    let sources = folder.path().join("in");
    fs::create_dir_all(&sources).unwrap();
    let private = ["siv.lundgren@gmail.com", "070-123 45 67"];
    let decision = format!("att svara {} på {}", private[0], private[1]);
    let text = minutes("2021-03-14", &[("Klagomål på en lekplats", &decision)]);
    fs::write(sources.join("a.txt"), text).unwrap();
    for (option, shown) in [(&[][..], true), (&["--mask-contacts"], false)] {
        let index = folder.path().join(format!("index-{shown}"));
        let (dir, from) = (index.to_str().unwrap(), sources.to_str().unwrap());
        let built = paragraf(&[&["index", "--index", dir, from], option].concat()).exits(0);
        assert_eq!(built.err.contains("an e-mail address was masked"), !shown, "{}", built.err);
        let found = paragraf(&["search", "--index", dir, "--json", "svara"]).exits(0).out;
        for secret in private {
            assert_eq!(found.contains(secret), shown, "{option:?}: {found}");
        }
    }
}
