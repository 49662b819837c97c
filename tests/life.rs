//! The life of an index under a running service: nothing of it needs a restart.

use std::fs;

use crate::support::{Service, minutes, paragraf};

/// The whole path: index, serve, ask, add, change, remove.
#[test]
fn every_change_is_seen_without_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let sources = folder.path().join("protokoll");
    fs::create_dir(&sources).unwrap();
    let dir = folder.path().join("index");
    let index = || {
        let (dir, sources) = (dir.to_str().unwrap(), sources.to_str().unwrap());
        paragraf(&["index", "--index", dir, sources]).exits(0)
    };
    let spring = sources.join("2021-03-14.txt");
    let first = ("Vattenskada i ekotemplet", "att bifalla förslaget om ny dränering");
    let second = ("Gatlampor vid Norrbacken", "att avslå förslaget om fler gatlampor");
    fs::write(&spring, minutes("2021-03-14", &[first, second])).unwrap();
    let summary = index().err;
    assert!(summary.contains("1 documents read, 0 unchanged"), "{summary}");
    assert!(summary.contains("2 §§"), "{summary}");

    let service = Service::over(&dir);
    let answer = service.waits_for("dräneringen", 1);
    let hit = &answer["hits"][0];
    let id = hit["id"].as_str().unwrap().to_owned();
    assert_eq!((&hit["paragraf"], &hit["kind"]), (&"1".into(), &"minutes".into()), "{hit}");
    assert_eq!((&hit["date"], &hit["organ"]), (&"2021-03-14".into(), &"Parknämnden".into()));
    assert_eq!(hit["source"], "2021-03-14.txt");
    let page = service.get(&format!("/dokument/{id}?q=dr%C3%A4nering"));
    assert!(page.contains("<mark>dränering</mark>"), "{page}");

    // A new document.
    let autumn = sources.join("2021-10-02.txt");
    let third = ("Cykelgarage vid stationen", "att bordlägga ärendet om cykelgarage");
    fs::write(&autumn, minutes("2021-10-02", &[third])).unwrap();
    let summary = index().err;
    assert!(summary.contains("1 documents read, 1 unchanged"), "{summary}");
    service.waits_for("cykelgaraget", 1);

    // A correction of the first: the unit keeps its address.
    let corrected = ("Vattenskada i ekotemplet", "att bifalla förslaget om ny takpapp");
    fs::write(&spring, minutes("2021-03-14", &[corrected, second])).unwrap();
    index();
    let answer = service.waits_for("takpapp", 1);
    assert_eq!(answer["hits"][0]["id"], id.as_str());
    service.waits_for("\"dränering\"", 0);

    // A source that has gone.
    fs::remove_file(&spring).unwrap();
    let summary = index().err;
    assert!(summary.contains("1 removed"), "{summary}");
    service.waits_for("takpapp", 0);
    service.waits_for("cykelgarage", 1);
    let (status, _) = service.ask(&format!("/dokument/{id}"));
    assert!(status == 404 || status == 410, "{status}");

    // A rebuild aside and swapped in.
    let (index, from) = (dir.to_str().unwrap(), sources.to_str().unwrap());
    paragraf(&["index", "--rebuild", "--index", index, from]).exits(0);
    service.waits_for("cykelgarage", 1);
}

#[test]
fn a_sidecar_beats_the_text_and_a_changed_one_is_seen() {
    let folder = tempfile::tempdir().unwrap();
    let sources = folder.path().join("protokoll");
    fs::create_dir(&sources).unwrap();
    let matter = ("Broräcke vid Lillån", "att bifalla förslaget");
    fs::write(sources.join("a.txt"), minutes("2021-03-14", &[matter])).unwrap();
    let dir = folder.path().join("index");
    let search = || {
        let (dir, sources) = (dir.to_str().unwrap(), sources.to_str().unwrap());
        paragraf(&["index", "--index", dir, sources]).exits(0);
        paragraf(&["search", "--index", dir, "--json", "broräcke"]).exits(0).json()
    };
    assert_eq!(search()["hits"][0]["organ"], "Parknämnden");
    fs::write(sources.join("a.txt.toml"), "organ = \"Bronämnden\"\n").unwrap();
    assert_eq!(search()["hits"][0]["organ"], "Bronämnden");
    fs::write(sources.join("_.toml"), "municipality = \"Lillå kommun\"\n").unwrap();
    let answer = search();
    assert_eq!(answer["hits"][0]["municipality"], "Lillå kommun");
    assert_eq!(answer["hits"][0]["organ"], "Bronämnden");
}

#[test]
fn the_terminal_and_the_interface_answer_alike() {
    let folder = tempfile::tempdir().unwrap();
    let sources = folder.path().join("protokoll");
    fs::create_dir(&sources).unwrap();
    let matters = [("Ny isbana", "att bifalla isbanan"), ("Isbanans avgift", "att avslå avgiften")];
    fs::write(sources.join("a.txt"), minutes("2022-01-20", &matters)).unwrap();
    let dir = folder.path().join("index");
    let (index, from) = (dir.to_str().unwrap(), sources.to_str().unwrap());
    paragraf(&["index", "--index", index, from]).exits(0);
    let args = ["search", "--index", index, "--json", "--no-collapse", "isbana"];
    let terminal = paragraf(&args).exits(0).json();
    let interface = Service::over(&dir).search("isbana");
    assert_eq!(terminal["total"], 2);
    for part in ["query", "notices", "total", "total_matters", "relaxed_total", "hits"] {
        assert_eq!(terminal[part], interface[part], "{part}");
    }
}

#[test]
fn a_fragment_begins_behind_the_heading_of_its_section_and_repeats_no_title() {
    let folder = tempfile::tempdir().unwrap();
    let sources = folder.path().join("in");
    fs::create_dir(&sources).unwrap();
    let matters = [("Kaninburar i parken", "att köpa tre kaninburar")];
    fs::write(sources.join("a.txt"), minutes("2019-02-03", &matters)).unwrap();
    let index = folder.path().join("index");
    let (dir, from) = (index.to_str().unwrap(), sources.to_str().unwrap());
    paragraf(&["index", "--index", dir, from]).exits(0);
    let found = paragraf(&["search", "--index", dir, "--json", "kaninburar"]).exits(0).json();
    let fragments = found["hits"][0]["fragments"].as_array().unwrap();
    let text = |fragment: &serde_json::Value| -> String {
        let pieces = fragment["pieces"].as_array().unwrap().iter();
        pieces.map(|piece| piece["text"].as_str().unwrap()).collect()
    };
    let texts: Vec<String> = fragments.iter().map(text).collect();
    assert_eq!(texts, ["Parknämnden beslutar att köpa tre kaninburar."]);
}
