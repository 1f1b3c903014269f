//! Open answers: what people wrote, for analysts to read, tag, translate and redact.
//!
//! [`read`] is the only way from the ledger to them. It gives them field by field, each in the order of ids that are a keyed
//! hash of response and field: two answers of one respondent have nothing in common, not their ids, not their places. Nor
//! does the language of a response come along; what is written in Arabic is seen to be.
//!
//! They can be read once the survey has ended, and a field's from the survey's threshold on. Fewer would tell what skip logic
//! knows of them: who was asked “what should be done differently?” is dissatisfied.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use hmac::{Hmac, Mac as _};
use serde_json::{Map, Value as Json, json};
use sha2::Sha256;
use survey::code::{QuestionCode, ThemeCode};
use survey::coding::{self, Codings, published};
use survey::folding::fold;
use survey::question_set::Kind;
use survey::redaction::{self, Mark};
use survey::{Day, Locale, SurveyCode};

use crate::catalogue::Survey;
use crate::ending::{IfEnded, NotShown, open_to_view};
use crate::entropy;
use crate::known_links::KnownLinks;
use crate::report::document::{Open, Quote, Texts, Theme as ReportTheme};
use crate::store::open_answers::{self, AnswerRow, Coding, Decision, Theme, Translation};
use crate::store::{Store, StoreError, StoreResult, Tx, audit};

/// The longest redacted text or translation, in characters.
pub const LONGEST: usize = 10_000;
/// The longest name of a theme, in characters.
pub const LONGEST_NAME: usize = 80;
/// The longest definition of a theme, in characters.
pub const LONGEST_DEFINITION: usize = 1_000;

/// BCP 47's tag of a language that nobody knows.
const UNKNOWN: &str = "und";

/// Where open answers stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// Its name among the answers: the question, or the question with `_other` behind it.
    pub name: String,
    /// The question.
    pub question: QuestionCode,
    /// Whether it is the text of its “other” choice.
    pub other: bool,
}

/// An open answer.
#[derive(Debug, Clone)]
pub struct OpenAnswer {
    /// What is known of it.
    pub row: AnswerRow,
    /// What was written.
    pub text: String,
    /// What each analyst gave to it.
    pub codings: Vec<Coding>,
    /// Translations.
    pub translations: Vec<Translation>,
}

impl OpenAnswer {
    /// What may be published of it: the text itself, or what stands in its place.
    pub fn publishable(&self) -> Option<&str> {
        match self.row.decision {
            Decision::AsIs => Some(&self.text),
            Decision::Redacted => self.row.redacted.as_deref(),
            Decision::Waiting | Decision::Proposed | Decision::Withheld => None,
        }
    }

    /// What the report quotes, if it may, with translations of what is published word for word: those of a text that was
    /// redacted may say what it no longer says.
    pub fn quote(&self) -> Option<Quote> {
        let text = self.publishable()?.to_owned();
        let mut translations = Texts::default();
        if self.row.decision == Decision::AsIs {
            for translation in &self.translations {
                translations.set(translation.language.clone(), translation.text.clone());
            }
        }
        let language = survey::language::of(&text).or_else(|| UNKNOWN.parse().ok());
        Some(Quote { text, language: language.unwrap_or_else(Locale::english), translations })
    }

    /// The codings by the places of themes in a code book.
    pub fn places(&self, themes: &[Theme]) -> Codings {
        let place = |code: &ThemeCode| themes.iter().position(|theme| theme.code == *code);
        self.codings.iter().map(|coding| coding.themes.iter().filter_map(place).collect()).collect()
    }

    /// Whether analysts gave it different themes.
    pub fn is_disputed(&self) -> bool {
        self.codings.windows(2).any(|pair| pair[0].themes != pair[1].themes)
    }

    /// Whether it has that text, as a reader compares: in what was written, in what stands in its place, or in a translation.
    pub fn holds(&self, folded: &str) -> bool {
        let translations = self.translations.iter().map(|translation| translation.text.as_str());
        [self.text.as_str()]
            .into_iter()
            .chain(self.row.redacted.as_deref())
            .chain(translations)
            .any(|text| fold(text).contains(folded))
    }
}

