//! Messages of a survey: rounds that are planned, the survey's own wording, messages that nobody knows the end of, links to hand on; and
//! the survey's history.

use actix_web::web;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use survey::{Day, Locale};
use uuid::Uuid;

use super::answer::{Created, Nothing, Tagged};
use super::find;
use super::people::moment;
use super::problem::{ApiError, Code};
use super::route::{Routes, Who};
use super::take::{Body, IfMatch, Path};
use super::words::Word;
use crate::app::State;
use crate::auth::Permission;
use crate::auth::caller::Caller;
use crate::catalogue::Survey;
use crate::entropy;
use crate::fieldwork::rounds::{self, Fault, Wanted};
use crate::fieldwork::{links, wording};
use crate::mail::MessageKind;
use crate::mail::wording::{Fault as WordingFault, Part, Source, Wording};
use crate::reminders::plan::{Anchor, Audience, Round, RoundState};
use crate::store::mail_hold::MailHold;

/// The routes.
pub fn routes(api: &mut Routes) {
    let who = Who::Staff(Permission::RunSurveys);
    api.post("/surveys/{survey}/rounds", who, "Plans a round of messages, from tomorrow on.")
        .problems(&[Code::Invalid])
        .by(plan);
    api.put("/surveys/{survey}/rounds/{round}", who, "Changes a round that has not gone out.")
        .problems(&[Code::Invalid, Code::NotNow])
        .by(replan);
    let summary = "Says what becomes of a message of which nobody knows whether it went out; while mail is held, one that waits is left \
                   because it went out already.";
    api.post("/surveys/{survey}/messages/{message}/decision", who, summary)
        .problems(&[Code::NotNow])
        .by(decide);
    let summary = "While mail is held, says that all messages of the survey that wait went out already.";
    api.post("/surveys/{survey}/messages/all-sent", who, summary).problems(&[Code::NotNow]).by(all_sent);
    api.get("/mail", who, "Whether mail to partners is held, and why.").by(mail);
    api.post("/mail/release", who, "Lets mail to partners go out again that is held.")
        .problems(&[Code::NotNow])
        .by(release);
    api.get("/surveys/{survey}/wordings", who, "What messages say, by kind and language.").by(wordings);
    api.get(
        "/surveys/{survey}/wordings/{kind}/{language}",
        who,
        "What one kind of message says in a language.",
    )
    .by(one_wording);
    api.put("/surveys/{survey}/wordings/{kind}/{language}", who, "Keeps a wording of the survey's own.")
        .problems(&[Code::Invalid])
        .by(reword);
    api.delete("/surveys/{survey}/wordings/{kind}/{language}", who, "Goes back to the standard wording.")
        .by(back_to_standard);
    api.get("/surveys/{survey}/history", who, "What was done to the survey, the oldest first.").by(history);
    let summary =
        "The one link of a survey that is open to everyone; null for one to which partners are invited.";
    api.get("/surveys/{survey}/public-link", who, summary).by(public_link);
    let summary = "Opens a survey without invitations to everyone.";
    api.post("/surveys/{survey}/public-link", who, summary).problems(&[Code::NotNow]).by(open_to_everyone);
    let summary = "Goes back to invitations, as long as nobody has answered.";
    api.delete("/surveys/{survey}/public-link", who, summary).problems(&[Code::NotNow]).by(invited_only);
    let summary = "A message with the personal link, to be handed on. That it was made is noted.";
    api.post("/surveys/{survey}/invitations/{invitation}/message", who, summary)
        .problems(&[Code::NotNow])
        .by(message);
}

/// When a round goes out.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum When {
    /// On a day.
    On(Day),
    /// So many days after the first day.
    DaysAfterOpening(u32),
    /// So many days before the last day; it moves with it.
    DaysBeforeDeadline(u32),
    /// So many days after the last day.
    DaysAfterDeadline(u32),
}

/// A round of messages.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RoundBody {
    kind: Word<MessageKind>,
    when: When,
    /// Thanks go to those who have responded, whatever is said here.
    audience: Word<Audience>,
    /// To partners of these of the survey's languages.
    languages: Vec<Locale>,
}

/// The round's id.
#[derive(Serialize, JsonSchema)]
struct RoundId {
    id: Uuid,
    /// The day on which it is due.
    due_on: Day,
}

