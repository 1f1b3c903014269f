//! `/api/v1/surveys/{survey}/answers` and `…/themes`: open answers as analysts work with them, and the code book.
//!
//! They come as [`crate::open_answers`] lets them be read: question by question, never with who wrote them or what else they wrote.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use actix_web::web;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use survey::Locale;
use survey::code::{QuestionCode, ThemeCode};
use survey::coding::{self, Codings};
use survey::redaction::Reason;

use super::answer::{Created, Nothing, Page};
use super::find;
use super::problem::{ApiError, Code, NOT_SHOWN};
use super::route::{Routes, Who};
use super::take::{Body, Path, Query};
use super::words::Word;
use crate::app::State;
use crate::auth::Permission;
use crate::auth::caller::Caller;
use crate::catalogue::Survey;
use crate::open_answers::{
    self, Deciding, Doer, Field, LONGEST, LONGEST_DEFINITION, LONGEST_NAME, NotDecided, OpenAnswer,
    OpenAnswers, ThemeFault,
};
use crate::store::open_answers::{Decision, Theme};

/// The routes.
pub fn routes(api: &mut Routes) {
    let (read, publish) = (Who::Staff(Permission::ReadAnswers), Who::Staff(Permission::PublishAnswers));
    let one = "/surveys/{survey}/answers/{answer}";
    let summary = "Open answers, question by question, each in an order of its own; searched and narrowed.";
    api.get("/surveys/{survey}/answers", read, summary).problems(&NOT_SHOWN).by(list);
    api.get(one, read, "One answer, with what each analyst gave to it and what might tell who wrote it.")
        .problems(&NOT_SHOWN)
        .by(show);
    let summary = "Keeps the caller's own themes for an answer; none of them is a judgement as well.";
    api.put("/surveys/{survey}/answers/{answer}/themes", read, summary)
        .problems(&NOT_SHOWN)
        .problems(&[Code::Invalid])
        .by(tag);
    api.delete("/surveys/{survey}/answers/{answer}/themes", read, "Takes the caller's own themes back.")
        .problems(&NOT_SHOWN)
        .by(untag);
    let refused = [Code::Invalid, Code::NotNow, Code::Overtaken];
    let summary = "Proposes what is published in the place of an answer, until it is decided.";
    api.put("/surveys/{survey}/answers/{answer}/proposal", read, summary)
        .problems(&NOT_SHOWN)
        .problems(&refused)
        .by(propose);
    let summary = "Decides what is published of an answer, and whether the report quotes it.";
    api.put("/surveys/{survey}/answers/{answer}/decision", publish, summary)
        .problems(&NOT_SHOWN)
        .problems(&refused)
        .by(decide);
    let summary = "Keeps the caller's own translation of an answer.";
    api.put("/surveys/{survey}/answers/{answer}/translations/{locale}", read, summary)
        .problems(&NOT_SHOWN)
        .problems(&[Code::Invalid])
        .by(translate);
    let summary = "Takes the caller's own translation away.";
    api.delete("/surveys/{survey}/answers/{answer}/translations/{locale}", read, summary)
        .problems(&NOT_SHOWN)
        .by(take_translation_away);
    api.get("/surveys/{survey}/themes", read, "The code book: the themes of the survey's question set.")
        .by(code_book);
    api.post("/surveys/{survey}/themes", read, "Adds a theme; its code is made of its name.")
        .problems(&[Code::Invalid])
        .by(add_theme);
    api.put("/surveys/{survey}/themes/{theme}", read, "Changes a theme.")
        .problems(&[Code::Invalid])
        .by(change_theme);
    let summary =
        "How often each theme was given, field by field, and how far analysts agree; never a count of few.";
    api.get("/surveys/{survey}/theme-counts", read, summary).problems(&NOT_SHOWN).by(counts);
}

/// The survey with its answers, once they may be read.
async fn found(state: &State, survey: &str) -> Result<(Arc<Survey>, Box<OpenAnswers>), ApiError> {
    let survey = find::survey(state, survey).await?;
    let answers = open_answers::read(&state.store, &survey, survey.today(state.clock)).await??;
    Ok((survey, answers))
}

fn one<'a>(answers: &'a OpenAnswers, id: &str) -> Result<(&'a Field, &'a OpenAnswer), ApiError> {
    answers.find(id).ok_or_else(|| find::nothing(Code::UnknownAnswer))
}

fn doer<'a>(state: &State, caller: &'a Caller) -> Doer<'a> {
    Doer { who: &caller.member.email, at: state.clock.now_ms() }
}

