//! The translations of a draft: every text beside its source and the other languages, what is missing or out of date, and the
//! fields to write in.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use serde_json::json;
use survey::Locale;
use survey::code::QuestionSetCode;
use survey::question_set::QuestionSet;
use survey::revision::Place;
use survey::translation::{self, Entry, Facts, Progress, Standing};

use super::super::forms::{Errors, field};
use super::super::visit::{Frame, Kind, Problem, StaffVisit, Visit, query_value, redirect};
use super::super::words::{number, text};
use super::saving::{answer, is_autosave};
use super::{Above, Files, base, code, source};
use crate::auth::Permission;
use crate::drafts::By;
use crate::translations::{self, Given, Outcome, TranslateError, Translating};
use crate::xlsform::workbook::LARGEST_FILE;

/// All texts of a long question set in a form, and more.
const LARGEST_BODY: usize = 4 * 1024 * 1024;

#[derive(Template)]
#[template(path = "staff/question_sets/translations.html")]
struct TranslationsPage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    may_edit: bool,
    /// There is nothing to translate: no draft, or one language alone.
    nothing: Option<String>,
    files: Files,
    /// What is wrong with a file that was to be taken in.
    errors: Errors,
    limits: String,
    languages: Vec<LanguageView>,
    from: Vec<Choice>,
    to: String,
    to_name: String,
    to_dir: &'static str,
    from_tag: String,
    from_dir: &'static str,
    show_all: bool,
    filter_open: String,
    filter_all: String,
    groups: Vec<GroupView>,
    /// What was not saved.
    problems: Vec<(String, String)>,
    saved: bool,
}

struct LanguageView {
    name: String,
    tag: String,
    href: String,
    current: bool,
    sentence: String,
    percent: usize,
}

struct Choice {
    tag: String,
    name: String,
    chosen: bool,
}

struct GroupView {
    title: String,
    texts: Vec<TextView>,
}

