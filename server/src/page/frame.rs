//! What every page has around its content.

use corpus::document::{Outcome, UnitKind, Zone};
use indexer::answer::Status;

use super::labels;
use crate::app::App;
use crate::assets::ASSETS;
use crate::language::Language;
use crate::messages::Messages;
use crate::params::Ask;

/// Head, search field and foot of a page.
pub(crate) struct Frame {
    pub(crate) t: &'static Messages,
    pub(crate) language: Language,
    pub(crate) title: String,
    /// Whether the samples' banner is shown.
    pub(crate) samples: bool,
    pub(crate) without_dictionary: bool,
    /// What stands in the search field.
    pub(crate) query: String,
    /// What the search form sends along: filters and sort order in force.
    pub(crate) kept: Vec<(&'static str, String)>,
    /// The same page in the other language.
    pub(crate) switch: String,
    /// Whether search engines may keep the page.
    pub(crate) indexable: bool,
    /// The same search as a feed.
    pub(crate) feed: Option<String>,
    /// schema.org data, as JSON that is safe inside a script element.
    pub(crate) owner: Option<String>,
    pub(crate) email: Option<String>,
}

impl Frame {
    pub(crate) fn new(app: &App, status: &Status, title: &str, ask: &Ask, path: &str) -> Self {
        let other = Ask { language: ask.language.other(), ..ask.clone() };
        Self {
            t: ask.language.messages(),
            language: ask.language,
            title: title.to_owned(),
            samples: app.config.samples || status.samples,
            without_dictionary: status.without_dictionary,
            query: ask.q.clone(),
            kept: ask.pairs().into_iter().filter(|(name, _)| *name != "q").collect(),
            switch: other.link(path),
            indexable: false,
            feed: None,
            owner: app.config.contact.name.clone(),
            email: app.config.contact.email.clone(),
        }
    }

    /// The address of a page in the language of this one.
    pub(crate) fn href(&self, path: &str) -> String {
        match self.language {
            Language::Swedish => path.to_owned(),
            language => {
                let mark = if path.contains('?') { '&' } else { '?' };
                format!("{path}{mark}lang={}", language.code())
            }
        }
    }

    pub(crate) fn style(&self) -> &'static str {
        &ASSETS.style.path
    }

    pub(crate) fn script(&self) -> &'static str {
        &ASSETS.script.path
    }

    pub(crate) fn icon(&self) -> &'static str {
        &ASSETS.icon
    }

    /// A count as it is written in this page's language.
    pub(crate) fn count(&self, number: &usize) -> String {
        self.language.count(*number)
    }

    /// The name of a kind of unit.
    pub(crate) fn kind(&self, kind: &UnitKind) -> &'static str {
        labels::kind(*kind, self.language)
    }

    /// The name of an outcome.
    pub(crate) fn outcome(&self, outcome: &Outcome) -> &'static str {
        labels::outcome(*outcome, self.language)
    }

    /// The name of a section.
    pub(crate) fn zone(&self, zone: &Zone) -> &'static str {
        labels::zone(*zone, self.language)
    }

    /// A letter to the registrar about what is missing, with `about` as its subject.
    pub(crate) fn missing_letter(&self, about: &str) -> Option<String> {
        let email = self.email.as_deref()?;
        let encoded =
            percent_encoding::utf8_percent_encode(about, percent_encoding::NON_ALPHANUMERIC);
        Some(format!("mailto:{email}?subject=Saknas%3A%20{encoded}"))
    }
}
