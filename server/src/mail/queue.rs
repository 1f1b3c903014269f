//! Sends what is queued, each message once.
//!
//! A message is composed, *claimed* in one transaction, handed over, and settled in another. What becomes of it:
//!
//! - `queued` → `claimed` → `sent`;
//! - back to `queued` with a later time, if the mail server can't take it now;
//! - back to `queued` behind the others, if the mail server can't be used at all (no connection, one that breaks or hangs before the
//!   content, a wrong password): then nothing is tried for a while, and no message is given up for it;
//! - back to `queued` as it was, if the service stops before the mail server has asked for the content;
//! - `queued` with a later time and the reason, if it can't be composed;
//! - `failed`, if the mail server refuses it for good or after [`ATTEMPTS`]; only if it refuses the recipient does the invitation
//!   become *bounced*, with its words: an outage, or a refused sender, is no partner's fault;
//! - `cancelled`, if the partner has responded, declined or is no longer to be written to;
//! - `unsure`, if no reply came after the mail server had asked for the content, or the server died between claiming and
//!   settling: it may have arrived, so it is shown and not repeated by itself.
//!
//! While mail is held (see [`super::mark`]), nothing is begun.
//!
//! The text is the one that the survey has when the message is composed, not the one that it had when it was queued.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use actix_web::web;
use lettre::message::Mailbox;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::MessageKind;
use super::account;
use super::compose::{self, Composed, KeyNote, Letter};
use super::mark::Mark;
use super::smtp;
use super::transport::{Delivery, Outgoing, Transport};
use super::wording::Wording;
use crate::app::State;
use crate::catalogue::Survey;
use crate::entropy;
use crate::i18n::LocaleTexts;
use crate::store::invitations::InvitationState;
use crate::store::messages::{Claim, Due, Settled, ToSend};
use crate::store::surveys::SurveyState;
use crate::store::{StoreError, StoreResult, persistently};
use crate::tasks::Tasks;

/// How often the queue is looked at.
const EVERY: Duration = Duration::from_secs(1);
/// How long a claim holds: much longer than one message can take.
pub(super) const CLAIM_MS: i64 = 10 * 60_000;
const _: () = assert!(CLAIM_MS as u128 > 2 * smtp::LONGEST.as_millis());
/// After so many attempts a message is given up.
pub(super) const ATTEMPTS: u32 = 8;
/// The waits between attempts, in minutes; the last one is used again.
const WAITS: [i64; 5] = [1, 5, 15, 60, 240];
/// For how long a mail server that can't be used is left alone, in minutes; the last one is used again.
const OUTAGE_WAITS: [i64; 3] = [1, 5, 15];
const MINUTE_MS: i64 = 60_000;

/// How mail is sent.
pub struct Mailer {
    /// The way out.
    pub transport: Transport,
    /// Who writes.
    pub from: Mailbox,
    /// Where answers go, if elsewhere.
    pub reply_to: Option<Mailbox>,
    /// The most messages in a minute, over all servers of the database.
    pub per_minute: Option<u32>,
    /// How many messages were begun.
    pub mark: Mark,
    /// Whether no further message is begun.
    pub stop: CancellationToken,
}

impl Mailer {
    /// Whether another message may be begun.
    pub(super) fn goes_on(&self) -> bool {
        !self.stop.is_cancelled()
    }
}

/// Starts sending, until the tasks are told to stop.
pub fn start(tasks: &Tasks, state: web::Data<State>, mailer: Mailer) {
    let queue = Queue { state: state.into_inner(), mailer };
    tasks.spawn("mail", async move {
        if let Err(error) = queue.state.store.try_mail_server_again().await {
            tracing::warn!(%error, "the mail server waits for its next turn");
        }
        let mut ticks = tokio::time::interval(EVERY);
        ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tokio::select! {
                biased;
                () = queue.mailer.stop.cancelled() => return,
                _ = ticks.tick() => {}
            }
            match queue.send_due().await {
                Err(error) => tracing::warn!(%error, "the mail queue could not be read"),
                Ok(()) => tracing::debug!("the mail queue was gone through"),
            }
        }
    });
}

/// A message, looked at again just before it is claimed.
enum Prepared {
    /// It goes out.
    Ready(Box<lettre::Message>),
    /// The address is none.
    Wrong(String),
    /// The partner is not to be written to any more.
    Unwanted,
}