struct TextView {
    key: String,
    what: String,
    /// `missing`, `outdated` or `done`.
    state: &'static str,
    state_name: String,
    source: String,
    /// The words that the translation was made from, if they are others now.
    was: Option<String>,
    /// The other languages: tag, direction, words.
    others: Vec<(String, &'static str, String)>,
    value: String,
    rows: usize,
    seen: String,
    problem: Option<String>,
}

/// What the page shows.
#[derive(Default)]
pub(super) struct Shown {
    from: Option<Locale>,
    to: Option<Locale>,
    all: bool,
    /// What is wrong with a file that was to be taken in.
    errors: Errors,
}

impl Shown {
    /// With what is wrong with a file that was to be taken in.
    pub fn wrong(errors: Errors) -> Self {
        Self { errors, ..Self::default() }
    }
}

/// The page.
#[get("/question-sets/{code}/translations")]
pub async fn show(visit: StaffVisit, address: web::Path<String>) -> Result<HttpResponse, Problem> {
    let code = code(&visit, &address)?;
    let locale = |name: &str| query_value(&visit, name).and_then(|tag| tag.parse::<Locale>().ok());
    let all = query_value(&visit, "show").as_deref() == Some("all");
    let shown = Shown { from: locale("from"), to: locale("to"), all, errors: Errors::default() };
    page(&visit, &code, shown, &[]).await
}

/// The page, with what was not saved.
///
/// # Errors
/// When there is no such question set, or the database fails.
pub(super) async fn page(
    visit: &Visit,
    code: &QuestionSetCode,
    mut shown: Shown,
    refused: &[(Given, Outcome)],
) -> Result<HttpResponse, Problem> {
    let t = visit.t();
    let store = &visit.state.store;
    let found = translations::translating(store, code).await.map_err(|error| visit.unavailable(&error))?;
    let versions = store.question_set_versions(code).await.map_err(|error| visit.unavailable(&error))?;
    let (set, nothing) = match (&found, versions.values().next_back()) {
        (Some(found), _) if found.draft.set.languages.len() > 1 => (&found.draft.set, None),
        (Some(found), _) => (&found.draft.set, Some(t.text("translate-one-language"))),
        (None, Some(newest)) => (&**newest, Some(t.text("translate-no-draft"))),
        (None, None) => return Err(visit.problem(Kind::NotFound)),
    };
    let status = if refused.is_empty() { StatusCode::OK } else { StatusCode::CONFLICT };
    let errors = std::mem::take(&mut shown.errors);
    let mut page = TranslationsPage {
        frame: visit.frame(&errors.title(visit, &t.text("translate-tab"))),
        files: Files::new(visit),
        limits: t.count("translate-file-hint", "megabytes", (LARGEST_FILE >> 20) as f64),
        errors,
        above: Above::new(visit, set, "translations"),
        base: base(code),
        may_edit: visit.may(Permission::EditQuestionSets),
        nothing,
        languages: Vec::new(),
        from: Vec::new(),
        to: String::new(),
        to_name: String::new(),
        to_dir: "auto",
        from_tag: String::new(),
        from_dir: "auto",
        show_all: shown.all,
        filter_open: String::new(),
        filter_all: t.text("translate-show-all"),
        groups: Vec::new(),
        problems: Vec::new(),
        saved: query_value(visit, "saved").is_some(),
    };
    if let (Some(found), None) = (&found, &page.nothing) {
        fill(visit, found, &shown, refused, &mut page);
    }
    visit.page(status, &page)
}

fn fill(
    visit: &Visit,
    found: &Translating,
    shown: &Shown,
    refused: &[(Given, Outcome)],
    page: &mut TranslationsPage<'_>,
) {
    let t = visit.t();
    let Translating { draft, facts } = found;
    let set = &draft.set;
    let Some((first, others)) = set.languages.split_first() else { return };
    let progress = |language: &Locale| translation::progress(set, language, facts);
    let wanted = shown.to.clone().filter(|to| others.contains(to));
    // Who says nothing begins with the language of the page, else where most is left to do.
    let own = others.iter().find(|language| *language == t.locale()).cloned();
    let most = || others.iter().max_by_key(|language| progress(language).open()).cloned();
    let Some(to) = wanted.or(own).or_else(most) else { return };
    let from = shown.from.clone().filter(|from| set.languages.contains(from) && *from != to);
    let from = from.unwrap_or_else(|| first.clone());
    let address = |to: &Locale, from: &Locale, all: bool| {
        let filter = if all { "&show=all" } else { "" };
        format!("{}/translations?to={to}&from={from}{filter}", base(&set.code))
    };
    page.languages = others
        .iter()
        .map(|language| LanguageView {
            name: language_name(visit, language),
            tag: language.to_string(),
            href: address(language, first, shown.all),
            current: *language == to,
            sentence: sentence(visit, progress(language)),
            percent: progress(language).percent(),
        })
        .collect();
    page.from = set
        .languages
        .iter()
        .filter(|language| **language != to)
        .map(|language| Choice {
            tag: language.to_string(),
            name: language_name(visit, language),
            chosen: *language == from,
        })
        .collect();
    page.to_name = language_name(visit, &to);
    (page.to_dir, page.from_dir) = (to.direction().as_str(), from.direction().as_str());
    (page.to, page.from_tag) = (to.to_string(), from.to_string());
    page.filter_open = t.count("translate-show-open", "count", progress(&to).open() as f64);
    let mut groups: Vec<GroupView> = Vec::new();
    for (title, entry) in in_order(visit, set) {
        let key = entry.key();
        let standing = translation::standing(set, &entry, &to, facts);
        let typed = refused.iter().find(|(given, _)| given.key == key);
        let is_open = matches!(standing, Standing::Missing | Standing::Outdated(_));
        if standing == Standing::Nothing || (!shown.all && !is_open && typed.is_none()) {
            continue;
        }
        let view = text_view(visit, set, &entry, (&from, &to), standing, typed);
        if let Some(problem) = &view.problem {
            page.problems.push((key, problem.clone()));
        }
        match groups.last_mut() {
            Some(group) if group.title == title => group.texts.push(view),
            _ => groups.push(GroupView { title, texts: vec![view] }),
        }
    }
    page.groups = groups;
}

/// The texts as people read them: each section with its questions, the choice lists at the end; each with the title of its group.
fn in_order<'a>(visit: &Visit, set: &'a QuestionSet) -> Vec<(String, Entry<'a>)> {
    let t = visit.t();
    let (lists, rest): (Vec<_>, Vec<_>) =
        translation::entries(set).into_iter().partition(|entry| matches!(entry.place, Place::Choice(..)));
    let mut title = t.text("translate-group-set");
    let mut all = Vec::new();
    for entry in rest {
        if let Place::Section(code) = &entry.place {
            let section = set.sections.iter().find(|section| section.code == *code);
            let own = section.map_or("", |section| source(set, &section.title));
            title = if own.is_empty() { code.to_string() } else { own.to_owned() };
        }
        all.push((title.clone(), entry));
    }
    for entry in lists {
        if let Place::Choice(list, _) = &entry.place {
            all.push((t.tr("translate-group-list", &[("list", text(list))]), entry));
        }
    }
    all
}

