//! What the operator decides about the service, validated once before it starts.

use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use ipnet::IpNet;

/// Everything about the service that is not in the index.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// True where the bundled samples of an invented municipality are served.
    pub samples: bool,
    /// Whether `/original/{id}` serves files from the operator's disk.
    pub serve_originals: bool,
    /// The folders that were indexed; no file outside them is ever served.
    pub roots: Vec<PathBuf>,
    /// The public address of the service, without a slash at the end ("https://sok.example.se").
    /// Feeds, the sitemap and the search description hold relative addresses without it.
    pub base_url: Option<String>,
    /// Origins of other sites whose scripts may read the interface; `*` allows every site.
    pub cors_origins: Vec<String>,
    /// Origins of other sites that may show the pages in a frame.
    pub frame_ancestors: Vec<String>,
    /// Who answers for the service.
    pub contact: Contact,
    /// What the accessibility statement (*tillgänglighetsredogörelse*) says.
    pub accessibility: Accessibility,
    /// Whether search engines may index pages of units, which can name private persons.
    pub index_persons: bool,
    /// Whether `/sitemap.xml` and schema.org data are offered.
    pub sitemap: bool,
    /// Requests per client; off where `None`.
    pub rate_limit: Option<RateLimit>,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// Bounds on connections and requests.
    pub limits: NetLimits,
    /// Becomes true when [`crate::serve`] stops; leave it as it is.
    pub draining: Arc<AtomicBool>,
}

impl Config {
    /// True where the address belongs to a proxy of the operator.
    pub(crate) fn trusts(&self, address: IpAddr) -> bool {
        self.trusted_proxies.iter().any(|network| network.contains(&address.to_canonical()))
    }

    /// The absolute address of a path, where the public address is known; the path otherwise.
    pub(crate) fn absolute(&self, path: &str) -> String {
        match &self.base_url {
            Some(base) => format!("{}{path}", base.trim_end_matches('/')),
            None => path.to_owned(),
        }
    }
}

/// Who answers for the service; shown under "Saknas något?" and in the accessibility statement.
#[derive(Debug, Clone, Default)]
pub struct Contact {
    /// The municipality's name.
    pub name: Option<String>,
    /// Postal address.
    pub address: Option<String>,
    /// E-mail address of the registrar.
    pub email: Option<String>,
}

/// What the operator declares about accessibility, as the law on digital public service asks.
#[derive(Debug, Clone, Default)]
pub struct Accessibility {
    /// Where faults are reported, if not by the contact's e-mail.
    pub report_url: Option<String>,
    /// What is known not to be accessible, one sentence each.
    pub known_faults: Vec<String>,
    /// When the service was last assessed (a date as shown).
    pub assessed: Option<String>,
}

/// Requests that one client may make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateLimit {
    /// Requests a second in the long run.
    pub per_second: u32,
    /// Requests at once.
    pub burst: u32,
}

impl Default for RateLimit {
    fn default() -> Self {
        Self { per_second: 5, burst: 30 }
    }
}

/// Bounds on connections and requests. All are configurable.
#[derive(Debug, Clone)]
pub struct NetLimits {
    /// Time from the first byte of a request to the end of its header.
    pub header_timeout: Duration,
    /// Time a connection may be silent between requests.
    pub idle_timeout: Duration,
    /// Time without progress while an answer is written.
    pub write_timeout: Duration,
    /// Open connections; beyond them the one that has waited longest is closed.
    pub connections: usize,
    /// Bytes of all header lines of a request.
    pub header_bytes: usize,
    /// Bytes of a request's address.
    pub url_bytes: usize,
    /// Bytes of a request's body.
    pub body_bytes: usize,
    /// Searches that run at the same time.
    pub searches: usize,
    /// Searches that wait; beyond them the answer is 503.
    pub queue: usize,
    /// Time that answers under way get when the service stops.
    pub drain: Duration,
}

impl Default for NetLimits {
    fn default() -> Self {
        Self {
            header_timeout: Duration::from_secs(10),
            idle_timeout: Duration::from_secs(30),
            write_timeout: Duration::from_secs(30),
            connections: 512,
            header_bytes: 16 * 1024,
            url_bytes: 8 * 1024,
            body_bytes: 16 * 1024,
            searches: std::thread::available_parallelism().map_or(2, usize::from),
            queue: 64,
            drain: Duration::from_secs(10),
        }
    }
}
