//! Runs another program over bytes, within limits on time, memory and output.

use std::ffi::OsString;
use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use super::child::bounds;
use crate::walk::{Limits, SkipReason};

/// Signal of the operating system when the processor time is used up (SIGXCPU).
const CPU_SIGNAL: i32 = 24;

/// Stops a program at once (SIGKILL); the operating system's memory killer uses it too.
const KILL_SIGNAL: i32 = 9;

/// A program to be run once.
pub(super) struct Program<'a> {
    pub(super) path: &'a Path,
    pub(super) args: Vec<OsString>,
    pub(super) environment: Vec<(OsString, OsString)>,
    pub(super) limits: &'a Limits,
}

/// How a run ended.
pub(super) enum Outcome {
    /// Exit status 0, and what it wrote.
    Done(Vec<u8>),
    /// Anything else.
    Failed(SkipReason),
}

impl Program<'_> {
    /// Runs the program with `input` on standard input; takes at most `most` bytes of output.
    pub(super) fn run(&self, input: &[u8], most: u64) -> Outcome {
        let started = Instant::now();
        let mut child = match self.start() {
            Ok(child) => child,
            Err(fault) => {
                return Outcome::Failed(SkipReason::ReaderDied(format!(
                    "cannot start {:?}: {fault}",
                    self.path
                )));
            }
        };
        limit(&child, self.limits);
        let (output, status) = self.converse(&mut child, input, most, started);
        match (output, status) {
            (None, _) => {
                Outcome::Failed(SkipReason::TimedOut { seconds: self.limits.wall_seconds })
            }
            (Some(output), _) if output.len() as u64 > most => {
                Outcome::Failed(SkipReason::TooMuchText {
                    limit: self.limits.max_text_bytes as u64,
                })
            }
            (Some(output), Some(status)) if status.success() => Outcome::Done(output),
            (Some(_), status) => Outcome::Failed(self.death(status)),
        }
    }

    fn start(&self) -> std::io::Result<Child> {
        Command::new(self.path)
            .args(&self.args)
            .env_clear()
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
    }

    /// Feeds the child and listens to it, both at once; ends it when the time is up or it says
    /// too much.
    fn converse(
        &self,
        child: &mut Child,
        input: &[u8],
        most: u64,
        started: Instant,
    ) -> (Option<Vec<u8>>, Option<ExitStatus>) {
        let stdin = child.stdin.take();
        let stdout = child.stdout.take();
        std::thread::scope(|scope| {
            scope.spawn(move || {
                // A child that stops reading has its reasons; they are in its answer.
                let _ = stdin.map(|mut stdin| stdin.write_all(input));
            });
            let (say, hear) = mpsc::channel();
            scope.spawn(move || {
                let mut output = Vec::new();
                let _ = stdout.map(|stdout| stdout.take(most + 1).read_to_end(&mut output));
                let _ = say.send(output);
            });
            let left =
                Duration::from_secs(self.limits.wall_seconds).saturating_sub(started.elapsed());
            let output = hear.recv_timeout(left).ok();
            let too_much = output.as_ref().is_none_or(|output| output.len() as u64 > most);
            if too_much || !ends_soon(child) {
                let _ = child.kill();
            }
            (output, child.wait().ok())
        })
    }

    /// What the end of a child means.
    fn death(&self, status: Option<ExitStatus>) -> SkipReason {
        let memory = self.limits.memory_bytes / (1024 * 1024);
        match status.and_then(|status| status.signal()) {
            Some(CPU_SIGNAL | KILL_SIGNAL) => {
                SkipReason::TimedOut { seconds: self.limits.cpu_seconds }
            }
            Some(6) => SkipReason::ReaderDied(format!("it wanted more than {memory} MB of memory")),
            Some(11) => SkipReason::ReaderDied("its parts are nested too deeply".into()),
            Some(signal) => SkipReason::ReaderDied(format!("ended by signal {signal}")),
            None => SkipReason::ReaderDied("it could not make sense of the file".into()),
        }
    }
}

/// Waits a moment for a child that has closed its output.
fn ends_soon(child: &mut Child) -> bool {
    let mut pause = Duration::from_micros(200);
    for _ in 0..12 {
        match child.try_wait() {
            Ok(None) => std::thread::sleep(pause),
            _ => return true,
        }
        pause *= 2;
    }
    false
}

/// Sets limits on a child from outside, for programs that do not limit themselves. It has no
/// input yet, so it has done nothing.
fn limit(child: &Child, limits: &Limits) {
    #[cfg(target_os = "linux")]
    for (resource, most) in bounds(limits) {
        use rustix::process::{Pid, Rlimit, prlimit};
        let pid = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
        let limit = Rlimit { current: Some(most), maximum: Some(most) };
        // Our own child limits itself too; a foreign program on a system that refuses is still
        // bounded in time and output.
        let _ = prlimit(pid, resource, limit);
    }
    #[cfg(not(target_os = "linux"))]
    let _ = (child, limits, bounds);
}

/// The program of this name in the folders of `PATH`.
pub(super) fn installed(name: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?)
        .map(|folder| folder.join(name))
        .find(|path| path.is_absolute() && path.is_file())
}
