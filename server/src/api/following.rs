//! Invitations of a survey: who is invited and where each stands, inviting partners, follow-ups, who needs a call, reminders.

use std::collections::BTreeSet;

use actix_web::web;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use survey::Day;
use uuid::Uuid;

use super::answer::{Created, Nothing, Page};
use super::find;
use super::people::moment;
use super::problem::{ApiError, Code};
use super::route::{Routes, Who};
use super::take::{Body, Path, Query};
use super::words::Word;
use crate::app::State;
use crate::auth::Permission;
use crate::auth::caller::Caller;
use crate::calls::{self, Reason, Unreachable};
use crate::catalogue::Survey;
use crate::entropy;
use crate::fieldwork::follow_up::{self, Fault, Noted};
use crate::fieldwork::invite::{self, Chosen};
use crate::fieldwork::withdraw::{self, Withdrawal};
use crate::fieldwork::{links, rounds};
use crate::mail::MessageKind;
use crate::partners::EmailAddress;
use crate::reminders::clock;
use crate::reminders::plan::{Audience, Round, RoundState};
use crate::store::follow_ups::{FollowUp, FollowUpKind};
use crate::store::invitations::InvitationState;
use crate::store::invited::{Filter, Invited};
use crate::store::messages::MessageState;
use crate::store::withdrawals::NotEligible;

/// The routes.
pub fn routes(api: &mut Routes) {
    let who = Who::Staff(Permission::RunSurveys);
    let base = "/surveys/{survey}/invitations";
    let one = "/surveys/{survey}/invitations/{invitation}";
    api.get(base, who, "Invited partners, and where each stands.").by(list);
    api.post(base, who, "Invites partners who are active and not invited yet.")
        .problems(&[Code::Invalid, Code::NotNow])
        .by(add);
    let summary = "Withdraws invitations: those that nobody has heard of, and with a reason announced ones before the last day.";
    api.post("/surveys/{survey}/invitations/withdraw", who, summary).problems(&[Code::Invalid]).by(withdraw);
    let summary = "Takes back that an announced invitation was withdrawn.";
    api.delete("/surveys/{survey}/invitations/{invitation}/withdrawal", who, summary)
        .problems(&[Code::NotNow])
        .by(take_back);
    api.get(one, who, "One invitation, with mail so far and follow-ups; never the link.").by(read);
    api.post("/surveys/{survey}/invitations/{invitation}/follow-ups", who, "Notes a follow-up.")
        .problems(&[Code::Invalid])
        .by(note);
    let follow_up = "/surveys/{survey}/invitations/{invitation}/follow-ups/{follow_up}";
    api.put(follow_up, who, "Corrects a follow-up.").problems(&[Code::Invalid]).by(correct);
    api.delete(follow_up, who, "Takes a follow-up back.").by(take_follow_up_back);
    let summary = "Replaces the personal link of whoever has neither responded nor declined.";
    api.post("/surveys/{survey}/invitations/{invitation}/link", who, summary)
        .problems(&[Code::NotNow])
        .by(replace_link);
    let summary = "Lets one more answer come from an invitation, once, whatever its limit.";
    api.post("/surveys/{survey}/invitations/{invitation}/device", who, summary)
        .problems(&[Code::NotNow])
        .by(grant_one_more);
    let summary = "Corrects the address of a partner whose mail came back.";
    api.put("/surveys/{survey}/invitations/{invitation}/address", who, summary)
        .problems(&[Code::Invalid, Code::NotNow])
        .by(correct_address);
    api.get("/surveys/{survey}/calls", who, "Who needs a call today, the most pressing first.").by(call);
    api.get("/surveys/{survey}/rounds", who, "The plan: what went out and what comes.").by(plan);
    api.post("/surveys/{survey}/rounds/{round}/send", who, "Sends a planned round now.")
        .problems(&[Code::NotNow])
        .by(send);
    api.delete("/surveys/{survey}/rounds/{round}", who, "Takes a round out of the plan.")
        .problems(&[Code::NotNow])
        .by(cancel);
    api.get("/surveys/{survey}/messages", who, "The outbox, one state at a time.").by(messages);
}

/// An invited partner.
#[derive(Serialize, JsonSchema)]
struct InvitationLine {
    id: Uuid,
    name: String,
    region: String,
    language: String,
    state: Word<InvitationState>,
    /// How many reminders were sent.
    reminders: u64,
}

/// Which invitations.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct Wish {
    state: Option<Word<InvitationState>>,
    region: String,
    language: String,
    /// The manager's address.
    manager: String,
    /// A part of the name or the country.
    search: String,
    /// How many at the most.
    #[schemars(range(min = 1, max = 500))]
    limit: u32,
    /// What `next` said.
    after: Option<u32>,
}

