//! The page of an invited partner: contacts, state, mail so far, the follow-up log, and what can be done.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, web};
use askama::Template;
use chrono::DateTime;
use survey::form::Fields;
use uuid::Uuid;

use super::super::forms::{Errors, field};
use super::super::survey::Above;
use super::super::visit::{Frame, Problem, StaffVisit, Visit};
use super::super::words::{self, text};
use super::{base, find, language, query, region, state};
use crate::catalogue::Survey;
use crate::entropy;
use crate::fieldwork::withdraw;
use crate::store::StoreResult;
use crate::store::follow_ups::{FollowUp, FollowUpKind};
use crate::store::invitations::InvitationState;
use crate::store::invited::{Invited, SentMessage};
use crate::store::messages::MessageState;

/// The page.
#[derive(Template)]
#[template(path = "staff/invitations/partner.html")]
pub struct PartnerPage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    here: String,
    /// What was done just now: the id of a message.
    notice: Option<&'static str>,
    errors: Errors,
    fields: Fields,
    /// What the forms begin with.
    blank: Fields,
    /// The partner's page in the directory.
    directory: String,
    name: String,
    state_name: String,
    stands: &'static str,
    responded_on: Option<String>,
    facts: Vec<(String, String)>,
    contacts: Vec<(String, String)>,
    active: bool,
    bounce: Option<String>,
    /// The survey is open: mail can go out, and the link leads somewhere.
    open: bool,
    messages: Vec<Message>,
    follow_ups: Vec<Noted>,
    kinds: Vec<(&'static str, String)>,
    chat: Chat,
    link: Link,
    /// Why the invitation was withdrawn, if it is.
    withdrawn: Option<String>,
    /// The page on which it can be withdrawn, if it can.
    withdraw: Option<String>,
    /// Whether a manager can still let one more answer come.
    may_grant: bool,
    /// Whether it was said that the partner has not answered.
    disputed: bool,
    js: Option<String>,
}

impl PartnerPage<'_> {
    /// What the form of a new follow-up, or of the address, holds.
    fn value(&self, name: &str) -> &str {
        let of_another = !field(&self.fields, "follow_up").is_empty();
        field(if of_another { &self.blank } else { &self.fields }, name)
    }

    /// Whether what was typed belongs to the correction of this follow-up.
    fn corrects(&self, id: &Uuid) -> bool {
        field(&self.fields, "follow_up") == id.to_string()
    }

    /// What the form of a follow-up's correction holds.
    fn own<'f>(&'f self, id: &Uuid, kept: &'f Fields, name: &str) -> &'f str {
        field(if self.corrects(id) { &self.fields } else { kept }, name)
    }
}

/// A message of the mail queue, in words.
struct Message {
    kind: String,
    state: String,
    day: Option<String>,
    problem: Option<String>,
}

/// A follow-up, in words.
struct Noted {
    id: Uuid,
    /// What its form begins with; none for what nobody noted by hand.
    form: Option<Fields>,
    kind: String,
    day: String,
    who: String,
    note: String,
    next: Option<String>,
}

/// Whether the link may be shown or replaced.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Link {
    /// It leads to the form.
    Usable,
    /// A response was sent with it.
    Used,
    /// The partner does not want to be written to.
    Declined,
    /// The invitation was withdrawn.
    Withdrawn,
}

/// The message that can be copied.
struct Chat {
    /// So that loading the answer again notes nothing twice.
    once: Uuid,
    languages: Vec<(String, String, bool)>,
    shown: Option<Shown>,
}

/// The message, with the link.
pub struct Shown {
    /// The language's tag.
    pub locale: String,
    /// The direction of its writing.
    pub dir: &'static str,
    /// The text.
    pub text: String,
}

/// The page.
#[get("/surveys/{survey}/invitations/{id}")]
pub async fn show(visit: StaffVisit, path: web::Path<(String, String)>) -> Result<HttpResponse, Problem> {
    let (survey, invited) = find(&visit, &path).await?;
    let page = page(&visit, &survey, invited, Fields::default(), Errors::default(), None).await?;
    visit.page(StatusCode::OK, &page)
}

