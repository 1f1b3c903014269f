//! The clock: looks every few seconds which survey is over and which round is due, and does it.
//!
//! It keeps nothing in memory: all that it goes by is in the database, so a restart changes nothing, and of several
//! servers on one database one does each thing, because it is claimed in the transaction that does it.

use std::collections::BTreeSet;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

use chrono::{DateTime, Utc};
use futures_util::FutureExt as _;
use serde_json::json;
use survey::{Day, SurveyCode};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::plan::{self, Round, RoundState};
use crate::clock::Clock;
use crate::store::audit::CLOCK;
use crate::store::messages::{self, NewMessage};
use crate::store::rounds::{self, Recipient};
use crate::store::survey_events::{self, SurveyEvent};
use crate::store::surveys::{self, SurveyRow, SurveyState};
use crate::store::{Store, StoreResult, Tx};
use crate::tasks::Tasks;

/// Looks again and again, until the tasks are told to stop.
pub fn start(tasks: &Tasks, store: Store, clock: Clock, every: Duration) {
    let stop = tasks.stop_sign();
    tasks.spawn("reminder clock", async move {
        while !stop.is_cancelled() {
            if let Err(error) = look(&store, clock.now(), &stop).await {
                tracing::error!(%error, "the reminder clock could not look; it will again");
            }
            tokio::select! {
                () = stop.cancelled() => {}
                () = tokio::time::sleep(every) => {}
            }
        }
    });
}

/// Does everything that is due at that moment; what was not done is done the next time.
async fn look(store: &Store, now: DateTime<Utc>, stop: &CancellationToken) -> StoreResult<()> {
    for code in store.surveys_begun().await? {
        if stop.is_cancelled() {
            return Ok(());
        }
        // One survey that fails keeps no other waiting: not one that can't be read, and not one that is reckoned wrongly.
        let done = AssertUnwindSafe(look_after(store, &code, now)).catch_unwind().await;
        match done {
            Ok(Ok(())) => {}
            Ok(Err(error)) => {
                tracing::error!(%error, survey = %code, "what is due could not be done; it will be tried again");
            }
            Err(_) => {
                tracing::error!(survey = %code, "what is due made the clock panic; it will be tried again");
            }
        }
    }
    Ok(())
}

async fn look_after(store: &Store, code: &SurveyCode, now: DateTime<Utc>) -> StoreResult<()> {
    let Some(survey) = store.survey(code).await? else { return Ok(()) };
    if is_over(&survey, now) {
        close(store, code, now).await?;
    }
    send_due(store, &survey, now).await
}

/// Whether a survey is to be closed: not while it stands still, since its last day moves when it goes on.
fn is_over(survey: &SurveyRow, now: DateTime<Utc>) -> bool {
    survey.state == SurveyState::Open
        && !survey.is_suspended()
        && survey.schedule.today(now) > survey.closes_on
}

/// Closes a survey after its last day. The grace period is reckoned from that day, however late the clock came to it.
async fn close(store: &Store, code: &SurveyCode, now: DateTime<Utc>) -> StoreResult<()> {
    let mut tx = store.begin_write().await?;
    let Some(survey) = surveys::lock(&mut tx, code).await? else { return Ok(()) };
    if !is_over(&survey, now) {
        return Ok(());
    }
    surveys::set_state(&mut tx, code, SurveyState::Closed, Some(survey.closes_on)).await?;
    let (staff_name, who) = (String::new(), CLOCK.to_owned());
    let event = SurveyEvent { at: now, kind: "closed".into(), staff_name, who, detail: json!({}) };
    survey_events::add(&mut tx, code, &event).await?;
    tx.commit().await?;
    tracing::info!(survey = %code, "closed after its last day");
    Ok(())
}

/// The clock has no name.
const NOBODY: (&str, &str) = ("", CLOCK);

fn is_time(survey: &SurveyRow, now: DateTime<Utc>) -> bool {
    !survey.schedule.paused && survey.schedule.is_sending_time(now)
}