struct Queue {
    state: Arc<State>,
    mailer: Mailer,
}

impl Queue {
    async fn send_due(&self) -> StoreResult<()> {
        // Somebody sits before the log-in and waits.
        account::send_due(&self.state, &self.mailer).await?;
        let store = &self.state.store;
        if self.mailer.mark.compare(store).await?.is_some() {
            return Ok(());
        }
        let lost = store.give_up_claims(self.state.clock.now_ms()).await?;
        if lost > 0 {
            tracing::warn!(messages = lost, "a server died while it sent: look at the unsure messages");
        }
        while self.mailer.goes_on() {
            let Some(due) = store.next_due(self.state.clock.now_ms()).await? else { return Ok(()) };
            let settled = match self.prepare(due).await {
                Ok(Prepared::Ready(mime)) => match self.send(due, &mime).await? {
                    Claim::NotNow => return Ok(()),
                    Claim::Ours { .. } | Claim::Gone => continue,
                },
                Ok(Prepared::Wrong(problem)) => Settled::Bounced(problem),
                Ok(Prepared::Unwanted) => Settled::Cancelled,
                Err(error) if error.may_pass() => return Err(error),
                Err(error) => {
                    tracing::error!(%error, "a message could not be composed");
                    self.later(due, error.to_string())
                }
            };
            store.settle_message(due.id, None, &settled, self.state.clock.now_ms()).await?;
        }
        Ok(())
    }

    /// Claims a message, hands it over and keeps what came of it.
    async fn send(&self, due: Due, mime: &lettre::Message) -> StoreResult<Claim> {
        let (store, clock, claim) = (&self.state.store, self.state.clock, entropy::uuid());
        let now = clock.now_ms();
        let claimed =
            store.claim_message(due.id, claim, (now, now + CLAIM_MS), self.mailer.per_minute).await?;
        let Claim::Ours { begun } = claimed else { return Ok(claimed) };
        // Should this database be lost from here on, it is known that a message was begun which its backup doesn't know of.
        let kept = self.mailer.mark.keep(begun).await;
        if let Err(error) = kept {
            let problem = format!("{}: {error}", self.mailer.mark.path());
            tracing::warn!(problem, "no message goes out, since it could not be kept that it did");
            store.mail_server_failed(due.id, claim, &problem, clock.now_ms(), outage).await?;
            return Ok(Claim::NotNow);
        }
        let settled = match self.mailer.transport.send(due.id, mime, &self.mailer.stop).await {
            Delivery::Taken => Settled::Sent,
            Delivery::Unsure(problem) => Settled::Unsure(problem),
            Delivery::NoSuchRecipient(problem) => Settled::Bounced(problem),
            Delivery::Refused(problem) => Settled::Failed(problem),
            Delivery::Later(problem) => self.later(due, problem),
            Delivery::NoServer(problem) => {
                tracing::warn!(problem, "the mail server can't be used; messages wait");
                let now = clock.now_ms();
                persistently(|| store.mail_server_failed(due.id, claim, &problem, now, outage)).await?;
                return Ok(Claim::NotNow);
            }
            Delivery::Stopped => {
                persistently(|| store.let_go_message(due.id, claim)).await?;
                return Ok(Claim::NotNow);
            }
        };
        let now = clock.now_ms();
        persistently(|| store.settle_message(due.id, Some(claim), &settled, now)).await?;
        Ok(claimed)
    }

    /// A message that was not taken is tried again, unless that was its last attempt.
    fn later(&self, due: Due, problem: String) -> Settled {
        let attempt = due.attempts + 1;
        if attempt >= ATTEMPTS {
            return Settled::Failed(problem);
        }
        tracing::info!(attempt, "a message was not taken, and is tried again later");
        Settled::Later { problem, at: self.state.clock.now_ms() + wait_ms(attempt, due.id) }
    }

