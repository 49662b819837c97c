//! The service over a real index of a few invented minutes, asked as a client asks it.
//!
//! The first part drives the route table without a socket; the second runs the accept loop on
//! loopback and does to it what slow, silent and oversized clients do.

// In a test an unwrap is an assertion.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::print_stderr)]

#[path = "server_net.rs"]
mod server_net;

use std::path::Path;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use corpus::extract::{Extracted, Extractor, Format, extract_in_process};
use corpus::walk::{Limits, SkipReason};
use http_body_util::BodyExt;
use indexer::searcher::Searcher;
use indexer::{IngestOptions, ingest};
use serde_json::Value;
use server::{Config, NetLimits, RateLimit};
use tower::ServiceExt;

/// Reads plain text in this process: the fixture holds nothing else.
struct TextOnly;

impl Extractor for TextOnly {
    fn extract(&self, format: Format, bytes: &[u8]) -> Result<Extracted, SkipReason> {
        extract_in_process(format, bytes, &Limits::default())
    }
}

/// Minutes of an invented board; `§ 2` carries markup in its title.
fn minutes(day: &str, year: u32) -> String {
    format!(
        "Tallbo kommun\nParknämnden\nProtokoll\nSammanträdesdatum: {day}\n\n\
         § 1\nLekplats vid Ekbacken\nDnr PN {year}/11\n\n\
         Beslut\nParknämnden beslutar att bifalla förslaget om en ny lekplats.\n\n\
         Yrkanden\nEva Gran (S) yrkar bifall till förslaget.\n\n\
         § 2\nSkyltar <script>alert(1)</script> i parken\nDnr PN {year}/12\n\n\
         Beslut\nParknämnden beslutar att avslå förslaget om skyltar vid lekplatsen.\n\n\
         § 3\n=SUMMA(1) Grillplatser\nDnr PN {year}/13\n\n\
         Beslut\nParknämnden beslutar att återremittera ärendet om grillplatser.\n"
    )
}

fn index(folder: &Path) -> Searcher {
    let sources = folder.join("handlingar");
    std::fs::create_dir_all(&sources).unwrap();
    for year in 2019..2023 {
        let day = format!("{year}-03-14");
        let text = minutes(&day, year);
        std::fs::write(sources.join(format!("protokoll-{day}.txt")), text).unwrap();
    }
    let dir = folder.join("index");
    ingest(&dir, &[sources], &TextOnly, &IngestOptions::default(), &mut |_| {}).unwrap();
    Searcher::open(&dir, indexer::limits::Limits::default()).unwrap()
}

struct Service {
    app: Router,
    _folder: tempfile::TempDir,
}

/// An answer read to its end.
struct Got {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

impl Got {
    fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap()
    }

    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

impl Service {
    fn new(config: Config) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let searcher = index(folder.path());
        let roots = vec![folder.path().join("handlingar")];
        let app = server::app(searcher, Arc::new(Config { roots, ..config }));
        Self { app, _folder: folder }
    }

    async fn send(&self, request: Request<Body>) -> Got {
        let response = self.app.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Got { status: parts.status, headers: parts.headers, text }
    }

