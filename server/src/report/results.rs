//! Results of a survey: the responses of its ledger, counted, with what may not be shown taken away.
//!
//! [`read`] is the only way from the ledger to pages, files and the API.

use std::num::NonZero;
use std::sync::Arc;

use survey::Day;
use survey::disclosure::Results;
use survey::tally::{Counted, Counter, Layout};
use tokio::sync::mpsc;

use crate::catalogue::Survey;
use crate::ending::{IfEnded, NotShown, open_to_view};
use crate::store::results::Lot;
use crate::store::{Store, StoreError, StoreResult};

/// How many lots of responses may wait for a counting thread.
const LOTS: usize = 8;
/// More threads would wait for the database.
const MOST_THREADS: usize = 4;

/// The results of a survey, once it has ended.
///
/// # Errors
/// When the database fails, or holds what can't be counted.
pub async fn read(store: &Store, survey: &Survey, today: Day) -> StoreResult<IfEnded<Box<Results>>> {
    let threshold = match open_to_view(store, &survey.row, today).await? {
        Ok(threshold) => threshold,
        Err(not_shown) => return Ok(Err(not_shown)),
    };
    let counted = count(store, survey).await?;
    // Finding what may be shown takes a moment of processor: not on a thread that serves requests.
    let results = tokio::task::spawn_blocking(move || Results::of(&counted, threshold));
    let results = results.await.map_err(|error| StoreError::unreadable("response", error))?;
    Ok(results.map(Box::new).ok_or(NotShown::TooFew(threshold)))
}

/// Counts all responses of the ledger, on as many threads as there are processors.
async fn count(store: &Store, survey: &Survey) -> StoreResult<Counted> {
    let current = survey.current();
    let layout = Arc::new(Layout::new(current, []));
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get).min(MOST_THREADS);
    let (lots, counting): (Vec<_>, Vec<_>) = (0..threads)
        .map(|_| {
            let (lots, taken) = mpsc::channel::<Lot>(LOTS);
            let layout = layout.clone();
            (lots, tokio::task::spawn_blocking(move || count_lots(layout, taken)))
        })
        .unzip();
    let mut turn = 0;
    let read = store
        .each_lot(&survey.row.code, current.version, async |lot| {
            turn = (turn + 1) % threads;
            // A thread that has gone says below why.
            let _ = lots[turn].send(lot).await;
            Ok(())
        })
        .await;
    drop(lots);
    let mut total: Option<Counted> = None;
    for thread in counting {
        let counted = thread.await.map_err(|error| StoreError::unreadable("response", error))??;
        match &mut total {
            Some(total) => total.merge(&counted),
            None => total = Some(counted),
        }
    }
    read?;
    total.ok_or_else(|| StoreError::unreadable("response", "nothing was counted"))
}

fn count_lots(layout: Arc<Layout>, mut lots: mpsc::Receiver<Lot>) -> StoreResult<Counted> {
    let mut counter = Counter::new(layout);
    while let Some(lot) = lots.blocking_recv() {
        counter.add(lot.responses()?).map_err(|error| StoreError::unreadable("response", error))?;
    }
    Ok(counter.finish())
}