fn text_view(
    visit: &Visit,
    set: &QuestionSet,
    entry: &Entry<'_>,
    (from, to): (&Locale, &Locale),
    standing: Standing,
    typed: Option<&(Given, Outcome)>,
) -> TextView {
    let t = visit.t();
    let first = set.languages.first().cloned().unwrap_or_else(Locale::english);
    let (state, was) = state(standing);
    let others = set.languages.iter().filter(|language| *language != from && *language != to);
    let others = others
        .map(|language| {
            (language.to_string(), language.direction().as_str(), entry.in_language(language).to_owned())
        })
        .filter(|(_, _, words)| !words.is_empty());
    let value = typed.map_or_else(|| entry.in_language(to).to_owned(), |(given, _)| given.text.clone());
    let source = entry.in_language(from).to_owned();
    let problem = typed.and_then(|(_, outcome)| problem(visit, outcome));
    TextView {
        what: what_is_it(visit, entry),
        state,
        state_name: t.text(&format!("translate-state-{state}")),
        was,
        others: others.collect(),
        rows: (source.chars().count().max(value.chars().count()) / 45 + 1 + value.matches('\n').count())
            .clamp(2, 12),
        source,
        value,
        seen: translations::seen(entry.in_language(&first), entry.in_language(to)),
        problem,
        key: entry.key(),
    }
}

/// How a text stands, in a word, and what it was made from if it is out of date.
fn state(standing: Standing) -> (&'static str, Option<String>) {
    match standing {
        Standing::Missing => ("missing", None),
        Standing::Outdated(was) => ("outdated", Some(was)),
        Standing::Done | Standing::Nothing => ("done", None),
    }
}

/// What a text is, in words: “Question age”.
pub(super) fn what_is_it(visit: &Visit, entry: &Entry<'_>) -> String {
    visit.t().tr(&format!("translate-what-{}", what(entry)), &[("code", text(&code_of(&entry.place)))])
}

fn what(entry: &Entry<'_>) -> String {
    match entry.place {
        Place::Choice(..) => "choice".to_owned(),
        Place::Item(..) => "item".to_owned(),
        _ => entry.field.as_str().replace('_', "-"),
    }
}

fn code_of(place: &Place) -> String {
    match place {
        Place::Choice(_, code) => code.to_string(),
        Place::Item(question, item) => format!("{question}.{item}"),
        Place::Question(code) => code.to_string(),
        Place::Section(code) => code.to_string(),
        Place::Set | Place::Language(_) | Place::List(_) => String::new(),
    }
}

fn problem(visit: &Visit, outcome: &Outcome) -> Option<String> {
    let t = visit.t();
    match outcome {
        Outcome::Saved | Outcome::Unchanged => None,
        Outcome::Translated(theirs) => Some(t.tr("translate-overtaken", &[("theirs", text(theirs))])),
        Outcome::SourceChanged => Some(t.text("translate-source-changed")),
        Outcome::TooLong => Some(t.count("translate-too-long", "most", translations::LONGEST as f64)),
        Outcome::Gone => Some(t.text("translate-gone")),
    }
}

/// A language in its own name, if the service speaks it; else its tag.
pub fn language_name(visit: &Visit, language: &Locale) -> String {
    let known = visit.state.translations.locales().any(|known| known == language);
    if known {
        visit.state.translations.locale(language).text("language-name")
    } else {
        survey::languages::heading_name(language)
    }
}

/// A language of which translations were made from words that are others by now.
pub struct Outdated {
    /// The language.
    pub language: String,
    /// How many texts.
    pub count: String,
    /// Where they are translated.
    pub href: String,
}

/// The languages in which people would read what the words meant before.
pub fn outdated(visit: &Visit, set: &QuestionSet, facts: &Facts) -> Vec<Outdated> {
    let of = |language: &Locale| match translation::progress(set, language, facts).outdated {
        0 => None,
        count => Some(Outdated {
            language: language_name(visit, language),
            count: visit.t().tr("translate-outdated", &[("count", number(count as u64))]),
            href: format!("{}/translations?to={language}", base(&set.code)),
        }),
    };
    set.languages.iter().skip(1).filter_map(of).collect()
}