    async fn get(&self, path: &str) -> Got {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    async fn post(&self, path: &str, body: &str) -> Got {
        let request = Request::post(path).header("content-type", "application/json");
        self.send(request.body(Body::from(body.to_owned())).unwrap()).await
    }
}

#[tokio::test]
async fn a_long_query_is_not_repeated_in_every_link() {
    let service = Service::new(Config::default());
    let plain = service.get("/sok?q=lekplats").await;
    let query = format!("{}lekplats{}", "(".repeat(1000), ")".repeat(1000));
    let nested = service.get(&format!("/sok?q={query}")).await;
    let field = format!("value=\"{query}\"");
    assert!(nested.text.contains(&field), "the field holds what was typed");
    let grown = nested.text.len() - plain.text.len();
    assert!(grown < 8 * query.len(), "{grown} bytes more for a query of {}", query.len());
}

#[tokio::test]
async fn a_search_has_the_promised_shape() {
    let service = Service::new(Config::default());
    let got = service.get("/api/v1/search?q=lekplats&size=2&sort=newest").await;
    assert_eq!(got.status, StatusCode::OK);
    let body = got.json();
    let promised = [
        "query",
        "notices",
        "total",
        "total_matters",
        "relaxed_total",
        "hits",
        "facets",
        "timeline",
        "took_ms",
    ];
    for name in promised {
        assert!(body.get(name).is_some(), "{name} is missing");
    }
    let hit = &body["hits"][0];
    let promised = [
        "id",
        "source",
        "kind",
        "municipality",
        "organ",
        "date",
        "paragraf",
        "ordinal",
        "title",
        "diary_numbers",
        "matter",
        "also",
        "zone",
        "outcome",
        "parties",
        "score",
        "url",
        "original",
        "fragments",
        "why",
    ];
    for name in promised {
        assert!(hit.get(name).is_some(), "{name} is missing in a hit");
    }
    assert_eq!(hit["date"], "2022-03-14");
    assert!(body["total"].as_u64().unwrap() >= 8, "{}", body["total"]);
    assert!(body["facets"]["year"].as_array().unwrap().len() == 4);
}

#[tokio::test]
async fn the_page_and_the_interface_count_alike() {
    let service = Service::new(Config::default());
    let total =
        service.get("/api/v1/search?q=lekplats&collapse=false").await.json()["total"].clone();
    let page = service.get("/sok?q=lekplats&collapse=false").await;
    assert!(page.text.contains(&format!("{total} träffar")), "{total}");
    assert!(page.text.contains("<mark>"), "nothing is marked");
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
}

#[tokio::test]
async fn what_does_not_exist_is_refused_in_the_form_of_its_asker() {
    let service = Service::new(Config::default());
    let cases = [
        ("/api/v1/search?x=1", StatusCode::BAD_REQUEST),
        ("/api/v1/search?page=0", StatusCode::BAD_REQUEST),
        ("/api/v1/search?size=101", StatusCode::BAD_REQUEST),
        ("/api/v1/status?x", StatusCode::BAD_REQUEST),
        ("/api/v1/suggest?q=a&size=21", StatusCode::BAD_REQUEST),
        ("/api/v1/units/finns-inte", StatusCode::NOT_FOUND),
        ("/api/v1/similar/finns-inte", StatusCode::NOT_FOUND),
        ("/api/v1/matters/a/b", StatusCode::NOT_FOUND),
        ("/api/v1/x", StatusCode::NOT_FOUND),
    ];
    for (path, status) in cases {
        let got = service.get(path).await;
        assert_eq!(got.status, status, "{path}");
        assert_eq!(got.header("content-type"), "application/problem+json", "{path}");
        assert!(got.json()["detail"].as_str().is_some_and(|detail| detail.ends_with('.')));
    }
    for path in ["/dokument/finns-inte", "/arende/a/b", "/original/finns-inte", "/x"] {
        let got = service.get(path).await;
        assert_eq!(got.status, StatusCode::NOT_FOUND, "{path}");
        assert!(got.text.contains("<h1>Sidan finns inte</h1>"), "{path}");
    }
    assert_eq!(service.get("/sok?x=1").await.status, StatusCode::BAD_REQUEST);
    assert_eq!(service.post("/api/v1/search", "").await.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let service = Service::new(Config::default());
    let paths = [
        "/",
        "/sok?q=x",
        "/sok?x=1",
        "/dokument/x",
        "/api/v1/search",
        "/api/v1/search?x=1",
        "/api",
        "/tackning",
        "/hjalp",
        "/tillganglighet",
        "/jamfor?a=a&b=b",
        "/lista?names=a",
        "/feed.atom",
        "/export.csv",
        "/export.jsonl",
        "/protokoll.json",
        "/openapi.json",
        "/opensearch.xml",
        "/embed/paragraf.js",
        "/embed/demo",
        "/healthz",
        "/readyz",
        "/metrics",
        "/assets/x",
        "/robots.txt",
        "/sitemap.xml",
        "/favicon.ico",
        "/finns-inte",
    ];
    for path in paths {
        let got = service.get(path).await;
        assert!(!got.status.is_server_error(), "{path}: {}", got.status);
        let policy = got.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}");
        assert_eq!(got.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(got.header("referrer-policy"), "no-referrer", "{path}");
        for name in
            ["permissions-policy", "cross-origin-resource-policy", "cache-control", "x-request-id"]
        {
            assert!(!got.header(name).is_empty(), "{path}: {name}");
        }
        assert_eq!(got.header("x-frame-options"), "DENY", "{path}");
        assert!(got.headers.get("set-cookie").is_none(), "{path}");
    }
}

#[tokio::test]
async fn a_unit_is_shown_with_its_card_and_its_markup_as_text() {
    let service = Service::new(Config::default());
    let found = service.get("/api/v1/search?q=skyltar&year=2021").await.json();
    let url = found["hits"][0]["url"].as_str().unwrap().to_owned();
    let page = service.get(&format!("{url}?q=lekplats")).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.text.contains("<script>alert"), "markup of a title is live");
    assert!(page.text.contains("&#60;script&#62;alert(1)"), "the title is not shown");
    assert!(page.text.contains("noindex"), "units may name persons");
    assert!(page.text.contains("Avslag"));
    let matter = found["hits"][0]["matter"].as_str().unwrap();
    assert_eq!(service.get(&format!("/arende/{matter}")).await.status, StatusCode::OK);
    assert_eq!(service.get(&format!("/api/v1/matters/{matter}")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_answer_that_is_still_good_is_not_made_again() {
    let service = Service::new(Config::default());
    for path in ["/sok?q=lekplats", "/api/v1/search?q=lekplats", "/tackning"] {
        let tag = service.get(path).await.header("etag").to_owned();
        assert!(tag.starts_with("W/\""), "{path}: {tag}");
        let again = Request::get(path).header("if-none-match", &tag).body(Body::empty()).unwrap();
        let again = service.send(again).await;
        assert_eq!((again.status, again.text.as_str()), (StatusCode::NOT_MODIFIED, ""), "{path}");
    }
    let other = service.get("/sok?q=annat").await.header("etag").to_owned();
    assert_ne!(service.get("/sok?q=lekplats").await.header("etag"), other);
}

#[tokio::test]
async fn only_named_origins_may_read_the_interface() {
    let origin = "https://www.tallbo.example";
    let service = Service::new(Config { cors_origins: vec![origin.into()], ..Config::default() });
    let ask = |from: &str, path: &str| {
        let request = Request::get(path).header("origin", from).body(Body::empty()).unwrap();
        service.send(request)
    };
    let allowed = ask(origin, "/api/v1/search?q=a").await;
    assert_eq!(allowed.header("access-control-allow-origin"), origin);
    assert!(allowed.header("vary").contains("origin"));
    assert!(allowed.headers.get("access-control-allow-credentials").is_none());
    let refused = ask("https://ond.example", "/api/v1/search?q=a").await;
    assert!(refused.headers.get("access-control-allow-origin").is_none());
    let page = ask(origin, "/sok?q=a").await;
    assert!(page.headers.get("access-control-allow-origin").is_none());
    let script = ask("https://ond.example", "/embed/paragraf.js").await;
    assert_eq!(script.header("access-control-allow-origin"), "*");
    assert_eq!(script.header("cross-origin-resource-policy"), "cross-origin");
}

#[tokio::test]
async fn a_client_that_asks_too_often_is_told_when_to_come_back() {
    let rate_limit = Some(RateLimit { per_second: 1, burst: 3 });
    let service = Service::new(Config { rate_limit, ..Config::default() });
    let mut answers = Vec::new();
    for hop in 0..5 {
        let request = Request::get("/api/v1/search?q=a")
            .header("x-forwarded-for", format!("10.0.0.{hop}, 198.51.100.7"));
        answers.push(service.send(request.body(Body::empty()).unwrap()).await);
    }
    assert_eq!(answers[2].status, StatusCode::OK);
    assert_eq!(answers[2].header("ratelimit-remaining"), "0");
    assert_eq!(answers[4].status, StatusCode::TOO_MANY_REQUESTS);
    assert!(answers[4].header("retry-after").parse::<u64>().unwrap() >= 1);
    assert_eq!(answers[4].header("content-type"), "application/problem+json");
}

#[tokio::test]
async fn requests_over_a_limit_are_refused_before_they_are_read() {
    let service = Service::new(Config::default());
    let limits = NetLimits::default();
    let url = |length: usize| {
        let path = "/api/v1/search?q=";
        format!("{path}{}", "a".repeat(length - path.len()))
    };
    assert_eq!(service.get(&url(limits.url_bytes)).await.status, StatusCode::OK);
    assert_eq!(service.get(&url(limits.url_bytes + 1)).await.status, StatusCode::URI_TOO_LONG);
    let big = format!("{{\"names\": [\"{}\"]}}", "a".repeat(limits.body_bytes));
    let request = Request::post("/api/v1/batch").header("content-length", big.len());
    let got = service.send(request.body(Body::from(big)).unwrap()).await;
    assert_eq!(got.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(got.header("connection"), "close");
    let header = "a".repeat(limits.header_bytes);
    let request = Request::get("/").header("x-long", header).body(Body::empty()).unwrap();
    let got = service.send(request).await;
    assert_eq!(got.status, StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
}

#[tokio::test]
async fn files_of_hits_are_safe_to_open() {
    let service = Service::new(Config::default());
    let csv = service.get("/export.csv?q=grillplatser").await;
    assert!(csv.header("content-disposition").starts_with("attachment"));
    let cells = csv.text.trim_start_matches('\u{feff}').split([';', '\n']);
    for cell in cells {
        assert!(!cell.trim_matches('"').starts_with(['=', '+', '@']), "{cell}");
    }
    let lines = service.get("/export.jsonl?q=lekplats&collapse=false").await;
    let total =
        service.get("/api/v1/search?q=lekplats&collapse=false").await.json()["total"].clone();
    assert_eq!(lines.text.lines().count() as u64, total.as_u64().unwrap());
    let feed = service.get("/feed.atom?q=skyltar").await;
    let mut reader = quick_xml::Reader::from_str(&feed.text);
    let mut entries = 0;
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Eof => break,
            quick_xml::events::Event::Start(tag) => entries += usize::from(tag.name().0 == "entry"),
            _ => {}
        }
    }
    assert_eq!(entries, 4);
}

#[tokio::test]
async fn a_search_record_tells_what_has_changed() {
    let service = Service::new(Config::default());
    let mut record = service.get("/protokoll.json?q=lekplats&year=2020").await.json();
    let ids = record["ids"].as_array_mut().unwrap();
    assert!(!ids.is_empty());
    let dropped = ids.remove(0);
    ids.push("borta".into());
    let again = service.post("/protokoll.json", &record.to_string()).await;
    assert_eq!(again.status, StatusCode::OK, "{}", again.text);
    let changes = again.json()["changes"].clone();
    assert_eq!(changes["added"], Value::Array(vec![dropped]));
    assert_eq!(changes["removed"], serde_json::json!(["borta"]));
    assert_eq!(service.post("/protokoll.json", "{}").await.status, StatusCode::BAD_REQUEST);
    let ask = async |pasted: &str| {
        let form: String = form_urlencoded::byte_serialize(pasted.as_bytes()).collect();
        let request = Request::post("/protokoll").body(Body::from(format!("record={form}")));
        service.send(request.unwrap()).await
    };
    let page = ask(&record.to_string()).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("Tillkommit") && page.text.contains("Försvunnit"), "{}", page.text);
    assert!(
        page.text.contains("<code>borta</code>") && page.text.contains("Lekplats vid Ekbacken")
    );
    let unread = ask("<b>inget</b>").await;
    assert_eq!(unread.status, StatusCode::OK);
    assert!(unread.text.contains("inget sökprotokoll") && !unread.text.contains("<b>inget"));
}

#[tokio::test]
async fn originals_are_downloads_and_only_where_allowed() {
    let service = Service::new(Config { serve_originals: true, ..Config::default() });
    let found = service.get("/api/v1/search?q=lekplats").await.json();
    let path = found["hits"][0]["url"].as_str().unwrap().replacen("/dokument/", "/original/", 1);
    let got = service.get(&path).await;
    assert_eq!(got.status, StatusCode::OK);
    assert!(got.header("content-disposition").starts_with("attachment; filename=\"protokoll-"));
    assert!(got.header("content-security-policy").contains("sandbox"));
    assert!(got.text.contains("Parknämnden"));
    // Only a PDF is ever shown; asking does not change what a text is.
    let shown = service.get(&format!("{path}?show=true")).await;
    assert!(shown.header("content-disposition").starts_with("attachment"));
    assert_eq!(service.get(&format!("{path}?x=1")).await.status, StatusCode::BAD_REQUEST);
    let closed = Service::new(Config::default());
    assert_eq!(closed.get(&path).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn samples_say_on_every_page_that_they_are_fiction() {
    let service = Service::new(Config { samples: true, ..Config::default() });
    let found = service.get("/api/v1/search?q=lekplats").await.json();
    let unit = found["hits"][0]["url"].as_str().unwrap().to_owned();
    for path in [
        unit.as_str(),
        "/",
        "/sok?q=a",
        "/tackning",
        "/hjalp",
        "/api",
        "/lista",
        "/jamfor",
        "/x",
        "/embed/demo",
    ] {
        let page = service.get(path).await.text;
        assert!(page.contains("Exempeldata från en påhittad kommun"), "{path}");
    }
    assert_eq!(service.get("/api/v1/status").await.json()["samples"], true);
}

#[tokio::test]
async fn the_interface_speaks_english_where_asked() {
    let service = Service::new(Config::default());
    let page = service.get("/sok?q=lekplats&lang=en").await.text;
    assert!(page.contains("<html lang=\"en\">") && page.contains(" hits"));
    assert!(page.contains("lang=en"), "the language does not follow along");
}