/// The answers of a field.
#[derive(Debug, Clone)]
pub struct FieldAnswers {
    /// The field.
    pub field: Field,
    /// Those that may be read, in the order of their ids.
    pub answers: Vec<OpenAnswer>,
    /// Whether there are more, too few to be read.
    pub more: bool,
}

/// All open answers of a survey that may be read.
#[derive(Debug, Clone)]
pub struct OpenAnswers {
    /// The fewest that are shown.
    pub threshold: u64,
    /// Every field, in the order of the question set.
    pub fields: Vec<FieldAnswers>,
    /// The code book.
    pub themes: Vec<Theme>,
}

impl OpenAnswers {
    /// All answers with their fields, in their order.
    pub fn all(&self) -> impl Iterator<Item = (&Field, &OpenAnswer)> {
        self.fields.iter().flat_map(|field| field.answers.iter().map(|answer| (&field.field, answer)))
    }

    /// The answer of that id.
    pub fn find(&self, id: &str) -> Option<(&Field, &OpenAnswer)> {
        self.all().find(|(_, answer)| answer.row.id == id)
    }
}

/// The fields of a survey's open answers, those of the version that is filled now first.
pub fn fields(survey: &Survey) -> Vec<Field> {
    let current = survey.current();
    let others = survey.versions.values().rev().filter(|set| set.version != current.version);
    let mut fields: Vec<Field> = Vec::new();
    for set in std::iter::once(current).chain(others) {
        for (_, question) in set.questions() {
            let text = matches!(question.kind, Kind::Text { .. } | Kind::LongText { .. });
            let other = set.choices(question).iter().any(|choice| choice.other);
            let code = &question.code;
            let found = [(text, code.to_string(), false), (other, code.other_field(), true)];
            for (_, name, other) in found.into_iter().filter(|(is, ..)| *is) {
                if fields.iter().all(|known| known.name != name) {
                    fields.push(Field { name, question: code.clone(), other });
                }
            }
        }
    }
    fields
}

/// What was written, by the id of each answer.
struct Written {
    responses: u64,
    by_field: Vec<Vec<(String, String)>>,
}

