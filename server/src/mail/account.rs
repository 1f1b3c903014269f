//! Mail about accounts: it goes out before all other mail, by the same way.
//!
//! A link is drawn when its mail is handed over, and the database gets its hash: no secret waits anywhere. Whether a
//! password's link is wanted for an account at all is found out here and not where it is asked for, so that asking takes the
//! same time for every address.

use std::time::SystemTime;

use serde_json::json;
use survey::Locale;

use super::compose::{self, Composed};
use super::queue::{ATTEMPTS, CLAIM_MS, Mailer, outage, wait_ms};
use super::transport::{Delivery, Outgoing};
use crate::app::State;
use crate::entropy;
use crate::i18n::{Arg, LocaleTexts};
use crate::notices::AdminNotice;
use crate::second_yes::Deed;
use crate::store::account_mail::{AccountMail, AccountMailKind};
use crate::store::accounts::{self, AccountLink, LinkMadeBy};
use crate::store::{StoreError, StoreResult, audit, persistently};
use crate::token::Token;

/// For how long a link that an admin asked for is good.
pub const LINK_MS: i64 = 3 * 86_400_000;
/// For how long a link that anyone may ask for is good.
pub const FORGOTTEN_MS: i64 = 3_600_000;

/// Links that anyone may ask for come to one mailbox at least so far apart.
const APART_MS: i64 = 5 * 60_000;

fn good_for(kind: AccountMailKind) -> i64 {
    match kind {
        AccountMailKind::Forgotten => FORGOTTEN_MS,
        _ => LINK_MS,
    }
}

/// The address at which a link's secret is used.
pub fn link_address(base_url: &str, secret: &Token, language: &Locale) -> String {
    format!("{}/staff/welcome/{}?lang={language}", base_url.trim_end_matches('/'), secret.as_str())
}

/// Whom a mail is for, as it is now.
struct Recipient {
    name: String,
    language: Locale,
}

/// Sends what is due.
pub(super) async fn send_due(state: &State, mailer: &Mailer) -> StoreResult<()> {
    while mailer.goes_on() {
        let now = state.clock.now_ms();
        let Some(mail) = state.store.claim_account_mail(now, now + CLAIM_MS).await? else { return Ok(()) };
        let Some(recipient) = recipient(state, &mail, now).await? else {
            state.store.drop_account_mail(mail.id).await?;
            continue;
        };
        if !send(state, mailer, &mail, &recipient).await? {
            return Ok(());
        }
    }
    Ok(())
}

/// Whom a mail is for; nobody if it came to nothing meanwhile.
async fn recipient(state: &State, mail: &AccountMail, now: i64) -> StoreResult<Option<Recipient>> {
    // An admin whose account was just ended is told of that, too.
    if mail.kind == AccountMailKind::Notice {
        return Ok(Some(Recipient { name: mail.name.clone(), language: mail.language.clone() }));
    }
    if mail.asked_at + good_for(mail.kind) <= now {
        return Ok(None);
    }
    // Nobody fills a colleague's mailbox.
    if mail.kind == AccountMailKind::Forgotten && state.store.has_link(&mail.email, now - APART_MS).await? {
        return Ok(None);
    }
    let member = state.store.member_by_email(&mail.email).await?;
    Ok(match (mail.kind, member) {
        (AccountMailKind::Invitation, None) => {
            Some(Recipient { name: mail.name.clone(), language: mail.language.clone() })
        }
        (AccountMailKind::Invitation, Some(_)) | (_, None) => None,
        (_, Some((member, _))) => Some(Recipient { name: member.name, language: member.language }),
    })
}

/// Hands a mail over, and says whether the mail server can be used.
async fn send(
    state: &State,
    mailer: &Mailer,
    mail: &AccountMail,
    recipient: &Recipient,
) -> StoreResult<bool> {
    let (store, now, secret) = (&state.store, state.clock.now_ms(), Token::generate());
    let link = link_address(&state.base_url, &secret, &recipient.language);
    let composed = compose(state, mail, recipient, &link).map_err(unreadable)?;
    let Ok(to) = mail.email.parse::<lettre::Address>() else {
        store.postpone_account_mail(mail.id, &secret.hash(), "not an address", None).await?;
        return Ok(true);
    };
    let outgoing = Outgoing {
        id: mail.id,
        from: &mailer.from,
        reply_to: None,
        to,
        composed,
        decline_link: None,
        date: SystemTime::from(state.clock.now()),
    };
    let mime = outgoing.into_mime().map_err(unreadable)?;
    keep_link(state, mail, recipient, &secret, now).await?;
    let (problem, next_at) = match mailer.transport.send(mail.id, &mime, &mailer.stop).await {
        Delivery::Taken => {
            persistently(|| store.drop_account_mail(mail.id)).await?;
            store.mail_server_works().await?;
            return Ok(true);
        }
        // It may have arrived: the link stays good, and whoever got none asks again.
        Delivery::Unsure(_) => {
            persistently(|| store.drop_account_mail(mail.id)).await?;
            return Ok(true);
        }
        Delivery::NoServer(problem) => {
            tracing::warn!(problem, "the mail server can't be used; mail about accounts waits");
            store.mail_server_failed(mail.id, mail.id, &problem, now, outage).await?;
            store.postpone_account_mail(mail.id, &secret.hash(), &problem, Some(now)).await?;
            return Ok(false);
        }
        Delivery::Stopped => {
            let hash = secret.hash();
            persistently(|| store.let_go_account_mail(mail.id, &hash)).await?;
            return Ok(false);
        }
        Delivery::Later(problem) if mail.attempts + 1 < ATTEMPTS => {
            (problem, Some(now + wait_ms(mail.attempts + 1, entropy::uuid())))
        }
        Delivery::Later(problem) | Delivery::NoSuchRecipient(problem) | Delivery::Refused(problem) => {
            (problem, None)
        }
    };
    store.postpone_account_mail(mail.id, &secret.hash(), &problem, next_at).await?;
    Ok(true)
}