impl Default for Wish {
    fn default() -> Self {
        let [region, language, manager, search] = Default::default();
        Self { state: None, region, language, manager, search, limit: 100, after: None }
    }
}

/// So far a list may be followed.
const FURTHEST: u32 = 1_000_000_000;

async fn list(
    state: web::Data<State>,
    Path(survey): Path<String>,
    Query(wish): Query<Wish>,
) -> Result<web::Json<Page<InvitationLine>>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let (limit, offset) = (find::limit(wish.limit, 500)?, wish.after.unwrap_or(0).min(FURTHEST));
    let (region, language, manager, search) = (wish.region, wish.language, wish.manager, wish.search);
    let filter = Filter { region, language, manager, search };
    let wanted = wish.state.map(|state| state.0);
    let lines = state.store.invited(&survey.row.code, &filter, wanted, "", (offset, limit + 1)).await?;
    let lines: Vec<_> = lines
        .into_iter()
        .map(|line| InvitationLine {
            id: line.id,
            name: line.name,
            region: line.region,
            language: line.language,
            state: Word(line.state),
            reminders: line.reminders,
        })
        .collect();
    Ok(web::Json(Page::of(lines, limit, |_| (offset + limit).to_string())))
}

/// Whom to invite.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Invite {
    /// The keys of partners; null for everyone who is active and not invited yet.
    partners: Option<Vec<String>>,
    /// Whether their mail goes out at once, if the survey is open.
    mail: bool,
}

/// How many were invited.
#[derive(Serialize, JsonSchema)]
struct InvitedCount {
    invited: usize,
}

async fn add(
    state: web::Data<State>,
    caller: Caller,
    Path(survey): Path<String>,
    Body(body): Body<Invite>,
) -> Result<web::Json<InvitedCount>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    if survey.row.public_token.is_some() {
        return Err(ApiError::new(Code::NotNow, "This survey is open to everyone: nobody is invited."));
    }
    let code = &survey.row.code;
    let chosen = match body.partners {
        None => Chosen::All(Filter::default()),
        Some(keys) => {
            let known = state.store.candidates(code, &Filter::default(), u32::MAX).await?;
            let known: BTreeSet<_> = known.iter().map(|one| one.key.as_str()).collect();
            let unknown = keys.iter().enumerate().filter(|(_, key)| !known.contains(key.as_str()));
            let wrong = unknown.fold(ApiError::invalid(), |error, (place, _)| {
                error.at(&format!("/partners/{place}"), "no partner who is active and not invited yet")
            });
            wrong.if_any()?;
            Chosen::These(keys.into_iter().collect())
        }
    };
    let invited = invite::invite(&state.store, code, &chosen, body.mail, caller.by(&state)).await?;
    Ok(web::Json(InvitedCount { invited }))
}

/// Which invitations to withdraw.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Withdraw {
    /// The keys of partners; null for everyone who has not responded.
    partners: Option<Vec<String>>,
    /// Why announced ones are not eligible; null leaves these as they are.
    reason: Option<Word<NotEligible>>,
}

/// What was withdrawn.
#[derive(Serialize, JsonSchema)]
struct Withdrawn {
    /// So many were removed, that nobody had heard of.
    removed: usize,
    /// So many announced ones were withdrawn.
    withdrawn: usize,
    /// So many stay.
    kept: usize,
}

async fn withdraw(
    state: web::Data<State>,
    caller: Caller,
    Path(survey): Path<String>,
    Body(body): Body<Withdraw>,
) -> Result<web::Json<Withdrawn>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let chosen = match body.partners {
        None => Chosen::All(Filter::default()),
        Some(keys) => Chosen::These(keys.into_iter().collect()),
    };
    let (code, reason, by) = (&survey.row.code, body.reason.map(|reason| reason.0), caller.by(&state));
    let Withdrawal { removed, withdrawn, kept } =
        withdraw::withdraw(&state.store, code, &chosen, reason, false, by).await?;
    Ok(web::Json(Withdrawn { removed, withdrawn, kept }))
}

async fn take_back(
    state: web::Data<State>,
    caller: Caller,
    Path(path): Path<(String, String)>,
) -> Result<Nothing, ApiError> {
    let (survey, invited) = found(&state, &path).await?;
    match withdraw::take_back(&state.store, &survey.row.code, invited.id, caller.by(&state)).await? {
        true => Ok(Nothing),
        false => Err(ApiError::new(Code::NotNow, "It is not withdrawn, or the survey is not open.")),
    }
}