fn checked(state: &State, survey: &Survey, body: RoundBody, id: Uuid) -> Result<Round, ApiError> {
    let anchor = match body.when {
        When::On(day) => Anchor::Date(day),
        When::DaysAfterOpening(n) => Anchor::AfterOpening(n),
        When::DaysBeforeDeadline(n) => Anchor::BeforeDeadline(n),
        When::DaysAfterDeadline(n) => Anchor::AfterDeadline(n),
    };
    let (kind, audience, languages) = (body.kind.0, body.audience.0, body.languages);
    let wanted = Wanted { kind, anchor, audience, languages };
    let checked = wanted.check(&survey.row, &survey.current().languages, id, survey.today(state.clock));
    checked.map_err(|faults| {
        faults.into_iter().fold(ApiError::invalid(), |error, fault| match fault {
            Fault::Kind => error.at("/kind", "this goes out by itself when a survey closes early"),
            Fault::Audience => error.at("/audience", "who has responded is thanked and never pressed again"),
            Fault::Languages => error.at("/languages", "at least one of the survey's languages"),
            Fault::Days => error.at("/when", format!("at most {} days", rounds::MOST_DAYS)),
            Fault::Past => error.at("/when", "a round is planned for tomorrow at the earliest"),
            Fault::InVain => error.at("/when", "this would be after the last day"),
        })
    })
}

async fn plan(
    state: web::Data<State>,
    caller: Caller,
    Path(survey): Path<String>,
    Body(body): Body<RoundBody>,
) -> Result<Created<RoundId>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let round = checked(&state, &survey, body, entropy::uuid())?;
    rounds::plan(&state.store, &round, caller.by(&state)).await?;
    let body = RoundId { id: round.id, due_on: round.due_on(&survey.row) };
    Ok(Created { location: format!("/surveys/{}/rounds", survey.row.code), body })
}

async fn replan(
    state: web::Data<State>,
    caller: Caller,
    Path((survey, round)): Path<(String, String)>,
    Body(body): Body<RoundBody>,
) -> Result<web::Json<RoundId>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let id = find::id(&round, Code::UnknownRound)?;
    let known = state.store.rounds(&survey.row.code).await?.into_iter().find(|round| round.id == id);
    let known = known.ok_or_else(|| find::nothing(Code::UnknownRound))?;
    let gone = || ApiError::new(Code::NotNow, "This round is no longer planned.");
    if known.state != RoundState::Planned {
        return Err(gone());
    }
    let round = checked(&state, &survey, body, id)?;
    match rounds::change(&state.store, &round, caller.by(&state)).await? {
        true => Ok(web::Json(RoundId { id, due_on: round.due_on(&survey.row) })),
        false => Err(gone()),
    }
}

/// How many messages wait.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Seen {
    /// As many as the outbox has shown: if it is another number by now, nothing is done.
    waiting: u64,
}

async fn all_sent(
    state: web::Data<State>,
    caller: Caller,
    Path(survey): Path<String>,
    Body(seen): Body<Seen>,
) -> Result<Nothing, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let (code, who, now) = (&survey.row.code, &caller.member.email, state.clock.now_ms());
    match state.store.decide_all_sent(code, seen.waiting, who, now).await? {
        true => Ok(Nothing),
        false => Err(ApiError::new(Code::NotNow, "Mail is not held, or another number of messages waits.")),
    }
}

/// Whether mail to partners goes out.
#[derive(Serialize, JsonSchema)]
struct MailAnswer {
    /// Why it is held, `restored` or `asked`; null if it is not.
    held: Option<&'static str>,
}

async fn mail(state: web::Data<State>) -> Result<web::Json<MailAnswer>, ApiError> {
    let held = state.store.mail_way().await?.held;
    Ok(web::Json(MailAnswer { held: held.map(MailHold::as_str) }))
}

async fn release(state: web::Data<State>, caller: Caller) -> Result<Nothing, ApiError> {
    match state.store.release_mail(&caller.member.email, state.clock.now_ms()).await? {
        true => Ok(Nothing),
        false => Err(ApiError::new(Code::NotNow, "Mail is not held.")),
    }
}

/// What becomes of a message.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Decision {
    /// Whether it is sent again; else it is left.
    again: bool,
}

async fn decide(
    state: web::Data<State>,
    caller: Caller,
    Path((survey, message)): Path<(String, String)>,
    Body(decision): Body<Decision>,
) -> Result<Nothing, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let id = find::id(&message, Code::UnknownMessage)?;
    let (code, who, now) = (&survey.row.code, &caller.member.email, state.clock.now_ms());
    match state.store.decide_unsure(code, id, decision.again, who, now).await? {
        true => Ok(Nothing),
        false => Err(ApiError::new(Code::NotNow, "There is nothing to be decided about such a message.")),
    }
}