/// An open answer.
#[derive(Serialize, JsonSchema)]
struct AnswerLine {
    /// Tells nothing of whose it is, nor of the other answers of the same response.
    id: String,
    /// The question's code, with `_other` behind it for the text of an “other” choice.
    field: String,
    question: QuestionCode,
    text: String,
    /// The language, where the text itself tells.
    language: Option<Locale>,
    /// The themes that more than half of those who coded it gave.
    themes: Vec<ThemeCode>,
    /// How many coded it.
    coders: usize,
    /// Whether analysts gave it different themes.
    disputed: bool,
    decision: Word<Decision>,
    /// Whether the report quotes it.
    quoted: bool,
}

fn line(answers: &OpenAnswers, (field, answer): (&Field, &OpenAnswer)) -> AnswerLine {
    let codings = answer.places(&answers.themes);
    let given = coding::themes(&codings, answers.themes.len());
    AnswerLine {
        id: answer.row.id.clone(),
        field: field.name.clone(),
        question: field.question.clone(),
        text: answer.text.clone(),
        language: survey::language::of(&answer.text),
        themes: given.into_iter().map(|place| answers.themes[place].code.clone()).collect(),
        coders: codings.len(),
        disputed: answer.is_disputed(),
        decision: Word(answer.row.decision),
        quoted: answer.row.quoted,
    }
}

/// Which answers.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
struct Wish {
    /// The field.
    field: String,
    /// `none`, `not_mine`, `disputed`, or the code of a theme.
    theme: String,
    /// A decision, or `quoted`.
    decision: String,
    /// A part of the text, of what stands in its place, or of a translation.
    search: String,
    /// How many at the most.
    #[schemars(range(min = 1, max = 500))]
    limit: u32,
    /// What `next` said.
    after: Option<String>,
}

impl Default for Wish {
    fn default() -> Self {
        let [field, theme, decision, search] = Default::default();
        Self { field, theme, decision, search, limit: 100, after: None }
    }
}

async fn list(
    state: web::Data<State>,
    caller: Caller,
    Path(survey): Path<String>,
    Query(wish): Query<Wish>,
) -> Result<web::Json<Page<AnswerLine>>, ApiError> {
    let limit = find::limit(wish.limit, 500)?;
    let (_, answers) = found(&state, &survey).await?;
    let Wish { field, theme, decision, search, after, .. } = wish;
    let narrowed = open_answers::Wish { field, theme, decision, search };
    // One after whom the list goes on may have dropped out of it meanwhile: its place among all stays.
    let places: HashMap<&str, usize> =
        answers.all().enumerate().map(|(place, (_, answer))| (answer.row.id.as_str(), place)).collect();
    let place = |id: &str| places.get(id).copied();
    let from = match after.filter(|after| !after.is_empty()) {
        Some(after) => place(&after).map(|place| place + 1).ok_or_else(|| {
            ApiError::new(Code::MalformedQuery, "The query: `after` is not what `next` said.")
        })?,
        None => 0,
    };
    let lines = narrowed.matching(&answers, &caller.member.email).into_iter();
    let lines = lines.filter(|(_, answer)| place(&answer.row.id).is_some_and(|place| place >= from));
    let lines = lines.take(limit as usize + 1).map(|found| line(&answers, found)).collect();
    Ok(web::Json(Page::of(lines, limit, |line| line.id.clone())))
}

/// An open answer, with all that is known of it.
#[derive(Serialize, JsonSchema)]
struct WholeAnswer {
    #[serde(flatten)]
    line: AnswerLine,
    /// To be sent back by who decides or proposes.
    revision: i64,
    /// What is published in its place, or proposed for it.
    redacted: Option<String>,
    /// Who decided or proposed.
    decided_by: Option<String>,
    /// What may be published of it as things stand.
    publishable: Option<String>,
    codings: Vec<AnswerCoding>,
    translations: Vec<AnswerTranslation>,
    /// What in it might tell who wrote it: suggestions, no more.
    telling: Vec<Telling>,
}

/// What one analyst gave.
#[derive(Serialize, JsonSchema)]
struct AnswerCoding {
    analyst: String,
    themes: BTreeSet<ThemeCode>,
}

/// A colleague's translation.
#[derive(Serialize, JsonSchema)]
struct AnswerTranslation {
    who: String,
    language: Locale,
    text: String,
}

/// Words that might tell who wrote an answer.
#[derive(Serialize, JsonSchema)]
struct Telling {
    words: String,
    /// `email`, `web`, `number`, `known` (a partner, a country, a programme) or `capital`.
    reason: &'static str,
}

