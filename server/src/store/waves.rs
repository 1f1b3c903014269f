//! Published counts of earlier waves.

use survey::code::QuestionSetCode;
use survey::wave::{Published, Wave, WaveName};

use super::{Store, StoreError, StoreResult, Tx};

/// An earlier wave, and how it came here.
#[derive(Debug, Clone)]
pub struct ImportedWave {
    /// What was published.
    pub wave: Wave,
    /// When it was imported, in milliseconds since 1970.
    pub at: i64,
    /// Who did it.
    pub by: String,
}

/// Puts a wave in the place of an earlier import of it.
///
/// # Errors
/// When the database fails.
pub async fn put(tx: &mut Tx, set: &QuestionSetCode, wave: &Wave, at: i64, by: &str) -> StoreResult<()> {
    let content = Published { waves: vec![wave.clone()], unused: Vec::new() }.to_json().to_string();
    sqlx::query(
        "INSERT INTO earlier_wave (question_set, name, content, imported_at, imported_by) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (question_set, name) DO UPDATE SET content = excluded.content, \
         imported_at = excluded.imported_at, imported_by = excluded.imported_by",
    )
    .bind(set.as_str())
    .bind(wave.name.as_str())
    .bind(content)
    .bind(at)
    .bind(by)
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// Takes a wave away. Returns whether it was there.
///
/// # Errors
/// When the database fails.
pub async fn remove(tx: &mut Tx, set: &QuestionSetCode, name: &WaveName) -> StoreResult<bool> {
    let done = sqlx::query("DELETE FROM earlier_wave WHERE question_set = $1 AND name = $2")
        .bind(set.as_str())
        .bind(name.as_str())
        .execute(&mut **tx)
        .await?;
    Ok(done.rows_affected() == 1)
}

impl Store {
    /// The earlier waves of a question set, by name.
    ///
    /// # Errors
    /// When the database fails or a wave is unreadable.
    pub async fn earlier_waves(&self, set: &QuestionSetCode) -> StoreResult<Vec<ImportedWave>> {
        let rows: Vec<(String, i64, String)> = sqlx::query_as(
            "SELECT content, imported_at, imported_by FROM earlier_wave WHERE question_set = $1 ORDER BY name",
        )
        .bind(set.as_str())
        .fetch_all(&self.pool)
        .await?;
        let unreadable = |problem: String| StoreError::unreadable("earlier_wave", problem);
        rows.into_iter()
            .map(|(content, at, by)| {
                let json = serde_json::from_str(&content).map_err(|e| unreadable(e.to_string()))?;
                let published = Published::read(&json).map_err(|e| unreadable(e.to_string()))?;
                let wave =
                    published.waves.into_iter().next().ok_or_else(|| unreadable("no wave".to_owned()))?;
                Ok(ImportedWave { wave, at, by })
            })
            .collect()
    }
}