pub(crate) fn id(key: &[u8], field: &str, response: &[u8]) -> String {
    let mut mac = <Hmac<Sha256> as hmac::Mac>::new_from_slice(key).expect("HMAC takes a key of any length");
    mac.update(field.as_bytes());
    mac.update(b"\0");
    mac.update(response);
    let bytes = mac.finalize().into_bytes();
    bytes.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// All that was written, or the answers of these ids alone: those of a large survey fill the memory.
async fn written(
    store: &Store,
    survey: &SurveyCode,
    fields: &[Field],
    wanted: Option<&HashSet<&str>>,
) -> StoreResult<Written> {
    let key = store.open_answer_key(survey, &entropy::bytes::<32>()).await?;
    let mut written = Written { responses: 0, by_field: vec![Vec::new(); fields.len()] };
    store
        .each_written(survey, |response, answers| {
            written.responses += 1;
            let answers: Map<String, Json> =
                serde_json::from_str(answers).map_err(|e| StoreError::unreadable("response", e))?;
            for (field, found) in fields.iter().zip(&mut written.by_field) {
                let text = answers.get(&field.name).and_then(Json::as_str).map(str::trim);
                if let Some(text) = text.filter(|text| !text.is_empty()) {
                    let id = id(&key, &field.name, response);
                    if wanted.is_none_or(|wanted| wanted.contains(id.as_str())) {
                        found.push((id, text.to_owned()));
                    }
                }
            }
            Ok(())
        })
        .await?;
    for found in &mut written.by_field {
        found.sort();
    }
    Ok(written)
}

/// The open answers of a survey that has ended.
///
/// # Errors
/// When the database fails, or holds something unreadable.
pub async fn read(store: &Store, survey: &Survey, today: Day) -> StoreResult<IfEnded<Box<OpenAnswers>>> {
    let shown = match open_to_view(store, &survey.row, today).await? {
        Ok(shown) => shown,
        Err(not_shown) => return Ok(Err(not_shown)),
    };
    let code = &survey.row.code;
    let fields = fields(survey);
    let written = written(store, code, &fields, None).await?;
    if written.responses < u64::from(shown.threshold.get()) {
        return Ok(Err(NotShown::TooFew(shown.threshold)));
    }
    let mut rows = store.open_answers(code).await?;
    let known = rows.iter().map(|row| row.id.as_str()).collect();
    let new = to_release(&fields, &written, &known, shown.raised());
    if !new.is_empty() {
        let mut tx = store.begin_write().await?;
        open_answers::release(&mut tx, code, &new).await?;
        tx.commit().await?;
        rows = store.open_answers(code).await?;
    }
    Ok(Ok(Box::new(together(store, survey, (fields, written), rows, shown.raised()).await?)))
}

/// What was written, with all that is known of it.
async fn together(
    store: &Store,
    survey: &Survey,
    (fields, written): (Vec<Field>, Written),
    rows: Vec<AnswerRow>,
    threshold: u64,
) -> StoreResult<OpenAnswers> {
    let code = &survey.row.code;
    let mut codings = store.codings(code).await?;
    let mut translations = store.answer_translations(code).await?;
    let mut rows: HashMap<String, AnswerRow> = rows.into_iter().map(|row| (row.id.clone(), row)).collect();
    let fields = fields.into_iter().zip(written.by_field).map(|(field, found)| {
        let all = found.len();
        let answers: Vec<OpenAnswer> = found
            .into_iter()
            .filter_map(|(id, text)| {
                let row = rows.remove(&id)?;
                let codings = codings.remove(&id).unwrap_or_default();
                Some(OpenAnswer {
                    row,
                    text,
                    codings,
                    translations: translations.remove(&id).unwrap_or_default(),
                })
            })
            .collect();
        FieldAnswers { field, more: answers.len() < all, answers }
    });
    let fields = fields.collect();
    let themes = store.themes(&survey.row.question_set).await?;
    Ok(OpenAnswers { threshold, fields, themes })
}

/// The answers that nobody could read before, with their fields: of each field all, or none where they are too few. In the
/// order of the ids, so that the order of rows tells nothing of the ledger's.
fn to_release(
    fields: &[Field],
    written: &Written,
    known: &BTreeSet<&str>,
    threshold: u64,
) -> Vec<(String, String)> {
    let enough = |found: &Vec<_>| found.len() as u64 >= threshold;
    let mut new: Vec<(String, String)> = Vec::new();
    for (field, found) in fields.iter().zip(&written.by_field).filter(|(_, found)| enough(found)) {
        let ids = found.iter().map(|(id, _)| id).filter(|id| !known.contains(id.as_str()));
        new.extend(ids.map(|id| (id.clone(), field.name.clone())));
    }
    new.sort();
    new
}

/// Who does something, and when.
#[derive(Debug, Clone, Copy)]
pub struct Doer<'a> {
    /// The e-mail address.
    pub who: &'a str,
    /// Milliseconds since 1970.
    pub at: i64,
}

async fn record(tx: &mut Tx, by: Doer<'_>, what: &str, survey: &SurveyCode, detail: Json) -> StoreResult<()> {
    audit::record(tx, by.who, what, &format!("survey:{survey}"), &detail, by.at).await
}

/// Keeps what an analyst gives to an answer; `None` takes it back.
///
/// # Errors
/// When the database fails.
pub async fn give_themes(
    store: &Store,
    survey: &SurveyCode,
    answer: &str,
    themes: Option<&BTreeSet<ThemeCode>>,
    by: Doer<'_>,
) -> StoreResult<()> {
    let mut tx = store.begin_write().await?;
    match themes {
        Some(themes) => {
            open_answers::put_coding(&mut tx, answer, by.who, themes).await?;
            let detail = json!({ "answer": answer, "themes": themes });
            record(&mut tx, by, "answer_tagged", survey, detail).await?;
        }
        None => {
            if open_answers::remove_coding(&mut tx, answer, by.who).await? {
                record(&mut tx, by, "answer_untagged", survey, json!({ "answer": answer })).await?;
            }
        }
    }
    Ok(tx.commit().await?)
}

/// A decision about an answer.
#[derive(Debug, Clone, Default)]
pub struct Deciding {
    /// What is decided.
    pub decision: Decision,
    /// What is published in its place, if it is redacted.
    pub redacted: String,
    /// Whether the report quotes it.
    pub quoted: bool,
    /// The revision that was seen.
    pub seen: i64,
}