async fn show(
    state: web::Data<State>,
    Path((survey, id)): Path<(String, String)>,
) -> Result<web::Json<WholeAnswer>, ApiError> {
    let (survey, answers) = found(&state, &survey).await?;
    let (field, answer) = one(&answers, &id)?;
    let marks = open_answers::telling(&state.store, &survey, &answer.text).await?.into_iter();
    let telling = marks.map(|mark| Telling {
        words: answer.text[mark.place].to_owned(),
        reason: match mark.reason {
            Reason::Email => "email",
            Reason::Web => "web",
            Reason::Number => "number",
            Reason::Known => "known",
            Reason::Capital => "capital",
        },
    });
    let codings = answer
        .codings
        .iter()
        .map(|one| AnswerCoding { analyst: one.analyst.clone(), themes: one.themes.clone() });
    let translations = answer.translations.iter().map(|one| AnswerTranslation {
        who: one.who.clone(),
        language: one.language.clone(),
        text: one.text.clone(),
    });
    Ok(web::Json(WholeAnswer {
        line: line(&answers, (field, answer)),
        revision: answer.row.revision,
        redacted: answer.row.redacted.clone(),
        decided_by: answer.row.decided_by.clone(),
        publishable: answer.publishable().map(str::to_owned),
        codings: codings.collect(),
        translations: translations.collect(),
        telling: telling.collect(),
    }))
}

/// The caller's own themes for an answer.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct OwnThemes {
    themes: BTreeSet<ThemeCode>,
}

async fn tag(
    state: web::Data<State>,
    caller: Caller,
    Path((survey, id)): Path<(String, String)>,
    Body(own): Body<OwnThemes>,
) -> Result<Nothing, ApiError> {
    let (survey, answers) = found(&state, &survey).await?;
    let (_, answer) = one(&answers, &id)?;
    let known: BTreeSet<_> = answers.themes.iter().map(|theme| &theme.code).collect();
    let unknown = own.themes.iter().enumerate().filter(|(_, code)| !known.contains(code));
    let wrong = unknown.fold(ApiError::invalid(), |error, (place, code)| {
        error.at(&format!("/themes/{place}"), format!("the code book has no theme {code}"))
    });
    wrong.if_any()?;
    let (code, by) = (&survey.row.code, doer(&state, &caller));
    open_answers::give_themes(&state.store, code, &answer.row.id, Some(&own.themes), by).await?;
    Ok(Nothing)
}

async fn untag(
    state: web::Data<State>,
    caller: Caller,
    Path((survey, id)): Path<(String, String)>,
) -> Result<Nothing, ApiError> {
    let (survey, answers) = found(&state, &survey).await?;
    let (_, answer) = one(&answers, &id)?;
    let (code, by) = (&survey.row.code, doer(&state, &caller));
    open_answers::give_themes(&state.store, code, &answer.row.id, None, by).await?;
    Ok(Nothing)
}

fn not_decided(error: NotDecided) -> ApiError {
    let text = error.to_string();
    match error {
        NotDecided::Store(error) => error.into(),
        NotDecided::Empty | NotDecided::TooLong => ApiError::invalid().at("/redacted", text),
        NotDecided::NotPublished => ApiError::invalid().at("/quoted", text),
        NotDecided::Decided => ApiError::new(Code::NotNow, text),
        NotDecided::Meanwhile => {
            ApiError::new(Code::Overtaken, "Somebody decided meanwhile: read the answer again.")
        }
    }
}

/// A text to publish in the place of an answer.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Proposal {
    #[schemars(length(min = 1, max = 10_000))]
    redacted: String,
    /// The revision that was seen.
    revision: i64,
}

async fn propose(
    state: web::Data<State>,
    caller: Caller,
    Path((survey, id)): Path<(String, String)>,
    Body(proposal): Body<Proposal>,
) -> Result<Nothing, ApiError> {
    let (survey, answers) = found(&state, &survey).await?;
    let (_, answer) = one(&answers, &id)?;
    let (seen, by) = ((proposal.redacted.as_str(), proposal.revision), doer(&state, &caller));
    let done = open_answers::propose(&state.store, &survey.row.code, &answer.row, seen, by).await;
    done.map(|()| Nothing).map_err(not_decided)
}