/// A follow-up.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "FollowUp")]
struct FollowUpAnswer {
    id: Uuid,
    kind: Word<FollowUpKind>,
    day: Day,
    /// Who noted it.
    who: String,
    note: String,
    /// The day that was agreed for the next.
    next_on: Option<Day>,
}

impl From<FollowUp> for FollowUpAnswer {
    fn from(one: FollowUp) -> Self {
        Self {
            id: one.id,
            kind: Word(one.kind),
            day: one.day,
            who: one.staff_name,
            note: one.note,
            next_on: one.next_on,
        }
    }
}

/// A message that was sent to a partner, or will be.
#[derive(Serialize, JsonSchema)]
struct MailLine {
    kind: Word<MessageKind>,
    state: Word<MessageState>,
    sent_at: Option<String>,
    /// What the mail server said against it.
    problem: Option<String>,
}

/// An invitation in full.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Invitation")]
struct InvitationAnswer {
    id: Uuid,
    /// The partner's key.
    partner: String,
    name: String,
    region: String,
    country: String,
    programme: String,
    r#type: String,
    language: String,
    manager: String,
    active: bool,
    state: Word<InvitationState>,
    responded_on: Option<Day>,
    /// Why it was withdrawn, if it is.
    withdrawn: Option<Word<NotEligible>>,
    /// Why mail came back.
    bounce: Option<String>,
    messages: Vec<MailLine>,
    follow_ups: Vec<FollowUpAnswer>,
}

async fn found(
    state: &State,
    path: &(String, String),
) -> Result<(std::sync::Arc<Survey>, Invited), ApiError> {
    let survey = find::survey(state, &path.0).await?;
    let id = find::id(&path.1, Code::UnknownInvitation)?;
    let invited = state.store.invited_partner(&survey.row.code, id).await?;
    let invited = invited.ok_or_else(|| find::nothing(Code::UnknownInvitation))?;
    Ok((survey, invited))
}

async fn read(
    state: web::Data<State>,
    Path(path): Path<(String, String)>,
) -> Result<web::Json<InvitationAnswer>, ApiError> {
    let (survey, one) = found(&state, &path).await?;
    let messages = state.store.messages_of(one.id).await?.into_iter().map(|message| MailLine {
        kind: Word(message.kind),
        state: Word(message.state),
        sent_at: message.sent_at.map(moment),
        problem: message.problem,
    });
    let follow_ups = state.store.follow_ups(&survey.row.code, &one.partner).await?;
    Ok(web::Json(InvitationAnswer {
        id: one.id,
        partner: one.partner,
        name: one.name,
        region: one.region,
        country: one.country,
        programme: one.programme,
        r#type: one.kind,
        language: one.language.to_string(),
        manager: one.manager,
        active: one.active,
        state: Word(one.state),
        responded_on: one.responded_on,
        withdrawn: one.withdrawn.map(Word),
        bounce: one.bounce,
        messages: messages.collect(),
        follow_ups: follow_ups.into_iter().map(FollowUpAnswer::from).collect(),
    }))
}

/// A follow-up to note.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewFollowUp {
    kind: Word<FollowUpKind>,
    day: Day,
    #[schemars(length(max = 2000))]
    note: String,
    next_on: Option<Day>,
}

fn noted(state: &State, survey: &Survey, new: NewFollowUp) -> Result<Noted, ApiError> {
    let noted =
        Noted { kind: new.kind.0, day: new.day, note: new.note.trim().to_owned(), next_on: new.next_on };
    let mut wrong = ApiError::invalid();
    if !FollowUpKind::NOTED.contains(&noted.kind) {
        wrong = wrong.at("/kind", "nobody notes this by hand");
    }
    for fault in follow_up::faults(&noted, survey.today(state.clock)) {
        wrong = match fault {
            Fault::DayFuture => wrong.at("/day", "this day has not come"),
            Fault::NoteMissing => wrong.at("/note", "a note says something"),
            Fault::NoteLong => wrong.at("/note", format!("at most {} characters", follow_up::LONGEST_NOTE)),
            Fault::NextEarly => wrong.at("/next_on", "before the day of this one"),
        };
    }
    wrong.if_any()?;
    Ok(noted)
}

async fn correct(
    state: web::Data<State>,
    caller: Caller,
    Path((survey, invitation, follow_up)): Path<(String, String, String)>,
    Body(new): Body<NewFollowUp>,
) -> Result<Nothing, ApiError> {
    let (survey, invited) = found(&state, &(survey, invitation)).await?;
    let id = find::id(&follow_up, Code::UnknownFollowUp)?;
    let (noted, of) = (noted(&state, &survey, new)?, (&survey.row.code, invited.partner.as_str()));
    match follow_up::correct(&state.store, of, id, noted, caller.by(&state)).await? {
        true => Ok(Nothing),
        false => Err(find::nothing(Code::UnknownFollowUp)),
    }
}

