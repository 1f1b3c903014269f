//! Links: another one for one that fell into wrong hands, another address for mail that came back, a message with the link to be
//! copied, and the one link of a survey that is open to everyone.
//!
//! A personal link is shown by [`message`] alone, which notes that it was, and never once it was used.

use serde_json::json;
use survey::{Locale, SurveyCode};
use uuid::Uuid;

use super::{event, follow_up};
use crate::app::State;
use crate::catalogue::Survey;
use crate::ending::Lacks;
use crate::i18n::{Arg, LocaleTexts};
use crate::mail::MessageKind;
use crate::mail::compose::{self, KeyNote};
use crate::mail::wording::ISOLATES;
use crate::notices::AdminNotice;
use crate::publish::By;
use crate::store::follow_ups::FollowUpKind;
use crate::store::invitations::{self, InvitationState};
use crate::store::invited::{Invited, set_first_address};
use crate::store::messages::{self, NewMessage};
use crate::store::surveys::{self, SurveyRow, SurveyState};
use crate::store::{
    Store, StoreResult, account_mail, audit, known_links, partners, public_links, survey_events, told_changes,
};
use crate::token::Token;

/// Replaces a personal link, and tells whoever may have the old one. Returns whether it was: who has responded or declined keeps theirs.
///
/// # Errors
/// When the database fails.
pub async fn replace(store: &Store, survey: &SurveyCode, invited: &Invited, by: By<'_>) -> StoreResult<bool> {
    let mut tx = store.begin_write().await?;
    let done = invitations::replace_link(&mut tx, invited.id, &Token::generate()).await?;
    if done {
        told_changes::link_replaced(&mut tx, invited.id, by.now).await?;
        let detail = json!({ "partner": invited.partner });
        survey_events::add(&mut tx, survey, &event(by, "link_replaced", detail)).await?;
    }
    tx.commit().await?;
    Ok(done)
}

/// Lets one more answer come from an invitation, whatever its limit: for a partner that used its devices up, or whose link was used by somebody
/// else. Returns whether it was granted: once for each.
///
/// # Errors
/// When the database fails.
pub async fn grant_one_more(
    store: &Store,
    survey: &SurveyCode,
    invited: &Invited,
    by: By<'_>,
) -> StoreResult<bool> {
    let mut tx = store.begin_write().await?;
    let done = invitations::grant_one_more(&mut tx, invited.id).await?;
    if done {
        let detail = json!({ "partner": invited.partner });
        survey_events::add(&mut tx, survey, &event(by, "device_granted", detail)).await?;
    }
    tx.commit().await?;
    Ok(done)
}