    async fn prepare(&self, due: Due) -> StoreResult<Prepared> {
        let message: ToSend = self.state.store.message_to_send(due.id).await?;
        let Some(survey) = self.state.catalogue.survey(&message.survey).await? else {
            return Ok(Prepared::Unwanted);
        };
        let wanted = match message.kind {
            MessageKind::Thanks => message.active && message.state == InvitationState::Responded,
            // Whether a partner is active is a colleague's to say, who may be the one whose change is told.
            MessageKind::AddressChanged | MessageKind::LinkReplaced => {
                message.state != InvitationState::Declined
            }
            MessageKind::Invitation
            | MessageKind::Reminder
            | MessageKind::LastCall
            | MessageKind::Extended
            | MessageKind::ClosingEarly => {
                message.active
                    && survey.row.state == SurveyState::Open
                    && matches!(message.state, InvitationState::Invited | InvitationState::Opened)
            }
        };
        if !wanted {
            return Ok(Prepared::Unwanted);
        }
        let to = match message.address.parse::<lettre::Address>() {
            Ok(to) => to,
            Err(error) => return Ok(Prepared::Wrong(error.to_string())),
        };
        let t = self.state.translations.locale(&message.language);
        let link = format!("{}/i/{}", self.state.base_url, message.token.as_str());
        let decline_link = format!("{link}/decline");
        let composed = if message.kind.tells_of_change() {
            let write_to = self.mailer.reply_to.as_ref().unwrap_or(&self.mailer.from);
            let survey = survey.title(&message.language);
            compose::change(t, message.kind, (survey, &message.partner), write_to.email.as_ref())
                .map_err(|error| StoreError::unreadable("message", error))?
        } else {
            self.letter(t, &message, &survey, (&link, &decline_link)).await?
        };
        let outgoing = Outgoing {
            id: due.id,
            from: &self.mailer.from,
            reply_to: self.mailer.reply_to.as_ref(),
            to,
            composed,
            decline_link: message.kind.has_link().then_some(decline_link.as_str()),
            date: SystemTime::from(self.state.clock.now()),
        };
        let mime = outgoing.into_mime().map_err(|error| StoreError::unreadable("message", error))?;
        Ok(Prepared::Ready(Box::new(mime)))
    }

    /// A message in the wording that the survey has for it now.
    async fn letter(
        &self,
        t: &LocaleTexts,
        message: &ToSend,
        survey: &Survey,
        (link, decline_link): (&str, &str),
    ) -> StoreResult<Composed> {
        let own = self.state.store.message_text(&message.survey, message.kind, &message.language).await?;
        let language = if own.is_some() { &message.language } else { t.locale() };
        let wording = match own {
            None => Wording::standard(t, message.kind),
            Some(own) => Wording::read(message.kind, &own)
                .map_err(|faults| StoreError::unreadable("message_text", format!("{faults:?}")))?,
        };
        let key_link = compose::key_link(&self.state.base_url, &message.survey);
        let key = KeyNote { number: survey.key_number(), link: &key_link };
        compose::compose(&Letter {
            t,
            language,
            wording: &wording,
            survey: survey.title(&message.language),
            deadline: survey.row.closes_on,
            partner: &message.partner,
            contact: &message.contact,
            link,
            decline_link,
            key: message.kind.has_link().then_some(key),
        })
        .map_err(|error| StoreError::unreadable("message", error))
    }
}

/// Until when a mail server that can't be used is left alone, after so many failures in a row.
pub(super) fn outage(now: i64, failures: u32) -> i64 {
    now + step(&OUTAGE_WAITS, failures) * MINUTE_MS
}

/// How long to wait after an attempt, in milliseconds: longer each time, and not the same for all.
pub(super) fn wait_ms(attempts: u32, id: Uuid) -> i64 {
    let jitter = i64::from(id.as_bytes()[15]);
    step(&WAITS, attempts) * MINUTE_MS * (896 + jitter) / 1024
}

fn step(waits: &[i64], times: u32) -> i64 {
    let step = usize::try_from(times.saturating_sub(1)).unwrap_or(usize::MAX);
    waits[step.min(waits.len() - 1)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_differ() {
        let waits: Vec<i64> = (1..8).map(|attempt| wait_ms(attempt, Uuid::nil())).collect();
        assert!(waits.is_sorted() && waits[0] >= 50_000 && waits[6] <= 240 * MINUTE_MS, "{waits:?}");
        assert_ne!(wait_ms(1, Uuid::nil()), wait_ms(1, Uuid::max()));
    }
}
