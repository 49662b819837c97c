//! `GET /embed/demo`: the embeddable box in a dull page of another site, whose style does its worst.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use crate::app::App;
use crate::assets::ASSETS;
use crate::error::Failure;
use crate::page::show;

#[derive(Template)]
#[template(path = "demo.html")]
struct Demo {
    style: &'static str,
    service: String,
    samples: bool,
}

/// Shows the box where it will live.
pub(crate) async fn demo(State(app): State<App>) -> Result<Response, Failure> {
    let samples = app.config.samples || app.pool.status().await?.samples;
    let service = app.config.base_url.clone().unwrap_or_default();
    show(&Demo { style: &ASSETS.demo.path, service, samples })
}
