//! What results are held against: published counts of earlier waves; and the fewest people that a figure stands for.

use actix_web::web;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use survey::disclosure::Threshold;
use survey::wave::{Published, Wave, WaveName};

use super::answer::Nothing;
use super::find;
use super::people::moment;
use super::problem::{ApiError, Code};
use super::route::{Routes, Who};
use super::take::{Body, File, Path, Query};
use crate::app::State;
use crate::auth::Permission;
use crate::auth::caller::Caller;
use crate::partners::table::TableError;
use crate::report::threshold::{self, Kept};
use crate::waves::{self, Beside, WaveError};

/// The routes.
pub fn routes(api: &mut Routes) {
    let (see, run) = (Who::Staff(Permission::SeeResults), Who::Staff(Permission::RunSurveys));
    api.get("/surveys/{survey}/earlier-waves", run, "Earlier waves of the survey's question set.").by(list);
    let summary = "Reads a file of earlier waves and keeps it; with `keep=false` it is only looked at.";
    api.post("/surveys/{survey}/earlier-waves", run, summary).problems(&[Code::Invalid]).by(import);
    let summary = "One wave, as a file that can be imported again.";
    api.get("/surveys/{survey}/earlier-waves/{wave}", run, summary).by(read);
    api.delete("/surveys/{survey}/earlier-waves/{wave}", run, "Takes a wave away.").by(remove);
    api.get("/surveys/{survey}/threshold", see, "The fewest people that a figure stands for.")
        .by(read_threshold);
    api.put("/surveys/{survey}/threshold", run, "Sets it, as long as that takes back no promise.")
        .problems(&[Code::Invalid, Code::NotNow])
        .by(set_threshold);
}

/// An earlier wave.
#[derive(Serialize, JsonSchema)]
struct WaveLine {
    name: String,
    invited: Option<u32>,
    respondents: Option<u32>,
    /// How many questions and items it has counts for.
    rows: usize,
    /// Whether its counts add up.
    consistent: bool,
    imported_at: Option<String>,
    imported_by: Option<String>,
}

fn line(wave: &Wave) -> WaveLine {
    WaveLine {
        name: wave.name.to_string(),
        invited: wave.invited,
        respondents: wave.respondents,
        rows: wave.rows.len(),
        consistent: wave.is_consistent(),
        imported_at: None,
        imported_by: None,
    }
}

async fn list(
    state: web::Data<State>,
    Path(survey): Path<String>,
) -> Result<web::Json<Vec<WaveLine>>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let waves = state.store.earlier_waves(&survey.row.question_set).await?.into_iter();
    let line = |one: crate::store::waves::ImportedWave| WaveLine {
        imported_at: Some(moment(one.at)),
        imported_by: Some(one.by.clone()),
        ..line(&one.wave)
    };
    Ok(web::Json(waves.map(line).collect()))
}

/// What is known of old answers beside their file.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct Wish {
    /// The wave's name.
    name: Option<String>,
    /// How many were invited.
    invited: Option<u32>,
    /// Whether it is kept.
    keep: bool,
}

impl Default for Wish {
    fn default() -> Self {
        Self { name: None, invited: None, keep: true }
    }
}

/// What a file held.
#[derive(Serialize, JsonSchema)]
struct WaveImport {
    kept: bool,
    waves: Vec<WaveLine>,
    /// Columns and keys of which no use was made.
    unused: Vec<String>,
}

fn sentence(error: &WaveError) -> String {
    match error {
        WaveError::Table(error) => error.to_string(),
        WaveError::Json(problem) => problem.clone(),
        WaveError::Column(name) => format!("the column {name} is missing"),
        WaveError::Cell(row, column) => format!("row {row}, column {column}: this can't be read"),
        WaveError::Unnamed => "say in the query which wave these answers are (name)".to_owned(),
        WaveError::NoQuestion => "no heading is a question of the question set".to_owned(),
        WaveError::TooFew(threshold) => {
            format!("fewer than {} answered, from whom on results are told", threshold.get())
        }
        WaveError::Nothing => "there is no wave in it".to_owned(),
    }
}

