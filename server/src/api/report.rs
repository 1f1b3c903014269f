//! `/api/v1/surveys/{survey}/report`: the report as it is today, what editors say in it, and the reports that were published.

use std::collections::{BTreeMap, BTreeSet};

use actix_web::web;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use survey::{Locale, QuestionCode, SectionCode};

use super::answer::{Download, Nothing, Png, Svg, Tagged, Workbook};
use super::find;
use super::people::moment;
use super::problem::{ApiError, Code, NOT_SHOWN};
use super::route::{Routes, Who};
use super::take::{Body, IfMatch, Path, Query};
use crate::app::State;
use crate::auth::Permission;
use crate::auth::caller::Caller;
use crate::catalogue::Survey;
use crate::open_answers::{self, Doer, OpenAnswer};
use crate::pages::report::files::{self, File};
use crate::pages::report::view::language;
use crate::report::document::{Edits, Report, Texts};
use crate::reports::{self, EditFault, LONGEST, Part};
use crate::store::StoreError;
use crate::store::reports::Edited;

/// The routes.
pub fn routes(api: &mut Routes) {
    let (see, publish) = (Who::Staff(Permission::SeeResults), Who::Staff(Permission::PublishReports));
    api.get("/surveys/{survey}/report", see, "The report as it is today.").problems(&NOT_SHOWN).by(draft);
    api.get("/surveys/{survey}/report/versions", see, "The reports that were published.").by(versions);
    api.get("/surveys/{survey}/report/versions/{version}", see, "A report that was published.")
        .problems(&NOT_SHOWN)
        .by(version);
    let not_made = [Code::FileNotMade];
    let summary = "The report as it is today, as a workbook with charts.";
    api.get("/surveys/{survey}/report.xlsx", see, summary)
        .problems(&NOT_SHOWN)
        .problems(&not_made)
        .by(draft_workbook);
    let summary = "A report that was published, as a workbook with charts.";
    api.get("/surveys/{survey}/report/versions/{version}/report.xlsx", see, summary)
        .problems(&NOT_SHOWN)
        .problems(&not_made)
        .by(version_workbook);
    let summary = "A figure of the report as it is today, as SVG.";
    api.get("/surveys/{survey}/report/figures/{question}/figure.svg", see, summary)
        .problems(&NOT_SHOWN)
        .by(draft_svg);
    let summary = "A figure of the report as it is today, as PNG.";
    api.get("/surveys/{survey}/report/figures/{question}/figure.png", see, summary)
        .problems(&NOT_SHOWN)
        .problems(&not_made)
        .by(draft_png);
    let summary = "A figure of a report that was published, as SVG.";
    api.get("/surveys/{survey}/report/versions/{version}/figures/{question}/figure.svg", see, summary)
        .problems(&NOT_SHOWN)
        .by(version_svg);
    let summary = "A figure of a report that was published, as PNG.";
    api.get("/surveys/{survey}/report/versions/{version}/figures/{question}/figure.png", see, summary)
        .problems(&NOT_SHOWN)
        .problems(&not_made)
        .by(version_png);
    api.post("/surveys/{survey}/report/versions", publish, "Publishes the very report that was seen.")
        .problems(&NOT_SHOWN)
        .problems(&[Code::Overtaken])
        .by(publish_draft);
    let edit = Who::Staff(Permission::EditReports);
    let summary =
        "What editors say in the report, which questions they leave out, and in which order all stands.";
    api.get("/surveys/{survey}/report/edits", edit, summary).by(edits);
    let summary = "Puts all of that in the place of what was seen.";
    api.put("/surveys/{survey}/report/edits", edit, summary).problems(&[Code::Invalid]).by(put_edits);
    let summary = "The answers that an admin let be published, and which of them the report quotes.";
    api.get("/surveys/{survey}/report/quotes", edit, summary).problems(&NOT_SHOWN).by(quotes);
    let summary = "Lets the report quote one of these answers, or no longer.";
    api.put("/surveys/{survey}/report/quotes/{answer}", edit, summary)
        .problems(&NOT_SHOWN)
        .problems(&[Code::UnknownAnswer, Code::Overtaken])
        .by(put_quote);
}

