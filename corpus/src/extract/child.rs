//! Reads untrusted formats in a child process, so that a file which kills its reader kills only
//! that.
//!
//! The parent ([`ChildExtractor`]) starts its own program with a hidden command and feeds it the
//! bytes; the child ([`run_child`]) limits itself before it reads the first of them. One file a
//! life. The answer is framed: eight bytes of length (little endian), then JSON.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;

use rustix::process::{Resource, Rlimit, setrlimit};

use super::process::{Outcome, Program};
use super::{Extracted, Extractor, Format, extract_in_process, poppler};
use crate::walk::{Limits, SkipReason};

/// Environment variable by which the parent tells the child its [`Limits`], as JSON.
const LIMITS_VARIABLE: &str = "PARAGRAF_EXTRACT_LIMITS";

/// Stack of the reading thread in bytes: parsers recurse, and a deep file shall cost a message
/// rather than the process.
const STACK: usize = 64 * 1024 * 1024;

/// What a child says: text, or why there is none.
type Answer = Result<Extracted, SkipReason>;

/// Extracts in child processes. Plain text is read in place.
#[derive(Debug, Clone)]
pub struct ChildExtractor {
    /// The program to start; as a rule the running one.
    pub program: PathBuf,
    /// Its arguments before `--format NAME`, such as `["extract"]`.
    pub args: Vec<OsString>,
    /// What one source may cost.
    pub limits: Limits,
    /// Poppler's `pdftotext`, the second try for PDF; `None` for no second try.
    pub pdftotext: Option<PathBuf>,
    /// Whether scanned PDFs are recognised with Tesseract (Swedish), where it is installed.
    pub ocr: bool,
}

impl ChildExtractor {
    /// An extractor that starts `program` with `args`, with poppler where it is installed and
    /// without OCR.
    pub fn new(program: PathBuf, args: Vec<OsString>, limits: Limits) -> Self {
        let pdftotext = super::process::installed("pdftotext");
        Self { program, args, limits, pdftotext, ocr: false }
    }

    fn own(&self, format: Format, bytes: &[u8]) -> Answer {
        let mut args = self.args.clone();
        args.extend(["--format".into(), format.name().into()]);
        let limits = serde_json::to_string(&self.limits).unwrap_or_default();
        let program = Program {
            path: &self.program,
            args,
            environment: vec![(LIMITS_VARIABLE.into(), limits.into())],
            limits: &self.limits,
        };
        match program.run(bytes, 2 * self.limits.max_text_bytes as u64 + 1_000_000) {
            Outcome::Done(frame) => read_frame(&frame),
            Outcome::Failed(reason) => Err(reason),
        }
    }
}

impl Extractor for ChildExtractor {
    fn extract(&self, format: Format, bytes: &[u8]) -> Answer {
        if format == Format::Text {
            return extract_in_process(format, bytes, &self.limits);
        }
        let first = self.own(format, bytes);
        if format != Format::Pdf {
            return first;
        }
        poppler::second_try(first, bytes, self)
    }
}

/// The child's whole work: sets limits on this process, reads a source from `input` and writes the
/// framed answer to `output`. To be called first thing in a process of its own, which should end
/// after it.
///
/// # Errors
/// Only where the answer cannot be written; whatever is wrong with the source is in the answer.
pub fn run_child(format: Format, input: impl Read, mut output: impl Write) -> io::Result<()> {
    let limits: Limits = std::env::var(LIMITS_VARIABLE)
        .ok()
        .and_then(|json| serde_json::from_str(&json).ok())
        .unwrap_or_default();
    limit_this_process(&limits)?;
    // A panic is an answer here; its message goes to the parent, not to the terminal.
    std::panic::set_hook(Box::new(|_| {}));
    let mut bytes = Vec::new();
    let most = limits.max_file_bytes + 1;
    let answer = match input.take(most).read_to_end(&mut bytes) {
        Ok(_) if bytes.len() as u64 == most => {
            Err(SkipReason::TooLarge { bytes: most, limit: limits.max_file_bytes })
        }
        Ok(_) => guarded(format, bytes, limits),
        Err(fault) => Err(SkipReason::Unreadable(fault.to_string())),
    };
    write_frame(&answer, &mut output)
}

/// Reads on a thread with a large stack; a panic of the parser becomes its message.
fn guarded(format: Format, bytes: Vec<u8>, limits: Limits) -> Answer {
    let read = move || {
        catch_unwind(AssertUnwindSafe(|| extract_in_process(format, &bytes, &limits)))
            .unwrap_or_else(|panic| Err(SkipReason::Damaged(message(panic.as_ref()))))
    };
    match std::thread::Builder::new().stack_size(STACK).spawn(read) {
        Ok(thread) => {
            thread.join().unwrap_or_else(|panic| Err(SkipReason::Damaged(message(panic.as_ref()))))
        }
        Err(fault) => Err(SkipReason::ReaderDied(fault.to_string())),
    }
}

/// The words of a panic, on one line and of bounded length.
pub(super) fn message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("the parser gave up")
        .trim_start_matches("called `Result::unwrap()` on an `Err` value: ");
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(120).collect()
}

/// Memory, processor time, no files written, no core dump.
fn limit_this_process(limits: &Limits) -> io::Result<()> {
    for (resource, most) in bounds(limits) {
        let limit = Rlimit { current: Some(most), maximum: Some(most) };
        setrlimit(resource, limit)?;
    }
    Ok(())
}

/// The limits that the operating system keeps for us.
pub(super) fn bounds(limits: &Limits) -> [(Resource, u64); 4] {
    [
        (Resource::As, limits.memory_bytes),
        (Resource::Cpu, limits.cpu_seconds),
        (Resource::Fsize, 0),
        (Resource::Core, 0),
    ]
}

fn write_frame(answer: &Answer, output: &mut impl Write) -> io::Result<()> {
    let json = serde_json::to_vec(answer)?;
    output.write_all(&(json.len() as u64).to_le_bytes())?;
    output.write_all(&json)?;
    output.flush()
}

/// A frame that is cut short or is none means that the child died while it wrote.
fn read_frame(frame: &[u8]) -> Answer {
    let broken = || SkipReason::ReaderDied("its answer is incomplete".into());
    let (length, json) = frame.split_first_chunk::<8>().ok_or_else(broken)?;
    if u64::from_le_bytes(*length) != json.len() as u64 {
        return Err(broken());
    }
    serde_json::from_slice(json).map_err(|_| broken())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_round_trip_and_cut_frames_are_known() {
        let answer: Answer =
            Ok(Extracted { string: "§ 1 \"å\"\n".into(), ..Extracted::default() });
        let mut frame = Vec::new();
        write_frame(&answer, &mut frame).unwrap();
        assert_eq!(read_frame(&frame), answer);
        for cut in 0..frame.len() {
            assert!(matches!(read_frame(&frame[..cut]), Err(SkipReason::ReaderDied(_))), "{cut}");
        }
    }
}