fn unreadable(error: impl ToString) -> StoreError {
    StoreError::unreadable("account_mail", error)
}

/// Keeps the hash of the link that a mail carries, if it carries one.
async fn keep_link(
    state: &State,
    mail: &AccountMail,
    recipient: &Recipient,
    secret: &Token,
    now: i64,
) -> StoreResult<()> {
    if matches!(mail.kind, AccountMailKind::Changed | AccountMailKind::Notice) {
        return Ok(());
    }
    let link = AccountLink {
        email: mail.email.clone(),
        name: mail.name.clone(),
        role: mail.role,
        language: recipient.language.clone(),
    };
    let mut tx = state.store.begin_write().await?;
    let made_by = match mail.kind {
        AccountMailKind::Forgotten => LinkMadeBy::Oneself,
        _ => LinkMadeBy::Colleague,
    };
    accounts::add_link(&mut tx, &secret.hash(), &link, made_by, now, now + good_for(mail.kind)).await?;
    if mail.kind == AccountMailKind::Forgotten {
        let subject = format!("staff:{}", mail.email);
        audit::record(&mut tx, audit::CLOCK, "password_link_mailed", &subject, &json!({}), now).await?;
    }
    tx.commit().await?;
    Ok(())
}

fn compose(state: &State, mail: &AccountMail, recipient: &Recipient, link: &str) -> askama::Result<Composed> {
    let t = state.translations.locale(&recipient.language);
    if let Some(notice) = &mail.notice {
        let (subject, body) = said(notice, t, &compose::one_line(&recipient.name));
        return compose::laid_out(t.locale(), subject, &body, &[]);
    }
    let id = format!("account-mail-{}", mail.kind.as_str());
    let role = mail.role.map(|role| t.text(&format!("people-role-{}", role.as_str()))).unwrap_or_default();
    let name = compose::one_line(&recipient.name);
    let args = [("name", Arg::from(name)), ("role", Arg::from(role)), ("link", Arg::from(link))];
    // A link is copied and clicked: nothing may cling to it.
    let text = t.tr(&format!("{id}-body"), &args).replace(&format!("\u{2068}{link}\u{2069}"), link);
    compose::laid_out(t.locale(), t.text(&format!("{id}-subject")), &text, &[link])
}

/// Subject and body of a notice.
fn said(notice: &AdminNotice, t: &LocaleTexts, name: &str) -> (String, String) {
    let by = |name: &str| if name.is_empty() { t.text("admin-notice-operator") } else { name.to_owned() };
    let mut values = vec![("name", name.to_owned())];
    match notice {
        AdminNotice::PersonInvited { person, role, by: who }
        | AdminNotice::RoleChanged { person, role, by: who } => {
            let role = t.text(&format!("people-role-{}", role.as_str()));
            values.extend([("person", person.clone()), ("role", role), ("by", by(who))]);
        }
        AdminNotice::PasswordLink { person, by: who }
        | AdminNotice::SecondFactorTaken { person, by: who }
        | AdminNotice::AccountEnded { person, by: who }
        | AdminNotice::AccountResumed { person, by: who } => {
            values.extend([("person", person.clone()), ("by", by(who))]);
        }
        AdminNotice::NotAnswered { partner, survey } => {
            values.extend([("partner", compose::one_line(partner).to_owned()), ("survey", survey.clone())]);
        }
        AdminNotice::YesAsked { survey, deed, by: who } => {
            values.extend([("survey", survey.to_string()), ("by", by(who))]);
            match deed {
                Deed::Open | Deed::KnownLinks => {}
                Deed::Version { to } => values.push(("version", to.to_string())),
                Deed::CloseEarly { on, reason } => {
                    values.extend([("date", t.date(*on)), ("reason", compose::one_line(reason))]);
                }
                Deed::DeclareLost { responses } => values.push(("count", responses.to_string())),
            }
        }
        AdminNotice::SurveySuspended { survey, reason, by: who } => {
            let reason = compose::one_line(reason);
            values.extend([("survey", survey.to_string()), ("reason", reason), ("by", by(who))]);
        }
        AdminNotice::SurveyWentOn { survey, last_day, by: who } => {
            values.extend([("survey", survey.to_string()), ("date", t.date(*last_day)), ("by", by(who))]);
        }
    }
    let args: Vec<(&str, Arg<'_>)> =
        values.iter().map(|(name, value)| (*name, Arg::from(value.as_str()))).collect();
    let id = format!("admin-notice-{}", notice.kind());
    (t.tr(&format!("{id}-subject"), &args), t.tr(&format!("{id}-body"), &args))
}
