//! `paragraf search`: the same answers as the API, on the terminal.

use std::io::{IsTerminal, Write};
use std::process::ExitCode;

use indexer::answer::{Answer, Hit};
use indexer::limits::Limits;
use indexer::request::SearchRequest;
use indexer::searcher::Searcher;

use super::{IndexDir, filters};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    index: IndexDir,
    /// Print the answer as JSON
    #[arg(long, env = "PARAGRAF_JSON")]
    json: bool,
    /// Hits to print, at most 100
    #[arg(long, default_value_t = 10, value_name = "N", env = "PARAGRAF_LIMIT")]
    limit: usize,
    /// Every unit, not one hit per matter
    #[arg(long, env = "PARAGRAF_NO_COLLAPSE")]
    no_collapse: bool,
    /// Show what each score is made of
    #[arg(long, env = "PARAGRAF_EXPLAIN")]
    explain: bool,
    /// Switch off a part of expansion or ranking (repeatable)
    #[arg(long, value_name = "PART", env = "PARAGRAF_WITHOUT", value_delimiter = ',')]
    without: Vec<String>,
    #[command(flatten)]
    filters: filters::Args,
    /// What to search for
    #[arg(required = true, value_name = "QUERY")]
    query: Vec<String>,
}

pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let searcher = Searcher::open(&args.index.dir, Limits::default())?;
    let request = SearchRequest {
        query: args.query.join(" "),
        filters: args.filters.filters(),
        sort: args.filters.sort(),
        collapse: !args.no_collapse,
        size: args.limit,
        facets: args.json,
        explain: args.explain,
        without: args.without,
        ..SearchRequest::default()
    };
    let answer = searcher.search(&request);
    let mut out = std::io::stdout().lock();
    if args.json {
        serde_json::to_writer(&mut out, &answer)?;
        writeln!(out)?;
    } else {
        show(&answer, args.explain, &mut out)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn show(answer: &Answer, explain: bool, out: &mut dyn Write) -> std::io::Result<()> {
    let colour = std::io::stdout().is_terminal();
    let hits = if answer.total == 1 { "träff" } else { "träffar" };
    let matters = if answer.total_matters == 1 { "ärende" } else { "ärenden" };
    writeln!(out, "{} {hits} i {} {matters}", answer.total, answer.total_matters)?;
    if answer.relaxed_total > 0 {
        writeln!(out, "{} till saknar något av orden", answer.relaxed_total)?;
    }
    for notice in &answer.notices {
        writeln!(out, "  {}", notice.message)?;
    }
    for (at, hit) in answer.hits.iter().enumerate() {
        if at == answer.relaxed_from {
            writeln!(out, "\n--- saknar något av orden ---")?;
        }
        show_hit(at + 1, hit, colour, explain, out)?;
    }
    Ok(())
}

fn show_hit(
    number: usize,
    hit: &Hit,
    colour: bool,
    explain: bool,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let mut place: Vec<String> = Vec::new();
    place.extend(hit.organ.clone());
    place.extend(hit.date.map(|date| date.to_string()));
    place.extend(hit.paragraf.as_ref().map(|number| format!("§ {number}")));
    place.extend(hit.outcome.map(|outcome| outcome.shown().to_owned()));
    place.extend(hit.diary_numbers.first().cloned());
    writeln!(out, "\n{number}. {}", hit.title)?;
    writeln!(out, "   {}", place.join(" · "))?;
    for fragment in &hit.fragments {
        let text: String = fragment.pieces.iter().map(|p| piece(&p.text, p.hit, colour)).collect();
        writeln!(out, "   {text}")?;
    }
    if !hit.also.is_empty() {
        writeln!(out, "   även behandlad i {} andra", hit.also.len())?;
    }
    writeln!(out, "   {} ({})", hit.id, hit.source)?;
    for why in hit.why.iter().filter(|_| explain) {
        let score = why.score.map_or_else(String::new, |score| format!(" {score:.3}"));
        writeln!(out, "   [{}] {}{score}", why.how, why.message)?;
    }
    Ok(())
}

fn piece(text: &str, hit: bool, colour: bool) -> String {
    match (hit, colour) {
        (true, true) => format!("\u{1b}[1;33m{text}\u{1b}[0m"),
        (true, false) => format!("[{text}]"),
        _ => text.to_owned(),
    }
}
