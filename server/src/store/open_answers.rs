//! Open answers as analysts work with them: which may be read, what was decided about them, themes, translations.
//!
//! The text of an answer is in the response ledger, and here only while it is published as it was written. Everything here knows an
//! answer by its id, which [`crate::open_answers`] makes.

use std::collections::{BTreeMap, BTreeSet};

use futures_util::TryStreamExt as _;
use sqlx::Row as _;
use survey::benchmark::Benchmark;
use survey::code::{QuestionSetCode, ThemeCode};
use survey::{Locale, SurveyCode};

use super::{Store, StoreError, StoreResult, Tx};

/// What was decided about the publication of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Decision {
    /// Nothing yet.
    #[default]
    Waiting,
    /// An analyst proposes a text to publish in its place.
    Proposed,
    /// It may be published as it was written.
    AsIs,
    /// Another text is published in its place.
    Redacted,
    /// It is not published.
    Withheld,
}

impl Decision {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Waiting, Self::Proposed, Self::AsIs, Self::Redacted, Self::Withheld];

    /// Whether an admin decided.
    pub fn is_final(self) -> bool {
        !matches!(self, Self::Waiting | Self::Proposed)
    }

    /// As it is stored and posted.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Proposed => "proposed",
            Self::AsIs => "as_is",
            Self::Redacted => "redacted",
            Self::Withheld => "withheld",
        }
    }

    /// The decision of that name.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|decision| decision.as_str() == text)
    }
}

/// An answer that may be read, without its text.
#[derive(Debug, Clone)]
pub struct AnswerRow {
    /// Its id.
    pub id: String,
    /// The field that it stands in.
    pub field: String,
    /// What was decided.
    pub decision: Decision,
    /// What is published in its place, or proposed for it.
    pub redacted: Option<String>,
    /// The e-mail address of whoever decided or proposed.
    pub decided_by: Option<String>,
    /// Whether the report quotes it.
    pub quoted: bool,
    /// Grows with each decision.
    pub revision: i64,
    /// What was written, if it is published as it is; none where that was decided before it was kept.
    pub written: Option<String>,
}

/// A theme of a code book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// Its code.
    pub code: ThemeCode,
    /// Its name, in the languages that have one.
    pub names: BTreeMap<Locale, String>,
    /// What belongs to it, and what does not.
    pub definition: String,
    /// No longer offered.
    pub retired: bool,
}

impl Theme {
    /// Its name in a language, or in English, or in any.
    pub fn name(&self, locale: &Locale) -> &str {
        let named = self.names.get(locale).or_else(|| self.names.get(&Locale::english()));
        named.or_else(|| self.names.values().next()).map_or(self.code.as_str(), String::as_str)
    }
}

/// A translation of an answer, by a colleague.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translation {
    /// The e-mail address of whoever wrote it.
    pub who: String,
    /// Its language.
    pub language: Locale,
    /// The text.
    pub text: String,
}

/// What one analyst gave to an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coding {
    /// The e-mail address of the analyst.
    pub analyst: String,
    /// The themes.
    pub themes: BTreeSet<ThemeCode>,
}

fn answer_row(row: &sqlx::any::AnyRow) -> StoreResult<AnswerRow> {
    let state: String = row.try_get("state")?;
    Ok(AnswerRow {
        id: row.try_get("id")?,
        field: row.try_get("field")?,
        decision: Decision::parse(&state).ok_or_else(|| StoreError::unreadable("open_answer", &state))?,
        redacted: row.try_get("redacted")?,
        decided_by: row.try_get("decided_by")?,
        quoted: row.try_get::<i64, _>("quoted")? != 0,
        revision: row.try_get("revision")?,
        written: row.try_get("written")?,
    })
}

/// Lets answers be read; those that could be before stay as they are.
///
/// # Errors
/// When the database fails.
pub async fn release(tx: &mut Tx, survey: &SurveyCode, answers: &[(String, String)]) -> StoreResult<()> {
    for (id, field) in answers {
        sqlx::query(
            "INSERT INTO open_answer (id, survey, field, state, quoted, revision) VALUES ($1, $2, $3, $4, 0, 0) \
             ON CONFLICT DO NOTHING",
        )
        .bind(id.as_str())
        .bind(survey.as_str())
        .bind(field.as_str())
        .bind(Decision::Waiting.as_str())
        .execute(&mut **tx)
        .await?;
    }
    Ok(())
}

