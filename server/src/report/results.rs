//! Results of a survey: the responses of its ledger, counted, with what may not be shown taken away.
//!
//! [`read`] is the only way from the ledger to pages, files and the API. It works results out once and keeps them, since nothing can
//! change any more. Whatever they depend on stands in their basis: with another one they are worked out again.

use std::io::{Read as _, Write as _};
use std::num::NonZero;
use std::sync::Arc;

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use survey::Day;
use survey::disclosure::Results;
use survey::tally::{Counted, Counter, Layout};
use tokio::sync::mpsc;

use crate::catalogue::Survey;
use crate::ending::{IfEnded, NotShown, Shown, open_to_view};
use crate::store::results::Lot;
use crate::store::{Store, StoreError, StoreResult};

/// How many lots of responses may wait for a counting thread.
const LOTS: usize = 8;
/// More threads would wait for the database.
const MOST_THREADS: usize = 4;
/// Names the program that works results out (see `build.rs`).
const RECKONING: &str = env!("SAWT_RECKONING");

/// The results of a survey, once it has ended.
///
/// # Errors
/// When the database fails, or holds what can't be counted.
pub async fn read(store: &Store, survey: &Survey, today: Day) -> StoreResult<IfEnded<Box<Results>>> {
    let Shown { threshold, raised_by } = match open_to_view(store, &survey.row, today).await? {
        Ok(shown) => shown,
        Err(not_shown) => return Ok(Err(not_shown)),
    };
    let code = &survey.row.code;
    let responses = store.ledger_count(code).await?;
    if responses < u64::from(threshold.get()) {
        return Ok(Err(NotShown::TooFew(threshold)));
    }
    let basis = format!("{RECKONING} {} {}+{raised_by} {responses}", survey.row.version, threshold.get());
    if let Some(results) = kept(store, survey, &basis).await? {
        return Ok(Ok(results));
    }
    // Whoever comes meanwhile waits, and takes what was kept.
    let _turn = survey.reckoning.lock().await;
    if let Some(results) = kept(store, survey, &basis).await? {
        return Ok(Ok(results));
    }
    let counted = count(store, survey).await?;
    let as_counted = counted.respondents() == responses;
    // Finding what may be shown takes a moment of processor: not on a thread that serves requests.
    let worked_out = tokio::task::spawn_blocking(move || {
        let results = Results::of(&counted, threshold, raised_by);
        results.map(|results| Ok::<_, StoreError>((pack(&results)?, results))).transpose()
    });
    let Some((packed, results)) = worked_out.await.map_err(unreadable)?? else {
        return Ok(Err(NotShown::TooFew(threshold)));
    };
    if as_counted {
        // A full disk keeps nobody from results; the next look works them out again.
        if let Err(error) = store.keep_results(code, &basis, packed).await {
            tracing::warn!(%error, survey = code.as_str(), "results were not kept");
        }
    }
    Ok(Ok(Box::new(results)))
}

async fn kept(store: &Store, survey: &Survey, basis: &str) -> StoreResult<Option<Box<Results>>> {
    let packed = store.kept_results(&survey.row.code, basis).await?;
    packed.map(|packed| unpack(&packed).map(Box::new)).transpose()
}

fn unreadable(problem: impl ToString) -> StoreError {
    StoreError::unreadable("kept_results", problem)
}

fn pack(results: &Results) -> StoreResult<Vec<u8>> {
    let json = serde_json::to_vec(results).map_err(unreadable)?;
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(&json).and_then(|()| packed.finish()).map_err(unreadable)
}

fn unpack(packed: &[u8]) -> StoreResult<Results> {
    let mut json = Vec::new();
    DeflateDecoder::new(packed).read_to_end(&mut json).map_err(unreadable)?;
    serde_json::from_slice(&json).map_err(unreadable)
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
