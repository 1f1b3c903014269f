//! From which words translations were made, where these are others by now.

use survey::code::QuestionSetCode;
use survey::translation::{Facts, Made, changed};
use survey::{Locale, QuestionSet};

use super::{Store, StoreError, StoreResult, Tx};

type Row = (String, String, String, String);

const FACTS: &str = "SELECT place, language, source, translation FROM translation_made WHERE code = $1";

fn facts(rows: Vec<Row>) -> StoreResult<Facts> {
    let fact = |(place, language, source, translation): Row| {
        let language =
            language.parse::<Locale>().map_err(|error| StoreError::unreadable("translation_made", error))?;
        Ok(((place, language), Made { source, translation }))
    };
    rows.into_iter().map(fact).collect()
}

/// Notes what follows for translations when a question set becomes another.
///
/// # Errors
/// When the database fails.
pub async fn follow(tx: &mut Tx, old: &QuestionSet, new: &QuestionSet) -> StoreResult<()> {
    let rows: Vec<Row> = sqlx::query_as(FACTS).bind(new.code.as_str()).fetch_all(&mut **tx).await?;
    for ((place, language), made) in changed(old, new, &facts(rows)?) {
        forget(tx, &new.code, &place, &language).await?;
        if let Some(made) = made {
            sqlx::query(
                "INSERT INTO translation_made (code, place, language, source, translation) \
                 VALUES ($1, $2, $3, $4, $5)",
            )
            .bind(new.code.as_str())
            .bind(&place)
            .bind(language.as_str())
            .bind(&made.source)
            .bind(&made.translation)
            .execute(&mut **tx)
            .await?;
        }
    }
    Ok(())
}

/// Forgets from which words a translation was made: somebody has seen that it is right for those that stand there now.
///
/// # Errors
/// When the database fails.
pub async fn forget(tx: &mut Tx, code: &QuestionSetCode, place: &str, language: &Locale) -> StoreResult<()> {
    sqlx::query("DELETE FROM translation_made WHERE code = $1 AND place = $2 AND language = $3")
        .bind(code.as_str())
        .bind(place)
        .bind(language.as_str())
        .execute(&mut **tx)
        .await?;
    Ok(())
}

impl Store {
    /// What is known of the translations of a question set.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn translation_facts(&self, code: &QuestionSetCode) -> StoreResult<Facts> {
        facts(sqlx::query_as(FACTS).bind(code.as_str()).fetch_all(&self.pool).await?)
    }
}
