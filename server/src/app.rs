//! The one route table.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderValue, Method, header};
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};
use indexer::searcher::Searcher;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::cors::{AllowOrigin, CorsLayer};

use crate::config::Config;
use crate::error::{self, Failure};
use crate::net::{guard, throttle};
use crate::pool::Pool;
use crate::telemetry::{self, Telemetry};
use crate::{api, assets, cache, embed, export, feed, original, page};

/// What every handler can reach.
#[derive(Clone)]
pub(crate) struct App {
    pub(crate) config: Arc<Config>,
    pub(crate) pool: Pool,
    pub(crate) telemetry: Arc<Telemetry>,
    pub(crate) throttle: Option<Arc<throttle::Throttle>>,
    pub(crate) draining: Arc<AtomicBool>,
}

/// The service over an index.
pub fn app(searcher: Searcher, config: Arc<Config>) -> Router {
    let app = App {
        pool: Pool::new(searcher, &config.limits),
        telemetry: Telemetry::new(),
        throttle: config.rate_limit.map(throttle::Throttle::new),
        draining: Arc::clone(&config.draining),
        config,
    };
    let answers = Router::new()
        .merge(pages())
        .merge(programs().layer(cors(&app.config)))
        .layer(from_fn_with_state(app.clone(), cache::revalidate));
    Router::new()
        .merge(answers)
        .merge(fixed())
        .method_not_allowed_fallback(async || Failure::Method)
        .fallback(async || Failure::NotFound)
        .layer(DefaultBodyLimit::max(app.config.limits.body_bytes))
        .layer(from_fn_with_state(app.clone(), throttle::throttle))
        .layer(from_fn_with_state(app.clone(), guard::bounds))
        .layer(CatchPanicLayer::custom(|_| {
            axum::response::IntoResponse::into_response(Failure::Internal)
        }))
        .layer(from_fn_with_state(app.clone(), error::render))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(app.clone(), guard::headers))
        .layer(from_fn_with_state(app.clone(), telemetry::observe))
        .with_state(app)
}

fn pages() -> Router<App> {
    Router::new()
        .route("/", get(page::search::home))
        .route("/sok", get(page::search::results))
        .route("/dokument/{*id}", get(page::unit::show_unit))
        .route("/arende/{*id}", get(page::matter::show_matter))
        .route("/jamfor", get(page::compare::compare))
        .route("/lista", get(page::batch::list))
        .route("/lista.csv", get(page::batch::csv))
        .route(
            "/protokoll",
            get(page::record::form)
                .post(page::record::compare)
                .layer(DefaultBodyLimit::max(export::FORM_BYTES)),
        )
        .route("/tackning", get(page::coverage::show_coverage))
        .route("/hjalp", get(page::texts::help))
        .route("/tillganglighet", get(page::texts::accessibility))
        .route("/api", get(api::openapi::page))
        .route("/export.csv", get(export::csv))
        .route("/export.jsonl", get(export::jsonl))
        .route("/feed.atom", get(feed::atom))
        .route("/sitemap.xml", get(feed::sitemap))
        .route("/opensearch/forslag", get(api::suggest::for_browsers))
}

fn programs() -> Router<App> {
    Router::new()
        .route("/api/v1/search", get(api::search::search))
        .route("/api/v1/suggest", get(api::suggest::suggest))
        .route("/api/v1/units/{*id}", get(api::units::unit))
        .route("/api/v1/similar/{*id}", get(api::similar::similar))
        .route("/api/v1/matters/{*id}", get(api::matters::matter))
        .route("/api/v1/batch", post(api::batch::batch))
        .route("/api/v1/status", get(api::status::status))
}

/// What does not depend on the index.
fn fixed() -> Router<App> {
    Router::new()
        .route("/assets/{name}", get(assets::asset))
        .route("/embed/paragraf.js", get(assets::embed_script))
        .route("/embed/demo", get(embed::demo))
        .route("/openapi.json", get(api::openapi::document))
        .route("/opensearch.xml", get(feed::opensearch))
        .route("/original/{*id}", get(original::original))
        .route(
            "/protokoll.json",
            get(export::record)
                .post(export::rerun)
                .layer(DefaultBodyLimit::max(export::RECORD_BYTES)),
        )
        .route("/favicon.ico", get(assets::icon))
        .route("/robots.txt", get(page::texts::robots))
        .route("/healthz", get(telemetry::healthz))
        .route("/readyz", get(telemetry::readyz))
        .route("/metrics", get(telemetry::metrics))
}

/// Other sites' scripts may read the interface where the operator says so, without credentials.
fn cors(config: &Config) -> CorsLayer {
    let layer = CorsLayer::new()
        .allow_methods([Method::GET, Method::POST])
        .allow_headers([header::CONTENT_TYPE])
        .expose_headers([header::ETAG, header::RETRY_AFTER, telemetry::REQUEST_ID]);
    if config.cors_origins.iter().any(|origin| origin == "*") {
        return layer.allow_origin(AllowOrigin::any());
    }
    let origins =
        config.cors_origins.iter().filter_map(|origin| HeaderValue::from_str(origin).ok());
    layer.allow_origin(AllowOrigin::list(origins))
}