/// How far a language is, in words.
pub fn sentence(visit: &Visit, progress: Progress) -> String {
    let args = [
        ("percent", number(progress.percent() as u64)),
        ("missing", number(progress.missing as u64)),
        ("outdated", number(progress.outdated as u64)),
    ];
    match progress.open() {
        0 => visit.t().text("translate-whole"),
        _ => visit.t().tr("translate-progress", &args),
    }
}

/// Saves what was changed; what can't be is shown again with what was typed.
#[post("/question-sets/{code}/translations")]
pub async fn save(
    visit: StaffVisit,
    address: web::Path<String>,
    body: web::Payload,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted_large(body, LARGEST_BODY).await?;
    let code = code(&visit, &address)?;
    let Ok(to) = field(&fields, "to").parse::<Locale>() else { return Err(visit.problem(Kind::NotFound)) };
    let given: Vec<Given> = fields
        .0
        .iter()
        .filter_map(|(name, value)| Some((name.strip_prefix("text:")?, value)))
        .map(|(key, value)| Given {
            key: key.to_owned(),
            text: value.clone(),
            seen: field(&fields, &format!("seen:{key}")).to_owned(),
            keep: fields.has(&format!("keep:{key}"), "yes"),
        })
        .collect();
    let by = By { who: visit.who(), at: visit.state.clock.now_ms() };
    let outcomes = match translations::save(&visit.state.store, &code, &to, &given, by).await {
        Ok(outcomes) => outcomes,
        Err(TranslateError::Store(error)) => return Err(visit.unavailable(&error)),
        Err(TranslateError::NoDraft | TranslateError::NoLanguage(_)) => {
            return Err(visit.problem(Kind::NotFound));
        }
        Err(TranslateError::Busy) => return Err(visit.problem(Kind::Unavailable)),
    };
    if is_autosave(&visit) {
        return autosaved(&visit, &code, &to, &given, &outcomes).await;
    }
    let refused: Vec<_> =
        given.into_iter().zip(outcomes).filter(|(_, outcome)| outcome.is_refused()).collect();
    let (from, all) = (field(&fields, "from"), field(&fields, "show") == "all");
    if refused.is_empty() {
        let filter = if all { "&show=all" } else { "" };
        let from = from.parse::<Locale>().map(|from| format!("&from={from}")).unwrap_or_default();
        return Ok(redirect(&format!("{}/translations?to={to}{from}{filter}&saved=yes", base(&code))));
    }
    let shown = Shown { from: from.parse().ok(), to: Some(to), all, errors: Errors::default() };
    page(&visit, &code, shown, &refused).await
}

/// What the script is told that saves while somebody types: of each text how it stands now, and where it was not saved, what
/// stands there.
async fn autosaved(
    visit: &Visit,
    code: &QuestionSetCode,
    to: &Locale,
    given: &[Given],
    outcomes: &[Outcome],
) -> Result<HttpResponse, Problem> {
    let t = visit.t();
    let found = translations::translating(&visit.state.store, code).await;
    let found = found.map_err(|error| visit.unavailable(&error))?;
    let found = found.ok_or_else(|| visit.problem(Kind::NotFound))?;
    let set = &found.draft.set;
    let first = set.languages.first().cloned().unwrap_or_else(Locale::english);
    let all = translation::entries(set);
    let mut parts = serde_json::Map::new();
    for (given, outcome) in given.iter().zip(outcomes) {
        let mut part = json!({ "problem": problem(visit, outcome) });
        if let Some(entry) = all.iter().find(|entry| entry.key() == given.key) {
            let (source, now) = (entry.in_language(&first), entry.in_language(to));
            let (state, _) = state(translation::standing(set, entry, to, &found.facts));
            part["seen"] = json!(translations::seen(source, now));
            part["state"] = json!(state);
            part["said"] = json!(t.text(&format!("translate-state-{state}")));
            match outcome {
                // Both texts stand there by themselves.
                Outcome::Translated(theirs) => {
                    part["problem"] = json!(t.text("translate-met"));
                    part["theirs"] = json!(theirs);
                }
                Outcome::SourceChanged => part["source"] = json!(source),
                _ => {}
            }
        }
        parts.insert(given.key.clone(), part);
    }
    let progress = translation::progress(set, to, &found.facts);
    let status = match outcomes.iter().any(Outcome::is_refused) {
        true => StatusCode::CONFLICT,
        false => StatusCode::OK,
    };
    let told = json!({
        "message": t.text("translate-not-saved"),
        "parts": parts,
        "progress": { "percent": progress.percent(), "said": sentence(visit, progress) },
    });
    Ok(answer(status, &told))
}
