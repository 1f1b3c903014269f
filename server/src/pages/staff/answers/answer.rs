//! One open answer: one's own themes for it, what colleagues gave, what may be published, translations.

use std::collections::BTreeSet;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use survey::Locale;
use survey::form::Fields;
use survey::redaction::{Mark, Reason};

use super::super::forms::{Errors, field};
use super::super::invitations::{language, query};
use super::super::survey::Above;
use super::super::visit::{Frame, Kind, Problem, StaffVisit, Visit, redirect};
use super::super::words::{self, number, text};
use super::list::{kept, wish};
use super::view::{AnswerView, Sayer};
use super::{base, doer, find_all};
use crate::auth::Permission;
use crate::catalogue::Survey;
use crate::open_answers::{self, Deciding, LONGEST, NotDecided, OpenAnswer, OpenAnswers};
use crate::store::open_answers::Decision;

#[derive(Template)]
#[template(path = "staff/answers/answer.html")]
struct AnswerPage<'a> {
    frame: Frame<'a>,
    above: Above,
    errors: Errors,
    notice: Option<String>,
    base: String,
    back: String,
    /// This page's own address without its query, and the query.
    here: String,
    query: String,
    question: String,
    view: AnswerView,
    /// The text in pieces; some might identify.
    pieces: Vec<Piece>,
    reasons: Vec<String>,
    themes: Vec<Offered>,
    coded: bool,
    others: Vec<Colleague>,
    decisions: Vec<Decisive>,
    decided_by: Option<String>,
    /// Whether this visit decides what is published.
    publishes: bool,
    /// Whether it may propose that.
    proposes: bool,
    /// What is published of it.
    published: String,
    redacted: String,
    quoted: bool,
    seen: i64,
    languages: Vec<(String, String)>,
    translation: String,
    translation_language: String,
}

/// A piece of the text.
struct Piece {
    text: String,
    telling: bool,
}

/// A theme that can be given.
struct Offered {
    code: String,
    name: String,
    definition: String,
    given: bool,
}

/// What a colleague gave.
struct Colleague {
    name: String,
    themes: String,
}

/// A decision that can be taken.
struct Decisive {
    value: &'static str,
    label: String,
    chosen: bool,
}

/// What was typed, where it was not kept.
#[derive(Default)]
struct Typed {
    errors: Errors,
    deciding: Option<Deciding>,
    translation: Option<(String, String)>,
}

type Found<'a> = (&'a Survey, &'a OpenAnswers, &'a OpenAnswer);

async fn page(visit: &Visit, found: Found<'_>, typed: Typed) -> Result<HttpResponse, Problem> {
    let (survey, answers, answer) = found;
    let t = visit.t();
    let sayer = Sayer::new(visit, survey).await?;
    let marks = open_answers::telling(&visit.state.store, survey, &answer.text).await;
    let marks = marks.map_err(|error| visit.unavailable(&error))?;
    let asked = query(visit);
    let kept = kept(&asked);
    let within = if kept.is_empty() { String::new() } else { format!("?{kept}") };
    let own = answer.codings.iter().find(|coding| coding.analyst == visit.who());
    let given = |code: &str| own.is_some_and(|own| own.themes.iter().any(|theme| theme == code));
    let offered = answers.themes.iter().filter(|theme| !theme.retired || given(theme.code.as_str()));
    let others = answer.codings.iter().filter(|coding| coding.analyst != visit.who());
    let row = &answer.row;
    // What was typed and not kept stays in sight, whatever a colleague decided meanwhile.
    let proposes = !row.decision.is_final() || typed.deciding.is_some();
    let deciding = typed.deciding.unwrap_or_else(|| Deciding {
        decision: row.decision,
        redacted: row.redacted.clone().unwrap_or_else(|| without(&answer.text, &marks)),
        quoted: row.quoted,
        seen: row.revision,
    });
    // What an analyst proposes is what an admin is asked about.
    let chosen = match deciding.decision {
        Decision::Proposed => Decision::Redacted,
        decision => decision,
    };
    let by = if row.decision.is_final() { "answers-decided-by" } else { "answers-proposed-by" };
    let (translation_language, translation) =
        typed.translation.unwrap_or_else(|| (t.locale().to_string(), String::new()));
    let question = answers.find(&row.id).map(|(field, _)| sayer.field(field)).unwrap_or_default();
    let notice = match field(&asked, "done") {
        "themes" => Some("answers-done-themes"),
        "decision" => Some("answers-done-decision"),
        "proposal" => Some("answers-done-proposal"),
        "translation" => Some("answers-done-translation"),
        "last" => Some("answers-done-last"),
        _ => None,
    };
    let page = AnswerPage {
        frame: visit.frame(&typed.errors.title(visit, &t.text("answers-one"))),
        above: Above::new(visit, survey, "answers"),
        notice: notice.filter(|_| typed.errors.is_empty()).map(|id| t.text(id)),
        base: base(survey),
        back: format!("{}{within}", base(survey)),
        here: format!("{}/{}", base(survey), row.id),
        query: within.clone(),
        question,
        view: sayer.answer(answers, answer, &within),
        pieces: pieces(&answer.text, &marks),
        reasons: reasons(visit, &answer.text, &marks),
        themes: offered
            .map(|theme| Offered {
                code: theme.code.to_string(),
                name: sayer.theme(theme),
                definition: theme.definition.clone(),
                given: given(theme.code.as_str()),
            })
            .collect(),
        coded: own.is_some(),
        others: others
            .map(|coding| {
                let names: Vec<String> = answers
                    .themes
                    .iter()
                    .filter(|theme| coding.themes.contains(&theme.code))
                    .map(|theme| sayer.theme(theme))
                    .collect();
                let none = || t.text("answers-no-theme");
                Colleague {
                    name: sayer.colleague(&coding.analyst).to_owned(),
                    themes: if names.is_empty() { none() } else { words::list(t, &names) },
                }
            })
            .collect(),
        decisions: Decision::ALL
            .into_iter()
            .filter(|decision| *decision != Decision::Proposed)
            .map(|decision| Decisive {
                value: decision.as_str(),
                label: sayer.decision(decision),
                chosen: decision == chosen,
            })
            .collect(),
        decided_by: row.decided_by.as_deref().map(|who| t.tr(by, &[("who", text(sayer.colleague(who)))])),
        publishes: visit.may(Permission::PublishAnswers),
        proposes,
        published: answer.publishable().unwrap_or_default().to_owned(),
        redacted: deciding.redacted,
        quoted: deciding.quoted,
        seen: deciding.seen,
        languages: visit
            .state
            .translations
            .locales()
            .map(|locale| (locale.to_string(), language(visit, locale.as_str())))
            .collect(),
        translation,
        translation_language,
        errors: typed.errors,
    };
    let status = if page.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    visit.page(status, &page)
}