async fn import(
    state: web::Data<State>,
    caller: Caller,
    Path(survey): Path<String>,
    Query(wish): Query<Wish>,
    file: File,
) -> Result<web::Json<WaveImport>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let name = wish.name.filter(|name| !name.is_empty()).map(|name| name.parse::<WaveName>()).transpose();
    let name =
        name.map_err(|_| ApiError::new(Code::MalformedQuery, "The query: `name` is no wave's name."))?;
    let threshold = state.store.threshold(&survey.row.code).await?;
    let beside = Beside { name, invited: wish.invited.filter(|count| *count > 0), threshold };
    let set = survey.current().clone();
    // Unpacking and parsing take the processor for a while: not on a thread that serves requests.
    let read = web::block(move || waves::read(&file.bytes, &set, &beside)).await;
    let read = read.unwrap_or(Err(WaveError::Table(TableError::DamagedWorkbook)));
    let found = read.map_err(|error| ApiError::invalid().at("", sentence(&error)))?;
    if wish.keep {
        waves::keep(&state.store, &survey.row.question_set, &found.waves, caller.by(&state)).await?;
    }
    let lines = found.waves.iter().map(line).collect();
    Ok(web::Json(WaveImport { kept: wish.keep, waves: lines, unused: found.unused }))
}

/// Published counts, in the format of files of earlier waves.
#[derive(Serialize, JsonSchema)]
#[serde(transparent)]
struct PublishedCounts(#[schemars(with = "std::collections::BTreeMap<String, Json>")] Json);

async fn read(
    state: web::Data<State>,
    Path((survey, name)): Path<(String, String)>,
) -> Result<web::Json<PublishedCounts>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let waves = state.store.earlier_waves(&survey.row.question_set).await?;
    let found = waves.into_iter().find(|one| one.wave.name.as_str() == name);
    let wave = found.ok_or_else(|| find::nothing(Code::UnknownWave))?.wave;
    Ok(web::Json(PublishedCounts(Published { waves: vec![wave], unused: Vec::new() }.to_json())))
}

async fn remove(
    state: web::Data<State>,
    caller: Caller,
    Path((survey, name)): Path<(String, String)>,
) -> Result<Nothing, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let name: WaveName = find::named(&name, Code::UnknownWave)?;
    match waves::remove(&state.store, &survey.row.question_set, &name, caller.by(&state)).await? {
        true => Ok(Nothing),
        false => Err(find::nothing(Code::UnknownWave)),
    }
}

/// The fewest people that a figure stands for.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ThresholdBody {
    #[schemars(range(min = 3, max = 100))]
    threshold: u32,
}

async fn read_threshold(
    state: web::Data<State>,
    Path(survey): Path<String>,
) -> Result<web::Json<ThresholdBody>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let threshold = state.store.threshold(&survey.row.code).await?.get();
    Ok(web::Json(ThresholdBody { threshold }))
}

async fn set_threshold(
    state: web::Data<State>,
    caller: Caller,
    Path(survey): Path<String>,
    Body(body): Body<ThresholdBody>,
) -> Result<web::Json<ThresholdBody>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let wanted = Threshold::try_from(body.threshold).map_err(|_| {
        let limits = format!("{} to {}", Threshold::LOWEST, Threshold::HIGHEST);
        ApiError::invalid().at("/threshold", limits)
    })?;
    match threshold::keep(&state.store, &survey.row.code, wanted, caller.by(&state)).await? {
        Kept::Yes => Ok(web::Json(body)),
        Kept::Complete => Err(ApiError::new(Code::NotNow, "Results were broken down under the present one.")),
        Kept::Lower(_) => {
            Err(ApiError::new(Code::NotNow, "Those who responded were promised the present one."))
        }
    }
}
