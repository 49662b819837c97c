//! The parameters of a search, read from an address and written back into one.
//!
//! The whole state of the search page is in its address. [`Ask`] reads it, and its `with_…` and
//! [`Ask::link`] make the addresses of every filter, page and sort order, always in one canonical
//! order and without what is default, so that the same state always has the same address.

use std::collections::BTreeMap;

use corpus::document::{Outcome, UnitKind, Zone};
use indexer::request::{Dimension, Filters, SearchRequest, Sort};
use jiff::civil::Date;

use crate::error::Failure;
use crate::language::Language;

/// The highest page number that is understood.
const LAST_PAGE: usize = 1_000;
/// Characters of a filter's value.
pub(crate) const VALUE_CHARS: usize = 200;
/// Values that one filter takes at once.
pub(crate) const VALUES: usize = 20;

/// Who asks: forms send empty fields and a language, programs must be exact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Surface {
    /// A page for people.
    Page,
    /// The interface for programs.
    Program,
}

/// A search as the address states it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ask {
    pub(crate) q: String,
    pub(crate) filters: Filters,
    pub(crate) sort: Sort,
    pub(crate) collapse: bool,
    pub(crate) page: usize,
    pub(crate) size: usize,
    pub(crate) facets: bool,
    pub(crate) language: Language,
}

impl Default for Ask {
    fn default() -> Self {
        let request = SearchRequest::default();
        Self {
            q: request.query,
            filters: request.filters,
            sort: request.sort,
            collapse: request.collapse,
            page: request.page,
            size: request.size,
            facets: request.facets,
            language: Language::Swedish,
        }
    }
}

impl Ask {
    /// Reads the query part of an address.
    ///
    /// # Errors
    /// [`Failure::Parameter`] for a parameter or value that does not exist.
    pub(crate) fn read(query: &str, surface: Surface) -> Result<Self, Failure> {
        let mut ask = Self::default();
        let mut seen: Vec<String> = Vec::new();
        let mut given: BTreeMap<Dimension, usize> = BTreeMap::new();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            if surface == Surface::Page && value.trim().is_empty() && is_known(&name) {
                continue;
            }
            if let Some(dimension) = Dimension::from_name(&name) {
                let values = given.entry(dimension).or_default();
                *values += 1;
                if *values > VALUES {
                    let why = format!("ett filter tar högst {VALUES} värden");
                    return Err(wrong(&name, &value, &why));
                }
            } else {
                if seen.iter().any(|earlier| *earlier == name) {
                    return Err(wrong(&name, &value, "parametern får bara anges en gång"));
                }
                seen.push(name.clone().into_owned());
            }
            ask.take(&name, &value, surface)?;
        }
        Ok(ask)
    }

    fn take(&mut self, name: &str, value: &str, surface: Surface) -> Result<(), Failure> {
        if let Some(dimension) = Dimension::from_name(name) {
            return self.take_filter(dimension, value);
        }
        match name {
            "q" => value.clone_into(&mut self.q),
            "from" => self.filters.from = Some(date(name, value)?),
            "to" => self.filters.to = Some(date(name, value)?),
            "sort" => self.sort = sort(value)?,
            "collapse" => self.collapse = boolean(name, value)?,
            "facets" if surface == Surface::Program => self.facets = boolean(name, value)?,
            "page" => self.page = number(name, value, LAST_PAGE)?,
            "size" => self.size = number(name, value, 100)?,
            "lang" if surface == Surface::Page => {
                self.language = Language::from_code(value)
                    .ok_or_else(|| wrong(name, value, "språket är ”sv” eller ”en”"))?;
            }
            _ => return Err(unknown(name)),
        }
        Ok(())
    }

    fn take_filter(&mut self, dimension: Dimension, value: &str) -> Result<(), Failure> {
        let known = match dimension {
            Dimension::Kind => kind(value).is_some(),
            Dimension::Outcome => Outcome::from_slug(value).is_some(),
            Dimension::Zone => Zone::from_slug(value).is_some(),
            Dimension::Year => is_year(value),
            _ => !value.is_empty() && value.chars().count() <= VALUE_CHARS,
        };
        if !known {
            return Err(wrong(dimension.name(), value, "värdet finns inte"));
        }
        let pair = (dimension, value.to_owned());
        if !self.filters.values.contains(&pair) {
            self.filters.values.push(pair);
        }
        Ok(())
    }

    /// What the engine is asked.
    pub(crate) fn request(&self) -> SearchRequest {
        SearchRequest {
            query: self.q.clone(),
            filters: self.filters.clone(),
            sort: self.sort,
            collapse: self.collapse,
            page: self.page,
            size: self.size,
            facets: self.facets,
            ..SearchRequest::default()
        }
    }

    /// True where neither words nor filters were given.
    pub(crate) fn is_blank(&self) -> bool {
        self.q.trim().is_empty() && self.filters.is_empty()
    }

    /// The address of this search at `path`.
    pub(crate) fn link(&self, path: &str) -> String {
        let mut out = form_urlencoded::Serializer::new(String::new());
        for (name, value) in self.pairs() {
            out.append_pair(name, &value);
        }
        if self.page > 1 {
            out.append_pair("page", &self.page.to_string());
        }
        if self.language != Language::Swedish {
            out.append_pair("lang", self.language.code());
        }
        join(path, &out.finish())
    }

    /// The address of the same hits for a program: no page, no language.
    pub(crate) fn program_link(&self, path: &str) -> String {
        let mut out = form_urlencoded::Serializer::new(String::new());
        for (name, value) in self.pairs() {
            out.append_pair(name, &value);
        }
        join(path, &out.finish())
    }

    /// Everything that decides which hits there are and in which order, in canonical order.
    pub(crate) fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut pairs = Vec::new();
        if !self.q.is_empty() {
            pairs.push(("q", self.q.clone()));
        }
        pairs.extend(self.filter_pairs());
        if self.sort != Sort::Relevance {
            pairs.push(("sort", sort_name(self.sort).to_owned()));
        }
        if !self.collapse {
            pairs.push(("collapse", "false".to_owned()));
        }
        if self.size != Self::default().size {
            pairs.push(("size", self.size.to_string()));
        }
        pairs
    }

    /// The filters, in canonical order.
    pub(crate) fn filter_pairs(&self) -> Vec<(&'static str, String)> {
        let of = |dimension: Dimension| {
            self.filters.of(dimension).map(move |value| (dimension.name(), value.to_owned()))
        };
        let mut pairs: Vec<_> = Dimension::ALL.into_iter().flat_map(of).collect();
        pairs.extend(self.filters.from.map(|date| ("from", date.to_string())));
        pairs.extend(self.filters.to.map(|date| ("to", date.to_string())));
        pairs
    }

    /// The same search from its first page, changed by `change`.
    pub(crate) fn changed(&self, change: impl FnOnce(&mut Self)) -> Self {
        let mut ask = Self { page: 1, ..self.clone() };
        change(&mut ask);
        ask
    }

    /// The same search with a value of a filter put on, or taken off if it was on.
    pub(crate) fn toggled(&self, dimension: Dimension, value: &str) -> Self {
        self.changed(|ask| {
            let pair = (dimension, value.to_owned());
            match ask.filters.values.iter().position(|other| *other == pair) {
                Some(at) => drop(ask.filters.values.remove(at)),
                None => ask.filters.values.push(pair),
            }
        })
    }

    /// The same search with other words.
    pub(crate) fn asking(&self, q: &str) -> Self {
        self.changed(|ask| q.clone_into(&mut ask.q))
    }
}

