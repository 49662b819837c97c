//! The bundled samples: served where there is no index, said to be fiction on every page, and
//! keeping the secrets that their papers keep.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use crate::support::{Service, encoded};

const FICTION: &str = "Exempeldata från en påhittad kommun";

/// What stands under a secrecy note, or is masked, in the samples.
const SECRETS: [&str; 4] = ["kvistfågelsnäbb", "dimvalskrönika", "19811218-9876", "811218-9876"];

/// Every unit of the service: id and hit.
pub(crate) fn units(service: &Service) -> Vec<(String, Value)> {
    let mut units = Vec::new();
    for page in 1.. {
        let path = format!("/api/v1/search?collapse=false&size=100&page={page}");
        let kinds = "&kind=minutes&kind=agenda_item&kind=statement&kind=response\
                     &kind=attachment&kind=other&kind=withheld";
        let answer: Value = serde_json::from_str(&service.get(&(path + kinds))).unwrap();
        let hits = answer["hits"].as_array().unwrap().clone();
        if hits.is_empty() {
            break;
        }
        units.extend(hits.into_iter().map(|hit| (hit["id"].as_str().unwrap().to_owned(), hit)));
    }
    units
}

#[test]
fn an_empty_folder_serves_the_samples_and_every_page_says_what_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let service = Service::start(folder.path(), &[]);
    let hit = &service.search("Kompotten")["hits"][0];
    let (id, matter) = (hit["id"].as_str().unwrap(), hit["matter"].as_str());
    let mut pages: Vec<String> =
        ["/", "/sok?q=Kompotten", "/sok?q=finnsinte", "/tackning", "/hjalp"]
            .map(str::to_owned)
            .to_vec();
    pages.extend(
        ["/jamfor?a=SSPF&b=Kompotten", "/lista", "/tillganglighet", "/api", "/embed/demo"]
            .map(str::to_owned),
    );
    pages.push(format!("/dokument/{id}"));
    pages.extend(matter.map(|matter| format!("/arende/{matter}")));
    for path in pages {
        assert!(service.get(&path).contains(FICTION), "{path} does not say that it is fiction");
    }
    let status: Value = serde_json::from_str(&service.get("/api/v1/status")).unwrap();
    assert_eq!(status["samples"], true);
    let index = folder.path().join("paragraf-index");
    assert!(!index.exists(), "fiction must not be left where the real index belongs");
}

#[test]
fn the_examples_of_the_start_page_find_something() {
    let folder = tempfile::tempdir().unwrap();
    let service = Service::start(folder.path(), &[]);
    for word in ["Kompotten", "SSPF", "barnahus", "\"barnahus\"", "utfall:återremiss", "lag:SoL"] {
        let answer = service.search(word);
        assert!(answer["total"].as_u64().unwrap() > 0, "'{word}' finds nothing");
        assert!(answer["notices"].is_array() && answer["query"]["canonical"].is_string());
    }
}

#[test]
fn what_the_samples_keep_secret_is_found_nowhere() {
    let folder = tempfile::tempdir().unwrap();
    let service = Service::start(folder.path(), &[]);
    let units = units(&service);
    let status: Value = serde_json::from_str(&service.get("/api/v1/status")).unwrap();
    assert_eq!(units.len() as u64, status["units"].as_u64().unwrap(), "every unit is looked at");
    let mut leaks = BTreeSet::new();
    for secret in SECRETS {
        let asked = encoded(secret);
        if service.search(secret)["total"] != 0 {
            leaks.insert(format!("'{secret}' is found"));
        }
        let suggested = service.get(&format!("/api/v1/suggest?q={}", encoded(&secret[..6])));
        if suggested.contains(secret) {
            leaks.insert(format!("'{secret}' is suggested"));
        }
        // A query is shown on its page, so the secret is asked for by its first letters.
        let path = format!("/api/v1/search?collapse=false&q={}*", &asked[..4]);
        if service.get(&path).contains(secret) {
            leaks.insert(format!("'{secret}' stands in a hit for its beginning"));
        }
    }
    for (id, hit) in &units {
        let page = service.get(&format!("/dokument/{id}"));
        let json = service.get(&format!("/api/v1/units/{id}"));
        for secret in SECRETS {
            if page.contains(secret) || json.contains(secret) || hit.to_string().contains(secret) {
                leaks.insert(format!("'{secret}' stands in {id}"));
            }
        }
    }
    assert!(leaks.is_empty(), "{leaks:#?}");
}

#[test]
fn a_file_that_holds_a_withheld_matter_is_handed_out_to_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let service = Service::start(folder.path(), &[]);
    let units = units(&service);
    let source = |hit: &Value| hit["source"].as_str().unwrap().to_owned();
    let withheld: BTreeSet<String> = units
        .iter()
        .filter(|(_, hit)| hit["kind"] == "withheld")
        .map(|(_, hit)| source(hit))
        .collect();
    assert!(!withheld.is_empty(), "no withheld matter in the samples");
    let (mut given, mut kept) = (0, 0);
    for (id, hit) in &units {
        let status = service.status(&format!("/original/{id}"));
        if withheld.contains(&source(hit)) {
            // At most the way to what its publisher has made public.
            let kept_back = status == 404 || (status == 303 && hit["original"].is_string());
            assert!(kept_back, "{id} of '{}' is handed out: {status}", source(hit));
            kept += 1;
        } else {
            given += usize::from(status == 200);
        }
    }
    assert!(kept > 1 && given > 1, "{kept} kept back, {given} handed out");
}

/// The canaries are in the papers; otherwise the test above would prove nothing.
#[test]
fn the_papers_do_hold_the_secrets() {
    let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/../corpus/samples/socialnamnden/");
    let read = |name: &str| fs::read_to_string(format!("{samples}{name}")).unwrap();
    assert!(read("2021/kallelse-2021-09-15.txt").contains(SECRETS[0]));
    let pack = read("2024/handlingar-2024-05-22.txt");
    assert!(pack.contains(SECRETS[1]) && pack.contains(SECRETS[2]));
}
