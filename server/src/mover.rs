//! Moves what waits into the ledgers in shuffled lots, so that no order, page or transaction tells which came with which.
//!
//! Responses go from the sealed inbox into the response ledger, marks of participation to their invitations; the two never
//! in one transaction. While responses can come, no lot is smaller than five or the survey's threshold, and as many stay
//! behind: so the last lot, which takes all that waits when the survey has ended, is not a small one either.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use chrono::TimeDelta;
use survey::{Day, SurveyCode};
use tokio_util::sync::CancellationToken;

use crate::clock::Clock;
use crate::entropy;
use crate::reseal;
use crate::seal::{NotOpened, SealKey};
use crate::store::inbox::{SealedRow, Waiting};
use crate::store::responses::insert_rows;
use crate::store::{Store, StoreResult, inbox, marks};
use crate::tasks::Tasks;

/// The fewest that are moved together while a survey goes on, and that stay behind, whatever its threshold.
pub const LEAST: usize = 5;
/// The most that are moved in one transaction while a survey goes on.
const MOST: usize = 256;
/// For how long after the end the last lot waits.
const LATECOMERS: TimeDelta = TimeDelta::minutes(1);
/// How long what waits is not looked at.
const EVERY: Duration = Duration::from_secs(1);

/// Starts moving, until the tasks are told to stop; the group in hand is finished. `arrivals` counts the responses that were stored here.
///
/// Before it moves anything, it goes on to the key of the day; the key file keeps those of the last `key_days` days.
pub fn start(
    tasks: &Tasks,
    store: Store,
    key: Arc<SealKey>,
    clock: Clock,
    key_days: u32,
    arrivals: Arc<AtomicU64>,
) {
    let (rush, stop) = (Rush::new(arrivals), tasks.stop_sign());
    let mut mover = Mover { store, key, clock, key_days, rush, foreign: HashSet::new(), stop };
    tasks.spawn("mover", async move {
        let mut ticks = tokio::time::interval(EVERY);
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                biased;
                () = mover.stop.cancelled() => return,
                _ = ticks.tick() => {}
            }
            if mover.rush.goes_on() {
                continue;
            }
            if let Err(error) = mover.move_lots().await {
                // Nothing is lost: it goes on waiting where it was.
                tracing::warn!(%error, "what waits was not moved");
            }
        }
    });
}

/// While many responses arrive, taking them goes before moving them, for as long as the patience lasts.
struct Rush {
    arrivals: Arc<AtomicU64>,
    /// The arrivals at the last look.
    seen: u64,
    /// How many more looks moving can wait.
    patience: u32,
}

impl Rush {
    /// More arrivals than this between two looks are a rush.
    const MANY: u64 = 200;
    const PATIENCE: u32 = 60;

    fn new(arrivals: Arc<AtomicU64>) -> Self {
        Self { arrivals, seen: 0, patience: Self::PATIENCE }
    }

    /// Looks whether there is a rush that moving should wait for.
    fn goes_on(&mut self) -> bool {
        let wait = self.begins();
        let arrived = self.arrivals.load(Ordering::Relaxed);
        if arrived - self.seen <= Self::MANY {
            self.patience = Self::PATIENCE;
        } else if wait {
            self.patience -= 1;
        }
        self.seen = arrived;
        wait
    }

    /// Whether a rush that moving should wait for has begun since the last look.
    fn begins(&self) -> bool {
        self.patience > 0 && self.arrivals.load(Ordering::Relaxed) - self.seen > Self::MANY
    }
}

/// What moves together in one transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lot {
    /// Some of those that wait, while more can come: at least so many, and as many stay behind.
    Among {
        /// The fewest.
        least: usize,
    },
    /// All that wait, when no more can come.
    Last,
}

impl Lot {
    /// Whether a lot can be made of so many.
    fn may_move(self, waiting: usize) -> bool {
        self.is_whole(self.size(waiting), waiting - self.size(waiting))
    }