/// Reads the named parameters, each at most once, and refuses every other.
///
/// # Errors
/// [`Failure::Parameter`] for a parameter that is not among them, or stands twice.
pub(crate) fn only<const N: usize>(
    query: Option<&str>,
    names: [&str; N],
) -> Result<[Option<String>; N], Failure> {
    let mut values = [const { None }; N];
    for (name, value) in form_urlencoded::parse(query.unwrap_or("").as_bytes()) {
        let at = names.iter().position(|known| *known == name).ok_or_else(|| unknown(&name))?;
        if values[at].is_some() {
            return Err(wrong(&name, &value, "parametern får bara anges en gång"));
        }
        values[at] = Some(value.into_owned());
    }
    Ok(values)
}

/// The language that a page's `lang=` names; Swedish where there is none.
///
/// # Errors
/// [`Failure::Parameter`] for another language.
pub(crate) fn language(code: Option<&str>) -> Result<Language, Failure> {
    let code = code.filter(|code| !code.is_empty()).unwrap_or("sv");
    Language::from_code(code).ok_or_else(|| wrong("lang", code, "språket är ”sv” eller ”en”"))
}

/// Refuses every parameter.
///
/// # Errors
/// [`Failure::Parameter`] where there is one.
pub(crate) fn none(query: Option<&str>) -> Result<(), Failure> {
    only(query, []).map(|[]: [Option<String>; 0]| ())
}

