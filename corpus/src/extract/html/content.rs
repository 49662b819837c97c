//! Where the main content of a page is, and what in it is not content.

use scraper::node::Element;
use scraper::{ElementRef, Html};

use super::{holds, select};

/// Elements that never hold text of the document.
const NEVER: &[&str] = &[
    "script", "style", "noscript", "template", "nav", "dialog", "button", "select", "option",
    "input", "textarea", "svg", "math", "iframe", "object", "canvas", "audio", "video", "head",
];

/// Words in `class` or `id` of a notice about cookies.
const COOKIES: &[&str] = &["cookie", "cookies", "consent", "cookiebanner", "cookiebar", "kakor"];

/// Words in `class` or `id` of page furniture; asked only where the page has no landmark.
const FURNITURE: &[&str] = &[
    "menu",
    "meny",
    "nav",
    "navbar",
    "navigation",
    "breadcrumb",
    "breadcrumbs",
    "brodsmulor",
    "footer",
    "sidfot",
    "sidebar",
    "skip",
    "skiplink",
    "share",
    "dela",
    "search",
    "sok",
];

/// Least part of the page's text that `article` must hold to be taken for the content.
const ARTICLE_SHARE: usize = 3;

/// The elements that hold the content, and whether furniture must still be left out of them.
pub(super) fn roots(page: &Html) -> (Vec<ElementRef<'_>>, bool) {
    let body = select(page, "body").next().unwrap_or_else(|| page.root_element());
    let main = outermost(select(page, "main, [role=main]"));
    if main.iter().any(|root| text_len(*root) > 0) {
        return (main, false);
    }
    let articles = outermost(select(page, "article"));
    let held: usize = articles.iter().map(|root| text_len(*root)).sum();
    if held > 0 && held * ARTICLE_SHARE >= text_len(body) {
        return (articles, false);
    }
    (vec![body], true)
}

/// Whether an element and all in it is left out. `bare`: the page has no landmark.
pub(super) fn is_left_out(element: ElementRef<'_>, bare: bool) -> bool {
    let tag = element.value();
    let name = tag.name();
    if NEVER.contains(&name) || is_hidden(tag) {
        return true;
    }
    let role = tag.attr("role").unwrap_or_default();
    if matches!(role, "navigation" | "search" | "dialog" | "alertdialog" | "banner" | "contentinfo")
    {
        return true;
    }
    if matches!(name, "html" | "body" | "main" | "article") {
        return false;
    }
    let furniture = named(tag, COOKIES)
        || bare && (matches!(name, "footer" | "aside" | "header") || named(tag, FURNITURE));
    furniture && !holds(element, &["main", "article", "h1"])
}

fn is_hidden(tag: &Element) -> bool {
    let style = tag.attr("style").unwrap_or_default().replace(' ', "").to_ascii_lowercase();
    tag.attr("hidden").is_some()
        || tag.attr("aria-hidden") == Some("true")
        || style.contains("display:none")
}

/// Whether a word of the element's `class` or `id` is in the list.
fn named(tag: &Element, list: &[&str]) -> bool {
    let words = [tag.attr("class"), tag.attr("id")];
    words.into_iter().flatten().any(|value| {
        value
            .split(|c: char| !c.is_alphanumeric())
            .any(|word| list.contains(&word.to_ascii_lowercase().as_str()))
    })
}

/// Those that are in none of the others.
fn outermost<'a>(all: impl Iterator<Item = ElementRef<'a>>) -> Vec<ElementRef<'a>> {
    let mut taken: Vec<ElementRef<'a>> = Vec::new();
    for element in all {
        // In document order an element follows its ancestors, so the last taken is the only one
        // that can hold it.
        let inside = taken
            .last()
            .is_some_and(|outer| element.ancestors().any(|node| node.id() == outer.id()));
        if !inside {
            taken.push(element);
        }
    }
    taken
}

/// Letters of text in an element, scripts and styles not counted.
fn text_len(element: ElementRef<'_>) -> usize {
    let text = |node: ego_tree::NodeRef<'_, scraper::Node>| {
        let inside = node.parent().and_then(|parent| parent.value().as_element());
        let counts = inside.is_none_or(|parent| !NEVER.contains(&parent.name()));
        node.value().as_text().filter(|_| counts).map_or(0, |text| text.trim().len())
    };
    element.descendants().map(text).sum()
}

/// Http, https or relative; never `javascript:` and its like, which would end up on our pages.
pub(super) fn is_web_address(href: &str) -> bool {
    let scheme = href.split(['/', '?', '#']).next().unwrap_or_default();
    let lower = scheme.to_ascii_lowercase();
    !href.is_empty()
        && !href.starts_with('#')
        && !href.contains(char::is_control)
        && (!scheme.contains(':') || lower == "http:" || lower == "https:")
}

/// A table of data, and not one that only places things on the page.
pub(super) fn is_data_table(table: ElementRef<'_>) -> bool {
    let role = table.value().attr("role").unwrap_or_default();
    !matches!(role, "presentation" | "none") && !holds(table, &["table", "h1", "h2", "h3", "main"])
}