async fn take_follow_up_back(
    state: web::Data<State>,
    caller: Caller,
    Path((survey, invitation, follow_up)): Path<(String, String, String)>,
) -> Result<Nothing, ApiError> {
    let (survey, invited) = found(&state, &(survey, invitation)).await?;
    let id = find::id(&follow_up, Code::UnknownFollowUp)?;
    let (code, by) = (&survey.row.code, caller.by(&state));
    match follow_up::take_back(&state.store, code, &invited.partner, id, by).await? {
        true => Ok(Nothing),
        false => Err(find::nothing(Code::UnknownFollowUp)),
    }
}

async fn note(
    state: web::Data<State>,
    caller: Caller,
    Path(path): Path<(String, String)>,
    Body(new): Body<NewFollowUp>,
) -> Result<Created<FollowUpAnswer>, ApiError> {
    let (survey, invited) = found(&state, &path).await?;
    let noted = noted(&state, &survey, new)?;
    let (id, by) = (entropy::uuid(), caller.by(&state));
    let kept = follow_up::keep(&state.store, &survey.row.code, &invited.partner, id, noted, by).await?;
    let location = format!("/surveys/{}/invitations/{}", survey.row.code, invited.id);
    Ok(Created { location, body: kept.into() })
}

async fn replace_link(
    state: web::Data<State>,
    caller: Caller,
    Path(path): Path<(String, String)>,
) -> Result<Nothing, ApiError> {
    let (survey, invited) = found(&state, &path).await?;
    match links::replace(&state.store, &survey.row.code, &invited, caller.by(&state)).await? {
        true => Ok(Nothing),
        false => Err(ApiError::new(Code::NotNow, "Who has responded or declined keeps the link.")),
    }
}

async fn grant_one_more(
    state: web::Data<State>,
    caller: Caller,
    Path(path): Path<(String, String)>,
) -> Result<Nothing, ApiError> {
    let (survey, invited) = found(&state, &path).await?;
    match links::grant_one_more(&state.store, &survey.row.code, &invited, caller.by(&state)).await? {
        true => Ok(Nothing),
        false => Err(ApiError::new(Code::NotNow, "One more was granted before.")),
    }
}

/// An address that mail reaches.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct NewAddress {
    #[schemars(length(max = 254))]
    address: String,
    /// Whether the invitation goes out once more.
    again: bool,
}

async fn correct_address(
    state: web::Data<State>,
    caller: Caller,
    Path(path): Path<(String, String)>,
    Body(new): Body<NewAddress>,
) -> Result<Nothing, ApiError> {
    let (survey, invited) = found(&state, &path).await?;
    let address = new.address.parse::<EmailAddress>();
    let address = address.map_err(|_| ApiError::invalid().at("/address", "this is no e-mail address"))?;
    let (store, by) = (&state.store, caller.by(&state));
    match links::correct_address(store, &survey, &invited, address.as_str(), new.again, by).await? {
        true => Ok(Nothing),
        false => Err(ApiError::new(Code::NotNow, "Mail to this partner has not come back.")),
    }
}

/// A partner to call.
#[derive(Serialize, JsonSchema)]
struct CallLine {
    /// The invitation's id.
    invitation: Uuid,
    /// Why: `agreed` for a day; `no_address`, `mail_unwanted`, mail `bounced`, `mail_failed` or `mail_unsure`; the link was `opened`, or several times `reminded`.
    reason: &'static str,
    /// The day that was agreed.
    agreed_on: Option<Day>,
    /// Whether the caller is responsible.
    own: bool,
}

async fn call(
    state: web::Data<State>,
    caller: Caller,
    Path(survey): Path<String>,
) -> Result<web::Json<Vec<CallLine>>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let today = survey.today(state.clock);
    let own = &caller.member.email;
    let pressing = match survey.is_open() {
        true => calls::pressing(&state.store, &survey.row.code, own, today).await?,
        false => Vec::new(),
    };
    let line = |(others, reason, invitation): (bool, Reason, Uuid)| {
        let (word, agreed_on) = match reason {
            Reason::Agreed(day) => ("agreed", Some(day)),
            Reason::Unreachable(Unreachable::NoAddress) => ("no_address", None),
            Reason::Unreachable(Unreachable::Unwanted) => ("mail_unwanted", None),
            Reason::Unreachable(Unreachable::Bounced) => ("bounced", None),
            Reason::Unreachable(Unreachable::Failed) => ("mail_failed", None),
            Reason::Unreachable(Unreachable::Unsure) => ("mail_unsure", None),
            Reason::Opened => ("opened", None),
            Reason::Reminded(_) => ("reminded", None),
        };
        CallLine { invitation, reason: word, agreed_on, own: !others }
    };
    Ok(web::Json(pressing.into_iter().map(line).collect()))
}

