//! What was measured, as one table, and which promises were broken.

use std::fmt::Write;
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};

use crate::Fallible;
use crate::questions::Query;
use crate::search::{self, Answer, PAGE, Way};
use crate::shelf::Shelf;

/// Rounds over all queries, after one that only warms up; the median of each query's times counts.
const ROUNDS: usize = 3;
/// Units that the product scores with their best passage.
const CLOSELY: usize = 300;

/// A clock of CPU time.
pub(crate) struct Cpu {
    clock: ClockId,
    began: Duration,
}

impl Cpu {
    /// Of all threads together.
    pub(crate) fn of_process() -> Self {
        Self::start(ClockId::ProcessCPUTime)
    }

    fn of_thread() -> Self {
        Self::start(ClockId::ThreadCPUTime)
    }

    fn start(clock: ClockId) -> Self {
        Self { clock, began: now(clock) }
    }

    pub(crate) fn elapsed(&self) -> Duration {
        now(self.clock) - self.began
    }
}

fn now(clock: ClockId) -> Duration {
    clock_gettime(clock).try_into().expect("time is not negative")
}

/// What one way to ask costs and answers.
pub(crate) struct Row {
    name: &'static str,
    way: Way,
    bytes: u64,
    seconds: f64,
    /// Microseconds for the page, ascending: of word queries, of phrases.
    words: Vec<f64>,
    phrases: Vec<f64>,
    /// The same of all queries, the 300 best scored with their best passage.
    closely: Vec<f64>,
    answers: Vec<Answer>,
    /// Queries whose count is the true one.
    equal: Vec<bool>,
}

impl Row {
    /// Asks every query, several times.
    pub(crate) fn measure(
        name: &'static str,
        shelf: &Shelf,
        way: Way,
        queries: &[Query],
        truth: &[usize],
    ) -> Fallible<Self> {
        let (page, answers) = rounds(shelf, way, queries, PAGE)?;
        let (mut closely, _) = rounds(shelf, way, queries, CLOSELY)?;
        let of = |is_phrase: bool| {
            let times = page.iter().zip(queries).filter(|(_, query)| query.is_phrase == is_phrase);
            let mut times: Vec<f64> = times.map(|(time, _)| *time).collect();
            times.sort_by(f64::total_cmp);
            times
        };
        let (words, phrases) = (of(false), of(true));
        closely.sort_by(f64::total_cmp);
        let equal = answers.iter().zip(truth).map(|(answer, truth)| answer.total == *truth);
        let equal = equal.collect();
        let (bytes, seconds) = (shelf.bytes, shelf.seconds);
        Ok(Self { name, way, bytes, seconds, words, phrases, closely, answers, equal })
    }

    fn share_equal(&self) -> f64 {
        self.equal.iter().filter(|equal| **equal).count() as f64 / self.equal.len() as f64
    }
}

/// The median time of each query in microseconds, and the answers.
fn rounds(
    shelf: &Shelf,
    way: Way,
    queries: &[Query],
    closely: usize,
) -> Fallible<(Vec<f64>, Vec<Answer>)> {
    let ask = |query: &Query| search::ask(shelf, way, query, closely);
    let answers = queries.iter().map(ask).collect::<Fallible<Vec<Answer>>>()?;
    let mut times = vec![Vec::new(); queries.len()];
    for _ in 0..ROUNDS {
        for (query, times) in queries.iter().zip(&mut times) {
            let began = Cpu::of_thread();
            std::hint::black_box(ask(query)?);
            times.push(began.elapsed().as_secs_f64() * 1e6);
        }
    }
    let median = |times: &mut Vec<f64>| {
        times.sort_by(f64::total_cmp);
        times[ROUNDS / 2]
    };
    Ok((times.iter_mut().map(median).collect(), answers))
}

