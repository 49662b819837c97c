//! Pages that do not ask the index: help, accessibility, and the word to robots.

use askama::Template;
use axum::extract::{OriginalUri, State};
use axum::response::Response;

use super::{Frame, show};
use crate::app::App;
use crate::config::{Accessibility, Contact};
use crate::error::Failure;
use crate::language::Language;
use crate::params::{Ask, Surface};

/// What one can write, and what it finds, in Swedish and English.
const SYNTAX: [(&str, &str, &str); 12] = [
    (
        "skolskjuts",
        "ordet i alla dess former, också i sammansättningar",
        "the word in all its forms, in compounds too",
    ),
    ("skolskjuts gymnasium", "båda orden", "both words"),
    ("”ekonomiskt bistånd”", "orden i följd, precis så", "the words in sequence, exactly so"),
    ("budget -skola", "budget, men inte skola", "budget, but not skola"),
    ("barnahus OR kompotten", "något av orden", "either word"),
    (
        "nämnd:socialnämnden lokaler",
        "lokaler, bara hos socialnämnden",
        "lokaler, from that board only",
    ),
    ("år:2019-2021 detaljplan", "detaljplan, bara de åren", "detaljplan, from those years only"),
    ("dnr:KS 2020/14", "ärendet med det diarienumret", "the matter with that reference number"),
    ("i:beslut avslag", "avslag i själva beslutet", "avslag in the decision itself"),
    ("i:reservation skola", "skola i reservationer", "skola in reservations"),
    (
        "utfall:återremiss förskola",
        "återremitterade ärenden om förskola",
        "matters about förskola that were sent back",
    ),
    ("lag:SoL bistånd", "bistånd där socialtjänstlagen nämns", "bistånd where that law is cited"),
];

#[derive(Template)]
#[template(path = "help.html")]
struct Help {
    frame: Frame,
    rows: Vec<Row>,
}

/// A query as an example: a line may break behind its field, as behind its blanks.
struct Row {
    href: String,
    field: &'static str,
    rest: &'static str,
    finds: &'static str,
}

/// `GET /hjalp`
pub(crate) async fn help(
    State(app): State<App>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Failure> {
    let ask = Ask::read(uri.query().unwrap_or(""), Surface::Page)?;
    let rows = SYNTAX.map(|(query, swedish, english)| {
        let (field, rest) = query.split_at(query.find(':').map_or(0, |colon| colon + 1));
        let finds = if ask.language == Language::Swedish { swedish } else { english };
        Row { href: ask.asking(query).link("/sok"), field, rest, finds }
    });
    let title = ask.language.messages().help_heading;
    show(&Help { frame: text_frame(&app, title, &ask, "/hjalp").await?, rows: rows.into() })
}

#[derive(Template)]
#[template(path = "accessibility.html")]
struct AccessibilityPage {
    frame: Frame,
    contact: Contact,
    accessibility: Accessibility,
}

/// `GET /tillganglighet`
pub(crate) async fn accessibility(
    State(app): State<App>,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Failure> {
    let ask = Ask::read(uri.query().unwrap_or(""), Surface::Page)?;
    let frame = text_frame(&app, "Tillgänglighetsredogörelse", &ask, "/tillganglighet").await?;
    let Accessibility { .. } = &app.config.accessibility;
    show(&AccessibilityPage {
        frame,
        contact: app.config.contact.clone(),
        accessibility: app.config.accessibility.clone(),
    })
}

async fn text_frame(app: &App, title: &str, ask: &Ask, path: &str) -> Result<Frame, Failure> {
    let status = app.pool.status().await?;
    let mut frame = Frame::new(app, &status, title, ask, path);
    frame.indexable = true;
    Ok(frame)
}

/// `GET /robots.txt`
pub(crate) async fn robots(State(app): State<App>) -> String {
    let map = match (&app.config.sitemap, &app.config.base_url) {
        (true, Some(_)) => format!("Sitemap: {}\n", app.config.absolute("/sitemap.xml")),
        _ => String::new(),
    };
    // Every search has an address of its own: robots that follow them all would only make load.
    format!("User-agent: *\nDisallow: /sok\nDisallow: /api/\nDisallow: /export.\n{map}")
}
