//! A running `paragraf serve`, asked over HTTP.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Child;
use std::time::{Duration, Instant};

use serde_json::Value;
use ureq::Agent;

use super::started;

/// Seconds until a change of the index must be seen.
const PATIENCE: Duration = Duration::from_secs(30);

/// A service on a free port of this machine, stopped when dropped.
pub(crate) struct Service {
    child: Child,
    agent: Agent,
    /// `http://127.0.0.1:PORT`
    pub(crate) address: String,
}

impl Service {
    /// Serves the index in `dir`.
    pub(crate) fn over(dir: &Path) -> Self {
        Self::start(dir, &["--index", dir.to_str().unwrap()])
    }

    /// Starts `paragraf serve` with more options, in `folder`.
    pub(crate) fn start(folder: &Path, options: &[&str]) -> Self {
        let args = [&["serve", "--listen", "127.0.0.1:0"], options].concat();
        let mut child = started(folder, &args);
        let mut talk = BufReader::new(child.stderr.take().unwrap()).lines();
        let mut said = Vec::new();
        let address = loop {
            let Some(Ok(line)) = talk.next() else {
                let _ = child.kill();
                panic!("the service did not start: {said:?}");
            };
            if let Some((_, rest)) = line.split_once("listening on ") {
                break rest.split(' ').next().unwrap().to_owned();
            }
            said.push(line);
        };
        // A full pipe would block the service.
        std::thread::spawn(move || talk.for_each(drop));
        let timeout = Some(Duration::from_secs(20));
        let config = Agent::config_builder().timeout_global(timeout).http_status_as_error(false);
        Self { child, agent: config.build().into(), address }
    }

    /// The body at `path`, which must be answered with 200.
    #[track_caller]
    pub(crate) fn get(&self, path: &str) -> String {
        let (status, body) = self.ask(path);
        assert_eq!(status, 200, "{path}: {body}");
        body
    }

    /// Status and body at `path`.
    pub(crate) fn ask(&self, path: &str) -> (u16, String) {
        let mut answer = self.agent.get(format!("{}{path}", self.address)).call().unwrap();
        (answer.status().as_u16(), answer.body_mut().read_to_string().unwrap())
    }

    /// Status at `path` itself: a redirect is not followed.
    pub(crate) fn status(&self, path: &str) -> u16 {
        let asked = self.agent.get(format!("{}{path}", self.address)).config().max_redirects(0);
        asked.max_redirects_will_error(false).build().call().unwrap().status().as_u16()
    }

    /// The answer of the search interface for `query`; every unit, not one per matter.
    #[track_caller]
    pub(crate) fn search(&self, query: &str) -> Value {
        let query = encoded(query);
        serde_json::from_str(&self.get(&format!("/api/v1/search?collapse=false&q={query}")))
            .unwrap()
    }

    /// Waits until `query` has `total` hits.
    #[track_caller]
    pub(crate) fn waits_for(&self, query: &str, total: u64) -> Value {
        let began = Instant::now();
        loop {
            let answer = self.search(query);
            if answer["total"] == total {
                return answer;
            }
            let found = &answer["total"];
            assert!(began.elapsed() < PATIENCE, "'{query}': {found} hits, {total} awaited");
            std::thread::sleep(Duration::from_millis(100));
        }
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// `text` as a value in an address.
pub(crate) fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}
