//! Publishing a draft: everything that is to be seen before, and the one step.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use survey::revision::{Change, Declaration};
use survey::wave::Match;

use super::super::forms::{Errors, field};
use super::super::visit::{Frame, Kind, Problem, StaffVisit, Visit, redirect};
use super::super::words::{self, number, text};
use super::changes::{self, Group, Words};
use super::findings::{self, FindingView};
use super::translations::{self, Outdated};
use super::{Above, base, code, when};
use crate::publish::{self, Earlier, PublishError, Review, Seen};

#[derive(Template)]
#[template(path = "staff/question_sets/publish.html")]
struct PublishPage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    errors: Errors,
    revision: i64,
    version: u32,
    /// “This draft becomes version 3”.
    becomes: String,
    /// Who changed the draft last, and when.
    changed: Option<String>,
    findings: Vec<FindingView>,
    sound: bool,
    /// Languages whose translations are out of date: that is no error, since whoever translates may come later.
    outdated: Vec<Outdated>,
    /// What differs, in a sentence.
    summary: String,
    groups: Vec<Group>,
    declarations: Vec<Declared>,
    earlier: Vec<EarlierView>,
}

/// A code that came or went.
struct Declared {
    what: String,
    label: String,
    code: String,
    remarks: Vec<String>,
}

/// Questions that were asked before.
struct EarlierView {
    title: String,
    sentence: String,
    unlike: Vec<(String, String, Vec<String>)>,
}

async fn page<'a>(visit: &'a Visit, review: Review, errors: Errors) -> Result<PublishPage<'a>, Problem> {
    let (t, set) = (visit.t(), &review.draft.set);
    let last = review.last.as_deref().unwrap_or(set);
    let words = Words { visit, old: last, new: set };
    let versions = visit.state.store.question_set_versions(&set.code).await;
    let versions = versions.map_err(|error| visit.unavailable(&error))?;
    let history = visit.state.store.draft_history(&set.code).await;
    let history = history.map_err(|error| visit.unavailable(&error))?;
    let facts = visit.state.store.translation_facts(&set.code).await;
    let facts = facts.map_err(|error| visit.unavailable(&error))?;
    let earlier = review.earlier.iter().map(|earlier| match earlier {
        Earlier::Version { version, surveys, matching } => {
            let old = versions.get(version).map_or(last, |set| set);
            let (alike, unlike) = changes::unlike(&Words { visit, old, new: set }, matching);
            let surveys: Vec<String> = surveys.iter().map(ToString::to_string).collect();
            let surveys = words::list(t, &surveys);
            let title = t.tr(
                "versions-earlier-version",
                &[("version", number((*version).into())), ("surveys", text(&surveys))],
            );
            EarlierView { title, sentence: matched(visit, alike, matching.len()), unlike }
        }
        Earlier::Wave { name, rows } => {
            let alike = rows.iter().filter(|(_, _, found)| *found == Match::Full).count();
            let unlike = rows.iter().filter_map(|(question, item, found)| {
                let why = match found {
                    Match::Full => return None,
                    Match::NoQuestion => t.text("waves-no-question"),
                    Match::NoItem => t.text("waves-no-item"),
                    Match::Kind => t.text("waves-no-kind"),
                    Match::Choices(strange) => {
                        t.tr("waves-no-choices", &[("choices", text(&words::list(t, strange)))])
                    }
                };
                let code = item.as_ref().map_or(question.to_string(), |item| format!("{question}.{item}"));
                Some((String::new(), code, vec![why]))
            });
            EarlierView {
                title: t.tr("waves-wave", &[("name", text(name.as_str()))]),
                sentence: matched(visit, alike, rows.len()),
                unlike: unlike.collect(),
            }
        }
    });
    let title = t.text("versions-publish");
    Ok(PublishPage {
        frame: visit.frame(&errors.title(visit, &title)),
        above: Above::new(visit, set, "publish"),
        base: base(&set.code),
        errors,
        revision: review.draft.revision,
        version: review.version,
        becomes: t.tr("versions-becomes", &[("version", number(review.version.into()))]),
        changed: history.first().map(|revision| super::changed(visit, revision)),
        findings: findings::views(visit, set, &review.findings),
        sound: review.is_sound(),
        outdated: translations::outdated(visit, set, &facts),
        summary: summary(visit, review.last.is_none(), &review.differences),
        groups: words.groups(&review.differences),
        declarations: review.declarations.iter().map(|one| declared(&words, one)).collect(),
        earlier: earlier.collect(),
    })
}

fn matched(visit: &Visit, alike: usize, all: usize) -> String {
    visit.t().tr("versions-matched", &[("alike", number(alike as u64)), ("all", number(all as u64))])
}

