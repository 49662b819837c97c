//! `kill -9` of `paragraf index` at random moments: the index opens, `verify` is clean, and what
//! was acknowledged is served, by a service that runs all along.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use serde_json::Value;

use crate::support::{Service, minutes, paragraf, started};

/// Kills that must have met a running program.
const KILLS: usize = 20;
/// Sources that are there from the start.
const SOURCES: usize = 60;
/// The whole test ends within this time, however slow the machine.
const PATIENCE: Duration = Duration::from_secs(600);

/// A few random numbers; the seed is printed, so that a failure can be looked into.
struct Chance(u64);

impl Chance {
    fn new() -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        let seed = now.as_nanos() as u64;
        println!("seed {seed}");
        Self(seed | 1)
    }

    /// A fraction between 0 and 1 (xorshift64*, Vigna 2016).
    fn fraction(&mut self) -> f64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let bits = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 11;
        bits as f64 / (1u64 << 53) as f64
    }
}

/// A folder of minutes and the index over it.
struct Place {
    folder: tempfile::TempDir,
    sources: PathBuf,
    index: PathBuf,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (sources, index) = (folder.path().join("in"), folder.path().join("index"));
        fs::create_dir(&sources).unwrap();
        let place = Self { folder, sources, index };
        for number in 0..SOURCES {
            let matter = ("Kvittens av nycklar", "att godkänna kvittensen");
            place.write(&format!("a{number}.txt"), "2015-05-05", matter);
        }
        place
    }

    /// Writes a source as a careful operator does: aside, then renamed.
    fn write(&self, name: &str, day: &str, matter: (&str, &str)) {
        let aside = self.folder.path().join("aside");
        fs::write(&aside, minutes(day, &[matter])).unwrap();
        fs::rename(aside, self.sources.join(name)).unwrap();
    }

    fn index_args(&self, rebuild: bool) -> Vec<&str> {
        let (index, sources) = (self.index.to_str().unwrap(), self.sources.to_str().unwrap());
        let mut args = vec!["index", "--no-dictionary", "--index", index, sources];
        args.extend(rebuild.then_some("--rebuild"));
        args
    }

    /// Starts an indexer and kills it after `delay`. True where it was still running.
    fn killed_after(&self, delay: Duration, rebuild: bool) -> bool {
        let mut child = started(self.folder.path(), &self.index_args(rebuild));
        std::thread::sleep(delay);
        let running = child.try_wait().unwrap().is_none();
        child.kill().unwrap();
        let status = child.wait().unwrap();
        running && status.code().is_none()
    }

    fn verifies(&self, after: &str) {
        let proof = paragraf(&["verify", "--index", self.index.to_str().unwrap()]);
        assert_eq!(proof.code, 0, "{after}: {}{}", proof.out, proof.err);
    }

    fn total(&self, query: &str) -> u64 {
        let index = self.index.to_str().unwrap();
        let args = ["search", "--index", index, "--json", "--no-collapse", query];
        paragraf(&args).exits(0).json()["total"].as_u64().unwrap()
    }
}

/// The state after a change that may or may not have been committed.
fn check_state(place: &Place, service: &Service, acknowledged: u64, after: &str) {
    place.verifies(after);
    let keys = place.total("kvittens");
    let one_more = acknowledged..=acknowledged + 1;
    assert!(one_more.contains(&keys), "{after}: {keys} of {acknowledged} sources");
    let (summer, winter) = (place.total("\"sommarhus\""), place.total("\"vinterhus\""));
    assert_eq!(summer + winter, 1, "{after}: a source is replaced whole or not at all");
    let served = || service.search("kvittens")["total"].as_u64().unwrap();
    let (began, mut seen) = (Instant::now(), served());
    // The service looks for a new commit every second; until then it serves the one before.
    while !one_more.contains(&seen) && began.elapsed() < Duration::from_secs(20) {
        assert!(acknowledged <= seen + 1, "{after}: {seen} of {acknowledged} served");
        std::thread::sleep(Duration::from_millis(50));
        seen = served();
    }
    assert!(one_more.contains(&seen), "{after}: {seen} of {acknowledged} served");
}