fn join(path: &str, query: &str) -> String {
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

fn is_known(name: &str) -> bool {
    Dimension::from_name(name).is_some()
        || ["q", "from", "to", "sort", "collapse", "page", "size", "lang"].contains(&name)
}

/// The failure of a parameter that does not exist.
pub(crate) fn unknown(name: &str) -> Failure {
    Failure::Parameter(format!("Parametern ”{}” finns inte.", shown(name)))
}

/// The failure of a value that a parameter cannot have.
pub(crate) fn wrong(name: &str, value: &str, why: &str) -> Failure {
    Failure::Parameter(format!("”{}” kan inte vara ”{}”: {why}.", shown(name), shown(value)))
}

/// Input quoted in a message: short, and without control characters.
fn shown(text: &str) -> String {
    let mut short: String = text.chars().filter(|c| !c.is_control()).take(60).collect();
    if text.chars().count() > 60 {
        short.push('…');
    }
    short
}

fn date(name: &str, value: &str) -> Result<Date, Failure> {
    let exact = value.len() == 10 && value.as_bytes()[4] == b'-';
    let read = if exact { value.parse().ok() } else { None };
    read.ok_or_else(|| wrong(name, value, "datum skrivs åååå-mm-dd"))
}

/// Reads "true" or "false".
pub(crate) fn boolean(name: &str, value: &str) -> Result<bool, Failure> {
    match value {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err(wrong(name, value, "värdet är ”true” eller ”false”")),
    }
}

/// Reads a whole number from 1 to `max`.
pub(crate) fn number(name: &str, value: &str, max: usize) -> Result<usize, Failure> {
    let digits = !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    let read: Option<usize> = if digits { value.parse().ok() } else { None };
    read.filter(|number| (1..=max).contains(number))
        .ok_or_else(|| wrong(name, value, &format!("det ska vara ett heltal från 1 till {max}")))
}

fn sort(value: &str) -> Result<Sort, Failure> {
    [Sort::Relevance, Sort::Newest, Sort::Oldest]
        .into_iter()
        .find(|sort| sort_name(*sort) == value)
        .ok_or_else(|| wrong("sort", value, "ordningen är relevance, newest eller oldest"))
}

/// The name of a sort order in the interface.
pub(crate) const fn sort_name(sort: Sort) -> &'static str {
    match sort {
        Sort::Relevance => "relevance",
        Sort::Newest => "newest",
        Sort::Oldest => "oldest",
    }
}

fn is_year(value: &str) -> bool {
    value == "utan-datum" || (value.len() == 4 && value.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Every kind of unit, with its slug in the interface.
pub(crate) const KINDS: [(UnitKind, &str); 7] = [
    (UnitKind::Minutes, "minutes"),
    (UnitKind::AgendaItem, "agenda_item"),
    (UnitKind::Statement, "statement"),
    (UnitKind::Response, "response"),
    (UnitKind::Attachment, "attachment"),
    (UnitKind::Other, "other"),
    (UnitKind::Withheld, "withheld"),
];

fn kind(slug: &str) -> Option<UnitKind> {
    KINDS.iter().find(|(_, name)| *name == slug).map(|(kind, _)| *kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn page(query: &str) -> Ask {
        Ask::read(query, Surface::Page).unwrap()
    }

    #[test]
    fn reads_what_it_writes() {
        let address = "q=buss+%22l%C3%A5ng+linje%22&organ=N%C3%A4mnden&year=2021&from=2020-01-02\
                       &sort=newest&collapse=false&page=3&lang=en";
        assert_eq!(page(address).link("/sok"), format!("/sok?{address}"));
    }

    #[test]
    fn forms_may_send_empty_fields_but_programs_may_not() {
        assert_eq!(page("q=&from=&organ="), Ask::default());
        for query in ["from=", "year=", "page=", "sort=", "organ="] {
            assert!(Ask::read(query, Surface::Program).is_err(), "{query}");
        }
    }

    #[test]
    fn refuses_what_does_not_exist() {
        let wrong = [
            "x=1",
            "page=0",
            "page=-1",
            "page=1001",
            "page=99999999999999999999",
            "size=101",
            "size=0",
            "sort=best",
            "from=2020",
            "to=2020-13-01",
            "year=20",
            "kind=x",
            "outcome=x",
            "zone=x",
            "collapse=yes",
            "q=a&q=b",
            "page=+1",
            "from=20200101",
        ];
        for query in wrong {
            assert!(Ask::read(query, Surface::Program).is_err(), "{query}");
        }
    }

    #[test]
    fn a_filter_takes_only_so_many_values() {
        let asked = |count: usize| {
            let values: Vec<String> = (0..count).map(|at| format!("organ=n{at}")).collect();
            Ask::read(&values.join("&"), Surface::Program)
        };
        assert!(asked(VALUES).is_ok());
        assert!(asked(VALUES + 1).is_err());
        let same = |count: usize| Ask::read(&"organ=a&".repeat(count), Surface::Program);
        assert_eq!(same(VALUES).unwrap().filters.values.len(), 1);
        assert!(same(VALUES + 1).is_err());
    }

    #[test]
    fn a_filter_is_put_on_and_taken_off() {
        let ask = page("q=a&page=4");
        let on = ask.toggled(Dimension::Organ, "Nämnden");
        assert_eq!(on.link("/sok"), "/sok?q=a&organ=N%C3%A4mnden");
        assert_eq!(on.toggled(Dimension::Organ, "Nämnden").link("/sok"), "/sok?q=a");
    }

    proptest! {
        #[test]
        fn never_panics(query in ".{0,200}") {
            let _ = Ask::read(&query, Surface::Page);
            let _ = Ask::read(&query, Surface::Program);
        }

        #[test]
        fn a_message_never_repeats_control_characters(value in ".{0,80}") {
            if let Err(Failure::Parameter(message)) =
                Ask::read(&format!("sort={value}"), Surface::Program) {
                prop_assert!(!message.chars().any(char::is_control));
            }
        }
    }
}
