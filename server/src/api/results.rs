//! `GET /api/v1/surveys/{survey}/results`, and the same as files; for staff.

use std::sync::Arc;

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::{HttpResponse, get, web};
use serde::{Deserialize, Serialize};
use survey::disclosure::{Results, Threshold};
use survey::locale::Direction;
use survey::{Locale, SurveyCode};

use super::problem::ApiError;
use crate::app::State;
use crate::auth::ApiSession;
use crate::catalogue::Survey;
use crate::i18n::LocaleTexts;
use crate::report::result_files;
use crate::report::result_tables::Words;
use crate::report::results::{self, Outcome};
use crate::store::StoreError;

const CSV: &str = "text/csv; charset=utf-8";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

#[derive(Serialize)]
struct Answer {
    survey: SurveyCode,
    state: &'static str,
    /// Nothing stands for fewer people than this.
    threshold: Threshold,
    /// Nothing, if fewer have responded.
    results: Option<Results>,
}

/// What the address may ask for.
#[derive(Deserialize)]
pub struct Wish {
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

async fn find(state: &State, survey: &str) -> Result<Arc<Survey>, ApiError> {
    let code: SurveyCode = survey.parse().map_err(|_| ApiError::unknown_survey())?;
    state.catalogue.survey(&code).await?.ok_or_else(ApiError::unknown_survey)
}

/// The results, or the problem that there are none yet.
async fn shown(state: &State, survey: &Survey) -> Result<Box<Results>, ApiError> {
    match results::read(&state.store, survey, survey.today(state.clock)).await? {
        Outcome::Shown(results) => Ok(results),
        Outcome::TooFew(threshold) => Err(ApiError::new(
            StatusCode::CONFLICT,
            "too_few_responses",
            format!("There are files from {} responses on.", threshold.get()),
        )),
    }
}

fn file(survey: &Survey, name: &str, media_type: &str, bytes: Vec<u8>) -> HttpResponse {
    let name = format!("attachment; filename=\"{}-{name}\"", survey.row.code);
    HttpResponse::Ok()
        .content_type(media_type)
        .insert_header((CONTENT_DISPOSITION, name))
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(bytes)
}

fn failed(error: impl ToString) -> ApiError {
    StoreError::unreadable("response", error).into()
}

/// What everybody's answers add up to, and the breakdowns that tell of nobody.
#[get("/surveys/{survey}/results")]
pub async fn read(
    state: web::Data<State>,
    _staff: ApiSession,
    survey: web::Path<String>,
) -> Result<web::Json<impl Serialize>, ApiError> {
    let survey = find(&state, &survey).await?;
    let outcome = results::read(&state.store, &survey, survey.today(state.clock)).await?;
    let (threshold, results) = match outcome {
        Outcome::TooFew(threshold) => (threshold, None),
        Outcome::Shown(results) => (results.threshold, Some(*results)),
    };
    Ok(web::Json(Answer {
        survey: survey.row.code.clone(),
        state: survey.row.state.as_str(),
        threshold,
        results,
    }))
}

/// All figures, one to a row.
#[get("/surveys/{survey}/results.csv")]
pub async fn csv(
    state: web::Data<State>,
    _staff: ApiSession,
    survey: web::Path<String>,
    wish: web::Query<Wish>,
) -> Result<HttpResponse, ApiError> {
    let survey = find(&state, &survey).await?;
    let results = shown(&state, &survey).await?;
    let words = Words::new(&survey, wish.texts(&state));
    Ok(file(&survey, "results.csv", CSV, result_files::csv(&words, &results).map_err(failed)?))
}

/// A workbook with a sheet for each section.
#[get("/surveys/{survey}/results.xlsx")]
pub async fn workbook(
    state: web::Data<State>,
    _staff: ApiSession,
    survey: web::Path<String>,
    wish: web::Query<Wish>,
) -> Result<HttpResponse, ApiError> {
    let survey = find(&state, &survey).await?;
    let results = shown(&state, &survey).await?;
    let t = wish.texts(&state);
    let words = Words::new(&survey, t);
    let bytes = result_files::workbook(&words, &results, t.direction() == Direction::Rtl).map_err(failed)?;
    Ok(file(&survey, "results.xlsx", XLSX, bytes))
}

/// The answers, each column in an order of its own.
#[get("/surveys/{survey}/results/answers.csv")]
pub async fn answers(
    state: web::Data<State>,
    _staff: ApiSession,
    survey: web::Path<String>,
) -> Result<HttpResponse, ApiError> {
    let survey = find(&state, &survey).await?;
    let results = shown(&state, &survey).await?;
    let too_many =
        || ApiError::new(StatusCode::CONFLICT, "too_many_responses", "There are too many for one file.");
    let bytes = result_files::answers(&results).map_err(failed)?.ok_or_else(too_many)?;
    Ok(file(&survey, "answers.csv", CSV, bytes))
}

/// What the columns and codes of the answers mean, in all languages.
#[get("/surveys/{survey}/results/codebook.csv")]
pub async fn codebook(
    state: web::Data<State>,
    _staff: ApiSession,
    survey: web::Path<String>,
) -> Result<HttpResponse, ApiError> {
    let survey = find(&state, &survey).await?;
    Ok(file(&survey, "codebook.csv", CSV, result_files::codebook(survey.current()).map_err(failed)?))
}
