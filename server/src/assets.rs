//! Style and scripts, embedded in the program and named by their content, so that a browser may
//! keep them for a year and still never shows an old one.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};

use crate::error::Failure;

/// The style of every page.
const STYLE: &str = include_str!("../assets/paragraf.css");
/// What makes the pages quicker; none of them needs it.
const SCRIPT: &str =
    concat!(include_str!("../assets/combobox.js"), "\n", include_str!("../assets/page.js"));
/// The embeddable box.
const BOX: &str =
    concat!(include_str!("../assets/combobox.js"), "\n", include_str!("../assets/embed.js"));
/// The sign on the tab.
const ICON: &str = include_str!("../assets/icon.svg");

/// A foreign site's style.
const DEMO: &str = include_str!("../assets/demo.css");

const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// A file of the pages.
pub(crate) struct Asset {
    /// Where it is found; holds a hash of its content.
    pub(crate) path: String,
    kind: &'static str,
    content: &'static str,
}

/// The files of the pages.
pub(crate) struct Assets {
    pub(crate) style: Asset,
    pub(crate) script: Asset,
    /// The sign on the tab, as an address that holds it: one request less per page.
    pub(crate) icon: String,
    /// The style of the page that shows the embeddable box in a foreign site.
    pub(crate) demo: Asset,
}

/// The one set of files, named once.
pub(crate) static ASSETS: LazyLock<Assets> = LazyLock::new(|| Assets {
    style: Asset::new("paragraf", "css", "text/css; charset=utf-8", STYLE),
    script: Asset::new("paragraf", "js", "text/javascript; charset=utf-8", SCRIPT),
    icon: inline(ICON),
    demo: Asset::new("demo", "css", "text/css; charset=utf-8", DEMO),
});

impl Asset {
    fn new(stem: &str, ending: &str, kind: &'static str, content: &'static str) -> Self {
        let hash = blake3::hash(content.as_bytes()).to_hex();
        Self { path: format!("/assets/{stem}-{}.{ending}", &hash[..12]), kind, content }
    }
}

/// A picture as an address that holds it.
fn inline(svg: &str) -> String {
    let encoded =
        percent_encoding::utf8_percent_encode(svg.trim(), percent_encoding::NON_ALPHANUMERIC);
    format!("data:image/svg+xml,{encoded}")
}

/// Serves a file of the pages.
pub(crate) async fn asset(Path(name): Path<String>) -> Result<Response, Failure> {
    let path = format!("/assets/{name}");
    let all = [&ASSETS.style, &ASSETS.script, &ASSETS.demo];
    let found = all.into_iter().find(|asset| asset.path == path).ok_or(Failure::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(found.kind)),
        (header::CACHE_CONTROL, FOREVER),
    ];
    Ok((headers, found.content).into_response())
}

/// Serves the sign to browsers that ask for it without reading the page.
pub(crate) async fn icon() -> Response {
    ([(header::CONTENT_TYPE, HeaderValue::from_static("image/svg+xml"))], ICON).into_response()
}

/// Serves the embeddable box to any site: it is public, and holds nothing but code.
pub(crate) async fn embed_script() -> Response {
    let hour = HeaderValue::from_static("public, max-age=3600");
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/javascript; charset=utf-8")),
        (header::CACHE_CONTROL, hour),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*")),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            HeaderValue::from_static("cross-origin"),
        ),
    ];
    (headers, BOX).into_response()
}
