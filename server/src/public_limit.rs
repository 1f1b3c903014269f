//! How often the public link of an open survey may be used: for the survey as a whole, counted in the database, and for
//! each address, counted in memory.

use actix_web::HttpRequest;
use survey::SurveyCode;

use crate::address_limit::{AddressLimit, address};
use crate::store::{Store, StoreResult};

/// Uses of one survey's link in a minute, on all servers together.
pub const OF_A_SURVEY: u64 = 240;
/// Uses from one address within ten minutes: a room full of people behind one address may all answer.
pub const OF_AN_ADDRESS: u32 = 60;
const MINUTE_MS: i64 = 60_000;

/// Counts one use of a survey's public link and says whether it is within the limits.
///
/// # Errors
/// When the database fails.
pub async fn allows(
    limit: &AddressLimit,
    store: &Store,
    survey: &SurveyCode,
    request: &HttpRequest,
    now_ms: i64,
) -> StoreResult<bool> {
    if let Some(address) = address(request)
        && limit.count(survey.as_str(), address, now_ms) > OF_AN_ADDRESS
    {
        return Ok(false);
    }
    Ok(store.count_public_use(survey, now_ms / MINUTE_MS).await? <= OF_A_SURVEY)
}