/// What is decided about an answer.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct AnswerVerdict {
    /// Any but `proposed`.
    decision: Word<Decision>,
    /// What is published in its place, if it is redacted.
    #[serde(default)]
    #[schemars(length(max = 10_000))]
    redacted: String,
    /// Whether the report quotes it.
    quoted: bool,
    /// The revision that was seen.
    revision: i64,
}

async fn decide(
    state: web::Data<State>,
    caller: Caller,
    Path((survey, id)): Path<(String, String)>,
    Body(verdict): Body<AnswerVerdict>,
) -> Result<Nothing, ApiError> {
    let (survey, answers) = found(&state, &survey).await?;
    let (_, answer) = one(&answers, &id)?;
    if verdict.decision.0 == Decision::Proposed {
        return Err(ApiError::invalid().at("/decision", "a proposal is no decision"));
    }
    let AnswerVerdict { decision: Word(decision), redacted, quoted, revision: seen } = verdict;
    let deciding = Deciding { decision, redacted, quoted, seen };
    let (code, by) = (&survey.row.code, doer(&state, &caller));
    let done = open_answers::decide(&state.store, code, answer, &deciding, by).await;
    done.map(|()| Nothing).map_err(not_decided)
}

/// A translation.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct TranslationText {
    #[schemars(length(min = 1, max = 10_000))]
    text: String,
}

fn offered(state: &State, language: &str) -> Result<Locale, ApiError> {
    let known = state.translations.locales().find(|locale| locale.as_str() == language);
    known.cloned().ok_or_else(|| find::nothing(Code::UnknownLanguage))
}

async fn translate(
    state: web::Data<State>,
    caller: Caller,
    Path((survey, id, language)): Path<(String, String, String)>,
    Body(TranslationText { text }): Body<TranslationText>,
) -> Result<Nothing, ApiError> {
    let (survey, answers) = found(&state, &survey).await?;
    let (_, answer) = one(&answers, &id)?;
    let language = offered(&state, &language)?;
    if text.trim().is_empty() || text.chars().count() > LONGEST {
        return Err(ApiError::invalid().at("/text", format!("1 to {LONGEST} characters")));
    }
    let (code, by) = (&survey.row.code, doer(&state, &caller));
    open_answers::translate(&state.store, code, &answer.row.id, language, &text, by).await?;
    Ok(Nothing)
}

async fn take_translation_away(
    state: web::Data<State>,
    caller: Caller,
    Path((survey, id, language)): Path<(String, String, String)>,
) -> Result<Nothing, ApiError> {
    let (survey, answers) = found(&state, &survey).await?;
    let (_, answer) = one(&answers, &id)?;
    let language = offered(&state, &language)?;
    let (code, by) = (&survey.row.code, doer(&state, &caller));
    open_answers::translate(&state.store, code, &answer.row.id, language, "", by).await?;
    Ok(Nothing)
}

/// A theme of the code book.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Theme")]
struct ThemeAnswer {
    code: ThemeCode,
    /// Its name, by language.
    names: BTreeMap<Locale, String>,
    /// What belongs to it, and what does not.
    definition: String,
    /// Whether it is no longer offered.
    retired: bool,
}

impl From<Theme> for ThemeAnswer {
    fn from(theme: Theme) -> Self {
        let Theme { code, names, definition, retired } = theme;
        Self { code, names, definition, retired }
    }
}

async fn code_book(
    state: web::Data<State>,
    Path(survey): Path<String>,
) -> Result<web::Json<Vec<ThemeAnswer>>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let themes = state.store.themes(&survey.row.question_set).await?;
    Ok(web::Json(themes.into_iter().map(ThemeAnswer::from).collect()))
}

/// What a theme is to be.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ThemeBody {
    /// Its name, by language: those of the survey.
    #[schemars(length(min = 1))]
    names: BTreeMap<Locale, String>,
    /// What belongs to it, and what does not.
    #[serde(default)]
    #[schemars(length(max = 1_000))]
    definition: String,
    /// Whether it is no longer offered.
    #[serde(default)]
    retired: bool,
}

