//! Moves what waits into the ledgers in shuffled groups, so that no order, page or transaction tells which came with which.
//!
//! Responses go from the sealed inbox into the response ledger, marks of participation to their invitations; the two never
//! in one transaction. A group is five or more; only after a survey has ended for good is a smaller rest moved.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

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

/// The fewest that are moved together while a survey goes on.
pub const GROUP: usize = 5;
/// The most that are moved in one transaction.
const MOST: i64 = 256;
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
            if let Err(error) = mover.move_groups().await {
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
    async fn move_groups(&mut self) -> StoreResult<()> {
        let today = Day::of(&self.clock.now());
        // A file that can't be written must not keep responses from their results: its keys are still there.
        if let Err(error) = reseal::go_on(&self.store, &self.key, today, self.key_days).await {
            tracing::error!(%error, "the keys did not go on to today's");
        }
        for waiting in self.openable().await? {
            let group = if waiting.count < GROUP { GROUP } else { self.group(&waiting.survey).await? };
            if waiting.count >= group {
                // Those of one size together: a much longer one would stand out among the others.
                while self.goes_on()
                    && !self.rush.begins()
                    && self.move_responses(&waiting.survey, Some(waiting.length), group).await?
                {
                }
            } else if self.has_ended(&waiting.survey).await? {
                while self.goes_on() && self.move_responses(&waiting.survey, None, 1).await? {}
            }
        }
        for (survey, count) in self.store.waiting_marks().await? {
            if count >= GROUP {
                while self.goes_on() && self.apply_marks(&survey, GROUP).await? {}
            } else if self.has_ended(&survey).await? {
                while self.goes_on() && self.apply_marks(&survey, 1).await? {}
            }
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

    /// The fewest responses of a survey that are moved together: results grow by them, so they are never fewer than its
    /// threshold.
    async fn group(&self, survey: &SurveyCode) -> StoreResult<usize> {
        let threshold = self.store.threshold(survey).await?;
        Ok(GROUP.max(usize::try_from(threshold.get()).unwrap_or(GROUP)))
    }

    async fn has_ended(&self, survey: &SurveyCode) -> StoreResult<bool> {
        let row = self.store.survey(survey).await?;
        Ok(row.is_some_and(|row| row.has_ended_at(self.clock.now())))
    }

    /// Moves one group of at least so many; returns whether there was one.
    async fn move_responses(
        &self,
        survey: &SurveyCode,
        length: Option<i64>,
        least: usize,
    ) -> StoreResult<bool> {
        let mut tx = self.store.begin_write().await?;
        let taken = inbox::take(&mut tx, survey, &reseal::opening(&self.key), length, MOST).await?;
        // Another server may have been here since they were counted.
        if taken.len() < least {
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

    /// Applies one group of at least so many marks; returns whether there was one.
    async fn apply_marks(&self, survey: &SurveyCode, least: usize) -> StoreResult<bool> {
        let mut tx = self.store.begin_write().await?;
        let mut taken = marks::take(&mut tx, survey, MOST).await?;
        if taken.len() < least {
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
