//! `paragraf evaluate`: the ranking measured by judged topics.

use std::fmt::Write as _;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use indexer::evaluate::{DEPTH, Judgments, Measures, Topic, table};
use indexer::limits::Limits;
use indexer::request::SearchRequest;
use indexer::searcher::Searcher;

use super::IndexDir;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    index: IndexDir,
    /// Topics, one JSON object a line: id, query, type
    #[arg(long, value_name = "FILE", env = "PARAGRAF_TOPICS")]
    topics: PathBuf,
    /// Judgments: topic, 0, item, grade
    #[arg(long, value_name = "FILE", env = "PARAGRAF_QRELS")]
    qrels: PathBuf,
    /// Where each item stands: item, split, source, key; without it an item is a unit's id
    #[arg(long, value_name = "FILE", env = "PARAGRAF_ANCHORS")]
    anchors: Option<PathBuf>,
    /// Which matter each item belongs to: item, split, kind, stage, matter
    #[arg(long, value_name = "FILE", env = "PARAGRAF_ITEMS")]
    items: Option<PathBuf>,
    /// Every unit, not one hit per matter
    #[arg(long, env = "PARAGRAF_NO_COLLAPSE")]
    no_collapse: bool,
    /// Switch off a part of expansion or ranking (repeatable)
    #[arg(long, value_name = "PART", env = "PARAGRAF_WITHOUT", value_delimiter = ',')]
    without: Vec<String>,
    /// A line per topic as well
    #[arg(long = "by-topic", env = "PARAGRAF_BY_TOPIC")]
    by_topic: bool,
    /// Write the ranking in TREC format
    #[arg(long, value_name = "FILE", env = "PARAGRAF_RUN")]
    run: Option<PathBuf>,
}

pub(crate) fn run(args: Args) -> anyhow::Result<ExitCode> {
    let anchors = args.anchors.as_deref().map(read).transpose()?;
    let items = args.items.as_deref().map(read).transpose()?;
    let judgments = Judgments::read(&read(&args.qrels)?, anchors.as_deref(), items.as_deref())?;
    let topics = topics(&args.topics)?;
    let searcher = Searcher::open(&args.index.dir, Limits::default())?;
    let mut scored: Vec<(Topic, Measures)> = Vec::new();
    let mut trec = String::new();
    for topic in topics {
        let request = SearchRequest {
            query: topic.query.clone(),
            collapse: !args.no_collapse,
            size: DEPTH,
            facets: false,
            without: args.without.clone(),
            ..SearchRequest::default()
        };
        let found = judgments.items(&searcher.search(&request).hits);
        for (at, item) in found.iter().enumerate() {
            let (rank, score) = (at + 1, DEPTH - at.min(DEPTH));
            writeln!(trec, "{} Q0 {item} {rank} {score} paragraf", topic.id)?;
        }
        let measures = judgments.score(&topic.id, &found);
        scored.push((topic, measures));
    }
    if let Some(file) = &args.run {
        std::fs::write(file, trec).with_context(|| format!("cannot write '{}'", file.display()))?;
    }
    print(&scored, args.by_topic, &mut std::io::stdout().lock())?;
    Ok(ExitCode::SUCCESS)
}

fn read(path: &Path) -> anyhow::Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read '{}'", path.display()))
}

fn topics(path: &Path) -> anyhow::Result<Vec<Topic>> {
    let text = read(path)?;
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(at, line)| {
            let place = || format!("'{}' line {}", path.display(), at + 1);
            serde_json::from_str(line).with_context(place)
        })
        .collect()
}

fn print(scored: &[(Topic, Measures)], by_topic: bool, out: &mut dyn Write) -> std::io::Result<()> {
    let mut row = |name: &str, count: &str, values: &[String]| {
        let values: String = values.iter().map(|value| format!("{value:>10}")).collect();
        writeln!(out, "{name:<16}{count:>4}{values}")
    };
    let shown = |measures: &Measures| measures.values().map(|value| format!("{value:.3}"));
    row("", "", &Measures::NAMES.map(str::to_owned))?;
    for (kind, count, measures) in table(scored) {
        row(&kind, &count.to_string(), &shown(&measures))?;
    }
    for (topic, measures) in scored.iter().filter(|_| by_topic) {
        row(&topic.id, "1", &shown(measures))?;
    }
    Ok(())
}