impl ThemeBody {
    /// The theme, over what it was. A name in a language that this version no longer has stays.
    fn over(self, survey: &Survey, was: Theme) -> Result<Theme, ApiError> {
        let languages = &survey.current().languages;
        let foreign = self.names.keys().filter(|locale| !languages.contains(*locale));
        let mut wrong = foreign.fold(ApiError::invalid(), |error, locale| {
            error.at(&format!("/names/{locale}"), "the survey has no such language")
        });
        let mut names = was.names;
        names.retain(|locale, _| !languages.contains(locale));
        let given = self.names.into_iter().map(|(locale, name)| (locale, name.trim().to_owned()));
        names.extend(given.filter(|(_, name)| !name.is_empty()));
        let definition = self.definition.trim().to_owned();
        let theme = Theme { code: was.code, names, definition, retired: self.retired };
        for fault in open_answers::theme_faults(&theme) {
            wrong = match fault {
                ThemeFault::Unnamed => wrong.at("/names", "a name is needed in one language at least"),
                ThemeFault::NameTooLong => wrong.at("/names", format!("at most {LONGEST_NAME} characters")),
                ThemeFault::DefinitionTooLong => {
                    wrong.at("/definition", format!("at most {LONGEST_DEFINITION} characters"))
                }
            };
        }
        wrong.if_any()?;
        Ok(theme)
    }
}

async fn add_theme(
    state: web::Data<State>,
    caller: Caller,
    Path(survey): Path<String>,
    Body(body): Body<ThemeBody>,
) -> Result<Created<ThemeAnswer>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let themes = state.store.themes(&survey.row.question_set).await?;
    let code: ThemeCode = find::named("new", Code::Internal)?;
    let nothing = Theme { code, names: BTreeMap::new(), definition: String::new(), retired: false };
    let mut theme = body.over(&survey, nothing)?;
    // An English name makes the best code; another does as well.
    let code = open_answers::new_code(theme.name(&Locale::english()), &themes);
    theme.code = code.ok_or_else(|| ApiError::invalid().at("/names", "no code can be made of it"))?;
    open_answers::keep_theme(&state.store, &survey, &theme, doer(&state, &caller)).await?;
    Ok(Created { location: format!("/surveys/{}/themes", survey.row.code), body: theme.into() })
}

async fn change_theme(
    state: web::Data<State>,
    caller: Caller,
    Path((survey, code)): Path<(String, String)>,
    Body(body): Body<ThemeBody>,
) -> Result<web::Json<ThemeAnswer>, ApiError> {
    let survey = find::survey(&state, &survey).await?;
    let themes = state.store.themes(&survey.row.question_set).await?;
    let was = themes.into_iter().find(|theme| theme.code == *code.as_str());
    let theme = body.over(&survey, was.ok_or_else(|| find::nothing(Code::UnknownTheme))?)?;
    open_answers::keep_theme(&state.store, &survey, &theme, doer(&state, &caller)).await?;
    Ok(web::Json(theme.into()))
}

/// Themes in figures.
#[derive(Serialize, JsonSchema)]
struct ThemeCounts {
    /// How many answers can be read.
    answers: usize,
    /// How many of them were coded.
    coded: usize,
    agreement: CoderAgreement,
    fields: Vec<FieldThemes>,
}

/// How far analysts agree.
#[derive(Serialize, JsonSchema)]
struct CoderAgreement {
    /// How many answers two or more analysts coded.
    compared: u64,
    /// In how many of these all gave the same themes.
    same: u64,
    /// Krippendorff's alpha; null where there is nothing to compare.
    alpha: Option<f64>,
}

/// The themes of one field.
#[derive(Serialize, JsonSchema)]
struct FieldThemes {
    field: String,
    question: QuestionCode,
    /// How many answers were coded.
    coded: u64,
    /// The themes that were given, the most frequent first.
    themes: Vec<ThemeCount>,
}

/// How often a theme was given.
#[derive(Serialize, JsonSchema)]
struct ThemeCount {
    theme: ThemeCode,
    /// Null for fewer than the survey's threshold.
    count: Option<u64>,
}

async fn counts(
    state: web::Data<State>,
    Path(survey): Path<String>,
) -> Result<web::Json<ThemeCounts>, ApiError> {
    let (_, answers) = found(&state, &survey).await?;
    let all: Vec<Codings> = answers.all().map(|(_, answer)| answer.places(&answers.themes)).collect();
    let agreement = coding::agreement(&all, answers.themes.len());
    let fields = open_answers::published_fields(&answers).into_iter().map(|found| FieldThemes {
        field: found.field.name,
        question: found.field.question,
        coded: found.coded,
        themes: found
            .themes
            .into_iter()
            .map(|(theme, count)| ThemeCount { theme: theme.code, count })
            .collect(),
    });
    Ok(web::Json(ThemeCounts {
        answers: all.len(),
        coded: all.iter().filter(|codings| !codings.is_empty()).count(),
        agreement: CoderAgreement {
            compared: agreement.compared,
            same: agreement.same,
            alpha: agreement.alpha,
        },
        fields: fields.collect(),
    }))
}
