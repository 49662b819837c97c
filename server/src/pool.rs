//! Searches on a bounded number of threads, so that load becomes waiting and then a clear answer,
//! never a machine that burns on for clients who have left.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use indexer::answer::Status;
use indexer::searcher::Searcher;
use tokio::sync::{RwLock, Semaphore};

use crate::config::NetLimits;
use crate::error::Failure;

/// How long the state of the index is believed before it is asked for again.
const STATUS_AGE: Duration = Duration::from_secs(1);

/// The searcher behind a gate.
#[derive(Clone)]
pub(crate) struct Pool {
    searcher: Searcher,
    gate: Arc<Gate>,
}

struct Gate {
    running: Arc<Semaphore>,
    width: usize,
    waiting: AtomicUsize,
    queue: usize,
    status: RwLock<Option<(Instant, Arc<Status>)>>,
}

/// Counts itself out of the queue, also when the client leaves.
struct Waiting<'a>(&'a AtomicUsize);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Pool {
    pub(crate) fn new(searcher: Searcher, limits: &NetLimits) -> Self {
        let width = limits.searches.max(1);
        Self {
            searcher,
            gate: Arc::new(Gate {
                running: Arc::new(Semaphore::new(width)),
                width,
                waiting: AtomicUsize::new(0),
                queue: limits.queue,
                status: RwLock::new(None),
            }),
        }
    }

    /// Runs `job` on a thread that may block, once it is its turn.
    ///
    /// # Errors
    /// [`Failure::Busy`] where too many wait; [`Failure::Internal`] where the job panicked.
    pub(crate) async fn run<T, F>(&self, job: F) -> Result<T, Failure>
    where
        T: Send + 'static,
        F: FnOnce(&Searcher) -> T + Send + 'static,
    {
        let permit = match Arc::clone(&self.gate.running).try_acquire_owned() {
            Ok(permit) => permit,
            Err(_) => self.wait_for_turn().await?,
        };
        let searcher = self.searcher.clone();
        tokio::task::spawn_blocking(move || {
            // The permit lives as long as the work, not as long as the client's patience.
            let _permit = permit;
            job(&searcher)
        })
        .await
        .map_err(|_| Failure::Internal)
    }

    async fn wait_for_turn(&self) -> Result<tokio::sync::OwnedSemaphorePermit, Failure> {
        if self.gate.waiting.fetch_add(1, Ordering::Relaxed) >= self.gate.queue {
            self.gate.waiting.fetch_sub(1, Ordering::Relaxed);
            return Err(Failure::Busy);
        }
        let _waiting = Waiting(&self.gate.waiting);
        let turn = Arc::clone(&self.gate.running).acquire_owned().await;
        turn.map_err(|_| Failure::Internal)
    }

    /// What is indexed, at most a second old.
    ///
    /// # Errors
    /// As [`Pool::run`].
    pub(crate) async fn status(&self) -> Result<Arc<Status>, Failure> {
        if let Some((when, status)) = &*self.gate.status.read().await
            && when.elapsed() < STATUS_AGE
        {
            return Ok(Arc::clone(status));
        }
        let mut held = self.gate.status.write().await;
        if let Some((when, status)) = &*held
            && when.elapsed() < STATUS_AGE
        {
            return Ok(Arc::clone(status));
        }
        let searcher = self.searcher.clone();
        let status = tokio::task::spawn_blocking(move || searcher.status()).await;
        let status = Arc::new(status.map_err(|_| Failure::Internal)?);
        *held = Some((Instant::now(), Arc::clone(&status)));
        Ok(status)
    }

    /// Searches under way and searches that wait.
    pub(crate) fn load(&self) -> (usize, usize) {
        let running = self.gate.width - self.gate.running.available_permits();
        (running, self.gate.waiting.load(Ordering::Relaxed))
    }
}