#[test]
fn no_kill_loses_what_was_acknowledged() {
    let (place, mut chance, began) = (Place::new(), Chance::new(), Instant::now());
    place.write("hus.txt", "2016-01-01", ("Bygge vid sjön", "att bygga ett sommarhus"));
    let undisturbed = first_build(&place, &mut chance);
    let service = Service::over(&place.index);
    let (mut acknowledged, mut kills, mut round) = (SOURCES as u64, 0, 0);
    while kills < KILLS {
        assert!(began.elapsed() < PATIENCE, "{kills} kills in {:?}", began.elapsed());
        round += 1;
        let house =
            if round % 2 == 0 { "att bygga ett sommarhus" } else { "att bygga ett vinterhus" };
        place.write("hus.txt", "2016-01-01", ("Bygge vid sjön", house));
        let matter = ("Kvittens av nycklar", "att godkänna kvittensen");
        place.write(&format!("b{round}.txt"), "2017-07-07", matter);
        let rebuild = round % 3 == 0;
        let delay = undisturbed.mul_f64(chance.fraction() * 1.1);
        let after = format!("round {round}, {delay:?}, rebuild {rebuild}");
        kills += usize::from(place.killed_after(delay, rebuild));
        check_state(&place, &service, acknowledged, &after);
        // What follows a crash is an ordinary run; what it acknowledges must hold from then on.
        paragraf(&place.index_args(false)).exits(0);
        acknowledged += 1;
        assert_eq!(place.total("kvittens"), acknowledged, "{after}, then indexed");
    }
    service.waits_for("kvittens", acknowledged);
    // Generations that killed rebuilds began go with the next rebuild that ends.
    paragraf(&place.index_args(true)).exits(0);
    let left = fs::read_dir(&place.index).unwrap().map(|entry| entry.unwrap().path());
    let generations: Vec<_> =
        left.filter(|path| path.to_string_lossy().contains("/gen-")).collect();
    assert_eq!(generations.len(), 1, "{generations:?}");
    println!("{kills} kills in {round} rounds, {:?}", began.elapsed());
}

/// Kills the very first build a few times, then lets it end; the time that it takes undisturbed.
fn first_build(place: &Place, chance: &mut Chance) -> Duration {
    for _ in 0..3 {
        place.killed_after(Duration::from_millis((chance.fraction() * 300.0) as u64), false);
        let index = place.index.to_str().unwrap();
        let answer = paragraf(&["search", "--index", index, "--json", "kvittens"]);
        match answer.code {
            0 => assert_eq!(total(&answer.json()), SOURCES as u64, "a first build is whole"),
            _ => assert!(answer.err.starts_with("error: no index in"), "{}", answer.err),
        }
    }
    paragraf(&place.index_args(true)).exits(0);
    let began = Instant::now();
    paragraf(&place.index_args(true)).exits(0);
    began.elapsed()
}

fn total(answer: &Value) -> u64 {
    answer["total"].as_u64().unwrap()
}

/// A full or read-only disk is told from a crash by its line; this only needs a folder in the way.
#[test]
fn an_index_that_cannot_be_written_is_said_in_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let (sources, index) = (folder.path().join("in"), folder.path().join("index"));
    fs::create_dir(&sources).unwrap();
    fs::write(sources.join("a.txt"), minutes("2020-01-01", &[("Ärende", "att bifalla")])).unwrap();
    fs::write(&index, "a file where the folder should be").unwrap();
    let names = |path: &Path| path.to_str().unwrap().to_owned();
    let output = paragraf(&["index", "--index", &names(&index), &names(&sources)]).exits(1);
    assert_eq!(output.err.lines().count(), 1, "{}", output.err);
    assert!(output.err.contains(&names(&index)), "{}", output.err);
}
