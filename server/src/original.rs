//! `GET /original/{id}`: the source of a unit, from its publisher or from the operator's disk.
//!
//! A file is served only where the operator allows it, only if it lies under an indexed folder
//! after links are resolved, and never as anything that a browser would run in our name: the type
//! comes from a short list, and all of it is a sandboxed download. Only a PDF may be asked for with
//! `?show=true`: browsers show it in a viewer of their own, so that a link can lead to its page.

use std::path::{Path, PathBuf};

use axum::body::Body;
use axum::extract::{OriginalUri, Path as UrlPath, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use indexer::searcher::Original;

use crate::app::App;
use crate::config::Config;
use crate::error::Failure;
use crate::params;

const SANDBOX: &str = "default-src 'none'; base-uri 'none'; form-action 'none'; \
                       frame-ancestors 'none'; sandbox";
/// A sandbox would keep the browser's own viewer out as well; that one is allowed, nothing else.
const VIEWER: &str = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; \
                      base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Serves or points to the source of a unit.
pub(crate) async fn original(
    State(app): State<App>,
    UrlPath(id): UrlPath<String>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Failure> {
    let [show] = params::only(uri.query(), ["show"])?;
    let show = show.map_or(Ok(false), |value| params::boolean("show", &value))?;
    let found = app.pool.run(move |searcher| searcher.original(&id)).await?;
    let found = found.ok_or(Failure::NotFound)?;
    if app.config.serve_originals
        && let Some(path) = found.path.as_deref()
        && let Some(path) = inside(path, &app.config).await
    {
        return file(&path, show).await;
    }
    let url = found.url.filter(|url| is_web_address(url)).ok_or(Failure::NotFound)?;
    Ok(Redirect::to(&with_page(url, found.page)).into_response())
}

/// Only what a browser fetches; never `javascript:` or a file.
pub(crate) fn is_web_address(url: &str) -> bool {
    (url.starts_with("https://") || url.starts_with("http://"))
        && url.chars().all(|c| c.is_ascii_graphic())
}

fn with_page(url: String, page: Option<u32>) -> String {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    match page {
        Some(page) if is_pdf(Path::new(path)) && !url.contains('#') => {
            format!("{url}#page={page}")
        }
        _ => url,
    }
}

fn is_pdf(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"))
}

/// The link from a unit's page to its source, at the page where the unit begins; `None` where there
/// is nothing that it could lead to.
pub(crate) fn link(id: &str, found: &Original, serves_files: bool) -> Option<String> {
    let file = found.path.as_deref().filter(|_| serves_files);
    let published = found.url.as_deref().is_some_and(is_web_address);
    if file.is_none() && !published {
        return None;
    }
    if !file.is_some_and(is_pdf) {
        return Some(format!("/original/{id}"));
    }
    let page = found.page.map(|page| format!("#page={page}")).unwrap_or_default();
    Some(format!("/original/{id}?show=true{page}"))
}

/// The file with every link resolved, if it still lies under an indexed folder.
async fn inside(path: &Path, config: &Config) -> Option<PathBuf> {
    let path = tokio::fs::canonicalize(path).await.ok()?;
    for root in &config.roots {
        if let Ok(root) = tokio::fs::canonicalize(root).await
            && path.starts_with(&root)
            && tokio::fs::metadata(&path).await.is_ok_and(|found| found.is_file())
        {
            return Some(path);
        }
    }
    None
}

async fn file(path: &Path, show: bool) -> Result<Response, Failure> {
    let content = tokio::fs::read(path).await.map_err(|_| Failure::NotFound)?;
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or("");
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    let mut response = Body::from(content).into_response();
    let headers = response.headers_mut();
    let kind = content_type(&ending.to_lowercase());
    let (policy, how) =
        if show && is_pdf(path) { (VIEWER, "inline") } else { (SANDBOX, "attachment") };
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy));
    headers.insert(HeaderName::from_static("x-frame-options"), HeaderValue::from_static("DENY"));
    if let Ok(value) = HeaderValue::from_str(&disposition(how, &name)) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    Ok(response)
}

/// The type by which a file is sent; HTML and SVG are bytes like any other.
fn content_type(ending: &str) -> &'static str {
    match ending {
        "pdf" => "application/pdf",
        "txt" => "text/plain; charset=utf-8",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "odt" => "application/vnd.oasis.opendocument.text",
        "rtf" => "application/rtf",
        _ => "application/octet-stream",
    }
}

/// Shown or downloaded, under the file's own name (RFC 6266).
fn disposition(how: &str, name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' })
        .collect();
    let encoded = percent_encoding::utf8_percent_encode(name, percent_encoding::NON_ALPHANUMERIC);
    format!("{how}; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_could_run_is_only_bytes() {
        for ending in ["html", "htm", "svg", "xhtml", "xml", "js", ""] {
            assert_eq!(content_type(ending), "application/octet-stream", "{ending}");
        }
    }

    #[test]
    fn a_name_cannot_break_out_of_its_header() {
        let value = disposition("attachment", "å\"; x=\r\ny.pdf");
        assert!(value.starts_with("attachment; filename=\"____x___y.pdf\"; filename*=UTF-8''"));
        assert!(value.is_ascii() && !value.contains(['\r', '\n']));
    }

    #[test]
    fn only_web_addresses_are_followed() {
        assert!(is_web_address("https://example.se/a.pdf"));
        for url in ["javascript:alert(1)", "file:///etc/passwd", "//example.se", "https://a\r\nb"] {
            assert!(!is_web_address(url), "{url}");
        }
    }

    #[test]
    fn a_pdf_opens_at_its_page() {
        let at = |url: &str| with_page(url.to_owned(), Some(7));
        assert_eq!(at("https://a.se/x.PDF?y=1"), "https://a.se/x.PDF?y=1#page=7");
        assert_eq!(at("https://a.se/x.html"), "https://a.se/x.html");
    }

    #[test]
    fn a_unit_links_to_its_page_only_where_a_file_of_ours_has_pages() {
        let at = |path: &str, url: Option<&str>| Original {
            path: Some(PathBuf::from(path)),
            url: url.map(str::to_owned),
            page: Some(7),
        };
        let web = Some("https://a.se/x.pdf");
        assert_eq!(
            link("a/b", &at("x.PDF", None), true).unwrap(),
            "/original/a/b?show=true#page=7"
        );
        assert_eq!(link("a/b", &at("x.txt", None), true).unwrap(), "/original/a/b");
        // The redirect to the publisher names the page itself.
        assert_eq!(link("a/b", &at("x.pdf", web), false).unwrap(), "/original/a/b");
        assert_eq!(link("a/b", &at("x.pdf", None), false), None);
        assert_eq!(link("a/b", &at("x.pdf", Some("javascript:1")), false), None);
    }

    #[tokio::test]
    async fn nothing_outside_the_roots_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let (root, secret) = (folder.path().join("rot"), folder.path().join("hemligt.txt"));
        std::fs::create_dir(&root).unwrap();
        std::fs::write(&secret, "x").unwrap();
        std::fs::write(root.join("a.txt"), "x").unwrap();
        std::os::unix::fs::symlink(&secret, root.join("lank.txt")).unwrap();
        let config = Config { roots: vec![root.clone()], ..Config::default() };
        assert!(inside(&root.join("a.txt"), &config).await.is_some());
        for path in [root.join("lank.txt"), root.join("../hemligt.txt"), secret, root] {
            assert!(inside(&path, &config).await.is_none(), "{}", path.display());
        }
    }
}