/// How many differences there are, and of which kind.
pub fn summary(visit: &Visit, first: bool, differences: &[survey::revision::Difference]) -> String {
    let t = visit.t();
    let hard = differences.iter().filter(|difference| !difference.is_safe()).count();
    let count = [("count", number(differences.len() as u64))];
    match (differences.len(), hard) {
        _ if first => t.text("versions-first"),
        (0, _) => t.text("versions-nothing"),
        (_, 0) => t.tr("versions-all-safe", &count),
        _ => {
            let hard = t.tr("versions-hard", &[("count", number(hard as u64))]);
            format!("{} {hard}", t.tr("versions-differences", &count))
        }
    }
}

fn declared(words: &Words<'_>, one: &Declaration) -> Declared {
    let t = words.visit.t();
    let place = &one.difference.place;
    use survey::revision::Place;
    let kind = match place {
        Place::Item(..) => "item",
        Place::Choice(..) => "choice",
        _ => "question",
    };
    let what = match one.difference.change {
        Change::Added => t.text(&format!("versions-declare-new-{kind}")),
        Change::Removed => t.text(&format!("versions-declare-gone-{kind}")),
        _ => t.text("versions-declare-kind"),
    };
    let mut remarks = Vec::new();
    if let Some(version) = one.seen_in {
        remarks.push(t.tr("versions-declare-seen", &[("version", number(version.into()))]));
    }
    if let Some(code) = &one.same_words_as {
        remarks.push(t.tr("versions-declare-same-words", &[("code", text(code.as_str()))]));
    }
    let code = match place {
        Place::Item(question, item) => format!("{question}.{item}"),
        Place::Choice(list, choice) => format!("{list}.{choice}"),
        Place::Question(code) => code.to_string(),
        _ => place.to_string(),
    };
    Declared { what, label: words.name(place).unwrap_or_default(), code, remarks }
}

/// What is to be seen.
#[get("/question-sets/{code}/publish")]
pub async fn show(visit: StaffVisit, address: web::Path<String>) -> Result<HttpResponse, Problem> {
    answer(&visit, &address, StatusCode::OK, Errors::default()).await
}

async fn answer(
    visit: &Visit,
    address: &str,
    status: StatusCode,
    errors: Errors,
) -> Result<HttpResponse, Problem> {
    let code = code(visit, address)?;
    let review = publish::review(&visit.state.store, &code).await;
    let review = review.map_err(|error| visit.unavailable(&error))?;
    let review = review.ok_or_else(|| visit.problem(Kind::NotFound))?;
    visit.page(status, &page(visit, review, errors).await?)
}

/// Publishes what was seen.
#[post("/question-sets/{code}/publish")]
pub async fn act(
    visit: StaffVisit,
    address: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let set = code(&visit, &address)?;
    let seen = Seen {
        revision: field(&fields, "revision").parse().unwrap_or_default(),
        version: field(&fields, "version").parse().unwrap_or_default(),
        declared: fields.has("declared", "yes"),
    };
    let mut errors = Errors::default();
    let status = match publish::publish_draft(&visit.state.store, &set, seen, visit.by()).await {
        Ok(version) => return Ok(redirect(&format!("{}/versions/{version}?published=yes", base(&set)))),
        Err(PublishError::Store(error)) => return Err(visit.unavailable(&error)),
        Err(PublishError::NoDraft) => return Err(visit.problem(Kind::NotFound)),
        Err(PublishError::Overtaken | PublishError::Published(_)) => {
            errors.add(&visit, "publish", "versions-overtaken");
            StatusCode::CONFLICT
        }
        Err(PublishError::Findings(_)) => {
            errors.add(&visit, "findings", "versions-unsound");
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Err(PublishError::Undeclared(_)) => {
            errors.add(&visit, "declared", "versions-undeclared");
            StatusCode::UNPROCESSABLE_ENTITY
        }
        Err(PublishError::Nothing) => {
            errors.add(&visit, "differences", "versions-nothing");
            StatusCode::UNPROCESSABLE_ENTITY
        }
    };
    answer(&visit, &address, status, errors).await
}

/// When and by whom a version was published.
pub fn published(visit: &Visit, publication: &crate::store::question_sets::Publication) -> String {
    let t = visit.t();
    let Some((at, by)) = publication.at.zip(publication.by.as_deref()) else {
        return t.text("versions-published-unknown");
    };
    let when = when(visit, at);
    if by == crate::store::audit::COMMAND {
        return t.tr("versions-published-by-command", &[("when", text(&when))]);
    }
    t.tr("versions-published", &[("when", text(&when)), ("who", text(by))])
}