/// Why a decision is not kept.
#[derive(Debug, thiserror::Error)]
pub enum NotDecided {
    /// Nothing stands in the place of what was redacted.
    #[error("nothing stands in its place")]
    Empty,
    /// It is too long.
    #[error("it is too long")]
    TooLong,
    /// What is not published is not quoted.
    #[error("what is not published is not quoted")]
    NotPublished,
    /// A decision is not open to proposals, nor is a proposal a decision.
    #[error("it is decided already")]
    Decided,
    /// Somebody decided meanwhile.
    #[error("somebody decided meanwhile")]
    Meanwhile,
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<sqlx::Error> for NotDecided {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Decides about the publication of an answer.
///
/// # Errors
/// [`NotDecided`].
pub async fn decide(
    store: &Store,
    survey: &SurveyCode,
    answer: &OpenAnswer,
    deciding: &Deciding,
    by: Doer<'_>,
) -> Result<(), NotDecided> {
    let text = deciding.redacted.trim();
    let redacted = (deciding.decision == Decision::Redacted).then_some(text);
    if redacted.is_some_and(str::is_empty) {
        return Err(NotDecided::Empty);
    }
    if redacted.is_some_and(|text| text.chars().count() > LONGEST) {
        return Err(NotDecided::TooLong);
    }
    if deciding.decision == Decision::Proposed {
        return Err(NotDecided::Decided);
    }
    if deciding.quoted && !matches!(deciding.decision, Decision::AsIs | Decision::Redacted) {
        return Err(NotDecided::NotPublished);
    }
    let mut tx = store.begin_write().await?;
    let (decision, quoted) = (deciding.decision, deciding.quoted);
    let published = if decision == Decision::AsIs { Some(answer.text.as_str()) } else { redacted };
    let (id, seen) = (answer.row.id.as_str(), deciding.seen);
    if !open_answers::decide(&mut tx, (id, seen), decision, published, quoted, by.who).await? {
        return Err(NotDecided::Meanwhile);
    }
    let detail = json!({ "answer": id, "decision": decision.as_str(), "quoted": quoted });
    record(&mut tx, by, "answer_decided", survey, detail).await?;
    tx.commit().await?;
    Ok(())
}

/// Keeps what an analyst proposes to publish in the place of an answer, until an admin decides.
///
/// # Errors
/// [`NotDecided`].
pub async fn propose(
    store: &Store,
    survey: &SurveyCode,
    answer: &AnswerRow,
    (text, seen): (&str, i64),
    by: Doer<'_>,
) -> Result<(), NotDecided> {
    let text = text.trim();
    if text.is_empty() {
        return Err(NotDecided::Empty);
    }
    if text.chars().count() > LONGEST {
        return Err(NotDecided::TooLong);
    }
    if answer.decision.is_final() {
        return Err(NotDecided::Decided);
    }
    let mut tx = store.begin_write().await?;
    let (id, decision) = (answer.id.as_str(), Decision::Proposed);
    if !open_answers::decide(&mut tx, (id, seen), decision, Some(text), false, by.who).await? {
        return Err(NotDecided::Meanwhile);
    }
    record(&mut tx, by, "answer_redaction_proposed", survey, json!({ "answer": id })).await?;
    tx.commit().await?;
    Ok(())
}

/// Keeps a colleague's translation of an answer.
///
/// # Errors
/// When the database fails.
pub async fn translate(
    store: &Store,
    survey: &SurveyCode,
    answer: &str,
    language: Locale,
    text: &str,
    by: Doer<'_>,
) -> StoreResult<()> {
    let mut tx = store.begin_write().await?;
    let detail = json!({ "answer": answer, "language": language });
    let translation = Translation { who: by.who.to_owned(), language, text: text.trim().to_owned() };
    open_answers::put_translation(&mut tx, answer, &translation).await?;
    record(&mut tx, by, "answer_translated", survey, detail).await?;
    Ok(tx.commit().await?)
}

/// Keeps a theme of the code book.
///
/// # Errors
/// When the database fails.
pub async fn keep_theme(store: &Store, survey: &Survey, theme: &Theme, by: Doer<'_>) -> StoreResult<()> {
    let set = &survey.row.question_set;
    let mut tx = store.begin_write().await?;
    open_answers::put_theme(&mut tx, set, theme).await?;
    let detail = json!({ "theme": theme.code, "retired": theme.retired });
    audit::record(&mut tx, by.who, "theme_kept", &format!("question_set:{set}"), &detail, by.at).await?;
    Ok(tx.commit().await?)
}

/// What is wrong with a theme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ThemeFault {
    /// It has no name in any language.
    Unnamed,
    /// A name is longer than [`LONGEST_NAME`].
    NameTooLong,
    /// The definition is longer than [`LONGEST_DEFINITION`].
    DefinitionTooLong,
}

/// All that is wrong with a theme.
pub fn theme_faults(theme: &Theme) -> Vec<ThemeFault> {
    let mut faults = Vec::new();
    if theme.names.is_empty() {
        faults.push(ThemeFault::Unnamed);
    }
    if theme.names.values().any(|name| name.chars().count() > LONGEST_NAME) {
        faults.push(ThemeFault::NameTooLong);
    }
    if theme.definition.chars().count() > LONGEST_DEFINITION {
        faults.push(ThemeFault::DefinitionTooLong);
    }
    faults
}

/// What in an answer might tell who wrote it, by the names that are known of the survey's partners.
///
/// # Errors
/// When the database fails.
pub async fn telling(store: &Store, survey: &Survey, text: &str) -> StoreResult<Vec<Mark>> {
    let names = store.telling_names(&survey.row.code).await?;
    // What the questions themselves speak of tells nobody.
    let mut ordinary = Vec::new();
    for set in survey.versions.values() {
        let mut set = (**set).clone();
        set.each_text(|text| ordinary.extend(text.0.values().cloned()));
    }
    let names = redaction::Names::new(names.iter().map(String::as_str), ordinary.iter().map(String::as_str));
    Ok(redaction::find(text, &names))
}

/// A code for a theme of that name which no other theme has.
pub fn new_code(name: &str, known: &[Theme]) -> Option<ThemeCode> {
    let mut base = String::new();
    for char in fold(name).chars() {
        match char {
            char if char.is_ascii_alphanumeric() => base.push(char),
            _ if base.is_empty() || base.ends_with('_') => {}
            _ => base.push('_'),
        }
    }
    base.truncate(40);
    let base = base.trim_end_matches('_');
    let base = if base.starts_with(|c: char| c.is_ascii_lowercase()) {
        base.to_owned()
    } else {
        format!("theme_{base}").trim_end_matches('_').to_owned()
    };
    let free = |code: &ThemeCode| known.iter().all(|theme| theme.code != *code);
    let numbered = (2..).map(|n| format!("{base}_{n}"));
    std::iter::once(base.clone()).chain(numbered).map_while(|code| code.parse().ok()).find(free)
}

/// What is published of the open answers of a field: themes with counts, and quotes.
#[derive(Debug, Clone, PartialEq)]
pub struct Published {
    /// The field.
    pub field: Field,
    /// How many answers were coded.
    pub coded: u64,
    /// Every theme that was given, the most frequent first, with its count; `None` stands for fewer than the threshold.
    pub themes: Vec<(Theme, Option<u64>)>,
    /// What may be quoted and was chosen, in the order of the ids.
    pub quotes: Vec<Quote>,
}

/// What a report publishes of open answers, by field.
pub fn published_fields(answers: &OpenAnswers) -> Vec<Published> {
    let threshold = answers.threshold;
    let of = |field: &FieldAnswers| {
        let coded: Vec<Codings> = field
            .answers
            .iter()
            .filter(|answer| !answer.codings.is_empty())
            .map(|answer| answer.places(&answers.themes))
            .collect();
        let together = coding::together(&coded, answers.themes.len());
        let mut themes: Vec<(Theme, Option<u64>)> = answers
            .themes
            .iter()
            .enumerate()
            .map(|(place, theme)| (theme.clone(), together[place][place]))
            .filter(|(_, count)| *count > 0)
            .map(|(theme, count)| (theme, published(count, threshold)))
            .collect();
        // The order must not tell what the counts don't: those of few stay in the order of the code book.
        themes.sort_by_key(|(_, count)| std::cmp::Reverse(count.unwrap_or(0)));
        let quoted = field.answers.iter().filter(|answer| answer.row.quoted);
        Published {
            field: field.field.clone(),
            coded: coded.len() as u64,
            themes,
            quotes: quoted.filter_map(OpenAnswer::quote).collect(),
        }
    };
    answers.fields.iter().map(of).filter(|found| found.coded > 0 || !found.quotes.is_empty()).collect()
}

/// What the report of a survey shows of its open answers, by question: quotes that an admin published and chose, and the themes
/// that enough answers have.
///
/// # Errors
/// When the database fails, or holds something unreadable.
pub async fn for_report(store: &Store, survey: &Survey) -> StoreResult<BTreeMap<QuestionCode, Open>> {
    let Some(answers) = worked_on(store, survey).await? else { return Ok(BTreeMap::new()) };
    let published = published_fields(&answers).into_iter().filter(|found| !found.field.other);
    let open = published.map(|found| {
        let themes = found.themes.into_iter().filter_map(|(theme, count)| {
            let label = Texts(theme.names);
            Some(ReportTheme { label, count: count? })
        });
        (found.field.question, Open { quotes: found.quotes, themes: themes.collect() })
    });
    Ok(open.collect())
}

/// The answers that may be published, by question, once the survey has ended: those that a report may quote.
///
/// # Errors
/// When the database fails, or holds something unreadable.
pub async fn publishable(
    store: &Store,
    survey: &Survey,
    today: Day,
) -> StoreResult<IfEnded<BTreeMap<QuestionCode, Vec<OpenAnswer>>>> {
    let mut publishable: BTreeMap<QuestionCode, Vec<OpenAnswer>> = BTreeMap::new();
    if let Err(not_shown) = open_to_view(store, &survey.row, today).await? {
        return Ok(Err(not_shown));
    }
    let Some(answers) = worked_on(store, survey).await? else { return Ok(Ok(publishable)) };
    for found in answers.fields.into_iter().filter(|found| !found.field.other) {
        let answers = found.answers.into_iter().filter(|answer| answer.publishable().is_some());
        publishable.insert(found.field.question, answers.collect());
    }
    Ok(Ok(publishable))
}

/// Lets the report quote an answer that may be published, or no longer. Returns whether it is so: not if somebody decided
/// about it since `seen`, nor if it may not be published.
///
/// # Errors
/// When the database fails.
pub async fn quote(
    store: &Store,
    survey: &SurveyCode,
    (answer, seen): (&str, i64),
    quoted: bool,
    by: Doer<'_>,
) -> StoreResult<bool> {
    let mut tx = store.begin_write().await?;
    if !open_answers::quote(&mut tx, survey, (answer, seen), quoted).await? {
        return Ok(false);
    }
    record(&mut tx, by, "answer_quoted", survey, json!({ "answer": answer, "quoted": quoted })).await?;
    tx.commit().await?;
    Ok(true)
}

/// The answers that a report can say something of, without the text of those that are not published as they are: that it need not go
/// through all responses.
async fn worked_on(store: &Store, survey: &Survey) -> StoreResult<Option<OpenAnswers>> {
    let code = &survey.row.code;
    let rows = store.open_answers_worked_on(code).await?;
    if rows.is_empty() {
        return Ok(None);
    }
    let raised_by = KnownLinks::read(store, &survey.row).await?.raise(&survey.row);
    let threshold = u64::from(store.threshold(code).await?.get()).saturating_add(raised_by);
    let fields = fields(survey);
    let is_missing = |row: &&AnswerRow| row.decision == Decision::AsIs && row.written.is_none();
    let missing: HashSet<&str> = rows.iter().filter(is_missing).map(|row| row.id.as_str()).collect();
    let mut found: HashMap<String, String> = HashMap::new();
    if !missing.is_empty() {
        found.extend(written(store, code, &fields, Some(&missing)).await?.by_field.into_iter().flatten());
        keep_written(store, &found).await?;
    }
    let mut known = Written { responses: 0, by_field: vec![Vec::new(); fields.len()] };
    for row in &rows {
        let text = row.written.as_ref().or_else(|| found.get(&row.id)).cloned();
        let place = fields.iter().position(|field| field.name == row.field);
        if let (Some(place), true) = (place, text.is_some() || row.decision != Decision::AsIs) {
            known.by_field[place].push((row.id.clone(), text.unwrap_or_default()));
        }
    }
    together(store, survey, (fields, known), rows, threshold).await.map(Some)
}

async fn keep_written(store: &Store, found: &HashMap<String, String>) -> StoreResult<()> {
    let mut tx = store.begin_write().await?;
    for (id, text) in found {
        open_answers::keep_written(&mut tx, id, text).await?;
    }
    Ok(tx.commit().await?)
}

/// What a list of answers is narrowed to; an empty text is no wish.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    /// The field.
    pub field: String,
    /// `none`, `not_mine`, `disputed`, or the code of a theme.
    pub theme: String,
    /// A decision, or `quoted`.
    pub decision: String,
    /// A text that the answer has.
    pub search: String,
}

