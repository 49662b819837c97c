//! HTML: the main content of a page, without menus, cookie bars and scripts.
//!
//! The page's own landmarks say what is main (`main`, `role=main`, `article`); only where there
//! is none is everything taken that does not look like a menu or a notice. Blocks become lines, a
//! table row one line with tabs.

use scraper::node::Node;
use scraper::{ElementRef, Html, Selector};

use super::Extracted;
use crate::encoding::{self, Decoded};
use crate::walk::{Limits, SkipReason};

mod content;
mod render;

use render::Renderer;

/// Reads the main content of a page.
pub(super) fn extract(bytes: &[u8], limits: &Limits) -> Result<Extracted, SkipReason> {
    let Decoded { string, note } = match declared_encoding(bytes) {
        Some(label) => encoding::decode_labelled(bytes, label),
        None => encoding::decode(bytes),
    };
    let page = Html::parse_document(&string);
    let mut renderer = Renderer::new(limits.max_text_bytes);
    let (roots, bare) = content::roots(&page);
    for root in roots {
        renderer.render(root, bare);
    }
    let (string, links) = renderer.finish()?;
    let title = select(&page, "title").next().map(|title| title.text().collect());
    Ok(Extracted { string, links, title, notes: note.into_iter().collect(), pages: Vec::new() })
}

/// The elements that a selector, fixed in the source, finds.
fn select<'a>(page: &'a Html, selector: &str) -> std::vec::IntoIter<ElementRef<'a>> {
    let selector = Selector::parse(selector).expect("a selector fixed in the source");
    page.select(&selector).collect::<Vec<_>>().into_iter()
}

/// Whether an element holds one of these, itself not counted.
fn holds(element: ElementRef<'_>, names: &[&str]) -> bool {
    element
        .descendants()
        .skip(1)
        .any(|node| matches!(node.value(), Node::Element(inner) if names.contains(&inner.name())))
}

/// The label after `charset=` in the first kilobyte.
fn declared_encoding(bytes: &[u8]) -> Option<&[u8]> {
    let head = &bytes[..bytes.len().min(1024)];
    let key = b"charset=";
    let at = head.windows(key.len()).position(|window| window.eq_ignore_ascii_case(key))?;
    let rest = &head[at + key.len()..];
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let end = rest.iter().position(|b| !(b.is_ascii_alphanumeric() || b"-_:".contains(b)));
    Some(&rest[..end.unwrap_or(rest.len())])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(html: &str) -> Extracted {
        extract(html.as_bytes(), &Limits::default()).unwrap()
    }

    #[test]
    fn menus_and_cookie_bars_are_left_out() {
        let table = [
            "<nav>Meny</nav><main><h1>Protokoll</h1><p>Beslut</p></main><footer>Fot</footer>",
            "<div role=navigation>Meny</div><div role=main><h1>Protokoll</h1><p>Beslut</p></div>",
            "<div class='cookie-banner'><p>Vi använder kakor</p></div><div><h1>Protokoll</h1><p>Beslut</p></div>",
            "<body class='cookie-accepted'><header><ul class=menu><li>Start</li></ul></header>\
             <div id=content><h1>Protokoll</h1><p>Beslut</p></div><div class='site-footer'>Kontakt</div>",
            "<article><h1>Protokoll</h1><p>Beslut</p></article><aside>Nyheter</aside>",
            "<main><script>x</script><style>y</style><h1>Protokoll</h1><p>Beslut</p><button>Dela</button></main>",
        ];
        for html in table {
            assert_eq!(read(html).string, "Protokoll\n\nBeslut\n", "{html}");
        }
    }

    #[test]
    fn blocks_are_lines() {
        let text = read(
            "<main><p>Ett &amp; annat<br>rad två</p><ul><li>en</li><li>två <b>fet</b>stil</li></ul>\
             <ol start=3><li>tre<ol><li>inre</ol><li>fyra</ol><div>a</div><div>b</div></main>",
        );
        assert_eq!(
            text.string,
            "Ett & annat\nrad två\n\n• en\n• två fetstil\n\n3. tre\n1. inre\n4. fyra\n\na\nb\n"
        );
    }

    #[test]
    fn a_table_row_is_a_line_with_tabs() {
        let text = read(
            "<main><table><tr><th>Parti<th>Ja</tr><tr><td><p>S</p><p>M</p></td><td>3</td></tr></table>\
             <table role=presentation><tr><td><h2>Rubrik</h2></td><td>text</td></tr></table></main>",
        );
        assert_eq!(text.string, "Parti\tJa\nS M\t3\n\nRubrik\n\ntext\n");
    }

    #[test]
    fn title_links_and_encoding() {
        let text = extract(
            b"<html><head><meta charset='iso-8859-1'><title>N\xe4mnd</title></head>\
              <body><p>Se <a href='/a.pdf'>handling</a> <a href='javascript:x()'>y</a></p>",
            &Limits::default(),
        )
        .unwrap();
        assert_eq!(text.title.as_deref(), Some("Nämnd"));
        assert_eq!(text.string, "Se handling y\n");
        assert_eq!(text.links.len(), 1);
        assert_eq!((text.links[0].at, text.links[0].href.as_str()), (3, "/a.pdf"));
    }

    #[test]
    fn markup_that_is_nested_without_end_is_survived() {
        let deep = format!("<main>{}djup{}", "<div>".repeat(3000), "</div>".repeat(3000));
        assert_eq!(read(&deep).string, "djup\n");
    }
}