/// What a message says, with variables such as `{ $partner }`.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Wording")]
struct WordingAnswer {
    kind: Word<MessageKind>,
    language: Locale,
    /// Whether it is the survey's own; else it is the standard one.
    own: bool,
    /// To be sent as If-Match, in quotes, by who changes it.
    etag: String,
    subject: String,
    body: String,
}

impl WordingAnswer {
    fn of(kind: MessageKind, language: &Locale, own: Option<Source>, state: &State) -> Self {
        let is_own = own.is_some();
        let source = own.unwrap_or_else(|| Source::standard(state.translations.locale(language), kind));
        let etag = source.fingerprint();
        let Source { subject, body } = source;
        Self { kind: Word(kind), language: language.clone(), own: is_own, etag, subject, body }
    }
}

async fn wordings(
    state: web::Data<State>,
    Path(survey): Path<String>,
) -> Result<web::Json<Vec<WordingAnswer>>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let mut own = state.store.message_texts(&survey.row.code).await?;
    let mut all = Vec::new();
    for language in &survey.current().languages {
        for kind in MessageKind::planned() {
            let found = own.remove(&(kind, language.clone()));
            all.push(WordingAnswer::of(kind, language, found, &state));
        }
    }
    Ok(web::Json(all))
}

async fn read_wording(
    state: &State,
    survey: &Survey,
    (kind, language): (MessageKind, &Locale),
) -> Result<Tagged<WordingAnswer>, ApiError> {
    let own = state.store.message_text(&survey.row.code, kind, language).await?;
    let body = WordingAnswer::of(kind, language, own, state);
    Ok(Tagged { etag: body.etag.clone(), body })
}

async fn one_wording(
    state: web::Data<State>,
    Path((survey, kind, language)): Path<(String, String, String)>,
) -> Result<Tagged<WordingAnswer>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let (kind, language) = which(&survey, &kind, &language)?;
    read_wording(&state, &survey, (kind, &language)).await
}

/// A wording.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct WordingBody {
    #[schemars(length(min = 1, max = 150))]
    subject: String,
    #[schemars(length(min = 1, max = 6000))]
    body: String,
}

fn which(survey: &Survey, kind: &str, language: &str) -> Result<(MessageKind, Locale), ApiError> {
    let kind: MessageKind = find::named(kind, Code::UnknownWording)?;
    if !kind.is_planned() {
        return Err(find::nothing(Code::UnknownWording));
    }
    let found = survey.current().languages.iter().find(|locale| locale.as_str() == language);
    Ok((kind, found.cloned().ok_or_else(|| find::nothing(Code::UnknownWording))?))
}

fn wrong(fault: &WordingFault) -> String {
    match fault {
        WordingFault::Empty => "nothing stands here".to_owned(),
        WordingFault::TooLong(most) => format!("at most {most} characters"),
        WordingFault::LineBreak => "a subject has one line".to_owned(),
        WordingFault::Brace => "a brace begins or ends no variable".to_owned(),
        WordingFault::Unknown(written) => format!("there is no variable {written}"),
        WordingFault::NotHere(variable) => format!("{} can't stand here", variable.written()),
        WordingFault::Missing(variable) => format!("{} is missing", variable.written()),
        WordingFault::NotAlone(variable) => format!("{} stands on a line of its own", variable.written()),
        WordingFault::PersonalLink => "somebody's personal link stands here".to_owned(),
    }
}

async fn reword(
    state: web::Data<State>,
    caller: Caller,
    Path((survey, kind, language)): Path<(String, String, String)>,
    seen: IfMatch,
    Body(body): Body<WordingBody>,
) -> Result<Tagged<WordingAnswer>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let (kind, language) = which(&survey, &kind, &language)?;
    let source = Source::typed(&body.subject, &body.body);
    Wording::read(kind, &source).map_err(|faults| {
        faults.iter().fold(ApiError::invalid(), |error, (part, fault)| {
            let pointer = match part {
                Part::Subject => "/subject",
                Part::Body => "/body",
            };
            error.at(pointer, wrong(fault))
        })
    })?;
    let texts = (&source, state.translations.locale(&language));
    let (code, by) = (&survey.row.code, caller.by(&state));
    match wording::keep(&state.store, code, (kind, &language), texts, seen.text(), by).await? {
        None => read_wording(&state, &survey, (kind, &language)).await,
        Some(_) => Err(IfMatch::overtaken()),
    }
}