/// Whoever has a used link says that the partner has not answered: once it can be used for one more answer, and all admins are told. It is
/// not in the log, as nothing is that partners do.
///
/// # Errors
/// When the database fails.
pub async fn dispute(store: &Store, survey: &SurveyCode, invitation: Uuid, now: i64) -> StoreResult<()> {
    let Some(invited) = store.invited_partner(survey, invitation).await? else { return Ok(()) };
    let mut tx = store.begin_write().await?;
    if invitations::dispute(&mut tx, invitation).await? {
        let notice = AdminNotice::NotAnswered { partner: invited.name, survey: survey.to_string() };
        account_mail::tell_admins(&mut tx, &notice, None, "", now).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Corrects the address of a partner whose mail came back, and takes the bounce back; with `again` the invitation goes out once
/// more, if the survey is open. Returns whether there was a bounce.
///
/// # Errors
/// When the database fails.
pub async fn correct_address(
    store: &Store,
    survey: &Survey,
    invited: &Invited,
    address: &str,
    again: bool,
    by: By<'_>,
) -> StoreResult<bool> {
    let now = by.now.timestamp_millis();
    let again = again && survey.is_open() && invited.active && invited.withdrawn.is_none();
    let mut tx = store.begin_write().await?;
    // A preview of an import must not put the old address back unseen.
    partners::lock(&mut tx).await?;
    set_first_address(&mut tx, &invited.partner, address, by.now).await?;
    if !invitations::undo_bounce(&mut tx, invited.id).await? {
        return Ok(false);
    }
    known_links::note_addresses(&mut tx, by.who, &[&invited.partner]).await?;
    if again {
        let message = NewMessage {
            survey: survey.row.code.clone(),
            invitation: invited.id,
            round: None,
            kind: MessageKind::Invitation,
            language: invited.language.clone(),
            address: address.to_owned(),
        };
        messages::enqueue(&mut tx, &[message], now).await?;
    }
    let detail = json!({ "survey": survey.row.code, "again": again });
    let subject = format!("partner:{}", invited.partner);
    audit::record(&mut tx, by.who, "address_corrected", &subject, &detail, now).await?;
    tx.commit().await?;
    Ok(true)
}

/// Opens a survey that has no invitations to everyone, or takes that back as long as nobody has answered. Returns whether it is so
/// now.
///
/// # Errors
/// When the database fails.
pub async fn set_public(
    store: &Store,
    survey: &SurveyCode,
    to_everyone: bool,
    by: By<'_>,
) -> StoreResult<bool> {
    let threshold = store.threshold(survey).await?;
    let mut tx = store.begin_write().await?;
    let Some(row) = surveys::lock(&mut tx, survey).await? else { return Ok(false) };
    if row.public_token.is_some() == to_everyone {
        return Ok(true);
    }
    let token = to_everyone.then(Token::generate);
    let done = public_links::set(&mut tx, survey, token.as_ref()).await?;
    if done && row.state != SurveyState::Draft {
        // As if it were opened so just now: nobody is invited yet.
        let changed = SurveyRow { public_token: token, ..row.clone() };
        let today = row.schedule.today(by.now);
        surveys::set_lacks(&mut tx, survey, Lacks::new(&changed, 0, threshold, today)).await?;
    }
    if done {
        let kind = if to_everyone { "public" } else { "invited_only" };
        survey_events::add(&mut tx, survey, &event(by, kind, json!({}))).await?;
    }
    tx.commit().await?;
    Ok(done)
}

/// A message with the personal link, to be copied into whatever reaches the partner.
pub struct Message {
    /// Its language.
    pub locale: Locale,
    /// The text.
    pub text: String,
}

/// Makes a message with the link out, and notes who knows the link now and, as a follow-up, that it was made, in the language of whoever asks. None for a link that
/// was used, whose partner declined, or that leads nowhere because the survey is not open. The same `once` is noted once.
///
/// # Errors
/// When the database fails.
pub async fn message(
    state: &State,
    survey: &Survey,
    invited: &Invited,
    language: Option<&str>,
    once: Uuid,
    (t, by): (&LocaleTexts, By<'_>),
) -> StoreResult<Option<Message>> {
    let silent = matches!(invited.state, InvitationState::Responded | InvitationState::Declined)
        || invited.withdrawn.is_some();
    if silent || !survey.is_open() {
        return Ok(None);
    }
    state.store.link_shown(by.who, invited.id).await?;
    let languages = &survey.current().languages;
    let asked = languages.iter().find(|locale| Some(locale.as_str()) == language);
    let locale = asked.unwrap_or(&invited.language);
    let name = state
        .translations
        .locales()
        .find(|known| *known == locale)
        .map_or_else(|| locale.to_string(), |known| state.translations.locale(known).text("language-name"));
    let note = t.tr("invitations-chat-note", &[("language", Arg::from(name.as_str()))]).replace(ISOLATES, "");
    let day = survey.row.schedule.today(by.now);
    let noted = follow_up::Noted { kind: FollowUpKind::Shown, day, note, next_on: None };
    follow_up::keep(&state.store, &survey.row.code, &invited.partner, once, noted, by).await?;
    Ok(Some(Message { locale: locale.clone(), text: text(state, survey, invited, locale) }))
}

fn text(state: &State, survey: &Survey, invited: &Invited, locale: &Locale) -> String {
    let t = state.translations.locale(locale);
    let link = format!("{}/i/{}", state.base_url, invited.token.as_str());
    let decline = format!("{link}/decline");
    let contact = invited.contacts.first().map(|(name, _)| name.as_str()).filter(|name| !name.is_empty());
    let deadline = t.date(survey.row.closes_on);
    let text = t.tr(
        "invitations-chat-message",
        &[
            ("contact", Arg::from(contact.unwrap_or(&invited.name))),
            ("partner", Arg::from(invited.name.as_str())),
            ("survey", Arg::from(survey.title(locale))),
            ("deadline", Arg::from(deadline.as_str())),
            ("link", Arg::from(link.as_str())),
            ("decline", Arg::from(decline.as_str())),
        ],
    );
    let key_link = compose::key_link(&state.base_url, &survey.row.code);
    let key = KeyNote { number: survey.key_number(), link: &key_link };
    let text = format!("{}\n\n{}", text.trim_end(), compose::key_note(t, key));
    // In a chat some programs show isolates as boxes; a mark before it keeps a line of digits in order as well.
    text.replace(compose::LEFT_TO_RIGHT, "\u{200e}").replace(ISOLATES, "")
}
