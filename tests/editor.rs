//! The editors' files: applied to searches, told where they are wrong, and seen without a restart.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::support::{Service, encoded, minutes, paragraf};

/// An archive of three matters and a folder of editors' files.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let sources = folder.path().join("in");
        fs::create_dir_all(&sources).unwrap();
        let matters = [
            ("Avgift för barnstuga", "att höja avgiften för barnstugan"),
            ("Ny lekpark vid torget", "att anlägga en lekpark"),
            ("Upprustning av ridhuset", "att rusta upp ridhuset"),
        ];
        fs::write(sources.join("p.txt"), minutes("2020-05-05", &matters)).unwrap();
        fs::create_dir_all(folder.path().join("redaktion")).unwrap();
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.path("redaktion").join(name), text).unwrap();
    }

    fn index(&self, more: &[&str]) -> crate::support::Output {
        let [dir, sources, desk] = ["index", "in", "redaktion"].map(|name| self.path(name));
        let [dir, sources, desk] = [&dir, &sources, &desk].map(|path| path.to_str().unwrap());
        let args = [&["index", "--index", dir, "--no-dictionary", "--editor", desk], more].concat();
        paragraf(&[args.as_slice(), &[sources]].concat())
    }
}

fn search(dir: &Path, query: &str) -> Value {
    paragraf(&["search", "--index", dir.to_str().unwrap(), "--json", query]).exits(0).json()
}

#[test]
fn a_synonym_finds_what_the_other_word_finds_and_can_be_undone() {
    let desk = Desk::new();
    desk.write("synonyms.txt", "# Förr och nu\nkinderhem = barnstuga\n");
    desk.index(&[]).exits(0);
    let answer = search(&desk.path("index"), "kinderhem");
    assert_eq!(answer["total"], 1, "{answer}");
    assert_eq!(answer["hits"][0]["why"][0]["how"], "synonym");
    let notices = answer["notices"].as_array().unwrap();
    let notice = notices.iter().find(|notice| notice["kind"] == "synonym").unwrap();
    assert!(notice["message"].as_str().unwrap().contains("”barnstuga”"), "{notice}");
    let undone = search(&desk.path("index"), notice["query"].as_str().unwrap());
    assert_eq!(undone["total"], 0, "{undone}");
}

#[test]
fn a_best_answer_stands_above_the_hits_and_is_counted_nowhere() {
    let desk = Desk::new();
    let best = "lekpark, lekplats* = Felanmäl en lekplats | https://www.example.se/fel?a=1\n";
    desk.write("best-answers.txt", best);
    desk.index(&[]).exits(0);
    let service = Service::over(&desk.path("index"));
    let answer = service.search("lekparken");
    assert_eq!(answer["best"][0]["title"], "Felanmäl en lekplats");
    assert_eq!((&answer["total"], answer["hits"].as_array().unwrap().len()), (&1.into(), 1));
    let page = service.get(&format!("/sok?q={}", encoded("lekparken")));
    assert!(
        page.contains("Rekommenderat av kommunen")
            && page.contains("https://www.example.se/fel?a=1")
    );
    let none = service.search("lekplats sandlåda");
    assert_eq!((&none["total"], none["best"].as_array().unwrap().len()), (&0.into(), 1));
    assert_eq!(service.search("ridhuset")["best"], Value::Array(vec![]));
    assert!(!service.get("/sok?q=ridhuset").contains("Rekommenderat av kommunen"));
}

#[test]
fn a_running_service_sees_what_the_editors_changed_and_a_rebuild_keeps_it() {
    let desk = Desk::new();
    desk.write("synonyms.txt", "");
    desk.index(&[]).exits(0);
    let service = Service::over(&desk.path("index"));
    assert_eq!(service.search("gungpark")["total"], 0);
    desk.write("synonyms.txt", "gungpark = lekpark\n");
    desk.index(&[]).exits(0);
    service.waits_for("gungpark", 1);
    let [dir, sources] = ["index", "in"].map(|name| desk.path(name));
    let [dir, sources] = [&dir, &sources].map(|path| path.to_str().unwrap());
    paragraf(&["index", "--rebuild", "--no-dictionary", "--index", dir, sources]).exits(0);
    service.waits_for("gungpark", 1);
}

#[test]
fn expectations_that_are_not_met_are_told_and_are_3_only_when_strict() {
    let desk = Desk::new();
    desk.write(
        "expected.txt",
        "lekpark -> p.txt#2\nlekpark -> p.txt#3 top 2\nridhuset -> saknas\n",
    );
    desk.write("best-answers.txt", "a = B | /hjalp | finns/inte\n");
    let lenient = desk.index(&[]).exits(0).err;
    let told: Vec<&str> = lenient.lines().filter(|line| line.starts_with("expected: ")).collect();
    assert_eq!(told.len(), 3, "{lenient}");
    assert!(told[0].contains("best-answers.txt line 1: no unit 'finns/inte'"), "{told:?}");
    assert!(told[1].contains("expected.txt line 2: 'lekpark' should find 'p.txt#3'"), "{told:?}");
    desk.index(&["--strict"]).exits(3);
    desk.write("expected.txt", "lekpark -> p.txt#2 top 1\n");
    desk.write("best-answers.txt", "");
    desk.index(&["--strict"]).exits(0);
}

#[test]
fn a_mistake_in_a_file_is_told_with_its_line_before_anything_is_written() {
    let desk = Desk::new();
    desk.write("synonyms.txt", "a = b\nbara ett ord\n");
    let refused = desk.index(&[]).exits(1).err;
    assert!(refused.contains("synonyms.txt' line 2: a line is 'word = word, word'"), "{refused}");
    assert!(!desk.path("index").exists());
}