/// In which language.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct InLanguage {
    /// One of the question set's; then each text stands in it alone (or in English, or in any, where it has none in it).
    language: Option<Locale>,
}

impl InLanguage {
    fn narrow(&self, report: &mut Report) -> Result<(), ApiError> {
        let Some(language) = &self.language else { return Ok(()) };
        if !report.languages.contains(language) {
            let detail = format!("The query: the report has no language {language}.");
            return Err(ApiError::new(Code::MalformedQuery, detail));
        }
        report.narrow(language);
        Ok(())
    }
}

/// A report: figures and tables, as may be shown, with what editors say.
#[derive(Serialize, JsonSchema)]
#[serde(transparent)]
struct ReportContent(#[schemars(with = "std::collections::BTreeMap<String, Json>")] Json);

impl ReportContent {
    fn of(report: &Report) -> Result<Self, ApiError> {
        let bad = |error: serde_json::Error| ApiError::from(StoreError::unreadable("report", error));
        serde_json::to_value(report).map(Self).map_err(bad)
    }
}

/// The report as it is today.
#[derive(Serialize, JsonSchema)]
struct ReportDraft {
    /// The revision of what editors say.
    revision: i64,
    /// How many responses it stands for.
    responses: u64,
    report: ReportContent,
}

async fn composed(state: &State, survey: &Survey) -> Result<(Box<Report>, i64), ApiError> {
    let (composed, edited) = reports::draft(&state.store, &state.catalogue, survey, state.clock).await?;
    Ok((composed?, edited.revision))
}

async fn draft(
    state: web::Data<State>,
    Path(survey): Path<String>,
    Query(wish): Query<InLanguage>,
) -> Result<web::Json<ReportDraft>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let (mut report, revision) = composed(&state, &survey).await?;
    wish.narrow(&mut report)?;
    let responses = report.respondents;
    Ok(web::Json(ReportDraft { revision, responses, report: ReportContent::of(&report)? }))
}

/// A published report.
#[derive(Serialize, JsonSchema)]
struct ReportVersion {
    version: i64,
    published_at: String,
    published_by: String,
}

async fn versions(
    state: web::Data<State>,
    Path(survey): Path<String>,
) -> Result<web::Json<Vec<ReportVersion>>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let versions = state.store.report_versions(&survey.row.code).await?.into_iter();
    let line = versions.map(|one| ReportVersion {
        version: one.version,
        published_at: moment(one.at),
        published_by: one.by,
    });
    Ok(web::Json(line.collect()))
}

async fn version(
    state: web::Data<State>,
    Path((survey, version)): Path<(String, String)>,
    Query(wish): Query<InLanguage>,
) -> Result<web::Json<ReportContent>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let mut report = kept(&state, &survey, &version).await?;
    wish.narrow(&mut report)?;
    Ok(web::Json(ReportContent::of(&report)?))
}

/// A report that was published.
async fn kept(state: &State, survey: &Survey, version: &str) -> Result<Report, ApiError> {
    let version: i64 = find::named(version, Code::UnknownVersion)?;
    let report = reports::published(&state.store, survey, version, state.clock).await??;
    report.ok_or_else(|| find::nothing(Code::UnknownVersion))
}

/// What the address may ask for.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ReportLanguage")]
struct Wish {
    /// The language of the file; English, where the report is not in it.
    lang: Option<String>,
}

impl Wish {
    fn language(&self, report: &Report) -> Locale {
        language(&report.languages, self.lang.as_deref(), &Locale::english())
    }
}

fn download<K>(file: File, kind: K) -> Download<K> {
    Download { name: file.name, bytes: file.bytes, kind }
}

async fn book(state: web::Data<State>, report: Report, wish: Wish) -> Result<Download<Workbook>, ApiError> {
    let locale = wish.language(&report);
    Ok(download(files::book(state.into_inner(), report, locale).await?, Workbook))
}

fn svg(state: &State, report: &Report, question: &str, wish: &Wish) -> Result<Download<Svg>, ApiError> {
    let found = files::svg(state, report, &wish.language(report), question);
    found.map(|file| download(file, Svg)).ok_or_else(|| find::nothing(Code::UnknownFigure))
}