fn pieces(text: &str, marks: &[Mark]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    for mark in marks {
        pieces.push(Piece { text: text[at..mark.place.start].to_owned(), telling: false });
        pieces.push(Piece { text: text[mark.place.clone()].to_owned(), telling: true });
        at = mark.place.end;
    }
    pieces.push(Piece { text: text[at..].to_owned(), telling: false });
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

fn reasons(visit: &Visit, whole: &str, marks: &[Mark]) -> Vec<String> {
    let say = |mark: &Mark| {
        let id = match mark.reason {
            Reason::Email => "answers-telling-email",
            Reason::Web => "answers-telling-web",
            Reason::Number => "answers-telling-number",
            Reason::Known => "answers-telling-known",
            Reason::Capital => "answers-telling-capital",
        };
        visit.t().tr(id, &[("words", text(&whole[mark.place.clone()]))])
    };
    marks.iter().map(say).collect()
}

/// The text without what surely identifies, as a beginning for whoever redacts it.
fn without(text: &str, marks: &[Mark]) -> String {
    let mut out = String::new();
    let mut at = 0;
    for mark in marks.iter().filter(|mark| mark.reason != Reason::Capital) {
        out.push_str(&text[at..mark.place.start]);
        out.push_str("[…]");
        at = mark.place.end;
    }
    out.push_str(&text[at..]);
    out
}

/// The page.
#[get("/surveys/{survey}/answers/{answer}")]
pub async fn show(visit: StaffVisit, path: web::Path<(String, String)>) -> Result<HttpResponse, Problem> {
    let (survey, answers) = find_all(&visit, &path.0).await?;
    let (_, answer) = answers.find(&path.1).ok_or_else(|| visit.problem(Kind::NotFound))?;
    page(&visit, (&survey, &answers, answer), Typed::default()).await
}

/// Where to go when something was kept: here again, or to the next answer of the list.
fn go_on(visit: &Visit, found: Found<'_>, fields: &Fields, done: &str) -> HttpResponse {
    let (survey, answers, answer) = found;
    let asked = query(visit);
    let kept = kept(&asked);
    let address = |id: &str, done: &str| {
        let join = if kept.is_empty() || done.is_empty() { "" } else { "&" };
        let done = if done.is_empty() { String::new() } else { format!("done={done}") };
        format!("{}/{id}?{kept}{join}{done}", base(survey))
    };
    if !fields.has("next", "yes") {
        return redirect(&address(&answer.row.id, done));
    }
    let place = |id: &str| answers.all().position(|(_, known)| known.row.id == id);
    let here = place(&answer.row.id);
    let matching = wish(&asked).matching(answers, visit.who());
    let next = matching.iter().find(|(_, other)| place(&other.row.id) > here);
    redirect(&match next {
        Some((_, next)) => address(&next.row.id, ""),
        None => address(&answer.row.id, "last"),
    })
}

/// Keeps one's own themes.
#[post("/surveys/{survey}/answers/{answer}/themes")]
pub async fn tag(
    visit: StaffVisit,
    path: web::Path<(String, String)>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let (survey, answers) = find_all(&visit, &path.0).await?;
    let (_, answer) = answers.find(&path.1).ok_or_else(|| visit.problem(Kind::NotFound))?;
    let chosen: BTreeSet<_> = answers
        .themes
        .iter()
        .filter(|theme| fields.has("theme", theme.code.as_str()))
        .map(|theme| theme.code.clone())
        .collect();
    let themes = (!fields.has("back", "yes")).then_some(&chosen);
    let (store, code) = (&visit.state.store, &survey.row.code);
    let given = open_answers::give_themes(store, code, &answer.row.id, themes, doer(&visit)).await;
    given.map_err(|error| visit.unavailable(&error))?;
    Ok(go_on(&visit, (&survey, &answers, answer), &fields, "themes"))
}

/// Decides about its publication.
#[post("/surveys/{survey}/answers/{answer}/decision")]
pub async fn decide(
    visit: StaffVisit,
    path: web::Path<(String, String)>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let (survey, answers) = find_all(&visit, &path.0).await?;
    let (_, answer) = answers.find(&path.1).ok_or_else(|| visit.problem(Kind::NotFound))?;
    let deciding = Deciding {
        decision: Decision::parse(field(&fields, "decision")).unwrap_or_default(),
        redacted: field(&fields, "redacted").to_owned(),
        quoted: fields.has("quoted", "yes"),
        seen: field(&fields, "seen").parse().unwrap_or(-1),
    };
    let (store, code) = (&visit.state.store, &survey.row.code);
    let done = open_answers::decide(store, code, answer, &deciding, doer(&visit)).await;
    let found = (&*survey, &*answers, answer);
    match done {
        Ok(()) => Ok(go_on(&visit, found, &fields, "decision")),
        Err(problem) => not_decided(&visit, found, problem, deciding).await,
    }
}

async fn not_decided(
    visit: &Visit,
    found: Found<'_>,
    problem: NotDecided,
    deciding: Deciding,
) -> Result<HttpResponse, Problem> {
    let (name, message) = match problem {
        NotDecided::Store(error) => return Err(visit.unavailable(&error)),
        NotDecided::Empty => ("redacted", "answers-redacted-empty"),
        NotDecided::TooLong => ("redacted", "answers-too-long"),
        NotDecided::NotPublished => ("quoted", "answers-quoted-not-published"),
        NotDecided::Decided => ("redacted", "answers-decided-already"),
        NotDecided::Meanwhile => ("redacted", "answers-meanwhile"),
    };
    let mut errors = Errors::default();
    errors.0.push((name, visit.t().tr(message, &[("most", number(LONGEST as u64))])));
    // Who saves once more has seen that somebody else decided.
    let deciding = Deciding { seen: found.2.row.revision, ..deciding };
    page(visit, found, Typed { errors, deciding: Some(deciding), translation: None }).await
}

/// Keeps what an analyst proposes to publish.
#[post("/surveys/{survey}/answers/{answer}/proposal")]
pub async fn propose(
    visit: StaffVisit,
    path: web::Path<(String, String)>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let (survey, answers) = find_all(&visit, &path.0).await?;
    let (_, answer) = answers.find(&path.1).ok_or_else(|| visit.problem(Kind::NotFound))?;
    let (redacted, seen) =
        (field(&fields, "redacted").to_owned(), field(&fields, "seen").parse().unwrap_or(-1));
    let (store, code) = (&visit.state.store, &survey.row.code);
    let done = open_answers::propose(store, code, &answer.row, (&redacted, seen), doer(&visit)).await;
    let found = (&*survey, &*answers, answer);
    match done {
        Ok(()) => Ok(go_on(&visit, found, &fields, "proposal")),
        Err(problem) => {
            let deciding = Deciding { decision: Decision::Proposed, redacted, quoted: false, seen };
            not_decided(&visit, found, problem, deciding).await
        }
    }
}

/// Keeps one's own translation.
#[post("/surveys/{survey}/answers/{answer}/translation")]
pub async fn translate(
    visit: StaffVisit,
    path: web::Path<(String, String)>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let (survey, answers) = find_all(&visit, &path.0).await?;
    let (_, answer) = answers.find(&path.1).ok_or_else(|| visit.problem(Kind::NotFound))?;
    let typed = (field(&fields, "language").to_owned(), field(&fields, "translation").to_owned());
    let found = (&*survey, &*answers, answer);
    let offered = visit.state.translations.locales().any(|locale| locale.as_str() == typed.0);
    let language = typed.0.parse::<Locale>().ok().filter(|_| offered);
    let mut errors = Errors::default();
    if language.is_none() {
        errors.add(&visit, "language", "answers-no-language");
    }
    if typed.1.chars().count() > LONGEST {
        let sentence = visit.t().tr("answers-too-long", &[("most", number(LONGEST as u64))]);
        errors.0.push(("translation", sentence));
    }
    let Some(language) = language.filter(|_| errors.is_empty()) else {
        return page(&visit, found, Typed { errors, deciding: None, translation: Some(typed) }).await;
    };
    let (store, code) = (&visit.state.store, &survey.row.code);
    let kept = open_answers::translate(store, code, &answer.row.id, language, &typed.1, doer(&visit)).await;
    kept.map_err(|error| visit.unavailable(&error))?;
    Ok(go_on(&visit, found, &fields, "translation"))
}
