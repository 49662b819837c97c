//! What the operator sees: one log line and a few counters per request.
//!
//! Neither holds what was searched for nor by whom. A request is known by its route's template,
//! its status, its time and a made-up id; of the query only the length is kept.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

use crate::app::App;
use crate::error::Failure;

/// Upper bounds of the time classes, in seconds.
const SECONDS: [f64; 10] = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5];
/// The header that names a request in answer and log.
pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

#[derive(Clone, Debug, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Labels {
    route: String,
    status: u16,
}

/// Counters of one running service.
pub(crate) struct Telemetry {
    registry: Registry,
    requests: Family<Labels, Counter>,
    seconds: Histogram,
    running: Gauge,
    waiting: Gauge,
    next_id: AtomicU64,
    /// Different in every process, so that ids of two runs cannot be confused.
    run: u32,
}

impl Telemetry {
    pub(crate) fn new() -> Arc<Self> {
        let mut registry = Registry::with_prefix("paragraf");
        let requests = Family::default();
        let seconds = Histogram::new(SECONDS);
        let (running, waiting) = (Gauge::default(), Gauge::default());
        registry.register("requests", "requests answered", requests.clone());
        registry.register("request_seconds", "time to answer", seconds.clone());
        registry.register("searches_running", "searches under way", running.clone());
        registry.register("searches_waiting", "searches in the queue", waiting.clone());
        Arc::new(Self {
            registry,
            requests,
            seconds,
            running,
            waiting,
            next_id: AtomicU64::new(1),
            run: run_number(),
        })
    }

    fn request_id(&self) -> String {
        format!("{:08x}-{:06x}", self.run, self.next_id.fetch_add(1, Ordering::Relaxed))
    }
}

/// A number that tells this run from others: the clock and the process, hashed.
fn run_number() -> u32 {
    let now = jiff::Timestamp::now().as_nanosecond().to_le_bytes();
    let mut hasher = blake3::Hasher::new();
    hasher.update(&now).update(&std::process::id().to_le_bytes());
    let bytes = hasher.finalize();
    u32::from_le_bytes(bytes.as_bytes()[..4].try_into().expect("four bytes make a u32"))
}

/// Counts and logs a request, and names it in the answer.
pub(crate) async fn observe(State(app): State<App>, request: Request, next: Next) -> Response {
    let began = Instant::now();
    let telemetry = &app.telemetry;
    let id = telemetry.request_id();
    let method = request.method().clone();
    let query_bytes = request.uri().query().map_or(0, str::len);
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "none".to_owned(), |path| path.as_str().to_owned());
    let mut response = next.run(request).await;
    let took = began.elapsed();
    let status = response.status().as_u16();
    telemetry.requests.get_or_create(&Labels { route: route.clone(), status }).inc();
    telemetry.seconds.observe(took.as_secs_f64());
    tracing::info!(%method, route, status, ms = took.as_millis() as u64, query_bytes, id, "request");
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}

/// `GET /healthz`: the process answers.
pub(crate) async fn healthz() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: the service takes requests and its index answers.
pub(crate) async fn readyz(State(app): State<App>) -> Result<&'static str, Failure> {
    if app.draining.load(Ordering::Relaxed) {
        return Err(Failure::Unready);
    }
    app.pool.status().await.map(|_| "ready\n")
}

/// `GET /metrics`: the counters in OpenMetrics text.
pub(crate) async fn metrics(State(app): State<App>) -> Result<Response, Failure> {
    let (running, waiting) = app.pool.load();
    app.telemetry.running.set(running as i64);
    app.telemetry.waiting.set(waiting as i64);
    let mut text = String::new();
    prometheus_client::encoding::text::encode(&mut text, &app.telemetry.registry)
        .map_err(|_| Failure::Internal)?;
    let kind = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    Ok(([(header::CONTENT_TYPE, kind)], text).into_response())
}