    /// How many of those that wait are in the next one, at most.
    fn size(self, waiting: usize) -> usize {
        match self {
            Self::Among { least } => waiting.saturating_sub(least).min(MOST),
            Self::Last => waiting,
        }
    }

    /// Whether one of that size may go while so many stay.
    fn is_whole(self, moved: usize, left: usize) -> bool {
        match self {
            Self::Among { least } => moved >= least && left >= least,
            Self::Last => moved > 0,
        }
    }
}

/// What waits, by survey.
fn by_survey(waiting: Vec<Waiting>) -> BTreeMap<SurveyCode, Vec<Waiting>> {
    let mut surveys: BTreeMap<SurveyCode, Vec<Waiting>> = BTreeMap::new();
    for waiting in waiting {
        surveys.entry(waiting.survey.clone()).or_default().push(waiting);
    }
    surveys
}

struct Mover {
    store: Store,
    key: Arc<SealKey>,
    clock: Clock,
    key_days: u32,
    rush: Rush,
    /// Surveys of which it was said that responses wait that can't be opened.
    foreign: HashSet<SurveyCode>,
    /// Whether no further group is begun.
    stop: CancellationToken,
}

impl Mover {
    async fn move_lots(&mut self) -> StoreResult<()> {
        let today = Day::of(&self.clock.now());
        // A file that can't be written must not keep responses from their results: its keys are still there.
        if let Err(error) = reseal::go_on(&self.store, &self.key, today, self.key_days).await {
            tracing::error!(%error, "the keys did not go on to today's");
        }
        for (survey, sizes) in by_survey(self.openable().await?) {
            if self.has_ended(&survey).await? {
                // All sizes together.
                while self.goes_on() && self.move_responses(&survey, None, Lot::Last).await? {}
                continue;
            }
            let least = self.least(&survey).await?;
            for waiting in sizes {
                // Those of one size together: a much longer one would stand out among the others.
                let lot = Lot::Among { least };
                while self.goes_on()
                    && lot.may_move(waiting.count)
                    && !self.rush.begins()
                    && self.move_responses(&survey, Some(waiting.length), lot).await?
                {}
            }
        }
        for (survey, count) in self.store.waiting_marks().await? {
            let lot = if self.has_ended(&survey).await? {
                Lot::Last
            } else {
                Lot::Among { least: self.least(&survey).await? }
            };
            while self.goes_on() && lot.may_move(count) && self.apply_marks(&survey, lot).await? {}
        }
        Ok(())
    }

    fn goes_on(&self) -> bool {
        !self.stop.is_cancelled()
    }

    /// What waits and can be opened, by survey and length. Of the rest it is said once that it is there.
    async fn openable(&mut self) -> StoreResult<Vec<Waiting>> {
        let mut openable: Vec<Waiting> = Vec::new();
        for waiting in self.store.waiting_responses().await? {
            if !self.key.opens(&waiting) {
                // What an earlier version sealed is about to be sealed anew.
                let before = self.key.name_before().is_some_and(|name| waiting.chain == name);
                if !before && self.foreign.insert(waiting.survey.clone()) {
                    tracing::error!(
                        survey = waiting.survey.as_str(),
                        "responses wait that were sealed with another key, or one that is forgotten; they stay until its file \
                         is back or they are declared lost"
                    );
                }
                continue;
            }
            let same =
                |known: &&mut Waiting| known.survey == waiting.survey && known.length == waiting.length;
            match openable.iter_mut().find(same) {
                Some(known) => known.count += waiting.count,
                None => openable.push(waiting),
            }
        }
        Ok(openable)
    }

    /// The fewest of a survey that move together while it goes on: no fewer than a figure stands for.
    async fn least(&self, survey: &SurveyCode) -> StoreResult<usize> {
        let threshold = self.store.threshold(survey).await?;
        Ok(LEAST.max(usize::try_from(threshold.get()).unwrap_or(LEAST)))
    }