impl Wish {
    /// The answers that match, in their order.
    pub fn matching<'a>(&self, answers: &'a OpenAnswers, me: &str) -> Vec<(&'a Field, &'a OpenAnswer)> {
        let search = fold(self.search.trim());
        let place = answers.themes.iter().position(|theme| theme.code == *self.theme.as_str());
        let by_theme = |answer: &OpenAnswer| match self.theme.as_str() {
            "" => true,
            "none" => answer.codings.is_empty(),
            "not_mine" => answer.codings.iter().all(|coding| coding.analyst != me),
            "disputed" => answer.is_disputed(),
            // Whoever looks for a theme wants to see those too that only one colleague gave it.
            _ => place.is_some_and(|place| {
                answer.places(&answers.themes).iter().any(|themes| themes.contains(&place))
            }),
        };
        let by_decision = |answer: &OpenAnswer| match self.decision.as_str() {
            "" => true,
            "quoted" => answer.row.quoted,
            decision => answer.row.decision.as_str() == decision,
        };
        answers
            .all()
            .filter(|(field, answer)| {
                (self.field.is_empty() || field.name == self.field)
                    && by_theme(answer)
                    && by_decision(answer)
                    && (search.is_empty() || answer.holds(&search))
            })
            .collect()
    }
}

/// All e-mail addresses of colleagues who did something with these answers.
pub fn colleagues(answers: &OpenAnswers) -> HashSet<&str> {
    let mut all = HashSet::new();
    for (_, answer) in answers.all() {
        all.extend(answer.codings.iter().map(|coding| coding.analyst.as_str()));
        all.extend(answer.translations.iter().map(|translation| translation.who.as_str()));
        all.extend(answer.row.decided_by.as_deref());
    }
    all
}