async fn back_to_standard(
    state: web::Data<State>,
    caller: Caller,
    Path((survey, kind, language)): Path<(String, String, String)>,
    seen: IfMatch,
) -> Result<Nothing, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let (kind, language) = which(&survey, &kind, &language)?;
    let t = state.translations.locale(&language);
    let (code, by) = (&survey.row.code, caller.by(&state));
    let standard = Source::standard(t, kind);
    match wording::keep(&state.store, code, (kind, &language), (&standard, t), seen.text(), by).await? {
        None => Ok(Nothing),
        Some(_) => Err(IfMatch::overtaken()),
    }
}

/// Something that was done to a survey.
#[derive(Serialize, JsonSchema)]
struct HistoryLine {
    at: String,
    /// What.
    what: String,
    /// Who; empty where the clock did it.
    who: String,
    /// More of it.
    detail: Json,
}

async fn history(
    state: web::Data<State>,
    Path(survey): Path<String>,
) -> Result<web::Json<Vec<HistoryLine>>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let events = state.store.survey_events(&survey.row.code).await?.into_iter();
    let line = events.map(|event| HistoryLine {
        at: moment(event.at.timestamp_millis()),
        what: event.kind,
        who: event.staff_name,
        detail: event.detail,
    });
    Ok(web::Json(line.collect()))
}

/// The one link of a survey.
#[derive(Serialize, JsonSchema)]
struct PublicLink {
    link: Option<String>,
}

fn link_of(state: &State, survey: &Survey) -> web::Json<PublicLink> {
    let token = survey.row.public_token.as_ref();
    web::Json(PublicLink { link: token.map(|token| format!("{}/i/{}", state.base_url, token.as_str())) })
}

async fn public_link(
    state: web::Data<State>,
    Path(survey): Path<String>,
) -> Result<web::Json<PublicLink>, ApiError> {
    Ok(link_of(&state, &*find::survey(&state, &survey).await?))
}

async fn set_public(state: &State, caller: &Caller, survey: &str, public: bool) -> Result<(), ApiError> {
    let survey = find::survey(state, survey).await?;
    let done = links::set_public(&state.store, &survey.row.code, public, caller.by(state)).await?;
    state.catalogue.forget(&survey.row.code);
    if done {
        return Ok(());
    }
    Err(ApiError::new(Code::NotNow, "The survey has invitations or responses already."))
}

async fn open_to_everyone(
    state: web::Data<State>,
    caller: Caller,
    Path(survey): Path<String>,
) -> Result<web::Json<PublicLink>, ApiError> {
    set_public(&state, &caller, &survey, true).await?;
    Ok(link_of(&state, &*find::survey(&state, &survey).await?))
}

async fn invited_only(
    state: web::Data<State>,
    caller: Caller,
    Path(survey): Path<String>,
) -> Result<Nothing, ApiError> {
    set_public(&state, &caller, &survey, false).await?;
    Ok(Nothing)
}

/// The language that is wanted.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct MessageWish {
    /// One of the survey's; the partner's own, if null.
    language: Option<Locale>,
}

/// A message with the personal link. Whoever has it can answer in the partner's place.
#[derive(Serialize, JsonSchema)]
struct MessageText {
    language: Locale,
    text: String,
}

async fn message(
    state: web::Data<State>,
    caller: Caller,
    Path((survey, invitation)): Path<(String, String)>,
    Body(wish): Body<MessageWish>,
) -> Result<web::Json<MessageText>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let id = find::id(&invitation, Code::UnknownInvitation)?;
    let invited = state.store.invited_partner(&survey.row.code, id).await?;
    let invited = invited.ok_or_else(|| find::nothing(Code::UnknownInvitation))?;
    let asks = (state.translations.locale(&caller.member.language), caller.by(&state));
    let language = wish.language.as_ref().map(Locale::as_str);
    let made = links::message(&state, &survey, &invited, language, entropy::uuid(), asks).await?;
    let silent = "The link was used, the partner declined, or the survey is not open.";
    let made = made.ok_or_else(|| ApiError::new(Code::NotNow, silent))?;
    Ok(web::Json(MessageText { language: made.locale, text: made.text }))
}