async fn png(state: &State, report: &Report, question: &str, wish: &Wish) -> Result<Download<Png>, ApiError> {
    let found = files::png(state, report, &wish.language(report), question).await?;
    found.map(|file| download(file, Png)).ok_or_else(|| find::nothing(Code::UnknownFigure))
}

async fn draft_svg(
    state: web::Data<State>,
    Path((survey, question)): Path<(String, String)>,
    Query(wish): Query<Wish>,
) -> Result<Download<Svg>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    svg(&state, &composed(&state, &survey).await?.0, &question, &wish)
}

async fn draft_png(
    state: web::Data<State>,
    Path((survey, question)): Path<(String, String)>,
    Query(wish): Query<Wish>,
) -> Result<Download<Png>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    png(&state, &composed(&state, &survey).await?.0, &question, &wish).await
}

async fn version_svg(
    state: web::Data<State>,
    Path((survey, version, question)): Path<(String, String, String)>,
    Query(wish): Query<Wish>,
) -> Result<Download<Svg>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    svg(&state, &kept(&state, &survey, &version).await?, &question, &wish)
}

async fn version_png(
    state: web::Data<State>,
    Path((survey, version, question)): Path<(String, String, String)>,
    Query(wish): Query<Wish>,
) -> Result<Download<Png>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    png(&state, &kept(&state, &survey, &version).await?, &question, &wish).await
}

async fn draft_workbook(
    state: web::Data<State>,
    Path(survey): Path<String>,
    Query(wish): Query<Wish>,
) -> Result<Download<Workbook>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let (report, _) = composed(&state, &survey).await?;
    book(state, *report, wish).await
}

async fn version_workbook(
    state: web::Data<State>,
    Path((survey, version)): Path<(String, String)>,
    Query(wish): Query<Wish>,
) -> Result<Download<Workbook>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let report = kept(&state, &survey, &version).await?;
    book(state, report, wish).await
}

/// What was seen of the report.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ReportSeen {
    revision: i64,
    responses: u64,
}

/// The version that was published.
#[derive(Serialize, JsonSchema)]
struct PublishedReport {
    version: i64,
}

async fn publish_draft(
    state: web::Data<State>,
    caller: Caller,
    Path(survey): Path<String>,
    Body(seen): Body<ReportSeen>,
) -> Result<web::Json<PublishedReport>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let (report, revision) = composed(&state, &survey).await?;
    if (seen.revision, seen.responses) != (revision, report.respondents) {
        return Err(ApiError::new(
            Code::Overtaken,
            "The report is not the one that was seen: read it again.",
        ));
    }
    let now = state.clock.now_ms();
    let version = reports::publish(&state.store, &report, &caller.member.email, now).await?;
    Ok(web::Json(PublishedReport { version }))
}

/// What editors add to a report and take from it.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ReportEdits {
    /// What stands before everything else, by language.
    introduction: BTreeMap<Locale, String>,
    /// What is said of each section, by language.
    comments: BTreeMap<SectionCode, BTreeMap<Locale, String>>,
    /// The order of the sections; those that are not named follow.
    sections: Vec<SectionCode>,
    /// The order of the questions within their sections; those that are not named follow.
    questions: Vec<QuestionCode>,
    /// The questions that are left out.
    left_out: BTreeSet<QuestionCode>,
}

impl From<Edits> for ReportEdits {
    fn from(edits: Edits) -> Self {
        Self {
            introduction: edits.introduction.0,
            comments: edits.comments.into_iter().map(|(code, texts)| (code, texts.0)).collect(),
            sections: edits.sections,
            questions: edits.questions,
            left_out: edits.left_out,
        }
    }
}

/// Without what is empty, as the pages keep it.
fn texts(given: BTreeMap<Locale, String>) -> Texts {
    let mut texts = Texts::default();
    given.into_iter().for_each(|(locale, text)| texts.set(locale, text.trim().to_owned()));
    texts
}