fn percentile(ascending: &[f64], share: f64) -> f64 {
    let at = ((ascending.len() as f64 * share).ceil() as usize).clamp(1, ascending.len());
    ascending[at - 1]
}

/// The table, and the ratios to the last row.
pub(crate) fn table(rows: &[Row], queries: &[Query]) -> String {
    let phrases = queries.iter().filter(|query| query.is_phrase).count();
    let words = queries.len() - phrases;
    let mut table = format!(
        "| {words} word queries, {phrases} phrases | MB on disk | CPU s to write | words p50 µs | p99 | \
         phrases p50 µs | p99 | 300: p50 µs | p99 | counts equal |\n|---|---|---|---|---|---|---|---|---|---|\n"
    );
    for row in rows {
        let times = [&row.words, &row.phrases, &row.closely]
            .map(|times| [percentile(times, 0.5), percentile(times, 0.99)]);
        let times: String = times.iter().flatten().map(|time| format!(" {time:.0} |")).collect();
        let (mb, share) = (row.bytes as f64 / 1e6, 100.0 * row.share_equal());
        let _ = writeln!(
            table,
            "| {} | {mb:.1} | {:.1} |{times} {share:.1} % |",
            row.name, row.seconds
        );
    }
    let _ = writeln!(table, "\n{}\n{}", ratios(rows), same_passages(rows, queries));
    table
}

/// What each row costs where the last one costs 1.
fn ratios(rows: &[Row]) -> String {
    let last = rows.last().expect("there are rows");
    let of = |row: &Row| {
        format!(
            "{}: disk {:.2}, writing {:.2}, words p50 {:.2} p99 {:.2}, 300 p50 {:.2} p99 {:.2}",
            row.name,
            row.bytes as f64 / last.bytes as f64,
            row.seconds / last.seconds,
            percentile(&row.words, 0.5) / percentile(&last.words, 0.5),
            percentile(&row.words, 0.99) / percentile(&last.words, 0.99),
            percentile(&row.closely, 0.5) / percentile(&last.closely, 0.5),
            percentile(&row.closely, 0.99) / percentile(&last.closely, 0.99),
        )
    };
    let others: Vec<String> = rows[..rows.len() - 1].iter().map(of).collect();
    format!("Where {} costs 1: {}.", last.name, others.join("; "))
}

/// Which promises were broken: a word of the collection is found; layouts that know units count
/// them exactly.
pub(crate) fn faults(rows: &[Row], queries: &[Query]) -> Vec<String> {
    let mut faults = Vec::new();
    for row in rows {
        let single = |at: &usize| queries[*at].texts.len() == 1;
        let empty = (0..queries.len()).filter(single).filter(|at| row.answers[*at].hits.is_empty());
        faults.extend(empty.map(|at| format!("{}: nothing for {:?}", row.name, queries[at].texts)));
        if matches!(row.way, Way::Bounded | Way::Positions) {
            let wrong = (0..queries.len()).filter(|at| !row.equal[*at]);
            let wrong =
                wrong.map(|at| format!("{}: wrong count for {:?}", row.name, queries[at].texts));
            faults.extend(wrong);
        }
    }
    faults
}

/// For how many queries Y and each Z show the same ten passages. A phrase may stand across the end of
/// a passage, where only Z sees it, so words alone are compared.
fn same_passages(rows: &[Row], queries: &[Query]) -> String {
    let of = |way: Way| rows.iter().filter(move |row| row.way == way);
    let words: Vec<usize> = (0..queries.len()).filter(|at| !queries[*at].is_phrase).collect();
    let pairs = of(Way::Bounded).flat_map(|y| of(Way::Positions).map(move |z| (y, z)));
    let compared = pairs.map(|(y, z)| {
        let same = words.iter().filter(|at| y.answers[**at] == z.answers[**at]).count();
        format!("{} shows what Y shows for {same} of {} word queries.", z.name, words.len())
    });
    compared.collect::<Vec<_>>().join("\n")
}
