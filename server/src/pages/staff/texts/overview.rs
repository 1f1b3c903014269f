//! All messages of a survey, with what each says in each language.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, web};
use askama::Template;
use survey::Locale;

use super::super::survey::Above;
use super::super::survey::find as find_survey;
use super::super::visit::{Frame, Problem, StaffVisit};
use super::{base, kind_name};
use crate::mail::MessageKind;
use crate::mail::wording::Source;

#[derive(Template)]
#[template(path = "staff/texts/overview.html")]
struct Overview<'a> {
    frame: Frame<'a>,
    above: Above,
    kinds: Vec<OfKind>,
}

struct OfKind {
    kind: MessageKind,
    name: String,
    texts: Vec<OfLanguage>,
}

struct OfLanguage {
    href: String,
    locale: String,
    dir: &'static str,
    language: String,
    own: bool,
    source: Source,
}

/// The page.
#[get("/surveys/{survey}/texts")]
pub async fn show(visit: StaffVisit, code: web::Path<String>) -> Result<HttpResponse, Problem> {
    let survey = find_survey(&visit, &code).await?;
    let t = visit.t();
    let own = visit.state.store.message_texts(&survey.row.code).await;
    let own = own.map_err(|error| visit.unavailable(&error))?;
    let text = |kind: MessageKind, locale: &Locale| {
        let texts = visit.state.translations.locale(locale);
        let own = own.get(&(kind, locale.clone()));
        OfLanguage {
            href: format!("{}/{kind}/{locale}", base(&survey)),
            locale: locale.to_string(),
            dir: locale.direction().as_str(),
            language: texts.text("language-name"),
            own: own.is_some(),
            source: own.cloned().unwrap_or_else(|| Source::standard(texts, kind)),
        }
    };
    let languages = &survey.current().languages;
    let of_kind = |kind| OfKind {
        kind,
        name: kind_name(t, kind),
        texts: languages.iter().map(|locale| text(kind, locale)).collect(),
    };
    let page = Overview {
        frame: visit.frame(&t.text("texts-tab")),
        above: Above::new(&visit, &survey, "texts"),
        kinds: MessageKind::planned().map(of_kind).collect(),
    };
    visit.page(StatusCode::OK, &page)
}
