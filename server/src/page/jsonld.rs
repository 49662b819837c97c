//! schema.org data of a unit, where the operator wants search engines to have it.

use indexer::answer::UnitView;
use serde_json::json;

use crate::config::Config;

/// JSON-LD that is safe inside a script element; `None` where the operator has not asked for it.
pub(crate) fn program_data(config: &Config, view: &UnitView) -> Option<String> {
    if !(config.sitemap && config.index_persons) {
        return None;
    }
    let hit = &view.hit;
    let data = json!({
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "name": hit.title,
        "identifier": hit.diary_numbers,
        "datePublished": hit.date.map(|date| date.to_string()),
        "inLanguage": "sv",
        "url": config.absolute(&hit.url),
        "isBasedOn": hit.original,
        "publisher": { "@type": "GovernmentOrganization", "name": hit.municipality },
        "creator": { "@type": "Organization", "name": hit.organ },
    });
    Some(for_script(&data.to_string()))
}

/// Escapes what could end a script element or a line of script.
fn for_script(json: &str) -> String {
    json.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_it_can_end_the_element() {
        let hostile = json!({ "name": "</script><script>\u{2028}&" }).to_string();
        let safe = for_script(&hostile);
        assert!(!safe.contains(['<', '>', '&', '\u{2028}']));
        let back: serde_json::Value = serde_json::from_str(&safe).unwrap();
        assert_eq!(back["name"], "</script><script>\u{2028}&");
    }
}