/// Keeps whether the report quotes an answer that may be published, if nobody decided about it since `seen`. Returns whether
/// that is so.
///
/// # Errors
/// When the database fails.
pub async fn quote(
    tx: &mut Tx,
    survey: &SurveyCode,
    (answer, seen): (&str, i64),
    quoted: bool,
) -> StoreResult<bool> {
    let done = sqlx::query(
        "UPDATE open_answer SET quoted = $4, revision = revision + 1 \
         WHERE survey = $1 AND id = $2 AND revision = $3 AND state IN ('as_is', 'redacted')",
    )
    .bind(survey.as_str())
    .bind(answer)
    .bind(seen)
    .bind(i64::from(quoted))
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Keeps what was decided about an answer, with the text that is published or proposed, if nobody decided since `seen`. Returns
/// whether that is so.
///
/// # Errors
/// When the database fails.
pub async fn decide(
    tx: &mut Tx,
    (answer, seen): (&str, i64),
    decision: Decision,
    text: Option<&str>,
    quoted: bool,
    by: &str,
) -> StoreResult<bool> {
    let (written, redacted) = if decision == Decision::AsIs { (text, None) } else { (None, text) };
    let done = sqlx::query(
        "UPDATE open_answer SET state = $1, written = $2, redacted = $3, quoted = $4, decided_by = $5, \
         revision = revision + 1 WHERE id = $6 AND revision = $7",
    )
    .bind(decision.as_str())
    .bind(written)
    .bind(redacted)
    .bind(i64::from(quoted))
    .bind(by)
    .bind(answer)
    .bind(seen)
    .execute(&mut **tx)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Keeps what was written in an answer that is published as it is.
///
/// # Errors
/// When the database fails.
pub async fn keep_written(tx: &mut Tx, answer: &str, text: &str) -> StoreResult<()> {
    sqlx::query("UPDATE open_answer SET written = $1 WHERE id = $2 AND state = $3")
        .bind(text)
        .bind(answer)
        .bind(Decision::AsIs.as_str())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

/// Puts what an analyst gives to an answer in the place of what the same analyst gave before.
///
/// # Errors
/// When the database fails.
pub async fn put_coding(
    tx: &mut Tx,
    answer: &str,
    analyst: &str,
    themes: &BTreeSet<ThemeCode>,
) -> StoreResult<()> {
    let themes = serde_json::to_string(themes).map_err(|e| StoreError::unreadable("coding", e))?;
    sqlx::query(
        "INSERT INTO coding (answer, analyst, themes) VALUES ($1, $2, $3) \
         ON CONFLICT (answer, analyst) DO UPDATE SET themes = excluded.themes",
    )
    .bind(answer)
    .bind(analyst)
    .bind(themes)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Takes back what an analyst gave to an answer, as if it had not been looked at.
///
/// # Errors
/// When the database fails.
pub async fn remove_coding(tx: &mut Tx, answer: &str, analyst: &str) -> StoreResult<bool> {
    let done = sqlx::query("DELETE FROM coding WHERE answer = $1 AND analyst = $2")
        .bind(answer)
        .bind(analyst)
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Puts a translation in the place of an earlier one by the same colleague; an empty one takes it away.
///
/// # Errors
/// When the database fails.
pub async fn put_translation(tx: &mut Tx, answer: &str, translation: &Translation) -> StoreResult<()> {
    let query = if translation.text.is_empty() {
        sqlx::query("DELETE FROM answer_translation WHERE answer = $1 AND who = $2 AND language = $3")
    } else {
        sqlx::query(
            "INSERT INTO answer_translation (answer, who, language, text) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (answer, who, language) DO UPDATE SET text = excluded.text",
        )
    };
    let query = query.bind(answer).bind(translation.who.as_str()).bind(translation.language.as_str());
    let query = if translation.text.is_empty() { query } else { query.bind(translation.text.as_str()) };
    query.execute(&mut **tx).await?;
    Ok(())
}

/// Puts a theme into a code book, or in the place of what it was.
///
/// # Errors
/// When the database fails.
pub async fn put_theme(tx: &mut Tx, set: &QuestionSetCode, theme: &Theme) -> StoreResult<()> {
    let names = serde_json::to_string(&theme.names).map_err(|e| StoreError::unreadable("theme", e))?;
    sqlx::query(
        "INSERT INTO theme (question_set, code, names, definition, retired) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (question_set, code) DO UPDATE SET names = excluded.names, definition = excluded.definition, \
         retired = excluded.retired",
    )
    .bind(set.as_str())
    .bind(theme.code.as_str())
    .bind(names)
    .bind(theme.definition.as_str())
    .bind(i64::from(theme.retired))
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Puts figures of other organisations in the place of those that a question set had.
///
/// # Errors
/// When the database fails.
pub async fn put_benchmarks(
    tx: &mut Tx,
    set: &QuestionSetCode,
    benchmarks: &[Benchmark],
    (by, at): (&str, i64),
) -> StoreResult<()> {
    let content = serde_json::to_string(benchmarks).map_err(|e| StoreError::unreadable("benchmark", e))?;
    sqlx::query(
        "INSERT INTO benchmark_file (question_set, name, content, imported_at, imported_by) \
         VALUES ($1, 'all', $2, $3, $4) ON CONFLICT (question_set, name) DO UPDATE SET \
         content = excluded.content, imported_at = excluded.imported_at, imported_by = excluded.imported_by",
    )
    .bind(set.as_str())
    .bind(content)
    .bind(at)
    .bind(by)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Takes away the figures of other organisations that a question set has. Returns whether there were any.
///
/// # Errors
/// When the database fails.
pub async fn remove_benchmarks(tx: &mut Tx, set: &QuestionSetCode) -> StoreResult<bool> {
    let done = sqlx::query("DELETE FROM benchmark_file WHERE question_set = $1")
        .bind(set.as_str())
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() > 0)
}

impl Store {
    /// Figures of other organisations for a question set.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn benchmarks(&self, set: &QuestionSetCode) -> StoreResult<Vec<Benchmark>> {
        let row: Option<(String,)> =
            sqlx::query_as("SELECT content FROM benchmark_file WHERE question_set = $1 AND name = 'all'")
                .bind(set.as_str())
                .fetch_optional(&self.pool)
                .await?;
        let Some((content,)) = row else { return Ok(Vec::new()) };
        serde_json::from_str(&content).map_err(|e| StoreError::unreadable("benchmark", e))
    }

    /// The key of the ids of a survey's open answers; `fresh` becomes it if there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn open_answer_key(&self, survey: &SurveyCode, fresh: &[u8]) -> StoreResult<Vec<u8>> {
        let known = async || -> StoreResult<Option<Vec<u8>>> {
            let row: Option<(Vec<u8>,)> = sqlx::query_as("SELECT key FROM open_answer_key WHERE survey = $1")
                .bind(survey.as_str())
                .fetch_optional(&self.pool)
                .await?;
            Ok(row.map(|(key,)| key))
        };
        if let Some(key) = known().await? {
            return Ok(key);
        }
        sqlx::query("INSERT INTO open_answer_key (survey, key) VALUES ($1, $2) ON CONFLICT DO NOTHING")
            .bind(survey.as_str())
            .bind(fresh.to_vec())
            .execute(&self.writer)
            .await?;
        known().await?.ok_or_else(|| StoreError::unreadable("open_answer_key", "no key"))
    }

    /// Hands over all responses of a survey with their keys, as they were at one moment, for [`crate::open_answers`] alone.
    ///
    /// # Errors
    /// When the database fails, or when `take` does.
    pub async fn each_written(
        &self,
        survey: &SurveyCode,
        mut take: impl FnMut(&[u8], &str) -> StoreResult<()>,
    ) -> StoreResult<()> {
        let mut rows = sqlx::query("SELECT id, answers FROM response WHERE survey = $1")
            .bind(survey.as_str())
            .fetch(&self.pool);
        while let Some(row) = rows.try_next().await? {
            let (id, answers): (&[u8], &str) = (row.try_get(0)?, row.try_get(1)?);
            take(id, answers)?;
        }
        Ok(())
    }

    /// The answers of a survey that may be read, in the order of their ids.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn open_answers(&self, survey: &SurveyCode) -> StoreResult<Vec<AnswerRow>> {
        let rows = sqlx::query(
            "SELECT id, field, state, redacted, decided_by, quoted, revision, written FROM open_answer \
             WHERE survey = $1 ORDER BY id",
        )
        .bind(survey.as_str())
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(answer_row).collect()
    }

    /// Those of them that may be published or that somebody gave themes, in the order of their ids.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn open_answers_worked_on(&self, survey: &SurveyCode) -> StoreResult<Vec<AnswerRow>> {
        let rows = sqlx::query(
            "SELECT id, field, state, redacted, decided_by, quoted, revision, written FROM open_answer \
             WHERE survey = $1 AND (state IN ('as_is', 'redacted') OR id IN (SELECT answer FROM coding)) ORDER BY id",
        )
        .bind(survey.as_str())
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(answer_row).collect()
    }

    /// What analysts gave to the answers of a survey, by answer.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn codings(&self, survey: &SurveyCode) -> StoreResult<BTreeMap<String, Vec<Coding>>> {
        let rows: Vec<(String, String, String)> = sqlx::query_as(
            "SELECT coding.answer, coding.analyst, coding.themes FROM coding \
             JOIN open_answer ON open_answer.id = coding.answer WHERE open_answer.survey = $1 \
             ORDER BY coding.answer, coding.analyst",
        )
        .bind(survey.as_str())
        .fetch_all(&self.pool)
        .await?;
        let mut codings: BTreeMap<String, Vec<Coding>> = BTreeMap::new();
        for (answer, analyst, themes) in rows {
            let themes = serde_json::from_str(&themes).map_err(|e| StoreError::unreadable("coding", e))?;
            codings.entry(answer).or_default().push(Coding { analyst, themes });
        }
        Ok(codings)
    }

    /// The translations of the answers of a survey, by answer.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn answer_translations(
        &self,
        survey: &SurveyCode,
    ) -> StoreResult<BTreeMap<String, Vec<Translation>>> {
        let rows: Vec<(String, String, String, String)> = sqlx::query_as(
            "SELECT answer_translation.answer, answer_translation.who, answer_translation.language, \
             answer_translation.text FROM answer_translation \
             JOIN open_answer ON open_answer.id = answer_translation.answer WHERE open_answer.survey = $1 \
             ORDER BY answer_translation.answer, answer_translation.language, answer_translation.who",
        )
        .bind(survey.as_str())
        .fetch_all(&self.pool)
        .await?;
        let mut translations: BTreeMap<String, Vec<Translation>> = BTreeMap::new();
        for (answer, who, language, text) in rows {
            let language = language
                .parse()
                .map_err(|e| StoreError::unreadable("answer_translation", format!("{e:?}")))?;
            translations.entry(answer).or_default().push(Translation { who, language, text });
        }
        Ok(translations)
    }

    /// The code book of a question set, in the order of the codes.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn themes(&self, set: &QuestionSetCode) -> StoreResult<Vec<Theme>> {
        let rows: Vec<(String, String, String, i64)> = sqlx::query_as(
            "SELECT code, names, definition, retired FROM theme WHERE question_set = $1 ORDER BY code",
        )
        .bind(set.as_str())
        .fetch_all(&self.pool)
        .await?;
        let bad = |problem: String| StoreError::unreadable("theme", problem);
        rows.into_iter()
            .map(|(code, names, definition, retired)| {
                Ok(Theme {
                    code: code.parse().map_err(|e: survey::code::NotACode| bad(e.to_string()))?,
                    names: serde_json::from_str(&names).map_err(|e| bad(e.to_string()))?,
                    definition,
                    retired: retired != 0,
                })
            })
            .collect()
    }

    /// The names that may tell who wrote an answer: of the partners that a survey invited, their countries and programmes.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn telling_names(&self, survey: &SurveyCode) -> StoreResult<BTreeSet<String>> {
        let rows: Vec<(String, String, String)> = sqlx::query_as(
            "SELECT DISTINCT partner.name, partner.country, partner.programme FROM invitation \
             JOIN partner ON partner.key = invitation.partner WHERE invitation.survey = $1",
        )
        .bind(survey.as_str())
        .fetch_all(&self.pool)
        .await?;
        Ok(rows.into_iter().flat_map(|(name, country, programme)| [name, country, programme]).collect())
    }
}
