//! The question set as a whole: its title, what a respondent reads first, and its languages.

use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use survey::Locale;
use survey::edit::Edit;
use survey::form::Fields;
use survey::question_set::QuestionSet;

use super::super::forms::{Errors, field};
use super::super::visit::{Frame, Problem, StaffVisit, Visit};
use super::entry::{Entry, Input};
use super::findings::{FindingView, views};
use super::new::languages;
use super::saving::{self, Again, Conflict, Outcome, draft_address, save};
use super::{Above, Files, draft, source};
use crate::store::drafts::Draft;

#[derive(Template)]
#[template(path = "staff/question_sets/settings.html")]
struct SettingsPage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    files: Files,
    revision: i64,
    locale: String,
    dir: &'static str,
    saved: bool,
    errors: Errors,
    conflict: Option<Conflict>,
    findings: Vec<FindingView>,
    entries: Vec<Entry>,
    /// The first language, and all that are offered: the tag, its name, and whether the set has it.
    first: String,
    languages: Vec<(String, String, bool)>,
    further: String,
}

fn fields_of(set: &QuestionSet) -> Fields {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let mut fields =
        vec![pair("title", source(set, &set.title)), pair("introduction", source(set, &set.introduction))];
    fields.push(pair("first", set.languages.first().map_or("", Locale::as_str)));
    fields.extend(set.languages.iter().map(|language| pair("languages", language.as_str())));
    Fields(fields)
}

fn answer(visit: &Visit, draft: &Draft, fields: &Fields, again: Again) -> Result<HttpResponse, Problem> {
    let set = &draft.set;
    let status = again.status();
    let own: Vec<_> = survey::check::check(set)
        .into_iter()
        .filter(|finding| ["title", "introduction", "languages"].contains(&finding.place.as_str()))
        .collect();
    let entry = |name, label, input| Entry::new(visit, fields, name, label, input);
    let known = languages(visit);
    let name = |tag: &str| {
        let own = known.iter().find(|(known, _)| known == tag);
        own.map_or_else(|| tag.to_owned(), |(_, name)| name.clone())
    };
    let mut offered: Vec<String> = set.languages.iter().map(ToString::to_string).collect();
    offered.extend(known.iter().map(|(tag, _)| tag.clone()));
    offered.extend(fields.all("languages").map(str::to_owned));
    let mut distinct: Vec<String> = Vec::new();
    offered.retain(|tag| {
        let new = !distinct.contains(tag);
        distinct.push(tag.clone());
        new
    });
    let language = saving::language(set, fields);
    let page = SettingsPage {
        frame: visit.frame(&again.errors.title(visit, &visit.t().text("editor-settings"))),
        above: Above::new(visit, set, "draft"),
        base: draft_address(set),
        files: Files::new(visit),
        revision: again.revision.unwrap_or(draft.revision),
        dir: language.direction().as_str(),
        locale: language.to_string(),
        saved: visit.request.query_string().contains("saved=yes") && again.errors.is_empty(),
        errors: again.errors,
        conflict: again.conflict,
        findings: views(visit, set, &own),
        entries: vec![
            entry("title", "editor-field-title", Input::Words),
            entry("introduction", "editor-field-introduction", Input::Lines)
                .hinted(visit, "editor-field-introduction-hint"),
        ],
        first: field(fields, "first").to_owned(),
        languages: offered
            .into_iter()
            .map(|tag| {
                let has = fields.has("languages", &tag);
                (tag.clone(), name(&tag), has)
            })
            .collect(),
        further: field(fields, "further").to_owned(),
    };
    visit.page(status, &page)
}

/// The forms.
#[get("/question-sets/{code}/draft/settings")]
pub async fn show(visit: StaffVisit, address: web::Path<String>) -> Result<HttpResponse, Problem> {
    let draft = draft(&visit, &address).await?;
    answer(&visit, &draft, &fields_of(&draft.set), Again::default())
}

/// Saves the texts, or the languages.
#[post("/question-sets/{code}/draft/settings")]
pub async fn change(
    visit: StaffVisit,
    address: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted(&body)?;
    let draft = draft(&visit, &address).await?;
    let set = &draft.set;
    let edit = if fields.has("do", "languages") {
        let mut languages: Vec<Locale> = field(&fields, "first").parse().into_iter().collect();
        languages.extend(fields.all("languages").filter_map(|tag| tag.parse::<Locale>().ok()));
        let mut errors = Errors::default();
        for tag in field(&fields, "further").split([',', ' ', '،']).filter(|tag| !tag.is_empty()) {
            match tag.parse() {
                Ok(language) => languages.push(language),
                Err(_) => errors.add(&visit, "further", "editor-error-further"),
            }
        }
        if !errors.is_empty() {
            return answer(&visit, &draft, &fields, Again::wrong(errors));
        }
        Edit::Languages(languages)
    } else {
        let words = |name: &str| field(&fields, name).replace("\r\n", "\n");
        Edit::Texts { title: words("title"), introduction: words("introduction") }
    };
    let to = format!("{}/settings?saved=yes", draft_address(set));
    match save(&visit, set, &fields, &edit, &to).await? {
        Outcome::Answered(response) => Ok(response),
        Outcome::Again(again) => {
            // What the other form of the page holds is not what was typed.
            let mut all = fields_of(set);
            all.0.retain(|(name, _)| fields.first(name).is_none());
            all.0.extend(fields.0.clone());
            answer(&visit, &draft, &all, again)
        }
    }
}
