//! `GET /api/v1/surveys/{survey}/results`, and the same as files; for staff.

use actix_web::web;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use survey::disclosure::{Results, Threshold};
use survey::locale::Direction;
use survey::{Locale, SurveyCode};

use super::answer::{Csv, Download, FileType, Workbook};
use super::find;
use super::problem::{ApiError, Code, NOT_SHOWN};
use super::route::{Routes, Who};
use super::take::{Path, Query};
use crate::app::State;
use crate::auth::Permission;
use crate::catalogue::Survey;
use crate::ending::NotShown;
use crate::i18n::LocaleTexts;
use crate::report::result_files;
use crate::report::result_tables::Words;
use crate::report::results;
use crate::store::StoreError;

/// The routes.
pub fn routes(api: &mut Routes) {
    let who = Who::Staff(Permission::SeeResults);
    let summary = "What everybody's answers add up to, and the breakdowns that tell of nobody.";
    api.get("/surveys/{survey}/results", who, summary)
        .problems(&[Code::NotEnded, Code::ResponsesWait, Code::NeverShown, Code::LinksKnown])
        .by(read);
    api.get("/surveys/{survey}/results.csv", who, "All figures, one to a row.").problems(&NOT_SHOWN).by(csv);
    api.get("/surveys/{survey}/results.xlsx", who, "All figures, a sheet for each section.")
        .problems(&NOT_SHOWN)
        .by(workbook);
    let summary = "What was answered, as counts: question, item, choice, count, base.";
    api.get("/surveys/{survey}/results/answers.csv", who, summary).problems(&NOT_SHOWN).by(answers);
    let summary = "What the codes of the answers mean, in all languages.";
    api.get("/surveys/{survey}/results/codebook.csv", who, summary).by(codebook);
}

/// Results, as far as they may be shown.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ResultsAnswer")]
struct Answer {
    survey: SurveyCode,
    state: &'static str,
    /// Nothing stands for fewer people than this.
    threshold: Threshold,
    /// How many of the answers may be second ones of somebody who was invited; null where everybody may answer, or nothing is shown.
    second_answers: Option<u64>,
    /// How many of those who were invited responded by links that somebody on the staff could know; null where everybody may answer: they
    /// can, more than once.
    known_links: Option<u64>,
    /// Nothing, if fewer have responded.
    results: Option<Results>,
}

/// What the address may ask for.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Wish {
    /// The language of labels in files.
    lang: Option<String>,
}

impl Wish {
    fn texts<'a>(&self, state: &'a State) -> &'a LocaleTexts {
        let asked = self.lang.as_deref().and_then(|tag| tag.parse::<Locale>().ok());
        let known = asked.filter(|asked| state.translations.locales().any(|locale| locale == asked));
        state.translations.locale(&known.unwrap_or_else(Locale::english))
    }
}

/// The results, or the problem that there are none yet.
async fn shown(state: &State, survey: &Survey) -> Result<Box<Results>, ApiError> {
    Ok(results::read(&state.store, survey, survey.today(state.clock)).await??)
}

fn file<K: FileType>(survey: &Survey, name: &str, kind: K, bytes: Vec<u8>) -> Download<K> {
    Download { name: format!("{}-{name}", survey.row.code), bytes, kind }
}

fn failed(error: impl ToString) -> ApiError {
    StoreError::unreadable("response", error).into()
}

/// What everybody's answers add up to, and the breakdowns that tell of nobody.
async fn read(state: web::Data<State>, Path(survey): Path<String>) -> Result<web::Json<Answer>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let (threshold, results) = match results::read(&state.store, &survey, survey.today(state.clock)).await? {
        Ok(results) => (results.threshold, Some(*results)),
        Err(NotShown::TooFew(threshold)) => (threshold, None),
        Err(not_shown) => return Err(not_shown.into()),
    };
    let second_answers = match &results {
        Some(results) if survey.row.public_token.is_none() => {
            Some(state.store.second_answers(&survey.row.code, results.tally.respondents).await?)
        }
        _ => None,
    };
    let known_links = match survey.row.public_token {
        Some(_) => None,
        None => Some(state.store.responded(&survey.row.code).await?.1),
    };
    Ok(web::Json(Answer {
        second_answers,
        known_links,
        survey: survey.row.code.clone(),
        state: survey.row.state.as_str(),
        threshold,
        results,
    }))
}

/// All figures, one to a row.
async fn csv(
    state: web::Data<State>,
    Path(survey): Path<String>,
    Query(wish): Query<Wish>,
) -> Result<Download<Csv>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let results = shown(&state, &survey).await?;
    let words = Words::new(&survey, wish.texts(&state));
    Ok(file(&survey, "results.csv", Csv, result_files::csv(&words, &results).map_err(failed)?))
}

/// A workbook with a sheet for each section.
async fn workbook(
    state: web::Data<State>,
    Path(survey): Path<String>,
    Query(wish): Query<Wish>,
) -> Result<Download<Workbook>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let results = shown(&state, &survey).await?;
    let t = wish.texts(&state);
    let words = Words::new(&survey, t);
    let bytes = result_files::workbook(&words, &results, t.direction() == Direction::Rtl).map_err(failed)?;
    Ok(file(&survey, "results.xlsx", Workbook, bytes))
}

/// What was answered, as counts.
async fn answers(state: web::Data<State>, Path(survey): Path<String>) -> Result<Download<Csv>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let results = shown(&state, &survey).await?;
    Ok(file(&survey, "answers.csv", Csv, result_files::answers(&results).map_err(failed)?))
}

/// What the codes of the answers mean, in all languages.
async fn codebook(state: web::Data<State>, Path(survey): Path<String>) -> Result<Download<Csv>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    Ok(file(&survey, "codebook.csv", Csv, result_files::codebook(survey.current()).map_err(failed)?))
}