/// Names by e-mail address, for those who may have left too.
pub type Names = BTreeMap<String, String>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_tells_nothing_of_its_response() {
        let response = [7; 16];
        let (one, other) = (id(&[1; 32], "a", &response), id(&[1; 32], "b", &response));
        assert_eq!((one.len(), other.len()), (32, 32));
        assert_ne!(one, other, "two answers of one response have nothing in common");
        assert_ne!(one, id(&[2; 32], "a", &response), "another survey's key");
        assert_eq!(one, id(&[1; 32], "a", &response), "stable between visits");
    }

    #[test]
    fn too_few_answers_of_a_question_are_read_by_nobody() {
        let field =
            |name: &str| Field { name: name.to_owned(), question: "q".parse().unwrap(), other: false };
        let some = |name: &str, count: usize| {
            (0..count).map(|n| (format!("{name}{n}"), String::new())).collect::<Vec<_>>()
        };
        let fields = [field("a"), field("b")];
        let written = Written { responses: 9, by_field: vec![some("a", 4), some("b", 5)] };
        let release = |known: &[&str]| {
            let known = known.iter().copied().collect();
            to_release(&fields, &written, &known, 5).len()
        };
        assert_eq!(release(&[]), 5);
        assert_eq!(release(&["b0", "b1"]), 3);
    }

    #[test]
    fn a_theme_gets_a_code_of_its_own_from_its_name() {
        let theme = |code: &str| Theme {
            code: code.parse().unwrap(),
            names: BTreeMap::new(),
            definition: String::new(),
            retired: false,
        };
        let code = |name, known: &[Theme]| new_code(name, known).unwrap().as_str().to_owned();
        assert_eq!(code("Délais de paiement !", &[]), "delais_de_paiement");
        assert_eq!(code("Money", &[theme("money")]), "money_2");
        assert_eq!(code("التمويل", &[theme("theme")]), "theme_2");
        assert_eq!(code(&"long name ".repeat(20), &[]).len(), 39);
    }
}
