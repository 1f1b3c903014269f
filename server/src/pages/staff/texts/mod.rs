//! What a survey's messages say: the standard wording of each kind and language, or the survey's own.
//!
//! The pages show and ask; what a wording must have is decided in `crate::mail::wording`.

mod edit;
mod overview;
mod preview;

use std::sync::Arc;

use actix_web::web;
use survey::Locale;

use super::survey::find as find_survey;
use super::visit::{Kind, Problem, Visit};
use crate::catalogue::Survey;
use crate::i18n::LocaleTexts;
use crate::mail::MessageKind;

/// The addresses below `/staff/surveys/{survey}`.
pub fn routes(config: &mut web::ServiceConfig) {
    config.service(overview::show).service(edit::back_to_standard).service(edit::show).service(edit::act);
}

/// A kind of message in a language of a survey.
struct Place {
    survey: Arc<Survey>,
    kind: MessageKind,
    language: Locale,
}

impl Place {
    fn address(&self) -> String {
        format!("{}/{}/{}", base(&self.survey), self.kind, self.language)
    }

    /// The texts of that language.
    fn texts<'a>(&self, visit: &'a Visit) -> &'a LocaleTexts {
        visit.state.translations.locale(&self.language)
    }
}

/// The survey, the kind and the language of an address.
async fn find(visit: &Visit, path: &(String, String, String)) -> Result<Place, Problem> {
    let survey = find_survey(visit, &path.0).await?;
    let not_found = || visit.problem(Kind::NotFound);
    let kind = path.1.parse().ok().filter(|kind: &MessageKind| kind.is_planned()).ok_or_else(not_found)?;
    let language = survey.current().languages.iter().find(|locale| locale.as_str() == path.2);
    let language = language.cloned().ok_or_else(not_found)?;
    Ok(Place { survey, kind, language })
}

fn base(survey: &Survey) -> String {
    format!("/staff/surveys/{}/texts", survey.row.code)
}

fn kind_name(t: &LocaleTexts, kind: MessageKind) -> String {
    t.text(&format!("messages-kind-{kind}"))
}
