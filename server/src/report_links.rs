//! Links by which a published report is read without an account: one version, until the end of a day, and not a day longer than
//! whoever made it wants.
//!
//! A link has a token of 160 random bits, shown once and kept as its hash. Nobody guesses that, so nothing counts wrong ones.

use serde_json::json;
use survey::Day;

use crate::app::State;
use crate::catalogue::Survey;
use crate::entropy;
use crate::partners::clean;
use crate::store::report_links::{self, ReportLink};
use crate::store::{StoreResult, audit};
use crate::token::Token;

/// A link is good for so many days at most: who still needs it gets another.
pub const MOST_DAYS: u64 = 366;
/// The longest name, in characters.
pub const LONGEST_NAME: usize = 100;

/// What is wrong with what was asked of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It does not say whom it is for, or at too great length.
    Name,
    /// There is no such published version.
    Version,
    /// It ends before it begins, or too late.
    End,
}

/// A link as somebody wants it.
pub struct Wanted<'a> {
    /// Whom it is for.
    pub name: &'a str,
    /// The version of the report.
    pub version: Option<i64>,
    /// The last day.
    pub ends_on: Option<Day>,
}

/// A link that may be made.
#[derive(Debug, PartialEq, Eq)]
pub struct Checked {
    name: String,
    version: i64,
    ends_on: Day,
}

/// The link that is wanted, or all that is wrong with it.
///
/// # Errors
/// When something is wrong.
pub fn check(wanted: &Wanted<'_>, versions: &[i64], today: Day) -> Result<Checked, Vec<Fault>> {
    let name = clean(wanted.name);
    let mut faults = Vec::new();
    if name.is_empty() || name.chars().count() > LONGEST_NAME {
        faults.push(Fault::Name);
    }
    let version = wanted.version.filter(|version| versions.contains(version));
    if version.is_none() {
        faults.push(Fault::Version);
    }
    let end = wanted.ends_on.filter(|day| (today..=today.saturating_add(MOST_DAYS)).contains(day));
    if end.is_none() {
        faults.push(Fault::End);
    }
    match (version, end) {
        (Some(version), Some(ends_on)) if faults.is_empty() => Ok(Checked { name, version, ends_on }),
        _ => Err(faults),
    }
}

/// Keeps a link. Returns it with its address, which nobody sees again.
///
/// # Errors
/// When the database fails.
pub async fn make(
    state: &State,
    survey: &Survey,
    wanted: Checked,
    who: &str,
) -> StoreResult<(ReportLink, String)> {
    let token = Token::generate();
    let now = state.clock.now_ms();
    let link = ReportLink {
        id: entropy::uuid(),
        survey: survey.row.code.clone(),
        version: wanted.version,
        name: wanted.name,
        made_by: who.to_owned(),
        made_at: now,
        ends_on: wanted.ends_on,
        ended: None,
    };
    let mut tx = state.store.begin_write().await?;
    report_links::add(&mut tx, &link, &token.hash()).await?;
    let detail =
        json!({ "id": link.id, "version": link.version, "name": link.name, "ends_on": link.ends_on });
    let subject = format!("survey:{}", link.survey);
    audit::record(&mut tx, who, "report_link_made", &subject, &detail, now).await?;
    tx.commit().await?;
    Ok((link, format!("{}/r/{}", state.base_url, token.as_str())))
}

/// Ends a link at once. Returns whether it was one that had not been ended.
///
/// # Errors
/// When the database fails.
pub async fn end(state: &State, link: &ReportLink, who: &str) -> StoreResult<bool> {
    let now = state.clock.now_ms();
    let mut tx = state.store.begin_write().await?;
    let done = report_links::end(&mut tx, &link.survey, link.id, who, now).await?;
    if done {
        let detail = json!({ "id": link.id, "version": link.version, "name": link.name });
        let subject = format!("survey:{}", link.survey);
        audit::record(&mut tx, who, "report_link_ended", &subject, &detail, now).await?;
    }
    tx.commit().await?;
    Ok(done)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_is_for_somebody_to_a_version_until_a_day() {
        let today: Day = "2026-11-25".parse().unwrap();
        let wanted =
            |name, version, days| Wanted { name, version, ends_on: Some(today.saturating_add(days)) };
        let made = check(&wanted(" Board\n of trustees ", Some(2), 366), &[2, 1], today).unwrap();
        assert_eq!((made.name.as_str(), made.version), ("Board of trustees", 2));
        assert!(check(&wanted("Today", Some(1), 0), &[1], today).is_ok());
        let wrong = |wanted: Wanted<'_>| check(&wanted, &[1], today).unwrap_err();
        assert_eq!(wrong(wanted(" ", Some(2), 367)), [Fault::Name, Fault::Version, Fault::End]);
        assert_eq!(
            wrong(Wanted { name: "a", version: None, ends_on: today.checked_sub(1) }),
            [Fault::Version, Fault::End]
        );
    }
}
