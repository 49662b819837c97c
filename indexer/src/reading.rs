//! Reads sources side by side and hands them on in order.
//!
//! Extraction is the slow part of a build and each source stands alone, so one thread a core reads
//! ahead. What follows (learning, writing) must not depend on which source was done first: results
//! come out in the order of the list, and readers run at most a window ahead.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, mpsc};

use corpus::extract::{Extracted, Extractor};
use corpus::walk::{Found, Limits, content_hash};
use serde::{Deserialize, Serialize};

use crate::error::IndexError;
use crate::record::SourceRecord;

/// Changes whenever sources are understood differently, so that the next update reads them anew.
const READER_VERSION: u32 = 1;
/// How many sources may be read ahead of the one that is waited for.
const WINDOW: usize = 32;

/// What became of a source.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) enum Reading {
    /// The index holds it as it is.
    Unchanged,
    /// Its text.
    Read { hash: String, extracted: Extracted },
    /// Why there is none, for the operator and for the public.
    Failed { hash: String, reason: String, shown: String },
}

/// Reads sources that differ from what is known.
pub(crate) struct Reader<'a> {
    pub(crate) extractor: &'a dyn Extractor,
    pub(crate) limits: &'a Limits,
    /// What the index holds; `None`: read everything.
    pub(crate) known: Option<&'a BTreeMap<String, SourceRecord>>,
}

impl Reader<'_> {
    /// Reads every source and hands it to `sink` in the order of `list`.
    ///
    /// # Errors
    /// What `sink` returns; the rest is then left unread.
    pub(crate) fn read_in_order(
        &self,
        list: &[(&str, &Found)],
        sink: &mut dyn FnMut(&Found, Reading) -> Result<(), IndexError>,
    ) -> Result<(), IndexError> {
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let next = AtomicUsize::new(0);
        let gate = Gate::default();
        let (send, receive) = mpsc::channel();
        std::thread::scope(|scope| {
            for _ in 0..threads.min(list.len()) {
                let (send, next, gate) = (send.clone(), &next, &gate);
                scope.spawn(move || {
                    loop {
                        let at = next.fetch_add(1, Ordering::Relaxed);
                        let Some((_, found)) = list.get(at) else { return };
                        gate.wait_for(at);
                        if send.send((at, self.read(found))).is_err() {
                            return;
                        }
                    }
                });
            }
            drop(send);
            let result = in_order(list, &receive, &gate, sink);
            drop(receive);
            gate.open_for_good();
            result
        })
    }

    fn read(&self, found: &Found) -> Reading {
        let failed = |hash: String, reason: &corpus::walk::SkipReason| Reading::Failed {
            hash,
            reason: reason.to_string(),
            shown: reason.swedish(),
        };
        let bytes = match found.read(self.limits) {
            Ok(bytes) => bytes,
            Err(reason) => return failed(String::new(), &reason),
        };
        let hash = source_hash(&bytes, found);
        let known = self.known.and_then(|known| known.get(&found.source));
        if known.is_some_and(|known| known.hash == hash) {
            return Reading::Unchanged;
        }
        match self.extractor.extract(found.format, &bytes) {
            Ok(extracted) => Reading::Read { hash, extracted },
            Err(reason) => failed(hash, &reason),
        }
    }
}

/// A hash over everything that decides how a source is understood.
fn source_hash(bytes: &[u8], found: &Found) -> String {
    let mut all = content_hash(bytes).to_vec();
    all.extend(format!("{READER_VERSION} {:?} {:?}", found.format, found.sidecar).bytes());
    content_hash(&all)[..16].iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Hands on results as soon as all before them are handed on.
fn in_order(
    list: &[(&str, &Found)],
    receive: &mpsc::Receiver<(usize, Reading)>,
    gate: &Gate,
    sink: &mut dyn FnMut(&Found, Reading) -> Result<(), IndexError>,
) -> Result<(), IndexError> {
    let mut waiting = BTreeMap::new();
    let mut due = 0;
    for (at, reading) in receive {
        waiting.insert(at, reading);
        while let Some(reading) = waiting.remove(&due) {
            sink(list[due].1, reading)?;
            due += 1;
            gate.advance(due);
        }
    }
    Ok(())
}

/// Keeps readers from running too far ahead, which would cost memory.
#[derive(Default)]
struct Gate {
    done: Mutex<usize>,
    moved: Condvar,
}

impl Gate {
    fn wait_for(&self, at: usize) {
        let done = self.done.lock().expect("no holder panics");
        let _open = self
            .moved
            .wait_while(done, |done| at >= done.saturating_add(WINDOW))
            .expect("no holder panics");
    }

    fn advance(&self, done: usize) {
        *self.done.lock().expect("no holder panics") = done;
        self.moved.notify_all();
    }

    fn open_for_good(&self) {
        self.advance(usize::MAX);
    }
}