/// A round of messages.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Round")]
struct RoundAnswer {
    id: Uuid,
    kind: Word<MessageKind>,
    audience: Word<Audience>,
    /// The day on which it went out or is due.
    day: Day,
    /// `planned`, `sent`, `skipped` or `cancelled`.
    state: &'static str,
    /// How many messages were queued.
    messages: Option<u32>,
    /// The languages; none for all.
    languages: Vec<survey::Locale>,
}

async fn plan(
    state: web::Data<State>,
    Path(survey): Path<String>,
) -> Result<web::Json<Vec<RoundAnswer>>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let line = |round: Round| {
        let (day, word, messages) = match round.state {
            RoundState::Sent { on, messages } => (on, "sent", Some(messages)),
            RoundState::Planned => (round.due_on(&survey.row), "planned", None),
            RoundState::Skipped => (round.due_on(&survey.row), "skipped", None),
            RoundState::Cancelled => (round.due_on(&survey.row), "cancelled", None),
        };
        RoundAnswer {
            id: round.id,
            kind: Word(round.kind),
            audience: Word(round.audience),
            day,
            state: word,
            messages,
            languages: round.languages,
        }
    };
    Ok(web::Json(state.store.rounds(&survey.row.code).await?.into_iter().map(line).collect()))
}

async fn found_round(state: &State, path: &(String, String)) -> Result<Round, ApiError> {
    let survey = find::survey(state, &path.0).await?;
    let id = find::id(&path.1, Code::UnknownRound)?;
    let found = state.store.rounds(&survey.row.code).await?.into_iter().find(|round| round.id == id);
    found.ok_or_else(|| find::nothing(Code::UnknownRound))
}

/// How many messages were queued.
#[derive(Serialize, JsonSchema)]
struct SentCount {
    messages: u32,
}

async fn send(
    state: web::Data<State>,
    caller: Caller,
    Path(path): Path<(String, String)>,
) -> Result<web::Json<SentCount>, ApiError> {
    let round = found_round(&state, &path).await?;
    let by = (caller.member.name.as_str(), caller.member.email.as_str());
    let sent = clock::send_now(&state.store, &round.survey, round.id, by, state.clock.now()).await?;
    let messages = sent.ok_or_else(|| ApiError::new(Code::NotNow, "This round can't go out now."))?;
    Ok(web::Json(SentCount { messages }))
}

async fn cancel(
    state: web::Data<State>,
    caller: Caller,
    Path(path): Path<(String, String)>,
) -> Result<Nothing, ApiError> {
    let round = found_round(&state, &path).await?;
    match rounds::cancel(&state.store, &round, caller.by(&state)).await? {
        true => Ok(Nothing),
        false => Err(ApiError::new(Code::NotNow, "This round is no longer planned.")),
    }
}

/// A message of the outbox.
#[derive(Serialize, JsonSchema)]
struct OutboxMessage {
    id: Uuid,
    partner: String,
    kind: Word<MessageKind>,
    language: String,
    state: Word<MessageState>,
    sent_at: Option<String>,
    problem: Option<String>,
}

/// Which messages.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct OutboxWish {
    state: Word<MessageState>,
    /// What `next` said.
    after: Option<u32>,
}

async fn messages(
    state: web::Data<State>,
    Path(survey): Path<String>,
    Query(wish): Query<OutboxWish>,
) -> Result<web::Json<Page<OutboxMessage>>, ApiError> {
    const LIMIT: u32 = 200;
    let survey = find::survey(&state, &survey).await?;
    let offset = wish.after.unwrap_or(0).min(FURTHEST);
    let lines = state.store.outbox(&survey.row.code, wish.state.0, offset, LIMIT + 1).await?;
    let lines: Vec<_> = lines
        .into_iter()
        .map(|line| OutboxMessage {
            id: line.id,
            partner: line.partner,
            kind: Word(line.kind),
            language: line.language,
            state: Word(line.state),
            sent_at: line.sent_at.map(moment),
            problem: line.problem,
        })
        .collect();
    Ok(web::Json(Page::of(lines, LIMIT, |_| (offset + LIMIT).to_string())))
}