async fn send_due(store: &Store, survey: &SurveyRow, now: DateTime<Utc>) -> StoreResult<()> {
    if !is_time(survey, now) {
        return Ok(());
    }
    let today = survey.schedule.today(now);
    if plan::due(store.rounds(&survey.code).await?, survey, today).is_empty() {
        return Ok(());
    }
    // Something is due. It is looked at again with the survey's row held, so that nobody changes the dates or the plan
    // meanwhile, and no other server is at it.
    let mut tx = store.begin_write().await?;
    let Some(survey) = surveys::lock(&mut tx, &survey.code).await? else { return Ok(()) };
    if !is_time(&survey, now) {
        return Ok(());
    }
    let due = plan::due(rounds::of_survey(&mut tx, &survey.code).await?, &survey, today);
    for round in &due.skip {
        rounds::set_state(&mut tx, round.id, RoundState::Skipped).await?;
        keep(&mut tx, round, "round_skipped", NOBODY, 0, now).await?;
    }
    let mut reached = BTreeSet::new();
    for round in &due.send {
        send(&mut tx, round, &mut reached, today, NOBODY, now).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Sends a round now, because somebody wants it: their name, and as the audit log names them. Returns how many messages, or `None` if it may not go out.
///
/// # Errors
/// When the database fails; then nothing is sent.
pub async fn send_now(
    store: &Store,
    code: &SurveyCode,
    round: Uuid,
    by: (&str, &str),
    now: DateTime<Utc>,
) -> StoreResult<Option<u32>> {
    let mut tx = store.begin_write().await?;
    let Some(survey) = surveys::lock(&mut tx, code).await? else { return Ok(None) };
    let today = survey.schedule.today(now);
    let found = rounds::of_survey(&mut tx, code).await?.into_iter().find(|known| known.id == round);
    let Some(round) = found.filter(|round| round.may_go_out(&survey, today)) else { return Ok(None) };
    let sent = send(&mut tx, &round, &mut BTreeSet::new(), today, by, now).await?;
    tx.commit().await?;
    Ok(sent)
}

/// Sends a round in the transaction that makes it. Returns how many messages, or `None` if another server has it.
///
/// # Errors
/// When the database fails.
pub async fn send_within(
    tx: &mut Tx,
    round: &Round,
    today: Day,
    by: (&str, &str),
    now: DateTime<Utc>,
) -> StoreResult<Option<u32>> {
    send(tx, round, &mut BTreeSet::new(), today, by, now).await
}

/// Claims a round and queues its messages; `None` if another server has it. Who was reached before is left out.
async fn send(
    tx: &mut Tx,
    round: &Round,
    reached: &mut BTreeSet<Uuid>,
    today: Day,
    by: (&str, &str),
    now: DateTime<Utc>,
) -> StoreResult<Option<u32>> {
    let mut recipients = rounds::recipients(tx, round).await?;
    recipients.retain(|recipient| !reached.contains(&recipient.invitation));
    let count = u32::try_from(recipients.len()).unwrap_or(u32::MAX);
    if !rounds::set_state(tx, round.id, RoundState::Sent { on: today, messages: count }).await? {
        return Ok(None);
    }
    reached.extend(recipients.iter().map(|recipient| recipient.invitation));
    let queued: Vec<NewMessage> = recipients.into_iter().map(|recipient| message(round, recipient)).collect();
    messages::enqueue(tx, &queued, now.timestamp_millis()).await?;
    keep(tx, round, "round_sent", by, count, now).await?;
    tracing::info!(survey = %round.survey, round = %round.id, kind = %round.kind, messages = count, "a round was queued");
    Ok(Some(count))
}

fn message(round: &Round, recipient: Recipient) -> NewMessage {
    NewMessage {
        survey: round.survey.clone(),
        invitation: recipient.invitation,
        round: Some(round.id),
        kind: round.kind,
        language: recipient.language,
        address: recipient.address,
    }
}

async fn keep(
    tx: &mut Tx,
    round: &Round,
    what: &str,
    by: (&str, &str),
    messages: u32,
    now: DateTime<Utc>,
) -> StoreResult<()> {
    let detail = json!({ "round": round.id, "kind": round.kind.as_str(), "messages": messages });
    let (staff_name, who) = (by.0.to_owned(), by.1.to_owned());
    let event = SurveyEvent { at: now, kind: what.into(), staff_name, who, detail };
    survey_events::add(tx, &round.survey, &event).await
}
