//! `GET /api/v1/surveys/{survey}/response-rate`, for staff.

use actix_web::{get, web};
use serde::Serialize;
use survey::SurveyCode;

use super::problem::ApiError;
use crate::app::State;
use crate::auth::ApiSession;
use crate::report::response_rate::ResponseRate;
use crate::report::statistics::margin_of_error;

#[derive(Serialize)]
struct Answer {
    survey: SurveyCode,
    /// Which of AAPOR's rates this is.
    definition: &'static str,
    percent: Option<f64>,
    /// Complete responses over all invitations that are eligible.
    rr1_percent: Option<f64>,
    /// With partial responses; there are none, so it is the same.
    rr2_percent: Option<f64>,
    /// Who could take part: everybody invited.
    eligible: u64,
    margin_of_error_points: Option<f64>,
    #[serde(flatten)]
    rate: ResponseRate,
    earlier: Vec<Earlier>,
}

#[derive(Serialize)]
struct Earlier {
    wave: String,
    percent: f64,
}

/// The response rate as it stands now.
#[get("/surveys/{survey}/response-rate")]
pub async fn read(
    state: web::Data<State>,
    _staff: ApiSession,
    survey: web::Path<String>,
) -> Result<web::Json<impl Serialize>, ApiError> {
    let code: SurveyCode = survey.parse().map_err(|_| ApiError::unknown_survey())?;
    if state.catalogue.survey(&code).await?.is_none() {
        return Err(ApiError::unknown_survey());
    }
    let rate = ResponseRate::of(&state.store.count_invitations(&code).await?);
    let earlier = state.store.earlier_rates(&code).await?;
    Ok(web::Json(Answer {
        survey: code,
        definition: "AAPOR RR1",
        percent: rate.total.percent(),
        rr1_percent: rate.total.percent(),
        rr2_percent: rate.total.percent(),
        eligible: rate.total.invited,
        margin_of_error_points: margin_of_error(rate.total.responded, rate.total.invited),
        rate,
        earlier: earlier.into_iter().map(|e| Earlier { wave: e.wave, percent: e.percent }).collect(),
    }))
}