impl From<ReportEdits> for Edits {
    fn from(given: ReportEdits) -> Self {
        let comments = given.comments.into_iter().map(|(code, given)| (code, texts(given)));
        Self {
            introduction: texts(given.introduction),
            comments: comments.filter(|(_, texts)| !texts.is_empty()).collect(),
            sections: given.sections,
            questions: given.questions,
            left_out: given.left_out,
        }
    }
}

fn tagged(edited: Edited) -> Tagged<ReportEdits> {
    Tagged { etag: edited.revision.to_string(), body: edited.edits.into() }
}

async fn edits(state: web::Data<State>, Path(survey): Path<String>) -> Result<Tagged<ReportEdits>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    Ok(tagged(state.store.report_edits(&survey.row.code).await?))
}

async fn put_edits(
    state: web::Data<State>,
    caller: Caller,
    Path(survey): Path<String>,
    seen: IfMatch,
    Body(given): Body<ReportEdits>,
) -> Result<Tagged<ReportEdits>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let code = &survey.row.code;
    let now = state.store.report_edits(code).await?;
    seen.hold(&now.revision.to_string())?;
    let edits = Edits::from(given);
    let place = |part: &Part| match part {
        Part::Introduction => "/introduction".to_owned(),
        Part::Section(code) => format!("/comments/{code}"),
    };
    let wrong =
        reports::faults(&survey, &edits).iter().fold(ApiError::invalid(), |error, fault| match fault {
            EditFault::TooLong(part, language) => {
                error.at(&format!("{}/{language}", place(part)), format!("at most {LONGEST} characters"))
            }
            EditFault::Language(part, language) => {
                error.at(&format!("{}/{language}", place(part)), "the question set has no such language")
            }
            EditFault::Section(code) => error.at("/sections", format!("there is no section {code}")),
            EditFault::Question(code) => error.at("/questions", format!("there is no question {code}")),
        });
    wrong.if_any()?;
    let by = (caller.member.email.as_str(), state.clock.now_ms());
    if !reports::put(&state.store, code, &edits, now.revision, by).await? {
        return Err(IfMatch::overtaken());
    }
    Ok(tagged(state.store.report_edits(code).await?))
}

/// An answer that the report may quote.
#[derive(Serialize, JsonSchema)]
struct Quotable {
    /// Its id.
    answer: String,
    question: QuestionCode,
    /// What is published of it.
    text: String,
    /// Whether the report quotes it.
    quoted: bool,
    /// Grows with each decision about it.
    revision: i64,
}

async fn quotes(
    state: web::Data<State>,
    Path(survey): Path<String>,
) -> Result<web::Json<Vec<Quotable>>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let publishable = open_answers::publishable(&state.store, &survey, survey.today(state.clock)).await??;
    let of = |question: &QuestionCode, answer: &OpenAnswer| {
        Some(Quotable {
            answer: answer.row.id.clone(),
            question: question.clone(),
            text: answer.publishable()?.to_owned(),
            quoted: answer.row.quoted,
            revision: answer.row.revision,
        })
    };
    let all =
        publishable.iter().flat_map(|(question, answers)| answers.iter().map(move |one| (question, one)));
    Ok(web::Json(all.filter_map(|(question, answer)| of(question, answer)).collect()))
}

/// Whether the report quotes an answer.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Quoting {
    quoted: bool,
    /// The revision that was seen.
    revision: i64,
}

async fn put_quote(
    state: web::Data<State>,
    caller: Caller,
    Path((survey, answer)): Path<(String, String)>,
    Body(wish): Body<Quoting>,
) -> Result<Nothing, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let publishable = open_answers::publishable(&state.store, &survey, survey.today(state.clock)).await??;
    if publishable.values().flatten().all(|known| known.row.id != answer) {
        return Err(find::nothing(Code::UnknownAnswer));
    }
    let by = Doer { who: &caller.member.email, at: state.clock.now_ms() };
    let seen = (answer.as_str(), wish.revision);
    if !open_answers::quote(&state.store, &survey.row.code, seen, wish.quoted, by).await? {
        return Err(ApiError::new(
            Code::Overtaken,
            "Somebody decided about this answer meanwhile: read it again.",
        ));
    }
    Ok(Nothing)
}