    async fn has_ended(&self, survey: &SurveyCode) -> StoreResult<bool> {
        let row = self.store.survey(survey).await?;
        // What was admitted in the last second may still be on its way to the disk: it belongs into the last lot.
        Ok(row.is_some_and(|row| row.has_ended_at(self.clock.now() - LATECOMERS)))
    }

    /// Moves a lot; returns whether there may be another.
    async fn move_responses(&self, survey: &SurveyCode, length: Option<i64>, lot: Lot) -> StoreResult<bool> {
        let mut tx = self.store.begin_write().await?;
        let opening = reseal::opening(&self.key);
        let waiting = inbox::count(&mut tx, survey, &opening, length).await?;
        let taken = inbox::take(&mut tx, survey, &opening, length, lot.size(waiting)).await?;
        // Another server may have been here since they were counted.
        if !lot.is_whole(taken.len(), inbox::count(&mut tx, survey, &opening, length).await?) {
            tx.rollback().await?;
            return Ok(false);
        }
        let (mut rows, mut unopened) = (Vec::with_capacity(taken.len()), Vec::new());
        for row in taken {
            match self.key.open(&row).and_then(|opened| self.key.for_ledger(survey, opened)) {
                Ok(row) => rows.push(row),
                Err(NotOpened) => unopened.push(reseal::set_aside(row)),
            }
        }
        if !unopened.is_empty() {
            // The others are counted anew.
            tx.rollback().await?;
            self.set_aside(&unopened).await?;
            return Ok(true);
        }
        entropy::shuffle(&mut rows);
        insert_rows(&mut tx, &rows).await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn set_aside(&self, unopened: &[SealedRow]) -> StoreResult<()> {
        let mut tx = self.store.begin_write().await?;
        for row in unopened {
            inbox::set_aside(&mut tx, row).await?;
        }
        Ok(tx.commit().await?)
    }

    /// Applies a lot of marks; returns whether there may be another.
    async fn apply_marks(&self, survey: &SurveyCode, lot: Lot) -> StoreResult<bool> {
        let mut tx = self.store.begin_write().await?;
        let waiting = marks::count(&mut tx, survey).await?;
        let mut taken = marks::take(&mut tx, survey, lot.size(waiting)).await?;
        if !lot.is_whole(taken.len(), marks::count(&mut tx, survey).await?) {
            tx.rollback().await?;
            return Ok(false);
        }
        entropy::shuffle(&mut taken);
        for mark in &taken {
            marks::apply(&mut tx, mark).await?;
        }
        tx.commit().await?;
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_lot_is_small_and_none_leaves_a_small_rest() {
        let lot = Lot::Among { least: 5 };
        for waiting in 0..1_000 {
            let size = lot.size(waiting);
            assert_eq!(lot.may_move(waiting), waiting >= 10, "{waiting}");
            assert!(!lot.may_move(waiting) || (size >= 5 && waiting - size >= 5), "{waiting}");
        }
        assert!(!lot.is_whole(4, 5) && !lot.is_whole(5, 4));
        assert!(Lot::Last.may_move(1) && !Lot::Last.may_move(0) && Lot::Last.size(1_000) == 1_000);
    }

    #[test]
    fn moving_waits_for_a_rush_but_not_for_ever() {
        let arrivals = Arc::<AtomicU64>::default();
        let arrive = |count| arrivals.fetch_add(count, Ordering::Relaxed);
        let mut rush = Rush::new(arrivals.clone());
        arrive(Rush::MANY);
        assert!(!rush.goes_on());
        for _ in 0..Rush::PATIENCE {
            arrive(Rush::MANY + 1);
            assert!(rush.begins() && rush.goes_on());
            assert!(!rush.begins());
        }
        arrive(Rush::MANY + 1);
        assert!(!rush.begins() && !rush.goes_on(), "it has waited long enough");
        assert!(!rush.goes_on(), "it is over");
        arrive(Rush::MANY + 1);
        assert!(rush.goes_on(), "and the next is another");
    }
}
