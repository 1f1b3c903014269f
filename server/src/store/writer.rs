//! Transactions that write, and the record of how the last of them ended.
//!
//! SQLite rolls a transaction back by itself when the disk is full. The driver doesn't notice and goes on counting that transaction as
//! open, so such a connection would refuse every later one. It is closed when it comes back to its pool.

use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use sqlx::{Any, AnyConnection, Connection as _, Transaction};

/// For how long a failure says something about now.
const FRESH: Duration = Duration::from_secs(10);

/// How the last transaction that was to write went. Reading it takes no connection.
#[derive(Debug, Clone, Default)]
pub(super) struct WriterRecord(Arc<Mutex<Option<Instant>>>);

impl WriterRecord {
    /// Keeps that a transaction could not begin, was rolled back by the database, or could not be committed.
    pub(super) fn failed(&self) {
        self.keep(Some(Instant::now()));
    }

    /// Keeps that a transaction was committed.
    fn worked(&self) {
        self.keep(None);
    }

    fn keep(&self, failed_at: Option<Instant>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = failed_at;
    }

    /// Whether the last transaction failed, a moment ago.
    pub(super) fn fails(&self) -> bool {
        let failed_at = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        failed_at.is_some_and(|failed_at| failed_at.elapsed() < FRESH)
    }

    /// Whether a connection that comes back to its pool can go on. One that is still in a transaction can't: the database has rolled
    /// it back, and only the driver doesn't know.
    pub(super) async fn may_go_on(&self, connection: &mut AnyConnection) -> Result<bool, sqlx::Error> {
        // The rollback of a transaction that was dropped waits in the connection's queue; this waits until it is done.
        connection.ping().await?;
        let stuck = connection.is_in_transaction();
        if stuck {
            tracing::warn!("the database rolled a transaction back by itself; its connection is closed");
            self.failed();
        }
        Ok(!stuck)
    }
}

/// A transaction that writes, on either database. Dropped, it is rolled back.
pub struct Tx {
    transaction: Transaction<'static, Any>,
    record: WriterRecord,
}

impl Tx {
    pub(super) fn new(transaction: Transaction<'static, Any>, record: WriterRecord) -> Self {
        Self { transaction, record }
    }

    /// Keeps what was written.
    ///
    /// # Errors
    /// When the database fails; then it is rolled back.
    pub async fn commit(self) -> Result<(), sqlx::Error> {
        let committed = self.transaction.commit().await;
        match committed {
            Ok(()) => self.record.worked(),
            Err(_) => self.record.failed(),
        }
        committed
    }

    /// Takes back what was written.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn rollback(self) -> Result<(), sqlx::Error> {
        self.transaction.rollback().await
    }
}

impl Deref for Tx {
    type Target = AnyConnection;

    fn deref(&self) -> &AnyConnection {
        &self.transaction
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut AnyConnection {
        &mut self.transaction
    }
}

#[cfg(test)]
mod tests {
    use crate::store::Store;

    /// SQLite says that the disk is full when a file would become longer than it may, and rolls back as it does for a real one.
    #[tokio::test]
    async fn a_transaction_that_the_database_rolled_back_leaves_a_writer_that_goes_on() {
        let folder = std::env::temp_dir().join(format!("sawt-writer-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let store = Store::open(&format!("sqlite:{}", folder.join("s.sqlite").display())).await.unwrap();
        let fill = "INSERT INTO partner_import (id, staff, at, rows) VALUES (randomblob(16), x'00', 0, randomblob(5000000))";
        let mut tx = store.begin_write().await.unwrap();
        sqlx::query("PRAGMA max_page_count = 1").execute(&mut *tx).await.unwrap();
        assert!(sqlx::query(fill).execute(&mut *tx).await.is_err());
        assert!(!store.writer_fails());
        drop(tx);
        let tx = store.begin_write().await.expect("the writer goes on");
        assert!(store.writer_fails(), "the failure is known");
        tx.commit().await.unwrap();
        assert!(!store.writer_fails());
        store.close().await;
        std::fs::remove_dir_all(folder).unwrap();
    }
}