/// The page with what was typed into its forms, what is wrong with it, and the message if it was asked for.
pub async fn page<'a>(
    visit: &'a Visit,
    survey: &Survey,
    invited: Invited,
    fields: Fields,
    errors: Errors,
    shown: Option<Shown>,
) -> Result<PartnerPage<'a>, Problem> {
    let logs = logs(visit, survey, &invited).await.map_err(|error| visit.unavailable(&error))?;
    let (t, set) = (visit.t(), survey.current());
    let refused = logs.0.iter().find(|message| message.state == MessageState::Failed);
    let refused = refused.and_then(|message| message.problem.clone());
    let today = survey.today(visit.state.clock);
    let may_withdraw = invited.state != InvitationState::Responded
        && invited.withdrawn.is_none()
        && (withdraw::may_remove(&survey.row) || withdraw::may_withdraw_announced(&survey.row, today));
    let type_name = words::choice(set, "organisation_type", &invited.kind, t.locale());
    let facts = [
        ("invitations-region", region(visit, survey, &invited.region)),
        ("invitations-country", invited.country),
        ("invitations-programme", invited.programme),
        ("invitations-type", type_name),
        ("invitations-language", language(visit, invited.language.as_str())),
        ("invitations-manager", invited.manager),
    ];
    let blank = blank(visit, survey, &invited.contacts);
    let fields = match fields.0.is_empty() {
        true => blank.clone(),
        false => fields,
    };
    let chosen = shown.as_ref().map_or(invited.language.as_str(), |shown| &shown.locale).to_owned();
    Ok(PartnerPage {
        frame: visit.frame(&errors.title(visit, &invited.name)),
        above: Above::new(visit, survey, "invitations"),
        base: base(survey),
        here: format!("{}/{}", base(survey), invited.id),
        notice: notice(&query(visit)),
        errors,
        fields,
        blank,
        directory: format!("/staff/partners/{}", invited.partner),
        name: invited.name,
        state_name: state(t, invited.state),
        stands: invited.state.as_str(),
        responded_on: invited.responded_on.map(|day| t.date(day)),
        facts: facts
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(id, value)| (t.text(id), value))
            .collect(),
        contacts: invited.contacts,
        active: invited.active,
        bounce: (invited.state == InvitationState::Bounced)
            .then(|| invited.bounce.or(refused).unwrap_or_default()),
        open: survey.is_open(),
        messages: logs.0.into_iter().map(|message| say_message(visit, survey, message)).collect(),
        follow_ups: logs.1.into_iter().map(|follow_up| say_follow_up(visit, follow_up)).collect(),
        kinds: FollowUpKind::NOTED
            .map(|kind| (kind.as_str(), t.text(&format!("invitations-kind-{}", kind.as_str()))))
            .into(),
        chat: Chat {
            once: entropy::uuid(),
            languages: set
                .languages
                .iter()
                .map(|locale| {
                    (locale.to_string(), language(visit, locale.as_str()), locale.as_str() == chosen)
                })
                .collect(),
            shown,
        },
        link: match invited.state {
            _ if invited.withdrawn.is_some() => Link::Withdrawn,
            InvitationState::Responded => Link::Used,
            InvitationState::Declined => Link::Declined,
            _ => Link::Usable,
        },
        withdrawn: invited.withdrawn.map(|reason| {
            let reason = super::withdraw::reason(t, reason);
            t.tr("invitations-withdrawn-because", &[("reason", text(&reason))])
        }),
        withdraw: may_withdraw.then(|| withdraw_href(&base(survey), &invited.partner)),
        may_grant: !invited.granted_by_staff,
        disputed: invited.disputed,
        js: visit.state.assets.url("staff.js"),
    })
}

/// What the forms begin with: today, a call, the address as it is.
fn blank(visit: &Visit, survey: &Survey, contacts: &[(String, String)]) -> Fields {
    let today = survey.today(visit.state.clock).to_string();
    let address = contacts.first().map(|(_, address)| address.clone()).unwrap_or_default();
    let values =
        [("kind", "call".to_owned()), ("day", today), ("address", address), ("again", "yes".to_owned())];
    Fields(values.map(|(name, value)| (name.to_owned(), value)).into())
}

fn withdraw_href(base: &str, partner: &str) -> String {
    let query = [("who", "ticked"), ("partner", partner), ("search", partner)];
    format!("{base}/withdraw?{}", serde_urlencoded::to_string(query).unwrap_or_default())
}

fn notice(asked: &Fields) -> Option<&'static str> {
    Some(match field(asked, "done") {
        "noted" => "invitations-noted",
        "replaced" => "invitations-replaced",
        "corrected" => "invitations-corrected",
        "granted" => "invitations-granted",
        "follow-up-corrected" => "invitations-follow-up-corrected",
        "follow-up-taken-back" => "invitations-follow-up-taken-back",
        "taken-back" => "invitations-withdrawal-taken-back",
        _ => return None,
    })
}

async fn logs(
    visit: &Visit,
    survey: &Survey,
    invited: &Invited,
) -> StoreResult<(Vec<SentMessage>, Vec<FollowUp>)> {
    let store = &visit.state.store;
    let messages = store.messages_of(invited.id).await?;
    Ok((messages, store.follow_ups(&survey.row.code, &invited.partner).await?))
}

fn say_message(visit: &Visit, survey: &Survey, message: SentMessage) -> Message {
    let t = visit.t();
    let day = |at| {
        let at = DateTime::from_timestamp_millis(at)?;
        Some(t.date(survey.row.schedule.today(at)))
    };
    Message {
        kind: t.text(&format!("messages-kind-{}", message.kind)),
        state: t.text(&format!("messages-state-{}", message.state.as_str())),
        day: message.sent_at.and_then(day),
        problem: message.problem,
    }
}

fn say_follow_up(visit: &Visit, follow_up: FollowUp) -> Noted {
    let t = visit.t();
    let values = [
        ("kind", follow_up.kind.as_str().to_owned()),
        ("day", follow_up.day.to_string()),
        ("note", follow_up.note.clone()),
        ("next_on", follow_up.next_on.map(|day| day.to_string()).unwrap_or_default()),
    ];
    Noted {
        id: follow_up.id,
        form: (follow_up.kind != FollowUpKind::Shown)
            .then(|| Fields(values.map(|(name, value)| (name.to_owned(), value)).into())),
        kind: t.text(&format!("invitations-kind-{}", follow_up.kind.as_str())),
        day: t.date(follow_up.day),
        who: follow_up.staff_name,
        note: follow_up.note,
        next: follow_up.next_on.map(|day| {
            let day = t.weekday_date(day);
            t.tr("invitations-next", &[("day", text(&day))])
        }),
    }
}
