//! `paragraf serve`: the search page and the API over one index.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use indexer::limits::Limits;
use indexer::searcher::Searcher;
use ipnet::IpNet;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use super::samples::Samples;
use super::{DEFAULT_INDEX, dictionary, extract};
use crate::{Accessibility, Config, Contact, RateLimit};

/// How often the server looks for a new commit.
const LOOK: Duration = Duration::from_secs(1);

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Folder of the index [default: paragraf-index, or the bundled samples where there is none]
    #[arg(long = "index", value_name = "DIR", env = "PARAGRAF_INDEX")]
    dir: Option<PathBuf>,
    /// Address to listen on; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", env = "PARAGRAF_LISTEN", default_value = "127.0.0.1:3080")]
    listen: SocketAddr,
    /// Public address of the service, for feeds and sitemap
    #[arg(long, value_name = "URL", env = "PARAGRAF_BASE_URL")]
    base_url: Option<String>,
    /// Serve original files, not only links to where they are published
    #[arg(long, env = "PARAGRAF_ORIGINALS")]
    originals: bool,
    /// Folder that was indexed and from which originals may be served (repeatable)
    #[arg(long = "root", value_name = "DIR", env = "PARAGRAF_ROOTS", value_delimiter = ':')]
    roots: Vec<PathBuf>,
    /// Origin that may call the API from its pages (repeatable; `*` for all)
    #[arg(long = "cors", value_name = "ORIGIN", env = "PARAGRAF_CORS", value_delimiter = ',')]
    cors_origins: Vec<String>,
    /// Origin that may show the pages in a frame (repeatable)
    #[arg(long = "frame", value_name = "ORIGIN", env = "PARAGRAF_FRAME", value_delimiter = ',')]
    frame_ancestors: Vec<String>,
    /// Name of the municipality that answers for the service
    #[arg(long, value_name = "NAME", env = "PARAGRAF_CONTACT_NAME")]
    contact_name: Option<String>,
    /// Its postal address
    #[arg(long, value_name = "TEXT", env = "PARAGRAF_CONTACT_ADDRESS")]
    contact_address: Option<String>,
    /// E-mail address of its registrar
    #[arg(long, value_name = "MAIL", env = "PARAGRAF_CONTACT_EMAIL")]
    contact_email: Option<String>,
    /// Where faults of accessibility are reported
    #[arg(long, value_name = "URL", env = "PARAGRAF_ACCESSIBILITY_REPORT")]
    accessibility_report: Option<String>,
    /// Let search engines index pages of units, which may name private persons
    #[arg(long, env = "PARAGRAF_INDEX_PERSONS")]
    index_persons: bool,
    /// Offer a sitemap and schema.org data
    #[arg(long, env = "PARAGRAF_SITEMAP")]
    sitemap: bool,
    /// Requests a second for one client; off without it
    #[arg(long, value_name = "N", env = "PARAGRAF_RATE")]
    rate: Option<u32>,
    /// Requests at once for one client, where there is a rate
    #[arg(long, value_name = "N", env = "PARAGRAF_BURST", default_value_t = RateLimit::default().burst)]
    burst: u32,
    /// Network of a proxy whose X-Forwarded-For is believed (repeatable)
    #[arg(long = "proxy", value_name = "NET", env = "PARAGRAF_PROXIES", value_delimiter = ',')]
    trusted_proxies: Vec<IpNet>,
    #[command(flatten)]
    dictionary: dictionary::Args,
    #[command(flatten)]
    extraction: extract::Options,
}

pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let (dir, samples) = index_or_samples(&args)?;
    let searcher = Searcher::open(&dir, Limits::default())?;
    let config = Arc::new(args.config(samples.as_ref()));
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(serve(args.listen, searcher, config, samples.is_some()))?;
    Ok(ExitCode::SUCCESS)
}

/// The named index; the default one; or, where neither is, one over the samples.
fn index_or_samples(args: &Args) -> anyhow::Result<(PathBuf, Option<Samples>)> {
    if let Some(dir) = &args.dir {
        return Ok((dir.clone(), None));
    }
    let default = PathBuf::from(DEFAULT_INDEX);
    if default.join("current").exists() {
        return Ok((default, None));
    }
    say(
        "no index named and none in 'paragraf-index': indexing the bundled samples of an invented municipality",
    );
    let samples = Samples::index(&args.dictionary, &args.extraction)?;
    Ok((samples.dir(), Some(samples)))
}

impl Args {
    fn config(&self, samples: Option<&Samples>) -> Config {
        let rate = |per_second| RateLimit { per_second, burst: self.burst };
        let roots = samples.map_or_else(|| self.roots.clone(), |s| vec![s.documents()]);
        Config {
            samples: samples.is_some(),
            serve_originals: self.originals || samples.is_some(),
            roots: roots.into_iter().map(|root| root.canonicalize().unwrap_or(root)).collect(),
            base_url: self.base_url.clone(),
            cors_origins: self.cors_origins.clone(),
            frame_ancestors: self.frame_ancestors.clone(),
            contact: Contact {
                name: self.contact_name.clone(),
                address: self.contact_address.clone(),
                email: self.contact_email.clone(),
            },
            accessibility: Accessibility {
                report_url: self.accessibility_report.clone(),
                ..Accessibility::default()
            },
            index_persons: self.index_persons,
            sitemap: self.sitemap,
            rate_limit: self.rate.map(rate),
            trusted_proxies: self.trusted_proxies.clone(),
            ..Config::default()
        }
    }
}

async fn serve(
    listen: SocketAddr,
    searcher: Searcher,
    config: Arc<Config>,
    samples: bool,
) -> anyhow::Result<()> {
    let listener =
        TcpListener::bind(listen).await.with_context(|| format!("cannot listen on {listen}"))?;
    let what = if samples { " (samples of an invented municipality)" } else { "" };
    say(&format!("listening on http://{}{what}", listener.local_addr()?));
    let watcher = tokio::spawn(watch(searcher.clone()));
    let app = crate::app(searcher, Arc::clone(&config));
    crate::serve(listener, app, config, stopped()).await?;
    watcher.abort();
    say("stopped");
    Ok(())
}

/// Switches to every new commit. A state that cannot be read is said once; the old one serves on.
async fn watch(searcher: Searcher) {
    let mut last = String::new();
    loop {
        tokio::time::sleep(LOOK).await;
        let searcher = searcher.clone();
        let result = tokio::task::spawn_blocking(move || searcher.reload()).await;
        let message = match result {
            Ok(Ok(true)) => "switched to a new commit of the index".to_owned(),
            Ok(Ok(false)) => continue,
            Ok(Err(error)) => format!("the old index stays in use: {error}"),
            Err(error) => format!("the old index stays in use: {error}"),
        };
        if message != last || message.starts_with("switched") {
            say(&message);
            last = message;
        }
    }
}

/// Resolves when the process is asked to end.
async fn stopped() {
    let (Ok(mut terminate), Ok(mut interrupt)) =
        (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        // Without signal handlers the system's own way of ending remains.
        return std::future::pending().await;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
}

#[allow(clippy::print_stderr)]
fn say(line: &str) {
    eprintln!("{line}");
}
