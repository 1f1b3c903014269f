//! `GET /api/v1/surveys/{survey}/response-rate`, for staff.

use actix_web::web;
use schemars::JsonSchema;
use serde::Serialize;
use survey::SurveyCode;

use super::find;
use super::problem::ApiError;
use super::route::{Routes, Who};
use super::take::Path;
use crate::app::State;
use crate::auth::Permission;
use crate::report::response_rate::{ResponseRate, Tally};
use crate::report::statistics::margin_of_error;

/// The response rate.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "ResponseRateAnswer")]
struct Answer {
    survey: SurveyCode,
    /// Which of AAPOR's rates this is.
    definition: &'static str,
    percent: Option<f64>,
    /// Complete responses over all invitations that are eligible.
    rr1_percent: Option<f64>,
    /// With partial responses; there are none, so it is the same.
    rr2_percent: Option<f64>,
    /// Who could take part: everybody invited, without those who were found not to be eligible.
    eligible: u64,
    /// Invitations that were withdrawn, since their partners are not eligible.
    not_eligible: u64,
    /// RR1 with these.
    percent_with_not_eligible: Option<f64>,
    margin_of_error_points: Option<f64>,
    #[serde(flatten)]
    rate: ResponseRate,
    earlier: Vec<Earlier>,
}

/// The rate of an earlier wave.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "EarlierRate")]
struct Earlier {
    wave: String,
    percent: f64,
}

/// The route.
pub fn routes(api: &mut Routes) {
    let who = Who::Staff(Permission::SeeSurveys);
    api.get("/surveys/{survey}/response-rate", who, "The response rate as it stands now.").by(read);
}

async fn read(state: web::Data<State>, Path(survey): Path<String>) -> Result<web::Json<Answer>, ApiError> {
    let code = find::survey(&state, &survey).await?.row.code.clone();
    let rate = ResponseRate::of(&state.store.count_invitations(&code).await?);
    let not_eligible = state.store.not_eligible(&code).await?.iter().map(|(_, count)| count).sum();
    let with = Tally { invited: rate.total.invited + not_eligible, ..rate.total.clone() };
    let earlier = state.store.earlier_rates(&code).await?;
    Ok(web::Json(Answer {
        survey: code,
        definition: "AAPOR RR1",
        percent: rate.total.percent(),
        rr1_percent: rate.total.percent(),
        rr2_percent: rate.total.percent(),
        eligible: rate.total.invited,
        not_eligible,
        percent_with_not_eligible: with.percent(),
        margin_of_error_points: margin_of_error(rate.total.responded, rate.total.invited),
        rate,
        earlier: earlier.into_iter().map(|e| Earlier { wave: e.wave, percent: e.percent }).collect(),
    }))
}
