//! Group commit: responses that arrive at the same time share one transaction, and so one wait for the disk.
//!
//! A response is acknowledged only after the commit that holds it. Nothing waits for a group to fill: whatever has
//! arrived while the last group was being written is the next group.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::{mpsc, oneshot};
use tokio_util::sync::CancellationToken;

use super::inbox::{self, Sealed};
use super::responses::{Outcome, ResponseRow};
use super::{Store, StoreError, StoreResult, persistently};
use crate::seal::SealKey;
use crate::tasks::Tasks;

/// The most responses in one transaction.
const GROUP: usize = 128;
/// How many responses may wait; beyond that, senders wait, which is the back pressure that clients feel.
const WAITING: usize = 2_048;

struct Job {
    row: Sealed,
    done: oneshot::Sender<StoreResult<Outcome>>,
}

/// The door through which responses reach the inbox of the ledger, sealed.
#[derive(Clone)]
pub struct ResponseWriter {
    jobs: mpsc::Sender<Job>,
    key: Arc<SealKey>,
    arrivals: Arc<AtomicU64>,
}

impl ResponseWriter {
    /// Starts the writer. Told to stop, it takes nothing more and stores what waits.
    pub fn start(tasks: &Tasks, store: Store, key: Arc<SealKey>) -> Self {
        let (jobs, queue) = mpsc::channel(WAITING);
        let arrivals = Arc::<AtomicU64>::default();
        let stop = tasks.stop_sign();
        tasks.spawn("group commit", run(store, queue, key.clone(), arrivals.clone(), stop));
        Self { jobs, key, arrivals }
    }

    /// How many responses were stored here, for those who would rather wait while many come.
    pub fn arrivals(&self) -> Arc<AtomicU64> {
        self.arrivals.clone()
    }

    /// Stores a response; returns once it is on disk.
    ///
    /// # Errors
    /// When the database failed; then it is not known to be stored and may be sent again.
    pub async fn store(&self, row: ResponseRow) -> StoreResult<Outcome> {
        let row = self.key.seal(row).map_err(|error| StoreError::unreadable("response_inbox", error))?;
        let (done, result) = oneshot::channel();
        self.jobs.send(Job { row, done }).await.map_err(|_| StoreError::Stopping)?;
        tracing::debug!("a response waits to be stored");
        result.await.map_err(|_| StoreError::Stopping)?
    }
}

async fn run(
    store: Store,
    mut queue: mpsc::Receiver<Job>,
    key: Arc<SealKey>,
    arrivals: Arc<AtomicU64>,
    stop: CancellationToken,
) {
    let mut group = Vec::with_capacity(GROUP);
    loop {
        let taken = tokio::select! {
            taken = queue.recv_many(&mut group, GROUP) => taken,
            () = stop.cancelled(), if !queue.is_closed() => {
                queue.close();
                continue;
            }
        };
        if taken == 0 {
            return;
        }
        // From here to the commit no key is forgotten.
        let _storing = key.while_storing().await;
        let (mut rows, mut waiting) = (Vec::with_capacity(group.len()), Vec::with_capacity(group.len()));
        for Job { mut row, done } in group.drain(..) {
            if row.row.day < Some(key.day()) {
                // The day turned since it was sealed. If that key is gone already, the response has to come again.
                match key.seal_anew(&row.row) {
                    Ok(anew) => row.row = anew,
                    Err(error) => {
                        let _ = done.send(Err(StoreError::unreadable("response_inbox", error)));
                        continue;
                    }
                }
            }
            rows.push(row);
            waiting.push(done);
        }
        match persistently(|| inbox::insert_group(&store, &rows)).await {
            Ok(outcomes) => {
                arrivals.fetch_add(outcomes.len() as u64, Ordering::Relaxed);
                for (done, outcome) in waiting.into_iter().zip(outcomes) {
                    // The sender may have gone away; what was stored stays stored.
                    let _ = done.send(Ok(outcome));
                }
            }
            Err(error) => {
                tracing::error!(%error, responses = rows.len(), "a group of responses was not stored");
                let error = Arc::new(error);
                for done in waiting {
                    let _ = done.send(Err(StoreError::Shared(error.clone())));
                }
            }
        }
    }
}
