//! What the first page of results costs beside the search it shows, in CPU time.
//!
//! usage: cargo run --release -p server --example page_cost -- INDEX
//!
//! Serves the index on loopback from this very process and asks, one after the other and warm, for
//! the first page of some hundred queries made of the index's own titles; asks the engine the same
//! in process; prints the 50th and 95th percentile of both. What the client here costs counts
//! against the page. Exits with 1 where the page's 95th percentile is above three times the
//! engine's, or where the two do not count the same.

// A program that prints; a failure is a panic that says what.
#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use indexer::limits::Limits;
use indexer::request::SearchRequest;
use indexer::searcher::Searcher;
use server::Config;
use tokio::net::TcpListener;

/// Queries asked.
const QUERIES: usize = 300;
/// The most that the page may cost, in costs of the search.
const LIMIT: f64 = 3.0;

fn main() -> ExitCode {
    let Some(dir) = std::env::args_os().nth(1).map(PathBuf::from) else {
        println!("usage: page_cost INDEX");
        return ExitCode::from(2);
    };
    let searcher = Searcher::open(&dir, Limits::default()).unwrap();
    let queries = queries(&searcher);
    let address = serve(searcher.clone());
    let mut plain = Client::new(&address, "identity");
    let mut browser = Client::new(&address, "gzip, deflate, br");
    // Once for nothing, so that everything measured is warm.
    for query in &queries {
        let total = search(&searcher, query);
        let page = plain.page(query);
        assert_eq!(total_of(&page), total, "'{query}': page and engine count differently");
        browser.page(query);
    }
    let engine = costs(&queries, |query| search(&searcher, query));
    let pages = costs(&queries, |query| plain.page(query).len());
    let packed = costs(&queries, |query| browser.page(query).len());
    println!("{} queries, CPU time in ms        p50     p95", queries.len());
    print("search in process", &engine);
    print("page, as it is", &pages);
    print("page, compressed", &packed);
    let ratio = |of: &[f64]| percentile(of, 95) / percentile(&engine, 95);
    let (plain, packed) = (ratio(&pages), ratio(&packed));
    println!(
        "p95 of the page / p95 of the search: {plain:.2}; compressed: {packed:.2} (limit {LIMIT:.1})"
    );
    if plain.max(packed) > LIMIT { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Words of titles: alone, in pairs and in threes.
fn queries(searcher: &Searcher) -> Vec<String> {
    let mut queries = BTreeSet::new();
    for page in 1..=10 {
        let request = SearchRequest { size: 100, page, facets: false, ..SearchRequest::default() };
        for (at, hit) in searcher.search(&request).hits.into_iter().enumerate() {
            let words = hit.title.split(|c: char| !c.is_alphanumeric());
            let words: Vec<&str> = words.filter(|word| word.chars().count() > 3).collect();
            if !words.is_empty() {
                queries.insert(words[..words.len().min(1 + at % 3)].join(" "));
            }
        }
    }
    let step = (queries.len() / QUERIES).max(1);
    let queries: Vec<String> = queries.into_iter().step_by(step).take(QUERIES).collect();
    assert!(queries.len() >= 200, "only {} queries: the index is too small", queries.len());
    queries
}

fn search(searcher: &Searcher, query: &str) -> usize {
    let request =
        SearchRequest { query: query.to_owned(), explain: true, ..SearchRequest::default() };
    searcher.search(&request).total
}

/// Starts the service on a free port; it ends with the process.
fn serve(searcher: Searcher) -> String {
    let (told, address) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            told.send(listener.local_addr().unwrap().to_string()).unwrap();
            let config = Arc::new(Config::default());
            let app = server::app(searcher, Arc::clone(&config));
            server::serve(listener, app, config, std::future::pending()).await.unwrap();
        });
    });
    address.recv_timeout(Duration::from_secs(10)).unwrap()
}

/// A connection that is kept, as a browser keeps it.
struct Client {
    stream: BufReader<TcpStream>,
    encodings: &'static str,
}

impl Client {
    fn new(address: &str, encodings: &'static str) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_nodelay(true).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        Self { stream: BufReader::new(stream), encodings }
    }

    /// The first page of results, to its last byte.
    fn page(&mut self, query: &str) -> Vec<u8> {
        let query: String = form_urlencoded::byte_serialize(query.as_bytes()).collect();
        let encodings = self.encodings;
        let request = format!(
            "GET /sok?q={query} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: {encodings}\r\n\r\n"
        );
        self.stream.get_mut().write_all(request.as_bytes()).unwrap();
        let (mut length, mut chunked) = (0, false);
        let mut line = self.line();
        assert!(line.starts_with("HTTP/1.1 200"), "{line}");
        while !line.is_empty() {
            line = self.line().to_ascii_lowercase();
            if let Some(value) = line.strip_prefix("content-length: ") {
                length = value.parse().unwrap();
            }
            chunked |= line == "transfer-encoding: chunked";
        }
        if chunked { self.chunks() } else { self.bytes(length) }
    }

    fn chunks(&mut self) -> Vec<u8> {
        let mut body = Vec::new();
        loop {
            let length = usize::from_str_radix(&self.line(), 16).unwrap();
            body.extend(self.bytes(length));
            self.line();
            if length == 0 {
                return body;
            }
        }
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.stream.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    }

    fn bytes(&mut self, length: usize) -> Vec<u8> {
        let mut bytes = vec![0; length];
        self.stream.read_exact(&mut bytes).unwrap();
        bytes
    }
}

/// The count in a page's heading; 0 where it says that there is none.
fn total_of(page: &[u8]) -> usize {
    let page = String::from_utf8_lossy(page);
    let heading = page.split("class=\"summary\">").nth(1).unwrap_or_default();
    let digits = heading.chars().filter(|c| *c != '\u{a0}').take_while(char::is_ascii_digit);
    digits.collect::<String>().parse().unwrap_or(0)
}

/// CPU milliseconds of this process for each query.
fn costs(queries: &[String], mut ask: impl FnMut(&str) -> usize) -> Vec<f64> {
    let mut costs: Vec<f64> = queries
        .iter()
        .map(|query| {
            let began = cpu();
            std::hint::black_box(ask(query));
            cpu() - began
        })
        .collect();
    costs.sort_by(f64::total_cmp);
    costs
}

/// What every thread of this process has run so far, in milliseconds (Linux counts nanoseconds).
fn cpu() -> f64 {
    // A thread's own time is brought up to date when it lets go of its core.
    std::thread::sleep(Duration::from_micros(50));
    let threads = std::fs::read_dir("/proc/self/task").unwrap().flatten();
    let spent = threads.filter_map(|thread| {
        // A thread may end while the list is read.
        let told = std::fs::read_to_string(thread.path().join("schedstat")).ok()?;
        told.split(' ').next()?.parse::<f64>().ok()
    });
    spent.sum::<f64>() / 1e6
}

fn percentile(sorted: &[f64], percent: usize) -> f64 {
    sorted[(sorted.len() * percent).div_ceil(100).max(1) - 1]
}

fn print(what: &str, costs: &[f64]) {
    println!("{what:<30}{:>8.2}{:>8.2}", percentile(costs, 50), percentile(costs, 95));
}
